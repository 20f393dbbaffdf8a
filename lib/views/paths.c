/* Where people are, as a table and as bars of text. */
#include <math.h>

#include "base/text.h"
#include "document/words.h"
#include "views/alternatives.h"
#include "views/changes.h"

#define ROWS 13 /* times that a table shows */
#define BAR 60  /* columns of a bar */

static const char *const fills[] = {"█", "▒", "░", "▓", "·", "▚", "○", "+", "×", "#"};
#define N_FILLS (sizeof fills / sizeof *fills)

/* The points that a table shows: the first, the last, and evenly between in whole years if it can. */
static size_t chosen(const struct ek_occupancy *o, size_t out[ROWS]) {
  size_t n = 0, last = o->n_points - 1, step = (last + ROWS - 2) / (ROWS - 1);
  double months = o->n_points > 1 ? o->months[1] - o->months[0] : 1;
  size_t year = (size_t)fmax(1, round(12 / months));
  if (step > 1 && year > 1) step = (step + year - 1) / year * year;
  if (step == 0) step = 1;
  for (size_t at = 0; at <= last && n < ROWS; at += step) out[n++] = at;
  return n;
}

static const char *state_name(const struct ek_document *doc, const struct ek_occupancy *o, size_t s) {
  return ek_text_capital(doc->arena, ek_label_text(o->labels[s], o->states[s], doc->lang));
}

static const char *title_of(const struct ek_document *doc, const struct ek_occupancy_of *of) {
  const char *name = ek_text_capital(doc->arena, ek_label_text(of->label, of->alternative, doc->lang));
  if (of->group == NULL) return name;
  return ek_say(doc->arena, doc->lang, EK_W_O_GROUP, name, ek_label_text(of->group_label, of->group, doc->lang));
}

static double all_at(const struct ek_occupancy *o, const struct ek_occupancy_of *of, size_t t) {
  double sum = 0;
  for (size_t s = 0; s < o->n_states; s++) sum += of->persons[s * o->n_points + t];
  return sum;
}

static const char *time_text(const struct ek_document *doc, double months) {
  return ek_say_number(doc->arena, doc->lang, round(months * 10) / 10);
}

static void add_table(struct ek_document *doc, const struct ek_occupancy *o, const struct ek_occupancy_of *of) {
  size_t points[ROWS], n = chosen(o, points);
  struct ek_doc_table *table = ek_doc_add_table(doc, ek_word(EK_W_O_TIME, doc->lang), NULL);
  for (size_t s = 0; s < o->n_states; s++) ek_doc_add_column(doc, table, state_name(doc, o, s), NULL, false);
  double all = all_at(o, of, 0);
  int decimals = all >= 1000 ? 0 : all >= 20 ? 1 : 3;
  for (size_t i = 0; i < n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(doc, table, time_text(doc, o->months[points[i]]), 0);
    for (size_t s = 0; s < o->n_states; s++) row->cells[s] = ek_doc_number(of->persons[s * o->n_points + points[i]], decimals);
  }
}

/* A bar of all persons at one time; rounding is of sums, so that bars are of one length. */
static const char *bar(struct ek_document *doc, const struct ek_occupancy *o, const struct ek_occupancy_of *of, size_t t) {
  struct ek_buffer out = {.arena = doc->arena};
  double all = all_at(o, of, t), sum = 0;
  int drawn = 0;
  for (size_t s = 0; s < o->n_states && all > 0; s++) {
    sum += of->persons[s * o->n_points + t];
    int until = (int)round(BAR * sum / all);
    for (; drawn < until; drawn++) ek_buffer_add(&out, fills[s % N_FILLS]);
  }
  return ek_buffer_text(&out);
}

static void add_figure(struct ek_document *doc, const struct ek_occupancy *o, const struct ek_occupancy_of *of) {
  size_t points[ROWS], n = chosen(o, points);
  struct ek_doc_table *table = ek_doc_add_table(doc, ek_word(EK_W_O_TIME, doc->lang), NULL);
  ek_doc_add_column(doc, table, "", NULL, true);
  for (size_t i = 0; i < n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(doc, table, time_text(doc, o->months[points[i]]), 0);
    row->cells[0] = ek_doc_text(doc, bar(doc, o, of, points[i]));
  }
  struct ek_buffer legend = {.arena = doc->arena};
  for (size_t s = 0; s < o->n_states; s++) ek_buffer_addf(&legend, "%s%s %s", s > 0 ? "   " : "", fills[s % N_FILLS], state_name(doc, o, s));
  ek_doc_add_footnote(doc, table, ek_buffer_text(&legend));
}

void ek_paths_build(const struct ek_result *r, const struct ek_occupancy *o, enum ek_lang lang, struct ek_document *out) {
  *out = (struct ek_document){.arena = r->arena, .lang = lang};
  ek_doc_add(out, EK_DOC_TITLE, r->study->title != NULL ? r->study->title : r->study->source->name, r->study->organisation);
  ek_doc_add_changes(out, r->study, lang);
  ek_doc_add(out, EK_DOC_HEADING, ek_word(EK_W_O_PATHS, lang), NULL);
  for (size_t i = 0; i < o->n; i++) {
    ek_doc_add(out, EK_DOC_SUBHEADING, title_of(out, &o->of[i]), NULL);
    add_table(out, o, &o->of[i]);
    add_figure(out, o, &o->of[i]);
  }
  ek_doc_add(out, EK_DOC_NOTE, ek_word(EK_W_F_PATHS, lang), NULL);
}
