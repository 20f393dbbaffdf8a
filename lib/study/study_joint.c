/* Assumptions that were estimated together: added to the others, and their covariance made ready. */
#include "study/joint.h"

#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "markov/matrix.h"
#include "study/study_parts.h"

#define AT(member) offsetof(struct ek_joint, member)
static const struct ek_field joint_fields[] = {
    {.key = "names", .kind = EK_NAMES, .offset = AT(names), .flags = EK_REQUIRED, .aliases = "namn", .help = "What formulas call them: [ln_fs_arbete, ln_arbete_fs]."},
    {.key = "means", .kind = EK_VALUES, .offset = AT(means), .flags = EK_REQUIRED, .unit = "1", .min = -1e9, .max = 1e9, .aliases = "medelvärden", .help = "Their values, plain numbers."},
    {.key = "covariance", .kind = EK_VALUE_ROWS, .offset = AT(covariance), .flags = EK_REQUIRED, .unit = "1", .min = -1e9, .max = 1e9, .aliases = "kovarians", .help = "A row for each: [[0.04, 0.01], [0.01, 0.09]]."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(source), .aliases = "källa", .help = "Where they were estimated."},
    {.key = NULL}};
const struct ek_record ek_record_joint = {.name = "joint", .size = sizeof(struct ek_joint), .fields = joint_fields, .pos_offset = AT(pos), .present_offset = EK_NO_OFFSET, .help = "Assumptions with a normal distribution in common, as `ekusia estimate` writes them: a run without draws uses the means."};

bool ek_study_plain(struct ek_compiler *c, const struct ek_value *v, double *out) {
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  if (v->node == NULL) return false; /* told */
  if (ek_quantity_parse(c->arena, v->text, out, &unit, &unit_text, &error) && ek_unit_same(unit, ek_unit_none)) return true;
  return ek_error(c->diags, v->pos, "write it as a number", "'%s' is not a plain number", v->text);
}

bool ek_study_symmetric(struct ek_compiler *c, const struct ek_list *rows, const struct ek_list *of, struct ek_pos pos,
                        const char *what, double *out) {
  size_t n = of->n;
  const struct ek_list *row = rows->items;
  const struct ek_name *names = of->items;
  for (size_t i = 0; i < n; i++) {
    const struct ek_value *values = row[i].items;
    for (size_t k = 0; k < n; k++) if (!ek_study_plain(c, &values[k], &out[i * n + k])) return false;
    for (size_t k = 0; k < i; k++) {
      double sum = out[i * n + k], other = out[k * n + i];
      if (fabs(sum - other) <= 1e-9 * (fabs(sum) + fabs(other))) continue;
      return ek_error(c->diags, pos, "row by column and column by row are one number", "the %s of '%s' and '%s' is said in two ways", what, names[i].text, names[k].text);
    }
  }
  return true;
}

static bool square(struct ek_compiler *c, const struct ek_joint *j) {
  size_t n = j->names.n;
  const struct ek_list *rows = j->covariance.items;
  bool fine = j->means.n == n && j->covariance.n == n;
  for (size_t i = 0; fine && i < n; i++) fine = rows[i].n == n;
  if (!fine && n > 0) {
    ek_error(c->diags, j->pos, ek_sprintf(c->arena, "%zu means, and %zu rows of %zu", n, n, n),
             "means or covariance do not go with %zu name%s", n, n == 1 ? "" : "s");
  }
  return fine;
}

/* The assumption that a name of them is: normal, with its own variance. */
static void add_one(struct ek_compiler *c, const struct ek_joint *j, size_t i, bool square_fine) {
  static const struct ek_field field = {.key = "joint", .kind = EK_VALUE};
  const struct ek_value *mean = &((const struct ek_value *)j->means.items)[i < j->means.n ? i : j->means.n - 1];
  const struct ek_name *name = &((const struct ek_name *)j->names.items)[i];
  double variance = 1;
  const struct ek_named_value *known = c->study->assumption_list.items;
  for (size_t k = 0; k < c->study->assumption_list.n; k++) {
    if (!ek_text_same(known[k].name.text, name->text)) continue;
    struct ek_pos pos = ek_source_is_option(known[k].name.pos.source) ? known[k].name.pos : name->pos;
    ek_error(c->diags, pos, "its value is changed by joint[1].means[1] and so on", "'%s' is an assumption twice", name->text);
    return;
  }
  const struct ek_list *rows = j->covariance.items;
  if (square_fine) ek_study_plain(c, &((const struct ek_value *)rows[i].items)[i], &variance); /* else told, and formulas may name it all the same */
  struct ek_node *sd = ek_alloc(c->arena, sizeof *sd);
  *sd = (struct ek_node){.kind = EK_NODE_SCALAR, .pos = mean->pos, .text = ek_number_exact(c->arena, sqrt(variance > 0 ? variance : 0))};
  struct ek_named_value *v = ek_list_push(c->arena, &c->study->assumption_list, sizeof *v);
  *v = (struct ek_named_value){*name, {.text = mean->text, .node = mean->node, .pos = mean->pos, .field = &field, .source = j->source,
                                       .grade = (enum ek_grade)j->source.grade, .mean = mean->node, .sd = sd, .dist = {"normal", mean->pos}}};
}

void ek_study_add_joint(struct ek_compiler *c) {
  struct ek_joint *j = c->study->joint.items;
  for (size_t k = 0; k < c->study->joint.n; k++) {
    bool fine = square(c, &j[k]);
    j[k].first = c->study->assumption_list.n;
    for (size_t i = 0; i < j[k].names.n && j[k].means.n > 0; i++) add_one(c, &j[k], i, fine);
    if (!fine) j[k].names.n = 0; /* nothing more is made of it */
  }
}

static void factor(struct ek_compiler *c, struct ek_joint *j) {
  size_t n = j->names.n;
  const struct ek_name *names = j->names.items;
  double *l = ek_alloc_array(c->arena, n * n, sizeof *l);
  if (!ek_study_symmetric(c, &j->covariance, &j->names, j->pos, "covariance", l)) return;
  for (size_t i = 0; i < n; i++) {
    if (l[i * n + i] > 0) continue;
    ek_error(c->diags, j->pos, "for what is certain, write an assumption without a distribution", "the variance of '%s' is not above 0", names[i].text);
    return;
  }
  size_t row = ek_matrix_cholesky(n, l, l);
  if (row < n) ek_error(c->diags, j->pos, "a covariance matrix is positive definite", "the covariance of '%s' with those before it cannot be", names[row].text);
  else j->lower = l;
}

void ek_study_compile_joint(struct ek_compiler *c) {
  struct ek_joint *j = c->study->joint.items;
  for (size_t k = 0; k < c->study->joint.n; k++) factor(c, &j[k]);
}
