/* The overview as a document: what was read, where people went, what to look at. */
#include "views/overview.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "people/overview.h"
#include "people/problems.h"
#include "views/changes.h"

#define PROBLEMS_SHOWN 40

struct shown {
  struct ek_document *doc;
  const struct ek_people *p;
  bool compared;
};

#define SAY(s, id, ...) ek_say((s)->doc->arena, (s)->doc->lang, id, __VA_ARGS__)
#define SAID(s, id) ek_word(id, (s)->doc->lang)

static void fact(const struct shown *s, struct ek_doc_table *t, enum ek_word label, struct ek_doc_cell cell) {
  ek_doc_add_row(s->doc, t, SAID(s, label), 0)->cells[0] = cell;
}

static const char *joined(const struct shown *s, const struct ek_list *names) {
  struct ek_buffer out = {.arena = s->doc->arena};
  const char *const *name = names->items;
  for (size_t i = 0; i < names->n; i++) ek_buffer_addf(&out, "%s%s", i > 0 ? ", " : "", name[i]);
  return ek_buffer_text(&out);
}

static const char *delimiter(const struct shown *s, char c) {
  return c == '\t' ? SAID(s, EK_W_O_TAB) : ek_sprintf(s->doc->arena, "%c", c);
}

static void add_file(const struct shown *s, const struct ek_people_file *file, const struct ek_overview *o) {
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, NULL);
  bool spells = s->p->study->participants.followup.form == EK_FORM_SPELLS;
  ek_doc_add_column(s->doc, t, "", NULL, true);
  if (file->source != NULL) {
    fact(s, t, EK_W_O_ROWS, ek_doc_text(s->doc, ek_number_show(s->doc->arena, (double)file->rows, 0, s->doc->lang)));
  }
  fact(s, t, EK_W_O_PERSONS, ek_doc_text(s->doc, ek_number_show(s->doc->arena, (double)o->persons, 0, s->doc->lang)));
  if (file->source != NULL) {
    fact(s, t, spells ? EK_W_O_EXCLUDED_SPELLS : EK_W_O_EXCLUDED,
         ek_doc_text(s->doc, ek_number_show(s->doc->arena, (double)file->excluded, 0, s->doc->lang)));
    fact(s, t, EK_W_O_ENCODING, ek_doc_text(s->doc, file->encoding));
    fact(s, t, EK_W_O_DELIMITER, ek_doc_text(s->doc, delimiter(s, file->delimiter)));
    fact(s, t, EK_W_O_USED, ek_doc_text(s->doc, joined(s, &file->used)));
    if (file->unused.n > 0) fact(s, t, EK_W_O_UNUSED, ek_doc_text(s->doc, joined(s, &file->unused)));
  }
  if (o->persons < EK_FEWEST || o->observed == 0) return;
  fact(s, t, EK_W_O_OBSERVED, ek_doc_text(s->doc, ek_number_show(s->doc->arena, o->observed, 1, s->doc->lang)));
  fact(s, t, s->compared ? EK_W_O_WAITING : EK_W_O_DURING, ek_doc_text(s->doc, ek_number_show(s->doc->arena, o->during, 1, s->doc->lang)));
}

static void add_missing(const struct shown *s, const struct ek_people_file *file) {
  const struct ek_missing_cells *m = file->empty.items;
  if (file->empty.n == 0) return;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAID(s, EK_W_O_MISSING), NULL);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_ROWS), NULL, false);
  for (size_t i = 0; i < file->empty.n; i++) ek_doc_add_row(s->doc, t, m[i].column, 0)->cells[0] = ek_doc_number((double)m[i].n, 0);
}

static const char *state(const struct shown *s, const struct ek_item *item) {
  return item != NULL ? ek_label_text(item->label, item->name.text, s->doc->lang) : SAID(s, EK_W_O_NONE);
}

static struct ek_doc_cell masked(const struct shown *s, struct ek_doc_table *t) {
  if (t->footnotes.n == 0) ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_MASKED));
  return ek_doc_text(s->doc, SAID(s, EK_W_MASKED));
}

/* States that anybody came from (rows) or went to, and the sum last. */
static size_t *ends(const struct shown *s, const struct ek_moves *m, bool rows, size_t *n) {
  size_t *out = ek_alloc_array(s->doc->arena, m->n + 1, sizeof *out);
  *n = 0;
  for (size_t i = 0; i < m->n; i++) {
    size_t sum = 0;
    for (size_t k = 0; k < m->n; k++) sum += m->count[rows ? i * m->n + k : k * m->n + i];
    if (sum > 0) out[(*n)++] = i;
  }
  out[(*n)++] = m->n;
  return out;
}

/* With the sums, from `from` to `to`. */
static size_t persons(const struct ek_moves *m, size_t from, size_t to) {
  size_t sum = 0;
  for (size_t i = from == m->n ? 0 : from; i < (from == m->n ? m->n : from + 1); i++) {
    for (size_t k = to == m->n ? 0 : to; k < (to == m->n ? m->n : to + 1); k++) sum += m->count[i * m->n + k];
  }
  return sum;
}

static void add_moves(const struct shown *s, const struct ek_moves *m) {
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAID(s, EK_W_O_MOVES), NULL);
  size_t rows, columns, *from = ends(s, m, true, &rows), *to = ends(s, m, false, &columns);
  for (size_t k = 0; k + 1 < columns; k++) ek_doc_add_column(s->doc, t, state(s, m->states[to[k]]), SAID(s, EK_W_O_AFTER), false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_ALL), NULL, false);
  for (size_t i = 0; i < rows; i++) {
    bool sum = i + 1 == rows;
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, sum ? SAID(s, EK_W_O_ALL) : state(s, m->states[from[i]]), 0);
    row->emphasis = row->rule_above = sum;
    for (size_t k = 0; k < columns; k++) {
      bool hidden = m->masked[from[i] * (m->n + 1) + to[k]];
      row->cells[k] = hidden ? masked(s, t) : ek_doc_number((double)persons(m, from[i], to[k]), 0);
    }
  }
  ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_O_MOVES));
}

static void add_measured(const struct shown *s, const struct ek_overview *o) {
  if (o->n_measured == 0) return;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAID(s, EK_W_O_MEASURED), NULL);
  for (size_t k = 0; k < o->n_measured; k++) {
    ek_doc_add_column(s->doc, t, ek_say_time_short(s->doc->arena, s->doc->lang, o->measured[k]), SAID(s, EK_W_O_MEASURED_PERSONS), false);
  }
  for (size_t i = 0; i < o->n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, state(s, o->states[i]), 0);
    for (size_t k = 0; k < o->n_measured; k++) {
      size_t at = k * o->n + i;
      row->cells[k] = o->standing_masked[at] ? masked(s, t) : ek_doc_number((double)o->standing[at], 0);
    }
  }
  ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_O_MEASURED));
}

static void add_months(const struct shown *s, const struct ek_overview *o) {
  bool any = false;
  for (size_t i = 0; i < o->n; i++) any |= o->months_heads[i] > 0;
  if (o->observed == 0 || !any) return;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAID(s, EK_W_O_MONTHS), NULL);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_MONTHS_MEAN), NULL, false);
  for (size_t i = 0; i < o->n; i++) {
    if (o->months_heads[i] == 0) continue;
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, state(s, o->states[i]), 0);
    row->cells[0] = o->months_masked[i] ? masked(s, t) : ek_doc_number(o->months[i], 1);
  }
}

static const char *category(const struct shown *s, const struct ek_covariate *c) {
  if (c->value == NULL) return SAID(s, EK_W_V_AGE_MEAN);
  return ek_say_category(c->variable, c->value, s->doc->lang);
}

static void add_background(const struct shown *s) {
  struct ek_list list = ek_covariates(s->p);
  const struct ek_covariate *c = list.items;
  struct ek_doc_table *t = NULL;
  for (size_t i = 0; i < list.n; i++) {
    if (strcmp(c[i].variable, "before.state") == 0 || isnan(c[i].mean[s->compared])) continue;
    if (t == NULL) {
      t = ek_doc_add_table(s->doc, SAID(s, EK_W_O_BACKGROUND), NULL);
      ek_doc_add_column(s->doc, t, SAID(s, EK_W_GROUPS_PERSONS), NULL, false);
      ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_SHARE), NULL, false);
    }
    bool first = i == 0 || strcmp(c[i].variable, c[i - 1].variable) != 0;
    if (first && c[i].value != NULL) ek_doc_add_row(s->doc, t, ek_say_variable(s->doc->arena, c[i].variable, s->doc->lang), 0);
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, category(s, &c[i]), c[i].value != NULL);
    row->cells[0] = c[i].masked[s->compared] ? masked(s, t) : ek_doc_number((double)c[i].heads[s->compared], 0);
    row->cells[1] = c[i].masked[s->compared] ? masked(s, t)
                    : c[i].value == NULL ? ek_doc_number(c[i].mean[s->compared], 1) : ek_doc_share(c[i].mean[s->compared], 0);
  }
}

static void add_problems(const struct shown *s, const struct ek_people_file *file, bool stops) {
  const struct ek_problem *p = file->problems.items;
  if (file->problems.n == 0) return;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAY(s, EK_W_O_PROBLEMS, file->name), NULL);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_MISSING_COLUMN), NULL, true);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_O_WHAT), NULL, true);
  ek_doc_add_column(s->doc, t, "", NULL, true);
  bool excludes = false;
  for (size_t i = 0; i < file->problems.n; i++) {
    excludes |= p[i].excludes;
    if (i >= PROBLEMS_SHOWN) continue;
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, ek_sprintf(s->doc->arena, "%d:%d", p[i].pos.line, p[i].pos.column), 0);
    row->cells[0] = ek_doc_text(s->doc, p[i].column != NULL ? p[i].column : "");
    row->cells[1] = ek_doc_text(s->doc, ek_problem_text(p[i].message, s->doc->lang));
    row->cells[2] = ek_doc_text(s->doc, SAID(s, p[i].excludes ? EK_W_O_LEFT_OUT : EK_W_O_NOTED));
  }
  if (file->problems.n > PROBLEMS_SHOWN) {
    const char *more = ek_number_show(s->doc->arena, (double)(file->problems.n - PROBLEMS_SHOWN), 0, s->doc->lang);
    ek_doc_add_footnote(s->doc, t, SAY(s, EK_W_O_MORE, more));
  }
  if (excludes && stops) ek_doc_add(s->doc, EK_DOC_NOTE, SAID(s, EK_W_O_STOPS), NULL);
}

static void add_side(const struct shown *s) {
  const struct ek_people_file *file = s->compared ? &s->p->group : &s->p->file;
  struct ek_overview o = ek_overview(s->p, s->compared);
  bool stops = s->p->study->participants.followup.on_problem == EK_PROBLEM_ERROR;
  const char *heading = file->name == NULL ? SAID(s, s->compared ? EK_W_COMPARED_GROUP : EK_W_O_COUNTED)
                                           : SAY(s, s->compared ? EK_W_O_GROUP_FILE : EK_W_O_FILE, file->name);
  ek_doc_add(s->doc, EK_DOC_HEADING, heading, NULL);
  add_file(s, file, &o);
  add_missing(s, file);
  if (o.persons >= EK_FEWEST) {
    add_moves(s, &o.moves);
    add_measured(s, &o);
    add_months(s, &o);
    add_background(s);
  }
  add_problems(s, file, stops);
}

void ek_overview_document(const struct ek_people *people, struct ek_document *doc) {
  struct shown s = {.doc = doc, .p = people};
  ek_doc_add(doc, EK_DOC_TITLE, people->study->title, people->study->organisation);
  ek_doc_add_changes(doc, people->study, doc->lang);
  add_side(&s);
  s.compared = true;
  if (people->n > people->participants || people->group.source != NULL) add_side(&s);
}
