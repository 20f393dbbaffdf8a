/* What must be true for a result to be an amount: the smallest change first. */
#include <math.h>

#include "base/text.h"
#include "render/csv_row.h"
#include "views/parts.h"
#include "views/result_json.h"
#include "views/sensitive.h"
#include "views/stamp.h"

/* In proportion to the study's value; of nothing it has none. */
static double change(const struct ek_target *t, size_t i) {
  double base = t->vary[i].base;
  return base != 0 ? (t->value[i] - base) / fabs(base) : NAN;
}

/* In per cent; one that is small with two digits, since a change of 0 % would be none. */
static struct ek_doc_cell change_cell(const struct ek_target *t, size_t i) {
  double percent = 100 * change(t, i), size = fabs(percent);
  if (isnan(percent)) return (struct ek_doc_cell){.kind = EK_CELL_NONE};
  int decimals = size >= 1 || size == 0 ? 0 : (int)ceil(-log10(size)) + 1;
  return ek_doc_share(percent / 100, decimals < 6 ? decimals : 6);
}

static double result_of(const struct ek_target *t) { return ek_result_value(t->base, EK_FIG_RESULT, t->actor, t->horizon); }

static void add_table(struct ek_report *p, const struct ek_target *t, const struct ek_part_size *order, size_t n) {
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_BASE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_T_MUST), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_T_CHANGE), NULL, false);
  for (size_t k = 0; k < n; k++) {
    size_t i = order[k].of;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, t->vary[i].name), 0);
    row->cells[0] = ek_doc_text(p->doc, ek_part_vary_value(p, &t->vary[i], t->vary[i].base));
    row->cells[1] = ek_doc_text(p->doc, ek_part_vary_near(p, &t->vary[i], t->value[i]));
    row->cells[2] = change_cell(t, i);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_T_CHANGE));
}

/* What was asked for is said as it was. */
static const char *asked(const struct ek_report *p, double amount) {
  if (fabs(remainder(amount, ek_money_step(amount))) < 0.5) return ek_part_kronor(p, amount);
  const char *size = ek_say_money_to(p->arena, p->lang, p->model->currency, amount, 1);
  return amount < 0 ? EK_SAY(p, EK_W_S_MINUS, size) : size;
}

/* As it is called in a sentence. */
static const char *named(const struct ek_report *p, const struct ek_target *t, size_t i) {
  return ek_say_within(p->arena, p->lang, ek_part_varied(p, t->vary[i].name), false);
}

void ek_target_build(const struct ek_target *t, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  struct ek_report p = ek_part_report(t->base, lang, &none, out);
  struct ek_part_size *order = ek_alloc_array(p.arena, t->n, sizeof *order);
  const char **cannot = ek_alloc_array(p.arena, t->n, sizeof *cannot), **untold = ek_alloc_array(p.arena, t->n, sizeof *untold);
  size_t n = 0, others = 0, few = 0;
  for (size_t i = 0; i < t->n; i++) {
    double far = change(t, i);
    if (ek_vary_few(t->base, &t->vary[i], (size_t)t->actor, t->horizon)) untold[few++] = named(&p, t, i);
    else if (isnan(t->value[i])) cannot[others++] = named(&p, t, i);
    else order[n++] = (struct ek_part_size){i, -fabs(isnan(far) ? t->value[i] : far)};
  }
  ek_part_largest_first(order, n);
  bool reached = result_of(t) == t->amount;
  enum ek_word lead = reached ? ek_part_either(&p, EK_W_T_REACHED, EK_W_T_REACHED_GROSS) : n > 0 ? ek_part_either(&p, EK_W_T_LEAD, EK_W_T_LEAD_GROSS) : ek_part_either(&p, EK_W_T_NONE, EK_W_T_NONE_GROSS);
  ek_part_head(&p);
  ek_doc_add(p.doc, EK_DOC_HEADING, EK_SAID(&p, EK_W_T_HEADING), NULL);
  ek_doc_add(p.doc, EK_DOC_PARAGRAPH, EK_SAY(&p, lead, ek_part_actor_within(&p, t->actor), ek_say_time(p.arena, lang, t->horizon), ek_part_kronor(&p, result_of(t)), asked(&p, t->amount)), NULL);
  if (reached) return;
  if (n > 0) add_table(&p, t, order, n);
  if (n > 0 && others > 0) ek_doc_add(p.doc, EK_DOC_PARAGRAPH, EK_SAY(&p, EK_W_T_CANNOT, ek_say_list(p.arena, lang, cannot, others)), NULL);
  if (few > 0) ek_doc_add(p.doc, EK_DOC_PARAGRAPH, EK_SAY(&p, EK_W_T_UNTOLD, ek_say_list(p.arena, lang, untold, few)), NULL);
}

void ek_target_csv(const struct ek_target *t, struct ek_buffer *out) {
  struct ek_arena *arena = t->base->arena;
  ek_buffer_add(out, "assumption,base,value,change,text\n");
  for (size_t i = 0; i < t->n; i++) {
    const char *cells[] = {t->vary[i].name, ek_csv_number(arena, t->vary[i].base), ek_csv_number(arena, t->value[i]), ek_csv_number(arena, change(t, i)), NULL};
    ek_csv_row(out, cells, 5, 1u << 1 | 1u << 2 | 1u << 3);
  }
  ek_csv_stamps(out, ek_stamps(t->base), 5, -1, 0, 4);
}

bool ek_target_json(const struct ek_target *t, struct ek_buffer *out) {
  struct ek_json json = {.arena = t->base->arena};
  json_t *root = json_object(), *rows = json_array();
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, t->base));
  ek_json_put_text(&json, root, "actor", t->base->model->actors[t->actor].name.text);
  ek_json_put_int(&json, root, "horizon_months", t->horizon);
  ek_json_put(&json, root, "result", ek_json_real(result_of(t)));
  ek_json_put(&json, root, "target", ek_json_real(t->amount));
  for (size_t i = 0; i < t->n; i++) {
    json_t *one = json_object();
    ek_json_put_text(&json, one, "assumption", t->vary[i].name);
    ek_json_put_unit(&json, one, t->vary[i].unit);
    ek_json_put(&json, one, "base", ek_json_real(t->vary[i].base));
    ek_json_put(&json, one, "value", ek_json_real(t->value[i]));
    ek_json_put(&json, one, "change", ek_json_real(change(t, i)));
    ek_json_push(&json, rows, one);
  }
  ek_json_put(&json, root, "changes", rows);
  return ek_json_finish(&json, root, out);
}
