/* ekusia model MODEL search: entries by words. */
#include <string.h>

#include "model_options.h"
#include "lookup/render.h"
#include "lookup/search.h"

/* What the hits amount to. A search tells what there is: a value that is not known on the
 * day is left out without a word. */
static void add_amounts(struct ek_look *look, struct ek_list *hits) {
  struct ek_page *p = hits->items;
  look->world.diags = ek_diags_new(look->call->arena);
  for (size_t i = 0; i < hits->n; i++) p[i].now = ek_model_now(&look->world, &look->person, p[i].entry);
}

static bool render(const struct ek_look *look, const struct ek_list *hits, struct ek_buffer *out) {
  const struct ek_page *p = hits->items;
  enum ek_lang lang = look->common.language;
  if (ek_look_format(look, "json")) {
    return ek_render_pages_json(look->model, p, hits->n, &look->world, &look->person, lang, out);
  }
  if (ek_look_format(look, "csv")) ek_render_pages_csv(look->model, p, hits->n, &look->world, lang, out);
  else ek_render_hits(p, hits->n, lang, out);
  return true;
}

int ek_model_find(struct ek_call *call, const char *model, int argc, const char **argv) {
  struct ek_look look = {.call = call};
  const struct poptOption table[] = {EK_LOOK_WORLD_OPTIONS(look), EK_LOOK_OPTIONS(look, "text|csv|json"),
                                     POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&look, "search", "[OPTION…] WORD…", "text|csv|json", model, argc, argv, table);
  if (code != EK_EXIT_FINE) return code;
  struct ek_list words = {0};
  struct ek_buffer said = {.arena = call->arena};
  for (const char *word = ek_look_word(&look); word != NULL; word = ek_look_word(&look)) {
    *(const char **)ek_list_push(call->arena, &words, sizeof word) = word;
    ek_buffer_addf(&said, "%s%s", said.size > 0 ? " " : "", word);
  }
  if (words.n == 0) return ek_usage(call, look.command, "a word is asked for");
  ek_list_push(call->arena, &words, sizeof(char *));
  code = ek_look_world(&look);
  if (code == EK_EXIT_USAGE) return code;
  ek_model_read_all(look.model);
  if (ek_diags_errors(call->diags) > 0) return ek_call_end(call, &look.common, ek_call_input_code(call));
  struct ek_list hits = ek_model_search(call->arena, look.model, words.items);
  if (hits.n == 0) {
    const char *near = ek_model_entry_near(call->arena, look.model, said.text);
    ek_error(call->diags, (struct ek_pos){0}, near != NULL ? ek_sprintf(call->arena, "did you mean '%s'?", near) : NULL,
             "nothing in the model '%s' matches '%s'", look.model->name, said.text);
    return ek_call_end(call, &look.common, EK_EXIT_INPUT);
  }
  add_amounts(&look, &hits);
  struct ek_buffer out = {.arena = call->arena};
  if (!render(&look, &hits, &out)) return ek_call_end(call, &look.common, ek_call_no_memory(call));
  return ek_look_end(&look, &out, EK_EXIT_FINE);
}
