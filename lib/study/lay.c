/* One tree laid over another. What is alike is shared; maps on the way to a change are copied. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "read/show.h"
#include "study/layers.h"

#define SHOWN 60  /* characters of a text that is told as it is written, and of a key in a path */
#define DEEP 240  /* bytes of a path that grows no longer: files may be made to have many such */
#define NAMED 100 /* names among which the nearest is looked for */

struct laying {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_list *changes;
};

bool ek_lay_nothing(const struct ek_node *node) {
  return node->kind == EK_NODE_SCALAR && !node->quoted && (strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
}

bool ek_lay_number(const struct ek_node *map) {
  static const char *const marks[] = {"value", "share", "dist", "ci95"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) if (ek_node_get(map, marks[i]) != NULL) return true;
  return false;
}

bool ek_lay_same(const struct ek_node *a, const struct ek_node *b) {
  if (a->kind != b->kind) return false;
  if (a->kind == EK_NODE_SCALAR) return a->quoted == b->quoted && strcmp(a->text, b->text) == 0;
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++) {
    if (a->kind == EK_NODE_LIST ? !ek_lay_same(a->items[i], b->items[i])
                                : strcmp(a->pairs[i].key->text, b->pairs[i].key->text) != 0 || !ek_lay_same(a->pairs[i].value, b->pairs[i].value)) return false;
  }
  return true;
}

/* --- what is told of it ------------------------------------------------------------------ */

const char *ek_lay_written(const struct ek_node *node) {
  if (node == NULL) return NULL;
  if (node->kind == EK_NODE_MAP) {
    const struct ek_node *value = ek_node_get(node, "value"), *share = ek_node_get(node, "share");
    node = value != NULL ? value : share;
  }
  if (node == NULL || node->kind != EK_NODE_SCALAR || strchr(node->text, '\n') != NULL) return "";
  return ek_utf8_length(node->text, strlen(node->text)) <= SHOWN ? node->text : "";
}

static void tell(struct laying *l, const char *path, const struct ek_node *before, const struct ek_node *now) {
  if (before != NULL && now != NULL && ek_lay_same(before, now)) return;
  if (strcmp(path, "expect") == 0) return; /* what is expected changes nothing */
  struct ek_change *change = ek_list_push(l->arena, l->changes, sizeof *change);
  *change = (struct ek_change){path, ek_lay_written(before), ek_lay_written(now)};
  if (before != NULL && ek_text_same(change->before, change->now)) change->before = change->now = ""; /* its source, say */
}

static const char *path_to(struct laying *l, const char *path, const char *key) {
  if (strlen(path) > DEEP) return path;
  const char *shown = ek_show(l->arena, key);
  return *path == '\0' ? shown : ek_sprintf(l->arena, "%s.%s", path, shown);
}

/* --- what is beneath, by name ------------------------------------------------------------ */

struct entry {
  const char *name;
  size_t at;
};

struct entries {
  struct entry *of; /* by name, equal ones in the order of the file */
  size_t n;
};

static int by_name(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  int order = strcmp(x->name, y->name);
  return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static const char *name_of(const struct ek_node *node, size_t i) {
  if (node->kind == EK_NODE_MAP) return node->pairs[i].key->text;
  const struct ek_node *name = ek_node_get(node->items[i], "name");
  return name != NULL && name->kind == EK_NODE_SCALAR ? name->text : NULL;
}

/* The keys of a map, or the names of the records in a list. */
static struct entries entries_of(struct laying *l, const struct ek_node *node) {
  struct entries e = {.of = ek_alloc_array(l->arena, node->n, sizeof *e.of)};
  for (size_t i = 0; i < node->n; i++) {
    const char *name = name_of(node, i);
    if (name != NULL) e.of[e.n++] = (struct entry){name, i};
  }
  qsort(e.of, e.n, sizeof *e.of, by_name);
  return e;
}

/* The first of that name, or NULL. */
static const struct entry *find(const struct entries *e, const char *name) {
  size_t low = 0, high = e->n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (strcmp(e->of[middle].name, name) < 0) low = middle + 1;
    else high = middle;
  }
  return low < e->n && strcmp(e->of[low].name, name) == 0 ? &e->of[low] : NULL;
}

static bool is_twice(const struct entries *e, const struct entry *one) {
  return one + 1 < e->of + e->n && strcmp(one[1].name, one->name) == 0;
}

/* --- laying ------------------------------------------------------------------------------ */

static const struct ek_node *lay(struct laying *l, const char *path, const struct ek_node *base, const struct ek_node *over);

static void nothing_to_take(struct laying *l, const char *path, const struct ek_node *key, const struct entries *e) {
  const char *names[NAMED];
  size_t n = e->n <= NAMED ? e->n : 0;
  for (size_t i = 0; i < n; i++) names[i] = e->of[i].name;
  const char *near = ek_text_nearest(key->text, names, n);
  ek_error(l->diags, key->pos, near != NULL ? ek_sprintf(l->arena, "did you mean '%s'?", ek_show(l->arena, near)) : NULL,
           "there is no '%s' beneath to take away", path);
}

/* Where nothing is beneath, nothing can be taken away. */
static void check_new(struct laying *l, const char *path, const struct ek_node *map) {
  const struct entries none = {0};
  for (size_t i = 0; map->kind == EK_NODE_MAP && i < map->n; i++) {
    const struct ek_node *key = map->pairs[i].key, *value = map->pairs[i].value;
    if (ek_lay_nothing(value)) nothing_to_take(l, path_to(l, path, key->text), key, &none);
    else if (value->kind == EK_NODE_MAP) check_new(l, path_to(l, path, key->text), value);
  }
}

static const struct ek_node *lay_map(struct laying *l, const char *path, const struct ek_node *base, const struct ek_node *over) {
  struct entries e = entries_of(l, base);
  size_t n = base->n, kept = 0;
  struct ek_pair *pairs = ek_alloc_array(l->arena, n + over->n, sizeof *pairs);
  if (n > 0) memcpy(pairs, base->pairs, n * sizeof *pairs);
  for (size_t i = 0; i < over->n; i++) {
    const struct ek_pair *pair = &over->pairs[i];
    const struct entry *old = find(&e, pair->key->text);
    const char *to = path_to(l, path, pair->key->text);
    const struct ek_node *before = old != NULL ? base->pairs[old->at].value : NULL;
    if (!ek_lay_nothing(pair->value)) {
      const struct ek_node *value = lay(l, to, before, pair->value);
      if (old == NULL) pairs[n++] = *pair;
      else pairs[old->at] = (struct ek_pair){value == pair->value ? pair->key : base->pairs[old->at].key, value};
    } else if (old != NULL) {
      pairs[old->at].value = NULL;
      tell(l, to, before, NULL);
    } else {
      nothing_to_take(l, to, pair->key, &e);
    }
  }
  for (size_t i = 0; i < n; i++) if (pairs[i].value != NULL) pairs[kept++] = pairs[i];
  struct ek_node *map = ek_alloc(l->arena, sizeof *map);
  *map = *over; /* what it now lacks or has too much of, the upper file made so */
  map->n = kept;
  map->pairs = pairs;
  return map;
}

/* A new record: its name is its key. */
static const struct ek_node *named(struct laying *l, const struct ek_pair *pair) {
  struct ek_node *map = ek_alloc(l->arena, sizeof *map), *key = ek_alloc(l->arena, sizeof *key);
  struct ek_pair *pairs = ek_alloc_array(l->arena, pair->value->n + 1, sizeof *pairs);
  if (ek_node_get(pair->value, "name") != NULL) return pair->value;
  *key = *pair->key;
  key->text = "name";
  pairs[0] = (struct ek_pair){key, pair->key};
  if (pair->value->n > 0) memcpy(pairs + 1, pair->value->pairs, pair->value->n * sizeof *pairs);
  *map = *pair->value;
  map->n++;
  map->pairs = pairs;
  return map;
}

static bool can_name(struct laying *l, const char *path, const struct ek_node *list, const struct entries *e, const struct ek_node *over) {
  if (e->n > 0 || list->n == 0) return true;
  return ek_error(l->diags, over->pos, "write the whole list: it takes the place of the other", "nothing in the list '%s' beneath has a name by which to change it", path);
}

static const struct ek_node *lay_named(struct laying *l, const char *path, const struct ek_node *base, const struct ek_node *over) {
  struct entries e = entries_of(l, base);
  if (!can_name(l, path, base, &e, over)) return over;
  size_t n = base->n, kept = 0;
  const struct ek_node **items = ek_alloc_array(l->arena, n + over->n, sizeof *items);
  if (n > 0) memcpy(items, base->items, n * sizeof *items);
  for (size_t i = 0; i < over->n; i++) {
    const struct ek_pair *pair = &over->pairs[i];
    const struct entry *old = find(&e, pair->key->text);
    const char *to = path_to(l, path, pair->key->text);
    if (old != NULL && is_twice(&e, old)) {
      ek_error(l->diags, pair->key->pos, "write the whole list: it takes the place of the other", "two in the list '%s' beneath are called '%s'", path, ek_show(l->arena, pair->key->text));
    } else if (ek_lay_nothing(pair->value)) {
      if (old == NULL) nothing_to_take(l, to, pair->key, &e);
      else tell(l, to, base->items[old->at], NULL);
      if (old != NULL) items[old->at] = NULL;
    } else if (pair->value->kind != EK_NODE_MAP) {
      ek_error(l->diags, pair->value->pos, "write what changes in it: {amount: …}, or ~ to take it away", "'%s' must be a map", to);
    } else if (old != NULL) {
      items[old->at] = lay_map(l, to, base->items[old->at], pair->value);
    } else {
      check_new(l, to, pair->value);
      items[n++] = named(l, pair);
      tell(l, to, NULL, pair->value);
    }
  }
  for (size_t i = 0; i < n; i++) if (items[i] != NULL) items[kept++] = items[i];
  struct ek_node *list = ek_alloc(l->arena, sizeof *list);
  *list = *base;
  list->pos = over->pos;
  list->n = kept;
  list->items = items;
  return list;
}

static const struct ek_node *lay(struct laying *l, const char *path, const struct ek_node *base, const struct ek_node *over) {
  if (base != NULL && over->kind == EK_NODE_MAP) {
    if (base->kind == EK_NODE_LIST) return lay_named(l, path, base, over);
    if (base->kind == EK_NODE_MAP && !ek_lay_number(over)) return lay_map(l, path, base, over);
  }
  check_new(l, path, over);
  tell(l, path, base, over);
  return over;
}

const struct ek_node *ek_lay(struct ek_arena *arena, const struct ek_node *base, const struct ek_node *over,
                             struct ek_list *changes, struct ek_diags *diags) {
  struct laying l = {.arena = arena, .diags = diags, .changes = changes};
  return lay_map(&l, "", base, over);
}
