/* A bar for each assumption, the largest swing at the top, with its values at the ends of the bar. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "uncertainty/histogram.h"
#include "report/sensitive.h"
#include "report/spread.h"
#include "report/svg.h"
#include "report/tornado.h"

#define LEFT 24.0
#define WIDE (EK_SVG_WIDTH - 2 * LEFT)
#define LABEL 190.0 /* at most */
#define VALUE 170.0 /* of a value at the end of a bar, at most */
#define ROW 34.0
#define BAR 18.0
#define GAP 5.0 /* between a bar and its values */
#define ROWS 20

#define LOW "#56B4E9"
#define HIGH EK_SVG_GAIN

struct drawing {
  const struct ek_report *p;
  const struct ek_tornado *t;
  struct ek_buffer *out;
  double first, wide;  /* of the bars */
  double top, bottom;
};

static double x_of(const struct drawing *d, double result) {
  return d->first + (result - d->t->least) / (d->t->most - d->t->least) * d->wide;
}

/* The ends of a bar. */
static double least_of(const struct drawing *d, const struct ek_tornado_row *row) { return fmin(d->t->base, fmin(row->low, row->high)); }
static double most_of(const struct drawing *d, const struct ek_tornado_row *row) { return fmax(d->t->base, fmax(row->low, row->high)); }

/* What stands to the left and to the right of a bar: values of the assumption; both at the far end
 * where both results are on one side of the study's. */
static void ends_of(const struct drawing *d, const struct ek_tornado_row *row, const char *ends[2]) {
  const struct ek_report *p = d->p;
  const char *low = ek_part_vary_near(p, row->vary, row->vary->low), *high = ek_part_vary_near(p, row->vary, row->vary->high);
  double base = d->t->base;
  bool rises = row->high > row->low;
  ends[0] = rises ? low : high;
  ends[1] = rises ? high : low;
  if (row->low > base && row->high > base) ends[1] = ek_sprintf(p->arena, "%s; %s", ends[0], ends[1]), ends[0] = "";
  if (row->low < base && row->high < base) ends[0] = ek_sprintf(p->arena, "%s; %s", ends[0], ends[1]), ends[1] = "";
  for (size_t i = 0; i < 2; i++) ends[i] = ek_svg_fitted(p->arena, ends[i], EK_SVG_TEXT, VALUE);
}

static double part_of(const struct drawing *d, double result) { return (result - d->t->least) / (d->t->most - d->t->least); }

/* The bars are as wide as lets each have its values beside it, between labels and the right edge: what they
 * begin at and how wide they are depend on each other, and are found by turns. */
static void place(struct drawing *d) {
  const struct ek_tornado *t = d->t;
  double label = 0, right = LEFT + WIDE;
  for (size_t i = 0; i < t->n; i++) label = fmax(label, ek_svg_length(ek_part_varied(d->p, t->rows[i].vary->name), EK_SVG_TEXT));
  double left = LEFT + fmin(label, LABEL) + 12;
  d->wide = right - left;
  for (int turn = 0; turn < 40; turn++) {
    d->first = left;
    for (size_t i = 0; i < t->n; i++) {
      const char *ends[2];
      ends_of(d, &t->rows[i], ends);
      d->first = fmax(d->first, left + GAP + ek_svg_length(ends[0], EK_SVG_TEXT) - part_of(d, least_of(d, &t->rows[i])) * d->wide);
    }
    d->wide = right - d->first;
    for (size_t i = 0; i < t->n; i++) {
      const char *ends[2];
      ends_of(d, &t->rows[i], ends);
      d->wide = fmin(d->wide, (right - d->first - GAP - ek_svg_length(ends[1], EK_SVG_TEXT)) / part_of(d, most_of(d, &t->rows[i])));
    }
  }
}

static void add_half(const struct drawing *d, double result, double y, const char *colour) {
  double a = x_of(d, d->t->base), b = x_of(d, result);
  ek_buffer_addf(d->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n", fmin(a, b), y - BAR / 2, fabs(b - a), BAR, colour);
}

static void add_row(const struct drawing *d, const struct ek_tornado_row *row, double y) {
  const char *name = ek_part_varied(d->p, row->vary->name);
  bool low_first = fabs(row->low - d->t->base) > fabs(row->high - d->t->base);
  bool one_line = ek_svg_length(name, EK_SVG_TEXT) <= LABEL;
  ek_svg_paragraph(d->out, LEFT, one_line ? y + 4 : y - 4, LABEL, 2, NULL, name);
  add_half(d, low_first ? row->low : row->high, y, low_first ? LOW : HIGH);
  add_half(d, low_first ? row->high : row->low, y, low_first ? HIGH : LOW);
}

/* Values come last: lines do not cross them. */
static void add_ends(const struct drawing *d, const struct ek_tornado_row *row, double y) {
  const char *ends[2];
  ends_of(d, row, ends);
  if (*ends[0] != '\0') ek_svg_text(d->out, x_of(d, least_of(d, row)) - GAP, y + 4, "end", "over", ends[0]);
  if (*ends[1] != '\0') ek_svg_text(d->out, x_of(d, most_of(d, row)) + GAP, y + 4, "start", "over", ends[1]);
}

static void add_axis(const struct drawing *d) {
  const struct ek_tornado *t = d->t;
  double step = ek_round_step((t->most - t->least) / 5), unit = t->scale.kronor;
  int decimals = ek_spread_decimals(step / unit);
  ek_buffer_addf(d->out, "<path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/>\n", d->first, d->bottom, d->first + d->wide);
  for (double at = ceil(t->least / step - 1e-9); at * step <= t->most + 1e-9 * step; at++) {
    double x = x_of(d, at * step);
    ek_buffer_addf(d->out, "<path class=\"axis\" d=\"M%.1f %.1fv5\"/>\n", x, d->bottom);
    ek_svg_text(d->out, x, d->bottom + 20, "middle", NULL, ek_number_show(d->p->arena, at * step / unit, decimals, d->p->lang));
  }
  ek_svg_text(d->out, d->first + d->wide, d->bottom + 38, "end", NULL, ek_part_scale_text(d->p, t->scale));
}

/* The study's result, and 0, through all bars. */
static void add_marks(const struct drawing *d) {
  const struct ek_tornado *t = d->t;
  const char *number = ek_number_show(d->p->arena, t->base / t->scale.kronor, t->scale.decimals, d->p->lang);
  const char *text = EK_SAY(d->p, EK_W_V_AT_BASE, number);
  double x = x_of(d, t->base), half = ek_svg_length(text, EK_SVG_TEXT) / 2;
  if (t->least <= 0 && t->most >= 0) {
    ek_buffer_addf(d->out, "<path stroke=\"#222\" fill=\"none\" stroke-dasharray=\"4 3\" d=\"M%.1f %.1fV%.1f\"/>\n", x_of(d, 0), d->top, d->bottom + 5);
  }
  ek_buffer_addf(d->out, "<path stroke=\"#222\" stroke-width=\"2\" d=\"M%.1f %.1fV%.1f\"/>\n", x, d->top, d->bottom);
  ek_svg_text(d->out, fmin(fmax(x, LEFT + half), LEFT + WIDE - half), d->top - 6, "middle", NULL, text);
}

static double add_legend(const struct drawing *d, double y) {
  double x = ek_svg_legend(d->out, LEFT, y, LOW, EK_SAID(d->p, EK_W_V_AT_LOW));
  ek_svg_legend(d->out, x, y, HIGH, EK_SAID(d->p, EK_W_V_AT_HIGH));
  const char *left_out = ek_tornado_left_out(d->p, d->t);
  y += 20;
  if (left_out != NULL) y = ek_svg_paragraph(d->out, LEFT, y, WIDE, 1, NULL, left_out);
  return ek_svg_paragraph(d->out, LEFT, y, WIDE, 4, NULL, EK_SAID(d->p, EK_W_F_V_SWINGS));
}

/* What it shows in words: "Dödvikt: 37 % 12 592; 63 % 6 235." */
static const char *described(const struct drawing *d) {
  struct ek_buffer out = {.arena = d->p->arena};
  const struct ek_report *p = d->p;
  for (size_t i = 0; i < d->t->n; i++) {
    const struct ek_tornado_row *row = &d->t->rows[i];
    const struct ek_doc_cell low = ek_part_money(d->t->scale, row->low), high = ek_part_money(d->t->scale, row->high);
    ek_buffer_addf(&out, "%s%s: %s → %s; %s → %s.", i > 0 ? " " : "", ek_part_varied(p, row->vary->name), ek_part_vary_near(p, row->vary, row->vary->low),
                   ek_doc_cell_text(p->doc, &low), ek_part_vary_near(p, row->vary, row->vary->high), ek_doc_cell_text(p->doc, &high));
  }
  return ek_buffer_text(&out);
}

static bool any_few(const struct ek_sensitivity *s, int actor) {
  bool any = false;
  for (size_t i = 0; i < s->n; i++) any |= s->few[i * s->base->model->n_actors + (size_t)actor] && !isnan(s->vary[i].low);
  return any;
}

void ek_tornado_svg(const struct ek_sensitivity *s, int actor, enum ek_lang lang, struct ek_buffer *out) {
  static const struct ek_report_options none = {0};
  struct ek_document document;
  struct ek_report p = ek_part_report(s->base, lang, &none, &document);
  struct ek_buffer body = {.arena = out->arena};
  int whose = actor >= 0 ? actor : p.society;
  const struct ek_tornado t = ek_tornado_of(&p, s, whose, ROWS);
  struct drawing d = {.p = &p, .t = &t, .out = &body};
  const struct ek_study *study = s->base->study;
  const char *heading = EK_SAY(&p, EK_W_V_FIGURE, ek_part_actor_within(&p, whose), ek_say_time_short(p.arena, lang, s->horizon), ek_part_scale_text(&p, t.scale));
  const char *nothing = EK_SAID(&p, any_few(s, whose) ? EK_W_V_NOT_SHOWN : EK_W_V_NOTHING);
  double y = ek_svg_paragraph(&body, LEFT, 26, WIDE, 2, "title", study->title != NULL ? study->title : study->source->name);
  y = ek_svg_paragraph(&body, LEFT, y, WIDE, 2, NULL, heading) + 20;
  if (t.n > 0) {
    place(&d);
    d.top = y;
    d.bottom = y + ROW * (double)t.n + 4;
    for (size_t i = 0; i < t.n; i++) add_row(&d, &t.rows[i], y + ROW * ((double)i + 0.5) + 2);
    add_axis(&d);
    add_marks(&d);
    for (size_t i = 0; i < t.n; i++) add_ends(&d, &t.rows[i], y + ROW * ((double)i + 0.5) + 2);
    y = add_legend(&d, d.bottom + 58);
  } else y = ek_svg_paragraph(&body, LEFT, y, WIDE, 2, NULL, nothing);
  ek_svg_open(out, y + 4, heading, t.n > 0 ? described(&d) : nothing);
  ek_buffer_add(out, ek_buffer_text(&body));
  ek_svg_close(out);
}
