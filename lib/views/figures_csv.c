/* Every figure as a tidy row, for scripts and spreadsheets. The columns are
 * described in render.h and do not change. */
#include <math.h>

#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/path.h"
#include "engine/rules_change.h"
#include "engine/settlement.h"
#include "engine/weighting.h"
#include "people/people.h"
#include "render/csv_row.h"
#include "views/figures.h"
#include "views/findings.h"
#include "views/parts.h"
#include "views/stamp.h"

enum { COLUMNS = 9, PEOPLE_COLUMNS = 17 };

/* Columns that a study with participants in a file has besides. */
struct people_cells {
  const char *breakdown, *group;
  const struct ek_interval *interval; /* or NULL */
};

/* The value is a number. */
static void add_row_of(struct ek_buffer *out, const struct ek_result *r, const char *const cells[COLUMNS],
                       const struct people_cells *people) {
  const char *all[PEOPLE_COLUMNS] = {0};
  for (size_t i = 0; i < COLUMNS; i++) all[i] = cells[i];
  for (size_t i = COLUMNS; i < PEOPLE_COLUMNS; i++) all[i] = "";
  if (r->study->people == NULL) {
    ek_csv_row(out, all, COLUMNS, 1u << 7);
    return;
  }
  if (people != NULL) {
    const struct ek_interval *i = people->interval;
    all[9] = people->breakdown;
    all[10] = people->group;
    const double values[] = {i != NULL ? i->low : NAN, i != NULL ? i->high : NAN, i != NULL ? i->low80 : NAN,
                             i != NULL ? i->high80 : NAN, i != NULL ? i->error : NAN, i != NULL ? i->above : NAN};
    for (size_t k = 0; k < 6; k++) {
      if (isinf(values[k])) all[11 + k] = "never";
      else if (!isnan(values[k])) all[11 + k] = ek_number_exact(out->arena, values[k]);
    }
  }
  ek_csv_row(out, all, PEOPLE_COLUMNS, 1u << 7 | 63u << 11);
}

static void add_row(struct ek_buffer *out, const struct ek_result *r, const char *const cells[COLUMNS]) {
  add_row_of(out, r, cells, NULL);
}

/* `masked`: it rests on few persons, and what it is is not said. */
static void add_figure(struct ek_buffer *out, const struct ek_result *r, const struct ek_figure *f,
                       const char *section, const struct people_cells *people, bool masked) {
  struct ek_arena *arena = out->arena;
  const char *cells[COLUMNS] = {
      section,
      f->def->name,
      f->actor >= 0 ? r->model->actors[f->actor].name.text : "",
      f->horizon > 0 ? ek_sprintf(arena, "%d", f->horizon) : "",
      f->year >= 0 ? ek_sprintf(arena, "%d", f->year) : "",
      f->def->by_stage ? ek_correction_name(f->stage) : "",
      ek_figure_unit_in(r, f->def->unit),
      !masked && isfinite(f->value) ? ek_number_exact(arena, f->value) : "",
      masked ? "masked" : isnan(f->value) ? "none" : isinf(f->value) ? "never" : ""};
  add_row_of(out, r, cells, people);
}

static void add_figures(struct ek_buffer *out, const struct ek_result *r, const char *section,
                        const char *breakdown, const char *group, bool masked) {
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    const struct ek_interval *interval = r->bootstrap != NULL && r->bootstrap->of[i].known ? &r->bootstrap->of[i] : NULL;
    const struct people_cells people = {breakdown, group, masked ? NULL : interval};
    add_figure(out, r, &f[i], section, &people, masked || f[i].hidden);
  }
}

/* Groups of participants, and those that were followed up alone. */
static void add_groups(struct ek_buffer *out, const struct ek_result *r) {
  const struct ek_breakdown_result *b = r->breakdowns.items;
  if (r->sample != NULL) add_figures(out, r->sample, "sample", "", "", false);
  for (size_t i = 0; i < r->breakdowns.n; i++) {
    for (size_t g = 0; g < b[i].by->n; g++) {
      const struct ek_group *group = &b[i].groups[g];
      add_figures(out, group->result, "group", b[i].by->name, group->label, group->masked);
    }
  }
}

/* A number of the weights: of an actor, of a category of a variable (or a state), or of all. */
static void add_weighted(struct ek_buffer *out, const struct ek_result *r, const char *figure, int actor,
                         const struct people_cells *of, const char *unit, double value, bool masked) {
  bool none = masked || !isfinite(value);
  const char *cells[COLUMNS] = {"weighting", figure, actor >= 0 ? r->model->actors[actor].name.text : "", "", "", "", unit,
                                none ? "" : ek_number_exact(out->arena, value), masked ? "masked" : none ? "none" : ""};
  add_row_of(out, r, cells, of);
}

/* What weights make of the effect on each, beside the group as it is. */
static void add_weighted_effects(struct ek_buffer *out, const struct ek_result *r) {
  const struct ek_contrast *c = r->contrasts.items;
  for (size_t i = 0; i < r->contrasts.n; i++) {
    const struct people_cells of = {c[i].state != NULL ? "state" : "", c[i].state != NULL ? c[i].state->name.text : "", NULL};
    const char *unit = c[i].state != NULL ? "1" : ek_figure_unit_in(r, EK_IN_KR_PER_YEAR);
    const struct {
      const char *figure;
      double value;
    } rows[] = {{"effect", c[i].difference}, {"effect_error", c[i].error_of_difference},
                {"effect_unweighted", c[i].unweighted}, {"effect_unweighted_error", c[i].error_unweighted}};
    for (size_t k = 0; k < 4; k++) add_weighted(out, r, rows[k].figure, c[i].actor, &of, unit, rows[k].value, c[i].masked);
  }
}

static void add_weighting(struct ek_buffer *out, const struct ek_result *r) {
  const struct ek_weighting *w = r->weighting;
  add_weighted_effects(out, r);
  add_weighted(out, r, "effective_persons", -1, NULL, "persons", round(w->effective * 10) / 10, false);
  add_weighted(out, r, "cut", -1, NULL, "persons", (double)ek_weighting_told(w->n_cut), w->n_cut > 0 && w->n_cut < EK_FEWEST);
  add_weighted(out, r, "lowest_tenth", -1, NULL, "1", round(w->low * 100) / 100, false);
  add_weighted(out, r, "highest_tenth", -1, NULL, "1", round(w->high * 100) / 100, false);
  struct ek_list balance = ek_part_covariates(r);
  const struct ek_covariate *b = balance.items;
  for (size_t i = 0; i < balance.n; i++) {
    const struct people_cells of = {b[i].variable, b[i].value != NULL ? b[i].value : "", NULL};
    bool masked = b[i].masked[0] || b[i].masked[1];
    add_weighted(out, r, "difference_unweighted", -1, &of, "1", b[i].difference, masked);
    add_weighted(out, r, "difference_weighted", -1, &of, "1", b[i].difference_weighed, masked);
  }
}

static void add_note(struct ek_buffer *out, const struct ek_result *r, const char *section,
                     const char *key, const char *text) {
  const char *cells[COLUMNS] = {section, key, "", "", "", "", "", "", text};
  add_row(out, r, cells);
}

static void add_amount(struct ek_buffer *out, const struct ek_result *r, const char *figure,
                       int actor, int horizon, double value) {
  const char *cells[COLUMNS] = {"rules_change",
                                figure,
                                r->model->actors[actor].name.text,
                                ek_sprintf(out->arena, "%d", horizon),
                                "",
                                "",
                                ek_figure_unit_in(r, EK_IN_KR),
                                isnan(value) ? "" : ek_number_exact(out->arena, value),
                                isnan(value) ? "masked" : ""};
  add_row(out, r, cells);
}

static void add_value(struct ek_buffer *out, const struct ek_result *r, const char *which, const struct ek_value_change *v,
                      double value) {
  const char *name = v->parameter->name.text, *place = v->place;
  const char *cells[COLUMNS] = {
      "rules_change", which, "", "", "", "",
      ek_csv_unit(out->arena, v->parameter->unit),
      ek_number_exact(out->arena, value),
      place != NULL ? ek_sprintf(out->arena, "%s (%s)", name, place) : name};
  add_row(out, r, cells);
}

/* Results under the other day's rules, what they differ by, and what lies behind. */
static void add_rules_change(struct ek_buffer *out, const struct ek_result *r, enum ek_lang lang) {
  const struct ek_rules_change *c = r->rules_change;
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      int horizon = r->horizons[h];
      add_amount(out, r, "result_other_rules", a, horizon, ek_rules_result(r, a, horizon));
      add_amount(out, r, "result_difference", a, horizon, ek_rules_difference(r, a, horizon));
    }
  }
  const struct ek_value_change *v = c->values.items;
  for (size_t i = 0; i < c->values.n; i++) {
    add_value(out, r, "value_own_rules", &v[i], v[i].own);
    add_value(out, r, "value_other_rules", &v[i], v[i].other);
  }
  const struct ek_rule *const *rules = c->rules.items;
  for (size_t i = 0; i < c->rules.n; i++) add_note(out, r, "rules_change", "rule", rules[i]->name.text);
  struct ek_list found = ek_note_findings(r, &c->notes, ek_day_year(c->day), lang);
  const struct ek_finding *finding = found.items;
  for (size_t i = 0; i < found.n; i++) add_note(out, r, "rules_change", finding[i].kind, finding[i].text);
}

static void add_settled(struct ek_buffer *out, const struct ek_result *r, const char *figure, int actor, int horizon, const char *unit,
                        double value, const char *text) {
  const char *number = isfinite(value) ? ek_number_exact(out->arena, value) : "";
  const char *cells[COLUMNS] = {"settlement", figure, r->model->actors[actor].name.text, ek_sprintf(out->arena, "%d", horizon), "", "",
                                unit, number, isfinite(value) ? text : "none"};
  add_row(out, r, cells);
}

/* Payments between public actors and shares of the cost at a horizon. */
static void add_settlement(struct ek_buffer *out, const struct ek_result *r, int horizon) {
  const struct ek_settlement *s = ek_settlement_of(r, horizon, false);
  const char *kr = ek_figure_unit_in(r, EK_IN_KR), *share = ek_figure_unit_in(r, EK_IN_SHARE);
  for (size_t i = 0; s != NULL && i < s->n; i++) {
    const struct ek_party *p = &s->parties[i];
    const struct {
      const char *figure, *unit;
      double value;
    } rows[] = {{"compensation", kr, p->compensation}, {"bears", kr, p->bears}, {"bears_at_most", kr, p->most},
                {"share", share, p->share[EK_SPLIT_TODAY]}, {"share_at_most", share, p->break_even},
                {"share_by_benefit_of_payers", share, p->share[EK_SPLIT_PAYERS]},
                {"share_by_benefit_of_gainers", share, p->share[EK_SPLIT_GAINERS]}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) add_settled(out, r, rows[k].figure, p->actor, horizon, rows[k].unit, rows[k].value, "");
  }
  const struct ek_payment *payment = s != NULL ? s->payments.items : NULL;
  for (size_t i = 0; s != NULL && i < s->payments.n; i++) {
    add_settled(out, r, "payment", s->parties[payment[i].from].actor, horizon, kr, payment[i].amount,
                r->model->actors[s->parties[payment[i].to].actor].name.text);
  }
}

void ek_render_figures_csv(const struct ek_result *result, struct ek_diags *diags,
                           enum ek_lang lang, struct ek_buffer *out) {
  ek_buffer_add(out, "section,figure,actor,horizon_months,year,stage,unit,value,text");
  if (result->study->people != NULL) ek_buffer_add(out, ",breakdown,group,low95,high95,low80,high80,error,above0");
  ek_buffer_add(out, "\n");
  add_figures(out, result, "figure", "", "", false);
  add_groups(out, result);
  if (result->weighting != NULL) add_weighting(out, result);
  for (size_t h = 0; h < result->n_horizons; h++) add_settlement(out, result, result->horizons[h]);
  if (result->rules_change != NULL) add_rules_change(out, result, lang);
  struct ek_list stamps = ek_stamps(result), findings = ek_findings(result, diags, lang);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) add_note(out, result, "stamp", stamp[i].key, stamp[i].text);
  const struct ek_finding *finding = findings.items;
  for (size_t i = 0; i < findings.n; i++) {
    add_note(out, result, "warning", finding[i].kind, finding[i].text);
  }
}
