/* Puts the report together: which sections there are and in which order, and
 * what they all need. */
#include "report/report.h"

#include "base/text.h"
#include "report/report_parts.h"

/* The order of a report: the answer in words, what it rests on, who gains and who pays,
 * then how it came about, the qualitative half and what to be wary of. */
static const struct {
  const char *name;
  void (*build)(struct ek_report *p);
} sections[] = {
    {"summary", ek_part_summary},
    {"assumptions", ek_part_assumptions},
    {"participants", ek_part_people},
    {"comparison", ek_part_compared},
    {"result", ek_part_result},
    {"alternatives", ek_part_alternatives},
    {"uncertainty", ek_part_uncertainty},
    {"uncertainty", ek_part_simulated},
    {"sensitivity", ek_part_sensitive},
    {"groups", ek_part_groups},
    {"rules", ek_part_rules_change},
    {"payback", ek_part_payback},
    {"household", ek_part_household},
    {"potential", ek_part_potential},
    {"corrections", ek_part_corrections},
    {"costs", ek_part_costs},
    {"settlement", ek_part_settlement},
    {"peers", ek_part_likewise},
    {"cashflow", ek_part_cashflow},
    {"cases", ek_part_cases},
    {"unpriced", ek_part_unpriced},
    {"indicators", ek_part_indicators},
    {"notes", ek_part_notes},
    {"warnings", ek_part_warnings},
};
const char *const ek_report_sections[] = {
    "summary", "assumptions", "participants", "comparison", "result", "alternatives", "uncertainty", "sensitivity", "groups", "rules", "payback", "household",
    "potential", "corrections", "costs", "settlement", "peers", "cashflow", "cases", "unpriced", "indicators", "notes", "warnings", NULL};

static bool wanted(const struct ek_report_options *options, const char *name) {
  if (options->sections == NULL) return true;
  for (size_t i = 0; options->sections[i] != NULL; i++) {
    if (ek_text_same(options->sections[i], name)) return true;
  }
  return false;
}

void ek_report_build(const struct ek_result *result, enum ek_lang lang,
                     const struct ek_report_options *options, struct ek_document *out) {
  static const struct ek_report_options everything = {0};
  if (options == NULL) options = &everything;
  struct ek_report p = ek_part_report(result, lang, options, out);
  p.costs = ek_cost_table(result);
  ek_part_head(&p);
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
    out->section = sections[i].name;
    if (wanted(options, sections[i].name)) sections[i].build(&p);
  }
  out->section = "sources";
  ek_part_sources(&p);
  if (options->sections == NULL) ek_doc_add(out, EK_DOC_NOTE, EK_SAID(&p, EK_W_CAVEAT), NULL);
}
