/* Puts the report together: which sections there are and in which order, and
 * what they all need. */
#include "report/report.h"

#include "base/text.h"
#include "people/people.h"
#include "report/origins.h"
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
  enum ek_word how; /* the numbers of its tables were made that are no figures; EK_WORDS: it says so of each itself */
} sections[] = {
    {"summary", NULL, ek_part_summary, EK_WORDS},
    {"planning", NULL, ek_part_planning, EK_W_FROM_VARIED},
    {"intervention", "basis", ek_part_intervention, EK_WORDS},
    {"assumptions", "basis", ek_part_assumptions, EK_WORDS},
    {"participants", "basis", ek_part_people, EK_W_FROM_PEOPLE},
    {"comparison", "basis", ek_part_compared, EK_W_FROM_COMPARED},
    {"potential", "economy", ek_part_potential, EK_WORDS},
    {"benefits", "economy", ek_part_benefits, EK_W_FROM_GROUPS},
    {"corrections", "economy", ek_part_corrections, EK_WORDS},
    {"household", "economy", ek_part_household, EK_WORDS},
    {"costs", "economy", ek_part_costs, EK_WORDS},
    {"result", "economy", ek_part_result, EK_WORDS},
    {"payback", "economy", ek_part_payback, EK_WORDS},
    {"alternatives", "economy", ek_part_alternatives, EK_W_FROM_ALTERNATIVES},
    {"groups", "economy", ek_part_groups, EK_W_FROM_GROUPS},
    {"rules", "economy", ek_part_rules_change, EK_W_FROM_RULES},
    {"uncertainty", "robustness", ek_part_uncertainty, EK_W_FROM_SAMPLED},
    {"uncertainty", "robustness", ek_part_simulated, EK_W_FROM_DRAWN},
    {"sensitivity", "robustness", ek_part_sensitive, EK_W_FROM_VARIED},
    {"distribution", "financing", ek_part_financing, EK_WORDS},
    {"settlement", "financing", ek_part_settlement, EK_WORDS},
    {"cashflow", "financing", ek_part_cashflow, EK_WORDS},
    {"peers", NULL, ek_part_likewise, EK_W_FROM_PEERS},
    {"notes", "analysis", ek_part_notes, EK_WORDS},
    {"indicators", "analysis", ek_part_indicators, EK_W_FROM_INDICATORS},
    {"unpriced", "analysis", ek_part_unpriced, EK_WORDS},
    {"actors", "appendices", ek_part_actors, EK_WORDS},
    {"cases", "appendices", ek_part_cases, EK_W_FROM_STATED},
    {"prices", "appendices", ek_part_prices, EK_WORDS},
    {"method", "appendices", ek_part_method, EK_WORDS},
    {"stamp", "appendices", ek_part_stamp, EK_WORDS},
    {"warnings", NULL, ek_part_warnings, EK_WORDS},
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

/* How the tables were made that were added from a block on. */
static void tell_how(const struct ek_report *p, size_t from, enum ek_word how) {
  const struct ek_doc_block *blocks = p->doc->blocks.items;
  for (size_t i = from; i < p->doc->blocks.n; i++) {
    struct ek_doc_table *table = blocks[i].kind == EK_DOC_TABLE ? blocks[i].table : NULL;
    if (table != NULL && table->basis == NULL) ek_part_made(p, table, EK_SAID(p, how));
  }
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
    size_t before = out->blocks.n;
    if (!wanted(options, sections[i].name, sections[i].chapter)) continue;
    sections[i].build(&p);
    if (sections[i].how != EK_WORDS) tell_how(&p, before, sections[i].how);
  }
  out->section = "sources";
  ek_part_sources(&p);
  if (options->sections == NULL) ek_doc_add(out, EK_DOC_NOTE, EK_SAID(&p, EK_W_CAVEAT), NULL);
  ek_doc_settle_chapters(out);
  if (options->origins) ek_report_origins(result, options, out);
}
