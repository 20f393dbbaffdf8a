/* Payments between public actors and how they could share the cost, for other programs. */
#include <math.h>

#include "engine/settlement.h"
#include "views/result_json.h"

static void put(struct ek_json *json, json_t *object, const char *key, double value) {
  ek_json_put(json, object, key, isfinite(value) ? json_real(value) : json_null());
}

static const char *name_of(const struct ek_result *r, const struct ek_settlement *s, size_t party) {
  return r->model->actors[s->parties[party].actor].name.text;
}

static json_t *party_array(struct ek_json *json, const struct ek_result *r, const struct ek_settlement *s) {
  json_t *array = json_array();
  for (size_t i = 0; i < s->n; i++) {
    const struct ek_party *p = &s->parties[i];
    json_t *object = json_object();
    ek_json_put_text(json, object, "actor", name_of(r, s, i));
    put(json, object, "result", p->result);
    put(json, object, "compensation", p->compensation);
    put(json, object, "result_after", p->after);
    put(json, object, "bears", p->bears);
    put(json, object, "bears_at_most", p->most);
    put(json, object, "share", p->share[EK_SPLIT_TODAY]);
    put(json, object, "share_at_most", p->break_even);
    put(json, object, "share_by_benefit_of_payers", p->share[EK_SPLIT_PAYERS]);
    put(json, object, "share_by_benefit_of_gainers", p->share[EK_SPLIT_GAINERS]);
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *payment_array(struct ek_json *json, const struct ek_result *r, const struct ek_settlement *s) {
  json_t *array = json_array();
  const struct ek_payment *payment = s->payments.items;
  for (size_t i = 0; i < s->payments.n; i++) {
    json_t *object = json_object();
    ek_json_put_text(json, object, "from", name_of(r, s, payment[i].from));
    ek_json_put_text(json, object, "to", name_of(r, s, payment[i].to));
    put(json, object, "value", payment[i].amount);
    ek_json_push(json, array, object);
  }
  return array;
}

static json_t *settlement_object(struct ek_json *json, const struct ek_result *r, int horizon, bool apart) {
  const struct ek_settlement *s = ek_settlement_of(r, horizon, apart);
  if (s == NULL) return NULL;
  json_t *object = json_object();
  ek_json_put_int(json, object, "horizon_months", horizon);
  ek_json_put_text(json, object, "parties_are", apart ? "accounts" : "actors");
  ek_json_put_text(json, object, "unit", r->model->currency);
  put(json, object, "losses", s->losses);
  put(json, object, "missing", s->missing);
  put(json, object, "cost", s->cost);
  put(json, object, "spare_of_payers", s->spare[EK_SPLIT_PAYERS]);
  put(json, object, "spare_of_gainers", s->spare[EK_SPLIT_GAINERS]);
  ek_json_put(json, object, "parties", party_array(json, r, s));
  ek_json_put(json, object, "payments", payment_array(json, r, s));
  return object;
}

json_t *ek_json_settlement(struct ek_json *json, const struct ek_result *r) {
  json_t *array = json_array();
  for (size_t h = 0; h < r->n_horizons; h++) {
    for (int apart = 0; apart < 2; apart++) {
      json_t *object = settlement_object(json, r, r->horizons[h], apart);
      if (object != NULL) ek_json_push(json, array, object);
    }
  }
  return array;
}
