/* The report on a terminal: 80 columns, quiet, one blank line between parts. */
#include "render/render.h"

#include <string.h>

#include "base/text.h"
#include "render/render_text.h"

/* Upper case, one letter at a time: headings stand out without colour. */
static const char *upper(struct ek_arena *arena, const char *text) {
  struct ek_buffer out = {.arena = arena};
  for (size_t bytes; *text != '\0'; text += bytes) {
    ek_utf8_next(text, &bytes);
    ek_buffer_add(&out, ek_text_capital(arena, ek_strndup(arena, text, bytes)));
  }
  return ek_buffer_text(&out);
}

static void add_bold(struct ek_buffer *out, const char *text, bool colour) {
  ek_buffer_addf(out, "%s%s%s", colour ? EK_BOLD : "", text, colour ? EK_PLAIN : "");
}

/* The title to the left, whose it is to the right; below each other when that is too wide. */
static void add_title(const struct ek_document *doc, const struct ek_doc_block *block, bool colour,
                      struct ek_buffer *out) {
  const char *aside = block->aside != NULL ? block->aside : "";
  int rest = EK_TEXT_WIDTH - ek_text_width(block->text);
  bool beside = *aside != '\0' && ek_text_width(aside) + 2 <= rest;
  add_bold(out, beside ? block->text : ek_text_wrap(doc->arena, block->text, EK_TEXT_WIDTH, 0),
           colour);
  if (beside) ek_buffer_add(out, ek_text_pad(doc->arena, aside, rest, true));
  ek_buffer_add(out, "\n");
  if (!beside && *aside != '\0') ek_buffer_addf(out, "%s\n", aside);
}

static void add_heading(const struct ek_document *doc, const struct ek_doc_block *block,
                        bool colour, struct ek_buffer *out) {
  const char *text = upper(doc->arena, block->text);
  if (block->aside != NULL) text = ek_sprintf(doc->arena, "%s, %s", text, block->aside);
  add_bold(out, ek_text_wrap(doc->arena, text, EK_TEXT_WIDTH, 0), colour);
  ek_buffer_add(out, "\n");
}

/* Its name in a double line: above sections in capitals, a little is seen. */
static void add_chapter(const struct ek_document *doc, const struct ek_doc_block *block, bool colour, struct ek_buffer *out) {
  struct ek_buffer line = {.arena = doc->arena};
  ek_buffer_addf(&line, "══ %s ", upper(doc->arena, block->text));
  for (int at = ek_text_width(line.text); at < EK_TEXT_WIDTH; at++) ek_buffer_add(&line, "═");
  add_bold(out, line.text, colour);
  ek_buffer_add(out, "\n");
}

static void add_item(const struct ek_document *doc, const struct ek_doc_block *block,
                     struct ek_buffer *out) {
  const char *mark = block->aside != NULL ? block->aside : "·";
  int indent = ek_text_width(mark) + 1;
  const char *text = ek_sprintf(doc->arena, "%s %s", mark, block->text);
  ek_buffer_addf(out, "%s\n", ek_text_wrap(doc->arena, text, EK_TEXT_WIDTH, indent));
}

static void add_figure(const struct ek_document *doc, const struct ek_doc_block *block, bool colour, struct ek_buffer *out) {
  add_bold(out, ek_text_wrap(doc->arena, block->aside, EK_TEXT_WIDTH, 0), colour);
  ek_buffer_addf(out, "\n%s", block->text);
}

static void add_table(const struct ek_document *doc, const struct ek_doc_table *table, bool colour,
                      struct ek_buffer *out) {
  if (table->title != NULL) {
    add_bold(out, ek_text_wrap(doc->arena, table->title, EK_TEXT_WIDTH, 0), colour);
    ek_buffer_add(out, "\n");
  }
  ek_text_table(doc, table, colour, out);
}

/* Does a blank line part the two? What belongs together stands together. */
static bool parted(enum ek_doc_kind before, enum ek_doc_kind kind) {
  if (kind == EK_DOC_CHAPTER || kind == EK_DOC_HEADING) return true;
  if (before == EK_DOC_HEADING || before == EK_DOC_SUBHEADING) return false;
  if (kind == EK_DOC_COMMAND || (kind == EK_DOC_ITEM && before == EK_DOC_ITEM)) return false;
  return kind != EK_DOC_SUBTITLE;
}

void ek_render_text(const struct ek_document *doc, bool colour, struct ek_buffer *out) {
  const struct ek_doc_block *blocks = doc->blocks.items, *last = NULL;
  for (size_t i = 0; i < doc->blocks.n; i++) {
    const struct ek_doc_block *block = &blocks[i];
    if (block->kind == EK_DOC_CHART) continue; /* its numbers are a table's */
    if (last != NULL && parted(last->kind, block->kind)) ek_buffer_add(out, "\n");
    last = block;
    switch (block->kind) {
    case EK_DOC_TITLE: add_title(doc, block, colour, out); break;
    case EK_DOC_CHAPTER: add_chapter(doc, block, colour, out); break;
    case EK_DOC_HEADING: add_heading(doc, block, colour, out); break;
    case EK_DOC_SUBHEADING:
      add_bold(out, ek_text_wrap(doc->arena, block->text, EK_TEXT_WIDTH, 0), colour);
      ek_buffer_add(out, "\n");
      break;
    case EK_DOC_SUBTITLE:
    case EK_DOC_PARAGRAPH:
    case EK_DOC_NOTE:
      ek_buffer_addf(out, "%s\n", ek_text_wrap(doc->arena, block->text, EK_TEXT_WIDTH, 0));
      break;
    case EK_DOC_ITEM: add_item(doc, block, out); break;
    case EK_DOC_COMMAND: ek_buffer_addf(out, "  %s\n", block->text); break;
    case EK_DOC_FIGURE: add_figure(doc, block, colour, out); break;
    case EK_DOC_TABLE: add_table(doc, block->table, colour, out); break;
    case EK_DOC_CHART: break;
    }
  }
}
