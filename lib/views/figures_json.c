/* Everything a run found, as one JSON object for other programs. */
#include <math.h>

#include "base/file.h"
#include "base/text.h"
#include "comparison/peer.h"
#include "engine/alternatives.h"
#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/cost_table.h"
#include "engine/few.h"
#include "engine/path.h"
#include "people/people.h"
#include "study/layers.h"
#include "views/figures.h"
#include "views/findings.h"
#include "views/result_json.h"
#include "views/stamp.h"

/* The files of a study of several, base first, and what each changes. A value is null where there
 * was or is none, and left out where it is a list, a map or a long text. */
static json_t *layers_array(struct ek_json *json, const struct ek_study *study) {
  json_t *array = json_array();
  const struct ek_layer *layers = study->layers.items;
  for (size_t i = 0; i < study->layers.n; i++) {
    json_t *layer = json_object(), *changes = json_array();
    const struct ek_change *c = layers[i].changes.items;
    ek_json_put_text(json, layer, "file", layers[i].name);
    ek_json_put_text(json, layer, "sha256", layers[i].hash);
    for (size_t k = 0; k < layers[i].changes.n; k++) {
      json_t *change = json_object();
      ek_json_put_text(json, change, "path", c[k].path);
      if (c[k].before == NULL || *c[k].before != '\0') ek_json_put_text(json, change, "before", c[k].before);
      if (c[k].now == NULL || *c[k].now != '\0') ek_json_put_text(json, change, "now", c[k].now);
      ek_json_push(json, changes, change);
    }
    ek_json_put(json, layer, "changes", changes);
    ek_json_push(json, array, layer);
  }
  return array;
}

static json_t *stamp_object(struct ek_json *json, struct ek_list stamps, const struct ek_study *study) {
  json_t *object = json_object(), *sets = json_array();
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) {
    if (ek_text_same(stamp[i].key, "set") || ek_text_same(stamp[i].key, "layer")) continue;
    const char *text = *stamp[i].text != '\0' ? stamp[i].text : NULL;
    ek_json_put_text(json, object, stamp[i].key, text);
  }
  if (study->layers.n > 0) ek_json_put(json, object, "layers", layers_array(json, study));
  const struct ek_setting *set = study->set.items;
  for (size_t i = 0; i < study->set.n; i++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "path", set[i].path);
    ek_json_put_text(json, one, "text", set[i].text);
    ek_json_push(json, sets, one);
  }
  ek_json_put(json, object, "set", sets);
  return object;
}

json_t *ek_json_stamp(struct ek_json *json, const struct ek_result *r) {
  json_t *object = stamp_object(json, ek_stamps(r), r->study);
  ek_json_put_int(json, object, "draws", (long long)r->draws);
  ek_json_put_int(json, object, "price_year", r->study->settings.price_year);
  return object;
}

json_t *ek_json_stamp_study(struct ek_json *json, const struct ek_study *study, const struct ek_people_file *participants, const struct ek_people_file *group) {
  return stamp_object(json, ek_stamps_study(json->arena, study, participants, group), study);
}

/* What results must have in common to be compared, as a study would write it. */
static json_t *settings_object(struct ek_json *json, const struct ek_result *r) {
  json_t *object = json_object();
  struct ek_ground ground = ek_ground_of(r);
  ek_json_put_text(json, object, "municipality", r->study->settings.municipality.text);
  for (int i = EK_GROUND_HORIZON + 1; i < EK_GROUND_PARTS; i++) ek_json_put_text(json, object, ek_ground_key((enum ek_ground_part)i), ground.part[i]);
  return object;
}

static json_t *study_object(struct ek_json *json, const struct ek_result *r) {
  static const char *const profiles[] = {"npv", "nyttosam"};
  const struct ek_study *study = r->study;
  json_t *object = json_object(), *class = json_object(), *horizons = json_array();
  ek_json_put_text(json, object, "title", study->title);
  ek_json_put_text(json, object, "organisation", study->organisation);
  ek_json_put_text(json, class, "target", study->class.target);
  ek_json_put_text(json, class, "type", study->class.type);
  ek_json_put_text(json, class, "phase", study->class.phase);
  ek_json_put(json, object, "class", class);
  bool compared = study->people != NULL && study->people->n > study->people->participants;
  ek_json_put_text(json, object, "comparison", r->alternatives != NULL ? "reference" : r->gross ? "before_continues" : compared ? "group" : "deadweight");
  ek_json_put_text(json, object, "counterfactual", ek_counterfactual_name(ek_counterfactual_of(r)));
  ek_json_put_text(json, object, "profile", profiles[study->settings.profile]);
  ek_json_put_text(json, object, "start", ek_month_text(json->arena, study->settings.start));
  for (size_t i = 0; i < r->n_horizons; i++) {
    ek_json_push(json, horizons, json_integer(r->horizons[i]));
  }
  ek_json_put(json, object, "horizons_months", horizons);
  ek_json_put(json, object, "settings", settings_object(json, r));
  return object;
}

static void put_limit(struct ek_json *json, json_t *object, const char *key, double value) {
  if (isnan(value)) ek_json_put(json, object, key, json_null());
  else if (isinf(value)) ek_json_put_text(json, object, key, "never");
  else ek_json_put(json, object, key, json_real(value));
}

/* What samples say of a figure. */
static void put_interval(struct ek_json *json, json_t *object, const struct ek_interval *i) {
  put_limit(json, object, "low95", i->low);
  put_limit(json, object, "high95", i->high);
  put_limit(json, object, "low80", i->low80);
  put_limit(json, object, "high80", i->high80);
  put_limit(json, object, "error", i->error);
  put_limit(json, object, "above0", i->above);
}

static json_t *figure_object(struct ek_json *json, const struct ek_result *r,
                             const struct ek_figure *f) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "figure", f->def->name);
  if (f->actor >= 0) {
    ek_json_put_text(json, object, "actor", r->model->actors[f->actor].name.text);
  }
  if (f->horizon > 0) ek_json_put_int(json, object, "horizon_months", f->horizon);
  if (f->year >= 0) ek_json_put_int(json, object, "year", f->year);
  if (f->def->by_stage) ek_json_put_text(json, object, "stage", ek_correction_name(f->stage));
  ek_json_put_text(json, object, "unit", ek_figure_unit_in(r, f->def->unit));
  if (f->hidden) ek_json_put(json, object, "value", json_null());
  else ek_json_put_number(json, object, f->value);
  if (f->hidden) ek_json_put(json, object, "masked", json_true());
  const struct ek_figure *all = r->figures.items;
  if (r->bootstrap != NULL && r->bootstrap->of[f - all].known) put_interval(json, object, &r->bootstrap->of[f - all]);
  return object;
}

static json_t *figure_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  const struct ek_figure *figures = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    ek_json_push(json, array, figure_object(json, r, &figures[i]));
  }
  return array;
}

static json_t *file_object(struct ek_json *json, const struct ek_people_file *file) {
  json_t *object = json_object(), *unused = json_array();
  ek_json_put_text(json, object, "file", file->name);
  ek_json_put_text(json, object, "sha256", ek_file_hash(json->arena, file->source->text, file->source->size));
  ek_json_put_text(json, object, "encoding", file->encoding);
  ek_json_put_text(json, object, "delimiter", ek_sprintf(json->arena, "%c", file->delimiter));
  ek_json_put_int(json, object, "rows", (long long)file->rows);
  ek_json_put_int(json, object, "persons", (long long)file->members);
  ek_json_put_int(json, object, "excluded", (long long)file->excluded);
  const char *const *names = file->unused.items;
  for (size_t i = 0; i < file->unused.n; i++) ek_json_push(json, unused, json_string(names[i]));
  ek_json_put(json, object, "columns_not_used", unused);
  return object;
}

/* The people that figures rest on. */
static json_t *people_object(struct ek_json *json, const struct ek_result *r) {
  const struct ek_people *p = r->study->people;
  json_t *object = json_object();
  ek_json_put_int(json, object, "persons", (long long)p->participants);
  ek_json_put_int(json, object, "compared_with", (long long)(p->n - p->participants));
  if (p->whole > 0) ek_json_put(json, object, "whole", json_real(p->whole));
  if (p->file.source != NULL) ek_json_put(json, object, "file", file_object(json, &p->file));
  if (p->group.source != NULL) ek_json_put(json, object, "comparison_file", file_object(json, &p->group));
  if (r->weighting != NULL) ek_json_put(json, object, "weighting", ek_json_weighting(json, r));
  if (r->bootstrap != NULL) {
    ek_json_put_int(json, object, "bootstrap_draws", (long long)r->bootstrap->draws);
    ek_json_put_int(json, object, "bootstrap_seed", r->bootstrap->seed);
  }
  if (r->sample != NULL) ek_json_put(json, object, "sample", figure_array(json, r->sample));
  return object;
}

/* Means per person of the two sides. */
static json_t *contrast_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  const struct ek_contrast *c = r->contrasts.items;
  bool compared = r->study->people->n > r->study->people->participants;
  for (size_t i = 0; i < r->contrasts.n; i++) {
    json_t *object = json_object();
    if (c[i].state != NULL) ek_json_put_text(json, object, "state", c[i].state->name.text);
    else ek_json_put_text(json, object, "actor", r->model->actors[c[i].actor].name.text);
    ek_json_put_text(json, object, "unit", c[i].state != NULL ? "share" : ek_figure_unit_in(r, EK_IN_KR_PER_YEAR));
    ek_json_put(json, object, "masked", json_boolean(c[i].masked));
    for (size_t side = 0; side < (compared ? 2u : 1u) && !c[i].masked; side++) {
      bool levels = c[i].state != NULL; /* of an actor they may be those of few */
      if (levels) put_limit(json, object, side ? "group_before" : "before", c[i].before[side]);
      if (levels) put_limit(json, object, side ? "group_after" : "after", c[i].after[side]);
      put_limit(json, object, side ? "group_change" : "change", c[i].change[side]);
    }
    if (!c[i].masked) put_limit(json, object, "effect", c[i].difference);
    if (!c[i].masked) put_limit(json, object, "error", c[i].error_of_difference);
    if (!c[i].masked && r->weighting != NULL) put_limit(json, object, "effect_unweighted", c[i].unweighted);
    if (!c[i].masked && r->weighting != NULL) put_limit(json, object, "error_unweighted", c[i].error_unweighted);
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *group_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  const struct ek_breakdown_result *b = r->breakdowns.items;
  for (size_t i = 0; i < r->breakdowns.n; i++) {
    for (size_t g = 0; g < b[i].by->n; g++) {
      const struct ek_group *group = &b[i].groups[g];
      json_t *object = json_object();
      ek_json_put_text(json, object, "breakdown", b[i].by->name);
      ek_json_put_text(json, object, "group", group->label);
      ek_json_put(json, object, "masked", json_boolean(group->masked));
      if (!group->masked) {
        ek_json_put_int(json, object, "persons", (long long)group->persons);
        ek_json_put(json, object, "figures", figure_array(json, group->result));
      }
      ek_json_push(json, array, object);
    }
  }
  return array;
}

static json_t *assumption_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  const struct ek_named_value *named = r->study->assumption_list.items;
  for (size_t i = 0; i < r->study->assumption_list.n; i++) {
    json_t *object = json_object();
    const double *column = ek_world_assumption(r->world, (int)i, NULL);
    ek_json_put_text(json, object, "name", named[i].name.text);
    ek_json_put_text(json, object, "written", named[i].value.text);
    ek_json_put_unit(json, object, r->study->assumptions[i]->unit);
    ek_json_put_number(json, object, ek_column_mean(column, r->draws));
    ek_json_put_source(json, object, ek_model_origin(r->model, named[i].value.source),
                       named[i].value.grade);
    if (named[i].value.low != NULL) ek_json_put_text(json, object, "low", named[i].value.low->text);
    if (named[i].value.high != NULL) ek_json_put_text(json, object, "high", named[i].value.high->text);
    if (named[i].value.note != NULL) ek_json_put_text(json, object, "note", named[i].value.note);
    ek_json_put_place(json, object, named[i].value.pos);
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *cost_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  const struct ek_cost_table *costs = ek_cost_table(r);
  for (size_t i = 0; i < costs->n; i++) {
    const struct ek_cost_row *row = &costs->rows[i];
    const char *receiver = row->receiver < (int)r->model->n_actors
                               ? r->model->actors[row->receiver].name.text : "resources";
    json_t *object = json_object();
    ek_json_put_text(json, object, "payer", r->model->actors[row->payer].name.text);
    ek_json_put_text(json, object, "category", row->kind);
    ek_json_put_text(json, object, "pool",
                     row->pool >= 0 ? r->model->pools[row->pool].name.text : NULL);
    ek_json_put_text(json, object, "receiver", receiver);
    ek_json_put_text(json, object, "unit", r->model->currency);
    ek_json_put_number(json, object, row->amount);
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *budget_object(struct ek_json *json, const struct ek_result *r,
                             const struct ek_budget *b) {
  const struct ek_household_line *lines = r->model->personal.household.items;
  json_t *object = json_object();
  for (size_t i = 0; i < b->n; i++) {
    ek_json_put(json, object, lines[i].name.text, json_real(ek_column_mean(b->line[i], r->draws)));
  }
  ek_json_put(json, object, "disposable", json_real(ek_column_mean(b->disposable, r->draws)));
  ek_json_put(json, object, "earned", json_real(ek_column_mean(b->earned, r->draws)));
  return object;
}

static json_t *share_or_null(double share) {
  return isfinite(share) ? json_real(share) : json_null();
}

static json_t *household_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  for (size_t i = 0; r->budgets != NULL && i < r->budgets->n; i++) {
    const struct ek_case_budget *b = &r->budgets->cases[i];
    json_t *object = json_object();
    ek_json_put_text(json, object, "case", b->who->name.text);
    ek_json_put(json, object, "before", budget_object(json, r, b->before));
    ek_json_put(json, object, "after", budget_object(json, r, b->after));
    ek_json_put(json, object, "participation_effect", share_or_null(ek_column_mean(b->participation, r->draws)));
    ek_json_put(json, object, "marginal_effect", share_or_null(ek_column_mean(b->marginal, r->draws)));
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *balance_object(struct ek_json *json, const struct ek_result *r) {
  json_t *object = json_object();
  const struct ek_balance *b = &r->balance;
  bool hidden = r->few != NULL && r->few->account[EK_ACCOUNT_PRODUCTION(r->model)];
  bool all = r->few != NULL && r->few->account[r->model->root];
  const struct {
    const char *key;
    double value;
  } rows[] = {{"production", b->production}, {"resources", b->resources}, {"actors", b->actors},
              {"society", b->society}, {"outside", b->outside}, {"worst", b->worst}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    ek_json_put(json, object, rows[i].key, (hidden && i < 2) || (all && i < 4) ? json_null() : json_real(rows[i].value));
  }
  return object;
}

/* A cohort's conventions, and its groups by themselves. */
static json_t *cohort_object(struct ek_json *json, const struct ek_result *r) {
  static const char *const countings[] = {"start", "end", "life-table", "trapezoid", "simpson", "points", "alternating"};
  static const char *const weighings[] = {"point", "start", "middle", "end", "continuous"};
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  json_t *object = json_object(), *groups = json_array();
  ek_json_put(json, object, "cycle_years", json_real(k->cycle.years));
  ek_json_put_text(json, object, "counting", countings[k->counting]);
  ek_json_put_text(json, object, "discounting", weighings[k->weighing]);
  ek_json_put_text(json, object, "reference", k->alternatives[k->reference].name.text);
  ek_json_put_text(json, object, "insats", k->alternatives[r->alternatives->chosen].name.text);
  for (size_t g = 0; r->alternatives->group != NULL && g < k->n_groups; g++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "group", k->groups[g].name.text);
    ek_json_put(json, one, "figures", figure_array(json, r->alternatives->group[g]));
    ek_json_push(json, groups, one);
  }
  ek_json_put(json, object, "groups", groups);
  return object;
}

bool ek_render_figures_json(const struct ek_result *result, const struct ek_peers_options *peers, struct ek_diags *diags,
                            enum ek_lang lang, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  json_t *root = json_object();
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, result));
  ek_json_put(&json, root, "study", study_object(&json, result));
  if (result->study->people != NULL) ek_json_put(&json, root, "participants", people_object(&json, result));
  ek_json_put(&json, root, "figures", figure_array(&json, result));
  if (result->study->people != NULL) {
    ek_json_put(&json, root, "per_person", contrast_array(&json, result));
    ek_json_put(&json, root, "groups", group_array(&json, result));
  }
  if (result->alternatives != NULL) {
    ek_json_put(&json, root, "cohort", cohort_object(&json, result));
    ek_json_put(&json, root, "alternatives", ek_json_alternatives(&json, result));
  }
  if (result->rules_change != NULL) {
    ek_json_put(&json, root, "rules_change", ek_json_rules_change(&json, result, lang));
  }
  ek_json_put(&json, root, "assumptions", assumption_array(&json, result));
  ek_json_put(&json, root, "costs", cost_array(&json, result));
  ek_json_put(&json, root, "settlement", ek_json_settlement(&json, result));
  ek_json_put(&json, root, "households", household_array(&json, result));
  if (peers != NULL) ek_json_put(&json, root, "peers", ek_json_peers(&json, peers));
  ek_json_put(&json, root, "warnings", ek_json_findings(&json, ek_findings(result, diags, lang)));
  ek_json_put(&json, root, "balance", balance_object(&json, result));
  return ek_json_finish(&json, root, out);
}
