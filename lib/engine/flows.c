/* Takes the lines of the ledger apart by account. */
#include "engine/flows.h"

#include <math.h>

#include "engine/accumulated.h"
#include "engine/cohort.h"
#include "engine/few.h"
#include "engine/run.h"

struct taker {
  const struct ek_result *r;
  const struct ek_model *m;
  struct ek_flows *out;
  bool by_due;          /* a cohort, month by month: its effect is discounted at times of its own */
  struct ek_list dues;  /* those, struct ek_due */
  size_t *due_row;      /* [dues] */
  size_t *month_row;    /* [months] the row of what is discounted by month */
};

static double *array(const struct taker *t, size_t n) { return ek_alloc_array(t->r->arena, n, sizeof(double)); }

/* ---- rows ---- */

static enum ek_timing timing_of(const struct ek_result *r) { return (enum ek_timing)r->study->settings.timing; }

static struct ek_due month_due(const struct taker *t, size_t month) {
  return (struct ek_due){.month = month, .years = ek_discount_years(timing_of(t->r), month)};
}

static bool same_time(const struct ek_due *a, const struct ek_due *b) { return fabs(a->years - b->years) < 1e-9 && a->over == b->over; }

/* Is anything paid in a month? */
static bool *paid_months(const struct taker *t) {
  const struct ek_line *lines = t->r->ledger->lines.items;
  bool *out = ek_alloc_array(t->r->arena, t->r->ledger->months, sizeof *out);
  for (size_t i = 0; i < t->r->ledger->lines.n; i++) {
    for (size_t m = 0; lines[i].side == EK_SIDE_COST && m < t->r->ledger->months; m++) out[m] |= ek_line_quantity(&lines[i], m, 0) != 0;
  }
  return out;
}

static size_t add_row(const struct taker *t, struct ek_list *rows, struct ek_due due) {
  *(struct ek_due *)ek_list_push(t->r->arena, rows, sizeof due) = due;
  return rows->n - 1;
}

/* Of a cohort: a row for each time at which what it brings in the month is discounted, and one for its costs where none
 * of those is theirs. */
static void add_month(struct taker *t, size_t month, bool paid, size_t *next, struct ek_list *rows) {
  const struct ek_due *dues = t->dues.items, own = month_due(t, month);
  size_t first = rows->n;
  bool found = false;
  for (; *next < t->dues.n && dues[*next].month == month; (*next)++) {
    t->due_row[*next] = add_row(t, rows, dues[*next]);
    if (!same_time(&dues[*next], &own)) continue;
    t->month_row[month] = rows->n - 1;
    found = true;
  }
  if (!found && (paid || rows->n == first)) t->month_row[month] = add_row(t, rows, own);
}

static void take_rows(struct taker *t) {
  struct ek_flows *out = t->out;
  struct ek_list rows = {0};
  bool *paid = paid_months(t);
  t->month_row = ek_alloc_array(t->r->arena, t->r->ledger->months, sizeof *t->month_row);
  if (t->by_due) t->dues = ek_cohort_dues(t->r->runner);
  t->due_row = ek_alloc_array(t->r->arena, t->dues.n, sizeof *t->due_row);
  out->first = ek_alloc_array(t->r->arena, out->steps + 1, sizeof *out->first);
  for (size_t m = 0, next = 0; m < t->r->ledger->months; m++) {
    if (m % (size_t)out->step == 0) out->first[m / (size_t)out->step] = rows.n;
    if (t->by_due) add_month(t, m, paid[m], &next, &rows);
    else t->month_row[m] = m % (size_t)out->step == 0 ? add_row(t, &rows, month_due(t, m)) : rows.n - 1;
  }
  out->first[out->steps] = out->rows = rows.n;
  out->due = rows.items;
}

double ek_flows_years(const struct ek_flows_rate *rate, double years) {
  double left = years > rate->from ? years - rate->from : 0;
  return rate->years > 0 && left > rate->years ? rate->years : left;
}

/* As far as the time of the study reaches. Of one that is evenly discounted no schedule, since a mean over a change of
 * rate has no short form. */
static void take_rates(const struct taker *t) {
  struct ek_flows *out = t->out;
  const struct ek_runner *k = t->r->runner;
  const struct ek_step *steps = k->schedule != NULL ? k->schedule->steps.items : NULL;
  double last = 0, from = 0;
  bool evenly = false;
  for (size_t i = 0; i < out->rows; i++) {
    last = fmax(last, out->due[i].years);
    evenly |= out->due[i].over > 0;
  }
  if (out->discounted || (evenly && steps != NULL) || t->r->study->settings.profile == EK_PROFILE_NYTTOSAM) return;
  for (size_t i = 0; i < (steps != NULL ? k->schedule->steps.n : 1) && from < last; i++) {
    struct ek_flows_rate *rate = ek_list_push(t->r->arena, &out->rates, sizeof *rate);
    *rate = (struct ek_flows_rate){from, 0, k->rate != NULL ? k->rate[0] : 0};
    if (steps == NULL) continue;
    rate->value = steps[i].rate_per_year;
    rate->years = steps[i].years;
    if (rate->years <= 0) break;
    from += rate->years;
  }
}

static void take_time(const struct taker *t) {
  struct ek_flows *out = t->out;
  const struct ek_runner *k = t->r->runner;
  out->factor = array(t, out->rows);
  for (size_t i = 0; i < out->rows; i++) {
    out->factor[i] = out->discounted ? 1 : ek_discount_due(k->schedule, k->rate, 0, &out->due[i]);
  }
  take_rates(t);
}

/* ---- flows ---- */

/* The quantity of a month, discounted where flows are. */
static double counted(const struct taker *t, const struct ek_line *line, size_t month) {
  if (!t->out->discounted) return ek_line_quantity(line, month, 0);
  if (line->present != NULL) return line->present[month] != NULL ? line->present[month][0] : 0;
  return ek_line_quantity(line, month, 0) * t->r->runner->discount[month];
}

/* Kr that a line by month moves, in its rows. */
static void add_line(const struct taker *t, const struct ek_line *line, double sign, double *out) {
  double unit = sign * line->price[0] * ek_line_month_factor(line);
  for (size_t m = 0; m < t->r->ledger->months; m++) {
    double quantity = counted(t, line, m);
    if (quantity != 0) out[t->month_row[m]] += unit * quantity; /* a month of nothing may have no row */
  }
}

/* The same of a line by due. */
static void add_due(const struct taker *t, const struct ek_line *line, double sign, double *out) {
  double unit = sign * line->price[0] * ek_line_month_factor(line);
  for (size_t i = 0; i < t->dues.n; i++) out[t->due_row[i]] += unit * ek_line_quantity(line, i, 0);
}

static bool hidden(const struct ek_result *r, int account) { return r->few != NULL && r->few->account[account]; }

/* The next account up from one; -1: none. Boundaries are in nobody. */
static int up(const struct taker *t, int account) { return account < (int)t->m->n_actors ? t->m->actors[account].parent : -1; }
static int first(const struct taker *t, int account) { return account < (int)t->m->n_actors ? account : -1; }

static void touch(const struct taker *t, int account) {
  for (int a = first(t, account); a >= 0; a = up(t, a)) {
    t->out->touched[a] |= !hidden(t->r, a);
    if (t->out->touched[a] && t->out->part[a] && t->out->effect[a] == NULL) t->out->effect[a] = array(t, t->out->rows);
  }
}

typedef void adding(const struct taker *t, const struct ek_line *line, double sign, double *out);

/* To an account's parts, or from them. */
static void move(const struct taker *t, const struct ek_line *line, int account, double sign, adding *add) {
  for (int a = first(t, account); a >= 0; a = up(t, a)) if (t->out->effect[a] != NULL) add(t, line, sign, t->out->effect[a]);
}

static void add_effect(const struct taker *t, const struct ek_line *line, adding *add) {
  move(t, line, line->to, 1, add);
  move(t, line, line->from, -1, add);
  if (line->from == EK_ACCOUNT_PRODUCTION(t->m)) add(t, line, 1, t->out->produced);
}

static void add_steady(const struct taker *t, const struct ek_line *line) {
  struct ek_flows *out = t->out;
  double kr = line->steady != NULL ? line->price[0] * line->steady[0] : 0;
  for (int a = first(t, line->to); a >= 0; a = up(t, a)) if (out->effect[a] != NULL) out->steady[a] += kr;
  for (int a = first(t, line->from); a >= 0; a = up(t, a)) if (out->effect[a] != NULL) out->steady[a] -= kr;
  if (line->from == EK_ACCOUNT_PRODUCTION(t->m)) out->steady_produced += kr;
}

/* Is it of the effect, and not production displaced? That is worked out from `produced`. */
static bool effective(const struct ek_line *line) { return line->price[0] != 0 && line->side == EK_SIDE_EFFECT && line->role != EK_ROLE_DISPLACED; }

static void take_dues(const struct taker *t) {
  const struct ek_list list = ek_cohort_lines_due(t->r->runner, &t->dues, &t->r->runner->corrections);
  const struct ek_line *lines = list.items;
  for (size_t i = 0; i < list.n; i++) if (effective(&lines[i])) add_effect(t, &lines[i], add_due);
}

static void take_effects(const struct taker *t) {
  const struct ek_line *lines = t->r->ledger->lines.items;
  bool displaced = t->out->share[EK_DISPLACEMENT] != NULL || t->out->share[EK_SUBSTITUTION] != NULL || t->r->runner->n_cases > 0;
  if (displaced && t->m->displaced >= 0) touch(t, t->m->displaced);
  for (size_t i = 0; i < t->r->ledger->lines.n; i++) {
    if (lines[i].price[0] == 0) continue;
    touch(t, lines[i].from);
    touch(t, lines[i].to);
    if (!effective(&lines[i])) continue;
    if (!t->by_due) add_effect(t, &lines[i], add_line);
    add_steady(t, &lines[i]);
  }
  if (t->by_due) take_dues(t);
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
  *paid = (struct ek_flows_paid){.cost = line->cost, .payer = line->from, .account = account, .kr = array(t, t->out->rows),
                                 .amount = ek_quantity_eval(line->cost->amount, &env)[0]};
  add_line(t, line, sign, paid->kr);
  paid->each = ek_flows_each(t->r, line);
  for (size_t k = 0; paid->each != NULL && sign < 0 && k < t->r->runner->n_cases; k++) {
    for (size_t m = 0; m < t->r->ledger->months; m++) paid->each[k][m] = -paid->each[k][m];
  }
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

/* Does all of it rest on so few that it is hidden, or what is produced? */
static bool hides(const struct ek_result *r) {
  return hidden(r, r->model->root) || hidden(r, EK_ACCOUNT_PRODUCTION(r->model)) || hidden(r, EK_ACCOUNT_RESOURCES(r->model));
}

static bool whole_steps(const struct ek_result *r, int step) {
  for (size_t i = 0; i < r->n_horizons; i++) if (r->horizons[i] % step != 0) return false;
  return true;
}

static void add_part(const struct taker *t, int a, size_t step) {
  struct ek_flows *out = t->out;
  const struct ek_flows_paid *paid = out->paid.items;
  for (size_t i = out->first[step]; i < out->first[step + 1]; i++) {
    double displaced = out->bears[a] ? out->displaced * out->produced[i] : 0;
    if (out->effect[a] != NULL) out->benefit[a][step] += (out->effect[a][i] - displaced) * out->factor[i];
    for (size_t k = 0; k < out->paid.n; k++) {
      if (ek_ledger_within(t->r->ledger, paid[k].account, a)) out->cost[a][step] += paid[k].kr[i] * out->factor[i];
    }
  }
}

/* Children stand after their parents, so that going backwards each is whole before it is added. */
static void add_up(const struct taker *t) {
  struct ek_flows *out = t->out;
  size_t n = t->m->n_actors;
  double ***all[] = {&out->benefit, &out->cost, &out->accumulated};
  for (size_t k = 0; k < 3; k++) {
    *all[k] = ek_alloc_array(t->r->arena, n, sizeof(double *));
    for (size_t a = 0; a < n; a++) (*all[k])[a] = array(t, out->steps);
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

/* Of people a year is a step, and what is discounted within it stands as it is then worth. */
static bool as_present(const struct ek_result *r, int step) {
  return step > 1 && (r->runner->cohort != NULL || timing_of(r) == EK_TIMING_MONTH_START || timing_of(r) == EK_TIMING_MONTH_MID || timing_of(r) == EK_TIMING_MONTH_END);
}

const struct ek_flows *ek_flows(const struct ek_result *r) {
  struct ek_flows *out = ek_alloc(r->arena, sizeof *out);
  struct taker t = {.r = r, .m = r->model, .out = out};
  out->step = ek_accumulated_step(r);
  out->steps = r->ledger->months / (size_t)out->step;
  out->discounted = as_present(r, out->step);
  t.by_due = r->runner->cohort != NULL && out->step == 1;
  take_corrections(&t);
  if (hides(r) || !whole_steps(r, out->step) || r->draws != 1 || !(out->net > 0)) return NULL;
  out->touched = ek_alloc_array(r->arena, r->model->n_actors, sizeof *out->touched);
  out->effect = ek_alloc_array(r->arena, r->model->n_actors, sizeof *out->effect);
  out->steady = array(&t, r->model->n_actors);
  out->noise = r->noise[0];
  take_parts(&t);
  take_rows(&t);
  take_time(&t);
  out->produced = array(&t, out->rows);
  take_effects(&t);
  ek_flows_take_stays(out, r);
  take_costs(&t);
  add_up(&t);
  return out;
}
