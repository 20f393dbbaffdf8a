/* What happened to participants and to the comparison group: the plain change beside the
 * difference between the changes, and how alike they were. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/weighting.h"
#include "report/sections.h"

/* Percentage points, with a sign of their own. */
static struct ek_doc_cell points(double share) { return ek_doc_number(100 * share, 1); }

static void add_states(struct ek_report *p) {
  const struct ek_contrast *c = p->r->contrasts.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_PEOPLE_STATES), NULL);
  for (size_t side = 0; side < 2; side++) {
    const char *group = EK_SAID(p, side == 0 ? EK_W_COMPARED_PARTICIPANTS : p->r->weighting != NULL ? EK_W_COMPARED_WEIGHED_GROUP : EK_W_COMPARED_GROUP);
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), group, false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), group, false);
  }
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_EFFECT), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_ERROR), NULL, false);
  if (p->r->weighting != NULL) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_PLAIN), NULL, false);
  for (size_t i = 0; i < p->r->contrasts.n && c[i].state != NULL; i++) {
    const char *label = ek_label_text(c[i].state->label, c[i].state->name.text, p->lang);
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, label, 0);
    for (size_t side = 0; side < 2; side++) {
      row->cells[2 * side] = c[i].masked ? ek_part_masked(p, table) : ek_doc_share(c[i].before[side], 1);
      row->cells[2 * side + 1] = c[i].masked ? ek_part_masked(p, table) : ek_doc_share(c[i].after[side], 1);
    }
    row->cells[4] = c[i].masked ? ek_part_masked(p, table) : points(c[i].difference);
    row->cells[5] = c[i].masked ? ek_part_masked(p, table) : points(c[i].error_of_difference);
    if (p->r->weighting != NULL) row->cells[6] = c[i].masked ? ek_part_masked(p, table) : points(c[i].unweighted);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_COMPARED_STATES));
}

static void add_actors(struct ek_report *p) {
  const struct ek_contrast *c = p->r->contrasts.items;
  bool weighed = p->r->weighting != NULL;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, ek_text_capital(p->arena, EK_SAY(p, EK_W_COMPARED_PERSON, EK_MONEY(p, EK_W_KRONOR))), NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_ONLY), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, weighed ? EK_W_COMPARED_CHANGE_WEIGHED : EK_W_COMPARED_CHANGE),
                    EK_SAID(p, weighed ? EK_W_COMPARED_WEIGHED_GROUP : EK_W_COMPARED_GROUP), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_EFFECT), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_ERROR), NULL, false);
  if (p->r->weighting != NULL) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_PLAIN), NULL, false);
  for (size_t i = 0; i < p->r->contrasts.n; i++) {
    int actor = c[i].actor;
    if (c[i].state != NULL || p->model->actors[actor].outside || !ek_part_touched(p, actor)) continue;
    if (c[i].change[0] == 0 && c[i].change[1] == 0) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), p->model->actors[actor].depth);
    row->emphasis = actor == p->society;
    const double numbers[] = {c[i].change[0], c[i].change[1], c[i].difference, c[i].error_of_difference, c[i].unweighted};
    for (size_t k = 0; k < table->columns.n; k++) row->cells[k] = c[i].masked ? ek_part_masked(p, table) : ek_doc_number(numbers[k], 0);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_COMPARED_ACTORS));
}

static const char *category(const struct ek_report *p, const struct ek_covariate *c) {
  if (c->value == NULL) return EK_SAID(p, EK_W_V_AGE_MEAN);
  if (c->label.sv != NULL || c->label.en != NULL) return ek_label_text(c->label, c->value, p->lang);
  return ek_say_category(c->variable, c->value, p->lang);
}

/* A share or a mean; what rests on few is not told. */
static struct ek_doc_cell level(struct ek_report *p, struct ek_doc_table *table, const struct ek_covariate *c, double value, bool masked) {
  if (masked) return ek_part_masked(p, table);
  return c->value == NULL ? ek_doc_number(value, 1) : ek_doc_share(value, 0);
}

static void add_who_row(struct ek_report *p, struct ek_doc_table *table, const struct ek_covariate *c, int depth) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, category(p, c), depth);
  bool weighed = p->r->weighting != NULL, masked = c->masked[0] || c->masked[1];
  size_t at = 0;
  for (size_t side = 0; side < 2; side++) row->cells[at++] = level(p, table, c, c->mean[side], c->masked[side]);
  if (weighed) row->cells[at++] = level(p, table, c, c->weighed, masked);
  row->cells[at++] = masked ? ek_part_masked(p, table) : ek_doc_number(c->difference, 2);
  if (weighed) row->cells[at++] = masked ? ek_part_masked(p, table) : ek_doc_number(c->difference_weighed, 2);
  row->emphasis = fabs(weighed ? c->difference_weighed : c->difference) > EK_UNLIKE;
}

static void add_who_columns(struct ek_report *p, struct ek_doc_table *table) {
  const char *group = EK_SAID(p, EK_W_COMPARED_GROUP), *difference = EK_SAID(p, EK_W_COMPARED_DIFFERENCE);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_PARTICIPANTS), NULL, false);
  if (p->r->weighting == NULL) {
    ek_doc_add_column(p->doc, table, group, NULL, false);
    ek_doc_add_column(p->doc, table, difference, NULL, false);
    return;
  }
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_AS_IS), group, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_WEIGHED), group, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_BEFORE_WEIGHTING), difference, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COMPARED_AFTER_WEIGHTING), difference, false);
}

static void add_who(struct ek_report *p, struct ek_list covariates) {
  const struct ek_covariate *c = covariates.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_COMPARED_WHO), NULL);
  add_who_columns(p, table);
  for (size_t i = 0; i < covariates.n; i++) {
    bool first = i == 0 || strcmp(c[i].variable, c[i - 1].variable) != 0;
    if (first && c[i].value != NULL) ek_doc_add_row(p->doc, table, ek_part_variable(p, c[i].variable), 0);
    add_who_row(p, table, &c[i], c[i].value != NULL);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, p->r->weighting != NULL ? EK_W_F_COMPARED_WHO_WEIGHED : EK_W_F_COMPARED_WHO));
}

void ek_part_compared(struct ek_report *p) {
  const struct ek_people *people = p->r->study->people;
  if (people == NULL || people->n == people->participants) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_COMPARED), NULL);
  if (p->r->weighting != NULL) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_WEIGHTING_INTRO, ek_part_weighting_variables(p)), NULL);
  add_states(p);
  add_actors(p);
  if (people->file.source != NULL) add_who(p, ek_part_covariates(p->r));
  if (p->r->weighting != NULL) ek_part_weighting(p);
}
