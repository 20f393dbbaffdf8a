/* Shared between the files of the section on payments between public actors and sharing the cost. */
#ifndef EK_REPORT_SETTLEMENT_H
#define EK_REPORT_SETTLEMENT_H

#include "engine/settlement.h"
#include "report/sections.h"

struct ek_settling {
  struct ek_report *p;
  const struct ek_settlement *s, *apart; /* apart may be NULL */
  struct ek_scale scale;
  double step;           /* kronor that amounts of the sentences are rounded to */
  struct ek_buffer text; /* the paragraph so far */
};

/* Less than half a krona is nothing. */
static inline bool ek_settling_loses(double kronor) { return kronor < -0.5; }
static inline bool ek_settling_gains(double kronor) { return kronor > 0.5; }

/* Adds the paragraph on results and payments, and that on the cost. */
void ek_settling_say_results(struct ek_settling *v);
void ek_settling_say_cost(struct ek_settling *v);

/* Names of those who bear some of the cost (today), or gain and bear nothing: const char *. */
struct ek_list ek_settling_bearers(const struct ek_settling *v, bool today);
/* Those who pay and are no party, in words; NULL: there are none. */
const char *ek_settling_others(const struct ek_settling *v);
/* "2 %"; less than a hundredth with a decimal. */
const char *ek_settling_share(const struct ek_settling *v, double share);

#endif
