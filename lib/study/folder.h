/* Which files of a folder are studies. */
#ifndef EK_STUDY_FOLDER_H
#define EK_STUDY_FOLDER_H

#include "study/study.h"

/* Is it a study, by its name (.yaml or .yml) and what it says of itself: `ekusia`, and `participants`, `outcomes` or
 * `extends`; of what `only` asks for `estimate`, `indicators` or `extends`? A file that cannot be read counts as one, so that
 * it is told and not left out. Pipes and devices are not waited for. */
bool ek_study_is(const char *path, enum ek_study_only only);
/* The studies that lie in the folder itself: const char *, names in the order of their bytes. */
struct ek_list ek_study_files_in(struct ek_arena *arena, const char *folder, enum ek_study_only only);
/* An error where `path` is a folder, which names the study that was meant, or those that there are; else true. */
bool ek_study_no_folder(struct ek_arena *arena, const char *path, enum ek_study_only only, struct ek_diags *diags);

#endif
