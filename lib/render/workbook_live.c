/* Where assumptions, flows and figures stand in the workbook, and the formulas that lead from one to the other. */
#include "render/workbook_live.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

/* --- lay-out ---------------------------------------------------------------------------- */

enum { FIRST_INPUT = 5, PER_HORIZON = 3, LONGEST = 8000 /* of a formula */ };

static const struct ek_model *model_of(const struct ek_live *live) { return live->r->model; }

static void add_input(struct ek_book *b, struct ek_live *live, struct ek_live_input input) {
  input.row = FIRST_INPUT + live->inputs.n;
  *(struct ek_live_input *)ek_list_push(b->arena, &live->inputs, sizeof input) = input;
}

/* True when any of them says how much of the effect is left, whatever it is of. */
static bool add_corrections(struct ek_book *b, struct ek_live *live) {
  bool any = false;
  static const struct {
    enum ek_correction correction;
    enum ek_word label;
  } known[] = {{EK_DEADWEIGHT, EK_W_A_DEADWEIGHT}, {EK_LEAKAGE, EK_W_A_LEAKAGE}, {EK_DISPLACEMENT, EK_W_A_DISPLACEMENT},
               {EK_SUBSTITUTION, EK_W_A_SUBSTITUTION}, {EK_ATTRIBUTION, EK_W_A_ATTRIBUTION}, {EK_HAIRCUT, EK_W_A_HAIRCUT}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    const double *share = live->f->share[known[i].correction];
    if (share == NULL) continue;
    add_input(b, live, (struct ek_live_input){EK_BOOK_SAID(b, known[i].label), EK_BOOK_SAID(b, EK_W_X_SHARE), share[0], .share = true,
                                              .correction = known[i].correction});
    any |= known[i].correction != EK_DISPLACEMENT && known[i].correction != EK_SUBSTITUTION;
  }
  return any;
}

static bool has_cost(const struct ek_live *live, const struct ek_cost *cost) {
  const struct ek_live_input *inputs = live->inputs.items;
  for (size_t i = 0; i < live->inputs.n; i++) if (inputs[i].cost == cost) return true;
  return false;
}

/* "kr/år" of an amount a year. */
static const char *unit_of(struct ek_book *b, const struct ek_cost *cost) {
  return ek_say_unit(b->arena, b->doc->lang, ek_unit_text(b->arena, cost->amount->unit));
}

/* A cost of nothing has nothing to be times. */
static void add_costs(struct ek_book *b, struct ek_live *live) {
  const struct ek_flows_paid *paid = live->f->paid.items;
  for (size_t i = 0; i < live->f->paid.n; i++) {
    if (paid[i].amount == 0 || has_cost(live, paid[i].cost)) continue;
    const char *label = EK_BOOK_SAY(b, EK_W_X_COST, paid[i].cost->name.text);
    add_input(b, live, (struct ek_live_input){label, unit_of(b, paid[i].cost), paid[i].amount, .correction = -1, .cost = paid[i].cost});
  }
}

static void lay_inputs(struct ek_book *b, struct ek_live *live) {
  const struct ek_flows *f = live->f;
  bool net = add_corrections(b, live), displaced = f->share[EK_DISPLACEMENT] != NULL || f->share[EK_SUBSTITUTION] != NULL;
  if (f->rate != NULL) {
    add_input(b, live, (struct ek_live_input){EK_BOOK_SAID(b, EK_W_A_DISCOUNT), EK_BOOK_SAY(b, EK_W_PER_YEAR, EK_BOOK_SAID(b, EK_W_X_SHARE)), f->rate[0],
                                              .share = true, .rate = true, .correction = -1});
  }
  add_costs(b, live);
  size_t row = FIRST_INPUT + live->inputs.n;
  if (net) live->net = row++;
  if (displaced && model_of(live)->displaced >= 0) live->displaced = row++;
  live->results = row + 1;
}

static void lay_paid(struct ek_live *live, int actor, size_t *column) {
  const struct ek_flows_paid *paid = live->f->paid.items;
  struct ek_live_actor *at = &live->actors[actor];
  at->paid = *column;
  for (size_t i = 0; i < live->f->paid.n; i++) {
    if (paid[i].account != actor) continue;
    at->n_paid++;
    at->payers += paid[i].payer == actor && paid[i].undiscounted >= 0;
  }
  *column += at->n_paid;
}

static void lay_actors(struct ek_book *b, struct ek_live *live) {
  const struct ek_model *m = model_of(live);
  live->actors = ek_alloc_array(b->arena, m->n_actors, sizeof *live->actors);
  size_t row = live->results + 2, column = 1, effect = EK_LIVE_EFFECTS;
  for (size_t a = 0; a < m->n_actors; a++) {
    struct ek_live_actor *at = &live->actors[a];
    at->shown = live->f->touched[a] || (int)a == m->root;
    if (!at->shown) continue;
    at->row = row++;
    at->column = column;
    column += 3;
    if (live->f->effect[a] != NULL) at->effect = effect++;
  }
  for (size_t a = 0; a < m->n_actors; a++) lay_paid(live, (int)a, &effect);
}

struct ek_live *ek_live_new(struct ek_book *b, const struct ek_result *r) {
  struct ek_live *live = ek_alloc(b->arena, sizeof *live);
  live->r = r;
  live->f = ek_flows(r);
  if (live->f == NULL) return NULL;
  live->costs = ek_cost_table(r);
  live->written_off = r->study->settings.write_off > 0;
  lay_inputs(b, live);
  if (live->inputs.n == 0) return NULL;
  lay_actors(b, live);
  return live;
}

size_t ek_live_column(const struct ek_live *live, enum ek_figure_id id, size_t horizon) {
  size_t each = live->written_off ? PER_HORIZON + 1 : PER_HORIZON, first = 2 + each * horizon, last = 2 + each * live->r->n_horizons;
  switch (id) {
  case EK_FIG_COST: return live->written_off ? first + PER_HORIZON : 1;
  case EK_FIG_BENEFIT: return first;
  case EK_FIG_RESULT: return first + 1;
  case EK_FIG_RETURN: return first + 2;
  case EK_FIG_BENEFIT_PER_YEAR: return last;
  case EK_FIG_PAYBACK_BENEFIT_MONTHS: return last + 1;
  case EK_FIG_PAYBACK_MONTHS: return live->f->step == 1 ? last + 2 : 0;
  default: return 0;
  }
}

const char *ek_live_value(const struct ek_book *b, const struct ek_live_input *input, bool study) {
  return ek_book_ref(b, &b->live->recount, input->row, study ? EK_LIVE_STUDY : EK_LIVE_INPUT);
}

/* --- formulas --------------------------------------------------------------------------- */

static void add_term(struct ek_buffer *out, const char *term) { ek_buffer_addf(out, "%s%s", out->size > 0 ? "+" : "", term); }

/* The benefit of a leaf in the months of a year. */
static void add_year_benefit(const struct ek_book *b, int a, size_t first, size_t last, struct ek_buffer *out) {
  const struct ek_live *live = b->live;
  const struct ek_live_actor *at = &live->actors[a];
  if (at->effect == 0) return;
  const char *sum = ek_sprintf(b->arena, "SUM(%s)", ek_book_range(b, &live->flows, first, at->effect, last, at->effect));
  if (live->f->bears[a] && live->displaced != 0) {
    sum = ek_sprintf(b->arena, "(%s-%s*SUM(%s))", sum, ek_book_ref(b, &live->recount, live->displaced, EK_LIVE_INPUT),
                     ek_book_range(b, &live->flows, first, EK_LIVE_PRODUCED, last, EK_LIVE_PRODUCED));
  }
  add_term(out, ek_sprintf(b->arena, "%s*%s", sum, ek_book_ref(b, &live->flows, EK_LIVE_TIMES, at->effect)));
}

static void add_year_cost(const struct ek_book *b, int a, size_t first, size_t last, const char *sign, struct ek_buffer *out) {
  const struct ek_live *live = b->live;
  const struct ek_live_actor *at = &live->actors[a];
  for (size_t i = 0; i < at->n_paid; i++) {
    ek_buffer_addf(out, "%sSUM(%s)*%s", sign, ek_book_range(b, &live->flows, first, at->paid + i, last, at->paid + i),
                   ek_book_ref(b, &live->flows, EK_LIVE_TIMES, at->paid + i));
  }
}

static const char *year_formula(const struct ek_book *b, const struct ek_figure *q) {
  const struct ek_live *live = b->live;
  size_t first = EK_LIVE_FIRST + 12 * (size_t)q->year, last = first + 11;
  bool benefit = q->def->id != EK_FIG_COST_IN_YEAR, cost = q->def->id != EK_FIG_BENEFIT_IN_YEAR;
  struct ek_buffer out = {.arena = b->arena};
  if (live->f->discounted || last - EK_LIVE_FIRST >= live->f->steps) return NULL;
  for (int a = 0; a < (int)model_of(live)->n_actors; a++) {
    if (!ek_ledger_within(live->r->ledger, a, q->actor)) continue;
    if (benefit) add_year_benefit(b, a, first, last, &out);
    if (cost) add_year_cost(b, a, first, last, benefit ? "-" : "+", &out);
  }
  return out.size > 0 && out.size < LONGEST ? ek_buffer_text(&out) : NULL;
}

/* Of an actor of whom nothing but the cost is told. */
static const char *bare_cost(const struct ek_book *b, int actor) {
  const struct ek_live *live = b->live;
  struct ek_buffer out = {.arena = b->arena};
  if (!live->f->discounted || live->written_off) return NULL;
  for (int a = 0; a < (int)model_of(live)->n_actors; a++) {
    if (ek_ledger_within(live->r->ledger, a, actor)) add_year_cost(b, a, EK_LIVE_FIRST, EK_LIVE_FIRST + live->f->steps - 1, "+", &out);
  }
  return out.size > 0 && out.size < LONGEST ? ek_buffer_text(&out) : NULL;
}

static const char *figure_formula(const struct ek_book *b, const struct ek_figure *q) {
  const struct ek_live *live = b->live;
  size_t horizon = 0;
  if (q->year >= 0) return year_formula(b, q);
  if (!live->actors[q->actor].shown) return q->def->id == EK_FIG_COST ? bare_cost(b, q->actor) : NULL;
  while (horizon < live->r->n_horizons && live->r->horizons[horizon] != q->horizon) horizon++;
  if (horizon == live->r->n_horizons && q->horizon != 0) return NULL;
  size_t column = ek_live_column(live, q->def->id, horizon);
  return column != 0 ? ek_book_ref(b, &live->recount, live->actors[q->actor].row, column) : NULL;
}

/* Does a column of what was paid belong to the row of the cost table? */
static bool in_row(const struct ek_live *live, const struct ek_flows_paid *paid, int row) {
  if (row < 0) return true;
  const struct ek_cost_row *of = &live->costs->rows[row];
  return paid->cost->pool == of->pool && paid->cost->receiver_account == of->receiver &&
         ek_text_same(paid->cost->category != NULL ? paid->cost->category : paid->cost->name.text, of->kind);
}

static void add_cost_columns(const struct ek_book *b, int payer, int row, struct ek_buffer *out) {
  const struct ek_live *live = b->live;
  const struct ek_flows_paid *paid = live->f->paid.items;
  size_t column = live->actors[payer].paid;
  for (size_t i = 0; i < live->f->paid.n; i++) {
    if (paid[i].account != payer) continue;
    if (paid[i].payer == payer && in_row(live, &paid[i], row)) {
      add_term(out, ek_sprintf(b->arena, "%s*%s", ek_book_ref(b, &live->flows, EK_LIVE_WHOLE, column), ek_book_ref(b, &live->flows, EK_LIVE_TIMES, column)));
    }
    column++;
  }
}

static const char *cost_formula(const struct ek_book *b, int payer, int row) {
  struct ek_buffer out = {.arena = b->arena};
  for (int a = 0; a < (int)model_of(b->live)->n_actors; a++) if (payer < 0 || a == payer) add_cost_columns(b, a, row, &out);
  return out.size > 0 && 2 * out.size < LONGEST ? ek_buffer_text(&out) : NULL; /* twice in a share */
}

static const char *accumulated_formula(const struct ek_book *b, const struct ek_doc_quote *q) {
  const struct ek_live *live = b->live;
  size_t step = (size_t)(q->month / live->f->step);
  if (step == 0 || step > live->f->steps || !live->actors[q->actor].shown) return NULL; /* nothing yet */
  return ek_book_ref(b, &live->steps, EK_LIVE_FIRST + step - 1, live->actors[q->actor].column + 2);
}

static const char *quoted_formula(const struct ek_book *b, const struct ek_doc_quote *q) {
  const char *part, *whole;
  switch (q->kind) {
  case EK_QUOTED_ACCUMULATED: return accumulated_formula(b, q);
  case EK_QUOTED_COST: return cost_formula(b, q->actor, q->row);
  case EK_QUOTED_COST_SHARE:
    part = cost_formula(b, q->actor, q->row);
    whole = cost_formula(b, -1, -1);
    return part != NULL && whole != NULL ? ek_sprintf(b->arena, "(%s)/(%s)", part, whole) : NULL;
  }
  return NULL;
}

/* Is it one of the result, and no group's or other alternative's? */
static bool of_result(const struct ek_live *live, const struct ek_figure *figure) {
  const struct ek_figure *all = live->r->figures.items;
  return figure->actor >= 0 && figure->stage < 0 && figure >= all && figure < all + live->r->figures.n;
}

const char *ek_live_formula(const struct ek_book *b, const struct ek_doc_cell *cell) {
  const char *formula = NULL;
  if (b->live == NULL || cell->kind == EK_CELL_EMPTY || cell->kind == EK_CELL_TEXT) return NULL;
  if (cell->quote != NULL) formula = quoted_formula(b, cell->quote);
  else if (cell->figure != NULL && of_result(b->live, cell->figure)) formula = figure_formula(b, cell->figure);
  if (formula == NULL) return NULL;
  return cell->unit == 0 || cell->unit == 1 ? ek_sprintf(b->arena, "=%s", formula) : ek_sprintf(b->arena, "=(%s)/%.0f", formula, cell->unit);
}
