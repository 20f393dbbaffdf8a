/* Two studies, what is changed between them, and what that does. */
#include "difference.h"

#include <stdlib.h>
#include <string.h>

#include "people/people.h"
#include "render/render.h"
#include "views/difference.h"

int ek_differing_ready(struct ek_differing *k) {
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  const char *names[EK_CAUSES], *bad = NULL;
  char *const given[] = {k->horizon, k->order};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(k->call->arena, free, given[i]);
  for (int c = 0; c < EK_CAUSES; c++) names[c] = ek_cause_name((enum ek_cause)c);
  k->options.model_folders = k->call->model_folders;
  k->options.common = k->outcome;
  if (!ek_options_format(k->call, k->command, &k->common, formats)) return EK_EXIT_USAGE;
  if (k->common.format == NULL) k->common.format = "text";
  if (!ek_options_horizon(k->call, k->command, k->horizon, &k->options.horizon)) return EK_EXIT_USAGE;
  if (ek_cause_order(k->call->arena, k->order != NULL ? k->order : "", k->options.order, &bad)) return EK_EXIT_FINE;
  bool twice = false;
  for (int c = 0; c < EK_CAUSES; c++) twice |= strcmp(bad, names[c]) == 0;
  return ek_usage(k->call, k->command, "--order names each of horizon, rules, price, intake, timing and effect once, not '%s'%s", bad, twice ? " twice" : ek_options_near(k->call, bad, names, EK_CAUSES));
}

static int read_side(struct ek_differing *k, const char *path, bool changed, struct ek_difference_side *out) {
  static const struct ek_common none = {0};
  const struct ek_study_options options = ek_call_options(k->call, changed ? &k->common : &none);
  struct ek_result *result = NULL;
  if (strcmp(path, "-") == 0) {
    ek_error(k->call->diags, (struct ek_pos){0}, "save it in a file first", "differences are not taken of a study on standard input: it has to be read several times");
    return EK_EXIT_INPUT;
  }
  struct ek_study *study = ek_people_study(k->call->arena, path, &options, NULL, k->call->diags);
  if (study == NULL) return ek_call_input_code(k->call);
  if (changed && k->rules_date != 0) study->rules_date = k->rules_date;
  enum ek_status status = ek_run(k->call->arena, study, &result, k->call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  *out = (struct ek_difference_side){.path = path, .study = study, .own = result, .day = study->rules_date};
  return EK_EXIT_FINE;
}

static void warn_mismatches(const struct ek_differing *k, const struct ek_difference *d) {
  for (int m = 0; m < EK_MISMATCHES; m++) {
    enum ek_mismatch kind = (enum ek_mismatch)m;
    const char *a = ek_mismatch_value(d->old.study, kind), *b = ek_mismatch_value(d->now.study, kind);
    if (!ek_mismatch(d->old.study, d->now.study, kind)) continue;
    ek_warning(k->call->diags, (struct ek_pos){0}, kind == EK_MISMATCH_PHASE ? "a forecast has class: {phase: planering}, its follow-up {phase: uppföljning}" : NULL,
               "forecast and follow-up may not be of the same insats: %s is '%s' and '%s'", ek_mismatch_name(kind), a != NULL ? a : "", b != NULL ? b : "");
  }
}

static int write_answer(struct ek_differing *k, const struct ek_difference *d) {
  const char *format = k->common.format;
  const struct ek_difference_told told = {.difference = d, .outcome = k->outcome};
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document;
  if (strcmp(format, "csv") == 0) ek_difference_csv(&told, &out);
  else if (strcmp(format, "json") == 0) {
    if (!ek_difference_json(&told, &out)) return ek_call_no_memory(k->call);
  } else {
    ek_difference_build(&told, k->common.language, &document);
    ek_call_render(&k->common, &document, &out);
  }
  return ek_call_write(k->call, &k->common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_differing_run(struct ek_differing *k, const char *old, const char *now) {
  struct ek_difference_side a = {0}, b = {0};
  struct ek_difference *d = NULL;
  int code = read_side(k, old, false, &a), other = read_side(k, now, true, &b); /* what is wrong in either is told */
  if (code != EK_EXIT_FINE || other != EK_EXIT_FINE) return code != EK_EXIT_FINE ? code : other;
  enum ek_status status = ek_difference_make(k->call->arena, &a, &b, &k->options, &d, k->call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  bool machine = strcmp(k->common.format, "csv") == 0 || strcmp(k->common.format, "json") == 0;
  if (k->outcome && machine) warn_mismatches(k, d);
  return write_answer(k, d);
}
