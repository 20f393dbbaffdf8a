/* The result table: the tree of actors, money from outside, numbers rounded one by one,
 * the proof of balance, and costs written off. */
#include "report_fixture.h"

#define NET STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET

static const char *result(const char *study) {
  return plain(report_text(study, EK_SV, "result"));
}

static void actors_stand_as_a_tree(void **state) {
  (void)state;
  assert_says(result(NET),
              "RESULTAT PER AKTÖR, tusen kronor\n"
              "                                      1 år              5 år\n"
              "                       Kostnad  Intäkt  Resultat  Intäkt  Resultat  Återbetald\n");
}

static void the_rows(void **state) {
  (void)state;
  assert_says(result(NET),
              "Samhället                  590     576       −14   2 880     2 290      13 mån\n"
              "  Individerna                0     288       288   1 440     1 440           –\n"
              "  Offentlig sektor         590     288      −302   1 440       850      25 mån\n"
              "    Kommunen               545     288      −257   1 440       895      23 mån\n"
              "    Försäkringskassan       45       0       −45       0       −45       ingen\n"
              "──────────────────────────────────────────────────────────────────────────────\n"
              "Utanför samhället: EU      333       0      −333       0      −333           –\n"
              "──────────────────────────────────────────────────────────────────────────────\n"
              "Kontroll: aktörerna = samhället + utanför samhället = produktion − resurser,\n"
              "skillnad 0,00 kr.\n"
              "Utifrån kom 330 000 kronor till samhället (odiskonterat). Det ingår inte i\n"
              "samhällets resultat.\n");
}

static void who_has_no_flow_is_named(void **state) {
  (void)state;
  assert_says(result(NET), "Utan flöden och därför inte med: polisen.\n");
}

static void displaced_production_is_explained(void **state) {
  (void)state;
  assert_silent(result(NET), "trängs undan");
  assert_says(result(STUDY_HEAD STUDY_SETTINGS "states:\n  jobb:\n    flows:\n"
                     "      - {name: vinst, from: production, to: kommun, amount: 9 000 kr/month}\n"
                     "participants: {cases: [{name: A, before: {states: {arbete: 0 %}},\n"
                     "  after: {states: {jobb: 100 %}}}]}\n"
                     "comparison: {deadweight: 0 %, displacement: 25 %}\n"),
              "Individerna: här bokförs den produktion som trängs undan hos andra.\n");
}

static void parts_that_add_need_no_note(void **state) {
  (void)state;
  assert_silent(result(NET), "avrundade");
}

/* 497,5 and 2,5 thousand are shown as 498 and 3, and their sum as 500. */
static void parts_that_do_not_add_are_noted(void **state) {
  (void)state;
  const char *text =
      result(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
             "costs:\n  - {name: A, payer: kommun, amount: 497 500 kr}\n"
             "  - {name: B, payer: fk, amount: 2 500 kr}\n" STUDY_NET);
  assert_says(text, "  Offentlig sektor         500 ");
  assert_says(text, "    Kommunen               498 ");
  assert_says(text, "    Försäkringskassan        3 ");
  assert_says(text, "Talen är avrundade var för sig; delarna ger därför inte alltid summan.\n");
}

static void small_amounts_are_in_kronor(void **state) {
  (void)state;
  const char *text = result(
      STUDY_HEAD STUDY_SETTINGS
      "participants: {cases: [{name: A, weight: 0.02, before: {states: {bidrag: 100 %}},\n"
      "  after: {states: {arbete: 100 %}}}]}\n"
      "costs: [{name: A, payer: kommun, amount: 2 385 kr}]\n" STUDY_NET);
  assert_says(text, "RESULTAT PER AKTÖR, kronor\n");
  assert_says(text, "Samhället             2 385   3 840     1 455  19 200    16 815");
  assert_says(text, "Kontroll: aktörerna = samhället = produktion − resurser, skillnad 0,00 kr.\n");
  assert_silent(text, "gräns");
}

static void huge_amounts_are_in_millions(void **state) {
  (void)state;
  const char *text = result(
      STUDY_HEAD STUDY_SETTINGS
      "participants: {cases: [{name: A, weight: 2 385, before: {states: {bidrag: 100 %}},\n"
      "  after: {states: {arbete: 100 %}}}]}\n"
      "costs: [{name: A, payer: kommun, amount: 23.85 Mkr}]\n" STUDY_NET);
  assert_says(text, "RESULTAT PER AKTÖR, miljoner kronor\n");
  assert_says(text, "Samhället              23,9   457,9     434,1  2 289,6   2 265,8");
  assert_says(text, "Talen är avrundade var för sig"); /* 457,9 − 23,9 is not 434,1 */
}

static void written_off_costs_stand_at_each_horizon(void **state) {
  (void)state;
  const char *text = result(
      STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [1 year, 5 years],\n"
      "  discount: {schedule: none}, write_off: 3 years}\n" STUDY_PEOPLE
      "costs: [{name: A, payer: kommun, amount: 300 000 kr}]\n" STUDY_NET);
  assert_says(text, "Kostnad  Intäkt  Resultat  Kostnad  Intäkt  Resultat");
  assert_says(text, "Samhället               100     576       476      300   2 880     2 580");
}

static void the_hint_names_the_largest_payer(void **state) {
  (void)state;
  const struct ek_report_options options = {.command = "ekusia", .study_path = "prov.yaml"};
  struct ek_document doc;
  struct ek_buffer sv = {.arena = arena}, en = {.arena = arena};
  const struct ek_result *r = result_of(NET);
  ek_report_build(r, EK_SV, &options, &doc);
  ek_render_text(&doc, false, &sv);
  assert_says(ek_buffer_text(&sv), "\n  ekusia explain prov.yaml kommun/5y/resultat\n");
  ek_report_build(r, EK_EN, &options, &doc);
  ek_render_text(&doc, false, &en);
  assert_says(ek_buffer_text(&en), "\n  ekusia explain prov.yaml kommun/5y/result\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(actors_stand_as_a_tree),
      TEST(the_rows),
      TEST(who_has_no_flow_is_named),
      TEST(displaced_production_is_explained),
      TEST(parts_that_add_need_no_note),
      TEST(parts_that_do_not_add_are_noted),
      TEST(small_amounts_are_in_kronor),
      TEST(huge_amounts_are_in_millions),
      TEST(written_off_costs_stand_at_each_horizon),
      TEST(the_hint_names_the_largest_payer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
