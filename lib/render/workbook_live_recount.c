/* The sheet of assumptions to change, and of what comes of them. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/run.h"
#include "render/workbook_live.h"

#define MONEY EK_LIVE_MONEY
#define RATIO "0.00"
#define DUST (1 + 1e-9) /* what has moved is a billionth of what counts as nothing, which the noise is a part of */

enum { LABEL = EK_LIVE_LABEL_WIDTH, NUMBER = 13, WORDY = 17 };
static const struct ek_look head = {.bold = true, .wrap = true, .right = true, .below = true}, head_left = {.bold = true, .wrap = true, .below = true};

/* The product of what the corrections leave, of the study's values or of those written in. */
static void add_net(const struct ek_book *b, bool study, struct ek_buffer *out) {
  const struct ek_live_input *inputs = b->live->inputs.items;
  ek_buffer_add(out, "1");
  for (size_t i = 0; i < b->live->inputs.n; i++) {
    const char *value = ek_live_value(b, &inputs[i], study);
    if (inputs[i].kind != EK_LIVE_CORRECTION) continue;
    switch (inputs[i].index) {
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
    if (inputs[i].kind != EK_LIVE_CORRECTION || (inputs[i].index != EK_DISPLACEMENT && inputs[i].index != EK_SUBSTITUTION)) continue;
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

/* What may be written in a cell, in the study's own limits; what may not is refused with a word of why. */
static void limit(struct ek_book *b, const struct ek_live_input *input) {
  static const struct {
    double least, most;
    enum ek_word why;
  } limits[] = {[EK_LIVE_CORRECTION] = {0, 1, EK_W_X_LIMIT_SHARE},     [EK_LIVE_RETENTION] = {0, 1, EK_W_X_LIMIT_SHARE},
                [EK_LIVE_KEPT] = {0, 10, EK_W_X_LIMIT_KEPT},           [EK_LIVE_RATE] = {-0.2, 0.5, EK_W_X_LIMIT_RATE},
                [EK_LIVE_WRITE_OFF] = {0, 1200, EK_W_X_LIMIT_MONTHS},  [EK_LIVE_COST] = {0, 1e15, EK_W_X_LIMIT_AMOUNT},
                [EK_LIVE_PARTICIPANTS] = {0, 1e9, EK_W_X_LIMIT_AMOUNT}};
  bool whole = input->kind == EK_LIVE_WRITE_OFF;
  lxw_data_validation rule = {.validate = whole ? LXW_VALIDATION_TYPE_INTEGER : LXW_VALIDATION_TYPE_DECIMAL, .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                              .minimum_number = limits[input->kind].least, .maximum_number = limits[input->kind].most,
                              .error_title = ek_strdup(b->arena, EK_BOOK_SAID(b, EK_W_X_LIMIT)),
                              .error_message = ek_strdup(b->arena, EK_BOOK_SAID(b, limits[input->kind].why))};
  b->failed |= worksheet_data_validation_cell(b->live->recount.sheet, (lxw_row_t)input->row, EK_LIVE_INPUT, &rule) != LXW_NO_ERROR;
}

/* As many decimals as the value has, up to two. */
static const char *format_of(const struct ek_live_input *input) {
  bool share = input->kind == EK_LIVE_CORRECTION || input->kind == EK_LIVE_RETENTION || input->kind == EK_LIVE_KEPT || input->kind == EK_LIVE_RATE;
  if (share) return "0.0%";
  return input->value == round(input->value) ? MONEY : input->value * 10 == round(input->value * 10) ? "#,##0.0" : "#,##0.00";
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
    const char *format = format_of(&inputs[i]);
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
  int horizon = b->live->r->horizons[c->horizon];
  const char *over = ek_live_value(b, ek_live_find(b->live, EK_LIVE_WRITE_OFF, 0), false);
  return ek_sprintf(b->arena, "=%s*%d/MAX(%d,%s)", beside(b, c, EK_FIG_COUNT), horizon, horizon, over);
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
  if (!live->f->part[c->actor]) return ek_live_children(b, c->actor, NULL, 0, c->column, false);
  if (c->id == EK_FIG_BENEFIT) return sum_of(b, c->actor, 0, (size_t)(live->r->horizons[c->horizon] / live->f->step));
  return c->id == EK_FIG_COUNT ? sum_of(b, c->actor, 1, live->f->steps) : steady_of(b, c->actor);
}

/* Has the actor paid anything or got anything? */
static bool moves(const struct ek_live *live, size_t a) {
  return ek_live_nothing(live->f, a, (size_t)live->r->horizons[live->r->n_horizons - 1] / (size_t)live->f->step) > live->f->noise * DUST;
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
  const char *none = isnan(value) ? "–" : EK_BOOK_SAID(b, EK_W_NEVER);
  ek_book_formula(b, &live->recount, c.row, column, result_formula(b, &c), value, none, look);
  if (!look.bold) return;
  look.bold = false; /* below society what it is in the study, to see what a change does */
  look.italic = true;
  if (isfinite(value)) ek_book_number(b, &live->recount, c.row + 1, column, value, look);
  else ek_book_text(b, &live->recount, c.row + 1, column, none, look);
}

static void write_head(struct ek_book *b, enum ek_figure_id id, size_t horizon, enum ek_word label) {
  const struct ek_live *live = b->live;
  size_t column = id == EK_FIG_COUNT ? 1 : ek_live_column(live, id, horizon);
  if (column == 0 || (id != EK_FIG_COUNT && column == 1)) return;
  ek_book_text(b, &live->recount, live->results + 1, column, ek_doc_whole(b->doc, EK_BOOK_SAID(b, label)), head);
}

/* Over the figures of a horizon, how long it is. */
static void write_horizons(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.bold = true, .centre = true, .below = true};
  for (size_t h = 0; h < live->r->n_horizons; h++) {
    size_t first = ek_live_column(live, EK_FIG_BENEFIT, h), last = ek_live_column(live, live->written_off ? EK_FIG_COST : EK_FIG_RETURN, h);
    ek_book_merged(b, &live->recount, live->results, first, last, ek_say_time_short(b->arena, b->doc->lang, live->r->horizons[h]), look);
  }
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
  ek_book_text(b, &live->recount, live->results, 0, EK_BOOK_SAY(b, EK_W_X_RESULTS, ek_live_money(b)), (struct ek_look){.bold = true, .wrap = true});
  ek_book_text(b, &live->recount, live->results + 1, 0, EK_BOOK_SAID(b, EK_W_X_ACTOR), head_left);
  write_horizons(b);
  for (size_t k = 0; k < sizeof columns / sizeof *columns; k++) {
    for (size_t h = 0; h < (columns[k].by_horizon ? live->r->n_horizons : 1); h++) {
      write_head(b, columns[k].id, h, columns[k].label);
      for (size_t a = 0; a < live->r->model->n_actors; a++) if (live->actors[a].shown) write_result(b, a, columns[k].id, h);
    }
  }
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    if (!live->actors[a].shown) continue;
    const struct ek_look look = {.indent = live->r->model->actors[a].depth, .bold = (int)a == live->r->model->root, .wrap = true};
    ek_book_text(b, &live->recount, live->actors[a].row, 0, ek_live_actor(b, a), look);
    if (look.bold) ek_book_text(b, &live->recount, live->actors[a].row + 1, 0, EK_BOOK_SAID(b, EK_W_X_IN_STUDY), (struct ek_look){.italic = true});
  }
}

static const char *followers(struct ek_book *b, const struct ek_list *follow) {
  if (follow->n == 0) return EK_BOOK_SAID(b, EK_W_X_RECOUNT_NONE);
  return EK_BOOK_SAY(b, EK_W_X_RECOUNT_THESE, ek_say_list(b->arena, b->doc->lang, follow->items, follow->n));
}

/* What cannot be changed here, and how it can. */
static const char *limits_of(const struct ek_book *b) {
  const struct ek_live *live = b->live;
  bool people = live->f->step > 1, cohort = live->r->runner->cohort != NULL;
  const char *fixed = EK_BOOK_SAID(b, people ? EK_W_X_FIXED_PEOPLE : cohort ? EK_W_X_FIXED_COHORT : live->phased ? EK_W_X_FIXED_CASES : EK_W_X_FIXED_MANY);
  const char *limits = EK_BOOK_SAY(b, EK_W_X_RECOUNT_LIMITS, fixed);
  return live->f->discounted ? ek_sprintf(b->arena, "%s %s", limits, EK_BOOK_SAID(b, EK_W_X_FIXED_RATE)) : limits;
}

void ek_live_write_recount(struct ek_book *b, const struct ek_list *follow) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->recount;
  size_t last = ek_live_column(live, EK_FIG_PAYBACK_BENEFIT_MONTHS, 0) + 1;
  int width = LABEL + NUMBER * (int)(last - 2) + 3 * WORDY;
  worksheet_set_column(s->sheet, 0, 0, LABEL, NULL);
  worksheet_set_column(s->sheet, 1, (lxw_col_t)last - 3, NUMBER, NULL);
  worksheet_set_column(s->sheet, (lxw_col_t)last - 2, (lxw_col_t)last, WORDY, NULL);
  ek_book_text(b, s, 0, 0, EK_BOOK_SAID(b, EK_W_X_RECOUNT), (struct ek_look){.bold = true, .size = 14});
  ek_book_lines(b, s, 1, last, width, EK_BOOK_SAY(b, EK_W_X_RECOUNT_INTRO, followers(b, follow)), (struct ek_look){0});
  ek_book_lines(b, s, 2, last, width, limits_of(b), (struct ek_look){0});
  write_inputs(b);
  write_results(b);
  ek_book_height(b, s, live->results + 1, 2, 0);
  ek_book_print(b, s, width, 0);
}
