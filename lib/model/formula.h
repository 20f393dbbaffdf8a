/* Formulas: parsed once, checked by unit, evaluated over vectors of draws.
 * A formula names parameters and rules of a model, assumptions of a study and
 * the locals of the place where it stands; nothing else. */
#ifndef EK_MODEL_FORMULA_H
#define EK_MODEL_FORMULA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/unit.h"
#include "read/yaml.h"

struct ek_model;
struct ek_quantity; /* model/quantity.h */
struct ek_rule;
struct ek_world;
struct ek_trace;

/* A name that a formula may use because of where it stands: an argument of a
 * rule, an input of a state, an income of the person, or a `let`. */
struct ek_local {
  const char *name;
  struct ek_unit unit;
  const struct ek_formula *formula; /* a let; NULL: its value is given by the caller */
  bool input;  /* the formula is a default: a value that was given stands, while tracing too */
  bool broken; /* it could not be read, which is told: what uses it says nothing more */
};

struct ek_locals {
  const struct ek_local *items;
  size_t n;
};

/* The names a study adds: its assumptions. `unit` compiles the assumption when
 * that has not been done; false when it could not be (already reported). */
struct ek_study_names {
  void *study;
  size_t n;
  const char *(*name)(void *study, size_t index);
  bool (*unit)(void *study, size_t index, struct ek_unit *out);
  const struct ek_quantity *const *assumptions; /* [n] those that are compiled; or NULL */
};

/* What a formula can see. */
struct ek_scope {
  const struct ek_model *model;         /* parameters and rules; may be NULL */
  struct ek_locals locals;
  const struct ek_study_names *study;   /* may be NULL */
  bool person;                          /* age, adults, children(from, to) may be used */
  bool priced; /* kronor written here are of a stated price year, not of the rules' day */
  struct ek_list *numbers; /* struct ek_quantity *: all that are numbers are put here; or NULL */
  struct ek_list *ranged; /* struct ek_quantity *: numbers with low and high are put here; or NULL */
  const struct ek_grading *grading; /* the study's scale of evidence; or NULL */
  const struct ek_list *steps; /* while a `let` is compiled: all its struct ek_named_value */
};

struct ek_formula;

/* Parses and checks the formula in `scalar`. `unit` is what it must give, NULL:
 * anything. Errors point into the scalar. NULL when there were errors. */
const struct ek_formula *ek_formula_compile(struct ek_arena *arena, const struct ek_node *scalar,
                                            const struct ek_scope *scope,
                                            const struct ek_unit *unit, struct ek_diags *diags);
/* A formula that is the number `value` of `unit`. */
const struct ek_formula *ek_formula_constant(struct ek_arena *arena, double value,
                                             struct ek_unit unit);
struct ek_unit ek_formula_unit(const struct ek_formula *formula);
/* The text as written; the scalar it stands in (NULL for a constant). */
const char *ek_formula_text(const struct ek_formula *formula);
const struct ek_node *ek_formula_node(const struct ek_formula *formula);
/* Does it ask about age, adults or children, itself or through a rule known to do so? */
bool ek_formula_asks_person(const struct ek_formula *formula, const struct ek_model *model);
/* Or an input or a step: it has a value in a case's phase, and none elsewhere. */
bool ek_formula_asks_case(const struct ek_formula *formula, const struct ek_model *model);
/* Does it name, itself, one of the locals that are marked? [locals] */
bool ek_formula_mentions(const struct ek_formula *formula, const bool *marked);
/* True when it is only a number: no names. */
bool ek_formula_is_number(const struct ek_formula *formula);

/* Tells `see` of every parameter and rule that the formula names (NULL: none), as often
 * as it does; `index` is the model's. What those name in turn is not followed. */
enum ek_named { EK_NAMES_PARAMETER, EK_NAMES_RULE };
struct ek_name_seen {
  void (*see)(void *data, enum ek_named kind, int index);
  void *data;
};
void ek_formula_names(const struct ek_formula *formula, const struct ek_name_seen *seen);
/* Where the command line says what the formula rests on: the one assumption that it names, or that those name, whose value
 * stands there. No source: there is none, or several. `assumptions` by index, NULL where one is not compiled. */
struct ek_pos ek_formula_option(const struct ek_formula *formula, const struct ek_quantity *const *assumptions);
/* An error at `place`, or where there is such an `option` at that, with the place as a note. */
void ek_formula_told(struct ek_diags *diags, struct ek_pos place, struct ek_pos option, const char *hint, const char *message);
/* The unit to show its value in: that of the first parameter, rule or number in it that is
 * of the formula's kind ("kr/month"), else the canonical one; "1" for a bare number. */
const char *ek_formula_unit_said(struct ek_arena *arena, const struct ek_formula *formula,
                                 const struct ek_model *model);
/* Is it a parameter or a call of a rule and nothing else? */
bool ek_formula_is_name(const struct ek_formula *formula);

/* Who a situation is about. Where the columns are persons and not draws, `each` says who they
 * are, one for each column; the rest is then not asked for. */
struct ek_person_clock {
  const struct ek_locals *locals; /* names for a time, and tables that go by it */
  double **values;                /* a column each */
};
struct ek_person {
  double age;
  int adults;
  const int *children; /* ages */
  size_t n_children;
  const struct ek_person *const *each;
  const struct ek_person_clock *clock; /* what a study's quantities may ask of the time; or NULL */
};

/* One evaluation. `values` has a column (world->draws numbers) per local, or
 * NULL for a let that nobody has asked for yet. */
struct ek_env {
  struct ek_world *world;
  const struct ek_person *person;
  const struct ek_locals *locals;
  double **values;
  struct ek_trace *trace; /* collects what was used, or NULL */
};

/* The formula's column of draws, in the world's arena; never NULL. A missing
 * value is reported in the world's diagnostics and gives NaN. */
double *ek_formula_eval(const struct ek_formula *formula, struct ek_env *env);

#endif
