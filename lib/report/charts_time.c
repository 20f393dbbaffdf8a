/* The chart of what has come in less what has been paid out, from the start to each point in time. */
#include <math.h>

#include "base/text.h"
#include "engine/accumulated.h"
#include "report/charts.h"

enum { LINES = 4 };

/* Whose lines: society's and those of the three that pay most of the cost; or of the actor that was asked for. */
static size_t chosen(const struct ek_report *p, int out[LINES]) {
  size_t n = 1, found = 0;
  struct ek_part_size *payers = ek_alloc_array(p->arena, p->model->n_actors, sizeof *payers);
  out[0] = p->options->actor != NULL ? *p->options->actor : p->society;
  if (p->options->actor != NULL) return n;
  for (size_t a = 0; a < p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    double cost = ek_part_value(p, EK_FIG_COST, (int)a, p->longest);
    if ((int)a != p->society && actor->leaf && !actor->outside && cost > 0) payers[found++] = (struct ek_part_size){a, cost};
  }
  ek_part_largest_first(payers, found);
  for (size_t i = 0; i < found && n < LINES; i++) out[n++] = (int)payers[i].of;
  return n;
}

static struct ek_scale scale_of(const double *const *lines, size_t n, size_t points) {
  double most = 0;
  for (size_t k = 0; k < n; k++) for (size_t i = 0; lines[k] != NULL && i < points; i++) most = fmax(most, fabs(lines[k][i]));
  return ek_part_scale(most);
}

/* Draws are of results at horizons. A result has the whole cost, whenever it falls; where some of it falls later than
 * the horizon, or is written off, it is not what the line shows, and no interval stands there. */
static void add_intervals(const struct ek_report *p, struct ek_chart *chart, struct ek_chart_series *series, const double *line, int actor, struct ek_scale scale) {
  const struct ek_simulation *s = p->options->simulation;
  size_t step = (size_t)ek_accumulated_step(p->r);
  if (s == NULL || line == NULL) return;
  series->low = ek_alloc_array(p->arena, chart->points, sizeof(double));
  series->high = ek_alloc_array(p->arena, chart->points, sizeof(double));
  for (size_t i = 0; i < chart->points; i++) series->low[i] = series->high[i] = NAN;
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    size_t point = (size_t)p->r->horizons[h] / step;
    int at = ek_simulation_at(s, EK_FIG_RESULT, actor, p->r->horizons[h]);
    if (at < 0 || !s->of[at].known || point >= chart->points || point * step != (size_t)p->r->horizons[h]) continue;
    if (fabs(line[point] - ek_part_value(p, EK_FIG_RESULT, actor, p->r->horizons[h])) > 0.5) continue;
    if (s->of[at].high80 - s->of[at].low80 < 0.5) continue; /* nothing of it is uncertain */
    series->low[point] = s->of[at].low80 / scale.kronor;
    series->high[point] = s->of[at].high80 / scale.kronor;
    ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_G_BAND));
  }
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

/* What the cumulative nets at the end of a year rest on. */
static struct ek_doc_basis *until(const struct ek_report *p, const int *actors, size_t n, int months) {
  struct ek_doc_basis *basis = ek_part_basis(p, EK_SAID(p, months <= 12 ? EK_W_FROM_FIRST : EK_W_FROM_UNTIL));
  for (size_t k = 0; k < n; k++) ek_part_rests(p, basis, EK_FIG_NET_IN_YEAR, actors[k], 0, months / 12 - 1);
  basis->title = ek_say_time_short(p->arena, p->lang, months);
  basis->value = "";
  return ek_part_rests(p, basis, EK_FIG_DISCOUNT_FACTOR, -1, 0, months / 12 - 1);
}

/* The ends of years, which is what a reader looks for in a table. */
static void add_table(const struct ek_report *p, struct ek_chart *chart, const int *actors) {
  struct ek_chart_series *series = chart->series.items;
  size_t year = (size_t)(12 / ek_accumulated_step(p->r));
  struct ek_doc_table *table = ek_chart_own_table(p->doc, chart, EK_SAID(p, EK_W_G_UNTIL));
  for (size_t k = 0; k < chart->series.n; k++) ek_doc_add_column(p->doc, table, series[k].label, NULL, false);
  for (size_t i = year; i < chart->points; i += year) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_say_time_short(p->arena, p->lang, (int)chart->at[i]), 0);
    struct ek_doc_basis *basis = until(p, actors, chart->series.n, (int)chart->at[i]);
    for (size_t k = 0; k < chart->series.n; k++) row->cells[k] = series[k].cells[i].kind == EK_CELL_NUMBER ? ek_doc_on(series[k].cells[i], basis) : series[k].cells[i];
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

struct ek_chart *ek_part_chart_cashflow(struct ek_report *p) {
  int actors[LINES];
  const double *lines[LINES];
  size_t n = chosen(p, actors), points = ek_accumulated_points(p->r);
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
    if (k == 0) add_intervals(p, chart, series, lines[k], actors[k], scale);
  }
  add_payback(p, chart, actors[0]);
  add_table(p, chart, actors);
  return chart;
}
