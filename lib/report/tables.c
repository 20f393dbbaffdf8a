/* The tables of figures besides the result: potential and key ratios, gross to
 * net, payback and return, cash flow by year. */
#include <math.h>
#include <string.h>

#include "report/charts.h"

static double larger(double a, double b) {
  return fabs(b) > a ? fabs(b) : a;
}

/* --- potential and key ratios ------------------------------------------------------ */

/* Is there a state in which nobody lives on anything, as that of the dead? */
static bool holds_nothing(const struct ek_study *study) {
  const struct ek_cohort_state *s = study->outcomes.cohort.state_list.items;
  for (size_t i = 0; i < study->outcomes.cohort.state_list.n; i++) {
    if (s[i].states.items != NULL && s[i].states.n == 0 && s[i].services.n == 0) return true;
  }
  return false;
}

static const struct ek_doc_table *add_potential_table(struct ek_report *p, struct ek_scale scale) {
  static const struct {
    enum ek_word label;
    enum ek_figure_id before, after;
  } rows[] = {
      {EK_W_P_PRODUCTION, EK_FIG_POTENTIAL_BEFORE_PRODUCTION, EK_FIG_POTENTIAL_AFTER_PRODUCTION},
      {EK_W_P_RESOURCES, EK_FIG_POTENTIAL_BEFORE_RESOURCES, EK_FIG_POTENTIAL_AFTER_RESOURCES},
      {EK_W_P_TOTAL, EK_FIG_POTENTIAL_BEFORE, EK_FIG_POTENTIAL_AFTER},
  };
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), NULL, false);
  struct ek_doc_row *row[3];
  for (size_t i = 0; i < 3; i++) {
    row[i] = ek_doc_add_row(p->doc, table, EK_SAID(p, rows[i].label), 0);
    row[i]->emphasis = row[i]->rule_above = i == 2;
    row[i]->cells[0] = ek_part_of(p, ek_part_money(scale, ek_part_value(p, rows[i].before, -1, 0)), rows[i].before, -1, 0, -1);
    row[i]->cells[1] = ek_part_of(p, ek_part_money(scale, ek_part_value(p, rows[i].after, -1, 0)), rows[i].after, -1, 0, -1);
    const struct ek_figure *f = ek_result_figure(p->r, rows[i].before, -1, 0, -1);
    for (size_t c = 0; c < 2 && f != NULL && f->hidden; c++) row[i]->cells[c] = ek_part_masked(p, table);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_POTENTIAL));
  if (p->r->alternatives != NULL) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_C_POTENTIAL));
  if (p->r->alternatives != NULL && holds_nothing(p->r->study)) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_C_GONE));
  for (size_t c = 0; c < 2; c++) {
    const struct ek_doc_cell *parts[] = {&row[0]->cells[c], &row[1]->cells[c]};
    if (!ek_part_differs(&row[2]->cells[c], parts, 2)) continue;
    ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
    break;
  }
  return table;
}

struct ratios {
  struct ek_report *p;
  bool headed; /* they stand under the potential; otherwise they have their own heading */
  struct ek_doc_table *table; /* made with the first row */
};

/* A ratio that is 0, never comes or has no meaning says nothing. */
static void add_ratio(struct ratios *r, const char *label, const struct ek_figure *figure) {
  struct ek_document *doc = r->p->doc;
  if (figure == NULL || (!isfinite(figure->value) && !figure->hidden)) return;
  bool share = figure->def->unit == EK_IN_SHARE, persons = figure->def->unit == EK_IN_PERSONS;
  double least = share ? 0.0005 : persons ? 0.05 : 0.5; /* less is shown as 0 */
  if (fabs(figure->value) < least) return;
  if (r->table == NULL) {
    const char *title = EK_SAID(r->p, EK_W_K_TITLE);
    if (!r->headed) ek_doc_add(doc, EK_DOC_HEADING, title, NULL);
    r->table = ek_doc_add_table(doc, r->headed ? title : NULL, NULL);
    ek_doc_add_column(doc, r->table, "", NULL, false);
  }
  struct ek_doc_row *row = ek_doc_add_row(doc, r->table, label, 0);
  row->cells[0] = figure->hidden ? ek_part_masked(r->p, r->table)
                  : share        ? ek_doc_share(figure->value, 1) : ek_doc_number(figure->value, persons);
  if (!figure->hidden) row->cells[0].figure = figure;
}

static void add_ratios(struct ek_report *p, bool headed) {
  static const struct {
    enum ek_word label;
    enum ek_figure_id id;
  } rows[] = {
      {EK_W_K_REALISED, EK_FIG_REALISED_POTENTIAL},
      {EK_W_K_PER_PARTICIPANT, EK_FIG_COST_PER_PARTICIPANT},
      {EK_W_K_PER_POINT, EK_FIG_COST_PER_REALISED_POINT},
      {EK_W_K_RESULT, EK_FIG_RESULT_PER_PARTICIPANT},
      {EK_W_K_WORK, EK_FIG_EXTRA_IN_WORK},
      {EK_W_K_SUBSIDISED, EK_FIG_EXTRA_IN_SUBSIDISED_WORK},
      {EK_W_K_PER_WORK, EK_FIG_COST_PER_EXTRA_IN_WORK},
  };
  struct ratios ratios = {.p = p, .headed = headed};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bool result = rows[i].id == EK_FIG_RESULT_PER_PARTICIPANT;
    enum ek_word word = result ? ek_part_either(p, EK_W_K_RESULT, EK_W_K_RESULT_GROSS) : rows[i].label;
    const char *label = EK_SAY(p, word, ek_say_time_short(p->arena, p->lang, p->middle),
                               EK_MONEY(p, EK_W_KRONOR));
    add_ratio(&ratios, label,
              ek_result_figure(p->r, rows[i].id, result ? p->society : -1, result ? p->middle : 0, -1));
  }
}

void ek_part_potential(struct ek_report *p) {
  double before = ek_part_value(p, EK_FIG_POTENTIAL_BEFORE, -1, 0);
  double after = ek_part_value(p, EK_FIG_POTENTIAL_AFTER, -1, 0);
  bool known = isfinite(before) && isfinite(after) && (before != 0 || after != 0);
  if (known) {
    struct ek_scale scale = ek_part_scale(larger(larger(0, before), after));
    const char *unit = EK_SAY(p, EK_W_PER_YEAR, ek_part_scale_text(p, scale));
    ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, ek_part_either(p, EK_W_H_POTENTIAL, EK_W_H_POTENTIAL_GROSS)), unit);
    ek_part_chart_potential(p, add_potential_table(p, scale), unit);
  }
  add_ratios(p, known);
}

/* --- gross to net -------------------------------------------------------------------- */

static double stage_value(const struct ek_report *p, int actor, int correction) {
  const struct ek_figure *f =
      ek_result_stage(p->r, EK_FIG_BENEFIT_STAGE, actor, p->middle, correction);
  return f != NULL ? f->value : NAN;
}

static struct ek_doc_row *add_stage_row(struct ek_report *p, struct ek_doc_table *table,
                                        struct ek_scale scale, int actor) {
  const struct ek_actor *a = &p->model->actors[actor];
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), a->depth);
  row->emphasis = actor == p->society;
  for (size_t i = 0; i < p->r->n_stages; i++) {
    row->cells[i] = ek_part_money(scale, stage_value(p, actor, p->r->stages[i].correction));
  }
  for (size_t i = 0; i < p->r->n_stages; i++) {
    const struct ek_figure *f = ek_result_stage(p->r, EK_FIG_BENEFIT_STAGE, actor, p->middle, p->r->stages[i].correction);
    if (f != NULL && f->hidden) row->cells[i] = ek_part_masked(p, table);
    else row->cells[i].figure = f;
  }
  return row;
}

static void note_stages(struct ek_report *p, struct ek_doc_table *table,
                        struct ek_doc_row *const *row) {
  enum ek_word note = ek_part_either(p, EK_W_F_STAGES, EK_W_F_STAGES_GROSS);
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, note));
  double additionality = ek_part_value(p, EK_FIG_ADDITIONALITY, -1, 0);
  if (isfinite(additionality)) {
    const char *share = ek_say_in_words(p->arena, p->lang, ek_say_share(p->arena, p->lang, additionality, 1));
    ek_doc_add_footnote(p->doc, table, EK_SAY(p, p->r->alternatives != NULL ? EK_W_F_ADDITIONALITY_COHORT : EK_W_F_ADDITIONALITY, share));
  }
  ek_part_note_displaced(p, table);
  if (ek_part_tree_differs(p, row, table->columns.n)) {
    ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
  }
}

void ek_part_corrections(struct ek_report *p) {
  if (p->r->n_stages < 2) return;
  double largest = 0;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    for (size_t i = 0; i < p->r->n_stages; i++) {
      largest = larger(largest, stage_value(p, a, p->r->stages[i].correction));
    }
  }
  struct ek_scale scale = ek_part_scale(largest);
  enum ek_word heading = ek_part_either(p, EK_W_H_CORRECTIONS, EK_W_H_CORRECTIONS_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING,
             EK_SAY(p, heading, ek_say_time_short(p->arena, p->lang, p->middle)),
             ek_part_scale_text(p, scale));
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  for (size_t i = 0; i < p->r->n_stages; i++) {
    enum ek_word label = ek_correction_word(p->r->stages[i].correction);
    ek_doc_add_column(p->doc, table, EK_SAID(p, label), NULL, false);
  }
  struct ek_doc_row **row = ek_alloc_array(p->arena, p->model->n_actors, sizeof *row);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (p->model->actors[a].outside || !ek_part_touched(p, a)) continue;
    row[a] = add_stage_row(p, table, scale, a);
  }
  note_stages(p, table, row);
}

/* --- payback and return ---------------------------------------------------------------- */

static void add_payback_row(struct ek_report *p, struct ek_doc_table *table, int actor) {
  struct ek_doc_row *row =
      ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), p->model->actors[actor].depth);
  row->emphasis = actor == p->society;
  double steady = ek_part_value(p, EK_FIG_PAYBACK_BENEFIT_MONTHS, actor, 0), months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, actor, 0);
  row->cells[0] = ek_part_of(p, ek_doc_number(steady, 1), EK_FIG_PAYBACK_BENEFIT_MONTHS, actor, 0, -1);
  row->cells[1] = ek_part_of(p, ek_doc_number(months, 0), EK_FIG_PAYBACK_MONTHS, actor, 0, -1);
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    int horizon = p->r->horizons[i];
    row->cells[2 + i] = ek_part_of(p, ek_doc_number(ek_part_value(p, EK_FIG_RETURN, actor, horizon), 2), EK_FIG_RETURN, actor, horizon, -1);
  }
  ek_part_hide(p, table, row, p->r, actor);
}

/* "Kronor tillbaka per satsad krona"; other money has no word for one of it. */
static const char *per_money(const struct ek_report *p) {
  if (strcmp(p->model->currency, "kr") == 0) {
    return EK_SAID(p, ek_part_either(p, EK_W_PER_KRONA, EK_W_PER_KRONA_GROSS));
  }
  return EK_SAY(p, ek_part_either(p, EK_W_PER_MONEY, EK_W_PER_MONEY_GROSS), p->model->currency);
}

void ek_part_payback(struct ek_report *p) {
  if (p->costs->inside == 0) return;
  enum ek_word heading = ek_part_either(p, EK_W_H_PAYBACK, EK_W_H_PAYBACK_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), NULL);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BENEFIT_MONTHS), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_CALENDAR_MONTHS), NULL, false);
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    ek_doc_add_column(p->doc, table, ek_say_time_short(p->arena, p->lang, p->r->horizons[i]),
                      per_money(p), false);
  }
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    double cost = ek_part_value(p, EK_FIG_COST, a, p->longest);
    if (!p->model->actors[a].outside && cost > 0) add_payback_row(p, table, a);
  }
  const char *longest = ek_say_time(p->arena, p->lang, p->longest);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_PAYBACK, longest));
}

/* --- cash flow -------------------------------------------------------------------------- */

enum { YEARS_ALL = 10 };

bool ek_part_shown_year(size_t year, size_t n) {
  return n <= YEARS_ALL || year < 5 || (year + 1) % 5 == 0 || year + 1 == n;
}

static double in_year(const struct ek_report *p, enum ek_figure_id id, int actor, size_t year) {
  const struct ek_figure *f = ek_result_figure(p->r, id, actor, 0, (int)year);
  return f != NULL ? f->value : NAN;
}

static struct ek_doc_row *add_year_row(struct ek_report *p, struct ek_doc_table *table,
                                       struct ek_scale scale, const char *label, int level,
                                       enum ek_figure_id id, int actor) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, label, level);
  row->emphasis = actor == p->society && id == EK_FIG_NET_IN_YEAR;
  for (size_t year = 0, c = 0; year < p->r->n_years; year++) {
    if (ek_part_shown_year(year, p->r->n_years)) {
      row->cells[c++] = ek_part_of(p, ek_part_money(scale, in_year(p, id, actor, year)), id, actor, 0, (int)year);
    }
  }
  ek_part_hide(p, table, row, p->r, actor);
  return row;
}

/* Net and cost must add to the benefit, as they are shown. */
static bool years_differ(const struct ek_doc_table *table, const struct ek_doc_row *net,
                         const struct ek_doc_row *benefit, const struct ek_doc_row *cost) {
  for (size_t c = 0; c < table->columns.n; c++) {
    const struct ek_doc_cell *parts[] = {&net->cells[c], &cost->cells[c]};
    if (ek_part_differs(&benefit->cells[c], parts, 2)) return true;
  }
  return false;
}

/* A public account that anything happens to. */
static bool has_own_row(const struct ek_report *p, int actor) {
  const struct ek_actor *a = &p->model->actors[actor];
  double largest = 0;
  if (actor == p->society || !a->leaf || !a->is_public) return false;
  if (ek_part_hidden(p->r, actor)) return true;
  for (size_t year = 0; year < p->r->n_years; year++) {
    largest = larger(largest, in_year(p, EK_FIG_NET_IN_YEAR, actor, year));
  }
  return largest >= 0.5;
}

static double largest_in_years(const struct ek_report *p) {
  double largest = 0;
  for (size_t year = 0; year < p->r->n_years; year++) {
    largest = larger(largest, in_year(p, EK_FIG_BENEFIT_IN_YEAR, p->society, year));
    largest = larger(largest, in_year(p, EK_FIG_COST_IN_YEAR, p->society, year));
    for (int a = 0; a < (int)p->model->n_actors; a++) {
      if (has_own_row(p, a)) largest = larger(largest, in_year(p, EK_FIG_NET_IN_YEAR, a, year));
    }
  }
  return largest;
}

void ek_part_cashflow(struct ek_report *p) {
  if (p->r->n_years == 0) return;
  struct ek_scale scale = ek_part_scale(largest_in_years(p));
  enum ek_word heading = ek_part_either(p, EK_W_H_CASHFLOW, EK_W_H_CASHFLOW_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, scale));
  ek_part_chart_cashflow(p);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  for (size_t year = 0; year < p->r->n_years; year++) {
    if (!ek_part_shown_year(year, p->r->n_years)) continue;
    const char *number = ek_sprintf(p->arena, "%zu", year + 1);
    ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_YEAR_NUMBER, number), NULL, false);
  }
  enum ek_word word = ek_part_either(p, EK_W_Y_BENEFIT, EK_W_Y_BENEFIT_GROSS);
  const struct ek_doc_row *net = add_year_row(p, table, scale, ek_part_actor(p, p->society), 0,
                                              EK_FIG_NET_IN_YEAR, p->society);
  const struct ek_doc_row *benefit = add_year_row(p, table, scale, EK_SAID(p, word), 1,
                                                  EK_FIG_BENEFIT_IN_YEAR, p->society);
  const struct ek_doc_row *cost = add_year_row(p, table, scale, EK_SAID(p, EK_W_Y_COST), 1,
                                               EK_FIG_COST_IN_YEAR, p->society);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (has_own_row(p, a)) {
      add_year_row(p, table, scale, ek_part_actor(p, a), 0, EK_FIG_NET_IN_YEAR, a);
    }
  }
  enum ek_word note = ek_part_either(p, EK_W_F_CASHFLOW, EK_W_F_CASHFLOW_GROSS);
  const char *start = ek_say_month(p->arena, p->lang, p->r->study->settings.start);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, note, start));
  if (years_differ(table, net, benefit, cost)) {
    ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
  }
}
