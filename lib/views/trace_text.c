/* A trace as a tree on a terminal: what each number is, how it was made, and
 * the place in a file where it can be changed. */
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "render/render.h"
#include "views/figures.h"

enum { FORMULA_LONG = 200 };

struct tree {
  struct ek_arena *arena;
  enum ek_lang lang;
  struct ek_buffer *out;
};

/* "Labels (name)", the name alone, or the label alone where they say the same. */
static const char *title(const struct tree *t, const struct ek_trace *node) {
  const char *name = node->name != NULL ? node->name : node->kind;
  const char *label = ek_label_text(node->label, NULL, t->lang);
  if (label == NULL) return ek_text_clean(t->arena, name);
  bool same = ek_text_same(ek_text_lower(t->arena, label), ek_text_lower(t->arena, name));
  const char *both = same ? label : ek_sprintf(t->arena, "%s (%s)", label, name);
  return ek_text_clean(t->arena, both);
}

/* A line wrapped beside the branches: `first` before it, `rest` before what follows. */
static void add_wrapped(const struct tree *t, const char *first, const char *rest,
                        const char *text, int hanging) {
  int room = EK_TEXT_WIDTH - ek_text_width(rest);
  const char *lines = ek_text_wrap(t->arena, text, room > 30 ? room : 30, hanging);
  const char *before = first;
  for (const char *at = lines; *at != '\0';) {
    size_t size = strcspn(at, "\n");
    ek_buffer_addf(t->out, "%s%.*s\n", before, (int)size, at);
    at += size + (at[size] != '\0');
    before = rest;
  }
}

static const char *source_text(const struct tree *t, const struct ek_trace *node) {
  static const char *const grades[] = {NULL, "A", "B", "C", "D"};
  struct ek_buffer text = {.arena = t->arena};
  if (node->source.text != NULL) ek_buffer_add(&text, node->source.text);
  if (grades[node->grade] != NULL) {
    ek_buffer_addf(&text, "%s%s", text.size > 0 ? ", " : "",
                   ek_say(t->arena, t->lang, EK_W_GRADE_IS, grades[node->grade]));
  }
  const char *remark = ek_label_text(node->remark, NULL, t->lang);
  if (remark != NULL) ek_buffer_addf(&text, "%s%s", text.size > 0 ? ", " : "", remark);
  return text.size > 0 ? ek_text_clean(t->arena, text.text) : NULL;
}

static const char *place_text(const struct tree *t, struct ek_pos pos) {
  if (pos.source == NULL) return NULL;
  const char *name = ek_text_clean(t->arena, pos.source->name);
  return pos.line > 0 ? ek_sprintf(t->arena, "%s:%d", name, pos.line) : name;
}

/* How it was made and where that stands, in grey prose under the number. */
static void add_details(const struct tree *t, const struct ek_trace *node, const char *rest) {
  const char *formula = node->formula != NULL ? ek_text_clean(t->arena, node->formula) : NULL;
  const char *definition = ek_label_text(node->definition, NULL, t->lang);
  if (definition != NULL) add_wrapped(t, rest, rest, definition, 2);
  const char *source = source_text(t, node), *place = place_text(t, node->pos);
  if (formula != NULL && *formula != '\0') {
    bool cut = strlen(formula) > FORMULA_LONG;
    size_t size = cut ? FORMULA_LONG : strlen(formula);
    while (cut && ((unsigned char)formula[size] & 0xC0) == 0x80) size--;
    const char *text = ek_sprintf(t->arena, "= %.*s%s", (int)size, formula, cut ? " …" : "");
    add_wrapped(t, rest, rest, text, 2);
  }
  if (source != NULL) add_wrapped(t, rest, rest, source, 2);
  if (place != NULL) ek_buffer_addf(t->out, "%s%s\n", rest, place);
}

static void add_node(const struct tree *t, const struct ek_trace *node, const char *first,
                     const char *rest) {
  const char *value = ek_say_quantity(t->arena, t->lang, node->value, node->unit);
  const char *line = ek_sprintf(t->arena, "%s: %s", title(t, node), value);
  size_t n = node->children.n;
  const char *beside = ek_sprintf(t->arena, "%s%s", rest, n > 0 ? "│  " : "   ");
  add_wrapped(t, first, beside, line, 0);
  add_details(t, node, beside);
  struct ek_trace *const *child = node->children.items;
  for (size_t i = 0; i < n; i++) {
    bool last = i + 1 == n;
    add_node(t, child[i], ek_sprintf(t->arena, "%s%s", rest, last ? "└─ " : "├─ "),
             ek_sprintf(t->arena, "%s%s", rest, last ? "   " : "│  "));
  }
}

void ek_render_trace_text(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out) {
  struct tree t = {out->arena, lang, out};
  add_node(&t, root, "", "");
}
