/* Takes the lines of the ledger apart by account. */
#include "engine/flows.h"

#include "engine/accumulated.h"
#include "engine/few.h"
#include "engine/run.h"

struct taker {
  const struct ek_result *r;
  const struct ek_model *m;
  struct ek_flows *out;
};

static double *steps_of(const struct taker *t) { return ek_alloc_array(t->r->arena, t->out->steps, sizeof(double)); }

/* Kr that a line moves in a month. */
static double moved(const struct taker *t, const struct ek_line *line, size_t month) {
  double unit = line->price[0] * ek_line_month_factor(line);
  if (!t->out->discounted) return unit * ek_line_quantity(line, month, 0);
  if (line->present != NULL) return line->present[month] != NULL ? unit * line->present[month][0] : 0;
  return unit * ek_line_quantity(line, month, 0) * t->r->runner->discount[month];
}

static void add_line(const struct taker *t, const struct ek_line *line, double sign, double *out) {
  for (size_t m = 0; m < t->r->ledger->months; m++) out[m / (size_t)t->out->step] += sign * moved(t, line, m);
}

static bool hidden(const struct ek_result *r, int account) { return r->few != NULL && r->few->account[account]; }

/* The next account up from one; -1: none. Boundaries are in nobody. */
static int up(const struct taker *t, int account) { return account < (int)t->m->n_actors ? t->m->actors[account].parent : -1; }
static int first(const struct taker *t, int account) { return account < (int)t->m->n_actors ? account : -1; }

static void touch(const struct taker *t, int account) {
  for (int a = first(t, account); a >= 0; a = up(t, a)) {
    t->out->touched[a] |= !hidden(t->r, a);
    if (t->out->touched[a] && t->out->part[a] && t->out->effect[a] == NULL) t->out->effect[a] = steps_of(t);
  }
}

/* To an account's parts, or from them. */
static void move(const struct taker *t, const struct ek_line *line, int account, double sign) {
  for (int a = first(t, account); a >= 0; a = up(t, a)) {
    if (t->out->effect[a] == NULL) continue;
    add_line(t, line, sign, t->out->effect[a]);
    if (line->steady != NULL) t->out->steady[a] += sign * line->price[0] * line->steady[0];
  }
}

static void add_effect(const struct taker *t, const struct ek_line *line) {
  if (line->role == EK_ROLE_DISPLACED) return; /* worked out from `produced` */
  move(t, line, line->to, 1);
  move(t, line, line->from, -1);
  if (line->from != EK_ACCOUNT_PRODUCTION(t->m)) return;
  add_line(t, line, 1, t->out->produced);
  if (line->steady != NULL) t->out->steady_produced += line->price[0] * line->steady[0];
}

static void take_effects(const struct taker *t) {
  const struct ek_line *lines = t->r->ledger->lines.items;
  bool displaced = t->m->displaced >= 0 && (t->out->share[EK_DISPLACEMENT] != NULL || t->out->share[EK_SUBSTITUTION] != NULL);
  if (displaced) touch(t, t->m->displaced);
  for (size_t i = 0; i < t->r->ledger->lines.n; i++) {
    if (lines[i].price[0] == 0) continue;
    touch(t, lines[i].from);
    touch(t, lines[i].to);
    if (lines[i].side == EK_SIDE_EFFECT) add_effect(t, &lines[i]);
  }
}

static void take_parts(const struct taker *t) {
  struct ek_flows *out = t->out;
  size_t n = t->m->n_actors;
  out->part = ek_alloc_array(t->r->arena, n, sizeof *out->part);
  out->bears = ek_alloc_array(t->r->arena, n, sizeof *out->bears);
  for (size_t a = 0; a < n; a++) {
    int parent = t->m->actors[a].parent;
    out->part[a] |= t->m->actors[a].leaf;
    if (hidden(t->r, (int)a) && parent >= 0) out->part[parent] = true;
  }
  for (size_t a = 0; a < n; a++) out->bears[a] = out->part[a] && t->m->displaced >= 0 && ek_ledger_within(t->r->ledger, t->m->displaced, (int)a);
}

static void add_paid(const struct taker *t, const struct ek_line *line, int account, double sign) {
  struct ek_env env = {.world = t->r->world};
  struct ek_flows_paid *paid = ek_list_push(t->r->arena, &t->out->paid, sizeof *paid);
  *paid = (struct ek_flows_paid){.cost = line->cost, .payer = line->from, .account = account, .kr = steps_of(t),
                                 .amount = ek_quantity_eval(line->cost->amount, &env)[0]};
  add_line(t, line, sign, paid->kr);
  for (size_t m = 0; m < t->r->ledger->months; m++) {
    paid->undiscounted += sign * line->price[0] * ek_line_month_factor(line) * ek_line_quantity(line, m, 0);
  }
}

static void take_costs(const struct taker *t) {
  const struct ek_line *lines = t->r->ledger->lines.items;
  for (int a = 0; a < (int)t->m->n_actors; a++) {
    for (int received = 0; received < 2; received++) {
      for (size_t i = 0; i < t->r->ledger->lines.n; i++) {
        if (lines[i].side != EK_SIDE_COST || (received ? lines[i].to : lines[i].from) != a) continue;
        add_paid(t, &lines[i], a, received ? -1 : 1);
      }
    }
  }
}

static void take_time(const struct taker *t) {
  struct ek_flows *out = t->out;
  const struct ek_runner *k = t->r->runner;
  out->years = steps_of(t);
  out->factor = steps_of(t);
  for (size_t i = 0; i < out->steps; i++) {
    out->years[i] = ek_discount_years((enum ek_timing)t->r->study->settings.timing, i * (size_t)out->step);
    out->factor[i] = out->discounted ? 1 : k->discount[i * (size_t)out->step];
  }
  out->rate = out->discounted || k->schedule != NULL ? NULL : k->rate;
}

/* Does all of it rest on so few that it is hidden, or what is produced? */
static bool hides(const struct ek_result *r) {
  return hidden(r, r->model->root) || hidden(r, EK_ACCOUNT_PRODUCTION(r->model)) || hidden(r, EK_ACCOUNT_RESOURCES(r->model));
}

static bool whole_steps(const struct ek_result *r, int step) {
  for (size_t i = 0; i < r->n_horizons; i++) if (r->horizons[i] % step != 0) return false;
  return true;
}

static void add_part(const struct taker *t, int a, size_t i) {
  struct ek_flows *out = t->out;
  const struct ek_flows_paid *paid = out->paid.items;
  double displaced = out->bears[a] ? out->displaced * out->produced[i] : 0;
  if (out->effect[a] != NULL) out->benefit[a][i] = (out->effect[a][i] - displaced) * out->factor[i];
  for (size_t k = 0; k < out->paid.n; k++) {
    if (ek_ledger_within(t->r->ledger, paid[k].account, a)) out->cost[a][i] += paid[k].kr[i] * out->factor[i];
  }
}

/* Children stand after their parents, so that going backwards each is whole before it is added. */
static void add_up(const struct taker *t) {
  struct ek_flows *out = t->out;
  size_t n = t->m->n_actors;
  double ***all[] = {&out->benefit, &out->cost, &out->accumulated};
  for (size_t k = 0; k < 3; k++) {
    *all[k] = ek_alloc_array(t->r->arena, n, sizeof(double *));
    for (size_t a = 0; a < n; a++) (*all[k])[a] = steps_of(t);
  }
  for (size_t a = n; a-- > 0;) {
    int parent = t->m->actors[a].parent;
    for (size_t i = 0; i < out->steps; i++) {
      if (out->part[a]) add_part(t, (int)a, i);
      out->accumulated[a][i] = (i > 0 ? out->accumulated[a][i - 1] : 0) + out->benefit[a][i] - out->cost[a][i];
      if (parent < 0 || out->part[parent]) continue;
      out->benefit[parent][i] += out->benefit[a][i];
      out->cost[parent][i] += out->cost[a][i];
    }
  }
}

static void take_corrections(const struct taker *t) {
  const struct ek_corrections *c = &t->r->runner->corrections;
  for (size_t i = 0; i < EK_CORRECTIONS; i++) t->out->share[i] = c->share[i];
  const double *displaced = ek_path_displaced_share(t->r->arena, c, 1);
  t->out->net = ek_path_net_share(t->r->arena, c, 1)[0];
  t->out->displaced = displaced != NULL ? displaced[0] : 0;
}

const struct ek_flows *ek_flows(const struct ek_result *r) {
  struct ek_flows *out = ek_alloc(r->arena, sizeof *out);
  struct taker t = {.r = r, .m = r->model, .out = out};
  out->step = ek_accumulated_step(r);
  out->steps = r->ledger->months / (size_t)out->step;
  out->discounted = out->step > 1 || r->study->outcomes.cohort.present;
  take_corrections(&t);
  if (hides(r) || !whole_steps(r, out->step) || r->draws != 1 || !(out->net > 0)) return NULL;
  out->touched = ek_alloc_array(r->arena, r->model->n_actors, sizeof *out->touched);
  out->effect = ek_alloc_array(r->arena, r->model->n_actors, sizeof *out->effect);
  out->steady = ek_alloc_array(r->arena, r->model->n_actors, sizeof *out->steady);
  out->produced = steps_of(&t);
  out->noise = r->noise[0];
  take_parts(&t);
  take_time(&t);
  take_effects(&t);
  take_costs(&t);
  add_up(&t);
  return out;
}
