/* The files that a study is made of: what it extends, down to the base, and what --with lays
 * over it. All are read before any is laid, so that one run shows what is wrong in each. */
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "read/show.h"
#include "study/layers.h"
#include "study/study_parts.h"

struct file {
  struct ek_layer layer;
  const struct ek_node *root; /* NULL: told already */
};

struct stack {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_list files; /* struct file: the study, what it extends, …, the base */
  struct ek_list with;  /* struct file */
};

static const char *without_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash != NULL ? slash + 1 : path;
}

static struct file *add(struct stack *s, struct ek_list *files, const struct ek_source *source, const char *name, bool option) {
  struct file *f = ek_list_push(s->arena, files, sizeof *f);
  *f = (struct file){{.name = name, .source = source, .option = option}, ek_yaml_read(s->arena, source, s->diags)};
  return f;
}

/* --- what is extended -------------------------------------------------------------------- */

/* "a.yaml, b.yaml, a.yaml": how one comes back to it. */
static const char *circle(struct stack *s, size_t from) {
  const struct file *files = s->files.items;
  struct ek_buffer way = {.arena = s->arena};
  for (size_t i = from; i < s->files.n; i++) ek_buffer_addf(&way, "%s → ", ek_show(s->arena, files[i].layer.name));
  ek_buffer_add(&way, ek_show(s->arena, files[from].layer.name));
  return ek_buffer_text(&way);
}

static bool may_extend(struct stack *s, const char *path, struct ek_pos pos) {
  const struct file *files = s->files.items;
  for (size_t i = 0; i < s->files.n; i++) {
    if (!ek_file_same(path, files[i].layer.source->name)) continue;
    return ek_error(s->diags, pos, "one of them must extend nothing", "files extend one another in a circle: %s", circle(s, i));
  }
  if (s->files.n < EK_LAYERS_MOST) return true;
  return ek_error(s->diags, pos, NULL, "more than %d files extend one another", EK_LAYERS_MOST);
}

/* What is wrong with the file as a file is told where it is named. */
static const struct ek_source *read_base(struct stack *s, const struct ek_node *named, const char *path) {
  struct ek_diags *own = ek_diags_new(s->arena);
  const struct ek_source *source = ek_file_read(s->arena, path, own);
  size_t n;
  const struct ek_diag *d = ek_diags_sorted(own, &n);
  for (size_t i = 0; i < n; i++) ek_system_error(s->diags, named->pos, d[i].hint, "'%s': %s", ek_show(s->arena, named->text), d[i].message);
  return source;
}

static bool names_a_file(struct stack *s, const struct ek_node *named) {
  bool fine = named->kind == EK_NODE_SCALAR && *named->text != '\0' && !ek_lay_nothing(named) && strcmp(named->text, "-") != 0;
  return fine || ek_error(s->diags, named->pos, "write extends: base.yaml", "'extends' must be the name of one file");
}

/* From the study down to its base. */
static void read_down(struct stack *s, const struct ek_source *source) {
  const struct file *f = add(s, &s->files, source, without_folder(source->name), false);
  const struct ek_node *named;
  while ((named = ek_node_get(f->root, "extends")) != NULL) {
    if (!names_a_file(s, named)) return;
    const char *path = ek_file_beside(s->arena, f->layer.source->name, named->text);
    const struct ek_source *base = may_extend(s, path, named->pos) ? read_base(s, named, path) : NULL;
    if (base == NULL) return;
    f = add(s, &s->files, base, named->text, false);
  }
}

/* --- what the command line adds ---------------------------------------------------------- */

static bool is_told(struct stack *s, const char *path) {
  const struct file *with = s->with.items;
  for (size_t i = 0; i < s->with.n; i++) if (ek_file_same(path, with[i].layer.source->name)) return true;
  return false;
}

static void read_with(struct stack *s, const char *path) {
  if (strcmp(path, "-") == 0) {
    ek_error(s->diags, (struct ek_pos){0}, "write it to a file, or --with <(command)", "--with -: what is laid over a study cannot be read from standard input");
    return;
  }
  if (is_told(s, path)) {
    ek_error(s->diags, (struct ek_pos){0}, "take one of them away", "--with %s is given twice", path);
    return;
  }
  const struct ek_source *source = ek_file_read(s->arena, path, s->diags);
  if (source == NULL) return;
  const struct file *f = add(s, &s->with, source, path, true);
  const struct ek_node *extends = ek_node_get(f->root, "extends");
  if (extends != NULL) {
    ek_error(s->diags, extends->pos, "give --with several times, in order", "what is laid over a study by --with cannot extend another file");
  }
}

/* --- laying them -------------------------------------------------------------------------- */

/* A map without what is a file's own. */
static const struct ek_node *without(struct stack *s, const struct ek_node *map, const char *key) {
  if (ek_node_get(map, key) == NULL) return map;
  struct ek_node *copy = ek_alloc(s->arena, sizeof *copy);
  struct ek_pair *pairs = ek_alloc_array(s->arena, map->n, sizeof *pairs);
  *copy = *map;
  copy->n = 0;
  for (size_t i = 0; i < map->n; i++) if (strcmp(map->pairs[i].key->text, key) != 0) pairs[copy->n++] = map->pairs[i];
  copy->pairs = pairs;
  return copy;
}

/* The format is each file's own, and one for all. */
static void check_format(struct stack *s, const struct ek_node *base, const struct ek_node *over) {
  const struct ek_node *a = ek_node_get(base, "ekusia"), *b = ek_node_get(over, "ekusia");
  if (a == NULL || b == NULL || a->kind != EK_NODE_SCALAR || b->kind != EK_NODE_SCALAR || strcmp(a->text, b->text) == 0) return;
  ek_error(s->diags, b->pos, "write all of them in one format", "'ekusia' is %s here and %s in %s", ek_show(s->arena, b->text), ek_show(s->arena, a->text), a->pos.source->name);
}

/* Puts a file on top of `base`, which is NULL below the first. What is known of a result is known of
 * the study that says so, and not of what is laid over it. */
static const struct ek_node *put(struct stack *s, const struct ek_node *base, struct file *f, struct ek_list *layers) {
  struct ek_layer *layer = &f->layer;
  layer->hash = ek_file_hash(s->arena, layer->source->text, layer->source->size);
  const struct ek_node *laid = without(s, f->root, "extends");
  if (base != NULL) {
    check_format(s, base, laid);
    laid = ek_lay(s->arena, without(s, base, "expect"), laid, &layer->changes, s->diags);
  }
  *(struct ek_layer *)ek_list_push(s->arena, layers, sizeof *layer) = *layer;
  return laid;
}

static bool is_map(struct stack *s, const struct file *f) {
  return f->root->kind == EK_NODE_MAP ||
         ek_error(s->diags, f->root->pos, "write keys and values: 'key: value'", "a file that is laid over or under another must be a map");
}

/* A study stays where it is: what is laid over it by --with is a part of it and no study. */
static const struct ek_node *placed(struct stack *s, const struct ek_node *root, struct ek_pos pos) {
  struct ek_node *copy = ek_alloc(s->arena, sizeof *copy);
  *copy = *root;
  copy->pos = pos;
  return copy;
}

static const struct ek_node *lay_all(struct stack *s, struct ek_list *layers) {
  size_t before = ek_diags_errors(s->diags);
  struct file *files = s->files.items, *with = s->with.items;
  for (size_t i = 0; i < s->files.n; i++) is_map(s, &files[i]);
  for (size_t i = 0; i < s->with.n; i++) is_map(s, &with[i]);
  if (ek_diags_errors(s->diags) > before) return NULL;
  const struct ek_node *root = NULL;
  for (size_t i = s->files.n; i-- > 0;) root = put(s, root, &files[i], layers);
  for (size_t i = 0; i < s->with.n; i++) root = placed(s, put(s, root, &with[i], layers), files[0].root->pos);
  return ek_diags_errors(s->diags) > before ? NULL : root;
}

const struct ek_node *ek_study_lay(struct ek_arena *arena, const struct ek_source *source,
                                   const struct ek_study_options *options, struct ek_list *layers,
                                   struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  struct stack s = {.arena = arena, .diags = diags};
  read_down(&s, source);
  for (size_t i = 0; i < options->n_with; i++) read_with(&s, options->with[i]);
  if (ek_diags_errors(diags) > before) return NULL;
  const struct file *files = s.files.items;
  return s.files.n == 1 && s.with.n == 0 ? files[0].root : lay_all(&s, layers);
}

size_t ek_study_layer(const struct ek_study *study, struct ek_pos pos) {
  const struct ek_layer *layers = study->layers.items;
  for (size_t i = 0; i < study->layers.n; i++) if (pos.source != NULL && ek_text_same(layers[i].source->name, pos.source->name)) return i;
  return 0;
}

const char *ek_study_beside(struct ek_arena *arena, const struct ek_study *study, const struct ek_name *file) {
  const struct ek_source *source = file->pos.source;
  bool in_a_file = source != NULL && !ek_source_is_option(source);
  return ek_file_beside(arena, in_a_file ? source->name : study->source->name, file->text);
}
