/* Where assumptions, flows and figures stand in the workbook, and the formulas that lead from one to the other. */
#include "render/workbook_live.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "engine/run.h"

/* --- lay-out ---------------------------------------------------------------------------- */

enum { FIRST_INPUT = 5, PER_HORIZON = 3, LONGEST = 8000 /* of a formula */, MOST_STAYS = 1000 };

static const struct ek_model *model_of(const struct ek_live *live) { return live->r->model; }

static void add_input(struct ek_book *b, struct ek_live *live, struct ek_live_input input) {
  input.row = FIRST_INPUT + live->inputs.n;
  *(struct ek_live_input *)ek_list_push(b->arena, &live->inputs, sizeof input) = input;
}

/* What the study does not state stands as it counts then. */
static const char *share_of(struct ek_book *b, bool stated) {
  return EK_BOOK_SAID(b, stated ? EK_W_X_SHARE : EK_W_X_SHARE_UNSTATED);
}

/* True when any of them says how much of the effect is left, whatever it is of. Of type cases displacement may be added. */
static bool add_corrections(struct ek_book *b, struct ek_live *live) {
  bool any = false;
  static const struct {
    enum ek_correction correction;
    enum ek_word label;
  } known[] = {{EK_DEADWEIGHT, EK_W_A_DEADWEIGHT}, {EK_LEAKAGE, EK_W_A_LEAKAGE}, {EK_DISPLACEMENT, EK_W_A_DISPLACEMENT},
               {EK_SUBSTITUTION, EK_W_A_SUBSTITUTION}, {EK_ATTRIBUTION, EK_W_A_ATTRIBUTION}, {EK_HAIRCUT, EK_W_A_HAIRCUT}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    enum ek_correction correction = known[i].correction;
    const double *share = live->f->share[correction];
    bool may = correction == EK_DISPLACEMENT && live->f->stays.n > 0 && model_of(live)->displaced >= 0;
    if (share == NULL && !may) continue;
    add_input(b, live, (struct ek_live_input){EK_LIVE_CORRECTION, correction, NULL, EK_BOOK_SAID(b, known[i].label), share_of(b, share != NULL),
                                              share != NULL ? share[0] : 0, 0});
    any |= correction != EK_DISPLACEMENT && correction != EK_SUBSTITUTION;
  }
  return any;
}

/* How many whole years after the outcome began something of it is still counted; -1: nothing fades. */
static int years_faded(const struct ek_live *live) {
  const struct ek_flows_stay *stays = live->f->stays.items;
  int most = -1;
  for (size_t i = 0; i < live->f->stays.n; i++) {
    if (stays[i].begun == SIZE_MAX || stays[i].end <= stays[i].first) continue;
    int years = (int)((stays[i].end - 1 - stays[i].begun) / 12);
    if (years > most) most = years;
  }
  return most;
}

/* A profile says what is left year by year, and the last of it holds on. */
static void add_fading(struct ek_book *b, struct ek_live *live) {
  size_t n = live->r->study->effect.retention_profile.n;
  int years = years_faded(live);
  const double *share = live->f->share[EK_RETENTION];
  if (!live->phased || years < 0) return;
  if (n == 0) {
    add_input(b, live, (struct ek_live_input){EK_LIVE_RETENTION, 0, NULL, EK_BOOK_SAID(b, EK_W_A_RETENTION), share_of(b, share != NULL),
                                              share != NULL ? share[0] : 1, 0});
  }
  for (size_t i = 0; i < n && (int)i <= years; i++) {
    const char *label = EK_BOOK_SAY(b, i + 1 < n ? EK_W_X_KEPT : EK_W_X_KEPT_ON, ek_sprintf(b->arena, "%zu", i + 1));
    add_input(b, live, (struct ek_live_input){EK_LIVE_KEPT, i, NULL, label, EK_BOOK_SAID(b, EK_W_X_SHARE), live->f->kept[12 * i], 0});
  }
}

/* "Diskonteringsränta, år 31–75" of a schedule. */
static const char *rate_label(struct ek_book *b, const struct ek_live *live, size_t i) {
  const struct ek_flows_rate *rates = live->f->rates.items;
  const char *name = EK_BOOK_SAID(b, EK_W_A_DISCOUNT);
  if (live->f->rates.n == 1 && rates[i].years == 0) return name;
  const char *first = ek_number_exact(b->arena, rates[i].from), *last = ek_number_exact(b->arena, rates[i].from + rates[i].years);
  return rates[i].years > 0 ? EK_BOOK_SAY(b, EK_W_X_RATE_YEARS, name, first, last) : EK_BOOK_SAY(b, EK_W_X_RATE_AFTER, name, first);
}

static void add_rates(struct ek_book *b, struct ek_live *live) {
  const struct ek_flows_rate *rates = live->f->rates.items;
  for (size_t i = 0; i < live->f->rates.n; i++) {
    const char *unit = EK_BOOK_SAY(b, EK_W_PER_YEAR, EK_BOOK_SAID(b, EK_W_X_SHARE));
    add_input(b, live, (struct ek_live_input){EK_LIVE_RATE, i, NULL, rate_label(b, live, i), unit, rates[i].value, 0});
  }
}

static void add_participants(struct ek_book *b, struct ek_live *live) {
  for (size_t i = 0; live->phased && i < live->r->runner->n_cases; i++) {
    const struct ek_case_run *run = &live->r->runner->cases[i];
    add_input(b, live, (struct ek_live_input){EK_LIVE_PARTICIPANTS, i, NULL, EK_BOOK_SAY(b, EK_W_X_PARTICIPANTS, run->who->name.text),
                                              EK_BOOK_SAID(b, EK_W_X_PERSONS), run->weight[0], 0});
  }
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
    add_input(b, live, (struct ek_live_input){EK_LIVE_COST, 0, paid[i].cost, label, unit_of(b, paid[i].cost), paid[i].amount, 0});
  }
}

static void lay_inputs(struct ek_book *b, struct ek_live *live) {
  bool net = add_corrections(b, live);
  bool displaced = ek_live_find(live, EK_LIVE_CORRECTION, EK_DISPLACEMENT) != NULL || ek_live_find(live, EK_LIVE_CORRECTION, EK_SUBSTITUTION) != NULL;
  add_fading(b, live);
  add_rates(b, live);
  if (live->written_off) {
    add_input(b, live, (struct ek_live_input){EK_LIVE_WRITE_OFF, 0, NULL, EK_BOOK_SAID(b, EK_W_A_WRITE_OFF), EK_BOOK_SAID(b, EK_W_X_IN_MONTHS),
                                              live->r->study->settings.write_off, 0});
  }
  add_costs(b, live);
  add_participants(b, live);
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
  size_t row = live->results + 2, column = 1, effect = EK_LIVE_EFFECTS, moved = EK_LIVE_MOVED;
  for (size_t a = 0; a < m->n_actors; a++) {
    struct ek_live_actor *at = &live->actors[a];
    at->shown = live->f->touched[a] || (int)a == m->root;
    if (!at->shown) continue;
    at->row = row++;
    row += (int)a == m->root; /* below it, what it is in the study */
    at->column = column;
    column += 3;
    if (live->f->effect[a] == NULL) continue;
    at->effect = effect++;
    at->moved = moved++;
  }
  live->produced = moved;
  live->first_month = moved + 3;
  for (size_t a = 0; a < m->n_actors; a++) lay_paid(live, (int)a, &effect);
}

struct ek_live *ek_live_new(struct ek_book *b, const struct ek_result *r) {
  struct ek_live *live = ek_alloc(b->arena, sizeof *live);
  live->r = r;
  live->f = ek_flows(r);
  if (live->f == NULL) return NULL;
  live->costs = ek_cost_table(r);
  live->written_off = r->study->settings.write_off > 0;
  live->phased = live->f->stays.n > 0 && live->f->stays.n <= MOST_STAYS;
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

const struct ek_live_input *ek_live_find(const struct ek_live *live, enum ek_live_kind kind, size_t index) {
  const struct ek_live_input *inputs = live->inputs.items;
  for (size_t i = 0; i < live->inputs.n; i++) if (inputs[i].kind == kind && inputs[i].index == index) return &inputs[i];
  return NULL;
}

size_t ek_live_first_row(const struct ek_live *live, size_t step) { return EK_LIVE_FIRST + live->f->first[step]; }
size_t ek_live_last_row(const struct ek_live *live, size_t step) { return EK_LIVE_FIRST + live->f->first[step + 1] - 1; }

const char *ek_live_value(const struct ek_book *b, const struct ek_live_input *input, bool study) {
  return ek_book_ref(b, &b->live->recount, input->row, study ? EK_LIVE_STUDY : EK_LIVE_INPUT);
}

/* --- formulas --------------------------------------------------------------------------- */

static void add_term(struct ek_buffer *out, const char *term) { ek_buffer_addf(out, "%s%s", out->size > 0 ? "+" : "", term); }

/* Is an account told as a part of an actor, and not within a larger part of it? */
static bool part_of(const struct ek_live *live, int a, int actor) {
  if (!live->f->part[a] || !ek_ledger_within(live->r->ledger, a, actor)) return false;
  for (int up = a; up != actor;) {
    up = model_of(live)->actors[up].parent;
    if (live->f->part[up]) return false;
  }
  return true;
}

/* The benefit of a part in the months of a year. */
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
  size_t per_year = 12 / (size_t)live->f->step, year = (size_t)q->year;
  bool benefit = q->def->id != EK_FIG_COST_IN_YEAR, cost = q->def->id != EK_FIG_BENEFIT_IN_YEAR;
  struct ek_buffer out = {.arena = b->arena};
  if (live->f->discounted || (year + 1) * per_year > live->f->steps) return NULL;
  size_t first = ek_live_first_row(live, year * per_year), last = ek_live_last_row(live, (year + 1) * per_year - 1);
  for (int a = 0; a < (int)model_of(live)->n_actors; a++) {
    if (benefit && part_of(live, a, q->actor)) add_year_benefit(b, a, first, last, &out);
    if (cost && ek_ledger_within(live->r->ledger, a, q->actor)) add_year_cost(b, a, first, last, benefit ? "-" : "+", &out);
  }
  return out.size > 0 && out.size < LONGEST ? ek_buffer_text(&out) : NULL;
}

/* What an account pays in all, as present value. */
static void add_whole_cost(const struct ek_book *b, int a, struct ek_buffer *out) {
  const struct ek_live *live = b->live;
  const struct ek_live_actor *at = &live->actors[a];
  size_t last = EK_LIVE_FIRST + live->f->rows - 1;
  for (size_t i = 0; i < at->n_paid; i++) {
    ek_buffer_addf(out, "+SUMPRODUCT(%s,%s)*%s", ek_book_range(b, &live->flows, EK_LIVE_FIRST, at->paid + i, last, at->paid + i),
                   ek_book_range(b, &live->flows, EK_LIVE_FIRST, EK_LIVE_FACTOR, last, EK_LIVE_FACTOR),
                   ek_book_ref(b, &live->flows, EK_LIVE_TIMES, at->paid + i));
  }
}

/* Of an actor of whom nothing but the cost is told. */
static const char *bare_cost(const struct ek_book *b, int actor) {
  const struct ek_live *live = b->live;
  struct ek_buffer out = {.arena = b->arena};
  if (live->written_off) return NULL;
  for (int a = 0; a < (int)model_of(live)->n_actors; a++) {
    if (ek_ledger_within(live->r->ledger, a, actor)) add_whole_cost(b, a, &out);
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
