/* Finding a figure by its path, and walking it back: the tree must add up to the figure. */
#include "fixture.h"

#include "engine/explain.h"

#define STUDY                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2014, start: 2013-01, horizons: [1 year, 5 years], discount: {rate: 3.85 %}}\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: 7.3\n      age: 34\n"                                              \
  "      before: {states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 6.1/year}}\n" \
  "      during: {months: 4, states: {aktivitetsstöd: 100 %}}\n"                                   \
  "      after: {states: {arbete: 70 %, försörjningsstöd: 30 %}, inputs: {wage: lön_efter}}\n"     \
  "assumptions: {lön_efter: {value: 21 385 kr/month, source: enkät, grade: C}}\n"                  \
  "costs: [{name: Kurs, payer: kommun, amount: 98 765 kr}, {name: EU, payer: eu, receiver: kommun, amount: 4 321 kr/participant}]\n" \
  "comparison: {deadweight: 25 %, displacement: 10 %}\neffect: {retention: 90 %/year}\n"

static void assert_found(const struct ek_result *r, const char *path, enum ek_figure_id id,
                         const char *actor, int horizon, int year) {
  const struct ek_figure *f = ek_explain_find(r, path, diags);
  if (f == NULL) fail_msg("%s: %s", path, errors());
  assert_int_equal(f->def->id, id);
  assert_int_equal(f->actor, actor != NULL ? ek_model_actor(r->model, actor) : -1);
  assert_int_equal(f->horizon, horizon);
  assert_int_equal(f->year, year);
}

static void test_find(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  assert_found(r, "kommun/5y/resultat", EK_FIG_RESULT, "kommun", 60, -1);
  assert_found(r, "result/kommun/12m", EK_FIG_RESULT, "kommun", 12, -1);
  assert_found(r, "1 år/benefit", EK_FIG_BENEFIT, "samhället", 12, -1);
  assert_found(r, "fk", EK_FIG_RESULT, "fk", 60, -1);
  assert_found(r, "", EK_FIG_RESULT, "samhället", 60, -1);
  assert_found(r, "/kommun//", EK_FIG_RESULT, "kommun", 60, -1);
  assert_found(r, "kommun/net_in_year/year:3", EK_FIG_NET_IN_YEAR, "kommun", 0, 3);
  assert_found(r, "verkningsgrad", EK_FIG_REALISED_POTENTIAL, NULL, 0, -1);
  assert_found(r, "återbetalningstid/region", EK_FIG_PAYBACK_MONTHS, "region", 0, -1);
}

static void test_not_found(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  errors();
  assert_null(ek_explain_find(r, "kommunn/5y", diags));
  assert_errors(":0:0+0 'kommunn' is not an actor, a horizon or a figure; did you mean 'kommun'?\n");
  assert_null(ek_explain_find(r, "xyzzyxyzzy", diags));
  assert_errors(":0:0+0 'xyzzyxyzzy' is not an actor, a horizon or a figure; "
                "a figure is named like kommun/5y/resultat\n");
  assert_null(ek_explain_find(r, "kommun/7y", diags));
  assert_errors(":0:0+0 'kommun/7y' is not computed in this study; the study's horizons are 12m, 60m\n");
}

static double sum_of_children(const struct ek_trace *t) {
  double sum = 0;
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) sum += c[i]->value;
  return sum;
}

/* Each flow is the sum of its bookings, each booking its persons times its price. */
static void check_bookings(const struct ek_trace *figure) {
  struct ek_trace *const *flows = figure->children.items;
  for (size_t i = 0; i < figure->children.n; i++) {
    assert_string_equal(flows[i]->kind, "flow");
    assert_near(flows[i]->value, sum_of_children(flows[i]), 1e-10, 1e-6);
    struct ek_trace *const *bookings = flows[i]->children.items;
    for (size_t k = 0; k < flows[i]->children.n; k++) {
      struct ek_trace *const *parts = bookings[k]->children.items;
      assert_int_equal(bookings[k]->children.n, 2);
      assert_near(fabs(bookings[k]->value), fabs(parts[0]->value * parts[1]->value), 1e-12, 1e-6);
    }
  }
}

static void test_trees_add_up(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  static const char *const paths[] = {
      "kommun/benefit/5y", "kommun/cost", "individ/benefit/1y", "staten/benefit", "samhället/benefit",
      "samhället/cost/1y", "kommun/benefit_in_year/year:2", "kommun/cost_in_year/year:0",
      "offentlig-sektor/benefit_per_year", "eu/cost", "ovriga/benefit"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    const struct ek_figure *f = ek_explain_find(r, paths[i], diags);
    const struct ek_trace *t = ek_explain(r, f);
    assert_string_equal(t->kind, "figure");
    assert_near(t->value, f->value, 0, 0);
    assert_true(t->children.n > 0);
    assert_near(sum_of_children(t), f->value, 1e-9, 1e-5);
    check_bookings(t);
  }
}

static const struct ek_trace *find(const struct ek_trace *t, const char *kind, const char *name) {
  if (strcmp(t->kind, kind) == 0 && ek_text_same(t->name, name)) return t;
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) {
    const struct ek_trace *found = find(c[i], kind, name);
    if (found != NULL) return found;
  }
  return NULL;
}

static void test_it_reaches_the_sources(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_trace *t = ek_explain(r, ek_explain_find(r, "samhället/benefit/1y", diags));
  const struct ek_trace *wage = find(t, "assumption", "lön_efter");
  assert_non_null(wage);
  assert_near(wage->value, 12 * 21385, 1e-14, 0);
  assert_string_equal(wage->source.text, "enkät");
  assert_int_equal(wage->grade, EK_GRADE_C);
  t = ek_explain(r, ek_explain_find(r, "kommun/benefit/1y", diags));
  assert_non_null(find(t, "rule", "riksnorm"));
  const struct ek_trace *norm = find(t, "parameter", "riksnorm_ensam");
  assert_non_null(norm);
  assert_near(norm->value, 12 * 2950, 1e-14, 0);
  assert_true(norm->pos.line > 0);
  assert_non_null(norm->source.text);
}

/* A figure made of others shows them; those add up in turn. */
static void test_figures_of_figures(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_trace *t = ek_explain(r, ek_explain_find(r, "kommun/5y/result", diags));
  struct ek_trace *const *c = t->children.items;
  assert_int_equal(t->children.n, 2);
  assert_near(c[0]->value - c[1]->value, t->value, 1e-12, 0);
  assert_near(sum_of_children(c[0]), c[0]->value, 1e-9, 0);
  static const char *const ratios[] = {"return", "payback_benefit_months", "verkningsgrad",
                                       "cost_per_realised_point", "cost_per_extra_in_work",
                                       "payback_months", "result_per_participant", "potential_before"};
  for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
    const struct ek_figure *f = ek_explain_find(r, ratios[i], diags);
    assert_true(ek_explain(r, f)->children.n >= 2);
  }
}

#define PRICED                                                                                     \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2025, start: 2025-01, horizons: [3 years], discount: {rate: 3.85 %}, savings: variable}\n" \
  "overrides: {läkarbesök-primärvård.besök: 2 111 kr/visit}\n"                                    \
  "services:\n  mentor:\n    variable_share: 41 %\n"                                              \
  "    flows: [{name: kostnad, from: kommun, to: resources, amount: 409 kr/hour}, {name: avgift, from: individ, to: kommun, amount: 17 kr/hour}]\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - name: A\n      weight: 7.3\n      age: 34\n      household: {adults: 2, children: [3, 9]}\n" \
  "      inputs: {partner_lön: 13 300 kr/month, boendekostnad: 8 888 kr/month}\n"                  \
  "      before: {states: {försörjningsstöd: 100 %}, services: {läkarbesök-primärvård: 6.1/year, ekonomiskt-bistånd-handläggning: 12/year, mentor: 7/year}}\n" \
  "      during: {months: 4, states: {etableringsersättning: 100 %, försörjningsstöd: 100 %}}\n"  \
  "      after: {months: 9, states: {nystartsjobb: 61 %, studier: 39 %}, inputs: {wage: 21 385 kr/month, lån: 50 %}, services: {}}\n" \
  "      later: [{states: {arbete: 55 %, sjukpenning: 45 %, försörjningsstöd: 100 %}, services: {mentor: 2/year}}]\n" \
  "comparison: {deadweight: 25 %, displacement: 10 %, substitution: 7 %}\n"

/* What is booked for a person and year is the product of what is shown under it. */
static size_t check_prices(const struct ek_trace *t) {
  size_t n = 0;
  double product = 1;
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) {
    n += check_prices(c[i]);
    const char *k = c[i]->kind;
    if (strcmp(k, "quantity") == 0 || strcmp(k, "price") == 0 || strcmp(k, "variable_share") == 0 ||
        strcmp(k, "displaced_share") == 0) {
      product *= c[i]->value;
    }
  }
  if (strcmp(t->kind, "price_per_person") != 0) return n;
  assert_near(t->value, product, 1e-12, 1e-6);
  return n + 1;
}

static void test_every_price_is_the_product_of_its_parts(void **state) {
  (void)state;
  const struct ek_result *r = run(PRICED);
  const struct ek_figure *figures = r->figures.items;
  size_t shown = 0;
  for (size_t i = 0; i < r->figures.n; i++) {
    if (figures[i].def->id != EK_FIG_BENEFIT) continue;
    shown += check_prices(ek_explain(r, &figures[i]));
  }
  assert_true(shown > r->ledger->lines.n); /* each line is in at least one actor's figure */
}

static void test_every_figure_has_a_name(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    if (f[i].def->by_stage) continue; /* explain has no word for a stage */
    assert_ptr_equal(ek_explain_find(r, ek_explain_name(r, &f[i], f[i].def->name), diags), &f[i]);
    assert_ptr_equal(ek_explain_find(r, ek_explain_name(r, &f[i], f[i].def->alias), diags), &f[i]);
  }
  const struct ek_figure *result = ek_explain_find(r, "kommun/5y/result", diags);
  assert_string_equal(ek_explain_name(r, result, "resultat"), "kommun/5y/resultat");
}

/* --- many together --- */

static int depth_of(const struct ek_trace *t) {
  int deepest = 0;
  struct ek_trace *const *c = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) deepest = depth_of(c[i]) + 1 > deepest ? depth_of(c[i]) + 1 : deepest;
  return deepest;
}

/* Prices below the flow, each once; returns how many bookings there are. */
static size_t gather_prices(const struct ek_trace *flow, struct ek_list *prices) {
  size_t bookings = 0;
  struct ek_trace *const *line = flow->children.items;
  for (size_t i = 0; i < flow->children.n; i++) {
    if (strcmp(line[i]->kind, "booking") != 0) continue;
    const struct ek_trace *price = ((struct ek_trace *const *)line[i]->children.items)[1], **known = prices->items;
    size_t at = 0;
    while (at < prices->n && known[at] != price) at++;
    if (at == prices->n) *(const struct ek_trace **)ek_list_push(arena, prices, sizeof price) = price;
    bookings++;
  }
  return bookings;
}

#define MANY_CASES                                                                                 \
  "ekusia: 1\ntitle: T\nmodel: sverige\n"                                                         \
  "settings: {price_year: 2014, start: 2013-01, horizons: [1 year, 3 years, 5 years], discount: {rate: 3.85 %}}\n" \
  "participants:\n  cases:\n"                                                                      \
  "    - {name: A, weight: 7.3, before: {states: {försörjningsstöd: 100 %}}, after: {states: {arbete: 70 %, försörjningsstöd: 30 %}}}\n" \
  "    - {name: B, weight: 2.1, before: {states: {försörjningsstöd: 100 %}}, after: {states: {arbete: 100 %}}}\n" \
  "    - {name: C, weight: 5.9, before: {states: {försörjningsstöd: 90 %}}, after: {states: {arbete: 40 %, försörjningsstöd: 20 %}}}\n" \
  "    - {name: D, weight: 3.3, before: {states: {försörjningsstöd: 100 %}}, after: {states: {arbete: 100 %}}}\n" \
  "    - {name: E, weight: 1.7, before: {states: {försörjningsstöd: 100 %}}, after: {states: {arbete: 50 %}}}\n" \
  "costs: [{name: Kurs, payer: kommun, amount: 98 765 kr}]\ncomparison: {deadweight: 25 %, displacement: 10 %}\n"

/* The largest lines and what is left add up to the flow, and flows to the figure; a price is one node. */
static void test_in_brief(void **state) {
  (void)state;
  const struct ek_result *r = run(MANY_CASES);
  struct ek_explainer *e = ek_explainer_new(r, 36, 2);
  const struct ek_figure *f = ek_explain_find(r, "kommun/36m/benefit", diags);
  const struct ek_trace *brief = ek_explainer_figure(e, f), *whole = ek_explain(r, f);
  assert_near(brief->value, sum_of_children(brief), 1e-10, 1e-6);
  assert_int_equal(brief->children.n, whole->children.n);
  struct ek_list prices = {0};
  size_t bookings = 0, rests = 0;
  struct ek_trace *const *flow = brief->children.items, *const *same = whole->children.items;
  for (size_t i = 0; i < brief->children.n; i++) {
    assert_string_equal(flow[i]->name, same[i]->name);
    assert_near(flow[i]->value, sum_of_children(flow[i]), 1e-10, 1e-6);
    assert_true(flow[i]->children.n <= same[i]->children.n);
    struct ek_trace *const *line = flow[i]->children.items;
    for (size_t k = 0; k < flow[i]->children.n; k++) {
      rests += strcmp(line[k]->kind, "rest") == 0;
      if (k > 0 && strcmp(line[k]->kind, "rest") != 0) assert_true(fabs(line[k]->value) <= fabs(line[k - 1]->value));
    }
    bookings += gather_prices(flow[i], &prices);
  }
  assert_true(rests > 0);
  /* What the municipality pays is what persons get, at the same prices. */
  const struct ek_trace *other = ek_explainer_figure(e, ek_explain_find(r, "individ/36m/benefit", diags));
  flow = other->children.items;
  for (size_t i = 0; i < other->children.n; i++) bookings += gather_prices(flow[i], &prices);
  assert_true(prices.n < bookings);
  for (size_t i = 0; i < prices.n; i++) assert_true(depth_of(((struct ek_trace *const *)prices.items)[i]) <= 2 + 2); /* arguments and counts of children are told besides */
}

static void test_in_brief_figures_are_shared(void **state) {
  (void)state;
  const struct ek_result *r = run(MANY_CASES);
  struct ek_explainer *e = ek_explainer_new(r, 36, 2);
  const struct ek_trace *result = ek_explainer_figure(e, ek_explain_find(r, "kommun/60m/result", diags));
  struct ek_trace *const *part = result->children.items;
  assert_int_equal(result->children.n, 2);
  assert_ptr_equal(part[0], ek_explainer_figure(e, ek_explain_find(r, "kommun/60m/benefit", diags)));
  assert_ptr_equal(part[1], ek_explainer_figure(e, ek_explain_find(r, "kommun/60m/cost", diags)));
  /* At another horizon than that whose lines are told there are flows, and so in a year. */
  assert_int_equal(depth_of(part[0]), 1);
  assert_int_equal(depth_of(ek_explainer_figure(e, ek_explain_find(r, "benefit_in_year/year:2", diags))), 1);
  assert_int_equal(depth_of(ek_explainer_figure(e, ek_explain_find(r, "kommun/benefit_in_year/year:2", diags))), 0);
}

/* ---- stages from gross to net ---- */

static void test_stages_are_found(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  static const struct {
    const char *path;
    int stage;
  } named[] = {{"kommun/5y/benefit_stage/stage:gross", -1}, {"stage:deadweight/kommun/intäkt_steg", EK_DEADWEIGHT},
               {"kommun/5y/benefit_stage", EK_RETENTION} /* the last */};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    const struct ek_figure *f = ek_explain_find(r, named[i].path, diags);
    assert_non_null(f);
    assert_int_equal(f->stage, named[i].stage);
    assert_ptr_equal(ek_explain_find(r, ek_explain_name(r, f, f->def->name), diags), f); /* and back */
  }
  errors();
  assert_null(ek_explain_find(r, "kommun/benefit_stage/stage:dedweight", diags));
  assert_errors(":0:0+0 'stage:dedweight' is not an actor, a horizon or a figure; did you mean 'stage:deadweight'?\n");
  assert_null(ek_explain_find(r, "kommun/benefit_stage/stage:leakage", diags));
  assert_errors(":0:0+0 'kommun/benefit_stage/stage:leakage' is not computed in this study; the study's horizons are 12m, 60m; "
                "its stages are stage:gross, stage:deadweight, stage:displacement, stage:retention\n");
}

/* Each is the one before and what its correction does; gross is flows; the last is the benefit. */
static void test_stages_add_up(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  static const char *const actors[] = {"kommun", "samhället", "ovriga"};
  for (size_t a = 0; a < 3; a++) {
    const struct ek_trace *t = ek_explain(r, ek_explain_find(r, ek_sprintf(arena, "%s/5y/benefit_stage", actors[a]), diags));
    assert_near(t->value, ek_result_value(r, EK_FIG_BENEFIT, ek_model_actor(r->model, actors[a]), 60), 1e-12, 1e-6);
    for (int stage = 0; stage < 3; stage++) {
      struct ek_trace *const *part = t->children.items;
      assert_int_equal(t->children.n, 2);
      assert_near(sum_of_children(t), t->value, 1e-12, 1e-6);
      assert_string_equal(part[1]->kind, "step");
      t = part[0];
    }
    assert_near(sum_of_children(t), t->value, 1e-10, 1e-6);
    check_bookings(t);
  }
}

static void test_stages_in_brief(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  struct ek_explainer *e = ek_explainer_new(r, 60, 2);
  const struct ek_trace *t = ek_explainer_figure(e, ek_explain_find(r, "kommun/5y/benefit_stage/stage:deadweight", diags));
  struct ek_trace *const *part = t->children.items;
  assert_ptr_equal(part[0], ek_explainer_figure(e, ek_explain_find(r, "kommun/5y/benefit_stage/stage:gross", diags)));
  assert_string_equal(part[1]->remark.sv, "25\u00A0%");
  assert_int_equal(part[1]->children.n, 0);
  assert_int_equal(part[1]->pos.line, 15);
}

/* In brief a sum over many accounts is those of the accounts below. */
static void test_in_brief_actors_are_sums_of_actors(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  struct ek_explainer *e = ek_explainer_new(r, 60, 2);
  static const char *const paths[] = {"samhället/5y/benefit", "samhället/1y/cost", "offentlig-sektor/benefit_per_year", "samhället/5y/benefit_stage/stage:gross",
                                      "samhället/benefit_in_year/year:1"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    const struct ek_trace *t = ek_explainer_figure(e, ek_explain_find(r, paths[i], diags));
    struct ek_trace *const *part = t->children.items;
    assert_true(t->children.n > 0);
    for (size_t k = 0; k < t->children.n; k++) assert_string_equal(part[k]->kind, "figure");
    assert_near(sum_of_children(t), t->value, 1e-10, 1e-6);
  }
}

/* ---- households in brief ---- */

static void test_households_add_up(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY);
  const struct ek_budgets *b = r->budgets;
  for (int after = 0; after < 2; after++) {
    const struct ek_budget *mean = after ? b->mean.after : b->mean.before;
    const struct ek_trace *one = ek_explain_case_household(r, 0, after), *all = ek_explain_mean_household(r, -1, after);
    assert_near(one->value, sum_of_children(one), 1e-12, 1e-6);
    assert_near(all->value, mean->disposable[0], 1e-12, 1e-6);
    assert_near(all->value, sum_of_children(all), 1e-12, 1e-6);
    for (int i = 0; i < (int)mean->n; i++) {
      const struct ek_trace *line = ek_explain_mean_household(r, i, after);
      assert_near(line->value, mean->line[i][0], 1e-12, 1e-9);
      assert_near(line->value, sum_of_children(line), 1e-12, 1e-6);
    }
  }
  assert_null(ek_explain_case_household(r, 1, false)); /* there is one case */
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_every_figure_has_a_name), TEST(test_in_brief), TEST(test_in_brief_figures_are_shared),
      TEST(test_find), TEST(test_not_found), TEST(test_trees_add_up),
      TEST(test_it_reaches_the_sources), TEST(test_figures_of_figures),
      TEST(test_every_price_is_the_product_of_its_parts),
      TEST(test_stages_are_found), TEST(test_stages_add_up), TEST(test_stages_in_brief), TEST(test_in_brief_actors_are_sums_of_actors),
      TEST(test_households_add_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
