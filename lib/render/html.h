/* Pieces of the page that render_html.c puts together; private to the room. What users wrote is
 * escaped by all of them. */
#ifndef EK_RENDER_HTML_H
#define EK_RENDER_HTML_H

#include "document/document.h"

/* The style sheet: all of it, as lines. */
void ek_html_style(struct ek_buffer *out);

/* ` href=#kommun/5y/resultat` or ` id=…`, with quotation marks where the name asks for them. */
void ek_html_name(struct ek_buffer *out, const char *attribute, const char *name);
/* Text that is shown as it is, also inside an attribute with double quotes. */
void ek_html_text(struct ek_buffer *out, const char *text);
/* Somebody's text within a line of ours: letters that run from right to left turn nothing around it. */
void ek_html_user(struct ek_buffer *out, const char *text);
/* ek_html_text, with web addresses (http and https, nothing else) as links. */
void ek_html_linked(struct ek_buffer *out, const char *text);

/* A table in a frame that can be scrolled by keyboard; `heading` names it where it has no title. */
void ek_html_table(const struct ek_document *doc, const struct ek_doc_table *table, const char *heading,
                   struct ek_buffer *out);
/* The name of the first chart that shows the table's numbers, which the table has its id from; NULL when none does. */
const char *ek_html_charted(const struct ek_document *doc, const struct ek_doc_table *table);
/* Is the text the number of a source that the document lists, "[3]"? Then its number, else 0. */
int ek_html_source(const struct ek_document *doc, const char *text);

/* The id of the figure's entry; NULL: it has none. */
const char *ek_html_origin(const struct ek_document *doc, const struct ek_figure *figure);
/* A link to the entry, with the figure's name. */
void ek_html_origin_link(const struct ek_document *doc, const struct ek_doc_origin *origin, struct ek_buffer *out);
/* Where figures come from: an entry for each, whose id is the figure's name. */
void ek_html_origins(const struct ek_document *doc, struct ek_buffer *out);

#endif
