/* The report as GitHub-flavoured Markdown. Cells are filled out so that the
 * source can be read too. */
#include <string.h>

#include "base/text.h"
#include "render/render.h"

/* Is the text the start of a list, heading or quotation to Markdown? */
static bool starts_block(const char *text) {
  if (*text != '\0' && strchr("#+->=~", *text) != NULL) return true;
  size_t digits = strspn(text, "0123456789");
  return digits > 0 && (text[digits] == '.' || text[digits] == ')');
}

/* `text` so that Markdown shows it as it is: users' names hold stars and bars. */
static const char *escaped(const struct ek_document *doc, const char *text, bool own_line) {
  struct ek_buffer out = {.arena = doc->arena};
  if (own_line && starts_block(text)) {
    size_t digits = strspn(text, "0123456789");
    ek_buffer_add_bytes(&out, text, digits);
    ek_buffer_add(&out, "\\");
    text += digits;
    ek_buffer_add_bytes(&out, text, 1);
    text++;
  }
  for (; *text != '\0'; text++) {
    bool link = *text == ']' && text[1] != '\0' && strchr("([:", text[1]) != NULL;
    if (link || strchr("\\`*_<|~&", *text) != NULL) ek_buffer_add(&out, "\\");
    ek_buffer_add_bytes(&out, text, 1);
  }
  return ek_buffer_text(&out);
}

static const char *heading_text(const struct ek_document *doc, const struct ek_doc_block *block) {
  const char *text = escaped(doc, block->text, false);
  if (block->aside == NULL) return text;
  return ek_sprintf(doc->arena, "%s, %s", text, escaped(doc, block->aside, false));
}

/* --- tables --------------------------------------------------------------------- */

struct grid {
  size_t rows, columns; /* the heading is row 0, the labels column 0 */
  const char **text;
  int *width;
};

static const char **grid_cell(const struct grid *grid, size_t row, size_t column) {
  return &grid->text[row * grid->columns + column];
}

static const char *column_heading(const struct ek_document *doc,
                                  const struct ek_doc_column *column) {
  const char *label = ek_doc_whole(doc, column->label);
  if (column->group == NULL) return escaped(doc, label, false);
  const char *both = ek_sprintf(doc->arena, "%s%s%s", column->group, *label != '\0' ? ", " : "",
                                label);
  return escaped(doc, both, false);
}

static const char *row_label(const struct ek_document *doc, const struct ek_doc_row *row) {
  struct ek_buffer out = {.arena = doc->arena};
  for (int i = 0; i < row->level; i++) ek_buffer_add(&out, "&emsp;");
  const char *mark = row->emphasis && *row->label != '\0' ? "**" : "";
  ek_buffer_addf(&out, "%s%s%s", mark, escaped(doc, row->label, false), mark);
  return ek_buffer_text(&out);
}

static struct grid fill_grid(const struct ek_document *doc, const struct ek_doc_table *table) {
  const struct ek_doc_column *columns = table->columns.items;
  struct ek_doc_row *const *rows = table->rows.items;
  struct grid grid = {.rows = table->rows.n + 1, .columns = table->columns.n + 1};
  grid.text = ek_alloc_array(doc->arena, grid.rows * grid.columns, sizeof *grid.text);
  grid.width = ek_alloc_array(doc->arena, grid.columns, sizeof *grid.width);
  *grid_cell(&grid, 0, 0) = table->head != NULL ? escaped(doc, table->head, false) : "";
  for (size_t c = 1; c < grid.columns; c++) {
    *grid_cell(&grid, 0, c) = column_heading(doc, &columns[c - 1]);
  }
  for (size_t r = 1; r < grid.rows; r++) {
    *grid_cell(&grid, r, 0) = row_label(doc, rows[r - 1]);
    for (size_t c = 1; c < grid.columns; c++) {
      const char *text = ek_doc_cell_text(doc, &rows[r - 1]->cells[c - 1]);
      *grid_cell(&grid, r, c) = escaped(doc, text, false);
    }
  }
  for (size_t i = 0; i < grid.rows * grid.columns; i++) {
    int width = ek_text_width(grid.text[i]), *widest = &grid.width[i % grid.columns];
    if (width > *widest) *widest = width;
  }
  return grid;
}

static void add_dashes(const struct grid *grid, const struct ek_doc_column *columns,
                       struct ek_buffer *out) {
  for (size_t c = 0; c < grid->columns; c++) {
    bool right = c > 0 && !columns[c - 1].text;
    ek_buffer_add(out, "| -");
    for (int i = 2; i < grid->width[c]; i++) ek_buffer_add(out, "-");
    ek_buffer_add(out, right ? ": " : "- ");
  }
  ek_buffer_add(out, "|\n");
}

static void add_table(const struct ek_document *doc, const struct ek_doc_table *table,
                      struct ek_buffer *out) {
  const struct ek_doc_column *columns = table->columns.items;
  struct grid grid = fill_grid(doc, table);
  for (size_t c = 0; c < grid.columns; c++) {
    if (grid.width[c] < 2) grid.width[c] = 2;
  }
  if (table->title != NULL) ek_buffer_addf(out, "**%s**\n\n", escaped(doc, table->title, false));
  for (size_t r = 0; r < grid.rows; r++) {
    for (size_t c = 0; c < grid.columns; c++) {
      bool right = c > 0 && !columns[c - 1].text;
      ek_buffer_addf(out, "| %s ",
                     ek_text_pad(doc->arena, *grid_cell(&grid, r, c), grid.width[c], right));
    }
    ek_buffer_add(out, "|\n");
    if (r == 0) add_dashes(&grid, columns, out);
  }
  const char *const *footnotes = table->footnotes.items;
  for (size_t i = 0; i < table->footnotes.n; i++) {
    ek_buffer_addf(out, "\n%s\n", escaped(doc, footnotes[i], true));
  }
}

/* --- blocks --------------------------------------------------------------------- */

static void add_item(const struct ek_document *doc, const struct ek_doc_block *block,
                     struct ek_buffer *out) {
  const char *text = escaped(doc, block->text, block->aside == NULL);
  if (block->aside == NULL) ek_buffer_addf(out, "- %s\n", text);
  else ek_buffer_addf(out, "- %s %s\n", escaped(doc, block->aside, true), text);
}

/* In a fence, longer than any that stands in it: there letters keep their places. */
static void add_figure(const struct ek_document *doc, const struct ek_doc_block *block, struct ek_buffer *out) {
  size_t longest = 2, run = 0;
  for (const char *c = block->text; *c != '\0'; c++) {
    run = *c == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  struct ek_buffer fence = {.arena = doc->arena};
  for (size_t i = 0; i <= longest; i++) ek_buffer_add(&fence, "`");
  ek_buffer_addf(out, "**%s**\n\n%stext\n%s%s\n", escaped(doc, block->aside, false), fence.text, block->text, fence.text);
}

void ek_render_markdown(const struct ek_document *doc, struct ek_buffer *out) {
  const struct ek_doc_block *blocks = doc->blocks.items, *last = NULL;
  for (size_t i = 0; i < doc->blocks.n; i++) {
    const struct ek_doc_block *b = &blocks[i];
    if (b->kind == EK_DOC_CHART) continue; /* its numbers are a table's */
    bool same_list = last != NULL && b->kind == EK_DOC_ITEM && last->kind == EK_DOC_ITEM;
    if (last != NULL && !same_list) ek_buffer_add(out, "\n");
    last = b;
    switch (b->kind) {
    case EK_DOC_TITLE:
      ek_buffer_addf(out, "# %s\n", escaped(doc, b->text, false));
      if (b->aside != NULL) ek_buffer_addf(out, "\n%s\n", escaped(doc, b->aside, true));
      break;
    case EK_DOC_CHAPTER:
    case EK_DOC_HEADING:
    case EK_DOC_SUBHEADING: ek_buffer_addf(out, "%.*s %s\n", b->level, "####", heading_text(doc, b)); break;
    case EK_DOC_SUBTITLE:
    case EK_DOC_PARAGRAPH: ek_buffer_addf(out, "%s\n", escaped(doc, b->text, true)); break;
    case EK_DOC_NOTE: ek_buffer_addf(out, "> %s\n", escaped(doc, b->text, true)); break;
    case EK_DOC_ITEM: add_item(doc, b, out); break;
    case EK_DOC_COMMAND: ek_buffer_addf(out, "```sh\n%s\n```\n", b->text); break;
    case EK_DOC_FIGURE: add_figure(doc, b, out); break;
    case EK_DOC_TABLE: add_table(doc, b->table, out); break;
    case EK_DOC_CHART: break;
    }
  }
}
