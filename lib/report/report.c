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
 * what the figures rest on; what it could give, gives and costs, and the result; how sure it is; who pays and who
 * gains; the qualitative half; appendices. `chapter`: of several sections together, or NULL. */
static const struct {
  const char *name, *chapter;
  void (*build)(struct ek_report *p);
} sections[] = {
    {"summary", NULL, ek_part_summary},
    {"planning", NULL, ek_part_planning},
    {"intervention", "basis", ek_part_intervention},
    {"assumptions", "basis", ek_part_assumptions},
    {"participants", "basis", ek_part_people},
    {"comparison", "basis", ek_part_compared},
    {"potential", "economy", ek_part_potential},
    {"benefits", "economy", ek_part_benefits},
    {"corrections", "economy", ek_part_corrections},
    {"household", "economy", ek_part_household},
    {"costs", "economy", ek_part_costs},
    {"result", "economy", ek_part_result},
    {"payback", "economy", ek_part_payback},
    {"alternatives", "economy", ek_part_alternatives},
    {"groups", "economy", ek_part_groups},
    {"rules", "economy", ek_part_rules_change},
    {"uncertainty", "robustness", ek_part_uncertainty},
    {"uncertainty", "robustness", ek_part_simulated},
    {"sensitivity", "robustness", ek_part_sensitive},
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
    "summary", "planning", "basis", "intervention", "assumptions", "participants", "comparison", "economy", "potential", "benefits",
    "corrections", "household", "costs", "result", "payback", "alternatives", "groups", "rules", "robustness", "uncertainty", "sensitivity",
    "financing", "distribution", "settlement", "cashflow", "peers", "analysis", "notes", "indicators", "unpriced", "appendices", "actors",
    "cases", "prices", "method", "stamp", "warnings", NULL};

/* `gross`: what it is called where nothing says what would have happened anyway. */
static const struct {
  const char *name;
  enum ek_word heading, gross;
} chapters[] = {
    {"basis", EK_W_CH_BASIS, EK_W_CH_BASIS},
    {"economy", EK_W_CH_ECONOMY, EK_W_CH_ECONOMY_GROSS},
    {"robustness", EK_W_CH_ROBUSTNESS, EK_W_CH_ROBUSTNESS},
    {"financing", EK_W_CH_FINANCING, EK_W_CH_FINANCING},
    {"analysis", EK_W_CH_ANALYSIS, EK_W_CH_ANALYSIS},
    {"appendices", EK_W_CH_APPENDICES, EK_W_CH_APPENDICES},
};

static void open_chapter(struct ek_report *p, const char *name) {
  size_t i = 0, n = sizeof chapters / sizeof *chapters;
  while (i < n && !ek_text_same(chapters[i].name, name)) i++;
  ek_doc_open_chapter(p->doc, name, i < n ? EK_SAID(p, ek_part_either(p, chapters[i].heading, chapters[i].gross)) : NULL);
}

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
  const char *chapter = NULL;
  for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
    if (!ek_text_same(chapter, sections[i].chapter)) open_chapter(&p, sections[i].chapter);
    chapter = sections[i].chapter;
    out->section = sections[i].name;
    if (wanted(options, sections[i].name, sections[i].chapter)) sections[i].build(&p);
  }
  out->section = "sources";
  ek_part_sources(&p);
  if (options->sections == NULL) ek_doc_add(out, EK_DOC_NOTE, EK_SAID(&p, EK_W_CAVEAT), NULL);
  ek_doc_settle_chapters(out);
}
