/* Which files in a folder are studies. */
#ifndef EK_COMPARISON_STUDIES_H
#define EK_COMPARISON_STUDIES_H

#include "base/arena.h"
#include "base/diag.h"

/* The studies in the folder and those below it, as paths (const char *) that begin with the folder's, in
 * the order of their bytes. A study is a file .yaml or .yml whose first level has `ekusia`, and who took
 * part (participants or outcomes) or what it extends: neither a file of changes nor a base without
 * people is one. A file that names `ekusia` but cannot be read is one too, for its faults to be told.
 * Hidden files and folders are passed over, and folders behind links. False with a diagnostic: the folder
 * cannot be read. */
bool ek_studies_find(struct ek_arena *arena, const char *folder, struct ek_list *out, struct ek_diags *diags);

#endif
