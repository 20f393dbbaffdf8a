/* Known results of a model, in its folder tests/: formulas with the date, the
 * person and the value they must give. */
#ifndef EK_MODEL_MODEL_TEST_H
#define EK_MODEL_MODEL_TEST_H

#include "model/model.h"

struct ek_model_test_outcome {
  struct ek_pos pos;
  const char *name, *formula, *source;
  bool computed;        /* otherwise a diagnostic tells why not */
  bool passed;
  double wanted, got;   /* canonical */
  struct ek_unit unit;
  const char *unit_text; /* as the expected value is written; "1": a bare number */
};
/* Runs the tests in whose name, formula or file name `pattern` stands (NULL: all; case, marks
 * and hyphens do not matter). A list of struct ek_model_test_outcome in the files' order. */
struct ek_list ek_model_test_outcomes(struct ek_arena *arena, const struct ek_model *model,
                                      const char *pattern, struct ek_diags *diags);

struct ek_model_test_counts {
  size_t passed, failed;
};

/* Runs every test of the model's folder; each that fails is an error at its place. */
struct ek_model_test_counts ek_model_test_run(struct ek_arena *arena, const struct ek_model *model,
                                              struct ek_diags *diags);

extern const struct ek_record ek_record_model_tests;

#endif
