/* ekusia model MODEL show: all that a model says about a name. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lookup/render.h"
#include "model_options.h"
#include "render/render.h"

/* The entries of a name, or an error that names the nearest. */
static bool find(struct ek_look *look, const char *name, struct ek_list *found) {
  struct ek_call *call = look->call;
  struct ek_list some = ek_model_entries_named(call->arena, look->model, name);
  const struct ek_entry_ref *entries = some.items;
  for (size_t i = 0; i < some.n; i++) {
    struct ek_page *page = ek_list_push(call->arena, found, sizeof *page);
    *page = ek_model_page(call->arena, look->model, entries[i]);
    page->users = ek_model_users(call->arena, look->model, entries[i]);
  }
  if (some.n > 0) return true;
  const char *near = ek_model_entry_near(call->arena, look->model, name);
  return ek_error(call->diags, (struct ek_pos){0},
                  near != NULL ? ek_sprintf(call->arena, "did you mean '%s'?", near)
                               : ek_sprintf(call->arena, "look for it: ekusia model %s search %s",
                                            look->model->name, name),
                  "the model '%s' has no '%s'", look->model->name, name);
}

static bool render(const struct ek_look *look, const struct ek_list *pages, bool now,
                   struct ek_buffer *out) {
  const struct ek_page *p = pages->items;
  enum ek_lang lang = look->common.language;
  if (ek_look_format(look, "json")) {
    return ek_render_pages_json(look->model, p, pages->n, now ? &look->world : NULL, &look->person, lang, out);
  }
  if (ek_look_format(look, "csv")) {
    ek_render_pages_csv(look->model, p, pages->n, &look->world, lang, out);
    return true;
  }
  bool colour = look->common.output == NULL && isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL;
  for (size_t i = 0; i < pages->n; i++) {
    struct ek_document doc = {.arena = look->call->arena, .lang = lang};
    ek_show_page(&p[i], &look->world, now, &doc);
    if (i > 0) ek_buffer_add(out, "\n\n");
    ek_render_text(&doc, colour, out);
  }
  return true;
}

int ek_model_show(struct ek_call *call, const char *model, int argc, const char **argv) {
  struct ek_look look = {.call = call};
  const struct poptOption table[] = {EK_LOOK_WORLD_OPTIONS(look), EK_LOOK_OPTIONS(look, "text|csv|json"),
                                     POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&look, "show", "[OPTION…] NAME…", "text|csv|json", model, argc, argv, table);
  if (code != EK_EXIT_FINE) return code;
  const char *name = ek_look_word(&look);
  if (name == NULL) return ek_usage(call, look.command, "a name is asked for: of a parameter, a state, a source, …");
  bool now = look.date != NULL || look.municipality != NULL || look.age != NULL ||
             look.household != NULL || look.price_year != NULL;
  if (now) code = ek_look_world(&look);
  else look.world = (struct ek_world){.model = look.model};
  if (code == EK_EXIT_USAGE) return code;
  struct ek_list pages = {0};
  ek_model_read_all(look.model); /* what uses it may stand anywhere */
  for (; name != NULL; name = ek_look_word(&look)) {
    size_t before = pages.n;
    if (!find(&look, name, &pages)) continue;
    struct ek_page *p = pages.items;
    for (size_t i = before; now && code == EK_EXIT_FINE && i < pages.n; i++) {
      p[i].now = ek_model_now(&look.world, &look.person, p[i].entry);
    }
  }
  if (ek_diags_errors(call->diags) > 0) return ek_call_end(call, &look.common, ek_call_input_code(call));
  ek_look_warn(&look);
  struct ek_buffer out = {.arena = call->arena};
  if (!render(&look, &pages, now, &out)) return ek_call_end(call, &look.common, ek_call_no_memory(call));
  return ek_look_end(&look, &out, EK_EXIT_FINE);
}
