/* The chart of what has come in less what has been paid out, from the start to each point in time. */
#include <math.h>

#include "base/text.h"
#include "engine/accumulated.h"
#include "report/charts.h"
#include "report/report.h"
#include "views/spread.h"

size_t ek_report_lines(const struct ek_result *r, const int *actor, int out[EK_REPORT_LINES]) {
  size_t n = 1, found = 0;
  struct ek_part_size *payers = ek_alloc_array(r->arena, r->model->n_actors, sizeof *payers);
  out[0] = actor != NULL ? *actor : r->model->root;
  if (actor != NULL) return n;
  for (size_t a = 0; a < r->model->n_actors; a++) {
    const struct ek_actor *of = &r->model->actors[a];
    double cost = ek_result_value(r, EK_FIG_COST, (int)a, r->horizons[r->n_horizons - 1]);
    if ((int)a != r->model->root && of->leaf && !of->outside && cost > 0) payers[found++] = (struct ek_part_size){a, cost};
  }
  ek_part_largest_first(payers, found);
  for (size_t i = 0; i < found && n < EK_REPORT_LINES; i++) out[n++] = (int)payers[i].of;
  return n;
}

static struct ek_scale scale_of(const double *const *lines, size_t n, size_t points) {
  double most = 0;
  for (size_t k = 0; k < n; k++) for (size_t i = 0; lines[k] != NULL && i < points; i++) most = fmax(most, fabs(lines[k][i]));
  return ek_part_scale(most);
}

/* Where anything of it is uncertain. What is not told of few persons is said not to be. */
static void add_band(const struct ek_report *p, struct ek_chart *chart, struct ek_chart_series *series, int actor, struct ek_scale scale) {
  const struct ek_simulation *s = p->options->simulation;
  const struct ek_interval *of = s != NULL ? ek_simulation_band(s, actor) : NULL;
  double widest = 0;
  if (of == NULL && s != NULL && s->bands.points > 0) ek_chart_add_note(p->doc, chart, EK_SAY(p, EK_W_F_G_BAND_FEW, ek_part_actor_within(p, actor)));
  for (size_t i = 0; of != NULL && i < chart->points; i++) if (of[i].known) widest = fmax(widest, of[i].high80 - of[i].low80);
  if (widest < 0.5) return;
  series->low = ek_alloc_array(p->arena, chart->points, sizeof(double));
  series->high = ek_alloc_array(p->arena, chart->points, sizeof(double));
  for (size_t i = 0; i < chart->points; i++) {
    series->low[i] = of[i].known ? of[i].low80 / scale.kronor : NAN;
    series->high[i] = of[i].known ? of[i].high80 / scale.kronor : NAN;
  }
  bool first = series == chart->series.items;
  ek_chart_add_note(p->doc, chart, first ? EK_SAY(p, EK_W_F_G_BAND, ek_part_actor_within(p, actor)) : EK_SAID(p, EK_W_F_G_BAND_OTHERS));
}

/* How often the money is back by each horizon. */
static void add_chances(const struct ek_report *p, struct ek_chart *chart, int actor) {
  const struct ek_chart_series *series = chart->series.items;
  const char **said = ek_alloc_array(p->arena, p->r->n_horizons, sizeof *said);
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    double share = series->low != NULL ? ek_simulation_paid_back(p->options->simulation, actor, p->r->horizons[h]) : NAN;
    if (isnan(share)) return;
    said[h] = EK_SAY(p, EK_W_G_BACK_SHARE, ek_spread_in_hundred(p, share), ek_say_time(p->arena, p->lang, p->r->horizons[h]));
  }
  enum ek_word word = ek_part_either(p, EK_W_F_G_BACK_SHARES, EK_W_F_G_BACK_SHARES_GROSS);
  ek_chart_add_note(p->doc, chart, EK_SAY(p, word, ek_say_list(p->arena, p->lang, said, p->r->n_horizons)));
}

static void add_payback(const struct ek_report *p, struct ek_chart *chart, int actor) {
  double months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, actor, 0);
  if (!(ek_part_value(p, EK_FIG_COST, actor, p->longest) > 0) || isnan(months)) return;
  if (isfinite(months)) {
    const char *text = months == 0 ? EK_SAID(p, ek_part_either(p, EK_W_G_BACK_AT_ONCE, EK_W_G_BACK_AT_ONCE_GROSS))
                                   : EK_SAY(p, ek_part_either(p, EK_W_G_BACK, EK_W_G_BACK_GROSS), ek_say_time(p->arena, p->lang, (int)round(months)));
    ek_chart_add_mark(p->doc, chart, months, text);
  } else {
    ek_chart_add_note(p->doc, chart, EK_SAY(p, EK_W_F_G_NOT_BACK, ek_part_actor_within(p, actor), ek_say_time(p->arena, p->lang, p->longest)));
  }
}

static void add_columns(const struct ek_report *p, struct ek_doc_table *table, const struct ek_chart_series *s) {
  if (s->low == NULL) {
    ek_doc_add_column(p->doc, table, s->label, NULL, false);
    return;
  }
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_G_BAND_STUDY), s->label, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), s->label, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), s->label, false);
}

/* What the cumulative nets at the end of a year rest on. */
static struct ek_doc_basis *until(const struct ek_report *p, const int *actors, size_t n, int months) {
  struct ek_doc_basis *basis = ek_part_basis(p, EK_SAID(p, months <= 12 ? EK_W_FROM_FIRST : EK_W_FROM_UNTIL));
  for (size_t k = 0; k < n; k++) ek_part_rests(p, basis, EK_FIG_NET_IN_YEAR, actors[k], 0, months / 12 - 1);
  basis->title = ek_say_time_short(p->arena, p->lang, months);
  basis->value = "";
  return ek_part_rests(p, basis, EK_FIG_DISCOUNT_FACTOR, -1, 0, months / 12 - 1);
}

/* The ends of years, which is what a reader looks for in a table. */
static void add_table(const struct ek_report *p, struct ek_chart *chart, const int *actors, struct ek_scale scale) {
  struct ek_chart_series *series = chart->series.items;
  size_t year = (size_t)(12 / ek_accumulated_step(p->r));
  struct ek_doc_table *table = ek_chart_own_table(p->doc, chart, EK_SAID(p, EK_W_G_UNTIL));
  bool banded = false;
  for (size_t k = 0; k < chart->series.n; k++) {
    add_columns(p, table, &series[k]);
    banded |= series[k].low != NULL;
  }
  if (banded) {
    ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_G_BAND_TABLE));
    ek_part_made(p, table, EK_SAID(p, EK_W_FROM_DRAWN));
  }
  for (size_t i = year; i < chart->points; i += year) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_say_time_short(p->arena, p->lang, (int)chart->at[i]), 0);
    struct ek_doc_basis *basis = until(p, actors, chart->series.n, (int)chart->at[i]);
    for (size_t k = 0, c = 0; k < chart->series.n; k++) {
      row->cells[c++] = series[k].cells[i].kind == EK_CELL_NUMBER ? ek_doc_on(series[k].cells[i], basis) : series[k].cells[i];
      if (series[k].low == NULL) continue;
      row->cells[c++] = ek_doc_number(series[k].low[i], scale.decimals);
      row->cells[c++] = ek_doc_number(series[k].high[i], scale.decimals);
    }
  }
}

static struct ek_chart *begin(const struct ek_report *p, struct ek_scale scale, size_t points, int step) {
  double *at = ek_alloc_array(p->arena, points, sizeof *at);
  enum ek_word monthly = ek_part_either(p, EK_W_G_CASHFLOW, EK_W_G_CASHFLOW_GROSS), yearly = ek_part_either(p, EK_W_G_CASHFLOW_YEARS, EK_W_G_CASHFLOW_YEARS_GROSS);
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_LINES, "cash-flow", EK_SAID(p, step == 1 ? monthly : yearly), ek_part_scale_text(p, scale));
  for (size_t i = 0; i < points; i++) at[i] = (double)i * step;
  ek_chart_set_points(chart, at, points);
  ek_chart_add_note(p->doc, chart, EK_SAY(p, EK_W_F_G_CASHFLOW, ek_say_month(p->arena, p->lang, p->r->study->settings.start)));
  if (step > 1) ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_G_YEARS));
  return chart;
}

/* Where some of the cost is paid after the first horizon, the line is not the result there: a reader of both must know why. */
static void note_paid(const struct ek_report *p, struct ek_chart *chart, const double *line, int actor) {
  size_t at = (size_t)(p->r->horizons[0] / ek_accumulated_step(p->r));
  if (line == NULL || at >= chart->points || p->r->horizons[0] % ek_accumulated_step(p->r) != 0) return;
  double result = ek_part_value(p, EK_FIG_RESULT, actor, p->r->horizons[0]);
  if (fabs(line[at] - result) > 0.5) ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_G_PAID));
}

struct ek_chart *ek_part_chart_cashflow(struct ek_report *p) {
  int actors[EK_REPORT_LINES];
  const double *lines[EK_REPORT_LINES];
  size_t n = ek_report_lines(p->r, p->options->actor, actors), points = ek_accumulated_points(p->r);
  if (points < 2) return NULL;
  for (size_t k = 0; k < n; k++) lines[k] = ek_accumulated(p->r, actors[k]);
  struct ek_scale scale = scale_of(lines, n, points);
  struct ek_chart *chart = begin(p, scale, points, ek_accumulated_step(p->r));
  for (size_t k = 0; k < n; k++) {
    struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, ek_part_actor(p, actors[k]));
    series->emphasis = actors[k] == p->society;
    for (size_t i = 0; i < points; i++) {
      const struct ek_doc_quote quote = {EK_QUOTED_ACCUMULATED, .actor = actors[k], .month = (int)chart->at[i]};
      struct ek_doc_cell cell = ek_part_chart_money(p, chart, scale, actors[k], lines[k] != NULL ? lines[k][i] : NAN);
      series->cells[i] = ek_doc_quoted(p->doc, cell, quote);
    }
    if (lines[k] != NULL) add_band(p, chart, series, actors[k], scale);
  }
  note_paid(p, chart, lines[0], actors[0]);
  add_payback(p, chart, actors[0]);
  add_chances(p, chart, actors[0]);
  add_table(p, chart, actors, scale);
  return chart;
}
