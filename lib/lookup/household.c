/* A household's economy as tables for reading and as rows for scripts. */
#include "lookup/household.h"

#include <math.h>

#include "base/date.h"
#include "document/words.h"
#include "lookup/json.h"
#include "render/csv_row.h"
#include "views/parts.h"
#include "views/stamp.h"

struct view {
  const struct ek_household_view *v;
  const struct ek_household_line *lines;
  struct ek_arena *arena;
  struct ek_document *doc;
  enum ek_lang lang;
  bool *shown; /* [lines] */
};

static const char *person_text(const struct view *w) {
  const struct ek_person *p = w->v->person;
  struct ek_buffer ages = {.arena = w->arena};
  for (size_t i = 0; i < p->n_children; i++) {
    ek_buffer_addf(&ages, "%s%d", i > 0 ? ", " : "", p->children[i]);
  }
  const char *adults = ek_sprintf(w->arena, "%d", p->adults);
  const char *age = ek_sprintf(w->arena, "%g", p->age);
  if (p->n_children == 0) return ek_say(w->arena, w->lang, EK_W_HH_PERSON, age, adults);
  return ek_say(w->arena, w->lang, EK_W_HH_PERSON_CHILDREN, age, adults, ek_buffer_text(&ages));
}

static const char *line_label(const struct view *w, size_t line) {
  return ek_label_text(w->lines[line].label, w->lines[line].name.text, w->lang);
}

/* A line that is nothing anywhere is left out of tables for reading. */
static void find_shown(struct view *w) {
  size_t n = w->v->rows[0].budget.n;
  w->shown = ek_alloc_array(w->arena, n, sizeof *w->shown);
  for (size_t s = 0; s < w->v->n; s++) {
    for (size_t l = 0; l < n; l++) {
      for (size_t i = 0; i < w->v->n_wages; i++) w->shown[l] |= fabs(w->v->rows[s].budget.line[l][i]) >= 6;
    }
  }
}

static struct ek_doc_cell monthly(double yearly) { return ek_doc_number(yearly / 12, 0); }

/* A word whose soft hyphens are for column heads. */
static const char *whole(const struct view *w, enum ek_word id) {
  return ek_doc_whole(w->doc, ek_word(id, w->lang));
}

/* Said when the rows before the last do not add to it as they are shown. */
static void note_rounding(const struct view *w, struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  size_t n = table->rows.n - 1;
  const struct ek_doc_cell **parts = ek_alloc_array(w->arena, n, sizeof *parts);
  for (size_t s = 0; s < w->v->n; s++) {
    for (size_t i = 0; i < n; i++) parts[i] = &rows[i]->cells[s];
    if (!ek_part_differs(&rows[n]->cells[s], parts, n)) continue;
    ek_doc_add_footnote(w->doc, table, ek_word(EK_W_F_ROUNDED, w->lang));
    return;
  }
}

static void effect_rows(const struct view *w, struct ek_doc_table *table) {
  struct ek_doc_row *part = ek_doc_add_row(w->doc, table, whole(w, EK_W_HH_PARTICIPATION), 0);
  struct ek_doc_row *marginal = ek_doc_add_row(w->doc, table, whole(w, EK_W_HH_MARGINAL), 0);
  for (size_t s = 0; s < w->v->n; s++) {
    part->cells[s] = ek_doc_share(w->v->rows[s].participation[0], 0);
    marginal->cells[s] = ek_doc_share(w->v->rows[s].marginal[0], 0);
  }
}

/* One column per situation. */
static void by_situation(const struct view *w) {
  struct ek_doc_table *table = ek_doc_add_table(w->doc, ek_word(EK_W_HH_SITUATION, w->lang), NULL);
  for (size_t s = 0; s < w->v->n; s++) ek_doc_add_column(w->doc, table, w->v->situations[s], NULL, false);
  for (size_t l = 0; l < w->v->rows[0].budget.n; l++) {
    if (!w->shown[l]) continue;
    struct ek_doc_row *row = ek_doc_add_row(w->doc, table, line_label(w, l), 0);
    for (size_t s = 0; s < w->v->n; s++) row->cells[s] = monthly(w->v->rows[s].budget.line[l][0]);
  }
  struct ek_doc_row *total = ek_doc_add_row(w->doc, table, ek_word(EK_W_HH_DISPOSABLE, w->lang), 0);
  total->emphasis = true;
  total->rule_above = table->rows.n > 1;
  for (size_t s = 0; s < w->v->n; s++) total->cells[s] = monthly(w->v->rows[s].budget.disposable[0]);
  note_rounding(w, table);
  effect_rows(w, table);
}

/* One row per wage, one table per situation. */
static void by_wage(const struct view *w, size_t s) {
  const struct ek_budget_row *r = &w->v->rows[s];
  ek_doc_add(w->doc, EK_DOC_SUBHEADING, w->v->situations[s], NULL);
  struct ek_doc_table *table = ek_doc_add_table(w->doc, ek_word(EK_W_HH_WAGE, w->lang), NULL);
  ek_doc_add_column(w->doc, table, ek_word(EK_W_HH_DISPOSABLE_SHORT, w->lang), NULL, false);
  ek_doc_add_column(w->doc, table, ek_word(EK_W_HH_PARTICIPATION, w->lang), NULL, false);
  ek_doc_add_column(w->doc, table, ek_word(EK_W_HH_MARGINAL, w->lang), NULL, false);
  for (size_t l = 0; l < r->budget.n; l++) {
    if (w->shown[l]) ek_doc_add_column(w->doc, table, line_label(w, l), NULL, false);
  }
  for (size_t i = 0; i < w->v->n_wages; i++) {
    const char *wage = ek_number_show(w->arena, w->v->wages[i] / 12, 0, w->lang);
    struct ek_doc_row *row = ek_doc_add_row(w->doc, table, wage, 0);
    size_t c = 0;
    row->cells[c++] = monthly(r->budget.disposable[i]);
    row->cells[c++] = ek_doc_share(r->participation[i], 0);
    row->cells[c++] = ek_doc_share(r->marginal[i], 0);
    for (size_t l = 0; l < r->budget.n; l++) {
      if (w->shown[l]) row->cells[c++] = monthly(r->budget.line[l][i]);
    }
  }
}

void ek_household_document(const struct ek_household_view *view, enum ek_lang lang,
                           struct ek_document *out) {
  *out = (struct ek_document){.arena = view->world->arena, .lang = lang};
  struct view w = {view, view->world->model->personal.household.items, out->arena, out, lang, NULL};
  find_shown(&w);
  const char *place = view->world->municipality;
  ek_doc_add(out, EK_DOC_TITLE, ek_word(EK_W_HH_TITLE, lang), place != NULL ? ek_say_name(w.arena, place) : NULL);
  ek_doc_add(out, EK_DOC_SUBTITLE,
             ek_say(w.arena, lang, EK_W_HH_BASIS, person_text(&w), ek_day_text(w.arena, view->world->day)), NULL);
  if (view->wages == NULL) by_situation(&w);
  else for (size_t s = 0; s < view->n; s++) by_wage(&w, s);
  ek_doc_add(out, EK_DOC_NOTE,
             ek_word(view->wages != NULL ? EK_W_F_HH_WAGES : EK_W_F_HH_SITUATIONS, lang), NULL);
}

static const char *exact(struct ek_arena *arena, double value) {
  return isfinite(value) ? ek_number_exact(arena, value) : "";
}

/* kr/year a month; what is taken of nothing is 0, not -0. */
static double per_month(double yearly) { return yearly / 12 + 0.0; }

static size_t csv_head(const struct ek_household_view *v, const char **cells) {
  const struct ek_household_line *lines = v->world->model->personal.household.items;
  size_t n = 0;
  cells[n++] = "situation";
  cells[n++] = "wage";
  for (size_t l = 0; l < v->rows[0].budget.n; l++) cells[n++] = lines[l].name.text;
  cells[n++] = "disposable";
  cells[n++] = "earned";
  cells[n++] = "participation_effect";
  cells[n++] = "marginal_effect";
  cells[n++] = "text";
  return n;
}

static void csv_cells(const struct ek_household_view *v, size_t s, size_t i, struct ek_arena *texts,
                      const char **cells) {
  const struct ek_budget_row *r = &v->rows[s];
  size_t c = 0;
  cells[c++] = v->situations[s];
  cells[c++] = v->wages != NULL ? exact(texts, per_month(v->wages[i])) : "";
  for (size_t l = 0; l < r->budget.n; l++) cells[c++] = exact(texts, per_month(r->budget.line[l][i]));
  cells[c++] = exact(texts, per_month(r->budget.disposable[i]));
  cells[c++] = exact(texts, per_month(r->budget.earned[i]));
  cells[c++] = exact(texts, r->participation[i]);
  cells[c++] = exact(texts, r->marginal[i]);
  cells[c] = NULL;
}

void ek_render_household_csv(const struct ek_household_view *v, struct ek_buffer *out) {
  size_t n_lines = v->rows[0].budget.n;
  const char **cells = ek_alloc_array(out->arena, n_lines + 7, sizeof *cells);
  size_t n = csv_head(v, cells);
  ek_csv_row(out, cells, n, 0);
  struct ek_arena *texts = ek_arena_new(); /* of some rows: there may be very many */
  for (size_t s = 0; s < v->n; s++) {
    for (size_t i = 0; i < v->n_wages; i++) {
      if (i % 128 == 127) ek_arena_clear(texts);
      csv_cells(v, s, i, texts, cells);
      ek_csv_row(out, cells, n, ~1u);
    }
  }
  ek_arena_free(texts);
  ek_csv_stamps(out, ek_stamps_model(out->arena, v->world->model), n, -1, 0, n - 1);
}

static json_t *number_or_null(double value) { return isfinite(value) ? json_real(value) : json_null(); }

bool ek_render_household_json(const struct ek_household_view *v, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  json_t *root = json_object(), *rows = json_array();
  const struct ek_household_line *lines = v->world->model->personal.household.items;
  ek_json_put(&json, root, "stamp", ek_model_stamp_object(&json, v->world->model));
  ek_json_put_world(&json, root, v->world, v->person);
  ek_json_put_text(&json, root, "unit", "kr/month");
  for (size_t s = 0; s < v->n; s++) {
    const struct ek_budget_row *r = &v->rows[s];
    for (size_t i = 0; i < v->n_wages; i++) {
      json_t *one = json_object();
      ek_json_put_text(&json, one, "situation", v->situations[s]);
      if (v->wages != NULL) ek_json_put(&json, one, "wage", json_real(per_month(v->wages[i])));
      for (size_t l = 0; l < r->budget.n; l++) {
        ek_json_put(&json, one, lines[l].name.text, json_real(per_month(r->budget.line[l][i])));
      }
      ek_json_put(&json, one, "disposable", json_real(per_month(r->budget.disposable[i])));
      ek_json_put(&json, one, "earned", json_real(per_month(r->budget.earned[i])));
      ek_json_put(&json, one, "participation_effect", number_or_null(r->participation[i]));
      ek_json_put(&json, one, "marginal_effect", number_or_null(r->marginal[i]));
      ek_json_push(&json, rows, one);
    }
  }
  ek_json_put(&json, root, "rows", rows);
  ek_json_put(&json, root, "warnings", ek_notes_array(&json, v->world));
  return ek_json_finish(&json, root, out);
}
