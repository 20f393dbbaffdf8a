/* Settings, costs, the comparison and how the effect fades, made ready. */
#include <string.h>

#include "base/text.h"
#include "model/world.h"
#include "study/cohort_parts.h"

int ek_study_discount(struct ek_compiler *c, const struct ek_discount *d, const struct ek_quantity **out) {
  bool rate = d->rate.text != NULL || d->rate.dist.text != NULL;
  int schedule = -1;
  if (rate && d->schedule.text != NULL) {
    ek_error(c->diags, d->schedule.pos, "keep one of them", "discount has both a rate and a schedule");
  } else if (rate) {
    *out = ek_study_quantity(c, &d->rate);
  } else if (d->schedule.text != NULL && strcmp(d->schedule.text, "none") != 0) {
    schedule = ek_model_schedule(c->model, d->schedule.text);
    const char **words = ek_alloc_array(c->arena, c->model->n_schedules + 1, sizeof *words);
    size_t n = 0;
    for (size_t i = 0; i < c->model->n_schedules; i++) words[n++] = c->model->schedules[i].name.text;
    words[n++] = "none";
    if (schedule < 0) {
      ek_error(c->diags, d->schedule.pos, ek_study_near(c, d->schedule.text, words, n),
               "there is no discount schedule '%s' in the model '%s'", d->schedule.text,
               c->model->name);
    }
  }
  return schedule;
}

static void compile_discount(struct ek_compiler *c) {
  struct ek_settings *s = &c->study->settings;
  struct ek_discount *d = &s->discount;
  bool rate = d->rate.text != NULL || d->rate.dist.text != NULL;
  c->study->schedule = ek_study_discount(c, d, &c->study->discount_rate);
  bool discounted = rate || c->study->schedule >= 0;
  if (s->profile == EK_PROFILE_NYTTOSAM && discounted) {
    ek_error(c->diags, d->rate.text != NULL ? d->rate.pos : d->schedule.pos,
             "leave it out, or choose profile: npv", "the nyttosam profile does not discount");
  } else if (s->profile == EK_PROFILE_NPV && !rate && d->schedule.text == NULL && s->present) {
    ek_error(c->diags, s->pos, "write discount: {rate: 3.5 %}, a schedule, or none",
             "settings do not say how later money is weighed");
  }
}

struct ek_pos ek_study_place(const struct ek_compiler *c, const char *part, const char *key, struct ek_pos otherwise) {
  const struct ek_node *map = ek_node_get(c->root, part);
  const struct ek_node *node = map != NULL ? ek_node_get(map, key) : NULL;
  return node != NULL ? node->pos : otherwise;
}

static struct ek_pos setting_pos(const struct ek_compiler *c, const char *key) {
  return ek_study_place(c, "settings", key, c->study->settings.pos);
}

void ek_study_compile_settings(struct ek_compiler *c) {
  struct ek_settings *s = &c->study->settings;
  if (!s->present) return;
  compile_discount(c);
  if (s->horizons.n == 0) {
    *(int *)ek_list_push(c->arena, &s->horizons, sizeof(int)) = 12;
    *(int *)ek_list_push(c->arena, &s->horizons, sizeof(int)) = 60;
  }
  const struct ek_index *index = c->model->default_index >= 0 ? &c->model->indices[c->model->default_index] : NULL;
  bool known = s->price_year != 0; /* else it was wrong, which is told */
  if (index != NULL && known && !ek_index_reaches(index, s->price_year)) {
    int last = index->first_year + (int)index->n_years - 1;
    ek_error(c->diags, setting_pos(c, "price_year"), ek_sprintf(c->arena, "the model '%s' can move prices to %d–%d", c->model->name, index->first_year, last),
             "price_year %d lies outside the index '%s'", s->price_year, index->name.text);
  }
  const int *months = s->horizons.items;
  for (size_t i = 0; i < s->horizons.n; i++) {
    if (months[i] == 0) break; /* not a duration, which has been told */
    bool rising = i == 0 || months[i] > months[i - 1];
    if (!rising || months[i] > 1200) {
      ek_error(c->diags, setting_pos(c, "horizons"), "from the shortest to the longest, at most 100 years",
               "the horizons are not in order");
      break;
    }
  }
  c->study->rules_date = s->rules_date != 0 ? s->rules_date : s->price_year * 10000 + 701;
  if (s->rules_date != 0 && known && ek_day_year(s->rules_date) != s->price_year) {
    ek_error(c->diags, setting_pos(c, "rules_date"), "prices and rules are of one year",
             "rules_date is not in the price year %d", s->price_year);
  }
}

/* Kronor by a calendar, or by participant: the unit says which. */
static void cost_timing(struct ek_compiler *c, struct ek_cost *cost) {
  if (cost->amount == NULL) return;
  struct ek_unit unit = cost->amount->unit;
  bool participant = unit.power[EK_DIM_PARTICIPANT] != 0, rate = unit.power[EK_DIM_TIME] != 0;
  cost->timing = participant ? (rate ? EK_COST_PER_PARTICIPANT_TIME : EK_COST_PER_PARTICIPANT)
                 : rate || cost->from != 0 ? EK_COST_SPREAD : EK_COST_ONCE;
  if (cost->timing == EK_COST_SPREAD && (cost->from == 0 || cost->until == 0)) {
    ek_error(c->diags, cost->amount_value.pos, "add from: 2013-01, to: 2013-12",
             "'%s' is paid over time, but from or to is missing", cost->name.text);
  } else if (cost->timing != EK_COST_SPREAD && (cost->from != 0 || cost->until != 0)) {
    ek_error(c->diags, cost->amount_value.pos, participant ? "leave out from and to" : "write from as well",
             "'%s' has dates that its amount does not use", cost->name.text);
  }
  if (cost->month != 0 && cost->timing != EK_COST_ONCE && cost->timing != EK_COST_PER_PARTICIPANT) {
    ek_error(c->diags, cost->amount_value.pos, "keep one of them", "'%s' has both a month and a period",
             cost->name.text);
  }
}

/* What is paid while they take part needs to know how long that is. */
static void check_during(struct ek_compiler *c, const struct ek_cost *cost) {
  const struct ek_case *cases = c->study->participants.cases.items;
  if (cost->amount == NULL || cost->timing != EK_COST_PER_PARTICIPANT_TIME) return;
  if (ek_study_has_people(c->study)) return; /* the file says */
  if (c->study->outcomes.cohort.present) {
    ek_error(c->diags, cost->amount_value.pos, "give a state of the insats a service with that price",
             "'%s' is paid while in the insats, which a cohort's states say and its costs do not", cost->name.text);
    return;
  }
  for (size_t i = 0; i < c->study->participants.cases.n; i++) {
    if (cases[i].during.present) return;
  }
  ek_error(c->diags, cost->amount_value.pos, "give the cases a 'during' with months",
           "'%s' is paid per month in the insats, but no case says how long that is",
           cost->name.text);
}

static void check_dates(struct ek_compiler *c, const struct ek_cost *cost) {
  ek_month start = c->study->settings.start;
  ek_month first = cost->from != 0 ? cost->from : cost->month;
  if (first != 0 && first < start) {
    ek_error(c->diags, cost->pos, "move settings.start back", "'%s' is paid before the study starts",
             cost->name.text);
  }
  if (cost->from != 0 && cost->until != 0 && cost->until < cost->from) {
    ek_error(c->diags, cost->pos, "'to' is its last month", "'%s' ends before it begins", cost->name.text);
  }
  if (cost->from != 0 && cost->until - cost->from > 1200) {
    ek_error(c->diags, cost->pos, NULL, "'%s' lasts more than 100 years", cost->name.text);
  }
}

/* An account that is missing may be a sum of actors, which says more than a near name. */
static void no_account(struct ek_compiler *c, const struct ek_name *name, const char *const *words,
                       size_t n, const char *what) {
  int actor = ek_model_actor(c->model, name->text);
  if (actor >= 0 && !c->model->actors[actor].leaf) {
    ek_error(c->diags, name->pos,
             ek_sprintf(c->arena, "name one of them: %s", ek_model_leaves(c->model, actor)),
             "'%s' is a sum of actors", name->text);
    return;
  }
  ek_error(c->diags, name->pos, ek_study_near(c, name->text, words, n), "'%s' %s", name->text, what);
}

static void cost_accounts(struct ek_compiler *c, struct ek_cost *cost) {
  const struct ek_model *m = c->model;
  cost->pool = ek_model_pool(m, cost->payer.text);
  cost->payer_account = cost->pool < 0 ? ek_model_account(m, cost->payer.text) : -1;
  cost->receiver_account = ek_model_account(m, cost->receiver.text);
  const char **words = ek_alloc_array(c->arena, m->n_actors + m->n_pools + 1, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < m->n_actors; i++) {
    if (m->actors[i].leaf) words[n++] = m->actors[i].name.text;
  }
  size_t n_accounts = n;
  for (size_t i = 0; i < m->n_pools; i++) words[n++] = m->pools[i].name.text;
  bool boundary = cost->payer_account >= EK_ACCOUNT_PRODUCTION(m);
  if (cost->payer.text != NULL && cost->pool < 0 && (cost->payer_account < 0 || boundary)) {
    no_account(c, &cost->payer, words, n, "is not an actor or a pool that can pay");
  }
  words[n_accounts] = "resources";
  if (cost->receiver.text != NULL &&
      (cost->receiver_account < 0 || cost->receiver_account == EK_ACCOUNT_PRODUCTION(m))) {
    no_account(c, &cost->receiver, words, n_accounts + 1, "cannot receive a cost");
  }
  if (cost->payer_account >= 0 && cost->payer_account == cost->receiver_account) {
    ek_error(c->diags, cost->receiver.pos, NULL, "'%s' pays itself", cost->payer.text);
  }
}

/* The shares of a pool in this study: its own under financing, else the model's. */
static void compile_split(struct ek_compiler *c, size_t pool) {
  const struct ek_list *shares = &c->model->pools[pool].shares;
  const struct ek_financing *own = c->study->financing.items;
  for (size_t i = 0; i < c->study->financing.n; i++) {
    if (ek_text_same(own[i].name.text, c->model->pools[pool].name.text)) shares = &own[i].shares;
  }
  const char **words = ek_alloc_array(c->arena, c->model->n_actors, sizeof *words);
  size_t n = 0;
  for (size_t i = 0; i < c->model->n_actors; i++) {
    if (c->model->actors[i].leaf) words[n++] = c->model->actors[i].name.text;
  }
  struct ek_pool_split *split = &c->study->splits[pool];
  const struct ek_named_value *v = shares->items;
  split->n = shares->n;
  split->account = ek_alloc_array(c->arena, split->n, sizeof *split->account);
  split->share = ek_alloc_array(c->arena, split->n, sizeof *split->share);
  for (size_t i = 0; i < split->n; i++) {
    split->account[i] = ek_model_account(c->model, v[i].name.text);
    if (split->account[i] < 0) no_account(c, &v[i].name, words, n, "is not an account");
    split->share[i] = ek_study_quantity(c, &v[i].value);
  }
}

void ek_study_compile_cost_list(struct ek_compiler *c, struct ek_list *list) {
  struct ek_cost *costs = list->items;
  for (size_t i = 0; i < list->n; i++) {
    costs[i].amount = ek_study_quantity(c, &costs[i].amount_value);
    cost_accounts(c, &costs[i]);
    cost_timing(c, &costs[i]);
    check_dates(c, &costs[i]);
    check_during(c, &costs[i]);
  }
}

void ek_study_compile_costs(struct ek_compiler *c) {
  ek_study_compile_cost_list(c, &c->study->costs);
  c->study->splits = ek_alloc_array(c->arena, c->model->n_pools, sizeof *c->study->splits);
  for (size_t i = 0; i < c->model->n_pools; i++) compile_split(c, i);
}

/* Is there a key for it? What is wrong with its value has been told. */
static bool stated(const struct ek_value *value) { return value->field != NULL; }

/* Only a cohort does without. A misspelt key is told where it stands. */
static void missing_comparison(struct ek_compiler *c) {
  static const char *const meant[] = {"comparison", "jämförelse", "jämförelsealternativ"};
  for (size_t i = 0; i < c->root->n; i++) {
    const char *key = c->root->pairs[i].key->text;
    bool known = false;
    for (const struct ek_field *f = ek_record_study.fields; f->key != NULL; f++) known |= strcmp(f->key, key) == 0;
    if (!known && ek_text_nearest(key, meant, 3) != NULL) return;
    if (strcmp(key, "comparison") == 0) return; /* it is no map, which is told */
  }
  ek_error(c->diags, c->study->pos, "comparison: What would have happened without it; never silent.", "missing key 'comparison'");
}

/* All of the change is seldom meant by a 1 without a sign. */
static void warn_bare_one(struct ek_compiler *c, const struct ek_value *value) {
  if (value->node != NULL && strcmp(value->node->text, "1") == 0) ek_warning(c->diags, value->pos, "write 1 % or 100 %", "'1' is 100 %%");
}

void ek_study_compile_effect(struct ek_compiler *c) {
  struct ek_study *s = c->study;
  struct ek_comparison *k = &s->comparison;
  const struct { enum ek_correction which; const struct ek_value *value; } table[] = {
      {EK_DEADWEIGHT, &k->deadweight},       {EK_LEAKAGE, &k->leakage},
      {EK_DISPLACEMENT, &k->displacement},   {EK_SUBSTITUTION, &k->substitution},
      {EK_ATTRIBUTION, &s->effect.attribution}, {EK_HAIRCUT, &s->effect.haircut},
      {EK_RETENTION, &s->effect.retention}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    s->correction[table[i].which] = ek_study_quantity(c, table[i].value);
    if (table[i].which != EK_ATTRIBUTION && table[i].which != EK_RETENTION) warn_bare_one(c, table[i].value);
  }
  int said = k->before_continues + stated(&k->deadweight) + (k->group.file.text != NULL) +
             (k->transitions.n > 0);
  if (s->outcomes.cohort.present) { /* the reference says it */
    if (said > 0) {
      ek_error(c->diags, k->pos, "take it away", "the reference alternative says what would have happened anyway, and the comparison too");
    }
  } else if (!k->present) {
    missing_comparison(c);
  } else if (said != 1) {
    ek_error(c->diags, k->pos,
             "write deadweight: {share: 30 %, source: …}, a group, or before_continues: yes (gross change)",
             "%s", said == 0 ? "the comparison does not say what would have happened anyway"
                   : k->before_continues && stated(&k->deadweight)
                       ? "before_continues and deadweight contradict each other"
                       : "the comparison says in more than one way what would have happened anyway");
  }
  const struct ek_value *profile = s->effect.retention_profile.items;
  size_t n = s->effect.retention_profile.n;
  if (n > 0 && stated(&s->effect.retention)) {
    ek_error(c->diags, profile[0].pos, "keep one of them", "effect has both retention and retention_profile");
  }
  s->retention_profile = ek_alloc_array(c->arena, n, sizeof *s->retention_profile);
  for (size_t i = 0; i < n; i++) s->retention_profile[i] = ek_study_quantity(c, &profile[i]);
  bool displaces = s->correction[EK_DISPLACEMENT] != NULL || s->correction[EK_SUBSTITUTION] != NULL;
  if (displaces && c->model->displaced < 0) {
    ek_error(c->diags, k->pos, "add 'displaced:' to model.yaml",
             "the model '%s' does not say who bears displaced production", c->model->name);
  }
}
