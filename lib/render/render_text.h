/* Shared between the two files of the text renderer. */
#ifndef EK_RENDER_RENDER_TEXT_H
#define EK_RENDER_RENDER_TEXT_H

#include "document/document.h"

#define EK_BOLD "\033[1m"
#define EK_RED "\033[31m"
#define EK_PLAIN "\033[0m"

/* The table, without its title, with its footnotes; ends with a line break. */
void ek_text_table(const struct ek_document *doc, const struct ek_doc_table *table, bool colour,
                   struct ek_buffer *out);

#endif
