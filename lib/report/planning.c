/* The plan: what each of those who pay is expected to pay and to get back, year by year, when it has its money
 * back, what must be true for that, and what it rests on. */
#include <math.h>

#include "engine/break_even.h"
#include "report/sections.h"
#include "views/sensitive.h"

struct plan {
  struct ek_report *p;
  struct ek_scale scale;
  int *who; /* society and those in it that pay, then those outside */
  size_t n, inside;
};

static double larger(double a, double b) { return fabs(b) > a ? fabs(b) : a; }

static double in_year(const struct ek_report *p, enum ek_figure_id id, int actor, size_t year) {
  const struct ek_figure *f = ek_result_figure(p->r, id, actor, 0, (int)year);
  return f != NULL ? f->value : NAN;
}

static struct ek_scale scale_of(const struct plan *v) {
  double largest = 0;
  for (size_t i = 0; i < v->n; i++) {
    for (size_t year = 0; year < v->p->r->n_years; year++) {
      largest = larger(largest, in_year(v->p, EK_FIG_BENEFIT_IN_YEAR, v->who[i], year));
      largest = larger(largest, in_year(v->p, EK_FIG_COST_IN_YEAR, v->who[i], year));
      largest = larger(largest, ek_result_until(v->p->r, EK_FIG_NET_IN_YEAR, v->who[i], (int)year));
    }
  }
  return ek_part_scale(largest);
}

/* Whoever pays anything, now or later; what is hidden may be nothing. */
static void find_payers(struct plan *v) {
  struct ek_report *p = v->p;
  v->who = ek_alloc_array(p->arena, p->model->n_actors + 1, sizeof *v->who);
  v->who[v->n++] = p->society;
  for (int outside = 0; outside < 2; outside++) {
    for (int a = 0; a < (int)p->model->n_actors; a++) {
      const struct ek_actor *actor = &p->model->actors[a];
      bool pays = ek_part_value(p, EK_FIG_COST, a, p->longest) > 0;
      if (a != p->society && actor->leaf && actor->outside == (outside == 1) && pays) v->who[v->n++] = a;
    }
    if (outside == 0) v->inside = v->n;
  }
}

/* --- year by year -------------------------------------------------------------------------- */

enum line { PAYS, GETS, SUM };

static double value_of(const struct plan *v, enum line line, int actor, size_t year) {
  if (line == PAYS) return in_year(v->p, EK_FIG_COST_IN_YEAR, actor, year);
  if (line == GETS) return in_year(v->p, EK_FIG_BENEFIT_IN_YEAR, actor, year);
  return ek_result_until(v->p->r, EK_FIG_NET_IN_YEAR, actor, (int)year);
}

static struct ek_doc_cell year_cell(const struct plan *v, enum line line, int actor, size_t year) {
  const struct ek_report *p = v->p;
  struct ek_doc_cell cell = ek_part_money(v->scale, value_of(v, line, actor, year));
  if (line != SUM) return ek_part_led(p, cell, EK_FIG_NET_IN_YEAR, actor, 0, (int)year); /* where both are told */
  return ek_doc_on(cell, ek_part_rests(p, ek_part_basis(p, EK_SAID(p, EK_W_FROM_SO_FAR)), EK_FIG_NET_IN_YEAR, actor, 0, (int)year));
}

static struct ek_doc_row *add_line(const struct plan *v, struct ek_doc_table *table, enum line line, int actor) {
  struct ek_report *p = v->p;
  const enum ek_word words[] = {EK_W_X_PAYS, ek_part_either(p, EK_W_X_GETS, EK_W_L_CHANGE), EK_W_L_SUM};
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, EK_SAID(p, words[line]), 1);
  for (size_t year = 0, c = 0; year < p->r->n_years; year++) {
    if (ek_part_shown_year(year, p->r->n_years)) row->cells[c++] = year_cell(v, line, actor, year);
  }
  ek_part_hide(p, table, row, p->r, actor);
  return row;
}

/* What was so far, with what is got less what is paid, must be what is so far as it is shown: of all years. */
static bool differs(const struct plan *v, struct ek_doc_row *const rows[3]) {
  for (size_t c = 0; v->p->r->n_years <= 10 && c < v->p->r->n_years; c++) {
    struct ek_doc_cell got = rows[GETS]->cells[c], before = rows[SUM]->cells[c > 0 ? c - 1 : 0];
    if (got.kind != EK_CELL_NUMBER || rows[SUM]->cells[c].kind != EK_CELL_NUMBER) continue;
    double unit = pow(10, got.decimals);
    got.number = round(got.number * unit) / unit + (c > 0 ? round(before.number * unit) / unit : 0);
    const struct ek_doc_cell *parts[] = {&rows[PAYS]->cells[c], &rows[SUM]->cells[c]};
    if (ek_part_differs(&got, parts, 2)) return true;
  }
  return false;
}

static void add_years(const struct plan *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  bool rounded = false;
  for (size_t year = 0; year < p->r->n_years; year++) {
    if (!ek_part_shown_year(year, p->r->n_years)) continue;
    ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_YEAR_NUMBER, ek_sprintf(p->arena, "%zu", year + 1)), NULL, false);
  }
  for (size_t i = 0; i < v->n; i++) {
    bool outside = i >= v->inside; /* what it gets back is no part of society */
    const char *label = outside ? EK_SAY(p, EK_W_OUTSIDE, ek_part_actor_within(p, v->who[i])) : ek_part_actor(p, v->who[i]);
    struct ek_doc_row *name = ek_doc_add_row(p->doc, table, label, 0);
    name->emphasis = true;
    struct ek_doc_row *rows[3] = {NULL};
    for (enum line line = PAYS; line <= (outside ? PAYS : SUM); line++) rows[line] = add_line(v, table, line, v->who[i]);
    rounded |= !outside && differs(v, rows);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_L_YEARS, ek_say_month(p->arena, p->lang, p->r->study->settings.start)));
  if (rounded) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_ROUNDED));
}

/* --- when ---------------------------------------------------------------------------------- */

static bool discounted(const struct ek_report *p) {
  bool flat = p->r->study->settings.profile == EK_PROFILE_NYTTOSAM;
  return !flat && (p->r->study->discount_rate != NULL || p->r->study->schedule >= 0);
}

/* The month in which it is paid back: the first, where it is at once. */
static struct ek_doc_cell month_cell(const struct ek_report *p, int actor) {
  double months = ek_part_value(p, EK_FIG_PAYBACK_MONTHS, actor, 0);
  if (!isfinite(months)) return (struct ek_doc_cell){.kind = EK_CELL_NONE};
  int after = months > 1 ? (int)months - 1 : 0;
  return ek_doc_text(p->doc, ek_say_month(p->arena, p->lang, p->r->study->settings.start + (ek_month)after));
}

static void add_back(const struct plan *v) {
  struct ek_report *p = v->p;
  const struct ek_simulation *drawn = p->options->simulation;
  const char *title = EK_SAID(p, ek_part_either(p, EK_W_L_BACK, EK_W_L_BACK_GROSS)), *longest = ek_say_time(p->arena, p->lang, p->longest);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, title);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_AFTER), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_IN), NULL, true);
  if (drawn != NULL) ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_L_CHANCE, ek_say_time_short(p->arena, p->lang, p->middle)), NULL, false);
  for (size_t i = 0; i < v->inside; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, v->who[i]), 0);
    row->cells[0] = ek_part_led(p, ek_part_paid_back(p->r, v->who[i]), EK_FIG_PAYBACK_MONTHS, v->who[i], 0, -1);
    row->cells[1] = month_cell(p, v->who[i]);
    if (drawn != NULL) row->cells[2] = ek_doc_share(ek_simulation_paid_back(drawn, v->who[i], p->middle), 0);
    ek_part_hide(p, table, row, p->r, v->who[i]);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, discounted(p) ? EK_W_F_L_BACK : EK_W_F_L_BACK_FLAT, longest));
}

/* --- what must be true --------------------------------------------------------------------- */

static void fill_needed(const struct ek_report *p, struct ek_doc_row *row, const struct ek_break_even *b) {
  struct ek_doc_basis *basis = ek_part_basis(p, EK_SAID(p, EK_W_FROM_NEEDED));
  ek_part_rests(p, basis, EK_FIG_COST, b->actor, b->horizon, -1);
  ek_part_rests(p, basis, EK_FIG_BENEFIT, b->actor, b->horizon, -1);
  ek_part_rests(p, basis, EK_FIG_EXTRA_IN_WORK, -1, 0, -1);
  ek_part_rests(p, basis, EK_FIG_REALISED_POTENTIAL, -1, 0, -1);
  row->cells[0] = ek_doc_on(ek_doc_share(b->share, 0), basis);
  row->cells[1] = ek_doc_on(ek_doc_number(b->work, 1), basis);
  row->cells[2] = ek_doc_on(ek_doc_share(b->realised, 0), basis);
  row->cells[3] = ek_doc_on(ek_doc_share(b->deadweight, 0), basis);
}

/* The study's own, to hold them against. */
static void add_expected(struct ek_report *p, struct ek_doc_table *table) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_L_EXPECTED), 0);
  const struct ek_quantity *deadweight = p->r->study->correction[EK_DEADWEIGHT];
  row->rule_above = true;
  row->cells[0] = ek_doc_share(1, 0);
  double work = ek_part_value(p, EK_FIG_EXTRA_IN_WORK, -1, 0);
  row->cells[1] = ek_part_led(p, ek_doc_number(work != 0 ? work : NAN, 1), EK_FIG_EXTRA_IN_WORK, -1, 0, -1);
  row->cells[2] = ek_part_led(p, ek_doc_share(ek_part_value(p, EK_FIG_REALISED_POTENTIAL, -1, 0), 0), EK_FIG_REALISED_POTENTIAL, -1, 0, -1);
  row->cells[3] = ek_doc_share(deadweight != NULL ? ek_part_mean(p, deadweight) : NAN, 0);
}

static void add_needed(const struct plan *v) {
  struct ek_report *p = v->p;
  const char *title = EK_SAY(p, EK_W_L_MUST, ek_say_time(p->arena, p->lang, p->middle));
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, title);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_SHARE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_WORK), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_REALISED), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_L_DEADWEIGHT), NULL, false);
  for (size_t i = 0; i < v->inside; i++) {
    const struct ek_break_even b = ek_break_even_of(p->r, v->who[i], p->middle);
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, v->who[i]), 0);
    fill_needed(p, row, &b);
    for (size_t c = 0; c < 4 && isnan(b.share); c++) row->cells[c] = ek_part_masked(p, table);
  }
  add_expected(p, table);
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_L_MUST));
  if (p->options->tried != NULL && p->options->tried->turn != NULL) ek_part_turns(p, p->options->tried);
}

void ek_part_planning(struct ek_report *p) {
  struct plan v = {.p = p};
  if (!ek_part_planned(p) || p->r->n_years == 0 || p->costs->n == 0) return;
  find_payers(&v);
  v.scale = scale_of(&v);
  enum ek_word heading = ek_part_either(p, EK_W_H_PLANNING, EK_W_H_PLANNING_GROSS);
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, heading), ek_part_scale_text(p, v.scale));
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, ek_part_either(p, EK_W_L_LEAD, EK_W_L_LEAD_GROSS)), NULL);
  add_years(&v);
  add_back(&v);
  add_needed(&v);
  const char *rests = ek_part_grades_text(p);
  if (rests != NULL) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, rests, NULL);
}
