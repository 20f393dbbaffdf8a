/* How draws of an actor's result are spread, as a figure of text and as a chart. */
#ifndef EK_VIEWS_SPREAD_H
#define EK_VIEWS_SPREAD_H

#include "document/chart.h"
#include "uncertainty/histogram.h"
#include "uncertainty/simulate.h"
#include "views/parts.h"

struct ek_spread {
  struct ek_histogram bins;
  struct ek_scale scale;   /* what its amounts are told in */
  int decimals;            /* of the edges of the bins */
  double median, low80, high80;
  double above;            /* share of draws with a gain */
};

/* Of the actor's result at `p->middle`, in at most so many bins, fewer of few draws; false where it is not drawn or not to be seen. */
bool ek_spread_of(const struct ek_report *p, const struct ek_simulation *simulation, int actor, size_t most, struct ek_spread *out);
/* "Median 1 604; i 80 av 100 dragningar mellan …": what a figure shows, in words. */
const char *ek_spread_text(const struct ek_report *p, const struct ek_spread *spread);
/* "83": of a hundred, and never as certain when it is not. */
const char *ek_spread_in_hundred(const struct ek_report *p, double share);
/* "83 av 100 dragningar", "alla dragningar". Samples are of persons alone. */
const char *ek_spread_of_draws(const struct ek_report *p, double share, bool samples);

/* Figures of text: of the actor, or (-1) of society and, of those who pay, the one with the widest
 * interval. None where draws are alike. */
void ek_part_spread(struct ek_report *p, const struct ek_simulation *simulation, int actor);
/* "distribution", of another than society "distribution-ACTOR", at `p->middle`; no block yet. NULL as of ek_spread_of. */
struct ek_chart *ek_spread_chart(struct ek_report *p, const struct ek_simulation *simulation, int actor);
/* A drawing in SVG: a chart for the actor, or (-1) for society and each that pays, at the horizon (0: the middle one). */
void ek_spread_svg(const struct ek_simulation *simulation, int actor, int horizon, enum ek_lang lang, struct ek_buffer *out);

#endif
