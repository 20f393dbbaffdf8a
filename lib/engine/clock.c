/* Names of the time are columns that are written anew for each moment. */
#include "engine/clock.h"

#include <math.h>

static void free_pad(void *pad) { ek_arena_free(pad); }

struct ek_clock *ek_clock_new(struct ek_runner *r, struct ek_world *world, size_t group) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  struct ek_clock *c = ek_alloc(r->arena, sizeof *c);
  const struct ek_case *who = k->cases[group][0][0];
  c->cohort = k;
  c->world = world;
  if (r->pad == NULL) {
    r->pad = ek_arena_new();
    ek_arena_defer(r->arena, free_pad, r->pad);
  }
  c->pad = r->pad;
  c->group = &k->groups[group];
  c->age = c->group->age >= 0 ? c->group->age : who->age > 0 ? who->age : r->study->model->default_age; /* 0: the new-born */
  c->first_year = ek_month_year(r->study->settings.start);
  c->first_month = (int)(r->study->settings.start % 12);
  c->woman = c->group->woman;
  double **values = ek_alloc_array(r->arena, k->clock.n, sizeof *values);
  for (size_t i = 0; i < k->clock.n; i++) values[i] = ek_alloc_array(r->arena, r->draws, sizeof **values);
  c->set = ek_alloc_array(r->arena, k->clock.n, sizeof *c->set); /* 0, as columns are */
  c->before = ek_alloc_array(r->arena, k->table_list.n, sizeof *c->before);
  c->now = (struct ek_person_clock){&k->clock, values};
  return c;
}

static void set(const struct ek_clock *c, size_t local, double value) {
  if (c->set[local] == value) return;
  c->set[local] = value;
  for (size_t d = 0; d < c->world->draws; d++) c->now.values[local][d] = value;
}

/* The last row that is not beyond x; a hair of rounding does not keep it away. Before the first
 * there is nothing, which is told to who asks; the first row lets the work go on. */
static double look_up(struct ek_clock *c, size_t table, double x) {
  const struct ek_timetable *t = (const struct ek_timetable *)c->cohort->table_list.items + table;
  size_t at = 0;
  for (size_t i = 1; i < t->n && t->from[i] <= x + 1e-9; i++) at = i;
  c->before[table] = t->n > 0 && t->from[0] > x + 1e-9;
  c->any_before |= c->before[table];
  return t->n > 0 ? t->value[c->woman][at] : NAN;
}

void ek_clock_set(struct ek_clock *c, struct ek_moment at) {
  const struct ek_cohort *k = c->cohort;
  ek_arena_clear(c->pad);
  double years = (double)at.cycle * k->cycle.years;
  int months = c->first_month + at.entry_month + (int)floor(years * 12 + 1e-9);
  double number[EK_CLOCKS] = {
      [EK_CLOCK_CYCLE] = (double)at.cycle + 1, [EK_CLOCK_YEARS] = years, [EK_CLOCK_AGE] = floor(c->age + years + 1e-9),
      [EK_CLOCK_IN_STATE] = (double)at.in_state + 1, [EK_CLOCK_CALENDAR] = c->first_year + months / 12,
      [EK_CLOCK_FEMALE] = c->woman};
  for (size_t i = 0; i < EK_CLOCKS; i++) set(c, i, number[i]);
  c->any_before = false;
  const struct ek_timetable *tables = k->table_list.items;
  for (size_t i = 0; i < k->table_list.n; i++) set(c, EK_CLOCKS + i, look_up(c, i, number[tables[i].by]));
}

/* What a formula asks of the time. */
static unsigned asks(const struct ek_cohort *k, const struct ek_formula *formula) {
  const struct ek_timetable *tables = k->table_list.items;
  unsigned bits = 0;
  bool marked[EK_CLOCK_MOST] = {false};
  for (size_t i = 0; formula != NULL && i < k->clock.n; i++) {
    marked[i] = true;
    if (ek_formula_mentions(formula, marked)) {
      bits |= EK_CLOCK_BIT(i < EK_CLOCKS ? (int)i : tables[i - EK_CLOCKS].by);
    }
    marked[i] = false;
  }
  return bits;
}

unsigned ek_clock_asks_quantity(const struct ek_cohort *k, const struct ek_quantity *q) {
  return q != NULL ? asks(k, q->formula) : 0;
}

bool ek_clock_has(const struct ek_quantity *q, size_t local) {
  bool marked[EK_CLOCK_MOST] = {false};
  if (q == NULL || q->formula == NULL) return false;
  marked[local] = true;
  return ek_formula_mentions(q->formula, marked);
}

/* A formula names a table for what lies before its first row. */
static void tell_before(const struct ek_clock *c, const struct ek_quantity *q) {
  const struct ek_timetable *tables = c->cohort->table_list.items;
  bool marked[EK_CLOCK_MOST] = {false};
  for (size_t i = 0; i < c->cohort->table_list.n && q->formula != NULL; i++) {
    marked[EK_CLOCKS + i] = c->before[i];
    if (c->before[i] && ek_formula_mentions(q->formula, marked)) {
      ek_error(c->world->diags, tables[i].name.pos, "let it begin at the lowest that is asked for",
               "the table '%s' begins at %s %g, and is asked for what is before", tables[i].name.text, ek_clock_names[tables[i].by], tables[i].from[0]);
    }
    marked[EK_CLOCKS + i] = false;
  }
}

const double *ek_clock_eval(const struct ek_clock *c, const struct ek_quantity *q) {
  if (c->any_before) tell_before(c, q);
  struct ek_env env = {.world = c->world, .locals = c->now.locals, .values = c->now.values};
  c->world->scratch = c->pad;
  const double *out = ek_quantity_eval(q, &env);
  c->world->scratch = NULL;
  return out;
}
