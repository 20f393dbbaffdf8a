/* ekusia pseudonymise: a copy of a CSV file about persons in which nobody can be told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "privacy/pseudonymise.h"

#define KEY "ekusia.key"

static const char name[] = "pseudonymise";

struct asked {
  struct ek_common common;
  char *key, **columns, **drop;
  const char *file;
};

static void keep(struct ek_call *call, void *memory) {
  if (memory != NULL)
    ek_arena_defer(call->arena, free, memory);
}

static void keep_all(struct ek_call *call, char **texts) {
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
    keep(call, texts[i]);
  keep(call, texts);
}

static bool to_file(const struct asked *a) {
  return a->common.output != NULL && strcmp(a->common.output, "-") != 0;
}

static bool same_file(const char *a, const char *b) {
  struct stat x, y;
  if (strcmp(a, b) == 0)
    return true;
  return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* The file, the key and the output are three: none may be written over another. */
static int check_files(struct ek_call *call, const struct asked *a) {
  if (strcmp(a->key, "-") == 0 || *a->key == '\0')
    return ek_usage(call, name, "--key takes the name of a file");
  if (same_file(a->key, a->file))
    return ek_usage(call, name, "--key is the file with the persons itself");
  if (!to_file(a))
    return EK_EXIT_FINE;
  if (same_file(a->common.output, a->file))
    return ek_usage(call, name, "--output would write over the file; name another");
  if (same_file(a->common.output, a->key))
    return ek_usage(call, name, "--output would write over the key; name another");
  return EK_EXIT_FINE;
}

static int read_options(struct ek_call *call, struct asked *a, int argc, const char **argv) {
  const struct poptOption table[] = {
      EK_OPTION_OUT(a->common),
      {"key", 'k', POPT_ARG_STRING, &a->key, 0,
       "the key to the pseudonyms, made when it is not there; unless stated " KEY
       " beside the output",
       "KEYFILE"},
      {"column", 'c', POPT_ARG_ARGV, &a->columns, 0,
       "pseudonymise this column too, by its name in the first row; may be repeated", "NAME"},
      {"drop", 'd', POPT_ARG_ARGV, &a->drop, 0, "leave this column out too; may be repeated",
       "NAME"},
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, name, argc, argv, table, "[OPTION…] FILE");
  int code = ek_options_read(call, options, &a->common);
  keep(call, a->key);
  keep_all(call, a->columns);
  keep_all(call, a->drop);
  if (code != EK_EXIT_FINE)
    return code;
  a->file = ek_options_one(call, options, "CSV file");
  if (a->file == NULL)
    return EK_EXIT_USAGE;
  if (a->key == NULL)
    a->key = (char *)ek_file_beside(call->arena, to_file(a) ? a->common.output : KEY, KEY);
  return check_files(call, a);
}

static enum ek_want want_codes(void *data, const char *column) {
  (void)data;
  (void)column;
  return EK_WANT_CODES;
}

/* "; left out: 2 'namn' (names of persons), 5 'not'". */
static void say_columns(struct ek_buffer *out, const struct ek_columns *columns,
                        const struct ek_treated *plan, enum ek_treatment treatment,
                        const char *word) {
  const char *before = ek_sprintf(out->arena, "; %s: ", word);
  for (size_t i = 0; i < columns->n; i++) {
    if (plan[i].treatment != treatment)
      continue;
    ek_buffer_addf(out, "%s%s", before, ek_identity_column(out->arena, columns, i));
    if (plan[i].why != EK_IDENTITY_NONE)
      ek_buffer_addf(out, " (%s)", ek_identity_text(plan[i].why));
    before = ", ";
  }
}

static void say(struct ek_call *call, const struct ek_columns *columns,
                const struct ek_treated *plan) {
  struct ek_buffer out = {.arena = call->arena};
  ek_buffer_addf(&out, "%s: %zu row%s", ek_text_clean(call->arena, columns->source->name),
                 columns->rows, columns->rows == 1 ? "" : "s");
  say_columns(&out, columns, plan, EK_PSEUDONYMISED, "pseudonymised");
  say_columns(&out, columns, plan, EK_LEFT_OUT, "left out");
  fprintf(stderr, "%s\n", ek_buffer_text(&out));
}

static bool open_key(struct ek_call *call, const char *path, unsigned char key[EK_KEY_SIZE]) {
  bool made;
  if (!ek_key_open(call->arena, path, key, &made, call->diags))
    return false;
  if (made) {
    fprintf(stderr,
            "%s: new key written; keep it to yourself; without it new files cannot be linked to "
            "this one\n",
            ek_text_clean(call->arena, path));
  }
  return true;
}

static bool pseudonymise(struct ek_call *call, const struct asked *a) {
  unsigned char key[EK_KEY_SIZE];
  const struct ek_treatment_asked asked = {(const char *const *)a->columns,
                                           (const char *const *)a->drop};
  const struct ek_source *source = ek_file_read_secret(call->arena, a->file, call->diags);
  if (source == NULL)
    return false;
  struct ek_columns *columns =
      ek_columns_read_unchecked(call->arena, source, want_codes, NULL, call->diags);
  if (columns == NULL)
    return false;
  const struct ek_treated *plan = ek_pseudonymise_plan(call->arena, columns, &asked, call->diags);
  if (plan == NULL || !open_key(call, a->key, key))
    return false;
  struct ek_buffer out = {.arena = call->arena};
  ek_pseudonymise(columns, plan, key, &out);
  if (!ek_call_write(call, &a->common, ek_buffer_text(&out), out.size))
    return false;
  say(call, columns, plan);
  return true;
}

int ek_cmd_pseudonymise(struct ek_call *call, int argc, const char **argv) {
  struct asked a = {0};
  int code = read_options(call, &a, argc, argv);
  if (code != EK_EXIT_FINE)
    return code;
  bool fine = pseudonymise(call, &a);
  return ek_call_end(call, &a.common, fine ? EK_EXIT_FINE : ek_call_input_code(call));
}
