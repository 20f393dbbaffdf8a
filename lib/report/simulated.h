/* What `ekusia simulate` shows: how likely each actor is to gain, and when it has its money back. */
#ifndef EK_REPORT_SIMULATED_H
#define EK_REPORT_SIMULATED_H

#include "base/arena.h"
#include "engine/simulate.h"
#include "report/document.h"

void ek_simulated_build(const struct ek_simulation *simulation, enum ek_lang lang, struct ek_document *out);
/* Rows figure,actor,horizon_months,unit,statistic,value,text; statistics are mean, sd, error (of the
 * mean), low95, low80, median, high80, high95, above0 and, of payback, paid_back_by_N (months). */
void ek_simulated_csv(const struct ek_simulation *simulation, struct ek_buffer *out);
/* Rows draw,figure,actor,horizon_months,value,text: every draw of every figure. */
void ek_simulated_draws_csv(const struct ek_simulation *simulation, struct ek_buffer *out);
bool ek_simulated_json(const struct ek_simulation *simulation, struct ek_buffer *out);

#endif
