/* Tests of lib/read/bind_value.c: quantities plain and as maps, units and ranges, what is
 * kept as a formula, distributions. */
#include "read/fixture.h"

#include <math.h>

#include "read/bind.h"

struct one {
  struct ek_value value;
};

static const struct ek_field share = {.unit = "%", .min = 0, .max = 1};
static const struct ek_field amount = {
    .unit = "kr | kr/month | kr/participant", .min = 0, .max = INFINITY};
static const struct ek_field free_unit = {.unit = NULL};

/* The fields live in the arena: values point to theirs. */
static bool bind_one(struct ek_field field, const char *text, struct ek_value *out) {
  struct ek_field *fields = ek_alloc_array(arena, 2, sizeof *fields);
  struct ek_record record = {"one", sizeof(struct one), fields, EK_NO_OFFSET, EK_NO_OFFSET, NULL};
  struct one one;
  field.key = "x";
  field.kind = EK_VALUE;
  fields[0] = field;
  const struct ek_node *root =
      ek_yaml_read(arena, source_of(ek_sprintf(arena, "x: %s\n", text)), diags);
  assert_non_null(root);
  bool fine = ek_bind(arena, root, &record, &one, diags);
  *out = one.value;
  assert_ptr_equal(out->field, fields);
  assert_int_equal(out->pos.line, 1);
  return fine;
}

static struct ek_value good(struct ek_field field, const char *text) {
  struct ek_value value;
  if (!bind_one(field, text, &value))
    fail_msg("%s", errors());
  return value;
}

static void bad(struct ek_field field, const char *text, const char *expected) {
  struct ek_value value;
  assert_false(bind_one(field, text, &value));
  assert_errors(expected);
}

static void test_plain(void **state) {
  (void)state;
  struct ek_value value = good(amount, "12 500 kr/month");
  assert_string_equal(value.text, "12 500 kr/month");
  assert_ptr_equal(value.node->text, value.text);
  assert_int_equal(value.pos.column, 4);
  assert_int_equal(value.pos.length, 15);
  good(amount, "1,2 Mkr");
  good(amount, "150 tkr/year");
  good(amount, "'4 500 kr/deltagare'");
  good(share, "35 %");
  good(share, "0,35");
  good(share, "1");
  good(free_unit, "3 visit/year");
  good((struct ek_field){.unit = "1 | participant"}, "2.5");
  good((struct ek_field){.unit = "1 | participant"}, "3 deltagare");
  good((struct ek_field){.unit = "% | 1/year", .max = 1}, "85 %/year");
}

static void test_formulas(void **state) {
  (void)state;
  static const char *const formulas[] = {"0.4 * handlaggare * 12",
                                         "månadslön",
                                         "(1 + avgift) * lön",
                                         "100 kr + moms",
                                         "2/3",
                                         "7 - x",
                                         "kommunalskatt(wage)",
                                         "rest",
                                         "-lön",
                                         "12*x",
                                         "5 kr / 2",
                                         "max(1, 2)"};
  for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
    assert_string_equal(good(share, formulas[i]).text, formulas[i]);
}

static void test_numbers(void **state) {
  (void)state;
  bad(amount, "1.234 kr", "1:4+5 x: ambiguous number '1.234'; write 1234 or 1.2340\n");
  bad(amount, "\"12 34 kr\"",
      "1:5+5 x: wrong groups of digits in '12 34'; groups after a space "
      "have exactly three digits: 12 500\n");
  bad(amount, "12 500 kr/mont", "1:14+4 x: 'mont' is not a unit; did you mean 'month'?\n");
  bad(amount, "45 kronobergare",
      "1:7+12 x: 'kronobergare' is not a unit; write for example '12 500 kr'\n");
  bad(free_unit, "45 kronobergare", "1:7+12 x: 'kronobergare' is not a unit\n");
  bad(amount, "'-1.234 kr'", "1:6+5 x: ambiguous number '1.234'; write 1234 or 1.2340\n");
  bad(amount, "''", "1:4+2 x is empty\n");
  bad(amount, "[1 kr]", "1:4+1 x must be a quantity, not a list\n");
}

static void test_units(void **state) {
  (void)state;
  bad(amount, "12500",
      "1:4+5 x must be in kr, kr/month or kr/participant, and '12500' has no unit; "
      "write '12500 kr'\n");
  bad(amount, "3 kr/visit",
      "1:4+10 x must be in kr, kr/month or kr/participant, not in kr/visit; "
      "write for example '12 500 kr'\n");
  bad(share, "25 kr", "1:4+5 x must be in %, not in kr; write for example '35 %'\n");
  bad((struct ek_field){.unit = "1/year"}, "6",
      "1:4+1 x must be in 1/year, and '6' has no unit; write '6/year'\n");
  bad((struct ek_field){.unit = "1"}, "6 kr",
      "1:4+4 x must be a bare number, not in kr; write for example '12'\n");
}

static void test_ranges(void **state) {
  (void)state;
  bad(share, "25", "1:4+2 x must be a share, and '25' is not one; did you mean 25 %?\n");
  bad(share, "125 %", "1:4+5 x must be at most 100 %, not 125 %\n");
  bad(share, "125", "1:4+3 x must be at most 100 %, not 125\n");
  bad(share, "-5 %", "1:4+4 x must be at least 0 %, not -5 %\n");
  bad(amount, "-5 kr/month", "1:4+11 x must be at least 0 kr/month, not -5 kr/month\n");
  bad((struct ek_field){.min = 2, .max = 3}, "3.5", "1:4+3 x must be at most 3, not 3.5\n");
}

static void test_map(void **state) {
  (void)state;
  struct ek_value value =
      good(amount, "{value: 19 800 kr/month, source: {title: lönestatistik, url: u}, grade: B, "
                   "low: 18 000 kr/month, high: 22 000 kr/month, price_year: 2013, index: kpi, "
                   "note: n}");
  assert_string_equal(value.text, "19 800 kr/month");
  assert_int_equal(value.node->pos.column, 12);
  assert_int_equal(value.pos.column, 4);
  assert_string_equal(value.source.text, "lönestatistik");
  assert_string_equal(value.source.url, "u");
  assert_int_equal(value.grade, EK_GRADE_B);
  assert_string_equal(value.low->text, "18 000 kr/month");
  assert_string_equal(value.high->text, "22 000 kr/month");
  assert_int_equal(value.price_year, 2013);
  assert_string_equal(value.index, "kpi");
  assert_string_equal(value.note, "n");
  assert_null(value.dist.text);
  value = good(share, "{share: dödvikt, source: rapport}");
  assert_string_equal(value.text, "dödvikt");
  assert_string_equal(value.source.text, "rapport");
  assert_int_equal(value.grade, EK_GRADE_NONE);
}

static void test_distributions(void **state) {
  (void)state;
  struct ek_value value = good(share, "{dist: beta, mean: 0.35, sd: 0.08}");
  assert_string_equal(value.dist.text, "beta");
  assert_string_equal(value.text, "0.35");
  assert_ptr_equal(value.node, value.mean);
  assert_string_equal(value.sd->text, "0.08");
  value = good(amount, "{dist: pert, low: 1 kr, mode: 2 kr, high: 5 kr}");
  assert_string_equal(value.text, "2 kr");
  assert_string_equal(value.mode->text, "2 kr");
  assert_string_equal(value.high->text, "5 kr");
  value = good(amount, "{dist: uniform, low: 1 kr, high: 5 kr, grade: D}");
  assert_null(value.text);
  assert_null(value.node);
  assert_int_equal(value.grade, EK_GRADE_D);
  value = good(share, "{ci95: [20 %, 45 %], dist: beta}");
  assert_null(value.text);
  assert_string_equal(value.quantile[0]->text, "20 %");
  assert_string_equal(value.quantile[1]->text, "45 %");
  good(amount, "{dist: gamma, mean: 62 000 kr, sd: 15 000 kr, low: 30 000 kr, high: 90 000 kr}");
  good(share, "{dist: triangular, low: a, mode: b, high: c}");
}

static void test_nested(void **state) {
  (void)state;
  struct ek_value value = good(
      share, "{value: {dist: beta, mean: 0.30, sd: 0.08, note: inre}, source: s, grade: C, low: "
             "20 %, high: 40 %}");
  assert_string_equal(value.text, "0.30");
  assert_string_equal(value.dist.text, "beta");
  assert_string_equal(value.source.text, "s");
  assert_string_equal(value.note, "inre");
  assert_string_equal(value.low->text, "20 %");
  assert_int_equal(value.grade, EK_GRADE_C);
  value = good(share, "{value: {ci95: [20 %, 45 %], dist: beta}}");
  assert_string_equal(value.quantile[1]->text, "45 %");
  bad(share, "{value: {dist: uniform, low: 0, high: 1}, low: 20 %}",
      "1:51+4 x.low does not belong here (the distribution has its own)\n");
  bad(share, "{value: {value: {value: 1}}}",
      "1:20+1 x.value.value must be a quantity, not a map\n");
}

static void test_wrong_maps(void **state) {
  (void)state;
  bad(amount, "{}", "1:4+1 x has no value; write value: and the quantity\n");
  bad(amount, "{source: s}", "1:4+1 x has no value; write value: and the quantity\n");
  bad(share, "{value: 1, share: 1}", "1:4+1 x has both value and share; keep one of them\n");
  bad(share, "{value: 1, dist: beta, sd: 0.1}",
      "1:4+1 x has both value and dist; write mean: in place of it\n");
  bad(share, "{value: 1, sd: 0.1}", "1:4+1 x has sd but no dist; write for example dist: beta\n");
  bad(share, "{mean: 1, sd: 0.1}", "1:4+1 x has mean but no dist; write for example dist: beta\n");
  bad(share, "{värde: 1}",
      "1:4+1 x has no value; write value: and the quantity\n"
      "1:5+5 unknown key 'värde' in x; did you mean 'value'?\n");
  bad(share, "{value: 25, low: 3 kr, grade: E, price_year: 13}",
      "1:12+2 x.value must be a share, and '25' is not one; did you mean 25 %?\n"
      "1:21+4 x.low must be in %, not in kr; write for example '35 %'\n"
      "1:34+1 x.grade cannot be 'E'; one of: A, B, C, D\n"
      "1:49+2 x.price_year must be between 1900 and 2200, not 13\n");
  bad(amount, "{value: 3 kr, low: 5 kr, high: 4 kr}", "1:4+1 x has low above high\n");
}

static void test_wrong_distributions(void **state) {
  (void)state;
  bad(share, "{dist: betta, mean: 1, sd: 0.1}",
      "1:11+5 x.dist cannot be 'betta'; did you mean "
      "'beta'?\n");
  bad(share, "{dist: beta, mean: 0.1}",
      "1:4+1 x needs the key 'sd' (dist: beta has mean and sd (or se, t or p), or ci95, or two of p5 to p95, or count and of)\n");
  bad(share, "{dist: beta, mean: 0.1, ci95: [0, 1]}",
      "1:23+3 x.mean does not belong here (dist: beta has mean and sd (or se, t or p), or ci95, or two of p5 to p95, or count and of)\n");
  bad(share, "{dist: pert, mode: 0.1, low: 0.2, high: 0.3}", "1:4+1 x has low above mode\n");
  bad(share, "{dist: pert, mode: 0.4, low: 0.2, high: 0.3}", "1:4+1 x has mode above high\n");
  bad(share, "{dist: uniform, low: 0, ci95: [0, 1]}",
      "1:4+1 x needs the key 'high' (dist: uniform has low and high)\n"
      "1:34+1 x.ci95 does not belong here (dist: uniform has low and high)\n");
  bad(share, "{dist: beta, ci95: [0.5]}",
      "1:4+1 x has a ci95 that is not two quantities; write ci95: [20 %, 45 %]\n");
  bad(share, "{dist: beta, ci95: [0.5, 0.4]}",
      "1:4+1 x has a ci95 that runs backwards; write the lower end first\n");
#define WAYS " (dist: normal has mean and sd (or se, t or p), or ci95, or two of p5 to p95)\n"
  bad(amount, "{dist: normal, mean: 3 kr, sd: 1 kr, t: 2}", "1:44+1 x.t is one too many" WAYS);
  bad(amount, "{dist: normal, p10: 3 kr}", "1:4+1 x needs another quantile beside it" WAYS);
  bad(amount, "{dist: normal, p10: 3 kr, p50: 4 kr, p90: 5 kr}", "1:46+4 x.p90 is one too many" WAYS);
  bad(amount, "{dist: normal, p10: 3 kr, p90: 2 kr}", "1:4+1 x has quantiles out of order\n");
  bad(amount, "{dist: normal, ci95: [1 kr, 2 kr], p90: 2 kr}", "1:44+4 x.p90 does not belong here" WAYS);
  bad(amount, "{dist: normal, count: 3, of: 5}",
      "1:26+1 x.count does not belong here" WAYS "1:33+1 x.of does not belong here" WAYS);
  bad(amount, "{dist: normal, mean: 3 kr, sd: 1 kr, min: 5 kr, max: 4 kr}", "1:4+1 x has min above max\n");
  bad(amount, "{dist: uniform, low: 3 kr, high: 4 kr, min: 3 kr}", "1:48+4 x.min does not belong here (dist: uniform has low and high)\n");
  bad(amount, "{value: 3 kr, min: 2 kr}", "1:4+1 x has min but no dist; a range is written low: and high:\n");
  bad(share, "{dist: beta, count: 3}", "1:4+1 x needs the key 'of' (dist: beta has mean and sd (or se, t or p), or ci95, or two of p5 to p95, or count and of)\n");
  bad(share, "{dist: beta, mean: 20 %, p: 3}", "1:32+1 x.p must be a share, and '3' is not one; did you mean 3 %?\n");
  bad(amount, "{dist: normal, mean: 3 kr, sd: -1 kr}",
      "1:35+5 x.sd must be at least 0 kr, not -1 kr\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_plain),      TEST(test_formulas),
      TEST(test_numbers),    TEST(test_units),
      TEST(test_ranges),     TEST(test_map),
      TEST(test_nested),     TEST(test_distributions),
      TEST(test_wrong_maps), TEST(test_wrong_distributions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
