/* What the subcommands share: where they find things, how they take options
 * and how they end. One file per subcommand holds its options, help and run. */
#ifndef EK_CMD_COMMAND_H
#define EK_CMD_COMMAND_H

#include <popt.h>
#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/number.h"
#include "document/document.h"
#include "engine/result.h"
#include "indicators/tally.h"
#include "study/study.h"

/* How the program ends; also in docs/ekusia.1. */
enum ek_exit {
  EK_EXIT_FINE = 0,
  EK_EXIT_INPUT = 1,    /* errors in what was read */
  EK_EXIT_USAGE = 2,    /* errors in how it was called */
  EK_EXIT_SYSTEM = 3,   /* a file or the system failed */
  EK_EXIT_NUMERIC = 4,  /* no numeric solution */
  EK_EXIT_EXPECT = 5,   /* an `expect` failed */
  EK_EXIT_INTERNAL = 70 /* the books do not balance: a fault of the program */
};

/* One call of the program. */
struct ek_call {
  const char *program; /* argv[0] */
  struct ek_arena *arena;
  struct ek_diags *diags;
  const char *const *model_folders; /* NULL-ended */
  const struct poptOption *options; /* of the command, when ek_options_new has been called */
};

struct ek_command {
  const char *name, *usage, *summary;
  int (*run)(struct ek_call *call, int argc, const char **argv);
};
extern const struct ek_command ek_commands[]; /* ended by name NULL */

int ek_cmd_report(struct ek_call *call, int argc, const char **argv);
int ek_cmd_check(struct ek_call *call, int argc, const char **argv);
int ek_cmd_explain(struct ek_call *call, int argc, const char **argv);
int ek_cmd_schema(struct ek_call *call, int argc, const char **argv);
int ek_cmd_new(struct ek_call *call, int argc, const char **argv);
int ek_cmd_participants(struct ek_call *call, int argc, const char **argv);
int ek_cmd_typecases(struct ek_call *call, int argc, const char **argv);
int ek_cmd_indicators(struct ek_call *call, int argc, const char **argv);
int ek_cmd_estimate(struct ek_call *call, int argc, const char **argv);
int ek_cmd_pseudonymise(struct ek_call *call, int argc, const char **argv);
int ek_cmd_alternatives(struct ek_call *call, int argc, const char **argv);
int ek_cmd_bank(struct ek_call *call, int argc, const char **argv);
int ek_cmd_compare(struct ek_call *call, int argc, const char **argv);
int ek_cmd_diff(struct ek_call *call, int argc, const char **argv);
int ek_cmd_outcome(struct ek_call *call, int argc, const char **argv);
int ek_cmd_simulate(struct ek_call *call, int argc, const char **argv);
int ek_cmd_batch(struct ek_call *call, int argc, const char **argv);
int ek_cmd_merge(struct ek_call *call, int argc, const char **argv);
int ek_cmd_sensitivity(struct ek_call *call, int argc, const char **argv);
int ek_cmd_figures(struct ek_call *call, int argc, const char **argv);
int ek_cmd_paths(struct ek_call *call, int argc, const char **argv);
int ek_cmd_model(struct ek_call *call, int argc, const char **argv);

/* Options that most commands take. */
struct ek_common {
  char *lang, *format, *output, *diagnostics, *alternative;
  struct ek_list with;  /* const char *: files of --with */
  struct ek_list set;   /* struct ek_setting */
  struct ek_list by;    /* struct ek_name: --by */
  enum ek_lang language;
  bool warnings_told; /* they stand in what was written: text for stderr leaves them out */
};
/* Values that poptGetNextOpt returns for options handled one by one. */
enum { EK_OPTION_SET = 1000, EK_OPTION_WITH };
#define EK_OPTION_LANG(c) {"lang", 'l', POPT_ARG_STRING, &(c).lang, 0, "language of the report", "sv|en"}
#define EK_OPTION_OUT(c) {"output", 'o', POPT_ARG_STRING, &(c).output, 0, "write to FILE instead of the terminal", "FILE"}
#define EK_OPTION_SETS {"with", 0, POPT_ARG_STRING, NULL, EK_OPTION_WITH, "lay the changes in FILE over the study, before --set", "FILE"}, \
  {"set", 's', POPT_ARG_STRING, NULL, EK_OPTION_SET, "change a value of the study: dödvikt=40 %, settings.price_year=2020, costs[1].amount=…", "NAME=VALUE"}
#define EK_OPTION_ALTERNATIVE(c) {"alternative", 0, POPT_ARG_STRING, &(c).alternative, 0, "of a cohort: the alternative that is the insats; the first besides the reference unless stated", "NAME"}
#define EK_OPTION_DIAGNOSTICS(c) {"diagnostics", 0, POPT_ARG_STRING, &(c).diagnostics, 0, "how errors are written", "text|json"}

/* What every command on a study ends its options with. */
#define EK_OPTIONS_STUDY(c) EK_OPTION_LANG(c), EK_OPTION_OUT(c), EK_OPTION_SETS, EK_OPTION_DIAGNOSTICS(c), POPT_AUTOHELP POPT_TABLEEND

/* A context for the options in `table`; it goes with the arena. */
poptContext ek_options_new(struct ek_call *call, const char *name, int argc, const char **argv,
                           const struct poptOption *table, const char *words);
/* Reads the options; the remaining words are then in the context. Returns
 * EK_EXIT_FINE to go on, else the exit code (usage errors have been printed). */
int ek_options_read(struct ek_call *call, poptContext options, struct ek_common *common);
/* The one word that a command needs; NULL with a message when there is none or more. */
const char *ek_options_one(struct ek_call *call, poptContext options, const char *what);
/* --by sex,age_band: the names into `common->by`. */
bool ek_options_by(struct ek_call *call, const char *command, const char *text, struct ek_common *common);
/* "; did you mean 'csv'?", or nothing. */
const char *ek_options_near(struct ek_call *call, const char *name, const char *const *names, size_t n);
/* Is --format one of `formats` (NULL-ended), or not said? A usage error otherwise. */
bool ek_options_format(struct ek_call *call, const char *command, const struct ek_common *common, const char *const *formats);
/* --actor: its index, -1 where `name` is NULL; false with a usage error. */
bool ek_options_actor(struct ek_call *call, const char *command, const struct ek_model *model, const char *name, int *actor);
/* --horizon: months, 0 where `text` is NULL; false with a usage error. */
bool ek_options_horizon(struct ek_call *call, const char *command, const char *text, int *months);
/* What --draws asks for. */
struct ek_draws {
  size_t n;         /* at most */
  double precision; /* 0: all of them */
};
/* --draws 2 to 10 000 000, or auto. */
bool ek_options_draws(struct ek_call *call, const char *command, const char *text, struct ek_draws *out);
/* A usage error: printed, with a pointer to --help. Returns EK_EXIT_USAGE. */
int ek_usage(struct ek_call *call, const char *command, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What --with and --set ask of a study. */
struct ek_study_options ek_call_options(const struct ek_call *call, const struct ek_common *common);
/* Reads the study with them; NULL on errors. */
struct ek_study *ek_call_study(struct ek_call *call, const char *path,
                               const struct ek_common *common);
/* What answers say of indicators, all together; NULL where the study names none. False on errors. */
bool ek_call_indicators(struct ek_call *call, const struct ek_study *study, const struct ek_tally **tally);
/* Is the text written to a terminal that shows colours? */
bool ek_call_colour(const struct ek_common *common);
/* The document in the form of --format: text (when nothing is said), markdown or html. */
void ek_call_render(const struct ek_common *common, const struct ek_document *document, struct ek_buffer *out);
/* Prints the diagnostics collected so far to stderr and returns `code`. */
int ek_call_end(struct ek_call *call, const struct ek_common *common, int code);
/* What a failed read means: a system fault when files could not be read, else input. */
int ek_call_input_code(const struct ek_call *call);
/* The exit code of a run that did not succeed. */
int ek_call_status_code(enum ek_status status);
/* Says that memory ran out; returns the exit code. */
int ek_call_no_memory(struct ek_call *call);
/* Writes to --output or stdout; false with a diagnostic when that fails. */
bool ek_call_write(struct ek_call *call, const struct ek_common *common, const char *text,
                   size_t size);

#endif
