/* Bars of text, a bin to a line; a line parts losses from gains, and so do the fills. */
#include "views/spread.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "render/render.h"

#define BINS 15
#define BAR 40  /* columns of the longest, or as many as there are */
#define ASIDE 16 /* columns of what stands after it */
#define GAIN "█"
#define LOSS "░"

const char *ek_spread_in_hundred(const struct ek_report *p, double share) {
  double n = share == 0 || share == 1 ? 100 * share : fmax(1, fmin(99, round(100 * share)));
  return ek_number_show(p->arena, n, 0, p->lang);
}

const char *ek_spread_of_draws(const struct ek_report *p, double share, bool samples) {
  if (share == 0) return EK_SAID(p, samples ? EK_W_D_NO_SAMPLE : EK_W_D_NO_DRAW);
  if (share == 1) return EK_SAID(p, samples ? EK_W_D_ALL_SAMPLES : EK_W_D_ALL_DRAWS);
  return EK_SAY(p, samples ? EK_W_D_OF_SAMPLES : EK_W_D_OF_DRAWS, ek_spread_in_hundred(p, share));
}

bool ek_spread_of(const struct ek_report *p, const struct ek_simulation *s, int actor, size_t most, struct ek_spread *out) {
  static const double half[] = {0.5};
  int at = ek_simulation_at(s, EK_FIG_RESULT, actor, p->middle);
  if (at < 0 || !s->of[at].known || ek_part_hidden(p->r, actor)) return false;
  const struct ek_interval *i = &s->of[at];
  double *scratch = ek_alloc_array(p->arena, s->draws, sizeof *scratch);
  double bins = fmin((double)most, fmax(3, 2 * cbrt((double)s->draws))); /* the Rice rule: few draws show no shape in many bins */
  *out = (struct ek_spread){.bins = ek_histogram_of(p->arena, s->column[at], s->draws, (size_t)bins), .low80 = i->low80, .high80 = i->high80, .above = i->above};
  ek_draws_quantiles(s->column[at], s->draws, scratch, half, 1, &out->median);
  out->scale = ek_part_scale(fmax(fabs(i->low), fabs(i->high)));
  out->decimals = ek_chart_decimals(out->bins.width / out->scale.kronor);
  return true;
}

static const char *amount(const struct ek_report *p, const struct ek_spread *s, double kronor) {
  return ek_number_show(p->arena, kronor / s->scale.kronor, s->scale.decimals, p->lang);
}

const char *ek_spread_text(const struct ek_report *p, const struct ek_spread *s) {
  if (s->bins.n == 0) return EK_SAY(p, EK_W_D_ALIKE, amount(p, s, s->median), ek_part_scale_text(p, s->scale));
  return EK_SAY(p, EK_W_D_MIDDLE, amount(p, s, s->median), amount(p, s, s->low80), amount(p, s, s->high80), ek_part_scale_text(p, s->scale));
}

static double edge(const struct ek_spread *s, size_t i) { return s->bins.first + (double)i * s->bins.width; }

static const char *edge_text(const struct ek_report *p, const struct ek_spread *s, size_t i) {
  return ek_number_show(p->arena, edge(s, i) / s->scale.kronor, s->decimals, p->lang);
}

/* A gain lies above zero; edges are sums of doubles. */
static bool is_gain(const struct ek_spread *s, size_t i) { return edge(s, i) > -0.5 * s->bins.width; }

static void add_times(struct ek_buffer *out, const char *text, int n) {
  for (int i = 0; i < n; i++) ek_buffer_add(out, text);
}

/* "−500 till 0", "under −500", "över 3 500", each number in its column. */
static void add_range(const struct ek_report *p, const struct ek_spread *s, size_t i, int left, int right, struct ek_buffer *out) {
  bool lowest = i == 0, highest = i + 1 == s->bins.n;
  const char *between = EK_SAID(p, lowest ? EK_W_D_UNDER : highest ? EK_W_D_OVER : EK_W_INTERVAL_HIGH);
  const char *from = lowest || highest ? between : ek_sprintf(p->arena, "%s %s", edge_text(p, s, i), between);
  ek_buffer_addf(out, "%s %s", ek_text_pad(p->arena, from, left, true), ek_text_pad(p->arena, edge_text(p, s, highest ? i : i + 1), right, true));
}

/* The outermost bins are open: what lies beyond is in them. */
static double share_of(const struct ek_spread *s, size_t i) {
  return s->bins.share[i] + (i == 0 ? s->bins.below : 0) + (i + 1 == s->bins.n ? s->bins.above : 0);
}

static void add_bar(const struct ek_report *p, const struct ek_spread *s, size_t i, double columns, struct ek_buffer *out) {
  double share = share_of(s, i);
  int length = (int)lround(columns * share);
  if (share > 0) ek_buffer_add(out, length == 0 ? "  ▏" : "  ");
  add_times(out, is_gain(s, i) ? GAIN : LOSS, length);
  if (share > 0) ek_buffer_addf(out, " %s", ek_say_share(p->arena, p->lang, share, share < 0.1 ? 1 : 0));
  if (s->median > edge(s, i) && s->median <= edge(s, i + 1)) ek_buffer_addf(out, "  ◂ %s", EK_SAID(p, EK_W_D_MEDIAN));
}

/* Which fill is what: those that are there. */
static void add_key(const struct ek_report *p, const struct ek_spread *s, struct ek_buffer *out) {
  bool loss = !is_gain(s, 0), gain = is_gain(s, s->bins.n - 1);
  if (loss) ek_buffer_addf(out, LOSS " %s", EK_SAID(p, EK_W_D_LOSS));
  if (gain) ek_buffer_addf(out, "%s" GAIN " %s", loss ? "   " : "", EK_SAID(p, EK_W_D_GAIN));
}

static void add_figure(struct ek_report *p, const struct ek_spread *s, int actor) {
  struct ek_buffer out = {.arena = p->arena};
  double longest = 0;
  int right = 0;
  for (size_t i = 0; i <= s->bins.n; i++) right = (int)fmax(right, ek_text_width(edge_text(p, s, i)));
  int left = right + 1 + ek_text_width(EK_SAID(p, EK_W_INTERVAL_HIGH));
  int bar = (int)fmin(BAR, EK_TEXT_WIDTH - left - right - 3 - ASIDE);
  for (size_t i = 0; i < s->bins.n; i++) longest = fmax(longest, share_of(s, i));
  for (size_t i = 0; i < s->bins.n; i++) {
    if (i > 0 && is_gain(s, i) && !is_gain(s, i - 1)) {
      add_times(&out, "─", left + right + 3 + bar);
      ek_buffer_add(&out, "\n");
    }
    add_range(p, s, i, left, right, &out);
    add_bar(p, s, i, bar / longest, &out);
    ek_buffer_add(&out, "\n");
  }
  add_key(p, s, &out);
  const char *time = ek_say_time_short(p->arena, p->lang, p->middle);
  ek_doc_add_figure(p->doc, EK_SAY(p, ek_part_either(p, EK_W_D_FIGURE, EK_W_D_FIGURE_GROSS), ek_part_actor_within(p, actor), time, ek_part_scale_text(p, s->scale)), out.text);
}

static void add_of(struct ek_report *p, const struct ek_simulation *s, int actor) {
  struct ek_spread spread;
  if (!ek_spread_of(p, s, actor, BINS, &spread) || spread.bins.n == 0) return;
  add_figure(p, &spread, actor);
  ek_doc_put_chart(p->doc, ek_spread_chart(p, s, actor));
}

/* Of those who pay, the one that most kronor are uncertain for; -1: nobody pays. */
static int least_sure(const struct ek_report *p, const struct ek_simulation *s) {
  int payers[8], found = -1;
  size_t n = ek_part_payers(p, payers);
  double widest = 0;
  for (size_t i = 1; i < n; i++) {
    int at = ek_simulation_at(s, EK_FIG_RESULT, payers[i], p->middle);
    if (at < 0 || ek_part_hidden(p->r, payers[i]) || !(s->of[at].high80 - s->of[at].low80 > widest)) continue;
    widest = s->of[at].high80 - s->of[at].low80;
    found = payers[i];
  }
  return found;
}

void ek_part_spread(struct ek_report *p, const struct ek_simulation *s, int actor) {
  int payer = actor >= 0 ? -1 : least_sure(p, s);
  add_of(p, s, actor >= 0 ? actor : p->society);
  if (payer >= 0) add_of(p, s, payer);
}
