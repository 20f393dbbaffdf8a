/* Renderers: a document in, text out. They lay out and
 * escape; they compute nothing. All output is UTF-8 with LF. */
#ifndef EK_RENDER_RENDER_H
#define EK_RENDER_RENDER_H

#include <stdbool.h>

#include "base/arena.h"
#include "document/document.h"

#define EK_TEXT_WIDTH 80

/* For a terminal of 80 columns. Tables that are wider go on below with their
 * labels repeated. With `colour`, headings and totals are bold and numbers below zero
 * red; everything is said without colour too. */
void ek_render_text(const struct ek_document *doc, bool colour, struct ek_buffer *out);
/* GitHub-flavoured Markdown; what users wrote is escaped. */
void ek_render_markdown(const struct ek_document *doc, struct ek_buffer *out);
/* One page of HTML that fetches nothing and needs no script; where the document has origins,
 * numbers lead to them. */
void ek_render_html(const struct ek_document *doc, struct ek_buffer *out);

#endif
