/* Every figure as a tidy row, for scripts and spreadsheets. The columns are
 * described in render.h and do not change. */
#include <math.h>
#include <string.h>

#include "report/findings.h"
#include "report/render.h"
#include "report/stamp.h"

enum { COLUMNS = 9 };

/* A text cell: protected from being read as a formula, quoted where RFC 4180 asks. */
static void add_text(struct ek_buffer *out, const char *text) {
  bool formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
  bool quoted = strpbrk(text, ",\"\r\n") != NULL;
  if (quoted) ek_buffer_add(out, "\"");
  if (formula) ek_buffer_add(out, "'");
  for (; *text != '\0'; text++) ek_buffer_add_bytes(out, *text == '"' ? "\"\"" : text, *text == '"' ? 2 : 1);
  if (quoted) ek_buffer_add(out, "\"");
}

static void add_row(struct ek_buffer *out, const char *const cells[COLUMNS]) {
  for (size_t i = 0; i < COLUMNS; i++) {
    if (i > 0) ek_buffer_add(out, ",");
    /* The value is a number, and its minus is no formula. */
    if (i == 7) ek_buffer_add(out, cells[i]);
    else add_text(out, cells[i]);
  }
  ek_buffer_add(out, "\n");
}

static void add_figure(struct ek_buffer *out, const struct ek_result *r,
                       const struct ek_figure *f) {
  struct ek_arena *arena = out->arena;
  const char *cells[COLUMNS] = {
      "figure",
      f->def->name,
      f->actor >= 0 ? r->model->actors[f->actor].name.text : "",
      f->horizon > 0 ? ek_sprintf(arena, "%d", f->horizon) : "",
      f->year >= 0 ? ek_sprintf(arena, "%d", f->year) : "",
      f->def->by_stage ? ek_correction_name(f->stage) : "",
      ek_figure_unit_in(r, f->def->unit),
      isfinite(f->value) ? ek_number_exact(arena, f->value) : "",
      isnan(f->value) ? "none" : isinf(f->value) ? "never" : ""};
  add_row(out, cells);
}

static void add_note(struct ek_buffer *out, const char *section, const char *key,
                     const char *text) {
  const char *cells[COLUMNS] = {section, key, "", "", "", "", "", "", text};
  add_row(out, cells);
}

void ek_render_figures_csv(const struct ek_result *result, struct ek_diags *diags,
                           enum ek_lang lang, struct ek_buffer *out) {
  ek_buffer_add(out, "section,figure,actor,horizon_months,year,stage,unit,value,text\n");
  const struct ek_figure *figures = result->figures.items;
  for (size_t i = 0; i < result->figures.n; i++) add_figure(out, result, &figures[i]);
  struct ek_list stamps = ek_stamps(result), findings = ek_findings(result, diags, lang);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t i = 0; i < stamps.n; i++) add_note(out, "stamp", stamp[i].key, stamp[i].text);
  const struct ek_finding *finding = findings.items;
  for (size_t i = 0; i < findings.n; i++) {
    add_note(out, "warning", finding[i].kind, finding[i].text);
  }
}
