/* The plan: it is there for plans alone, adds up over the years, and says when and what must be true. */
#include "report_fixture.h"

#define PLAN(phase) STUDY_HEAD "class: {phase: " phase "}\n" STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS

static const char *planning(const char *study, enum ek_lang lang) { return squeezed(report_tried(study, lang, "planning")); }

static void only_a_plan_has_it(void **state) {
  (void)state;
  assert_silent(planning(PLAN("uppföljning") STUDY_NET, EK_SV), "PLANERING OCH");
  assert_silent(planning(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV), "PLANERING OCH");
  assert_silent(planning(STUDY_HEAD "class: {phase: planering}\n" STUDY_SETTINGS STUDY_PEOPLE STUDY_NET, EK_SV), "PLANERING OCH"); /* no cost */
  assert_says(planning(PLAN("planering") STUDY_NET, EK_SV), "\nPLANERING OCH FINANSIERING, tusen kronor\n");
  assert_says(planning(PLAN("planning") STUDY_NET, EK_EN), "\nPLAN AND FINANCING, SEK thousand\n");
}

/* The municipality pays 545 000.50 and gets 3 · 10 000 · 12 · 80 % = 288 000 a year. */
static void years_are_told_for_each_who_pays(void **state) {
  (void)state;
  const char *text = planning(PLAN("planering") STUDY_NET, EK_SV);
  assert_says(text, "Kommunen\nBetalar 545 0 0 0 0\n"
                    "Får tillbaka 288 288 288 288 288\n"
                    "Samlat netto −257 31 319 607 895\n");
  assert_says(text, "Utanför samhället: EU\nBetalar 333 0 0 0 0\n─");
  assert_silent(text, "Polisen");
}

static void when_it_is_back_is_a_month(void **state) {
  (void)state;
  const char *text = planning(PLAN("planering") STUDY_NET, EK_SV);
  assert_says(text, "Kommunen 23 mån januari 2015\n");
  assert_says(text, "Försäkringskassan ingen –\n");
  assert_says(text, "Ingen: inte inom fem år.");
  assert_silent(text, "Diskonterat"); /* the study does not discount */
}

/* Society: 590 001 of 2 880 000; the municipality: 545 000.50 of 1 440 000. */
static void what_must_be_true_is_told(void **state) {
  (void)state;
  const char *text = planning(PLAN("planering") STUDY_NET, EK_SV);
  assert_says(text, "Vad som måste gälla för att det ska gå jämnt upp efter fem år\n");
  assert_says(text, "Samhället 20 % 0,5 20 % 84 %\n");
  assert_says(text, "Kommunen 38 % 0,9 38 % 70 %\n");
  assert_says(text, "Försäkringskassan ingen – – –\n");
  assert_says(text, "Som i studien 100 % 2,4");
  assert_says(text, "Kritiska värden: där resultatet efter 5 år blir noll\n");
  assert_says(text, "Beräkningen vilar på ett värde som studien själv anger (grad C).");
}

static void gross_change_is_called_so(void **state) {
  (void)state;
  const char *text = planning(PLAN("planering") STUDY_GROSS, EK_SV);
  assert_says(text, "PLANERING OCH FINANSIERING, BRUTTOFÖRÄNDRING, tusen kronor\n");
  assert_says(text, "När bruttoförändringen väntas täcka kostnaden\n");
  assert_silent(text, "Får tillbaka");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(only_a_plan_has_it), TEST(years_are_told_for_each_who_pays), TEST(when_it_is_back_is_a_month),
      TEST(what_must_be_true_is_told), TEST(gross_change_is_called_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
