/* A shape at a time, so many standings in one go that the columns stay in the processor's cache. */
#include "engine/crowd.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/budget.h"
#include "engine/run.h"

#define CHUNK ((size_t)256)

struct pricing {
  struct ek_runner *r;
  const struct ek_people *people;
  struct ek_crowd *crowd;   /* where prices are kept; NULL: they are handed over */
  struct ek_arena *scratch; /* of one chunk */
  const struct ek_standing *standings;
  size_t below, above;      /* standings whose states add to less or more than a whole person */
  ek_take_price *take;
  void *data;
  double *net;              /* [accounts * draws] of one standing, to be handed over */
};

/* Standings of one shape that are priced in one go, and their columns: all draws of the first,
 * then all of the next. */
struct chunk {
  const struct ek_shape *shape;
  const uint32_t *which;
  size_t first, n, columns; /* first: among all that are priced */
};

/* Standings by shape, in their order: a counting sort. */
static uint32_t *by_shape(const struct ek_people *p, struct ek_arena *arena, size_t **first) {
  const struct ek_standing *s = p->standings.items;
  size_t *start = ek_alloc_array(arena, p->shapes.n + 1, sizeof *start);
  size_t *at = ek_alloc_array(arena, p->shapes.n, sizeof *at);
  uint32_t *out = ek_alloc_array(arena, p->standings.n, sizeof *out);
  for (size_t i = 0; i < p->standings.n; i++) start[s[i].shape + 1]++;
  for (size_t i = 0; i < p->shapes.n; i++) start[i + 1] += start[i];
  if (p->shapes.n > 0) memcpy(at, start, p->shapes.n * sizeof *at);
  for (size_t i = 0; i < p->standings.n; i++) out[at[s[i].shape]++] = (uint32_t)i;
  *first = start;
  return out;
}

/* The columns of a chunk: uncertain quantities, then the numbers of the standings. */
static const double *const *columns_of(const struct pricing *k, const struct chunk *c, double krona) {
  const struct ek_shape *shape = c->shape;
  size_t uncertain = k->r->study->uncertain.n, draws = k->r->draws;
  const double *numbers = k->people->numbers.items;
  const double **columns = ek_alloc_array(k->scratch, uncertain + shape->n_numbers, sizeof *columns);
  for (size_t i = 0; i < uncertain + shape->n_numbers; i++) {
    double *column = ek_alloc_array(k->scratch, c->columns, sizeof *column);
    columns[i] = column;
    for (size_t d = 0; d < c->columns && i < uncertain; d++) column[d] = k->r->drawn[i][d % draws];
    if (i < uncertain) continue;
    int money = shape->number[i - uncertain]->unit.power[EK_DIM_MONEY];
    double factor = money != 0 ? pow(krona, money) : 1;
    for (size_t d = 0; d < c->columns; d++) column[d] = factor * numbers[k->standings[c->which[d / draws]].first + i - uncertain];
  }
  return columns;
}

static void keep_flows(struct pricing *k, struct ek_shape_price *price, const struct ek_situation *s,
                       const uint32_t *which, size_t n) {
  const struct ek_priced_flow *flows = s->flows.items;
  struct ek_crowd *c = k->crowd;
  if (price->flows == NULL) {
    struct ek_priced_flow *copy = ek_alloc_array(k->r->arena, s->flows.n, sizeof *copy);
    for (size_t f = 0; f < s->flows.n; f++) {
      copy[f] = flows[f];
      copy[f].amount = NULL;
    }
    price->flows = copy;
    price->n_flows = s->flows.n;
    price->amount = ek_alloc_array(k->r->arena, price->n * price->n_flows, sizeof *price->amount);
  }
  for (size_t d = 0; d < n; d++) {
    double *amount = price->amount + c->row[which[d]] * price->n_flows;
    double *net = c->net + which[d] * c->accounts;
    for (size_t f = 0; f < price->n_flows; f++) {
      amount[f] = flows[f].amount[d];
      net[flows[f].from] -= amount[f];
      net[flows[f].to] += amount[f];
    }
  }
}

static void keep_extents(struct pricing *k, const struct ek_situation *s, const uint32_t *which, size_t n) {
  struct ek_crowd *c = k->crowd;
  for (size_t d = 0; d < n; d++) {
    c->production[which[d]] = s->production[d];
    c->exclusion[which[d]] = s->exclusion[d];
    c->work[which[d]] = s->work[d];
    c->subsidised[which[d]] = s->subsidised[d];
    k->below += s->states[d] + s->claims[d] < 1 - 1e-6;
    k->above += s->states[d] > 1 + 1e-6;
  }
}

static void keep_budget(struct pricing *k, struct ek_world *w, const struct ek_shape *shape,
                        const struct ek_person *who, const struct ek_situation *s,
                        const uint32_t *which, size_t n) {
  struct ek_crowd *c = k->crowd;
  if (c->lines == 0) return;
  const struct ek_budget *b = ek_budget_of(w, who, s);
  bool paid = false;
  for (size_t d = 0; d < n; d++) {
    for (size_t i = 0; i < c->lines; i++) c->line[which[d] * c->lines + i] = b->line[i][d];
    c->disposable[which[d]] = b->disposable[d];
    c->earned[which[d]] = b->earned[d];
    c->marginal[which[d]] = NAN;
    paid |= b->earned[d] > 0;
  }
  if (!paid) return;
  const double *marginal = ek_budget_marginal(w, k->r->study, &shape->phase, who, NULL, b);
  for (size_t d = 0; d < n; d++) {
    if (b->earned[d] > 0) c->marginal[which[d]] = marginal[d];
  }
}

/* What is varied, its columns for each standing. */
static const struct ek_varied *varied_of(const struct pricing *k, const struct chunk *c) {
  struct ek_varied *out = ek_alloc_array(k->scratch, k->r->n_varied, sizeof *out);
  for (size_t i = 0; i < k->r->n_varied; i++) {
    double *column = ek_alloc_array(k->scratch, c->columns, sizeof *column);
    for (size_t d = 0; d < c->columns; d++) column[d] = k->r->varied[i].column[d % k->r->draws];
    out[i] = k->r->varied[i];
    out[i].column = column;
  }
  return out;
}

/* Hands over each standing of a chunk. */
static void hand_over(struct pricing *k, const struct chunk *c, const struct ek_situation *s) {
  const struct ek_priced_flow *flows = s->flows.items;
  size_t draws = k->r->draws, accounts = k->r->study->model->n_actors + 2;
  for (size_t i = 0; i < c->n; i++) {
    size_t at = i * draws;
    memset(k->net, 0, accounts * draws * sizeof *k->net);
    for (size_t f = 0; f < s->flows.n; f++) {
      double *from = k->net + (size_t)flows[f].from * draws, *to = k->net + (size_t)flows[f].to * draws;
      for (size_t d = 0; d < draws; d++) {
        from[d] -= flows[f].amount[at + d];
        to[d] += flows[f].amount[at + d];
      }
    }
    const struct ek_standing_price price = {k->net, s->production + at, s->exclusion + at, s->work + at, s->subsidised + at};
    k->take(k->data, c->first + i, &price);
  }
}

static void price_chunk(struct pricing *k, const struct chunk *c, struct ek_asked *asked, struct ek_shape_price *price) {
  struct ek_runner r = *k->r;
  r.arena = k->scratch;
  r.draws = c->columns;
  r.worlds = (struct ek_list){0};
  r.crowd = NULL;
  r.varied = varied_of(k, c);
  struct ek_world *keeper = ek_run_place(k->r, c->shape->municipality, c->shape->municipality_pos);
  r.drawn = columns_of(k, c, keeper->krona);
  struct ek_world *w = ek_run_place(&r, c->shape->municipality, c->shape->municipality_pos);
  w->asked = asked;
  const struct ek_person *persons = k->people->persons.items;
  const struct ek_person **each = ek_alloc_array(k->scratch, c->columns, sizeof *each);
  for (size_t d = 0; d < c->columns; d++) each[d] = &persons[k->standings[c->which[d / k->r->draws]].who];
  struct ek_person who = *each[0];
  who.each = each;
  const struct ek_situation *s = ek_situation_price(w, r.study, &c->shape->phase, &who, NULL);
  if (k->crowd == NULL) {
    hand_over(k, c, s);
    return;
  }
  keep_flows(k, price, s, c->which, c->n);
  keep_extents(k, s, c->which, c->n);
  keep_budget(k, w, c->shape, &who, s, c->which, c->n);
  ek_run_keep_world(w, keeper);
}

/* Extents that leave part of a person in no state, or add to more than one, may be meant. */
static void warn_extents(const struct pricing *k) {
  const struct ek_study *s = k->r->study;
  struct ek_pos pos = s->outcomes.present ? s->outcomes.pos : s->participants.followup.file.pos;
  if (k->below > 0) {
    ek_warning(k->r->diags, pos, "a person without support is in 'ingen-ersättning' or the like",
               "the states of some participants add to less than 100 %%; the rest of the time has no flows");
  }
  if (k->above > 0) {
    ek_warning(k->r->diags, pos, "fine only when one state is held on top of another",
               "the states of some participants add to more than 100 %%, more than a whole person");
  }
}

static struct ek_crowd *crowd_new(struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  struct ek_crowd *c = ek_alloc(r->arena, sizeof *c);
  size_t n = p->standings.n;
  c->people = p;
  c->accounts = r->study->model->n_actors + 2;
  c->lines = r->study->model->personal.household.n;
  c->shapes = ek_alloc_array(r->arena, p->shapes.n, sizeof *c->shapes);
  c->row = ek_alloc_array(r->arena, n, sizeof *c->row);
  c->net = ek_alloc_array(r->arena, n * c->accounts, sizeof *c->net);
  double **columns[] = {&c->production, &c->exclusion, &c->work, &c->subsidised, &c->disposable, &c->earned, &c->marginal};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) *columns[i] = ek_alloc_array(r->arena, n, sizeof(double));
  c->line = ek_alloc_array(r->arena, n * c->lines, sizeof *c->line);
  return c;
}

/* Standings of one shape, from number `first` on. */
static void price_shape(struct pricing *k, const struct ek_shape *shape, const uint32_t *which, size_t first, size_t n,
                        struct ek_asked *asked, struct ek_shape_price *price) {
  size_t draws = k->r->draws, most = draws < CHUNK ? CHUNK / draws : 1;
  for (size_t at = 0; at < n; at += most) {
    struct chunk c = {.shape = shape, .which = which + at, .first = first + at, .n = n - at < most ? n - at : most};
    c.columns = c.n * draws;
    price_chunk(k, &c, asked, price);
    ek_arena_clear(k->scratch);
  }
}

struct ek_crowd *ek_crowd_price(struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  struct pricing k = {.r = r, .people = p, .crowd = crowd_new(r), .scratch = ek_arena_new(), .standings = p->standings.items};
  const struct ek_shape *shapes = p->shapes.items;
  size_t *first, errors = ek_diags_errors(r->diags);
  const uint32_t *order = by_shape(p, r->arena, &first);
  for (size_t s = 0; s < p->shapes.n && ek_diags_errors(r->diags) == errors; s++) {
    struct ek_shape_price *price = &k.crowd->shapes[s];
    price->n = first[s + 1] - first[s];
    price->asked.arena = r->arena;
    for (size_t i = first[s]; i < first[s + 1]; i++) k.crowd->row[order[i]] = (uint32_t)(i - first[s]);
    price_shape(&k, &shapes[s], order + first[s], first[s], price->n, &price->asked, price);
  }
  ek_arena_free(k.scratch);
  warn_extents(&k);
  return k.crowd;
}

void ek_crowd_draw(struct ek_runner *r, const uint32_t *standings, size_t n, ek_take_price *take, void *data) {
  const struct ek_people *p = r->study->people;
  struct pricing k = {.r = r, .people = p, .scratch = ek_arena_new(), .standings = p->standings.items, .take = take, .data = data};
  const struct ek_shape *shapes = p->shapes.items;
  size_t errors = ek_diags_errors(r->diags);
  k.net = ek_alloc_array(r->arena, (r->study->model->n_actors + 2) * r->draws, sizeof *k.net);
  for (size_t at = 0, end; at < n && ek_diags_errors(r->diags) == errors; at = end) {
    uint32_t shape = k.standings[standings[at]].shape;
    for (end = at + 1; end < n && k.standings[standings[end]].shape == shape; end++) continue;
    price_shape(&k, &shapes[shape], standings + at, at, end - at, NULL, NULL);
  }
  ek_arena_free(k.scratch);
}

const struct ek_crowd *ek_result_crowd(const struct ek_result *result) { return result->runner->crowd; }
