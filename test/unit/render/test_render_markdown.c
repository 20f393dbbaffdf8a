/* Markdown: GitHub tables whose source lines up, and what users wrote escaped. */
#include "saying.h"

#include "render/render.h"

static const char *shown(struct ek_document *doc) {
  struct ek_buffer out = {.arena = arena};
  ek_render_markdown(doc, &out);
  return plain(ek_buffer_text(&out));
}

static void blocks(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  ek_doc_add(&doc, EK_DOC_TITLE, "A*B", "The_town");
  ek_doc_add(&doc, EK_DOC_HEADING, "Result", "SEK");
  ek_doc_add(&doc, EK_DOC_SUBHEADING, "Learning", NULL);
  ek_doc_add(&doc, EK_DOC_ITEM, "one", "[1]");
  ek_doc_add(&doc, EK_DOC_ITEM, "two", "+");
  ek_doc_add(&doc, EK_DOC_ITEM, "three", NULL);
  ek_doc_add(&doc, EK_DOC_COMMAND, "ekusia explain a_b", NULL);
  ek_doc_add(&doc, EK_DOC_NOTE, "Never alone.", NULL);
  assert_string_equal(shown(&doc), "# A\\*B\n\nThe\\_town\n\n## Result, SEK\n\n### Learning\n\n"
                                   "- [1] one\n- \\+ two\n- three\n\n"
                                   "```sh\nekusia explain a_b\n```\n\n> Never alone.\n");
}

static void chapters_push_sections_down(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  for (int i = 0; i < 2; i++) {
    ek_doc_open_chapter(&doc, "c", "Ett*");
    ek_doc_add(&doc, EK_DOC_HEADING, "A", NULL);
    ek_doc_add(&doc, EK_DOC_HEADING, "B", NULL);
    ek_doc_add(&doc, EK_DOC_SUBHEADING, "C", NULL);
  }
  ek_doc_settle_chapters(&doc);
  assert_says(shown(&doc), "## Ett\\*\n\n### A\n\n### B\n\n#### C\n\n## Ett\\*\n");
}

static void escaped(const char *text, const char *expected) {
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, text, NULL);
  assert_string_equal(shown(&doc), ek_sprintf(arena, "%s\n", expected));
}

static void user_text_is_no_markup(void **state) {
  (void)state;
  escaped("# inte en rubrik", "\\# inte en rubrik");
  escaped("2. inte en lista", "2\\. inte en lista");
  escaped("2013) inte heller", "2013\\) inte heller");
  escaped("2013 är ett år", "2013 är ett år");
  escaped("- nej", "\\- nej");
  escaped("-", "\\-");
  escaped("<b>&amp; a|b `x` ~y~ \\", "\\<b>\\&amp; a\\|b \\`x\\` \\~y\\~ \\\\");
  escaped("![bild](http://x)", "![bild\\](http://x)");
  escaped("[1]: http://x", "[1\\]: http://x");
  escaped("[1]", "[1]");
  escaped("", "");
}

static void tables_line_up(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_doc_table *table = ek_doc_add_table(&doc, "vem", "Tal");
  ek_doc_add_column(&doc, table, "Åter\u00ADbetald", "1 år", false);
  ek_doc_add_column(&doc, table, "", "källa", true);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "Alla|ihop", 1);
  row->emphasis = true;
  row->cells[0] = ek_doc_number(-2385, 0);
  row->cells[1] = ek_doc_text(&doc, "[1]");
  ek_doc_add_row(&doc, table, "日", 0);
  ek_doc_add_footnote(&doc, table, "* not");
  assert_string_equal(shown(&doc), "**Tal**\n\n"
                                   "| vem                  | 1 år, Återbetald | källa |\n"
                                   "| -------------------- | ---------------: | ----- |\n"
                                   "| &emsp;**Alla\\|ihop** |           −2 385 | [1]   |\n"
                                   "| 日                    |                  |       |\n"
                                   "\n\\* not\n");
}

/* Nothing in a figure is markup, not even a fence. */
static void figures_are_fenced(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add_figure(&doc, "A*", "a  ██ *\n````  █\n");
  assert_string_equal(shown(&doc), "**A\\***\n\n`````text\na  ██ *\n````  █\n`````\n");
}

static void narrow_columns_keep_their_marks(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, NULL);
  ek_doc_add_column(&doc, table, "n", NULL, false);
  ek_doc_add_row(&doc, table, "a", 0)->cells[0] = ek_doc_number(7, 0);
  assert_string_equal(shown(&doc), "|    |  n |\n| -- | -: |\n| a  |  7 |\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(blocks),
      TEST(chapters_push_sections_down),
      TEST(user_text_is_no_markup),
      TEST(tables_line_up),
      TEST(figures_are_fenced),
      TEST(narrow_columns_keep_their_marks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
