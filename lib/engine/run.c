/* One run: worlds, situations, paths and costs into a ledger, and the ledger
 * into figures. The gross-to-net table is the same run with fewer corrections. */
#include "engine/run.h"

#include <gsl/gsl_version.h>
#include <math.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "engine/balance.h"
#include "engine/cohort.h"
#include "engine/cost.h"
#include "engine/draw.h"
#include "engine/figures.h"
#include "engine/groups.h"

const double *ek_run_varied(const struct ek_runner *r, enum ek_vary_kind kind, int index) {
  for (size_t i = 0; i < r->n_varied; i++) {
    if (r->varied[i].value == NULL && r->varied[i].kind == kind && r->varied[i].index == index) return r->varied[i].column;
  }
  return NULL;
}

static const struct ek_replacement *replacements(const struct ek_runner *r, size_t *n) {
  struct ek_replacement *out = ek_alloc_array(r->arena, r->n_varied, sizeof *out);
  *n = 0;
  for (size_t i = 0; i < r->n_varied; i++) {
    if (r->varied[i].value != NULL) out[(*n)++] = (struct ek_replacement){r->varied[i].value, r->varied[i].column};
  }
  return out;
}

static struct ek_world *world_new(struct ek_runner *r, const char *municipality,
                                  struct ek_pos named_at) {
  const struct ek_study *s = r->study;
  struct ek_world *w = ek_alloc(r->arena, sizeof *w);
  w->model = s->model;
  w->arena = r->arena;
  w->diags = r->diags;
  w->day = s->rules_date;
  w->price_year = s->settings.price_year;
  w->municipality = municipality;
  w->municipality_pos = named_at;
  w->draws = r->draws;
  w->overrides = s->overrides;
  w->n_overrides = s->n_overrides;
  w->assumptions = s->assumptions;
  w->n_assumptions = s->assumption_list.n;
  w->drawn = r->drawn;
  w->no_study = r->no_study;
  ek_world_init(w);
  ek_world_set_krona(w, (struct ek_pos){0});
  w->replaced = replacements(r, &w->n_replaced);
  w->fixed = ek_run_varied(r, EK_VARY_FIXED, 0);
  return w;
}

struct ek_world *ek_run_world(struct ek_runner *r, const struct ek_case *who) {
  bool own = who != NULL && who->municipality.text != NULL;
  return ek_run_place(r, own ? who->municipality.text : NULL, own ? who->municipality.pos : (struct ek_pos){0});
}

struct ek_world *ek_run_place(struct ek_runner *r, const char *municipality, struct ek_pos pos) {
  const struct ek_name *of_study = &r->study->settings.municipality;
  const struct ek_name named = municipality != NULL ? (struct ek_name){municipality, pos} : *of_study;
  const char *place = named.text != NULL ? ek_text_lower(r->arena, named.text)
                                         : r->study->model->default_municipality;
  struct ek_world **known = r->worlds.items;
  for (size_t i = 0; i < r->worlds.n; i++) {
    if (ek_text_same(known[i]->municipality, place)) return known[i];
  }
  struct ek_world *w = world_new(r, place, named.pos);
  *(struct ek_world **)ek_list_push(r->arena, &r->worlds, sizeof w) = w;
  return w;
}

/* Notes of a world whose memory is soon used again; and what it asked for, since the rules of
 * another day are held against what was used. */
void ek_run_keep_world(struct ek_world *world, struct ek_world *keeper) {
  const struct ek_note *notes = world->notes.items;
  for (size_t i = 0; i < world->notes.n; i++) {
    struct ek_note note = notes[i];
    note.name = ek_strdup(keeper->arena, note.name);
    ek_world_note(keeper, note);
  }
  for (size_t i = 0; i < world->model->n_parameters; i++) {
    if (world->parameter[i] != NULL && keeper->parameter[i] == NULL) ek_world_parameter(keeper, (int)i, NULL);
  }
  for (size_t i = 0; i < world->model->n_rules; i++) keeper->rule_used[i] |= world->rule_used[i];
}

struct ek_person ek_run_person(const struct ek_study *study, const struct ek_case *who) {
  return (struct ek_person){.age = who->age > 0 ? who->age : study->model->default_age,
                            .adults = who->household.adults,
                            .children = who->household.children.items,
                            .n_children = who->household.children.n};
}

double *ek_run_times(const struct ek_runner *r, double *column, enum ek_vary_kind kind) {
  const double *factor = ek_run_varied(r, kind, 0);
  for (size_t d = 0; factor != NULL && d < r->draws; d++) column[d] *= factor[d];
  return column;
}

/* What a phase of the case was priced as; NULL: it was not. */
static struct ek_situation *known_price(const struct ek_case_run *c, const struct ek_phase *phase) {
  const struct ek_priced_phase *known = c->phases.items;
  if (phase == &c->who->before) return c->before;
  if (phase == &c->who->full) return c->full;
  for (size_t i = 0; i < c->phases.n; i++) {
    if (known[i].phase == phase) return known[i].situation;
  }
  return NULL;
}

static struct ek_situation *price(struct ek_runner *r, struct ek_case_run *c, const struct ek_phase *phase) {
  const struct ek_situation *once = r->base != NULL ? known_price(&r->base->cases[c - r->cases], phase) : NULL;
  if (once != NULL && once->certain) return ek_situation_widen(r->arena, once, r->draws);
  return ek_situation_price(c->world, r->study, phase, &c->person, NULL);
}

static void price_case(struct ek_runner *r, struct ek_case_run *c) {
  struct ek_world *world = ek_run_world(r, c->who);
  c->person = ek_run_person(r->study, c->who);
  c->world = world;
  struct ek_env env = {.world = world, .person = &c->person};
  c->weight = ek_run_times(r, ek_quantity_eval(c->who->weight, &env), EK_VARY_PARTICIPANTS);
  c->before = price(r, c, &c->who->before);
  if (c->who->full.present) c->full = price(r, c, &c->who->full);
}

/* The first means-tested state of the phase. */
static const struct ek_holding *first_claim(const struct ek_phase *phase) {
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (phase->holdings[i].item->means_tested) return &phase->holdings[i];
  }
  return NULL;
}

/* Extents that leave part of a person in no state, or add to more than one, are likely slips.
 * A means-tested state fills up the others and takes no part of the time. */
static void warn_extents(struct ek_runner *r, const struct ek_phase *phase,
                         const struct ek_situation *s) {
  double sum = ek_column_mean(s->states, r->draws), claims = ek_column_mean(s->claims, r->draws);
  if (sum + claims < 1 - 1e-6) {
    ek_warning(r->diags, phase->pos, "a person without support is in 'ingen-ersättning' or the like",
               "the states add to %g %%; the rest of the time has no flows", (sum + claims) * 100);
  } else if (sum > 1 + 1e-6) {
    ek_warning(r->diags, phase->pos, "fine only when one state is held on top of another",
               "the states add to %g %%, more than a whole person", sum * 100);
  }
  if (claims > 1e-6 && claims < 1 - 1e-6 && sum > 1e-6) {
    const struct ek_holding *claim = first_claim(phase);
    ek_warning(r->diags, claim->pos,
               "write 100 % for all that is lacking; when one follows the other in time, write phases or two cases",
               "'%s' is %g %% of what the household lacks beside all its other incomes",
               claim->item->name.text, claims * 100);
  }
}

static struct ek_situation *priced(struct ek_runner *r, struct ek_case_run *c,
                                   const struct ek_phase *phase) {
  struct ek_situation *known = known_price(c, phase);
  if (known != NULL) return known;
  struct ek_priced_phase *p = ek_list_push(r->arena, &c->phases, sizeof *p);
  p->phase = phase;
  p->situation = price(r, c, phase);
  warn_extents(r, phase, p->situation);
  return p->situation;
}

const struct ek_phase *ek_run_lasting_phase(const struct ek_case_run *c) {
  const struct ek_phase *lasting = ek_path_lasting(c->who);
  return lasting != NULL ? lasting : &c->who->before;
}

const struct ek_situation *ek_run_lasting(struct ek_runner *r, struct ek_case_run *c) {
  const struct ek_phase *lasting = ek_run_lasting_phase(c);
  return lasting != &c->who->before ? priced(r, c, lasting) : c->before;
}

/* Production lost elsewhere: the account that bears it gives back what the participant makes. */
void ek_run_book_displaced(struct ek_ledger *ledger, const struct ek_line *line,
                           const double *displaced) {
  int production = EK_ACCOUNT_PRODUCTION(ledger->model);
  if (displaced == NULL || line->from != production) return;
  double *price = ek_alloc_array(ledger->arena, ledger->draws, sizeof *price);
  for (size_t d = 0; d < ledger->draws; d++) price[d] = -line->price[d] * displaced[d];
  struct ek_line lost = *line;
  lost.role = EK_ROLE_DISPLACED;
  lost.to = ledger->model->displaced;
  lost.price = price;
  ek_ledger_book(ledger, &lost);
}

static void book_situation(struct ek_ledger *ledger, const struct ek_case_run *c, enum ek_role role,
                           const struct ek_phase *phase, const struct ek_situation *situation,
                           const double *const *quantity, const double *steady, const double *displaced) {
  const struct ek_priced_flow *flows = situation->flows.items;
  for (size_t i = 0; i < situation->flows.n; i++) {
    struct ek_line line = {.side = EK_SIDE_EFFECT, .role = role, .who = c->who, .phase = phase,
                           .item = flows[i].item, .flow = flows[i].flow, .from = flows[i].from,
                           .to = flows[i].to, .price = flows[i].amount, .quantity = quantity,
                           .steady = steady};
    ek_ledger_book(ledger, &line);
    ek_run_book_displaced(ledger, &line, displaced);
  }
}

static void book_case(struct ek_runner *r, struct ek_ledger *ledger, struct ek_case_run *c,
                      const struct ek_corrections *corrections) {
  struct ek_path *path = ek_path_make(r->arena, r->study, c->who, c->weight, corrections,
                                      ledger->months, r->draws);
  const double *displaced = ek_path_displaced_share(r->arena, corrections, r->draws);
  for (size_t i = 0; i < path->n; i++) {
    const struct ek_path_phase *p = &path->phases[i];
    book_situation(ledger, c, EK_ROLE_WITH, p->phase, priced(r, c, p->phase), p->quantity,
                   p->steady, displaced);
  }
  book_situation(ledger, c, EK_ROLE_COMPARISON, &c->who->before, c->before, path->comparison,
                 path->comparison_steady, displaced);
}

struct ek_ledger *ek_run_ledger(struct ek_runner *r, const struct ek_corrections *corrections,
                                bool costs) {
  struct ek_ledger *ledger = ek_ledger_new(r->arena, r->study->model, r->months, r->draws);
  struct ek_corrections fading = *corrections; /* the same for all cases */
  fading.kept = ek_path_kept(r->arena, r->study, corrections, r->months, r->draws);
  for (size_t i = 0; i < r->n_cases; i++) book_case(r, ledger, &r->cases[i], &fading);
  if (r->presence != NULL) ek_presence_book(ledger, r->presence, r->study, corrections);
  if (r->cohort != NULL) ek_cohort_book(ledger, r, corrections);
  if (costs) ek_cost_book(ledger, r);
  ek_ledger_close(ledger);
  return ledger;
}

static void eval_corrections(struct ek_runner *r) {
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  for (int i = 0; i < EK_CORRECTIONS; i++) {
    const struct ek_quantity *q = r->study->correction[i];
    const double *varied = ek_run_varied(r, EK_VARY_CORRECTION, i);
    if (q != NULL) r->corrections.share[i] = ek_quantity_eval(q, &env);
    if (varied != NULL) r->corrections.share[i] = varied;
  }
  r->corrections.compared = true;
  size_t n = r->study->effect.retention_profile.n;
  const double **profile = ek_alloc_array(r->arena, n, sizeof *profile);
  for (size_t i = 0; i < n; i++) profile[i] = ek_quantity_eval(r->study->retention_profile[i], &env);
  r->corrections.profile = profile;
  r->corrections.n_profile = n;
  if (r->study->settings.profile == EK_PROFILE_NYTTOSAM &&
      (r->corrections.share[EK_RETENTION] != NULL || n > 0 || r->study->effect.lag > 0)) {
    ek_warning(r->diags, r->study->settings.pos, "choose profile: npv to count with them",
               "the nyttosam profile has a constant yearly benefit: lag and retention are left aside");
  }
}

/* A pool's shares must add to the whole, or a part of its costs would vanish. */
static void check_splits(struct ek_runner *r) {
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  const struct ek_counted_cost *costs = r->costs.items;
  for (size_t i = 0; i < r->costs.n; i++) {
    if (costs[i].cost->pool < 0) continue;
    const struct ek_pool_split *split = &r->study->splits[costs[i].cost->pool];
    double *sum = ek_alloc_array(r->arena, r->draws, sizeof *sum);
    for (size_t k = 0; k < split->n; k++) {
      const double *share = ek_quantity_eval(split->share[k], &env);
      for (size_t d = 0; d < r->draws; d++) sum[d] += share[d];
    }
    size_t d = 0;
    while (d < r->draws && fabs(sum[d] - 1) < 1e-9) d++;
    if (d == r->draws) continue;
    ek_error(r->diags, split->n > 0 ? split->share[0]->value->pos : costs[i].cost->pos, NULL,
             "the shares of '%s' add to %g %%, not 100 %%", costs[i].cost->payer.text, sum[d] * 100);
  }
}

/* How many participants there are. */
static double price_people(struct ek_runner *r) {
  size_t errors = ek_diags_errors(r->diags);
  r->crowd = ek_crowd_price(r);
  if (ek_diags_errors(r->diags) > errors) return 1; /* that is not what is wrong */
  struct ek_cells *cells = ek_cells_make(r->arena, r->crowd);
  r->weighting = ek_weighting_make(r);
  if (r->weighting != NULL) cells->factor = r->weighting->factor;
  r->presence = r->everybody = ek_presence_make(r->arena, cells, NULL, r->study->people->whole);
  return r->presence->people;
}

bool ek_run_prepare(struct ek_runner *r) {
  size_t before = ek_diags_errors(r->diags);
  ek_cost_count(r, false);
  ek_draw_columns(r);
  eval_corrections(r);
  check_splits(r);
  const struct ek_settings *s = &r->study->settings;
  const int *horizons = s->horizons.items;
  r->months = (size_t)horizons[s->horizons.n - 1];
  size_t costs = s->profile == EK_PROFILE_NYTTOSAM ? 1 : ek_cost_months(r->study);
  if (costs > r->months) r->months = costs;
  r->months = (r->months + 11) / 12 * 12; /* whole years, so that the last one is whole too */
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  const double *rate = r->study->discount_rate != NULL ? ek_quantity_eval(r->study->discount_rate, &env) : NULL;
  const struct ek_schedule *schedule = r->study->schedule >= 0 ? &r->study->model->schedules[r->study->schedule] : NULL;
  if (ek_run_varied(r, EK_VARY_DISCOUNT, 0) != NULL) {
    rate = ek_run_varied(r, EK_VARY_DISCOUNT, 0);
    schedule = NULL;
  }
  r->rate = rate;
  r->schedule = schedule;
  if (!r->lean) r->discount = ek_discount_months(r->arena, schedule, rate, (enum ek_timing)s->timing, r->months, r->draws);
  r->n_cases = r->study->participants.cases.n;
  r->cases = ek_alloc_array(r->arena, r->n_cases, sizeof *r->cases);
  const struct ek_case *cases = r->study->participants.cases.items;
  for (size_t i = 0; i < r->n_cases; i++) {
    r->cases[i].who = &cases[i];
    price_case(r, &r->cases[i]);
    warn_extents(r, &cases[i].before, r->cases[i].before);
  }
  double people = 0;
  for (size_t i = 0; i < r->n_cases; i++) people += ek_column_mean(r->cases[i].weight, r->draws);
  if (r->study->people != NULL) people = r->presence != NULL ? r->presence->people : price_people(r);
  if (r->study->outcomes.cohort.present) people = ek_cohort_prepare(r);
  if (people == 0) {
    ek_warning(r->diags, r->study->participants.pos, "give the cases their weights",
               "there are no participants: all weights are 0");
  }
  return ek_diags_errors(r->diags) == before;
}

static void gather_notes(struct ek_runner *r, struct ek_result *out) {
  struct ek_world *const *worlds = r->worlds.items;
  for (size_t i = 0; i < r->worlds.n; i++) {
    const struct ek_note *notes = worlds[i]->notes.items;
    for (size_t k = 0; k < worlds[i]->notes.n; k++) {
      ek_world_note(worlds[0], notes[k]);
    }
  }
  out->notes = worlds[0]->notes;
}

enum ek_status ek_run_result(struct ek_runner *r, struct ek_result **out) {
  struct ek_arena *arena = r->arena;
  struct ek_diags *diags = r->diags;
  const struct ek_study *study = r->study;
  size_t before = ek_diags_errors(diags);
  struct ek_result *result = ek_alloc(arena, sizeof *result);
  result->study = study;
  result->model = study->model;
  result->arena = arena;
  result->draws = r->draws;
  result->gross = study->comparison.before_continues;
  result->months = (int)r->months;
  result->n_horizons = study->settings.horizons.n;
  result->horizons = study->settings.horizons.items;
  result->n_years = (r->months + 11) / 12;
  result->world = ek_run_world(r, NULL);
  result->runner = r;
  result->weighting = r->weighting;
  struct ek_ledger *ledger = ek_run_ledger(r, &r->corrections, true);
  result->ledger = ledger;
  if (ek_diags_errors(diags) > before) return EK_INPUT_ERROR;
  if (!ek_balance_finite(ledger)) {
    ek_error(diags, (struct ek_pos){.source = study->source}, "look for a wage, a price, a weight or a cost that is far too large",
             "the amounts are too large to compute with");
    return EK_INPUT_ERROR;
  }
  if (!ek_balance_prove(ledger, &result->balance)) return EK_BALANCE_ERROR;
  ek_figures_compute(r, result);
  r->result = result;
  *out = result;
  return ek_diags_errors(diags) > before ? EK_INPUT_ERROR : EK_OK;
}

enum ek_status ek_run(struct ek_arena *arena, const struct ek_study *study, struct ek_result **out,
                      struct ek_diags *diags) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = study, .draws = 1,
                          .alternative = study->outcomes.cohort.chosen};
  if (!ek_run_prepare(r)) return EK_INPUT_ERROR;
  enum ek_status status = ek_run_result(r, out);
  if (status == EK_OK && r->presence != NULL) status = ek_groups_run(r, *out);
  if (status == EK_OK && r->cohort != NULL) status = ek_alternatives_run(r, *out);
  if (status == EK_OK) gather_notes(r, *out);
  return status;
}

const char *ek_run_library(void) { return gsl_version; }
