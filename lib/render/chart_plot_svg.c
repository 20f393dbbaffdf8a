/* What stands on an axis of numbers: how often draws come out where, and values over time. */
#include <math.h>
#include <string.h>

#include "document/words.h"
#include "render/chart_svg.h"
#include "render/svg.h"

#define HIGH 110.0   /* of standing bars */
#define PLOT 220.0   /* of lines */
#define MOST 240      /* points of a line, so that 40 years in months are no larger than they need be */
#define MARK 22.0    /* for the text of a mark, below */

/* --- numbers along an axis ------------------------------------------------------------ */

static void add_tick(double x, double y, const char *text, double *free, struct ek_buffer *out) {
  double half = ek_svg_length(text, EK_FACE_SOFT) / 2;
  ek_svg_line(out, x, y, x, y + 5, EK_TONE_AXIS, 1, NULL);
  if (x - half < *free || x + half > EK_SVG_WIDTH) return;
  ek_svg_text(out, x, y + 20, "middle", EK_FACE_SOFT, text);
  *free = x + half + 6;
}

static void add_numbers(const struct ek_document *doc, const struct ek_chart_axis *axis, double y, struct ek_buffer *out) {
  int decimals;
  double step = ek_chart_step(axis, 5, &decimals), free = 0;
  ek_svg_line(out, axis->first, y, axis->first + axis->wide, y, EK_TONE_AXIS, 1, NULL);
  for (double at = ek_chart_first_step(axis, step); at * step <= axis->most + 1e-9 * step; at++) {
    add_tick(ek_chart_place(axis, at * step), y, ek_number_show(doc->arena, at * step, decimals, doc->lang), &free, out);
  }
}

/* --- bins ------------------------------------------------------------------------------ */

static struct ek_chart_axis bins_axis(const struct ek_chart *chart) {
  double least = chart->at[0], most = chart->at[chart->points], wide = most - least;
  if (least > 0 && least < wide) least = 0; /* and to 0, where that is no further off than the ends are from each other */
  if (most < 0 && most > -wide) most = 0;
  return (struct ek_chart_axis){least, most, EK_SVG_EDGE, EK_SVG_INNER};
}

static void add_bin(const struct ek_chart *chart, size_t i, const struct ek_chart_axis *axis, double highest, double base, struct ek_buffer *out) {
  const struct ek_chart_series *s = chart->series.items;
  double share = ek_chart_value(&s->cells[i]), high = share / highest * HIGH, middle = (chart->at[i] + chart->at[i + 1]) / 2;
  double from = ek_chart_place(axis, chart->at[i]), to = ek_chart_place(axis, chart->at[i + 1]);
  if (!(share > 0)) return;
  ek_svg_box(out, from + 0.5, base - high, fmax(to - from - 1, 0.5), high, middle > 0 ? EK_TONE_GAIN : EK_TONE_LOSS);
}

/* A line for the interval, a dot for the middle. */
static void add_middle(const struct ek_chart *chart, const struct ek_chart_axis *axis, double y, struct ek_buffer *out) {
  if (isnan(chart->middle)) return;
  ek_svg_line(out, ek_chart_place(axis, fmax(chart->low, axis->least)), y, ek_chart_place(axis, fmin(chart->high, axis->most)), y, EK_TONE_INK, 3, NULL);
  ek_svg_dot(out, ek_chart_place(axis, fmin(fmax(chart->middle, axis->least), axis->most)), y, 5, EK_TONE_INK);
}

/* Words on either side of 0, where they have room. */
static void add_sides(const struct ek_document *doc, const struct ek_chart_axis *axis, double top, double base, struct ek_buffer *out) {
  const char *loss = ek_word(EK_W_D_LOSS, doc->lang), *gain = ek_word(EK_W_D_GAIN, doc->lang);
  double x = ek_chart_place(axis, 0);
  if (axis->least > 0 || axis->most < 0) return;
  ek_svg_line(out, x, top, x, base + 5, EK_TONE_INK, 1, "4 3");
  if (x - EK_SVG_EDGE > ek_svg_length(loss, EK_FACE_PLAIN) + 8) ek_svg_text(out, x - 6, top + 10, "end", EK_FACE_PLAIN, loss);
  if (EK_SVG_WIDTH - EK_SVG_EDGE - x > ek_svg_length(gain, EK_FACE_PLAIN) + 8) ek_svg_text(out, x + 6, top + 10, "start", EK_FACE_PLAIN, gain);
}

double ek_chart_draw_bins(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  const struct ek_chart_series *s = chart->series.items;
  struct ek_chart_axis axis = bins_axis(chart);
  double base = y + HIGH + 24, highest = 0;
  for (size_t i = 0; i < chart->points; i++) highest = fmax(highest, ek_chart_value(&s->cells[i]));
  for (size_t i = 0; i < chart->points; i++) add_bin(chart, i, &axis, highest, base, out);
  add_sides(doc, &axis, y, base, out);
  add_numbers(doc, &axis, base, out);
  add_middle(chart, &axis, base + 34, out);
  return base + 58;
}

/* --- lines ----------------------------------------------------------------------------- */

struct plot {
  const struct ek_document *doc;
  const struct ek_chart *chart;
  struct ek_buffer *out;
  const struct ek_chart_series *series;
  struct ek_chart_axis x, y;
};

/* Lines are told apart by how they are broken too. */
static const struct {
  enum ek_svg_tone tone;
  double thick;
  const char *dash;
} pens[] = {{EK_TONE_GAIN, 3, NULL}, {EK_TONE_INK, 1.5, NULL}, {EK_TONE_LOSS, 2, "7 3"}, {EK_TONE_DEEP, 2, "2 3"}, {EK_TONE_PALE, 2, "9 3 2 3"}};
#define N_PENS (sizeof pens / sizeof *pens)

/* Of the numbers, the intervals and 0. */
static void find_values(const struct ek_chart *chart, double *least, double *most) {
  const struct ek_chart_series *s = chart->series.items;
  *least = *most = 0;
  for (size_t k = 0; k < chart->series.n; k++) {
    for (size_t i = 0; i < chart->points; i++) {
      double value = ek_chart_value(&s[k].cells[i]);
      *least = fmin(*least, fmin(value, s[k].low != NULL ? s[k].low[i] : NAN));
      *most = fmax(*most, fmax(value, s[k].high != NULL ? s[k].high[i] : NAN));
    }
  }
  if (*most == *least) *most = 1;
}

/* Help lines at round numbers. */
static void add_levels(const struct plot *p) {
  int decimals;
  double step = ek_chart_step(&p->y, 6, &decimals), left = p->x.first, right = p->x.first + p->x.wide;
  for (double at = ek_chart_first_step(&p->y, step); at * step <= p->y.most + 1e-9 * step; at++) {
    double y = ek_chart_place(&p->y, at * step);
    ek_svg_line(p->out, left, y, right, y, at == 0 ? EK_TONE_INK : EK_TONE_GRID, 1, NULL);
    ek_svg_text(p->out, left - 6, y + 5, "end", EK_FACE_SOFT, ek_number_show(p->doc->arena, at * step, decimals, p->doc->lang));
  }
}

static double levels_width(const struct plot *p) {
  int decimals;
  double step = ek_chart_step(&p->y, 6, &decimals), wide = 0;
  for (double at = ek_chart_first_step(&p->y, step); at * step <= p->y.most + 1e-9 * step; at++) {
    wide = fmax(wide, ek_svg_length(ek_number_show(p->doc->arena, at * step, decimals, p->doc->lang), EK_FACE_SOFT));
  }
  return wide + 6;
}

static void add_times(const struct plot *p, double y) {
  double last = p->x.most, years = last / 12, free = 0;
  bool months = years <= 2;
  double step = months ? 3 : years > 30 ? 120 : years > 12 ? 60 : years > 6 ? 24 : 12;
  for (double at = 0; at <= last + 1e-9; at += step) {
    add_tick(ek_chart_place(&p->x, at), y, ek_number_show(p->doc->arena, months ? at : at / 12, 0, p->doc->lang), &free, p->out);
  }
  ek_svg_text(p->out, p->x.first + p->x.wide, y + 38, "end", EK_FACE_SOFT, ek_word(months ? EK_W_O_AXIS_MONTHS : EK_W_O_AXIS_YEARS, p->doc->lang));
}

static bool has_line(const struct plot *p, const struct ek_chart_series *s) {
  bool any = false;
  for (size_t i = 0; i < p->chart->points; i++) any |= !isnan(ek_chart_value(&s->cells[i]));
  return any;
}

static void add_line(const struct plot *p, size_t k) {
  const struct ek_chart_series *s = &p->series[k];
  size_t last = p->chart->points - 1, step = p->chart->points / MOST + 1, n = 0;
  struct ek_svg_point *at = ek_alloc_array(p->doc->arena, p->chart->points, sizeof *at);
  if (!has_line(p, s)) return;
  ek_buffer_add(p->out, "<path fill=\"none\" d=\"");
  for (size_t i = 0; i <= last; i = i < last && i + step > last ? last : i + step) {
    double value = ek_chart_value(&s->cells[i]);
    if (isnan(value)) {
      ek_svg_through(p->out, at, n);
      n = 0;
      continue;
    }
    at[n++] = (struct ek_svg_point){ek_chart_place(&p->x, p->chart->at[i]), ek_chart_place(&p->y, value)};
  }
  ek_svg_through(p->out, at, n);
  ek_buffer_addf(p->out, "\" stroke-linejoin=\"round\" stroke-width=\"%.3g\"", pens[k % N_PENS].thick);
  if (pens[k % N_PENS].dash != NULL) ek_buffer_addf(p->out, " stroke-dasharray=\"%s\"", pens[k % N_PENS].dash);
  ek_svg_toned(p->out, pens[k % N_PENS].tone, true);
  ek_buffer_add(p->out, "/>\n");
}

/* An interval stands upright, with short ends. */
static void add_intervals(const struct plot *p, size_t k) {
  const struct ek_chart_series *s = &p->series[k];
  for (size_t i = 0; s->low != NULL && i < p->chart->points; i++) {
    if (isnan(s->low[i]) || isnan(s->high[i])) continue;
    double x = ek_chart_place(&p->x, p->chart->at[i]), low = ek_chart_place(&p->y, s->low[i]), high = ek_chart_place(&p->y, s->high[i]);
    ek_svg_line(p->out, x, low, x, high, EK_TONE_INK, 1.5, NULL);
    ek_svg_line(p->out, x - 5, low, x + 5, low, EK_TONE_INK, 1.5, NULL);
    ek_svg_line(p->out, x - 5, high, x + 5, high, EK_TONE_INK, 1.5, NULL);
  }
}

/* A point on the zero line, its text below the lines, where none crosses it. */
static void add_mark(const struct plot *p, const struct ek_chart_mark *mark) {
  double x = ek_chart_place(&p->x, mark->at), zero = ek_chart_place(&p->y, 0), half = ek_svg_length(mark->text, EK_FACE_PLAIN) / 2;
  ek_svg_line(p->out, x, zero, x, p->y.first + 8, EK_TONE_INK, 1, "2 3");
  ek_svg_dot(p->out, x, zero, 5, EK_TONE_INK);
  double middle = fmax(fmin(x, EK_SVG_WIDTH - EK_SVG_EDGE - half), EK_SVG_EDGE + half);
  ek_svg_text(p->out, middle, p->y.first + MARK, "middle", EK_FACE_PLAIN, mark->text);
}

/* A line that is hidden is said to be. */
static double add_key(const struct plot *p, size_t k, double y) {
  const struct ek_chart_series *s = &p->series[k];
  const char *label = s->label != NULL ? s->label : "";
  double x = EK_SVG_EDGE;
  if (has_line(p, s)) ek_svg_line(p->out, x, y - 5, x + 34, y - 5, pens[k % N_PENS].tone, pens[k % N_PENS].thick, pens[k % N_PENS].dash);
  else label = ek_sprintf(p->doc->arena, "%s: %s", label, ek_doc_cell_text(p->doc, &s->cells[0]));
  return ek_svg_paragraph(p->out, x + 42, y, EK_SVG_INNER - 42, 2, s->emphasis ? EK_FACE_BOLD : EK_FACE_PLAIN, label);
}

double ek_chart_draw_lines(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  struct plot p = {.doc = doc, .chart = chart, .out = out, .series = chart->series.items};
  const struct ek_chart_mark *mark = chart->marks.items;
  double least, most;
  find_values(chart, &least, &most);
  for (size_t k = 0; k < chart->series.n; k++) y = add_key(&p, k, y + 4);
  double top = y + 4, bottom = top + PLOT;
  p.y = (struct ek_chart_axis){least, most, bottom, -PLOT};
  double left = EK_SVG_EDGE + levels_width(&p);
  p.x = (struct ek_chart_axis){chart->at[0], chart->at[chart->points - 1], left, EK_SVG_WIDTH - EK_SVG_EDGE - 8 - left};
  add_levels(&p);
  for (size_t i = 0; i < chart->marks.n; i++) add_mark(&p, &mark[i]);
  for (size_t k = chart->series.n; k-- > 0;) add_line(&p, k);
  for (size_t k = chart->series.n; k-- > 0;) add_intervals(&p, k);
  bottom += chart->marks.n > 0 ? MARK + 10 : 4;
  add_times(&p, bottom);
  return bottom + 58;
}
