/* A thin hand on jansson: values put where they belong, a failure remembered,
 * the text dumped into a buffer. For the JSON renderers only. */
#ifndef EK_REPORT_JSON_H
#define EK_REPORT_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/number.h"
#include "engine/result.h"
#include "model/world.h"
#include "people/people.h"

struct ek_peers_options; /* report/peers.h */

struct ek_json {
  struct ek_arena *arena;
  bool failed; /* memory ran out somewhere */
};

/* All of them take over `value`. */
void ek_json_put(struct ek_json *json, json_t *object, const char *key, json_t *value);
void ek_json_push(struct ek_json *json, json_t *array, json_t *value);
/* A text; NULL becomes null. Bytes that are not UTF-8 become '?'. */
void ek_json_put_text(struct ek_json *json, json_t *object, const char *key, const char *text);
void ek_json_put_int(struct ek_json *json, json_t *object, const char *key, long long value);
/* A number; null when it is none: hidden, or not to be had. */
json_t *ek_json_real(double value);
/* {value, text}: a number, or null with "never" (infinite) or "none" (undefined). */
void ek_json_put_number(struct ek_json *json, json_t *object, double value);
/* "kr/year"; "1" for a share or a bare number. */
void ek_json_put_unit(struct ek_json *json, json_t *object, struct ek_unit unit);
/* {source, url, retrieved, grade}, those that there are. */
void ek_json_put_source(struct ek_json *json, json_t *object, struct ek_origin source,
                        enum ek_grade grade);
/* {file, line} of a place, when it is in a file. */
void ek_json_put_place(struct ek_json *json, json_t *object, struct ek_pos pos);
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
/* A trace as nested objects. */
json_t *ek_trace_object(struct ek_json *json, const struct ek_trace *node, enum ek_lang lang);
/* Writes and drops `root`; false when anything failed. */
bool ek_json_finish(struct ek_json *json, json_t *root, struct ek_buffer *out);

#endif
