/* Intervals that a report tells: by samples of persons, or by the draws of a simulation. */
#ifndef EK_REPORT_INTERVALS_H
#define EK_REPORT_INTERVALS_H

#include "report/sections.h"

/* The interval of a result's figure by samples; NULL when none is drawn for it. */
const struct ek_interval *ek_part_interval(const struct ek_result *r, enum ek_figure_id id, int actor, int horizon);
/* Of the whole: by the draws of a simulation that draws persons too, where there is one. */
const struct ek_interval *ek_part_interval_whole(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon);
/* Are those intervals about uncertain values as well as about persons? */
bool ek_part_interval_both(const struct ek_report *p);

#endif
