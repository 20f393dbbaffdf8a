/* Estimates as tidy rows and as one object. */
#include <math.h>
#include <string.h>

#include "render/csv_row.h"
#include "views/estimate.h"
#include "views/result_json.h"
#include "views/stamp.h"

enum { COLUMNS = 10, VALUE = 5 };
static const char *const head[COLUMNS] = {"section", "group", "from", "to", "name", "value", "low", "high", "error", "text"};

/* One statement, however it is written: a value, the ends of its interval, its error, those that
 * `said` has a bit for. */
enum { NUMBERS = 4 };
struct statement {
  const char *section, *from, *to, *name, *text;
  double number[NUMBERS];
  unsigned said;
  bool masked;
};
static const char *const number_names[NUMBERS] = {"value", "low", "high", "error"};
#define ONE(v) .number = {v}, .said = 1
#define WITH_ERROR(v, e) .number = {v, 0, 0, e}, .said = 9
#define FULL(v, l, h, e) .number = {v, l, h, e}, .said = 15

struct teller {
  struct ek_arena *arena;
  const struct ek_estimates *e;
  const struct ek_histories *h;
  const char *group;
  void (*tell)(struct teller *t, const struct statement *s);
  void *out;
};

#define SAY(t, ...) (t)->tell(t, &(struct statement){__VA_ARGS__})
#define FROM(h, k) .from = (h)->states[(h)->from[k]], .to = (h)->states[(h)->to[k]]

static void tell_file(struct teller *t) {
  static const char *const forms[] = {"panel", "spells", "counts"};
  SAY(t, .section = "file", .name = "form", .text = forms[t->h->study->estimate.form]);
  SAY(t, .section = "file", .name = "persons", ONE((double)t->h->persons));
  SAY(t, .section = "file", .name = "rows_used", ONE((double)t->h->looks));
  SAY(t, .section = "file", .name = "excluded", ONE((double)t->h->file.excluded));
  SAY(t, .section = "file", .name = "cycle", .text = t->h->study->estimate.cycle.text);
}

static void tell_fit(struct teller *t, const struct ek_fitted *f) {
  bool counts = f->counted.n > 0;
  double loglik = counts ? f->counted.loglik : f->fit.loglik;
  SAY(t, .section = "fit", .name = "persons", ONE((double)f->persons));
  if (!counts) SAY(t, .section = "fit", .name = "person_years", ONE(f->years));
  bool hidden = ek_estimates_hide_loglik(t->h, f);
  SAY(t, .section = "fit", .name = "loglik", ONE(loglik), .masked = hidden);
  SAY(t, .section = "fit", .name = "minus_2_loglik", ONE(-2 * loglik), .masked = hidden);
  if (counts) return;
  SAY(t, .section = "fit", .name = "parameters", ONE((double)f->fit.n));
  SAY(t, .section = "fit", .name = "iterations", ONE(f->fit.iterations));
  SAY(t, .section = "fit", .name = "converged", .text = f->fit.converged ? "yes" : "no");
  if (f->pearson.cells == 0) return;
  SAY(t, .section = "fit", .name = "pearson", ONE(f->pearson.statistic));
  SAY(t, .section = "fit", .name = "pearson_cells", ONE((double)f->pearson.cells));
  SAY(t, .section = "fit", .name = "pearson_degrees_of_freedom", ONE((double)f->pearson.free));
}

static void tell_moves(struct teller *t, const struct ek_fitted *f) {
  size_t n = t->h->n_states;
  for (size_t i = 0; i < n * n; i++) {
    bool hidden = f->masked[i / n * (n + 1) + i % n];
    if (f->count[i] == 0 && !hidden) continue;
    SAY(t, .section = "transition", .from = t->h->states[i / n], .to = t->h->states[i % n], ONE(f->count[i]), .masked = hidden);
  }
}

static void tell_ratios(struct teller *t, const struct ek_fitted *f) {
  const struct ek_histories *h = t->h;
  for (size_t c = 0; c < h->covariates; c++) {
    const char *word;
    const struct ek_factor *factor = ek_estimates_factor(h, c, &word);
    for (size_t k = 0; k < (f->rates.common ? 1 : h->n_moves); k++) {
      size_t at = ek_rates_ratio(&f->rates, c, k);
      double value = exp(f->fit.theta[at]), error = f->fit.se[at];
      bool hidden = f->ratio_hidden[c * h->n_moves + k], all = true;
      for (size_t m = 0; m < h->n_moves; m++) all &= f->ratio_hidden[c * h->n_moves + m];
      SAY(t, .section = "ratio", .from = f->rates.common ? NULL : h->states[h->from[k]], .to = f->rates.common ? NULL : h->states[h->to[k]],
          .name = ek_sprintf(t->arena, "%s=%s", factor->name, word), FULL(value, ek_estimate_end(value, error, -1), ek_estimate_end(value, error, 1), error),
          .masked = f->rates.common ? all : hidden);
    }
  }
}

static void tell_prospect(struct teller *t, const struct ek_fitted *f, const struct ek_prospect *p) {
  const struct ek_histories *h = t->h;
  size_t n = h->n_states;
  const char *kept = t->group;
  t->group = p->label;
  for (size_t k = 0; k < h->n_moves && p->q != NULL; k++) {
    double q = p->q[h->from[k] * n + h->to[k]];
    SAY(t, .section = "intensity", FROM(h, k), .name = "per_year", FULL(q, ek_estimate_end(q, p->se[k], -1), ek_estimate_end(q, p->se[k], 1), p->se[k]),
        .masked = p->hidden[k]);
  }
  for (size_t i = 0; i < n * n && (!p->any_hidden || p->q == NULL); i++) {
    bool counts = p->q == NULL, hidden = counts && ek_estimates_hide_share(f, n, i / n, i % n);
    if (p->cycle[i] == 0 && !hidden) continue;
    SAY(t, .section = "probability", .from = h->states[i / n], .to = h->states[i % n], .name = "per_cycle", .said = counts ? 15 : 1,
        .number = {p->cycle[i], counts ? f->counted.low[i] : 0, counts ? f->counted.high[i] : 0, counts ? f->counted.se[i] : 0}, .masked = hidden);
  }
  for (size_t i = 0; i < n && p->q != NULL; i++) {
    bool hidden = false;
    for (size_t k = 0; k < h->n_moves; k++) hidden |= h->from[k] == i && p->hidden[k];
    if (!isfinite(p->stay[i])) continue;
    SAY(t, .section = "stay", .from = h->states[i], .name = "years", WITH_ERROR(p->stay[i], p->stay_se[i]), .masked = hidden);
  }
  t->group = kept;
}

/* Parameters together give what is hidden away; they are for the study's fragment then. */
static void tell_parameters(struct teller *t, const struct ek_fitted *f) {
  if (ek_estimates_hide_any(f)) return;
  for (size_t i = 0; i < f->fit.n; i++) {
    SAY(t, .section = "parameter", .name = ek_estimates_name(t->arena, t->h, f, i), WITH_ERROR(f->fit.theta[i], f->fit.se[i]));
  }
  for (size_t i = 0; i < f->fit.n; i++) {
    for (size_t k = 0; k <= i; k++) {
      SAY(t, .section = "covariance", .name = ek_estimates_name(t->arena, t->h, f, i), .text = ek_estimates_name(t->arena, t->h, f, k), ONE(f->fit.covariance[i * f->fit.n + k]));
    }
  }
}

static void tell_prevalence(struct teller *t, const struct ek_fitted *f) {
  const struct ek_prevalence *p = &f->prevalence;
  size_t n = t->h->n_states;
  bool hidden = ek_estimates_hide_any(f);
  for (size_t i = 0; i < p->n * n; i++) {
    const char *days = ek_sprintf(t->arena, "%d days", p->days[i / n]);
    SAY(t, .section = "seen", .from = t->h->states[i % n], .name = days, ONE(p->seen[i]), .masked = p->masked[i]);
    SAY(t, .section = "expected", .from = t->h->states[i % n], .name = days, ONE(p->expected[i]), .masked = hidden);
  }
}

static void tell_all(struct teller *t) {
  tell_file(t);
  for (size_t g = 0; g < t->e->n; g++) {
    const struct ek_fitted *f = &t->e->fits[g];
    t->group = f->label;
    tell_fit(t, f);
    tell_moves(t, f);
    tell_ratios(t, f);
    for (size_t i = 0; i < f->n_prospects; i++) tell_prospect(t, f, &f->prospects[i]);
    tell_parameters(t, f);
    tell_prevalence(t, f);
  }
}

static bool says(const struct statement *s, int i) { return !s->masked && (s->said >> i & 1) != 0 && isfinite(s->number[i]); }

static void tell_row(struct teller *t, const struct statement *s) {
  const char *cells[COLUMNS] = {s->section, t->group, s->from, s->to, s->name};
  for (int i = 0; i < NUMBERS; i++) if (says(s, i)) cells[VALUE + i] = ek_number_exact(t->arena, s->number[i]);
  cells[VALUE + NUMBERS] = s->masked ? "masked" : s->text;
  ek_csv_row(t->out, cells, COLUMNS, 15u << VALUE);
}

void ek_estimate_csv(const struct ek_estimates *e, struct ek_buffer *out) {
  struct teller t = {.arena = out->arena, .e = e, .h = e->histories, .tell = tell_row, .out = out};
  ek_csv_row(out, head, COLUMNS, 0);
  tell_all(&t);
  ek_csv_stamps(out, ek_stamps_study(out->arena, e->histories->study, &e->histories->file, NULL), COLUMNS, 0, 4, VALUE + NUMBERS);
}

struct object {
  struct ek_json json;
  json_t *root;
};

static void tell_object(struct teller *t, const struct statement *s) {
  struct object *o = t->out;
  json_t *list = json_object_get(o->root, s->section), *one = json_object();
  if (list == NULL) {
    ek_json_put(&o->json, o->root, s->section, json_array());
    list = json_object_get(o->root, s->section);
  }
  if (t->group != NULL) ek_json_put_text(&o->json, one, "group", t->group);
  if (s->from != NULL) ek_json_put_text(&o->json, one, "from", s->from);
  if (s->to != NULL) ek_json_put_text(&o->json, one, "to", s->to);
  if (s->name != NULL) ek_json_put_text(&o->json, one, "name", s->name);
  if (s->masked) ek_json_put(&o->json, one, "masked", json_true());
  for (int i = 0; i < NUMBERS; i++) if (says(s, i)) ek_json_put(&o->json, one, number_names[i], json_real(s->number[i]));
  if (s->text != NULL && !s->masked) ek_json_put_text(&o->json, one, "text", s->text);
  ek_json_push(&o->json, list, one);
}

bool ek_estimate_json(const struct ek_estimates *e, struct ek_buffer *out) {
  struct object o = {.json = {.arena = out->arena}, .root = json_object()};
  struct teller t = {.arena = out->arena, .e = e, .h = e->histories, .tell = tell_object, .out = &o};
  ek_json_put(&o.json, o.root, "stamp", ek_json_stamp_study(&o.json, e->histories->study, &e->histories->file, NULL));
  tell_all(&t);
  return ek_json_finish(&o.json, o.root, out);
}
