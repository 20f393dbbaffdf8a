/* The individual's table: what the participants' households have to live on
 * before and after, line by line, and how much of the pay is left. */
#include <math.h>

#include "engine/explain.h"
#include "engine/few.h"
#include "report/sections.h"

static struct ek_doc_cell monthly(const struct ek_report *p, const double *column) {
  return ek_doc_number(ek_column_mean(column, p->r->draws) / 12, 0);
}

static struct ek_doc_cell difference(const struct ek_report *p, const double *from, const double *to) {
  size_t n = p->r->draws;
  return ek_doc_number((ek_column_mean(to, n) - ek_column_mean(from, n)) / 12, 0);
}

static struct ek_doc_cell share(const struct ek_report *p, const double *column) {
  return ek_doc_share(ek_column_mean(column, p->r->draws), 0);
}

/* Where a household's money comes from: the mean of a line (-1: of all) over the cases, or a case line by line. */
struct origin {
  int line;
  size_t which; /* case; ALL_CASES: the mean */
};
enum { ALL_CASES = 1 << 30 };

static struct ek_doc_basis *basis_of(const struct ek_report *p, struct origin of, bool after) {
  bool mean = of.which == ALL_CASES;
  if (p->r->budgets->n == 0) return NULL; /* people of a file: the tables say how */
  struct ek_doc_basis *basis = ek_part_basis(p, EK_SAID(p, mean ? EK_W_FROM_HOUSEHOLD_MEAN : EK_W_FROM_HOUSEHOLD));
  if (p->options->origins) basis->trace = mean ? ek_explain_mean_household(p->r, of.line, after) : ek_explain_case_household(p->r, of.which, after);
  return basis;
}

static bool has_parts(const struct ek_doc_basis *basis) {
  return basis != NULL && basis->trace != NULL && basis->trace->children.n > 0;
}

static void three_cells(const struct ek_report *p, struct ek_doc_row *row, const double *before, const double *after, struct origin of) {
  row->cells[0] = ek_doc_on(monthly(p, before), basis_of(p, of, false));
  row->cells[1] = ek_doc_on(monthly(p, after), basis_of(p, of, true));
  row->cells[2] = ek_doc_on(difference(p, before, after), row->cells[has_parts(row->cells[1].basis) ? 1 : 0].basis);
}

/* Nothing that shows as a krona, or no participants to take a mean of. */
static bool nothing(const struct ek_report *p, const double *before, const double *after) {
  size_t n = p->r->draws;
  return !(fabs(ek_column_mean(before, n)) >= 6) && !(fabs(ek_column_mean(after, n)) >= 6);
}

static void note_rounding(struct ek_report *p, struct ek_doc_table *table) {
  struct ek_doc_row *const *rows = table->rows.items;
  size_t n = table->rows.n - 1;
  const struct ek_doc_cell **parts = ek_alloc_array(p->arena, n + 1, sizeof *parts);
  for (size_t c = 0; c < 3; c++) {
    for (size_t i = 0; i < n; i++) parts[i] = &rows[i]->cells[c];
    if (!ek_part_differs(&rows[n]->cells[c], parts, n)) continue;
    ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
    return;
  }
}

/* The mean household, line by line; returns the row of what it has to live on. */
static const struct ek_doc_row *add_lines(struct ek_report *p, const struct ek_case_budget *mean) {
  const struct ek_household_line *lines = p->model->personal.household.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_HH_MEAN), NULL);
  if (p->r->budgets->n == 0) ek_part_made(p, table, EK_SAID(p, EK_W_FROM_HOUSEHOLD_PEOPLE));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_CHANGE), NULL, false);
  for (size_t i = 0; i < mean->before->n; i++) {
    if (nothing(p, mean->before->line[i], mean->after->line[i])) continue;
    const char *label = ek_label_text(lines[i].label, lines[i].name.text, p->lang);
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, label, 0);
    three_cells(p, row, mean->before->line[i], mean->after->line[i], (struct origin){(int)i, ALL_CASES});
    bool hidden = p->r->few != NULL && p->r->few->line[i];
    for (size_t c = 0; hidden && c < 3; c++) row->cells[c] = ek_part_masked(p, table);
  }
  struct ek_doc_row *total = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_HH_DISPOSABLE), 0);
  total->emphasis = total->rule_above = true;
  three_cells(p, total, mean->before->disposable, mean->after->disposable, (struct origin){-1, ALL_CASES});
  for (size_t c = 0; p->r->few != NULL && p->r->few->disposable && c < 3; c++) total->cells[c] = ek_part_masked(p, table);
  note_rounding(p, table);
  return total;
}

static struct ek_doc_row *add_case_row(struct ek_report *p, struct ek_doc_table *table, const char *label,
                         const struct ek_case_budget *b, size_t which) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, label, 0);
  row->emphasis = b->who == NULL;
  row->rule_above = b->who == NULL && table->rows.n > 1;
  three_cells(p, row, b->before->disposable, b->after->disposable, (struct origin){-1, which});
  row->cells[3] = ek_doc_on(monthly(p, b->after->earned), row->cells[1].basis);
  row->cells[4] = ek_part_led(p, share(p, b->participation), EK_FIG_PARTICIPATION_EFFECT, -1, 0, -1);
  row->cells[5] = ek_part_led(p, share(p, b->marginal), EK_FIG_MARGINAL_EFFECT, -1, 0, -1);
  const struct ek_few *few = p->r->few;
  for (size_t c = 0; few != NULL && c < 6; c++) {
    if (c < 3 ? few->disposable : few->pay || (few->disposable && c > 3)) row->cells[c] = ek_part_masked(p, table);
  }
  return row;
}

static void add_cases(struct ek_report *p, const struct ek_budgets *budgets, const struct ek_doc_row *mean) {
  struct ek_doc_table *table = ek_doc_add_table(p->doc, budgets->n > 0 ? EK_SAID(p, EK_W_HH_CASES) : "", NULL);
  if (p->r->budgets->n == 0) ek_part_made(p, table, EK_SAID(p, EK_W_FROM_HOUSEHOLD_PEOPLE));
  const char *group = EK_SAID(p, EK_W_HH_DISPOSABLE);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), group, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), group, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_CHANGE), group, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_PAY), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_PARTICIPATION), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_MARGINAL), NULL, false);
  for (size_t i = 0; i < budgets->n; i++) {
    add_case_row(p, table, budgets->cases[i].who->name.text, &budgets->cases[i], i);
  }
  if (budgets->n != 1) {
    struct ek_doc_row *all = add_case_row(p, table, EK_SAID(p, EK_W_HH_ALL), &budgets->mean, ALL_CASES);
    for (size_t c = 0; c < 3; c++) all->cells[c].basis = mean->cells[c].basis; /* told there */
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_HH_PARTICIPATION));
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_HH_MARGINAL));
}

void ek_part_household(struct ek_report *p) {
  const struct ek_budgets *budgets = p->r->budgets;
  if (budgets == NULL) return;
  const struct ek_case_budget *mean = &budgets->mean;
  if (nothing(p, mean->before->disposable, mean->after->disposable)) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_HOUSEHOLD), EK_SAID(p, EK_W_PER_MONTH_KR));
  const struct ek_doc_row *all = add_lines(p, mean);
  if (budgets->n > 0 || p->r->study->people != NULL) add_cases(p, budgets, all);
}
