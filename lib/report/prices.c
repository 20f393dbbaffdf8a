/* The prices and rules that the run really read, each with the day since which it holds, its grade and source. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/sections.h"

struct prices {
  struct ek_report *p;
  struct ek_doc_table *table;
};

static const char *grade_text(int grade) {
  static const char *const texts[] = {"", "A", "B", "C", "D"};
  return texts[grade];
}

static void add(struct prices *t, const char *label, const char *value, int grade, struct ek_origin source) {
  struct ek_report *p = t->p;
  struct ek_doc_row *row = ek_doc_add_row(p->doc, t->table, label, 1);
  const char *cited = ek_part_cite(p, source);
  row->cells[0] = ek_doc_text(p->doc, value);
  row->cells[1] = ek_doc_text(p->doc, grade_text(grade != EK_GRADE_NONE ? grade : source.grade));
  row->cells[2] = ek_doc_text(p->doc, cited != NULL ? cited : "");
}

static void add_group(struct prices *t, const char *label) {
  struct ek_doc_row *row = ek_doc_add_row(t->p->doc, t->table, label, 0);
  row->emphasis = true;
  row->rule_above = t->table->rows.n > 1;
}

/* --- values ------------------------------------------------------------------------------- */

static bool overridden(const struct ek_report *p, int parameter) {
  for (size_t i = 0; i < p->r->study->n_overrides; i++) {
    if (p->r->study->overrides[i].parameter == parameter) return true;
  }
  return false;
}

/* That in force on the day; NULL: there is none, as of a table. */
static const struct ek_dated_value *in_force(const struct ek_parameter *q, ek_day day) {
  const struct ek_dated_value *found = NULL;
  for (size_t i = 0; i < q->n_dated; i++) {
    if (q->dated[i].from <= day) found = &q->dated[i];
  }
  return found != NULL || q->n_dated == 0 ? found : &q->dated[0];
}

static void add_parameter(struct prices *t, int index, double value) {
  struct ek_report *p = t->p;
  const struct ek_parameter *q = &p->model->parameters[index];
  const struct ek_dated_value *v = in_force(q, p->r->world->day);
  const char *label = ek_label_text(q->label, q->name.text, p->lang), *text = ek_part_parameter(p, q, value);
  bool unit = !ek_unit_same(q->unit, ek_unit_none);
  if (unit) text = ek_sprintf(p->arena, "%s\u00A0%s", text, ek_say_unit(p->arena, p->lang, q->unit_text));
  if (v != NULL && v->from > 0) text = EK_SAY(p, EK_W_Z_SINCE, text, ek_day_text(p->arena, v->from));
  bool own = v != NULL && v->value.source.text != NULL;
  int grade = v != NULL && v->value.grade != EK_GRADE_NONE ? (int)v->value.grade : (int)q->grade;
  add(t, label, text, grade, own ? v->value.source : q->source);
}

static void add_parameters(struct prices *t) {
  struct ek_report *p = t->p;
  const struct ek_world *world = p->r->world;
  bool any = false;
  for (size_t i = 0; i < p->model->n_parameters; i++) {
    if (world->parameter[i] == NULL || overridden(p, (int)i)) continue;
    double value = ek_column_mean(world->parameter[i], world->draws);
    if (isnan(value)) continue;
    if (!any) add_group(t, EK_SAY(p, EK_W_Z_PARAMETERS, ek_sprintf(p->arena, "%s %s", ek_label_text(p->model->label, p->model->name, p->lang), p->model->version)));
    any = true;
    add_parameter(t, (int)i, value);
  }
}

/* --- states and services -------------------------------------------------------------------- */

static bool listed(const struct ek_list *items, const struct ek_item *item) {
  const struct ek_item *const *known = items->items;
  for (size_t i = 0; i < items->n; i++) if (known[i] == item) return true;
  return false;
}

/* Those with a line in the ledger, in the order of their first. */
static struct ek_list used_items(const struct ek_report *p) {
  const struct ek_line *lines = p->r->ledger->lines.items;
  struct ek_list items = {0};
  for (size_t i = 0; i < p->r->ledger->lines.n; i++) {
    if (lines[i].item == NULL || lines[i].side != EK_SIDE_EFFECT || listed(&items, lines[i].item)) continue;
    *(const struct ek_item **)ek_list_push(p->arena, &items, sizeof(struct ek_item *)) = lines[i].item;
  }
  return items;
}

/* A price written as a number is told; one that is worked out has its values above. */
static const char *amount_text(const struct ek_report *p, const struct ek_item *item, const struct ek_value **priced) {
  const struct ek_flow *flows = item->flows.items;
  *priced = item->flows.n == 1 ? &flows[0].amount : NULL;
  bool number = *priced != NULL && flows[0].formula != NULL && ek_formula_is_number(flows[0].formula) && (*priced)->text != NULL;
  return number ? ek_part_written(p, (*priced)->text) : EK_SAID(p, EK_W_Z_BY_RULE);
}

static void add_items(struct prices *t) {
  struct ek_report *p = t->p;
  struct ek_list used = used_items(p);
  const struct ek_item *const *items = used.items;
  if (used.n > 0) add_group(t, EK_SAID(p, EK_W_Z_ITEMS));
  for (size_t i = 0; i < used.n; i++) {
    const struct ek_value *priced;
    const char *label = ek_label_text(items[i]->label, items[i]->name.text, p->lang), *text = amount_text(p, items[i], &priced);
    bool own = priced != NULL && priced->source.text != NULL;
    if (items[i]->local) label = EK_SAY(p, EK_W_Z_OWN, label);
    int grade = priced != NULL && priced->grade != EK_GRADE_NONE ? (int)priced->grade : (int)items[i]->grade;
    add(t, label, text, grade, own ? priced->source : items[i]->source);
  }
}

/* --- rules ---------------------------------------------------------------------------------- */

static void add_rules(struct ek_report *p) {
  const char **names = ek_alloc_array(p->arena, p->model->n_rules, sizeof *names);
  size_t n = 0;
  for (size_t i = 0; i < p->model->n_rules; i++) {
    const struct ek_rule *rule = &p->model->rules[i];
    if (!p->r->world->rule_used[i]) continue;
    const char *label = ek_say_within(p->arena, p->lang, ek_label_text(rule->label, rule->name.text, p->lang), false);
    const char *cited = ek_part_cite(p, rule->source);
    names[n++] = cited != NULL ? ek_sprintf(p->arena, "%s\u00A0%s", label, cited) : label;
  }
  if (n > 0) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_Z_RULES, ek_say_list(p->arena, p->lang, names, n)), NULL);
}

void ek_part_prices(struct ek_report *p) {
  struct prices t = {.p = p};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_PRICES), NULL);
  t.table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, t.table, EK_SAID(p, EK_W_VALUE), NULL, true);
  ek_doc_add_column(p->doc, t.table, EK_SAID(p, EK_W_GRADE), NULL, true);
  ek_doc_add_column(p->doc, t.table, EK_SAID(p, EK_W_SOURCE), NULL, true);
  add_parameters(&t);
  add_items(&t);
  ek_doc_add_footnote(p->doc, t.table, EK_SAID(p, EK_W_F_PRICES));
  add_rules(p);
}
