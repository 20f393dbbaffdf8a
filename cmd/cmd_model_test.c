/* ekusia model MODEL test: the model's own tests, those that failed with what came instead. */
#include "model_options.h"
#include "lookup/tests.h"

int ek_model_test(struct ek_call *call, const char *model, int argc, const char **argv) {
  struct ek_look look = {.call = call};
  const struct poptOption table[] = {EK_LOOK_OPTIONS(look, "text|csv|json"), POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&look, "test", "[OPTION…] [PATTERN]", "text|csv|json", model, argc, argv, table);
  if (code != EK_EXIT_FINE) return code;
  const char *pattern = ek_look_word(&look);
  if (ek_look_word(&look) != NULL) return ek_usage(call, look.command, "one pattern is asked for; quote its spaces");
  ek_model_read_all(look.model);
  if (ek_diags_errors(call->diags) > 0) return ek_call_end(call, &look.common, ek_call_input_code(call));
  struct ek_list list = ek_model_test_outcomes(call->arena, look.model, pattern, call->diags);
  const struct ek_model_test_outcome *tests = list.items;
  if (list.n == 0) {
    ek_error(call->diags, (struct ek_pos){0}, NULL,
             pattern != NULL ? "the model '%s' has no test with '%s'" : "the model '%s' has no tests",
             look.model->name, pattern);
    return ek_call_end(call, &look.common, EK_EXIT_INPUT);
  }
  struct ek_buffer out = {.arena = call->arena};
  bool fine = true;
  if (ek_look_format(&look, "json")) fine = ek_render_tests_json(look.model, tests, list.n, &out);
  else if (ek_look_format(&look, "csv")) ek_render_tests_csv(look.model, tests, list.n, &out);
  else ek_render_tests_text(tests, list.n, look.common.language, &out);
  if (!fine) return ek_call_end(call, &look.common, ek_call_no_memory(call));
  bool passed = ek_tests_passed(tests, list.n) == list.n;
  return ek_look_end(&look, &out, passed ? EK_EXIT_FINE : EK_EXIT_EXPECT);
}
