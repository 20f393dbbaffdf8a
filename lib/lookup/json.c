/* Parts that the JSON outputs of `ekusia model` share. */
#include "lookup/json.h"

#include "views/stamp.h"

json_t *ek_model_stamp_object(struct ek_json *json, const struct ek_model *model) {
  json_t *object = json_object();
  struct ek_list stamps = ek_stamps_model(json->arena, model);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) ek_json_put_text(json, object, stamp[i].key, *stamp[i].text != '\0' ? stamp[i].text : NULL);
  return object;
}

void ek_json_put_world(struct ek_json *json, json_t *object, const struct ek_world *world,
                       const struct ek_person *person) {
  json_t *who = json_object(), *children = json_array();
  ek_json_put_text(json, object, "date", ek_day_text(json->arena, world->day));
  ek_json_put_int(json, object, "price_year", world->price_year);
  ek_json_put_text(json, object, "municipality", world->municipality);
  ek_json_put(json, who, "age", json_integer((json_int_t)person->age));
  ek_json_put_int(json, who, "adults", person->adults);
  for (size_t i = 0; i < person->n_children; i++) {
    ek_json_push(json, children, json_integer(person->children[i]));
  }
  ek_json_put(json, who, "children", children);
  ek_json_put(json, object, "person", who);
}

json_t *ek_notes_array(struct ek_json *json, const struct ek_world *world) {
  static const char *const kinds[] = {[EK_NOTE_HELD_BEFORE] = "held-before", [EK_NOTE_MOVED] = "moved",
                                      [EK_NOTE_STALE] = "stale", [EK_NOTE_OLD_PRICE] = "old-price",
                                      [EK_NOTE_BEYOND] = "beyond", [EK_NOTE_REBASED] = "rebased"};
  json_t *array = json_array();
  const struct ek_note *notes = world->notes.items;
  for (size_t i = 0; i < world->notes.n; i++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "kind", kinds[notes[i].kind]);
    ek_json_put_text(json, one, "name", notes[i].name);
    ek_json_put_int(json, one, "year", notes[i].year);
    ek_json_put_int(json, one, "used", notes[i].used);
    if (notes[i].index != NULL) ek_json_put_text(json, one, "index", notes[i].index);
    ek_json_push(json, array, one);
  }
  return array;
}
