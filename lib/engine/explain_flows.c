/* A flow rests on those for whom it changes: in any year, until any horizon, and in what lasts. Accounts whose totals are
 * told are equations in the flows between them. So what is hidden between two accounts is never one flow, nor of few
 * persons together; accounts that are hidden are as one, of which only the sum is known. Where that cannot be, no flow is told. */
#include "engine/explain_flows.h"

#include "base/text.h"
#include "engine/few.h"
#include "engine/run.h"
#include "privacy/masking.h"

enum { CHANGE, AFTER, BEFORE, LOOKS };

struct told_flow {
  const struct ek_line *line; /* the first */
  size_t least[LOOKS];        /* persons in the month or year that has fewest, but not none; 0: nobody ever */
  bool hidden;
};

struct ek_told_flows {
  size_t n;
  struct told_flow *flow;
  bool none, lines; /* no flow may be told; a line of the household is hidden */
};

struct finder {
  const struct ek_result *r;
  struct ek_arena *arena;
  struct ek_list flows;  /* struct told_flow */
  struct ek_list window; /* size_t pairs: months from and to; none: what lasts */
  double *amount;        /* [standings] of the flow that is looked at */
};

static bool same_flow(const struct ek_line *a, const struct ek_line *b) {
  return a->item == b->item && ek_text_same(a->flow->name.text, b->flow->name.text);
}

static const struct told_flow *flow_of(const struct ek_told_flows *told, const struct ek_line *line) {
  for (size_t i = 0; i < told->n; i++) if (same_flow(told->flow[i].line, line)) return &told->flow[i];
  return NULL;
}

static void add_window(struct finder *f, size_t from, size_t to) {
  size_t *w = ek_list_push(f->arena, &f->window, 2 * sizeof *w);
  w[0] = from;
  w[1] = to;
}

static void find_windows(struct finder *f) {
  add_window(f, 0, SIZE_MAX);
  for (size_t y = 0; y < f->r->n_years; y++) add_window(f, 12 * y, 12 * (y + 1));
  for (size_t h = 0; h < f->r->n_horizons; h++) {
    size_t end = (size_t)f->r->horizons[h];
    add_window(f, 0, end);
    for (size_t k = h + 1; k < f->r->n_horizons; k++) add_window(f, end, (size_t)f->r->horizons[k]);
  }
}

/* What the flow is for those who stand so, kr a year. */
static void take_amounts(struct finder *f, const struct ek_line *line) {
  const struct ek_crowd *c = f->r->runner->crowd;
  const struct ek_standing *s = c->people->standings.items;
  for (size_t i = 0; i < c->people->standings.n; i++) {
    const struct ek_shape_price *shape = &c->shapes[s[i].shape];
    f->amount[i] = 0;
    for (size_t k = 0; k < shape->n_flows; k++) {
      bool own = shape->flows[k].item == line->item && ek_text_same(shape->flows[k].flow->name.text, line->flow->name.text);
      if (own) f->amount[i] += shape->amount[c->row[i] * shape->n_flows + k];
    }
  }
}

static void see(const struct finder *f, uint32_t before, uint32_t then, bool sees[LOOKS]) {
  sees[CHANGE] |= f->amount[then] != f->amount[before];
  sees[AFTER] |= f->amount[then] != 0;
  sees[BEFORE] |= f->amount[before] != 0;
}

static void count(const struct finder *f, const size_t *window, size_t heads[2][LOOKS]) {
  const struct ek_people *p = f->r->runner->crowd->people;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_stretch *stretch = p->stretches.items;
  for (size_t i = 0; i < p->n; i++) {
    bool sees[LOOKS] = {false};
    if (f->r->runner->presence->weight[i] == 0) continue;
    if (window == NULL) see(f, p->before[i], ek_people_lasting(p, i), sees);
    for (size_t s = p->first_stay[i]; window != NULL && s < p->first_stay[i + 1]; s++) {
      const struct ek_stretch *t = &stretch[stay[s].stretch];
      if (t->first < window[1] && (t->length == SIZE_MAX || t->first + t->length > window[0])) see(f, p->before[i], stay[s].standing, sees);
    }
    for (size_t k = 0; k < LOOKS; k++) heads[i >= p->participants][k] += sees[k];
  }
}

static void count_least(struct finder *f, struct told_flow *flow) {
  const size_t *w = f->window.items;
  take_amounts(f, flow->line);
  for (size_t i = 0; i <= f->window.n; i++) {
    size_t heads[2][LOOKS] = {{0}};
    count(f, i < f->window.n ? w + 2 * i : NULL, heads);
    for (size_t c = 0; c < 2 * LOOKS; c++) {
      size_t n = heads[c / LOOKS][c % LOOKS], *least = &flow->least[c % LOOKS];
      if (n > 0 && (*least == 0 || n < *least)) *least = n;
    }
  }
}

static bool few(size_t n) { return n > 0 && n < EK_FEWEST; }

/* An account; those that are hidden as one, behind the others. */
static int place(const struct ek_result *r, int account) { return r->few->account[account] ? (int)r->model->n_actors + 2 : account; }

static bool between(const struct ek_result *r, const struct ek_line *line, int a, int b) {
  int from = place(r, line->from), to = place(r, line->to);
  return (from == a && to == b) || (from == b && to == a);
}

/* Flows that any line moves between two places: [n] persons, 0 for those that it does not; of those that are hidden already few. */
static size_t *counts_between(const struct finder *f, int a, int b) {
  const struct ek_line *line = f->r->ledger->lines.items;
  const struct ek_told_flows all = {.n = f->flows.n, .flow = f->flows.items};
  size_t *out = ek_alloc_array(f->arena, all.n, sizeof *out);
  for (size_t i = 0; i < f->r->ledger->lines.n; i++) {
    if (line[i].cell == NULL || !between(f->r, &line[i], a, b)) continue;
    const struct told_flow *own = flow_of(&all, &line[i]);
    out[own - all.flow] = own->hidden && own->least[CHANGE] >= EK_FEWEST ? EK_FEWEST - 1 : own->least[CHANGE];
  }
  return out;
}

/* Hides what must be between two places; true when something more was. *open: it was not enough. */
static bool close_between(const struct finder *f, int a, int b, bool *open) {
  struct told_flow *flow = f->flows.items;
  const size_t *counts = counts_between(f, a, b);
  const bool *masked = ek_mask_groups(f->arena, counts, f->flows.n);
  size_t n = 0, persons = 0;
  bool changed = false;
  for (size_t i = 0; i < f->flows.n; i++) {
    if (!masked[i]) continue;
    changed |= !flow[i].hidden;
    flow[i].hidden = true;
    n++;
    persons += flow[i].least[CHANGE];
  }
  *open |= n == 1 || (n > 0 && persons < EK_FEWEST);
  return changed;
}

static void close_all(const struct finder *f, bool *open) {
  int places = (int)f->r->model->n_actors + 3;
  bool changed = true;
  while (changed) {
    changed = false;
    for (int a = 0; a < places; a++) {
      for (int b = a + 1; b < places; b++) changed |= close_between(f, a, b, open);
    }
  }
}

static void find_flows(struct finder *f) {
  const struct ek_result *r = f->r;
  const struct ek_line *line = r->ledger->lines.items;
  for (size_t i = 0; i < r->ledger->lines.n; i++) {
    if (line[i].cell == NULL) continue;
    struct told_flow *flow = (struct told_flow *)flow_of(&(struct ek_told_flows){.n = f->flows.n, .flow = f->flows.items}, &line[i]);
    if (flow == NULL) {
      flow = ek_list_push(f->arena, &f->flows, sizeof *flow);
      *flow = (struct told_flow){.line = &line[i]};
      count_least(f, flow);
    }
    flow->hidden |= few(flow->least[CHANGE]) || r->few->account[line[i].from] || r->few->account[line[i].to];
  }
}

const struct ek_told_flows *ek_told_flows_find(const struct ek_result *r) {
  const struct ek_crowd *c = r->runner->crowd;
  struct ek_told_flows *told = ek_alloc(r->arena, sizeof *told);
  struct finder f = {.r = r, .arena = r->arena, .amount = ek_alloc_array(r->arena, c->people->standings.n, sizeof(double))};
  find_windows(&f);
  find_flows(&f);
  close_all(&f, &told->none);
  told->n = f.flows.n;
  told->flow = f.flows.items;
  for (size_t i = 0; i < c->lines; i++) told->lines |= r->few->line[i];
  return told;
}

bool ek_flow_told(const struct ek_told_flows *told, const struct ek_line *line) {
  const struct told_flow *flow = flow_of(told, line);
  return !told->none && flow != NULL && !flow->hidden;
}

/* Levels are what the lines of the household are made of. */
bool ek_flow_alternatives_told(const struct ek_told_flows *told, const struct ek_line *line) {
  const struct told_flow *flow = flow_of(told, line);
  return ek_flow_told(told, line) && !told->lines && !few(flow->least[AFTER]) && !few(flow->least[BEFORE]);
}
