/* The summary's sentences follow from the figures: each outcome has its own. */
#include "report_fixture.h"

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
  assert_says(text, "Insatsen kostade samhället 590 000 kronor. Från EU kom 330 000 kronor. De pengarna");
  assert_says(text, "Åtgärdskostnaden är 310 000 kronor per deltagare, med pengarna utifrån inräknade.");
  assert_says(text, "Räknat på fem år ger insatsen samhället 2,88 miljoner kronor tillbaka. Det är 2,29 miljoner "
                    "kronor mer än kostnaden. Samhället får tillbaka hela kostnaden efter 13 månader.");
  assert_says(text, "Beräkningen antar att 20 procent av förändringen hade skett även utan insatsen "
                    "(dödvikt). Den delen är borträknad. Antagandet om dödvikt är svagt underbyggt (grad C).");
  assert_says(text, "Kommunen betalade mest, 59 procent av kostnaden, och får tillbaka sina pengar efter "
                    "23 månader.");
  assert_says(text, "Försäkringskassan får inte tillbaka sina pengar inom fem år.");
  assert_says(text, "Störst är intäkten för individerna (1,44 miljoner kronor) och kommunen "
                    "(1,44 miljoner kronor).");
  assert_says(text, "Förändringen motsvarar 2,4 fler heltidsarbeten utan subvention.");
}

static void it_is_told_in_english(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_EN);
  assert_says(text, "The intervention cost society SEK 590,000. The EU paid SEK 330,000. ");
  assert_says(text, "Over five years the intervention gives society SEK 2.88 million back. That is");
  assert_says(text, "The largest part of the cost, 59%, was paid by the municipality, and that money "
                    "is back after 23 months.");
  assert_says(text, "What the Insurance paid is not back within five years.");
  assert_says(text, "largest for individuals (SEK 1.44 million) and the municipality (SEK");
}

static void a_loss_is_told_without_fuss(void **state) {
  (void)state;
  const char *text = summary(HEAD WORSE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Räknat på fem år är förändringen för deltagarna en förlust på 2,88 "
                    "miljoner kronor för samhället. Med kostnaden blir resultatet minus 3,47 "
                    "miljoner kronor. Samhället får inte tillbaka hela kostnaden inom fem år.");
  assert_says(text, "och får inte tillbaka sina pengar inom fem år.");
  assert_says(text, "Förändringen är en förlust för individerna (1,44 miljoner kronor) och kommunen");
  assert_says(text, "2,4 färre heltidsarbeten");
}

static void nothing_is_told_too(void **state) {
  (void)state;
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_COSTS STUDY_NET, EK_SV), "Inte heller Försäkringskassan får tillbaka sina pengar inom fem år.");
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_COSTS STUDY_NET, EK_EN), "Nor is the money of the Insurance back within five years.");
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_COSTS STUDY_NET, EK_SV),
              "Räknat på fem år ger insatsen inte samhället något tillbaka.");
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET, EK_SV),
              "Insatsen har ingen angiven kostnad. Räknat på fem år ger insatsen "
              "samhället 2,9 miljoner kronor. Beräkningen");
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 5 Mkr}]\n" STUDY_NET,
                      EK_SV),
              "2,9 miljoner kronor tillbaka. Det är 2,1 miljoner kronor mindre än kostnaden.");
}

static void one_full_time_job_is_one(void **state) {
  (void)state;
  assert_says(summary(HEAD "participants: {cases: [{name: A, weight: 1.25,\n"
                      "  before: {states: {bidrag: 100 %}}, after: {states: {arbete: 100 %}}}]}\n"
                      STUDY_NET, EK_SV),
              "Förändringen motsvarar ett heltidsarbete till utan subvention.");
}

static void plans_are_told_as_plans(void **state) {
  (void)state;
  const char *text =
      summary(HEAD "class: {phase: planering}\n" STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Insatsen beräknas kosta samhället 590 000 kronor. Från EU väntas ");
  assert_says(text, "Räknat på fem år väntas insatsen ge samhället");
}

static void gross_change_is_never_called_return(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_GROSS, EK_SV);
  assert_says(text, "Räknat på fem år är bruttoförändringen för samhället 3,6 miljoner kronor. Det är 3,01 "
                    "miljoner kronor mer än insatsens kostnad.");
  assert_says(text, "BRUTTOFÖRÄNDRING Siffrorna visar bruttoförändring, inte insatsens effekt. ");
  assert_says(text, "Bruttoförändringen täcker hela kostnaden efter tio månader.");
  assert_says(text, "och får en bruttoförändring som täcker utlägget efter 19 månader.");
  assert_says(text, "För Försäkringskassan täcker bruttoförändringen inte kostnaden inom fem år.");
  assert_silent(text, "tillbaka");
}

static void the_comparison_is_told(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE "comparison: {deadweight: 0 %}\n", EK_SV),
              "Beräkningen antar att ingenting av förändringen hade skett utan insatsen (dödvikt "
              "0 procent). Antagandet om dödvikt saknar källa.");
  assert_says(summary(HEAD STUDY_PEOPLE "comparison: {deadweight: 20 %, displacement: 12.5 %}\n", EK_SV),
              "(dödvikt) och att 12,5 procent av den nya produktionen tränger undan annan produktion. Båda");
}

static void one_payer_pays_it_all(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 2 385 kr}]\n"
                      STUDY_NET, EK_SV),
              "Kommunen betalade hela kostnaden och får tillbaka sina pengar redan första månaden.");
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: eu, amount: 2 385 kr}]\n" STUDY_NET,
                      EK_SV),
              "EU betalade hela kostnaden och står utanför samhället.");
}

static void costs_written_off_are_told_whole(void **state) {
  (void)state;
  const char *text = summary(
      STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [1 year],\n"
      "  discount: {schedule: none}, write_off: 3 years}\n" STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 590 000 kronor. Från EU kom 330 000 kronor.");
  assert_says(text, "Kostnaden skrivs av på tre år. Räknat på ett år är den därför 200 000 kronor.");
}

/* What is told of one account adds up as told, whatever the size of its parts. */
static void amounts_add_up_as_told(void **state) {
  (void)state;
  const char *text = summary(HEAD "participants: {cases: [{name: A, weight: 0.1,\n"
                             "  before: {states: {bidrag: 100 %}}, after: {states: {arbete: 100 %}}}]}\n"
                             "costs: [{name: A, payer: kommun, amount: 97 311 kr}]\n" STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 97 000 kronor.");
  assert_says(text, "samhället 96 000 kronor tillbaka. Det är 1 000 kronor mindre än kostnaden.");
  text = summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 45 450 kr}]\n" STUDY_NET,
                 EK_SV);
  assert_says(text, "Insatsen kostade samhället 45 000 kronor.");
  assert_says(text, "samhället 2 880 000 kronor tillbaka. Det är 2 835 000 kronor mer än kostnaden.");
  text = summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 2 881 000 kr}]\n" STUDY_NET,
                 EK_SV);
  assert_says(text, "samhället 2,9 miljoner kronor tillbaka. Det är ungefär lika mycket som kostnaden.");
}

static void participants_are_told_what_they_get(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET, EK_SV),
              "I pengar räknat vinner deltagarna själva i genomsnitt 480 000 kronor var på fem år.");
  assert_says(summary(HEAD WORSE STUDY_NET, EK_EN),
              "In money, the participants themselves lose SEK 480,000 each on average in five years.");
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_NET, EK_SV),
              "I pengar räknat varken vinner eller förlorar deltagarna själva på fem år.");
  assert_says(summary(HEAD WORSE STUDY_GROSS, EK_SV),
              "För deltagarna själva är bruttoförändringen i genomsnitt minus 600 000 kronor var på");
}

static void one_participant_is_one(void **state) {
  (void)state;
  const char *one = HEAD "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}},\n"
                         "  after: {states: {arbete: 100 %}}}]}\n"
                         "costs: [{name: A, payer: kommun, amount: 2 385 kr}]\n";
  const char *text = summary(ek_sprintf(arena, "%s%s", one, STUDY_NET), EK_SV);
  assert_says(text, "vinner deltagaren själv 480 000 kronor på fem år.");
  assert_silent(text, "per deltagare"); /* the same as the whole cost */
  assert_says(summary(ek_sprintf(arena, "%s%s", one, STUDY_GROSS), EK_SV),
              "För deltagaren själv är bruttoförändringen plus 600 000 kronor på fem år.");
}

static void effects_without_a_price_are_counted(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET "unpriced: [{name: Hälsa}]\n", EK_SV),
              "Dessutom finns en effekt utan pris; den är inte med i beloppen.");
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET "unpriced: [{name: A}, {name: B}]\n", EK_EN),
              "There are also two effects without a price; they are not in the amounts.");
}

static void displaced_production_is_told_apart(void **state) {
  (void)state;
  const char *text = summary(
      HEAD "states:\n  jobb:\n    flows:\n"
      "      - {name: vinst, from: production, to: kommun, amount: 10 000 kr/month}\n"
      "participants: {cases: [{name: A, before: {states: {arbete: 0 %}},\n"
      "  after: {states: {jobb: 100 %}}}]}\ncomparison: {deadweight: 0 %, displacement: 25 %}\n",
      EK_SV);
  assert_says(text, "Störst är intäkten för kommunen (600 000 kronor). Individerna, där produktion "
                    "trängs undan, förlorar 150 000 kronor.");
}

static void the_nyttosam_profile_is_named(void **state) {
  (void)state;
  const char *text = summary(
      STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [1 year], profile: nyttosam}\n"
      STUDY_PEOPLE STUDY_GROSS, EK_SV);
  assert_says(text, "· enligt NyttoSam · utan diskontering · bruttoförändring");
  assert_says(text, "inget hade ändrats utan insatsen. Beräkningen följer NyttoSam: ");
}

/* --- rules of docs/method.md, "The summary" ------------------------------------------------- */

#define PLAN "class: {phase: planering}\n"
#define RANGED                                                                                      \
  "assumptions:\n  ändå: {value: 20 %, low: 10 %, high: 95 %, source: Rapport, grade: D}\n"        \
  "comparison: {deadweight: ändå}\n"

static const char *tried(const char *study, enum ek_lang lang) { return unwrapped(report_tried(study, lang, "summary")); }

static void a_plan_expects(void **state) {
  (void)state;
  const char *text = summary(HEAD PLAN STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Åtgärdskostnaden väntas bli 310 000 kronor per deltagare, med pengarna utifrån inräknade.");
  assert_says(text, "Samhället väntas få tillbaka hela kostnaden efter 13 månader.");
  assert_says(text, "Kommunen beräknas betala mest, 59 procent av kostnaden, och väntas få tillbaka sina pengar efter 23 månader. "
                    "Försäkringskassan väntas inte få tillbaka sina pengar inom fem år. Störst väntas intäkten bli för individerna");
  assert_says(text, "Förändringen väntas motsvara 2,4 fler heltidsarbeten");
  assert_silent(text, "kostade");
  assert_silent(text, "betalade");
  text = summary(HEAD "class: {phase: planning}\n" STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_EN);
  assert_says(text, "The cost is expected to be SEK 310,000 per participant");
  assert_says(text, "Society is expected to get the whole cost back after 13 months.");
  assert_says(text, "The largest part of the cost, 59%, is expected to be paid by the municipality, and that money is expected "
                    "back after 23 months. What the Insurance is to pay is not expected back within five years. The benefit is "
                    "expected to be largest for individuals");
  assert_says(text, "The change is expected to equal 2.4 more full-time jobs");
}

static void a_plan_of_gross_change_expects_that(void **state) {
  (void)state;
  const char *text = summary(HEAD PLAN STUDY_PEOPLE STUDY_COSTS STUDY_GROSS, EK_SV);
  assert_says(text, "Räknat på fem år väntas bruttoförändringen för samhället bli 3,6 miljoner kronor. Det är 3,01 miljoner kronor mer än insatsens "
                    "kostnad. Bruttoförändringen väntas täcka hela kostnaden efter ");
  assert_says(text, "Störst väntas bruttoförändringen bli för individerna");
  assert_says(text, "För deltagarna själva väntas bruttoförändringen i genomsnitt bli plus 600 000 kronor var på fem år.");
  assert_silent(text, "tillbaka sina pengar");
  text = summary(HEAD PLAN STUDY_PEOPLE STUDY_COSTS STUDY_GROSS, EK_EN);
  assert_says(text, "Over five years the gross change for society is expected to be SEK 3.6 million.");
  text = summary(HEAD PLAN WORSE STUDY_COSTS STUDY_GROSS, EK_SV);
  assert_says(text, "Räknat på fem år väntas bruttoförändringen för samhället bli minus 3,6 miljoner kronor. Med insatsens kostnad väntas det bli "
                    "minus 4,19 miljoner kronor. Bruttoförändringen väntas inte täcka hela kostnaden inom fem år.");
}

static void a_negative_result_is_told_fairly(void **state) {
  (void)state;
  const char *fair = "Ett negativt resultat betyder inte att insatsen är dålig. Bara det som har ett pris är räknat";
  assert_says(summary(HEAD WORSE STUDY_COSTS STUDY_NET, EK_SV), fair);
  assert_says(summary(HEAD PEOPLE_TO("bidrag") STUDY_COSTS STUDY_NET, EK_SV), fair); /* nothing came back of a cost */
  assert_silent(summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV), "negativt");
  assert_silent(summary(HEAD PEOPLE_TO("bidrag") STUDY_NET, EK_SV), "negativt"); /* neither cost nor change: 0 is no loss */
  assert_says(summary(HEAD WORSE STUDY_COSTS STUDY_NET, EK_EN), "A negative result does not make an intervention bad. ");
}

static void no_cost_is_not_a_cost_of_nothing(void **state) {
  (void)state;
  assert_says(summary(HEAD STUDY_PEOPLE STUDY_NET, EK_EN), "No cost of the intervention is stated. Over five years the intervention gives");
  assert_says(summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: eu, amount: 5 000 kr}]\n" STUDY_NET, EK_SV),
              "Insatsen har ingen kostnad för samhället i beräkningen. Från EU kom 5 000 kronor.");
  const char *served =
      HEAD "services: {kurs: {unit: course, flows: [{name: pris, from: kommun, to: resources, amount: 9 000 kr/course}]}}\n"
           "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}}, during: {months: 6, states: {bidrag: 100 %},\n"
           "  services: {kurs: 2/year}}, after: {states: {arbete: 100 %}, services: {}}}]}\n" STUDY_NET;
  assert_says(summary(served, EK_SV), "Insatsen har ingen angiven kostnad för sig; det den kostar kan ingå i tillstånden och tjänsterna.");
  assert_says(summary(served, EK_EN), "what it costs may be within the states and services.");
}

static void how_sure_it_is_is_not_made_up(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE STUDY_COSTS RANGED, EK_SV);
  assert_says(text, "Hur säkra siffrorna är har inte beräknats. Beräkningen vilar på ett värde som studien själv anger (grad D). Ett värde "
                    "är ett rent antagande (grad D): ändå.");
  assert_says(text, "Studien anger ett spann för ”ändå”. Vad det betyder har inte prövats här.");
  text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "som studien själv anger (grad C). Studien anger inget spann för sina antaganden");
  text = summary(HEAD STUDY_PEOPLE STUDY_COSTS "assumptions: {a: {value: 3 visit, grade: A, source: X}}\n"
                 "comparison: {deadweight: 20 %, displacement: {share: 10 %, source: Y, grade: D}}\n", EK_SV);
  assert_says(text, "vilar på två värden som studien själv anger: ett av grad D och ett utan grad."); /* `a` is not used */
  text = summary(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_GROSS, EK_EN);
  assert_silent(text, "How sure"); /* nothing is stated that could be unsure */
  text = summary(HEAD STUDY_PEOPLE STUDY_COSTS RANGED, EK_EN);
  assert_says(text, "How sure the figures are has not been worked out. The calculation rests on one value that the study states itself (grade D).");
}

static void what_decides_is_tried(void **state) {
  (void)state;
  const char *text = tried(HEAD STUDY_PEOPLE STUDY_COSTS RANGED, EK_SV);
  assert_says(text, "Av de värden som har ett spann betyder ”ändå” mest. Vid 10 procent blir samhällets resultat efter fem år 2,65 miljoner "
                    "kronor, och vid 95 procent blir det minus 410 000 kronor. Inom det spannet kan det alltså bli både plus och minus.");
  text = tried(HEAD STUDY_PEOPLE STUDY_COSTS RANGED, EK_EN);
  assert_says(text, "“ändå” matters most. At 10% society’s result after five years is SEK 2.65 million, and at 95% it is minus SEK 410,000. "
                    "Within that range, then, it can be a gain or a loss.");
  text = tried(HEAD STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  assert_says(text, "Studien anger inget spann för sina antaganden");
  text = tried(HEAD PEOPLE_TO("bidrag") STUDY_COSTS RANGED, EK_SV);
  assert_says(text, "Inom de spann som studien anger ändrar inget enskilt värde samhällets resultat.");
}

static void effects_without_a_price_are_named(void **state) {
  (void)state;
  const char *study = HEAD STUDY_PEOPLE STUDY_NET "unpriced: [{name: 'Hälsa, och hopp', direction: plus}, {name: Köer, direction: minus},\n"
                                                  "  {name: Vanor, direction: plus}, {name: EU-stöd}]\n";
  assert_says(summary(study, EK_SV), "Dessutom finns fyra effekter utan pris; de är inte med i beloppen. För insatsen talar hälsa, och hopp; "
                                     "vanor. Mot insatsen talar köer. Åt vilket håll det verkar är oklart för EU-stöd.");
  assert_says(summary(study, EK_EN), "There are also four effects without a price; they are not in the amounts. In its favour: hälsa, och hopp; vanor. Against it: köer. Unclear which way: EU-stöd.");
}

static void odd_amounts_are_told_as_they_are(void **state) {
  (void)state;
  const char *text = summary(HEAD STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 1 kr}]\n" STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 1 krona.");
  assert_silent(text, "minus 0");
  text = summary(HEAD "participants: {cases: [{name: A, weight: 500 000, before: {states: {bidrag: 100 %}},\n"
                 "  after: {states: {arbete: 100 %}}}]}\ncosts: [{name: A, payer: kommun, amount: 123 456 789 012 kr}]\n" STUDY_NET, EK_SV);
  assert_says(text, "Insatsen kostade samhället 123,5 miljarder kronor. ");
  assert_says(text, "480 miljarder kronor tillbaka");
  text = summary(STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [1 month], discount: {schedule: none}}\n"
                 STUDY_PEOPLE "costs: [{name: A, payer: kommun, amount: 48 000 kr}]\n" STUDY_NET, EK_SV);
  assert_says(text, "Räknat på en månad ger insatsen samhället 48 000 kronor tillbaka. Det är ungefär lika mycket som kostnaden.");
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
      TEST(amounts_add_up_as_told),
      TEST(participants_are_told_what_they_get),
      TEST(one_participant_is_one),
      TEST(effects_without_a_price_are_counted),
      TEST(displaced_production_is_told_apart),
      TEST(the_nyttosam_profile_is_named),
      TEST(a_plan_expects),
      TEST(a_plan_of_gross_change_expects_that),
      TEST(a_negative_result_is_told_fairly),
      TEST(no_cost_is_not_a_cost_of_nothing),
      TEST(how_sure_it_is_is_not_made_up),
      TEST(what_decides_is_tried),
      TEST(effects_without_a_price_are_named),
      TEST(odd_amounts_are_told_as_they_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
