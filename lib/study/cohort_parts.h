/* A cohort made ready, in steps; private to the room. */
#ifndef EK_STUDY_COHORT_PARTS_H
#define EK_STUDY_COHORT_PARTS_H

#include "study/study_parts.h"

/* "1 month", "2 weeks"; false with a diagnostic at the name. */
bool ek_study_span(struct ek_compiler *c, const struct ek_name *name, struct ek_span *out);
/* A value whose formula may ask for the clock and the tables. */
const struct ek_quantity *ek_study_clocked(struct ek_compiler *c, const struct ek_value *value);
/* 1 for a word for women ("kvinna", "F"), 0 for men, -1 for another. */
int ek_study_woman(struct ek_arena *arena, const char *word);
/* The state of the cohort of that name, or an error at it; text NULL: -1, any. */
int ek_study_state_at(struct ek_compiler *c, const struct ek_name *name);

/* Names for the time, and tables. */
void ek_study_compile_clock(struct ek_compiler *c);
/* Matrices and deaths, of each group in each alternative. */
void ek_study_compile_chances(struct ek_compiler *c);
/* Events and measures. */
void ek_study_compile_events(struct ek_compiler *c);
void ek_study_compile_measures(struct ek_compiler *c);

/* A phase of a cohort's state as that of a case; which of the case's inputs it asked for. */
bool *ek_study_compile_standing(struct ek_compiler *c, struct ek_case *k);
/* Full work of the case, by what `others` (struct ek_phase) say of pay. */
void ek_study_compile_full(struct ek_compiler *c, struct ek_case *k, const struct ek_list *others,
                           bool *used);
/* An input that nothing asks for; `phase`: where something might. */
void ek_study_unknown_input(struct ek_compiler *c, const struct ek_named_value *v,
                            const struct ek_phase *phase);
/* One cost made ready; `costs` of an alternative like those of the study. */
void ek_study_compile_cost_list(struct ek_compiler *c, struct ek_list *costs);
/* A rate or schedule: which schedule, -1 for none; *rate: the rate, or NULL. */
int ek_study_discount(struct ek_compiler *c, const struct ek_discount *discount,
                      const struct ek_quantity **rate);

#endif
