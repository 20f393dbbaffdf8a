/* What the tests of this room share: a price world of four actors with round prices, so
 * that every number of a report can be checked by hand, and documents made of it. */
#ifndef EK_TEST_REPORT_FIXTURE_H
#define EK_TEST_REPORT_FIXTURE_H

#include "support.h"

#include "engine/result.h"
#include "report/render.h"
#include "report/report.h"

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

static inline const char *report_with(const struct ek_result *result, enum ek_lang lang, const char *section, const struct ek_sensitivity *tried) {
  const char *const sections[] = {section, NULL};
  const struct ek_report_options options = {.sections = section != NULL ? sections : NULL, .diags = diags, .tried = tried};
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  ek_report_build(result, lang, &options, &doc);
  ek_render_text(&doc, false, &out);
  return ek_buffer_text(&out);
}

/* The report, or the sections named with spaces between, as text. */
static inline const char *report_text(const char *study, enum ek_lang lang, const char *section) {
  return report_with(result_of(study), lang, section, NULL);
}

/* With what is tried of itself, as a command does. */
static inline const char *report_tried(const char *study, enum ek_lang lang, const char *section) {
  const struct ek_result *result = result_of(study);
  return report_with(result, lang, section, ek_report_try(result));
}

/* No-break spaces of both widths as plain ones, so that expectations can be read. */
static inline const char *plain(const char *text) {
  struct ek_buffer out = {.arena = arena};
  while (*text != '\0') {
    bool narrow = strncmp(text, "\u202F", 3) == 0, wide = strncmp(text, "\u00A0", 2) == 0;
    if (narrow || wide) ek_buffer_add(&out, " ");
    else ek_buffer_add_bytes(&out, text, 1);
    text += narrow ? 3 : wide ? 2 : 1;
  }
  return ek_buffer_text(&out);
}

/* Wrapped lines as one, for sentences that stand anywhere. */
static inline const char *unwrapped(const char *text) {
  char *copy = ek_strdup(arena, plain(text));
  for (char *c = copy; *c != '\0'; c++) {
    if (*c == '\n') *c = ' ';
  }
  return copy;
}

/* Runs of spaces as one, for rows of tables whatever the widths of their columns; lines stay, without indentation. */
static inline const char *squeezed(const char *text) {
  struct ek_buffer out = {.arena = arena};
  for (text = plain(text); *text != '\0'; text++) {
    bool again = *text == ' ' && (out.size == 0 || out.text[out.size - 1] == ' ' || out.text[out.size - 1] == '\n');
    if (!again) ek_buffer_add_bytes(&out, text, 1);
  }
  return ek_buffer_text(&out);
}

static inline void says(const char *text, const char *part, const char *file, int line) {
  if (strstr(text, part) != NULL) return;
  print_error("not said: %s\nin: %s\n", part, text);
  _fail(file, line);
}
#define assert_says(text, part) says(text, part, __FILE__, __LINE__)
#define assert_silent(text, part) assert_null(strstr(text, part))

static inline struct ek_document new_document(enum ek_lang lang) {
  return (struct ek_document){.arena = arena, .lang = lang};
}

#endif
