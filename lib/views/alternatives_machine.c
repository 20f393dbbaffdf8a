/* The alternatives as tidy rows and as one object: the same statements, told twice. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "render/csv_row.h"
#include "views/alternatives.h"
#include "views/parts.h"
#include "views/result_json.h"
#include "views/stamp.h"

struct statement {
  const char *alternative, *actor, *measure, *figure, *text;
  double worth, value;
};
struct teller {
  const struct ek_result *r;
  const struct ek_alternatives_options *o;
  void (*tell)(struct teller *t, const struct statement *s);
  struct ek_buffer *csv;
  struct ek_json *json;
  json_t *rows;
  double *scratch;
  double *total, *measure; /* [alternatives * actors], [alternatives * measures] means */
};

static const char *alternative_name(const struct teller *t, size_t a) { return t->r->study->outcomes.cohort.alternatives[a].name.text; }
static const char *measure_name(const struct teller *t, size_t m) { return ((const struct ek_measure *)t->r->study->measures.items)[m].name.text; }

/* Its value is the mean of the column. */
static void tell_column(struct teller *t, struct statement s, const double *column, size_t n, bool drawn) {
  s.figure = s.measure == NULL ? "total" : "measure";
  if (drawn) s.figure = s.measure == NULL ? "total_mean" : "measure_mean";
  t->tell(t, &s);
  if (!drawn) return;
  static const double shares[] = {0.025, 0.1, 0.5, 0.9, 0.975};
  static const struct { const char *name; size_t share; } told[] = {{"low95", 0}, {"high95", 4}, {"low80", 1}, {"high80", 3}, {"median", 2}};
  double quantiles[5];
  ek_draws_quantiles(column, n, t->scratch, shares, 5, quantiles);
  for (size_t i = 0; i < 5; i++) {
    s.value = quantiles[told[i].share];
    s.figure = ek_sprintf(t->r->arena, "%s_%s", s.measure == NULL ? "total" : "measure", told[i].name);
    t->tell(t, &s);
  }
}

static void tell_all(struct teller *t, const struct ek_alternatives *all, bool drawn) {
  for (size_t a = 0; a < all->n; a++) {
    for (size_t i = 0; i < t->r->model->n_actors; i++) {
      if (t->o->actor >= 0 && (int)i != t->o->actor) continue;
      struct statement s = {.alternative = alternative_name(t, a), .actor = t->r->model->actors[i].name.text, .worth = NAN,
                            .value = t->total[a * t->r->model->n_actors + i]};
      tell_column(t, s, all->total[a][i], all->draws, drawn);
    }
    for (size_t m = 0; m < t->r->study->measures.n; m++) {
      struct statement s = {.alternative = alternative_name(t, a), .measure = measure_name(t, m), .worth = NAN, .value = t->measure[a * t->r->study->measures.n + m]};
      tell_column(t, s, all->measure[a][m], all->draws, drawn);
    }
  }
}

static void tell_places(struct teller *t, int actor, size_t m) {
  const struct ek_alternatives *all = t->r->alternatives;
  struct ek_frontier *places = ek_alloc_array(t->r->arena, all->n, sizeof *places);
  ek_alternatives_frontier(all, actor, m, places);
  for (size_t a = 0; a < all->n; a++) {
    struct statement s = {.alternative = alternative_name(t, a), .actor = t->r->model->actors[actor].name.text, .measure = measure_name(t, m),
                          .figure = "standing", .text = ek_standing_names[places[a].standing], .worth = NAN, .value = NAN};
    t->tell(t, &s);
    s.text = NULL;
    if (places[a].against < 0) continue;
    const struct { const char *name; double value; } numbers[] = {{"more_cost", places[a].more_cost}, {"more_effect", places[a].more_effect}, {"ratio", places[a].ratio}};
    for (size_t i = 0; i < 3; i++) {
      s.figure = numbers[i].name;
      s.value = numbers[i].value;
      t->tell(t, &s);
    }
  }
}

/* Net benefit at each worth; with draws how often each is the best. */
static void tell_worths(struct teller *t, int actor, size_t m) {
  const struct ek_alternatives *all = t->o->drawn != NULL ? t->o->drawn : t->r->alternatives;
  size_t n;
  const double *worth = ek_alternatives_worths(t->r, t->o, m, actor, &n);
  double *share = ek_alloc_array(t->r->arena, all->n, sizeof *share);
  for (size_t i = 0; i < n; i++) {
    if (t->o->drawn != NULL) ek_alternatives_acceptable(all, actor, m, worth[i], share);
    for (size_t a = 0; a < all->n; a++) {
      struct statement s = {.alternative = alternative_name(t, a), .actor = t->r->model->actors[actor].name.text, .measure = measure_name(t, m),
                            .figure = "net_benefit", .worth = worth[i]};
      s.value = t->total[a * t->r->model->n_actors + (size_t)actor] + worth[i] * t->measure[a * t->r->study->measures.n + m];
      t->tell(t, &s);
      if (t->o->drawn == NULL) continue;
      s.figure = "best";
      s.value = share[a];
      t->tell(t, &s);
    }
  }
}

static void take_means(struct teller *t, const struct ek_alternatives *all) {
  size_t n_actors = t->r->model->n_actors, n_measures = t->r->study->measures.n;
  t->total = ek_alloc_array(t->r->arena, all->n * n_actors, sizeof *t->total);
  t->measure = ek_alloc_array(t->r->arena, all->n * n_measures, sizeof *t->measure);
  for (size_t i = 0; i < all->n * n_actors; i++) t->total[i] = ek_column_mean(all->total[i / n_actors][i % n_actors], all->draws);
  for (size_t i = 0; i < all->n * n_measures; i++) t->measure[i] = ek_column_mean(all->measure[i / n_measures][i % n_measures], all->draws);
}

static void tell_everything(struct teller *t) {
  take_means(t, t->r->alternatives);
  tell_all(t, t->r->alternatives, false);
  if (t->o->drawn != NULL) {
    t->scratch = ek_alloc_array(t->r->arena, t->o->drawn->draws, sizeof *t->scratch);
    take_means(t, t->o->drawn);
  }
  for (size_t m = 0; m < t->r->study->measures.n; m++) {
    for (size_t i = 0; i < t->r->model->n_actors; i++) {
      if (t->o->actor >= 0 && (int)i != t->o->actor) continue;
      tell_places(t, (int)i, m);
      tell_worths(t, (int)i, m);
    }
  }
  if (t->o->drawn != NULL) tell_all(t, t->o->drawn, true);
}

static void tell_row(struct teller *t, const struct statement *s) {
  const char *cells[] = {s->alternative, s->actor, s->measure, s->figure, ek_csv_number(t->r->arena, s->worth), ek_csv_number(t->r->arena, s->value), s->text};
  ek_csv_row(t->csv, cells, 7, 1u << 4 | 1u << 5);
}

void ek_alternatives_csv(const struct ek_result *r, const struct ek_alternatives_options *o, struct ek_buffer *out) {
  struct teller t = {.r = r, .o = o, .tell = tell_row, .csv = out};
  ek_buffer_add(out, "alternative,actor,measure,figure,worth,value,text\n");
  tell_everything(&t);
  struct ek_list stamps = ek_stamps(r);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) {
    const char *text = ek_stamp_drawn(r->arena, &stamp[i], o->drawn != NULL ? o->drawn->draws : 0, o->seed);
    ek_csv_row(out, (const char *const[]){"", "", "", ek_sprintf(r->arena, "stamp:%s", stamp[i].key), "", "", text}, 7, 0);
  }
}

static void tell_object(struct teller *t, const struct statement *s) {
  json_t *object = json_object();
  ek_json_put_text(t->json, object, "alternative", s->alternative);
  ek_json_put_text(t->json, object, "actor", s->actor);
  ek_json_put_text(t->json, object, "measure", s->measure);
  ek_json_put_text(t->json, object, "figure", s->figure);
  ek_json_put(t->json, object, "worth", isnan(s->worth) ? json_null() : json_real(s->worth));
  ek_json_put(t->json, object, "value", isfinite(s->value) ? json_real(s->value) : json_null());
  ek_json_put_text(t->json, object, "text", s->text);
  ek_json_push(t->json, t->rows, object);
}

json_t *ek_json_alternatives(struct ek_json *json, const struct ek_result *r) {
  static const struct ek_alternatives_options plain = {.actor = -1};
  struct teller t = {.r = r, .o = &plain, .tell = tell_object, .json = json, .rows = json_array()};
  tell_everything(&t);
  return t.rows;
}

bool ek_alternatives_json(const struct ek_result *r, const struct ek_alternatives_options *o, struct ek_buffer *out) {
  struct ek_json json = {.arena = r->arena};
  json_t *root = json_object();
  struct teller t = {.r = r, .o = o, .tell = tell_object, .json = &json, .rows = json_array()};
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, r));
  ek_json_put_int(&json, root, "draws", o->drawn != NULL ? (long long)o->drawn->draws : 1);
  ek_json_put_int(&json, root, "seed", (long long)o->seed);
  tell_everything(&t);
  ek_json_put(&json, root, "alternatives", t.rows);
  return ek_json_finish(&json, root, out);
}
