/* One insats: from its result, or put together figure by figure. */
#include "comparison/peer.h"

#include <math.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "people/people.h"

const enum ek_figure_id ek_peer_figures[] = {
    EK_FIG_RESULT_PER_PARTICIPANT, EK_FIG_PARTICIPANTS, EK_FIG_POTENTIAL_BEFORE, EK_FIG_REALISED_POTENTIAL, EK_FIG_COST_PER_PARTICIPANT,
    EK_FIG_COST_PER_REALISED_POINT, EK_FIG_PAYBACK_MONTHS, EK_FIG_COST_PER_EXTRA_IN_WORK};
const size_t ek_peer_n_figures = sizeof ek_peer_figures / sizeof *ek_peer_figures;

enum ek_counterfactual ek_counterfactual_of(const struct ek_result *r) {
  const struct ek_study *s = r->study;
  if (r->gross) return EK_AGAINST_BEFORE;
  if (r->alternatives != NULL) return EK_AGAINST_ALTERNATIVE;
  if (s->comparison.group.file.text != NULL || s->comparison.transitions.n > 0) return EK_AGAINST_GROUP;
  return EK_AGAINST_DEADWEIGHT;
}

const char *ek_counterfactual_name(enum ek_counterfactual kind) {
  static const char *const names[EK_COUNTERFACTUALS] = {"before_continues", "comparison_group", "reference_alternative", "deadweight"};
  return names[kind];
}

int ek_counterfactual_find(const char *name) {
  for (int i = 0; i < EK_COUNTERFACTUALS; i++) if (ek_text_same(name, ek_counterfactual_name((enum ek_counterfactual)i))) return i;
  return -1;
}

const char *ek_unlike_name(enum ek_unlike kind) {
  static const char *const names[EK_UNLIKES] = {"target", "type", "phase", "counterfactual"};
  return names[kind];
}

void ek_peer_add(struct ek_arena *arena, struct ek_peer *peer, struct ek_peer_figure figure) {
  *(struct ek_peer_figure *)ek_list_push(arena, &peer->figures, sizeof figure) = figure;
}

const struct ek_peer_figure *ek_peer_figure(const struct ek_peer *peer, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_peer_figure *f = peer->figures.items;
  for (size_t i = 0; i < peer->figures.n; i++) if (f[i].id == id && f[i].actor == actor && f[i].horizon == horizon) return &f[i];
  return NULL;
}

static void take(struct ek_arena *arena, struct ek_peer *peer, const struct ek_result *own, const struct ek_result *r, enum ek_figure_id id) {
  const struct ek_figure *figures = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    const struct ek_figure *f = &figures[i];
    if (f->def->id != id || (f->actor >= 0 && f->actor != r->model->root && id != EK_FIG_RESULT_PER_PARTICIPANT)) continue;
    const struct ek_figure *there = ek_result_figure(own, id, f->actor, f->horizon, -1);
    bool hidden = f->hidden || (there != NULL && there->hidden);
    ek_peer_add(arena, peer, (struct ek_peer_figure){id, f->actor, f->horizon, hidden ? NAN : f->value, hidden});
  }
}

static bool displaces(const struct ek_result *r) {
  const struct ek_quantity *displacement = r->study->correction[EK_DISPLACEMENT];
  struct ek_env env = {.world = r->world};
  return displacement != NULL && ek_column_mean(ek_quantity_eval(displacement, &env), r->draws) > 0;
}

struct ek_peer ek_peer_of(struct ek_arena *arena, const char *name, const struct ek_result *own, const struct ek_result *r) {
  const struct ek_study *study = r->study;
  struct ek_peer out = {.name = name, .title = study->title, .organisation = study->organisation, .municipality = study->settings.municipality.text,
                        .class = {study->class.target, study->class.type, study->class.phase, ek_counterfactual_name(ek_counterfactual_of(r))},
                        .start = study->settings.start, .displaces = displaces(r), .model = r->model, .model_hash = ek_model_hash(r->model),
                        .own = ek_ground_of(own), .result = r};
  if (r->alternatives != NULL) {
    const struct ek_alternative *chosen = &study->outcomes.cohort.alternatives[r->alternatives->chosen];
    out.alternative = chosen->name.text;
    out.alternative_label = chosen->label;
  }
  for (size_t i = 0; i < ek_peer_n_figures; i++) take(arena, &out, own, r, ek_peer_figures[i]);
  return out;
}

const struct ek_result *ek_peer_run(struct ek_arena *arena, const char *path, const struct ek_study_options *options, const struct ek_list *more,
                                    enum ek_status *status, struct ek_diags *diags) {
  struct ek_study_options with = *options;
  struct ek_list all = {0};
  const struct ek_setting *added = more != NULL ? more->items : NULL;
  for (size_t i = 0; i < options->n_set; i++) *(struct ek_setting *)ek_list_push(arena, &all, sizeof *added) = options->set[i];
  for (size_t i = 0; more != NULL && i < more->n; i++) *(struct ek_setting *)ek_list_push(arena, &all, sizeof *added) = added[i];
  with.set = all.items;
  with.n_set = all.n;
  const struct ek_study *study = ek_people_study(arena, path, &with, NULL, diags);
  *status = EK_INPUT_ERROR;
  if (study == NULL) return NULL;
  struct ek_result *result = NULL;
  *status = ek_run(arena, study, &result, diags);
  return *status == EK_OK ? result : NULL;
}
