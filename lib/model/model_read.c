/* Reads a model folder: each room is a file ROOM.yaml or a folder ROOM/ of
 * YAML files read in name order. All errors of all files come in one run. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

struct reader {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_model *model;
  struct ek_list files; /* const char * */
};

static const struct ek_node *read_file(struct reader *r, const char *path) {
  const struct ek_source *source = ek_file_read(r->arena, path, r->diags);
  if (source == NULL) return NULL;
  *(const char **)ek_list_push(r->arena, &r->files, sizeof path) = path;
  return ek_yaml_read(r->arena, source, r->diags);
}

/* A file that is one mapping of names is bound as the only field of a record. */
static void bind_map(struct reader *r, const struct ek_model_room *room,
                     const struct ek_node *root, struct ek_list *out) {
  struct ek_node *key = ek_alloc(r->arena, sizeof *key), *top = ek_alloc(r->arena, sizeof *top);
  struct ek_pair *pair = ek_alloc(r->arena, sizeof *pair);
  key->kind = EK_NODE_SCALAR;
  key->text = room->name;
  key->pos = root->pos;
  pair->key = key;
  pair->value = root;
  top->kind = EK_NODE_MAP;
  top->pos = root->pos;
  top->n = 1;
  top->pairs = pair;
  const struct ek_field fields[] = {
      {.key = room->name, .kind = EK_RECORD_MAP, .record = room->record}, {.key = NULL}};
  const struct ek_record wrapper = {.name = room->name, .size = sizeof(struct ek_list),
                                    .fields = fields, .pos_offset = EK_NO_OFFSET,
                                    .present_offset = EK_NO_OFFSET};
  struct ek_list list = {0};
  ek_bind(r->arena, top, &wrapper, &list, r->diags);
  for (size_t i = 0; i < list.n; i++) {
    void *item = ek_list_push(r->arena, out, room->record->size);
    memcpy(item, (char *)list.items + i * room->record->size, room->record->size);
  }
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The .yaml files of a folder, sorted; an empty list when there is no folder. */
static struct ek_list yaml_files(struct reader *r, const char *folder) {
  struct ek_list names = {0};
  DIR *dir = opendir(folder);
  if (dir == NULL) return names;
  for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
    size_t n = strlen(e->d_name);
    if (n < 6 || e->d_name[0] == '.' || strcmp(e->d_name + n - 5, ".yaml") != 0) continue;
    *(const char **)ek_list_push(r->arena, &names, sizeof(char *)) =
        ek_sprintf(r->arena, "%s/%s", folder, e->d_name);
  }
  closedir(dir);
  if (names.n > 0) qsort(names.items, names.n, sizeof(char *), compare_names);
  return names;
}

static void read_room(struct reader *r, const struct ek_model_room *room, struct ek_list *out) {
  const char *folder = r->model->folder;
  const char *single = ek_sprintf(r->arena, "%s/%s.yaml", folder, room->name);
  struct ek_list paths = yaml_files(r, ek_sprintf(r->arena, "%s/%s", folder, room->name));
  if (ek_file_exists(single)) {
    *(const char **)ek_list_push(r->arena, &paths, sizeof(char *)) = single;
  } else if (paths.n == 0 && room->required) {
    ek_error(r->diags, (struct ek_pos){0}, NULL, "the model folder '%s' lacks %s.yaml", folder,
             room->name);
  }
  for (size_t i = 0; i < paths.n; i++) {
    const struct ek_node *root = read_file(r, ((const char **)paths.items)[i]);
    if (root != NULL) bind_map(r, room, root, out);
  }
}

static void read_tables(struct reader *r) {
  for (size_t i = 0; i < r->model->n_parameters; i++) {
    struct ek_table *t = &r->model->parameters[i].table;
    if (!t->present || t->file == NULL) continue;
    for (size_t j = 0; j < i; j++) { /* one file may serve several parameters */
      const struct ek_table *other = &r->model->parameters[j].table;
      if (other->present && ek_text_same(other->file, t->file)) t->csv = other->csv;
    }
    if (t->csv != NULL) continue;
    const char *path = ek_sprintf(r->arena, "%s/%s", r->model->folder, t->file);
    const struct ek_source *source = ek_file_read(r->arena, path, r->diags);
    if (source == NULL) continue;
    *(const char **)ek_list_push(r->arena, &r->files, sizeof path) = path;
    t->csv = ek_csv_read(r->arena, source, r->diags);
  }
}

/* A name may be given once, also over several files. */
static void refuse_twice(struct reader *r, const struct ek_list *list, size_t size,
                         const char *what) {
  const char **names = ek_alloc_array(r->arena, list->n, sizeof *names);
  for (size_t i = 0; i < list->n; i++) {
    names[i] = ((const struct ek_name *)((const char *)list->items + i * size))->text;
  }
  if (list->n > 0) qsort(names, list->n, sizeof *names, compare_names);
  for (size_t i = 1; i < list->n; i++) {
    if (!ek_text_same(names[i - 1], names[i])) continue;
    for (size_t k = list->n; k-- > 0;) {
      const struct ek_name *name = (const void *)((const char *)list->items + k * size);
      if (!ek_text_same(name->text, names[i])) continue;
      ek_error(r->diags, name->pos, NULL, "%s '%s' is given twice", what, names[i]);
      break;
    }
  }
}

#define TAKE(field, list)                                                                        \
  do {                                                                                           \
    model->field = (list).items;                                                                 \
    model->n_##field = (list).n;                                                                 \
  } while (0)

static void take_lists(struct ek_model *model, struct ek_model_lists *lists) {
  TAKE(actors, lists->actors);
  TAKE(pools, lists->pools);
  TAKE(indices, lists->indices);
  TAKE(schedules, lists->schedules);
  TAKE(parameters, lists->parameters);
  TAKE(rules, lists->rules);
  struct ek_item *states = lists->states.items;
  for (size_t i = 0; i < lists->states.n; i++) states[i].is_state = true;
  struct ek_list items = lists->states;
  const struct ek_item *services = lists->services.items;
  for (size_t i = 0; i < lists->services.n; i++) {
    *(struct ek_item *)ek_list_push(model->arena, &items, sizeof *services) = services[i];
  }
  TAKE(items, items);
}

static bool read_head(struct reader *r) {
  const char *path = ek_sprintf(r->arena, "%s/model.yaml", r->model->folder);
  if (!ek_file_exists(path)) {
    return ek_error(r->diags, (struct ek_pos){0}, "a model is a folder with model.yaml, actors.yaml, …",
                    "there is no model at '%s'", r->model->folder);
  }
  const struct ek_node *root = read_file(r, path);
  if (root == NULL) return false;
  struct ek_model kept = *r->model;
  bool fine = ek_bind(r->arena, root, &ek_record_model, r->model, r->diags);
  r->model->folder = kept.folder;
  r->model->arena = kept.arena;
  return fine;
}

static void read_personal(struct reader *r) {
  const char *path = ek_sprintf(r->arena, "%s/person.yaml", r->model->folder);
  if (!ek_file_exists(path)) return;
  const struct ek_node *root = read_file(r, path);
  if (root != NULL) ek_bind(r->arena, root, &ek_record_personal, &r->model->personal, r->diags);
}

/* Sources are many and seldom asked for: they are read when one is. */
void ek_model_read_sources(struct ek_model *model, struct ek_diags *diags) {
  if (model->sources_read) return;
  model->sources_read = true;
  struct reader r = {.arena = model->arena, .diags = diags, .model = model};
  struct ek_list list = {0};
  for (const struct ek_model_room *room = ek_model_rooms; room->name != NULL; room++) {
    if (!room->lazy) continue;
    read_room(&r, room, &list);
    refuse_twice(&r, &list, room->record->size, room->name);
  }
  model->sources = list.items;
  model->n_sources = list.n;
}

const char *ek_model_hash(const struct ek_model *model) {
  struct ek_diags *diags = ek_diags_new(model->arena); /* they were readable a moment ago */
  struct ek_buffer hashes = {.arena = model->arena};
  struct ek_list names = {0};
  for (size_t i = 0; i < model->n_files; i++) {
    *(const char **)ek_list_push(model->arena, &names, sizeof(char *)) = model->files[i];
  }
  const char *sources = ek_sprintf(model->arena, "%s/sources.yaml", model->folder);
  if (ek_file_exists(sources)) *(const char **)ek_list_push(model->arena, &names, sizeof(char *)) = sources;
  qsort(names.items, names.n, sizeof(char *), compare_names);
  for (size_t i = 0; i < names.n; i++) {
    const struct ek_source *s = ek_file_read(model->arena, ((const char **)names.items)[i], diags);
    if (s != NULL) ek_buffer_add(&hashes, ek_file_hash(model->arena, s->text, s->size));
  }
  return ek_file_hash(model->arena, ek_buffer_text(&hashes), hashes.size);
}

struct ek_model *ek_model_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags) {
  struct ek_model *model = ek_alloc(arena, sizeof *model);
  model->folder = folder;
  model->arena = arena;
  struct reader r = {.arena = arena, .diags = diags, .model = model};
  size_t before = ek_diags_errors(diags);
  if (!read_head(&r)) return NULL;
  struct ek_model_lists lists = {0};
  for (const struct ek_model_room *room = ek_model_rooms; room->name != NULL; room++) {
    if (room->lazy) continue;
    struct ek_list *list = (void *)((char *)&lists + room->list_offset);
    read_room(&r, room, list);
    refuse_twice(&r, list, room->record->size, room->name);
  }
  take_lists(model, &lists);
  read_personal(&r);
  read_tables(&r);
  model->files = r.files.items;
  model->n_files = r.files.n;
  if (ek_diags_errors(diags) > before) return NULL;
  ek_model_resolve(model, diags);
  return ek_diags_errors(diags) > before ? NULL : model;
}
