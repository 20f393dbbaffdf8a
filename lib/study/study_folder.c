/* Looks at what YAML files say of themselves. */
#include "study/folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "read/yaml.h"

#define NAMES_TOLD 6

static bool ends(const char *name, const char *with) {
  size_t n = strlen(name), m = strlen(with);
  return n > m && strcmp(name + n - m, with) == 0;
}

static bool is_yaml(const char *path) { return ends(path, ".yaml") || ends(path, ".yml"); }

/* A pipe or a device would be waited for; a link to nothing is told as a file that is not there. */
static bool is_file(const char *path) {
  struct stat about;
  return stat(path, &about) != 0 || S_ISREG(about.st_mode);
}

/* A line that begins with the key, where the file is too broken to be a tree. */
static bool begins_a_line(const char *text, const char *key) {
  for (const char *at = text; (at = strstr(at, key)) != NULL; at++) if (at == text || at[-1] == '\n') return true;
  return false;
}

static bool has_what_is_asked(const struct ek_node *root, enum ek_study_only only) {
  static const char *const keys[][4] = {[EK_WHOLE_STUDY] = {"participants", "outcomes", "extends"},
                                        [EK_ONLY_ESTIMATE] = {"estimate", "extends"},
                                        [EK_ONLY_INDICATORS] = {"indicators", "extends"}};
  for (size_t k = 0; keys[only][k] != NULL; k++) if (ek_node_get(root, keys[only][k]) != NULL) return true;
  return false;
}

static bool says_so(const char *path, enum ek_study_only only) {
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *unheard = ek_diags_new(arena); /* told when it is read as a study */
  const struct ek_source *source = ek_file_read(arena, path, unheard);
  const struct ek_node *root = source != NULL ? ek_yaml_read(arena, source, unheard) : NULL;
  bool out = false;
  if (root != NULL) out = root->kind == EK_NODE_MAP && ek_node_get(root, "ekusia") != NULL && has_what_is_asked(root, only);
  else out = source == NULL || begins_a_line(source->text, "ekusia:");
  ek_arena_free(arena);
  return out;
}

bool ek_study_is(const char *path, enum ek_study_only only) { return is_yaml(path) && is_file(path) && says_so(path, only); }

static const char *inside(struct ek_arena *arena, const char *folder, const char *name) {
  return ek_sprintf(arena, "%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

struct ek_list ek_study_files_in(struct ek_arena *arena, const char *folder, enum ek_study_only only) {
  struct ek_list out = {0};
  size_t n;
  const char *const *all = ek_file_names(arena, folder, &n);
  for (size_t i = 0; i < n; i++) {
    if (ek_study_is(inside(arena, folder, all[i]), only)) *(const char **)ek_list_push(arena, &out, sizeof *all) = all[i];
  }
  if (out.n > 0) qsort(out.items, out.n, sizeof(char *), by_bytes);
  return out;
}

static const char *which(struct ek_arena *arena, const char *folder, enum ek_study_only only) {
  struct ek_list names = ek_study_files_in(arena, folder, only);
  const char *const *name = names.items;
  if (names.n == 0) return "name a study; there is none in it";
  if (names.n == 1) return ek_sprintf(arena, "did you mean '%s'?", inside(arena, folder, name[0]));
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "name one of the studies in it: ");
  for (size_t i = 0; i < names.n && i < NAMES_TOLD; i++) ek_buffer_addf(&out, "%s%s", i > 0 ? ", " : "", name[i]);
  if (names.n > NAMES_TOLD) ek_buffer_add(&out, ", …");
  return ek_buffer_text(&out);
}

bool ek_study_no_folder(struct ek_arena *arena, const char *path, enum ek_study_only only, struct ek_diags *diags) {
  if (!ek_file_is_folder(path)) return true;
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = ek_strdup(arena, path), .text = ""};
  return ek_system_error(diags, (struct ek_pos){.source = source}, which(arena, path, only), "this is a folder, not a file");
}
