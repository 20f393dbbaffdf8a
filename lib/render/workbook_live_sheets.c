/* The sheets of assumptions, of steps in time and of flows. */
#include <math.h>
#include <string.h>

#include "render/workbook_live.h"

#define MONEY "#,##0"
#define RATIO "0.00"
#define DUST (1 + 1e-9) /* what has moved is a billionth of what counts as nothing, which the noise is a part of */

enum { LABEL = 44, NUMBER = 14, WORKING_SCALE = 60 };
static const struct ek_look head = {.bold = true, .wrap = true, .right = true, .below = true}, head_left = {.bold = true, .wrap = true, .below = true};

static const char *actor_name(const struct ek_book *b, size_t a) {
  const struct ek_actor *actor = &b->live->r->model->actors[a];
  return ek_label_text(actor->label, actor->name.text, b->doc->lang);
}

static const char *money(const struct ek_book *b) { return ek_say_currency(b->doc->lang, b->live->r->model->currency, EK_W_KRONOR); }

/* The sum of a cell over the actors right below one. */
static const char *of_children(const struct ek_book *b, size_t a, const struct ek_sheet *sheet, size_t row, size_t column, bool by_column) {
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

/* --- assumptions and results ------------------------------------------------------------- */

/* The product of what the corrections leave, of the study's values or of those written in. */
static void add_net(const struct ek_book *b, bool study, struct ek_buffer *out) {
  const struct ek_live_input *inputs = b->live->inputs.items;
  ek_buffer_add(out, "1");
  for (size_t i = 0; i < b->live->inputs.n; i++) {
    const char *value = ek_live_value(b, &inputs[i], study);
    switch (inputs[i].correction) {
    case EK_DEADWEIGHT: case EK_LEAKAGE: case EK_HAIRCUT: ek_buffer_addf(out, "*(1-%s)", value); break;
    case EK_ATTRIBUTION: ek_buffer_addf(out, "*%s", value); break;
    default: break;
    }
  }
}

static const char *displaced(const struct ek_book *b, bool study) {
  const struct ek_live_input *inputs = b->live->inputs.items;
  struct ek_buffer out = {.arena = b->arena};
  for (size_t i = 0; i < b->live->inputs.n; i++) {
    if (inputs[i].correction != EK_DISPLACEMENT && inputs[i].correction != EK_SUBSTITUTION) continue;
    ek_buffer_addf(&out, "*(1-%s)", ek_live_value(b, &inputs[i], study));
  }
  return ek_sprintf(b->arena, "=1-1%s", ek_buffer_text(&out));
}

static void write_derived(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->recount;
  const struct ek_look share = {.number = "0.0%", .right = true, .italic = true}, label = {.italic = true, .wrap = true};
  if (live->net != 0) {
    struct ek_buffer net = {.arena = b->arena};
    ek_buffer_add(&net, "=");
    add_net(b, false, &net);
    ek_buffer_add(&net, "/(");
    add_net(b, true, &net);
    ek_buffer_add(&net, ")");
    ek_book_text(b, s, live->net, 0, EK_BOOK_SAID(b, EK_W_X_NET), label);
    ek_book_number(b, s, live->net, EK_LIVE_STUDY, 1, share);
    ek_book_formula(b, s, live->net, EK_LIVE_INPUT, ek_buffer_text(&net), 1, "", share);
  }
  if (live->displaced == 0) return;
  ek_book_text(b, s, live->displaced, 0, EK_BOOK_SAID(b, EK_W_X_DISPLACED), label);
  ek_book_formula(b, s, live->displaced, EK_LIVE_STUDY, displaced(b, true), live->f->displaced, "", share);
  ek_book_formula(b, s, live->displaced, EK_LIVE_INPUT, displaced(b, false), live->f->displaced, "", share);
}

/* Shares outside 0 to 1 are refused as they are written. */
static void limit(struct ek_book *b, const struct ek_live_input *input) {
  if (input->correction < 0) return;
  lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_DECIMAL, .criteria = LXW_VALIDATION_CRITERIA_BETWEEN, .maximum_number = 1};
  b->failed |= worksheet_data_validation_cell(b->live->recount.sheet, (lxw_row_t)input->row, EK_LIVE_INPUT, &rule) != LXW_NO_ERROR;
}

static void write_inputs(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_live_input *inputs = live->inputs.items;
  const struct ek_sheet *s = &live->recount;
  ek_book_text(b, s, 4, 0, EK_BOOK_SAID(b, EK_W_X_ASSUMPTION), head_left);
  ek_book_text(b, s, 4, EK_LIVE_STUDY, EK_BOOK_SAID(b, EK_W_X_IN_STUDY), head);
  ek_book_text(b, s, 4, EK_LIVE_INPUT, EK_BOOK_SAID(b, EK_W_X_RECKON), head);
  ek_book_text(b, s, 4, EK_LIVE_UNIT, EK_BOOK_SAID(b, EK_W_X_UNIT), (struct ek_look){.bold = true, .below = true, .indent = 1});
  for (size_t i = 0; i < live->inputs.n; i++) {
    const char *format = inputs[i].share ? "0.0%" : "#,##0.##";
    if (!inputs[i].share && inputs[i].value == round(inputs[i].value)) format = MONEY;
    ek_book_text(b, s, inputs[i].row, 0, inputs[i].label, (struct ek_look){.wrap = true});
    ek_book_number(b, s, inputs[i].row, EK_LIVE_STUDY, inputs[i].value, (struct ek_look){.number = format, .right = true});
    ek_book_number(b, s, inputs[i].row, EK_LIVE_INPUT, inputs[i].value, (struct ek_look){.number = format, .right = true, .input = true});
    ek_book_text(b, s, inputs[i].row, EK_LIVE_UNIT, inputs[i].unit, (struct ek_look){.indent = 1});
    limit(b, &inputs[i]);
    ek_book_height(b, s, inputs[i].row, ek_book_wrapped(b, inputs[i].label, LABEL), 0);
  }
  write_derived(b);
}

/* The sum of what an actor got or paid until a step, from the sheet of steps. */
static const char *sum_of(const struct ek_book *b, size_t a, size_t part, size_t steps) {
  const struct ek_live *live = b->live;
  size_t column = live->actors[a].column + part;
  return ek_sprintf(b->arena, "=SUM(%s)", ek_book_range(b, &live->steps, EK_LIVE_FIRST, column, EK_LIVE_FIRST + steps - 1, column));
}

static const char *steady_of(const struct ek_book *b, size_t a) {
  const struct ek_live *live = b->live;
  size_t column = live->actors[a].effect;
  if (column == 0) return "=0";
  const char *steady = ek_book_ref(b, &live->flows, EK_LIVE_STEADY, column);
  if (live->f->bears[a] && live->displaced != 0) {
    steady = ek_sprintf(b->arena, "(%s-%s*%s)", steady, ek_book_ref(b, NULL, live->displaced, EK_LIVE_INPUT),
                        ek_book_ref(b, &live->flows, EK_LIVE_STEADY, EK_LIVE_PRODUCED));
  }
  return ek_sprintf(b->arena, "=%s*%s", steady, ek_book_ref(b, &live->flows, EK_LIVE_TIMES, column));
}

static const char *months_back(const struct ek_book *b, size_t a) {
  const struct ek_live *live = b->live;
  const char *never = EK_BOOK_SAID(b, EK_W_NEVER), *last = ek_book_ref(b, &live->steps, EK_LIVE_BELOW, live->actors[a].column + 2);
  const char *nothing = ek_book_ref(b, &live->steps, EK_LIVE_NOTHING, live->actors[a].column + 2);
  return ek_sprintf(b->arena, "=IF(%s<=%s,\"–\",IF(%s=0,0,IF(%s>=%d,\"%s\",%s+1)))", nothing, ek_number_exact(b->arena, live->f->noise * DUST), last, last,
                    live->r->horizons[live->r->n_horizons - 1], never, last);
}

struct result_cell {
  size_t actor, row, column;
  enum ek_figure_id id; /* EK_FIG_COUNT: the whole cost */
  size_t horizon;
};

static const char *beside(const struct ek_book *b, const struct result_cell *c, enum ek_figure_id id) {
  return ek_book_ref(b, NULL, c->row, id == EK_FIG_COUNT ? 1 : ek_live_column(b->live, id, c->horizon));
}

/* A cost that is written off: the horizon's part of it. */
static const char *cost_part(const struct ek_book *b, const struct result_cell *c) {
  int over = b->live->r->study->settings.write_off, horizon = b->live->r->horizons[c->horizon];
  return ek_sprintf(b->arena, "=%s*%d/%d", beside(b, c, EK_FIG_COUNT), horizon, over > horizon ? over : horizon);
}

/* What follows from other cells of the row; NULL: it is a sum. Sums below the noise are no money. */
static const char *row_formula(const struct ek_book *b, const struct result_cell *c) {
  const char *noise = ek_number_exact(b->arena, b->live->f->noise), *never = EK_BOOK_SAID(b, EK_W_NEVER);
  const char *cost = beside(b, c, EK_FIG_COST), *benefit = beside(b, c, EK_FIG_BENEFIT), *year = beside(b, c, EK_FIG_BENEFIT_PER_YEAR);
  const char *whole = beside(b, c, EK_FIG_COUNT);
  switch (c->id) {
  case EK_FIG_COST: return cost_part(b, c);
  case EK_FIG_RESULT: return ek_sprintf(b->arena, "=%s-%s", benefit, cost);
  case EK_FIG_RETURN: return ek_sprintf(b->arena, "=IF(%s>%s,%s/%s,\"–\")", cost, noise, benefit, cost);
  case EK_FIG_PAYBACK_BENEFIT_MONTHS:
    return ek_sprintf(b->arena, "=IF(%s<=%s,IF(%s<-%s,\"%s\",0),IF(%s>%s,12*%s/%s,\"%s\"))", whole, noise, year, noise, never, year, noise, whole, year,
                      never);
  case EK_FIG_PAYBACK_MONTHS: return months_back(b, c->actor);
  default: return NULL;
  }
}

/* Parts are sums over time, others of those below them. */
static const char *result_formula(const struct ek_book *b, const struct result_cell *c) {
  const struct ek_live *live = b->live;
  const char *formula = row_formula(b, c);
  if (formula != NULL) return formula;
  if (!live->f->part[c->actor]) return of_children(b, c->actor, NULL, 0, c->column, false);
  if (c->id == EK_FIG_BENEFIT) return sum_of(b, c->actor, 0, (size_t)(live->r->horizons[c->horizon] / live->f->step));
  return c->id == EK_FIG_COUNT ? sum_of(b, c->actor, 1, live->f->steps) : steady_of(b, c->actor);
}

/* As the engine looks at the sum: a billionth of what has moved is nothing. */
static double nothing(const struct ek_flows *f, size_t a, size_t n) {
  double moved = 0, cost = 0;
  for (size_t i = 0; i < n; i++) moved += fabs(f->benefit[a][i] - f->cost[a][i]);
  for (size_t i = 0; i < f->steps; i++) cost += f->cost[a][i];
  return 1e-9 * (moved + fabs(cost)) + f->noise;
}

/* Has the actor paid anything or got anything? */
static bool moves(const struct ek_live *live, size_t a) {
  return nothing(live->f, a, (size_t)live->r->horizons[live->r->n_horizons - 1] / (size_t)live->f->step) > live->f->noise * DUST;
}

static double result_value(const struct ek_live *live, const struct result_cell *c) {
  double sum = 0;
  bool by_horizon = c->id == EK_FIG_COST || c->id == EK_FIG_BENEFIT || c->id == EK_FIG_RESULT || c->id == EK_FIG_RETURN;
  if (c->id == EK_FIG_PAYBACK_MONTHS && !moves(live, c->actor)) return NAN;
  if (c->id != EK_FIG_COUNT) return ek_result_value(live->r, c->id, (int)c->actor, by_horizon ? live->r->horizons[c->horizon] : 0);
  for (size_t i = 0; i < live->f->steps; i++) sum += live->f->cost[c->actor][i];
  return sum;
}

static void write_result(struct ek_book *b, size_t actor, enum ek_figure_id id, size_t horizon) {
  const struct ek_live *live = b->live;
  size_t column = id == EK_FIG_COUNT ? 1 : ek_live_column(live, id, horizon);
  const struct result_cell c = {actor, live->actors[actor].row, column, id, horizon};
  if (column == 0 || (id != EK_FIG_COUNT && column == 1)) return;
  double value = result_value(live, &c);
  struct ek_look look = {.number = id == EK_FIG_RETURN ? RATIO : id == EK_FIG_PAYBACK_BENEFIT_MONTHS ? "#,##0.0" : MONEY, .right = true,
                         .bold = (int)actor == live->r->model->root};
  ek_book_formula(b, &live->recount, c.row, column, result_formula(b, &c), value, isnan(value) ? "–" : EK_BOOK_SAID(b, EK_W_NEVER), look);
}

static void write_head(struct ek_book *b, enum ek_figure_id id, size_t horizon, const char *group, enum ek_word label) {
  const struct ek_live *live = b->live;
  size_t column = id == EK_FIG_COUNT ? 1 : ek_live_column(live, id, horizon);
  if (column == 0 || (id != EK_FIG_COUNT && column == 1)) return;
  ek_book_text(b, &live->recount, live->results, column, group, (struct ek_look){.bold = true, .right = true, .wrap = true});
  ek_book_text(b, &live->recount, live->results + 1, column, ek_doc_whole(b->doc, EK_BOOK_SAID(b, label)), head);
}

static void write_results(struct ek_book *b) {
  const struct ek_live *live = b->live;
  bool gross = live->r->gross;
  const struct {
    enum ek_figure_id id;
    enum ek_word label;
    bool by_horizon;
  } columns[] = {{EK_FIG_COUNT, EK_W_COST, false}, {EK_FIG_BENEFIT, gross ? EK_W_BENEFIT_GROSS : EK_W_BENEFIT, true},
                 {EK_FIG_RESULT, gross ? EK_W_RESULT_GROSS : EK_W_RESULT, true}, {EK_FIG_RETURN, EK_W_X_RETURN, true}, {EK_FIG_COST, EK_W_COST, true},
                 {EK_FIG_BENEFIT_PER_YEAR, EK_W_X_FULL_YEAR, false}, {EK_FIG_PAYBACK_BENEFIT_MONTHS, EK_W_BENEFIT_MONTHS, false},
                 {EK_FIG_PAYBACK_MONTHS, EK_W_CALENDAR_MONTHS, false}};
  ek_book_text(b, &live->recount, live->results, 0, EK_BOOK_SAY(b, EK_W_X_RESULTS, money(b)), (struct ek_look){.bold = true, .wrap = true});
  ek_book_text(b, &live->recount, live->results + 1, 0, EK_BOOK_SAID(b, EK_W_X_ACTOR), head_left);
  for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
    for (size_t h = 0; h < (columns[k].by_horizon ? live->r->n_horizons : 1); h++) {
      const char *group = columns[k].by_horizon ? ek_say_time_short(b->arena, b->doc->lang, live->r->horizons[h]) : "";
      write_head(b, columns[k].id, h, group, columns[k].label);
      for (size_t a = 0; a < live->r->model->n_actors; a++) if (live->actors[a].shown) write_result(b, a, columns[k].id, h);
    }
  }
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    if (!live->actors[a].shown) continue;
    const struct ek_look look = {.indent = live->r->model->actors[a].depth, .bold = (int)a == live->r->model->root, .wrap = true};
    ek_book_text(b, &live->recount, live->actors[a].row, 0, actor_name(b, a), look);
  }
}

static const char *followers(struct ek_book *b, const struct ek_list *follow) {
  if (follow->n == 0) return EK_BOOK_SAID(b, EK_W_X_RECOUNT_NONE);
  return EK_BOOK_SAY(b, EK_W_X_RECOUNT_THESE, ek_say_list(b->arena, b->doc->lang, follow->items, follow->n));
}

static void write_recount(struct ek_book *b, const struct ek_list *follow) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->recount;
  size_t last = ek_live_column(live, EK_FIG_PAYBACK_BENEFIT_MONTHS, 0) + 1;
  int width = LABEL + NUMBER * (int)last;
  worksheet_set_column(s->sheet, 0, 0, LABEL, NULL);
  worksheet_set_column(s->sheet, 1, (lxw_col_t)last, NUMBER, NULL);
  ek_book_text(b, s, 0, 0, EK_BOOK_SAID(b, EK_W_X_RECOUNT), (struct ek_look){.bold = true, .size = 14});
  ek_book_lines(b, s, 1, last, width, EK_BOOK_SAY(b, EK_W_X_RECOUNT_INTRO, followers(b, follow)), (struct ek_look){0});
  ek_book_lines(b, s, 2, last, width, EK_BOOK_SAID(b, EK_W_X_RECOUNT_LIMITS), (struct ek_look){0});
  write_inputs(b);
  write_results(b);
  ek_book_height(b, s, live->results + 1, 3, 0);
  ek_book_print(b, s, width, 0);
}

/* --- flows --------------------------------------------------------------------------------- */

static void begin_steps(struct ek_book *b, const struct ek_sheet *s, const char *title, const char *text, size_t last) {
  const struct ek_flows *f = b->live->f;
  worksheet_set_column(s->sheet, 0, 0, 24, NULL);
  worksheet_set_column(s->sheet, 1, (lxw_col_t)last, NUMBER, NULL);
  worksheet_freeze_panes(s->sheet, EK_LIVE_FIRST, 1);
  ek_book_text(b, s, 0, 0, title, (struct ek_look){.bold = true, .size = 14});
  ek_book_text(b, s, 1, 0, text, (struct ek_look){0});
  ek_book_height(b, s, EK_LIVE_HEAD, 4, 0);
  ek_book_text(b, s, EK_LIVE_HEAD, 0, EK_BOOK_SAID(b, f->step == 1 ? EK_W_X_MONTH : EK_W_X_YEAR), head_left);
  for (size_t i = 0; i < f->steps; i++) ek_book_number(b, s, EK_LIVE_FIRST + i, 0, (double)(i + 1), (struct ek_look){.number = "0"});
  ek_book_print(b, s, 24 + NUMBER * (int)last, EK_LIVE_FIRST);
  worksheet_set_print_scale(s->sheet, WORKING_SCALE); /* they are many columns: over several pages */
  b->failed |= worksheet_repeat_columns(s->sheet, 0, 0) != LXW_NO_ERROR;
}

static void write_column(struct ek_book *b, const struct ek_sheet *s, size_t column, const char *label, const double *values, const char *format) {
  ek_book_text(b, s, EK_LIVE_HEAD, column, label, head);
  for (size_t i = 0; i < b->live->f->steps; i++) ek_book_number(b, s, EK_LIVE_FIRST + i, column, values[i], (struct ek_look){.number = format, .right = true});
}

/* 1 / (1 + rate) ^ years, or as it is in the study where no rate can be changed. */
static void write_time(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_live_input *inputs = live->inputs.items, *rate = NULL;
  for (size_t i = 0; i < live->inputs.n; i++) if (inputs[i].rate) rate = &inputs[i];
  write_column(b, &live->flows, EK_LIVE_YEARS, EK_BOOK_SAID(b, EK_W_X_POINT), live->f->years, "0.000");
  write_column(b, &live->flows, EK_LIVE_FACTOR, EK_BOOK_SAID(b, EK_W_X_FACTOR), live->f->factor, "0.0000");
  for (size_t i = 0; rate != NULL && i < live->f->steps; i++) {
    const char *years = ek_book_ref(b, NULL, EK_LIVE_FIRST + i, EK_LIVE_YEARS);
    const char *formula = ek_sprintf(b->arena, "=(1+%s)^-%s", ek_live_value(b, rate, false), years);
    ek_book_formula(b, &live->flows, EK_LIVE_FIRST + i, EK_LIVE_FACTOR, formula, live->f->factor[i], "", (struct ek_look){.number = "0.0000", .right = true});
  }
}

static void write_times(struct ek_book *b, size_t column, const char *formula) {
  const struct ek_look look = {.number = "0.000", .right = true};
  if (formula != NULL) ek_book_formula(b, &b->live->flows, EK_LIVE_TIMES, column, formula, 1, "", look);
  else ek_book_number(b, &b->live->flows, EK_LIVE_TIMES, column, 1, look);
}

static void write_effects(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = MONEY, .right = true};
  const char *net = live->net != 0 ? ek_sprintf(b->arena, "=%s", ek_book_ref(b, &live->recount, live->net, EK_LIVE_INPUT)) : NULL;
  if (live->displaced != 0) {
    write_column(b, &live->flows, EK_LIVE_PRODUCED, EK_BOOK_SAID(b, EK_W_X_PRODUCED), live->f->produced, MONEY);
    ek_book_number(b, &live->flows, EK_LIVE_STEADY, EK_LIVE_PRODUCED, live->f->steady_produced, look);
  }
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    size_t column = live->actors[a].effect;
    if (column == 0) continue;
    write_column(b, &live->flows, column, EK_BOOK_SAY(b, EK_W_X_EFFECT_OF, actor_name(b, a)), live->f->effect[a], MONEY);
    write_times(b, column, net);
    ek_book_number(b, &live->flows, EK_LIVE_STEADY, column, live->f->steady[a], look);
  }
}

static const char *cost_times(const struct ek_book *b, const struct ek_cost *cost) {
  const struct ek_live_input *inputs = b->live->inputs.items;
  for (size_t i = 0; i < b->live->inputs.n; i++) {
    if (inputs[i].cost != cost) continue;
    return ek_sprintf(b->arena, "=%s/%s", ek_live_value(b, &inputs[i], false), ek_live_value(b, &inputs[i], true));
  }
  return NULL;
}

static void write_paid(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_flows_paid *paid = live->f->paid.items;
  for (size_t i = 0, seen = 0; i < live->f->paid.n; i++) {
    const struct ek_live_actor *at = &live->actors[paid[i].account];
    if (i > 0 && paid[i].account != paid[i - 1].account) seen = 0;
    size_t column = at->paid + seen++;
    const char *label = EK_BOOK_SAY(b, EK_W_X_PAID_BY, actor_name(b, (size_t)paid[i].account), paid[i].cost->name.text);
    write_column(b, &live->flows, column, label, paid[i].kr, MONEY);
    write_times(b, column, cost_times(b, paid[i].cost));
    ek_book_number(b, &live->flows, EK_LIVE_WHOLE, column, paid[i].undiscounted, (struct ek_look){.number = MONEY, .right = true});
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
  const char *text = EK_BOOK_SAY(b, live->f->discounted ? EK_W_X_FLOWS_PRESENT : EK_W_X_FLOWS_INTRO, money(b));
  begin_steps(b, &live->flows, EK_BOOK_SAID(b, EK_W_X_FLOWS), text, last_flow(live));
  ek_book_text(b, &live->flows, EK_LIVE_TIMES, 0, EK_BOOK_SAID(b, EK_W_X_TIMES), italic);
  ek_book_text(b, &live->flows, EK_LIVE_STEADY, 0, EK_BOOK_SAID(b, EK_W_X_FULL_YEAR), italic);
  ek_book_text(b, &live->flows, EK_LIVE_WHOLE, 0, EK_BOOK_SAID(b, EK_W_X_UNDISCOUNTED), italic);
  write_time(b);
  write_effects(b);
  write_paid(b);
}

/* --- steps in time ---------------------------------------------------------------------------- */

static const char *benefit_step(const struct ek_book *b, size_t a, size_t row) {
  const struct ek_live *live = b->live;
  size_t column = live->actors[a].effect;
  if (column == 0) return "=0";
  const char *flow = ek_book_ref(b, &live->flows, row, column);
  if (live->f->bears[a] && live->displaced != 0) {
    flow = ek_sprintf(b->arena, "(%s-%s*%s)", flow, ek_book_ref(b, &live->recount, live->displaced, EK_LIVE_INPUT),
                      ek_book_ref(b, &live->flows, row, EK_LIVE_PRODUCED));
  }
  return ek_sprintf(b->arena, "=%s*%s*%s", flow, ek_book_ref(b, &live->flows, EK_LIVE_TIMES, column), ek_book_ref(b, &live->flows, row, EK_LIVE_FACTOR));
}

static const char *cost_step(const struct ek_book *b, size_t a, size_t row) {
  const struct ek_live *live = b->live;
  struct ek_buffer out = {.arena = b->arena};
  for (size_t c = 0; c < live->r->model->n_actors; c++) {
    const struct ek_live_actor *at = &live->actors[c];
    if (at->n_paid == 0 || !ek_ledger_within(live->r->ledger, (int)c, (int)a)) continue;
    size_t last = at->paid + at->n_paid - 1;
    ek_buffer_addf(&out, "%sSUMPRODUCT(%s,%s)*%s", out.size > 0 ? "+" : "=", ek_book_range(b, &live->flows, row, at->paid, row, last),
                   ek_book_range(b, &live->flows, EK_LIVE_TIMES, at->paid, EK_LIVE_TIMES, last), ek_book_ref(b, &live->flows, row, EK_LIVE_FACTOR));
  }
  return out.size > 0 ? ek_buffer_text(&out) : "=0";
}

static void write_step(struct ek_book *b, size_t a, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = MONEY, .right = true};
  size_t row = EK_LIVE_FIRST + i, column = live->actors[a].column;
  bool part = live->f->part[a];
  const char *benefit = part ? benefit_step(b, a, row) : of_children(b, a, NULL, row, 0, true);
  const char *cost = part ? cost_step(b, a, row) : of_children(b, a, NULL, row, 1, true);
  const char *before = i > 0 ? ek_sprintf(b->arena, "%s+", ek_book_ref(b, NULL, row - 1, column + 2)) : "";
  const char *net = ek_sprintf(b->arena, "=%s%s-%s", before, ek_book_ref(b, NULL, row, column), ek_book_ref(b, NULL, row, column + 1));
  ek_book_formula(b, &live->steps, row, column, benefit, live->f->benefit[a][i], "", look);
  ek_book_formula(b, &live->steps, row, column + 1, cost, live->f->cost[a][i], "", look);
  ek_book_formula(b, &live->steps, row, column + 2, net, live->f->accumulated[a][i], "", look);
}

static double last_below(const struct ek_flows *f, size_t a, size_t n) {
  double least = nothing(f, a, n);
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
  ek_book_formula(b, &live->steps, EK_LIVE_NOTHING, column + 2, moved, nothing(live->f, a, n), "", look);
  look.number = "0";
  ek_book_formula(b, &live->steps, EK_LIVE_BELOW, column + 2, below, last_below(live->f, a, n), "", look);
}

static void write_steps(struct ek_book *b) {
  const struct ek_live *live = b->live;
  bool monthly = live->f->step == 1;
  size_t last = 0;
  for (size_t a = 0; a < live->r->model->n_actors; a++) if (live->actors[a].shown) last = live->actors[a].column + 2;
  const char *text = EK_BOOK_SAY(b, EK_W_X_STEPS_INTRO, money(b), live->recount.name);
  begin_steps(b, &live->steps, EK_BOOK_SAID(b, monthly ? EK_W_X_MONTHLY : EK_W_X_YEARLY), text, last);
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    const enum ek_word labels[] = {live->r->gross ? EK_W_BENEFIT_GROSS : EK_W_BENEFIT, EK_W_COST, EK_W_X_ACCUMULATED};
    size_t column = live->actors[a].column;
    if (!live->actors[a].shown) continue;
    ek_book_text(b, &live->steps, EK_LIVE_GROUP, column, actor_name(b, a), (struct ek_look){.bold = true});
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
  write_recount(b, follow);
  write_steps(b);
  write_flows(b);
}
