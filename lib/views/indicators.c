/* Indicators as an evaluator reads them: the share that is positive, over time or for groups beside
 * each other, how sure a change is, and how many answered. */
#include "views/indicators.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/chart.h"
#include "document/words.h"

#define SAY(t, id, ...) ek_say((t)->doc->arena, (t)->doc->lang, id, __VA_ARGS__)
#define SAID(t, id) ek_word(id, (t)->doc->lang)
#define BAR 40

/* What stands in a column: a part in a period. */
struct column {
  uint32_t part, period;
  const char *label;
};

struct teller {
  struct ek_document *doc;
  const struct ek_tally *tally;
  const struct ek_answers *a;
  struct column *columns;
  size_t n;
  const char *last; /* the last period, as in the file */
};

static const char *period(const struct teller *t, size_t i) { return ((const char *const *)t->a->words[EK_PART_PERIOD].items)[i]; }

/* Periods beside each other, or parts in the last one. */
static void make_columns(struct teller *t) {
  size_t periods = t->a->words[EK_PART_PERIOD].n;
  t->n = t->tally->by < 0 ? periods : t->tally->n_parts;
  t->columns = ek_alloc_array(t->doc->arena, t->n, sizeof *t->columns);
  t->last = period(t, periods - 1);
  for (size_t i = 0; i < t->n; i++) {
    const char *part = t->tally->parts[i < t->tally->n_parts ? i : 0];
    if (t->tally->by < 0) t->columns[i] = (struct column){0, (uint32_t)i, period(t, i)};
    else t->columns[i] = (struct column){(uint32_t)i, (uint32_t)periods - 1, part != NULL ? part : SAID(t, EK_W_I_NOT_TOLD)};
  }
}

static const char *perspective_label(const struct teller *t, int perspective) {
  static const enum ek_word words[EK_PERSPECTIVES] = {EK_W_I_OF_PARTICIPANTS, EK_W_I_OF_STAFF, EK_W_I_OF_ORGANISATION, EK_W_I_OF_SOCIETY};
  return SAID(t, words[perspective]);
}

static const char *indicator_label(const struct teller *t, int measured) {
  const struct ek_indicator *of = t->a->measured[measured].of;
  return ek_label_text(of->label, of->name.text, t->doc->lang);
}

/* A footnote once. */
static void note(const struct teller *t, struct ek_doc_table *table, enum ek_word word) {
  const char *text = SAID(t, word), *const *notes = table->footnotes.items;
  for (size_t i = 0; i < table->footnotes.n; i++) if (strcmp(notes[i], text) == 0) return;
  ek_doc_add_footnote(t->doc, table, text);
}

static struct ek_doc_cell masked(const struct teller *t, struct ek_doc_table *table) {
  note(t, table, EK_W_F_I_MASKED);
  return ek_doc_text(t->doc, SAID(t, EK_W_MASKED));
}

/* --- cells ------------------------------------------------------------------------------------ */

static struct ek_doc_cell share_cell(const struct teller *t, struct ek_doc_table *table, const struct ek_tally_row *r) {
  return r->hidden ? masked(t, table) : ek_doc_share(r->share, 0);
}

static const char *signed_number(const struct teller *t, double value, int decimals) {
  const char *text = ek_number_show(t->doc->arena, value, decimals, t->doc->lang);
  bool above = value > 0 && strspn(text, "0.,") != strlen(text);
  return ek_sprintf(t->doc->arena, "%s%s", above ? "+" : "", text);
}

static struct ek_doc_cell difference(const struct teller *t, const struct ek_gap *d, double times, int decimals) {
  if (isnan(d->value)) return (struct ek_doc_cell){.kind = EK_CELL_NONE};
  const char *value = signed_number(t, times * d->value, decimals);
  if (isnan(d->low)) return ek_doc_text(t->doc, value);
  return ek_doc_text(t->doc, SAY(t, EK_W_I_INTERVAL, value, signed_number(t, times * d->low, decimals), signed_number(t, times * d->high, decimals)));
}

static struct ek_doc_cell change_cell(const struct teller *t, struct ek_doc_table *table, const struct ek_tally_row *r, bool mean) {
  switch (r->change) {
  case EK_CHANGE_KNOWN: return mean ? difference(t, &r->mean_change, 1, 2) : difference(t, &r->share_change, 100, 0);
  case EK_CHANGE_HIDDEN: return masked(t, table);
  case EK_CHANGE_OTHERS:
    note(t, table, EK_W_F_I_OTHERS);
    return ek_doc_text(t->doc, SAID(t, EK_W_I_OTHERS));
  default: return ek_doc_text(t->doc, SAID(t, EK_W_I_NO_BASELINE));
  }
}

static void count_cells(const struct teller *t, struct ek_doc_table *table, const struct ek_tally_row *r, struct ek_doc_cell *out) {
  out[0] = r->hidden ? masked(t, table) : ek_doc_number((double)r->n, 0);
  out[1] = r->missing_hidden ? masked(t, table) : ek_doc_number((double)r->missing, 0);
  out[2] = r->hidden ? masked(t, table) : ek_doc_number(r->mean, 2);
}

/* --- tables ------------------------------------------------------------------------------------ */

enum what { SHARES, CHANGES, COUNTS };

static size_t cells_of(enum what what) { return what == SHARES ? 1 : what == CHANGES ? 2 : 3; }

/* The baseline has no change of its own. */
static bool has_column(const struct teller *t, enum what what, size_t i) {
  return what != CHANGES || (int)t->columns[i].period != t->a->baseline;
}

static void add_columns(const struct teller *t, struct ek_doc_table *table, enum what what) {
  static const enum ek_word changes[] = {EK_W_I_SHARE, EK_W_I_MEAN_CHANGE}, counts[] = {EK_W_I_N, EK_W_I_MISSING, EK_W_I_MEAN};
  for (size_t i = 0; i < t->n; i++) {
    if (!has_column(t, what, i)) continue;
    if (what == SHARES) ek_doc_add_column(t->doc, table, t->columns[i].label, NULL, false);
    for (size_t k = 0; what != SHARES && k < cells_of(what); k++) {
      ek_doc_add_column(t->doc, table, SAID(t, what == CHANGES ? changes[k] : counts[k]), t->columns[i].label, false);
    }
  }
}

static void add_row(const struct teller *t, struct ek_doc_table *table, enum what what, int measured, int perspective) {
  bool whole = measured < 0;
  struct ek_doc_row *row = ek_doc_add_row(t->doc, table, whole ? perspective_label(t, perspective) : indicator_label(t, measured), whole ? 0 : 1);
  row->emphasis = whole;
  size_t at = 0;
  for (size_t i = 0; i < t->n; i++) {
    if (!has_column(t, what, i)) continue;
    const struct ek_tally_row *r = ek_tally_find(t->tally, measured, perspective, t->columns[i].part, t->columns[i].period);
    struct ek_doc_cell *cell = &row->cells[at];
    at += cells_of(what);
    if (r == NULL) {
      for (size_t k = 0; k < cells_of(what); k++) cell[k] = (struct ek_doc_cell){.kind = EK_CELL_NONE};
    } else if (what == SHARES) cell[0] = share_cell(t, table, r);
    else if (what == COUNTS) count_cells(t, table, r, cell);
    else for (size_t k = 0; k < 2; k++) cell[k] = change_cell(t, table, r, k == 1);
  }
}

/* Each perspective and indicator that is measured, once: its rows stand together. */
static bool is_first(const struct ek_tally *tally, size_t i) {
  const struct ek_tally_row *r = &tally->rows[i];
  return i == 0 || r[-1].measured != r->measured || r[-1].perspective != r->perspective;
}

static struct ek_doc_table *add_table(const struct teller *t, enum what what, const char *title) {
  struct ek_doc_table *table = ek_doc_add_table(t->doc, SAID(t, EK_W_I_INDICATOR), title);
  add_columns(t, table, what);
  for (size_t i = 0; i < t->tally->n; i++) if (is_first(t->tally, i)) add_row(t, table, what, t->tally->rows[i].measured, t->tally->rows[i].perspective);
  return table;
}

/* Returns the table of shares. */
static const struct ek_doc_table *add_tables(const struct teller *t) {
  bool by = t->tally->by >= 0, changes = false;
  struct ek_doc_table *table = add_table(t, SHARES, by ? SAY(t, EK_W_I_SHARES_IN, t->last) : SAID(t, EK_W_I_SHARES));
  const struct ek_doc_table *shares = table;
  note(t, table, EK_W_F_I_PERSPECTIVE);
  for (size_t i = 0; i < t->n; i++) changes |= has_column(t, CHANGES, i);
  if (t->a->baseline >= 0 && changes) {
    const char *since = period(t, (size_t)t->a->baseline);
    table = add_table(t, CHANGES, by ? SAY(t, EK_W_I_CHANGES_IN, since, t->last) : SAY(t, EK_W_I_CHANGES, since));
    note(t, table, EK_W_F_I_INTERVAL);
  }
  add_table(t, COUNTS, by ? SAY(t, EK_W_I_COUNTS_IN, t->last) : SAID(t, EK_W_I_COUNTS));
  return shares;
}

/* --- the figure ---------------------------------------------------------------------------------- */

static void add_bar(const struct teller *t, const struct ek_tally_row *r, const char *label, int width, struct ek_buffer *out) {
  ek_buffer_addf(out, "    %s ", ek_text_pad(t->doc->arena, label, width, false));
  if (r->hidden) ek_buffer_add(out, SAID(t, EK_W_MASKED));
  int length = r->hidden || isnan(r->share) ? 0 : (int)lround(BAR * r->share);
  if (!r->hidden && length == 0 && r->share >= 0) ek_buffer_add(out, "▏");
  for (int i = 0; i < length; i++) ek_buffer_add(out, "█");
  if (!r->hidden && !isnan(r->share)) ek_buffer_addf(out, " %s", ek_say_share(t->doc->arena, t->doc->lang, r->share, 0));
  ek_buffer_add(out, "\n");
}

/* The figure shows the baseline, or else the first period, and the last. */
static size_t first_shown(const struct teller *t) { return t->a->baseline >= 0 ? (size_t)t->a->baseline : 0; }

static const char *figure_title(const struct teller *t) {
  size_t first = first_shown(t);
  return first + 1 == t->n ? SAY(t, EK_W_I_SHARES_IN, t->last) : SAY(t, EK_W_I_FIGURE, period(t, first), t->last);
}

/* A bar for each row of the table of shares; hidden ones are said to be. */
static void fill_chart(const struct teller *t, struct ek_chart *chart, const struct ek_doc_table *shares) {
  struct ek_doc_row *const *rows = shares->rows.items;
  const size_t ends[2] = {first_shown(t), t->n - 1};
  chart->table = shares;
  for (size_t i = 0; i < shares->rows.n; i++) ek_chart_add_category(t->doc, chart, rows[i]->label, rows[i]->emphasis);
  for (size_t k = ends[0] == ends[1] ? 1 : 0; k < 2; k++) {
    struct ek_chart_series *series = ek_chart_add_series(t->doc, chart, t->columns[ends[k]].label);
    for (size_t i = 0; i < shares->rows.n; i++) {
      series->cells[i] = rows[i]->cells[ends[k]];
      if (series->cells[i].kind == EK_CELL_TEXT) ek_chart_add_note(t->doc, chart, SAID(t, EK_W_F_I_MASKED));
    }
  }
}

static void add_figure(const struct teller *t) {
  struct ek_buffer out = {.arena = t->doc->arena};
  size_t first = first_shown(t), periods = t->a->words[EK_PART_PERIOD].n;
  int width = (int)fmax(ek_text_width(period(t, first)), ek_text_width(t->last));
  if (width > 24) return; /* no room for bars beside it */
  for (size_t i = 0; i < t->tally->n; i++) {
    const struct ek_tally_row *r = &t->tally->rows[i];
    if (!is_first(t->tally, i)) continue;
    if (r->measured < 0) {
      ek_buffer_addf(&out, "%s%s\n", out.size > 0 ? "\n" : "", perspective_label(t, r->perspective));
      continue;
    }
    ek_buffer_addf(&out, "  %s\n", indicator_label(t, r->measured));
    const struct ek_tally_row *then = ek_tally_find(t->tally, r->measured, r->perspective, 0, (uint32_t)first);
    const struct ek_tally_row *now = ek_tally_find(t->tally, r->measured, r->perspective, 0, (uint32_t)periods - 1);
    if (then != NULL) add_bar(t, then, period(t, first), width, &out);
    if (now != NULL && now != then) add_bar(t, now, t->last, width, &out);
  }
  ek_doc_add_figure(t->doc, figure_title(t), ek_buffer_text(&out));
}

/* --- what it rests on ------------------------------------------------------------------------------ */

static const char *count(const struct teller *t, size_t n) { return ek_number_show(t->doc->arena, (double)n, 0, t->doc->lang); }

static size_t answered(const struct teller *t) {
  size_t n = 0;
  for (size_t i = 0; i < t->a->n; i++) if (!isnan(t->a->answers[i].value)) n++;
  return n;
}

static const char *positive_text(const struct teller *t) {
  const struct ek_answer_scale *s = &t->a->study->indicators.scale;
  const int *p = s->positive.items;
  int low = p[0], high = p[0];
  for (size_t i = 1; i < s->positive.n; i++) {
    low = p[i] < low ? p[i] : low;
    high = p[i] > high ? p[i] : high;
  }
  struct ek_arena *arena = t->doc->arena;
  const char *from = ek_sprintf(arena, "%d", low);
  const char *run = low < high ? SAY(t, EK_W_I_POSITIVE_RUN, from, ek_sprintf(arena, "%d", high)) : from;
  return SAY(t, EK_W_I_POSITIVE, run, ek_sprintf(arena, "%d", s->from), ek_sprintf(arena, "%d", s->to));
}

/* Which of the core are measured: they always should be. */
static const char *core_text(const struct teller *t) {
  const struct ek_indicator *listed = t->a->list->indicators.items;
  const char **lacking = ek_alloc_array(t->doc->arena, t->a->list->indicators.n, sizeof *lacking);
  size_t core = 0, n = 0;
  for (size_t i = 0; i < t->a->list->indicators.n; i++) {
    bool measured = false;
    if (listed[i].level != EK_LEVEL_CORE) continue;
    core++;
    for (size_t k = 0; k < t->a->n_measured; k++) measured |= t->a->measured[k].of == &listed[i];
    if (!measured) lacking[n++] = ek_say_within(t->doc->arena, t->doc->lang, ek_label_text(listed[i].label, listed[i].name.text, t->doc->lang), false);
  }
  if (n == 0) return SAY(t, EK_W_I_CORE_ALL, count(t, core));
  return SAY(t, EK_W_I_CORE_SOME, count(t, core), count(t, core - n), ek_say_list(t->doc->arena, t->doc->lang, lacking, n));
}

static void add_ground(const struct teller *t) {
  struct ek_buffer out = {.arena = t->doc->arena};
  const char *n = count(t, answered(t)), *of = t->a->n_measured == 1 ? SAID(t, EK_W_I_ABOUT_ONE) : SAY(t, EK_W_I_ABOUT, count(t, t->a->n_measured)), *file = t->a->study->indicators.answers.text;
  bool told = t->a->identified && t->a->respondents >= EK_FEWEST;
  ek_buffer_add(&out, told ? SAY(t, EK_W_I_ANSWERS_FROM, n, file, of, count(t, t->a->respondents)) : SAY(t, EK_W_I_ANSWERS, n, file, of));
  ek_buffer_addf(&out, " %s ", positive_text(t));
  ek_buffer_add(&out, t->a->baseline >= 0 ? SAY(t, EK_W_I_BASELINE, period(t, (size_t)t->a->baseline)) : SAID(t, EK_W_I_BASELINE_NONE));
  ek_buffer_addf(&out, " %s", core_text(t));
  if (t->a->left_out >= EK_FEWEST) ek_buffer_addf(&out, " %s", SAY(t, EK_W_I_LEFT_OUT, count(t, t->a->left_out)));
  ek_doc_add(t->doc, EK_DOC_PARAGRAPH, ek_buffer_text(&out), NULL);
}

void ek_indicators_section(const struct ek_tally *tally, struct ek_document *doc) {
  struct teller t = {.doc = doc, .tally = tally, .a = tally->answers};
  make_columns(&t);
  add_ground(&t);
  if (tally->by < 0) add_figure(&t);
  struct ek_chart *chart = tally->by < 0 ? ek_doc_add_chart(doc, EK_CHART_BARS, "indicators", figure_title(&t), "%") : NULL;
  const struct ek_doc_table *shares = add_tables(&t);
  if (chart != NULL) fill_chart(&t, chart, shares);
  ek_doc_add(doc, EK_DOC_PARAGRAPH, SAID(&t, EK_W_I_NOT_CAUSE), NULL);
  ek_doc_add(doc, EK_DOC_PARAGRAPH, SAY(&t, EK_W_I_SOURCE, t.a->list->source.text), NULL);
}

void ek_indicators_document(const struct ek_tally *tally, struct ek_document *doc) {
  const struct ek_study *study = tally->answers->study;
  ek_doc_add(doc, EK_DOC_TITLE, ek_word(EK_W_I_TITLE, doc->lang), study->organisation);
  if (study->title != NULL) ek_doc_add(doc, EK_DOC_SUBTITLE, study->title, NULL);
  ek_indicators_section(tally, doc);
}
