/* Each number that the run sets is tried at what it is in other runs, as `ekusia sensitivity` tries it. */
#include "batch/reached.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "batch/columns.h"
#include "read/show.h"
#include "uncertainty/vary.h"

#define TRIED ((size_t)64) /* values of a path, spread over those of the grid */

struct hiding {
  const struct ek_plan *plan;
  struct ek_arena *arena;
  struct ek_study *study;
  struct ek_result *result;
  struct ek_env env;
  struct ek_diags *diags;
  bool *few; /* [actors * horizons] */
};

static const char *text_at(const struct ek_point *point, const char *path) {
  const struct ek_setting *s = point->settings.items;
  for (size_t i = 0; i < point->settings.n; i++) if (ek_text_same(s[i].path, path)) return s[i].text;
  return NULL;
}

/* What the number is in other runs. Where a run leaves it as the study says, half and double stand for that. */
static size_t take_values(struct hiding *h, const struct ek_axis *axis, const char *path, const struct ek_quantity *q, double own, double *out) {
  size_t points = axis->n < TRIED ? axis->n : TRIED, n = 0;
  bool left = false;
  for (size_t i = 0; i < points; i++) {
    const char *text = text_at(&axis->points[points > 1 ? i * (axis->n - 1) / (points - 1) : 0], path);
    double value = text != NULL ? ek_columns_number(h->arena, h->study, &h->env, q, text, h->diags) : NAN;
    left |= text == NULL;
    if (isfinite(value)) out[n++] = value;
  }
  if (left) out[n++] = own / 2;
  if (left) out[n++] = own * 2;
  return n;
}

static void try_number(struct hiding *h, const struct ek_axis *axis, const char *path, const struct ek_quantity *q) {
  double own = ek_columns_number(h->arena, h->study, &h->env, q, q->value->text != NULL ? q->value->text : "", h->diags);
  double *values = ek_alloc_array(h->arena, TRIED + 2, sizeof *values);
  size_t n = isfinite(own) ? take_values(h, axis, path, q, own, values) : 0;
  const bool *few = n > 0 ? ek_vary_few_of(h->arena, h->result, q, own, values, n) : NULL;
  for (size_t i = 0; few != NULL && i < h->result->model->n_actors * h->result->n_horizons; i++) h->few[i] |= few[i];
}

/* What is no number and reaches persons as prices do, all of them or most. */
static bool reaches_many(const char *path) {
  static const char *const those[] = {"model", "title", "settings.price_year", "settings.rules_date", "settings.discount", "costs", "financing"};
  for (size_t i = 0; i < sizeof those / sizeof *those; i++) {
    size_t n = strlen(those[i]);
    if (strncmp(path, those[i], n) == 0 && (path[n] == '\0' || path[n] == '.' || path[n] == '[')) return true;
  }
  return false;
}

static bool try_axis(struct hiding *h, const struct ek_axis *axis, const struct ek_point *point) {
  const struct ek_setting *s = point->settings.items;
  bool fine = true;
  for (size_t i = 0; i < point->settings.n && axis->n > 1; i++) {
    struct ek_list numbers = ek_columns_numbers(h->arena, h->study, s[i].path);
    const struct ek_quantity *const *q = numbers.items;
    for (size_t k = 0; k < numbers.n; k++) try_number(h, axis, s[i].path, q[k]);
    if (numbers.n == 0 && !reaches_many(s[i].path)) {
      fine = ek_error(h->diags, (struct ek_pos){0}, NULL, "of persons, what '%s' does may be told by few of them: a batch sets assumptions and prices, to numbers", ek_show(h->arena, s[i].path));
    }
  }
  return fine;
}

/* A figure of all, or of all horizons, is one of each. */
static bool tells(const struct hiding *h, const struct ek_figure *f) {
  size_t n = h->result->n_horizons;
  bool any = false;
  for (size_t k = 0; k < h->result->model->n_actors * n; k++) {
    bool own = f->actor < 0 || (size_t)f->actor == k / n, then = f->horizon == 0 || f->horizon == h->result->horizons[k % n];
    any |= own && then && h->few[k];
  }
  return any;
}

static bool rests_on_bills(enum ek_figure_id id) { return id == EK_FIG_COST || id == EK_FIG_COST_PER_PARTICIPANT || id == EK_FIG_PARTICIPANTS; }

bool ek_reached_hide(const struct ek_plan *plan, size_t run, struct ek_study *study, struct ek_arena *arena, struct ek_result *result, struct ek_diags *diags) {
  struct hiding h = {.plan = plan, .arena = arena, .study = study, .result = result, .env = {.world = result->world}, .diags = diags};
  h.few = ek_alloc_array(arena, result->model->n_actors * result->n_horizons, sizeof *h.few);
  const struct ek_axis *axes = plan->grid->axes.items;
  struct ek_figure *f = result->figures.items;
  bool fine = true;
  for (size_t a = 0; a < plan->grid->axes.n; a++) fine &= try_axis(&h, &axes[a], ek_plan_point(plan, a, run));
  for (size_t i = 0; i < result->figures.n; i++) f[i].hidden |= !rests_on_bills(f[i].def->id) && tells(&h, &f[i]);
  return fine;
}
