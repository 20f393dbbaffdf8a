/* How a comparison group is weighed: by what, how unlike the weights are, and the model behind. */
#include <math.h>
#include <string.h>

#include "engine/weighting.h"
#include "people/traits.h"
#include "report/sections.h"

/* A variable inside a sentence: "kön", "age". */
static const char *variable(const struct ek_report *p, const char *name) {
  return ek_say_within(p->arena, p->lang, ek_part_variable(p, name), false);
}

const char *ek_part_weighting_variables(const struct ek_report *p) {
  const struct ek_list *list = &p->r->study->comparison.weighting.variables;
  const struct ek_trait *t = p->r->study->people->traits.items;
  const struct ek_name *name = list->items;
  const char **names = ek_alloc_array(p->arena, list->n, sizeof *names);
  for (size_t i = 0; i < list->n; i++) {
    for (size_t k = 0; k < p->r->study->people->traits.n; k++) if (t[k].modelled == &name[i]) names[i] = variable(p, t[k].variable);
  }
  return ek_say_list(p->arena, p->lang, names, list->n);
}

/* "utbildning gymnasial −0,12": a coefficient with two decimals, which tell of nobody. */
static const char *term(const struct ek_report *p, const struct ek_weighting_term *t) {
  const char *name = t->variable == NULL ? EK_SAID(p, EK_W_WEIGHTING_CONSTANT) : variable(p, t->variable);
  if (t->variable != NULL && t->value == NULL) name = EK_SAID(p, t->squared ? EK_W_WEIGHTING_AGE_SQUARED : EK_W_WEIGHTING_AGE);
  if (t->item != NULL) name = ek_sprintf(p->arena, "%s %s", name, ek_label_text(t->item->label, t->value, p->lang));
  else if (t->value != NULL) name = ek_sprintf(p->arena, "%s %s", name, ek_say_category(t->variable, t->value, p->lang));
  const char *number = t->masked ? EK_SAID(p, EK_W_MASKED) : isnan(t->coefficient) ? EK_SAID(p, EK_W_WEIGHTING_FOLLOWS)
                                                           : ek_number_show(p->arena, t->coefficient, 2, p->lang);
  return ek_sprintf(p->arena, "%s %s", name, number);
}

static const char *terms(const struct ek_report *p) {
  const struct ek_list *list = &p->r->weighting->terms;
  const char **texts = ek_alloc_array(p->arena, list->n, sizeof *texts);
  struct ek_buffer out = {.arena = p->arena};
  const struct ek_weighting_term *t = list->items;
  for (size_t i = 0; i < list->n; i++) texts[i] = term(p, &t[i]);
  for (size_t i = 0; i < list->n; i++) ek_buffer_addf(&out, "%s%s", i > 0 ? "; " : "", texts[i]);
  return ek_buffer_text(&out);
}

static void add_number(struct ek_report *p, struct ek_doc_table *table, enum ek_word word, double value, int decimals) {
  ek_doc_add_row(p->doc, table, EK_SAID(p, word), 0)->cells[0] = ek_doc_number(value, decimals);
}

/* How many exactly would tell of few, where all of one kind are cut. */
static void add_cut(struct ek_report *p, struct ek_doc_table *table, size_t n) {
  bool few = n > 0 && n < EK_FEWEST;
  ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_WEIGHTING_CUT), 0)->cells[0] =
      few ? ek_part_masked(p, table) : ek_doc_number((double)ek_weighting_told(n), 0);
}

void ek_part_weighting(struct ek_report *p) {
  const struct ek_weighting *w = p->r->weighting;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_WEIGHTING_TABLE), NULL);
  bool cut = !isnan(w->trim) || !isnan(w->most);
  ek_doc_add_column(p->doc, table, "", NULL, false);
  add_number(p, table, EK_W_WEIGHTING_PERSONS, (double)(w->people->n - w->people->participants), 0);
  add_number(p, table, EK_W_WEIGHTING_EFFECTIVE, w->effective, 0);
  if (!isnan(w->low)) add_number(p, table, EK_W_WEIGHTING_LOW, w->low, 2);
  if (!isnan(w->high)) add_number(p, table, EK_W_WEIGHTING_HIGH, w->high, 2);
  if (cut) add_cut(p, table, w->n_cut);
  const char *trim = ek_say_in_words(p->arena, p->lang, ek_say_share(p->arena, p->lang, w->trim, 1)), *most = ek_say_number(p->arena, p->lang, w->most);
  ek_doc_add_footnote(p->doc, table, !isnan(w->trim)   ? EK_SAY(p, EK_W_F_WEIGHTING_TRIM, trim)
                                     : !isnan(w->most) ? EK_SAY(p, EK_W_F_WEIGHTING_MAX, most)
                                                       : EK_SAID(p, EK_W_F_WEIGHTING));
  if (w->left_out > 0) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_WEIGHTING_LEFT_OUT));
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_WEIGHTING_MODEL, terms(p)));
}
