/* What the study says of the insats itself: whose it is and for whom, of which kind and in which phase, when,
 * for how many and who pays for it. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "people/people.h"
#include "report/sections.h"

static void add(struct ek_report *p, struct ek_doc_table *table, enum ek_word label, const char *value) {
  if (value == NULL || *value == '\0') return;
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, EK_SAID(p, label), 0);
  row->cells[0] = ek_doc_text(p->doc, value);
}

bool ek_report_plans(const struct ek_result *r) {
  const char *phase = r->study->class.phase;
  return ek_text_same(phase, "planering") || ek_text_same(phase, "planning");
}

bool ek_part_planned(const struct ek_report *p) { return ek_report_plans(p->r); }

/* The two phases that change how the report speaks have words; another one is as it is written. */
static const char *phase_text(const struct ek_report *p) {
  const char *phase = p->r->study->class.phase;
  bool followed = ek_text_same(phase, "uppföljning") || ek_text_same(phase, "follow-up");
  if (ek_part_planned(p)) return EK_SAID(p, EK_W_INTERVENTION_PHASE_PLAN);
  return followed ? EK_SAID(p, EK_W_INTERVENTION_PHASE_FOLLOW) : phase;
}

static const char *participants_text(const struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  double people = round(10 * ek_part_value(p, EK_FIG_PARTICIPANTS, -1, 0)) / 10;
  const char *number = ek_say_number(p->arena, p->lang, people);
  size_t cases = study->participants.cases.n;
  if (!isfinite(people)) return NULL;
  if (p->r->alternatives != NULL) return EK_SAY(p, EK_W_INTERVENTION_AS_COHORT, number);
  if (study->people != NULL) return EK_SAY(p, study->people->file.source != NULL ? EK_W_INTERVENTION_FOLLOWED : EK_W_INTERVENTION_AS_COUNTS, number);
  if (cases == 1) return people == 1 ? EK_SAID(p, EK_W_INTERVENTION_ONE_AS_CASE) : EK_SAY(p, EK_W_INTERVENTION_AS_CASE, number);
  return EK_SAY(p, EK_W_INTERVENTION_AS_CASES, number, ek_say_count(p->arena, p->lang, (int)cases));
}

/* The first and the last month in which any cost falls; false when none does. */
static bool cost_months(const struct ek_report *p, size_t ends[2]) {
  const struct ek_ledger *ledger = p->r->ledger;
  const struct ek_line *lines = ledger->lines.items;
  bool any = false;
  for (size_t i = 0; i < ledger->lines.n; i++) {
    for (size_t m = 0; lines[i].side == EK_SIDE_COST && m < ledger->months; m++) {
      if (lines[i].quantity[m] == NULL || ek_line_quantity(&lines[i], m, 0) == 0) continue;
      if (!any || m < ends[0]) ends[0] = m;
      if (!any || m > ends[1]) ends[1] = m;
      any = true;
    }
  }
  return any;
}

static const char *costs_text(const struct ek_report *p) {
  size_t ends[2] = {0, 0};
  ek_month start = p->r->study->settings.start;
  if (!cost_months(p, ends)) return NULL;
  const char *from = ek_say_month(p->arena, p->lang, start + (ek_month)ends[0]);
  if (ends[0] == ends[1]) return from;
  return EK_SAY(p, EK_W_INTERVENTION_MONTHS, from, ek_say_month(p->arena, p->lang, start + (ek_month)ends[1]));
}

/* "kommunen 38 %, regionen 8 % och EU 14 %". */
static const char *financiers_text(const struct ek_report *p) {
  const char **texts = ek_alloc_array(p->arena, p->costs->n_payers, sizeof *texts);
  size_t n = 0;
  for (size_t i = 0; i < p->costs->n_payers; i++) {
    const struct ek_cost_payer *payer = &p->costs->payers[i];
    const char *name = ek_part_actor_within(p, payer->account);
    if (!(payer->amount > 0)) continue;
    texts[n++] = p->costs->n_payers == 1 ? name : EK_SAY(p, EK_W_INTERVENTION_SHARE, name, ek_say_share(p->arena, p->lang, payer->share, 0));
  }
  return n > 0 ? ek_say_list(p->arena, p->lang, texts, n) : NULL;
}

void ek_part_intervention(struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  const struct ek_class *class = &study->class;
  const char *background = ek_part_note(p, "background");
  bool classed = class->target != NULL || class->type != NULL || class->phase != NULL;
  if (!classed && study->organisation == NULL && background == NULL) return; /* the head says the rest */
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_INTERVENTION), NULL);
  if (background != NULL) ek_part_paragraphs(p, background);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  ek_doc_add_column(p->doc, table, "", NULL, true);
  add(p, table, EK_W_INTERVENTION_ORGANISATION, study->organisation);
  add(p, table, EK_W_INTERVENTION_TARGET, class->target);
  add(p, table, EK_W_INTERVENTION_TYPE, class->type);
  add(p, table, EK_W_INTERVENTION_PHASE, phase_text(p));
  add(p, table, EK_W_INTERVENTION_PARTICIPANTS, participants_text(p));
  add(p, table, EK_W_INTERVENTION_MUNICIPALITY, study->settings.municipality.text != NULL ? ek_text_capital(p->arena, study->settings.municipality.text) : NULL);
  add(p, table, EK_W_INTERVENTION_START, ek_say_month(p->arena, p->lang, study->settings.start));
  add(p, table, EK_W_INTERVENTION_COSTS, costs_text(p));
  add(p, table, EK_W_INTERVENTION_FINANCIERS, financiers_text(p));
}
