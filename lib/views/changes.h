/* What a run differs by from the study, or the base, that it was made of. */
#ifndef EK_VIEWS_CHANGES_H
#define EK_VIEWS_CHANGES_H

#include "document/document.h"
#include "study/study.h"

/* A line below the title for each file that changes something, and one for --set; none where nothing
 * is changed. The first few are named, of the rest it is told how many they are. */
void ek_doc_add_changes(struct ek_document *doc, const struct ek_study *study, enum ek_lang lang);

/* "Ändrat i study.yaml mot base.yaml", "Ändrat med change.yaml på kommandoraden": of a layer above
 * the base. */
const char *ek_say_layer(struct ek_arena *arena, const struct ek_study *study, size_t layer, enum ek_lang lang);

#endif
