/* How a comparison group is weighed, for other programs. */
#include <math.h>

#include "base/text.h"
#include "engine/weighting.h"
#include "views/parts.h"
#include "views/result_json.h"

static void put(struct ek_json *json, json_t *object, const char *key, double value) {
  ek_json_put(json, object, key, isfinite(value) ? json_real(value) : json_null());
}

/* Two decimals: all of them would tell how many of each kind there were. */
static double coarse(double value) { return round(value * 100) / 100 + 0.0; }

static json_t *term_array(struct ek_json *json, const struct ek_weighting *w) {
  json_t *array = json_array();
  const struct ek_weighting_term *t = w->terms.items;
  for (size_t i = 0; i < w->terms.n; i++) {
    json_t *object = json_object();
    ek_json_put_text(json, object, "variable", t[i].variable);
    ek_json_put_text(json, object, "value", t[i].value);
    if (t[i].squared) ek_json_put(json, object, "squared", json_true());
    ek_json_put(json, object, "masked", json_boolean(t[i].masked));
    put(json, object, "coefficient", t[i].masked ? NAN : coarse(t[i].coefficient));
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *balance_array(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  struct ek_list list = ek_part_covariates(r);
  const struct ek_covariate *c = list.items;
  for (size_t i = 0; i < list.n; i++) {
    bool masked = c[i].masked[0] || c[i].masked[1];
    json_t *object = json_object();
    ek_json_put_text(json, object, "variable", c[i].variable);
    ek_json_put_text(json, object, "value", c[i].value);
    ek_json_put(json, object, "masked", json_boolean(masked));
    put(json, object, "participants", c[i].masked[0] ? NAN : c[i].mean[0]);
    put(json, object, "group", c[i].masked[1] ? NAN : c[i].mean[1]);
    put(json, object, "group_weighted", c[i].weighed);
    put(json, object, "difference", c[i].difference);
    put(json, object, "difference_weighted", c[i].difference_weighed);
    ek_json_push(json, array, object);
  }
  return array;
}

json_t *ek_json_weighting(struct ek_json *json, const struct ek_result *r) {
  const struct ek_weighting *w = r->weighting;
  json_t *object = json_object(), *variables = json_array();
  const struct ek_name *name = r->study->comparison.weighting.variables.items;
  for (size_t i = 0; i < r->study->comparison.weighting.variables.n; i++) ek_json_push(json, variables, json_string(name[i].text));
  ek_json_put(json, object, "variables", variables);
  put(json, object, "trim", w->trim);
  put(json, object, "max", w->most);
  ek_json_put_int(json, object, "steps", w->steps);
  put(json, object, "effective_persons", round(w->effective * 10) / 10);
  ek_json_put(json, object, "left_out", json_boolean(w->left_out > 0));
  if (w->n_cut > 0 && w->n_cut < EK_FEWEST) ek_json_put(json, object, "cut", json_null());
  else ek_json_put_int(json, object, "cut", (long long)ek_weighting_told(w->n_cut));
  put(json, object, "lowest_tenth", coarse(w->low));
  put(json, object, "highest_tenth", coarse(w->high));
  ek_json_put(json, object, "model", term_array(json, w));
  ek_json_put(json, object, "balance", balance_array(json, r));
  return object;
}
