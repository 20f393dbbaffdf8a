/* jansson hands out memory of its own; what is put into a parent goes with it,
 * so that dropping the root drops everything. */
#include "render/json.h"

#include <math.h>

#include "base/text.h"
#include "render/csv_row.h"

void ek_json_put(struct ek_json *json, json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0) json->failed = true;
}

void ek_json_push(struct ek_json *json, json_t *array, json_t *value) {
  if (json_array_append_new(array, value) != 0) json->failed = true;
}

/* jansson refuses what is not UTF-8; line breaks may stay. */
static json_t *text_value(struct ek_json *json, const char *text) {
  json_t *value = text != NULL ? json_string(text) : json_null();
  return value != NULL ? value : json_string(ek_text_clean(json->arena, text));
}

void ek_json_put_text(struct ek_json *json, json_t *object, const char *key, const char *text) {
  ek_json_put(json, object, key, text_value(json, text));
}

void ek_json_put_int(struct ek_json *json, json_t *object, const char *key, long long value) {
  ek_json_put(json, object, key, json_integer(value));
}

json_t *ek_json_real(double value) { return isfinite(value) ? json_real(value) : json_null(); }

void ek_json_put_number(struct ek_json *json, json_t *object, double value) {
  bool finite = isfinite(value);
  const char *text = finite ? NULL : isnan(value) ? "none" : "never";
  ek_json_put(json, object, "value", finite ? json_real(value) : json_null());
  ek_json_put_text(json, object, "text", text);
}

void ek_json_put_unit(struct ek_json *json, json_t *object, struct ek_unit unit) {
  ek_json_put_text(json, object, "unit", ek_csv_unit(json->arena, unit));
}

void ek_json_put_source(struct ek_json *json, json_t *object, struct ek_origin source,
                        enum ek_grade grade) {
  static const char *const grades[] = {NULL, "A", "B", "C", "D"};
  if (source.text != NULL) ek_json_put_text(json, object, "source", source.text);
  if (source.url != NULL) ek_json_put_text(json, object, "url", source.url);
  if (source.retrieved != NULL) ek_json_put_text(json, object, "retrieved", source.retrieved);
  if (grades[grade] != NULL) ek_json_put_text(json, object, "grade", grades[grade]);
}

void ek_json_put_place(struct ek_json *json, json_t *object, struct ek_pos pos) {
  if (pos.source == NULL) return;
  ek_json_put_text(json, object, "file", pos.source->name);
  if (pos.line > 0) ek_json_put_int(json, object, "line", pos.line);
}

static int add_bytes(const char *bytes, size_t size, void *buffer) {
  ek_buffer_add_bytes(buffer, bytes, size);
  return 0;
}

bool ek_json_finish(struct ek_json *json, json_t *root, struct ek_buffer *out) {
  size_t flags = JSON_INDENT(2) | JSON_REAL_PRECISION(17);
  if (root == NULL || json_dump_callback(root, add_bytes, out, flags) != 0) json->failed = true;
  json_decref(root);
  ek_buffer_add(out, "\n");
  return !json->failed;
}
