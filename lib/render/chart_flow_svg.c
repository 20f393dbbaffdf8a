/* Where persons come from to the left, where they are afterwards to the right, and bands between as broad
 * as they are many. Labels lie on the bands, which are pale, so that each side has half the width for its names. */
#include <math.h>

#include "document/words.h"
#include "render/chart_svg.h"
#include "render/svg.h"

#define ALL 240.0  /* height of all persons together */
#define LINES 2    /* of a label, at most */
#define APART 6.0
#define NODE 8.0
#define LABEL (EK_SVG_INNER / 2 - NODE - 12)

struct flow {
  const struct ek_document *doc;
  const struct ek_chart *chart;
  struct ek_buffer *out;
  const struct ek_chart_category *from;
  const struct ek_chart_series *to;
  double all;             /* persons */
  double *top[2], *sum[2]; /* of each state: where it begins, persons */
};

static double persons(const struct flow *f, size_t i, size_t k) {
  double value = ek_chart_value(&f->to[k].cells[i]);
  return value > 0 ? value : 0;
}

static size_t states(const struct flow *f, int side) { return side == 0 ? f->chart->points : f->chart->series.n; }

static double height(const struct flow *f, int side, size_t i) { return f->sum[side][i] / f->all * ALL; }

static void sum_up(struct flow *f) {
  for (int side = 0; side < 2; side++) {
    f->top[side] = ek_alloc_array(f->doc->arena, states(f, side), sizeof(double));
    f->sum[side] = ek_alloc_array(f->doc->arena, states(f, side), sizeof(double));
  }
  for (size_t i = 0; i < states(f, 0); i++) {
    for (size_t k = 0; k < states(f, 1); k++) {
      f->sum[0][i] += persons(f, i, k);
      f->sum[1][k] += persons(f, i, k);
      f->all += persons(f, i, k);
    }
  }
}

/* A state is as high as its persons, or as its label. */
static const char *label_of(const struct flow *f, int side, size_t i) {
  const struct ek_doc_cell number = ek_doc_number(f->sum[side][i], f->chart->decimals);
  const char *name = side == 0 ? f->from[i].label : f->to[i].label, *count = ek_doc_cell_text(f->doc, &number);
  double room = LINES * LABEL - 40 - ek_svg_length(count, EK_FACE_PLAIN); /* lines are not filled to their ends */
  return ek_sprintf(f->doc->arena, "%s\u00A0%s", ek_svg_fitted(f->doc->arena, name, EK_FACE_PLAIN, room), count);
}

static size_t lines_of(const struct flow *f, int side, size_t i, const char *lines[LINES]) {
  return ek_svg_lines(f->doc->arena, label_of(f, side, i), EK_FACE_PLAIN, LABEL, LINES, lines);
}

/* From `y` down; returns the end of the longer side. */
static double place(struct flow *f, double y) {
  double end = y;
  for (int side = 0; side < 2; side++) {
    double at = y;
    for (size_t i = 0; i < states(f, side); i++) {
      if (f->sum[side][i] == 0) continue;
      const char *lines[LINES];
      double high = height(f, side, i), slot = fmax(high, EK_SVG_LINE * (double)lines_of(f, side, i, lines) + 4);
      f->top[side][i] = at + (slot - high) / 2;
      at += slot + APART;
    }
    end = fmax(end, at);
  }
  return end;
}

/* Bands leave a state in the order of those to the right, and reach one in the order of those to the left. */
static void add_bands(const struct flow *f) {
  double *leaves = ek_alloc_array(f->doc->arena, states(f, 0), sizeof *leaves), *reaches = ek_alloc_array(f->doc->arena, states(f, 1), sizeof *reaches);
  double left = EK_SVG_EDGE + NODE, right = EK_SVG_WIDTH - EK_SVG_EDGE - NODE, middle = (left + right) / 2;
  for (size_t i = 0; i < states(f, 0); i++) {
    for (size_t k = 0; k < states(f, 1); k++) {
      double high = persons(f, i, k) / f->all * ALL, a = f->top[0][i] + leaves[i], b = f->top[1][k] + reaches[k];
      if (high == 0) continue;
      leaves[i] += high;
      reaches[k] += high;
      ek_buffer_addf(f->out, "<path opacity=\".5\" d=\"M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1fV%.1fC%.1f %.1f %.1f %.1f %.1f %.1fZ\"", left, a, middle, a, middle, b,
                     right, b, b + high, middle, b + high, middle, a + high, left, a + high);
      ek_svg_toned(f->out, EK_TONE_PALE, false);
      ek_buffer_add(f->out, "/>\n");
    }
  }
}

static void add_state(const struct flow *f, int side, size_t i) {
  const char *lines[LINES];
  size_t n = lines_of(f, side, i, lines);
  double high = height(f, side, i), y = f->top[side][i] + high / 2 + 5 - EK_SVG_LINE / 2 * (double)(n - 1);
  double x = side == 0 ? EK_SVG_EDGE : EK_SVG_WIDTH - EK_SVG_EDGE - NODE;
  ek_svg_box(f->out, x, f->top[side][i], NODE, fmax(high, 1), EK_TONE_GAIN);
  for (size_t k = 0; k < n; k++, y += EK_SVG_LINE) {
    ek_svg_text(f->out, side == 0 ? x + NODE + 6 : x - 6, y, side == 0 ? "start" : "end", EK_FACE_PLAIN, lines[k]);
  }
}

double ek_chart_draw_flow(const struct ek_document *doc, const struct ek_chart *chart, double y, struct ek_buffer *out) {
  struct flow f = {.doc = doc, .chart = chart, .out = out, .from = chart->categories.items, .to = chart->series.items};
  sum_up(&f);
  if (!(f.all > 0)) return y;
  ek_svg_text(out, EK_SVG_EDGE, y + 10, "start", EK_FACE_BOLD, ek_word(EK_W_BEFORE, doc->lang));
  ek_svg_text(out, EK_SVG_WIDTH - EK_SVG_EDGE, y + 10, "end", EK_FACE_BOLD, ek_word(EK_W_AFTER, doc->lang));
  double end = place(&f, y + 20);
  add_bands(&f);
  for (int side = 0; side < 2; side++) {
    for (size_t i = 0; i < states(&f, side); i++) if (f.sum[side][i] > 0) add_state(&f, side, i);
  }
  return end + 14;
}
