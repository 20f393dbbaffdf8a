/* Benefits in the order of a NyttoSam report, who pays and who gains, and the appendices that rest on the same. */
#include "report_fixture.h"

#define NET STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET

/* 3 · 12 · 80 % of 10 000 for each: the municipality's allowance, and what the individual keeps more. */
static void the_public_sector_comes_first(void **state) {
  (void)state;
  const char *text = squeezed(report_text(NET, EK_SV, "benefits"));
  assert_says(text, "INTÄKTER, tusen kronor\n");
  assert_says(text, "Samhället 576 2 880 576\n"
                    "Offentlig sektor 288 1 440 288\n"
                    "Kommunen 288 1 440 288\n"
                    "Försäkringskassan 0 0 0\n"
                    "Individerna 288 1 440 288\n");
  assert_says(unwrapped(text), "Kort sikt är här 1 år och medellång sikt 5 år.");
}

static void no_change_has_no_section(void **state) {
  (void)state;
  assert_silent(report_text(STUDY_HEAD STUDY_SETTINGS "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}}}]}\n"
                            STUDY_COSTS STUDY_NET, EK_SV, "benefits"), "INTÄKTER");
}

static void who_pays_stands_beside_who_gains(void **state) {
  (void)state;
  const char *text = squeezed(report_text(NET, EK_SV, "distribution"));
  assert_says(text, "Kommunen 545 59 % 1 440 895 23 mån −45\n");
  assert_says(text, "Försäkringskassan 45 5 % 0 −45 ingen 45\n");
  assert_says(text, "Individerna 0 0 % 1 440 1 440 – –\n");
  assert_says(text, "Utanför samhället: EU 333 36 % 0 −333 – –\n");
}

static void the_appendix_has_every_krona(void **state) {
  (void)state;
  const char *text = squeezed(report_text(NET, EK_EN, "actors"));
  assert_says(text, "\nACTOR AND HORIZON, SEK\n");
  assert_says(text, "The municipality 545,001 288,000 −257,000 1,440,000");
}

static void prices_are_those_that_were_read(void **state) {
  (void)state;
  const char *text = squeezed(report_text(NET, EK_SV, "prices"));
  assert_says(text, "Tillstånd och tjänster\nArbete 20 000 kr/mån\nBidrag 10 000 kr/mån");
  text = squeezed(report_text(STUDY_HEAD STUDY_SETTINGS "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}}}]}\n" STUDY_NET, EK_SV, "prices"));
  assert_silent(text, "Arbete");
}

static void the_method_says_what_was_done(void **state) {
  (void)state;
  const char *text = unwrapped(report_text(NET, EK_SV, "method"));
  assert_says(text, "Varje typfall följs månad för månad");
  assert_says(text, "den del av förändringen som antas ha skett ändå (dödvikt) räknas bort.");
  assert_says(text, "Det som kommer senare räknas lika mycket");
  assert_silent(text, "Från brutto till netto");
  text = unwrapped(report_text(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE "comparison: {deadweight: 20 %, leakage: 5 %, displacement: 10 %}\n"
                               "effect: {retention: 80 %/year}\n", EK_SV, "method"));
  assert_says(text, "Från brutto till netto räknas därefter, i tur och ordning: läckage till andra än målgruppen, undanträngning av annan "
                    "produktion och att effekten avtar.");
}

static void the_intervention_is_told(void **state) {
  (void)state;
  const char *text = squeezed(report_text(STUDY_HEAD "class: {target: unga, phase: planering}\n" STUDY_SETTINGS
                                       "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}}}]}\n" STUDY_COSTS STUDY_NET, EK_SV, "intervention"));
  assert_says(text, "Organisation Staden\nMålgrupp unga\nFas planering; alla siffror är förväntade\n"
                    "Deltagare 1, beskriven med ett typfall\nRäknas från mars 2013\nKostnader under mars 2013\n"
                    "Finansieras av kommunen 59 %, Försäkringskassan 5 % och EU 36 %\n");
  assert_says(squeezed(report_text(NET, EK_EN, "intervention")), "Participants 3, described by one type case\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_public_sector_comes_first), TEST(no_change_has_no_section), TEST(who_pays_stands_beside_who_gains),
      TEST(the_appendix_has_every_krona), TEST(prices_are_those_that_were_read), TEST(the_method_says_what_was_done),
      TEST(the_intervention_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
