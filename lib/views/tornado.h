/* What one assumption at a time does to an actor's result, as a figure of text and as a chart. */
#ifndef EK_VIEWS_TORNADO_H
#define EK_VIEWS_TORNADO_H

#include "document/chart.h"
#include "uncertainty/sensitivity.h"
#include "views/parts.h"

struct ek_tornado {
  size_t n, left_out;      /* rows, the largest swing first; assumptions besides that change the result */
  const struct ek_tornado_row {
    const struct ek_vary *vary;
    double low, high;      /* results where the assumption is low, and high */
  } *rows;
  double base;             /* the result with all as in the study */
  double least, most;      /* of all these results, and of 0 where it is no further off than they are from each other */
  struct ek_scale scale;
};

/* At most `most` rows; none of what changes nothing. */
struct ek_tornado ek_tornado_of(const struct ek_report *p, const struct ek_sensitivity *sensitivity, int actor, size_t most);
/* "3 antaganden till betyder mindre."; NULL where all are shown. */
const char *ek_tornado_left_out(const struct ek_report *p, const struct ek_tornado *tornado);

/* A figure of text; none where nothing changes the result. */
void ek_part_tornado(struct ek_report *p, const struct ek_sensitivity *sensitivity, int actor);
/* "sensitivity"; no block yet. It says why where it shows nothing. */
struct ek_chart *ek_tornado_chart(const struct ek_report *p, const struct ek_sensitivity *sensitivity, int actor);
/* A drawing in SVG; `actor` -1: society. */
void ek_tornado_svg(const struct ek_sensitivity *sensitivity, int actor, enum ek_lang lang, struct ek_buffer *out);

#endif
