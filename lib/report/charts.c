/* Charts of results, benefits, costs and the potential. */
#include "report/charts.h"

#include <math.h>

#include "base/text.h"

struct ek_doc_cell ek_part_chart_money(const struct ek_report *p, struct ek_chart *chart, struct ek_scale scale, int actor, double kronor) {
  if (!isnan(kronor) || !ek_part_hidden(p->r, actor)) return ek_part_money(scale, kronor);
  ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_MASKED));
  return ek_doc_text(p->doc, EK_SAID(p, EK_W_MASKED));
}

/* Society, then its accounts: what stands between adds them up, and would be counted twice by the eye. */
static size_t shown_actors(const struct ek_report *p, int *out) {
  size_t n = 0;
  out[n++] = p->society;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_actor *actor = &p->model->actors[a];
    if (a != p->society && actor->leaf && !actor->outside && ek_part_touched(p, a)) out[n++] = a;
  }
  return n;
}

static void add_series(const struct ek_report *p, struct ek_chart *chart, struct ek_scale scale, const int *actors, enum ek_figure_id id, int horizon,
                       const char *label) {
  struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, label);
  for (size_t i = 0; i < chart->points; i++) {
    struct ek_doc_cell cell = ek_part_chart_money(p, chart, scale, actors[i], ek_part_value(p, id, actors[i], horizon));
    series->cells[i] = ek_part_of(p, cell, id, actors[i], horizon, -1);
  }
}

static struct ek_chart *by_actor(struct ek_report *p, const char *name, const char *title, struct ek_scale scale, const int *actors, size_t n) {
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_BARS, name, title, ek_part_scale_text(p, scale));
  for (size_t i = 0; i < n; i++) ek_chart_add_category(p->doc, chart, ek_part_actor(p, actors[i]), actors[i] == p->society);
  return chart;
}

struct ek_chart *ek_part_chart_result(struct ek_report *p, struct ek_scale scale) {
  int *actors = ek_alloc_array(p->arena, p->model->n_actors, sizeof *actors);
  size_t n = shown_actors(p, actors);
  const char *title = EK_SAY(p, ek_part_either(p, EK_W_G_RESULT, EK_W_G_RESULT_GROSS), ek_say_time(p->arena, p->lang, p->middle));
  struct ek_chart *chart = by_actor(p, "result-by-actor", title, scale, actors, n);
  chart->colours = EK_COLOURS_SIGN;
  add_series(p, chart, scale, actors, EK_FIG_RESULT, p->middle, NULL);
  return chart;
}

struct ek_chart *ek_part_chart_benefit(struct ek_report *p, struct ek_scale scale) {
  int *actors = ek_alloc_array(p->arena, p->model->n_actors, sizeof *actors);
  size_t n = shown_actors(p, actors), times = p->r->horizons[0] != p->middle ? 2 : 1;
  const int horizons[] = {times == 2 ? p->r->horizons[0] : p->middle, p->middle};
  const char *said[] = {ek_say_time(p->arena, p->lang, horizons[0]), ek_say_time(p->arena, p->lang, horizons[1])};
  const char *title = EK_SAY(p, ek_part_either(p, EK_W_G_BENEFIT, EK_W_G_BENEFIT_GROSS), ek_say_list(p->arena, p->lang, said, times));
  struct ek_chart *chart = by_actor(p, "benefit-by-actor", title, scale, actors, n);
  for (size_t h = 0; h < times; h++) {
    add_series(p, chart, scale, actors, EK_FIG_BENEFIT, horizons[h], times == 2 ? ek_say_time_short(p->arena, p->lang, horizons[h]) : NULL);
  }
  return chart;
}

struct ek_chart *ek_part_chart_costs(struct ek_report *p, struct ek_scale scale) {
  const struct ek_cost_table *costs = p->costs;
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_BARS, "cost-by-payer", EK_SAID(p, EK_W_H_COSTS), ek_part_scale_text(p, scale));
  const struct ek_cost_payer **payers = ek_alloc_array(p->arena, costs->n_payers, sizeof *payers);
  for (int outside = 0; outside < 2; outside++) {
    for (size_t i = 0; i < costs->n_payers; i++) {
      const struct ek_cost_payer *payer = &costs->payers[i];
      if (p->model->actors[payer->account].outside != outside) continue;
      payers[chart->points] = payer;
      const char *name = outside ? EK_SAY(p, EK_W_OUTSIDE, ek_part_actor_within(p, payer->account)) : ek_part_actor(p, payer->account);
      ek_chart_add_category(p->doc, chart, name, false);
    }
  }
  struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, NULL);
  for (size_t i = 0; i < chart->points; i++) {
    const struct ek_doc_quote quote = {EK_QUOTED_COST, .actor = payers[i]->account, .row = -1};
    series->cells[i] = ek_doc_quoted(p->doc, ek_part_money(scale, payers[i]->amount), quote);
  }
  return chart;
}

struct ek_chart *ek_part_chart_potential(struct ek_report *p, const struct ek_doc_table *table, const char *unit) {
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_BARS, "potential", EK_SAID(p, EK_W_G_POTENTIAL), unit);
  struct ek_doc_row *const *rows = table->rows.items;
  const struct ek_doc_column *columns = table->columns.items;
  for (size_t i = 0; i < table->rows.n; i++) ek_chart_add_category(p->doc, chart, rows[i]->label, rows[i]->emphasis);
  for (size_t c = 0; c < table->columns.n; c++) {
    struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, columns[c].label);
    for (size_t i = 0; i < table->rows.n; i++) {
      series->cells[i] = rows[i]->cells[c];
      if (series->cells[i].kind == EK_CELL_TEXT) ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_MASKED));
    }
  }
  chart->table = table;
  return chart;
}
