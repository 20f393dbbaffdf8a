/* The sources page of a model: every value with its date, grade and source, by kind; how
 * many there are of each grade; what is missing; the sources spelled out. */
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "lookup/eval.h"
#include "lookup/render.h"

enum { FORMULA_LONG = 50, FORMULA_OF_STATE = 20 }; /* bytes; what is longer is for `show` */

struct writer {
  const struct ek_model *m;
  struct ek_document *doc;
  struct ek_arena *arena;
  enum ek_lang lang;
  struct ek_list entries; /* struct ek_entry_ref */
};

static const char *said(const struct writer *w, enum ek_word word) { return ek_word(word, w->lang); }

static const char *or_nothing(const char *text) { return text != NULL ? text : ""; }

/* Kinds that hold values; persons' taxes are shares of other values. */
static bool has_values(enum ek_entry_kind kind) {
  return kind <= EK_ENTRY_INDEX || kind == EK_ENTRY_POOL || kind == EK_ENTRY_SCHEDULE;
}

/* The statements that are values: not inputs, steps, arguments. */
static bool is_value(const struct ek_fact *f) {
  static const char *const parts[] = {"value", "table", "formula", "flow", "level", "rate", "share"};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (strcmp(f->part, parts[i]) == 0) return true;
  }
  return false;
}

/* ---- counts ---- */

static void add_counts(const struct writer *w) {
  size_t count[EK_ENTRY_KINDS + 1][EK_GRADE_D + 2] = {{0}};
  const struct ek_entry_ref *e = w->entries.items;
  for (size_t i = 0; i < w->entries.n; i++) {
    if (!has_values(e[i].kind)) continue;
    struct ek_page page = ek_model_page(w->arena, w->m, e[i]);
    const struct ek_fact *f = page.facts.items;
    for (size_t k = 0; k < page.facts.n; k++) {
      if (!is_value(&f[k])) continue;
      const size_t rows[] = {e[i].kind, EK_ENTRY_KINDS};
      for (size_t r = 0; r < 2; r++) {
        count[rows[r]][f[k].grade]++;
        count[rows[r]][EK_GRADE_D + 1]++;
      }
    }
  }
  ek_doc_add(w->doc, EK_DOC_HEADING, said(w, EK_W_M_BY_GRADE), NULL);
  struct ek_doc_table *t = ek_doc_add_table(w->doc, said(w, EK_W_M_KIND), NULL);
  for (int g = EK_GRADE_A; g <= EK_GRADE_D; g++) ek_doc_add_column(w->doc, t, ek_grade_text((enum ek_grade)g), NULL, false);
  ek_doc_add_column(w->doc, t, said(w, EK_W_M_NO_GRADE), NULL, false);
  ek_doc_add_column(w->doc, t, said(w, EK_W_M_ALL), NULL, false);
  for (int k = 0; k <= EK_ENTRY_KINDS; k++) {
    static const int order[] = {EK_GRADE_A, EK_GRADE_B, EK_GRADE_C, EK_GRADE_D, EK_GRADE_NONE, EK_GRADE_D + 1};
    if (count[k][EK_GRADE_D + 1] == 0) continue;
    bool all = k == EK_ENTRY_KINDS;
    struct ek_doc_row *row = ek_doc_add_row(w->doc, t, all ? said(w, EK_W_M_ALL) : ek_kinds_word((enum ek_entry_kind)k, w->lang), 0);
    row->emphasis = row->rule_above = all;
    for (size_t c = 0; c < 6; c++) row->cells[c] = ek_doc_number((double)count[k][order[c]], 0);
  }
  ek_doc_add(w->doc, EK_DOC_PARAGRAPH, said(w, EK_W_M_GRADES), NULL);
}

/* ---- values by kind ---- */

static struct ek_table_extent extent(const struct writer *w, const struct ek_page *page) {
  return ek_table_extent(w->arena, &w->m->parameters[page->entry.index].table);
}

static const char *value_text(const struct writer *w, const struct ek_page *page, const struct ek_fact *f) {
  if (f->known) return ek_say_evaluated(w->arena, w->lang, f->value, f->unit);
  if (strcmp(f->part, "table") == 0) {
    const char *places = ek_number_show(w->arena, (double)extent(w, page).places, 0, w->lang);
    return ek_say(w->arena, w->lang, EK_W_M_PLACES, f->text, places);
  }
  if (strcmp(f->part, "formula") == 0) return said(w, EK_W_M_FORMULA);
  const char *text = or_nothing(f->text);
  size_t most = page->entry.kind == EK_ENTRY_STATE ? FORMULA_OF_STATE : FORMULA_LONG;
  return strlen(text) > most ? said(w, EK_W_M_FORMULA) : text;
}

/* A date, a year or an actor; of a flow who pays whom, but resources are nobody. */
static const char *key_text(const struct writer *w, const struct ek_page *page, const struct ek_fact *f) {
  if (strcmp(f->part, "table") == 0) {
    struct ek_table_extent e = extent(w, page);
    return ek_sprintf(w->arena, "%d–%d", e.first_year, e.last_year);
  }
  if (f->from < 0 || f->to < 0) return or_nothing(f->key);
  if (f->used_up) return ek_account_name(w->m, f->from);
  return ek_sprintf(w->arena, "%s → %s", ek_account_name(w->m, f->from), ek_account_name(w->m, f->to));
}

static void add_entry(const struct writer *w, struct ek_doc_table *t, bool prices, const struct ek_page *page) {
  const struct ek_fact *f = page->facts.items;
  bool first = true;
  for (size_t k = 0; k < page->facts.n; k++) {
    if (!is_value(&f[k])) continue;
    struct ek_doc_row *row = ek_doc_add_row(w->doc, t, first ? page->entry.name : "", 0);
    size_t c = 0;
    row->cells[c++] = ek_doc_text(w->doc, key_text(w, page, &f[k]));
    row->cells[c++] = ek_doc_text(w->doc, value_text(w, page, &f[k]));
    if (prices) {
      row->cells[c++] = ek_doc_text(w->doc, page->price_year > 0 ? ek_sprintf(w->arena, "%d", page->price_year) : "");
    }
    row->cells[c++] = ek_doc_text(w->doc, or_nothing(ek_grade_text(f[k].grade)));
    row->cells[c++] = ek_doc_text(w->doc, f[k].source_key != NULL ? f[k].source_key : or_nothing(f[k].source.text));
    first = false;
  }
}

static void add_kind(const struct writer *w, enum ek_entry_kind kind) {
  const struct ek_entry_ref *e = w->entries.items;
  struct ek_doc_table *t = NULL;
  bool prices = false; /* of a year of their own */
  for (size_t i = 0; i < w->m->n_items; i++) {
    bool state = kind == EK_ENTRY_STATE;
    prices |= (state || kind == EK_ENTRY_SERVICE) && w->m->items[i].is_state == state && w->m->items[i].price_year > 0;
  }
  enum ek_word head = kind == EK_ENTRY_STATE ? EK_W_M_FLOW
                      : kind == EK_ENTRY_SERVICE || kind == EK_ENTRY_POOL ? EK_W_M_PAYER : EK_W_M_FROM;
  for (size_t i = 0; i < w->entries.n; i++) {
    if (e[i].kind != kind) continue;
    if (t == NULL) {
      ek_doc_add(w->doc, EK_DOC_HEADING, ek_kinds_word(kind, w->lang), NULL);
      t = ek_doc_add_table(w->doc, said(w, EK_W_M_NAME), NULL);
      ek_doc_add_column(w->doc, t, said(w, head), NULL, true);
      ek_doc_add_column(w->doc, t, said(w, EK_W_M_VALUE), NULL, true);
      if (prices) ek_doc_add_column(w->doc, t, said(w, EK_W_M_PRICES), NULL, true);
      ek_doc_add_column(w->doc, t, said(w, EK_W_M_GRADE_HEAD), NULL, true);
      ek_doc_add_column(w->doc, t, said(w, EK_W_M_SOURCE_HEAD), NULL, true);
    }
    struct ek_page page = ek_model_page(w->arena, w->m, e[i]);
    add_entry(w, t, prices, &page);
  }
}

/* ---- what is missing, and the sources ---- */

static void add_missing(const struct writer *w) {
  const struct ek_missing *gaps = ek_model_missing(w->m);
  ek_doc_add(w->doc, EK_DOC_HEADING, ek_kinds_word(EK_ENTRY_MISSING, w->lang), NULL);
  if (w->m->n_missing == 0) {
    ek_doc_add(w->doc, EK_DOC_PARAGRAPH, said(w, EK_W_M_NOTHING_MISSING), NULL);
    return;
  }
  struct ek_doc_table *t = ek_doc_add_table(w->doc, said(w, EK_W_M_NAME), NULL);
  ek_doc_add_column(w->doc, t, said(w, EK_W_M_LABEL), NULL, true);
  ek_doc_add_column(w->doc, t, said(w, EK_W_M_WHERE), NULL, true);
  for (size_t i = 0; i < w->m->n_missing; i++) {
    struct ek_doc_row *row = ek_doc_add_row(w->doc, t, gaps[i].name.text, 0);
    row->cells[0] = ek_doc_text(w->doc, ek_label_text(gaps[i].label, "", w->lang));
    row->cells[1] = ek_doc_text(w->doc, or_nothing(gaps[i].where));
  }
}

static void add_sources(const struct writer *w) {
  if (w->m->n_sources == 0) return;
  ek_doc_add(w->doc, EK_DOC_HEADING, ek_kinds_word(EK_ENTRY_SOURCE, w->lang), NULL);
  for (size_t i = 0; i < w->m->n_sources; i++) {
    const struct ek_source_entry *s = &w->m->sources[i];
    struct ek_buffer text = {.arena = w->arena};
    ek_buffer_add(&text, or_nothing(s->title));
    if (s->url != NULL) ek_buffer_addf(&text, ", %s", s->url);
    if (s->retrieved != NULL) ek_buffer_addf(&text, " (%s)", ek_say(w->arena, w->lang, EK_W_M_READ, s->retrieved));
    ek_doc_add(w->doc, EK_DOC_ITEM, text.text, ek_sprintf(w->arena, "%s:", s->name.text));
  }
}

void ek_sources_page(const struct ek_model *model, struct ek_document *doc) {
  struct writer w = {.m = model, .doc = doc, .arena = doc->arena, .lang = doc->lang,
                     .entries = ek_model_entry_list(doc->arena, model)};
  const char *label = ek_label_text(model->label, model->name, w.lang);
  ek_doc_add(doc, EK_DOC_TITLE, ek_say(w.arena, w.lang, EK_W_M_TITLE, label), NULL);
  ek_doc_add(doc, EK_DOC_PARAGRAPH, ek_say(w.arena, w.lang, EK_W_M_VINTAGE, model->name, model->version), NULL);
  add_counts(&w);
  for (int kind = 0; kind < EK_ENTRY_KINDS; kind++) {
    if (has_values((enum ek_entry_kind)kind)) add_kind(&w, (enum ek_entry_kind)kind);
  }
  add_missing(&w);
  add_sources(&w);
}
