/* Makes the stamp of a result for machine output. */
#include "views/stamp.h"

#include "base/text.h"

#include "base/file.h"
#include "engine/rules_change.h"
#include "people/people.h"
#include "render/csv_row.h"
#include "study/layers.h"

#ifndef EK_VERSION
#define EK_VERSION "" /* the build says which */
#endif

static void add(struct ek_arena *arena, struct ek_list *list, const char *key, const char *text) {
  struct ek_stamp *stamp = ek_list_push(arena, list, sizeof *stamp);
  *stamp = (struct ek_stamp){key, text != NULL ? text : ""};
}

static void add_file(struct ek_arena *arena, struct ek_list *list, const char *key, const struct ek_people_file *file) {
  if (file->source != NULL) add(arena, list, key, ek_file_hash(arena, file->source->text, file->source->size));
}

/* "study.yaml (sha256 …): title, costs.Lokal.amount" */
static const char *layer_text(struct ek_arena *arena, const struct ek_layer *layer) {
  const struct ek_change *c = layer->changes.items;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_addf(&text, "%s (sha256 %s)", layer->name, layer->hash);
  for (size_t i = 0; i < layer->changes.n; i++) ek_buffer_addf(&text, "%s%s", i == 0 ? ": " : ", ", c[i].path);
  return ek_buffer_text(&text);
}

static void add_model(struct ek_arena *arena, struct ek_list *list, const struct ek_model *model) {
  add(arena, list, "model", model->name);
  add(arena, list, "model_version", model->version);
  add(arena, list, "model_sha256", ek_model_hash(model));
}

static void begin(struct ek_arena *arena, struct ek_list *list, const struct ek_study *study, const struct ek_model *model, const struct ek_people_file *participants,
                  const struct ek_people_file *group) {
  add(arena, list, "ekusia", EK_VERSION);
  add(arena, list, "study_sha256", study->hash);
  if (participants != NULL) add_file(arena, list, "participants_sha256", participants);
  if (group != NULL) add_file(arena, list, "comparison_sha256", group);
  add_model(arena, list, model);
}

static void add_changes(struct ek_arena *arena, struct ek_list *list, const struct ek_study *study) {
  const struct ek_layer *layers = study->layers.items;
  const struct ek_setting *set = study->set.items;
  for (size_t i = 0; i < study->layers.n; i++) add(arena, list, "layer", layer_text(arena, &layers[i]));
  for (size_t i = 0; i < study->set.n; i++) add(arena, list, "set", ek_sprintf(arena, "%s=%s", set[i].path, set[i].text));
}

struct ek_list ek_stamps(const struct ek_result *result) {
  struct ek_arena *arena = result->arena;
  const struct ek_study *study = result->study;
  const struct ek_people *people = study->people;
  struct ek_list list = {0};
  begin(arena, &list, study, result->model, people != NULL ? &people->file : NULL, people != NULL ? &people->group : NULL);
  add(arena, &list, "seed", ""); /* a deterministic run draws nothing */
  add(arena, &list, "draws", ek_sprintf(arena, "%zu", result->draws));
  add(arena, &list, "rules_date", ek_day_text(arena, study->rules_date));
  if (result->rules_change != NULL) {
    add(arena, &list, "other_rules_date", ek_day_text(arena, result->rules_change->day));
  }
  add(arena, &list, "price_year", ek_sprintf(arena, "%d", study->settings.price_year));
  add_changes(arena, &list, study);
  return list;
}

struct ek_list ek_stamps_study(struct ek_arena *arena, const struct ek_study *study, const struct ek_people_file *participants, const struct ek_people_file *group) {
  struct ek_list list = {0};
  begin(arena, &list, study, study->model, participants, group);
  add_changes(arena, &list, study);
  return list;
}

struct ek_list ek_stamps_model(struct ek_arena *arena, const struct ek_model *model) {
  struct ek_list list = {0};
  add(arena, &list, "ekusia", EK_VERSION);
  add_model(arena, &list, model);
  return list;
}

void ek_csv_stamps(struct ek_buffer *out, struct ek_list stamps, size_t columns, int kind, size_t key, size_t text) {
  const struct ek_stamp *stamp = stamps.items;
  const char **cells = ek_alloc_array(out->arena, columns, sizeof *cells);
  for (size_t i = 0; i < stamps.n; i++) {
    if (kind >= 0) cells[kind] = "stamp";
    cells[key] = kind >= 0 ? stamp[i].key : ek_sprintf(out->arena, "stamp:%s", stamp[i].key);
    cells[text] = stamp[i].text;
    ek_csv_row(out, cells, columns, 0);
  }
}

const char *ek_stamp_drawn(struct ek_arena *arena, const struct ek_stamp *stamp, size_t draws, unsigned long seed) {
  if (draws > 0 && ek_text_same(stamp->key, "seed")) return ek_sprintf(arena, "%lu", seed);
  if (draws > 0 && ek_text_same(stamp->key, "draws")) return ek_sprintf(arena, "%zu", draws);
  return stamp->text;
}

const char *ek_stamp_lines(const struct ek_result *result) {
  struct ek_list stamps = ek_stamps(result);
  const struct ek_stamp *stamp = stamps.items;
  struct ek_buffer text = {.arena = result->arena};
  for (size_t i = 0; i < stamps.n; i++) {
    if (*stamp[i].text != '\0') ek_buffer_addf(&text, "%s%s: %s", text.size > 0 ? "\n" : "", stamp[i].key, stamp[i].text);
  }
  return ek_buffer_text(&text);
}
