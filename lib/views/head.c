/* The head: what was evaluated and whose it is, from when, in which prices and
 * by which rules of reckoning, before any figure. */
#include <math.h>

#include "base/text.h"
#include "views/changes.h"
#include "views/parts.h"

static void add_part(struct ek_buffer *line, const char *text) {
  ek_buffer_addf(line, "%s%s", line->size > 0 ? " · " : "", text);
}

static const char *discount_text(const struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  if (study->discount_rate != NULL) {
    return EK_SAY(p, EK_W_HEAD_RATE, ek_part_quantity(p, study->discount_rate, true));
  }
  if (study->schedule < 0) return EK_SAID(p, EK_W_HEAD_UNDISCOUNTED);
  const struct ek_schedule *s = &p->model->schedules[study->schedule];
  return EK_SAY(p, EK_W_HEAD_SCHEDULE, ek_label_text(s->label, s->name.text, p->lang));
}

static const char *basis_line(const struct ek_report *p) {
  const struct ek_settings *settings = &p->r->study->settings;
  struct ek_buffer line = {.arena = p->arena};
  double people = round(10 * ek_part_value(p, EK_FIG_PARTICIPANTS, -1, 0)) / 10;
  add_part(&line, EK_SAY(p, people == 1 ? EK_W_PARTICIPANT : EK_W_PARTICIPANTS,
                         ek_say_number(p->arena, p->lang, people)));
  add_part(&line, EK_SAY(p, EK_W_START, ek_say_month(p->arena, p->lang, settings->start)));
  add_part(&line, EK_SAY(p, EK_W_PRICE_LEVEL, ek_sprintf(p->arena, "%d", settings->price_year)));
  if (settings->profile == EK_PROFILE_NYTTOSAM) add_part(&line, EK_SAID(p, EK_W_HEAD_NYTTOSAM));
  add_part(&line, discount_text(p));
  if (p->r->gross) add_part(&line, EK_SAID(p, EK_W_HEAD_GROSS));
  return line.text;
}

/* Prices of other years, and how many of them are older than the model thinks well of:
 * said here, before any figure, because all of them rest on it. NULL when there are none. */
static const char *prices_line(const struct ek_report *p) {
  const struct ek_note *notes = p->r->notes.items;
  int n = 0, old = 0, first = 0, last = 0;
  for (size_t i = 0; i < p->r->notes.n; i++) {
    old += notes[i].kind == EK_NOTE_OLD_PRICE;
    if (notes[i].kind != EK_NOTE_REBASED) continue;
    if (n == 0 || notes[i].used < first) first = notes[i].used;
    if (n == 0 || notes[i].used > last) last = notes[i].used;
    n++;
  }
  if (n == 0) return NULL;
  const char *years = first == last ? ek_sprintf(p->arena, "%d", first)
                                    : ek_sprintf(p->arena, "%d–%d", first, last);
  const char *to = ek_sprintf(p->arena, "%d", p->r->study->settings.price_year);
  const char *count = ek_number_show(p->arena, n, 0, p->lang);
  const char *text = EK_SAY(p, n == 1 ? EK_W_HEAD_PRICE : EK_W_HEAD_PRICES, count, years, to);
  if (old == 0) return text;
  return ek_sprintf(p->arena, "%s · %s", text,
                    EK_SAY(p, old == 1 ? EK_W_HEAD_OLD_PRICE : EK_W_HEAD_OLD_PRICES, ek_number_show(p->arena, old, 0, p->lang),
                           ek_sprintf(p->arena, "%d", p->model->stale_after)));
}

void ek_part_head(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  struct ek_buffer class = {.arena = p->arena};
  ek_doc_add(p->doc, EK_DOC_TITLE, study->title != NULL ? study->title : study->source->name,
             study->organisation);
  ek_doc_add(p->doc, EK_DOC_SUBTITLE, basis_line(p), NULL);
  if (study->class.target != NULL) {
    add_part(&class, EK_SAY(p, EK_W_TARGET, study->class.target));
  }
  if (study->class.type != NULL) add_part(&class, study->class.type);
  if (study->class.phase != NULL) add_part(&class, study->class.phase);
  if (class.size > 0) ek_doc_add(p->doc, EK_DOC_SUBTITLE, class.text, NULL);
  const char *prices = prices_line(p);
  if (prices != NULL) ek_doc_add(p->doc, EK_DOC_SUBTITLE, prices, NULL);
  ek_doc_add_changes(p->doc, study, p->lang);
  if (study->summary != NULL) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, study->summary, NULL);
}
