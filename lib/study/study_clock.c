/* What formulas of a cohort may ask of the time, and tables that go by it. */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "read/csv.h"
#include "study/cohort_parts.h"

const char *const ek_clock_names[EK_CLOCKS] = {"cycle", "years", "age", "in_state", "calendar_year",
                                               "female"};

bool ek_study_span(struct ek_compiler *c, const struct ek_name *name, struct ek_span *out) {
  static const struct ek_unit time = {.power = {[EK_DIM_TIME] = 1}};
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double years;
  bool read = ek_quantity_parse(c->arena, name->text, &years, &unit, &unit_text, &error) &&
              ek_unit_same(unit, time) && years > 0;
  double days = years * 365;
  *out = (struct ek_span){.years = years};
  if (read && ek_duration_parse(c->arena, name->text, &out->months)) return true;
  if (read && fabs(days - round(days)) < 1e-9 && days < 40000) {
    out->days = (int)round(days);
    return true;
  }
  return ek_error(c->diags, name->pos, "write 1 month, 3 months, 1 year, 1 week or 1 day",
                  "'%s' is not a length of time in whole days or months", name->text);
}

static void table_error(struct ek_compiler *c, const struct ek_csv *csv, const struct ek_cell *cell) {
  ek_error(c->diags, ek_csv_pos(csv, cell), "plain numbers: 0.0012", "'%s' is not a number here",
           cell->text);
}

/* A number and nothing else. */
static bool bare(struct ek_compiler *c, const char *text, double *out) {
  struct ek_number_error error;
  bool minus = *text == '-';
  size_t used = ek_number_scan(c->arena, text + minus, true, out, &error);
  if (minus) *out = -*out;
  return used > 0 && text[minus + used] == '\0';
}

static bool plain_number(struct ek_compiler *c, const struct ek_csv *csv, size_t row, int column,
                         double *out) {
  const struct ek_cell *cell = ek_csv_cell(csv, row, (size_t)column);
  if (bare(c, cell->text, out)) return true;
  table_error(c, csv, cell);
  return false;
}

static int table_column(struct ek_compiler *c, const struct ek_csv *csv, const struct ek_name *name,
                        size_t otherwise) {
  if (name->text == NULL) {
    if (otherwise < csv->columns) return (int)otherwise;
    ek_error(c->diags, (struct ek_pos){.source = csv->source, .line = 1, .column = 1}, NULL,
             "the table has no second column");
    return -1;
  }
  int column = ek_csv_column(csv, name->text);
  if (column >= 0) return column;
  const char **words = ek_alloc_array(c->arena, csv->columns, sizeof *words);
  for (size_t i = 0; i < csv->columns; i++) words[i] = csv->header[i].text;
  ek_error(c->diags, name->pos, ek_study_near(c, name->text, words, csv->columns),
           "the file has no column '%s'", name->text);
  return -1;
}

int ek_study_woman(struct ek_arena *arena, const char *word) {
  static const char *const words[2][10] = {{"man", "män", "male", "men", "m", NULL},
                                           {"kvinna", "kvinnor", "female", "woman", "women", "k", "f", NULL}};
  const char *said = word != NULL ? ek_text_lower(arena, word) : "";
  for (int woman = 0; woman < 2; woman++) {
    for (size_t i = 0; words[woman][i] != NULL; i++) if (ek_text_same(said, words[woman][i])) return woman;
  }
  return -1;
}

/* Women in one column, men in the other; one column serves both. */
static bool sex_columns(struct ek_compiler *c, const struct ek_timetable *t, const struct ek_csv *csv, int out[2]) {
  const struct ek_named_text *by = t->columns.items;
  if (t->columns.n == 0) {
    out[0] = out[1] = table_column(c, csv, &t->column, 1);
    return out[0] >= 0;
  }
  out[0] = out[1] = -1;
  bool said[2] = {false, false};
  for (size_t i = 0; i < t->columns.n; i++) {
    int woman = ek_study_woman(c->arena, by[i].name.text);
    if (woman < 0) return ek_error(c->diags, by[i].name.pos, "write columns: {kvinna: …, man: …}", "'%s' is neither women nor men", by[i].name.text);
    said[woman] = true;
    out[woman] = table_column(c, csv, &(struct ek_name){by[i].text, by[i].pos}, 0);
  }
  if (!said[0] || !said[1]) {
    return ek_error(c->diags, by[0].name.pos, "write columns: {kvinna: …, man: …}", "the table has no column for %s", said[0] ? "women" : "men");
  }
  return out[0] >= 0 && out[1] >= 0;
}

static void read_file(struct ek_compiler *c, struct ek_timetable *t, double factor) {
  const char *path = ek_study_beside(c->arena, c->study, &t->file);
  if (!ek_file_exists(path)) {
    ek_error(c->diags, t->file.pos, "it is looked for beside the study", "there is no file '%s'", path);
    return;
  }
  const struct ek_source *source = ek_file_read(c->arena, path, c->diags);
  const struct ek_csv *csv = source != NULL ? ek_csv_read(c->arena, source, c->diags) : NULL;
  if (csv == NULL) return;
  if (csv->rows == 0) {
    ek_error(c->diags, (struct ek_pos){source, 0, 0, 0}, "give it a row for each number that the table goes by", "the file has a first row and no others");
    return;
  }
  int key = table_column(c, csv, &t->key, 0), column[2];
  if (key < 0 || !sex_columns(c, t, csv, column)) return;
  double *value[2];
  t->from = ek_alloc_array(c->arena, csv->rows, sizeof *t->from);
  for (int s = 0; s < 2; s++) t->value[s] = value[s] = ek_alloc_array(c->arena, csv->rows, sizeof **value);
  for (size_t i = 0; i < csv->rows; i++) {
    bool fine = plain_number(c, csv, i, key, &t->from[i]);
    for (int s = 0; s < 2; s++) {
      fine = fine && plain_number(c, csv, i, column[s], &value[s][i]);
      value[s][i] *= factor;
    }
    if (!fine) return;
  }
  t->n = csv->rows;
}

/* Plain quantities by the number from which they hold. */
static void read_values(struct ek_compiler *c, struct ek_timetable *t) {
  const struct ek_named_value *v = t->values.items;
  double *value = ek_alloc_array(c->arena, t->values.n, sizeof *value);
  t->from = ek_alloc_array(c->arena, t->values.n, sizeof *t->from);
  t->value[0] = t->value[1] = value;
  for (size_t i = 0; i < t->values.n; i++) {
    struct ek_unit unit;
    const char *unit_text;
    struct ek_number_error error;
    if (!bare(c, v[i].name.text, &t->from[i])) {
      ek_error(c->diags, v[i].name.pos, "write {1: 12 %, 3: 8 %}", "'%s' is not a number to go by", v[i].name.text);
      return;
    }
    if (v[i].value.dist.text != NULL || v[i].value.sd != NULL || v[i].value.quantile[0] != NULL) {
      ek_error(c->diags, v[i].value.pos, "in the formula, multiply the table by an assumption with a distribution", "a table holds plain quantities, none with a distribution");
      return;
    }
    if (v[i].value.text == NULL) return; /* told */
    if (!ek_quantity_parse(c->arena, v[i].value.text, &value[i], &unit, &unit_text, &error)) {
      ek_error(c->diags, v[i].value.pos, "write it out: 12 %; a formula may name the table and change it", "'%s' is not a plain quantity", v[i].value.text);
      return;
    }
    if (i > 0 && !ek_unit_same(unit, t->unit)) {
      ek_error(c->diags, v[i].value.pos, NULL, "the values of a table have one unit");
      return;
    }
    t->unit = unit;
  }
  t->n = t->values.n;
}

/* A name in formulas means one thing. */
static void check_name(struct ek_compiler *c, const struct ek_name *name) {
  const struct ek_named_value *v = c->study->assumption_list.items;
  for (size_t i = 0; i < EK_CLOCKS; i++) {
    if (ek_text_same(name->text, ek_clock_names[i])) {
      ek_error(c->diags, name->pos, "choose another name", "'%s' stands for the time of a cohort", name->text);
      return;
    }
  }
  for (size_t i = 0; i < c->study->assumption_list.n; i++) {
    if (ek_text_same(name->text, v[i].name.text)) ek_error(c->diags, name->pos, "choose another name", "'%s' is an assumption too", name->text);
  }
  if (ek_unit_word(name->text, strlen(name->text))) ek_error(c->diags, name->pos, "choose another name", "'%s' is a unit", name->text);
}

static void compile_table(struct ek_compiler *c, struct ek_timetable *t) {
  double factor = 1;
  size_t offset, length;
  check_name(c, &t->name);
  const char *near, *unit = t->unit_text != NULL ? t->unit_text : "1";
  t->unit = ek_unit_none;
  if (strcmp(unit, "1") != 0 && !ek_unit_parse(unit, &t->unit, &factor, &offset, &length, &near)) {
    ek_error(c->diags, t->name.pos, "write unit: 1, % or 1/year", "the table '%s' has an unknown unit '%s'", t->name.text, unit);
  }
  if ((t->file.text != NULL) == (t->values.n > 0)) {
    ek_error(c->diags, t->name.pos, "write values: {1: 12 %, 3: 8 %}, or file: …",
             t->values.n > 0 ? "the table '%s' has both values and a file" : "the table '%s' has neither values nor a file",
             t->name.text);
    return;
  }
  if (t->file.text != NULL) read_file(c, t, factor);
  else read_values(c, t);
  for (size_t i = 1; i < t->n; i++) {
    if (t->from[i] > t->from[i - 1]) continue;
    ek_error(c->diags, t->name.pos, "from the lowest to the highest, each once", "the table '%s' is not in order: %g stands after %g", t->name.text, t->from[i], t->from[i - 1]);
    break;
  }
}

void ek_study_compile_clock(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_timetable *tables = k->table_list.items;
  const struct ek_named_value *v = c->study->assumption_list.items;
  for (size_t i = 0; i < c->study->assumption_list.n; i++) {
    bool unit = ek_unit_word(v[i].name.text, strlen(v[i].name.text)); /* told */
    for (size_t n = 0; n < EK_CLOCKS && !unit; n++) {
      if (ek_text_same(v[i].name.text, ek_clock_names[n])) ek_error(c->diags, v[i].name.pos, "choose another name", "'%s' stands for the time of a cohort", v[i].name.text);
    }
  }
  if (k->table_list.n > EK_TABLES_MOST) {
    ek_error(c->diags, tables[EK_TABLES_MOST].name.pos, "put several in one file", "there are more than %d tables", EK_TABLES_MOST);
    k->table_list.n = EK_TABLES_MOST;
  }
  struct ek_local *locals = ek_alloc_array(c->arena, EK_CLOCKS + k->table_list.n, sizeof *locals);
  for (size_t i = 0; i < EK_CLOCKS; i++) locals[i] = (struct ek_local){.name = ek_clock_names[i], .unit = ek_unit_none};
  for (size_t i = 0; i < k->table_list.n; i++) {
    size_t errors = ek_diags_errors(c->diags);
    compile_table(c, &tables[i]);
    locals[EK_CLOCKS + i] = (struct ek_local){.name = tables[i].name.text, .unit = tables[i].unit,
                                              .broken = ek_diags_errors(c->diags) > errors};
  }
  k->clock = (struct ek_locals){locals, EK_CLOCKS + k->table_list.n};
}

const struct ek_quantity *ek_study_clocked(struct ek_compiler *c, const struct ek_value *value) {
  struct ek_locals before = c->scope.locals;
  c->scope.locals = c->study->outcomes.cohort.clock;
  const struct ek_quantity *q = ek_study_quantity(c, value);
  c->scope.locals = before;
  return q;
}
