/* ekusia model MODEL: what a price world holds, so that a study can name it: actors,
 * states and services with what they ask for, schedules, parameters, rules. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "document/words.h"
#include "lookup/render.h"
#include "model_options.h"
#include "render/render.h"

#define NAME_WIDTH 34

/* A long text goes on below its beginning. */
static void line(struct ek_buffer *out, int indent, const char *name, const char *text) {
  const char *padded = ek_text_pad(out->arena, name, NAME_WIDTH - indent, false);
  int room = EK_TEXT_WIDTH - indent - ek_text_width(padded) - 1;
  const char *at = ek_text_wrap(out->arena, text, room, 0);
  ek_buffer_addf(out, "%*s%s ", indent, "", padded);
  for (const char *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
    ek_buffer_add_bytes(out, at, (size_t)(end - at));
    ek_buffer_addf(out, "\n%*s", NAME_WIDTH + 1, "");
  }
  ek_buffer_addf(out, "%s\n", at);
}

static const char *label(struct ek_label l, enum ek_lang lang) { return lang == EK_SV ? l.sv : l.en; }

static const char *unit(const char *text, enum ek_lang lang) {
  return strcmp(text, "1") == 0 ? ek_word(EK_W_M_NUMBER, lang) : text;
}

static void list_actors(const struct ek_model *m, enum ek_lang lang, struct ek_buffer *out) {
  ek_buffer_add(out, lang == EK_SV ? "\nAktörer\n" : "\nActors\n");
  for (size_t i = 0; i < m->n_actors; i++) {
    line(out, 2 + 2 * m->actors[i].depth, m->actors[i].name.text, label(m->actors[i].label, lang));
  }
  for (size_t i = 0; i < m->n_pools; i++) line(out, 2, m->pools[i].name.text, label(m->pools[i].label, lang));
}

static void list_inputs(const struct ek_item *item, int indent, enum ek_lang lang,
                        struct ek_buffer *out) {
  const struct ek_input *inputs = item->inputs.items;
  for (size_t i = 0; i < item->inputs.n; i++) {
    const char *standard = inputs[i].fallback.text;
    line(out, indent, inputs[i].name.text,
         ek_sprintf(out->arena, "%s, %s%s%s", label(inputs[i].label, lang), unit(inputs[i].unit_text, lang),
                    standard != NULL ? "; " : lang == EK_SV ? "; måste anges" : "; must be given",
                    standard != NULL ? standard : ""));
  }
}

/* What may be said of a household in any state. */
static void list_household(const struct ek_model *m, enum ek_lang lang, struct ek_buffer *out) {
  if (m->personal.item.inputs.n == 0) return;
  ek_buffer_add(out, lang == EK_SV ? "\nHushållet\n" : "\nThe household\n");
  list_inputs(&m->personal.item, 2, lang, out);
}

static void list_items(const struct ek_model *m, bool states, enum ek_lang lang,
                       struct ek_buffer *out) {
  ek_buffer_add(out, states ? lang == EK_SV ? "\nTillstånd\n" : "\nStates\n"
                            : lang == EK_SV ? "\nTjänster\n" : "\nServices\n");
  for (size_t i = 0; i < m->n_items; i++) {
    const struct ek_item *item = &m->items[i];
    if (item->is_state != states) continue;
    const char *text = label(item->label, lang);
    if (!states) {
      text = ek_sprintf(out->arena, "%s (%s%s%s)", text,
                        item->unit_text != NULL ? item->unit_text : ek_word(EK_W_M_OF_TIME, lang),
                        item->grade != EK_GRADE_NONE ? ", " : "",
                        item->grade != EK_GRADE_NONE ? (const char *[]){"", "A", "B", "C", "D"}[item->grade] : "");
    }
    line(out, 2, item->name.text, text);
    list_inputs(item, 6, lang, out);
  }
}

static void list_values(const struct ek_model *m, enum ek_lang lang, struct ek_buffer *out) {
  ek_buffer_add(out, lang == EK_SV ? "\nDiskontering\n" : "\nDiscount schedules\n");
  for (size_t i = 0; i < m->n_schedules; i++) line(out, 2, m->schedules[i].name.text, label(m->schedules[i].label, lang));
  if (m->n_evidence > 0) ek_buffer_add(out, lang == EK_SV ? "\nEvidensskalor\n" : "\nScales of evidence\n");
  for (size_t i = 0; i < m->n_evidence; i++) line(out, 2, m->evidence[i].name.text, label(m->evidence[i].label, lang));
  ek_buffer_add(out, lang == EK_SV ? "\nParametrar\n" : "\nParameters\n");
  for (size_t i = 0; i < m->n_parameters; i++) {
    line(out, 2, m->parameters[i].name.text,
         ek_sprintf(out->arena, "%s, %s", label(m->parameters[i].label, lang), unit(m->parameters[i].unit_text, lang)));
  }
  ek_buffer_add(out, lang == EK_SV ? "\nRegler\n" : "\nRules\n");
  for (size_t i = 0; i < m->n_rules; i++) {
    struct ek_buffer call = {.arena = out->arena};
    for (size_t k = 0; k < m->rules[i].n_args; k++) {
      ek_buffer_addf(&call, "%s%s", k > 0 ? ", " : "", m->rules[i].locals.items[k].name);
    }
    line(out, 2, m->rules[i].name.text,
         ek_sprintf(out->arena, "%s (%s)", label(m->rules[i].label, lang), ek_buffer_text(&call)));
  }
}

static void list_folder(const char *folder, struct ek_buffer *out) {
  struct dirent **names = NULL;
  int n = scandir(folder, &names, NULL, alphasort);
  for (int i = 0; i < n; i++) {
    const char *path = ek_sprintf(out->arena, "%s/%s", folder, names[i]->d_name);
    if (names[i]->d_name[0] != '.' && ek_file_exists(ek_sprintf(out->arena, "%s/model.yaml", path))) {
      ek_buffer_addf(out, "%s\n", names[i]->d_name);
    }
    free(names[i]);
  }
  free(names);
}

static void print_commands(FILE *out) {
  fprintf(out, "\nLooking into a model: ekusia model MODEL COMMAND [OPTION…] [WORD…]\n");
  for (const struct ek_model_command *c = ek_model_commands; c->name != NULL; c++) {
    int marks = (int)(strlen(c->usage) - ek_utf8_length(c->usage, strlen(c->usage)));
    fprintf(out, "  %-10s %-*s %s\n", c->name, 11 + marks, c->usage, c->summary);
  }
}

/* False when memory ran out. */
static bool list_model(const struct ek_call *call, const struct ek_model *m,
                       const struct ek_common *common, struct ek_buffer *out) {
  if (common->format == NULL || strcmp(common->format, "text") == 0) {
    ek_buffer_addf(out, "%s (%s), %s\n", label(m->label, common->language), m->name, m->version);
    list_actors(m, common->language, out);
    list_household(m, common->language, out);
    list_items(m, true, common->language, out);
    list_items(m, false, common->language, out);
    list_values(m, common->language, out);
    return true;
  }
  struct ek_list all = ek_model_entry_list(call->arena, m);
  const struct ek_entry_ref *entries = all.items;
  struct ek_page *pages = ek_alloc_array(call->arena, all.n, sizeof *pages);
  for (size_t i = 0; i < all.n; i++) {
    pages[i] = ek_model_page(call->arena, m, entries[i]);
    pages[i].facts.n = 0; /* a list says what there is; `show` and `sources` the rest */
  }
  if (strcmp(common->format, "json") == 0) {
    return ek_render_pages_json(m, pages, all.n, NULL, NULL, common->language, out);
  }
  ek_render_pages_csv(m, pages, all.n, NULL, common->language, out);
  return true;
}

int ek_model_list(struct ek_call *call, const char *name, int argc, const char **argv) {
  struct ek_common common = {0};
  int help = 0;
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "how a model is listed", "text|csv|json"},
      EK_OPTION_LANG(common), EK_OPTION_OUT(common), EK_OPTION_DIAGNOSTICS(common),
      {"help", '?', POPT_ARG_NONE, &help, 0, "Show this help message", NULL}, POPT_TABLEEND};
  poptContext options = ek_options_new(call, "model", argc, argv, table, "[OPTION…] [MODEL [COMMAND …]]");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  if (help) {
    poptPrintHelp(options, stdout, 0);
    print_commands(stdout);
    return fflush(stdout) == 0 ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
  }
  static const char *const formats[] = {"text", "csv", "json", NULL};
  if (!ek_options_format(call, "model", &common, formats)) return EK_EXIT_USAGE;
  if (name == NULL && common.format != NULL) return ek_usage(call, "model", "--format is for the list of one model");
  struct ek_buffer out = {.arena = call->arena};
  bool fine = true;
  if (name == NULL) {
    for (size_t i = 0; call->model_folders[i] != NULL && out.size == 0; i++) list_folder(call->model_folders[i], &out);
  } else {
    struct ek_model *m = ek_look_model(call, name);
    if (m != NULL) ek_model_read_all(m);
    if (m == NULL || ek_diags_errors(call->diags) > 0) {
      return ek_call_end(call, &common, ek_call_input_code(call));
    }
    fine = list_model(call, m, &common, &out);
  }
  if (!fine) return ek_call_end(call, &common, ek_call_no_memory(call));
  fine = ek_call_write(call, &common, ek_buffer_text(&out), out.size);
  return ek_call_end(call, &common, fine ? EK_EXIT_FINE : EK_EXIT_SYSTEM);
}
