/* Shared between the sections of the report, one function each. They look up
 * figures and choose words; they add nothing together. */
#ifndef EK_REPORT_REPORT_PARTS_H
#define EK_REPORT_REPORT_PARTS_H

#include "engine/cost_table.h"
#include "report/findings.h"
#include "report/report.h"
#include "report/words.h"

struct ek_report {
  struct ek_arena *arena;
  const struct ek_result *r;
  const struct ek_model *model;
  enum ek_lang lang;
  const struct ek_report_options *options;
  struct ek_document *doc;
  const struct ek_cost_table *costs;
  struct ek_list sources; /* const char *, cited as [1], [2], … */
  int society;            /* actor */
  int middle, longest;    /* horizons, months */
};

#define EK_SAY(p, id, ...) ek_say((p)->arena, (p)->lang, id, __VA_ARGS__)
#define EK_SAID(p, id) ek_word(id, (p)->lang)
/* The second where figures are gross change, the first otherwise. */
enum ek_word ek_part_either(const struct ek_report *p, enum ek_word net, enum ek_word gross);

double ek_part_value(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon);
const char *ek_part_actor(const struct ek_report *p, int actor);
/* The same inside a sentence: "kommunen", "the municipality". */
const char *ek_part_actor_within(const struct ek_report *p, int actor);
const char *ek_part_pool_within(const struct ek_report *p, int pool);
/* Does the actor lose because production displaced elsewhere is booked on it? */
bool ek_part_bears_displaced(const struct ek_report *p, int actor);
/* Says so below a table, when any does. */
void ek_part_note_displaced(const struct ek_report *p, struct ek_doc_table *table);
/* Is there any flow to or from the actor or those below it? */
bool ek_part_touched(const struct ek_report *p, int actor);
/* The mean of a study's quantity, and as people write it (share: in per cent). */
double ek_part_mean(const struct ek_report *p, const struct ek_quantity *quantity);
const char *ek_part_quantity(const struct ek_report *p, const struct ek_quantity *quantity,
                             bool share);
/* The stated low and high of a value, "18 000 kr/mån – 22 000 kr/mån"; NULL when
 * they are not both stated as numbers. */
const char *ek_part_range(const struct ek_report *p, const struct ek_quantity *quantity,
                          const struct ek_value *value, bool share);
/* "[3]", the source's number; NULL without a source. */
const char *ek_part_cite(struct ek_report *p, struct ek_origin origin);

/* Kronor, thousands or millions: what the largest amount of a table asks for. */
struct ek_scale {
  double kronor;
  int decimals;
  enum ek_word unit;
};
struct ek_scale ek_part_scale(double largest);
struct ek_doc_cell ek_part_money(struct ek_scale scale, double kronor);
/* Does the whole differ from its parts as they are shown? */
bool ek_part_differs(const struct ek_doc_cell *whole, const struct ek_doc_cell *const *parts,
                     size_t n);
/* The rows of a table by actor (NULL: not shown): do those below an actor fail to add,
 * in one of the first `columns`? */
bool ek_part_tree_differs(const struct ek_report *p, struct ek_doc_row *const *row,
                          size_t columns);

void ek_part_head(struct ek_report *p);
void ek_part_summary(struct ek_report *p);
void ek_part_assumptions(struct ek_report *p);
void ek_part_result(struct ek_report *p);
void ek_part_payback(struct ek_report *p);
void ek_part_household(struct ek_report *p);
void ek_part_potential(struct ek_report *p);
void ek_part_corrections(struct ek_report *p);
void ek_part_costs(struct ek_report *p);
void ek_part_cashflow(struct ek_report *p);
void ek_part_cases(struct ek_report *p);
void ek_part_unpriced(struct ek_report *p);
void ek_part_notes(struct ek_report *p);
void ek_part_warnings(struct ek_report *p);
void ek_part_sources(struct ek_report *p);

#endif
