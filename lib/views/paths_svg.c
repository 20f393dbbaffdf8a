/* A drawing of who is where: stacked areas over time, one panel for each alternative, real text. */
#include <math.h>

#include "base/text.h"
#include "document/words.h"
#include "render/svg.h"
#include "views/alternatives.h"

#define WIDTH EK_SVG_WIDTH
#define PANEL 220.0
#define LEFT 56.0
#define RIGHT EK_SVG_EDGE
#define TOP 34.0
#define GAP 72.0

/* Okabe and Ito's colours, which are told apart also by the colour-blind; then greys. */
static const char *const colours[] = {"#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999", "#555555", "#bbbbbb"};
#define N_COLOURS (sizeof colours / sizeof *colours)

struct drawing {
  const struct ek_occupancy *o;
  struct ek_buffer *out;
  enum ek_lang lang;
  double all, last; /* persons; months */
};

static double x_of(const struct drawing *d, size_t t) {
  return LEFT + (d->last > 0 ? d->o->months[t] / d->last : 0) * (WIDTH - LEFT - RIGHT);
}

static double y_of(const struct drawing *d, double top, double persons) { return top + PANEL - persons / d->all * PANEL; }

/* Every so many points, so that a drawing of 40 years in months is no larger than it need be. */
static size_t step_of(const struct ek_occupancy *o) { return o->n_points > 240 ? o->n_points / 240 + 1 : 1; }

static void add_area(struct drawing *d, const struct ek_occupancy_of *of, size_t state, double top) {
  const struct ek_occupancy *o = d->o;
  size_t step = step_of(o), last = o->n_points - 1;
  ek_buffer_addf(d->out, "<path fill=\"%s\" d=\"M", colours[state % N_COLOURS]);
  for (int side = 0; side < 2; side++) { /* along the top of the area, and back along its bottom */
    for (size_t i = 0; i <= last; i += step) {
      size_t t = side == 0 ? i : last - i;
      double below = 0;
      for (size_t s = 0; s < state; s++) below += of->persons[s * o->n_points + t];
      double y = y_of(d, top, side == 0 ? below + of->persons[state * o->n_points + t] : below);
      ek_buffer_addf(d->out, "%s%.1f %.1f", i == 0 && side == 0 ? "" : "L", x_of(d, t), y);
    }
  }
  ek_buffer_add(d->out, "Z\"><title>");
  ek_svg_escaped(d->out, ek_label_text(o->labels[state], o->states[state], d->lang));
  ek_buffer_add(d->out, "</title></path>\n");
}

static void add_axes(struct drawing *d, double top) {
  ek_svg_line(d->out, LEFT, top + PANEL, WIDTH - RIGHT, top + PANEL, EK_TONE_AXIS, 1, NULL);
  for (int i = 0; i <= 4; i++) {
    double y = top + PANEL - i / 4.0 * PANEL;
    ek_svg_text(d->out, LEFT - 6, y + 4, "end", EK_FACE_SOFT, ek_say_number(d->out->arena, d->lang, d->all * i / 4));
  }
  double years = d->last / 12, step = years > 30 ? 10 : years > 12 ? 5 : years > 6 ? 2 : 1;
  bool months = years <= 2;
  for (double at = 0; at <= d->last + 1e-9; at += months ? 3 : 12 * step) {
    double x = LEFT + at / d->last * (WIDTH - LEFT - RIGHT);
    const char *text = months ? ek_say_number(d->out->arena, d->lang, at) : ek_say_number(d->out->arena, d->lang, at / 12);
    ek_svg_text(d->out, x, top + PANEL + 16, "middle", EK_FACE_SOFT, text);
  }
  ek_svg_text(d->out, WIDTH - RIGHT, top + PANEL + 34, "end", EK_FACE_SOFT, ek_word(months ? EK_W_O_AXIS_MONTHS : EK_W_O_AXIS_YEARS, d->lang));
}

static void add_panel(struct drawing *d, const struct ek_occupancy_of *of, double top) {
  const char *name = ek_text_capital(d->out->arena, ek_label_text(of->label, of->alternative, d->lang));
  if (of->group != NULL) name = ek_say(d->out->arena, d->lang, EK_W_O_GROUP, name, ek_label_text(of->group_label, of->group, d->lang));
  ek_svg_paragraph(d->out, EK_SVG_EDGE, top - 14, EK_SVG_INNER, 1, EK_FACE_BOLD, name);
  d->all = 0;
  for (size_t s = 0; s < d->o->n_states; s++) d->all += of->persons[s * d->o->n_points];
  if (!(d->all > 0)) d->all = 1;
  for (size_t s = 0; s < d->o->n_states; s++) add_area(d, of, s, top);
  add_axes(d, top);
}

static double add_legend(struct drawing *d, double top) {
  double x = LEFT, y = top;
  for (size_t s = 0; s < d->o->n_states; s++) {
    const char *name = ek_text_capital(d->out->arena, ek_label_text(d->o->labels[s], d->o->states[s], d->lang));
    double wide = 24 + ek_svg_length(name, EK_FACE_PLAIN);
    if (x + wide > WIDTH - RIGHT && x > LEFT) {
      x = LEFT;
      y += 20;
    }
    ek_buffer_addf(d->out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"12\" height=\"12\" fill=\"%s\"/>\n", x, y - 10, colours[s % N_COLOURS]);
    ek_svg_text(d->out, x + 17, y, "start", EK_FACE_PLAIN, name);
    x += wide + 12;
  }
  return y;
}

void ek_paths_svg(const struct ek_result *r, const struct ek_occupancy *o, enum ek_lang lang, struct ek_buffer *out) {
  struct ek_buffer body = {.arena = out->arena};
  struct drawing d = {.o = o, .out = &body, .lang = lang, .last = o->months[o->n_points - 1]};
  double y = TOP + 28;
  for (size_t i = 0; i < o->n; i++, y += PANEL + GAP) add_panel(&d, &o->of[i], y);
  double height = add_legend(&d, y - 4) + 16;
  ek_svg_open(out, height, ek_word(EK_W_O_PATHS, lang), NULL);
  ek_svg_paragraph(out, EK_SVG_EDGE, 26, EK_SVG_INNER, 1, EK_FACE_TITLE, r->study->title != NULL ? r->study->title : ek_word(EK_W_O_PATHS, lang));
  ek_buffer_add(out, ek_buffer_text(&body));
  ek_svg_close(out);
}
