/* Runs of the same people, counted otherwise. Groups add to the whole: each has its own persons,
 * its part of the costs, and of the comparison group as many as it has itself. */
#include "engine/groups.h"

#include <string.h>

#include "base/text.h"
#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/few.h"
#include "privacy/masking.h"

/* How much of what each account pays is borne for a group: its part of the participants; of an
 * account whose costs municipalities split, the stated share. */
static double *cost_shares(const struct ek_runner *r, const struct ek_breakdown *by, size_t group, double part,
                           bool *stated) {
  size_t accounts = r->study->model->n_actors + 2;
  double *share = ek_alloc_array(r->arena, accounts, sizeof *share);
  for (size_t a = 0; a < accounts; a++) share[a] = part;
  *stated = strcmp(by->name, "municipality") == 0 && r->study->municipal.n > 0;
  const struct ek_municipal_split *split = r->study->municipal.items;
  struct ek_env env = {.world = ek_run_world((struct ek_runner *)r, NULL)};
  const char *label = ek_text_lower(r->arena, by->labels[group]);
  for (size_t i = 0; *stated && i < r->study->municipal.n; i++) {
    const struct ek_named_value *v = split[i].financing->shares.items;
    share[split[i].account] = 0;
    for (size_t k = 0; k < split[i].financing->shares.n; k++) {
      if (strcmp(ek_text_lower(r->arena, v[k].name.text), label) != 0) continue;
      share[split[i].account] = ek_quantity_eval(split[i].share[k], &env)[0];
    }
  }
  return share;
}

static const double *only(const struct ek_runner *r, const struct ek_breakdown *by, size_t group) {
  const struct ek_people *p = r->study->people;
  double *counts = ek_alloc_array(r->arena, p->n, sizeof *counts);
  for (size_t i = 0; i < p->n; i++) counts[i] = i >= p->participants || by->group[i] == group;
  return counts;
}

/* What the group's participants count, when all count as they do in the whole. */
static double counted(const struct ek_runner *r, const struct ek_breakdown *by, size_t group) {
  const struct ek_people *p = r->study->people;
  double sum = 0;
  for (size_t i = 0; i < p->participants; i++) if (by->group[i] == group) sum += r->everybody->weight[i];
  return sum;
}

/* How many samples are drawn: as the study says, else a thousand where that takes a moment. */
static size_t draws_of(const struct ek_study *study) {
  int stated = study->bootstrap.present ? study->bootstrap.draws : -1;
  if (stated >= 0) return (size_t)stated;
  return study->people->n <= EK_BOOTSTRAP_PEOPLE ? EK_BOOTSTRAP_DRAWS : 0;
}

/* How sure the result is, as far as it rests on who was followed up. */
static void draw_anew(const struct ek_runner *own, struct ek_result *result) {
  const struct ek_study *study = own->study;
  size_t draws = draws_of(study);
  if (draws == 0) return;
  int seed = study->bootstrap.present ? study->bootstrap.seed : 1;
  result->bootstrap = ek_bootstrap_run(own, result, draws, seed);
}

static enum ek_status run_group(const struct ek_runner *r, const struct ek_breakdown *by, size_t group,
                                struct ek_group *out) {
  struct ek_runner *own = ek_alloc(r->arena, sizeof *own);
  double people = counted(r, by, group), all = r->everybody->people;
  *own = *r;
  own->presence = ek_presence_make(r->arena, r->everybody->cells, only(r, by, group), people);
  own->cost_share = cost_shares(r, by, group, all > 0 ? people / all : 0, &own->stated_shares);
  struct ek_result *result;
  enum ek_status status = ek_run_result(own, &result);
  if (status != EK_OK) return status;
  if (!out->masked) draw_anew(own, result);
  out->result = result;
  return EK_OK;
}

/* Masks a group, and the smallest other when it is the only one. */
static void mask_also(const struct ek_breakdown *by, bool *masked, size_t group) {
  size_t n = 0, next = by->n;
  masked[group] = true;
  for (size_t g = 0; g < by->n; g++) {
    n += masked[g];
    if (!masked[g] && (next == by->n || by->counts[g] < by->counts[next])) next = g;
  }
  if (n == 1 && next < by->n) masked[next] = true;
}

/* Two groups of different breakdowns that are the same but for few: the one less the other would
 * be theirs. */
static void mask_twins(const struct ek_people *p, const struct ek_breakdown *a, const struct ek_breakdown *b,
                       struct ek_arena *scratch, bool *masked_a, bool *masked_b) {
  size_t *both = ek_alloc_array(scratch, a->n * b->n, sizeof *both);
  for (size_t i = 0; i < p->participants; i++) both[a->group[i] * b->n + b->group[i]]++;
  for (size_t g = 0; g < a->n; g++) {
    for (size_t h = 0; h < b->n; h++) {
      size_t off = a->counts[g] + b->counts[h] - 2 * both[g * b->n + h]; /* in one of them only */
      if (off == 0 || off >= EK_FEWEST || masked_a[g] || masked_b[h]) continue;
      mask_also(b, masked_b, h);
    }
  }
}

/* Which groups of each breakdown are not shown. */
static bool **mask_breakdowns(const struct ek_runner *r) {
  const struct ek_people *p = r->study->people;
  const struct ek_breakdown *by = p->breakdowns.items;
  size_t n = p->breakdowns.n;
  bool **masked = ek_alloc_array(r->arena, n, sizeof *masked);
  struct ek_arena *scratch = ek_arena_new();
  for (size_t i = 0; i < n; i++) masked[i] = ek_mask_groups(r->arena, by[i].counts, by[i].n);
  for (size_t i = 0; i < n; i++) {
    for (size_t k = i + 1; k < n; k++) mask_twins(p, &by[i], &by[k], scratch, masked[i], masked[k]);
  }
  ek_arena_free(scratch);
  return masked;
}

static enum ek_status run_breakdown(const struct ek_runner *r, const struct ek_breakdown *by, const bool *masked,
                                    struct ek_list *out) {
  struct ek_breakdown_result *b = ek_list_push(r->arena, out, sizeof *b);
  b->by = by;
  b->groups = ek_alloc_array(r->arena, by->n, sizeof *b->groups);
  for (size_t g = 0; g < by->n; g++) {
    struct ek_group *group = &b->groups[g];
    group->label = by->labels[g];
    group->persons = by->counts[g];
    group->masked = masked[g];
    enum ek_status status = run_group(r, by, g, group);
    if (status != EK_OK) return status;
  }
  return EK_OK;
}

/* Those who were followed up alone, with the whole cost: as if the others had not changed. */
static enum ek_status run_sample(const struct ek_runner *r, struct ek_result *result) {
  if (r->study->people->whole == 0) return EK_OK;
  struct ek_runner *own = ek_alloc(r->arena, sizeof *own);
  *own = *r;
  own->presence = ek_presence_make(r->arena, r->everybody->cells, NULL, 0);
  own->cost_share = ek_alloc_array(r->arena, r->study->model->n_actors + 2, sizeof(double));
  for (size_t a = 0; a < r->study->model->n_actors + 2; a++) ((double *)own->cost_share)[a] = 1;
  own->whole_costs = true;
  return ek_run_result(own, (struct ek_result **)&result->sample);
}

/* The shares of an account between municipalities must add to the whole. */
static void check_municipal(struct ek_runner *r) {
  const struct ek_municipal_split *split = r->study->municipal.items;
  struct ek_env env = {.world = ek_run_world(r, NULL)};
  for (size_t i = 0; i < r->study->municipal.n; i++) {
    double sum = 0;
    for (size_t k = 0; k < split[i].financing->shares.n; k++) {
      if (split[i].share[k] != NULL) sum += ek_quantity_eval(split[i].share[k], &env)[0];
    }
    if (sum > 1 - 1e-9 && sum < 1 + 1e-9) continue;
    ek_error(r->diags, split[i].financing->name.pos, NULL, "the shares of '%s' add to %g %%, not 100 %%",
             split[i].financing->name.text, sum * 100);
  }
}

enum ek_status ek_groups_run(struct ek_runner *r, struct ek_result *result) {
  const struct ek_people *p = r->study->people;
  size_t errors = ek_diags_errors(r->diags);
  check_municipal(r);
  if (ek_diags_errors(r->diags) > errors) return EK_INPUT_ERROR;
  const struct ek_breakdown *by = p->breakdowns.items;
  draw_anew(r, result);
  result->contrasts = ek_contrasts(r);
  if (p->n <= EK_BOOTSTRAP_PEOPLE) { /* of more, none decides anything */
    result->influences = ek_influences(r, result, result->horizons[result->n_horizons / 2]);
  }
  enum ek_status status = run_sample(r, result);
  bool **masked = mask_breakdowns(r);
  for (size_t i = 0; i < p->breakdowns.n && status == EK_OK; i++) status = run_breakdown(r, &by[i], masked[i], &result->breakdowns);
  if (status == EK_OK) ek_few_hide(r, result);
  return status;
}
