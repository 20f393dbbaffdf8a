/* A chart of how draws of an actor's result are spread: bars of draws, losses and gains in two tones, and what is likely in words. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "render/chart_svg.h"
#include "views/spread.h"

#define BINS 40

static const char *chance_text(const struct ek_report *p, const struct ek_spread *s, int actor) {
  const char *text = EK_SAY(p, EK_W_D_GAINS, ek_part_actor_within(p, actor), ek_spread_in_hundred(p, s->above), ek_say_time(p->arena, p->lang, p->middle));
  return ek_text_capital(p->arena, text);
}

/* The bins as rows: "−500 till 0". */
static void add_table(struct ek_report *p, struct ek_chart *chart, const struct ek_spread *s) {
  const struct ek_chart_series *series = chart->series.items;
  struct ek_doc_table *table = ek_chart_own_table(p->doc, chart, ek_text_capital(p->arena, chart->unit));
  ek_part_made(p, table, EK_SAID(p, EK_W_FROM_DRAWN));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_G_SHARE), NULL, false);
  for (size_t i = 0; i < chart->points; i++) {
    const char *from = ek_number_show(p->arena, chart->at[i], s->decimals, p->lang), *to = ek_number_show(p->arena, chart->at[i + 1], s->decimals, p->lang);
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_sprintf(p->arena, "%s %s %s", from, EK_SAID(p, EK_W_INTERVAL_HIGH), to), 0);
    row->cells[0] = series->cells[i];
  }
}

static void add_bins(struct ek_report *p, struct ek_chart *chart, const struct ek_spread *s, size_t draws) {
  const struct ek_histogram *b = &s->bins;
  double *at = ek_alloc_array(p->arena, b->n + 1, sizeof *at);
  for (size_t i = 0; i <= b->n; i++) {
    double edge = b->first + (double)i * b->width;
    at[i] = fabs(edge) < 1e-6 * b->width ? 0 : edge / s->scale.kronor;
  }
  ek_chart_set_points(chart, at, b->n);
  struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, EK_SAID(p, EK_W_G_SHARE));
  for (size_t i = 0; i < b->n; i++) series->cells[i] = ek_doc_share(b->share[i], 1);
  chart->low = s->low80 / s->scale.kronor;
  chart->middle = s->median / s->scale.kronor;
  chart->high = s->high80 / s->scale.kronor;
  ek_chart_add_note(p->doc, chart, EK_SAY(p, EK_W_F_G_SPREAD, ek_number_show(p->arena, (double)draws, 0, p->lang)));
  add_table(p, chart, s);
}

struct ek_chart *ek_spread_chart(struct ek_report *p, const struct ek_simulation *s, int actor) {
  struct ek_spread spread;
  if (!ek_spread_of(p, s, actor, BINS, &spread)) return NULL;
  const char *name = actor == p->society ? "distribution" : ek_sprintf(p->arena, "distribution-%s", p->model->actors[actor].name.text);
  const char *title = EK_SAY(p, EK_W_G_SPREAD, ek_part_actor_within(p, actor), ek_say_time(p->arena, p->lang, p->middle));
  struct ek_chart *chart = ek_chart_new(p->doc, EK_CHART_BINS, name, title, ek_part_scale_text(p, spread.scale));
  chart->text = ek_sprintf(p->arena, "%s %s", chance_text(p, &spread, actor), ek_spread_text(p, &spread));
  chart->nothing = "";
  if (spread.bins.n > 0) add_bins(p, chart, &spread, s->draws);
  return chart;
}

void ek_spread_svg(const struct ek_simulation *s, int actor, int horizon, enum ek_lang lang, struct ek_buffer *out) {
  static const struct ek_report_options none = {0};
  struct ek_document document;
  struct ek_report p = ek_part_report(s->base, lang, &none, &document);
  const struct ek_chart *charts[8];
  int actors[8] = {actor};
  size_t n = actor >= 0 ? 1 : ek_part_payers(&p, actors), shown = 0;
  if (horizon > 0) p.middle = horizon;
  for (size_t i = 0; i < n; i++) {
    charts[shown] = ek_spread_chart(&p, s, actors[i]);
    shown += charts[shown] != NULL;
  }
  const struct ek_study *study = s->base->study;
  ek_charts_svg(&document, study->title != NULL ? study->title : study->source->name, charts, shown, out);
}
