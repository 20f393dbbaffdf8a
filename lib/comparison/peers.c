/* Means, deviations and ranks of figures that each study has computed for itself. */
#include "comparison/peers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* What is compared, besides the result of each actor. */
static const struct wanted {
  enum ek_figure_id id;
  bool per_participant, less_is_better;
} of_society[] = {
    {EK_FIG_RESULT_PER_PARTICIPANT, false, false}, {EK_FIG_POTENTIAL_BEFORE, true, false}, {EK_FIG_REALISED_POTENTIAL, false, false},
    {EK_FIG_COST_PER_PARTICIPANT, false, true},    {EK_FIG_COST_PER_REALISED_POINT, false, true}, {EK_FIG_PAYBACK_MONTHS, false, true},
    {EK_FIG_COST_PER_EXTRA_IN_WORK, false, true},
};

static bool hides(const struct ek_result *r, enum ek_figure_id id, int actor, int horizon) {
  const struct ek_figure *figure = ek_result_figure(r, id, actor, horizon, -1);
  return figure != NULL && figure->hidden;
}

static void take_value(const struct ek_peers *c, const struct wanted *w, struct ek_peers_figure *f, size_t i) {
  const struct ek_result *r = c->of[i];
  const struct ek_figure *figure = ek_result_figure(r, w->id, f->actor, f->horizon, -1);
  const struct ek_figure *people = w->per_participant ? ek_result_figure(r, EK_FIG_PARTICIPANTS, -1, 0, -1) : NULL;
  f->hidden[i] = hides(r, w->id, f->actor, f->horizon) || hides(c->own[i], w->id, f->actor, f->horizon) || (people != NULL && people->hidden);
  f->value[i] = figure == NULL || f->hidden[i] ? NAN : figure->value;
  if (w->per_participant) f->value[i] = people != NULL && people->value > 0 ? f->value[i] / people->value : NAN;
}

/* A mean beside all values but one is that one: where one is hidden, so is the mean. */
static double mean_of(const struct ek_peers_figure *f, size_t n) {
  double sum = 0;
  size_t known = 0;
  for (size_t i = 0; i < n; i++) {
    if (f->hidden[i] || isinf(f->value[i])) return NAN;
    if (isnan(f->value[i])) continue;
    sum += f->value[i];
    known++;
  }
  return known >= 2 ? sum / (double)known : NAN;
}

static bool better(const struct ek_peers_figure *f, size_t a, size_t b) {
  return f->less_is_better ? f->value[a] < f->value[b] : f->value[a] > f->value[b];
}

static void rank_all(struct ek_peers_figure *f, size_t n) {
  for (size_t i = 0; i < n; i++) {
    if (isnan(f->value[i])) continue;
    f->rank[i] = 1;
    for (size_t k = 0; k < n; k++) f->rank[i] += better(f, k, i);
  }
}

static void add_figure(struct ek_peers *c, const struct wanted *w, int actor) {
  const struct ek_figure_def *def = &ek_figure_defs[w->id];
  struct ek_peers_figure *f = ek_list_push(c->arena, &c->figures, sizeof *f);
  *f = (struct ek_peers_figure){.id = w->id, .per_participant = w->per_participant, .name = def->name, .alias = def->alias, .label = def->label, .unit = def->unit, .less_is_better = w->less_is_better,
                            .actor = def->by_actor ? actor : -1, .horizon = def->by_horizon ? c->horizon : 0};
  if (w->per_participant) {
    f->name = "potential_per_participant";
    f->alias = "potential_per_deltagare";
    f->label = (struct ek_label){"Potential per deltagare", "Potential per participant"};
  }
  f->value = ek_alloc_array(c->arena, c->n, sizeof *f->value);
  f->hidden = ek_alloc_array(c->arena, c->n, sizeof *f->hidden);
  f->deviation = ek_alloc_array(c->arena, c->n, sizeof *f->deviation);
  f->rank = ek_alloc_array(c->arena, c->n, sizeof *f->rank);
  for (size_t i = 0; i < c->n; i++) take_value(c, w, f, i);
  f->mean = mean_of(f, c->n);
  double from = c->reference >= 0 ? f->value[c->reference] : f->mean;
  for (size_t i = 0; i < c->n; i++) f->deviation[i] = isfinite(from) && isfinite(f->value[i]) ? f->value[i] - from : NAN;
  rank_all(f, c->n);
}

struct ek_peers *ek_peers_make(struct ek_arena *arena, const struct ek_result *const *results, const struct ek_result *const *own, size_t n, int horizon, int reference) {
  struct ek_peers *c = ek_alloc(arena, sizeof *c);
  const struct ek_model *model = results[0]->model;
  *c = (struct ek_peers){.arena = arena, .n = n, .of = results, .own = own, .horizon = horizon, .reference = reference};
  for (size_t i = 0; i < sizeof of_society / sizeof *of_society; i++) add_figure(c, &of_society[i], model->root);
  for (int a = 0; a < (int)model->n_actors; a++) if (a != model->root) add_figure(c, &of_society[0], a);
  return c;
}

const struct ek_peers_figure *ek_peers_figure(const struct ek_peers *c, const char *name, int actor) {
  const struct ek_peers_figure *f = c->figures.items;
  int root = c->of[0]->model->root;
  for (size_t i = 0; i < c->figures.n; i++) {
    bool named = strcmp(f[i].name, name) == 0 || ek_text_same(f[i].alias, name);
    if (named && (f[i].actor == actor || (actor < 0 && f[i].actor == root))) return &f[i];
  }
  return NULL;
}

bool ek_peers_rank(struct ek_peers *c, const char *name) {
  const char *slash = strchr(name, '/');
  int actor = slash != NULL ? ek_model_actor(c->of[0]->model, ek_strndup(c->arena, name, (size_t)(slash - name))) : -1;
  if (slash != NULL && actor < 0) return false;
  const struct ek_peers_figure *f = ek_peers_figure(c, slash != NULL ? slash + 1 : name, actor);
  if (f != NULL) c->ranked = (size_t)(f - (const struct ek_peers_figure *)c->figures.items);
  return f != NULL;
}

size_t *ek_peers_order(const struct ek_peers *c) {
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)c->figures.items)[c->ranked];
  size_t *order = ek_alloc_array(c->arena, c->n, sizeof *order), at = 0;
  for (size_t rank = 1; rank <= c->n; rank++) for (size_t i = 0; i < c->n; i++) if (f->rank[i] == rank) order[at++] = i;
  for (size_t i = 0; i < c->n; i++) if (f->rank[i] == 0) order[at++] = i;
  return order;
}

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

const char *ek_unlike_name(enum ek_unlike kind) {
  static const char *const names[EK_UNLIKES] = {"target", "type", "phase", "counterfactual"};
  return names[kind];
}

const char *ek_unlike_value(const struct ek_result *r, enum ek_unlike kind) {
  const struct ek_class *class = &r->study->class;
  if (kind == EK_UNLIKE_COUNTERFACTUAL) return ek_counterfactual_name(ek_counterfactual_of(r));
  return kind == EK_UNLIKE_TARGET ? class->target : kind == EK_UNLIKE_TYPE ? class->type : class->phase;
}

bool ek_peers_unlike(const struct ek_peers *c, enum ek_unlike kind) {
  for (size_t i = 1; i < c->n; i++) if (!ek_text_same(ek_unlike_value(c->of[i], kind), ek_unlike_value(c->of[0], kind))) return true;
  return false;
}
