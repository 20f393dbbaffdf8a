/* Benefits in the order of a NyttoSam report: society, the public sector and its sectors, the individual, the
 * others; for each horizon and for a year at full effect; and of people by group. */
#include <math.h>

#include "base/text.h"
#include "people/people.h"
#include "report/sections.h"

/* --- the order --------------------------------------------------------------------------- */

struct order {
  const struct ek_report *p;
  int *actors;
  size_t n;
};

static bool has_public(const struct ek_model *m, int actor) {
  for (int a = 0; a < (int)m->n_actors; a++) {
    if (m->actors[a].is_public && ek_model_below(m, a, actor)) return true;
  }
  return false;
}

/* The actor and those below it, in the model's order. */
static void take(struct order *o, int actor) {
  const struct ek_model *m = o->p->model;
  for (int a = 0; a < (int)m->n_actors; a++) {
    if (ek_model_below(m, a, actor)) o->actors[o->n++] = a;
  }
}

/* Society, what is public of it, the person, the rest; none outside. Returns how many. */
size_t ek_part_actors_public_first(const struct ek_report *p, int *out) {
  const struct ek_model *m = p->model;
  struct order o = {p, out, 0};
  out[o.n++] = p->society;
  for (int turn = 0; turn < 3; turn++) {
    for (int a = 0; a < (int)m->n_actors; a++) {
      if (m->actors[a].parent != p->society) continue;
      int kind = has_public(m, a) ? 0 : m->person >= 0 && ek_model_below(m, m->person, a) ? 1 : 2;
      if (kind == turn) take(&o, a);
    }
  }
  return o.n;
}

/* --- by actor ------------------------------------------------------------------------------ */

static double largest_of(const struct ek_report *p) {
  double largest = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    for (size_t h = 0; !p->model->actors[a].outside && h < p->r->n_horizons; h++) {
      double benefit = ek_part_value(p, EK_FIG_BENEFIT, a, p->r->horizons[h]);
      if (isnan(benefit) || fabs(benefit) > largest) largest = isnan(benefit) ? fmax(largest, 1) : fabs(benefit);
    }
  }
  return largest;
}

static void add_columns(struct ek_report *p, struct ek_doc_table *table) {
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    ek_doc_add_column(p->doc, table, ek_say_time_short(p->arena, p->lang, p->r->horizons[h]), EK_SAID(p, EK_W_B_AFTER), false);
  }
  ek_doc_add_column(p->doc, table, EK_SAID(p, p->r->alternatives != NULL ? EK_W_B_LAST : EK_W_B_STEADY), NULL, false);
}

static struct ek_doc_row *add_row(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, int actor) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), p->model->actors[actor].depth);
  row->emphasis = actor == p->society;
  size_t c = 0;
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    row->cells[c++] = ek_part_of(p, ek_part_money(scale, ek_part_value(p, EK_FIG_BENEFIT, actor, p->r->horizons[h])), EK_FIG_BENEFIT, actor, p->r->horizons[h], -1);
  }
  row->cells[c] = ek_part_of(p, ek_part_money(scale, ek_part_value(p, EK_FIG_BENEFIT_PER_YEAR, actor, 0)), EK_FIG_BENEFIT_PER_YEAR, actor, 0, -1);
  ek_part_hide(p, table, row, p->r, actor);
  return row;
}

/* Which horizon is called what; of one alone, or of many, nothing. */
static void note_terms(struct ek_report *p, struct ek_doc_table *table) {
  const char *time[3];
  size_t n = p->r->n_horizons;
  for (size_t h = 0; h < n && h < 3; h++) time[h] = ek_say_time_short(p->arena, p->lang, p->r->horizons[h]);
  if (n == 2) ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_B_TERMS, time[0], time[1]));
  if (n == 3) ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_B_TERMS_LONG, time[0], time[1], time[2]));
}

static void add_actors(struct ek_report *p, struct ek_scale scale) {
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  struct ek_doc_row **rows = ek_alloc_array(p->arena, p->model->n_actors, sizeof *rows);
  int *actors = ek_alloc_array(p->arena, p->model->n_actors, sizeof *actors);
  size_t n = ek_part_actors_public_first(p, actors);
  add_columns(p, table);
  for (size_t i = 0; i < n; i++) {
    if (actors[i] == p->society || ek_part_touched(p, actors[i])) rows[actors[i]] = add_row(p, table, scale, actors[i]);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_F_B_WHAT, EK_W_F_B_WHAT_GROSS)));
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, p->r->alternatives != NULL ? EK_W_F_B_LAST : EK_W_F_B_STEADY));
  note_terms(p, table);
  ek_part_note_displaced(p, table);
  if (ek_part_tree_differs(p, rows, table->columns.n)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* --- by group ------------------------------------------------------------------------------ */

/* Society, the public sector and the person at the short and the middle horizon. */
struct told {
  int actor[3];
  size_t actors;
  int horizon[2];
  size_t horizons;
};

static struct told what_to_tell(const struct ek_report *p) {
  struct told t = {.actor = {p->society}, .actors = 1, .horizon = {p->r->horizons[0], p->middle}};
  t.horizons = t.horizon[0] == t.horizon[1] ? 1 : 2;
  for (int a = 0; a < (int)p->model->n_actors && t.actors < 2; a++) {
    if (p->model->actors[a].parent == p->society && has_public(p->model, a)) t.actor[t.actors++] = a;
  }
  if (p->model->person >= 0) t.actor[t.actors++] = p->model->person;
  return t;
}

static void fill(struct ek_report *p, struct ek_doc_table *table, struct ek_doc_row *row, struct ek_scale scale, const struct told *t,
                 const struct ek_result *r, bool masked) {
  size_t c = 0;
  for (size_t a = 0; a < t->actors; a++) {
    for (size_t h = 0; h < t->horizons; h++, c++) {
      double benefit = masked ? NAN : ek_result_value(r, EK_FIG_BENEFIT, t->actor[a], t->horizon[h]);
      row->cells[c] = isnan(benefit) ? ek_part_masked(p, table) : ek_part_money(scale, benefit);
    }
  }
}

/* Parts that are shown one by one need not add to all as they are shown. */
static bool groups_differ(const struct ek_report *p, const struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  size_t n = table->rows.n - 1;
  const struct ek_doc_cell **parts = ek_alloc_array(p->arena, n + 1, sizeof *parts);
  for (size_t c = 0; c < table->columns.n; c++) {
    for (size_t i = 0; i < n; i++) parts[i] = &rows[i]->cells[c];
    if (ek_part_differs(&rows[n]->cells[c], parts, n)) return true;
  }
  return false;
}

static void add_groups(struct ek_report *p, const struct ek_breakdown_result *b, struct ek_scale scale) {
  const struct told t = what_to_tell(p);
  const char *title = EK_SAY(p, ek_part_either(p, EK_W_B_GROUPS, EK_W_B_GROUPS_GROSS), ek_part_variable(p, b->by->name));
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, title);
  for (size_t a = 0; a < t.actors; a++) {
    for (size_t h = 0; h < t.horizons; h++) {
      ek_doc_add_column(p->doc, table, ek_say_time_short(p->arena, p->lang, t.horizon[h]), ek_part_actor(p, t.actor[a]), false);
    }
  }
  for (size_t i = 0; i < b->by->n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_say_category(b->by->name, b->groups[i].label, p->lang), 0);
    fill(p, table, row, scale, &t, b->groups[i].result, b->groups[i].masked);
  }
  struct ek_doc_row *all = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_GROUPS_ALL), 0);
  all->emphasis = all->rule_above = true;
  fill(p, table, all, scale, &t, p->r, false);
  if (groups_differ(p, table)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

void ek_part_benefits(struct ek_report *p) {
  const struct ek_breakdown_result *b = p->r->breakdowns.items;
  double largest = largest_of(p);
  if (largest < 0.5) return;
  struct ek_scale scale = ek_part_scale(largest);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, ek_part_either(p, EK_W_H_BENEFITS, EK_W_H_BENEFITS_GROSS)), ek_part_scale_text(p, scale));
  add_actors(p, scale);
  for (size_t i = 0; i < p->r->breakdowns.n; i++) add_groups(p, &b[i], scale);
}
