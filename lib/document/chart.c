/* Builds charts, and says in words what they show. */
#include "document/chart.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"

static const char *cleaned(struct ek_document *doc, const char *text) {
  return text != NULL ? ek_doc_whole(doc, ek_text_clean(doc->arena, text)) : NULL;
}

/* It becomes the name of a file: what is no letter or digit becomes '-'. */
static const char *stable(struct ek_document *doc, const char *name) {
  char *out = ek_text_lower(doc->arena, name);
  for (char *c = out; *c != '\0'; c++) {
    bool keeps = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_' || (unsigned char)*c >= 0x80;
    if (!keeps) *c = '-';
  }
  return out;
}

struct ek_chart *ek_chart_new(struct ek_document *doc, enum ek_chart_kind kind, const char *name, const char *title, const char *unit) {
  struct ek_chart *chart = ek_alloc(doc->arena, sizeof *chart);
  *chart = (struct ek_chart){.kind = kind, .name = stable(doc, name), .title = cleaned(doc, title), .unit = cleaned(doc, unit),
                             .base = NAN, .low = NAN, .middle = NAN, .high = NAN};
  return chart;
}

struct ek_chart *ek_doc_add_chart(struct ek_document *doc, enum ek_chart_kind kind, const char *name, const char *title, const char *unit) {
  struct ek_chart *chart = ek_chart_new(doc, kind, name, title, unit);
  ek_doc_put_chart(doc, chart);
  return chart;
}

void ek_doc_put_chart(struct ek_document *doc, struct ek_chart *chart) {
  if (chart == NULL) return;
  struct ek_doc_block *block = ek_list_push(doc->arena, &doc->blocks, sizeof *block);
  block->kind = EK_DOC_CHART;
  block->chart = chart;
}

void ek_chart_add_category(struct ek_document *doc, struct ek_chart *chart, const char *label, bool emphasis) {
  struct ek_chart_category *category = ek_list_push(doc->arena, &chart->categories, sizeof *category);
  *category = (struct ek_chart_category){cleaned(doc, label), emphasis};
  chart->points = chart->categories.n;
}

void ek_chart_set_points(struct ek_chart *chart, const double *at, size_t points) {
  chart->at = at;
  chart->points = points;
}

struct ek_chart_series *ek_chart_add_series(struct ek_document *doc, struct ek_chart *chart, const char *label) {
  struct ek_chart_series *series = ek_list_push(doc->arena, &chart->series, sizeof *series);
  series->label = cleaned(doc, label);
  series->cells = ek_alloc_array(doc->arena, chart->points, sizeof *series->cells);
  return series;
}

void ek_chart_add_mark(struct ek_document *doc, struct ek_chart *chart, double at, const char *text) {
  *(struct ek_chart_mark *)ek_list_push(doc->arena, &chart->marks, sizeof(struct ek_chart_mark)) = (struct ek_chart_mark){at, cleaned(doc, text)};
}

void ek_chart_add_note(struct ek_document *doc, struct ek_chart *chart, const char *text) {
  const char *const *notes = chart->notes.items;
  for (size_t i = 0; i < chart->notes.n; i++) if (strcmp(notes[i], text) == 0) return;
  *(const char **)ek_list_push(doc->arena, &chart->notes, sizeof text) = cleaned(doc, text);
}

struct ek_doc_table *ek_chart_own_table(struct ek_document *doc, struct ek_chart *chart, const char *head) {
  struct ek_doc_table *table = ek_alloc(doc->arena, sizeof *table);
  table->head = cleaned(doc, head);
  chart->table = table;
  chart->table_apart = true;
  return table;
}

double ek_chart_value(const struct ek_doc_cell *cell) {
  if (cell->kind != EK_CELL_NUMBER && cell->kind != EK_CELL_SHARE && cell->kind != EK_CELL_MONTHS) return NAN;
  double value = cell->kind == EK_CELL_SHARE ? 100 * cell->number : cell->number;
  return isfinite(value) ? value : NAN;
}

const char *ek_chart_value_text(const struct ek_document *doc, const struct ek_chart_series *series, size_t point) {
  if (series->texts != NULL && series->texts[point] != NULL) return series->texts[point];
  return ek_doc_cell_text(doc, &series->cells[point]);
}

bool ek_chart_shows(const struct ek_chart *chart) {
  const struct ek_chart_series *series = chart->series.items;
  for (size_t s = 0; s < chart->series.n; s++) {
    for (size_t i = 0; i < chart->points; i++) if (!isnan(ek_chart_value(&series[s].cells[i]))) return true;
  }
  return false;
}

int ek_chart_decimals(double step) {
  int n = 0;
  for (; n < 9 && fabs(step - round(step)) > 1e-6 * step; n++) step *= 10;
  return n;
}

/* --- in words ------------------------------------------------------------------- */

/* "Kommunen: 2 år 1 266; 5 år 4 830." */
static void describe_category(const struct ek_document *doc, const struct ek_chart *chart, size_t i, struct ek_buffer *out) {
  const struct ek_chart_category *category = chart->categories.items;
  const struct ek_chart_series *series = chart->series.items;
  bool first = true;
  for (size_t s = 0; s < chart->series.n; s++) {
    const char *value = ek_doc_cell_text(doc, &series[s].cells[i]);
    const char *text = series[s].texts != NULL ? series[s].texts[i] : NULL;
    if (*value == '\0') continue;
    ek_buffer_addf(out, first ? " %s: " : "; ", category[i].label);
    if (text != NULL) ek_buffer_addf(out, "%s → ", text);
    else if (series[s].label != NULL) ek_buffer_addf(out, "%s ", series[s].label);
    ek_buffer_add(out, value);
    first = false;
  }
  if (!first) ek_buffer_add(out, ".");
}

/* A value with its band, where it has one. */
static const char *within_band(const struct ek_document *doc, const struct ek_chart_series *s, size_t i) {
  const char *value = ek_doc_cell_text(doc, &s->cells[i]);
  if (s->low == NULL || isnan(s->low[i])) return value;
  struct ek_doc_cell low = ek_doc_number(s->low[i], s->cells[i].decimals), high = ek_doc_number(s->high[i], s->cells[i].decimals);
  return ek_say(doc->arena, doc->lang, EK_W_G_BAND_END, value, ek_doc_cell_text(doc, &low), ek_doc_cell_text(doc, &high));
}

/* "Samhället: −2 870 → 13 206."; what is hidden once: "Polisen: ..". */
static void describe_line(const struct ek_document *doc, const struct ek_chart *chart, const struct ek_chart_series *s, struct ek_buffer *out) {
  if (chart->points == 0) return;
  const struct ek_doc_cell *first = &s->cells[0];
  ek_buffer_addf(out, " %s%s%s", s->label != NULL ? s->label : "", s->label != NULL ? ": " : "", ek_doc_cell_text(doc, first));
  if (first->kind != EK_CELL_TEXT) ek_buffer_addf(out, " → %s.", within_band(doc, s, chart->points - 1));
}

const char *ek_chart_described(const struct ek_document *doc, const struct ek_chart *chart) {
  struct ek_buffer out = {.arena = doc->arena};
  const struct ek_chart_series *series = chart->series.items;
  const struct ek_chart_mark *mark = chart->marks.items;
  ek_buffer_addf(&out, "%s, %s.", chart->title, chart->unit);
  if (chart->text != NULL) ek_buffer_addf(&out, " %s", chart->text);
  for (size_t i = 0; i < chart->categories.n; i++) describe_category(doc, chart, i, &out);
  for (size_t s = 0; chart->kind == EK_CHART_LINES && s < chart->series.n; s++) describe_line(doc, chart, &series[s], &out);
  for (size_t i = 0; i < chart->marks.n; i++) ek_buffer_addf(&out, " %s.", mark[i].text);
  return out.text;
}
