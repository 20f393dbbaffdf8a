/* Finding entries of a model by words. */
#ifndef EK_LOOKUP_SEARCH_H
#define EK_LOOKUP_SEARCH_H

#include "base/number.h"
#include "lookup/page.h"

/* The pages of entries in which every word stands, in a name, a label in either language, a
 * note or a source; hits in names and labels first. Case, the marks of å ä ö é and hyphens
 * do not matter. `words` ended by NULL. */
struct ek_list ek_model_search(struct ek_arena *arena, const struct ek_model *model,
                               const char *const *words);
/* Is `word` in `text`, in the same sense? */
bool ek_text_finds(struct ek_arena *arena, const char *text, const char *word);
/* A line per page: kind, name, label, what it amounts to in page->now, grade. */
void ek_render_hits(const struct ek_page *pages, size_t n, enum ek_lang lang, struct ek_buffer *out);

#endif
