/* Runs the studies between two, and takes differences of neighbours. */
#include "comparison/difference.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "comparison/ground.h"
#include "people/people.h"
#include "study/files.h"

#define DUST 1e-12 /* of the largest figure: the rounding of its sums, and no difference */

static const enum ek_figure_id by_actor[] = {EK_FIG_BENEFIT, EK_FIG_COST, EK_FIG_RESULT};
static const enum ek_figure_id of_whole[] = {EK_FIG_PARTICIPANTS, EK_FIG_RESULT_PER_PARTICIPANT, EK_FIG_COST_PER_PARTICIPANT, EK_FIG_POTENTIAL_BEFORE, EK_FIG_REALISED_POTENTIAL};

/* ---- one run ---- */

static const char *first_error(struct ek_diags *diags) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n; i++) if (all[i].severity == EK_ERROR) return all[i].message;
  return NULL;
}

/* A study between: with the new values of what is `taken`. */
static enum ek_status run(struct ek_difference *d, ek_causes taken, struct ek_difference_step *step, struct ek_diags *diags) {
  bool all = taken == EK_CAUSES_ALL;
  const struct ek_difference_side *from = all ? &d->now : &d->old, *to = taken == 0 ? &d->old : &d->now;
  struct ek_setting set[2] = {{.path = "settings.horizons", .shown = "settings.horizons as in the comparison"}, {.path = "bootstrap", .text = "{draws: 0}", .shown = "bootstrap as in the comparison"}};
  step->horizon = taken & EK_CAUSE(HORIZON) ? d->now_horizon : d->old_horizon;
  set[0].text = ek_sprintf(d->arena, "[%d months]", step->horizon);
  const struct ek_study_options options = {.set = set, .model_folders = d->options.model_folders,
                                           .n_set = from->study->participants.followup.file.text != NULL && to->study->participants.followup.file.text != NULL ? 2 : 1};
  /* Names on the command line are the new one's and beside it; all others know their file. */
  const struct ek_study_files files = {.source = d->now.study->source, .root = ek_changed_tree(d->arena, from->study, to->study, taken)};
  struct ek_study *study = ek_study_of_files(d->arena, &files, &options, diags);
  if (study == NULL || !ek_people_read(d->arena, study, NULL, diags)) return EK_INPUT_ERROR;
  study->rules_date = taken & EK_CAUSE(RULES) ? d->now.day : d->old.day;
  struct ek_result *result = NULL;
  enum ek_status status = ek_run(d->arena, study, &result, diags);
  if (status != EK_OK) return status;
  step->result = result;
  step->krona = result->world->krona;
  return EK_OK;
}

/* ---- which causes, in which steps ---- */

static void add_day(struct ek_difference *d) {
  if (d->old.day == d->now.day) return;
  struct ek_changed *c = ek_list_push(d->arena, &d->changes, sizeof *c);
  *c = (struct ek_changed){"settings.rules_date", ek_day_text(d->arena, d->old.day), ek_day_text(d->arena, d->now.day), EK_CAUSE(RULES)};
}

/* Where both are counted as far, other horizons of theirs decide nothing. */
static ek_causes counted(const struct ek_difference *d, ek_causes causes) {
  return d->old_horizon == d->now_horizon ? causes & ~EK_CAUSE(HORIZON) : causes;
}

/* Causes in the order of decomposition, those that change as one in the place of the first of them. */
static void group(const struct ek_difference *d, ek_causes groups[EK_CAUSES]) {
  const struct ek_changed *c = d->changes.items;
  ek_causes present = d->old_horizon != d->now_horizon ? EK_CAUSE(HORIZON) : 0;
  for (size_t i = 0; i < d->changes.n; i++) present |= counted(d, c[i].causes);
  for (int k = 0; k < EK_CAUSES; k++) groups[k] = present & 1u << d->options.order[k];
  for (size_t i = 0; i < d->changes.n; i++) {
    int first = -1;
    for (int k = 0; k < EK_CAUSES; k++) {
      if ((groups[k] & c[i].causes) == 0) continue;
      if (first < 0) first = k;
      else {
        groups[first] |= groups[k];
        groups[k] = 0;
      }
    }
  }
}

static int last_of(const ek_causes groups[EK_CAUSES]) {
  int last = -1;
  for (int k = 0; k < EK_CAUSES; k++) if (groups[k] != 0) last = k;
  return last;
}

/* The last study is the new one itself. One between that cannot be computed is left out, and its causes
 * are taken with the next. */
static enum ek_status take_steps(struct ek_difference *d, struct ek_diags *diags) {
  ek_causes groups[EK_CAUSES], taken = 0;
  struct ek_difference_step start = {0}, step = {0};
  enum ek_status status = run(d, 0, &start, diags);
  if (status != EK_OK) return status;
  d->start = start.result;
  *(struct ek_difference_step *)ek_list_push(d->arena, &d->steps, sizeof start) = start;
  group(d, groups);
  int last = last_of(groups);
  for (int k = 0; k <= last; k++) {
    if (groups[k] == 0) continue;
    struct ek_diags *found = k == last ? diags : ek_diags_new(d->arena);
    taken |= groups[k];
    step.causes |= groups[k];
    status = run(d, k == last ? EK_CAUSES_ALL : taken, &step, found);
    if (status == EK_BALANCE_ERROR || (k == last && status != EK_OK)) return status;
    if (status != EK_OK) {
      if (step.why == NULL) step.why = first_error(found);
      continue;
    }
    *(struct ek_difference_step *)ek_list_push(d->arena, &d->steps, sizeof step) = step;
    step = (struct ek_difference_step){0};
  }
  return EK_OK;
}

/* ---- figures ---- */

static void add_actors(struct ek_difference *d, const struct ek_model *model, const struct ek_model *known) {
  for (int a = 0; a < (int)model->n_actors; a++) {
    if (known != NULL && (a == model->root || ek_model_actor(known, model->actors[a].name.text) >= 0)) continue;
    *(struct ek_difference_actor *)ek_list_push(d->arena, &d->actors, sizeof(struct ek_difference_actor)) = (struct ek_difference_actor){&model->actors[a], a == model->root};
  }
}

static const struct ek_figure *look_up(const struct ek_difference *d, const struct ek_difference_figure *f, const struct ek_result *r, int horizon) {
  const struct ek_difference_actor *actors = d->actors.items;
  int actor = !f->def->by_actor ? -1 : f->actor < 0 || actors[f->actor].society ? r->model->root : ek_model_actor(r->model, actors[f->actor].actor->name.text);
  if (f->def->by_actor && actor < 0) return NULL;
  return ek_result_figure(r, f->def->id, actor, f->def->by_horizon ? horizon : 0, -1);
}

/* In kronor of the study's prices. An actor that a model does not have gets nothing by it. */
static double value_at(const struct ek_difference *d, const struct ek_difference_figure *f, const struct ek_difference_step *step) {
  const struct ek_figure *figure = look_up(d, f, step->result, step->horizon);
  bool money = f->def->unit == EK_IN_KR || f->def->unit == EK_IN_KR_PER_YEAR;
  if (figure == NULL) return f->actor >= 0 ? 0 : NAN;
  return money ? figure->value / step->krona : figure->value;
}

static bool hides(const struct ek_difference *d, const struct ek_difference_figure *f) {
  const struct ek_difference_step *steps = d->steps.items;
  const struct ek_figure *old = look_up(d, f, d->old.own, d->old_horizon), *now = look_up(d, f, d->now.own, d->now_horizon);
  bool hidden = (old != NULL && old->hidden) || (now != NULL && now->hidden);
  for (size_t i = 0; i < d->steps.n; i++) {
    const struct ek_figure *figure = look_up(d, f, steps[i].result, steps[i].horizon);
    hidden |= figure != NULL && figure->hidden;
  }
  return hidden;
}

/* steps[0] is where it begins. */
static void add_figure(struct ek_difference *d, enum ek_figure_id id, int actor) {
  const struct ek_difference_step *steps = d->steps.items;
  struct ek_difference_figure f = {.def = &ek_figure_defs[id], .actor = actor, .part = ek_alloc_array(d->arena, d->steps.n, sizeof *f.part)};
  f.hidden = hides(d, &f);
  double at = value_at(d, &f, &steps[0]), largest = fabs(at), sum = at;
  f.old = f.hidden ? NAN : at;
  for (size_t i = 1; i < d->steps.n; i++) {
    double next = value_at(d, &f, &steps[i]);
    largest = fmax(largest, fabs(next));
    f.part[i - 1] = f.hidden ? NAN : fabs(next - at) <= DUST * largest ? 0 : next - at;
    sum += next - at;
    at = next;
  }
  f.now = f.hidden ? NAN : at;
  if (!f.hidden && isfinite(sum - at)) d->gap = fmax(d->gap, fabs(sum - at));
  *(struct ek_difference_figure *)ek_list_push(d->arena, &d->figures, sizeof f) = f;
}

static void add_figures(struct ek_difference *d) {
  add_actors(d, d->old.study->model, NULL);
  add_actors(d, d->now.study->model, d->old.study->model);
  for (int a = 0; a < (int)d->actors.n; a++) for (size_t i = 0; i < sizeof by_actor / sizeof *by_actor; i++) add_figure(d, by_actor[i], a);
  for (size_t i = 0; i < sizeof of_whole / sizeof *of_whole; i++) add_figure(d, of_whole[i], -1);
}

const struct ek_difference_figure *ek_difference_of(const struct ek_difference *d, enum ek_figure_id id, int actor) {
  const struct ek_difference_figure *f = d->figures.items;
  const struct ek_difference_actor *actors = d->actors.items;
  for (size_t i = 0; i < d->figures.n; i++) {
    bool his = f[i].actor == actor || (actor < 0 && f[i].actor >= 0 && actors[f[i].actor].society);
    if (f[i].def->id == id && his) return &f[i];
  }
  return NULL;
}

/* ---- all of it ---- */

static void choose_horizons(struct ek_difference *d) {
  const struct ek_ground both[2] = {ek_ground_of(d->old.own), ek_ground_of(d->now.own)};
  int common = d->options.horizon > 0 ? d->options.horizon : d->options.common ? ek_ground_horizon(both, 2) : 0;
  d->old_horizon = common > 0 ? common : both[0].horizon;
  d->now_horizon = common > 0 ? common : both[1].horizon;
}

/* The first step is where the old study stands; from here on it is no step. */
static void drop_start(struct ek_difference *d) {
  struct ek_difference_step *steps = d->steps.items;
  d->steps.n--;
  memmove(steps, steps + 1, d->steps.n * sizeof *steps);
}

enum ek_status ek_difference_make(struct ek_arena *arena, const struct ek_difference_side *old, const struct ek_difference_side *now,
                                  const struct ek_difference_options *options, struct ek_difference **out, struct ek_diags *diags) {
  struct ek_difference *d = ek_alloc(arena, sizeof *d);
  const char *currency = old->study->model->currency;
  *d = (struct ek_difference){.arena = arena, .old = *old, .now = *now, .options = *options};
  if (!ek_text_same(currency, now->study->model->currency)) {
    ek_error(diags, now->study->model_name.pos, "differences are taken within one currency", "its currency is %s, that of '%s' is %s", now->study->model->currency, old->path, currency);
    return EK_INPUT_ERROR;
  }
  choose_horizons(d);
  d->changes = ek_changed_list(arena, old->study, now->study);
  add_day(d);
  enum ek_status status = take_steps(d, diags);
  if (status != EK_OK) return status;
  add_figures(d);
  drop_start(d);
  *out = d;
  return EK_OK;
}
