/* Two trees walked at once. Records in lists are the same when they have the same name, or, where
 * nothing has a name, the same place. */
#include "comparison/changed.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "read/show.h"
#include "study/layers.h"

#define SHOWN 60 /* bytes of a list that is told on one line */

struct walk {
  struct ek_arena *arena;
  const struct ek_study *old, *new;
  ek_causes taken;
  struct ek_list *changes; /* NULL: nothing is listed */
};

/* Where one is: what the table calls it, what the reader does, and the last part of that. */
struct place {
  const char *of, *path, *name;
};

static struct place below(struct walk *w, const struct place *p, const char *key) {
  const char *shown = ek_show(w->arena, key);
  return (struct place){ek_cause_below(w->arena, p->of, key), *p->path == '\0' ? shown : ek_sprintf(w->arena, "%s.%s", p->path, shown), key};
}

static struct place item(struct walk *w, const struct place *p, const char *name, size_t at) {
  const char *path = name != NULL ? ek_sprintf(w->arena, "%s.%s", p->path, ek_show(w->arena, name)) : ek_sprintf(w->arena, "%s[%zu]", p->path, at + 1);
  return (struct place){ek_sprintf(w->arena, "%s.*", p->of), path, name != NULL ? name : p->name};
}

/* ---- is it the same? ---- */

static const struct ek_node *bare(const struct ek_node *node) {
  bool lone = node->kind == EK_NODE_MAP && node->n == 1 && ek_node_get(node, "value") != NULL;
  return lone ? ek_node_get(node, "value") : node;
}

/* A number without what is only told of it. */
static const struct ek_node *untold(struct walk *w, const struct ek_node *node) {
  static const char *const told[] = {"source", "grade", "note", "evidence"};
  if (node->kind != EK_NODE_MAP || !ek_lay_number(node)) return node;
  struct ek_node *copy = ek_alloc(w->arena, sizeof *copy);
  struct ek_pair *pairs = ek_alloc_array(w->arena, node->n + 1, sizeof *pairs);
  *copy = *node;
  copy->n = 0;
  for (size_t i = 0; i < node->n; i++) {
    bool says = true;
    for (size_t k = 0; k < sizeof told / sizeof *told; k++) says &= strcmp(node->pairs[i].key->text, told[k]) != 0;
    if (says) pairs[copy->n++] = node->pairs[i];
  }
  copy->pairs = pairs;
  return bare(copy);
}

static const char *content(struct walk *w, const struct ek_study *study, const struct ek_node *file) {
  const struct ek_name name = {.text = file->text, .pos = file->pos};
  const struct ek_source *source = ek_file_read_secret(w->arena, ek_study_beside(w->arena, study, &name), ek_diags_new(w->arena));
  return source != NULL ? ek_file_hash(w->arena, source->text, source->size) : "";
}

/* The same name may mean two things, when it stands in two folders. */
static bool means_the_same(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  size_t size = strlen(p->of);
  if (strcmp(p->of, "model") == 0) return ek_text_same(ek_model_hash(w->old->model), ek_model_hash(w->new->model));
  bool file = size > 5 && strcmp(p->of + size - 5, ".file") == 0;
  return !file || old->kind != EK_NODE_SCALAR || ek_text_same(content(w, w->old, old), content(w, w->new, new));
}

static bool same(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  return old != NULL && new != NULL && ek_lay_same(bare(old), bare(new)) && means_the_same(w, p, old, new);
}

/* ---- a value ---- */

/* A short list or map on one line: "[1 year, 5 years]"; what holds more than plain values is NULL. */
static const char *on_a_line(struct walk *w, const struct ek_node *node) {
  struct ek_buffer out = {.arena = w->arena};
  bool list = node->kind == EK_NODE_LIST;
  ek_buffer_add(&out, list ? "[" : "{");
  for (size_t i = 0; i < node->n; i++) {
    const struct ek_node *one = list ? node->items[i] : node->pairs[i].value;
    if (one->kind != EK_NODE_SCALAR || out.size > SHOWN) return NULL;
    ek_buffer_add(&out, i > 0 ? ", " : "");
    if (!list) ek_buffer_addf(&out, "%s: ", node->pairs[i].key->text);
    ek_buffer_add(&out, one->text);
  }
  ek_buffer_add(&out, list ? "]" : "}");
  return out.size <= SHOWN && strchr(ek_buffer_text(&out), '\n') == NULL ? ek_buffer_text(&out) : NULL;
}

static const char *written(struct walk *w, const struct ek_node *node) {
  const struct ek_node *bare = node != NULL ? untold(w, node) : NULL;
  const struct ek_node *value = bare != NULL && bare->kind == EK_NODE_MAP ? ek_node_get(bare, "value") : NULL;
  if (value != NULL) bare = value; /* without its low and high */
  const char *line = bare == NULL || bare->kind == EK_NODE_SCALAR ? NULL : on_a_line(w, bare);
  return line != NULL ? line : ek_lay_written(node);
}

static void list_change(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new, ek_causes causes) {
  struct ek_changed *c = ek_list_push(w->arena, w->changes, sizeof *c);
  *c = (struct ek_changed){p->path, written(w, old), written(w, new), causes};
}

static ek_causes causes_of(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  if (old != NULL && new != NULL && !same(w, p, old, new) && ek_lay_same(untold(w, old), untold(w, new)) && means_the_same(w, p, old, new)) return 0;
  ek_causes was = old != NULL ? ek_cause_of(w->old, w->arena, p->of, p->name, old) : 0;
  ek_causes is = new != NULL ? ek_cause_of(w->new, w->arena, p->of, p->name, new) : was;
  if (old == NULL || was == is) return is;
  return was == EK_CAUSE(PRICE) || is == EK_CAUSE(PRICE) ? EK_CAUSE(PRICE) : was < is ? was : is; /* the same both ways */
}

/* An assumption, a state: nothing comes of it until something names it. */
static bool is_idle(const struct place *p) {
  const struct ek_cause_row *row = ek_cause_find(p->of);
  const char *dot = strrchr(p->of, '.');
  return row != NULL && (row->flags & EK_CAUSE_IDLE) && dot != NULL && (size_t)(dot - p->of) == strlen(row->place);
}

static const struct ek_node *choose(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  if (strcmp(p->of, "expect") == 0 || strcmp(p->of, "settings.rules_date") == 0) return NULL;
  if (same(w, p, old, new)) return old;
  ek_causes causes = causes_of(w, p, old, new);
  if (w->changes != NULL) list_change(w, p, old, new, causes);
  if (old == NULL && is_idle(p)) return new;
  return causes != 0 && (causes & ~w->taken) == 0 && (new != NULL || !is_idle(p)) ? new : old;
}

/* ---- what it is made of ---- */

static const struct ek_node *mix(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new);

static const struct ek_node *mix_map(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  const struct ek_node *some = old != NULL ? old : new;
  size_t n_old = old != NULL ? old->n : 0, n_new = new != NULL ? new->n : 0;
  struct ek_node *out = ek_alloc(w->arena, sizeof *out);
  struct ek_pair *pairs = ek_alloc_array(w->arena, n_old + n_new + 1, sizeof *pairs);
  *out = *some;
  out->n = 0;
  out->pairs = pairs;
  for (size_t i = 0; i < n_old + n_new; i++) {
    const struct ek_pair *pair = i < n_old ? &old->pairs[i] : &new->pairs[i - n_old];
    const char *key = pair->key->text;
    if (i >= n_old && old != NULL && ek_node_get(old, key) != NULL) continue;
    struct place at = below(w, p, key);
    const struct ek_node *value = mix(w, &at, old != NULL ? ek_node_get(old, key) : NULL, new != NULL ? ek_node_get(new, key) : NULL);
    if (value != NULL) pairs[out->n++] = (struct ek_pair){pair->key, value};
  }
  return out->n > 0 || (old != NULL && new != NULL) ? out : NULL; /* {} says something: none */
}

static const char *name_of(const struct ek_node *node) {
  const struct ek_node *name = node->kind == EK_NODE_MAP ? ek_node_get(node, "name") : NULL;
  return name != NULL && name->kind == EK_NODE_SCALAR ? name->text : NULL;
}

static const struct ek_node *named(const struct ek_node *list, const char *name) {
  for (size_t i = 0; i < list->n; i++) if (strcmp(name_of(list->items[i]), name) == 0) return list->items[i];
  return NULL;
}

static bool all_named(const struct ek_node *list) {
  for (size_t i = 0; i < list->n; i++) {
    const char *name = name_of(list->items[i]);
    if (name == NULL) return false;
    for (size_t k = 0; k < i; k++) if (strcmp(name_of(list->items[k]), name) == 0) return false;
  }
  return true;
}

static bool all_maps(const struct ek_node *list) {
  for (size_t i = 0; i < list->n; i++) if (list->items[i]->kind != EK_NODE_MAP) return false;
  return true;
}

static const struct ek_node *mix_list(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new, bool by_name) {
  struct ek_node *out = ek_alloc(w->arena, sizeof *out);
  const struct ek_node **items = ek_alloc_array(w->arena, old->n + new->n + 1, sizeof *items);
  *out = *old;
  out->n = 0;
  out->items = items;
  for (size_t i = 0; i < old->n + (by_name ? new->n : 0); i++) {
    const struct ek_node *one = i < old->n ? old->items[i] : new->items[i - old->n];
    const char *name = by_name ? name_of(one) : NULL;
    if (i >= old->n && named(old, name) != NULL) continue;
    struct place at = item(w, p, name, i);
    const struct ek_node *value = mix(w, &at, i < old->n ? one : NULL, !by_name ? new->items[i] : named(new, name));
    if (value != NULL) items[out->n++] = value;
  }
  return out->n > 0 || old->n == 0 ? out : NULL;
}

/* A part that only one of them has is one change where the table knows it, else a change for each
 * thing in it that the table knows. */
static bool goes_down(const struct place *p, const struct ek_node *one) {
  const struct ek_cause_row *row = ek_cause_find(p->of);
  if (one->kind != EK_NODE_MAP || ek_lay_number(one)) return false;
  return row == NULL || (ek_cause_own(p->of) && (row->flags & (EK_CAUSE_MONEY | EK_CAUSE_IDLE)) != 0);
}

static const struct ek_node *mix(struct walk *w, const struct place *p, const struct ek_node *old, const struct ek_node *new) {
  if (old == NULL && new == NULL) return NULL;
  if (old == NULL || new == NULL) return goes_down(p, old != NULL ? old : new) ? mix_map(w, p, old, new) : choose(w, p, old, new);
  if (old->kind == EK_NODE_MAP && new->kind == EK_NODE_MAP && !ek_lay_number(old) && !ek_lay_number(new)) return mix_map(w, p, old, new);
  if (old->kind == EK_NODE_LIST && new->kind == EK_NODE_LIST) {
    if (all_named(old) && all_named(new)) return mix_list(w, p, old, new, true);
    if (old->n == new->n && all_maps(old) && all_maps(new)) return mix_list(w, p, old, new, false);
  }
  return choose(w, p, old, new);
}

static const struct ek_node *walk(struct walk *w) {
  const struct place top = {"", "", ""};
  return mix(w, &top, ek_study_tree(w->old), ek_study_tree(w->new));
}

struct ek_list ek_changed_list(struct ek_arena *arena, const struct ek_study *old, const struct ek_study *new) {
  struct ek_list changes = {0};
  struct walk w = {.arena = arena, .old = old, .new = new, .changes = &changes};
  walk(&w);
  return changes;
}

const struct ek_node *ek_changed_tree(struct ek_arena *arena, const struct ek_study *old, const struct ek_study *new, ek_causes taken) {
  struct walk w = {.arena = arena, .old = old, .new = new, .taken = taken};
  return walk(&w);
}
