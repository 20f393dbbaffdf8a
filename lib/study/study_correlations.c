/* Rank correlations of assumptions: put together into one matrix, which is turned into that of the normal
 * numbers behind the draws. Spearman's ρ of two normal numbers is (6 / π) asin(r / 2) of their
 * correlation r (Pearson, On Further Methods of Determining Correlation, 1907), so r = 2 sin(π ρ / 6);
 * ranks are the same whatever distributions the numbers are then turned into. */
#include <math.h>

#include "base/text.h"
#include "markov/matrix.h"
#include "study/joint.h"
#include "study/study_parts.h"

#define AT(member) offsetof(struct ek_correlation, member)
static const struct ek_field correlation_fields[] = {
    {.key = "names", .kind = EK_NAMES, .offset = AT(names), .flags = EK_REQUIRED, .aliases = "namn between", .help = "Two or more assumptions with distributions: [lön, kvar]."},
    {.key = "rank", .kind = EK_VALUE, .offset = AT(rank), .unit = "1", .min = -1, .max = 1, .aliases = "spearman rang rho", .help = "Spearman's rank correlation of each two of them, between -1 and 1: 0.5."},
    {.key = "matrix", .kind = EK_VALUE_ROWS, .offset = AT(matrix), .unit = "1", .min = -1, .max = 1, .aliases = "matris", .help = "Instead: a row for each, with ones in the diagonal: [[1, 0.5], [0.5, 1]]."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(source), .aliases = "källa", .help = "Where it was found."},
    {.key = NULL}};
const struct ek_record ek_record_correlation = {.name = "correlation", .size = sizeof(struct ek_correlation), .fields = correlation_fields, .pos_offset = AT(pos), .present_offset = EK_NO_OFFSET, .help = "Uncertain values that go together, each with its own distribution: draws have these rank correlations."};

/* While the matrix is put together. */
struct ranks {
  struct ek_compiler *c;
  size_t n;
  const struct ek_name **name; /* [n] each where it is named first */
  int *slot;
  double *rank;                /* [most * most] NaN: nothing is said */
  size_t most;
};

/* The slot of an assumption that may go with others; -1 with a diagnostic, a warning where it is a number (as
 * when --set tries one): it goes with nothing. */
static int slot_of(struct ek_compiler *c, const struct ek_name *name) {
  const struct ek_study *s = c->study;
  const struct ek_named_value *known = s->assumption_list.items;
  const struct ek_joint *joint = s->joint.items;
  const char **words = ek_alloc_array(c->arena, s->assumption_list.n, sizeof *words);
  size_t i = 0;
  for (size_t k = 0; k < s->assumption_list.n; k++) words[k] = known[k].name.text;
  while (i < s->assumption_list.n && !ek_text_same(words[i], name->text)) i++;
  if (i == s->assumption_list.n) {
    ek_error(c->diags, name->pos, ek_study_near(c, name->text, words, i), "there is no assumption '%s'", name->text);
    return -1;
  }
  for (size_t k = 0; k < s->joint.n; k++) {
    if (i < joint[k].first || i - joint[k].first >= joint[k].names.n) continue;
    ek_error(c->diags, name->pos, "its covariances say what it goes with", "'%s' is one of those in 'joint'", name->text);
    return -1;
  }
  if (s->assumptions[i] == NULL) return -1; /* told */
  const struct ek_quantity *q = s->assumptions[i];
  if (q->slot < 0) (ek_formula_is_number(q->formula) ? ek_warning : ek_error)(c->diags, name->pos, "write {dist: …}", "'%s' has no distribution, so nothing can vary with it", name->text);
  return q->slot;
}

/* Its number among the correlated; -1 when it cannot be one. */
static int number_of(struct ranks *r, const struct ek_name *name) {
  int slot = slot_of(r->c, name);
  if (slot < 0) return -1;
  for (size_t i = 0; i < r->n; i++) if (r->slot[i] == slot) return (int)i;
  r->name[r->n] = name;
  r->slot[r->n] = slot;
  return (int)r->n++;
}

static void put(struct ranks *r, const struct ek_name *a, int row, const struct ek_name *b, int column, double rank) {
  double *at = &r->rank[(size_t)row * r->most + (size_t)column], *other = &r->rank[(size_t)column * r->most + (size_t)row];
  if (row == column) ek_error(r->c->diags, b->pos, NULL, "'%s' is named twice", b->text);
  else if (!isnan(*at)) ek_error(r->c->diags, b->pos, NULL, "the rank correlation of '%s' and '%s' is said twice", a->text, b->text);
  else *at = *other = rank;
}

/* The rank correlations of an entry's names, [n * n]. */
static bool read_ranks(struct ek_compiler *c, const struct ek_correlation *k, double *out) {
  size_t n = k->names.n;
  const struct ek_list *rows = k->matrix.items;
  bool matrix = k->matrix.n > 0, square = !matrix || k->matrix.n == n;
  if (n < 2) return ek_error(c->diags, k->pos, "names: [lön, kvar]", "a correlation is between two assumptions or more");
  if (matrix == (k->rank.node != NULL)) return ek_error(c->diags, k->pos, NULL, "a correlation has 'rank' or 'matrix'%s", matrix ? ", not both" : "");
  for (size_t i = 0; i < n && square && matrix; i++) square = rows[i].n == n;
  if (!square) return ek_error(c->diags, k->pos, ek_sprintf(c->arena, "%zu rows of %zu", n, n), "the matrix does not go with %zu names", n);
  double rank = 0;
  if (!matrix && !ek_study_plain(c, &k->rank, &rank)) return false;
  if (matrix && !ek_study_symmetric(c, &k->matrix, &k->names, k->pos, "rank correlation", out)) return false;
  for (size_t i = 0; i < n; i++) {
    for (size_t m = 0; m < n; m++) {
      double *at = &out[i * n + m];
      struct ek_pos pos = matrix ? ((const struct ek_value *)rows[i].items)[m].pos : k->rank.pos;
      if (!matrix) *at = i == m ? 1 : rank;
      if (i == m && *at != 1) return ek_error(c->diags, pos, NULL, "the rank correlation of a value with itself is 1");
      if (i != m && !(fabs(*at) < 1)) return ek_error(c->diags, pos, "what follows another wholly is written as a formula of it", "a rank correlation is between -1 and 1");
    }
  }
  return true;
}

static void add(struct ranks *r, const struct ek_correlation *k) {
  size_t n = k->names.n;
  const struct ek_name *names = k->names.items;
  double *rank = ek_alloc_array(r->c->arena, n * n, sizeof *rank);
  int *number = ek_alloc_array(r->c->arena, n, sizeof *number);
  bool fine = read_ranks(r->c, k, rank);
  for (size_t i = 0; i < n; i++) number[i] = number_of(r, &names[i]);
  for (size_t i = 0; i < n && fine; i++) {
    for (size_t m = 0; m < i; m++) {
      if (number[m] >= 0 && number[i] >= 0) put(r, &names[m], number[m], &names[i], number[i], rank[i * n + m]);
    }
  }
}

void ek_study_compile_correlations(struct ek_compiler *c) {
  const struct ek_correlation *k = c->study->correlations.items;
  size_t most = 0, errors = ek_diags_errors(c->diags);
  for (size_t i = 0; i < c->study->correlations.n; i++) most += k[i].names.n;
  struct ranks r = {.c = c, .most = most, .name = ek_alloc_array(c->arena, most, sizeof *r.name), .slot = ek_alloc_array(c->arena, most, sizeof *r.slot),
                    .rank = ek_alloc_array(c->arena, most * most, sizeof *r.rank)};
  for (size_t i = 0; i < most * most; i++) r.rank[i] = NAN;
  for (size_t i = 0; i < c->study->correlations.n; i++) add(&r, &k[i]);
  if (ek_diags_errors(c->diags) > errors) return;
  double *lower = ek_alloc_array(c->arena, r.n * r.n, sizeof *lower);
  for (size_t i = 0; i < r.n; i++) {
    for (size_t m = 0; m < r.n; m++) {
      double rank = r.rank[i * most + m];
      lower[i * r.n + m] = i == m ? 1 : isnan(rank) ? 0 : 2 * sin(M_PI * rank / 6);
    }
  }
  size_t row = ek_matrix_cholesky(r.n, lower, lower);
  if (row < r.n) {
    ek_error(c->diags, r.name[row]->pos, "what nothing is said of is 0: say those too, or bring these nearer to 0",
             "the rank correlations of '%s' with those before it cannot all be (the matrix is not positive definite)", r.name[row]->text);
    return;
  }
  c->study->copula = (struct ek_copula){r.n, r.slot, lower};
}
