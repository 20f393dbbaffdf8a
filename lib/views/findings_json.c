#include "views/findings.h"
#include "views/result_json.h"

json_t *ek_json_findings(struct ek_json *json, struct ek_list findings) {
  json_t *array = json_array();
  const struct ek_finding *finding = findings.items;
  for (size_t i = 0; i < findings.n; i++) {
    json_t *object = json_object();
    ek_json_put_text(json, object, "kind", finding[i].kind);
    ek_json_put_text(json, object, "text", finding[i].text);
    ek_json_push(json, array, object);
  }
  return array;
}
