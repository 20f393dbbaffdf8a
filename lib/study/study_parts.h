/* Making a study ready, in steps; private to the room. */
#ifndef EK_STUDY_STUDY_PARTS_H
#define EK_STUDY_STUDY_PARTS_H

#include "study/study.h"

/* What every step needs. */
struct ek_compiler {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_study *study;
  const struct ek_node *root;    /* the file as a tree: where a plain value stands */
  const struct ek_model *model;
  struct ek_study_names names;
  struct ek_scope scope;         /* the model, the study's names, the person */
  unsigned char *busy;           /* [assumptions]: 1 being compiled, 2 done */
  bool *used;                    /* [assumptions]: a formula names it */
  bool shared_inputs;            /* as in ek_study_options */
};

/* The tree of the study in `source`, laid over what it extends, and under what --with lays over it.
 * The files go to `layers` (struct ek_layer, base first) when they are several. NULL with diagnostics. */
const struct ek_node *ek_study_lay(struct ek_arena *arena, const struct ek_source *source,
                                   const struct ek_study_options *options, struct ek_list *layers,
                                   struct ek_diags *diags);
/* The tree with what --set asks for: NULL when a path leads nowhere. */
const struct ek_node *ek_study_apply_settings(struct ek_arena *arena, const struct ek_node *root,
                                              const struct ek_study_options *options,
                                              struct ek_diags *diags);

void ek_study_compile_settings(struct ek_compiler *c);
void ek_study_compile_items(struct ek_compiler *c);
void ek_study_compile_overrides(struct ek_compiler *c);
void ek_study_compile_cases(struct ek_compiler *c);
void ek_study_compile_followups(struct ek_compiler *c);
void ek_study_compile_estimate(struct ek_compiler *c);
void ek_study_compile_cohort(struct ek_compiler *c);
/* The scale of evidence, before any value is compiled; and which values name a step, after. */
void ek_study_compile_evidence(struct ek_compiler *c);
/* Adds the assumptions of `joint` to the others, before those are compiled. */
void ek_study_add_joint(struct ek_compiler *c);
/* Their covariances, after; and rank correlations. */
void ek_study_compile_joint(struct ek_compiler *c);
void ek_study_compile_correlations(struct ek_compiler *c);
/* A number without unit or formula; false with a diagnostic. */
bool ek_study_plain(struct ek_compiler *c, const struct ek_value *value, double *out);
/* Rows of such numbers as a symmetric matrix of so many names, [n * n] in `out`; `what` it is called in a
 * diagnostic. */
bool ek_study_symmetric(struct ek_compiler *c, const struct ek_list *rows, const struct ek_list *names, struct ek_pos pos,
                        const char *what, double *out);
void ek_study_compile_costs(struct ek_compiler *c);
void ek_study_compile_effect(struct ek_compiler *c);

/* The field tables of costs and discounting, for those of cohorts. */
extern const struct ek_record ek_record_cost, ek_record_discount;

/* Where a key that keeps no place of its own stands in a part of the study ("settings"); else `otherwise`. */
struct ek_pos ek_study_place(const struct ek_compiler *c, const char *part, const char *key, struct ek_pos otherwise);
/* A value of one unit text ("%", "kr/month"); NULL when absent or wrong. */
const struct ek_quantity *ek_study_quantity(struct ek_compiler *c, const struct ek_value *value);
/* "did you mean 'x'?" for the nearest of the words, or NULL. */
const char *ek_study_near(struct ek_compiler *c, const char *word, const char *const *words,
                          size_t n);

#endif
