/* Puts the report together: which sections there are and in which order, and
 * what they all need. */
#include "report/report.h"

#include "base/text.h"
#include "people/people.h"
#include "report/sections.h"
#include "views/alternatives.h"
#include "views/bank.h"
#include "views/sensitive.h"
#include "views/simulated.h"
#include "views/stamp.h"

/* The order of a NyttoSam report: the answer in words, and of a plan how it is paid for; what the insats is and
 * what the figures rest on; what it could give, gives and costs; the result and how sure it is; who pays and who
 * gains; the qualitative half; appendices. `chapter`: a name for several parts together, or NULL. */
static const struct {
  const char *name, *chapter;
  void (*build)(struct ek_report *p);
} sections[] = {
    {"summary", NULL, ek_part_summary},
    {"planning", NULL, ek_part_planning},
    {"intervention", NULL, ek_part_intervention},
    {"assumptions", NULL, ek_part_assumptions},
    {"participants", NULL, ek_part_people},
    {"comparison", NULL, ek_part_compared},
    {"potential", NULL, ek_part_potential},
    {"benefits", NULL, ek_part_benefits},
    {"corrections", NULL, ek_part_corrections},
    {"household", NULL, ek_part_household},
    {"costs", NULL, ek_part_costs},
    {"result", NULL, ek_part_result},
    {"payback", NULL, ek_part_payback},
    {"alternatives", NULL, ek_part_alternatives},
    {"groups", NULL, ek_part_groups},
    {"rules", NULL, ek_part_rules_change},
    {"uncertainty", NULL, ek_part_uncertainty},
    {"uncertainty", NULL, ek_part_simulated},
    {"sensitivity", NULL, ek_part_sensitive},
    {"distribution", "financing", ek_part_financing},
    {"settlement", "financing", ek_part_settlement},
    {"cashflow", "financing", ek_part_cashflow},
    {"peers", NULL, ek_part_likewise},
    {"notes", "analysis", ek_part_notes},
    {"indicators", "analysis", ek_part_indicators},
    {"unpriced", "analysis", ek_part_unpriced},
    {"actors", "appendices", ek_part_actors},
    {"cases", "appendices", ek_part_cases},
    {"prices", "appendices", ek_part_prices},
    {"method", "appendices", ek_part_method},
    {"stamp", "appendices", ek_part_stamp},
    {"warnings", NULL, ek_part_warnings},
};
const char *const ek_report_sections[] = {
    "summary", "planning", "intervention", "assumptions", "participants", "comparison", "potential", "benefits", "corrections", "household",
    "costs", "result", "payback", "alternatives", "groups", "rules", "uncertainty", "sensitivity", "financing", "distribution",
    "settlement", "cashflow", "peers", "analysis", "notes", "indicators", "unpriced", "appendices", "actors", "cases", "prices", "method",
    "stamp", "warnings", NULL};

static bool wanted(const struct ek_report_options *options, const char *name, const char *chapter) {
  if (options->sections == NULL) return true;
  for (size_t i = 0; options->sections[i] != NULL; i++) {
    const char *asked = options->sections[i];
    if (ek_text_same(asked, name) || (chapter != NULL && ek_text_same(asked, chapter))) return true;
  }
  return false;
}

const struct ek_sensitivity *ek_report_try(const struct ek_result *r) {
  int middle = r->horizons[r->n_horizons / 2];
  /* Each end that is tried asks all persons anew. */
  if (r->study->people != NULL && r->study->people->n > EK_BOOTSTRAP_PEOPLE) return NULL;
  return ek_report_plans(r) ? ek_sensitivity_run(r->arena, r, middle) : ek_sensitivity_swings(r->arena, r, middle);
}

void ek_report_build(const struct ek_result *result, enum ek_lang lang,
                     const struct ek_report_options *options, struct ek_document *out) {
  static const struct ek_report_options everything = {0};
  if (options == NULL) options = &everything;
  struct ek_report p = ek_part_report(result, lang, options, out);
  p.costs = ek_cost_table(result);
  out->made_of = ek_stamp_lines(result);
  ek_part_head(&p);
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
    out->section = sections[i].name;
    if (wanted(options, sections[i].name, sections[i].chapter)) sections[i].build(&p);
  }
  out->section = "sources";
  ek_part_sources(&p);
  if (options->sections == NULL) ek_doc_add(out, EK_DOC_NOTE, EK_SAID(&p, EK_W_CAVEAT), NULL);
}
