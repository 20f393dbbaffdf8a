/* A difference as an evaluator reads it: what is changed, what that does to society and to each actor, and
 * in which order it was found. */
#include "views/difference.h"

#include <math.h>

#include "base/text.h"
#include "views/parts.h"

#define TOLD 8 /* of changes that move nothing */

struct teller {
  struct ek_report p; /* of the old study */
  const struct ek_difference *d;
  bool outcome;
  enum ek_word old, now;
};

static const enum ek_word cause_words[EK_CAUSES] = {EK_W_DIFF_CAUSE_HORIZON, EK_W_DIFF_CAUSE_RULES, EK_W_DIFF_CAUSE_PRICE, EK_W_DIFF_CAUSE_INTAKE, EK_W_DIFF_CAUSE_TIMING, EK_W_DIFF_CAUSE_EFFECT};
static const enum ek_word cause_meanings[EK_CAUSES] = {EK_W_DIFF_MEANS_HORIZON, EK_W_DIFF_MEANS_RULES, EK_W_DIFF_MEANS_PRICE, EK_W_DIFF_MEANS_INTAKE, EK_W_DIFF_MEANS_TIMING, EK_W_DIFF_MEANS_EFFECT};

/* "Intag och effekt". */
static const char *causes_text(const struct teller *t, ek_causes causes) {
  const char *names[EK_CAUSES];
  size_t n = 0;
  for (int k = 0; k < EK_CAUSES; k++) {
    enum ek_cause c = t->d->options.order[k];
    if (!(causes & 1u << c)) continue;
    names[n] = EK_SAID(&t->p, cause_words[c]);
    if (n > 0) names[n] = ek_text_lower(t->p.arena, names[n]);
    n++;
  }
  return ek_say_list(t->p.arena, t->p.lang, names, n);
}

/* ---- the head ---- */

static const char *side_text(const struct teller *t, const struct ek_difference_side *s, enum ek_word name, int horizon) {
  const struct ek_report *p = &t->p;
  const char *title = s->study->title != NULL ? s->study->title : "";
  return EK_SAY(p, EK_W_DIFF_SIDE, EK_SAID(p, name), title, s->path, EK_SAY(p, EK_W_DIFF_UP_TO, ek_say_time(p->arena, p->lang, horizon)),
                ek_sprintf(p->arena, "%d", s->study->settings.price_year), ek_say_day(p->arena, p->lang, s->day));
}

static void add_mismatches(struct teller *t) {
  static const enum ek_word words[EK_MISMATCHES] = {EK_W_DIFF_UNLIKE_TITLE, EK_W_DIFF_UNLIKE_ORGANISATION, EK_W_DIFF_UNLIKE_TARGET, EK_W_DIFF_UNLIKE_PHASE};
  for (int k = 0; t->outcome && k < EK_MISMATCHES; k++) {
    enum ek_mismatch kind = (enum ek_mismatch)k;
    const char *a = ek_mismatch_value(t->d->old.study, kind), *b = ek_mismatch_value(t->d->now.study, kind), *none = EK_SAID(&t->p, EK_W_DIFF_NOT_SAID);
    if (!ek_mismatch(t->d->old.study, t->d->now.study, kind)) continue;
    ek_doc_add(t->p.doc, EK_DOC_NOTE, EK_SAY(&t->p, words[k], a != NULL ? a : none, b != NULL ? b : none), NULL);
  }
}

static void add_head(struct teller *t) {
  ek_doc_add(t->p.doc, EK_DOC_TITLE, EK_SAID(&t->p, t->outcome ? EK_W_DIFF_TITLE_OUTCOME : EK_W_DIFF_TITLE), NULL);
  ek_doc_add(t->p.doc, EK_DOC_SUBTITLE, side_text(t, &t->d->old, t->old, t->d->old_horizon), NULL);
  ek_doc_add(t->p.doc, EK_DOC_SUBTITLE, side_text(t, &t->d->now, t->now, t->d->now_horizon), NULL);
  add_mismatches(t);
}

/* ---- what is changed ---- */

static struct ek_doc_cell written(const struct teller *t, const char *text) {
  enum ek_word word = text == NULL ? EK_W_DIFF_ABSENT : EK_W_DIFF_LONG;
  return ek_doc_text(t->p.doc, text == NULL || *text == '\0' ? EK_SAID(&t->p, word) : text);
}

static bool moves(const struct teller *t, const struct ek_changed *c) {
  bool idle_horizon = c->causes == EK_CAUSE(HORIZON) && t->d->old_horizon == t->d->now_horizon;
  return c->causes != 0 && !idle_horizon;
}

static void add_told_only(struct teller *t) {
  const struct ek_changed *c = t->d->changes.items;
  const char **names = ek_alloc_array(t->p.arena, t->d->changes.n + 1, sizeof *names);
  size_t n = 0;
  bool horizons = false;
  for (size_t i = 0; i < t->d->changes.n; i++) {
    if (c[i].causes == 0) names[n++] = c[i].path;
    else horizons |= !moves(t, &c[i]);
  }
  if (n > 0) ek_doc_add(t->p.doc, EK_DOC_PARAGRAPH, EK_SAY(&t->p, EK_W_DIFF_TOLD_ONLY, ek_say_some(t->p.arena, t->p.lang, names, n, TOLD)), NULL);
  if (horizons) ek_doc_add(t->p.doc, EK_DOC_PARAGRAPH, EK_SAID(&t->p, EK_W_DIFF_NOT_COUNTED), NULL);
}

static void add_changes(struct teller *t) {
  struct ek_report *p = &t->p;
  const struct ek_changed *c = t->d->changes.items;
  size_t moving = 0;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, t->outcome ? EK_W_DIFF_H_CHANGES_OUTCOME : EK_W_DIFF_H_CHANGES), NULL);
  for (size_t i = 0; i < t->d->changes.n; i++) moving += moves(t, &c[i]);
  if (moving == 0) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_DIFF_NOTHING), NULL);
  else {
    struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_DIFF_PLACE), NULL);
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_DIFF_PART), NULL, true);
    ek_doc_add_column(p->doc, table, EK_SAID(p, t->old), NULL, true);
    ek_doc_add_column(p->doc, table, EK_SAID(p, t->now), NULL, true);
    for (size_t i = 0; i < t->d->changes.n; i++) {
      if (!moves(t, &c[i])) continue;
      struct ek_doc_row *row = ek_doc_add_row(p->doc, table, c[i].path, 0);
      row->cells[0] = ek_doc_text(p->doc, causes_text(t, c[i].causes));
      row->cells[1] = written(t, c[i].before);
      row->cells[2] = written(t, c[i].now);
    }
  }
  add_told_only(t);
}

/* ---- what it does ---- */

static double largest_of(const struct ek_difference_figure *f, size_t steps) {
  double largest = fmax(isfinite(f->old) ? fabs(f->old) : 0, isfinite(f->now) ? fabs(f->now) : 0);
  for (size_t i = 0; i < steps; i++) if (isfinite(f->part[i])) largest = fmax(largest, fabs(f->part[i]));
  return largest;
}

static bool is_money(const struct ek_difference_figure *f) { return f->def->unit == EK_IN_KR || f->def->unit == EK_IN_KR_PER_YEAR; }

static struct ek_doc_cell cell(struct teller *t, struct ek_doc_table *table, const struct ek_difference_figure *f, struct ek_scale scale, double value) {
  if (f->hidden) return ek_part_masked(&t->p, table);
  if (is_money(f)) return ek_part_money(scale, value);
  return f->def->unit == EK_IN_SHARE ? ek_doc_number(100 * value, 1) : ek_doc_number(value, 0);
}

/* The old value, each part and the new value: [steps + 2]. */
static struct ek_doc_cell *cells_of(struct teller *t, struct ek_doc_table *table, const struct ek_difference_figure *f, struct ek_scale scale) {
  size_t n = t->d->steps.n;
  struct ek_doc_cell *cells = ek_alloc_array(t->p.arena, n + 2, sizeof *cells);
  for (size_t i = 0; i < n + 2; i++) cells[i] = cell(t, table, f, scale, i == 0 ? f->old : i == n + 1 ? f->now : f->part[i - 1]);
  return cells;
}

/* How much it is in all, where several parts make it. */
static struct ek_doc_cell difference(struct teller *t, struct ek_doc_table *table, const struct ek_difference_figure *f, struct ek_scale scale) {
  return cell(t, table, f, scale, f->now - f->old);
}

/* Do they not add as they are shown? */
static bool differ(const struct teller *t, const struct ek_doc_cell *cells) {
  size_t n = t->d->steps.n;
  const struct ek_doc_cell **parts = ek_alloc_array(t->p.arena, n + 1, sizeof *parts);
  for (size_t i = 0; i <= n; i++) parts[i] = &cells[i];
  return ek_part_differs(&cells[n + 1], parts, n + 1);
}

static void add_society(struct teller *t) {
  static const enum ek_figure_id ids[] = {EK_FIG_BENEFIT, EK_FIG_COST, EK_FIG_RESULT};
  static const enum ek_word heads[] = {EK_W_DIFF_BENEFIT, EK_W_DIFF_COST, EK_W_DIFF_RESULT};
  struct ek_report *p = &t->p;
  const struct ek_difference_step *steps = t->d->steps.items;
  size_t n = t->d->steps.n;
  struct ek_doc_row **rows = ek_alloc_array(p->arena, n + 2, sizeof *rows);
  double largest = 0;
  bool rounded = false;
  for (size_t k = 0; k < 3; k++) largest = fmax(largest, largest_of(ek_difference_of(t->d, ids[k], -1), n));
  struct ek_scale scale = ek_part_scale(largest);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_DIFF_H_SOCIETY), ek_part_scale_text(p, scale));
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  for (size_t k = 0; k < 3; k++) ek_doc_add_column(p->doc, table, EK_SAID(p, heads[k]), NULL, false);
  for (size_t i = 0; i < n + 2; i++) {
    const char *label = i == 0 ? EK_SAID(p, t->old) : i == n + 1 ? EK_SAID(p, t->now) : causes_text(t, steps[i - 1].causes);
    rows[i] = ek_doc_add_row(p->doc, table, label, i > 0 && i <= n);
    rows[i]->emphasis = i == 0 || i == n + 1;
    rows[i]->rule_above = i == n + 1;
  }
  struct ek_doc_row *whole = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_DIFF_DIFFERENCE), 0);
  for (size_t k = 0; k < 3; k++) {
    const struct ek_difference_figure *f = ek_difference_of(t->d, ids[k], -1);
    const struct ek_doc_cell *cells = cells_of(t, table, f, scale);
    for (size_t i = 0; i < n + 2; i++) rows[i]->cells[k] = cells[i];
    whole->cells[k] = difference(t, table, f, scale);
    rounded |= differ(t, cells);
  }
  if (rounded) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

static struct ek_doc_table *add_wide_table(struct teller *t, const char *head) {
  struct ek_report *p = &t->p;
  const struct ek_difference_step *steps = t->d->steps.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, head, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, t->old), NULL, false);
  for (size_t i = 0; i < t->d->steps.n; i++) ek_doc_add_column(p->doc, table, causes_text(t, steps[i].causes), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, t->now), NULL, false);
  if (t->d->steps.n > 1) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_DIFF_DIFFERENCE), NULL, false);
  return table;
}

/* Into a row of that table; true: they do not add as they are shown. */
static bool fill(struct teller *t, struct ek_doc_table *table, struct ek_doc_row *row, const struct ek_difference_figure *f, struct ek_scale scale) {
  size_t n = t->d->steps.n;
  const struct ek_doc_cell *cells = cells_of(t, table, f, scale);
  for (size_t i = 0; i < n + 2; i++) row->cells[i] = cells[i];
  if (n > 1) row->cells[n + 2] = difference(t, table, f, scale);
  return differ(t, cells);
}

static bool is_touched(const struct teller *t, const struct ek_difference_figure *f) {
  return f->hidden || f->old != 0 || f->now != 0 || largest_of(f, t->d->steps.n) > 0;
}

static void add_actors(struct teller *t) {
  struct ek_report *p = &t->p;
  const struct ek_difference_actor *actors = t->d->actors.items;
  double largest = 0;
  bool rounded = false;
  for (int a = 0; a < (int)t->d->actors.n; a++) largest = fmax(largest, largest_of(ek_difference_of(t->d, EK_FIG_RESULT, a), t->d->steps.n));
  struct ek_scale scale = ek_part_scale(largest);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_DIFF_H_ACTORS), ek_part_scale_text(p, scale));
  struct ek_doc_table *table = add_wide_table(t, NULL);
  for (int a = 0; a < (int)t->d->actors.n; a++) {
    const struct ek_difference_figure *f = ek_difference_of(t->d, EK_FIG_RESULT, a);
    if (!is_touched(t, f)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_label_text(actors[a].actor->label, actors[a].actor->name.text, p->lang), actors[a].actor->depth);
    row->emphasis = actors[a].society;
    rounded |= fill(t, table, row, f, scale);
  }
  if (rounded) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
  if (t->d->old.own->model->n_actors > 0) ek_part_note_displaced(p, table);
}

static const char *figure_label(const struct teller *t, const struct ek_difference_figure *f, struct ek_scale scale) {
  const struct ek_report *p = &t->p;
  const char *unit = is_money(f) ? EK_SAY(p, scale.unit, EK_MONEY(p, EK_W_KR)) : EK_SAID(p, f->def->unit == EK_IN_SHARE ? EK_W_DIFF_POINTS : EK_W_DIFF_PERSONS);
  return EK_SAY(p, EK_W_DIFF_FIGURE_IN, ek_label_text(f->def->label, f->def->name, p->lang), unit);
}

static void add_key_figures(struct teller *t) {
  struct ek_report *p = &t->p;
  const struct ek_difference_figure *f = t->d->figures.items;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_DIFF_H_FIGURES), NULL);
  struct ek_doc_table *table = add_wide_table(t, NULL);
  bool rounded = false;
  for (size_t i = 0; i < t->d->figures.n; i++) {
    if (f[i].actor >= 0 || (!f[i].hidden && isnan(f[i].old) && isnan(f[i].now))) continue;
    struct ek_scale scale = ek_part_scale(largest_of(&f[i], t->d->steps.n));
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, figure_label(t, &f[i], scale), 0);
    rounded |= fill(t, table, row, &f[i], scale);
  }
  if (rounded) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* ---- how it was done ---- */

static void add_unparted(struct teller *t, const struct ek_difference_step *step) {
  const char *causes = causes_text(t, step->causes);
  bool one = (step->causes & (step->causes - 1)) == 0;
  if (one) return;
  ek_doc_add(t->p.doc, EK_DOC_NOTE, step->why != NULL ? EK_SAY(&t->p, EK_W_DIFF_UNPARTED, causes, step->why) : EK_SAY(&t->p, EK_W_DIFF_TOGETHER, causes), NULL);
}

static void add_order(struct teller *t) {
  struct ek_report *p = &t->p;
  const struct ek_difference_step *steps = t->d->steps.items;
  const char **names = ek_alloc_array(p->arena, t->d->steps.n + 1, sizeof *names);
  ek_causes shown = 0;
  if (t->d->steps.n == 0) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_DIFF_H_ORDER), NULL);
  for (size_t i = 0; i < t->d->steps.n; i++) {
    names[i] = ek_text_lower(p->arena, causes_text(t, steps[i].causes));
    shown |= steps[i].causes;
  }
  if (t->d->steps.n == 1) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_DIFF_ONE, names[0]), NULL);
  else {
    const char *first = names[0];
    for (size_t i = 1; i < t->d->steps.n; i++) first = ek_sprintf(p->arena, "%s → %s", first, names[i]);
    ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_DIFF_ORDER, first), NULL);
  }
  for (int k = 0; k < EK_CAUSES; k++) {
    enum ek_cause c = t->d->options.order[k];
    if (shown & 1u << c) ek_doc_add(p->doc, EK_DOC_ITEM, EK_SAID(p, cause_meanings[c]), NULL);
  }
  for (size_t i = 0; i < t->d->steps.n; i++) add_unparted(t, &steps[i]);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, EK_W_DIFF_CHECK, ek_number_show(p->arena, t->d->gap, 2, p->lang), EK_MONEY(p, EK_W_KR)), NULL);
}

void ek_difference_build(const struct ek_difference_told *told, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  const struct ek_difference *d = told->difference;
  struct teller t = {.p = ek_part_report(d->start, lang, &none, out), .d = d, .outcome = told->outcome,
                     .old = told->outcome ? EK_W_DIFF_FORECAST : EK_W_DIFF_OLD, .now = told->outcome ? EK_W_DIFF_FOLLOWUP : EK_W_DIFF_NEW};
  add_head(&t);
  add_changes(&t);
  add_society(&t);
  add_actors(&t);
  add_key_figures(&t);
  add_order(&t);
}
