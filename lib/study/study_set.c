/* --set path=value: a study's tree with one value changed, without touching
 * the tree that was read. A bare name is an assumption, a field of the study,
 * or else an override of the model. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "study/study_parts.h"
#include "study/files.h"

struct setter {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_node *value;
  const char *path; /* as given, for messages */
  const struct ek_node *overrides; /* of the study, NULL where it has none */
};

static const struct ek_node *set_in(struct setter *s, const struct ek_node *node, const char *rest);

static const struct ek_node *leads_nowhere(struct setter *s, const char *part, const char *why) {
  ek_error(s->diags, (struct ek_pos){0}, why, "--set %s: '%s' is not there", s->path, part);
  return NULL;
}

static struct ek_node *copy_map(struct setter *s, const struct ek_node *map, size_t extra) {
  struct ek_node *copy = ek_alloc(s->arena, sizeof *copy);
  *copy = *map;
  struct ek_pair *pairs = ek_alloc_array(s->arena, map->n + extra, sizeof *pairs);
  if (map->n > 0) memcpy(pairs, map->pairs, map->n * sizeof *pairs);
  copy->pairs = pairs;
  return copy;
}

static const struct ek_node *key_node(struct setter *s, const char *text) {
  struct ek_node *key = ek_alloc(s->arena, sizeof *key);
  *key = *s->value;
  key->kind = EK_NODE_SCALAR;
  key->text = text;
  key->n = 0;
  return key;
}

/* `value` put under key in a copy of the map; {value: …} keeps its other keys. */
static const struct ek_node *with_key(struct setter *s, const struct ek_node *map, const char *key,
                                      const struct ek_node *value) {
  struct ek_node *copy = copy_map(s, map, 1);
  struct ek_pair *pairs = (struct ek_pair *)copy->pairs;
  for (size_t i = 0; i < map->n; i++) {
    if (!ek_text_same(map->pairs[i].key->text, key)) continue;
    pairs[i].value = value;
    return copy;
  }
  pairs[copy->n].key = key_node(s, key);
  pairs[copy->n++].value = value;
  return copy;
}

/* The new value in the place of an old one: in a sourced value only its value changes. */
static const struct ek_node *replace(struct setter *s, const struct ek_node *old) {
  if (old == NULL || old->kind != EK_NODE_MAP || s->value->kind != EK_NODE_SCALAR) return s->value;
  if (ek_node_get(old, "value") != NULL) return with_key(s, old, "value", s->value);
  if (ek_node_get(old, "share") != NULL) return with_key(s, old, "share", s->value);
  return s->value;
}

/* Which item of a list a path goes on with: costs[2] by its number, costs.Lokal by its name. *rest is then
 * what follows it. -1, and why, when there is none. */
static long item_of(struct ek_arena *arena, const struct ek_node *list, const char **rest, const char **why) {
  char *end;
  long index = strtol(*rest + 1, &end, 10);
  const char *at = *rest;
  if (*at == '[' && *end == ']') {
    *rest = end + 1 + (end[1] == '.');
    *why = ek_sprintf(arena, "they are numbered from [1] to [%zu]", list->n);
    return index < 1 || (size_t)index > list->n ? -1 : index - 1;
  }
  long found = -1;
  *why = "items of a list are written costs[1], costs[2], … or by their name: costs.Lokal.amount";
  for (size_t i = 0; i < list->n; i++) {
    const struct ek_node *name = list->items[i]->kind == EK_NODE_MAP ? ek_node_get(list->items[i], "name") : NULL;
    size_t n = name != NULL && name->kind == EK_NODE_SCALAR ? strlen(name->text) : 0;
    if (n == 0 || strncmp(at, name->text, n) != 0 || strchr(".[", at[n]) == NULL) continue; /* or the path ends there */
    if (found >= 0) *why = "several are called so: write costs[1], costs[2], …";
    if (found >= 0) return -1;
    found = (long)i;
    *rest = at + n + (at[n] == '.');
  }
  return found;
}

static const struct ek_node *set_in_list(struct setter *s, const struct ek_node *list,
                                         const char *rest) {
  const char *part = rest, *why;
  long index = item_of(s->arena, list, &rest, &why);
  if (index < 0) return leads_nowhere(s, *part == '[' ? ek_strndup(s->arena, part, strcspn(part, "]") + 1) : part, why);
  struct ek_node *copy = ek_alloc(s->arena, sizeof *copy);
  *copy = *list;
  const struct ek_node **items = ek_alloc_array(s->arena, list->n, sizeof *items);
  memcpy(items, list->items, list->n * sizeof *items);
  items[index] = *rest == '\0' ? replace(s, items[index]) : set_in(s, items[index], rest);
  copy->items = items;
  return items[index] != NULL ? copy : NULL;
}

static const struct ek_node *set_in_map(struct setter *s, const struct ek_node *map,
                                        const char *rest) {
  const struct ek_node *whole = ek_node_get(map, rest); /* names may have dots */
  size_t n = strcspn(rest, ".[");
  if (whole != NULL || rest[n] == '\0') return with_key(s, map, rest, replace(s, whole));
  const char *key = ek_strndup(s->arena, rest, n);
  const char *after = rest[n] == '.' ? rest + n + 1 : rest + n;
  const struct ek_node *child = ek_node_get(map, key);
  struct ek_node *fresh = NULL;
  if (child == NULL && map == s->overrides) return with_key(s, map, rest, s->value); /* state.flow */
  if (child == NULL || (child->kind == EK_NODE_SCALAR && *child->text == '\0')) {
    if (rest[n] == '[') return leads_nowhere(s, key, NULL);
    fresh = ek_alloc(s->arena, sizeof *fresh); /* a section that the study leaves out */
    fresh->kind = EK_NODE_MAP;
    fresh->pos = s->value->pos;
    child = fresh;
  }
  const struct ek_node *changed =
      fresh != NULL ? with_key(s, fresh, after, s->value) : set_in(s, child, after);
  return changed != NULL ? with_key(s, map, key, changed) : NULL;
}

static const struct ek_node *set_in(struct setter *s, const struct ek_node *node,
                                    const char *rest) {
  if (node->kind == EK_NODE_MAP) return set_in_map(s, node, rest);
  if (node->kind == EK_NODE_LIST) return set_in_list(s, node, rest);
  return leads_nowhere(s, rest, "the path goes on below a plain value");
}

static bool is_study_field(const char *name) {
  for (const struct ek_field *f = ek_record_study.fields; f->key != NULL; f++) {
    if (strcmp(f->key, name) == 0) return true;
  }
  return false;
}

/* Where a path starts: a bare name is looked for among the assumptions first. */
static const char *full_path(struct setter *s, const struct ek_node *root, const char *path) {
  const struct ek_node *assumptions = ek_node_get(root, "assumptions");
  if (assumptions != NULL && assumptions->kind == EK_NODE_MAP &&
      ek_node_get(assumptions, path) != NULL) {
    return ek_sprintf(s->arena, "assumptions.%s", path);
  }
  const char *head = ek_strndup(s->arena, path, strcspn(path, ".["));
  if (is_study_field(head)) return path;
  return ek_sprintf(s->arena, "overrides.%s", path);
}

const struct ek_node *ek_study_apply_settings(struct ek_arena *arena, const struct ek_node *root,
                                              const struct ek_study_options *options,
                                              struct ek_diags *diags) {
  for (size_t i = 0; i < options->n_set && root != NULL; i++) {
    struct ek_source *source = ek_alloc(arena, sizeof *source);
    const char *shown = options->set[i].shown;
    source->name = shown != NULL ? shown : ek_sprintf(arena, "--set %s", options->set[i].path);
    source->text = options->set[i].text;
    source->size = strlen(source->text);
    if (source->text[strspn(source->text, " ")] == '\0') {
      ek_error(diags, (struct ek_pos){0}, shown != NULL ? NULL : "write for example --set 'title=Ny titel'",
               "%s: there is no value%s", source->name, shown != NULL ? "" : " after '='");
      return NULL;
    }
    const struct ek_node *value = ek_yaml_read(arena, source, diags);
    if (value == NULL) return NULL;
    if (strcmp(options->set[i].path, "extends") == 0) {
      ek_error(diags, (struct ek_pos){0}, "write a study that extends the other base", "--set extends: what it is laid over cannot be changed here");
      return NULL;
    }
    struct setter s = {arena, diags, value, options->set[i].path, ek_node_get(root, "overrides")};
    root = set_in(&s, root, full_path(&s, root, options->set[i].path));
  }
  return root;
}

static const struct ek_node *look(struct ek_arena *arena, const struct ek_node *node, const char *rest) {
  const char *why;
  while (node != NULL && *rest != '\0') {
    if (node->kind == EK_NODE_SCALAR) return NULL;
    if (node->kind == EK_NODE_LIST) {
      long index = item_of(arena, node, &rest, &why);
      node = index >= 0 ? node->items[index] : NULL;
      continue;
    }
    const struct ek_node *whole = ek_node_get(node, rest);
    if (whole != NULL) return whole;
    size_t n = strcspn(rest, ".[");
    node = ek_node_get(node, ek_strndup(arena, rest, n));
    rest += n + (rest[n] == '.');
  }
  return node;
}

const struct ek_node *ek_study_at(struct ek_arena *arena, const struct ek_node *root, const char *path) {
  struct setter s = {.arena = arena};
  return root->kind == EK_NODE_MAP ? look(arena, root, full_path(&s, root, path)) : NULL;
}
