/* A transfer moves results and not their sum, so that what losers lack is all that need be paid, and
 * can be when there is as much. */
#include "engine/settlement.h"

#include <math.h>

static double above_0(double value) { return value > 0 ? value : 0; }

/* --- payments ------------------------------------------------------------------------------ */

static void add_up(struct ek_settlement *s) {
  s->result = s->gains = s->losses = 0;
  for (size_t i = 0; i < s->n; i++) {
    struct ek_party *p = &s->parties[i];
    p->bears = above_0(p->cost);
    p->most = p->cost > 0 ? p->benefit : p->result; /* what it is paid is a benefit here */
    s->result += p->result;
    s->gains += above_0(p->result);
    s->losses += above_0(-p->result);
  }
  double less = s->losses - s->gains;
  s->missing = less > 1e-12 * s->losses ? less : 0; /* below that: what doubles leave of sums */
}

/* The part of its gain that each gainer pays. */
static double part_paid(const struct ek_settlement *s) {
  if (s->missing > 0 || s->losses == 0) return 0;
  return s->losses < s->gains ? s->losses / s->gains : 1;
}

static void pay(struct ek_arena *arena, struct ek_settlement *s) {
  double part = s->part = part_paid(s);
  s->payments = (struct ek_list){0};
  for (size_t i = 0; i < s->n; i++) {
    struct ek_party *p = &s->parties[i];
    p->compensation = part == 0 ? 0 : p->result > 0 ? -p->result * part : above_0(-p->result);
    p->after = p->result + p->compensation;
    for (size_t k = 0; k < s->n && p->compensation < 0; k++) {
      double amount = -p->compensation * (above_0(-s->parties[k].result) / s->losses);
      if (amount > 0) *(struct ek_payment *)ek_list_push(arena, &s->payments, sizeof(struct ek_payment)) = (struct ek_payment){i, k, amount};
    }
  }
}

/* --- the cost ------------------------------------------------------------------------------ */

static bool shares(const struct ek_party *p, enum ek_split split) { return split == EK_SPLIT_GAINERS || p->bears > 0; }

static double weight(const struct ek_party *p, enum ek_split split) {
  if (split == EK_SPLIT_TODAY) return p->bears;
  return shares(p, split) ? above_0(p->most) : 0;
}

static void share_by(struct ek_settlement *s, enum ek_split split) {
  double sum = 0;
  for (size_t i = 0; i < s->n; i++) sum += weight(&s->parties[i], split);
  for (size_t i = 0; i < s->n; i++) {
    s->parties[i].share[split] = s->cost > 0 && sum > 0 ? weight(&s->parties[i], split) / sum : NAN;
  }
  s->bearable[split] = sum;
  s->spare[split] = sum - s->cost;
  s->back[split] = s->cost > 0 ? sum / s->cost : NAN;
}

static void share_cost(struct ek_settlement *s) {
  s->cost = 0;
  for (size_t i = 0; i < s->n; i++) s->cost += s->parties[i].bears;
  for (size_t i = 0; i < s->n; i++) {
    struct ek_party *p = &s->parties[i];
    p->break_even = s->cost > 0 ? fmin(above_0(p->most) / s->cost, 1) : NAN;
  }
  for (int split = 0; split < EK_SPLITS; split++) share_by(s, (enum ek_split)split);
}

void ek_settle(struct ek_arena *arena, struct ek_settlement *s) {
  add_up(s);
  pay(arena, s);
  share_cost(s);
}

/* --- of a result --------------------------------------------------------------------------- */

bool ek_settles(const struct ek_model *m, int actor) {
  for (int a = actor; a >= 0 && !m->actors[actor].outside; a = m->actors[a].parent) {
    if (m->actors[a].is_public) return true;
  }
  return false;
}

/* The highest that is public. */
static bool is_party(const struct ek_model *m, int actor) {
  int parent = m->actors[actor].parent;
  return ek_settles(m, actor) && (parent < 0 || !ek_settles(m, parent));
}

static bool takes_part(const struct ek_model *m, int actor, bool apart) {
  return apart ? m->actors[actor].leaf && ek_settles(m, actor) : is_party(m, actor);
}

static bool has_parts(const struct ek_model *m) {
  for (int a = 0; a < (int)m->n_actors; a++) if (is_party(m, a) && !m->actors[a].leaf) return true;
  return false;
}

const struct ek_settlement *ek_settlement_of(const struct ek_result *r, int horizon, bool apart) {
  const struct ek_model *m = r->model;
  if (apart && !has_parts(m)) return NULL;
  struct ek_settlement *s = ek_alloc(r->arena, sizeof *s);
  s->parties = ek_alloc_array(r->arena, m->n_actors, sizeof *s->parties);
  for (int a = 0; a < (int)m->n_actors; a++) {
    if (!takes_part(m, a, apart)) continue;
    const struct ek_party party = {.actor = a,
                                   .result = ek_result_value(r, EK_FIG_RESULT, a, horizon),
                                   .benefit = ek_result_value(r, EK_FIG_BENEFIT, a, horizon),
                                   .cost = ek_result_value(r, EK_FIG_COST, a, horizon)};
    if (!isfinite(party.result) || !isfinite(party.benefit) || !isfinite(party.cost)) return NULL;
    s->parties[s->n++] = party;
  }
  if (s->n < 2) return NULL;
  ek_settle(r->arena, s);
  return s;
}
