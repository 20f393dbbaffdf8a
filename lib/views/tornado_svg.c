/* A chart of what one assumption at a time does, the largest swing at the top, with its values at the ends of the bar. */
#include <math.h>

#include "base/text.h"
#include "render/chart_svg.h"
#include "views/sensitive.h"
#include "views/tornado.h"

#define ROWS 20

static bool any_few(const struct ek_sensitivity *s, int actor) {
  bool any = false;
  for (size_t i = 0; i < s->n; i++) any |= s->few[i * s->base->model->n_actors + (size_t)actor] && !isnan(s->vary[i].low);
  return any;
}

static void add_end(const struct ek_report *p, struct ek_chart *chart, const struct ek_tornado *t, bool high) {
  struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, EK_SAID(p, high ? EK_W_V_AT_HIGH : EK_W_V_AT_LOW));
  series->texts = ek_alloc_array(p->arena, t->n, sizeof *series->texts);
  for (size_t i = 0; i < t->n; i++) {
    const struct ek_vary *vary = t->rows[i].vary;
    series->cells[i] = ek_part_money(t->scale, high ? t->rows[i].high : t->rows[i].low);
    series->texts[i] = ek_text_clean(p->arena, ek_part_vary_near(p, vary, high ? vary->high : vary->low));
  }
}

struct ek_chart *ek_tornado_chart(const struct ek_report *p, const struct ek_sensitivity *s, int actor) {
  const struct ek_tornado t = ek_tornado_of(p, s, actor, ROWS);
  const char *title = EK_SAY(p, ek_part_either(p, EK_W_G_SENSITIVITY, EK_W_G_SENSITIVITY_GROSS), ek_part_actor_within(p, actor), ek_say_time(p->arena, p->lang, s->horizon));
  struct ek_chart *chart = ek_chart_new(p->doc, EK_CHART_RANGES, "sensitivity", title, ek_part_scale_text(p, t.scale));
  const char *base = ek_number_show(p->arena, t.base / t.scale.kronor, t.scale.decimals, p->lang), *left_out = ek_tornado_left_out(p, &t);
  bool few = any_few(s, actor);
  chart->nothing = EK_SAID(p, few ? ek_part_either(p, EK_W_V_NOT_SHOWN, EK_W_V_NOT_SHOWN_GROSS) : ek_part_either(p, EK_W_V_NOTHING, EK_W_V_NOTHING_GROSS));
  chart->base = t.base / t.scale.kronor;
  for (size_t i = 0; i < t.n; i++) ek_chart_add_category(p->doc, chart, ek_part_varied(p, t.rows[i].vary->name), false);
  add_end(p, chart, &t, false);
  add_end(p, chart, &t, true);
  if (t.n == 0) return chart;
  ek_chart_add_mark(p->doc, chart, chart->base, EK_SAY(p, EK_W_V_AT_BASE, base));
  if (left_out != NULL) ek_chart_add_note(p->doc, chart, left_out);
  ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_V_SWINGS));
  if (few) ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_G_FEW));
  return chart;
}

void ek_tornado_svg(const struct ek_sensitivity *s, int actor, enum ek_lang lang, struct ek_buffer *out) {
  static const struct ek_report_options none = {0};
  struct ek_document document;
  struct ek_report p = ek_part_report(s->base, lang, &none, &document);
  const struct ek_study *study = s->base->study;
  const struct ek_chart *chart = ek_tornado_chart(&p, s, actor >= 0 ? actor : p.society);
  ek_charts_svg(&document, study->title != NULL ? study->title : study->source->name, &chart, 1, out);
}
