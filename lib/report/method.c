/* How it is computed, in plain words: only what this study uses. */

#include "people/people.h"
#include "report/sections.h"

static void say(struct ek_report *p, enum ek_word word) { ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, word), NULL); }

static enum ek_word how_followed(const struct ek_report *p) {
  const struct ek_people *people = p->r->study->people;
  if (p->r->alternatives != NULL) return EK_W_HOW_COHORT;
  if (people == NULL) return EK_W_HOW_CASES;
  return people->file.source != NULL ? EK_W_HOW_PEOPLE : EK_W_HOW_COUNTS;
}

/* A cohort's comparison has been told with how it is followed. */
static void say_comparison(struct ek_report *p) {
  const struct ek_people *people = p->r->study->people;
  if (p->r->gross) say(p, EK_W_HOW_GROSS);
  else if (people != NULL && people->n > people->participants) say(p, EK_W_HOW_GROUP);
  else if (p->r->alternatives == NULL && p->r->study->correction[EK_DEADWEIGHT] != NULL) say(p, EK_W_HOW_DEADWEIGHT);
}

/* Those that have a stage of their own; deadweight and a comparison group have been told. */
static void say_corrections(struct ek_report *p) {
  static const enum ek_word words[EK_CORRECTIONS] = {
      [EK_LEAKAGE] = EK_W_HOW_C_LEAKAGE, [EK_DISPLACEMENT] = EK_W_HOW_C_DISPLACEMENT, [EK_SUBSTITUTION] = EK_W_HOW_C_SUBSTITUTION,
      [EK_ATTRIBUTION] = EK_W_HOW_C_ATTRIBUTION, [EK_HAIRCUT] = EK_W_HOW_C_HAIRCUT, [EK_RETENTION] = EK_W_HOW_C_RETENTION};
  const char *texts[EK_CORRECTIONS];
  size_t n = 0;
  for (size_t i = 0; i < p->r->n_stages; i++) {
    int c = p->r->stages[i].correction;
    if (c > EK_DEADWEIGHT) texts[n++] = EK_SAID(p, words[c]);
  }
  if (n == 0) return;
  const char *list = ek_say_list(p->arena, p->lang, texts, n);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, n == 1 ? EK_W_HOW_CORRECTION : EK_W_HOW_CORRECTIONS, list), NULL);
}

static void say_time(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  const char *how = NULL;
  if (study->settings.profile == EK_PROFILE_NYTTOSAM) {
    say(p, EK_W_HOW_NYTTOSAM);
    return;
  }
  if (study->discount_rate != NULL) how = EK_SAY(p, EK_W_PER_YEAR, ek_say_in_words(p->arena, p->lang, ek_part_quantity(p, study->discount_rate, true)));
  else if (study->schedule >= 0) how = ek_label_text(p->model->schedules[study->schedule].label, p->model->schedules[study->schedule].name.text, p->lang);
  if (how == NULL) say(p, EK_W_HOW_FLAT);
  else ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_HOW_DISCOUNTED, how), NULL);
}

/* Is any service used, by itself or in a phase? */
static bool uses_services(const struct ek_report *p) {
  const struct ek_line *lines = p->r->ledger->lines.items;
  for (size_t i = 0; i < p->r->ledger->lines.n; i++) {
    if (lines[i].item != NULL && !lines[i].item->is_state) return true;
  }
  return false;
}

void ek_part_method(struct ek_report *p) {
  const char *own = ek_part_note(p, "method");
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_METHOD), NULL);
  if (own != NULL) ek_part_paragraphs(p, own);
  say(p, EK_W_HOW_BOOKS);
  say(p, how_followed(p));
  say_comparison(p);
  say_corrections(p);
  if (p->model->personal.item.flows.n > 0) say(p, EK_W_HOW_TAXES);
  if (uses_services(p)) say(p, p->r->study->settings.savings == EK_SAVINGS_VARIABLE ? EK_W_HOW_VARIABLE : EK_W_HOW_FULL);
  say_time(p);
  say(p, ek_part_either(p, EK_W_HOW_WORDS, EK_W_HOW_WORDS_GROSS));
}
