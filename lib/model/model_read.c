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
};

static const struct ek_node *read_file(struct reader *r, const char *path) {
  const struct ek_source *source = ek_file_read(r->arena, path, r->diags);
  return source != NULL ? ek_yaml_read(r->arena, source, r->diags) : NULL;
}

static void bind_map(struct reader *r, const struct ek_model_room *room,
                     const struct ek_node *root, struct ek_list *out) {
  struct ek_list list = {0};
  ek_model_bind_map(r->model, room->name, room->record, root, &list);
  for (size_t i = 0; i < list.n; i++) {
    void *item = ek_list_push(r->arena, out, room->record->size);
    memcpy(item, (char *)list.items + i * room->record->size, room->record->size);
  }
}

/* A place for an entry that is read when it is asked for. */
static void keep_unread(struct reader *r, const struct ek_model_room *room, struct ek_name name,
                        struct ek_unread unread, struct ek_list *out) {
  struct ek_unread *kept = ek_alloc(r->arena, sizeof *kept);
  *kept = unread;
  struct ek_entry *entry = ek_list_push(r->arena, out, room->record->size);
  entry->name = name;
  entry->unread = kept;
}

static void list_entries(struct reader *r, const struct ek_model_room *room, const char *path,
                         struct ek_list *out) {
  const struct ek_source *source = ek_file_read(r->arena, path, r->diags);
  struct ek_list cut = {0};
  if (source == NULL) return;
  if (ek_yaml_split(r->arena, source, &cut)) {
    const struct ek_yaml_entry *entries = cut.items;
    for (size_t i = 0; i < cut.n; i++) {
      keep_unread(r, room, (struct ek_name){entries[i].key, entries[i].pos},
                  (struct ek_unread){source, &entries[i], NULL}, out);
    }
    return;
  }
  const struct ek_node *root = ek_yaml_read(r->arena, source, r->diags);
  if (root != NULL && root->kind != EK_NODE_MAP) {
    ek_error(r->diags, root->pos, "write 'name: …' at the start of a line",
             "the %s of a model are a map of names", room->name);
  }
  for (size_t i = 0; root != NULL && root->kind == EK_NODE_MAP && i < root->n; i++) {
    keep_unread(r, room, (struct ek_name){root->pairs[i].key->text, root->pairs[i].key->pos},
                (struct ek_unread){source, NULL, root->pairs[i].value}, out);
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
    const char *path = ((const char **)paths.items)[i];
    if (room->by_entry) {
      list_entries(r, room, path, out);
      continue;
    }
    const struct ek_node *root = read_file(r, path);
    if (root != NULL) bind_map(r, room, root, out);
  }
}

static int compare_places(const void *a, const void *b) {
  const struct ek_name *x = *(const struct ek_name *const *)a, *y = *(const struct ek_name *const *)b;
  int order = strcmp(x->text, y->text);
  return order != 0 ? order : (x > y) - (x < y); /* as read */
}

/* A name may be given once, also over several files. Every record begins with its name. */
static void refuse_twice(struct reader *r, const struct ek_model_room *room,
                         const struct ek_list *list, size_t from) {
  const struct ek_name **names = ek_alloc_array(r->arena, list->n, sizeof *names);
  size_t n = 0;
  for (size_t i = from; i < list->n; i++) {
    names[n++] = (const void *)((const char *)list->items + i * room->record->size);
  }
  if (n > 0) qsort(names, n, sizeof *names, compare_places);
  for (size_t i = 1; i < n; i++) {
    const struct ek_name *first = names[i - 1], *second = names[i];
    if (strcmp(first->text, second->text) != 0) continue;
    ek_error(r->diags, second->pos, "take one of them away or call it something else",
             "'%s' is given twice in the model's %s, first at %s:%d", second->text, room->name,
             first->pos.source->name, first->pos.line);
  }
}

/* In a study's cases a name is a state's or a service's, and both have flows to override. */
static void refuse_state_and_service(struct reader *r) {
  const struct ek_item *items = r->model->items;
  for (size_t i = 0; i < r->model->n_items; i++) {
    for (size_t k = 0; k < i && !items[i].is_state; k++) {
      const struct ek_name *service = &items[i].name, *state = &items[k].name;
      if (!items[k].is_state || strcmp(service->text, state->text) != 0) continue;
      ek_error(r->diags, service->pos, "call one of them something else",
               "the service '%s' is called like a state, at %s:%d", service->text,
               state->pos.source->name, state->pos.line);
    }
  }
}

/* Appends the room's records to its array in the model. */
static void take_room(struct reader *r, const struct ek_model_room *room) {
  struct ek_list list = {0};
  void *items = (char *)r->model + room->items_offset;
  size_t *n = (void *)((char *)r->model + room->n_offset), from = *n;
  memcpy(&list.items, items, sizeof list.items);
  list.n = list.capacity = from;
  read_room(r, room, &list);
  refuse_twice(r, room, &list, from);
  memcpy(items, &list.items, sizeof list.items);
  *n = list.n;
  for (size_t i = from; room->record == &ek_record_state && i < list.n; i++) r->model->items[i].is_state = true;
}

static bool take_currency(struct ek_model *model) {
  const struct ek_name *name = &model->currency_name;
  model->currency = ek_currency(name->text != NULL ? name->text : "kr");
  if (model->currency != NULL) return true;
  return ek_error(model->diags, name->pos, "one of kr, DKK, NOK, ISK, EUR, GBP, USD, CHF, PLN",
                  "'%s' is not a currency", name->text);
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
  r->model->hash = ek_alloc(kept.arena, sizeof *kept.hash);
  r->model->diags = kept.diags;
  return take_currency(r->model) && fine;
}

static void read_personal(struct reader *r) {
  const char *path = ek_sprintf(r->arena, "%s/person.yaml", r->model->folder);
  if (!ek_file_exists(path)) return;
  const struct ek_node *root = read_file(r, path);
  if (root != NULL) ek_bind(r->arena, root, &ek_record_personal, &r->model->personal, r->diags);
}

/* The files of a model that decide results: not its tests, not its README. */
static void list_files(struct ek_arena *arena, const char *folder, bool top, struct ek_list *out) {
  struct dirent **names = NULL;
  int n = scandir(folder, &names, NULL, alphasort);
  for (int i = 0; i < n; i++) {
    const char *name = names[i]->d_name, *dot = strrchr(name, '.');
    const char *path = ek_sprintf(arena, "%s/%s", folder, name);
    if (dot != NULL && dot != name && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".csv") == 0)) {
      *(const char **)ek_list_push(arena, out, sizeof path) = path;
    } else if (dot == NULL && top && strcmp(name, "tests") != 0) {
      list_files(arena, path, false, out);
    }
    free(names[i]); /* scandir's, not the arena's */
  }
  free(names);
}

static const char *hash_files(const struct ek_model *model) {
  struct ek_diags *unheard = ek_diags_new(model->arena); /* they were readable a moment ago */
  struct ek_buffer hashes = {.arena = model->arena};
  struct ek_list paths = {0};
  list_files(model->arena, model->folder, true, &paths);
  if (paths.n > 0) qsort(paths.items, paths.n, sizeof(char *), compare_names);
  for (size_t i = 0; i < paths.n; i++) {
    const struct ek_source *s = ek_file_read(model->arena, ((const char **)paths.items)[i], unheard);
    if (s != NULL) ek_buffer_add(&hashes, ek_file_hash(model->arena, s->text, s->size));
  }
  return ek_file_hash(model->arena, ek_buffer_text(&hashes), hashes.size);
}

const char *ek_model_hash(const struct ek_model *model) {
  if (*model->hash == NULL) *model->hash = hash_files(model);
  return *model->hash;
}

static void read_group(struct ek_model *m, enum ek_model_group group) {
  if (m->groups[group]) return;
  m->groups[group] = true;
  struct reader r = {.arena = m->arena, .diags = m->diags, .model = m};
  for (const struct ek_model_room *room = ek_model_rooms; room->name != NULL; room++) {
    if (room->group == group) take_room(&r, room);
  }
  if (group != EK_GROUP_STUDIES) return;
  refuse_state_and_service(&r);
  read_personal(&r);
}

void ek_model_need_group(struct ek_model *m, enum ek_model_group group) {
  if (m->groups[group]) return;
  read_group(m, group);
  if (group == EK_GROUP_STUDIES) ek_model_resolve_studies(m, m->diags);
}

/* Files that cannot be read are all told of, and nothing that rests on them. */
static bool unreadable(struct ek_model *m) {
  for (enum ek_model_group group = 0; group < EK_GROUPS; group++) read_group(m, group);
  return false;
}

/* Names that lead nowhere: so that one run shows all that is wrong. */
static bool unresolved(struct ek_model *m) {
  ek_model_read_all(m);
  return false;
}

static bool read_formulas(struct ek_model *m) {
  size_t before = ek_diags_errors(m->diags);
  read_group(m, EK_GROUP_FORMULAS);
  if (ek_diags_errors(m->diags) > before) return unreadable(m);
  return ek_model_resolve(m, m->diags) || unresolved(m);
}

struct ek_model *ek_model_open(struct ek_arena *arena, const char *folder, struct ek_diags *diags) {
  struct ek_model *model = ek_alloc(arena, sizeof *model);
  model->folder = folder;
  model->arena = arena;
  model->diags = diags;
  struct reader r = {.arena = arena, .diags = diags, .model = model};
  return read_head(&r) && read_formulas(model) ? model : NULL;
}

bool ek_model_ready(struct ek_model *m) {
  size_t before = ek_diags_errors(m->diags);
  read_group(m, EK_GROUP_STUDIES);
  if (ek_diags_errors(m->diags) > before) return unreadable(m);
  ek_model_resolve_studies(m, m->diags);
  if (m->full_work >= 0) ek_model_need_item(m, (size_t)m->full_work);
  ek_model_need_person(m);
  return ek_diags_errors(m->diags) == before || unresolved(m);
}

struct ek_model *ek_model_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags) {
  struct ek_model *model = ek_model_open(arena, folder, diags);
  return model != NULL && ek_model_ready(model) ? model : NULL;
}
