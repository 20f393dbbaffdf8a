/* What is in a follow-up file, for people and for programs: `ekusia participants`. Nothing that
 * stands in the file is repeated, and no count of few persons is shown. */
#ifndef EK_VIEWS_OVERVIEW_H
#define EK_VIEWS_OVERVIEW_H

#include "document/document.h"
#include "people/people.h"

void ek_overview_document(const struct ek_people *people, struct ek_document *doc);
/* A row per statement, the columns always the same:
 * section,file,name,value,persons,number,line,column,text
 * section  stamp (last; `name` and `text`), file, missing, move (from `name` to `value`), measured (state, months after exit), months, background, problem
 * persons  a count, empty where text says masked */
void ek_overview_csv(const struct ek_people *people, struct ek_buffer *out);
/* {stamp, participants, comparison_group}, each of the latter with the sections above as arrays. */
bool ek_overview_json(const struct ek_people *people, struct ek_buffer *out);

#endif
