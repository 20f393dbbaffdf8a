/* Documents: what is added is cleaned and kept, and cells are shown as people read them. */
#include "saying.h"

static void check(enum ek_lang lang, struct ek_doc_cell cell, const char *expected) {
  struct ek_document doc = new_document(lang);
  assert_string_equal(plain(ek_doc_cell_text(&doc, &cell)), expected);
}

static void cells_are_shown(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  check(EK_SV, (struct ek_doc_cell){0}, "");
  check(EK_SV, ek_doc_text(&doc, "mitt"), "mitt");
  check(EK_SV, ek_doc_text(&doc, NULL), "");
  check(EK_SV, ek_doc_number(-2385.5, 0), "−2 386");
  check(EK_EN, ek_doc_number(-2385.5, 1), "−2,385.5");
  check(EK_SV, ek_doc_number(-0.2385, 0), "0");
  check(EK_SV, ek_doc_share(0.02385, 1), "2,4 %");
  check(EK_EN, ek_doc_share(0.25, 1), "25%");
  check(EK_SV, ek_doc_months(23.85, 0), "24 mån");
  check(EK_SV, ek_doc_months(0, 0), "0");
  check(EK_EN, ek_doc_months(7.04, 1), "7.0 mo");
}

static void never_and_none_have_words(void **state) {
  (void)state;
  check(EK_SV, ek_doc_months(INFINITY, 0), "ingen");
  check(EK_EN, ek_doc_months(INFINITY, 0), "never");
  check(EK_SV, ek_doc_months(NAN, 0), "–");
  check(EK_SV, ek_doc_number(NAN, 2), "–");
  check(EK_SV, ek_doc_share(NAN, 1), "–");
}

static void control_characters_stop_at_the_door(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "röd\033[31m\ntext", "sid\ao");
  const struct ek_doc_block *block = doc.blocks.items;
  assert_string_equal(block->text, "röd?[31m text");
  assert_string_equal(block->aside, "sid?o");
}

static void soft_hyphens_can_be_left_out(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  assert_string_equal(ek_doc_whole(&doc, "undan\u00ADträng\u00ADning"), "undanträngning");
  assert_string_equal(ek_doc_whole(&doc, "\u00AD"), "");
  assert_string_equal(ek_doc_whole(&doc, NULL), "");
}

static void rows_have_an_empty_cell_per_column(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_doc_table *table = ek_doc_add_table(&doc, "vem", NULL);
  ek_doc_add_column(&doc, table, "a", NULL, false);
  ek_doc_add_column(&doc, table, "b", "grupp", true);
  struct ek_doc_row *first = ek_doc_add_row(&doc, table, "ett", 0);
  for (int i = 0; i < 50; i++) ek_doc_add_row(&doc, table, "fler", 1);
  first->cells[1] = ek_doc_number(23.85, 1); /* rows stay where they are */
  struct ek_doc_row *const *rows = table->rows.items;
  assert_int_equal(rows[0]->cells[0].kind, EK_CELL_EMPTY);
  assert_near(rows[0]->cells[1].number, 23.85, 0, 0);
  assert_int_equal(rows[50]->cells[1].kind, EK_CELL_EMPTY);
}

/* A chapter of each kind: with two sections, one, none; and a section by itself before and after. */
static struct ek_document chapters(bool second) {
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_HEADING, "Först", NULL);
  ek_doc_open_chapter(&doc, "two", "Två\a");
  ek_doc_add(&doc, EK_DOC_HEADING, "A", NULL);
  ek_doc_add(&doc, EK_DOC_SUBHEADING, "A1", NULL);
  ek_doc_add(&doc, EK_DOC_HEADING, "B", NULL);
  ek_doc_open_chapter(&doc, "one", "Ett");
  ek_doc_add(&doc, EK_DOC_HEADING, "C", NULL);
  ek_doc_open_chapter(&doc, "none", "Inget");
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "text", NULL);
  ek_doc_open_chapter(&doc, "also", "Även");
  ek_doc_add(&doc, EK_DOC_HEADING, "D", NULL);
  if (second) ek_doc_add(&doc, EK_DOC_HEADING, "E", NULL);
  ek_doc_open_chapter(&doc, NULL, NULL);
  ek_doc_add(&doc, EK_DOC_HEADING, "Sist", NULL);
  ek_doc_settle_chapters(&doc);
  return doc;
}

static void assert_levels(const struct ek_document *doc, const char *expected) {
  struct ek_buffer levels = {.arena = arena};
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) ek_buffer_addf(&levels, "%s %d; ", blocks[i].text, blocks[i].level);
  assert_string_equal(levels.text, expected);
}

static void chapters_hold_several_sections(void **state) {
  (void)state;
  struct ek_document doc = chapters(true);
  assert_levels(&doc, "Först 2; Två? 2; A 3; A1 4; B 3; C 2; text 0; Även 2; D 3; E 3; Sist 2; ");
  const struct ek_doc_block *blocks = doc.blocks.items;
  assert_int_equal(blocks[1].kind, EK_DOC_CHAPTER);
  assert_string_equal(blocks[1].id, "two");
}

static void one_chapter_alone_is_none(void **state) {
  (void)state;
  struct ek_document doc = chapters(false);
  assert_levels(&doc, "Först 2; A 2; A1 3; B 2; C 2; text 0; D 2; Sist 2; ");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(cells_are_shown),
      TEST(never_and_none_have_words),
      TEST(control_characters_stop_at_the_door),
      TEST(soft_hyphens_can_be_left_out),
      TEST(rows_have_an_empty_cell_per_column),
      TEST(chapters_hold_several_sections),
      TEST(one_chapter_alone_is_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
