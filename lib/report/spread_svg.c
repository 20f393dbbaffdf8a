/* A panel for each actor: what is likely in words, then bars of draws, losses and gains in two tones. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/spread.h"
#include "report/svg.h"

#define LEFT 24.0
#define WIDE (EK_SVG_WIDTH - 2 * LEFT)
#define PLOT 110.0
#define BINS 40

struct panel {
  const struct ek_report *p;
  const struct ek_spread *s;
  struct ek_buffer *out;
  double least, most;  /* of the axis, kronor */
  double base;         /* where the bars stand */
};

/* From the first bin to the last, and to 0 where that is no further off than they are from each other. */
static void find_axis(struct panel *v) {
  v->least = v->s->bins.first;
  v->most = v->least + (double)v->s->bins.n * v->s->bins.width;
  double wide = v->most - v->least;
  if (v->least > 0 && v->least < wide) v->least = 0;
  if (v->most < 0 && v->most > -wide) v->most = 0;
}

static double x_of(const struct panel *v, double kronor) { return LEFT + (kronor - v->least) / (v->most - v->least) * WIDE; }

static void add_bars(const struct panel *v) {
  const struct ek_histogram *b = &v->s->bins;
  double highest = 0;
  for (size_t i = 0; i < b->n; i++) highest = fmax(highest, b->share[i]);
  for (size_t i = 0; i < b->n; i++) {
    if (b->share[i] == 0) continue;
    double from = b->first + (double)i * b->width, height = b->share[i] / highest * PLOT;
    const char *colour = from > -0.5 * b->width ? EK_SVG_GAIN : EK_SVG_LOSS;
    ek_buffer_addf(v->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>", x_of(v, from) + 0.5, v->base - height,
                   x_of(v, from + b->width) - x_of(v, from) - 1, height, colour);
    ek_svg_escaped(v->out, ek_say_share(v->p->arena, v->p->lang, b->share[i], 1));
    ek_buffer_add(v->out, "</title></rect>\n");
  }
}

/* What lies on either side of it is said where there is room for the word. */
static void add_zero(const struct panel *v) {
  if (v->least > 0 || v->most < 0) return;
  double x = x_of(v, 0), top = v->base - PLOT - 8;
  ek_buffer_addf(v->out, "<path class=\"axis\" stroke-dasharray=\"4 3\" d=\"M%.1f %.1fV%.1f\"/>\n", x, top - 8, v->base + 5);
  const char *loss = EK_SAID(v->p, EK_W_D_LOSS), *gain = EK_SAID(v->p, EK_W_D_GAIN);
  if (x - LEFT > ek_svg_length(loss, EK_SVG_TEXT) + 8) ek_svg_text(v->out, x - 6, top, "end", NULL, loss);
  if (LEFT + WIDE - x > ek_svg_length(gain, EK_SVG_TEXT) + 8) ek_svg_text(v->out, x + 6, top, "start", NULL, gain);
}

/* A line for the 80 % in the middle, a dot for the median. */
static void add_mark(struct ek_buffer *out, double low, double median, double high, double y) {
  ek_buffer_addf(out, "<path stroke=\"#222\" stroke-width=\"3\" d=\"M%.1f %.1fH%.1f\"/>\n<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#222\"/>\n", low, y, high, median, y);
}

static void add_axis(const struct panel *v) {
  const struct ek_spread *s = v->s;
  double step = ek_round_step((v->most - v->least) / 6), unit = s->scale.kronor;
  int decimals = ek_spread_decimals(step / unit);
  ek_buffer_addf(v->out, "<path class=\"axis\" d=\"M%.1f %.1fH%.1f\"/>\n", LEFT, v->base, LEFT + WIDE);
  for (double at = ceil(v->least / step - 1e-9); at * step <= v->most + 1e-9 * step; at++) {
    const char *text = ek_number_show(v->p->arena, at * step / unit, decimals, v->p->lang);
    double x = x_of(v, at * step), half = ek_svg_length(text, EK_SVG_TEXT) / 2;
    ek_buffer_addf(v->out, "<path class=\"axis\" d=\"M%.1f %.1fv5\"/>\n", x, v->base);
    ek_svg_text(v->out, fmin(fmax(x, half + 2), EK_SVG_WIDTH - half - 2), v->base + 32, "middle", NULL, text);
  }
  ek_svg_text(v->out, LEFT + WIDE, v->base + 48, "end", NULL, ek_part_scale_text(v->p, s->scale));
}

static const char *chance_text(const struct ek_report *p, const struct ek_spread *s, int actor) {
  const char *text = EK_SAY(p, EK_W_D_GAINS, ek_part_actor_within(p, actor), ek_spread_in_hundred(p, s->above), ek_say_time(p->arena, p->lang, p->middle));
  return ek_text_capital(p->arena, text);
}

/* Returns where the next panel begins. */
static double add_panel(const struct ek_report *p, const struct ek_spread *s, int actor, double y, struct ek_buffer *out) {
  struct panel v = {.p = p, .s = s, .out = out};
  y = ek_svg_paragraph(out, LEFT, y, WIDE, 1, "head", ek_text_capital(p->arena, ek_part_actor(p, actor)));
  y = ek_svg_paragraph(out, LEFT, y + 2, WIDE, 3, NULL, ek_sprintf(p->arena, "%s %s", chance_text(p, s, actor), ek_spread_text(p, s)));
  if (s->bins.n == 0) return y + 16;
  v.base = y + PLOT + 18;
  find_axis(&v);
  add_bars(&v);
  add_zero(&v);
  add_axis(&v);
  add_mark(out, x_of(&v, s->low80), x_of(&v, s->median), x_of(&v, s->high80), v.base + 12);
  return v.base + 82;
}

static double add_legend(const struct ek_report *p, double y, struct ek_buffer *out) {
  double x = ek_svg_legend(out, LEFT, y, EK_SVG_LOSS, EK_SAID(p, EK_W_D_LOSS));
  x = ek_svg_legend(out, x, y, EK_SVG_GAIN, EK_SAID(p, EK_W_D_GAIN));
  add_mark(out, x, x + 16, x + 32, y - 4);
  return ek_svg_paragraph(out, x + 40, y, LEFT + WIDE - x - 40, 2, NULL, EK_SAID(p, EK_W_D_MARKED));
}

void ek_spread_svg(const struct ek_simulation *s, int actor, int horizon, enum ek_lang lang, struct ek_buffer *out) {
  static const struct ek_report_options none = {0};
  struct ek_document document;
  struct ek_report p = ek_part_report(s->base, lang, &none, &document);
  struct ek_buffer body = {.arena = out->arena}, description = {.arena = out->arena};
  int actors[8] = {actor};
  size_t n = actor >= 0 ? 1 : ek_part_payers(&p, actors);
  bool any = false; /* are there bars? */
  if (horizon > 0) p.middle = horizon;
  const struct ek_study *study = s->base->study;
  const char *heading = EK_SAY(&p, EK_W_D_DRAWING, ek_say_time(p.arena, lang, p.middle), ek_number_show(p.arena, (double)s->draws, 0, lang));
  double y = ek_svg_paragraph(&body, LEFT, 26, WIDE, 2, "title", study->title != NULL ? study->title : study->source->name);
  y = ek_svg_paragraph(&body, LEFT, y, WIDE, 2, NULL, heading) + 16;
  for (size_t i = 0; i < n; i++) {
    struct ek_spread spread;
    if (!ek_spread_of(&p, s, actors[i], BINS, &spread)) continue;
    y = add_panel(&p, &spread, actors[i], y, &body);
    any |= spread.bins.n > 0;
    ek_buffer_addf(&description, "%s%s %s", description.size > 0 ? " " : "", chance_text(&p, &spread, actors[i]), ek_spread_text(&p, &spread));
  }
  if (any) y = add_legend(&p, y, &body);
  ek_svg_open(out, y + 4, heading, ek_buffer_text(&description));
  ek_buffer_add(out, ek_buffer_text(&body));
  ek_svg_close(out);
}
