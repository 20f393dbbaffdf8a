#include "report/origins.h"

#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "engine/explain.h"

enum { STEPS = 2 }; /* names that a formula is followed down: what a price is made of, and what decides that */

struct gathering {
  const struct ek_result *r;
  struct ek_document *doc;
  struct ek_list figures; /* const struct ek_figure *, each once */
  bool *seen;             /* by figure */
};

static void gather_cell(struct gathering *g, const struct ek_doc_cell *cell) {
  if (cell->figure == NULL) return;
  size_t at = (size_t)(cell->figure - (const struct ek_figure *)g->r->figures.items);
  if (g->seen[at]) return;
  g->seen[at] = true;
  *(const struct ek_figure **)ek_list_push(g->doc->arena, &g->figures, sizeof cell->figure) = cell->figure;
}

static void gather_table(struct gathering *g, const struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  for (size_t r = 0; r < table->rows.n; r++) {
    for (size_t c = 0; c < table->columns.n; c++) gather_cell(g, &rows[r]->cells[c]);
  }
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
  for (size_t i = 0; i < doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_TABLE) gather_table(&g, blocks[i].table);
  }
  struct ek_explainer *explainer = ek_explainer_new(result, result->horizons[result->n_horizons / 2], STEPS);
  for (int a = -1; a < (int)result->model->n_actors; a++) explain_actor(&g, explainer, a);
  doc->folders[0] = folder_of(doc, result->study->source->name);
  doc->folders[1] = folder_of(doc, result->model->folder);
  if (options->command == NULL || options->study_path == NULL) return;
  doc->explained_by = ek_sprintf(doc->arena, "%s explain %s", options->command, options->study_path);
}
