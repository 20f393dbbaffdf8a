/* What every form of a file about persons asks for: rows of one person, and what is wrong in rows. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/intake.h"
#include "people/problems.h"

/* A kind of problem is told once in a file, with how many rows have it. */
#define TOLD 20

void ek_intake_problem(struct ek_intake *in, struct ek_pos pos, const char *column, bool excludes,
                       const char *message, const char *hint) {
  *(struct ek_problem *)ek_list_push(in->people->arena, &in->file->problems, sizeof(struct ek_problem)) =
      (struct ek_problem){pos, column, message, hint, excludes};
}

/* --- what is told ------------------------------------------------------------------------ */

static bool same_kind(const struct ek_problem *a, const struct ek_problem *b) {
  return a->excludes == b->excludes && ek_text_same(a->column, b->column) && ek_text_same(a->message, b->message);
}

static int by_place(const void *a, const void *b) {
  const struct ek_problem *x = a, *y = b;
  if (x->pos.line != y->pos.line) return x->pos.line < y->pos.line ? -1 : 1;
  if (x->pos.column != y->pos.column) return x->pos.column < y->pos.column ? -1 : 1;
  return strcmp(x->message, y->message);
}

/* Each kind of problem at the first row that has it. */
void ek_intake_tell(const struct ek_intake *in) {
  const struct ek_problem *p = in->file->problems.items;
  struct ek_list kinds = {0}; /* size_t: of the first of each */
  size_t *count = ek_alloc_array(in->arena, in->file->problems.n, sizeof *count);
  for (size_t i = 0; i < in->file->problems.n; i++) {
    size_t k = 0, *first = kinds.items;
    while (k < kinds.n && !same_kind(&p[first[k]], &p[i])) k++;
    if (k == kinds.n) *(size_t *)ek_list_push(in->arena, &kinds, sizeof i) = i;
    count[k]++;
  }
  const size_t *first = kinds.items;
  size_t told[2] = {0}; /* what stops the run is never crowded out by what is only worth knowing */
  for (size_t k = 0; k < kinds.n; k++) {
    const struct ek_problem *one = &p[first[k]];
    if (told[one->excludes]++ >= TOLD) continue;
    const char *where = one->column != NULL ? ek_sprintf(in->arena, "'%s': ", one->column) : "";
    const char *more = count[k] == 2 ? " (and one more row)" : "";
    if (count[k] > 2) more = ek_sprintf(in->arena, " (and %zu more rows)", count[k] - 1);
    bool stops = one->excludes && in->spec->on_problem == EK_PROBLEM_ERROR;
    if (stops) ek_error(in->diags, one->pos, one->hint, "%s%s%s", where, one->message, more);
    else ek_warning(in->diags, one->pos, one->hint, "%s%s%s%s", one->excludes ? "left out: " : "", where, one->message, more);
  }
}

void ek_intake_sort_problems(struct ek_intake *in) {
  if (in->file->problems.n > 1) qsort(in->file->problems.items, in->file->problems.n, sizeof(struct ek_problem), by_place);
}

/* Rows with another number of cells than the first. */
void ek_intake_odd_rows(struct ek_intake *in) {
  const struct ek_odd_row *odd = in->columns->odd.items;
  for (size_t i = 0; i < in->columns->odd.n; i++) {
    ek_intake_problem(in, ek_columns_odd_pos(in->columns, &odd[i]), NULL, true,
                      ek_sprintf(in->arena, EK_PROBLEM_CELLS, odd[i].cells, in->columns->n),
                      "put a cell that holds the delimiter in quotes");
  }
  in->file->excluded += in->columns->odd.n;
}

/* --- rows -------------------------------------------------------------------------------- */

bool ek_intake_row_is_sound(struct ek_intake *in, size_t row) {
  const struct ek_role_of *roles = in->roles.items;
  bool sound = true;
  for (size_t i = 0; i < in->roles.n; i++) {
    uint32_t code = ek_code(in, &roles[i], row);
    if (roles[i].meaning->fault[code] == NULL) continue;
    ek_intake_row_problem(in, row, &roles[i], true, roles[i].meaning->fault[code], roles[i].meaning->hint[code]);
    sound = false;
  }
  return sound;
}

bool ek_intake_row_problem(struct ek_intake *in, size_t row, const struct ek_role_of *role, bool excludes,
                           const char *message, const char *hint) {
  ek_intake_problem(in, ek_columns_pos(in->columns, row, role->column), role->written->text, excludes, message, hint);
  return false;
}

/* A counting sort. */
size_t *ek_intake_rows_by_id(struct ek_intake *in, const struct ek_role_of *role, size_t **first) {
  const struct ek_column *id = &in->columns->columns[role->column];
  size_t *start = ek_alloc_array(in->arena, id->n + 1, sizeof *start);
  size_t *at = ek_alloc_array(in->arena, id->n, sizeof *at);
  size_t *rows = ek_alloc_array(in->arena, in->columns->rows, sizeof *rows);
  for (size_t r = 0; r < in->columns->rows; r++) start[id->codes[r] + 1]++;
  for (size_t i = 0; i < id->n; i++) start[i + 1] += start[i];
  memcpy(at, start, id->n * sizeof *at);
  for (size_t r = 0; r < in->columns->rows; r++) rows[at[id->codes[r]]++] = r;
  *first = start;
  return rows;
}
