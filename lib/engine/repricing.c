/* A standing is priced, counted wherever somebody has it, and forgotten: memory does not grow with
 * how many there are. */
#include "engine/repricing.h"

#include <stdlib.h>
#include <string.h>


/* --- which ---------------------------------------------------------------------------------- */

/* Does what is drawn or varied reach the prices of a shape? */
static bool reaches(const void *data, const struct ek_asked *asked) {
  const struct ek_runner *r = data;
  struct ek_quantity *const *uncertain = r->study->uncertain.items;
  bool any = false;
  for (size_t i = 0; r->random && i < r->study->uncertain.n; i++) any |= ek_asked_has(asked, uncertain[i]->value);
  for (size_t i = 0; i < r->n_varied; i++) any |= ek_varied_reaches(&r->varied[i], asked);
  return any;
}

bool ek_varied_reaches(const struct ek_varied *varied, const struct ek_asked *asked) {
  return varied->kind == EK_VARY_FIXED || (varied->kind == EK_VARY_VALUE && ek_asked_has(asked, varied->value));
}

size_t ek_repricing_find(struct ek_arena *arena, const struct ek_crowd *crowd, bool (*wanted)(const void *data, const struct ek_asked *asked),
                         const void *data, uint32_t **standing, uint32_t **number) {
  const struct ek_people *p = crowd->people;
  const struct ek_standing *s = p->standings.items;
  size_t *next = ek_alloc_array(arena, p->shapes.n + 1, sizeof *next), n;
  bool *reached = ek_alloc_array(arena, p->shapes.n, sizeof *reached);
  *number = ek_alloc_array(arena, p->standings.n, sizeof **number);
  *standing = ek_alloc_array(arena, p->standings.n, sizeof **standing);
  for (size_t k = 0; k < p->shapes.n; k++) reached[k] = crowd->shapes[k].n > 0 && wanted(data, &crowd->shapes[k].asked);
  for (size_t i = 0; i < p->standings.n; i++) next[s[i].shape + 1] += reached[s[i].shape];
  for (size_t k = 0; k < p->shapes.n; k++) next[k + 1] += next[k];
  n = next[p->shapes.n];
  for (size_t i = 0; i < p->standings.n; i++) {
    if (!reached[s[i].shape]) continue;
    (*standing)[next[s[i].shape]] = (uint32_t)i;
    (*number)[i] = (uint32_t)++next[s[i].shape];
  }
  return n;
}

/* The base's crowd without them. */
static const struct ek_crowd *rest_of(struct ek_arena *arena, const struct ek_crowd *base, const struct ek_repricing *r) {
  struct ek_crowd *out = ek_alloc(arena, sizeof *out);
  size_t n = base->people->standings.n;
  *out = *base;
  out->net = ek_alloc_array(arena, n * base->accounts, sizeof *out->net);
  memcpy(out->net, base->net, n * base->accounts * sizeof *out->net);
  double **of[] = {&out->production, &out->exclusion, &out->work, &out->subsidised};
  for (size_t q = 0; q < sizeof of / sizeof *of; q++) {
    double *copy = ek_alloc_array(arena, n, sizeof *copy);
    memcpy(copy, *of[q], n * sizeof *copy);
    for (size_t i = 0; i < r->n; i++) copy[r->standing[i]] = 0;
    *of[q] = copy;
  }
  for (size_t i = 0; i < r->n; i++) memset(out->net + r->standing[i] * base->accounts, 0, base->accounts * sizeof *out->net);
  return out;
}

/* --- where ---------------------------------------------------------------------------------- */

struct uses {
  const struct ek_people *people;
  const uint32_t *number;
  size_t *at;          /* [n + 1] how many each has; then where its next goes */
  struct ek_use *uses; /* NULL: they are counted */
};

static void use(struct uses *u, uint32_t standing, struct ek_use one) {
  uint32_t number = standing != EK_NO_STANDING ? u->number[standing] : 0;
  if (number == 0) return;
  if (u->uses == NULL) u->at[number]++;
  else u->uses[u->at[number - 1]++] = one;
}

static void use_member(struct uses *u, size_t member) {
  const struct ek_people *p = u->people;
  const struct ek_stay *stay = p->stays.items;
  uint32_t who = (uint32_t)member, before = p->before[member], after = ek_people_lasting(p, member), role = (uint32_t)p->stretches.n;
  for (size_t s = p->first_stay[member]; s < p->first_stay[member + 1]; s++) {
    use(u, stay[s].standing, (struct ek_use){who, stay[s].stretch, 1});
    use(u, before, (struct ek_use){who, stay[s].stretch, -1});
  }
  use(u, after, (struct ek_use){who, role + EK_USE_WORK, 1});
  use(u, before, (struct ek_use){who, role + EK_USE_WORK, -1});
  if (member >= p->participants || p->full[member] == EK_NO_STANDING) return;
  use(u, before, (struct ek_use){who, role + EK_USE_BEFORE, 1});
  use(u, after, (struct ek_use){who, role + EK_USE_AFTER, 1});
  use(u, p->full[member], (struct ek_use){who, role + EK_USE_FULL, 1});
}

/* In an order that is the same everywhere. */
static int by_where(const void *a, const void *b) {
  const struct ek_use *x = a, *y = b;
  if (x->where != y->where) return x->where < y->where ? -1 : 1;
  if (x->member != y->member) return x->member < y->member ? -1 : 1;
  return (x->sign > y->sign) - (x->sign < y->sign);
}

static void find_uses(struct ek_arena *arena, const struct ek_people *p, const uint32_t *number, struct ek_repricing *out) {
  size_t *at = ek_alloc_array(arena, out->n + 1, sizeof *at), *first = ek_alloc_array(arena, out->n + 1, sizeof *first);
  struct uses u = {.people = p, .number = number, .at = at};
  for (size_t i = 0; i < p->n; i++) use_member(&u, i);
  for (size_t k = 0; k < out->n; k++) at[k + 1] += at[k];
  memcpy(first, at, (out->n + 1) * sizeof *first);
  u.uses = out->uses = ek_alloc_array(arena, first[out->n], sizeof *u.uses);
  for (size_t i = 0; i < p->n; i++) use_member(&u, i);
  for (size_t k = 0; k < out->n; k++) qsort(out->uses + first[k], first[k + 1] - first[k], sizeof *out->uses, by_where);
  out->first_use = first;
}

const struct ek_repricing *ek_repricing_new(const struct ek_runner *r, const struct ek_runner *base) {
  struct ek_repricing *out = ek_alloc(r->arena, sizeof *out);
  uint32_t *number, *standing;
  out->n = ek_repricing_find(r->arena, base->crowd, reaches, r, &standing, &number);
  out->standing = standing;
  out->rest = base->crowd;
  if (out->n == 0) return out;
  out->rest = rest_of(r->arena, base->crowd, out);
  find_uses(r->arena, base->crowd->people, number, out);
  return out;
}

/* --- adding --------------------------------------------------------------------------------- */

struct adding {
  const struct ek_repricing *of;
  const struct ek_repriced *out;
  size_t stretches, accounts, draws;
  double *together; /* [width] what all who use it in one place count */
  bool *moved;      /* [accounts] by the standing */
};

/* out[d] += sign * weight[d] * price[d], the prices over and over. */
static void add(const struct adding *k, double *restrict out, const double *restrict price, double sign) {
  for (size_t from = 0; from < k->out->width; from += k->draws) {
    const double *w = k->together + from;
    for (size_t d = 0; d < k->draws; d++) out[from + d] += sign * w[d] * price[d];
  }
}

static bool any(const double *column, size_t n) {
  for (size_t d = 0; d < n; d++) if (column[d] != 0) return true;
  return false;
}

static void add_at(const struct adding *k, uint32_t where, const struct ek_standing_price *price) {
  const struct ek_repriced *o = k->out;
  if (where < k->stretches) {
    double *stretch = o->stretch + where * k->accounts * o->width;
    for (size_t a = 0; a < k->accounts; a++) if (k->moved[a]) add(k, stretch + a * o->width, price->net + a * k->draws, 1);
    return;
  }
  switch ((enum ek_use_of)(where - k->stretches)) {
  case EK_USE_WORK:
    add(k, o->work, price->work, 1);
    add(k, o->subsidised, price->subsidised, 1);
    break;
  case EK_USE_BEFORE:
  case EK_USE_AFTER: {
    size_t after = where - k->stretches == EK_USE_AFTER;
    add(k, o->potential[after][0], price->production, -1);
    add(k, o->potential[after][1], price->exclusion, 1);
    break;
  }
  default:
    add(k, o->potential[0][0], price->production, 1);
    add(k, o->potential[1][0], price->production, 1);
    break;
  }
}

static void take(void *data, size_t number, const struct ek_standing_price *price) {
  const struct adding *k = data;
  const struct ek_use *u = k->of->uses;
  for (size_t a = 0; a < k->accounts; a++) k->moved[a] = any(price->net + a * k->draws, k->draws);
  for (size_t i = k->of->first_use[number], end = k->of->first_use[number + 1]; i < end;) {
    uint32_t where = u[i].where;
    memset(k->together, 0, k->out->width * sizeof *k->together);
    for (; i < end && u[i].where == where; i++) {
      const double *w = k->out->weight + u[i].member * k->out->width;
      for (size_t d = 0; d < k->out->width; d++) k->together[d] += (double)u[i].sign * w[d];
    }
    add_at(k, where, price);
  }
}

void ek_repricing_add(const struct ek_repricing *repricing, struct ek_runner *r, const struct ek_repriced *out) {
  struct adding k = {.of = repricing, .out = out, .stretches = r->study->people->stretches.n, .accounts = r->study->model->n_actors + 2,
                     .draws = r->draws, .together = ek_alloc_array(r->arena, out->width, sizeof(double))};
  k.moved = ek_alloc_array(r->arena, k.accounts, sizeof *k.moved);
  ek_crowd_draw(r, repricing->standing, repricing->n, take, &k);
}
