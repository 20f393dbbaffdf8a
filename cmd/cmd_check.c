/* ekusia check: reads studies and models, computes the studies, and lists all
 * that is wrong or worth knowing, without a report. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "command.h"
#include "model/model_test.h"
#include "study/folder.h"

/* A folder without a model in which there are studies is one of studies, of which one is to be named. */
static bool is_model(struct ek_call *call, const char *path) {
  if (!ek_file_is_folder(path)) return false;
  return ek_file_exists(ek_sprintf(call->arena, "%s/model.yaml", path)) || ek_study_files_in(call->arena, path, EK_WHOLE_STUDY).n == 0;
}

static int check_indicators(struct ek_call *call, const char *path, FILE *out) {
  const struct ek_indicator_list *list = ek_indicator_list_read(call->arena, path, call->diags);
  if (list == NULL) return ek_call_input_code(call);
  size_t core = 0;
  for (size_t i = 0; i < list->indicators.n; i++) core += ((const struct ek_indicator *)list->indicators.items)[i].level == EK_LEVEL_CORE;
  fprintf(out, "%s: %zu core and %zu extended indicators\n", path, core, list->indicators.n - core);
  return EK_EXIT_FINE;
}

static int check_model(struct ek_call *call, const char *path, bool tests, FILE *out) {
  if (ek_indicator_list_is(call->arena, path)) return check_indicators(call, path, out);
  size_t before = ek_diags_errors(call->diags);
  struct ek_model *model = ek_model_read(call->arena, path, call->diags);
  if (model != NULL) ek_model_read_all(model);
  if (ek_diags_errors(call->diags) > before) return ek_call_input_code(call);
  fprintf(out, "%s: %zu parameters, %zu rules, %zu states and services", path, model->n_parameters,
          model->n_rules, model->n_items);
  if (!tests) {
    fprintf(out, "\n");
    return EK_EXIT_FINE;
  }
  struct ek_model_test_counts n = ek_model_test_run(call->arena, model, call->diags);
  fprintf(out, "; tests: %zu passed, %zu failed\n", n.passed, n.failed);
  return n.failed > 0 ? EK_EXIT_EXPECT : EK_EXIT_FINE;
}

static int check_study(struct ek_call *call, const struct ek_common *common, const char *path,
                       FILE *out) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  const struct ek_tally *tally;
  if (!ek_call_indicators(call, study, &tally)) return ek_call_input_code(call);
  struct ek_result *result;
  enum ek_status status = ek_run(call->arena, study, &result, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  if (ek_result_expect(result, call->diags) > 0) return EK_EXIT_EXPECT;
  fprintf(out, "%s: fine", path);
  if (study->expect.n > 0) fprintf(out, study->set.n > 0 ? "; %zu expected results are not checked with --set" : "; %zu expected results hold", study->expect.n);
  fprintf(out, "\n");
  return EK_EXIT_FINE;
}

int ek_cmd_check(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  int tests = 0;
  struct poptOption table[] = {
      {"tests", 't', POPT_ARG_NONE, &tests, 0, "run the tests of models as well", NULL},
      EK_OPTION_SETS,
      EK_OPTION_DIAGNOSTICS(common),
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, "check", argc, argv, table, "[OPTION…] FILE…");
  int code = ek_options_read(call, options, &common), worst = EK_EXIT_FINE;
  const char *path = code == EK_EXIT_FINE ? poptGetArg(options) : NULL;
  if (code == EK_EXIT_FINE && path == NULL) code = ek_usage(call, "check", "a study or a model's folder is asked for");
  for (; path != NULL; path = poptGetArg(options)) {
    code = is_model(call, path) ? check_model(call, path, tests != 0, stdout)
                                : check_study(call, &common, path, stdout);
    if (code > worst) worst = code;
  }
  if (code == EK_EXIT_USAGE && worst == EK_EXIT_FINE) return code;
  if (fflush(stdout) != 0) worst = EK_EXIT_SYSTEM;
  return ek_call_end(call, &common, worst);
}
