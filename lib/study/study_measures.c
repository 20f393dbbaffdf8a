/* Events and measures of a cohort made ready. */
#include "base/text.h"
#include "study/cohort_parts.h"

/* What the ledger and explanations call an event: an item with one flow. */
static const struct ek_item *event_item(struct ek_compiler *c, const struct ek_event *e) {
  struct ek_item *item = ek_alloc(c->arena, sizeof *item);
  struct ek_flow *flow = ek_list_push(c->arena, &item->flows, sizeof *flow);
  item->name = e->name;
  item->local = true;
  item->label = (struct ek_label){e->name.text, e->name.text};
  *flow = (struct ek_flow){.name = {"move", e->pos}, .label = item->label, .from = e->from_account, .to = e->to_account,
                           .amount = e->amount_value, .pos = e->pos, .income = -1};
  return item;
}

static int account(struct ek_compiler *c, const struct ek_name *name) {
  if (name->text == NULL) return -1;
  int at = ek_model_account(c->model, name->text);
  if (at >= 0) return at;
  const struct ek_model *m = c->model;
  const char **words = ek_alloc_array(c->arena, m->n_actors + 2, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < m->n_actors; i++) if (m->actors[i].leaf) words[n++] = m->actors[i].name.text;
  words[n++] = "resources";
  words[n++] = "production";
  ek_error(c->diags, name->pos, ek_study_near(c, name->text, words, n), "'%s' is not an account", name->text);
  return -1;
}

static void check_alternatives(struct ek_compiler *c, const struct ek_list *names) {
  const struct ek_cohort *k = &c->study->outcomes.cohort;
  const struct ek_name *name = names->items;
  const char **words = ek_alloc_array(c->arena, k->n_alternatives, sizeof *words);
  for (size_t a = 0; a < k->n_alternatives; a++) words[a] = k->alternatives[a].name.text;
  for (size_t i = 0; i < names->n; i++) {
    if (name[i].text == NULL || ek_cohort_alternative_at(k, name[i].text) >= 0) continue; /* what is no text has been told */
    ek_error(c->diags, name[i].pos, ek_study_near(c, name[i].text, words, k->n_alternatives), "there is no alternative '%s'", name[i].text);
  }
}

static void no_move(struct ek_compiler *c, const struct ek_name *to) {
  ek_error(c->diags, to->pos, "for a time in a state, give it a service or a weight", "nobody moves from '%s' to '%s': who stays makes no move", to->text, to->text);
}

void ek_study_compile_events(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  struct ek_event *events = k->event_list.items;
  for (size_t i = 0; i < k->event_list.n; i++) {
    struct ek_event *e = &events[i];
    e->amount = ek_study_quantity(c, &e->amount_value);
    e->from_account = account(c, &e->payer);
    e->to_account = account(c, &e->receiver);
    if (e->from_account == EK_ACCOUNT_RESOURCES(c->model) || e->to_account == EK_ACCOUNT_PRODUCTION(c->model)) {
      ek_error(c->diags, e->from_account == EK_ACCOUNT_RESOURCES(c->model) ? e->payer.pos : e->receiver.pos, "production pays, and resources are used", "'%s' would come out of resources or go into production", e->name.text);
    } else if (e->from_account >= 0 && e->from_account == e->to_account) ek_error(c->diags, e->receiver.pos, NULL, "'%s' pays itself", e->payer.text);
    int from = ek_study_state_at(c, &e->from), to = ek_study_state_at(c, &e->to);
    if (from >= 0 && from == to) no_move(c, &e->to);
    check_alternatives(c, &e->alternatives);
    e->item = event_item(c, e);
  }
}

static void weigh(struct ek_compiler *c, const struct ek_list *states, const struct ek_quantity **out) {
  const struct ek_named_value *v = states->items;
  for (size_t i = 0; i < states->n; i++) {
    int s = ek_study_state_at(c, &v[i].name);
    const struct ek_quantity *q = ek_study_clocked(c, &v[i].value);
    if (s >= 0) out[s] = q;
  }
}

static void compile_measure(struct ek_compiler *c, struct ek_measure *m) {
  const struct ek_cohort *k = &c->study->outcomes.cohort;
  const struct ek_measure_states *differs = m->alternatives.items;
  struct ek_measure_event *events = m->events.items;
  const struct ek_value *worth = m->willingness.items;
  m->weight = ek_alloc_array(c->arena, k->n_alternatives, sizeof *m->weight);
  for (size_t a = 0; a < k->n_alternatives; a++) {
    m->weight[a] = ek_alloc_array(c->arena, k->n_states, sizeof **m->weight);
    weigh(c, &m->states, m->weight[a]);
  }
  for (size_t i = 0; i < m->alternatives.n; i++) {
    int a = ek_cohort_alternative_at(k, differs[i].name.text);
    struct ek_name name = differs[i].name;
    struct ek_list names = {&name, 1, 1};
    check_alternatives(c, &names);
    if (a >= 0) weigh(c, &differs[i].states, m->weight[a]);
  }
  for (size_t i = 0; i < m->events.n; i++) {
    events[i].amount = ek_study_quantity(c, &events[i].amount_value);
    int from = ek_study_state_at(c, &events[i].from), to = ek_study_state_at(c, &events[i].to);
    if (from >= 0 && from == to) no_move(c, &events[i].to);
  }
  m->discounted = m->discount.present;
  m->schedule = ek_study_discount(c, &m->discount, &m->rate);
  m->q_willingness = ek_alloc_array(c->arena, m->willingness.n, sizeof *m->q_willingness);
  for (size_t i = 0; i < m->willingness.n; i++) m->q_willingness[i] = ek_study_quantity(c, &worth[i]);
}

void ek_study_compile_measures(struct ek_compiler *c) {
  struct ek_measure *m = c->study->measures.items;
  if (c->study->measures.n > 0 && !c->study->outcomes.cohort.present) {
    ek_error(c->diags, m[0].pos, "write outcomes: {alternatives: …}", "measures are of a cohort, and there is none");
    return;
  }
  for (size_t i = 0; i < c->study->measures.n; i++) {
    compile_measure(c, &m[i]);
    for (size_t k = 0; k < i; k++) {
      if (ek_text_same(m[k].name.text, m[i].name.text)) ek_error(c->diags, m[i].name.pos, "choose another name", "there are two measures '%s'", m[i].name.text);
    }
  }
}
