/* What the figures rest on: the counterfactual first, then how it was computed,
 * then the study's own values, each with its grade and source. */
#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "engine/alternatives.h"
#include "engine/weighting.h"
#include "report/sections.h"
#include "study/layers.h"
#include "views/changes.h"

struct assumptions {
  struct ek_report *p;
  struct ek_doc_table *table;
  bool graded; /* any grade is shown */
  bool middle; /* and any range of a distribution */
};

static const char *grade_text(enum ek_grade grade) {
  static const char *const texts[] = {"", "A", "B", "C", "D"};
  return texts[grade];
}

static void add(struct assumptions *a, const char *label, int level, const char *value,
                const char *grade, const char *source) {
  struct ek_doc_row *row = ek_doc_add_row(a->p->doc, a->table, label, level);
  row->cells[0] = ek_doc_text(a->p->doc, value);
  row->cells[1] = ek_doc_text(a->p->doc, grade);
  row->cells[2] = ek_doc_text(a->p->doc, source);
  a->graded |= *grade != '\0';
}

static void add_group(struct assumptions *a, const char *label) {
  struct ek_doc_row *row = ek_doc_add_row(a->p->doc, a->table, label, 0);
  row->emphasis = row->rule_above = true;
}

/* A choice of how to compute: nobody's estimate, so no source is missed. */
static void add_choice(struct assumptions *a, enum ek_word label, const char *value) {
  add(a, EK_SAID(a->p, label), 0, value, "", "");
}

/* A value with the range that its author states for it. */
static const char *with_range(struct assumptions *a, const char *text,
                              const struct ek_quantity *q, const struct ek_value *value, bool share) {
  const char *range = ek_part_range(a->p, q, value, share);
  if (range != NULL && value->low == NULL) a->middle = true;
  return range != NULL ? ek_sprintf(a->p->arena, "%s (%s)", text, range) : text;
}

/* A value somebody stated. Without a source it is an assumption, unless it is
 * computed from other values. */
static void add_value(struct assumptions *a, const char *label, int level, const char *text,
                      const struct ek_value *value, const struct ek_quantity *quantity) {
  const char *cited = ek_part_cite(a->p, value->source);
  bool computed = quantity != NULL && quantity->formula != NULL &&
                  !ek_formula_is_number(quantity->formula);
  const char *otherwise = EK_SAID(a->p, computed ? EK_W_DERIVED : EK_W_ASSUMED);
  add(a, label, level, text, grade_text(value->grade), cited != NULL ? cited : otherwise);
}

/* --- the comparison and what follows it --------------------------------------------- */

static void add_correction(struct assumptions *a, int correction) {
  enum ek_word label = ek_part_correction(correction);
  const struct ek_study *study = a->p->r->study;
  const struct ek_quantity *q = study->correction[correction];
  if (q == NULL) return;
  const struct ek_value *value = ek_correction_value(study, correction);
  const char *text = with_range(a, ek_part_quantity(a->p, q, true), q, value, true);
  if (correction == EK_RETENTION) text = EK_SAY(a->p, EK_W_PER_YEAR, text);
  add_value(a, EK_SAID(a->p, label), 0, text, value, NULL);
  if (value->note != NULL) ek_doc_add_footnote(a->p->doc, a->table, ek_sprintf(a->p->arena, "%s: %s", EK_SAID(a->p, label), value->note));
}

static void add_retention_profile(struct assumptions *a) {
  const struct ek_study *study = a->p->r->study;
  size_t n = study->effect.retention_profile.n;
  const char **texts = ek_alloc_array(a->p->arena, n, sizeof *texts);
  if (n == 0) return;
  for (size_t i = 0; i < n; i++) {
    texts[i] = ek_part_quantity(a->p, study->retention_profile[i], true);
  }
  const struct ek_value *first = study->effect.retention_profile.items;
  add_value(a, EK_SAID(a->p, EK_W_A_RETENTION_PROFILE), 0,
            ek_say_list(a->p->arena, a->p->lang, texts, n), first, NULL);
}

static void add_weighting(struct assumptions *a) {
  const struct ek_weighting *w = a->p->r->weighting;
  const char *text = ek_part_weighting_variables(a->p);
  if (!isnan(w->trim)) text = EK_SAY(a->p, EK_W_A_WEIGHTING_TRIM, text, ek_say_share(a->p->arena, a->p->lang, w->trim, 1));
  if (!isnan(w->most)) text = EK_SAY(a->p, EK_W_A_WEIGHTING_MAX, text, ek_say_number(a->p->arena, a->p->lang, w->most));
  add_choice(a, EK_W_A_WEIGHTING, text);
}

static void add_comparison(struct assumptions *a) {
  const struct ek_study *study = a->p->r->study;
  if (a->p->r->gross) {
    add(a, EK_SAID(a->p, EK_W_A_COMPARISON), 0, EK_SAID(a->p, EK_W_A_BEFORE_CONTINUES), "",
        EK_SAID(a->p, EK_W_ASSUMED));
  }
  if (a->p->r->alternatives != NULL) {
    add(a, EK_SAID(a->p, EK_W_A_REFERENCE), 0, ek_part_alternative(a->p, a->p->r->alternatives->reference), "", EK_SAID(a->p, EK_W_A_REFERENCE_SOURCE));
  }
  const struct ek_people *people = study->people;
  if (people != NULL && people->n > people->participants) {
    const char *n = ek_number_show(a->p->arena, (double)(people->n - people->participants), 0, a->p->lang);
    add(a, EK_SAID(a->p, EK_W_A_GROUP), 0, EK_SAY(a->p, EK_W_A_GROUP_VALUE, n), "", EK_SAID(a->p, EK_W_A_GROUP_SOURCE));
  }
  if (a->p->r->weighting != NULL) add_weighting(a);
  for (int c = EK_DEADWEIGHT; c < EK_RETENTION; c++) add_correction(a, c);
  if (study->settings.profile == EK_PROFILE_NYTTOSAM) return; /* its benefit is constant */
  add_correction(a, EK_RETENTION);
  add_retention_profile(a);
  if (study->effect.lag > 0) {
    add_choice(a, EK_W_A_LAG, ek_say_time_short(a->p->arena, a->p->lang, study->effect.lag));
  }
}

/* The reference of a cohort, and the conventions that move its results. */
static const char *span_text(const struct ek_report *p, const struct ek_span *span) {
  if (span->months > 0) return ek_say_time_short(p->arena, p->lang, span->months);
  bool week = span->days == 7;
  return EK_SAY(p, week ? EK_W_A_WEEK : EK_W_A_DAYS, ek_say_number(p->arena, p->lang, span->days));
}

static void add_conversion(struct assumptions *a) {
  const struct ek_cohort *k = &a->p->r->study->outcomes.cohort;
  bool competing = false, continuous = false;
  const struct ek_span *root = NULL;
  size_t cells = k->n_groups * k->n_alternatives * k->n_states * k->n_states, row = k->n_states * k->n_states;
  for (size_t i = 0; i < cells; i++) {
    const struct ek_chance *c = k->chance[i / row][i % row];
    while (c != NULL && c->base != NULL) c = c->base;
    competing |= c != NULL && (c->q_rate != NULL || c->hazard != EK_HAZARD_NONE) && !k->continuous[i / row % k->n_alternatives];
  }
  for (size_t i = 0; i < k->n_alternatives; i++) {
    continuous |= k->continuous[i];
    if (k->matrix_span[i].years > k->cycle.years * (1 + 1e-9)) root = &k->matrix_span[i];
  }
  if (competing) add_choice(a, EK_W_A_CONVERTED, EK_SAID(a->p, EK_W_A_CONVERTED_COMPETING));
  if (continuous) add_choice(a, EK_W_A_CONVERTED, EK_SAID(a->p, EK_W_A_CONVERTED_MATRIX));
  if (root != NULL) add_choice(a, EK_W_A_MATRIX_TIME, EK_SAY(a->p, EK_W_A_CONVERTED_ROOT, span_text(a->p, root)));
}

static void add_measure_rates(struct assumptions *a) {
  struct ek_report *p = a->p;
  const struct ek_measure *m = p->r->study->measures.items;
  for (size_t i = 0; i < p->r->study->measures.n; i++) {
    if (!m[i].discounted) continue;
    const char *label = EK_SAY(p, EK_W_A_MEASURE_RATE, ek_label_text(m[i].label, m[i].name.text, p->lang));
    if (m[i].rate != NULL) add_value(a, label, 0, ek_part_quantity(p, m[i].rate, true), &m[i].discount.rate, m[i].rate);
    else if (m[i].schedule >= 0) add(a, label, 0, ek_label_text(p->model->schedules[m[i].schedule].label, p->model->schedules[m[i].schedule].name.text, p->lang), "", "");
    else add(a, label, 0, EK_SAID(p, EK_W_A_NO_DISCOUNT), "", "");
  }
}

static void add_conventions(struct assumptions *a) {
  struct ek_report *p = a->p;
  const struct ek_cohort *k = &p->r->study->outcomes.cohort;
  if (!k->present) return;
  add_choice(a, EK_W_A_CYCLE, span_text(p, &k->cycle));
  add_choice(a, EK_W_A_COUNTING, EK_SAID(p, (enum ek_word)(EK_W_A_COUNT_START + k->counting)));
  add_choice(a, EK_W_A_WEIGHING, EK_SAID(p, (enum ek_word)(EK_W_A_WEIGH_POINT + k->weighing)));
  add_conversion(a);
  add_measure_rates(a);
}

/* --- how it was computed ------------------------------------------------------------ */

static void add_discount(struct assumptions *a) {
  struct ek_report *p = a->p;
  const struct ek_study *study = p->r->study;
  const char *label = EK_SAID(p, EK_W_A_DISCOUNT);
  if (study->discount_rate != NULL) {
    add_value(a, label, 0, ek_part_quantity(p, study->discount_rate, true),
              &study->settings.discount.rate, study->discount_rate);
  } else if (study->schedule >= 0) {
    const struct ek_schedule *s = &p->model->schedules[study->schedule];
    const char *cited = ek_part_cite(p, s->source);
    add(a, label, 0, ek_label_text(s->label, s->name.text, p->lang), grade_text(s->grade),
        cited != NULL ? cited : "");
  } else {
    add_choice(a, EK_W_A_DISCOUNT, EK_SAID(p, EK_W_A_NO_DISCOUNT));
    return;
  }
  enum ek_word timing = (enum ek_word)(EK_W_A_MONTH_START + study->settings.timing);
  add_choice(a, study->outcomes.cohort.present ? EK_W_A_COSTS_TIMING : EK_W_A_TIMING, EK_SAID(p, timing));
}

static void add_evidence(struct assumptions *a) {
  const struct ek_report *p = a->p;
  const struct ek_grading *g = &p->r->study->grading;
  if (g->n == 0) return;
  const char *cited = ek_part_cite(a->p, g->source);
  int scale = g->name != NULL ? ek_model_evidence(p->model, g->name) : -1;
  enum ek_grade grade = scale >= 0 ? p->model->evidence[scale].grade : (enum ek_grade)g->source.grade;
  add(a, EK_SAID(p, EK_W_A_EVIDENCE), 0, g->name != NULL ? ek_label_text(g->label, g->name, p->lang) : EK_SAID(p, EK_W_E_OWN),
      grade_text(grade), cited != NULL ? cited : EK_SAID(p, EK_W_ASSUMED));
}

static void add_settings(struct assumptions *a) {
  struct ek_report *p = a->p;
  const struct ek_settings *s = &p->r->study->settings;
  const char **horizons = ek_alloc_array(p->arena, p->r->n_horizons, sizeof *horizons);
  for (size_t i = 0; i < p->r->n_horizons; i++) {
    horizons[i] = ek_say_time_short(p->arena, p->lang, p->r->horizons[i]);
  }
  if (s->profile == EK_PROFILE_NYTTOSAM) {
    add_choice(a, EK_W_A_PROFILE, EK_SAID(p, EK_W_A_NYTTOSAM));
  }
  add_choice(a, EK_W_A_HORIZONS, ek_say_list(p->arena, p->lang, horizons, p->r->n_horizons));
  add_discount(a);
  add_conventions(a);
  add_choice(a, EK_W_A_RULES, ek_day_text(p->arena, p->r->study->rules_date));
  if (s->municipality.text != NULL) {
    add_choice(a, EK_W_A_MUNICIPALITY, ek_text_capital(p->arena, s->municipality.text));
  }
  if (s->savings == EK_SAVINGS_VARIABLE) {
    add_choice(a, EK_W_A_SAVINGS, EK_SAID(p, EK_W_A_SAVINGS_VARIABLE));
  }
  if (s->write_off > 0) {
    add_choice(a, EK_W_A_WRITE_OFF, ek_say_time_short(p->arena, p->lang, s->write_off));
  }
  add_evidence(a);
}

/* --- the study's values -------------------------------------------------------------- */

/* An assumption that only names a correction has been told with it. */
static bool told(const struct ek_report *p, const struct ek_named_value *named) {
  for (int c = 0; c < EK_CORRECTIONS; c++) {
    if (ek_correction_value(p->r->study, c) == &named->value) return true;
  }
  return false;
}

static void add_own(struct assumptions *a) {
  const struct ek_study *study = a->p->r->study;
  const struct ek_named_value *named = study->assumption_list.items;
  bool any = false;
  for (size_t i = 0; i < study->assumption_list.n; i++) {
    if (told(a->p, &named[i])) continue;
    if (!any) add_group(a, EK_SAID(a->p, EK_W_A_STUDY));
    any = true;
    const struct ek_quantity *q = study->assumptions[i];
    const char *name = ek_say_name(a->p->arena, named[i].name.text);
    if (!study->assumption_used[i]) name = EK_SAY(a->p, EK_W_A_UNUSED, name);
    add_value(a, name, 1, with_range(a, ek_part_quantity(a->p, q, false), q, &named[i].value, false),
              &named[i].value, q);
    if (named[i].value.note == NULL) continue;
    ek_doc_add_footnote(a->p->doc, a->table, ek_sprintf(a->p->arena, "%s: %s", name, named[i].value.note));
  }
}

/* What goes together, two by two; the numbers are checked when the study is read. */
static void add_correlations(struct assumptions *a) {
  const struct ek_report *p = a->p;
  const struct ek_correlation *k = p->r->study->correlations.items;
  for (size_t i = 0; i < p->r->study->correlations.n; i++) {
    const struct ek_name *names = k[i].names.items;
    const struct ek_list *rows = k[i].matrix.items;
    if (i == 0) add_group(a, EK_SAID(p, EK_W_A_CORRELATIONS));
    for (size_t m = 1; m < k[i].names.n; m++) {
      for (size_t n = 0; n < m; n++) {
        const struct ek_value *rank = rows != NULL ? &((const struct ek_value *)rows[m].items)[n] : &k[i].rank;
        struct ek_value with = {.source = k[i].source, .grade = (enum ek_grade)k[i].source.grade};
        const char *pair[] = {ek_say_name(p->arena, names[n].text), names[m].text};
        add_value(a, ek_say_list(p->arena, p->lang, pair, 2), 1, ek_say_number(p->arena, p->lang, ek_quantity_number(p->arena, rank->text)), &with, NULL);
      }
    }
  }
}

static const struct ek_quantity *override_quantity(const struct ek_study *study,
                                                   const struct ek_named_value *named) {
  for (size_t i = 0; i < study->n_overrides; i++) {
    if (study->overrides[i].quantity->value == &named->value) return study->overrides[i].quantity;
  }
  const struct ek_flow_override *flows = study->flow_overrides.items;
  for (size_t i = 0; i < study->flow_overrides.n; i++) {
    if (flows[i].written == named) return flows[i].quantity;
  }
  return NULL;
}

/* What differs between cases has no one value: then it is told as it is written. */
static bool of_case(const struct ek_report *p, const struct ek_quantity *q) {
  return q == NULL || (q->formula != NULL && ek_formula_asks_case(q->formula, p->model));
}

static void add_overrides(struct assumptions *a) {
  struct ek_report *p = a->p;
  const struct ek_study *study = p->r->study;
  const struct ek_named_value *named = study->override_list.items;
  if (study->override_list.n == 0) return;
  const char *model = ek_label_text(p->model->label, p->model->name, p->lang);
  add_group(a, EK_SAY(p, EK_W_A_OVERRIDES, ek_sprintf(p->arena, "%s %s", model, p->model->version)));
  for (size_t i = 0; i < study->override_list.n; i++) {
    const struct ek_quantity *q = override_quantity(study, &named[i]);
    const char *text = of_case(p, q) ? named[i].value.text : ek_part_quantity(p, q, false);
    add_value(a, named[i].name.text, 1, text, &named[i].value, q);
  }
}

static void add_set(struct assumptions *a) {
  const struct ek_study *study = a->p->r->study;
  const struct ek_setting *set = study->set.items;
  if (study->set.n > 0) add_group(a, EK_SAID(a->p, EK_W_A_SET));
  for (size_t i = 0; i < study->set.n; i++) add(a, set[i].path, 1, set[i].text, "", "");
}

/* "40 % → 50 %"; what is long or no plain value is only told to be another. */
static const char *change_text(struct ek_report *p, const struct ek_change *c) {
  if (c->now == NULL) return *c->before == '\0' ? EK_SAID(p, EK_W_A_TAKEN) : EK_SAY(p, EK_W_A_WAS_TAKEN, c->before);
  if (c->before == NULL) return *c->now == '\0' ? EK_SAID(p, EK_W_A_ADDED) : EK_SAY(p, EK_W_A_IS_ADDED, c->now);
  return *c->before == '\0' || *c->now == '\0' ? EK_SAID(p, EK_W_A_CHANGED) : EK_SAY(p, EK_W_A_FROM_TO, c->before, c->now);
}

/* What each file says otherwise than those beneath it. */
static void add_layers(struct assumptions *a) {
  const struct ek_layer *layers = a->p->r->study->layers.items;
  for (size_t i = 0; i < a->p->r->study->layers.n; i++) {
    const struct ek_change *c = layers[i].changes.items;
    if (layers[i].changes.n == 0) continue;
    add_group(a, ek_say_layer(a->p->arena, a->p->r->study, i, a->p->lang));
    for (size_t k = 0; k < layers[i].changes.n; k++) add(a, c[k].path, 1, change_text(a->p, &c[k]), "", "");
  }
}

void ek_part_assumptions(struct ek_report *p) {
  struct assumptions a = {.p = p};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_ASSUMPTIONS), NULL);
  if (p->r->study->comparison.note != NULL) {
    ek_doc_add(p->doc, EK_DOC_PARAGRAPH, p->r->study->comparison.note, NULL);
  }
  a.table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, a.table, EK_SAID(p, EK_W_VALUE), NULL, true);
  ek_doc_add_column(p->doc, a.table, EK_SAID(p, EK_W_GRADE), NULL, true);
  ek_doc_add_column(p->doc, a.table, EK_SAID(p, EK_W_SOURCE), NULL, true);
  add_comparison(&a);
  add_settings(&a);
  add_own(&a);
  add_correlations(&a);
  add_overrides(&a);
  add_layers(&a);
  add_set(&a);
  if (a.middle) ek_doc_add_footnote(p->doc, a.table, EK_SAID(p, EK_W_F_MIDDLE));
  if (a.graded) ek_doc_add_footnote(p->doc, a.table, EK_SAID(p, EK_W_F_GRADES));
}
