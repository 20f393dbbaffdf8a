/* ekusia model MODEL sources: every value of a model with its grade and source. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "lookup/render.h"
#include "model_options.h"
#include "render/render.h"

/* A file called *.md is Markdown. */
static bool named_markdown(const char *path) {
  size_t n = path != NULL ? strlen(path) : 0;
  return n > 3 && strcmp(path + n - 3, ".md") == 0;
}

/* False when memory ran out. */
static bool render_entries(const struct ek_look *look, struct ek_buffer *out) {
  struct ek_arena *arena = look->call->arena;
  struct ek_list all = ek_model_entry_list(arena, look->model);
  const struct ek_entry_ref *entries = all.items;
  struct ek_page *pages = ek_alloc_array(arena, all.n, sizeof *pages);
  for (size_t i = 0; i < all.n; i++) pages[i] = ek_model_page(arena, look->model, entries[i]);
  if (ek_look_format(look, "json")) {
    return ek_render_pages_json(look->model, pages, all.n, NULL, NULL, look->common.language, out);
  }
  ek_render_pages_csv(look->model, pages, all.n, NULL, look->common.language, out);
  return true;
}

int ek_model_sources(struct ek_call *call, const char *model, int argc, const char **argv) {
  static const char formats[] = "text|markdown|csv|json";
  struct ek_look look = {.call = call};
  const struct poptOption table[] = {EK_LOOK_OPTIONS(look, formats), POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&look, "sources", "[OPTION…]", formats, model, argc, argv, table);
  if (code != EK_EXIT_FINE) return code;
  if (ek_look_word(&look) != NULL) return ek_usage(call, look.command, "no more words are asked for");
  ek_model_read_all(look.model);
  if (ek_diags_errors(call->diags) > 0) return ek_call_end(call, &look.common, ek_call_input_code(call));
  struct ek_buffer out = {.arena = call->arena};
  const char *format = look.common.format;
  if (format == NULL) format = named_markdown(look.common.output) ? "markdown" : "text";
  bool markdown = strcmp(format, "markdown") == 0;
  if (!markdown && strcmp(format, "text") != 0) {
    if (!render_entries(&look, &out)) return ek_call_end(call, &look.common, ek_call_no_memory(call));
    return ek_look_end(&look, &out, EK_EXIT_FINE);
  }
  struct ek_document doc = {.arena = call->arena, .lang = look.common.language};
  ek_sources_page(look.model, &doc);
  bool colour = look.common.output == NULL && isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
  if (markdown) ek_render_markdown(&doc, &out);
  else ek_render_text(&doc, colour, &out);
  return ek_look_end(&look, &out, EK_EXIT_FINE);
}
