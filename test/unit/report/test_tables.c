/* The other tables: costs, gross to net, potential, payback, cash flow. */
#include "report_fixture.h"

#define NET STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET

static const char *section(const char *study, const char *name) {
  return plain(report_text(study, EK_SV, name));
}

static void costs_by_payer(void **state) {
  (void)state;
  assert_says(section(NET, "costs"),
              "KOSTNADER PER BETALARE, tusen kronor\n"
              "                        Belopp  Andel\n"
              "─────────────────────────────────────\n"
              "Kommunen                   545   59 %\n"
              "  Personal                 500\n"
              "  Lokal, via förbundet      45\n"
              "Försäkringskassan           45    5 %\n"
              "  Lokal, via förbundet      45\n"
              "─────────────────────────────────────\n"
              "Utanför samhället: EU      333   36 %\n"
              "  Personal                 333\n"
              "─────────────────────────────────────\n"
              "Summa                      923\n"
              "─────────────────────────────────────\n"
              "Odiskonterat, i studiens prisnivå.\n"
              "Det som betalas via förbundet är fördelat på dess medlemmar.\n");
}

static void costs_that_are_transfers_say_to_whom(void **state) {
  (void)state;
  const char *text = section(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
                             "costs: [{name: Bonus, payer: kommun, receiver: individ,\n"
                             "  amount: 2 385 kr}]\n" STUDY_NET, "costs");
  assert_says(text, "  Bonus, till individerna   2 385\n");
}

static void gross_to_net(void **state) {
  (void)state;
  const char *text =
      section(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
              "comparison: {deadweight: 20 %, displacement: 25 %}\n"
              "effect: {retention: 50 %/year}\n", "corrections");
  assert_says(text, "FRÅN BRUTTO TILL NETTO EFTER 5 ÅR, tusen kronor\n");
  assert_says(text, "\nSamhället            3 600    2 880      2 160        837\n");
  assert_says(text, "Av ny produktion räknas 60 procent som insatsens, innan effekten avtar.\n");
}

static void potential_and_ratios(void **state) {
  (void)state;
  const char *text = section(NET, "potential");
  assert_says(text, "POTENTIAL OCH VERKNINGSGRAD, tusen kronor per år\n");
  assert_says(text, "Utebliven produktion          720      0\n");
  assert_says(text, "Samhällsekonomisk potential   720      0\n");
  assert_says(text, "Verkningsgrad                                                   100 %\n");
  assert_says(text, "Åtgärdskostnad per deltagare, kronor                          307 778\n");
}

static void ratios_of_nothing_are_left_out(void **state) {
  (void)state;
  const char *text = section(NET, "potential");
  assert_says(text, "Resultat per deltagare efter 5 år, kronor                     763 333\n");
  assert_silent(text, "subventionerat arbete");
  text = section(STUDY_HEAD STUDY_SETTINGS
                 "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}},\n"
                 "  after: {states: {bidrag: 100 %}}}]}\n" STUDY_NET, "potential");
  assert_silent(text, "Nyckeltal");
}

static void payback_is_for_those_who_paid(void **state) {
  (void)state;
  const char *text = section(NET, "payback");
  assert_says(text, "ÅTERBETALNINGSTID OCH AVKASTNING\n");
  assert_says(text, "    Kommunen               22,7         23             0,53             2,64\n");
  assert_says(text, "    Försäkringskassan     ingen      ingen             0,00             0,00\n");
  assert_silent(text, "Individerna");
}

static void short_times_show_every_year(void **state) {
  (void)state;
  const char *text = section(NET, "cashflow");
  assert_says(text, "                   år 1  år 2  år 3  år 4  år 5\n");
  assert_says(text, "Samhället           −14   576   576   576   576\n"
                    "  Intäkt            576   576   576   576   576\n"
                    "  Kostnad           590     0     0     0     0\n"
                    "Kommunen           −257   288   288   288   288\n");
  assert_says(text, "år 1 börjar i mars 2013");
}

static void long_times_show_some_years(void **state) {
  (void)state;
  const char *text = section(
      STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [12 years],\n"
      "  discount: {schedule: none}}\n" STUDY_PEOPLE STUDY_NET, "cashflow");
  assert_says(text, "år 1  år 2  år 3  år 4  år 5  år 10  år 12\n");
}

static void warnings_are_grouped(void **state) {
  (void)state;
  ek_warning(diags, (struct ek_pos){0}, "mend it", "something is odd");
  const char *text = unwrapped(section(
      STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
      "assumptions: {a: {value: 1 kr, grade: D}, b: {value: 2 kr, grade: D}, c: 3 kr, d: c + 1 kr}\n"
      "comparison: {deadweight: {share: 20 %, grade: D}}\n", "warnings"));
  assert_says(text, "VARNINGAR · Dödvikten är svagt underbyggd (grad D). · Dödvikten saknar källa. "
                    "· Av antagandena har två grad D: a och b. "
                    "· Ett antagande saknar både källa och grad: c. "
                    "· something is odd; mend it");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(costs_by_payer),
      TEST(costs_that_are_transfers_say_to_whom),
      TEST(gross_to_net),
      TEST(potential_and_ratios),
      TEST(ratios_of_nothing_are_left_out),
      TEST(payback_is_for_those_who_paid),
      TEST(short_times_show_every_year),
      TEST(long_times_show_some_years),
      TEST(warnings_are_grouped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
