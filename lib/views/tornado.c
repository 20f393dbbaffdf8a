/* Bars of text from the result as in the study to that at each end of an assumption. */
#include "views/tornado.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

#define ROWS 12
#define LABEL 24 /* columns, at most */
#define BAR 53   /* with labels, and a space on either side, 80 */
#define LOW "░"
#define HIGH "█"
#define BASE "│"
#define ZERO "┊"

static double swing(const struct ek_tornado_row *row) { return fabs(row->high - row->low); }

static void find_ends(struct ek_tornado *t) {
  t->least = t->most = t->base;
  for (size_t i = 0; i < t->n; i++) {
    t->least = fmin(t->least, fmin(t->rows[i].low, t->rows[i].high));
    t->most = fmax(t->most, fmax(t->rows[i].low, t->rows[i].high));
  }
  double wide = t->most - t->least;
  if (t->least > 0 && t->least < wide) t->least = 0;
  if (t->most < 0 && t->most > -wide) t->most = 0;
}

struct ek_tornado ek_tornado_of(const struct ek_report *p, const struct ek_sensitivity *s, int actor, size_t most) {
  struct ek_tornado out = {.base = ek_result_value(s->base, EK_FIG_RESULT, actor, s->horizon)};
  struct ek_part_size *order = ek_alloc_array(p->arena, s->n, sizeof *order);
  struct ek_tornado_row *rows = ek_alloc_array(p->arena, s->n, sizeof *rows);
  size_t n = 0, actors = s->base->model->n_actors;
  for (size_t i = 0; i < s->n; i++) {
    struct ek_tornado_row row = {&s->vary[i], s->at_low[i * actors + (size_t)actor], s->at_high[i * actors + (size_t)actor]};
    if (swing(&row) >= fmax(0.5, 1e-9 * fabs(out.base))) order[n++] = (struct ek_part_size){i, swing(&row)}; /* false of what has no range */
  }
  ek_part_largest_first(order, n);
  out.n = n < most ? n : most;
  out.left_out = n - out.n;
  for (size_t k = 0; k < out.n; k++) {
    size_t i = order[k].of;
    rows[k] = (struct ek_tornado_row){&s->vary[i], s->at_low[i * actors + (size_t)actor], s->at_high[i * actors + (size_t)actor]};
  }
  out.rows = rows;
  find_ends(&out);
  out.scale = ek_part_scale(fmax(fabs(out.least), fabs(out.most)));
  return out;
}

const char *ek_tornado_left_out(const struct ek_report *p, const struct ek_tornado *t) {
  if (t->left_out == 0) return NULL;
  return t->left_out == 1 ? EK_SAID(p, EK_W_V_LEFT_OUT_ONE) : EK_SAY(p, EK_W_V_LEFT_OUT, ek_number_show(p->arena, (double)t->left_out, 0, p->lang));
}

/* --- as text -------------------------------------------------------------------- */

static int column_of(const struct ek_tornado *t, double result) { return (int)lround((result - t->least) / (t->most - t->least) * (BAR - 1)); }

/* Fills from the study's result to another one. */
static void fill(const struct ek_tornado *t, const char *cells[BAR], double result, const char *with) {
  int from = column_of(t, t->base), to = column_of(t, result);
  for (int i = from < to ? from : to; i <= (from < to ? to : from); i++) cells[i] = with;
}

static void add_cells(struct ek_buffer *out, const char *cells[BAR]) {
  int end = BAR;
  while (end > 0 && *cells[end - 1] == ' ') end--;
  for (int i = 0; i < end; i++) ek_buffer_add(out, cells[i]);
  ek_buffer_add(out, "\n");
}

static bool has_zero(const struct ek_tornado *t) { return t->least <= 0 && t->most >= 0; }

/* Where both ends lie on one side the longer half is filled first, so that the shorter is seen. */
static void add_row(const struct ek_tornado *t, const struct ek_tornado_row *row, struct ek_buffer *out) {
  const char *cells[BAR];
  bool low_first = fabs(row->low - t->base) > fabs(row->high - t->base);
  for (int i = 0; i < BAR; i++) cells[i] = " ";
  fill(t, cells, low_first ? row->low : row->high, low_first ? LOW : HIGH);
  fill(t, cells, low_first ? row->high : row->low, low_first ? HIGH : LOW);
  if (has_zero(t)) cells[column_of(t, 0)] = ZERO;
  cells[column_of(t, t->base)] = BASE;
  add_cells(out, cells);
}

/* Puts a number where it belongs on the axis, if no other is there. */
static void put(const struct ek_report *p, const struct ek_tornado *t, const char *cells[BAR], double result) {
  const char *text = ek_number_show(p->arena, result / t->scale.kronor, t->scale.decimals, p->lang);
  int wide = ek_text_width(text), first = column_of(t, result) - wide / 2;
  first = first < 0 ? 0 : first + wide > BAR ? BAR - wide : first;
  for (int i = first - 1; i <= first + wide; i++) if (i >= 0 && i < BAR && *cells[i] != ' ') return;
  for (size_t bytes; *text != '\0'; text += bytes) {
    ek_utf8_next(text, &bytes);
    cells[first++] = ek_strndup(p->arena, text, bytes);
  }
}

static void add_axis(const struct ek_report *p, const struct ek_tornado *t, struct ek_buffer *out) {
  const char *cells[BAR];
  for (int i = 0; i < BAR; i++) cells[i] = " ";
  put(p, t, cells, t->base);
  if (has_zero(t)) put(p, t, cells, 0);
  put(p, t, cells, t->least);
  put(p, t, cells, t->most);
  add_cells(out, cells);
}

static const char *label(const struct ek_report *p, const struct ek_tornado_row *row, int wide) {
  const char *text = ek_part_varied(p, row->vary->name);
  struct ek_buffer out = {.arena = p->arena};
  if (ek_text_width(text) <= wide) return ek_text_pad(p->arena, text, wide, false);
  for (size_t bytes; ek_text_width(ek_buffer_text(&out)) < wide - 1; text += bytes) {
    ek_utf8_next(text, &bytes);
    ek_buffer_add_bytes(&out, text, bytes);
  }
  return ek_text_pad(p->arena, ek_sprintf(p->arena, "%s…", out.text), wide, false);
}

void ek_part_tornado(struct ek_report *p, const struct ek_sensitivity *s, int actor) {
  struct ek_tornado t = ek_tornado_of(p, s, actor, ROWS);
  struct ek_buffer out = {.arena = p->arena};
  int wide = 0;
  if (t.n == 0) return;
  for (size_t i = 0; i < t.n; i++) wide = (int)fmin(LABEL, fmax(wide, ek_text_width(ek_part_varied(p, t.rows[i].vary->name))));
  for (size_t i = 0; i < t.n; i++) {
    ek_buffer_addf(&out, "%s  ", label(p, &t.rows[i], wide));
    add_row(&t, &t.rows[i], &out);
  }
  ek_buffer_add(&out, ek_text_pad(p->arena, "", wide + 2, false));
  add_axis(p, &t, &out);
  const char *base = EK_SAY(p, EK_W_V_AT_BASE, ek_number_show(p->arena, t.base / t.scale.kronor, t.scale.decimals, p->lang));
  ek_buffer_addf(&out, LOW " %s   " HIGH " %s   " BASE " %s", EK_SAID(p, EK_W_V_AT_LOW), EK_SAID(p, EK_W_V_AT_HIGH), base);
  if (has_zero(&t)) ek_buffer_add(&out, "   " ZERO " 0");
  const char *left_out = ek_tornado_left_out(p, &t), *time = ek_say_time_short(p->arena, p->lang, s->horizon);
  if (left_out != NULL) ek_buffer_addf(&out, "\n%s", left_out);
  ek_doc_add_figure(p->doc, EK_SAY(p, ek_part_either(p, EK_W_V_FIGURE, EK_W_V_FIGURE_GROSS), ek_part_actor_within(p, actor), time, ek_part_scale_text(p, t.scale)), out.text);
}
