/* ek_study_read in two steps, for many studies of the same files: the files are read and laid together once,
 * and made a study of as often as wanted. */
#ifndef EK_STUDY_FILES_H
#define EK_STUDY_FILES_H

#include "study/study.h"

struct ek_study_files {
  const struct ek_source *source;
  const struct ek_node *root;    /* before `set` */
  struct ek_list layers;         /* struct ek_layer */
};
bool ek_study_files_read(struct ek_arena *arena, const char *path, const struct ek_study_options *options,
                         struct ek_study_files *out, struct ek_diags *diags);
struct ek_study *ek_study_of_files(struct ek_arena *arena, const struct ek_study_files *files,
                                   const struct ek_study_options *options, struct ek_diags *diags);
/* What stands at a path as of --set; NULL: nothing. */
const struct ek_node *ek_study_at(struct ek_arena *arena, const struct ek_node *root, const char *path);

#endif
