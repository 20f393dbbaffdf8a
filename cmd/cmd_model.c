/* ekusia model: finds the model and the subcommand among the words and hands over. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model_options.h"

const struct ek_model_command ek_model_commands[] = {
    {"eval", "EXPR…", "compute formulas on a date, for a person", ek_model_eval},
    {"household", "", "what a household has to live on, by situation or wage", ek_model_household},
    {NULL, NULL, NULL, NULL}};

/* All options of the subcommands take a value, but these. */
static bool is_flag(const char *option) {
  static const char *const flags[] = {"--trace", "--help", "-?", "--usage"};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
    if (strcmp(option, flags[i]) == 0) return true;
  }
  return strchr(option, '=') != NULL || (option[1] != '-' && option[2] != '\0');
}

/* The place in argv of the next word that is no option or its value, or argc. */
static int next_word(int argc, const char **argv, int from) {
  for (int i = from; i < argc; i++) {
    if (strcmp(argv[i], "--") == 0) return argc; /* what follows belongs to the subcommand */
    if (argv[i][0] != '-' || argv[i][1] == '\0') return i;
    if (!is_flag(argv[i])) i++;
  }
  return argc;
}

static const struct ek_model_command *command_named(const char *name) {
  const struct ek_model_command *c = ek_model_commands;
  while (c->name != NULL && strcmp(c->name, name) != 0) c++;
  return c;
}

static int unknown_command(struct ek_call *call, const char *model, const char *name) {
  const char *names[16];
  size_t n = 0;
  for (const struct ek_model_command *c = ek_model_commands; c->name != NULL; c++) names[n++] = c->name;
  const char *near = ek_text_nearest(name, names, n);
  if (near == NULL) {
    return ek_usage(call, "model", "there is no '%s' of a model; to look a name up, 'ekusia model %s show %s'",
                    name, model, name);
  }
  return ek_usage(call, "model", "there is no '%s' of a model; did you mean '%s'?", name, near);
}

int ek_cmd_model(struct ek_call *call, int argc, const char **argv) {
  int first = next_word(argc, argv, 1), second = next_word(argc, argv, first + 1);
  const char *model = first < argc ? argv[first] : NULL;
  const struct ek_model_command *command = NULL;
  if (second < argc) {
    command = command_named(argv[second]);
    /* `model show show` would be the model called show; `model show prisbasbelopp` forgot it. */
    if (command->name == NULL && command_named(model)->name != NULL) second = argc;
    else if (command->name == NULL) return unknown_command(call, model, argv[second]);
  }
  if (second >= argc) {
    command = model != NULL && command_named(model)->name != NULL ? command_named(model) : NULL;
    if (command != NULL) {
      second = first;
      model = NULL;
    }
  }
  const char **rest = ek_alloc_array(call->arena, (size_t)argc + 1, sizeof *rest);
  int n = 0;
  for (int i = 0; i < argc; i++) {
    if (i != second && (model == NULL || i != first)) rest[n++] = argv[i];
  }
  return command != NULL ? command->run(call, model, n, rest) : ek_model_list(call, model, n, rest);
}
