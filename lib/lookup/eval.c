/* Values of formulas as text, rows and JSON. */
#include "lookup/eval.h"

#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "lookup/json.h"
#include "render/csv_row.h"
#include "views/result_json.h"
#include "views/stamp.h"

const char *ek_say_evaluated(struct ek_arena *arena, enum ek_lang lang, double value,
                             const char *unit) {
  char *number = ek_strdup(arena, ek_say_exact(arena, EK_SV, value)), *comma = strchr(number, ',');
  if (lang == EK_EN && comma != NULL) *comma = '.';
  if (strcmp(unit, "1") == 0) return number;
  if (strncmp(unit, "1/", 2) == 0) unit++;
  return ek_sprintf(arena, "%s%s%s", number, *unit == '/' ? "" : "\u00A0", unit);
}

const char *ek_plain_spaces(struct ek_arena *arena, const char *text) {
  struct ek_buffer out = {.arena = arena};
  for (size_t bytes; *text != '\0'; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    if (code == 0xA0 || code == 0x202F) ek_buffer_add(&out, " ");
    else ek_buffer_add_bytes(&out, text, bytes);
  }
  return ek_buffer_text(&out);
}

static const char *children_text(struct ek_arena *arena, const struct ek_person *person) {
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < person->n_children; i++) {
    ek_buffer_addf(&out, "%s%d", i > 0 ? " " : "", person->children[i]);
  }
  return ek_buffer_text(&out);
}

void ek_render_eval_csv(const struct ek_evaluated *values, size_t n, const struct ek_world *world,
                        const struct ek_person *person, struct ek_buffer *out) {
  static const char *const head[] = {"expression", "value", "unit", "date", "price_year",
                                     "municipality", "age", "adults", "children", "text"};
  enum { COLUMNS = sizeof head / sizeof *head };
  struct ek_arena *arena = out->arena;
  ek_csv_row(out, head, COLUMNS, 0);
  for (size_t i = 0; i < n; i++) {
    const char *const cells[COLUMNS] = {
        values[i].expression, ek_number_exact(arena, values[i].value), values[i].unit,
        ek_day_text(arena, world->day), ek_sprintf(arena, "%d", world->price_year),
        world->municipality, ek_number_exact(arena, person->age),
        ek_sprintf(arena, "%d", person->adults), children_text(arena, person)};
    ek_csv_row(out, cells, COLUMNS, 1u << 1);
  }
  ek_csv_stamps(out, ek_stamps_model(arena, world->model), COLUMNS, -1, 0, COLUMNS - 1);
}

bool ek_render_eval_json(const struct ek_evaluated *values, size_t n, const struct ek_world *world,
                         const struct ek_person *person, enum ek_lang lang, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  json_t *root = json_object(), *array = json_array();
  ek_json_put(&json, root, "stamp", ek_model_stamp_object(&json, world->model));
  ek_json_put_world(&json, root, world, person);
  for (size_t i = 0; i < n; i++) {
    json_t *one = json_object();
    ek_json_put_text(&json, one, "expression", values[i].expression);
    ek_json_put(&json, one, "value", json_real(values[i].value));
    ek_json_put_text(&json, one, "unit", values[i].unit);
    if (values[i].trace != NULL) ek_json_put(&json, one, "trace", ek_trace_object(&json, values[i].trace, lang));
    ek_json_push(&json, array, one);
  }
  ek_json_put(&json, root, "values", array);
  ek_json_put(&json, root, "warnings", ek_notes_array(&json, world));
  return ek_json_finish(&json, root, out);
}
