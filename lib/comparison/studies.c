/* Walks a folder and looks at what its YAML files say of themselves. */
#include "comparison/studies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "read/yaml.h"

#define DEPTH 16 /* folders below one another */

static bool ends(const char *name, const char *with) {
  size_t n = strlen(name), m = strlen(with);
  return n > m && strcmp(name + n - m, with) == 0;
}

/* A line that begins with the key, where the file is too broken to be a tree. */
static bool begins_a_line(const char *text, const char *key) {
  for (const char *at = text; (at = strstr(at, key)) != NULL; at++) if (at == text || at[-1] == '\n') return true;
  return false;
}

static bool has_one_of(const struct ek_node *root, const char *const *keys) {
  for (; *keys != NULL; keys++) if (ek_node_get(root, *keys) != NULL) return true;
  return false;
}

static bool is_study(const char *path) {
  static const char *const people[] = {"participants", "outcomes", "extends", NULL};
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *unheard = ek_diags_new(arena); /* told when it is read as a study */
  const struct ek_source *source = ek_file_read(arena, path, unheard);
  const struct ek_node *root = source != NULL ? ek_yaml_read(arena, source, unheard) : NULL;
  bool out = false;
  if (root != NULL) out = root->kind == EK_NODE_MAP && ek_node_get(root, "ekusia") != NULL && has_one_of(root, people);
  else if (source != NULL) out = begins_a_line(source->text, "ekusia:");
  ek_arena_free(arena);
  return out;
}

static void walk(struct ek_arena *arena, const char *folder, int depth, struct ek_list *out) {
  DIR *dir = depth < DEPTH ? opendir(folder) : NULL;
  if (dir == NULL) return;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    struct stat about;
    if (entry->d_name[0] == '.') continue;
    const char *path = ek_sprintf(arena, "%s%s%s", folder, ends(folder, "/") ? "" : "/", entry->d_name);
    if (lstat(path, &about) != 0) continue;
    if (S_ISDIR(about.st_mode)) walk(arena, path, depth + 1, out);
    else if ((ends(path, ".yaml") || ends(path, ".yml")) && is_study(path)) *(const char **)ek_list_push(arena, out, sizeof path) = path;
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
  walk(arena, folder, 0, out);
  if (out->n > 0) qsort(out->items, out->n, sizeof(char *), by_bytes);
  return true;
}
