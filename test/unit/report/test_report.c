/* The report as a whole: which sections there are, what is left out, and that gross
 * change is called so in every headline. */
#include "report_fixture.h"

#define NET STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET
#define GROSS STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_GROSS

static void the_head_says_what_it_is(void **state) {
  (void)state;
  const char *text = plain(report_text(NET, EK_SV, "result"));
  assert_int_equal(strncmp(text, "Provet   ", 9), 0);
  assert_says(text, " Staden\n3 deltagare · start mars 2013 · prisnivå 2014 · utan diskontering\n");
  text = plain(report_text(STUDY_HEAD "class: {target: unga, phase: uppföljning}\n"
                           "settings: {price_year: 2014, start: 2013-03, discount: {rate: 3.85 %}}\n"
                           STUDY_PEOPLE STUDY_GROSS, EK_EN, "result"));
  assert_says(text, "3 participants · from March 2013 · 2014 prices · present value at 3.9% ·\n"
                    "gross change\nTarget group: unga · uppföljning\n");
}

static void sections_stand_in_order(void **state) {
  (void)state;
  static const char *const headings[] = {
      "\nSAMMANFATTNING\n", "\nINSATSEN OCH KLASSIFICERING\n", "\nFÖRUTSÄTTNINGAR OCH ANTAGANDEN\n", "\nPOTENTIAL OCH",
      "\nINTÄKTER", "\nFRÅN BRUTTO TILL NETTO", "\nKOSTNADER PER BETALARE", "\nRESULTAT PER AKTÖR", "\nÅTERBETALNINGSTID",
      "\nFÖRDELNING OCH FINANSIERING", "\nKASSAFLÖDE", "\nSOCIOEKONOMISK ANALYS\n", "\nEFFEKTER UTAN PRIS\n",
      "\nAKTÖR OCH TIDSHORISONT", "\nTYPFALL\n", "\nPRISER OCH REGLER", "\nSÅ ÄR DET RÄKNAT\n",
      "\nVAD BERÄKNINGEN ÄR GJORD MED\n", "\nVARNINGAR\n", "\nKÄLLOR\n", "\nEn siffra står aldrig ensam."};
  const char *text = report_text(NET "unpriced: [{name: Hälsa}]\nnotes: {learning: Mycket}\n", EK_SV,
                                 NULL);
  for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
    text = strstr(text, headings[i]);
    if (text == NULL) fail_msg("%s is not in its place", headings[i]);
  }
}

static void section_names_are_those_that_work(void **state) {
  (void)state;
  const char *whole = report_text(NET "unpriced: [{name: Hälsa}]\nnotes: {learning: Mycket}\n", EK_SV,
                                  NULL);
  for (size_t i = 0; ek_report_sections[i] != NULL; i++) {
    const char *text = report_text(NET "unpriced: [{name: Hälsa}]\nnotes: {learning: Mycket}\n",
                                   EK_SV, ek_report_sections[i]);
    assert_true(strlen(text) < strlen(whole));
    assert_silent(text, "En siffra står aldrig ensam");
  }
}

static void what_has_nothing_to_say_is_left_out(void **state) {
  (void)state;
  const char *text = report_text(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_GROSS, EK_SV, NULL);
  assert_silent(text, "KOSTNADER");
  assert_silent(text, "EFFEKTER UTAN PRIS");
  assert_silent(text, "SOCIOEKONOMISK");
  assert_silent(text, "KÄLLOR");
  assert_silent(text, "FINANSIERING");
  assert_silent(text, "FÄRRE");
  assert_silent(text, "MOT KOSTNAD");
  assert_silent(text, "STEG FÖR STEG");
}

static void gross_change_is_in_every_headline(void **state) {
  (void)state;
  const char *text = report_text(GROSS "effect: {retention: 85 %/year}\n", EK_SV, NULL);
  assert_says(text, "\nSAMMANFATTNING: BRUTTOFÖRÄNDRING\n");
  assert_says(text, "\nPOTENTIAL OCH VERKNINGSGRAD, BRUTTOFÖRÄNDRING,");
  assert_says(plain(text), "\nBRUTTOFÖRÄNDRING EFTER 5 ÅR, STEG FÖR STEG,");
  assert_says(text, "\nBRUTTOFÖRÄNDRING PER AKTÖR,");
  assert_says(text, "\nBRUTTOFÖRÄNDRING MOT KOSTNAD\n");
  assert_says(text, "\nKASSAFLÖDE PER ÅR, BRUTTOFÖRÄNDRING,");
  assert_silent(text, "ntäkt ");
  assert_silent(text, "återbetald");
  assert_silent(text, "RESULTAT");
  text = report_text(GROSS "effect: {retention: 85 %/year}\n", EK_EN, NULL);
  assert_silent(text, "return");
  assert_silent(text, "Benefit ");
}

static void notes_keep_their_paragraphs(void **state) {
  (void)state;
  const char *text = report_text(
      NET "notes:\n  success_factors: |\n    Ett.\n\n    Två.\n  eget_stycke: Tre.\n", EK_SV, "notes");
  assert_says(text, "SOCIOEKONOMISK ANALYS\nFramgångsfaktorer\nEtt.\n\nTvå.\n\nEget stycke\nTre.\n");
}

static void notes_stand_where_they_are_looked_for(void **state) {
  (void)state;
  const char *study = NET "notes:\n  slutsatser: Sju.\n  hinder: Fyra.\n  eget: Sex.\n  bakgrund: Noll.\n  metod: Åtta.\n"
                          "  success: Ett.\n  learning: Tre.\n  mervärden: Två.\n  process: Fem.\n";
  assert_says(report_text(study, EK_SV, "notes"),
              "Framgångsfaktorer\nEtt.\n\nMervärden\nTvå.\n\nLärande\nTre.\n\nHinder\nFyra.\n\nProcess\nFem.\n\nEget\nSex.\n\n"
              "Slutsatser\nSju.\n");
  assert_silent(report_text(study, EK_SV, "notes"), "Noll");
  assert_says(report_text(study, EK_SV, "intervention"), "INSATSEN OCH KLASSIFICERING\nNoll.\n");
  assert_says(report_text(study, EK_SV, "method"), "SÅ ÄR DET RÄKNAT\nÅtta.\n");
}

static void chapters_are_their_parts(void **state) {
  (void)state;
  const char *text = report_text(NET "unpriced: [{name: Hälsa}]\nnotes: {learning: Mycket}\n", EK_SV, "analysis");
  assert_says(text, "\nSOCIOEKONOMISK ANALYS\n");
  assert_says(text, "\nEFFEKTER UTAN PRIS\n");
  assert_silent(text, "SAMMANFATTNING");
  assert_silent(text, "══");
  text = report_text(NET, EK_EN, "financing");
  assert_says(text, "\nWHO PAYS AND WHO GAINS");
  assert_says(text, "\nCASH FLOW BY YEAR");
}

static void chapters_have_headings_in_a_whole_report(void **state) {
  (void)state;
  static const char *const chapters[] = {"\n\n══ WHAT THE FIGURES REST ON ═", "\n\n══ BENEFITS, COSTS AND RESULT ═", "\n\n══ FINANCING ═",
                                         "\n\n══ WHAT IS NOT COUNTED IN MONEY ═", "\n\n══ APPENDICES ═"};
  const char *text = report_text(NET "unpriced: [{name: Hälsa}]\nnotes: {learning: Mycket}\n", EK_EN, NULL);
  for (size_t i = 0; i < sizeof chapters / sizeof *chapters; i++) {
    text = strstr(text, chapters[i]);
    if (text == NULL) fail_msg("%s is not in its place", chapters[i]);
  }
  assert_silent(report_text(NET, EK_EN, NULL), "NOT COUNTED IN MONEY");
  assert_says(report_text(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_GROSS, EK_SV, NULL), "\n══ BRUTTOFÖRÄNDRING ═");
}

static void unpriced_effects_have_a_direction(void **state) {
  (void)state;
  const char *text = report_text(
      NET "unpriced:\n  - {name: Hälsa, direction: plus, actor: individ, note: bättre}\n"
          "  - {name: Kö, direction: minus, actor: grannar}\n  - {name: Annat}\n",
      EK_SV, "unpriced");
  assert_says(text, "EFFEKTER UTAN PRIS\nEffekterna har inget pris och är inte med i beloppen: ");
  assert_says(text, "\n+ Hälsa (individerna): bättre\n− Kö (grannar)\n? Annat\n");
}

static void cases_are_told_in_short(void **state) {
  (void)state;
  const char *text = plain(report_text(
      STUDY_HEAD STUDY_SETTINGS
      "participants: {cases: [{name: A, weight: 2.5, before: {states: {bidrag: 100 %}},\n"
      "  after: {states: {arbete: 75 %, bidrag: 25 %}}}, {name: B, before: {states: {bidrag: 0 %}}}]}\n"
      STUDY_NET, EK_SV, "cases"));
  assert_says(text, "A    2,5  Bidrag                                 Arbete 75 %, bidrag 25 %\n");
  assert_says(text, "B      1  Ingen ersättning eller sysselsättning  Som före\n");
}

static void paths_are_told_to_their_end(void **state) {
  (void)state;
  const char *text = unwrapped(report_text(
      STUDY_HEAD STUDY_SETTINGS "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}},\n"
      "  after: {months: 9, states: {arbete: 50 %}},\n"
      "  later: [{states: {arbete: 100 %}}]}]}\n" STUDY_NET, EK_SV, "cases"));
  assert_says(text, "Bidrag  Arbete 50 % (9 mån) → arbete");
  text = unwrapped(report_text(
      STUDY_HEAD STUDY_SETTINGS "participants: {cases: [{name: A, before: {states: {bidrag: 100 %}},\n"
      "  during: {months: 12, states: {arbete: 80 %}}}]}\n" STUDY_NET, EK_SV, "cases"));
  assert_says(text, "Före    Under               Efter");
  assert_says(text, "Bidrag  Arbete 80 % (1 år)  Som före");
}

static void assumptions_cite_their_sources(void **state) {
  (void)state;
  const char *text = plain(report_text(
      STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
      "assumptions:\n  andel_ändå: {value: 20 %, source: {title: Rapport, url: http://x, "
      "retrieved: 2026-01-02}, grade: C}\n"
      "  lön: {value: 23 850 kr/month, source: Rapport B}\n  halva: lön / 2\n  gissning: 3 visit\n"
      "comparison: {deadweight: andel_ändå, displacement: 10 %}\n"
      "effect: {lag: 1 month, retention: 85 %/year}\n", EK_SV, "assumptions"));
  assert_says(text, "Dödvikt (hade skett ändå) ");
  assert_says(text, "20 %           C     [1]\n");
  assert_says(text, "85 % per år          antagande\n");
  assert_says(text, "  Lön                                   23 850 kr/mån        [2]\n");
  assert_says(text, "  Halva (används inte)                  143 100 kr/år        beräknat\n");
  assert_says(text, "  Gissning (används inte)               3 besök              antagande\n");
  assert_silent(text, "Andel ändå"); /* told as the deadweight */
  assert_says(text, "[1] Rapport, http://x, hämtad 2026-01-02\n[2] Rapport B\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_head_says_what_it_is),
      TEST(sections_stand_in_order),
      TEST(section_names_are_those_that_work),
      TEST(what_has_nothing_to_say_is_left_out),
      TEST(gross_change_is_in_every_headline),
      TEST(notes_keep_their_paragraphs),
      TEST(notes_stand_where_they_are_looked_for),
      TEST(chapters_are_their_parts),
      TEST(chapters_have_headings_in_a_whole_report),
      TEST(unpriced_effects_have_a_direction),
      TEST(cases_are_told_in_short),
      TEST(paths_are_told_to_their_end),
      TEST(assumptions_cite_their_sources),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
