/* Every figure as a tidy row, for scripts and spreadsheets. The columns are
 * described in render.h and do not change. */
#include <math.h>

#include "report/csv_row.h"
#include "report/findings.h"
#include "report/render.h"
#include "report/stamp.h"

enum { COLUMNS = 9 };

/* The value is a number. */
static void add_row(struct ek_buffer *out, const char *const cells[COLUMNS]) {
  ek_csv_row(out, cells, COLUMNS, 1u << 7);
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
      ek_figure_unit_name(f->def->unit),
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
