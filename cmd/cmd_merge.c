/* ekusia merge: the parts of a batch, joined. */
#include <string.h>
#include <unistd.h>

#include "batch/merge.h"
#include "batch/table.h"
#include "command.h"

#define COMMAND "merge"

static int merge(struct ek_call *call, const struct ek_common *common, const char *const *paths, size_t n) {
  struct ek_failures failures = {0};
  const char *output = common->output != NULL && strcmp(common->output, "-") != 0 ? common->output : NULL;
  bool table = output != NULL && ek_table_named(output);
  const char *rows = table ? ek_sprintf(call->arena, "%s.csv", output) : output;
  if (!ek_merge(call->arena, paths, n, rows, &failures, call->diags)) return ek_call_input_code(call);
  if (table && !ek_table_write(call->arena, rows, output, call->diags)) return EK_EXIT_SYSTEM;
  if (table) unlink(rows);
  const struct ek_failure_kind *kinds = failures.kinds.items;
  for (size_t i = 0; i < failures.kinds.n; i++) {
    ek_error(call->diags, (struct ek_pos){0}, NULL, "in %zu run%s: %s", kinds[i].n, kinds[i].n == 1 ? "" : "s", kinds[i].message);
  }
  return failures.failed > 0 ? EK_EXIT_INPUT : EK_EXIT_FINE;
}

int ek_cmd_merge(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  const struct poptOption table[] = {EK_OPTION_OUT(common), EK_OPTION_DIAGNOSTICS(common), POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] PART…");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  const char **paths = poptGetArgs(options);
  size_t n = 0;
  while (paths != NULL && paths[n] != NULL) n++;
  if (n == 0) return ek_usage(call, COMMAND, "the parts of a batch are asked for");
  return ek_call_end(call, &common, merge(call, &common, paths, n));
}
