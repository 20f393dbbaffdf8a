/* Books lines and keeps the balances of the accounts, month by month and draw
 * by draw, always in the same order, so that the same input gives the same bits. */
#include "engine/ledger.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/wide.h"

double ek_line_month_factor(const struct ek_line *line) {
  return line->side == EK_SIDE_EFFECT ? 1.0 / 12 : 1;
}

double ek_line_quantity(const struct ek_line *line, size_t month, size_t draw) {
  return line->quantity[month] != NULL ? line->quantity[month][draw] : 0;
}

struct ek_ledger *ek_ledger_new(struct ek_arena *arena, const struct ek_model *model, size_t months,
                                size_t draws) {
  struct ek_ledger *ledger = ek_alloc(arena, sizeof *ledger);
  ledger->model = model;
  ledger->arena = arena;
  ledger->draws = draws;
  ledger->months = months;
  ledger->accounts = model->n_actors + 2;
  ledger->stretch = ek_alloc_array(arena, months, sizeof *ledger->stretch);
  ledger->moved = ek_alloc_array(arena, draws, sizeof *ledger->moved);
  ledger->within = ek_alloc_array(arena, model->n_actors * model->n_actors, sizeof *ledger->within);
  for (size_t a = 0; a < model->n_actors; a++) {
    for (size_t b = 0; b < model->n_actors; b++) {
      ledger->within[a * model->n_actors + b] = ek_model_below(model, (int)a, (int)b);
    }
  }
  return ledger;
}

static bool nothing(const double *column, size_t draws) {
  for (size_t d = 0; d < draws; d++) if (column[d] != 0) return false;
  return true;
}

const double *const *ek_ledger_columns(struct ek_arena *arena, const double *columns, size_t n, size_t months, size_t draws) {
  const double **out = ek_alloc_array(arena, months, sizeof *out);
  for (size_t m = 0; m < n && m < months; m++) {
    const double *here = columns + m * draws;
    if (nothing(here, draws)) continue;
    bool again = m > 0 && out[m - 1] != NULL && memcmp(here, out[m - 1], draws * sizeof *here) == 0;
    out[m] = again ? out[m - 1] : here;
  }
  return out;
}

static size_t place_of(const struct ek_ledger *ledger, int account, size_t stretch) {
  return ((size_t)account * ledger->stretches + stretch) * ledger->draws;
}

const double *ek_ledger_month(const struct ek_ledger *ledger, enum ek_side side, int account,
                              size_t month) {
  return ledger->balance[side] + place_of(ledger, account, ledger->stretch[month]);
}

void ek_ledger_book(struct ek_ledger *ledger, const struct ek_line *line) {
  assert(!ledger->closed);
  *(struct ek_line *)ek_list_push(ledger->arena, &ledger->lines, sizeof *line) = *line;
}

static double *balances(const struct ek_ledger *ledger) {
  return ek_alloc_array(ledger->arena, ledger->accounts * ledger->stretches * ledger->draws, sizeof(double));
}

void ek_ledger_open(struct ek_ledger *ledger) {
  ledger->stretches = ledger->months;
  for (size_t m = 0; m < ledger->months; m++) ledger->stretch[m] = m;
  for (int side = 0; side < EK_SIDES; side++) ledger->balance[side] = balances(ledger);
}

static void add_table(struct ek_arena *arena, struct ek_list *list, const double *const *table) {
  *(const double *const **)ek_list_push(arena, list, sizeof table) = table;
}

struct ek_list ek_ledger_tables(const struct ek_ledger *ledger, struct ek_arena *arena) {
  const struct ek_line *lines = ledger->lines.items;
  struct ek_list out = {0};
  for (size_t i = 0; i < ledger->lines.n; i++) {
    bool first = i == 0 || lines[i].quantity != lines[i - 1].quantity;
    if (first) add_table(arena, &out, lines[i].quantity);
    if (lines[i].present != NULL && (first || lines[i].present != lines[i - 1].present)) add_table(arena, &out, lines[i].present);
  }
  return out;
}

bool ek_ledger_goes_on(const struct ek_list *tables, size_t month) {
  const double *const *const *table = tables->items;
  for (size_t i = 0; i < tables->n; i++) if (table[i][month] != table[i][month - 1]) return false;
  return true;
}

static void find_stretches(struct ek_ledger *ledger) {
  const struct ek_list tables = ek_ledger_tables(ledger, ledger->arena);
  ledger->stretches = ledger->months > 0;
  for (size_t m = 1; m < ledger->months; m++) {
    if (!ek_ledger_goes_on(&tables, m)) ledger->stretches++;
    ledger->stretch[m] = ledger->stretches - 1;
  }
}

/* Out of one account and into the other; `times` as many months are like this one. */
EK_WIDE static void move(double *restrict from, double *restrict to, double *restrict moved, const double *restrict price,
                         const double *restrict quantity, double factor, double times, size_t n) {
  for (size_t d = 0; d < n; d++) {
    double amount = price[d] * quantity[d] * factor;
    from[d] -= amount;
    to[d] += amount;
    moved[d] += fabs(amount) * times;
  }
}

/* A line in one kind of balances. */
static void sum_line(const struct ek_ledger *ledger, const struct ek_line *line, const double *const *quantity, double *balance, double *moved) {
  double factor = ek_line_month_factor(line);
  for (size_t m = 0, end; m < ledger->months; m = end) {
    for (end = m + 1; end < ledger->months && ledger->stretch[end] == ledger->stretch[m]; end++) continue;
    if (quantity[m] == NULL) continue;
    move(balance + place_of(ledger, line->from, ledger->stretch[m]), balance + place_of(ledger, line->to, ledger->stretch[m]),
         moved, line->price, quantity[m], factor, (double)(end - m), ledger->draws);
  }
}

/* All lines of a side say how they are discounted, or none does. */
static void sum_lines(struct ek_ledger *ledger) {
  const struct ek_line *lines = ledger->lines.items;
  double *unused = ek_alloc_array(ledger->arena, ledger->draws, sizeof *unused);
  for (int side = 0; side < EK_SIDES; side++) ledger->balance[side] = balances(ledger);
  for (size_t i = 0; i < ledger->lines.n; i++) {
    sum_line(ledger, &lines[i], lines[i].quantity, ledger->balance[lines[i].side], ledger->moved);
    if (lines[i].present == NULL) continue;
    double **present = &ledger->present[lines[i].side];
    if (*present == NULL) *present = balances(ledger);
    sum_line(ledger, &lines[i], lines[i].present, *present, unused);
  }
}

EK_WIDE static void add_discounted(double *restrict out, const double *restrict balance, const double *restrict discount, double sign, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] += sign * (balance[d] * discount[d]);
}

EK_WIDE static void add(double *restrict out, const double *restrict balance, double sign, size_t n) {
  for (size_t d = 0; d < n; d++) out[d] += sign * balance[d];
}

void ek_ledger_add_present(const struct ek_ledger *ledger, enum ek_side side, int account, size_t month, const double *discount,
                           double sign, double *out) {
  size_t at = place_of(ledger, account, ledger->stretch[month]);
  if (ledger->present[side] != NULL) add(out, ledger->present[side] + at, sign, ledger->draws);
  else add_discounted(out, ledger->balance[side] + at, discount + month * ledger->draws, sign, ledger->draws);
}

/* Children stand after their parents, so that going backwards each is whole before it is added. */
void ek_ledger_close(struct ek_ledger *ledger) {
  assert(!ledger->closed);
  ledger->closed = true;
  if (ledger->stretches == 0) {
    find_stretches(ledger);
    sum_lines(ledger);
  }
  size_t size = ledger->stretches * ledger->draws;
  for (int side = 0; side < EK_SIDES; side++) {
    for (size_t a = ledger->model->n_actors; a-- > 0;) {
      int parent = ledger->model->actors[a].parent;
      if (parent < 0) continue;
      for (size_t kind = 0; kind < 2; kind++) {
        double *of = kind == 0 ? ledger->balance[side] : ledger->present[side];
        if (of != NULL) add(of + (size_t)parent * size, of + a * size, 1, size);
      }
    }
  }
}

bool ek_ledger_within(const struct ek_ledger *ledger, int account, int actor) {
  size_t n = ledger->model->n_actors;
  return (size_t)account < n && ledger->within[(size_t)account * n + (size_t)actor];
}
