/* Draws charts as SVG. Labels stand above their bars, so that a long name takes no room from them and a
 * narrow page shows them as a wide one does. */
#ifndef EK_RENDER_CHART_SVG_H
#define EK_RENDER_CHART_SVG_H

#include "document/chart.h"

/* A drawing by itself, which a page may also hold as it is (svg.h: ek_svg_css). */
void ek_chart_svg(const struct ek_document *doc, const struct ek_chart *chart, struct ek_buffer *out);
/* Several, one below another, under a title. */
void ek_charts_svg(const struct ek_document *doc, const char *title, const struct ek_chart *const *charts, size_t n, struct ek_buffer *out);

/* For the files of this drawing: how values become places. */
struct ek_chart_axis {
  double least, most;  /* values at the ends; alike only when there is nothing to show */
  double first, wide;  /* where it begins, and how long it is; its end may lie before its beginning */
};
/* What must have room beside the axis: text to the left of one value, and to the right of another. */
struct ek_chart_span {
  double from, to;     /* values */
  double before, after; /* widths */
};
/* A lying axis between `left` and `right`, as long as lets all texts have their room. */
struct ek_chart_axis ek_chart_fit(double least, double most, double left, double right, const struct ek_chart_span *spans, size_t n);
double ek_chart_place(const struct ek_chart_axis *axis, double value);
/* A round step that makes about so many parts of the axis, and its decimals. */
double ek_chart_step(const struct ek_chart_axis *axis, double parts, int *decimals);
/* The first whole number of steps that is no less than the axis' least. */
double ek_chart_first_step(const struct ek_chart_axis *axis, double step);

/* Draw below `y`, and return where the next thing may stand. */
double ek_chart_draw_bars(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out);
double ek_chart_draw_ranges(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out);
double ek_chart_draw_bins(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out);
double ek_chart_draw_lines(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out);
double ek_chart_draw_flow(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out);

#endif
