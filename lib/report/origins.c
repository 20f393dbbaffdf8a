#include "report/origins.h"

#include <string.h>

#include "base/text.h"
#include "document/chart.h"
#include "document/words.h"
#include "engine/explain.h"

enum { STEPS = 2 }; /* names that a formula is followed down: what a price is made of, and what decides that */

struct gathering {
  const struct ek_result *r;
  struct ek_document *doc;
  struct ek_list figures; /* const struct ek_figure *, each once */
  bool *seen;             /* by figure */
};

static void gather_figure(struct gathering *g, const struct ek_figure *figure) {
  size_t at = (size_t)(figure - (const struct ek_figure *)g->r->figures.items);
  if (g->seen[at]) return;
  g->seen[at] = true;
  *(const struct ek_figure **)ek_list_push(g->doc->arena, &g->figures, sizeof figure) = figure;
}

/* In the order in which they are read. What is told alike of several tables has one entry; a mere part of a figure has none. */
static void gather_basis(struct gathering *g, struct ek_doc_basis *basis) {
  const struct ek_figure *const *figures = basis->figures.items;
  struct ek_doc_basis *const *known = g->doc->bases.items;
  if (basis->number > 0) return;
  for (size_t i = 0; i < basis->figures.n; i++) gather_figure(g, figures[i]);
  bool parts = basis->figures.n > 0 || (basis->trace != NULL && basis->trace->children.n > 0);
  if ((basis->how == NULL && basis->trace == NULL) || !(parts || basis->table)) return;
  for (size_t i = 0; basis->table && i < g->doc->bases.n; i++) {
    if (known[i]->table && strcmp(known[i]->how, basis->how) == 0) basis->number = known[i]->number;
  }
  if (basis->number > 0) return;
  *(struct ek_doc_basis **)ek_list_push(g->doc->arena, &g->doc->bases, sizeof basis) = basis;
  basis->number = g->doc->bases.n;
}

/* Has the number nowhere to lead to? A sum of nothing needs nowhere, and what is hidden has nothing to tell. */
static bool leads_nowhere(const struct ek_doc_cell *cell, const struct ek_doc_column *column) {
  bool written = cell->kind == EK_CELL_TEXT && !column->text && strpbrk(cell->text, "0123456789") != NULL;
  bool number = written || cell->kind == EK_CELL_NUMBER || cell->kind == EK_CELL_SHARE || cell->kind == EK_CELL_MONTHS;
  return number && cell->figure == NULL && cell->basis == NULL;
}

/* What a row is called where it stands alone: with the heading that it is below, a row of no numbers. */
static const char *row_title(struct gathering *g, const struct ek_doc_table *table, size_t r) {
  struct ek_doc_row *const *rows = table->rows.items;
  const char *label = ek_doc_whole(g->doc, rows[r]->label);
  size_t above = r;
  while (above > 0 && rows[above]->level >= rows[r]->level) above--;
  if (rows[above]->level >= rows[r]->level || rows[above]->cells[0].kind != EK_CELL_EMPTY) return label;
  return ek_sprintf(g->doc->arena, "%s · %s", ek_doc_whole(g->doc, rows[above]->label), label);
}

static const char *column_title(struct gathering *g, const struct ek_doc_column *column) {
  const char *label = ek_doc_whole(g->doc, column->label), *group = column->group != NULL ? ek_doc_whole(g->doc, column->group) : "";
  if (*label == '\0' || *group == '\0') return *label == '\0' ? group : label;
  return ek_sprintf(g->doc->arena, "%s, %s", group, label);
}

static void gather_cell(struct gathering *g, const struct ek_doc_table *table, size_t r, size_t c) {
  const struct ek_doc_cell *cell = &((struct ek_doc_row *const *)table->rows.items)[r]->cells[c];
  const struct ek_doc_column *column = &((const struct ek_doc_column *)table->columns.items)[c];
  struct ek_doc_basis *basis = cell->basis;
  if (cell->figure != NULL) gather_figure(g, cell->figure);
  if (cell->figure != NULL || basis == NULL) return;
  const char *label = row_title(g, table, r), *head = column_title(g, column);
  if (basis->title == NULL) basis->title = *head == '\0' ? label : ek_sprintf(g->doc->arena, "%s · %s", label, head);
  if (basis->value == NULL) basis->value = ek_doc_cell_text(g->doc, cell);
  gather_basis(g, basis);
}

static void gather_table(struct gathering *g, const struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  const struct ek_doc_column *columns = table->columns.items;
  bool left = false;
  for (size_t r = 0; r < table->rows.n; r++) {
    for (size_t c = 0; c < table->columns.n; c++) {
      gather_cell(g, table, r, c);
      left |= leads_nowhere(&rows[r]->cells[c], &columns[c]);
    }
  }
  if (left && table->basis != NULL) gather_basis(g, table->basis);
}

static void gather_block(struct gathering *g, const struct ek_doc_block *block) {
  if (block->kind == EK_DOC_TABLE) gather_table(g, block->table);
  if (block->kind == EK_DOC_CHART && block->chart->table_apart) gather_table(g, block->chart->table);
  if (block->basis != NULL) gather_basis(g, block->basis);
}

/* Those of one actor, or of the whole (-1). */
static void explain_actor(struct gathering *g, struct ek_explainer *explainer, int actor) {
  const struct ek_figure *const *figures = g->figures.items;
  const struct ek_actor *of = actor >= 0 ? &g->r->model->actors[actor] : NULL;
  for (size_t i = 0; i < g->figures.n; i++) {
    if (figures[i]->actor != actor) continue;
    const char *word = g->doc->lang == EK_SV ? figures[i]->def->alias : figures[i]->def->name;
    *(struct ek_doc_origin *)ek_list_push(g->doc->arena, &g->doc->origins, sizeof(struct ek_doc_origin)) =
        (struct ek_doc_origin){.figure = figures[i],
                               .name = ek_explain_name(g->r, figures[i], word),
                               .group = of != NULL ? ek_label_text(of->label, of->name.text, g->doc->lang) : NULL,
                               .trace = ek_explainer_figure(explainer, figures[i])};
  }
}

/* "models/" of "models/sverige"; NULL when there is no folder in the name. */
static const char *folder_of(const struct ek_document *doc, const char *path) {
  const char *slash = strrchr(path, '/');
  return slash != NULL ? ek_strndup(doc->arena, path, (size_t)(slash - path) + 1) : NULL;
}

void ek_report_origins(const struct ek_result *result, const struct ek_report_options *options, struct ek_document *doc) {
  struct gathering g = {.r = result, .doc = doc, .seen = ek_alloc_array(doc->arena, result->figures.n, sizeof(bool))};
  const struct ek_doc_block *blocks = doc->blocks.items;
  for (size_t i = 0; i < doc->blocks.n; i++) gather_block(&g, &blocks[i]);
  struct ek_explainer *explainer = ek_explainer_new(result, result->horizons[result->n_horizons / 2], STEPS);
  for (int a = -1; a < (int)result->model->n_actors; a++) explain_actor(&g, explainer, a);
  doc->folders[0] = folder_of(doc, result->study->source->name);
  doc->folders[1] = folder_of(doc, result->model->folder);
  if (options->command == NULL || options->study_path == NULL) return;
  doc->explained_by = ek_sprintf(doc->arena, "%s explain %s", options->command, options->study_path);
}
