/* The section on another day's rules: whose result moves and by how much, and which of the
 * model's values and rules lie behind it. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/rules_change.h"
#include "report/sections.h"

enum { VALUES_SHOWN = 10, RULES_SHOWN = 8 };

struct rules_table {
  struct ek_report *p;
  const struct ek_rules_change *c;
  struct ek_doc_table *table;
  struct ek_scale scale;
  struct ek_doc_row **row; /* by actor; NULL: not shown */
};

static double own(const struct rules_table *t, int actor, int horizon) {
  return ek_part_value(t->p, EK_FIG_RESULT, actor, horizon);
}

static double other(const struct rules_table *t, int actor, int horizon) {
  return ek_rules_result(t->p->r, actor, horizon);
}

static double difference(const struct rules_table *t, int actor, int horizon) {
  return ek_rules_difference(t->p->r, actor, horizon);
}

/* --- in words ----------------------------------------------------------------------- */

static void say_how(struct rules_table *t) {
  struct ek_report *p = t->p;
  const char *day = ek_say_day(p->arena, p->lang, t->c->day);
  const char *own_day = ek_say_day(p->arena, p->lang, t->c->own_day);
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, EK_SAY(p, EK_W_R_HOW, day, own_day));
  const char *year = ek_sprintf(p->arena, "%d", ek_day_year(t->c->day));
  const char *price_year = ek_sprintf(p->arena, "%d", p->r->study->settings.price_year);
  if (t->c->index != NULL) {
    const char *index = ek_label_text(t->c->index->label, t->c->index->name.text, p->lang);
    ek_buffer_addf(&text, " %s", EK_SAY(p, EK_W_R_PRICES, price_year, year,
                                        ek_say_within(p->arena, p->lang, index, false),
                                        ek_number_show(p->arena, t->c->krona, 4, p->lang)));
  }
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, ek_buffer_text(&text), NULL);
}

/* The actor within society whose result moves most in a direction (sign 1 or -1); -1: none. */
static int most_moved(const struct rules_table *t, double sign) {
  int most = -1;
  for (int a = 0; a < (int)t->p->model->n_actors; a++) {
    const struct ek_actor *actor = &t->p->model->actors[a];
    double moved = sign * difference(t, a, t->p->longest);
    if (!actor->leaf || actor->outside || moved < 0.5) continue;
    if (most < 0 || moved > sign * difference(t, most, t->p->longest)) most = a;
  }
  return most;
}

static const char *moved_text(const struct rules_table *t, int actor) {
  const struct ek_report *p = t->p;
  double moved = fabs(difference(t, actor, p->longest));
  return ek_say_money(p->arena, p->lang, p->model->currency, moved);
}

static void say_answer(struct rules_table *t) {
  struct ek_report *p = t->p;
  struct ek_buffer text = {.arena = p->arena};
  double society = difference(t, p->society, p->longest);
  enum ek_word word = society >= 0.5    ? ek_part_either(p, EK_W_R_BETTER, EK_W_R_BETTER_GROSS)
                      : society <= -0.5 ? ek_part_either(p, EK_W_R_WORSE, EK_W_R_WORSE_GROSS)
                                        : ek_part_either(p, EK_W_R_SAME, EK_W_R_SAME_GROSS);
  const char *when = ek_say_time(p->arena, p->lang, p->longest);
  ek_buffer_add(&text, EK_SAY(p, word, when, moved_text(t, p->society)));
  const struct { double sign; enum ek_word word; } ends[] = {{1, EK_W_R_GAINS}, {-1, EK_W_R_LOSES}};
  for (size_t i = 0; i < 2; i++) {
    int actor = most_moved(t, ends[i].sign);
    if (actor < 0) continue;
    ek_buffer_addf(&text, " %s", EK_SAY(p, ends[i].word, ek_part_actor_within(p, actor),
                                        moved_text(t, actor)));
  }
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, ek_buffer_text(&text), NULL);
}

/* --- by actor ----------------------------------------------------------------------- */

static double largest(const struct rules_table *t) {
  double most = 0;
  for (int a = 0; a < (int)t->p->model->n_actors; a++) {
    most = fmax(most, fmax(fabs(own(t, a, t->p->longest)), fabs(other(t, a, t->p->longest))));
    for (size_t i = 0; i < t->p->r->n_horizons; i++) {
      most = fmax(most, fabs(difference(t, a, t->p->r->horizons[i])));
    }
  }
  return most;
}

/* Above a column of small numbers "10 years" may be broken. */
static const char *breakable(struct ek_arena *arena, const char *text) {
  struct ek_buffer out = {.arena = arena};
  for (const char *at = text; *at != '\0';) {
    bool space = strncmp(at, "\u00A0", 2) == 0;
    ek_buffer_add_bytes(&out, space ? " " : at, 1);
    at += space ? 2 : 1;
  }
  return ek_buffer_text(&out);
}

static void add_columns(struct rules_table *t) {
  struct ek_report *p = t->p;
  const char *time = ek_say_time_short(p->arena, p->lang, p->longest);
  const char *group = EK_SAY(p, ek_part_either(p, EK_W_R_RESULT, EK_W_R_RESULT_GROSS), time);
  const ek_day days[] = {t->c->own_day, t->c->day};
  for (size_t i = 0; i < 2; i++) {
    ek_doc_add_column(p->doc, t->table, ek_day_text(p->arena, days[i]), group, false);
  }
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    const char *horizon = ek_say_time_short(p->arena, p->lang, p->r->horizons[i]);
    ek_doc_add_column(p->doc, t->table, breakable(p->arena, horizon),
                      EK_SAID(p, EK_W_R_DIFFERENCE), false);
  }
}

/* Does anything reach or leave the actor under either day's rules? */
static bool touched(const struct rules_table *t, int actor) {
  struct ek_report under = *t->p;
  under.r = t->c->other;
  return ek_part_touched(t->p, actor) || ek_part_touched(&under, actor);
}

static void add_row(struct rules_table *t, int actor, bool first_outside) {
  struct ek_report *p = t->p;
  const struct ek_actor *a = &p->model->actors[actor];
  const char *label = a->outside ? EK_SAY(p, EK_W_OUTSIDE, ek_part_actor_within(p, actor))
                                 : ek_part_actor(p, actor);
  struct ek_doc_row *row = ek_doc_add_row(p->doc, t->table, label, a->outside ? 0 : a->depth);
  size_t c = 0;
  row->emphasis = actor == p->society;
  row->rule_above = first_outside;
  row->cells[c++] = ek_part_money(t->scale, own(t, actor, p->longest));
  row->cells[c++] = ek_part_money(t->scale, other(t, actor, p->longest));
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    row->cells[c++] = ek_part_money(t->scale, difference(t, actor, p->r->horizons[i]));
  }
  if (!a->outside) t->row[actor] = row;
  ek_part_hide(p, t->table, row, p->r, actor);
}

/* Own result and difference must add to the other, as they are shown. */
static bool row_differs(const struct rules_table *t, const struct ek_doc_row *row) {
  const struct ek_doc_cell *parts[] = {&row->cells[0], &row->cells[t->table->columns.n - 1]};
  return ek_part_differs(&row->cells[1], parts, 2);
}

static void add_actors(struct rules_table *t) {
  struct ek_report *p = t->p;
  int n = (int)p->model->n_actors;
  t->row = ek_alloc_array(p->arena, (size_t)n, sizeof(struct ek_doc_row *));
  t->table = ek_doc_add_table(p->doc, NULL, NULL);
  add_columns(t);
  for (int a = 0; a < n; a++) {
    if (p->model->actors[a].outside || !(a == p->society || touched(t, a))) continue;
    add_row(t, a, false);
  }
  bool any = false;
  for (int a = 0; a < n; a++) {
    if (!p->model->actors[a].outside || !touched(t, a)) continue;
    add_row(t, a, !any);
    any = true;
  }
  bool differs = ek_part_tree_differs(p, t->row, t->table->columns.n);
  for (int a = 0; a < n; a++) differs |= t->row[a] != NULL && row_differs(t, t->row[a]);
  ek_doc_add_footnote(p->doc, t->table, EK_SAID(p, EK_W_R_F_PLUS));
  if (differs) ek_doc_add_footnote(p->doc, t->table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* --- what lies behind ------------------------------------------------------------------ */

/* "Sjukpenninggrundande tak, Eskilstuna, kr/mån". */
static const char *value_label(const struct ek_report *p, const struct ek_value_change *v) {
  const struct ek_parameter *q = v->parameter;
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, ek_label_text(q->label, q->name.text, p->lang));
  if (v->place != NULL) ek_buffer_addf(&text, ", %s", ek_text_capital(p->arena, v->place));
  if (!ek_unit_same(q->unit, ek_unit_none)) {
    ek_buffer_addf(&text, ", %s", ek_say_unit(p->arena, p->lang, q->unit_text));
  }
  return ek_buffer_text(&text);
}

/* In the unit that the model declares: kronor a month, not twelve times as much a year. */
const char *ek_part_parameter(const struct ek_report *p, const struct ek_parameter *q, double value) {
  if (!ek_unit_same(q->unit, ek_unit_none)) {
    return ek_say_number(p->arena, p->lang, value / q->factor);
  }
  return q->factor != 1 ? ek_say_share(p->arena, p->lang, value, fabs(value) < 0.01 ? 3 : 2)
                        : ek_say_quantity(p->arena, p->lang, value, q->unit);
}

static void add_value(struct rules_table *t, struct ek_doc_table *table,
                      const struct ek_value_change *v) {
  struct ek_report *p = t->p;
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, value_label(p, v), 0);
  row->cells[0] = ek_doc_text(p->doc, ek_part_parameter(p, v->parameter, v->own));
  row->cells[1] = ek_doc_text(p->doc, ek_part_parameter(p, v->parameter, v->other));
  row->cells[2] = v->since != 0 ? ek_doc_text(p->doc, ek_day_text(p->arena, v->since))
                                : (struct ek_doc_cell){.kind = EK_CELL_NONE};
  row->cells[3] = ek_doc_share(isfinite(v->change) ? v->change : NAN, 1); /* from nothing: – */
}

static void add_values(struct rules_table *t) {
  struct ek_report *p = t->p;
  size_t n = t->c->values.n, shown = n < VALUES_SHOWN ? n : VALUES_SHOWN;
  const struct ek_value_change *v = t->c->values.items;
  bool prices = t->c->index != NULL;
  if (n == 0) return;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAID(p, EK_W_R_VALUES));
  ek_doc_add_column(p->doc, table, ek_day_text(p->arena, t->c->own_day), NULL, false);
  ek_doc_add_column(p->doc, table, ek_day_text(p->arena, t->c->day), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_R_SINCE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, prices ? EK_W_R_REAL : EK_W_R_CHANGE), NULL, false);
  for (size_t i = 0; i < shown; i++) add_value(t, table, &v[i]);
  if (prices) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_R_F_REAL));
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_R_F_VALUES));
  if (n > shown) {
    const char *rest = ek_number_show(p->arena, (double)(n - shown), 0, p->lang);
    enum ek_word word = n == shown + 1 ? EK_W_R_F_REST_ONE : EK_W_R_F_REST;
    ek_doc_add_footnote(p->doc, table, EK_SAY(p, word, rest));
  }
}

static void add_rules(struct rules_table *t) {
  struct ek_report *p = t->p;
  const struct ek_rule *const *rules = t->c->rules.items;
  size_t n = t->c->rules.n;
  const char **names = ek_alloc_array(p->arena, n, sizeof *names);
  if (n == 0) return;
  for (size_t i = 0; i < n; i++) {
    const char *label = ek_label_text(rules[i]->label, rules[i]->name.text, p->lang);
    names[i] = ek_say_within(p->arena, p->lang, label, false);
  }
  const char *list = ek_say_some(p->arena, p->lang, names, n, RULES_SHOWN);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_R_RULES, list), NULL);
}

/* What had to be stretched under the other rules, and not under the study's own. */
static void add_notes(struct rules_table *t) {
  struct ek_report *p = t->p;
  struct ek_list found = ek_note_findings(p->r, &t->c->notes, ek_day_year(t->c->day), p->lang);
  const struct ek_finding *finding = found.items;
  for (size_t i = 0; i < found.n; i++) ek_doc_add(p->doc, EK_DOC_ITEM, finding[i].text, NULL);
}

void ek_part_rules_change(struct ek_report *p) {
  struct rules_table t = {.p = p, .c = p->r->rules_change};
  if (t.c == NULL) return;
  t.scale = ek_part_scale(largest(&t));
  const char *day = ek_say_day(p->arena, p->lang, t.c->day);
  enum ek_word heading = ek_part_either(p, EK_W_H_RULES, EK_W_H_RULES_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAY(p, heading, day), ek_part_scale_text(p, t.scale));
  say_how(&t);
  say_answer(&t);
  add_actors(&t);
  add_values(&t);
  add_rules(&t);
  add_notes(&t);
}
