/* What `ekusia simulate` shows: how likely each actor is to gain, and when it has its money back. */
#ifndef EK_VIEWS_SIMULATED_H
#define EK_VIEWS_SIMULATED_H

#include "base/arena.h"
#include "document/document.h"
#include "uncertainty/simulate.h"

/* `actor`: whose result the figure is of, -1: society's and that of the payer with the widest interval. `horizon`: months,
 * one of the study's, of which words and figure tell; 0: the middle one. */
void ek_simulated_build(const struct ek_simulation *simulation, int actor, int horizon, enum ek_lang lang, struct ek_document *out);
/* Rows figure,actor,horizon_months,unit,statistic,value,text; statistics are mean, sd, error (of the
 * mean), low95, low80, median, high80, high95, above0, error_above0 and, of payback, paid_back_by_N and
 * error_paid_back_by_N (months). An error is what chance in the draws makes of a mean or a share. */
void ek_simulated_csv(const struct ek_simulation *simulation, struct ek_buffer *out);
/* Rows draw,figure,actor,horizon_months,value,text: every draw of every figure. */
void ek_simulated_draws_csv(const struct ek_simulation *simulation, struct ek_buffer *out);
bool ek_simulated_json(const struct ek_simulation *simulation, struct ek_buffer *out);

struct ek_report; /* views/parts.h */
/* The same as the report's section, when anything was drawn. */
void ek_part_simulated(struct ek_report *p);
/* What the spread of a simulation comes from, at the middle horizon. */
void ek_part_doubt(struct ek_report *p, const struct ek_simulation *simulation);

#endif
