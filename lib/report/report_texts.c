/* The parts that are told rather than counted: type cases, effects without a
 * price, the author's notes, warnings and sources. */
#include <string.h>

#include "base/text.h"
#include "report/report_parts.h"

/* --- type cases ---------------------------------------------------------------------- */

/* "Arbete 75 %, Försörjningsstöd 25 %". */
static const char *states_text(const struct ek_report *p, const struct ek_phase *phase) {
  struct ek_buffer text = {.arena = p->arena};
  for (size_t i = 0; i < phase->n_holdings; i++) {
    const struct ek_holding *h = &phase->holdings[i];
    double extent = h->item->is_state ? ek_part_mean(p, h->quantity) : 0;
    if (extent == 0) continue;
    ek_buffer_addf(&text, "%s%s", text.size > 0 ? ", " : "",
                   ek_label_text(h->item->label, h->item->name.text, p->lang));
    if (extent != 1) {
      ek_buffer_addf(&text, " %s", ek_say_share(p->arena, p->lang, extent, 1));
    }
  }
  return text.size > 0 ? text.text : EK_SAID(p, EK_W_NO_STATE);
}

/* Adds what a phase holds, and for how long when it ends. */
static void add_phase(const struct ek_report *p, const struct ek_phase *phase,
                      struct ek_buffer *text) {
  const char *states = states_text(p, phase);
  if (phase->months > 0) {
    states = EK_SAY(p, EK_W_FOR_A_TIME, states,
                    ek_say_time_short(p->arena, p->lang, phase->months));
  }
  if (text->size > 0) ek_buffer_addf(text, ", %s ", EK_SAID(p, EK_W_THEN));
  ek_buffer_add(text, states);
}

/* What the insats led to: the phases after it, or, without any, what it was while
 * it lasted; as before where a path ends. */
static const char *after_text(const struct ek_report *p, const struct ek_case *k) {
  struct ek_buffer text = {.arena = p->arena};
  const struct ek_phase *later = k->later.items;
  const struct ek_phase *last = k->after.present ? &k->after : k->during.present ? &k->during : NULL;
  if (last == NULL) return EK_SAID(p, EK_W_AS_BEFORE);
  add_phase(p, last, &text);
  for (size_t i = 0; i < k->later.n; i++) {
    last = &later[i];
    add_phase(p, last, &text);
  }
  if (last->months > 0) {
    ek_buffer_addf(&text, ", %s %s", EK_SAID(p, EK_W_THEN), EK_SAID(p, EK_W_AS_BEFORE));
  }
  return text.text;
}

void ek_part_cases(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  const struct ek_case *cases = study->participants.cases.items;
  if (study->participants.cases.n == 0) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_CASES), NULL);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COUNT), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), NULL, true);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), NULL, true);
  for (size_t i = 0; i < study->participants.cases.n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, cases[i].name.text, 0);
    const char *weight = ek_say_number(p->arena, p->lang, ek_part_mean(p, cases[i].weight));
    row->cells[0] = ek_doc_text(p->doc, weight);
    row->cells[1] = ek_doc_text(p->doc, states_text(p, &cases[i].before));
    row->cells[2] = ek_doc_text(p->doc, after_text(p, &cases[i]));
  }
}

/* --- unpriced effects and notes -------------------------------------------------------- */

static void add_unpriced(struct ek_report *p, const struct ek_unpriced *u) {
  static const struct {
    const char *mark;
    enum ek_word word;
  } directions[] = {[EK_DIRECTION_PLUS] = {"+", EK_W_U_PLUS},
                    [EK_DIRECTION_MINUS] = {"−", EK_W_U_MINUS},
                    [EK_DIRECTION_UNKNOWN] = {"?", EK_W_U_UNKNOWN}};
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, u->name.text);
  if (u->actor != NULL) {
    int actor = ek_model_actor(p->model, u->actor);
    ek_buffer_addf(&text, ", %s", actor >= 0 ? ek_part_actor(p, actor) : u->actor);
  }
  ek_buffer_addf(&text, " (%s)", EK_SAID(p, directions[u->direction].word));
  if (u->note != NULL) ek_buffer_addf(&text, ": %s", u->note);
  ek_doc_add(p->doc, EK_DOC_ITEM, text.text, directions[u->direction].mark);
}

void ek_part_unpriced(struct ek_report *p) {
  const struct ek_unpriced *unpriced = p->r->study->unpriced.items;
  size_t n = p->r->study->unpriced.n;
  if (n > 0) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_UNPRICED), NULL);
  for (size_t i = 0; i < n; i++) add_unpriced(p, &unpriced[i]);
}

static const char *note_heading(const struct ek_report *p, const char *key) {
  static const struct {
    const char *key;
    enum ek_word word;
  } known[] = {{"success_factors", EK_W_N_SUCCESS}, {"added_value", EK_W_N_ADDED},
               {"learning", EK_W_N_LEARNING}, {"obstacles", EK_W_N_OBSTACLES}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].key, key) == 0) return EK_SAID(p, known[i].word);
  }
  return ek_say_name(p->arena, key);
}

/* A blank line in the author's text begins a new paragraph. */
static void add_paragraphs(struct ek_report *p, const char *text) {
  for (text += strspn(text, "\n"); *text != '\0'; text += strspn(text, "\n")) {
    const char *end = strstr(text, "\n\n");
    size_t size = end != NULL ? (size_t)(end - text) : strlen(text);
    ek_doc_add(p->doc, EK_DOC_PARAGRAPH, ek_strndup(p->arena, text, size), NULL);
    text += size;
  }
}

void ek_part_notes(struct ek_report *p) {
  const struct ek_named_text *notes = p->r->study->notes.items;
  size_t n = p->r->study->notes.n;
  if (n > 0) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_NOTES), NULL);
  for (size_t i = 0; i < n; i++) {
    ek_doc_add(p->doc, EK_DOC_SUBHEADING, note_heading(p, notes[i].name.text), NULL);
    add_paragraphs(p, notes[i].text);
  }
}

/* --- warnings and sources -------------------------------------------------------------- */

void ek_part_warnings(struct ek_report *p) {
  struct ek_list findings = ek_findings(p->r, p->options->diags, p->lang);
  const struct ek_finding *finding = findings.items;
  if (findings.n > 0) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_WARNINGS), NULL);
  for (size_t i = 0; i < findings.n; i++) {
    ek_doc_add(p->doc, EK_DOC_ITEM, finding[i].text, NULL);
  }
}

void ek_part_sources(struct ek_report *p) {
  const char *const *sources = p->sources.items;
  if (p->sources.n > 0) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_SOURCES), NULL);
  for (size_t i = 0; i < p->sources.n; i++) {
    ek_doc_add(p->doc, EK_DOC_ITEM, sources[i], ek_sprintf(p->arena, "[%zu]", i + 1));
  }
}
