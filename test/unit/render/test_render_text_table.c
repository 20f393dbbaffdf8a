/* Tables on a terminal: widths, groups, wide characters, wrapped labels and texts,
 * and what does not fit going on below. */
#include "saying.h"

#include "base/text.h"
#include "render/render.h"
#include "render/render_text.h"

static struct ek_document doc;

static struct ek_doc_table *new_table(const char *head) {
  doc = new_document(EK_SV);
  return ek_doc_add_table(&doc, head, NULL);
}

static const char *shown(const struct ek_doc_table *table) {
  struct ek_buffer out = {.arena = arena};
  ek_text_table(&doc, table, false, &out);
  return plain(ek_buffer_text(&out));
}

static void add_numbers(struct ek_doc_table *table, const char *label, int level, double first) {
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, label, level);
  for (size_t c = 0; c < table->columns.n; c++) row->cells[c] = ek_doc_number(first + (double)c, 0);
}

static void columns_fit_what_stands_in_them(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table("aktör");
  ek_doc_add_column(&doc, table, "Kostnad", NULL, false);
  ek_doc_add_column(&doc, table, "Intäkt", "1 år", false);
  ek_doc_add_column(&doc, table, "Resultat", "1 år", false);
  ek_doc_add_column(&doc, table, "Åter\u00ADbetald", NULL, false);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "Samhället", 0);
  row->cells[0] = ek_doc_number(2100, 0);
  row->cells[1] = ek_doc_number(-23850, 0);
  row->cells[2] = ek_doc_number(NAN, 0);
  row->cells[3] = ek_doc_months(INFINITY, 0);
  row = ek_doc_add_row(&doc, table, "日本", 2); /* two columns a character */
  row->rule_above = true;
  row->cells[3] = ek_doc_months(24, 0);
  ek_doc_add_footnote(&doc, table, "En fotnot.");
  assert_string_equal(shown(table), "                           1 år\n"
                                    "aktör      Kostnad   Intäkt  Resultat  Återbetald\n"
                                    "─────────────────────────────────────────────────\n"
                                    "Samhället    2 100  −23 850         –       ingen\n"
                                    "─────────────────────────────────────────────────\n"
                                    "    日本                                     24 mån\n"
                                    "─────────────────────────────────────────────────\n"
                                    "En fotnot.\n");
}

static void headings_break_only_when_they_must(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  for (int i = 0; i < 5; i++) {
    ek_doc_add_column(&doc, table, "efter undan\u00ADträngning", NULL, false);
  }
  add_numbers(table, "Samhället", 0, 23.85);
  const char *text = shown(table);
  assert_says(text, "              undan-     undan-     undan-     undan-     undan-\n"
                    "           trängning  trängning  trängning  trängning  trängning\n");
  assert_says(text, "               efter      efter");
}

static void groups_get_room(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  ek_doc_add_column(&doc, table, "a", "en lång grupp", false);
  ek_doc_add_column(&doc, table, "b", "en lång grupp", false);
  ek_doc_add_column(&doc, table, "c", NULL, false);
  add_numbers(table, "x", 0, 1);
  assert_string_equal(shown(table), "   en lång grupp\n"
                                    "        a      b  c\n"
                                    "───────────────────\n"
                                    "x       1      2  3\n"
                                    "───────────────────\n");
}

/* Four columns of the longest words that Swedish benefits have. */
static void long_words_are_broken_where_they_join(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  for (int i = 0; i < 4; i++) ek_doc_add_column(&doc, table, "Läge", NULL, true);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "Ensamstående", 0);
  const char *const words[] = {"Arbetslöshetsersättning (a-kassa)", "Etableringsersättning",
                               "Föräldrapenning på grundnivå", "Utvecklingsersättning"};
  for (size_t i = 0; i < 4; i++) row->cells[i] = ek_doc_text(&doc, words[i]);
  const char *text = shown(table);
  assert_says(text, "Arbetslöshets-");
  assert_says(text, "Etablerings-");
  assert_says(text, "Utvecklings-");
  for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
    assert_true(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))) <= EK_TEXT_WIDTH);
  }
}

static void no_column_stands_alone(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  for (int i = 0; i < 4; i++) {
    const char *group = i < 2 ? "1 år" : "5 år";
    ek_doc_add_column(&doc, table, "Bruttoförändring", group, false);
  }
  ek_doc_add_column(&doc, table, "Täckt", NULL, false);
  add_numbers(table, "Samhället", 0, 23.85);
  const char *second = strstr(shown(table), "\n\n");
  assert_non_null(second);
  assert_says(second, "5 år");
  assert_says(second, "Täckt");
}

static void wide_tables_go_on_below(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  for (int i = 0; i < 14; i++) {
    ek_doc_add_column(&doc, table, ek_sprintf(arena, "år %d", i + 1), NULL, false);
  }
  add_numbers(table, "Arbetsförmedlingen", 1, 100000);
  const char *text = shown(table);
  for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
    assert_true(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))) <= 80);
  }
  const char *below = strstr(text, "\n\n");
  assert_non_null(below);
  assert_says(below, "  Arbetsförmedlingen  100 005"); /* 5, 5 and 4: not 6, 6 and 2 */
  assert_says(below, "  Arbetsförmedlingen  100 010  100 011  100 012  100 013\n");
}

/* A title without a space is broken as texts are, and not padded on each line. */
static void endless_labels_stay_on_the_page(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table("Insats");
  for (int i = 0; i < 8; i++) ek_doc_add_column(&doc, table, "Resultat", NULL, false);
  struct ek_buffer word = {.arena = arena};
  for (int i = 0; i < 500; i++) ek_buffer_add(&word, "Å");
  add_numbers(table, ek_buffer_text(&word), 1, 2385);
  const char *text = shown(table);
  int letters = 0;
  for (const char *at = text; (at = strstr(at, "Å")) != NULL; at++) letters++;
  assert_int_equal(letters % 500, 0); /* all of it, beside each part */
  assert_says(text, "  2 392\n");
  for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) {
    assert_true(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))) <= EK_TEXT_WIDTH);
  }
}

static void groups_are_not_torn(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  for (int i = 0; i < 3; i++) {
    const char *group = ek_sprintf(arena, "%d år", i + 1);
    ek_doc_add_column(&doc, table, "Bruttoförändring", group, false);
    ek_doc_add_column(&doc, table, "efterkostnaden", group, false);
  }
  add_numbers(table, "Samhället", 0, 1);
  assert_string_equal(
      shown(table),
      "                         1 år                              2 år\n"
      "           Bruttoförändring  efterkostnaden  Bruttoförändring  efterkostnaden\n"
      "─────────────────────────────────────────────────────────────────────────────\n"
      "Samhället                 1               2                 3               4\n"
      "─────────────────────────────────────────────────────────────────────────────\n\n"
      "                         3 år\n"
      "           Bruttoförändring  efterkostnaden\n"
      "───────────────────────────────────────────\n"
      "Samhället                 5               6\n"
      "───────────────────────────────────────────\n");
}

static void texts_and_labels_are_wrapped(void **state) {
  (void)state;
  struct ek_doc_table *table = new_table(NULL);
  ek_doc_add_column(&doc, table, "värde", NULL, true);
  ek_doc_add_column(&doc, table, "källa", NULL, true);
  struct ek_doc_row *row = ek_doc_add_row(
      &doc, table, "Ett antagande vars namn är längre än vad som brukar få plats", 1);
  row->cells[0] = ek_doc_text(&doc, "ett värde i ord som tar en hel del plats på raden");
  row->cells[1] = ek_doc_text(&doc, "[1]");
  assert_string_equal(
      shown(table),
      "                                     värde                                 källa\n"
      "────────────────────────────────────────────────────────────────────────────────\n"
      "  Ett antagande vars namn är längre  ett värde i ord som tar en hel del    [1]\n"
      "  än vad som brukar få plats         plats på raden\n"
      "────────────────────────────────────────────────────────────────────────────────\n");
}

static void tables_may_be_empty(void **state) {
  (void)state;
  assert_string_equal(shown(new_table(NULL)), "\n\n");
  struct ek_doc_table *table = new_table("vem");
  ek_doc_add_row(&doc, table, "ingen", 0);
  assert_string_equal(shown(table), "─────\ningen\n─────\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(columns_fit_what_stands_in_them),
      TEST(headings_break_only_when_they_must),
      TEST(groups_get_room),
      TEST(long_words_are_broken_where_they_join),
      TEST(no_column_stands_alone),
      TEST(wide_tables_go_on_below),
      TEST(endless_labels_stay_on_the_page),
      TEST(groups_are_not_torn),
      TEST(texts_and_labels_are_wrapped),
      TEST(tables_may_be_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
