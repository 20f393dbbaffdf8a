/* Values of formulas computed by `ekusia model MODEL eval`. */
#ifndef EK_LOOKUP_EVAL_H
#define EK_LOOKUP_EVAL_H

#include "base/number.h"
#include "model/world.h"

struct ek_evaluated {
  const char *expression;
  double value;             /* in `unit` */
  const char *unit;         /* as it may be written in a formula; "1": a bare number */
  struct ek_trace *trace;   /* how it was made, or NULL */
};

/* The value in the unit, as it may be written in a study in either language: "5 829 kr/month",
 * with no-break spaces; the decimal sign is the language's. */
const char *ek_say_evaluated(struct ek_arena *arena, enum ek_lang lang, double value,
                             const char *unit);

/* The same with plain spaces, to be taken into a shell or a file. */
const char *ek_plain_spaces(struct ek_arena *arena, const char *text);

/* A row per value: expression,value,unit,date,price_year,municipality,age,adults,children */
void ek_render_eval_csv(const struct ek_evaluated *values, size_t n, const struct ek_world *world,
                        const struct ek_person *person, struct ek_buffer *out);
/* {stamp, date, price_year, municipality, person, values, warnings}. False: out of memory. */
bool ek_render_eval_json(const struct ek_evaluated *values, size_t n, const struct ek_world *world,
                         const struct ek_person *person, enum ek_lang lang, struct ek_buffer *out);

#endif
