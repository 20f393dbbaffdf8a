/* Blocks of draws are runs of their own, shared by threads; each has its streams of random
 * numbers, so that a figure is the same bits whoever computes it. */
#include "uncertainty/simulate.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/draw.h"
#include "engine/figures.h"
#include "engine/room.h"
#include "uncertainty/people_draw.h"
#include "uncertainty/reach.h"

#define WIDTH ((size_t)64)   /* draws in a block: a ledger of so many stays in the cache */
#define ROUND ((size_t)32)   /* blocks between looks at whether to go on */

struct simulating {
  const struct ek_simulation_options *o;
  size_t room;                /* draws that the columns hold */
  struct ek_simulation *s;
  struct ek_arena *keeper;
  enum ek_people_drawn drawn; /* of a study of people */
  size_t width;               /* draws in a block */
  size_t *among;              /* [n] where each stands among a block's figures */
  struct ek_diags *found;     /* of the first block with errors */
  size_t found_in;
};

static bool same(const struct ek_figure *a, const struct ek_figure *b) {
  return a->def == b->def && a->actor == b->actor && a->horizon == b->horizon;
}

/* A run of one block; NULL when something in it was wrong. */
static struct ek_result *run_block(const struct simulating *w, struct ek_arena *arena, size_t block, size_t draws, struct ek_diags *diags) {
  struct ek_runner *r = ek_alloc(arena, sizeof *r);
  struct ek_result *out = NULL;
  *r = (struct ek_runner){.arena = arena, .diags = diags, .study = w->s->base->study, .draws = draws, .random = true, .seed = w->s->seed,
                          .block = block, .base = w->s->base->runner, .alternative = w->s->base->study->outcomes.cohort.chosen};
  if (r->study->people != NULL) return ek_people_draw(r, w->s->base, w->drawn);
  return ek_run_prepare(r) && ek_run_result(r, &out) == EK_OK ? out : NULL;
}

static void keep_errors(struct simulating *w, struct ek_diags *found, size_t block) {
  if (w->found != NULL && w->found_in < block) return;
  w->found = ek_draw_errors(w->keeper, found);
  w->found_in = block;
}

static void draw_block(struct simulating *w, struct ek_arena *arena, size_t block) {
  size_t first = block * w->width, n = w->o->draws - first < w->width ? w->o->draws - first : w->width;
  struct ek_diags *diags = ek_diags_new(arena);
  const struct ek_result *result = run_block(w, arena, block, n, diags);
  if (result == NULL) {
#pragma omp critical(simulate)
    keep_errors(w, diags, block);
    return;
  }
  const struct ek_figure *f = result->figures.items;
  for (size_t i = 0; i < w->s->n; i++) {
    memcpy(w->s->column[i] + first, f[w->among[i]].column, n * sizeof(double));
    if (w->s->other[i] != NULL) memcpy(w->s->other[i] + first, f[w->among[i]].column + n, n * sizeof(double));
  }
  ek_bands_take(&w->s->bands, result, first, n);
  for (size_t i = 0; i < w->s->base->study->uncertain.n; i++) memcpy(w->s->input[i] + first, result->runner->drawn[i], n * sizeof(double));
}

/* With the same persons in all draws, how a figure spreads is what values do: of those that reach
 * few persons it would tell. What is paid rests on bills. */
static bool tells_of_few(const struct ek_simulation *s, const struct ek_figure *f) {
  const struct ek_result *base = s->base;
  size_t n = base->n_horizons;
  bool any = false;
  if (base->study->people == NULL || s->persons || f->def->id == EK_FIG_COST) return false;
  for (size_t i = 0; i < base->study->uncertain.n; i++) {
    for (size_t k = 0; k < base->model->n_actors * n; k++) {
      bool own = f->actor < 0 || (size_t)f->actor == k / n, then = f->horizon == 0 || f->horizon == base->horizons[k % n];
      any |= own && then && s->few[i][k];
    }
  }
  return any;
}

/* Which of the base's figures a block has: found from a first one. */
static bool find_figures(struct simulating *w) {
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  const struct ek_result *block = run_block(w, arena, 0, 1, diags);
  const struct ek_figure *all = w->s->base->figures.items;
  size_t n = w->s->base->figures.n;
  if (block == NULL) {
    keep_errors(w, diags, 0);
    ek_arena_free(arena);
    return false;
  }
  const struct ek_figure *drawn = block->figures.items;
  w->s->figure = ek_alloc_array(w->keeper, n, sizeof *w->s->figure);
  w->s->column = ek_alloc_array(w->keeper, n, sizeof *w->s->column);
  w->s->other = ek_alloc_array(w->keeper, n, sizeof *w->s->other);
  w->s->input = ek_alloc_array(w->keeper, w->s->base->study->uncertain.n, sizeof *w->s->input);
  w->among = ek_alloc_array(w->keeper, n, sizeof *w->among);
  for (size_t i = 0, k = 0; i < n; i++) {
    for (k = 0; k < block->figures.n && !same(&all[i], &drawn[k]); k++) continue;
    if (k == block->figures.n || !ek_figure_sampled(all[i].def->id) || all[i].hidden || tells_of_few(w->s, &all[i])) continue;
    w->s->figure[w->s->n] = &all[i];
    w->among[w->s->n++] = k;
  }
  ek_bands_find(w->keeper, w->s, w->o->bands, w->o->n_bands);
  ek_arena_free(arena);
  return true;
}

/* Of results, pairs of draws are kept when people are drawn twice. */
static bool is_result(const struct simulating *w, size_t i) { return w->s->figure[i]->def->id == EK_FIG_RESULT; }
static bool has_pair(const struct simulating *w, size_t i) { return w->drawn == EK_PEOPLE_TWICE && is_result(w, i); }

static double *longer(const struct simulating *w, double *column, size_t draws) {
  double *out = ek_alloc_array(w->keeper, draws, sizeof *out);
  if (column != NULL) memcpy(out, column, w->room * sizeof *out);
  return out;
}

/* Of bands, all their points. */
static size_t band_columns(const struct ek_simulation *s) { return s->bands.n * s->bands.points; }

static void take_room(struct simulating *w, size_t draws) {
  for (size_t i = 0; i < w->s->n; i++) {
    w->s->column[i] = longer(w, w->s->column[i], draws);
    if (has_pair(w, i)) w->s->other[i] = longer(w, w->s->other[i], draws);
  }
  for (size_t i = 0; i < w->s->base->study->uncertain.n; i++) w->s->input[i] = longer(w, w->s->input[i], draws);
  for (size_t i = 0; i < band_columns(w->s); i++) w->s->bands.column[i] = longer(w, w->s->bands.column[i], draws);
  w->room = draws;
}

/* Columns of draws that are kept, and ranks of results. */
static size_t columns_of(const struct simulating *w) {
  size_t n = w->s->n + w->s->base->study->uncertain.n + band_columns(w->s);
  for (size_t i = 0; i < w->s->n; i++) n += (size_t)is_result(w, i) + has_pair(w, i);
  return n;
}

/* What is asked for is kept from the beginning, or it is told that it cannot be; until chances are
 * known it grows, while the longer columns and those before them have room. */
static bool find_room(struct simulating *w, struct ek_simulation_options *o, struct ek_diags *diags) {
  size_t columns = columns_of(w), most = (size_t)(EK_ROOM_KEPT * 1048576.0 / (8 * (double)columns));
  if (o->precision > 0) {
    if (o->draws > most / 2) o->draws = most / 2;
    take_room(w, o->draws < ROUND * w->width ? o->draws : ROUND * w->width);
    return true;
  }
  if (o->draws > most) {
    return ek_error(diags, (struct ek_pos){0}, ek_sprintf(w->keeper, "%zu at most; auto draws until chances are known to a percentage point", most),
                    "--draws: %zu draws of %zu figures and values take %.1f GB, more than the %d that are kept", o->draws, w->s->n + w->s->base->study->uncertain.n,
                    (double)o->draws * (double)columns * 8 / 1073741824, EK_ROOM_KEPT / 1024);
  }
  take_room(w, o->draws);
  return true;
}

int ek_simulation_at(const struct ek_simulation *s, enum ek_figure_id id, int actor, int horizon) {
  for (size_t i = 0; i < s->n; i++) {
    if (s->figure[i]->def->id == id && s->figure[i]->actor == actor && s->figure[i]->horizon == horizon) return (int)i;
  }
  return -1;
}

double ek_share_error(double share, size_t draws) { return sqrt(share * (1 - share) / (double)draws); }

/* Are all actors' results known as well as was asked for? */
static bool precise(const struct simulating *w, size_t done) {
  for (size_t i = 0; i < w->s->n; i++) {
    if (w->s->figure[i]->def->id != EK_FIG_RESULT) continue;
    double above = 0;
    for (size_t d = 0; d < done; d++) above += w->s->column[i][d] > 0;
    if (ek_share_error(above / (double)done, done) > w->o->precision) return false;
  }
  return done >= 2500; /* 1 / sqrt(n) is then a fiftieth */
}

/* Round by round, so that what is done is always a beginning of what was asked for. */
static size_t draw_all(struct simulating *w) {
  size_t blocks = (w->o->draws + w->width - 1) / w->width, done = 0;
  while (done < blocks && w->found == NULL) {
    size_t until = done + ROUND < blocks ? done + ROUND : blocks, needed = until * w->width < w->o->draws ? until * w->width : w->o->draws;
    if (needed > w->room) take_room(w, 2 * needed < w->o->draws ? 2 * needed : w->o->draws);
#pragma omp parallel
    {
      struct ek_arena *arena = ek_arena_new();
#pragma omp for schedule(dynamic)
      for (size_t i = done; i < until; i++) {
        draw_block(w, arena, i);
        ek_arena_clear(arena);
      }
      ek_arena_free(arena);
    }
    done = until;
    size_t draws = done * w->width < w->o->draws ? done * w->width : w->o->draws;
    if (w->o->precision > 0 && precise(w, draws)) return draws;
    if (w->o->go_on != NULL && !w->o->go_on(w->o->data, draws, w->o->draws)) {
      w->s->stopped = draws < w->o->draws;
      return draws;
    }
  }
  return w->o->draws;
}

static void find_few(struct ek_arena *arena, struct ek_simulation *s) {
  const struct ek_result *base = s->base;
  s->few = ek_alloc_array(arena, base->study->uncertain.n, sizeof *s->few);
  for (size_t i = 0; i < base->study->uncertain.n; i++) {
    s->few[i] = ek_alloc_array(arena, base->n_horizons * base->model->n_actors, sizeof **s->few);
    if (base->study->people != NULL) ek_reach_few_drawn(base, i, s->few[i]);
  }
}

static void find_intervals(struct ek_simulation *s) {
  size_t bands = band_columns(s);
#pragma omp parallel
  {
    struct ek_arena *own = ek_arena_new();
    double *scratch = ek_alloc_array(own, 2 * s->draws, sizeof *scratch);
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < s->n; i++) s->of[i] = ek_interval_of(s->column[i], s->draws, scratch);
#pragma omp for schedule(dynamic)
    for (size_t i = 0; i < bands; i++) s->bands.of[i] = ek_interval_of(s->bands.column[i], s->draws, scratch);
    ek_arena_free(own);
  }
}

bool ek_people_uncertain(const struct ek_study *study) {
  return study->people != NULL && !(study->bootstrap.present && study->bootstrap.draws == 0);
}

/* The persons of each draw follow from the seed: of few draws, quantiles are draws. */
static bool tells_draws(const struct ek_simulation *s, const struct ek_simulation_options *o, struct ek_diags *diags) {
  if (!s->persons || o->draws >= EK_FEWEST_DRAWS) return false;
  ek_error(diags, (struct ek_pos){0}, "intervals ask for a thousand or more", "--draws: of persons in a file or counted %d draws at least; fewer would tell of each of them", EK_FEWEST_DRAWS);
  return true;
}

struct ek_simulation *ek_simulate(struct ek_arena *arena, const struct ek_result *base, const struct ek_simulation_options *options, struct ek_diags *diags) {
  struct ek_simulation *s = ek_alloc(arena, sizeof *s);
  struct ek_simulation_options o = *options;
  struct simulating w = {.o = &o, .s = s, .keeper = arena, .width = base->study->people != NULL ? EK_RESAMPLE_BLOCK : WIDTH};
  *s = (struct ek_simulation){.seed = o.seed, .base = base, .persons = ek_people_uncertain(base->study)};
  if (s->persons) w.drawn = base->study->uncertain.n > 0 ? EK_PEOPLE_TWICE : EK_PEOPLE_ANEW;
  if (tells_draws(s, &o, diags)) return NULL;
  find_few(arena, s);
  if (find_figures(&w)) {
    if (!find_room(&w, &o, diags)) return NULL;
    s->draws = draw_all(&w);
  }
  if (w.found != NULL) {
    ek_draw_tell(w.found, diags);
    return NULL;
  }
  s->of = ek_alloc_array(arena, s->n, sizeof *s->of);
  find_intervals(s);
  return s;
}

double ek_simulation_paid_back(const struct ek_simulation *s, int actor, int months) {
  int at = ek_simulation_at(s, EK_FIG_PAYBACK_MONTHS, actor, 0), cost = ek_simulation_at(s, EK_FIG_COST, actor, s->base->horizons[s->base->n_horizons - 1]);
  if (at < 0 || cost < 0 || !(ek_column_mean(s->column[cost], s->draws) > 0)) return NAN;
  size_t n = 0;
  for (size_t d = 0; d < s->draws; d++) n += s->column[at][d] <= months;
  return (double)n / (double)s->draws;
}
