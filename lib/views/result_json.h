/* What the JSON of several commands has in common: the objects made of a result. */
#ifndef EK_VIEWS_RESULT_JSON_H
#define EK_VIEWS_RESULT_JSON_H

#include "engine/result.h"
#include "indicators/tally.h"
#include "people/people.h"
#include "render/json.h"

struct ek_peers_options; /* views/peers.h */

/* The object `rules_change` of a result that has it. */
json_t *ek_json_rules_change(struct ek_json *json, const struct ek_result *result,
                             enum ek_lang lang);
/* How the comparison group is weighed, of a result that weighs it. */
json_t *ek_json_weighting(struct ek_json *json, const struct ek_result *result);
/* Payments between public actors and shares of the cost, at each horizon where none is hidden. */
json_t *ek_json_settlement(struct ek_json *json, const struct ek_result *result);
/* Findings (struct ek_finding) as objects: kind, text. */
json_t *ek_json_findings(struct ek_json *json, struct ek_list findings);
/* What a result was made from: program, files by their hashes, what the command line changed. */
json_t *ek_json_stamp(struct ek_json *json, const struct ek_result *result);
/* The same of a study that was not run, and the files of persons that were read of it, or NULL. */
json_t *ek_json_stamp_study(struct ek_json *json, const struct ek_study *study, const struct ek_people_file *participants, const struct ek_people_file *group);
/* The rows of `ekusia alternatives` without draws. */
json_t *ek_json_alternatives(struct ek_json *json, const struct ek_result *result);
/* What `ekusia compare` and `ekusia bank` write. */
json_t *ek_json_peers(struct ek_json *json, const struct ek_peers_options *options);
/* What `ekusia indicators` writes: stamp and rows. */
json_t *ek_json_indicators(struct ek_json *json, const struct ek_tally *tally);
/* A trace as nested objects. */
json_t *ek_trace_object(struct ek_json *json, const struct ek_trace *node, enum ek_lang lang);

#endif
