/* Builds documents block by block. Nothing is laid out here: widths, signs for
 * rules and escapes belong to the renderers. */
#include "document/document.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"

static const char *cleaned(struct ek_document *doc, const char *text) {
  return text != NULL ? ek_text_clean(doc->arena, text) : NULL;
}

static struct ek_doc_block *push_block(struct ek_document *doc, enum ek_doc_kind kind) {
  struct ek_doc_block *block = ek_list_push(doc->arena, &doc->blocks, sizeof *block);
  *block = (struct ek_doc_block){.kind = kind};
  if (kind == EK_DOC_HEADING) block->id = doc->section;
  if (kind == EK_DOC_CHAPTER || kind == EK_DOC_HEADING) block->level = 2;
  if (kind == EK_DOC_SUBHEADING) block->level = 3;
  return block;
}

void ek_doc_add(struct ek_document *doc, enum ek_doc_kind kind, const char *text,
                const char *aside) {
  struct ek_doc_block *block = push_block(doc, kind);
  block->text = cleaned(doc, text);
  block->aside = cleaned(doc, aside);
}

/* --- chapters ------------------------------------------------------------------------------ */

void ek_doc_open_chapter(struct ek_document *doc, const char *id, const char *text) {
  struct ek_doc_block *block = push_block(doc, EK_DOC_CHAPTER);
  block->id = id;
  block->text = cleaned(doc, text);
}

/* Has the chapter that begins there a name and at least two sections? */
static bool is_chapter(const struct ek_document *doc, size_t at) {
  const struct ek_doc_block *blocks = doc->blocks.items;
  size_t sections = 0;
  if (blocks[at].kind != EK_DOC_CHAPTER || blocks[at].text == NULL) return false;
  for (size_t i = at + 1; i < doc->blocks.n && blocks[i].kind != EK_DOC_CHAPTER; i++) sections += blocks[i].kind == EK_DOC_HEADING;
  return sections >= 2;
}

void ek_doc_settle_chapters(struct ek_document *doc) {
  struct ek_doc_block *blocks = doc->blocks.items;
  size_t chapters = 0, kept = 0;
  bool inside = false;
  for (size_t i = 0; i < doc->blocks.n; i++) chapters += is_chapter(doc, i);
  for (size_t i = 0; i < doc->blocks.n; i++) {
    if (blocks[i].kind == EK_DOC_CHAPTER) inside = chapters >= 2 && is_chapter(doc, i);
    if (blocks[i].kind == EK_DOC_CHAPTER && !inside) continue;
    if (inside && blocks[i].level > 0 && blocks[i].kind != EK_DOC_CHAPTER) blocks[i].level++;
    blocks[kept++] = blocks[i];
  }
  doc->blocks.n = kept;
}

/* --- figures and tables -------------------------------------------------------------------- */

void ek_doc_add_figure(struct ek_document *doc, const char *title, const char *lines) {
  struct ek_buffer text = {.arena = doc->arena};
  for (const char *at = lines; *at != '\0';) {
    size_t size = strcspn(at, "\n");
    ek_buffer_addf(&text, "%s\n", cleaned(doc, ek_strndup(doc->arena, at, size)));
    at += size + (at[size] != '\0');
  }
  struct ek_doc_block *block = push_block(doc, EK_DOC_FIGURE);
  block->text = ek_buffer_text(&text);
  block->aside = cleaned(doc, title);
}

struct ek_doc_table *ek_doc_add_table(struct ek_document *doc, const char *head,
                                      const char *title) {
  struct ek_doc_table *table = ek_alloc(doc->arena, sizeof *table);
  table->head = cleaned(doc, head);
  table->title = cleaned(doc, title);
  push_block(doc, EK_DOC_TABLE)->table = table;
  return table;
}

void ek_doc_add_column(struct ek_document *doc, struct ek_doc_table *table, const char *label,
                       const char *group, bool text) {
  struct ek_doc_column *column = ek_list_push(doc->arena, &table->columns, sizeof *column);
  column->label = cleaned(doc, label);
  column->group = cleaned(doc, group);
  column->text = text;
}

struct ek_doc_row *ek_doc_add_row(struct ek_document *doc, struct ek_doc_table *table,
                                  const char *label, int level) {
  struct ek_doc_row *row = ek_alloc(doc->arena, sizeof *row);
  row->label = cleaned(doc, label);
  row->level = level;
  row->cells = ek_alloc_array(doc->arena, table->columns.n, sizeof *row->cells);
  *(struct ek_doc_row **)ek_list_push(doc->arena, &table->rows, sizeof row) = row;
  return row;
}

void ek_doc_add_footnote(struct ek_document *doc, struct ek_doc_table *table, const char *text) {
  *(const char **)ek_list_push(doc->arena, &table->footnotes, sizeof text) = cleaned(doc, text);
}

struct ek_doc_cell ek_doc_text(struct ek_document *doc, const char *text) {
  return (struct ek_doc_cell){.kind = EK_CELL_TEXT, .text = cleaned(doc, text)};
}

static struct ek_doc_cell number_cell(enum ek_doc_cell_kind kind, double value, int decimals) {
  if (isnan(value)) kind = EK_CELL_NONE;
  if (isinf(value)) kind = EK_CELL_NEVER;
  return (struct ek_doc_cell){.kind = kind, .number = value, .decimals = decimals};
}

struct ek_doc_cell ek_doc_number(double value, int decimals) {
  return number_cell(EK_CELL_NUMBER, value, decimals);
}

struct ek_doc_cell ek_doc_share(double value, int decimals) {
  return number_cell(EK_CELL_SHARE, value, decimals);
}

struct ek_doc_cell ek_doc_months(double value, int decimals) {
  return number_cell(EK_CELL_MONTHS, value, decimals);
}

struct ek_doc_cell ek_doc_quoted(struct ek_document *doc, struct ek_doc_cell cell, struct ek_doc_quote quote) {
  struct ek_doc_quote *kept = ek_alloc(doc->arena, sizeof *kept);
  *kept = quote;
  cell.quote = kept;
  return cell;
}

/* Nothing to pay back takes no time: "0", without a unit. */
static const char *months_text(const struct ek_document *doc, const struct ek_doc_cell *cell) {
  if (cell->number == 0) return "0";
  const char *number = ek_number_show(doc->arena, cell->number, cell->decimals, doc->lang);
  return ek_say(doc->arena, doc->lang, EK_W_MONTHS_SHORT, number);
}

struct ek_doc_cell ek_doc_on(struct ek_doc_cell cell, struct ek_doc_basis *basis) {
  if (cell.kind != EK_CELL_NONE) cell.basis = basis;
  return cell;
}

void ek_doc_rests(struct ek_document *doc, struct ek_doc_basis *basis) {
  struct ek_doc_block *blocks = doc->blocks.items;
  if (doc->blocks.n > 0) blocks[doc->blocks.n - 1].basis = basis;
}

const char *ek_doc_cell_text(const struct ek_document *doc, const struct ek_doc_cell *cell) {
  switch (cell->kind) {
  case EK_CELL_EMPTY: return "";
  case EK_CELL_TEXT: return cell->text != NULL ? cell->text : "";
  case EK_CELL_NUMBER: return ek_number_show(doc->arena, cell->number, cell->decimals, doc->lang);
  case EK_CELL_SHARE: return ek_say_share(doc->arena, doc->lang, cell->number, cell->decimals);
  case EK_CELL_MONTHS: return months_text(doc, cell);
  case EK_CELL_NEVER: return ek_word(EK_W_NEVER, doc->lang);
  case EK_CELL_NONE: return "–";
  }
  return "";
}

const char *ek_doc_whole(const struct ek_document *doc, const char *label) {
  struct ek_buffer out = {.arena = doc->arena};
  for (const char *at = label != NULL ? label : ""; *at != '\0';) {
    const char *hyphen = strstr(at, "\u00AD");
    ek_buffer_add_bytes(&out, at, hyphen != NULL ? (size_t)(hyphen - at) : strlen(at));
    at = hyphen != NULL ? hyphen + strlen("\u00AD") : "";
  }
  return ek_buffer_text(&out);
}
