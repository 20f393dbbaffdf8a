/* The summary's sentences follow from the figures: each outcome has its own. */
#include "fixture.h"

#define PEOPLE_TO(state)                                                                           \
  "participants: {cases: [{name: Alla, weight: 3, before: {states: {bidrag: 100 %}},\n"            \
  "  after: {states: {" state ": 100 %}}}]}\n"
#define WORSE                                                                                      \
  "participants: {cases: [{name: Alla, weight: 3, before: {states: {arbete: 100 %}},\n"            \
  "  after: {states: {bidrag: 100 %}}}]}\n"
#define HEAD STUDY_HEAD STUDY_SETTINGS

static const char *summary(const char *study, enum ek_lang lang) {
  return unwrapped(report_text(study, lang, "summary"));
}

static void a_gain_is_told(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 590 000 kronor. Från EU kom 330 000 kronor; ");
  assert_says(text, "Åtgärdskostnaden är 310 000 kronor per deltagare, pengarna utifrån inräknade.");
  assert_says(text, "Efter fem år har den gett samhället 2,9 miljoner kronor tillbaka, 2,3 miljoner "
                    "kronor mer än den kostade.");
  assert_says(text, "Då är borträknat att 20 % av förändringen hade skett även utan insatsen "
                    "(dödvikt). Antagandet om dödvikt är svagt underbyggt (grad C).");
  assert_says(text, "Kommunen betalar mest, 59 % av kostnaden, och får tillbaka sina pengar efter "
                    "23 månader.");
  assert_says(text, "Försäkringskassan får inte tillbaka sina pengar inom fem år.");
  assert_says(text, "Störst är intäkten för Individerna (1,4 miljoner kronor) och Kommunen "
                    "(1,4 miljoner kronor).");
  assert_says(text, "Förändringen motsvarar 2,4 fler heltider i arbete utan subvention.");
}

static void it_is_told_in_english(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_EN);
  assert_says(text, "The intervention cost society SEK 590,000. EU paid SEK 330,000; ");
  assert_says(text, "After five years it has given society SEK 2.9 million back");
  assert_says(text, "Municipality pays most, 59% of the cost, and has its money back after");
  assert_says(text, "Insurance does not get its money back within five years.");
}

static void a_loss_is_told_without_fuss(void **state) {
  (void)state;
  const char *text = summary(HEAD WORSE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Efter fem år har förändringen för deltagarna inneburit en förlust på 2,9 "
                    "miljoner kronor för samhället, och med kostnaden är resultatet minus 3,5 "
                    "miljoner kronor.");
  assert_says(text, "och får inte tillbaka sina pengar inom fem år.");
  assert_says(text, "Förändringen är en förlust för Individerna (1,4 miljoner kronor) och Kommunen");
  assert_says(text, "2,4 färre heltider");
}

static void nothing_is_told_too(void **state) {
  (void)state;
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_COSTS STUDY_NET, EK_SV),
              "Efter fem år har den inte gett samhället något tillbaka.");
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET, EK_SV),
              "Insatsen har ingen kostnad för samhället i beräkningen. Efter fem år har den gett "
              "samhället 2,9 miljoner kronor. Då");
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 5 Mkr}]\n" STUDY_NET,
                      EK_SV),
              "2,9 miljoner kronor tillbaka, 2,1 miljoner kronor mindre än den kostade.");
}

static void one_full_time_job_is_one(void **state) {
  (void)state;
  assert_says(summary(HEAD "participants: {cases: [{name: A, weight: 1.25,\n"
                      "  before: {states: {bidrag: 100 %}}, after: {states: {arbete: 100 %}}}]}\n"
                      STUDY_NET, EK_SV),
              "Förändringen motsvarar en heltid mer i arbete utan subvention.");
}

static void plans_are_told_as_plans(void **state) {
  (void)state;
  const char *text =
      summary(HEAD "class: {phase: planering}\n" STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Insatsen beräknas kosta samhället 590 000 kronor. Från EU väntas ");
  assert_says(text, "Efter fem år väntas den ha gett samhället");
}

static void gross_change_is_never_called_return(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_GROSS, EK_SV);
  assert_says(text, "Bruttoförändringen för samhället är 3,6 miljoner kronor efter fem år, 3 miljoner "
                    "kronor mer än insatsens kostnad.");
  assert_says(text, "Bruttoförändring är inte detsamma som insatsens effekt");
  assert_says(text, "och den egna bruttoförändringen täcker kostnaden efter");
  assert_says(text, "För Försäkringskassan täcker bruttoförändringen inte kostnaden inom fem år.");
  assert_silent(text, "tillbaka");
}

static void the_comparison_is_told(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE "comparison: {deadweight: 0 %}\n", EK_SV),
              "Beräkningen antar att ingenting av förändringen hade skett utan insatsen (dödvikt "
              "0 %). Antagandet om dödvikt saknar källa.");
  assert_says(summary(HEAD STUDY_PEOPLE "comparison: {deadweight: 20 %, displacement: 12.5 %}\n", EK_SV),
              "(dödvikt) och att 12,5 % av den nya produktionen tränger undan annan.");
}

static void one_payer_pays_it_all(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 2 385 kr}]\n"
                      STUDY_NET, EK_SV),
              "Kommunen betalar hela kostnaden och får tillbaka sina pengar från början.");
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: eu, amount: 2 385 kr}]\n" STUDY_NET,
                      EK_SV),
              "EU betalar hela kostnaden och står utanför samhället.");
}

static void costs_written_off_are_told_whole(void **state) {
  (void)state;
  const char *text = summary(
      STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [1 year],\n"
      "  discount: {schedule: none}, write_off: 3 years}\n" STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 590 000 kronor. Från EU kom 330 000 kronor;");
  assert_says(text, "Kostnaden skrivs av på tre år, så efter ett år är 200 000 kronor av den medräknade.");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_gain_is_told),
      TEST(it_is_told_in_english),
      TEST(a_loss_is_told_without_fuss),
      TEST(nothing_is_told_too),
      TEST(one_full_time_job_is_one),
      TEST(plans_are_told_as_plans),
      TEST(gross_change_is_never_called_return),
      TEST(the_comparison_is_told),
      TEST(one_payer_pays_it_all),
      TEST(costs_written_off_are_told_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
