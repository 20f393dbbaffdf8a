/* The report as one page of HTML that needs nothing else: no script, no font, no picture from
 * elsewhere, and a policy that forbids the browser to fetch any. */
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "render/chart_svg.h"
#include "render/html.h"
#include "render/render.h"

struct page {
  const struct ek_document *doc;
  const struct ek_doc_block *blocks;
  size_t n;
  struct ek_buffer *out;
  const char *heading; /* the last */
  bool in_section;
};

/* --- head and contents ----------------------------------------------------------- */

static const char *title_of(const struct page *p) {
  for (size_t i = 0; i < p->n; i++) {
    if (p->blocks[i].kind == EK_DOC_TITLE && p->blocks[i].text != NULL) return p->blocks[i].text;
  }
  return "ekusia";
}

static void open_page(const struct page *p) {
  ek_buffer_addf(p->out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", p->doc->lang == EK_EN ? "en" : "sv");
  ek_buffer_add(p->out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                        "base-uri 'none'; form-action 'none'\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
  ek_html_text(p->out, title_of(p));
  ek_buffer_add(p->out, "</title>\n<style>\n");
  ek_html_style(p->out);
  ek_buffer_addf(p->out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n", ek_word(EK_W_HTML_SKIP, p->doc->lang));
}

/* The heading's id: its section's name, counted where a section has several; or its place. */
static const char *heading_id(const struct page *p, const struct ek_doc_block *heading) {
  int nth = 1, place = 1;
  for (const struct ek_doc_block *b = p->blocks; b < heading; b++) {
    if (b->kind != EK_DOC_HEADING) continue;
    place++;
    nth += heading->id != NULL && b->id != NULL && strcmp(b->id, heading->id) == 0;
  }
  if (heading->id == NULL) return ek_sprintf(p->doc->arena, "section-%d", place);
  return nth == 1 ? heading->id : ek_sprintf(p->doc->arena, "%s-%d", heading->id, nth);
}

static void add_entry(const struct page *p, const char *id, const char *text) {
  ek_buffer_addf(p->out, "<li><a href=\"#%s\">", id);
  ek_html_text(p->out, text);
  ek_buffer_add(p->out, "</a></li>\n");
}

static size_t count_headings(const struct page *p) {
  size_t headings = 0;
  for (size_t i = 0; i < p->n; i++) headings += p->blocks[i].kind == EK_DOC_HEADING;
  return headings;
}

enum { FEW_HEADINGS = 2 }; /* are found without a list of them */

static void add_contents(const struct page *p) {
  if (count_headings(p) <= FEW_HEADINGS) return;
  const char *label = ek_word(EK_W_HTML_CONTENTS, p->doc->lang);
  ek_buffer_addf(p->out, "<nav aria-label=\"%s\">\n<ol>\n", label);
  for (size_t i = 0; i < p->n; i++) {
    if (p->blocks[i].kind == EK_DOC_HEADING) add_entry(p, heading_id(p, &p->blocks[i]), p->blocks[i].text);
  }
  if (p->doc->origins.n > 0) add_entry(p, "origins", ek_word(EK_W_HTML_ORIGINS, p->doc->lang));
  ek_buffer_add(p->out, "</ol>\n</nav>\n");
}

/* --- blocks ---------------------------------------------------------------------- */

static void add_text(const struct page *p, const char *before, const char *text, const char *after) {
  ek_buffer_add(p->out, before);
  ek_html_text(p->out, text);
  ek_buffer_add(p->out, after);
}

static void add_heading(struct page *p, const struct ek_doc_block *b) {
  if (p->in_section) ek_buffer_add(p->out, "</section>\n");
  p->in_section = true;
  p->heading = b->text;
  const char *id = heading_id(p, b);
  ek_buffer_addf(p->out, "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">", id, id, id);
  ek_html_text(p->out, b->text);
  if (b->aside != NULL) add_text(p, " <small>", b->aside, "</small>");
  ek_buffer_add(p->out, "</h2>\n");
}

static bool is_item(const struct page *p, size_t i) {
  return i < p->n && p->blocks[i].kind == EK_DOC_ITEM;
}

/* Sources are numbered by their marks; other marks are signs that stand first. */
static void add_item(const struct page *p, size_t i) {
  const struct ek_doc_block *b = &p->blocks[i];
  int source = b->aside != NULL ? ek_html_source(p->doc, b->aside) : 0;
  bool first = i == 0 || !is_item(p, i - 1), last = !is_item(p, i + 1);
  const char *list = source > 0 ? "ol" : "ul";
  if (first) ek_buffer_addf(p->out, "<%s%s>\n", list, source == 0 && b->aside != NULL ? " class=\"m\"" : "");
  if (source > 0) ek_buffer_addf(p->out, "<li id=\"source-%d\" value=\"%d\">", source, source);
  else ek_buffer_add(p->out, "<li>");
  if (source == 0 && b->aside != NULL) add_text(p, "<b>", b->aside, "</b> ");
  ek_html_linked(p->out, b->text);
  ek_buffer_add(p->out, "</li>\n");
  if (last) ek_buffer_addf(p->out, "</%s>\n", list);
}

/* A chart right after says the same. */
static void add_figure(const struct page *p, size_t i) {
  const struct ek_doc_block *b = &p->blocks[i];
  if (i + 1 < p->n && p->blocks[i + 1].kind == EK_DOC_CHART) return;
  const char *name = b->aside != NULL ? b->aside : p->heading;
  add_text(p, "<figure class=\"v\"><figcaption>", name, "</figcaption>\n");
  add_text(p, "<pre tabindex=\"0\" role=\"group\" aria-label=\"", name, "\">");
  add_text(p, "", b->text, "</pre></figure>\n");
}

/* The drawing says its title itself. Its numbers are in a table of the report, or unfold below it. */
static void add_chart(const struct page *p, const struct ek_chart *chart) {
  enum ek_lang lang = p->doc->lang;
  ek_buffer_addf(p->out, "<figure id=\"chart-%s\">\n", chart->name);
  ek_chart_svg(p->doc, chart, p->out);
  ek_buffer_add(p->out, "<figcaption>");
  if (chart->table != NULL && !chart->table_apart) {
    ek_buffer_addf(p->out, "<a href=\"#table-%s\">%s</a>", ek_html_charted(p->doc, chart->table), ek_word(EK_W_HTML_TABLE, lang));
  } else if (chart->table != NULL) {
    ek_buffer_addf(p->out, "<details><summary>%s</summary>\n", ek_word(EK_W_HTML_TABLE, lang));
    ek_html_table(p->doc, chart->table, chart->title, p->out);
    ek_buffer_add(p->out, "</details>");
  } else ek_html_text(p->out, chart->title);
  ek_buffer_add(p->out, "</figcaption></figure>\n");
}

/* Where the numbers of a paragraph come from. */
static void add_rests(const struct page *p, const struct ek_doc_basis *basis) {
  const struct ek_doc_origin *origins = p->doc->origins.items;
  const struct ek_figure *const *figures = basis->figures.items;
  if (basis->figures.n == 0 || p->doc->origins.n == 0) return;
  bool first = true;
  add_text(p, "<details class=u><summary>", ek_word(EK_W_HTML_RESTS, p->doc->lang), "</summary>");
  for (size_t i = 0; i < p->doc->origins.n; i++) {
    bool here = false;
    for (size_t k = 0; k < basis->figures.n; k++) here |= origins[i].figure == figures[k];
    if (!here) continue;
    if (!first) ek_buffer_add(p->out, " · ");
    ek_html_origin_link(p->doc, &origins[i], p->out);
    first = false;
  }
  ek_buffer_add(p->out, "</details>\n");
}

static void add_block(struct page *p, size_t i) {
  const struct ek_doc_block *b = &p->blocks[i];
  switch (b->kind) {
  case EK_DOC_TITLE:
    add_text(p, "<h1>", b->text, "</h1>\n");
    if (b->aside != NULL) add_text(p, "<p class=\"o\">", b->aside, "</p>\n");
    break;
  case EK_DOC_SUBTITLE: add_text(p, "<p class=\"d\">", b->text, "</p>\n"); break;
  case EK_DOC_HEADING: add_heading(p, b); break;
  case EK_DOC_SUBHEADING: add_text(p, "<h3>", b->text, "</h3>\n"); break;
  case EK_DOC_PARAGRAPH:
    ek_buffer_add(p->out, "<p>");
    ek_html_linked(p->out, b->text);
    ek_buffer_add(p->out, "</p>\n");
    if (b->basis != NULL) add_rests(p, b->basis);
    break;
  case EK_DOC_NOTE: add_text(p, "<p class=\"c\">", b->text, "</p>\n"); break;
  case EK_DOC_ITEM: add_item(p, i); break;
  case EK_DOC_COMMAND: add_text(p, "<p class=\"k\"><code>", b->text, "</code></p>\n"); break;
  case EK_DOC_FIGURE: add_figure(p, i); break;
  case EK_DOC_CHART: add_chart(p, b->chart); break;
  case EK_DOC_TABLE: ek_html_table(p->doc, b->table, p->heading, p->out); break;
  }
}

/* What stands before the first section: title, what it rests on, the author's summary. */
static size_t add_header(struct page *p) {
  size_t i = 0;
  ek_buffer_add(p->out, "<header>\n");
  for (; i < p->n && p->blocks[i].kind != EK_DOC_HEADING; i++) {
    enum ek_doc_kind kind = p->blocks[i].kind;
    if (kind != EK_DOC_TITLE && kind != EK_DOC_SUBTITLE) break;
    add_block(p, i);
  }
  ek_buffer_add(p->out, "</header>\n");
  return i;
}

void ek_render_html(const struct ek_document *doc, struct ek_buffer *out) {
  struct page p = {.doc = doc, .blocks = doc->blocks.items, .n = doc->blocks.n, .out = out};
  p.heading = title_of(&p);
  open_page(&p);
  size_t i = add_header(&p);
  ek_buffer_add(out, "<div class=\"p\">\n");
  add_contents(&p);
  ek_buffer_add(out, "<main id=\"main\">\n");
  for (; i < p.n; i++) add_block(&p, i);
  if (p.in_section) ek_buffer_add(out, "</section>\n");
  ek_html_origins(doc, out);
  ek_buffer_add(out, "</main>\n</div>\n</body>\n</html>\n");
}
