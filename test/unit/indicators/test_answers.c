/* Answers from files: what is read of them, and what is told. */
#include "answers_of.h"

#define COLUMNS "  columns: {id: nr, group: grupp, period: år, item: fråga, answer: svar}\n"
#define SCALE "  scale: {from: 1, to: 5, positive: [4, 5], labels: {Instämmer helt: 5}}\n"
#define ITEMS "  items: {F1: inflytande, F2: {indicator: rätt-tid, reversed: yes}, F3: {indicator: mitt, scale: {from: 0, to: 1, positive: [1], labels: {ja: 1, nej: 0}}}}\n" \
              "  own: {mitt: {label: Mitt, perspective: deltagare, type: effect}}\n"

static void rows_read(void **state) {
  (void)state;
  const struct ek_answers *a = answers_of(COLUMNS SCALE ITEMS "  missing: Vet ej\n  baseline: 2013\n",
      "nr;grupp;år;fråga;svar\n2;D;2014;F1;instämmer HELT\n1;D;2013;F1;4\n1;P;2013;F2;2\n1;D;2013;F3;nej\n2;D;2013;F1;vet ej\n3;D;2013;relationsstruktur;3\n4;D;2013;F9;x\n");
  assert_int_equal(a->n, 6);
  assert_int_equal(a->left_out, 1);
  assert_errors("~ svar.csv:8:10+1 'fråga': left out: a question that is no indicator's; say under `items` which it is, if it is one\n");
  assert_int_equal(a->baseline, 0);
  assert_int_equal(a->respondents, 4); /* nr 1 of two groups is two persons */
  assert_int_equal(a->n_measured, 4);
  assert_string_equal(a->measured[0].of->name.text, "inflytande"); /* by perspective, then as in the lists */
  assert_string_equal(a->measured[2].of->name.text, "mitt");
  assert_string_equal(a->measured[3].of->name.text, "relationsstruktur");
  assert_near(a->answers[0].value, 5, 0, 0);
  assert_true(a->answers[0].positive);
  assert_near(a->answers[2].value, 4, 0, 0); /* turned round */
  assert_true(a->answers[2].positive);
  assert_near(a->answers[3].value, 0, 0, 0);
  assert_false(a->answers[3].positive);
  assert_true(isnan(a->answers[4].value));
}

static void periods_as_stated(void **state) {
  (void)state;
  const struct ek_answers *a = answers_of("  columns: {period: p, item: f, answer: s}\n" SCALE "  periods: [VT, HT]\n  baseline: VT\n", "p;f;s\nHT;inflytande;1\nVT;inflytande;2\n");
  assert_int_equal(a->answers[0].part[EK_PART_PERIOD], 1);
  assert_int_equal(a->baseline, 0);
  assert_false(a->identified);
}

/* All that is wrong is told in one run, each kind once and without what stands there. */
static void faults(void **state) {
  (void)state;
  assert_null(answers_or_none(COLUMNS "  scale: {from: 1, to: 5, positive: [2, 5], labels: {bra: 9}}\n  items: {F1: inflytand, F7: rätt-tid}\n  baseline: 2012\n",
      "nr;grupp;år;fråga;svar\n1;D;2013;F1;4\n2;D;2013;rätt-tid;sju\n3;D;2013;rätt-tid;7\n4;;2013;rätt-tid;1\n;D;2013;rätt-tid;1\n5;D;2013;rätt-tid;1\n5;D;2013;rätt-tid;2\n6;D\n"));
  assert_errors("s.yaml:6:10+1 'positive' is not one end of the scale; write all from there to the end: [4, 5] of 1 to 5, [1, 2] where 1 is the best\n"
                "s.yaml:6:59+1 'bra' stands for a number from 1 to 5\n"
                "s.yaml:7:15+9 there is no indicator 'inflytand'; did you mean 'inflytande'?\n"
                "~ s.yaml:7:26+2 no row of the file has the question 'F7'\n"
                "s.yaml:8:13+4 no answer is from the period '2012'; write it as it stands in the file; leave it out when nothing was measured before\n"
                "svar.csv:5:3+1 'grupp': nothing is said; every answer needs it\n"
                "svar.csv:6:1+1 'nr': nothing is said; every answer needs it\n"
                "svar.csv:8:1+1 'nr': the same person answers the same question again in the same period; take one of the rows away\n"
                "svar.csv:9:1+1 another number of cells than in the first row: 2, not 5; put a cell that holds the delimiter in quotes\n");
}

static void columns(void **state) {
  (void)state;
  assert_null(answers_or_none("  columns: {item: f, answr: s}\n" SCALE, "f;s\na;1\n"));
  assert_errors("s.yaml:4:3+1 no column is the 'answer'; write columns: {answer: …}\ns.yaml:4:3+1 no column is the 'period'; write columns: {period: …}\n"
                "s.yaml:5:22+5 no column of answers is a 'answr'; did you mean 'answer'?\n");
  assert_null(answers_or_none("  columns: {item: f, answer: s, period: p, group: f}\n" SCALE, "f;s\na;1\n"));
  assert_errors("s.yaml:5:41+1 'svar.csv' has no column 'p'; `columns` names columns as they stand in the first row\ns.yaml:5:51+1 'f' is both item and group; give each its own column\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(rows_read), TEST(periods_as_stated), TEST(faults), TEST(columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
