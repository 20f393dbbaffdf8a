/* Tables of HTML: headings head what they stand above, and cells lead where they shall. */
#include "saying.h"

#include "document/chart.h"
#include "engine/result.h"
#include "render/html.h"

static const char *shown(const struct ek_document *doc, const struct ek_doc_table *table) {
  struct ek_buffer out = {.arena = arena};
  ek_html_table(doc, table, "Rubrik", &out);
  return plain(ek_buffer_text(&out));
}

static void headings_have_scopes(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, NULL);
  ek_doc_add_column(&doc, table, "Kostnad", NULL, false);
  ek_doc_add_column(&doc, table, "Intäkt", "1 år", false);
  ek_doc_add_column(&doc, table, "Resultat", "1 år", false);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "Kommunen <b>", 2);
  row->emphasis = row->rule_above = true;
  row->cells[0] = ek_doc_number(1234.6, 0);
  row->cells[1] = ek_doc_number(-5, 0);
  ek_doc_add_footnote(&doc, table, "Not <1>");
  assert_string_equal(shown(&doc, table),
                      "<div class=\"s\" role=\"group\" tabindex=\"0\" aria-label=\"Rubrik\"><table>\n"
                      "<caption class=\"h\">Rubrik</caption>\n"
                      "<colgroup></colgroup><colgroup></colgroup><colgroup span=\"2\"></colgroup>\n"
                      "<thead><tr><td rowspan=\"2\"></td><th scope=col rowspan=\"2\">Kostnad</th>"
                      "<th scope=\"colgroup\" class=\"g\" colspan=\"2\">1 år</th></tr>\n"
                      "<tr><th scope=col>Intäkt</th><th scope=col>Resultat</th></tr></thead>\n<tbody>\n"
                      "<tr class=\"e r\"><th scope=row class=\"l2\">Kommunen &lt;b&gt;</th><td>1 235</td><td class=n>−5</td><td></td></tr>\n"
                      "</tbody></table></div>\n<div class=\"f\"><p>Not &lt;1&gt;</p>\n</div>\n");
}

static void a_title_is_seen_and_a_column_of_text_wraps(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  struct ek_doc_table *table = ek_doc_add_table(&doc, "who", "A title");
  ek_doc_add_column(&doc, table, "", NULL, true);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "short", 0);
  row->cells[0] = ek_doc_text(&doc, "a text");
  row = ek_doc_add_row(&doc, table, "ordsomärlängreänvadenkolumntål", 7);
  row->cells[0] = ek_doc_text(&doc, "ettordsomärlängreänvadenkolumntål");
  const char *html = shown(&doc, table);
  assert_says(html, "aria-label=\"A title\"");
  assert_says(html, "<caption>A title</caption>");
  assert_says(html, "<thead><tr><th scope=col>who</th><td></td></tr></thead>");
  assert_says(html, "<tr><th scope=row>short</th><td class=t>a text</td></tr>");
  assert_says(html, "<th scope=row class=\"l5 x\">ordsom");
  assert_says(html, "<td class=\"t x\">ettord");
}

static void numbers_lead_to_their_origins_and_marks_to_sources(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_figure known = {.value = 7}, unknown = {.value = 8};
  *(struct ek_doc_origin *)ek_list_push(arena, &doc.origins, sizeof(struct ek_doc_origin)) = (struct ek_doc_origin){.figure = &known, .name = "å/1y/\"x"};
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, NULL);
  for (int i = 0; i < 5; i++) ek_doc_add_column(&doc, table, "k", NULL, false);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "r", 0);
  for (int i = 0; i < 2; i++) row->cells[i] = ek_doc_number(7 + i, 0);
  row->cells[0].figure = &known;
  row->cells[1].figure = &unknown;
  row->cells[2] = ek_doc_text(&doc, "[2]");
  row->cells[3] = ek_doc_text(&doc, "[3]");
  row->cells[4] = ek_doc_text(&doc, "[2] och mer");
  ek_doc_add(&doc, EK_DOC_ITEM, "En källa", "[2]");
  assert_says(shown(&doc, table), "<td><a href=\"#å/1y/&quot;x\">7</a></td><td>8</td>"
                                  "<td><a href=\"#source-2\">[2]</a></td><td>[3]</td><td>[2] och mer</td>");
}

/* A number that is no figure leads to what it rests on; a part of a figure to the figure; a table to how it was made. */
static void other_numbers_lead_to_what_they_rest_on(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_figure known = {.value = 7};
  const struct ek_figure *of = &known;
  *(struct ek_doc_origin *)ek_list_push(arena, &doc.origins, sizeof(struct ek_doc_origin)) = (struct ek_doc_origin){.figure = of, .name = "kostnad"};
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, NULL);
  for (int i = 0; i < 3; i++) ek_doc_add_column(&doc, table, "k", NULL, false);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "r", 0);
  struct ek_doc_basis share = {.how = "En andel.", .number = 4}, part = {0}, made = {.how = "Dragna.", .table = true, .number = 5}, untold = {.how = "Inget."};
  *(const struct ek_figure **)ek_list_push(arena, &part.figures, sizeof of) = of;
  row->cells[0] = ek_doc_on(ek_doc_share(0.38, 0), &share);
  row->cells[1] = ek_doc_on(ek_doc_number(6, 0), &part);
  row->cells[2] = ek_doc_on(ek_doc_number(0, 0), &untold);
  table->basis = &made;
  const char *html = shown(&doc, table);
  assert_says(html, "<td><a href=#b4>38 %</a></td><td><a href=#kostnad>6</a></td><td>0</td>");
  assert_says(html, "<div class=\"f\"><p><a href=\"#b5\">Så är talen");
}

static void a_table_whose_numbers_a_chart_shows_can_be_led_to(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = ek_doc_add_chart(&doc, EK_CHART_BARS, "result-by-actor", "T", "kr");
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, NULL), *other = ek_doc_add_table(&doc, NULL, NULL);
  chart->table = table;
  assert_says(shown(&doc, table), " id=\"table-result-by-actor\"");
  assert_silent(shown(&doc, other), " id=");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(headings_have_scopes), TEST(a_title_is_seen_and_a_column_of_text_wraps),
                                     TEST(numbers_lead_to_their_origins_and_marks_to_sources), TEST(other_numbers_lead_to_what_they_rest_on), TEST(a_table_whose_numbers_a_chart_shows_can_be_led_to)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
