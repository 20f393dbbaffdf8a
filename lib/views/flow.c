/* The chart of where participants were and where they are. */
#include "views/flow.h"

#include <math.h>

#include "base/text.h"
#include "engine/shifts.h"

static const char *state_name(const struct ek_report *p, const struct ek_item *item) {
  return item != NULL ? ek_text_capital(p->arena, ek_label_text(item->label, item->name.text, p->lang)) : EK_SAID(p, EK_W_O_NONE);
}

/* Tenths where anybody is a part of a person. */
static int decimals_of(const struct ek_shifts *s) {
  bool parts = false;
  for (size_t i = 0; i < s->n * s->n; i++) parts |= fabs(s->persons[i] - round(s->persons[i])) > 1e-9;
  return parts;
}

/* Does anybody come from the state, or go to it? */
static bool *met(const struct ek_report *p, const struct ek_shifts *s, bool from) {
  bool *out = ek_alloc_array(p->arena, s->n, sizeof *out);
  for (size_t i = 0; i < s->n; i++) {
    for (size_t k = 0; k < s->n; k++) {
      size_t at = from ? i * s->n + k : k * s->n + i;
      out[i] |= s->persons[at] > 0 || s->masked[at];
    }
  }
  return out;
}

static void add_cells(const struct ek_report *p, struct ek_chart *chart, const struct ek_shifts *s) {
  const bool *from = met(p, s, true), *to = met(p, s, false);
  chart->decimals = decimals_of(s);
  for (size_t i = 0; i < s->n; i++) if (from[i]) ek_chart_add_category(p->doc, chart, state_name(p, s->states[i]), false);
  for (size_t k = 0; k < s->n; k++) {
    if (!to[k]) continue;
    struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, state_name(p, s->states[k]));
    for (size_t i = 0, row = 0; i < s->n; i++) {
      if (!from[i]) continue;
      size_t at = i * s->n + k;
      if (s->masked[at]) {
        series->cells[row] = ek_doc_text(p->doc, EK_SAID(p, EK_W_MASKED));
        ek_chart_add_note(p->doc, chart, EK_SAID(p, EK_W_F_G_FLOW_MASKED));
      } else if (s->persons[at] > 0) series->cells[row] = ek_doc_number(s->persons[at], chart->decimals);
      row++;
    }
  }
}

static void add_table(const struct ek_report *p, struct ek_chart *chart) {
  const struct ek_chart_category *from = chart->categories.items;
  const struct ek_chart_series *to = chart->series.items;
  struct ek_doc_table *table = ek_chart_own_table(p->doc, chart, EK_SAID(p, EK_W_BEFORE));
  for (size_t k = 0; k < chart->series.n; k++) ek_doc_add_column(p->doc, table, to[k].label, EK_SAID(p, EK_W_AFTER), false);
  for (size_t i = 0; i < chart->points; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, from[i].label, 0);
    for (size_t k = 0; k < chart->series.n; k++) row->cells[k] = to[k].cells[i];
  }
  ek_part_made(p, table, EK_SAID(p, p->r->study->people != NULL ? EK_W_FROM_PEOPLE : EK_W_FROM_STATED));
  const char *const *notes = chart->notes.items;
  for (size_t i = 0; i < chart->notes.n; i++) ek_doc_add_footnote(p->doc, table, notes[i]);
}

struct ek_chart *ek_part_chart_flow(struct ek_report *p) {
  const struct ek_shifts *s = ek_shifts(p->r);
  if (s == NULL) return NULL;
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_FLOW, "flow", EK_SAID(p, EK_W_G_FLOW), EK_SAID(p, EK_W_G_PERSONS));
  ek_chart_add_note(p->doc, chart, EK_SAID(p, p->r->study->people != NULL ? EK_W_F_G_FLOW : EK_W_F_G_FLOW_CASES));
  add_cells(p, chart, s);
  add_table(p, chart);
  return chart;
}

struct ek_chart *ek_part_chart_states(struct ek_report *p, const struct ek_doc_table *table, const size_t columns[3], const char *const labels[3]) {
  struct ek_doc_row *const *rows = table->rows.items;
  struct ek_chart *chart = ek_doc_add_chart(p->doc, EK_CHART_BARS, "flow", EK_SAY(p, EK_W_G_STATES, ek_say_time(p->arena, p->lang, p->middle)), EK_SAID(p, EK_W_G_PERSONS));
  chart->table = table;
  for (size_t i = 0; i < table->rows.n; i++) ek_chart_add_category(p->doc, chart, rows[i]->label, false);
  for (size_t k = 0; k < 3; k++) {
    struct ek_chart_series *series = ek_chart_add_series(p->doc, chart, labels[k]);
    for (size_t i = 0; i < table->rows.n; i++) series->cells[i] = rows[i]->cells[columns[k]];
  }
  return chart;
}
