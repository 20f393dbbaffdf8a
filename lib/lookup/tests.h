/* What a model's own tests gave, by `ekusia model MODEL test`. */
#ifndef EK_LOOKUP_TESTS_H
#define EK_LOOKUP_TESTS_H

#include "base/number.h"
#include "model/model_test.h"

/* Those that failed, with what was expected, what came and the difference, and a line of counts. */
void ek_render_tests_text(const struct ek_model_test_outcome *tests, size_t n, enum ek_lang lang,
                          struct ek_buffer *out);
/* A row per test: result,name,file,line,formula,expected,got,difference,unit,source,text; last the stamp, its key in `name`. */
void ek_render_tests_csv(const struct ek_model *model, const struct ek_model_test_outcome *tests, size_t n, struct ek_buffer *out);
/* {stamp, passed, failed, tests}. False: out of memory. */
bool ek_render_tests_json(const struct ek_model *model, const struct ek_model_test_outcome *tests,
                          size_t n, struct ek_buffer *out);
/* How many passed. */
size_t ek_tests_passed(const struct ek_model_test_outcome *tests, size_t n);

#endif
