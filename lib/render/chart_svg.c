/* The frame of a drawing: title, unit, the chart, notes. */
#include "render/chart_svg.h"

#include <math.h>

#include "base/text.h"
#include "document/words.h"
#include "render/svg.h"
#include "uncertainty/histogram.h"

static double draw(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  const char *nothing = chart->nothing != NULL ? chart->nothing : ek_word(EK_W_G_NOTHING, doc->lang);
  if (!ek_chart_shows(chart)) return ek_svg_paragraph(out, EK_SVG_EDGE, y, EK_SVG_INNER, 3, EK_FACE_PLAIN, nothing);
  switch (chart->kind) {
  case EK_CHART_BARS: return ek_chart_draw_bars(doc, chart, y, out);
  case EK_CHART_RANGES: return ek_chart_draw_ranges(doc, chart, y, out);
  case EK_CHART_BINS: return ek_chart_draw_bins(doc, chart, y, out);
  case EK_CHART_LINES: return ek_chart_draw_lines(doc, chart, y, out);
  case EK_CHART_FLOW: return ek_chart_draw_flow(doc, chart, y, out);
  }
  return y;
}

/* With its title and notes; returns where the next one may begin. */
static double panel(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  const char *const *notes = chart->notes.items;
  y = ek_svg_paragraph(out, EK_SVG_EDGE, y, EK_SVG_INNER, 3, EK_FACE_TITLE, chart->title);
  y = ek_svg_paragraph(out, EK_SVG_EDGE, y, EK_SVG_INNER, 1, EK_FACE_SOFT, ek_text_capital(doc->arena, chart->unit));
  if (chart->text != NULL) y = ek_svg_paragraph(out, EK_SVG_EDGE, y + 4, EK_SVG_INNER, 6, EK_FACE_PLAIN, chart->text);
  y = draw(doc, chart, y + 10, out);
  for (size_t i = 0; i < chart->notes.n; i++) y = ek_svg_paragraph(out, EK_SVG_EDGE, y + 4, EK_SVG_INNER, 6, EK_FACE_SOFT, notes[i]);
  return y;
}

void ek_chart_svg(const struct ek_document *doc, const struct ek_chart *chart, struct ek_buffer *out) {
  struct ek_buffer body = {.arena = doc->arena};
  double y = panel(doc, chart, 26, &body);
  ek_svg_open(out, y, chart->title, ek_chart_described(doc, chart));
  ek_buffer_add(out, ek_buffer_text(&body));
  ek_svg_close(out);
}

void ek_charts_svg(const struct ek_document *doc, const char *title, const struct ek_chart *const *charts, size_t n, struct ek_buffer *out) {
  struct ek_buffer body = {.arena = doc->arena}, description = {.arena = doc->arena};
  double y = ek_svg_paragraph(&body, EK_SVG_EDGE, 26, EK_SVG_INNER, 3, EK_FACE_TITLE, title) + 8;
  for (size_t i = 0; i < n; i++) {
    ek_buffer_addf(&description, "%s%s", i > 0 ? " " : "", ek_chart_described(doc, charts[i]));
    y = panel(doc, charts[i], y, &body) + (i + 1 < n ? 24 : 0);
  }
  ek_svg_open(out, y, title, ek_buffer_text(&description));
  ek_buffer_add(out, ek_buffer_text(&body));
  ek_svg_close(out);
}

/* --- axes ----------------------------------------------------------------------- */

double ek_chart_place(const struct ek_chart_axis *axis, double value) {
  if (!(axis->most > axis->least)) return axis->first;
  return axis->first + (value - axis->least) / (axis->most - axis->least) * axis->wide;
}

/* Every text to the left of one value and every text to the right of another ask for a scale at which both have
 * room; the least of these scales is that of all. */
struct ek_chart_axis ek_chart_fit(double least, double most, double left, double right, const struct ek_chart_span *spans, size_t n) {
  double room = right - left, scale = most > least ? room / (most - least) : 0;
  for (size_t i = 0; i < n; i++) {
    scale = fmin(scale, most > spans[i].from ? (room - spans[i].before) / (most - spans[i].from) : INFINITY);
    scale = fmin(scale, spans[i].to > least ? (room - spans[i].after) / (spans[i].to - least) : INFINITY);
    for (size_t k = 0; k < n; k++) {
      if (spans[k].to > spans[i].from) scale = fmin(scale, (room - spans[i].before - spans[k].after) / (spans[k].to - spans[i].from));
    }
  }
  struct ek_chart_axis axis = {.least = least, .most = most, .first = left};
  scale = fmax(scale, 0);
  axis.wide = scale * (most - least);
  for (size_t i = 0; i < n; i++) axis.first = fmax(axis.first, left + spans[i].before - (spans[i].from - least) * scale);
  return axis;
}

double ek_chart_step(const struct ek_chart_axis *axis, double parts, int *decimals) {
  double step = ek_round_step((axis->most - axis->least) / parts);
  *decimals = ek_chart_decimals(step);
  return step;
}

double ek_chart_first_step(const struct ek_chart_axis *axis, double step) { return ceil(axis->least / step - 1e-9); }
