/* The alternatives as a document: the sections of the report, and with draws how sure they are. */
#include "views/alternatives.h"

#include <math.h>

#include "base/text.h"
#include "views/parts.h"

struct showing {
  struct ek_report *p;
  const struct ek_alternatives_options *o;
  const struct ek_alternatives *drawn;
  double *scratch; /* [draws] */
};

static double above(const struct showing *s, const double *column, const double *reference) {
  size_t n = 0;
  for (size_t d = 0; d < s->drawn->draws; d++) n += column[d] > reference[d];
  return (double)n / (double)s->drawn->draws;
}

/* `scale` NULL: no kronor. */
static void add_interval(struct showing *s, struct ek_doc_row *row, const double *column, const struct ek_scale *scale, int decimals) {
  double values[3] = {ek_column_mean(column, s->drawn->draws)};
  ek_draws_quantiles(column, s->drawn->draws, s->scratch, (const double[]){0.025, 0.975}, 2, values + 1);
  for (size_t i = 0; i < 3; i++) row->cells[i] = scale != NULL ? ek_part_money(*scale, values[i]) : ek_doc_number(values[i], decimals);
}

/* Each alternative with its interval, and how often it beats the reference. */
static void add_intervals(struct showing *s, const char *title, const double *(*of)(const struct showing *, size_t, int), int which, const struct ek_scale *scale, int decimals) {
  struct ek_report *p = s->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_C_ALTERNATIVE), title);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_MEAN), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), EK_SAID(p, EK_W_INTERVAL), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), EK_SAID(p, EK_W_INTERVAL), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_MORE), NULL, false);
  for (size_t a = 0; a < s->drawn->n; a++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_alternative(p, a), 0);
    add_interval(s, row, of(s, a, which), scale, decimals);
    if (a != s->drawn->reference) row->cells[3] = ek_doc_share(above(s, of(s, a, which), of(s, s->drawn->reference, which)), 1);
  }
}

static const double *total_of(const struct showing *s, size_t a, int actor) { return s->drawn->total[a][actor]; }
static const double *measure_of(const struct showing *s, size_t a, int m) { return s->drawn->measure[a][m]; }

/* What one of a measure may be worth: as asked for, as the study says, or from nothing upwards
 * until twice what it costs. */
const double *ek_alternatives_worths(const struct ek_result *r, const struct ek_alternatives_options *o, size_t m, int actor, size_t *n) {
  const struct ek_measure *measure = (const struct ek_measure *)r->study->measures.items + m;
  struct ek_env env = {.world = r->world};
  if (o->n_worth > 0) {
    *n = o->n_worth;
    return o->worth;
  }
  double *out = ek_alloc_array(r->arena, measure->willingness.n > 11 ? measure->willingness.n : 11, sizeof *out);
  *n = measure->willingness.n;
  for (size_t i = 0; i < *n; i++) out[i] = ek_quantity_eval(measure->q_willingness[i], &env)[0];
  if (*n > 0) return out;
  struct ek_frontier *places = ek_alloc_array(r->arena, r->alternatives->n, sizeof *places);
  ek_alternatives_frontier(r->alternatives, actor, m, places);
  double most = 0;
  for (size_t a = 0; a < r->alternatives->n; a++) if (places[a].ratio > most) most = places[a].ratio;
  if (!(most > 0)) return out; /* nobody has to pay for more of it */
  double step = pow(10, floor(log10(most / 5)));
  step *= most / 5 / step > 5 ? 10 : most / 5 / step > 2 ? 5 : most / 5 / step > 1 ? 2 : 1;
  for (*n = 0; *n < 11; ++*n) out[*n] = step * (double)*n;
  return out;
}

static void add_acceptable(struct showing *s, size_t m, int actor) {
  struct ek_report *p = s->p;
  size_t n;
  const double *worth = ek_alternatives_worths(p->r, s->o, m, actor, &n);
  double *share = ek_alloc_array(p->arena, s->drawn->n, sizeof *share);
  if (n == 0) return;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAY(p, EK_W_D_WORTH, ek_part_measure_unit(p, m)), EK_SAY(p, EK_W_D_ACCEPTABLE, ek_part_actor_within(p, actor)));
  for (size_t a = 0; a < s->drawn->n; a++) ek_doc_add_column(p->doc, table, ek_part_alternative(p, a), NULL, false);
  for (size_t i = 0; i < n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, EK_SAY(p, EK_W_MONEY, ek_say_number(p->arena, p->lang, worth[i]), EK_MONEY(p, EK_W_KR)), 0);
    ek_alternatives_acceptable(s->drawn, actor, m, worth[i], share);
    for (size_t a = 0; a < s->drawn->n; a++) row->cells[a] = ek_doc_share(share[a], 1);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ACCEPTABLE));
}

static void add_drawn(struct showing *s, const int *actors, size_t n) {
  struct ek_report *p = s->p;
  const struct ek_measure *measures = p->r->study->measures.items;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAY(p, EK_W_H_DRAWN, ek_number_show(p->arena, (double)s->drawn->draws, 0, p->lang)), NULL);
  for (size_t i = 0; i < n; i++) {
    double most = 0;
    for (size_t a = 0; a < s->drawn->n; a++) most = fmax(most, fabs(ek_column_mean(s->drawn->total[a][actors[i]], s->drawn->draws)));
    struct ek_scale scale = ek_part_scale(most);
    add_intervals(s, EK_SAY(p, EK_W_C_TOTAL_OF, ek_part_actor(p, actors[i]), ek_part_scale_text(p, scale)), total_of, actors[i], &scale, 0);
  }
  for (size_t m = 0; m < p->r->study->measures.n; m++) {
    add_intervals(s, ek_text_capital(p->arena, ek_label_text(measures[m].label, measures[m].name.text, p->lang)), measure_of, (int)m, NULL, ek_part_measure_decimals(p, m));
    for (size_t i = 0; i < n; i++) add_acceptable(s, m, actors[i]);
  }
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_F_DRAWN, ek_sprintf(p->arena, "%lu", s->o->seed)), NULL);
}

void ek_alternatives_build(const struct ek_result *r, const struct ek_alternatives_options *o, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  struct ek_report p = ek_part_report(r, lang, &none, out);
  int actors[8];
  size_t n = o->actor >= 0 ? 1 : ek_part_perspectives(&p, actors);
  if (o->actor >= 0) actors[0] = o->actor;
  ek_part_head(&p);
  ek_part_alternatives_of(&p, actors, n);
  if (o->drawn == NULL) return;
  struct showing s = {&p, o, o->drawn, ek_alloc_array(r->arena, o->drawn->draws, sizeof(double))};
  add_drawn(&s, actors, n);
}
