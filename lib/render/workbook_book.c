/* Sheets and cells on libxlsxwriter. */
#include "render/workbook_book.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "render/workbook_live.h"

enum { NAME_LETTERS = 31, SMALL_WORD = 4, LONG_WORD = 11, CELL_BYTES = 32000 };
enum { PORTRAIT_WIDTH = 95, HIGHEST_ROW = 400, USUAL_SIZE = 11 };
enum { COLOUR_INPUT = 0xFFF2CC, COLOUR_LINE = 0x808080, COLOUR_LINK = 0x1F4E79 };

static void check(struct ek_book *b, lxw_error error) { b->failed |= error != LXW_NO_ERROR; }

/* The first `n` letters of a text, whole letters of UTF-8. */
static const char *letters(struct ek_arena *arena, const char *text, size_t n) {
  const char *end = text;
  for (; *end != '\0' && n > 0; n--) do end++; while (((unsigned char)*end & 0xC0) == 0x80);
  return ek_strndup(arena, text, (size_t)(end - text));
}

static size_t count_letters(const char *text) {
  size_t n = 0;
  for (; *text != '\0'; text++) n += ((unsigned char)*text & 0xC0) != 0x80;
  return n;
}

/* --- names and references ------------------------------------------------------------ */

/* A colon becomes a comma and what else a name may not have a blank; long ones end at a word, with three dots. */
static const char *allowed(const struct ek_book *b, const char *wanted, size_t most) {
  char *name = ek_strdup(b->arena, ek_doc_whole(b->doc, wanted)), *end = name;
  for (const char *c = name; *c != '\0'; c++) {
    char kept = *c == ':' ? ',' : strchr("[]*?/\\'", *c) != NULL ? ' ' : *c;
    if (kept != ' ' || end == name || end[-1] != ' ') *end++ = kept;
  }
  *end = '\0';
  while (*name == ' ') name++;
  for (size_t n = strlen(name); n > 0 && name[n - 1] == ' '; n--) name[n - 1] = '\0';
  if (*name == '\0') return EK_BOOK_SAID(b, EK_W_X_TABLE);
  if (count_letters(name) <= most) return name;
  char *shorter = ek_strdup(b->arena, letters(b->arena, name, most - 1));
  char *blank = strrchr(shorter, ' ');
  if (blank != NULL && count_letters(blank) <= LONG_WORD) *blank = '\0';
  for (; (blank = strrchr(shorter, ' ')) != NULL && count_letters(blank) <= SMALL_WORD; *blank = '\0') continue; /* "…och" */
  return ek_sprintf(b->arena, "%s…", shorter);
}

static bool taken(const struct ek_book *b, const char *folded) {
  const char *const *names = b->names.items;
  for (size_t i = 0; i < b->names.n; i++) if (strcmp(names[i], folded) == 0) return true;
  return strcmp(folded, "history") == 0; /* a name that spreadsheets keep for themselves */
}

const char *ek_book_name(struct ek_book *b, const char *wanted) {
  const char *name = allowed(b, wanted, NAME_LETTERS);
  for (int i = 2; taken(b, ek_text_lower(b->arena, name)); i++) {
    const char *number = ek_sprintf(b->arena, " %d", i);
    name = ek_sprintf(b->arena, "%s%s", allowed(b, wanted, NAME_LETTERS - strlen(number)), number);
  }
  *(const char **)ek_list_push(b->arena, &b->names, sizeof name) = ek_text_lower(b->arena, name);
  return name;
}

struct ek_sheet ek_book_sheet(struct ek_book *b, const char *name) {
  struct ek_sheet out = {workbook_add_worksheet(b->file, name), name, ek_sprintf(b->arena, "'%s'!", name)};
  b->failed |= out.sheet == NULL;
  return out;
}

const char *ek_book_ref(const struct ek_book *b, const struct ek_sheet *sheet, size_t row, size_t column) {
  char letters_of[LXW_MAX_COL_NAME_LENGTH];
  lxw_col_to_name(letters_of, (lxw_col_t)column, true);
  return ek_sprintf(b->arena, "%s%s$%zu", sheet != NULL ? sheet->quoted : "", letters_of, row + 1);
}

const char *ek_book_range(const struct ek_book *b, const struct ek_sheet *sheet, size_t row, size_t column, size_t last_row, size_t last_column) {
  return ek_sprintf(b->arena, "%s:%s", ek_book_ref(b, sheet, row, column), ek_book_ref(b, NULL, last_row, last_column));
}

/* --- looks ----------------------------------------------------------------------------- */

struct known_look {
  struct ek_look look;
  lxw_format *format;
};

static bool same_look(const struct ek_look *a, const struct ek_look *b) {
  return ek_text_same(a->number, b->number) && a->size == b->size && a->indent == b->indent && a->bold == b->bold && a->italic == b->italic &&
         a->wrap == b->wrap && a->right == b->right && a->centre == b->centre && a->above == b->above && a->below == b->below &&
         a->input == b->input && a->link == b->link && a->mono == b->mono;
}

static lxw_format *make_look(struct ek_book *b, const struct ek_look *look) {
  lxw_format *f = workbook_add_format(b->file);
  format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
  if (look->number != NULL) format_set_num_format(f, look->number);
  if (look->size > 0) format_set_font_size(f, look->size);
  if (look->bold) format_set_bold(f);
  if (look->italic) format_set_italic(f);
  if (look->wrap) format_set_text_wrap(f);
  if (look->right) format_set_align(f, LXW_ALIGN_RIGHT);
  else if (look->centre) format_set_align(f, LXW_ALIGN_CENTER);
  else format_set_align(f, LXW_ALIGN_LEFT);
  if (look->indent > 0) format_set_indent(f, (uint8_t)(look->indent < 15 ? look->indent : 15));
  if (look->above) format_set_top(f, LXW_BORDER_THIN);
  if (look->below) format_set_bottom(f, LXW_BORDER_THIN);
  if (look->input) format_set_bg_color(f, COLOUR_INPUT);
  if (look->input) format_set_border(f, LXW_BORDER_HAIR);
  if (look->above || look->below || look->input) format_set_border_color(f, COLOUR_LINE);
  if (look->mono) format_set_font_name(f, "Courier New");
  if (look->link) format_set_font_color(f, COLOUR_LINK);
  if (look->link) format_set_underline(f, LXW_UNDERLINE_SINGLE);
  return f;
}

lxw_format *ek_book_look(struct ek_book *b, struct ek_look look) {
  const struct known_look *known = b->looks.items;
  for (size_t i = 0; i < b->looks.n; i++) if (same_look(&known[i].look, &look)) return known[i].format;
  struct known_look *new = ek_list_push(b->arena, &b->looks, sizeof *new);
  *new = (struct known_look){look, make_look(b, &look)};
  return new->format;
}

/* --- cells ------------------------------------------------------------------------------ */

/* A cell holds so many letters; more than that go on being told to be more. */
static const char *fitting(const struct ek_book *b, const char *text) {
  size_t n = CELL_BYTES;
  if (strlen(text) <= n) return text;
  while (((unsigned char)text[n] & 0xC0) == 0x80) n--;
  return ek_sprintf(b->arena, "%s…", ek_strndup(b->arena, text, n));
}

void ek_book_text(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t column, const char *text, struct ek_look look) {
  check(b, worksheet_write_string(s->sheet, (lxw_row_t)row, (lxw_col_t)column, fitting(b, text), ek_book_look(b, look)));
  if (look.size > USUAL_SIZE) ek_book_height(b, s, row, 1, look.size);
}

void ek_book_number(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t column, double number, struct ek_look look) {
  check(b, worksheet_write_number(s->sheet, (lxw_row_t)row, (lxw_col_t)column, number, ek_book_look(b, look)));
}

void ek_book_formula(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t column, const char *formula, double number, const char *text,
                     struct ek_look look) {
  lxw_format *format = ek_book_look(b, look);
  lxw_row_t r = (lxw_row_t)row;
  lxw_col_t c = (lxw_col_t)column;
  check(b, isfinite(number) ? worksheet_write_formula_num(s->sheet, r, c, formula, format, number)
                            : worksheet_write_formula_str(s->sheet, r, c, formula, format, text));
}

void ek_book_link(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t column, const char *to, const char *text) {
  const char *url = ek_sprintf(b->arena, "internal:'%s'!A1", to);
  lxw_format *format = ek_book_look(b, (struct ek_look){.link = true});
  check(b, worksheet_write_url(s->sheet, (lxw_row_t)row, (lxw_col_t)column, url, format));
  check(b, worksheet_write_string(s->sheet, (lxw_row_t)row, (lxw_col_t)column, text, format));
}

const char *ek_book_decimals(struct ek_arena *arena, const char *before, int decimals) {
  return decimals > 0 ? ek_sprintf(arena, "%s.%.*s", before, decimals < 15 ? decimals : 15, "000000000000000") : before;
}

/* As many decimals as people see. */
static int shown_decimals(const struct ek_book *b, const struct ek_doc_cell *cell) {
  const char *text = ek_doc_cell_text(b->doc, cell), *point = strrchr(text, b->doc->lang == EK_SV ? ',' : '.');
  return cell->kind == EK_CELL_SHARE ? (point != NULL ? (int)strspn(point + 1, "0123456789") : 0) : cell->decimals;
}

static const char *number_format(const struct ek_book *b, const struct ek_doc_cell *cell) {
  int decimals = shown_decimals(b, cell);
  if (cell->kind == EK_CELL_SHARE) return EK_BOOK_SAY(b, EK_W_X_PERCENT, ek_book_decimals(b->arena, "", decimals));
  if (cell->kind == EK_CELL_MONTHS) return EK_BOOK_SAY(b, EK_W_X_MONTHS, ek_book_decimals(b->arena, "", decimals));
  return ek_book_decimals(b->arena, "#,##0", decimals);
}

void ek_book_cell(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t column, const struct ek_doc_cell *cell, struct ek_look look) {
  bool number = cell->kind == EK_CELL_NUMBER || cell->kind == EK_CELL_SHARE || cell->kind == EK_CELL_MONTHS;
  const char *formula = ek_live_formula(b, cell), *text = ek_doc_cell_text(b->doc, cell);
  if (number || formula != NULL) look.number = number_format(b, cell);
  if (formula != NULL) ek_book_formula(b, s, row, column, formula, number ? cell->number : NAN, text, look);
  else if (number) ek_book_number(b, s, row, column, cell->number, look);
  else ek_book_text(b, s, row, column, text, look);
}

void ek_book_merged(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t first, size_t last, const char *text, struct ek_look look) {
  lxw_format *format = ek_book_look(b, look);
  check(b, worksheet_merge_range(s->sheet, (lxw_row_t)row, (lxw_col_t)first, (lxw_row_t)row, (lxw_col_t)last, fitting(b, text), format));
}

int ek_book_wrapped(const struct ek_book *b, const char *text, int width) {
  int lines = 0;
  if (width < 1) width = 1;
  for (const char *at = ek_text_wrap(b->arena, text, width, 0); *at != '\0';) {
    size_t n = strcspn(at, "\n");
    lines += 1 + (ek_text_width(ek_strndup(b->arena, at, n)) - 1) / width; /* a word that is longer is broken */
    at += n + (at[n] != '\0');
  }
  return lines > 0 ? lines : 1;
}

void ek_book_height(struct ek_book *b, const struct ek_sheet *s, size_t row, int lines, int size) {
  double height = (size > 0 ? 1.4 * size : 15) * lines;
  check(b, worksheet_set_row(s->sheet, (lxw_row_t)row, height < HIGHEST_ROW ? height : HIGHEST_ROW, NULL));
}

void ek_book_lines(struct ek_book *b, const struct ek_sheet *s, size_t row, size_t last_column, int width, const char *text, struct ek_look look) {
  look.wrap = true;
  if (last_column == 0) ek_book_text(b, s, row, 0, text, look);
  else ek_book_merged(b, s, row, 0, last_column, text, look);
  ek_book_height(b, s, row, ek_book_wrapped(b, text, width), look.size);
}

/* --- print ------------------------------------------------------------------------------- */

void ek_book_print(struct ek_book *b, const struct ek_sheet *s, int width, size_t head) {
  worksheet_set_paper(s->sheet, 9);
  if (width > PORTRAIT_WIDTH) worksheet_set_landscape(s->sheet);
  worksheet_fit_to_pages(s->sheet, 1, 0);
  worksheet_set_margins(s->sheet, 0.6, 0.6, 0.8, 0.8);
  worksheet_gridlines(s->sheet, LXW_HIDE_ALL_GRIDLINES);
  if (head > 0) check(b, worksheet_repeat_rows(s->sheet, 0, (lxw_row_t)head - 1));
  check(b, worksheet_set_header(s->sheet, b->header));
  check(b, worksheet_set_footer(s->sheet, b->footer));
}

void ek_book_print_whole(const struct ek_sheet *s) {
  worksheet_set_portrait(s->sheet);
  worksheet_fit_to_pages(s->sheet, 1, 1);
}
