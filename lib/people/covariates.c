/* Sums by category as the files are read, means and differences when they are asked for. */
#include "people/covariates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "privacy/masking.h"
#include "people/intake.h"
#include "people/overview.h"
#include "people/traits.h"

/* What has been summed of one variable and category on one side. */
struct sums {
  const char *variable, *value;
  const struct ek_item *item;
  bool own;                /* a word of the file's, and not of the study's */
  double weight[2], first[2], second[2]; /* Σw of those with an answer, Σwx, Σwx² */
  size_t heads[2];
};

static struct sums *sums_of(struct ek_people *p, const char *variable, const char *value, const struct ek_item *item) {
  struct sums *all = p->covariate_sums.items;
  for (size_t i = 0; i < p->covariate_sums.n; i++) {
    if (ek_text_same(all[i].variable, variable) && ek_text_same(all[i].value, value) && all[i].item == item) return &all[i];
  }
  struct sums *s = ek_list_push(p->arena, &p->covariate_sums, sizeof *s);
  *s = (struct sums){.variable = variable, .value = value, .item = item};
  return s;
}

static void add_role(struct ek_intake *in, const struct ek_role_of *role, size_t first, int side) {
  struct ek_people *p = in->people;
  const struct ek_column *c = &in->columns->columns[role->column];
  const char *variable = ek_role_variable(role);
  if (variable == NULL || role->meaning == NULL || (role->kind != EK_ROLE_AGE && c->n > EK_MOST_CATEGORIES)) return;
  double *weight = ek_alloc_array(in->arena, c->n, sizeof *weight);
  size_t *heads = ek_alloc_array(in->arena, c->n, sizeof *heads);
  for (size_t i = first; i < p->n; i++) {
    uint32_t code = c->codes[in->rows[i - first]];
    weight[code] += p->weight[i];
    heads[code]++;
  }
  for (size_t code = 0; code < c->n; code++) {
    bool number = role->kind == EK_ROLE_AGE;
    double x = number ? role->meaning->number[code] : 1;
    if (heads[code] == 0 || (number ? isnan(x) : role->meaning->word[code] == NULL)) continue;
    struct sums *s = sums_of(p, variable, number ? NULL : role->meaning->word[code], NULL);
    s->own |= !number && role->meaning->own[code];
    s->first[side] += weight[code] * x;
    s->second[side] += weight[code] * x * x;
    s->heads[side] += heads[code];
    s->weight[side] += weight[code];
  }
}

/* Extents of states before: persons by where they stand first, since many stand alike. */
static void add_states(struct ek_intake *in, size_t first, int side) {
  struct ek_people *p = in->people;
  double *weight = ek_alloc_array(in->arena, p->standings.n, sizeof *weight);
  size_t *heads = ek_alloc_array(in->arena, p->standings.n, sizeof *heads);
  for (size_t i = first; i < p->n; i++) {
    weight[p->before[i]] += p->weight[i];
    heads[p->before[i]]++;
  }
  for (size_t at = 0; at < p->standings.n; at++) {
    const double *numbers;
    const struct ek_phase *phase = ek_people_phase(p, (uint32_t)at, &numbers);
    for (size_t k = 0; k < phase->n_holdings && heads[at] > 0; k++) {
      const struct ek_holding *h = &phase->holdings[k];
      if (!h->item->is_state) continue;
      struct sums *s = sums_of(p, "before.state", h->item->name.text, h->item);
      double extent = ek_people_extent(p, h, numbers);
      s->first[side] += weight[at] * extent;
      s->second[side] += weight[at] * extent * extent;
      s->heads[side] += extent > 0 ? heads[at] : 0;
    }
  }
}

void ek_covariates_add(struct ek_intake *in, size_t first) {
  int side = in->compared;
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) add_role(in, &roles[i], first, side);
  add_states(in, first, side);
  for (size_t i = first; i < in->people->n; i++) in->people->side_weight[side] += in->people->weight[i];
}

/* What those with an answer weigh: of shares, all categories of the variable. */
static double answered(const struct ek_people *p, const struct sums *s, int side) {
  const struct sums *all = p->covariate_sums.items;
  double sum = 0;
  if (s->item != NULL) return p->side_weight[side];
  for (size_t i = 0; i < p->covariate_sums.n; i++) {
    if (ek_text_same(all[i].variable, s->variable)) sum += all[i].weight[side];
  }
  return sum;
}

static double extent_before(const struct ek_people *p, size_t member, const struct ek_item *state) {
  const double *numbers;
  const struct ek_phase *phase = ek_people_phase(p, p->before[member], &numbers);
  double sum = 0;
  for (size_t k = 0; k < phase->n_holdings; k++) {
    if (phase->holdings[k].item == state) sum += ek_people_extent(p, &phase->holdings[k], numbers);
  }
  return sum;
}

/* The mean of the comparison group by other weights than their own. */
static double weighed(const struct ek_people *p, const struct sums *s, const double *weight) {
  const struct ek_trait *t = ek_trait_find(p, s->variable);
  const char *const *words = t != NULL ? t->words.items : NULL;
  size_t code = 0;
  double sum = 0, all = 0;
  for (size_t k = 0; t != NULL && k < t->words.n; k++) if (ek_text_same(words[k], s->value)) code = k + 1;
  for (size_t i = p->participants; i < p->n; i++) {
    if (s->item != NULL) sum += weight[i] * extent_before(p, i, s->item), all += weight[i];
    else if (s->value == NULL && t != NULL && t->number != NULL && !isnan(t->number[i])) sum += weight[i] * t->number[i], all += weight[i];
    else if (s->value != NULL && t != NULL && t->code != NULL && t->code[i] > 0) sum += weight[i] * (t->code[i] == code), all += weight[i];
  }
  return all > 0 ? sum / all : NAN;
}

static struct ek_covariate finish(const struct ek_people *p, const struct sums *s, const double *anew) {
  struct ek_covariate c = {.variable = s->variable, .value = s->value, .item = s->item, .own = s->own};
  if (s->item != NULL) c.label = s->item->label;
  for (int side = 0; side < 2; side++) {
    double weight = answered(p, s, side);
    c.heads[side] = s->heads[side];
    c.mean[side] = weight > 0 ? s->first[side] / weight : NAN;
    c.variance[side] = weight > 0 ? s->second[side] / weight - c.mean[side] * c.mean[side] : NAN;
  }
  double spread = sqrt((c.variance[0] + c.variance[1]) / 2);
  c.difference = spread > 1e-9 ? (c.mean[0] - c.mean[1]) / spread : NAN;
  c.weighed = anew != NULL ? weighed(p, s, anew) : NAN;
  c.difference_weighed = spread > 1e-9 ? (c.mean[0] - c.weighed) / spread : NAN;
  return c;
}

/* Categories of few persons are masked, on each side for itself; a state also where the table of
 * moves masks it. What a file calls so few is not told at all. */
static void mask(const struct ek_people *p, struct ek_covariate *of, size_t n) {
  for (int side = 0; side < 2; side++) {
    size_t *counts = ek_alloc_array(p->arena, n, sizeof *counts);
    for (size_t i = 0; i < n; i++) counts[i] = of[i].value != NULL ? of[i].heads[side] : 0;
    bool *masked = ek_mask_groups(p->arena, counts, n);
    struct ek_moves moves = {0};
    if (of[0].item != NULL) moves = ek_moves(p, side == 1);
    for (size_t i = 0; i < n; i++) {
      bool few = of[i].value == NULL && of[i].heads[side] > 0 && of[i].heads[side] < EK_FEWEST; /* a mean of few */
      of[i].masked[side] = masked[i] || few || (of[i].item != NULL && ek_moves_hide(&moves, of[i].item));
    }
  }
  for (size_t i = 0; i < n; i++) {
    if (of[i].masked[0] || of[i].masked[1]) of[i].difference = of[i].difference_weighed = of[i].weighed = NAN;
    bool few = (of[i].masked[0] || of[i].heads[0] == 0) && (of[i].masked[1] || of[i].heads[1] == 0);
    if (of[i].own && few) of[i].value = EK_NOT_TOLD;
  }
}

/* Not in the order of the file, which would tell of its first row. */
static int by_category(const void *a, const void *b) {
  const struct ek_covariate *x = a, *y = b;
  if (x->item != NULL && y->item != NULL) return (x->item > y->item) - (x->item < y->item);
  if (x->value == NULL || y->value == NULL) return (x->value == NULL) - (y->value == NULL);
  return strcmp(x->value, y->value);
}

struct ek_list ek_covariates(const struct ek_people *p) { return ek_covariates_weighed(p, NULL); }

struct ek_list ek_covariates_weighed(const struct ek_people *p, const double *weight) {
  struct ek_list out = {0};
  const struct sums *all = p->covariate_sums.items;
  for (size_t i = 0; i < p->covariate_sums.n; i++) {
    size_t first = out.n;
    bool known = false;
    const struct ek_covariate *done = out.items;
    for (size_t k = 0; k < out.n; k++) known |= ek_text_same(done[k].variable, all[i].variable);
    if (known) continue;
    for (size_t k = i; k < p->covariate_sums.n; k++) {
      if (!ek_text_same(all[k].variable, all[i].variable)) continue;
      *(struct ek_covariate *)ek_list_push(p->arena, &out, sizeof(struct ek_covariate)) = finish(p, &all[k], weight);
    }
    struct ek_covariate *of = (struct ek_covariate *)out.items + first;
    qsort(of, out.n - first, sizeof *of, by_category);
    mask(p, of, out.n - first);
  }
  return out;
}
