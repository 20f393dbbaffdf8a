/* What rests on few persons is told as "..". */
#include <math.h>
#include <string.h>

#include "engine/few.h"
#include "views/parts.h"

struct ek_doc_cell ek_part_masked(struct ek_report *p, struct ek_doc_table *table) {
  const char *note = EK_SAID(p, EK_W_F_MASKED), *const *notes = table->footnotes.items;
  bool there = false;
  for (size_t i = 0; i < table->footnotes.n; i++) there |= strcmp(notes[i], note) == 0;
  if (!there) ek_doc_add_footnote(p->doc, table, note);
  return ek_doc_text(p->doc, EK_SAID(p, EK_W_MASKED));
}

struct ek_doc_cell ek_part_tried(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, double kronor) {
  bool few = isnan(kronor) && p->r->study->people != NULL;
  return few ? ek_part_masked(p, table) : ek_part_money(scale, kronor);
}

bool ek_part_hidden(const struct ek_result *r, int actor) { return r->few != NULL && actor >= 0 && r->few->account[actor]; }

void ek_part_hide(struct ek_report *p, struct ek_doc_table *table, struct ek_doc_row *row,
                  const struct ek_result *r, int actor) {
  for (size_t c = 0; ek_part_hidden(r, actor) && c < table->columns.n; c++) {
    if (row->cells[c].kind == EK_CELL_NONE) row->cells[c] = ek_part_masked(p, table);
  }
}
