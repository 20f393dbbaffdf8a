/* Appendices: every actor at every horizon in whole kronor, and what it was computed with. */
#include <string.h>

#include "base/text.h"
#include "report/sections.h"
#include "views/stamp.h"

static void add_columns(struct ek_report *p, struct ek_doc_table *table) {
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_COST), NULL, false);
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    const char *group = ek_say_time_short(p->arena, p->lang, p->r->horizons[h]);
    ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), group, false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), group, false);
  }
}

/* Cost and result must add to the benefit in every row, as they are shown. */
static bool row_differs(const struct ek_report *p, const struct ek_doc_row *row) {
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    const struct ek_doc_cell *parts[] = {&row->cells[0], &row->cells[2 + 2 * h]};
    if (ek_part_differs(&row->cells[1 + 2 * h], parts, 2)) return true;
  }
  return false;
}

static const struct ek_scale ones = {1, 0, EK_W_IN_ONES};

static struct ek_doc_cell shown(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon) {
  return ek_part_of(p, ek_part_money(ones, ek_part_value(p, id, actor, horizon)), id, actor, horizon, -1);
}

void ek_part_actors(struct ek_report *p) {
  enum ek_word heading = ek_part_either(p, EK_W_H_ACTORS, EK_W_H_ACTORS_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, ones));
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  int *actors = ek_alloc_array(p->arena, p->model->n_actors, sizeof *actors);
  size_t n = ek_part_actors_public_first(p, actors);
  struct ek_doc_row **rows = ek_alloc_array(p->arena, p->model->n_actors, sizeof *rows);
  bool differs = false, cost_by_horizon = p->r->study->settings.write_off > 0;
  add_columns(p, table);
  for (size_t i = 0; i < n; i++) {
    int a = actors[i];
    if (a != p->society && !ek_part_touched(p, a)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    size_t c = 0;
    row->cells[c++] = shown(p, EK_FIG_COST, a, p->longest);
    for (size_t h = 0; h < p->r->n_horizons; h++) {
      row->cells[c++] = shown(p, EK_FIG_BENEFIT, a, p->r->horizons[h]);
      row->cells[c++] = shown(p, EK_FIG_RESULT, a, p->r->horizons[h]);
    }
    ek_part_hide(p, table, row, p->r, a);
    differs |= !cost_by_horizon && row_differs(p, row);
    rows[a] = row;
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_F_ACTORS, EK_W_F_ACTORS_GROSS)));
  if (differs || ek_part_tree_differs(p, rows, table->columns.n)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* The words of machine output stand as they are, so that a reader finds them again there. */
void ek_part_stamp(struct ek_report *p) {
  struct ek_list stamps = ek_stamps(p->r);
  const struct ek_stamp *stamp = stamps.items;
  const struct ek_simulation *drawn = p->options->simulation;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_STAMP), NULL);
  for (size_t i = 0; i < stamps.n; i++) {
    const char *text = ek_stamp_drawn(p->arena, &stamp[i], drawn != NULL ? drawn->draws : 0, drawn != NULL ? drawn->seed : 0);
    bool once = strcmp(stamp[i].key, "draws") == 0 && strcmp(text, "1") == 0; /* machines' word for that nothing was drawn */
    if (*text != '\0' && !once) ek_doc_add(p->doc, EK_DOC_ITEM, ek_sprintf(p->arena, "%s: %s", stamp[i].key, text), NULL);
  }
}
