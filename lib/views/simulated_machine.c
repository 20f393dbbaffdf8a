/* A simulation as tidy rows and as one object: the same statements, told twice. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/alternatives.h"
#include "render/csv_row.h"
#include "uncertainty/doubt.h"
#include "uncertainty/vary.h"
#include "views/result_json.h"
#include "views/simulated.h"
#include "views/stamp.h"

struct statement {
  const struct ek_figure *figure;
  const char *statistic;
  double value;
};
struct teller {
  const struct ek_simulation *s;
  void (*tell)(struct teller *t, const struct statement *s);
  struct ek_buffer *csv;
  struct ek_json *json;
  json_t *rows;
};

static void say(struct teller *t, const struct ek_figure *f, const char *statistic, double value) {
  t->tell(t, &(struct statement){f, statistic, value});
}

static void tell_figure(struct teller *t, size_t at) {
  const struct ek_figure *f = t->s->figure[at];
  const struct ek_interval *i = &t->s->of[at];
  double mean = ek_column_mean(t->s->column[at], t->s->draws);
  say(t, f, "mean", mean);
  if (i->known) {
    say(t, f, "sd", i->error);
    say(t, f, "error", i->error / sqrt((double)t->s->draws));
    say(t, f, "low95", i->low);
    say(t, f, "low80", i->low80);
    say(t, f, "median", i->median);
    say(t, f, "high80", i->high80);
    say(t, f, "high95", i->high);
    say(t, f, "above0", i->above);
    say(t, f, "error_above0", ek_share_error(i->above, t->s->draws));
  }
  if (f->def->id != EK_FIG_PAYBACK_MONTHS) return;
  for (size_t h = 0; h < t->s->base->n_horizons; h++) {
    double share = ek_simulation_paid_back(t->s, f->actor, t->s->base->horizons[h]);
    if (isnan(share)) continue;
    say(t, f, ek_sprintf(t->s->base->arena, "paid_back_by_%d", t->s->base->horizons[h]), share);
    say(t, f, ek_sprintf(t->s->base->arena, "error_paid_back_by_%d", t->s->base->horizons[h]), ek_share_error(share, t->s->draws));
  }
}

/* What an actor's result follows from, and what knowing is worth. */
static void tell_doubt(struct teller *t, const struct ek_doubt *d, const struct ek_figure *f) {
  struct ek_arena *arena = t->s->base->arena;
  for (size_t i = 0; i < d->n; i++) {
    const struct ek_doubt_share *share = &d->of[i].share[f->actor];
    if (!isnan(share->rank)) say(t, f, ek_sprintf(arena, "rank_correlation:%s", d->of[i].name), share->rank);
    if (!isnan(share->variance)) say(t, f, ek_sprintf(arena, "variance_share:%s", d->of[i].name), share->variance);
    if (!isnan(share->knowing)) say(t, f, ek_sprintf(arena, "value_of_knowing:%s", d->of[i].name), share->knowing);
  }
  if (d->persons != NULL && !isnan(d->persons[f->actor])) say(t, f, "variance_share_of_who_took_part", d->persons[f->actor]);
  if (d->n > 0) say(t, f, "value_of_knowing", d->knowing_all[f->actor]);
}

static void tell_doubts(struct teller *t, const struct ek_doubt *d) {
  for (size_t i = 0; i < t->s->n; i++) {
    const struct ek_figure *f = t->s->figure[i];
    if (f->def->id == EK_FIG_RESULT && f->horizon == d->horizon && f->actor >= 0) tell_doubt(t, d, f);
  }
}

static void tell_all(struct teller *t) {
  for (size_t i = 0; i < t->s->n; i++) tell_figure(t, i);
  const struct ek_doubt *doubts = ek_doubt_make(t->s, t->s->base->horizons, t->s->base->n_horizons);
  for (size_t h = 0; h < t->s->base->n_horizons; h++) tell_doubts(t, &doubts[h]);
}

static const char *actor_of(const struct ek_simulation *s, const struct ek_figure *f) { return f->actor >= 0 ? s->base->model->actors[f->actor].name.text : ""; }

static const char *unit_of(const struct teller *t, const struct statement *s) {
  static const char *const bare[] = {"above0", "paid_back", "error_above0", "error_paid_back", "rank_", "variance_"};
  bool share = false;
  for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) share |= strncmp(s->statistic, bare[i], strlen(bare[i])) == 0;
  return share ? "1" : ek_figure_unit_in(t->s->base, s->figure->def->unit);
}

static void tell_row(struct teller *t, const struct statement *s) {
  struct ek_arena *arena = t->s->base->arena;
  const char *cells[] = {s->figure->def->name, actor_of(t->s, s->figure), s->figure->horizon > 0 ? ek_sprintf(arena, "%d", s->figure->horizon) : "",
                         unit_of(t, s), s->statistic, isfinite(s->value) ? ek_number_exact(arena, s->value) : "",
                         isnan(s->value) ? "none" : isinf(s->value) ? "never" : ""};
  ek_csv_row(t->csv, cells, 7, 1u << 5);
}

void ek_simulated_csv(const struct ek_simulation *s, struct ek_buffer *out) {
  struct teller t = {.s = s, .tell = tell_row, .csv = out};
  ek_buffer_add(out, "figure,actor,horizon_months,unit,statistic,value,text\n");
  tell_all(&t);
  struct ek_list stamps = ek_stamps(s->base);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) {
    ek_csv_row(out, (const char *const[]){"stamp", "", "", "", stamp[i].key, "", ek_stamp_drawn(s->base->arena, &stamp[i], s->draws, s->seed)}, 7, 0);
  }
}

/* What was drawn stands among the figures as input:dödvikt. */
static const char **input_names(const struct ek_simulation *s) {
  struct ek_arena *arena = s->base->arena;
  struct ek_quantity *const *q = s->base->study->uncertain.items;
  size_t n = s->base->study->uncertain.n;
  const char **out = ek_alloc_array(arena, n, sizeof *out);
  for (size_t i = 0; i < n; i++) out[i] = ek_sprintf(arena, "input:%s", ek_vary_name(arena, s->base->study, q[i]));
  return out;
}

void ek_simulated_draws_csv(const struct ek_simulation *s, struct ek_buffer *out) {
  struct ek_arena *pad = ek_arena_new(); /* of one draw's texts */
  size_t n = s->base->study->uncertain.n;
  const char **input = input_names(s);
  ek_buffer_add(out, "draw,figure,actor,horizon_months,value,text\n");
  for (size_t d = 0; d < s->draws; d++) {
    const char *draw = ek_sprintf(pad, "%zu", d + 1);
    for (size_t i = 0; i < n; i++) ek_csv_row(out, (const char *const[]){draw, input[i], "", "", ek_number_exact(pad, s->input[i][d]), ""}, 6, 1u << 4);
    for (size_t i = 0; i < s->n; i++) {
      double value = s->column[i][d];
      const struct ek_figure *f = s->figure[i];
      const char *cells[] = {draw, f->def->name, actor_of(s, f), f->horizon > 0 ? ek_sprintf(pad, "%d", f->horizon) : "",
                             isfinite(value) ? ek_number_exact(pad, value) : "", isnan(value) ? "none" : isinf(value) ? "never" : ""};
      ek_csv_row(out, cells, 6, 1u << 4);
    }
    ek_arena_clear(pad);
  }
  ek_arena_free(pad);
}

static void tell_object(struct teller *t, const struct statement *s) {
  json_t *object = json_object();
  ek_json_put_text(t->json, object, "figure", s->figure->def->name);
  ek_json_put_text(t->json, object, "actor", s->figure->actor >= 0 ? actor_of(t->s, s->figure) : NULL);
  if (s->figure->horizon > 0) ek_json_put_int(t->json, object, "horizon_months", s->figure->horizon);
  ek_json_put_text(t->json, object, "unit", unit_of(t, s));
  ek_json_put_text(t->json, object, "statistic", s->statistic);
  ek_json_put_number(t->json, object, s->value);
  ek_json_push(t->json, t->rows, object);
}

bool ek_simulated_json(const struct ek_simulation *s, struct ek_buffer *out) {
  struct ek_json json = {.arena = s->base->arena};
  json_t *root = json_object();
  struct teller t = {.s = s, .tell = tell_object, .json = &json, .rows = json_array()};
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, s->base));
  ek_json_put_int(&json, root, "draws", (long long)s->draws);
  ek_json_put_int(&json, root, "seed", (long long)s->seed);
  ek_json_put(&json, root, "stopped", json_boolean(s->stopped));
  if (s->base->study->people != NULL) ek_json_put(&json, root, "participants_drawn", json_boolean(s->persons));
  tell_all(&t);
  ek_json_put(&json, root, "figures", t.rows);
  return ek_json_finish(&json, root, out);
}
