/* The field tables of studies and models are well formed: what stands in them is what
 * binding, schema and reference follow from, so a slip there is a slip everywhere. */
#include "fixture.h"

static const struct ek_record *seen[100];
static size_t n_seen;

/* Every alternative of a unit text, parted by " | ", must be a unit or 1. */
static void check_units(const struct ek_record *record, const struct ek_field *field) {
  char *texts = ek_strdup(arena, field->unit), *next = texts;
  while (next != NULL) {
    char *text = next;
    next = strstr(text, " | ");
    if (next != NULL) {
      *next = '\0';
      next += 3;
    }
    struct ek_unit unit;
    double factor;
    size_t offset, length;
    const char *near;
    if (strcmp(text, "1") == 0 || ek_unit_parse(text, &unit, &factor, &offset, &length, &near)) continue;
    fail_msg("%s.%s: '%s' is not a unit", record->name, field->key, text);
  }
}

static void check_field(const struct ek_record *record, const struct ek_field *f) {
  if (f->unit != NULL) check_units(record, f);
  if (f->help == NULL || strlen(f->help) < 3) fail_msg("%s.%s has no help", record->name, f->key);
  if (f->min > f->max) fail_msg("%s.%s has min above max", record->name, f->key);
  if (f->kind == EK_ENUM && f->choices == NULL) fail_msg("%s.%s has no choices", record->name, f->key);
  bool nested = f->kind == EK_RECORD || f->kind == EK_RECORDS || f->kind == EK_RECORD_MAP ||
                f->kind == EK_RECORD_MAPS;
  if (nested != (f->record != NULL)) fail_msg("%s.%s: a record and its kind differ", record->name, f->key);
  if (f->offset >= record->size) fail_msg("%s.%s lies outside its struct", record->name, f->key);
  for (const struct ek_field *other = record->fields; other != f; other++) {
    if (strcmp(other->key, f->key) == 0) fail_msg("%s has two '%s'", record->name, f->key);
    if (other->offset == f->offset) fail_msg("%s: '%s' and '%s' lie in one place", record->name, other->key, f->key);
  }
}

/* An alias that is also a key would send people astray. */
static void check_aliases(const struct ek_record *record, const struct ek_field *f) {
  if (f->aliases == NULL) return;
  char *rest, *word = strtok_r(ek_strdup(arena, f->aliases), " ", &rest);
  for (; word != NULL; word = strtok_r(NULL, " ", &rest)) {
    for (const struct ek_field *other = record->fields; other->key != NULL; other++) {
      if (other != f && strcmp(other->key, word) == 0) {
        fail_msg("%s: '%s' is an alias of '%s' and a key", record->name, word, f->key);
      }
    }
  }
}

static void check_record(const struct ek_record *record) {
  for (size_t i = 0; i < n_seen; i++) {
    if (seen[i] == record) return;
  }
  assert_true(n_seen < 100);
  seen[n_seen++] = record;
  assert_true(record->size > 0);
  if (record->help == NULL || strlen(record->help) < 5) fail_msg("%s has no help", record->name);
  bool shorthand = record->shorthand == NULL;
  for (const struct ek_field *f = record->fields; f->key != NULL; f++) {
    check_field(record, f);
    check_aliases(record, f);
    shorthand |= ek_text_same(record->shorthand, f->key);
    if (f->record != NULL) check_record(f->record);
  }
  if (!shorthand) fail_msg("%s: the shorthand '%s' is not a key", record->name, record->shorthand);
}

static void test_tables(void **state) {
  (void)state;
  n_seen = 0;
  check_record(&ek_record_study);
  /* A folder is never bound as a whole; its files are. */
  for (const struct ek_field *f = ek_record_model_folder.fields; f->key != NULL; f++) {
    check_record(f->record);
  }
  assert_true(n_seen > 25);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_tables)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
