/* A trace as nested JSON objects: {kind, name, label, value, text, unit,
 * formula, source, …, file, line, children}. */
#include "document/words.h"
#include "views/figures.h"
#include "views/result_json.h"

json_t *ek_trace_object(struct ek_json *json, const struct ek_trace *node, enum ek_lang lang) {
  json_t *object = json_object(), *children = json_array();
  ek_json_put_text(json, object, "kind", node->kind);
  ek_json_put_text(json, object, "name", node->name);
  ek_json_put_text(json, object, "label", ek_label_text(node->label, NULL, lang));
  ek_json_put_number(json, object, node->value);
  ek_json_put_unit(json, object, node->unit);
  if (node->formula != NULL) ek_json_put_text(json, object, "formula", node->formula);
  const char *definition = ek_label_text(node->definition, NULL, lang);
  const char *remark = ek_label_text(node->remark, NULL, lang);
  if (definition != NULL) ek_json_put_text(json, object, "definition", definition);
  if (remark != NULL) ek_json_put_text(json, object, "remark", remark);
  ek_json_put_source(json, object, node->source, node->grade);
  ek_json_put_place(json, object, node->pos);
  struct ek_trace *const *child = node->children.items;
  for (size_t i = 0; i < node->children.n; i++) {
    ek_json_push(json, children, ek_trace_object(json, child[i], lang));
  }
  ek_json_put(json, object, "children", children);
  return object;
}

bool ek_render_trace_json(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  return ek_json_finish(&json, ek_trace_object(&json, root, lang), out);
}
