/* The workbook as a file: bytes that repeat, also of documents without tables and with long or hostile texts. What stands
 * in its cells, and what they come to, is tested on files by test/cases/workbook. */
#include "saying.h"
#include "small_study.h"

#include <math.h>

#include "document/chart.h"
#include "document/words.h"
#include "render/workbook.h"

static struct ek_buffer written(struct ek_document *doc, const struct ek_result *result) {
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_workbook(doc, result, &out));
  assert_true(out.size > 1000);
  assert_memory_equal(out.text, "PK", 2);
  return out;
}

static const struct ek_result *small(void) { return result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET); }

/* A page, a table with its chart, and the result taken apart. */
static struct ek_buffer report(enum ek_lang lang) {
  struct ek_document doc = new_document(lang);
  ek_doc_add(&doc, EK_DOC_TITLE, "Provet", "Staden");
  ek_doc_add(&doc, EK_DOC_HEADING, ek_word(EK_W_H_COSTS, lang), NULL);
  struct ek_doc_table *table = ek_doc_add_table(&doc, "", NULL);
  ek_doc_add_column(&doc, table, "x", NULL, false);
  ek_doc_add_row(&doc, table, "y", 0)->cells[0] = ek_doc_number(2.5, 1);
  doc.made_of = "ekusia: 0";
  return written(&doc, small());
}

static void the_same_is_the_same_file(void **state) {
  (void)state;
  struct ek_buffer a = report(EK_SV), b = report(EK_SV), c = report(EK_EN);
  assert_int_equal(a.size, b.size);
  assert_memory_equal(a.text, b.text, a.size);
  assert_true(a.size != c.size || memcmp(a.text, c.text, a.size) != 0);
}

static void a_document_of_nothing(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  written(&doc, small());
}

/* Longer than a cell, a header and a property may be. */
static void long_texts(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_buffer text = {.arena = arena};
  for (int i = 0; i < 12000; i++) ek_buffer_add(&text, "å&<é ");
  ek_doc_add(&doc, EK_DOC_TITLE, ek_strndup(arena, text.text, 700), "Staden");
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, ek_buffer_text(&text), NULL);
  struct ek_doc_table *table = ek_doc_add_table(&doc, ek_strndup(arena, text.text, 700), ek_strndup(arena, text.text, 700));
  ek_doc_add_column(&doc, table, ek_strndup(arena, text.text, 700), ek_strndup(arena, text.text, 700), false);
  ek_doc_add_row(&doc, table, ek_buffer_text(&text), 20)->cells[0] = ek_doc_number(NAN, 20);
  written(&doc, small());
}

/* Tables of the same name, and of names that sheets may not have. */
static void sheets_have_names_of_their_own(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static const char *const titles[] = {"Rapport", "RAPPORT", "[]:*?/\\'", "", "History", "Räkna om", "räkna OM", "Diagramdata",
                                       "En rubrik som är mycket längre än ett namn får vara", "En rubrik som är mycket längre än ett namn kan vara"};
  for (size_t i = 0; i < 2 * sizeof titles / sizeof *titles; i++) {
    struct ek_doc_table *table = ek_doc_add_table(&doc, "", titles[i / 2]);
    ek_doc_add_column(&doc, table, "x", NULL, false);
    ek_doc_add_row(&doc, table, "y", 0)->cells[0] = ek_doc_share(0.2385, 1);
  }
  written(&doc, small());
}

static void charts_of_every_kind(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  static const double at[] = {0, 12, 24, 36};
  for (int kind = EK_CHART_BARS; kind <= EK_CHART_FLOW; kind++) {
    struct ek_chart *chart = ek_doc_add_chart(&doc, (enum ek_chart_kind)kind, "x", "A chart", "SEK");
    if (kind == EK_CHART_BINS || kind == EK_CHART_LINES) ek_chart_set_points(chart, at, 3);
    else for (int i = 0; i < 3; i++) ek_chart_add_category(&doc, chart, "=1", i == 0);
    for (int k = 0; k < 2; k++) {
      struct ek_chart_series *series = ek_chart_add_series(&doc, chart, k == 0 ? NULL : "-2");
      for (size_t i = 0; i < 2; i++) series->cells[i] = ek_doc_number(2.385 * (double)i - 1, 1); /* the third is no number */
    }
    ek_chart_add_mark(&doc, chart, 12, "back");
    ek_chart_add_note(&doc, chart, "a note");
  }
  ek_doc_add_chart(&doc, EK_CHART_BARS, "nothing", "Nothing", NULL);
  written(&doc, small());
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(the_same_is_the_same_file), TEST(a_document_of_nothing), TEST(long_texts),
                                     TEST(sheets_have_names_of_their_own), TEST(charts_of_every_kind)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
