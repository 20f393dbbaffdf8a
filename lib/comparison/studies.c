/* Walks a folder and those below it. */
#include "comparison/studies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "study/folder.h"

#define DEPTH 16 /* folders below one another */

static bool ends(const char *name, const char *with) {
  size_t n = strlen(name), m = strlen(with);
  return n > m && strcmp(name + n - m, with) == 0;
}

static void left_out(const char *folder, const char *why, struct ek_diags *diags) {
  ek_warning(diags, (struct ek_pos){0}, NULL, "what is in the folder '%s' is left out: %s", folder, why);
}

static void walk(struct ek_arena *arena, const char *folder, int depth, struct ek_list *out, struct ek_diags *diags) {
  if (depth >= DEPTH) {
    left_out(folder, ek_sprintf(arena, "it lies more than %d folders down", DEPTH), diags);
    return;
  }
  DIR *dir = opendir(folder);
  if (dir == NULL) {
    left_out(folder, strerror(errno), diags);
    return;
  }
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    struct stat about;
    if (entry->d_name[0] == '.') continue;
    const char *path = ek_sprintf(arena, "%s%s%s", folder, ends(folder, "/") ? "" : "/", entry->d_name);
    if (lstat(path, &about) != 0) continue;
    if (S_ISDIR(about.st_mode)) walk(arena, path, depth + 1, out, diags);
    else if (ek_study_is(path, EK_WHOLE_STUDY)) *(const char **)ek_list_push(arena, out, sizeof path) = path;
  }
  closedir(dir);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

bool ek_studies_find(struct ek_arena *arena, const char *folder, struct ek_list *out, struct ek_diags *diags) {
  DIR *dir = opendir(folder);
  if (dir == NULL) {
    const char *hint = errno == ENOENT ? ek_file_missing_hint(arena, folder) : errno == ENOTDIR ? "name the folder that it lies in" : NULL;
    return ek_system_error(diags, (struct ek_pos){0}, hint, "the folder '%s' cannot be read: %s", folder, strerror(errno));
  }
  closedir(dir);
  walk(arena, folder, 0, out, diags);
  if (out->n > 0) qsort(out->items, out->n, sizeof(char *), by_bytes);
  return true;
}
