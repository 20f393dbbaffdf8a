/* Books lines and keeps the balances of the accounts, month by month and draw
 * by draw, always in the same order, so that the same input gives the same bits. */
#include "engine/ledger.h"

#include <assert.h>

double ek_line_month_factor(const struct ek_line *line) {
  return line->side == EK_SIDE_EFFECT ? 1.0 / 12 : 1;
}

struct ek_ledger *ek_ledger_new(struct ek_arena *arena, const struct ek_model *model, size_t months,
                                size_t draws) {
  struct ek_ledger *ledger = ek_alloc(arena, sizeof *ledger);
  ledger->model = model;
  ledger->arena = arena;
  ledger->draws = draws;
  ledger->months = months;
  ledger->accounts = model->n_actors + 2;
  for (int side = 0; side < EK_SIDES; side++) {
    ledger->balance[side] =
        ek_alloc_array(arena, ledger->accounts * months * draws, sizeof(double));
  }
  ledger->within = ek_alloc_array(arena, model->n_actors * model->n_actors, sizeof *ledger->within);
  for (size_t a = 0; a < model->n_actors; a++) {
    for (size_t b = 0; b < model->n_actors; b++) {
      ledger->within[a * model->n_actors + b] = ek_model_below(model, (int)a, (int)b);
    }
  }
  return ledger;
}

static double *month_of(const struct ek_ledger *ledger, enum ek_side side, int account,
                        size_t month) {
  return ledger->balance[side] + ((size_t)account * ledger->months + month) * ledger->draws;
}

const double *ek_ledger_month(const struct ek_ledger *ledger, enum ek_side side, int account,
                              size_t month) {
  return month_of(ledger, side, account, month);
}

/* Out of one account and into the other, in one kind of balances. */
static void book(const struct ek_ledger *ledger, double *balance, const struct ek_line *line, const double *quantity) {
  double factor = ek_line_month_factor(line);
  double *from = balance + (size_t)line->from * ledger->months * ledger->draws;
  double *to = balance + (size_t)line->to * ledger->months * ledger->draws;
  for (size_t month = 0; month < ledger->months; month++) {
    for (size_t d = 0; d < ledger->draws; d++) {
      double amount = line->price[d] * *quantity++ * factor;
      *from++ -= amount;
      *to++ += amount;
    }
  }
}

/* All lines of a side say how they are discounted, or none does. */
void ek_ledger_book(struct ek_ledger *ledger, const struct ek_line *line) {
  assert(!ledger->closed);
  *(struct ek_line *)ek_list_push(ledger->arena, &ledger->lines, sizeof *line) = *line;
  book(ledger, ledger->balance[line->side], line, line->quantity);
  if (line->present == NULL) return;
  if (ledger->present[line->side] == NULL) {
    ledger->present[line->side] = ek_alloc_array(ledger->arena, ledger->accounts * ledger->months * ledger->draws, sizeof(double));
  }
  book(ledger, ledger->present[line->side], line, line->present);
}

void ek_ledger_add_present(const struct ek_ledger *ledger, enum ek_side side, int account, size_t month, const double *discount,
                           double sign, double *out) {
  size_t at = ((size_t)account * ledger->months + month) * ledger->draws;
  const double *present = ledger->present[side], *balance = ledger->balance[side];
  for (size_t d = 0; d < ledger->draws; d++) {
    out[d] += sign * (present != NULL ? present[at + d] : balance[at + d] * discount[month * ledger->draws + d]);
  }
}

/* Children stand after their parents, so that going backwards each is whole before it is added. */
void ek_ledger_close(struct ek_ledger *ledger) {
  assert(!ledger->closed);
  ledger->closed = true;
  size_t size = ledger->months * ledger->draws;
  for (int side = 0; side < EK_SIDES; side++) {
    for (size_t a = ledger->model->n_actors; a-- > 0;) {
      int parent = ledger->model->actors[a].parent;
      if (parent < 0) continue;
      for (size_t kind = 0; kind < 2; kind++) {
        double *of = kind == 0 ? ledger->balance[side] : ledger->present[side];
        if (of == NULL) continue;
        const double *child = of + a * size;
        double *sum = of + (size_t)parent * size;
        for (size_t i = 0; i < size; i++) sum[i] += child[i];
      }
    }
  }
}

bool ek_ledger_within(const struct ek_ledger *ledger, int account, int actor) {
  size_t n = ledger->model->n_actors;
  return (size_t)account < n && ledger->within[(size_t)account * n + (size_t)actor];
}
