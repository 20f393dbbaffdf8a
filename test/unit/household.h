/* A small model with a household: a tax with an allowance, a taxed benefit, and a benefit
 * that fills up what is lacking. For tests of the model, the engine and reports. */
#ifndef EK_TEST_HOUSEHOLD_H
#define EK_TEST_HOUSEHOLD_H

#include "support.h"

#define HUS_MODEL                                                                                  \
  "name: hus\nversion: '1'\nfull_work: jobb\nperson: individ\ndisplaced: firma\n"                  \
  "default_index: ingen\ndefault_date: 2020-07-01\n"
#define HUS_ACTORS                                                                                 \
  "alla: {label: Alla}\nindivid: {parent: alla}\nkommun: {parent: alla, public: yes}\n"            \
  "stat: {parent: alla, public: yes}\nfirma: {parent: alla}\n"
/* `gammal` is known later only: who asks for it gets a note. */
#define HUS_PARAMETERS                                                                             \
  "sats: {unit: '%', values: {2010-01-01: 30 %}}\n"                                                \
  "fribelopp: {unit: kr/month, values: {2010-01-01: 1 525 kr/month}}\n"                            \
  "norm: {unit: kr/month, values: {2010-01-01: 4 385 kr/month}}\n"                                 \
  "gammal: {unit: kr/month, hold_before: yes, values: {2025-01-01: 777 kr/month}}\n"
#define HUS_INPUTS                                                                                 \
  "inputs:\n  hyra: {unit: kr/month, default: 5 010 kr/month}\n"                                   \
  "  sparat: {unit: kr/month, default: gammal}\n"
#define HUS_INCOMES "incomes:\n  lön: {earned: yes}\n  bidrag: {}\n  stöd: {means_tested: yes}\n"
#define HUS_LET                                                                                    \
  "let:\n  skatten: sats * max(0 kr/year, lön + bidrag - fribelopp)\n"                             \
  "  före: lön + bidrag - skatten\n  allt: före + stöd\n"
#define HUS_FLOWS                                                                                  \
  "flows:\n  - {name: skatt, from: individ, to: stat, amount: skatten}\n"                          \
  "  - {name: moms, from: individ, to: stat, amount: 12.5 % * allt}\n"
#define HUS_LINES                                                                                  \
  "household:\n  - {name: lön, label: {sv: Lön före skatt, en: Pay before tax}, amount: lön}\n"    \
  "  - {name: bidrag, label: {sv: Bidrag, en: Benefit}, amount: bidrag}\n"                         \
  "  - {name: skatt, label: {sv: Skatt, en: Tax}, amount: -skatten}\n"                             \
  "  - {name: stöd, label: {sv: Stöd, en: Support}, amount: stöd}\n"
#define HUS_PERSON HUS_INPUTS HUS_INCOMES HUS_LET HUS_FLOWS HUS_LINES
#define HUS_STATES                                                                                 \
  "jobb:\n  activity: work\n  inputs: {wage: {unit: kr/month, default: 21 385 kr/month}}\n"        \
  "  flows:\n    - {name: värde, from: production, to: firma, amount: wage}\n"                     \
  "    - {name: lön, from: firma, to: individ, amount: wage, income: lön}\n"                       \
  "bidrag:\n  activity: benefit\n  inputs: {nivå: {unit: kr/month, default: 7 777 kr/month}}\n"    \
  "  flows: [{name: bidrag, from: stat, to: individ, amount: nivå, income: bidrag}]\n"             \
  "sparare:\n  flows: [{name: uttag, from: stat, to: individ, amount: sparat, income: bidrag}]\n"  \
  "stöd:\n  activity: benefit\n  means_tested: yes\n"                                              \
  "  let: {behov: norm + hyra}\n"                                                                  \
  "  flows: [{name: stöd, from: kommun, to: individ, amount: 'max(0 kr/year, behov - före)', income: stöd}]\n" \
  "inget: {activity: none}\n"

/* A study of the model with these cases, each beginning with "    - ". */
#define HUS_STUDY(cases)                                                                           \
  "ekusia: 1\ntitle: H\nmodel: ./hus\nsettings: {price_year: 2020, start: 2020-01, discount: none}\n" \
  "comparison: {deadweight: 0.01}\nparticipants:\n  cases:\n" cases

/* Writes the model with this person.yaml and these states; its folder, `hus`. */
static inline const char *household_model(const char *person, const char *states) {
  file_of("hus/model.yaml", HUS_MODEL);
  file_of("hus/actors.yaml", HUS_ACTORS);
  file_of("hus/indices.yaml", "ingen: {constant: yes}\n");
  file_of("hus/parameters.yaml", HUS_PARAMETERS);
  file_of("hus/person.yaml", person);
  file_of("hus/states.yaml", states);
  return ek_sprintf(arena, "%s/hus", folder);
}

#endif
