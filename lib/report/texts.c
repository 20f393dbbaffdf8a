/* The parts that are told rather than counted: type cases, effects without a
 * price, the author's notes, warnings and sources. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/sections.h"
#include "views/flow.h"
#include "views/indicators.h"

/* --- type cases ---------------------------------------------------------------------- */

/* "Arbete 75 %, försörjningsstöd 25 %". */
static const char *states_text(const struct ek_report *p, const struct ek_phase *phase) {
  struct ek_buffer text = {.arena = p->arena};
  for (size_t i = 0; i < phase->n_holdings; i++) {
    const struct ek_holding *h = &phase->holdings[i];
    double extent = h->item->is_state ? ek_part_mean(p, h->quantity) : 0;
    if (extent == 0) continue;
    const char *label = ek_label_text(h->item->label, h->item->name.text, p->lang);
    if (text.size > 0) label = ek_say_within(p->arena, p->lang, label, false);
    ek_buffer_addf(&text, "%s%s", text.size > 0 ? ", " : "", label);
    if (extent != 1) {
      ek_buffer_addf(&text, " %s", ek_say_share(p->arena, p->lang, extent, 1));
    }
  }
  return text.size > 0 ? text.text : EK_SAID(p, EK_W_NO_STATE);
}

/* What a phase holds, and for how long when it ends. */
static const char *phase_text(const struct ek_report *p, const struct ek_phase *phase) {
  const char *states = states_text(p, phase);
  if (phase->months == 0) return states;
  return EK_SAY(p, EK_W_FOR_A_TIME, states,
                ek_say_time_short(p->arena, p->lang, phase->months));
}

static const char *during_text(const struct ek_report *p, const struct ek_case *k) {
  return k->during.present ? phase_text(p, &k->during) : EK_SAID(p, EK_W_AS_BEFORE);
}

/* What came after, phase by phase; as before where a path ends. */
static const char *after_text(const struct ek_report *p, const struct ek_case *k) {
  struct ek_buffer text = {.arena = p->arena};
  const struct ek_phase *later = k->later.items, *last = &k->after;
  if (!k->after.present) return EK_SAID(p, EK_W_AS_BEFORE);
  ek_buffer_add(&text, phase_text(p, last));
  for (size_t i = 0; i < k->later.n; i++) {
    last = &later[i];
    ek_buffer_addf(&text, " →\u00A0%s", ek_say_within(p->arena, p->lang, phase_text(p, last), false));
  }
  if (last->months > 0) ek_buffer_addf(&text, " →\u00A0%s", EK_SAID(p, EK_W_AS_BEFORE));
  return text.text;
}

/* "Typfall A (kvinna, 34 år, grundskola)": what the study says of who they are. */
static const char *case_label(const struct ek_report *p, const struct ek_case *k) {
  const char *said[3] = {k->sex, NULL, k->education};
  if (k->age > 0) said[1] = EK_SAY(p, EK_W_YEARS, ek_sprintf(p->arena, "%d", k->age));
  struct ek_buffer text = {.arena = p->arena};
  for (size_t i = 0; i < 3; i++) {
    if (said[i] != NULL) ek_buffer_addf(&text, "%s%s", text.size > 0 ? ", " : "", said[i]);
  }
  return text.size > 0 ? ek_sprintf(p->arena, "%s (%s)", k->name.text, ek_buffer_text(&text)) : k->name.text;
}

static void add_case(struct ek_report *p, struct ek_doc_table *table, const struct ek_case *k,
                     bool during) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, case_label(p, k), 0);
  size_t c = 0;
  double weight = round(10 * ek_part_mean(p, k->weight)) / 10;
  row->cells[c++] = ek_part_led(p, ek_doc_text(p->doc, ek_say_number(p->arena, p->lang, weight)), EK_FIG_PARTICIPANTS, -1, 0, -1);
  row->cells[c++] = ek_doc_text(p->doc, ek_text_capital(p->arena, states_text(p, &k->before)));
  if (during) row->cells[c++] = ek_doc_text(p->doc, ek_text_capital(p->arena, during_text(p, k)));
  row->cells[c] = ek_doc_text(p->doc, ek_text_capital(p->arena, after_text(p, k)));
}

void ek_part_cases(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  const struct ek_case *cases = study->participants.cases.items;
  size_t n = study->participants.cases.n;
  bool during = false;
  if (n == 0) return;
  for (size_t i = 0; i < n; i++) during |= cases[i].during.present;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_CASES), NULL);
  ek_part_chart_flow(p);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COUNT), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), NULL, true);
  if (during) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_DURING), NULL, true);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), NULL, true);
  for (size_t i = 0; i < n; i++) add_case(p, table, &cases[i], during);
}

/* --- unpriced effects and notes -------------------------------------------------------- */

static void add_unpriced(struct ek_report *p, const struct ek_unpriced *u) {
  static const char *const marks[] = {[EK_DIRECTION_PLUS] = "+", [EK_DIRECTION_MINUS] = "−",
                                      [EK_DIRECTION_UNKNOWN] = "?"};
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, u->name.text);
  if (u->actor != NULL) {
    int actor = ek_model_actor(p->model, u->actor);
    ek_buffer_addf(&text, " (%s)", actor >= 0 ? ek_part_actor_within(p, actor) : u->actor);
  }
  if (u->note != NULL) ek_buffer_addf(&text, ": %s", u->note);
  ek_doc_add(p->doc, EK_DOC_ITEM, text.text, marks[u->direction]);
}

void ek_part_unpriced(struct ek_report *p) {
  const struct ek_unpriced *unpriced = p->r->study->unpriced.items;
  size_t n = p->r->study->unpriced.n;
  if (n == 0) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_UNPRICED), NULL);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_U_LEGEND), NULL);
  for (size_t i = 0; i < n; i++) add_unpriced(p, &unpriced[i]);
}

void ek_part_indicators(struct ek_report *p) {
  if (p->options->indicators == NULL) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_INDICATORS), NULL);
  ek_indicators_section(p->options->indicators, p->doc);
}

/* Notes that have a place of their own, in the order of a NyttoSam report: the four of the socio-economic
 * analysis, what else is known, and what follows from all of it. */
static const struct {
  const char *key, *other, *swedish;
  enum ek_word word;
  bool elsewhere; /* in another section */
} known_notes[] = {
    {"success_factors", "success", "framgångsfaktorer", EK_W_N_SUCCESS, false},
    {"added_value", NULL, "mervärden", EK_W_N_ADDED, false},
    {"learning", NULL, "lärande", EK_W_N_LEARNING, false},
    {"obstacles", NULL, "hinder", EK_W_N_OBSTACLES, false},
    {"process", NULL, NULL, EK_W_N_PROCESS, false},
    {"participants_voice", NULL, "deltagarnas_röst", EK_W_N_VOICE, false},
    {"background", NULL, "bakgrund", EK_W_N_BACKGROUND, true},
    {"method", NULL, "metod", EK_W_N_METHOD, true},
    {NULL, NULL, NULL, EK_W_N_OWN, false}, /* those of the author's own names */
    {"conclusions", NULL, "slutsatser", EK_W_N_CONCLUSIONS, false},
    {"recommendations", NULL, "rekommendationer", EK_W_N_RECOMMENDATIONS, false}};
enum { KNOWN_NOTES = sizeof known_notes / sizeof *known_notes };

/* Its place among them; that of own names where it is none of them. */
static size_t place_of(const char *key) {
  size_t own = 0;
  for (size_t i = 0; i < KNOWN_NOTES; i++) {
    if (known_notes[i].key == NULL) own = i;
    else if (strcmp(known_notes[i].key, key) == 0 || ek_text_same(known_notes[i].other, key) || ek_text_same(known_notes[i].swedish, key)) return i;
  }
  return own;
}

static const char *note_heading(const struct ek_report *p, const char *key) {
  size_t place = place_of(key);
  return known_notes[place].key != NULL ? EK_SAID(p, known_notes[place].word) : ek_say_name(p->arena, key);
}

const char *ek_part_note(const struct ek_report *p, const char *name) {
  const struct ek_named_text *notes = p->r->study->notes.items;
  for (size_t i = 0; i < p->r->study->notes.n; i++) {
    if (place_of(notes[i].name.text) == place_of(name)) return notes[i].text;
  }
  return NULL;
}

/* A blank line in the author's text begins a new paragraph. */
void ek_part_paragraphs(struct ek_report *p, const char *text) {
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
  bool any = false;
  for (size_t place = 0; place < KNOWN_NOTES; place++) {
    for (size_t i = 0; i < n; i++) {
      if (place_of(notes[i].name.text) != place || known_notes[place].elsewhere) continue;
      if (!any) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_NOTES), NULL);
      any = true;
      ek_doc_add(p->doc, EK_DOC_SUBHEADING, note_heading(p, notes[i].name.text), NULL);
      ek_part_paragraphs(p, notes[i].text);
    }
  }
}

/* --- warnings and sources -------------------------------------------------------------- */

void ek_part_warnings(struct ek_report *p) {
  struct ek_list findings = ek_findings(p->r, p->options->diags, p->lang);
  const struct ek_finding *finding = findings.items;
  bool drawn = p->options->simulation != NULL && p->options->simulation->persons, any = false;
  for (size_t i = 0; i < findings.n; i++) {
    if (drawn && strcmp(finding[i].kind, "not-drawn") == 0) continue; /* they are */
    if (!any) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_WARNINGS), NULL);
    any = true;
    ek_doc_add(p->doc, EK_DOC_ITEM, finding[i].text, NULL);
    struct ek_doc_block *item = (struct ek_doc_block *)p->doc->blocks.items + p->doc->blocks.n - 1;
    item->english = strcmp(finding[i].kind, "input") == 0; /* a warning as it is written on a terminal */
  }
}

void ek_part_sources(struct ek_report *p) {
  const char *const *sources = p->sources.items;
  if (p->sources.n > 0) ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_SOURCES), NULL);
  for (size_t i = 0; i < p->sources.n; i++) {
    ek_doc_add(p->doc, EK_DOC_ITEM, sources[i], ek_sprintf(p->arena, "[%zu]", i + 1));
  }
}
