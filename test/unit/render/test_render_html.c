/* A page of HTML: one file that fetches nothing, in sections that can be led to. */
#include "saying.h"

#include "render/render.h"

#include "document/chart.h"

static const char *page(const struct ek_document *doc) {
  struct ek_buffer out = {.arena = arena};
  ek_render_html(doc, &out);
  return plain(ek_buffer_text(&out));
}

static void the_page_forbids_itself_to_fetch(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  ek_doc_add(&doc, EK_DOC_TITLE, "A </title> & \"B\"", "The <town>");
  ek_doc_add(&doc, EK_DOC_SUBTITLE, "64 participants", NULL);
  const char *html = page(&doc);
  assert_true(strncmp(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n", 60) == 0);
  assert_says(html, "content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\"");
  assert_says(html, "<title>A &lt;/title&gt; &amp; &quot;B&quot;</title>");
  assert_says(html, "<header>\n<h1>A &lt;/title&gt; &amp; &quot;B&quot;</h1>\n<p class=\"o\">The &lt;town&gt;</p>\n<p class=\"d\">64 participants</p>\n</header>\n");
  assert_silent(html, "<script");
  assert_silent(html, "url(");
  assert_silent(html, "@import");
  assert_silent(html, "<nav");
  assert_says(html, "<a class=\"skip\" href=\"#main\">Skip to the content</a>");
  assert_says(html, "</main>\n</div>\n</body>\n</html>\n");
}

static void sections_have_names(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_TITLE, "T", NULL);
  doc.section = "result";
  ek_doc_add(&doc, EK_DOC_HEADING, "Resultat <1>", "tusen kronor");
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "Se https://a.se nu.", NULL);
  ek_doc_add(&doc, EK_DOC_HEADING, "Mer", NULL);
  doc.section = NULL;
  ek_doc_add(&doc, EK_DOC_HEADING, "Sist", NULL);
  const char *html = page(&doc);
  assert_says(html, "<nav aria-label=\"Innehåll\">\n<ol>\n<li><a href=\"#result\">Resultat &lt;1&gt;</a></li>\n<li><a href=\"#result-2\">Mer</a></li>\n"
                    "<li><a href=\"#section-3\">Sist</a></li>\n</ol>\n</nav>\n");
  assert_says(html, "<section id=\"result\" aria-labelledby=\"result-h\">\n<h2 id=\"result-h\">Resultat &lt;1&gt; <small>tusen kronor</small></h2>\n"
                    "<p>Se <a href=\"https://a.se\">a.se</a> nu.</p>\n</section>\n<section id=\"result-2\"");
  assert_says(html, "</h2>\n</section>\n</main>");
}

static void two_chapters(struct ek_document *doc) {
  const char *const chapters[] = {"first", "second"};
  for (size_t i = 0; i < 2; i++) {
    ek_doc_open_chapter(doc, chapters[i], i == 0 ? "Ett <1>" : "Två");
    for (size_t k = 0; k < 2; k++) {
      doc->section = k == 0 ? chapters[i] + 1 : NULL;
      ek_doc_add(doc, EK_DOC_HEADING, k == 0 ? "A" : "B", k == 0 ? "kr" : NULL);
    }
    ek_doc_add(doc, EK_DOC_SUBHEADING, "C", NULL);
  }
  ek_doc_open_chapter(doc, NULL, NULL);
  ek_doc_add(doc, EK_DOC_HEADING, "Sist", NULL);
  ek_doc_settle_chapters(doc);
}

static void chapters_hold_sections(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  two_chapters(&doc);
  const char *html = page(&doc);
  assert_says(html, "<ol>\n<li><a href=\"#first\">Ett &lt;1&gt;</a><ol>\n<li><a href=\"#irst\">A</a></li>\n<li><a href=\"#section-2\">B</a></li>\n</ol></li>\n"
                    "<li><a href=\"#second\">Två</a><ol>\n");
  assert_says(html, "</ol></li>\n<li><a href=\"#section-5\">Sist</a></li>\n</ol>\n</nav>");
  assert_says(html, "<section id=\"first\" aria-labelledby=\"first-h\">\n<h2 id=\"first-h\">Ett &lt;1&gt;</h2>\n<section id=\"irst\">\n<h3>A <small>kr</small></h3>\n"
                    "</section>\n<section id=\"section-2\">\n<h3>B</h3>\n<h4>C</h4>\n</section>\n</section>\n<section id=\"second\"");
  assert_says(html, "</section>\n</section>\n<section id=\"section-5\" aria-labelledby=\"section-5-h\">\n<h2 id=\"section-5-h\">Sist</h2>\n</section>\n</main>");
}

static void lists_of_marks_and_of_sources(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add(&doc, EK_DOC_HEADING, "H", NULL);
  ek_doc_add(&doc, EK_DOC_ITEM, "en", NULL);
  ek_doc_add(&doc, EK_DOC_NOTE, "Aldrig <ensam>.", NULL);
  ek_doc_add(&doc, EK_DOC_ITEM, "hälsa", "+");
  ek_doc_add(&doc, EK_DOC_ITEM, "tid", "−");
  ek_doc_add(&doc, EK_DOC_COMMAND, "ekusia <x>", NULL);
  ek_doc_add(&doc, EK_DOC_ITEM, "Källa http://a.se", "[4]");
  assert_says(page(&doc), "<ul>\n<li>en</li>\n</ul>\n<p class=\"c\">Aldrig &lt;ensam&gt;.</p>\n"
                          "<ul class=\"m\">\n<li><b>+</b> hälsa</li>\n<li><b>−</b> tid</li>\n</ul>\n<p class=\"k\"><code>ekusia &lt;x&gt;</code></p>\n"
                          "<ol>\n<li id=\"source-4\" value=\"4\">Källa <a href=\"http://a.se\">a.se</a></li>\n</ol>\n");
}

static void drawings(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  ek_doc_add_figure(&doc, "Staplar <1>", "a  <b\nc");
  ek_doc_add(&doc, EK_DOC_PARAGRAPH, "Emellan.", NULL);
  ek_doc_add_figure(&doc, "Som diagrammet", "█");
  struct ek_chart *chart = ek_doc_add_chart(&doc, EK_CHART_BARS, "one", "Ett <diagram>", "kr");
  struct ek_chart *apart = ek_doc_add_chart(&doc, EK_CHART_BARS, "two", "Två", "kr");
  chart->table = ek_doc_add_table(&doc, NULL, "Tabell");
  ek_doc_add_column(&doc, ek_chart_own_table(&doc, apart, NULL), "k", NULL, false);
  const char *html = page(&doc);
  assert_silent(html, "Som diagrammet");
  assert_says(html, "<figure class=\"v\"><figcaption>Staplar &lt;1&gt;</figcaption>\n"
                    "<pre tabindex=\"0\" role=\"group\" aria-label=\"Staplar &lt;1&gt;\">a  &lt;b\nc\n</pre></figure>\n");
  assert_says(html, "<figure id=\"chart-one\">\n<svg ");
  assert_says(html, "<title>Ett &lt;diagram&gt;</title>");
  assert_says(html, "<figcaption><a href=\"#table-one\">Diagrammets tal som tabell</a></figcaption></figure>\n");
  assert_says(html, "<figcaption><details><summary>Diagrammets tal som tabell</summary>\n<div class=\"s\" id=\"table-two\"");
}

static void charts_stand_with_narrow_tables(void **state) {
  (void)state;
  for (size_t columns = 4; columns <= 5; columns++) {
    struct ek_document doc = new_document(EK_SV);
    struct ek_chart *chart = ek_doc_add_chart(&doc, EK_CHART_BARS, "one", "Ett", "kr");
    struct ek_doc_table *table = ek_doc_add_table(&doc, NULL, "Tabell");
    chart->table = table;
    for (size_t c = 0; c < columns; c++) ek_doc_add_column(&doc, table, "k", NULL, false);
    ek_doc_add_footnote(&doc, table, "Not.");
    const char *html = page(&doc);
    if (columns == 4) assert_says(html, "<div class=\"b\">\n<figure id=\"chart-one\">");
    if (columns == 4) assert_says(html, "Not.</p>\n</div>\n</div>\n</main>");
    if (columns == 5) assert_silent(html, "<div class=\"b\">");
  }
}

static void english_says_so(void **state) {
  (void)state;
  for (enum ek_lang lang = EK_SV; lang <= EK_EN; lang++) {
    struct ek_document doc = new_document(lang);
    ek_doc_add(&doc, EK_DOC_ITEM, "a.yaml:3: a thing", NULL);
    ((struct ek_doc_block *)doc.blocks.items)->english = true;
    assert_says(page(&doc), lang == EK_SV ? "<li lang=\"en\">a.yaml" : "<li>a.yaml");
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(the_page_forbids_itself_to_fetch), TEST(sections_have_names), TEST(chapters_hold_sections), TEST(charts_stand_with_narrow_tables), TEST(english_says_so), TEST(lists_of_marks_and_of_sources), TEST(drawings)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
