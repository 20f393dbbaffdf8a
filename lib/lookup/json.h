/* What the JSON outputs of `ekusia model` share. For the JSON renderers only. */
#ifndef EK_LOOKUP_JSON_H
#define EK_LOOKUP_JSON_H

#include "base/number.h"
#include "model/world.h"
#include "render/json.h"

/* {ekusia, model, model_version, model_sha256} */
json_t *ek_model_stamp_object(struct ek_json *json, const struct ek_model *model);
/* date, price_year, municipality and person {age, adults, children}, into `object`. */
void ek_json_put_world(struct ek_json *json, json_t *object, const struct ek_world *world,
                       const struct ek_person *person);
/* What was stretched: {kind, name, year, used, index} each; kinds as in a report's warnings. */
json_t *ek_notes_array(struct ek_json *json, const struct ek_world *world);

#endif
