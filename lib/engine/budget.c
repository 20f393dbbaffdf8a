/* Lines are formulas over what is known when a situation has been priced; this
 * file only evaluates and adds them. */
#include "engine/budget.h"

#include "engine/draw.h"

#include <math.h>
#include <string.h>

#include "engine/run.h"

/* One with columns of `n` zeros. */
static struct ek_budget *budget_new(struct ek_arena *arena, const struct ek_model *model, size_t n) {
  struct ek_budget *b = ek_alloc(arena, sizeof *b);
  b->n = model->personal.household.n;
  b->line = ek_alloc_array(arena, b->n, sizeof *b->line);
  for (size_t i = 0; i < b->n; i++) b->line[i] = ek_alloc_array(arena, n, sizeof(double));
  b->disposable = ek_alloc_array(arena, n, sizeof(double));
  b->earned = ek_alloc_array(arena, n, sizeof(double));
  return b;
}

struct ek_budget *ek_budget_of(struct ek_world *world, const struct ek_person *person,
                               const struct ek_situation *situation) {
  const struct ek_personal *personal = &world->model->personal;
  const struct ek_household_line *lines = personal->household.items;
  const struct ek_income *incomes = personal->incomes.items;
  struct ek_budget *h = ek_alloc(world->arena, sizeof *h);
  h->n = personal->household.n;
  h->line = ek_alloc_array(world->arena, h->n, sizeof *h->line);
  h->disposable = ek_alloc_array(world->arena, world->draws, sizeof *h->disposable);
  h->earned = ek_alloc_array(world->arena, world->draws, sizeof *h->earned);
  struct ek_env env = {.world = world, .person = person, .locals = &personal->item.locals,
                       .values = situation->values};
  for (size_t i = 0; i < h->n; i++) {
    h->line[i] = ek_formula_eval(lines[i].formula, &env);
    for (size_t d = 0; d < world->draws; d++) h->disposable[d] += h->line[i][d];
  }
  for (size_t i = 0; i < personal->incomes.n; i++) {
    const double *income = situation->values[personal->item.inputs.n + i];
    for (size_t d = 0; incomes[i].earned && d < world->draws; d++) h->earned[d] += income[d];
  }
  return h;
}

/* What is lost of what is earned more; NaN where that is nothing. */
static double lost_part(double disposable_from, double earned_from, double disposable_to,
                        double earned_to) {
  double more = earned_to - earned_from;
  return more > 0 ? 1 - (disposable_to - disposable_from) / more : NAN;
}

double *ek_budget_participation(struct ek_world *world, const struct ek_budget *from,
                                const struct ek_budget *to) {
  double *out = ek_alloc_array(world->arena, world->draws, sizeof *out);
  for (size_t d = 0; d < world->draws; d++) {
    out[d] = lost_part(from->disposable[d], from->earned[d], to->disposable[d], to->earned[d]);
  }
  return out;
}

double *ek_budget_marginal(struct ek_world *world, const struct ek_study *study,
                           const struct ek_phase *phase, const struct ek_person *person,
                           const double *earned, const struct ek_budget *now) {
  double *more = ek_alloc_array(world->arena, world->draws, sizeof *more);
  for (size_t d = 0; d < world->draws; d++) {
    more[d] = EK_MARGINAL_STEP + (earned != NULL ? earned[d] : 0);
  }
  const struct ek_situation *s = ek_situation_price(world, study, phase, person, more);
  return ek_budget_participation(world, now, ek_budget_of(world, person, s));
}

static struct ek_case_budget of_case(struct ek_runner *r, struct ek_case_run *c) {
  struct ek_case_budget b = {.who = c->who};
  b.before = ek_budget_of(c->world, &c->person, c->before);
  b.after = ek_budget_of(c->world, &c->person, ek_run_lasting(r, c));
  b.participation = ek_budget_participation(c->world, b.before, b.after);
  b.marginal = ek_budget_marginal(c->world, r->study, ek_run_lasting_phase(c), &c->person, NULL, b.after);
  for (size_t d = 0; d < r->draws; d++) {
    if (!(b.after->earned[d] > 0)) b.marginal[d] = NAN;
  }
  return b;
}

/* sum += weight · part, draw by draw. */
static void add(double *sum, const double *weight, const double *part, size_t n) {
  for (size_t d = 0; d < n; d++) sum[d] += weight[d] * part[d];
}

static void add_budget(struct ek_budget *sum, const double *weight, const struct ek_budget *part,
                       size_t n) {
  for (size_t i = 0; i < sum->n; i++) add(sum->line[i], weight, part->line[i], n);
  add(sum->disposable, weight, part->disposable, n);
  add(sum->earned, weight, part->earned, n);
}

static void mean_of(struct ek_runner *r, struct ek_budgets *all) {
  size_t n = r->draws;
  struct ek_case_budget *mean = &all->mean;
  mean->before = budget_new(r->arena, r->study->model, n);
  mean->after = budget_new(r->arena, r->study->model, n);
  mean->marginal = ek_alloc_array(r->arena, n, sizeof(double));
  double *people = ek_alloc_array(r->arena, n, sizeof *people);
  double *paid = ek_alloc_array(r->arena, n, sizeof *paid);
  for (size_t i = 0; i < all->n; i++) {
    for (size_t d = 0; d < n; d++) people[d] += r->cases[i].weight[d];
  }
  for (size_t i = 0; i < all->n; i++) {
    double *part = ek_alloc_array(r->arena, n, sizeof *part);
    for (size_t d = 0; d < n; d++) {
      part[d] = people[d] > 0 ? r->cases[i].weight[d] / people[d] : NAN;
      if (isnan(all->cases[i].marginal[d])) continue;
      mean->marginal[d] += part[d] * all->cases[i].marginal[d];
      paid[d] += part[d];
    }
    add_budget(mean->before, part, all->cases[i].before, n);
    add_budget(mean->after, part, all->cases[i].after, n);
  }
  for (size_t d = 0; d < n; d++) mean->marginal[d] = paid[d] > 0 ? mean->marginal[d] / paid[d] : NAN;
  mean->participation = ek_budget_participation(ek_run_world(r, NULL), mean->before, mean->after);
}

/* Adds where a person of a file stands to a mean household. */
static void add_standing(struct ek_budget *sum, const struct ek_crowd *c, uint32_t standing, double part) {
  for (size_t i = 0; i < c->lines; i++) sum->line[i][0] += part * c->line[standing * c->lines + i];
  sum->disposable[0] += part * c->disposable[standing];
  sum->earned[0] += part * c->earned[standing];
}

/* The mean over the participants of a file, who are not shown one by one. */
static void mean_of_people(struct ek_runner *r, struct ek_case_budget *mean) {
  const struct ek_crowd *c = r->crowd;
  double paid = 0;
  mean->before = budget_new(r->arena, r->study->model, 1);
  mean->after = budget_new(r->arena, r->study->model, 1);
  mean->marginal = ek_alloc(r->arena, sizeof(double));
  const struct ek_presence *p = r->presence;
  for (size_t s = 0; s < c->people->standings.n; s++) {
    double before = p->before[s] / p->people, lasting = p->lasting[s] / p->people;
    if (before != 0) add_standing(mean->before, c, (uint32_t)s, before);
    if (lasting != 0) add_standing(mean->after, c, (uint32_t)s, lasting);
    if (lasting == 0 || isnan(c->marginal[s])) continue;
    *mean->marginal += lasting * c->marginal[s];
    paid += lasting;
  }
  *mean->marginal = paid > 0 ? *mean->marginal / paid : NAN;
  mean->participation = ek_budget_participation(ek_run_world(r, NULL), mean->before, mean->after);
}

struct ek_budgets *ek_budgets_make(struct ek_runner *r) {
  if (r->study->model->personal.household.n == 0) return NULL;
  if (r->presence != NULL) {
    struct ek_budgets *of_people = ek_alloc(r->arena, sizeof *of_people);
    mean_of_people(r, &of_people->mean);
    return of_people;
  }
  struct ek_budgets *all = ek_alloc(r->arena, sizeof *all);
  all->n = r->n_cases;
  all->cases = ek_alloc_array(r->arena, all->n, sizeof *all->cases);
  for (size_t i = 0; i < all->n; i++) all->cases[i] = of_case(r, &r->cases[i]);
  mean_of(r, all);
  return all;
}

/* --- many wages --------------------------------------------------------------------- */

/* Wages are priced so many at a time: the columns then stay in the processor's cache. */
#define CHUNK ((size_t)128)

static void allocate_row(struct ek_arena *arena, const struct ek_model *model, size_t n,
                         struct ek_budget_row *row) {
  row->budget = *budget_new(arena, model, n);
  row->participation = ek_alloc_array(arena, n, sizeof(double));
  row->marginal = ek_alloc_array(arena, n, sizeof(double));
}

static void copy_part(double *to, const double *from, size_t at, size_t n) {
  memcpy(to + at, from, n * sizeof *to);
}

/* What a step into work is from: the same at every wage. */
struct reference {
  double disposable, earned;
};

static struct reference reference_of(struct ek_runner *r, const struct ek_case *who) {
  struct ek_world *w = ek_run_world(r, who);
  struct ek_person person = ek_run_person(r->study, who);
  const struct ek_budget *b =
      ek_budget_of(w, &person, ek_situation_price(w, r->study, &who->before, &person, NULL));
  return (struct reference){b->disposable[0], b->earned[0]};
}

/* One case at the wages [at, at + r->draws). */
static void price_part(struct ek_runner *r, const struct ek_case *who, const double *earned, size_t at,
                       struct reference from, struct ek_budget_row *row) {
  struct ek_world *w = ek_run_world(r, who);
  struct ek_person person = ek_run_person(r->study, who);
  const double *pay = earned != NULL ? earned + at : NULL;
  const struct ek_situation *s = ek_situation_price(w, r->study, &who->before, &person, pay);
  struct ek_budget *now = ek_budget_of(w, &person, s);
  for (size_t i = 0; i < now->n; i++) copy_part(row->budget.line[i], now->line[i], at, r->draws);
  copy_part(row->budget.disposable, now->disposable, at, r->draws);
  copy_part(row->budget.earned, now->earned, at, r->draws);
  copy_part(row->marginal, ek_budget_marginal(w, r->study, &who->before, &person, pay, now), at, r->draws);
  for (size_t d = 0; d < r->draws; d++) {
    row->participation[at + d] = lost_part(from.disposable, from.earned, now->disposable[d], now->earned[d]);
  }
}

/* What the worlds of one part had to stretch; their memory is soon used again. */
static void keep_notes(const struct ek_runner *r, struct ek_world *keeper) {
  struct ek_world *const *worlds = r->worlds.items;
  for (size_t i = 0; i < r->worlds.n; i++) {
    if (worlds[i] != keeper) ek_run_keep_world(worlds[i], keeper);
  }
}

static bool check_finite(const struct ek_budget_row *row, size_t n, struct ek_diags *diags) {
  for (size_t d = 0; d < n; d++) {
    if (isfinite(row->budget.disposable[d])) continue;
    return ek_error(diags, (struct ek_pos){0}, "look for a wage or a price that is far too large",
                    "the amounts are too large to compute with");
  }
  return true;
}

struct ek_budget_row *ek_budget_sweep(struct ek_arena *arena, const struct ek_study *study,
                                      const double *earned, size_t n, struct ek_list *notes,
                                      struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags), n_cases = study->participants.cases.n;
  const struct ek_case *cases = study->participants.cases.items;
  struct ek_budget_row *rows = ek_alloc_array(arena, n_cases, sizeof *rows);
  struct reference *from = ek_alloc_array(arena, n_cases, sizeof *from);
  struct ek_runner one = {.arena = arena, .diags = diags, .study = study, .draws = 1, .no_study = true};
  ek_draw_columns(&one);
  for (size_t i = 0; i < n_cases; i++) {
    allocate_row(arena, study->model, n, &rows[i]);
    from[i] = earned == NULL && i > 0 ? from[0] : reference_of(&one, &cases[i]);
  }
  struct ek_world *keeper = ek_run_world(&one, NULL);
  struct ek_arena *scratch = ek_arena_new();
  bool fine = ek_diags_errors(diags) == before;
  for (size_t at = 0; fine && at < n; at += CHUNK) {
    struct ek_runner r = {.arena = scratch, .diags = diags, .study = study, .no_study = true,
                          .draws = n - at < CHUNK ? n - at : CHUNK};
    ek_draw_columns(&r);
    for (size_t i = 0; i < n_cases; i++) price_part(&r, &cases[i], earned, at, from[i], &rows[i]);
    keep_notes(&r, keeper);
    fine = ek_diags_errors(diags) == before;
    ek_arena_clear(scratch);
  }
  keep_notes(&one, keeper);
  ek_arena_free(scratch);
  for (size_t i = 0; fine && i < n_cases; i++) fine = check_finite(&rows[i], n, diags);
  *notes = keeper->notes;
  return fine ? rows : NULL;
}
