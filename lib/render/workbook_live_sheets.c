/* The sheets of flows and of their sums in time. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/run.h"
#include "render/workbook_live.h"

#define MONEY EK_LIVE_MONEY

enum { NUMBER = EK_LIVE_NUMBER_WIDTH, WORKING_SCALE = 60 };
static const struct ek_look head = {.bold = true, .wrap = true, .right = true, .below = true}, head_left = {.bold = true, .wrap = true, .below = true};

const char *ek_live_actor(const struct ek_book *b, size_t a) {
  const struct ek_actor *actor = &b->live->r->model->actors[a];
  return ek_label_text(actor->label, actor->name.text, b->doc->lang);
}

const char *ek_live_money(const struct ek_book *b) { return ek_say_currency(b->doc->lang, b->live->r->model->currency, EK_W_KRONOR); }

const char *ek_live_children(const struct ek_book *b, size_t a, const struct ek_sheet *sheet, size_t row, size_t column, bool by_column) {
  const struct ek_live *live = b->live;
  struct ek_buffer out = {.arena = b->arena};
  for (size_t c = 0; c < live->r->model->n_actors; c++) {
    const struct ek_live_actor *at = &live->actors[c];
    if (live->r->model->actors[c].parent != (int)a || !at->shown) continue;
    const char *ref = by_column ? ek_book_ref(b, sheet, row, at->column + column) : ek_book_ref(b, sheet, at->row, column);
    ek_buffer_addf(&out, "%s%s", out.size > 0 ? "+" : "=", ref);
  }
  return out.size > 0 ? ek_buffer_text(&out) : "=0";
}

double ek_live_nothing(const struct ek_flows *f, size_t a, size_t n) {
  double moved = 0, cost = 0;
  for (size_t i = 0; i < n; i++) moved += fabs(f->benefit[a][i] - f->cost[a][i]);
  for (size_t i = 0; i < f->steps; i++) cost += f->cost[a][i];
  return 1e-9 * (moved + fabs(cost)) + f->noise;
}

/* --- flows --------------------------------------------------------------------------------- */

static void begin(struct ek_book *b, const struct ek_sheet *s, const char *title, const char *text, size_t last) {
  const struct ek_flows *f = b->live->f;
  worksheet_set_column(s->sheet, 0, 0, 24, NULL);
  worksheet_set_column(s->sheet, 1, (lxw_col_t)last, NUMBER, NULL);
  worksheet_freeze_panes(s->sheet, EK_LIVE_FIRST, 1);
  ek_book_text(b, s, 0, 0, title, (struct ek_look){.bold = true, .size = 14});
  ek_book_text(b, s, 1, 0, text, (struct ek_look){0});
  ek_book_height(b, s, EK_LIVE_HEAD, 4, 0);
  ek_book_text(b, s, EK_LIVE_HEAD, 0, EK_BOOK_SAID(b, f->step == 1 ? EK_W_X_MONTH : EK_W_X_YEAR), head_left);
  ek_book_print(b, s, 24 + NUMBER * (int)last, EK_LIVE_FIRST);
  worksheet_set_print_scale(s->sheet, WORKING_SCALE); /* they are many columns: over several pages */
  b->failed |= worksheet_repeat_columns(s->sheet, 0, 0) != LXW_NO_ERROR;
}

static void write_step_number(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t step) {
  ek_book_number(b, s, row, 0, (double)(step + 1), (struct ek_look){.number = "0"});
}

static void write_value(struct ek_book *b, size_t row, size_t column, double value, const char *format) {
  ek_book_number(b, &b->live->flows, row, column, value, (struct ek_look){.number = format, .right = true});
}

static void write_column(struct ek_book *b, size_t column, const char *label, const double *values, const char *format) {
  ek_book_text(b, &b->live->flows, EK_LIVE_HEAD, column, label, head);
  for (size_t i = 0; values != NULL && i < b->live->f->rows; i++) write_value(b, EK_LIVE_FIRST + i, column, values[i], format);
}

/* (1 + rate) ^ −years, each rate for its own years; what is spread evenly over some years, the mean over them. */
static const char *factor_formula(const struct ek_book *b, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_flows_rate *rates = live->f->rates.items;
  const char *years = ek_book_ref(b, NULL, EK_LIVE_FIRST + i, EK_LIVE_YEARS);
  struct ek_buffer out = {.arena = b->arena};
  for (size_t k = 0; k < live->f->rates.n; k++) {
    const char *rate = ek_live_value(b, ek_live_find(live, EK_LIVE_RATE, k), false), *time = years;
    if (live->f->rates.n > 1) time = ek_number_exact(b->arena, ek_flows_years(&rates[k], live->f->due[i].years));
    ek_buffer_addf(&out, "%s(1+%s)^-%s", out.size > 0 ? "*" : "=", rate, time);
    if (!(live->f->due[i].over > 0)) continue;
    const char *over = ek_number_exact(b->arena, live->f->due[i].over);
    ek_buffer_addf(&out, "*IF(%s=0,1,(1-(1+%s)^-%s)/(%s*LN(1+%s)))", rate, rate, over, over, rate);
  }
  return ek_buffer_text(&out);
}

static void write_time(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = "0.0000", .right = true};
  write_column(b, EK_LIVE_YEARS, EK_BOOK_SAID(b, EK_W_X_POINT), NULL, NULL);
  write_column(b, EK_LIVE_FACTOR, EK_BOOK_SAID(b, EK_W_X_FACTOR), NULL, NULL);
  for (size_t i = 0; i < live->f->rows; i++) {
    size_t row = EK_LIVE_FIRST + i;
    write_step_number(b, &live->flows, row, live->f->due[i].month / (size_t)live->f->step);
    write_value(b, row, EK_LIVE_YEARS, live->f->due[i].years, "0.000");
    if (live->f->rates.n == 0) ek_book_number(b, &live->flows, row, EK_LIVE_FACTOR, live->f->factor[i], look);
    else ek_book_formula(b, &live->flows, row, EK_LIVE_FACTOR, factor_formula(b, i), live->f->factor[i], "", look);
  }
}

static void write_times(struct ek_book *b, size_t column, const char *formula) {
  const struct ek_look look = {.number = "0.000", .right = true};
  if (formula != NULL) ek_book_formula(b, &b->live->flows, EK_LIVE_TIMES, column, formula, 1, "", look);
  else ek_book_number(b, &b->live->flows, EK_LIVE_TIMES, column, 1, look);
}

/* Persons in each phase, times what one of them moves: a row of `phases` times another. */
static const char *of_phases(const struct ek_book *b, size_t row, size_t moved) {
  const struct ek_live *live = b->live;
  size_t last = EK_LIVE_STAYS + live->f->stays.n - 1;
  return ek_sprintf(b->arena, "SUMPRODUCT(%s,%s)", ek_book_range(b, &live->phases, row, EK_LIVE_STAYS, row, last),
                    ek_book_range(b, &live->phases, moved, EK_LIVE_STAYS, moved, last));
}

/* What an account gets, or what is produced: of type cases from their phases, which row `moved` there tells of. */
static void write_moved(struct ek_book *b, size_t column, const char *label, size_t moved, const double *values, double steady) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = MONEY, .right = true};
  write_column(b, column, label, live->phased ? NULL : values, MONEY);
  for (size_t i = 0; live->phased && i < live->f->rows; i++) {
    const char *formula = ek_sprintf(b->arena, "=%s", of_phases(b, live->first_month + i, moved));
    ek_book_formula(b, &live->flows, EK_LIVE_FIRST + i, column, formula, values[i], "", look);
  }
  const char *lasting = ek_sprintf(b->arena, "=12*%s", live->phased ? of_phases(b, EK_LIVE_LASTING, moved) : "");
  if (live->phased) ek_book_formula(b, &live->flows, EK_LIVE_STEADY, column, lasting, steady, "", look);
  else ek_book_number(b, &live->flows, EK_LIVE_STEADY, column, steady, look);
}

static void write_effects(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const char *net = live->net != 0 ? ek_sprintf(b->arena, "=%s", ek_book_ref(b, &live->recount, live->net, EK_LIVE_INPUT)) : NULL;
  if (live->displaced != 0) {
    write_moved(b, EK_LIVE_PRODUCED, EK_BOOK_SAID(b, EK_W_X_PRODUCED), live->produced, live->f->produced, live->f->steady_produced);
  }
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    const struct ek_live_actor *at = &live->actors[a];
    if (at->effect == 0) continue;
    write_moved(b, at->effect, EK_BOOK_SAY(b, EK_W_X_EFFECT_OF, ek_live_actor(b, a)), at->moved, live->f->effect[a], live->f->steady[a]);
    write_times(b, at->effect, net);
  }
}

static const char *cost_times(const struct ek_book *b, const struct ek_cost *cost) {
  const struct ek_live_input *inputs = b->live->inputs.items;
  for (size_t i = 0; i < b->live->inputs.n; i++) {
    if (inputs[i].kind != EK_LIVE_COST || inputs[i].cost != cost) continue;
    return ek_sprintf(b->arena, "=%s/%s", ek_live_value(b, &inputs[i], false), ek_live_value(b, &inputs[i], true));
  }
  return NULL;
}

/* By participant: those of each case, times what one of them makes of it; NULL: nothing in that row. */
static const char *of_each(const struct ek_book *b, const struct ek_flows_paid *paid, size_t i) {
  struct ek_buffer out = {.arena = b->arena};
  for (size_t k = 0; k < b->live->r->runner->n_cases; k++) {
    if (paid->each[k][i] == 0) continue;
    const char *persons = ek_live_value(b, ek_live_find(b->live, EK_LIVE_PARTICIPANTS, k), false);
    ek_buffer_addf(&out, "%s%s*%s", out.size > 0 ? "+" : "=", ek_number_exact(b->arena, paid->each[k][i]), persons);
  }
  return out.size > 0 ? ek_buffer_text(&out) : NULL;
}

static void write_each(struct ek_book *b, const struct ek_flows_paid *paid, size_t column) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = MONEY, .right = true};
  size_t last = EK_LIVE_FIRST + live->f->rows - 1;
  const char *sum = ek_sprintf(b->arena, "=SUM(%s)", ek_book_range(b, NULL, EK_LIVE_FIRST, column, last, column));
  for (size_t i = 0; i < live->f->rows; i++) {
    const char *formula = of_each(b, paid, i);
    if (formula != NULL) ek_book_formula(b, &live->flows, EK_LIVE_FIRST + i, column, formula, paid->kr[i], "", look);
    else ek_book_number(b, &live->flows, EK_LIVE_FIRST + i, column, 0, look);
  }
  ek_book_formula(b, &live->flows, EK_LIVE_WHOLE, column, sum, paid->undiscounted, "", look);
}

static void write_paid(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_flows_paid *paid = live->f->paid.items;
  for (size_t i = 0, seen = 0; i < live->f->paid.n; i++) {
    const struct ek_live_actor *at = &live->actors[paid[i].account];
    if (i > 0 && paid[i].account != paid[i - 1].account) seen = 0;
    size_t column = at->paid + seen++;
    bool each = live->phased && paid[i].each != NULL;
    const char *label = EK_BOOK_SAY(b, EK_W_X_PAID_BY, ek_live_actor(b, (size_t)paid[i].account), paid[i].cost->name.text);
    write_column(b, column, label, each ? NULL : paid[i].kr, MONEY);
    write_times(b, column, cost_times(b, paid[i].cost));
    if (each) write_each(b, &paid[i], column);
    else write_value(b, EK_LIVE_WHOLE, column, paid[i].undiscounted, MONEY);
  }
}

static size_t last_flow(const struct ek_live *live) {
  size_t last = EK_LIVE_PRODUCED;
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    if (live->actors[a].effect > last) last = live->actors[a].effect;
    if (live->actors[a].n_paid > 0 && live->actors[a].paid + live->actors[a].n_paid - 1 > last) last = live->actors[a].paid + live->actors[a].n_paid - 1;
  }
  return last;
}

static void write_flows(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_look italic = {.italic = true, .wrap = true};
  const enum ek_word intro = live->f->discounted ? EK_W_X_FLOWS_PRESENT : live->phased ? EK_W_X_FLOWS_PHASED : EK_W_X_FLOWS_INTRO;
  const char *text = EK_BOOK_SAY(b, intro, ek_live_money(b), live->phased ? live->phases.name : "");
  begin(b, &live->flows, EK_BOOK_SAID(b, EK_W_X_FLOWS), text, last_flow(live));
  ek_book_text(b, &live->flows, EK_LIVE_TIMES, 0, EK_BOOK_SAID(b, EK_W_X_TIMES), italic);
  ek_book_text(b, &live->flows, EK_LIVE_STEADY, 0, EK_BOOK_SAID(b, EK_W_X_FULL_YEAR), italic);
  ek_book_text(b, &live->flows, EK_LIVE_WHOLE, 0, EK_BOOK_SAID(b, EK_W_X_UNDISCOUNTED), italic);
  write_time(b);
  write_effects(b);
  write_paid(b);
}

/* --- steps in time ---------------------------------------------------------------------------- */

/* A column of flows in a step, times the factors of its rows. */
static const char *present(const struct ek_book *b, size_t step, size_t column) {
  const struct ek_live *live = b->live;
  size_t first = ek_live_first_row(live, step), last = ek_live_last_row(live, step);
  const char *factor = ek_book_ref(b, &live->flows, first, EK_LIVE_FACTOR);
  if (first == last) return ek_sprintf(b->arena, "%s*%s", ek_book_ref(b, &live->flows, first, column), factor);
  return ek_sprintf(b->arena, "SUMPRODUCT(%s,%s)", ek_book_range(b, &live->flows, first, column, last, column),
                    ek_book_range(b, &live->flows, first, EK_LIVE_FACTOR, last, EK_LIVE_FACTOR));
}

static const char *benefit_step(const struct ek_book *b, size_t a, size_t step) {
  const struct ek_live *live = b->live;
  size_t column = live->actors[a].effect;
  if (column == 0) return "=0";
  const char *flow = present(b, step, column);
  if (live->f->bears[a] && live->displaced != 0) {
    flow = ek_sprintf(b->arena, "(%s-%s*%s)", flow, ek_book_ref(b, &live->recount, live->displaced, EK_LIVE_INPUT), present(b, step, EK_LIVE_PRODUCED));
  }
  return ek_sprintf(b->arena, "=%s*%s", flow, ek_book_ref(b, &live->flows, EK_LIVE_TIMES, column));
}

/* Is anything of it paid in the row? Of several rows of a step costs stand in one. */
static bool pays(const struct ek_live *live, int account, size_t i) {
  const struct ek_flows_paid *paid = live->f->paid.items;
  for (size_t k = 0; k < live->f->paid.n; k++) if (paid[k].account == account && paid[k].kr[i] != 0) return true;
  return false;
}

/* What an actor and those below it pay: the sum over their columns, times the row's factor. */
static const char *cost_step(const struct ek_book *b, size_t a, size_t step) {
  const struct ek_live *live = b->live;
  struct ek_buffer out = {.arena = b->arena};
  size_t first = live->f->first[step], end = live->f->first[step + 1];
  for (size_t c = 0; c < live->r->model->n_actors; c++) {
    const struct ek_live_actor *at = &live->actors[c];
    if (at->n_paid == 0 || !ek_ledger_within(live->r->ledger, (int)c, (int)a)) continue;
    size_t last = at->paid + at->n_paid - 1;
    for (size_t i = first; i < end; i++) {
      size_t row = EK_LIVE_FIRST + i;
      if (end > first + 1 && !pays(live, (int)c, i)) continue;
      ek_buffer_addf(&out, "%sSUMPRODUCT(%s,%s)*%s", out.size > 0 ? "+" : "=", ek_book_range(b, &live->flows, row, at->paid, row, last),
                     ek_book_range(b, &live->flows, EK_LIVE_TIMES, at->paid, EK_LIVE_TIMES, last), ek_book_ref(b, &live->flows, row, EK_LIVE_FACTOR));
    }
  }
  return out.size > 0 ? ek_buffer_text(&out) : "=0";
}

static void write_step(struct ek_book *b, size_t a, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = MONEY, .right = true};
  size_t row = EK_LIVE_FIRST + i, column = live->actors[a].column;
  bool part = live->f->part[a];
  const char *benefit = part ? benefit_step(b, a, i) : ek_live_children(b, a, NULL, row, 0, true);
  const char *cost = part ? cost_step(b, a, i) : ek_live_children(b, a, NULL, row, 1, true);
  const char *before = i > 0 ? ek_sprintf(b->arena, "%s+", ek_book_ref(b, NULL, row - 1, column + 2)) : "";
  const char *net = ek_sprintf(b->arena, "=%s%s-%s", before, ek_book_ref(b, NULL, row, column), ek_book_ref(b, NULL, row, column + 1));
  ek_book_formula(b, &live->steps, row, column, benefit, live->f->benefit[a][i], "", look);
  ek_book_formula(b, &live->steps, row, column + 1, cost, live->f->cost[a][i], "", look);
  ek_book_formula(b, &live->steps, row, column + 2, net, live->f->accumulated[a][i], "", look);
}

static double last_below(const struct ek_flows *f, size_t a, size_t n) {
  double least = ek_live_nothing(f, a, n);
  for (size_t i = n; i-- > 0;) if (f->accumulated[a][i] < -least) return (double)(i + 1);
  return 0;
}

/* The last month, up to the longest horizon, in which the sum is below zero. */
static void write_back(struct ek_book *b, size_t a) {
  const struct ek_live *live = b->live;
  size_t column = live->actors[a].column, n = (size_t)live->r->horizons[live->r->n_horizons - 1], last = EK_LIVE_FIRST + n - 1;
  const char *benefits = ek_book_range(b, NULL, EK_LIVE_FIRST, column, last, column);
  const char *costs = ek_book_range(b, NULL, EK_LIVE_FIRST, column + 1, last, column + 1);
  const char *all = ek_book_range(b, NULL, EK_LIVE_FIRST, column + 1, EK_LIVE_FIRST + live->f->steps - 1, column + 1);
  const char *sums = ek_book_range(b, NULL, EK_LIVE_FIRST, column + 2, last, column + 2);
  const char *months = ek_book_range(b, NULL, EK_LIVE_FIRST, 0, last, 0), *least = ek_book_ref(b, NULL, EK_LIVE_NOTHING, column + 2);
  const char *moved = ek_sprintf(b->arena, "=1E-9*(SUMPRODUCT(ABS(%s-%s))+ABS(SUM(%s)))+%s", benefits, costs, all, ek_number_exact(b->arena, live->f->noise));
  const char *below = ek_sprintf(b->arena, "=SUMPRODUCT(MAX((%s<-%s)*%s))", sums, least, months);
  struct ek_look look = {.number = "0.0E+00", .right = true, .italic = true};
  ek_book_formula(b, &live->steps, EK_LIVE_NOTHING, column + 2, moved, ek_live_nothing(live->f, a, n), "", look);
  look.number = "0";
  ek_book_formula(b, &live->steps, EK_LIVE_BELOW, column + 2, below, last_below(live->f, a, n), "", look);
}

static void write_steps(struct ek_book *b) {
  const struct ek_live *live = b->live;
  bool monthly = live->f->step == 1;
  size_t last = 0;
  for (size_t a = 0; a < live->r->model->n_actors; a++) if (live->actors[a].shown) last = live->actors[a].column + 2;
  const char *text = EK_BOOK_SAY(b, EK_W_X_STEPS_INTRO, ek_live_money(b), live->recount.name);
  begin(b, &live->steps, EK_BOOK_SAID(b, monthly ? EK_W_X_MONTHLY : EK_W_X_YEARLY), text, last);
  for (size_t i = 0; i < live->f->steps; i++) write_step_number(b, &live->steps, EK_LIVE_FIRST + i, i);
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    const enum ek_word labels[] = {live->r->gross ? EK_W_BENEFIT_GROSS : EK_W_BENEFIT, EK_W_COST, EK_W_X_ACCUMULATED};
    size_t column = live->actors[a].column;
    if (!live->actors[a].shown) continue;
    ek_book_text(b, &live->steps, EK_LIVE_GROUP, column, ek_live_actor(b, a), (struct ek_look){.bold = true});
    for (size_t k = 0; k < 3; k++) {
      ek_book_text(b, &live->steps, EK_LIVE_HEAD, column + k, ek_doc_whole(b->doc, EK_BOOK_SAID(b, labels[k])), head);
    }
    for (size_t i = 0; i < live->f->steps; i++) write_step(b, a, i);
    if (monthly) write_back(b, a);
  }
  if (!monthly) return;
  ek_book_text(b, &live->steps, EK_LIVE_NOTHING, 0, EK_BOOK_SAID(b, EK_W_X_AS_NOTHING), (struct ek_look){.italic = true});
  ek_book_text(b, &live->steps, EK_LIVE_BELOW, 0, EK_BOOK_SAID(b, EK_W_X_LAST_BELOW), (struct ek_look){.italic = true});
}

void ek_live_write(struct ek_book *b, const struct ek_list *follow) {
  ek_live_write_recount(b, follow);
  write_steps(b);
  write_flows(b);
  if (b->live->phased) ek_live_write_phases(b);
}
