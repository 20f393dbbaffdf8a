/* The text renderer: blocks, spacing, wrapping to 80 columns, colour only when asked. */
#include "saying.h"

#include "document/chart.h"
#include "render/render.h"

static const char *shown(struct ek_document *doc, bool colour) {
  struct ek_buffer out = {.arena = arena};
  ek_render_text(doc, colour, &out);
  return plain(ek_buffer_text(&out));
}

static void blocks_are_spaced_by_kind(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_TITLE, "Å-modellen", "Staden");
  ek_doc_add(&doc, EK_DOC_SUBTITLE, "48 deltagare", NULL);
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "Ett.", NULL);
  ek_doc_add(&doc, EK_DOC_HEADING, "Åtgärd à la é", "tusen kronor");
  ek_doc_add(&doc, EK_DOC_ITEM, "första", "[1]");
  ek_doc_add(&doc, EK_DOC_ITEM, "andra", NULL);
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "Så här:", NULL);
  ek_doc_add(&doc, EK_DOC_COMMAND, "ekusia explain x", NULL);
  ek_doc_add(&doc, EK_DOC_SUBHEADING, "Mindre", NULL);
  ek_doc_add(&doc, EK_DOC_NOTE, "Slut.", NULL);
  ek_doc_add_figure(&doc, "Staplar", "a  ██ *\nb  █\a\n");
  assert_string_equal(shown(&doc, false),
                      "Å-modellen                                      "
                      "                          Staden\n"
                      "48 deltagare\n\nEtt.\n\n"
                      "ÅTGÄRD À LA É, tusen kronor\n[1] första\n· andra\n\nSå här:\n"
                      "  ekusia explain x\n\nMindre\nSlut.\n\n"
                      "Staplar\na  ██ *\nb  █?\n");
}

static void chapters_are_a_line(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  for (int i = 0; i < 2; i++) {
    ek_doc_open_chapter(&doc, "c", "Å och ä");
    ek_doc_add(&doc, EK_DOC_HEADING, "A", NULL);
    ek_doc_add(&doc, EK_DOC_PARAGRAPH, "Ett.", NULL);
    ek_doc_add(&doc, EK_DOC_HEADING, "B", NULL);
  }
  ek_doc_settle_chapters(&doc);
  const char *text = shown(&doc, false);
  assert_says(text, "\nB\n\n══ Å OCH Ä ════");
  assert_says(text, "════\n\nA\nEtt.\n\nB\n");
  assert_int_equal(ek_text_width(ek_strndup(arena, text, strcspn(text, "\n"))), EK_TEXT_WIDTH);
  assert_says(shown(&doc, true), "\033[1m══ Å OCH Ä ═");
}

static void titles_too_wide_stand_below_each_other(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_TITLE, "En titel som är så lång att den nästan fyller hela raden, å",
             "Samordningsförbundet i Norr");
  assert_string_equal(shown(&doc, false),
                      "En titel som är så lång att den nästan fyller hela raden, å\n"
                      "Samordningsförbundet i Norr\n");
}

static void long_items_hang(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_ITEM,
             "Ett ord i taget fyller raden ända fram till den åttionde kolumnen och så en till",
             "[1]");
  assert_string_equal(shown(&doc, false),
                      "[1] Ett ord i taget fyller raden ända fram till den åttionde kolumnen och "
                      "så en\n    till\n");
}

static void colour_only_when_asked(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_HEADING, "Svar", NULL);
  struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, "Tal");
  ek_doc_add_column(&doc, table, "kr", NULL, false);
  struct ek_doc_row *row = ek_doc_add_row(&doc, table, "Summa", 0);
  row->emphasis = true;
  row->cells[0] = ek_doc_number(-23.85, 1);
  assert_null(strchr(shown(&doc, false), '\033'));
  assert_string_equal(shown(&doc, true),
                      "\033[1mSVAR\033[0m\n\033[1mTal\033[0m\n          kr\n────────────\n"
                      "\033[1mSumma\033[0m  \033[31m−23,9\033[0m\n────────────\n");
}

static void two_bars(struct ek_document *doc) {
  struct ek_chart *chart = ek_doc_add_chart(doc, EK_CHART_BARS, "bars", "Rubrik", "tusen kronor");
  ek_chart_add_category(doc, chart, "Kommunen", true);
  ek_chart_add_category(doc, chart, "Regionen", false);
  struct ek_chart_series *series = ek_chart_add_series(doc, chart, "5 år");
  series->cells[0] = ek_doc_number(-2.385, 1);
  series->cells[1] = ek_doc_text(doc, "..");
}

static void text_leaves_charts_out(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV), without = new_document(EK_SV);
  struct ek_buffer text = {.arena = arena}, plain_text = {.arena = arena}, markdown = {.arena = arena}, plain_markdown = {.arena = arena};
  two_bars(&doc);
  for (int i = 0; i < 2; i++) {
    struct ek_document *to = i == 0 ? &doc : &without;
    ek_doc_add(to, EK_DOC_HEADING, "Rubrik", NULL);
    if (i == 0) two_bars(to);
    ek_doc_add(to, EK_DOC_ITEM, "ett", NULL);
    if (i == 0) two_bars(to);
    ek_doc_add(to, EK_DOC_ITEM, "två", NULL);
  }
  ek_render_text(&doc, false, &text);
  ek_render_text(&without, false, &plain_text);
  ek_render_markdown(&doc, &markdown);
  ek_render_markdown(&without, &plain_markdown);
  assert_string_equal(text.text, plain_text.text);
  assert_string_equal(markdown.text, plain_markdown.text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(blocks_are_spaced_by_kind),
      TEST(chapters_are_a_line),
      TEST(titles_too_wide_stand_below_each_other),
      TEST(long_items_hang),
      TEST(colour_only_when_asked),
      TEST(text_leaves_charts_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
