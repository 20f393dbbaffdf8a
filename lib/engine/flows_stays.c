/* Type cases taken apart: what one participant moves in each phase, which quantities are then times. */
#include <stdint.h>

#include "engine/cost.h"
#include "engine/flows.h"
#include "engine/run.h"

/* How many months from the first: as far as the run goes. */
static size_t end_of(const struct ek_path_stretch *s, size_t months) {
  if (s->first >= months) return s->first;
  return s->length < months - s->first ? s->first + s->length : months;
}

static void add_case(struct ek_flows *f, const struct ek_result *r, size_t k) {
  const struct ek_case *who = r->runner->cases[k].who;
  struct ek_path_stretch *stretches = ek_alloc_array(r->arena, who->later.n + 2, sizeof *stretches);
  size_t n = ek_path_stretches(r->study, who, stretches), begun = SIZE_MAX;
  for (size_t i = 0; i < n; i++) {
    if (stretches[i].fades && begun == SIZE_MAX) begun = stretches[i].first;
    struct ek_flows_stay *stay = ek_list_push(r->arena, &f->stays, sizeof *stay);
    *stay = (struct ek_flows_stay){.who = k, .phase = stretches[i].phase, .first = stretches[i].first, .end = end_of(&stretches[i], r->ledger->months),
                                   .begun = stretches[i].fades ? begun : SIZE_MAX, .lasts = stretches[i].phase == ek_path_lasting(who),
                                   .moved = ek_alloc_array(r->arena, r->model->n_actors, sizeof *stay->moved)};
  }
}

/* Does the line tell of the stay? That of the comparison goes on through all phases. */
static bool of_stay(const struct ek_line *line, const struct ek_result *r, const struct ek_flows_stay *stay) {
  if (line->side != EK_SIDE_EFFECT || line->role == EK_ROLE_DISPLACED || line->who != r->runner->cases[stay->who].who) return false;
  return line->role == EK_ROLE_COMPARISON || line->phase == stay->phase;
}

static void add_line(struct ek_flows *f, const struct ek_result *r, const struct ek_line *line, struct ek_flows_stay *stay) {
  double kr = line->price[0] * ek_line_month_factor(line) * f->net * (line->role == EK_ROLE_COMPARISON ? -1 : 1);
  for (size_t a = 0; a < r->model->n_actors; a++) {
    if (f->effect[a] == NULL) continue;
    if (ek_ledger_within(r->ledger, line->to, (int)a)) stay->moved[a] += kr;
    if (ek_ledger_within(r->ledger, line->from, (int)a)) stay->moved[a] -= kr;
  }
  if (line->from == EK_ACCOUNT_PRODUCTION(r->model)) stay->produced += kr;
}

void ek_flows_take_stays(struct ek_flows *f, const struct ek_result *r) {
  const struct ek_line *lines = r->ledger->lines.items;
  double *kept = ek_alloc_array(r->arena, f->steps, sizeof *kept);
  for (size_t k = 0; k < r->runner->n_cases; k++) add_case(f, r, k);
  struct ek_flows_stay *stays = f->stays.items;
  for (size_t i = 0; i < r->ledger->lines.n; i++) {
    for (size_t s = 0; s < f->stays.n; s++) if (of_stay(&lines[i], r, &stays[s])) add_line(f, r, &lines[i], &stays[s]);
  }
  for (size_t since = 0; since < f->steps; since++) kept[since] = ek_path_retained(r->study, &r->runner->corrections, since, 0);
  f->kept = kept;
}

double **ek_flows_each(const struct ek_result *r, const struct ek_line *line) {
  enum ek_cost_timing timing = line->cost->timing;
  const struct ek_cost_line of = {.cost = line->cost, .from = line->from, .to = line->to, .amount = line->price, .part = 1};
  size_t months = r->ledger->months, n = r->runner->n_cases;
  double *one = ek_alloc(r->arena, sizeof *one), **out = ek_alloc_array(r->arena, n, sizeof *out);
  if (n == 0 || (timing != EK_COST_PER_PARTICIPANT && timing != EK_COST_PER_PARTICIPANT_TIME)) return NULL;
  *one = 1;
  for (size_t k = 0; k < n; k++) {
    struct ek_runner alone = *r->runner; /* one participant, of that case */
    struct ek_case_run who = r->runner->cases[k];
    who.weight = one;
    alone.cases = &who;
    alone.n_cases = 1;
    out[k] = ek_cost_quantity(&alone, &of, months);
    for (size_t m = 0; m < months; m++) out[k][m] *= line->price[0] * ek_line_month_factor(line);
  }
  return out;
}
