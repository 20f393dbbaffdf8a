/* Services that go with a state: a file seldom says how often somebody sees a doctor, but those
 * who live on sickness benefit see one oftener. */
#include "base/number.h"
#include "base/text.h"
#include "people/draft.h"

void ek_draft_hold(struct ek_draft *d, const struct ek_item *item, double quantity) {
  if (!(quantity > 0) || d->n_held == sizeof d->held / sizeof *d->held) return;
  for (size_t i = 0; i < d->n_held; i++) {
    if (d->held[i].item != item) continue;
    d->held[i].quantity += quantity; /* said in two columns */
    return;
  }
  d->held[d->n_held].item = item;
  d->held[d->n_held++].quantity = quantity;
}

void ek_draft_serve(struct ek_intake *in, struct ek_draft *d) {
  const struct ek_served *s = in->served.items;
  size_t states = d->n_held; /* what is added is no state */
  for (size_t i = 0; i < in->served.n; i++) {
    for (size_t k = 0; k < states; k++) {
      if (d->held[k].item == s[i].state) ek_draft_hold(d, s[i].service, s[i].per_year * d->held[k].quantity);
    }
  }
}

static bool unknown(struct ek_intake *in, const struct ek_name *name, bool is_state) {
  return ek_error(in->diags, name->pos, ek_study_item_hint(in->study, name->text, is_state),
                  "there is no %s '%s' in the model '%s'", is_state ? "state" : "service", name->text,
                  in->study->model->name);
}

/* 12/year, 2 visit/year, 50 %: as in a case, but a number and no formula. */
static bool take_amount(struct ek_intake *in, const struct ek_named_text *t, const struct ek_item *service, double *out) {
  struct ek_unit unit, counted = service->quantity;
  const char *unit_text;
  struct ek_number_error error = {0};
  if (t->text == NULL) return false;
  if (!ek_quantity_parse(in->arena, t->text, out, &unit, &unit_text, &error)) {
    return ek_error(in->diags, t->pos, error.hint, "%s", error.message != NULL ? error.message : "not a number");
  }
  counted.power[EK_DIM_COUNT] = 0;
  counted.thing = NULL;
  if (*out >= 0 && (ek_unit_same(unit, service->quantity) || ek_unit_same(unit, counted))) return true;
  return ek_error(in->diags, t->pos, NULL, "%s of '%s' is asked for, a plain number that is not below 0",
                  ek_unit_text(in->arena, service->quantity), t->name.text);
}

static size_t different(const struct ek_intake *in) {
  const struct ek_served *s = in->served.items;
  size_t n = 0;
  for (size_t i = 0; i < in->served.n; i++) {
    bool known = false;
    for (size_t k = 0; k < i; k++) known |= s[k].service == s[i].service;
    n += !known;
  }
  return n;
}

bool ek_intake_services(struct ek_intake *in) {
  const struct ek_named_texts *by = in->spec->services.items;
  size_t errors = ek_diags_errors(in->diags);
  in->served = (struct ek_list){0};
  for (size_t i = 0; i < in->spec->services.n; i++) {
    const struct ek_item *state = ek_study_item(in->study, by[i].name.text, true);
    const struct ek_named_text *t = by[i].texts.items;
    if (state == NULL) unknown(in, &by[i].name, true);
    for (size_t k = 0; k < by[i].texts.n && state != NULL; k++) {
      const struct ek_item *service = ek_study_item(in->study, t[k].name.text, false);
      double per_year;
      if (service == NULL) unknown(in, &t[k].name, false);
      if (service == NULL || !take_amount(in, &t[k], service, &per_year)) continue;
      *(struct ek_served *)ek_list_push(in->arena, &in->served, sizeof(struct ek_served)) = (struct ek_served){state, service, per_year};
    }
  }
  if (different(in) > EK_MOST_SERVED) {
    ek_error(in->diags, by[0].name.pos, NULL, "more than %d different services go with states", EK_MOST_SERVED);
  }
  return ek_diags_errors(in->diags) == errors;
}
