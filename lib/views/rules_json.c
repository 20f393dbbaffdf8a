/* What the rules of another day would change, for other programs. */
#include <math.h>

#include "base/text.h"
#include "engine/rules_change.h"
#include "views/findings.h"
#include "views/result_json.h"

/* null: it rests on few persons. */
static json_t *number(double value) { return isnan(value) ? json_null() : json_real(value); }

static json_t *result_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    for (size_t h = 0; h < r->n_horizons; h++) {
      int horizon = r->horizons[h];
      json_t *object = json_object();
      ek_json_put_text(json, object, "actor", r->model->actors[a].name.text);
      ek_json_put_int(json, object, "horizon_months", horizon);
      ek_json_put_text(json, object, "unit", ek_figure_unit_in(r, EK_IN_KR));
      ek_json_put(json, object, "own", number(ek_result_value(r, EK_FIG_RESULT, a, horizon)));
      ek_json_put(json, object, "other", number(ek_rules_result(r, a, horizon)));
      ek_json_put(json, object, "difference", number(ek_rules_difference(r, a, horizon)));
      ek_json_push(json, array, object);
    }
  }
  return array;
}

static json_t *value_array(struct ek_json *json, const struct ek_rules_change *c) {
  json_t *array = json_array();
  const struct ek_value_change *v = c->values.items;
  for (size_t i = 0; i < c->values.n; i++) {
    json_t *object = json_object();
    ek_json_put_text(json, object, "name", v[i].parameter->name.text);
    if (v[i].place != NULL) ek_json_put_text(json, object, "municipality", v[i].place);
    ek_json_put_unit(json, object, v[i].parameter->unit);
    ek_json_put(json, object, "own", json_real(v[i].own));
    ek_json_put(json, object, "other", json_real(v[i].other));
    const char *since = v[i].since != 0 ? ek_day_text(json->arena, v[i].since) : NULL;
    ek_json_put_text(json, object, "since", since);
    bool counts = isfinite(v[i].change); /* not from nothing */
    ek_json_put(json, object, "change", counts ? json_real(v[i].change) : json_null());
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *rule_array(struct ek_json *json, const struct ek_rules_change *c) {
  json_t *array = json_array();
  const struct ek_rule *const *rules = c->rules.items;
  for (size_t i = 0; i < c->rules.n; i++) {
    ek_json_push(json, array, json_string(rules[i]->name.text));
  }
  return array;
}

json_t *ek_json_rules_change(struct ek_json *json, const struct ek_result *r, enum ek_lang lang) {
  const struct ek_rules_change *c = r->rules_change;
  json_t *object = json_object();
  ek_json_put_text(json, object, "rules_date", ek_day_text(json->arena, c->day));
  ek_json_put_text(json, object, "index", c->index != NULL ? c->index->name.text : NULL);
  ek_json_put(json, object, "price_factor", json_real(c->krona));
  ek_json_put(json, object, "results", result_array(json, r));
  ek_json_put(json, object, "values", value_array(json, c));
  ek_json_put(json, object, "rules", rule_array(json, c));
  ek_json_put(json, object, "warnings", ek_json_findings(json, ek_note_findings(r, &c->notes, ek_day_year(c->day), lang)));
  return object;
}
