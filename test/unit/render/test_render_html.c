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

int main(void) {
  const struct CMUnitTest tests[] = {TEST(the_page_forbids_itself_to_fetch), TEST(sections_have_names), TEST(lists_of_marks_and_of_sources), TEST(drawings)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
