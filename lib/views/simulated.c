/* Chances in words that a council understands, then the tables. */
#include "views/simulated.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "people/people.h"
#include "views/parts.h"
#include "views/spread.h"

struct showing {
  struct ek_report *p;
  const struct ek_simulation *s;
  double *scratch;
};

static const struct ek_interval *interval(const struct showing *v, enum ek_figure_id id, int actor, int horizon) {
  int at = ek_simulation_at(v->s, id, actor, horizon);
  return at >= 0 && v->s->of[at].known ? &v->s->of[at] : NULL;
}

static double mean_of(const struct showing *v, enum ek_figure_id id, int actor, int horizon) {
  int at = ek_simulation_at(v->s, id, actor, horizon);
  return at >= 0 ? ek_column_mean(v->s->column[at], v->s->draws) : NAN;
}

static bool shown(const struct showing *v, int actor) {
  return !v->p->model->actors[actor].outside && ek_part_touched(v->p, actor);
}

/* ---- in words ---- */

/* In how many draws each has its money back, as a list; of one that paid nothing, in how many it gains. */
static void say_actor(const struct showing *v, struct ek_list *back, struct ek_buffer *gains, int actor) {
  struct ek_report *p = v->p;
  const struct ek_interval *i = interval(v, EK_FIG_RESULT, actor, p->middle);
  double share = ek_simulation_paid_back(v->s, actor, p->middle);
  if (i == NULL || (i->low == 0 && i->high == 0)) return;
  const char *name = ek_part_actor_within(p, actor), *time = ek_say_time(p->arena, p->lang, p->middle);
  if (!isnan(share)) {
    *(const char **)ek_list_push(p->arena, back, sizeof(char *)) = EK_SAY(p, EK_W_D_BACK_OF, name, ek_spread_in_hundred(p, share));
    return;
  }
  const char *text = EK_SAY(p, ek_part_either(p, EK_W_D_GAINS, EK_W_D_GAINS_GROSS), name, ek_spread_of_draws(p, i->above, false), time);
  ek_buffer_addf(gains, "%s%s", gains->size > 0 ? " " : "", ek_text_capital(p->arena, text));
}

static void say_summary(const struct showing *v) {
  struct ek_report *p = v->p;
  struct ek_list back = {0};
  struct ek_buffer out = {.arena = p->arena};
  say_actor(v, &back, &out, p->society);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    bool pays = ek_part_value(p, EK_FIG_COST, a, p->longest) > 0;
    if (a != p->society && shown(v, a) && pays && p->model->actors[a].leaf) say_actor(v, &back, &out, a);
  }
  if (back.n > 0) {
    const char *all = ek_say_list(p->arena, p->lang, back.items, back.n);
    ek_buffer_addf(&out, "%s%s", out.size > 0 ? " " : "", EK_SAY(p, ek_part_either(p, EK_W_D_BACK, EK_W_D_BACK_GROSS), ek_say_time(p->arena, p->lang, p->middle), all));
  }
  if (out.size > 0) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, out.text, NULL);
}

/* What is drawn, of a study of people. */
static void say_drawn(const struct showing *v) {
  struct ek_report *p = v->p;
  const struct ek_people *people = p->r->study->people;
  if (people == NULL) return;
  bool compared = people->n > people->participants, values = p->r->study->uncertain.n > 0;
  enum ek_word word = !v->s->persons ? EK_W_D_VALUES_ONLY : values ? (compared ? EK_W_D_BOTH_COMPARED : EK_W_D_BOTH)
                                                                   : compared ? EK_W_D_PERSONS_ONLY_COMPARED : EK_W_D_PERSONS_ONLY;
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, word), NULL);
}

/* ---- tables ---- */

static struct ek_scale scale_of(const struct showing *v, int horizon) {
  double most = 0;
  for (int a = 0; a < (int)v->p->model->n_actors; a++) {
    const struct ek_interval *i = interval(v, EK_FIG_RESULT, a, horizon);
    if (i != NULL && shown(v, a)) most = fmax(most, fmax(fabs(i->low), fabs(i->high)));
  }
  return ek_part_scale(most);
}

/* What chance in the draws makes of a mean, and of a chance: to as many digits as there may be. */
static struct ek_doc_cell mean_error(const struct showing *v, struct ek_scale scale, const struct ek_interval *i) {
  return ek_doc_number(i->error / sqrt((double)v->s->draws) / scale.kronor, scale.kronor > 1 ? scale.decimals + 1 : 0);
}

static struct ek_doc_cell chance_error(const struct showing *v, const struct ek_interval *i) {
  return ek_doc_number(100 * ek_share_error(i->above, v->s->draws), v->s->draws > 2500 ? 2 : 1);
}

static void add_results(const struct showing *v, int horizon) {
  struct ek_report *p = v->p;
  struct ek_scale scale = scale_of(v, horizon);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, EK_W_D_RESULT, ek_say_time_short(p->arena, p->lang, horizon), ek_part_scale_text(p, scale)));
  const char *wide = EK_SAID(p, EK_W_INTERVAL), *narrow = EK_SAID(p, EK_W_D_INTERVAL80), *mean = EK_SAID(p, EK_W_D_MEAN_OF), *chance = EK_SAID(p, EK_W_D_ABOVE);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_VALUE), mean, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_ERROR), mean, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_SPREAD), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), narrow, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), narrow, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_LOW), wide, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_INTERVAL_HIGH), wide, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_CHANCE), chance, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_ERROR), chance, false);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_interval *i = interval(v, EK_FIG_RESULT, a, horizon);
    if (!shown(v, a)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    for (size_t k = 0; i == NULL && k < table->columns.n; k++) row->cells[k] = ek_part_masked(p, table);
    if (i == NULL) continue;
    const double values[] = {mean_of(v, EK_FIG_RESULT, a, horizon), NAN, i->error, i->low80, i->high80, i->low, i->high};
    row->emphasis = a == p->society;
    for (size_t k = 0; k < 7; k++) row->cells[k] = ek_part_money(scale, values[k]);
    row->cells[1] = mean_error(v, scale, i);
    row->cells[7] = ek_doc_share(i->above, 1);
    row->cells[8] = chance_error(v, i);
  }
}

/* Who pays, and how likely each is to have it back by each horizon. */
static void add_payback(const struct showing *v) {
  struct ek_report *p = v->p;
  struct ek_doc_table *table = NULL;
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    int at = ek_simulation_at(v->s, EK_FIG_PAYBACK_MONTHS, a, 0);
    if (!shown(v, a) || !(ek_part_value(p, EK_FIG_COST, a, p->longest) > 0)) continue;
    if (table == NULL) {
      table = ek_doc_add_table(p->doc, NULL, EK_SAID(p, EK_W_D_PAYBACK));
      for (size_t h = 0; h < p->r->n_horizons; h++) ek_doc_add_column(p->doc, table, ek_say_time_short(p->arena, p->lang, p->r->horizons[h]), EK_SAID(p, EK_W_D_BACK_WITHIN), false);
      ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_EARLY), EK_SAID(p, EK_W_D_BACK_MONTHS), false);
      ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_MEDIAN), EK_SAID(p, EK_W_D_BACK_MONTHS), false);
      ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_LATE), EK_SAID(p, EK_W_D_BACK_MONTHS), false);
    }
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    for (size_t k = 0; at < 0 && k < table->columns.n; k++) row->cells[k] = ek_part_masked(p, table);
    if (at < 0) continue;
    for (size_t h = 0; h < p->r->n_horizons; h++) row->cells[h] = ek_doc_share(ek_simulation_paid_back(v->s, a, p->r->horizons[h]), 1);
    static const double shares[] = {0.1, 0.5, 0.9};
    double months[3];
    ek_draws_quantiles(v->s->column[at], v->s->draws, v->scratch, shares, 3, months);
    for (size_t k = 0; k < 3; k++) row->cells[p->r->n_horizons + k] = ek_doc_months(months[k], 0);
  }
  if (table != NULL) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_D_PAYBACK));
}

static void add_convergence(const struct showing *v) {
  struct ek_report *p = v->p;
  const struct ek_interval *i = interval(v, EK_FIG_RESULT, p->society, p->middle);
  if (i == NULL) return;
  double root = sqrt((double)v->s->draws);
  const char *mean = ek_say_money(p->arena, p->lang, p->model->currency, i->error / root);
  struct ek_doc_cell chance = chance_error(v, i);
  const char *share = ek_doc_cell_text(p->doc, &chance), *time = ek_say_time(p->arena, p->lang, p->middle);
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAY(p, v->s->persons ? EK_W_F_D_ERROR_PEOPLE : EK_W_F_D_ERROR, ek_number_show(p->arena, (double)v->s->draws, 0, p->lang), mean, share, ek_sprintf(p->arena, "%lu", v->s->seed), time), NULL);
  double alone = ek_part_value(p, EK_FIG_RESULT, p->society, p->middle), drawn = mean_of(v, EK_FIG_RESULT, p->society, p->middle);
  const char *at_means = ek_part_kronor(p, alone), *over_draws = ek_part_kronor(p, drawn);
  const char *why = EK_SAID(p, fabs(drawn - alone) > 3 * i->error / root ? EK_W_F_D_APART : EK_W_F_D_CHANCE);
  const char *text = EK_SAY(p, EK_W_F_D_BASE, time, at_means, over_draws);
  bool alike = strcmp(at_means, over_draws) == 0; /* then there is no difference to account for */
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, alike ? text : ek_sprintf(p->arena, "%s %s", text, why), NULL);
  if (v->s->stopped) ek_doc_add(p->doc, EK_DOC_NOTE, EK_SAID(p, EK_W_F_D_STOPPED), NULL);
}

static void add_all(struct ek_report *p, const struct ek_simulation *s, int actor) {
  struct showing v = {p, s, ek_alloc_array(p->arena, s->draws, sizeof(double))};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAY(p, EK_W_H_DRAWN, ek_number_show(p->arena, (double)s->draws, 0, p->lang)), NULL);
  say_summary(&v);
  say_drawn(&v);
  ek_part_spread(p, s, actor);
  for (size_t h = 0; h < p->r->n_horizons; h++) add_results(&v, p->r->horizons[h]);
  add_payback(&v);
  ek_part_doubt(p, s);
  add_convergence(&v);
}

void ek_part_simulated(struct ek_report *p) {
  int actor = p->options->actor != NULL ? *p->options->actor : -1;
  if (p->options->simulation != NULL) add_all(p, p->options->simulation, actor);
}

void ek_simulated_build(const struct ek_simulation *s, int actor, int horizon, enum ek_lang lang, struct ek_document *out) {
  struct ek_report_options options = {.simulation = s};
  struct ek_report p = ek_part_report(s->base, lang, &options, out);
  if (horizon > 0) p.middle = horizon;
  ek_part_head(&p);
  add_all(&p, s, actor);
}
