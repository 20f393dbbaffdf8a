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

static void touch(const struct taker *t, int account) {
  for (; account >= 0 && account < (int)t->m->n_actors; account = t->m->actors[account].parent) t->out->touched[account] = true;
}

/* An account's flows; the boundaries have none. */
static double *effect_of(const struct taker *t, int account) {
  if (account >= (int)t->m->n_actors) return NULL;
  if (t->out->effect[account] == NULL) t->out->effect[account] = steps_of(t);
  return t->out->effect[account];
}

static void add_steady(const struct taker *t, const struct ek_line *line) {
  if (line->steady == NULL) return;
  double kr = line->price[0] * line->steady[0];
  if (line->to < (int)t->m->n_actors) t->out->steady[line->to] += kr;
  if (line->from < (int)t->m->n_actors) t->out->steady[line->from] -= kr;
  if (line->from == EK_ACCOUNT_PRODUCTION(t->m)) t->out->steady_produced += kr;
}

static void add_effect(const struct taker *t, const struct ek_line *line) {
  if (line->role == EK_ROLE_DISPLACED) return; /* worked out from `produced` */
  double *to = effect_of(t, line->to), *from = effect_of(t, line->from);
  if (to != NULL) add_line(t, line, 1, to);
  if (from != NULL) add_line(t, line, -1, from);
  if (line->from == EK_ACCOUNT_PRODUCTION(t->m)) add_line(t, line, 1, t->out->produced);
  add_steady(t, line);
}

static void take_effects(const struct taker *t) {
  const struct ek_line *lines = t->r->ledger->lines.items;
  for (size_t i = 0; i < t->r->ledger->lines.n; i++) {
    if (lines[i].price[0] == 0) continue;
    touch(t, lines[i].from);
    touch(t, lines[i].to);
    if (lines[i].side == EK_SIDE_EFFECT) add_effect(t, &lines[i]);
  }
  if (t->out->displaced != 0 && t->m->displaced >= 0) effect_of(t, t->m->displaced);
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

/* Does anything of the result rest on so few that it is hidden? */
static bool hides(const struct ek_result *r) {
  for (size_t a = 0; r->few != NULL && a < r->ledger->accounts; a++) if (r->few->account[a]) return true;
  return false;
}

static bool whole_steps(const struct ek_result *r, int step) {
  for (size_t i = 0; i < r->n_horizons; i++) if (r->horizons[i] % step != 0) return false;
  return true;
}

static void add_leaf(const struct taker *t, int a, size_t i) {
  struct ek_flows *out = t->out;
  const struct ek_flows_paid *paid = out->paid.items;
  double displaced = a == t->m->displaced ? out->displaced * out->produced[i] : 0;
  if (out->effect[a] != NULL) out->benefit[a][i] += (out->effect[a][i] - displaced) * out->factor[i];
  for (size_t k = 0; k < out->paid.n; k++) if (paid[k].account == a) out->cost[a][i] += paid[k].kr[i] * out->factor[i];
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
      if (t->m->actors[a].leaf) add_leaf(t, (int)a, i);
      out->accumulated[a][i] = (i > 0 ? out->accumulated[a][i - 1] : 0) + out->benefit[a][i] - out->cost[a][i];
      if (parent < 0) continue;
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
  take_time(&t);
  take_effects(&t);
  take_costs(&t);
  add_up(&t);
  return out;
}
