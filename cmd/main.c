/* The ekusia program: finds the subcommand and hands over. Knows no word of
 * the domain. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "command.h"

const struct ek_command ek_commands[] = {
    {"report", "STUDY", "compute a study and write its report", ek_cmd_report},
    {"figures", "STUDY", "write the charts of a report as files", ek_cmd_figures},
    {"check", "FILE…", "read studies or models and list what is wrong", ek_cmd_check},
    {"explain", "STUDY FIGURE", "show where a figure comes from", ek_cmd_explain},
    {"simulate", "STUDY", "draw what is uncertain, for each actor", ek_cmd_simulate},
    {"sensitivity", "STUDY", "show what decides a result, and where it turns", ek_cmd_sensitivity},
    {"alternatives", "STUDY", "compare the alternatives of a cohort", ek_cmd_alternatives},
    {"compare", "STUDY STUDY…", "hold insatser against each other", ek_cmd_compare},
    {"bank", "DIR", "list a folder of studies, with means to compare with", ek_cmd_bank},
    {"batch", "GRID.yaml", "compute many runs of a study, on a grid of values", ek_cmd_batch},
    {"merge", "PART…", "join parts of a batch computed apart", ek_cmd_merge},
    {"diff", "OLD [NEW]", "show what is changed between two studies, and what that does", ek_cmd_diff},
    {"outcome", "STUDY STUDY", "hold a forecast against what came of it", ek_cmd_outcome},
    {"paths", "STUDY", "show where people are over time", ek_cmd_paths},
    {"model", "[MODEL …]", "list and look things up in a price world", ek_cmd_model},
    {"schema", "[study|model]", "print the JSON Schema or the field reference", ek_cmd_schema},
    {"new", "[FILE]", "write a commented study to start from", ek_cmd_new},
    {"participants", "STUDY", "show what is in a file of participants", ek_cmd_participants},
    {"typecases", "STUDY", "gather participants into type cases", ek_cmd_typecases},
    {"estimate", "STUDY", "estimate transitions between states from a file", ek_cmd_estimate},
    {"indicators", "STUDY", "show what answers say of indicators", ek_cmd_indicators},
    {"pseudonymise", "FILE", "take away who the persons in a CSV file are", ek_cmd_pseudonymise},
    {NULL, NULL, NULL, NULL}};

static void print_help(FILE *out) {
  fprintf(out, "Usage: ekusia COMMAND [OPTION…] [WORD…]\n\n"
               "What a social insats gives back, and to whom.\n\nCommands:\n");
  for (const struct ek_command *c = ek_commands; c->name != NULL; c++) {
    int marks = (int)(strlen(c->usage) - ek_utf8_length(c->usage, strlen(c->usage)));
    fprintf(out, "  %-12s %-*s %s\n", c->name, 14 + marks, c->usage, c->summary);
  }
  fprintf(out, "\n  ekusia COMMAND --help   the options of a command\n"
               "  ekusia --version        version, libraries, licence\n\n"
               "Exit codes: 0 fine, 1 errors in input, 2 usage, 3 file or system,\n"
               "4 no numeric solution, 5 an expected result failed.\n");
}

static void print_version(void) {
  printf("ekusia %s\nGSL %s, libyaml, libcsv, jansson, popt, libmd, libsodium, SQLite\n"
         "Licence GPL-3.0-or-later; there is no warranty.\n",
         EK_VERSION, ek_run_library());
}

/* A folder as a reader would write it: below the working folder without it. NULL: not there. */
static const char *plain_folder(struct ek_arena *arena, const char *folder) {
  char *whole = realpath(folder, NULL), *here = getcwd(NULL, 0);
  const char *out = NULL;
  if (whole != NULL) {
    size_t n = here != NULL ? strlen(here) : 0;
    bool below = n > 1 && strncmp(whole, here, n) == 0 && whole[n] == '/';
    out = ek_strdup(arena, below ? whole + n + 1 : whole);
  }
  free(whole);
  free(here);
  return out;
}

/* Models are looked for where EKUSIA_MODELS says, beside the program (a build
 * in its source tree), and where they were installed. */
static const char *const *find_models(struct ek_arena *arena) {
  const char *tried[4] = {getenv("EKUSIA_MODELS")};
  char path[4096];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
  if (size > 0) {
    path[size] = '\0';
    tried[1] = ek_file_beside(arena, path, "../models");
    tried[2] = ek_file_beside(arena, path, "../share/ekusia/models");
  }
  tried[3] = EK_DATADIR "/models";
  const char **folders = ek_alloc_array(arena, 5, sizeof *folders);
  size_t n = 0;
  for (size_t i = 0; i < 4; i++) {
    const char *folder = tried[i] != NULL && *tried[i] != '\0' ? plain_folder(arena, tried[i]) : NULL;
    if (folder != NULL) folders[n++] = folder;
  }
  return folders;
}

static int run(struct ek_call *call, int argc, const char **argv) {
  size_t most = 0, n = 0;
  while (ek_commands[most].name != NULL) most++;
  const char **names = ek_alloc_array(call->arena, most, sizeof *names);
  for (const struct ek_command *c = ek_commands; c->name != NULL; c++) {
    if (strcmp(c->name, argv[1]) == 0) return c->run(call, argc - 1, argv + 1);
    names[n++] = c->name;
  }
  const char *near = ek_text_nearest(argv[1], names, n);
  fprintf(stderr, "ekusia: error: there is no command '%s'%s%s%s\n", ek_text_clean(call->arena, argv[1]),
          near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
          near != NULL ? "'?" : "; see ekusia --help");
  return EK_EXIT_USAGE;
}

int main(int argc, const char **argv) {
  setlocale(LC_CTYPE, "C.UTF-8"); /* never LC_NUMERIC: numbers are read and written one way */
  if (argc < 2) {
    print_help(stderr);
    return EK_EXIT_USAGE;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
    print_help(stdout);
    return fflush(stdout) == 0 ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
  }
  if (strcmp(argv[1], "--version") == 0) {
    print_version();
    return fflush(stdout) == 0 ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
  }
  struct ek_arena *arena = ek_arena_new();
  struct ek_call call = {.program = argv[0], .arena = arena, .diags = ek_diags_new(arena),
                         .model_folders = find_models(arena)};
  int code = run(&call, argc, argv);
  ek_arena_free(arena);
  return code;
}
