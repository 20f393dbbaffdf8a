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

static void take_value(const struct ek_peers *c, const struct wanted *w, struct ek_peers_figure *f, size_t i) {
  const struct ek_peer_figure *figure = ek_peer_figure(&c->of[i], w->id, f->actor, f->horizon);
  const struct ek_peer_figure *people = w->per_participant ? ek_peer_figure(&c->of[i], EK_FIG_PARTICIPANTS, -1, 0) : NULL;
  f->hidden[i] = (figure != NULL && figure->hidden) || (people != NULL && people->hidden);
  f->value[i] = figure == NULL || f->hidden[i] ? NAN : figure->value;
  if (w->per_participant) f->value[i] = people != NULL && people->value > 0 ? f->value[i] / people->value : NAN;
}

/* A mean beside all values but one is that one: where one is hidden, so is the mean. */
static void spread_of(struct ek_peers_figure *f, size_t n, int apart) {
  double sum = 0;
  f->mean = f->least = f->most = NAN;
  for (size_t i = 0; i < n; i++) {
    if ((int)i == apart) continue;
    if (f->hidden[i] || isinf(f->value[i])) return;
    if (isnan(f->value[i])) continue;
    sum += f->value[i];
    f->known++;
  }
  if (f->known < (apart < 0 ? 2 : 1)) return;
  f->mean = sum / (double)f->known;
  for (size_t i = 0; i < n; i++) {
    if ((int)i == apart) continue;
    f->least = fmin(f->least, f->value[i]);
    f->most = fmax(f->most, f->value[i]);
  }
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
  spread_of(f, c->n, c->apart);
  double from = c->reference >= 0 ? f->value[c->reference] : f->mean;
  for (size_t i = 0; i < c->n; i++) f->deviation[i] = isfinite(from) && isfinite(f->value[i]) ? f->value[i] - from : NAN;
  rank_all(f, c->n);
}

struct ek_peers *ek_peers_make(struct ek_arena *arena, const struct ek_peer *of, size_t n, int horizon, int reference, int apart) {
  struct ek_peers *c = ek_alloc(arena, sizeof *c);
  const struct ek_model *model = of[0].model;
  *c = (struct ek_peers){.arena = arena, .n = n, .of = of, .model = model, .horizon = horizon, .reference = reference, .apart = apart};
  for (size_t i = 0; i < sizeof of_society / sizeof *of_society; i++) add_figure(c, &of_society[i], model->root);
  for (int a = 0; a < (int)model->n_actors; a++) if (a != model->root) add_figure(c, &of_society[0], a);
  return c;
}

const struct ek_peers_figure *ek_peers_figure(const struct ek_peers *c, const char *name, int actor) {
  const struct ek_peers_figure *f = c->figures.items;
  int root = c->model->root;
  for (size_t i = 0; i < c->figures.n; i++) {
    bool named = strcmp(f[i].name, name) == 0 || ek_text_same(f[i].alias, name);
    if (named && (f[i].actor == actor || (actor < 0 && f[i].actor == root))) return &f[i];
  }
  return NULL;
}

bool ek_peers_rank(struct ek_peers *c, const char *name) {
  const char *slash = strchr(name, '/');
  int actor = slash != NULL ? ek_model_actor(c->model, ek_strndup(c->arena, name, (size_t)(slash - name))) : -1;
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

bool ek_peers_unlike(const struct ek_peers *c, enum ek_unlike kind) {
  for (size_t i = 1; i < c->n; i++) if (!ek_text_same(c->of[i].class[kind], c->of[0].class[kind])) return true;
  return false;
}
