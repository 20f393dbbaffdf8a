/* What views of a result share: figures looked up, amounts, names and ranges in words, what few hide. A view adds its
 * blocks to a document; it adds nothing together. */
#ifndef EK_VIEWS_PARTS_H
#define EK_VIEWS_PARTS_H

#include "document/document.h"
#include "document/words.h"
#include "engine/bootstrap.h"
#include "engine/compare.h"
#include "engine/cost_table.h"
#include "indicators/tally.h"
#include "people/covariates.h"
#include "uncertainty/sensitivity.h"
#include "uncertainty/simulate.h"
#include "views/findings.h"

struct ek_peers_options; /* views/peers.h */

struct ek_report_options {
  const char *const *sections; /* wanted, NULL-ended; NULL: all of them */
  const char *command;    /* how the program is called, for the hint on explain; NULL: no hint */
  const char *study_path; /* as the user gave it */
  struct ek_diags *diags; /* its warnings are told; may be NULL */
  const struct ek_simulation *simulation;   /* NULL: nothing was drawn */
  const struct ek_sensitivity *sensitivity; /* NULL: nothing was varied */
  const struct ek_tally *indicators;        /* NULL: no answers about indicators */
  const struct ek_sensitivity *tried;       /* the same, for the summary and the plan alone; or NULL */
  bool origins; /* pages lead from numbers to where they come from */
  const int *actor; /* whom charts of one actor are of; NULL: society, and those who pay */
  const struct ek_peers_options *peers;     /* insatser of its kind in a bank, the study apart; NULL: none are asked for */
};

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
/* What the model's money is called: EK_W_KRONOR, EK_W_KR or, of one, EK_W_KRONA; "GBP". */
#define EK_MONEY(p, id) ek_say_currency((p)->lang, (p)->model->currency, id)
/* A report begun in the result's arena: nothing is in `out` yet. */
struct ek_report ek_part_report(const struct ek_result *result, enum ek_lang lang, const struct ek_report_options *options,
                                struct ek_document *out);
/* The same of no result: for words, actors and money alone. */
struct ek_report ek_part_bare(struct ek_arena *arena, const struct ek_model *model, enum ek_lang lang, struct ek_document *out);
/* Society, and those leaves within it that pay for the insats, at most 6; returns how many. */
size_t ek_part_payers(const struct ek_report *p, int out[8]);
/* A row by its number and how much it matters. */
struct ek_part_size {
  size_t of;
  double size;
};
void ek_part_largest_first(struct ek_part_size *rows, size_t n);
/* What something that is varied or drawn is called, by its stable name. */
const char *ek_part_varied(const struct ek_report *p, const char *name);
/* The second where figures are gross change, the first otherwise. */
enum ek_word ek_part_either(const struct ek_report *p, enum ek_word net, enum ek_word gross);

double ek_part_value(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon);
/* The cell, as that of a figure: a page leads from it to where the figure comes from. */
struct ek_doc_cell ek_part_of(const struct ek_report *p, struct ek_doc_cell cell, enum ek_figure_id id, int actor, int horizon, int year);
/* The cell of such a figure beside numbers that are none: a page leads on from it, and a workbook leaves all of them as they are. */
struct ek_doc_cell ek_part_led(const struct ek_report *p, struct ek_doc_cell cell, enum ek_figure_id id, int actor, int horizon, int year);
/* What a number, a table or a paragraph rests on (ek_doc_on, ek_doc_rests), and a figure more of it, unless that is hidden. */
struct ek_doc_basis *ek_part_basis(const struct ek_report *p, const char *how);
struct ek_doc_basis *ek_part_rests(const struct ek_report *p, struct ek_doc_basis *basis, enum ek_figure_id id, int actor, int horizon, int year);
/* Of a whole table, which is told as it was made. */
void ek_part_made(const struct ek_report *p, struct ek_doc_table *table, const char *how);
/* Months until paid back; none when the actor paid nothing. */
struct ek_doc_cell ek_part_paid_back(const struct ek_result *r, int actor);
/* What an alternative of a cohort is called. */
const char *ek_part_alternative(const struct ek_report *p, size_t alternative);
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
/* A number with its unit as the author wrote it, in the language. */
const char *ek_part_written(const struct ek_report *p, const char *text);
/* The stated low and high of a value, "18 000 kr/mån – 22 000 kr/mån"; NULL when
 * they are not both stated as numbers. Of a distribution without them its middle 80 %. */
const char *ek_part_range(const struct ek_report *p, const struct ek_quantity *quantity,
                          const struct ek_value *value, bool share);
/* "[3]", the source's number; NULL without a source. */
const char *ek_part_cite(struct ek_report *p, struct ek_origin origin);

/* Ones, thousands or millions of the money: what the largest amount of a table asks for. */
struct ek_scale {
  double kronor;
  int decimals;
  enum ek_word unit;
};
struct ek_scale ek_part_scale(double largest);
/* "tusen kronor", "GBP thousand". */
const char *ek_part_scale_text(const struct ek_report *p, struct ek_scale scale);
struct ek_doc_cell ek_part_money(struct ek_scale scale, double kronor);
/* Kronor in running text: "minus 1,2 miljoner kronor". */
const char *ek_part_kronor(const struct ek_report *p, double kronor);
/* Does the whole differ from its parts as they are shown? Not when a part is hidden. */
bool ek_part_differs(const struct ek_doc_cell *whole, const struct ek_doc_cell *const *parts,
                     size_t n);
/* The rows of a table by actor (NULL: not shown): do those below an actor fail to add,
 * in one of the first `columns`? */
bool ek_part_tree_differs(const struct ek_report *p, struct ek_doc_row *const *row,
                          size_t columns);

/* ".." for what rests on few persons, with its footnote below the table. */
struct ek_doc_cell ek_part_masked(struct ek_report *p, struct ek_doc_table *table);
/* What was tried; of people what is not a number rests on few. */
struct ek_doc_cell ek_part_tried(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, double kronor);
/* Does the result hide the actor's figures, because they rest on few persons? */
bool ek_part_hidden(const struct ek_result *r, int actor);
/* Puts ".." into those cells of an actor's row that have no number for that. */
void ek_part_hide(struct ek_report *p, struct ek_doc_table *table, struct ek_doc_row *row,
                  const struct ek_result *r, int actor);
/* What a variable of persons is called: "Kön"; of a background column its own name. */
const char *ek_part_variable(const struct ek_report *p, const char *name);
/* Labels of variables on which the compared groups differ, weighted where they are; "": none. */
const char *ek_part_unlike(const struct ek_result *r, enum ek_lang lang);
/* Participants and comparison group, and what weights make of the latter; struct ek_covariate. */
struct ek_list ek_part_covariates(const struct ek_result *r);

/* What a correction is called among the assumptions: EK_W_A_DEADWEIGHT. */
enum ek_word ek_part_correction(int correction);

/* What was evaluated and whose it is, from when, in which prices: the head of every document on a result. */
void ek_part_head(struct ek_report *p);

#endif
