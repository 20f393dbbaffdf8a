/* Finds entries by words and lists them, a line each. */
#include "lookup/search.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "lookup/render.h"
#include "render/render.h"

enum { LABEL_LEAST = 10, NAME_COLUMN = 24 }; /* a longer name takes from its label */

/* ---- finding ---- */

/* Folded, and with its spaces taken away: "a-kassa" is found as akassa. */
static const char *joined(struct ek_arena *arena, const char *folded) {
  struct ek_buffer out = {.arena = arena};
  for (; *folded != '\0'; folded++) {
    if (*folded != ' ') ek_buffer_add_bytes(&out, folded, 1);
  }
  return ek_buffer_text(&out);
}

bool ek_text_finds(struct ek_arena *arena, const char *text, const char *word) {
  return strstr(ek_text_fold(arena, text), ek_text_fold(arena, word)) != NULL;
}

static void add(struct ek_buffer *text, const char *part) {
  if (part != NULL) ek_buffer_addf(text, "%s\n", part);
}

static void add_label(struct ek_buffer *text, struct ek_label label) {
  add(text, label.sv);
  if (!ek_text_same(label.sv, label.en)) add(text, label.en);
}

/* Its name and labels; then what is said of it and of its parts. */
static void words_of(struct ek_arena *arena, const struct ek_page *p, struct ek_buffer *called,
                     struct ek_buffer *said) {
  const struct ek_fact *f = p->facts.items;
  *called = *said = (struct ek_buffer){.arena = arena};
  add(called, p->entry.name);
  add_label(called, p->entry.label);
  add(said, p->note);
  add(said, p->source_key);
  add(said, p->source.text);
  add(said, p->source.url);
  for (size_t i = 0; i < p->facts.n; i++) {
    add_label(said, f[i].label);
    add(said, f[i].note);
    add(said, f[i].source_key);
    add(said, f[i].source.text);
  }
}

/* 2: all words in name or label; 1: with what is said of it; 0: no. */
static int matches(struct ek_arena *arena, const struct ek_page *p, const char *const *words) {
  struct ek_buffer called, said;
  words_of(arena, p, &called, &said);
  const char *name = ek_text_fold(arena, ek_buffer_text(&called));
  const char *rest = ek_text_fold(arena, ek_buffer_text(&said));
  const char *close = joined(arena, name);
  int best = 2;
  for (size_t i = 0; words[i] != NULL; i++) {
    const char *word = ek_text_fold(arena, words[i]);
    if (strstr(name, word) != NULL || strstr(close, joined(arena, word)) != NULL) continue;
    if (strstr(rest, word) == NULL) return 0;
    best = 1;
  }
  return best;
}

struct ek_list ek_model_search(struct ek_arena *arena, const struct ek_model *model,
                               const char *const *words) {
  struct ek_list all = ek_model_entry_list(arena, model), hits = {0};
  const struct ek_entry_ref *entries = all.items;
  struct ek_page *pages = ek_alloc_array(arena, all.n, sizeof *pages);
  int *match = ek_alloc_array(arena, all.n, sizeof *match);
  for (size_t i = 0; i < all.n; i++) {
    pages[i] = ek_model_page(arena, model, entries[i]);
    match[i] = matches(arena, &pages[i], words);
  }
  for (int wanted = 2; wanted > 0; wanted--) {
    for (size_t i = 0; i < all.n; i++) {
      if (match[i] == wanted) *(struct ek_page *)ek_list_push(arena, &hits, sizeof *pages) = pages[i];
    }
  }
  return hits;
}

/* ---- lines ---- */

/* In whole kronor where there are thousands of them: a list is for choosing. */
static const char *brief(struct ek_arena *arena, enum ek_lang lang, struct ek_now now) {
  if (fabs(now.value) >= 1000) now.value = round(now.value);
  return ek_say_now(arena, lang, &now);
}

/* What one of it amounts to: its only amount, or the resources it uses. */
static const char *amount(struct ek_arena *arena, const struct ek_page *p, enum ek_lang lang) {
  const struct ek_now *now = p->now.items;
  const struct ek_fact *f = p->facts.items;
  struct ek_now price = {0};
  if (p->now.n == 1 && isfinite(now[0].value)) return brief(arena, lang, now[0]);
  if (p->entry.kind != EK_ENTRY_SERVICE) {
    return p->unit != NULL && strcmp(p->unit, "1") != 0 ? p->unit : "";
  }
  for (size_t i = 0; i < p->facts.n; i++) {
    for (size_t k = 0; strcmp(f[i].part, "flow") == 0 && k < p->now.n; k++) {
      bool counts = strcmp(f[i].key, now[k].key) == 0 && f[i].used_up;
      if (!counts || (price.unit != NULL && strcmp(price.unit, now[k].unit) != 0)) continue;
      price.value += now[k].value;
      price.unit = now[k].unit;
    }
  }
  return price.unit != NULL && isfinite(price.value) ? brief(arena, lang, price) : "";
}

static int widest(int least, const char *text) {
  int width = ek_text_width(text);
  return width > least ? width : least;
}

/* The first `width` columns, with an ellipsis where something was left out. */
static const char *shortened(struct ek_arena *arena, const char *text, int width) {
  if (ek_text_width(text) <= width) return text;
  size_t size = 0, bytes;
  while (ek_text_width(ek_strndup(arena, text, size)) < width - 1) {
    ek_utf8_next(text + size, &bytes);
    size += bytes;
  }
  return ek_sprintf(arena, "%s…", ek_strndup(arena, text, size));
}

void ek_render_hits(const struct ek_page *pages, size_t n, enum ek_lang lang, struct ek_buffer *out) {
  struct ek_arena *arena = out->arena;
  const char **value = ek_alloc_array(arena, n, sizeof *value);
  int kinds = 0, names = 0;
  for (size_t i = 0; i < n; i++) {
    value[i] = amount(arena, &pages[i], lang);
    kinds = widest(kinds, ek_kind_word(pages[i].entry.kind, lang));
    names = widest(names, pages[i].entry.name);
  }
  if (names > NAME_COLUMN) names = NAME_COLUMN;
  for (size_t i = 0; i < n; i++) {
    const struct ek_page *p = &pages[i];
    const char *label = ek_text_clean(arena, ek_label_text(p->entry.label, p->entry.name, lang));
    const char *grade = ek_grade_text(p->grade);
    int name = ek_text_width(p->entry.name) > names ? ek_text_width(p->entry.name) : names;
    int rest = EK_TEXT_WIDTH - kinds - name - 4; /* label, value and grade, with the gaps before the two */
    int room = grade != NULL ? rest - 3 : rest;
    if (*value[i] != '\0') room -= ek_text_width(value[i]) + 2;
    label = shortened(arena, label, room > LABEL_LEAST ? room : LABEL_LEAST);
    int gap = rest - 3 - ek_text_width(label), least = *value[i] != '\0' ? ek_text_width(value[i]) + 2 : 0;
    const char *line = ek_sprintf(arena, "%s  %s  %s%s  %s",
        ek_text_pad(arena, ek_kind_word(p->entry.kind, lang), kinds, false),
        ek_text_pad(arena, p->entry.name, names, false), label,
        ek_text_pad(arena, value[i], gap > least ? gap : least, true), grade != NULL ? grade : "");
    size_t size = strlen(line);
    while (size > 0 && line[size - 1] == ' ') size--;
    ek_buffer_add_bytes(out, line, size);
    ek_buffer_add(out, "\n");
  }
}
