/* Charts as models: what is kept, what is a number, what is said in words. */
#include "saying.h"

#include "document/chart.h"

static struct ek_chart *two_bars(struct ek_document *doc) {
  struct ek_chart *chart = ek_doc_add_chart(doc, EK_CHART_BARS, "bars", "Ru\u00ADbrik\033[0m", "tusen kronor");
  ek_chart_add_category(doc, chart, "Kommunen", true);
  ek_chart_add_category(doc, chart, "Försäk\u00ADringskassan", false);
  struct ek_chart_series *series = ek_chart_add_series(doc, chart, "5 år");
  series->cells[0] = ek_doc_number(-2.385, 1);
  series->cells[1] = ek_doc_text(doc, "..");
  return chart;
}

static void a_chart_is_a_block(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  const struct ek_chart *chart = two_bars(&doc);
  const struct ek_doc_block *block = doc.blocks.items;
  assert_int_equal(doc.blocks.n, 1);
  assert_int_equal(block->kind, EK_DOC_CHART);
  assert_ptr_equal(block->chart, chart);
  assert_string_equal(chart->title, "Rubrik?[0m"); /* no soft hyphens, no control characters */
  assert_string_equal(((const struct ek_chart_category *)chart->categories.items)[1].label, "Försäkringskassan");
  assert_int_equal(chart->points, 2);
  assert_string_equal(ek_chart_new(&doc, EK_CHART_BINS, "distribution-../Åre\\.x y", "t", "u")->name, "distribution----åre--x-y");
  ek_doc_put_chart(&doc, NULL);
  assert_int_equal(doc.blocks.n, 1);
  ek_doc_put_chart(&doc, ek_chart_new(&doc, EK_CHART_LINES, "l", "t", "u"));
  assert_int_equal(doc.blocks.n, 2);
}

static void only_numbers_are_values(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  const struct ek_doc_cell cells[] = {ek_doc_number(23.85, 1), ek_doc_share(0.2385, 1), ek_doc_months(7, 0), ek_doc_number(NAN, 0), ek_doc_number(INFINITY, 0),
                                      ek_doc_text(&doc, ".."), {0}};
  const double values[] = {23.85, 23.85, 7};
  for (size_t i = 0; i < 3; i++) assert_near(ek_chart_value(&cells[i]), values[i], 1e-12, 0);
  for (size_t i = 3; i < 7; i++) assert_true(isnan(ek_chart_value(&cells[i])));
}

static void decimals_tell_steps_apart(void **state) {
  (void)state;
  assert_int_equal(ek_chart_decimals(250), 0);
  assert_int_equal(ek_chart_decimals(2.5), 1);
  assert_int_equal(ek_chart_decimals(0.002), 3);
}

static void what_stands_for_a_value(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = two_bars(&doc);
  struct ek_chart_series *series = chart->series.items;
  assert_string_equal(ek_chart_value_text(&doc, series, 0), "−2,4");
  const char *texts[] = {"37 %", NULL};
  series->texts = texts;
  assert_string_equal(ek_chart_value_text(&doc, series, 0), "37 %");
  assert_string_equal(ek_chart_value_text(&doc, series, 1), "..");
  assert_true(ek_chart_shows(chart));
  series->cells[0] = ek_doc_text(&doc, "..");
  assert_false(ek_chart_shows(chart));
}

static void notes_are_said_once(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = two_bars(&doc);
  ek_chart_add_note(&doc, chart, "dolt");
  ek_chart_add_note(&doc, chart, "dolt");
  ek_chart_add_note(&doc, chart, "annat");
  assert_int_equal(chart->notes.n, 2);
}

static void in_words(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  assert_string_equal(ek_chart_described(&doc, two_bars(&doc)), "Rubrik?[0m, tusen kronor. Kommunen: 5 år −2,4. Försäkringskassan: 5 år ...");
  struct ek_chart *lines = ek_chart_new(&doc, EK_CHART_LINES, "l", "Över tid", "kronor");
  static const double at[] = {0, 12};
  ek_chart_set_points(lines, at, 2);
  struct ek_chart_series *series = ek_chart_add_series(&doc, lines, "Samhället");
  series->cells[0] = ek_doc_number(-5, 0);
  series->cells[1] = ek_doc_number(7, 0);
  struct ek_chart_series *hidden = ek_chart_add_series(&doc, lines, "Polisen");
  hidden->cells[0] = hidden->cells[1] = ek_doc_text(&doc, "..");
  ek_chart_add_mark(&doc, lines, 4, "återbetald efter fyra månader");
  assert_string_equal(ek_chart_described(&doc, lines), "Över tid, kronor. Samhället: −5 → 7. Polisen: .. återbetald efter fyra månader.");
}

static void a_table_apart_is_no_block(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = two_bars(&doc);
  struct ek_doc_table *table = ek_chart_own_table(&doc, chart, "Före");
  ek_doc_add_column(&doc, table, "Efter", NULL, false);
  ek_doc_add_row(&doc, table, "A", 0)->cells[0] = ek_doc_number(5, 0);
  assert_int_equal(doc.blocks.n, 1);
  assert_true(chart->table_apart);
  assert_ptr_equal(chart->table, table);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_chart_is_a_block), TEST(only_numbers_are_values), TEST(decimals_tell_steps_apart), TEST(what_stands_for_a_value),
      TEST(notes_are_said_once), TEST(in_words), TEST(a_table_apart_is_no_block),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
