/* A thin hand on jansson: values put where they belong, a failure remembered,
 * the text dumped into a buffer. What is told of results: views/result_json.h. */
#ifndef EK_RENDER_JSON_H
#define EK_RENDER_JSON_H

#include <jansson.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/number.h"
#include "model/world.h"

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
/* Writes and drops `root`; false when anything failed. */
bool ek_json_finish(struct ek_json *json, json_t *root, struct ek_buffer *out);

#endif
