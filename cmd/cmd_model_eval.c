/* ekusia model MODEL eval: computes formulas on a date, in a municipality, for a person.
 * Reads only the entries that the formulas lead to. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "lookup/eval.h"
#include "model_options.h"
#include "views/figures.h"

/* All expressions as one source, a line each, so that a fault is at eval:2:5. */
static const struct ek_source *gather(struct ek_look *look) {
  struct ek_buffer text = {.arena = look->call->arena};
  for (const char *word = ek_look_word(look); word != NULL; word = ek_look_word(look)) {
    ek_buffer_addf(&text, "%s\n", ek_text_clean(look->call->arena, word));
  }
  struct ek_source *source = ek_alloc(look->call->arena, sizeof *source);
  *source = (struct ek_source){.name = "eval", .text = ek_buffer_text(&text), .size = text.size};
  return source;
}

/* A text known to be a unit, or "1". */
static struct ek_unit_reading unit_of(const char *text) {
  struct ek_unit_reading read = {.unit = ek_unit_none, .top = 1, .bottom = 1};
  if (strcmp(text, "1") != 0) ek_unit_read(text, true, &read);
  return read;
}

/* From canonical units to its own or those that --unit names; false when they do not fit. */
static bool convert(struct ek_look *look, const char *asked, struct ek_unit unit, struct ek_pos pos,
                    struct ek_evaluated *value) {
  if (asked != NULL) value->unit = asked;
  struct ek_unit_reading read = unit_of(value->unit);
  if (!ek_unit_same(read.unit, unit)) {
    return ek_error(look->call->diags, pos, NULL, "this is %s and cannot be shown in %s",
                    ek_unit_text(look->call->arena, unit), asked);
  }
  value->value = value->value * read.bottom / read.top;
  return true;
}

static bool evaluate(struct ek_look *look, const struct ek_node *node, const char *asked, bool trace,
                     struct ek_evaluated *out) {
  struct ek_arena *arena = look->call->arena;
  struct ek_diags *diags = look->call->diags;
  const struct ek_scope scope = {.model = look->model, .person = true};
  const struct ek_formula *f = ek_formula_compile(arena, node, &scope, NULL, diags);
  if (f == NULL) return false;
  size_t before = ek_diags_errors(diags);
  struct ek_trace *root = trace ? ek_trace_add(arena, NULL, "expression", node->text) : NULL;
  struct ek_env env = {.world = &look->world, .person = &look->person, .trace = root};
  double value = ek_formula_eval(f, &env)[0];
  if (!isfinite(value) && ek_diags_errors(diags) == before) {
    ek_error(diags, node->pos, NULL, "%s does not give a number; is something divided by 0?", node->text);
  }
  if (ek_diags_errors(diags) > before) return false;
  *out = (struct ek_evaluated){node->text, value, ek_formula_unit_said(arena, f, look->model), root};
  if (!convert(look, asked, ek_formula_unit(f), node->pos, out)) return false;
  if (root == NULL) return true;
  root->value = value;
  root->unit = ek_formula_unit(f);
  if (ek_formula_is_name(f) && root->children.n > 0) {
    /* The last: what its arguments named was computed before. */
    out->trace = ((struct ek_trace **)root->children.items)[root->children.n - 1];
  }
  return true;
}

static bool evaluate_all(struct ek_look *look, const struct ek_source *source, const char *asked,
                         bool trace, struct ek_list *out) {
  struct ek_arena *arena = look->call->arena;
  int line = 1;
  bool fine = true;
  for (const char *at = source->text; *at != '\0'; line++) {
    size_t size = strcspn(at, "\n");
    struct ek_node *node = ek_alloc(arena, sizeof *node);
    node->kind = EK_NODE_SCALAR;
    node->text = ek_strndup(arena, at, size);
    node->pos = (struct ek_pos){source, line, 1, (int)ek_utf8_length(at, size)};
    struct ek_evaluated value;
    if (evaluate(look, node, asked, trace, &value)) {
      *(struct ek_evaluated *)ek_list_push(arena, out, sizeof value) = value;
    } else {
      fine = false;
    }
    at += size + 1;
  }
  return fine;
}

/* False when memory ran out. */
static bool render(const struct ek_look *look, const struct ek_list *values, struct ek_buffer *out) {
  const struct ek_evaluated *v = values->items;
  enum ek_lang lang = look->common.language;
  if (ek_look_format(look, "json")) {
    return ek_render_eval_json(v, values->n, &look->world, &look->person, lang, out);
  }
  if (ek_look_format(look, "csv")) {
    ek_render_eval_csv(v, values->n, &look->world, &look->person, out);
    return true;
  }
  for (size_t i = 0; i < values->n; i++) {
    const char *said = ek_say_evaluated(out->arena, lang, v[i].value, v[i].unit);
    ek_buffer_addf(out, "%s\n", ek_plain_spaces(out->arena, said));
    if (v[i].trace != NULL) ek_render_trace_text(v[i].trace, lang, out);
  }
  return true;
}

int ek_model_eval(struct ek_call *call, const char *model, int argc, const char **argv) {
  struct ek_look look = {.call = call};
  char *unit = NULL;
  int trace = 0;
  const struct poptOption table[] = {
      EK_LOOK_WORLD_OPTIONS(look),
      {"unit", 'u', POPT_ARG_STRING, &unit, 0, "show the values in this unit", "UNIT"},
      {"trace", 't', POPT_ARG_NONE, &trace, 0, "show how each value was made", NULL},
      EK_LOOK_OPTIONS(look, "text|csv|json"), POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&look, "eval", "[OPTION…] EXPR…", "text|csv|json", model, argc, argv, table);
  ek_look_keep(&look, unit);
  if (code != EK_EXIT_FINE) return code;
  struct ek_unit_reading read;
  if (unit != NULL && strcmp(unit, "1") != 0 && !ek_unit_read(unit, true, &read)) {
    return ek_usage(call, look.command, "--unit is a unit such as kr/month, not '%s'%s%s%s", unit,
                    read.suggestion != NULL ? "; did you mean '" : "",
                    read.suggestion != NULL ? read.suggestion : "", read.suggestion != NULL ? "'?" : "");
  }
  const struct ek_source *source = gather(&look);
  if (source->size == 0) return ek_usage(call, look.command, "a formula is asked for: 'prisbasbelopp / 12'");
  code = ek_look_world(&look);
  struct ek_list values = {0};
  struct ek_buffer out = {.arena = call->arena};
  if (code == EK_EXIT_USAGE) return code;
  if (code == EK_EXIT_FINE && !evaluate_all(&look, source, unit, trace != 0, &values)) code = ek_call_input_code(call);
  if (code != EK_EXIT_FINE) return ek_call_end(call, &look.common, code);
  ek_look_warn(&look);
  if (!render(&look, &values, &out)) return ek_call_end(call, &look.common, ek_call_no_memory(call));
  return ek_look_end(&look, &out, EK_EXIT_FINE);
}
