/* The public header as a program outside would use it: one handle, figures by
 * name, reports as text, diagnostics instead of printing. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "near.h"
#include "ekusia.h"

static const char study[] =
    "ekusia: 1\n"
    "title: One in ten\n"
    "model: generic\n"
    "settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years], discount: none}\n"
    "assumptions: {lön: 20 650 kr/month}\n"
    "participants:\n"
    "  cases:\n"
    "    - name: A\n"
    "      weight: 3\n"
    "      before: {states: {outside: 100 %}, inputs: {benefit: 9 875 kr/month}}\n"
    "      after: {states: {work: 100 %}, inputs: {wage: lön}}\n"
    "costs: [{name: Course, payer: payer, amount: 61 635 kr/participant}]\n"
    "comparison: {deadweight: 25 %}\n";

static char path[] = "/tmp/ekusia-api-XXXXXX";

static int write_study(void **state) {
  (void)state;
  int file = mkstemp(path);
  return file < 0 || write(file, study, sizeof study - 1) != (ssize_t)sizeof study - 1 || close(file);
}

static int remove_study(void **state) {
  (void)state;
  return unlink(path);
}

static struct ekusia *handle(void) {
  static const char *const models[] = {"models" /* tests run at the top of the source tree */, NULL};
  return ekusia_new(models);
}

static void test_figures(void **state) {
  (void)state;
  struct ekusia *e = handle();
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  double value;
  assert_int_equal(ekusia_figure(e, "payer/5y/result", &value), EKUSIA_FINE);
  /* Three people, three in four by the insats: the benefit saved for 60 months, less the cost. */
  assert_near(value, 3 * 0.75 * 60 * 9875 - 3 * 61635.0, 1e-12, 0);
  assert_int_equal(ekusia_figure(e, "1y/benefit", &value), EKUSIA_FINE);
  assert_near(value, 3 * 0.75 * 12 * 20650, 1e-12, 0);
  assert_int_equal(ekusia_figure(e, "nobody/result", &value), EKUSIA_USAGE);
  assert_true(isnan(value));
  assert_non_null(strstr(ekusia_diagnostics(e, 0), "nobody"));
  ekusia_free(e);
}

static void test_set(void **state) {
  (void)state;
  struct ekusia *e = handle();
  ekusia_set(e, "lön", "10 325 kr/month");
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  double value;
  assert_int_equal(ekusia_figure(e, "1y/benefit", &value), EKUSIA_FINE);
  assert_near(value, 3 * 0.75 * 12 * 10325, 1e-12, 0);
  ekusia_free(e);
}

/* A file of changes, and what is set above it. */
static void test_with(void **state) {
  (void)state;
  char change[] = "/tmp/ekusia-api-XXXXXX";
  static const char text[] = "assumptions: {lön: 10 325 kr/month}\ncomparison: {deadweight: 50 %}\n";
  int file = mkstemp(change);
  assert_true(file >= 0 && write(file, text, sizeof text - 1) == (ssize_t)sizeof text - 1);
  close(file);
  struct ekusia *e = handle();
  ekusia_with(e, change);
  ekusia_set(e, "lön", "20 650 kr/month");
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  double value;
  assert_int_equal(ekusia_figure(e, "1y/benefit", &value), EKUSIA_FINE);
  assert_near(value, 3 * 0.5 * 12 * 20650, 1e-12, 0);
  ekusia_free(e);
  unlink(change);
}

static void test_render(void **state) {
  (void)state;
  struct ekusia *e = handle();
  assert_null(ekusia_render(e, "text", "sv"));
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  assert_non_null(strstr(ekusia_render(e, "text", "sv"), "SAMMANFATTNING"));
  assert_non_null(strstr(ekusia_render(e, "markdown", "en"), "# "));
  assert_non_null(strstr(ekusia_render(e, "html", "en"), "<html lang=\"en\">"));
  assert_non_null(strstr(ekusia_render(e, "html", "sv"), "<section id=\"origins\""));
  assert_non_null(strstr(ekusia_render(e, "csv", "sv"), "figure,result,payer,60"));
  assert_non_null(strstr(ekusia_render(e, "json", "sv"), "\"figures\""));
  assert_null(ekusia_render(e, "docx", "sv"));
  ekusia_free(e);
}

static void test_rules_date(void **state) {
  (void)state;
  struct ekusia *e = handle();
  assert_int_equal(ekusia_rules_date(e, "2026-02-30"), EKUSIA_USAGE);
  assert_int_equal(ekusia_rules_date(e, "2031-03-01"), EKUSIA_FINE);
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  assert_non_null(strstr(ekusia_render(e, "text", "sv"), "MARS 2031"));
  assert_non_null(strstr(ekusia_render(e, "json", "sv"), "\"rules_change\""));
  ekusia_free(e);
  e = handle();
  assert_int_equal(ekusia_read(e, path), EKUSIA_FINE);
  assert_null(strstr(ekusia_render(e, "csv", "sv"), "rules_change"));
  ekusia_free(e);
}

static void test_faults(void **state) {
  (void)state;
  struct ekusia *e = handle();
  assert_int_equal(ekusia_read(e, "/no/such/study.yaml"), EKUSIA_SYSTEM);
  assert_int_equal(*ekusia_diagnostics(e, 1), '[');
  ekusia_free(e);
  e = handle();
  ekusia_set(e, "settings.price_year", "soon");
  assert_int_equal(ekusia_read(e, path), EKUSIA_INPUT);
  ekusia_free(e);
  ekusia_free(NULL);
  assert_string_equal(ekusia_version(), EK_VERSION);
}

/* What rests on few persons is no figure. */
static void test_a_hidden_figure(void **state) {
  (void)state;
  char folder[] = "/tmp/ekusia-few-XXXXXX", csv[64], yaml[64];
  assert_non_null(mkdtemp(folder));
  snprintf(csv, sizeof csv, "%s/p.csv", folder);
  snprintf(yaml, sizeof yaml, "%s/s.yaml", folder);
  FILE *file = fopen(csv, "w");
  assert_non_null(file);
  fputs("nr;f;e\n", file);
  for (int i = 0; i < 12; i++) fprintf(file, "%d;outside;%s\n", 1001 + i, i < 4 ? "work" : "outside");
  fclose(file);
  file = fopen(yaml, "w");
  assert_non_null(file);
  fputs("ekusia: 1\ntitle: T\nmodel: generic\n"
        "settings: {price_year: 2020, start: 2020-01, horizons: [5 years], discount: none}\n"
        "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n"
        "  inputs: {wage: 20 650 kr/month, benefit: 9 875 kr/month}\n"
        "costs: [{name: Course, payer: payer, amount: 61 635 kr}]\ncomparison: {before_continues: yes}\n", file);
  fclose(file);
  struct ekusia *e = handle();
  double value = 1;
  int read = ekusia_read(e, yaml);
  unlink(csv);
  unlink(yaml);
  rmdir(folder);
  assert_int_equal(read, EKUSIA_FINE);
  assert_int_equal(ekusia_figure(e, "payer/5y/benefit", &value), EKUSIA_USAGE);
  assert_true(isnan(value));
  assert_non_null(strstr(ekusia_diagnostics(e, 0), "rests on fewer than 5 persons"));
  assert_int_equal(ekusia_figure(e, "payer/5y/cost", &value), EKUSIA_FINE);
  assert_near(value, 61635, 1e-12, 0);
  ekusia_free(e);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_figures),
      cmocka_unit_test(test_set), cmocka_unit_test(test_with),
      cmocka_unit_test(test_render),
      cmocka_unit_test(test_rules_date),
      cmocka_unit_test(test_a_hidden_figure), cmocka_unit_test(test_faults),
  };
  return cmocka_run_group_tests(tests, write_study, remove_study);
}
