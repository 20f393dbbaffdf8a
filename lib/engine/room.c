/* The arena knows what it holds; what is about to be taken is told by who takes it. */
#include "engine/room.h"

#include "base/text.h"
#include "engine/clock.h"

static int megabytes(const struct ek_runner *r) { return r->draws > 1 ? EK_ROOM_DRAWS : EK_ROOM_MEANS; }

bool ek_room_left(const struct ek_runner *r, double bytes) {
  return (double)ek_arena_held(r->arena) + bytes <= megabytes(r) * 1048576.0;
}

bool ek_room_walk(struct ek_runner *r, double bytes) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  if (ek_room_left(r, bytes)) return true;
  r->crowded = true;
  return ek_error(r->diags, k->cycle_text.pos, "take longer cycles or shorter horizons, or ask for in_state in fewer states",
                  "so many cycles of '%s' take more than %d MB%s", k->cycle_text.text, megabytes(r), r->draws > 1 ? " with draws" : "");
}

static unsigned bits(unsigned set) {
  unsigned n = 0;
  for (; set != 0; set &= set - 1) n++;
  return n;
}

bool ek_room_prices(struct ek_runner *r, double bytes, const struct ek_case *state) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  const struct ek_phase *phase = &state->before;
  const struct ek_quantity *worst = NULL;
  if (ek_room_left(r, bytes)) return true;
  r->crowded = true;
  for (size_t i = 0; i < phase->n_holdings + phase->n_given; i++) {
    const struct ek_quantity *q = i < phase->n_holdings ? phase->holdings[i].quantity : phase->given[i - phase->n_holdings].quantity;
    if (q == NULL || q->value == NULL) continue;
    if (worst == NULL || bits(ek_clock_asks_quantity(k, q)) > bits(ek_clock_asks_quantity(k, worst))) worst = q;
  }
  return ek_error(r->diags, worst != NULL ? worst->value->pos : k->cycle_text.pos,
                  "let it change more seldom, or take longer cycles",
                  "'%s' has so many different values in time that the prices of '%s' take more than %d MB%s",
                  worst != NULL && worst->value->text != NULL ? worst->value->text : "it", state->name.text, megabytes(r),
                  r->draws > 1 ? " with draws" : "");
}
