/* Looks names up in a model. */
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

/* Every named record begins with its struct ek_name. */
static int find(const void *items, size_t n, size_t size, const char *name) {
  if (name == NULL) return -1;
  for (size_t i = 0; i < n; i++) {
    const struct ek_name *entry = (const void *)((const char *)items + i * size);
    if (*entry->text == *name && strcmp(entry->text, name) == 0) return (int)i;
  }
  return -1;
}

int ek_model_actor(const struct ek_model *m, const char *name) {
  return find(m->actors, m->n_actors, sizeof *m->actors, name);
}

int ek_model_account(const struct ek_model *m, const char *name) {
  if (ek_text_same(name, "production")) return EK_ACCOUNT_PRODUCTION(m);
  if (ek_text_same(name, "resources")) return EK_ACCOUNT_RESOURCES(m);
  int actor = ek_model_actor(m, name);
  return actor >= 0 && m->actors[actor].leaf ? actor : -1;
}

/* Reading what is asked for does not change what the model says: to callers it is const. */
static void with(const struct ek_model *m, enum ek_model_group group) {
  ek_model_need_group((struct ek_model *)m, group);
}

int ek_model_parameter(const struct ek_model *m, const char *name) {
  int found = find(m->parameters, m->n_parameters, sizeof *m->parameters, name);
  if (found >= 0) ek_model_need_parameter((struct ek_model *)m, (size_t)found);
  return found;
}

int ek_model_rule(const struct ek_model *m, const char *name) {
  int found = find(m->rules, m->n_rules, sizeof *m->rules, name);
  if (found >= 0) ek_model_need_rule((struct ek_model *)m, (size_t)found);
  return found;
}

int ek_model_index(const struct ek_model *m, const char *name) {
  return find(m->indices, m->n_indices, sizeof *m->indices, name);
}

int ek_model_index_named(const struct ek_model *m, const char *name, struct ek_pos pos,
                         struct ek_diags *diags) {
  int found = ek_model_index(m, name);
  if (found >= 0) return found;
  const char **words = ek_alloc_array(m->arena, m->n_indices, sizeof *words);
  for (size_t i = 0; i < m->n_indices; i++) words[i] = m->indices[i].name.text;
  const char *near = ek_text_nearest(name, words, m->n_indices);
  ek_error(diags, pos, near ? ek_sprintf(m->arena, "did you mean '%s'?", near) : NULL,
           "there is no index '%s'", name);
  return -1;
}

int ek_model_schedule(const struct ek_model *m, const char *name) {
  with(m, EK_GROUP_STUDIES);
  return find(m->schedules, m->n_schedules, sizeof *m->schedules, name);
}

int ek_model_evidence(const struct ek_model *m, const char *name) {
  with(m, EK_GROUP_STUDIES);
  return find(m->evidence, m->n_evidence, sizeof *m->evidence, name);
}

int ek_model_pool(const struct ek_model *m, const char *name) {
  with(m, EK_GROUP_STUDIES);
  return find(m->pools, m->n_pools, sizeof *m->pools, name);
}

int ek_model_item(const struct ek_model *m, const char *name, bool is_state) {
  with(m, EK_GROUP_STUDIES);
  for (size_t i = 0; name != NULL && i < m->n_items; i++) {
    if (m->items[i].is_state != is_state || strcmp(m->items[i].name.text, name) != 0) continue;
    ek_model_need_item((struct ek_model *)m, i);
    return (int)i;
  }
  return -1;
}

bool ek_model_below(const struct ek_model *m, int actor, int ancestor) {
  for (int a = actor; a >= 0; a = m->actors[a].parent) {
    if (a == ancestor) return true;
  }
  return false;
}

const char *ek_model_leaves(const struct ek_model *m, int actor) {
  struct ek_buffer out = {.arena = m->arena};
  for (int i = 0; i < (int)m->n_actors; i++) {
    if (!m->actors[i].leaf || !ek_model_below(m, i, actor)) continue;
    ek_buffer_addf(&out, "%s%s", out.size > 0 ? ", " : "", m->actors[i].name.text);
  }
  return ek_buffer_text(&out);
}

void ek_model_default_label(struct ek_label *label, const struct ek_name *name) {
  if (label->sv == NULL) label->sv = label->en != NULL ? label->en : name->text;
  if (label->en == NULL) label->en = label->sv;
}

const char *ek_model_folder(struct ek_arena *arena, const char *name, const char *const *folders) {
  for (size_t i = 0; folders[i] != NULL; i++) {
    const char *folder = ek_sprintf(arena, "%s/%s", folders[i], name);
    if (ek_file_exists(ek_sprintf(arena, "%s/model.yaml", folder))) return folder;
  }
  return NULL;
}

struct ek_label ek_model_account_label(const struct ek_model *m, int account) {
  if (account == EK_ACCOUNT_PRODUCTION(m)) return (struct ek_label){"produktion", "production"};
  if (account == EK_ACCOUNT_RESOURCES(m)) return (struct ek_label){"resurser", "resources"};
  return m->actors[account].label;
}

struct ek_origin ek_model_origin(const struct ek_model *m, struct ek_origin origin) {
  /* A key is one word; a citation is not looked up. */
  if (origin.text == NULL || strpbrk(origin.text, " \n") != NULL) return origin;
  with(m, EK_GROUP_TEXTS);
  int entry = find(m->sources, m->n_sources, sizeof *m->sources, origin.text);
  if (entry < 0) return origin;
  ek_model_need_source((struct ek_model *)m, (size_t)entry);
  const struct ek_source_entry *s = &m->sources[entry];
  return (struct ek_origin){.text = s->title, .url = s->url, .retrieved = s->retrieved};
}

struct ek_unit ek_model_money_rate(const struct ek_model *m) {
  struct ek_unit rate;
  const struct ek_unit year = {.power = {[EK_DIM_TIME] = 1}};
  ek_unit_combine(ek_unit_in(ek_unit_money, m->currency), year, -1, &rate);
  return rate;
}
