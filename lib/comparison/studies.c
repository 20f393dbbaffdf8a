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
  else out = source == NULL || begins_a_line(source->text, "ekusia:"); /* what cannot be read is told, not left out */
  ek_arena_free(arena);
  return out;
}

static bool is_yaml(const char *path) { return ends(path, ".yaml") || ends(path, ".yml"); }

/* A pipe or a device would be waited for; a link to nothing is told as a file that is not there. */
static bool is_file(const char *path) {
  struct stat about;
  return stat(path, &about) != 0 || S_ISREG(about.st_mode);
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
    else if (is_yaml(path) && is_file(path) && is_study(path)) *(const char **)ek_list_push(arena, out, sizeof path) = path;
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
