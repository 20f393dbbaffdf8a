/* A price world of four actors with round prices, so that every number of a result can be checked by hand, and studies in it. */
#ifndef EK_TEST_SMALL_STUDY_H
#define EK_TEST_SMALL_STUDY_H

#include "engine/result.h"
#include "support.h"

/* A person costs the municipality 10 000 kr a month out of work and makes 20 000 in work. */
static inline void write_model(void) {
  file_of("liten/model.yaml",
          "name: liten\nlabel: {sv: Lilla modellen, en: The small model}\nversion: \"7\"\n"
          "currency: kr\nfull_work: arbete\nperson: individ\ndisplaced: individ\n"
          "default_index: inget\ndefault_age: 40\n");
  file_of("liten/actors.yaml",
          "samhälle: {label: {sv: Samhället, en: Society}}\n"
          "individ: {label: {sv: Individerna, en: Individuals}, parent: samhälle}\n"
          "offentligt: {label: {sv: Offentlig sektor, en: The public sector}, parent: samhälle}\n"
          "kommun: {label: {sv: Kommunen, en: The municipality}, parent: offentligt, public: yes}\n"
          "fk: {label: {sv: Försäkringskassan, en: The Insurance}, parent: offentligt, public: yes,\n"
          "  proper: yes}\n"
          "polis: {label: {sv: Polisen, en: The police}, parent: offentligt, public: yes}\n"
          "eu: {label: {sv: EU, en: The EU}, outside: yes, proper: yes}\n");
  file_of("liten/pools.yaml",
          "förbund: {label: {sv: Förbundet, en: The association},\n"
          "  shares: {kommun: 50 %, fk: 50 %}}\n");
  file_of("liten/indices.yaml", "inget: {label: {sv: I, en: I}, constant: yes}\n");
  file_of("liten/states.yaml",
          "arbete:\n  label: {sv: Arbete, en: Work}\n  activity: work\n  flows:\n"
          "    - {name: lön, label: {sv: Lön, en: Wage}, from: production, to: individ,\n"
          "       amount: 20 000 kr/month}\n"
          "bidrag:\n  label: {sv: Bidrag, en: Allowance}\n  activity: benefit\n  flows:\n"
          "    - {name: bidrag, label: {sv: Bidrag, en: Allowance}, from: kommun, to: individ,\n"
          "       amount: 10 000 kr/month}\n");
}

#define STUDY_HEAD "ekusia: 1\ntitle: Provet\norganisation: Staden\nmodel: ./liten\n"
#define STUDY_SETTINGS                                                                             \
  "settings: {price_year: 2014, start: 2013-03, horizons: [1 year, 5 years],\n"                    \
  "  discount: {schedule: none}}\n"
#define STUDY_PEOPLE                                                                               \
  "participants: {cases: [{name: Alla, weight: 3, before: {states: {bidrag: 100 %}},\n"            \
  "  after: {states: {arbete: 100 %}}}]}\n"
#define STUDY_COSTS                                                                                \
  "costs:\n  - {name: Ledare, category: personal, payer: kommun, amount: 500 000 kr}\n"            \
  "  - {name: Lokal, payer: förbund, amount: 90 001 kr}\n"                                         \
  "  - {name: Stöd, category: personal, payer: eu, amount: 333 333 kr}\n"
#define STUDY_NET                                                                                  \
  "comparison: {deadweight: {share: 20 %, source: 'Rapport 2012, s. 7', grade: C}}\n"
#define STUDY_GROSS "comparison: {before_continues: yes}\n"

static inline const struct ek_result *result_of(const char *text) {
  static const char *const folders[] = {"models", NULL};
  write_model();
  const struct ek_study_options options = {.model_folders = folders};
  const struct ek_study *study =
      ek_study_read(arena, file_of("study.yaml", text), &options, diags);
  struct ek_result *result = NULL;
  if (study == NULL || ek_run(arena, study, &result, diags) != EK_OK) {
    fail_msg("the study does not run:\n%s", errors());
  }
  return result;
}

#endif
