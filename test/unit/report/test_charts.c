/* The charts of a report: their numbers are those of the tables beside them. */
#include "report_fixture.h"

#include "document/chart.h"

#define STUDY(costs, more) STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE costs STUDY_NET more

static struct ek_document built(const char *study, enum ek_lang lang, const struct ek_report_options *options) {
  struct ek_document doc;
  ek_report_build(result_of(study), lang, options, &doc);
  return doc;
}

static const struct ek_chart *chart_of(const struct ek_document *doc, const char *name) {
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) if (blocks[i].kind == EK_DOC_CHART && strcmp(blocks[i].chart->name, name) == 0) return blocks[i].chart;
  return NULL;
}

static const struct ek_doc_row *row_of(const struct ek_doc_table *table, const char *label) {
  struct ek_doc_row *const *rows = table->rows.items;
  for (size_t i = 0; i < table->rows.n; i++) if (strcmp(rows[i]->label, label) == 0) return rows[i];
  fail_msg("there is no row %s", label);
  return NULL;
}

/* A chart by actor takes these columns of its table. */
static void same_cells(const struct ek_document *doc, const struct ek_chart *chart, const size_t *columns) {
  const struct ek_chart_category *category = chart->categories.items;
  const struct ek_chart_series *series = chart->series.items;
  for (size_t s = 0; s < chart->series.n; s++) {
    for (size_t i = 0; i < chart->points; i++) {
      const struct ek_doc_cell *cell = &row_of(chart->table, category[i].label)->cells[columns[s]];
      assert_string_equal(ek_doc_cell_text(doc, &series[s].cells[i]), ek_doc_cell_text(doc, cell));
      assert_near(series[s].cells[i].number, cell->number, 0, 0);
    }
  }
}

static void numbers_are_those_of_the_table(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY(STUDY_COSTS, ""), EK_SV, NULL);
  const struct ek_chart *result = chart_of(&doc, "result-by-actor"), *benefit = chart_of(&doc, "benefit-by-actor"), *costs = chart_of(&doc, "cost-by-payer");
  const struct ek_chart *potential = chart_of(&doc, "potential");
  same_cells(&doc, result, (const size_t[]){4}); /* cost, then benefit and result after one year and after five */
  same_cells(&doc, benefit, (const size_t[]){0, 1}); /* of the table of benefits */
  same_cells(&doc, costs, (const size_t[]){0});
  same_cells(&doc, potential, (const size_t[]){0, 1});
  assert_string_equal(plain(result->title), "Resultat per aktör efter fem år");
  assert_string_equal(plain(benefit->title), "Intäkt per aktör efter ett år och fem år");
  assert_string_equal(result->unit, "tusen kronor");
  const struct ek_chart_category *payers = costs->categories.items;
  assert_string_equal(payers[costs->points - 1].label, "Utanför samhället: EU");
}

/* What adds up others is not shown beside them, but for society. */
static void only_accounts_and_society(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY(STUDY_COSTS, ""), EK_EN, NULL);
  const struct ek_chart *chart = chart_of(&doc, "result-by-actor");
  const struct ek_chart_category *category = chart->categories.items;
  static const char *const labels[] = {"Society", "Individuals", "The municipality", "The Insurance"};
  assert_int_equal(chart->points, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_string_equal(category[i].label, labels[i]);
    assert_true(category[i].emphasis == (i == 0));
  }
}

static void cash_flow_crosses_at_the_payback(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY(STUDY_COSTS, ""), EK_SV, NULL);
  const struct ek_chart *chart = chart_of(&doc, "cash-flow");
  const struct ek_chart_series *society = chart->series.items;
  const struct ek_chart_mark *mark = chart->marks.items;
  assert_int_equal(chart->points, 61);
  assert_int_equal(chart->series.n, 3); /* society, the municipality and the Insurance; the EU is outside */
  assert_int_equal(chart->marks.n, 1);
  size_t back = (size_t)mark->at;
  assert_true(ek_chart_value(&society->cells[back]) >= 0 && ek_chart_value(&society->cells[back - 1]) < 0);
  assert_non_null(strstr(mark->text, "återbetald efter"));
  assert_true(chart->table_apart);
  struct ek_doc_row *const *rows = chart->table->rows.items;
  assert_int_equal(chart->table->rows.n, 5);
  assert_near(rows[4]->cells[0].number, ek_chart_value(&society->cells[60]), 0, 0);
  assert_null(society->low); /* nothing was drawn */
}

static void never_paid_back_is_said(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY("costs: [{name: L, payer: kommun, amount: 900 000 000 kr}]\n", ""), EK_SV, NULL);
  const struct ek_chart *chart = chart_of(&doc, "cash-flow");
  const char *const *notes = chart->notes.items;
  assert_int_equal(chart->marks.n, 0);
  assert_non_null(strstr(notes[chart->notes.n - 1], "kommer inte varaktigt upp till noll"));
}

static void paid_back_at_once(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY("costs: [{name: L, payer: kommun, amount: 2 kr}]\n", ""), EK_EN, NULL);
  const struct ek_chart *chart = chart_of(&doc, "cash-flow");
  const struct ek_chart_mark *mark = chart->marks.items;
  assert_near(mark->at, 0, 0, 0);
  assert_string_equal(mark->text, "paid back from the start");
}

static void of_one_actor(void **state) {
  (void)state;
  const struct ek_result *r = result_of(STUDY(STUDY_COSTS, ""));
  int actor = ek_model_actor(r->model, "kommun");
  struct ek_document doc;
  ek_report_build(r, EK_SV, &(struct ek_report_options){.actor = &actor}, &doc);
  const struct ek_chart *chart = chart_of(&doc, "cash-flow");
  assert_int_equal(chart->series.n, 1);
  assert_string_equal(((const struct ek_chart_series *)chart->series.items)->label, "Kommunen");
}

static const struct ek_simulation *drawn_of(const struct ek_result *r, const int *actor, size_t bands) {
  int lines[EK_REPORT_LINES];
  size_t n = ek_report_lines(r, actor, lines);
  return ek_simulate(arena, r, &(struct ek_simulation_options){.draws = 200, .seed = 1, .bands = lines, .n_bands = bands < n ? bands : n}, diags);
}

#define UNCERTAIN(when) STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE "assumptions: {lön: {dist: normal, mean: 900 000 kr, sd: 90 000 kr, source: A, grade: D}}\n" STUDY_NET \
  "costs: [{name: L, payer: kommun, amount: lön" when "}]\n"

/* The line in a band; where the line is the result, which has the whole cost, the band is the interval of the table. */
static void band_over_time(void **state) {
  (void)state;
  static const char *const studies[] = {UNCERTAIN(""), UNCERTAIN(", from: 2016-01, to: 2016-12")};
  for (size_t i = 0; i < 2; i++) {
    const struct ek_result *r = result_of(studies[i]);
    const struct ek_simulation *s = drawn_of(r, NULL, EK_REPORT_LINES);
    struct ek_document doc;
    ek_report_build(r, EK_SV, &(struct ek_report_options){.simulation = s}, &doc);
    const struct ek_chart *chart = chart_of(&doc, "cash-flow");
    const struct ek_chart_series *society = chart->series.items;
    const struct ek_interval *at[2] = {&s->of[ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 12)], &s->of[ek_simulation_at(s, EK_FIG_RESULT, r->model->root, 60)]};
    assert_true((society->low[12] == at[0]->low80 / 1000) == (i == 0)); /* else the cost comes after the first year */
    assert_true(society->low[60] == at[1]->low80 / 1000 && society->high[60] == at[1]->high80 / 1000);
    for (size_t p = 0; p < chart->points; p++) {
      double line = ek_chart_value(&society->cells[p]);
      bool unsure = p > (i == 0 ? 0 : 34); /* from the month in which it is paid on */
      bool within = unsure ? society->low[p] < line && line < society->high[p] : society->low[p] == line && line == society->high[p];
      if (!within) fail_msg("point %zu: %.17g is not within %.17g and %.17g", p, line, society->low[p], society->high[p]);
    }
    struct ek_doc_row *const *rows = chart->table->rows.items;
    assert_int_equal(chart->table->columns.n, 6); /* of society and of the municipality, which pays */
    assert_near(rows[4]->cells[1].number, society->low[60], 0, 0);
    assert_near(rows[4]->cells[5].number, society[1].high[60], 0, 0);
    assert_non_null(strstr(ek_chart_described(&doc, chart), "80 av 100 dragningar: "));
    assert_non_null(strstr(((const char *const *)chart->notes.items)[chart->notes.n - 1], "i så här många av 100 dragningar: "));
    assert_non_null(chart_of(&doc, "distribution"));
    assert_non_null(chart_of(&doc, "distribution-kommun"));
  }
}

/* Of an actor that nothing is uncertain for there is a line alone; and a simulation that was not asked gives no band. */
static void bands_that_are_not_there(void **state) {
  (void)state;
  const struct ek_result *r = result_of(UNCERTAIN(""));
  int actor = ek_model_actor(r->model, "fk");
  const struct ek_simulation *of_one = drawn_of(r, &actor, 1), *without = drawn_of(r, NULL, 0);
  struct ek_document doc;
  ek_report_build(r, EK_SV, &(struct ek_report_options){.simulation = of_one, .actor = &actor}, &doc);
  assert_non_null(ek_simulation_band(of_one, actor));
  assert_null(((const struct ek_chart_series *)chart_of(&doc, "cash-flow")->series.items)->low);
  assert_int_equal(chart_of(&doc, "cash-flow")->table->columns.n, 1);
  ek_report_build(r, EK_SV, &(struct ek_report_options){.simulation = without}, &doc);
  assert_null(((const struct ek_chart_series *)chart_of(&doc, "cash-flow")->series.items)->low);
}

static void where_they_went(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY(STUDY_COSTS, ""), EK_SV, NULL);
  const struct ek_chart *chart = chart_of(&doc, "flow");
  const struct ek_chart_series *to = chart->series.items;
  assert_int_equal(chart->points, 1);
  assert_int_equal(chart->series.n, 1);
  assert_string_equal(to->label, "Arbete");
  assert_near(ek_chart_value(&to->cells[0]), 3, 0, 0);
  struct ek_doc_row *const *rows = chart->table->rows.items;
  assert_near(rows[0]->cells[0].number, 3, 0, 0);
}

static void without_costs_there_is_no_chart_of_them(void **state) {
  (void)state;
  const struct ek_document doc = built(STUDY("", ""), EK_SV, NULL);
  assert_null(chart_of(&doc, "cost-by-payer"));
  assert_int_equal(chart_of(&doc, "cash-flow")->marks.n, 0);
  const char *const sections[] = {"payback", NULL};
  const struct ek_document some = built(STUDY(STUDY_COSTS, ""), EK_SV, &(struct ek_report_options){.sections = sections});
  assert_null(chart_of(&some, "result-by-actor"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(numbers_are_those_of_the_table), TEST(only_accounts_and_society), TEST(cash_flow_crosses_at_the_payback), TEST(never_paid_back_is_said),
      TEST(paid_back_at_once), TEST(of_one_actor), TEST(band_over_time), TEST(bands_that_are_not_there), TEST(where_they_went), TEST(without_costs_there_is_no_chart_of_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
