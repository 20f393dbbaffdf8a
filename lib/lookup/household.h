/* What `ekusia model MODEL household` shows: a household's economy in one or more
 * situations, or over many wages. */
#ifndef EK_LOOKUP_HOUSEHOLD_H
#define EK_LOOKUP_HOUSEHOLD_H

#include "document/document.h"
#include "engine/budget.h"

struct ek_household_view {
  const struct ek_world *world;     /* day, municipality, notes; prices nothing here */
  const struct ek_person *person;
  const char *const *situations;    /* [n] as written */
  const struct ek_budget_row *rows; /* [n] */
  size_t n;
  const double *wages;              /* [n_wages] kr/year on top; NULL: none, and n_wages is 1 */
  size_t n_wages;
};

/* Kronor a month: lines by situation, or wages by line. */
void ek_household_document(const struct ek_household_view *view, enum ek_lang lang,
                           struct ek_document *out);
/* A row per situation and wage, kr/month:
 *   situation,wage,<the lines' names>,disposable,earned,participation_effect,marginal_effect */
void ek_render_household_csv(const struct ek_household_view *view, struct ek_buffer *out);
/* {stamp, date, …, person, unit, rows, warnings}. False: out of memory. */
bool ek_render_household_json(const struct ek_household_view *view, struct ek_buffer *out);

#endif
