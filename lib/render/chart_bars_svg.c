/* Lying bars: from 0, or from a value to what it may become. A category's label stands above its bars,
 * a series' before them, a number at the end of each: there is nothing to look up elsewhere. */
#include <math.h>
#include <string.h>

#include "render/chart_svg.h"
#include "render/svg.h"

#define BAR 14.0
#define ROW 20.0      /* of a bar */
#define GAP 5.0       /* between a bar and its number */
#define APART 10.0    /* between categories */
#define SERIES 90.0   /* of a series' label before its bars, at most; longer ones stand in a key */
#define ENDS 170.0    /* of a text at the end of a bar, at most */

struct bars {
  const struct ek_document *doc;
  const struct ek_chart *chart;
  struct ek_buffer *out;
  const struct ek_chart_category *category;
  const struct ek_chart_series *series;
  size_t n_series;
  struct ek_chart_axis axis;
  double before; /* series_width */
};

static struct bars bars_of(const struct ek_document *doc, const struct ek_chart *chart, struct ek_buffer *out) {
  return (struct bars){doc, chart, out, chart->categories.items, chart->series.items, chart->series.n, {.wide = 0}, 0};
}

static double value_of(const struct bars *b, size_t s, size_t i) { return ek_chart_value(&b->series[s].cells[i]); }

static double add_label(const struct bars *b, size_t i, double y) {
  enum ek_svg_face face = b->category[i].emphasis ? EK_FACE_BOLD : EK_FACE_PLAIN;
  return ek_svg_paragraph(b->out, EK_SVG_EDGE, y + 12, EK_SVG_INNER, 2, face, b->category[i].label) - 10;
}

/* --- from 0 --------------------------------------------------------------------- */

static enum ek_svg_tone tone_of(const struct bars *b, size_t s, double value) {
  static const enum ek_svg_tone shades[] = {EK_TONE_PALE, EK_TONE_GAIN, EK_TONE_DEEP};
  if (b->chart->colours == EK_COLOURS_SIGN) return value < 0 ? EK_TONE_LOSS : EK_TONE_GAIN;
  return b->n_series == 1 ? EK_TONE_GAIN : shades[s % 3];
}

/* Of what stands before the bars; 0: nothing, or labels too long for that. */
static double series_width(const struct bars *b) {
  double wide = 0;
  for (size_t s = 0; s < b->n_series; s++) {
    if (b->series[s].label != NULL) wide = fmax(wide, ek_svg_length(b->series[s].label, EK_FACE_SOFT) + 8);
  }
  return wide <= SERIES ? wide : 0;
}

/* Which tone is which, one below another; nothing where labels stand before the bars. */
static double add_series_key(const struct bars *b, double y) {
  if (b->n_series < 2 || series_width(b) > 0) return y;
  for (size_t s = 0; s < b->n_series; s++, y += EK_SVG_LINE) {
    const char *label = b->series[s].label != NULL ? b->series[s].label : "";
    ek_svg_legend(b->out, EK_SVG_EDGE, y + 11, tone_of(b, s, 1), ek_svg_fitted(b->doc->arena, label, EK_FACE_PLAIN, EK_SVG_INNER - 20));
  }
  return y + 8;
}

static void fit(struct bars *b) {
  size_t n = 0;
  struct ek_chart_span *spans = ek_alloc_array(b->doc->arena, b->chart->points * b->n_series, sizeof *spans);
  double least = 0, most = 0;
  for (size_t s = 0; s < b->n_series; s++) {
    for (size_t i = 0; i < b->chart->points; i++) {
      double value = value_of(b, s, i), shown = isnan(value) ? 0 : value;
      double wide = GAP + ek_svg_length(ek_chart_value_text(b->doc, &b->series[s], i), EK_FACE_PLAIN);
      least = fmin(least, shown);
      most = fmax(most, shown);
      spans[n++] = (struct ek_chart_span){shown, shown, shown < 0 ? wide : 0, shown < 0 ? 0 : wide};
    }
  }
  b->before = series_width(b);
  b->axis = ek_chart_fit(least, most, EK_SVG_EDGE + b->before, EK_SVG_WIDTH - EK_SVG_EDGE, spans, n);
}

static void add_bar(const struct bars *b, size_t s, size_t i, double y) {
  double value = value_of(b, s, i), zero = ek_chart_place(&b->axis, 0), end = isnan(value) ? zero : ek_chart_place(&b->axis, value);
  const char *text = ek_chart_value_text(b->doc, &b->series[s], i);
  if (b->before > 0 && b->series[s].label != NULL) ek_svg_text(b->out, EK_SVG_EDGE, y + 12, "start", EK_FACE_SOFT, b->series[s].label);
  if (fabs(end - zero) >= 0.05) ek_svg_box(b->out, fmin(zero, end), y, fabs(end - zero), BAR, tone_of(b, s, value));
  if (*text != '\0') ek_svg_text(b->out, end + (value < 0 ? -GAP : GAP), y + 12, value < 0 ? "end" : "start", EK_FACE_PLAIN, text);
}

double ek_chart_draw_bars(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  struct bars b = bars_of(doc, chart, out);
  fit(&b);
  y = add_series_key(&b, y);
  double zero = ek_chart_place(&b.axis, 0);
  for (size_t i = 0; i < chart->points; i++) {
    y = add_label(&b, i, y);
    double top = y - 3;
    for (size_t s = 0; s < b.n_series; s++, y += ROW) add_bar(&b, s, i, y);
    ek_svg_line(out, zero, top, zero, y - ROW + BAR + 3, EK_TONE_INK, 1, NULL);
    y += APART;
  }
  return y + 6;
}

/* --- from a value to two others ---------------------------------------------------- */

struct range {
  double low, high;      /* values of the two series */
  double least, most;    /* with the base */
  const char *before, *after;
};

/* Texts stand at their ends; both at the far end where both are on one side of the base. */
static struct range range_of(const struct bars *b, size_t i) {
  struct range r = {.low = value_of(b, 0, i), .high = value_of(b, 1, i)};
  double base = b->chart->base;
  struct ek_arena *arena = b->doc->arena;
  const char *low = ek_chart_value_text(b->doc, &b->series[0], i), *high = ek_chart_value_text(b->doc, &b->series[1], i);
  bool rises = !(r.high < r.low);
  r.before = rises ? low : high;
  r.after = rises ? high : low;
  if (r.low > base && r.high > base) r.after = ek_sprintf(arena, "%s; %s", r.before, r.after), r.before = "";
  if (r.low < base && r.high < base) r.before = ek_sprintf(arena, "%s; %s", r.before, r.after), r.after = "";
  r.before = ek_svg_fitted(arena, r.before, EK_FACE_PLAIN, ENDS);
  r.after = ek_svg_fitted(arena, r.after, EK_FACE_PLAIN, ENDS);
  r.least = fmin(base, fmin(r.low, r.high));
  r.most = fmax(base, fmax(r.low, r.high));
  return r;
}

/* To 0 too, where it is no further off than the ends are from each other. */
static void fit_ranges(struct bars *b) {
  double least = b->chart->base, most = least;
  struct ek_chart_span *spans = ek_alloc_array(b->doc->arena, b->chart->points, sizeof *spans);
  for (size_t i = 0; i < b->chart->points; i++) {
    struct range r = range_of(b, i);
    least = fmin(least, r.least);
    most = fmax(most, r.most);
    spans[i] = (struct ek_chart_span){r.least, r.most, GAP + ek_svg_length(r.before, EK_FACE_PLAIN), GAP + ek_svg_length(r.after, EK_FACE_PLAIN)};
  }
  double wide = most - least;
  if (least > 0 && least < wide) least = 0;
  if (most < 0 && most > -wide) most = 0;
  b->axis = ek_chart_fit(least, most, EK_SVG_EDGE, EK_SVG_WIDTH - EK_SVG_EDGE, spans, b->chart->points);
}

static void add_half(const struct bars *b, double value, double y, enum ek_svg_tone tone) {
  double from = ek_chart_place(&b->axis, b->chart->base), to = ek_chart_place(&b->axis, value);
  if (!isnan(value)) ek_svg_box(b->out, fmin(from, to), y, fabs(to - from), BAR, tone);
}

/* Where both ends lie on one side the longer half is drawn first, so that the shorter is seen. */
static void add_range(const struct bars *b, size_t i, double y) {
  struct range r = range_of(b, i);
  bool low_first = fabs(r.low - b->chart->base) > fabs(r.high - b->chart->base);
  add_half(b, low_first ? r.low : r.high, y, low_first ? EK_TONE_PALE : EK_TONE_GAIN);
  add_half(b, low_first ? r.high : r.low, y, low_first ? EK_TONE_GAIN : EK_TONE_PALE);
  if (*r.before != '\0') ek_svg_text(b->out, ek_chart_place(&b->axis, r.least) - GAP, y + 12, "end", EK_FACE_PLAIN, r.before);
  if (*r.after != '\0') ek_svg_text(b->out, ek_chart_place(&b->axis, r.most) + GAP, y + 12, "start", EK_FACE_PLAIN, r.after);
}

static double add_axis(const struct bars *b, double y) {
  int decimals;
  if (!(b->axis.most > b->axis.least)) return y;
  double step = ek_chart_step(&b->axis, 4, &decimals), before = -1e9;
  ek_svg_line(b->out, b->axis.first, y, b->axis.first + b->axis.wide, y, EK_TONE_AXIS, 1, NULL);
  for (double at = ek_chart_first_step(&b->axis, step); at * step <= b->axis.most + 1e-9 * step; at++) {
    const char *text = ek_number_show(b->doc->arena, at * step, decimals, b->doc->lang);
    double x = ek_chart_place(&b->axis, at * step), half = ek_svg_length(text, EK_FACE_SOFT) / 2;
    ek_svg_line(b->out, x, y, x, y + 5, EK_TONE_AXIS, 1, NULL);
    x = fmin(fmax(x, EK_SVG_EDGE + half), EK_SVG_WIDTH - EK_SVG_EDGE - half); // a page shows no more than what is between the edges
    if (x - half < before + 6) continue;
    ek_svg_text(b->out, x, y + 19, "middle", EK_FACE_SOFT, text);
    before = x + half;
  }
  return y + 40;
}

/* Its label above, then a line for each category: labels between are not crossed. */
static double add_base(const struct bars *b, double y) {
  const struct ek_chart_mark *mark = b->chart->marks.items;
  if (b->chart->marks.n == 0) return y;
  double half = ek_svg_length(mark->text, EK_FACE_PLAIN) / 2, x = ek_chart_place(&b->axis, b->chart->base);
  x = fmin(fmax(x, EK_SVG_EDGE + half), EK_SVG_WIDTH - EK_SVG_EDGE - half);
  ek_svg_text(b->out, x, y + 10, "middle", EK_FACE_PLAIN, mark->text);
  return y + 22;
}

static double add_key(const struct bars *b, double y) {
  double x = EK_SVG_EDGE;
  for (size_t s = 0; s < 2; s++) {
    if (b->series[s].label != NULL) x = ek_svg_legend(b->out, x, y, s == 0 ? EK_TONE_PALE : EK_TONE_GAIN, b->series[s].label);
  }
  return y + EK_SVG_LINE;
}

double ek_chart_draw_ranges(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  struct bars b = bars_of(doc, chart, out);
  fit_ranges(&b);
  double base = ek_chart_place(&b.axis, chart->base), zero = ek_chart_place(&b.axis, 0);
  y = add_base(&b, y);
  for (size_t i = 0; i < chart->points; i++) {
    y = add_label(&b, i, y);
    add_range(&b, i, y);
    if (b.axis.least <= 0 && b.axis.most >= 0) ek_svg_line(out, zero, y - 3, zero, y + BAR + 3, EK_TONE_INK, 1, "4 3");
    ek_svg_line(out, base, y - 3, base, y + BAR + 3, EK_TONE_INK, 2, NULL);
    y += ROW + APART;
  }
  y = add_axis(&b, y);
  return add_key(&b, y);
}
