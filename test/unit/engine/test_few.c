/* Tests of lib/engine/few.c: what rests on few persons is hidden, and nothing shown tells of it. */
#include "people.h"

#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/explain.h"
#include "engine/few.h"

/* --- a small world, in which each state moves one account ---------------------------------- */

static void write_model(void) {
  file_of("liten/model.yaml", "name: liten\nlabel: {sv: L, en: L}\nversion: \"7\"\ncurrency: kr\nfull_work: arbete\n"
                              "person: individ\ndisplaced: ag\ndefault_index: inget\ndefault_age: 40\n");
  file_of("liten/actors.yaml", "samhälle: {label: {sv: S, en: S}}\n"
                               "individ: {label: {sv: I, en: I}, parent: samhälle}\n"
                               "offentligt: {label: {sv: O, en: O}, parent: samhälle}\n"
                               "kommun: {label: {sv: K, en: K}, parent: offentligt, public: yes}\n"
                               "fk: {label: {sv: F, en: F}, parent: offentligt, public: yes}\n"
                               "polis: {label: {sv: P, en: P}, parent: offentligt, public: yes}\n"
                               "ag: {label: {sv: A, en: A}, parent: samhälle}\n");
  file_of("liten/indices.yaml", "inget: {label: {sv: I, en: I}, constant: yes}\n");
#define FLOW(from, to, amount) "  flows: [{name: f, label: {sv: f, en: f}, from: " from ", to: " to ", amount: " amount "}]\n"
  file_of("liten/states.yaml",
          "arbete:\n  label: {sv: A, en: A}\n  activity: work\n  flows:\n"
          "    - {name: p, label: {sv: p, en: p}, from: production, to: ag, amount: 23 385 kr/month}\n"
          "    - {name: l, label: {sv: l, en: l}, from: ag, to: individ, amount: 20 385 kr/month}\n"
          "eget:\n  label: {sv: E, en: E}\n  activity: work\n" FLOW("production", "individ", "12 119 kr/month")
          "bidrag:\n  label: {sv: B, en: B}\n  activity: benefit\n" FLOW("kommun", "individ", "10 385 kr/month")
          "sjuk:\n  label: {sv: S, en: S}\n  activity: benefit\n" FLOW("fk", "individ", "8 119 kr/month")
          "häkte:\n  label: {sv: H, en: H}\n  activity: benefit\n" FLOW("polis", "individ", "5 717 kr/month")
          "övrigt:\n  label: {sv: Ö, en: O}\n  activity: benefit\n" FLOW("individ", "resources", "1 119 kr/month")
          "annat:\n  label: {sv: N, en: N}\n  activity: benefit\n" FLOW("individ", "resources", "2 119 kr/month")
          "borta:\n  label: {sv: U, en: U}\n  activity: benefit\n" FLOW("kommun", "resources", "3 119 kr/month"));
}

struct move {
  const char *before, *after, *sex;
  size_t n;
};

/* Ends with a move of nobody. */
static const char *file_with(const struct move *moves) {
  struct ek_buffer out = {.arena = arena};
  size_t number = 1000;
  ek_buffer_add(&out, "nr;före;efter;kön\n");
  for (; moves->n > 0; moves++) {
    for (size_t i = 0; i < moves->n; i++) {
      ek_buffer_addf(&out, "%zu;%s;%s;%s\n", ++number, moves->before, moves->after, moves->sex != NULL ? moves->sex : "K");
    }
  }
  return ek_buffer_text(&out);
}

#define SMALL                                                                                      \
  "ekusia: 1\ntitle: T\nmodel: ./liten\n"                                                         \
  "settings: {price_year: 2014, start: 2013-03, horizons: [1 year, 5 years], discount: none}\n"   \
  "participants:\n  file: p.csv\n  columns: {id: nr, before.state: före, after.state: efter, sex: kön}\n"
#define NO_DRAWS "bootstrap: {draws: 0}\n"
#define MOVES(...) ((const struct move[]){__VA_ARGS__, {NULL, NULL, NULL, 0}})

static const struct ek_result *small(const struct move *moves, const char *more) {
  write_model();
  file_of("p.csv", file_with(moves));
  return people_run(ek_sprintf(arena, "%s%s", SMALL, more));
}
#define ALONE NO_DRAWS "comparison: {before_continues: yes}\n"

static int actor(const struct ek_result *r, const char *name) {
  int a = ek_model_actor(r->model, name);
  assert_true(a >= 0);
  return a;
}

/* Are all figures of an actor but its costs hidden, and NaN, or all shown as they are? */
static bool hides(const struct ek_result *r, const char *name) {
  int a = actor(r, name);
  const struct ek_figure *f = r->figures.items, *open = open_result(r)->figures.items;
  size_t seen = 0;
  for (size_t i = 0; i < r->figures.n; i++) {
    bool cost = f[i].def->id == EK_FIG_COST || f[i].def->id == EK_FIG_COST_IN_YEAR;
    if (f[i].actor != a || f[i].def->id == EK_FIG_BENEFIT_STAGE) continue;
    assert_int_equal(f[i].hidden, !cost && r->few->account[a]);
    if (f[i].hidden) assert_true(isnan(f[i].value) && isnan(f[i].column[0]));
    else if (!isnan(open[i].value)) assert_near(f[i].value, open[i].value, 0, 0);
    seen++;
  }
  assert_true(seen > 10);
  return r->few->account[a];
}

static const struct ek_figure *figure(const struct ek_result *r, enum ek_figure_id id, const char *name) {
  const struct ek_figure *f = ek_result_figure(r, id, name != NULL ? actor(r, name) : -1,
                                               ek_figure_defs[id].by_horizon ? 60 : 0, -1);
  if (f == NULL) fail_msg("no %s", ek_figure_defs[id].name);
  return f;
}

/* --- who counts ------------------------------------------------------------------------------ */

static void test_four_are_hidden_and_five_are_not(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}), ALONE);
  assert_true(hides(r, "polis"));
  assert_true(hides(r, "fk")); /* the smallest beside it: offentligt less kommun tells of ten */
  assert_false(hides(r, "kommun"));
  assert_false(hides(r, "offentligt"));
  assert_false(hides(r, "samhälle"));
  r = small(MOVES({"häkte", "bidrag", NULL, 5}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}), ALONE);
  for (size_t a = 0; a < r->model->n_actors; a++) assert_false(r->few->account[a]);
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) assert_false(f[i].hidden);
}

/* Two parts of two persons each are not enough: together they are four. */
static void test_small_parts_hide_a_third(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 2}, {"sjuk", "bidrag", NULL, 2}, {"bidrag", "arbete", NULL, 20}), ALONE);
  assert_true(hides(r, "polis") && hides(r, "fk") && hides(r, "kommun"));
  assert_false(hides(r, "offentligt")); /* it is 24 persons' */
}

/* The same four in two parts are four, and not eight. */
static void test_one_person_in_two_parts_is_one(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "sjuk", NULL, 4}, {"bidrag", "arbete", NULL, 20}), ALONE);
  assert_true(hides(r, "polis") && hides(r, "fk") && hides(r, "kommun"));
  assert_false(hides(r, "offentligt"));
}

/* A sum that is hidden for the sake of a part beside it is not told by its own parts. */
static void test_a_hidden_sum_hides_a_part(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"sjuk", "arbete", NULL, 4}, {"bidrag", "sjuk", NULL, 20}, {"övrigt", "annat", NULL, 9}, {"bidrag", "borta", NULL, 8}), ALONE);
  assert_true(hides(r, "ag") && hides(r, "offentligt"));
  assert_false(hides(r, "individ") || hides(r, "samhälle"));
  assert_true(hides(r, "kommun") || hides(r, "fk"));
}

/* The only part beside it that anybody moves is hidden; without one, the whole is. */
static void test_a_part_alone_hides_its_whole(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "arbete", NULL, 4}, {"arbete", "arbete", NULL, 20}), ALONE);
  assert_true(hides(r, "polis") && hides(r, "offentligt") && hides(r, "samhälle") && hides(r, "individ"));
}

static void test_what_does_not_change_does_not_count(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"häkte", "häkte", NULL, 30}, {"bidrag", "sjuk", NULL, 7}), ALONE);
  assert_true(hides(r, "polis") && hides(r, "fk"));
  assert_false(hides(r, "kommun"));
}

/* What changes for a while and then not again counts. */
static void test_a_change_on_the_way_counts(void **state) {
  (void)state;
  write_model();
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "nr;före;under;efter;in;ut\n");
  for (size_t i = 0; i < 20; i++) {
    ek_buffer_addf(&csv, "%zu;bidrag;%s;%s;2013-03-01;2013-08-31\n", 1001 + i, i < 4 ? "häkte" : "bidrag", i % 3 ? "sjuk" : "bidrag");
  }
  file_of("p.csv", ek_buffer_text(&csv));
  const struct ek_result *r = people_run("ekusia: 1\ntitle: T\nmodel: ./liten\n"
      "settings: {price_year: 2014, start: 2013-03, horizons: [1 year, 5 years], discount: none}\n"
      "participants:\n  file: p.csv\n"
      "  columns: {id: nr, before.state: före, during.state: under, after.state: efter, entry: in, exit: ut}\n" ALONE);
  assert_true(hides(r, "polis"));
  assert_true(hides(r, "fk")); /* 13 */
}

static void test_few_of_those_compared_with(void **state) {
  (void)state;
  for (size_t n = 4; n <= 5; n++) {
    file_of("g.csv", file_with(MOVES({"häkte", "bidrag", NULL, n}, {"sjuk", "bidrag", NULL, 7}, {"bidrag", "bidrag", NULL, 20})));
    const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 9}, {"sjuk", "bidrag", NULL, 8}, {"bidrag", "arbete", NULL, 20}),
                                      NO_DRAWS "comparison: {group: {file: g.csv}}\n");
    assert_int_equal(hides(r, "polis"), n == 4);
    assert_int_equal(hides(r, "fk"), n == 4);
    assert_false(hides(r, "kommun"));
  }
}

static void test_costs_are_shown(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}),
                                    ALONE "costs: [{name: K, payer: polis, amount: 40 385 kr}]\n");
  assert_true(hides(r, "polis"));
  assert_near(figure(r, EK_FIG_COST, "polis")->value, 40385, 1e-12, 0);
  assert_near(in_year(r, EK_FIG_COST_IN_YEAR, "polis", 0), 40385, 1e-12, 0);
  assert_true(figure(r, EK_FIG_RESULT, "polis")->hidden && figure(r, EK_FIG_BENEFIT, "polis")->hidden);
}

/* --- production ------------------------------------------------------------------------------ */

static void test_production_of_few(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"bidrag", "arbete", NULL, 4}, {"borta", "sjuk", NULL, 9}, {"bidrag", "sjuk", NULL, 20}),
                                    NO_DRAWS "comparison: {deadweight: 11 %, displacement: 13 %}\n");
  static const enum ek_figure_id all[] = {
      EK_FIG_PRODUCTION, EK_FIG_RESOURCES, EK_FIG_POTENTIAL_BEFORE_PRODUCTION, EK_FIG_POTENTIAL_AFTER_PRODUCTION,
      EK_FIG_POTENTIAL_BEFORE_RESOURCES, EK_FIG_POTENTIAL_AFTER_RESOURCES, EK_FIG_EXTRA_IN_WORK};
  const struct ek_result *open = open_result(r);
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    assert_true(figure(r, all[i], NULL)->hidden && (bool)isnan(figure(r, all[i], NULL)->value));
    assert_true(isfinite(figure(open, all[i], NULL)->value));
  }
  assert_true(hides(r, "ag")); /* who bears what is displaced */
  /* A stage less the last is what is displaced, a share of production: of who bears it, and above. */
  static const char *const told[] = {"ag", "samhälle"}, *const others[] = {"kommun", "fk", "offentligt"};
  size_t stages = r->n_stages;
  assert_int_equal(stages, 3); /* gross, deadweight, displacement */
  for (size_t s = 0; s < stages; s++) {
    for (size_t i = 0; i < 2; i++) {
      bool hidden = ek_result_stage(r, EK_FIG_BENEFIT_STAGE, actor(r, told[i]), 60, r->stages[s].correction)->hidden;
      assert_int_equal(hidden, s + 1 < stages || r->few->account[actor(r, told[i])]);
    }
    for (size_t i = 0; i < 3; i++) {
      assert_int_equal(ek_result_stage(r, EK_FIG_BENEFIT_STAGE, actor(r, others[i]), 60, r->stages[s].correction)->hidden,
                       r->few->account[actor(r, others[i])]);
    }
  }
}

/* Whom nothing reaches but what is displaced bears a share of what few produce. */
static void test_what_few_displace(void **state) {
  (void)state;
  for (size_t n = 4; n <= 5; n++) {
    const struct ek_result *r = small(MOVES({"bidrag", "eget", NULL, n}, {"bidrag", "borta", NULL, 20}),
                                      NO_DRAWS "comparison: {deadweight: 11 %, displacement: 13 %}\n");
    assert_int_equal(hides(r, "ag"), n == 4);
    assert_true(at(open_result(r), EK_FIG_BENEFIT, "ag", 60) < -1);
  }
}

static void test_production_of_enough(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"bidrag", "arbete", NULL, 5}, {"borta", "sjuk", NULL, 9}, {"bidrag", "sjuk", NULL, 20}),
                                    NO_DRAWS "comparison: {deadweight: 11 %, displacement: 13 %}\n");
  const struct ek_figure *f = r->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) assert_false(f[i].hidden);
}

/* What society gets is what is produced, when no resources change: of few it is hidden, and what
 * it could be. */
static void test_society_does_not_tell_what_few_produce(void **state) {
  (void)state;
  for (size_t n = 4; n <= 5; n++) {
    const struct ek_result *r = small(MOVES({"bidrag", "arbete", NULL, n}, {"bidrag", "sjuk", NULL, 20}), ALONE);
    assert_int_equal(hides(r, "samhälle"), n == 4);
    assert_int_equal(hides(r, "ag"), n == 4); /* or all parts together would tell */
    static const enum ek_figure_id told[] = {EK_FIG_POTENTIAL_BEFORE, EK_FIG_POTENTIAL_AFTER, EK_FIG_REALISED_POTENTIAL};
    for (size_t i = 0; i < 3; i++) assert_int_equal(figure(r, told[i], NULL)->hidden, n == 4);
  }
}

/* --- groups ---------------------------------------------------------------------------------- */

static void test_another_group_is_hidden_too(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", "K", 3}, {"sjuk", "bidrag", "K", 9}, {"bidrag", "arbete", "K", 9},
                                          {"häkte", "bidrag", "M", 8}, {"sjuk", "bidrag", "M", 9}, {"bidrag", "arbete", "M", 9}),
                                    ALONE "breakdown: [sex]\n");
  const struct ek_breakdown_result *b = r->breakdowns.items;
  assert_int_equal(b->by->n, 2);
  assert_false(hides(r, "polis")); /* of eleven */
  for (size_t g = 0; g < 2; g++) {
    assert_false(b->groups[g].masked);
    assert_true(hides(b->groups[g].result, "polis"));
    assert_true(hides(b->groups[g].result, "fk") || hides(b->groups[g].result, "kommun"));
    assert_false(hides(b->groups[g].result, "samhälle"));
  }
}

/* When nobody else has anything of it, the whole is theirs and hidden. */
static void test_the_whole_is_hidden_with_the_only_group(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", "K", 3}, {"sjuk", "bidrag", "K", 9}, {"bidrag", "arbete", "K", 9},
                                          {"sjuk", "bidrag", "M", 9}, {"bidrag", "arbete", "M", 9}),
                                    ALONE "breakdown: [sex]\n");
  assert_true(hides(r, "polis"));
}

/* --- what goes with it ----------------------------------------------------------------------- */

static void test_intervals_influences_and_contrasts_go(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}),
                                    "bootstrap: {draws: 100}\ncomparison: {before_continues: yes}\n");
  const struct ek_figure *f = r->figures.items;
  size_t known = 0, hidden = 0;
  for (size_t i = 0; i < r->figures.n; i++) {
    known += r->bootstrap->of[i].known;
    hidden += f[i].hidden;
    assert_false(f[i].hidden && r->bootstrap->of[i].known);
  }
  assert_true(known > 10 && hidden > 10);
  const struct ek_influence *one = r->influences.items;
  assert_true(r->influences.n > 0);
  for (size_t i = 0; i < r->influences.n; i++) assert_false(r->few->account[one[i].actor]);
  const struct ek_contrast *c = r->contrasts.items;
  size_t actors = 0;
  for (size_t i = 0; i < r->contrasts.n; i++) {
    if (c[i].state != NULL) continue;
    actors++;
    if (r->few->account[c[i].actor]) assert_true(c[i].masked);
  }
  assert_true(actors > 3);
}

static void test_the_sample_is_hidden_too(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}),
                                    "  whole: 333\n" ALONE);
  assert_non_null(r->sample);
  assert_true(figure(r->sample, EK_FIG_BENEFIT, "polis")->hidden);
  assert_false(figure(r->sample, EK_FIG_BENEFIT, "samhälle")->hidden);
}

static void test_explain_and_expect_refuse(void **state) {
  (void)state;
  const struct ek_result *r = small(MOVES({"häkte", "bidrag", NULL, 4}, {"sjuk", "bidrag", NULL, 6}, {"bidrag", "arbete", NULL, 20}),
                                    ALONE "expect: [{figure: benefit, actor: polis, horizon: 5 years, min: 1},\n"
                                          "  {figure: cost, actor: polis, horizon: 5 years, max: 1}]\n");
  errors();
  assert_null(ek_explain_find(r, "polis/5y/benefit", diags));
  assert_errors(":0:0+0 'polis/5y/benefit' is not shown: it, or what it would tell of, rests on fewer than 5 persons; "
                "ask for a sum that rests on more, as society's\n");
  assert_non_null(ek_explain_find(r, "polis/5y/cost", diags));
  assert_non_null(ek_explain_find(r, "kommun/5y/benefit", diags));
  assert_fine();
  assert_int_equal(ek_result_expect(r, diags), 1);
  assert_non_null(strstr(errors(), "the figure 'benefit' is not shown: it, or what it would tell of, rests on fewer than 5 persons"));
}

/* Flows that the explanation of a benefit tells by themselves, by what they are of: "sjuk.f". */
static size_t told_flows(const struct ek_result *r, const char *path, const char **names) {
  const struct ek_figure *f = ek_explain_find(r, path, diags);
  size_t n = 0;
  if (f == NULL) {
    errors();
    return 0;
  }
  const struct ek_trace *t = ek_explain(r, f);
  struct ek_trace *const *part = t->children.items;
  for (size_t i = 0; i < t->children.n; i++) {
    if (part[i]->name == NULL || strcmp(part[i]->kind, "flow") != 0) continue;
    names[n++] = part[i]->name;
  }
  return n;
}

static bool among(const char *const *names, size_t n, const char *name) {
  for (size_t i = 0; i < n; i++) if (ek_text_same(names[i], name)) return true;
  return false;
}

/* What one explanation hides no other tells: a flow of the municipality is told to the person as well, at every time. */
static void test_explanations_hide_the_same_flows(void **state) {
  (void)state;
  static const char *const times[] = {"1y/benefit", "5y/benefit", "benefit_per_year", "benefit_in_year/year:0", "benefit_in_year/year:3"};
  static const size_t few_of[] = {1, 2, 4, 5, 9};
  size_t told = 0, enough = 0;
  for (size_t k = 0; k < sizeof few_of / sizeof *few_of; k++) {
    const struct ek_result *r = small(MOVES({"bidrag", "arbete", NULL, 12}, {"borta", "arbete", NULL, few_of[k]}, {"sjuk", "bidrag", NULL, 7}, {"övrigt", "sjuk", NULL, few_of[k]},
                                            {"annat", "bidrag", NULL, 6}), ALONE);
    const char *first[16], *names[16];
    for (size_t t = 0; t < sizeof times / sizeof *times; t++) {
      size_t of_kommun = told_flows(r, ek_sprintf(arena, "kommun/%s", times[t]), names);
      size_t of_person = told_flows(r, ek_sprintf(arena, "individ/%s", times[t]), first);
      for (size_t i = 0; i < of_kommun; i++) {
        if (!ek_text_same(names[i], "borta.f")) assert_true(among(first, of_person, names[i])); /* that goes nowhere else */
        told++;
      }
      if (few_of[k] < 5 && of_kommun > 0) assert_false(among(names, of_kommun, "borta.f"));
      if (few_of[k] < 5 && of_person > 0) assert_false(among(first, of_person, "övrigt.f"));
      enough += few_of[k] >= 5 && among(first, of_person, "övrigt.f");
    }
  }
  assert_true(told > 10);
  assert_true(enough > 0); /* of five it is told */
}

static void test_type_cases_hide_nothing(void **state) {
  (void)state;
  write_model();
  const struct ek_result *r = people_run("ekusia: 1\ntitle: T\nmodel: ./liten\n"
      "settings: {price_year: 2014, start: 2013-03, horizons: [1 year, 5 years], discount: none}\n"
      "participants:\n  cases:\n    - {name: A, weight: 2, before: {states: {häkte: 100 %}}, after: {states: {arbete: 100 %}}}\n"
      "comparison: {before_continues: yes}\n");
  const struct ek_figure *f = r->figures.items;
  assert_null(r->few);
  for (size_t i = 0; i < r->figures.n; i++) assert_false(f[i].hidden);
  assert_near(at(r, EK_FIG_BENEFIT, "polis", 60), 2 * 60 * 5717.0, 1e-12, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_four_are_hidden_and_five_are_not),
      TEST(test_small_parts_hide_a_third),
      TEST(test_one_person_in_two_parts_is_one),
      TEST(test_a_hidden_sum_hides_a_part),
      TEST(test_a_part_alone_hides_its_whole),
      TEST(test_what_does_not_change_does_not_count),
      TEST(test_a_change_on_the_way_counts),
      TEST(test_few_of_those_compared_with),
      TEST(test_costs_are_shown),
      TEST(test_production_of_few),
      TEST(test_what_few_displace),
      TEST(test_production_of_enough),
      TEST(test_society_does_not_tell_what_few_produce),
      TEST(test_another_group_is_hidden_too),
      TEST(test_the_whole_is_hidden_with_the_only_group),
      TEST(test_intervals_influences_and_contrasts_go),
      TEST(test_the_sample_is_hidden_too),
      TEST(test_explain_and_expect_refuse), TEST(test_explanations_hide_the_same_flows),
      TEST(test_type_cases_hide_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
