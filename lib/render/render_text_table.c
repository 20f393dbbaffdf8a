/* Tables on a terminal. Columns are as wide as what stands in them; labels and
 * texts are wrapped; what still is too wide goes on below, labels repeated. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "render/render.h"
#include "render/render_text.h"

enum { GAP = 2, LABEL_WIDE = 30, LABEL_MOST = 60, WORD_MOST = 40, NARROWEST = 8, NARROW_WORDS = 12 }; /* WORD_MOST: of a heading */

struct layout {
  const struct ek_document *doc;
  const struct ek_doc_table *table;
  const struct ek_doc_column *columns;
  size_t n;       /* columns */
  int label;      /* width of the labels */
  int *width;     /* [n] */
  bool colour;
  struct ek_buffer *out;
};

static const struct ek_doc_row *row_at(const struct layout *l, size_t i) {
  return ((struct ek_doc_row *const *)l->table->rows.items)[i];
}

static int larger(int a, int b) {
  return a > b ? a : b;
}

static int smaller(int a, int b) {
  return a < b ? a : b;
}

/* The next part of a label that may stand on a line of its own; *hyphen: it ends
 * with a soft hyphen. */
static const char *next_part(struct ek_arena *arena, const char **at, bool *hyphen) {
  size_t size = 0;
  *hyphen = false;
  while ((*at)[size] != '\0' && (*at)[size] != ' ' && !*hyphen) {
    *hyphen = strncmp(*at + size, "\u00AD", 2) == 0;
    if (!*hyphen) size++;
  }
  const char *part = ek_strndup(arena, *at, size);
  *at += size + (*hyphen ? 2 : (*at)[size] == ' ' ? 1 : 0);
  return part;
}

static int widest_part(struct ek_arena *arena, const char *label) {
  int widest = 0;
  bool hyphen;
  for (const char *at = label != NULL ? label : ""; *at != '\0';) {
    const char *part = next_part(arena, &at, &hyphen);
    widest = larger(widest, ek_text_width(part) + hyphen);
  }
  return widest;
}

/* Where a word that is too long may end its first line: after the last hyphen or joining
 * 's' that leaves a part worth reading on both sides (Etablerings-ersättning,
 * Arbetslöshets-ersättning), else at the edge. */
static size_t break_in(const char *word, size_t size, int width) {
  enum { PART = 4 };
  size_t edge = 0, joint = 0, bytes;
  int columns = 0;
  for (size_t at = 0; at < size && columns < width - 1; at += bytes, columns++) {
    ek_utf8_next(word + at, &bytes);
    edge = at + bytes;
    bool joins = at > 0 && word[at] == 's' && strchr("dglnt", word[at - 1]) != NULL;
    bool may = joins || word[at] == '-' || word[at] == '/';
    if (may && columns + 1 >= PART && size - edge >= PART) joint = edge;
  }
  return joint > 0 ? joint : edge;
}

/* A label broken into lines of at most `width` columns, parted by '\n'. */
static const char *broken(struct ek_arena *arena, const char *label, int width) {
  struct ek_buffer out = {.arena = arena};
  int column = 0;
  bool hyphen, open = false; /* open: the line ends inside a word */
  for (const char *at = label != NULL ? label : ""; *at != '\0';) {
    const char *part = next_part(arena, &at, &hyphen);
    int space = column > 0 && !open;
    if (column > 0 && column + space + ek_text_width(part) + hyphen > width) {
      ek_buffer_add(&out, open ? "-\n" : "\n");
      column = space = 0;
    }
    for (; ek_text_width(part) > WORD_MOST && width > 1; column = 0) {
      size_t size = break_in(part, strlen(part), width);
      ek_buffer_addf(&out, "%s-\n", ek_strndup(arena, part, size));
      part += size;
    }
    ek_buffer_addf(&out, "%s%s", space ? " " : "", part);
    column += space + ek_text_width(part);
    open = hyphen;
  }
  return ek_buffer_text(&out);
}

/* Wrapped to `width`; a word that is longer is broken. */
static const char *wrapped(struct ek_arena *arena, const char *text, int width) {
  struct ek_buffer out = {.arena = arena};
  while (*text != '\0') {
    size_t size = strcspn(text, " ");
    if (size > 0 && ek_text_width(ek_strndup(arena, text, size)) > width && width > 1) {
      size = break_in(text, size, width);
      const char *hyphen = text[size - 1] == '-' || text[size - 1] == '/' ? "" : "-";
      ek_buffer_addf(&out, "%s%s ", ek_strndup(arena, text, size), hyphen);
      text += size;
      continue;
    }
    ek_buffer_addf(&out, "%s%s", ek_strndup(arena, text, size), text[size] != '\0' ? " " : "");
    text += size + (text[size] != '\0');
  }
  return ek_text_wrap(arena, ek_buffer_text(&out), width, 0);
}

/* --- widths --------------------------------------------------------------------- */

static int longest_word(struct ek_arena *arena, const char *text) {
  const char *lines = ek_text_wrap(arena, text, 1, 0); /* a word a line */
  int longest = 0;
  for (const char *at = lines; *at != '\0';) {
    size_t size = strcspn(at, "\n");
    longest = larger(longest, ek_text_width(ek_strndup(arena, at, size)));
    at += size + (at[size] != '\0');
  }
  return longest;
}

static int label_width(const struct layout *l, bool narrow) {
  struct ek_arena *arena = l->doc->arena;
  int width = ek_text_width(l->table->head != NULL ? l->table->head : "");
  for (size_t i = 0; i < l->table->rows.n; i++) {
    const struct ek_doc_row *row = row_at(l, i);
    int text = narrow ? longest_word(arena, row->label) : ek_text_width(row->label);
    width = larger(width, 2 * row->level + text);
  }
  return width;
}

static int cells_width(const struct layout *l, size_t column, bool narrow) {
  int width = 0;
  for (size_t i = 0; i < l->table->rows.n; i++) {
    const char *text = ek_doc_cell_text(l->doc, &row_at(l, i)->cells[column]);
    width = larger(width, narrow ? longest_word(l->doc->arena, text) : ek_text_width(text));
  }
  return width;
}

static int total(const struct layout *l, size_t first, size_t end) {
  int width = l->label;
  for (size_t c = first; c < end; c++) width += GAP + l->width[c];
  return width;
}

/* Where the columns under the same group as `first` end. */
static size_t group_end(const struct layout *l, size_t first) {
  size_t end = first + 1;
  while (end < l->n && l->columns[first].group != NULL && l->columns[end].group != NULL &&
         strcmp(l->columns[end].group, l->columns[first].group) == 0) {
    end++;
  }
  return end;
}

/* A group's label needs its room too: its columns give it in turn. */
static void widen_for_groups(struct layout *l) {
  for (size_t c = 0, end; c < l->n; c = end) {
    end = group_end(l, c);
    if (l->columns[c].group == NULL) continue;
    int room = -GAP;
    for (size_t k = c; k < end; k++) room += GAP + l->width[k];
    int lacking = smaller(ek_text_width(l->columns[c].group), WORD_MOST) - room;
    for (size_t k = c; lacking > 0; lacking--, k = k + 1 < end ? k + 1 : c) l->width[k]++;
  }
}

static void measure(struct layout *l, bool whole_headings) {
  struct ek_arena *arena = l->doc->arena;
  for (size_t c = 0; c < l->n; c++) {
    const char *label = l->columns[c].label;
    int heading = whole_headings ? ek_text_width(ek_doc_whole(l->doc, label))
                                 : smaller(widest_part(arena, label), WORD_MOST);
    l->width[c] = larger(heading, cells_width(l, c, false));
  }
  widen_for_groups(l);
}

/* Takes from the widest text until all fits, or nothing more can be given: no column gets
 * narrower than its longest word or than `word`, where longer words are broken. */
static void squeeze(struct layout *l, int word) {
  struct ek_arena *arena = l->doc->arena;
  int least_label = larger(smaller(label_width(l, true), word), NARROWEST);
  int *least = ek_alloc_array(arena, l->n, sizeof *least);
  for (size_t c = 0; c < l->n; c++) {
    least[c] = !l->columns[c].text ? l->width[c]
                                   : larger(NARROWEST, smaller(cells_width(l, c, true), word));
  }
  while (total(l, 0, l->n) > EK_TEXT_WIDTH) {
    int *widest = l->label > least_label ? &l->label : NULL;
    for (size_t c = 0; c < l->n; c++) {
      if (l->width[c] > least[c] && (widest == NULL || l->width[c] > *widest)) {
        widest = &l->width[c];
      }
    }
    if (widest == NULL) return;
    --*widest;
  }
}

static bool has_text(const struct layout *l) {
  for (size_t c = 0; c < l->n; c++) {
    if (l->columns[c].text) return true;
  }
  return false;
}

static void choose_widths(struct layout *l) {
  l->label = label_width(l, false);
  measure(l, true);
  if (total(l, 0, l->n) > EK_TEXT_WIDTH) measure(l, false);
  if (total(l, 0, l->n) <= EK_TEXT_WIDTH) return;
  if (has_text(l)) {
    squeeze(l, EK_TEXT_WIDTH);
    squeeze(l, NARROW_WORDS);
    return;
  }
  int narrow = larger(smaller(label_width(l, true), LABEL_MOST), LABEL_WIDE); /* longer words are broken */
  int spare = EK_TEXT_WIDTH - (total(l, 0, l->n) - l->label);
  if (l->label > narrow) l->label = larger(narrow, spare);
}

/* --- drawing -------------------------------------------------------------------- */

/* Adds a line without the spaces at its end. */
static void end_line(struct ek_buffer *out, const char *line) {
  size_t size = strlen(line);
  while (size > 0 && line[size - 1] == ' ') size--;
  ek_buffer_add_bytes(out, line, size);
  ek_buffer_add(out, "\n");
}

static void rule(const struct layout *l, int width) {
  for (int i = 0; i < width; i++) ek_buffer_add(l->out, "─");
  ek_buffer_add(l->out, "\n");
}

/* Line `which` (from 0) of a text with line breaks; "" beyond its end. */
static const char *line_of(struct ek_arena *arena, const char *text, size_t which) {
  for (; which > 0; which--) {
    text += strcspn(text, "\n");
    if (*text == '\0') return "";
    text++;
  }
  return ek_strndup(arena, text, strcspn(text, "\n"));
}

static size_t lines_in(const char *text) {
  size_t n = 1;
  for (; *text != '\0'; text++) n += *text == '\n';
  return n;
}

static void spaces(struct ek_buffer *line, int n) {
  for (int i = 0; i < n; i++) ek_buffer_add(line, " ");
}

/* The text, or as much of it as has room. */
static const char *fitted(struct ek_arena *arena, const char *text, int room) {
  size_t at = 0, bytes;
  if (ek_text_width(text) <= room) return text;
  for (; text[at] != '\0'; at += bytes) {
    ek_utf8_next(text + at, &bytes);
    if (ek_text_width(ek_strndup(arena, text, at + bytes)) >= room) break;
  }
  return ek_sprintf(arena, "%s…", ek_strndup(arena, text, at));
}

static void group_line(const struct layout *l, size_t first, size_t last) {
  struct ek_buffer line = {.arena = l->doc->arena};
  bool any = false;
  spaces(&line, l->label);
  for (size_t c = first, end; c < last; c = end) {
    end = group_end(l, c) < last ? group_end(l, c) : last;
    const char *group = l->columns[c].group != NULL ? l->columns[c].group : "";
    int room = -GAP;
    for (size_t k = c; k < end; k++) room += GAP + l->width[k];
    group = fitted(l->doc->arena, group, room);
    int left = (room - ek_text_width(group) + 1) / 2;
    spaces(&line, GAP + left);
    ek_buffer_add(&line, ek_text_isolated(l->doc->arena, group));
    spaces(&line, room - left - ek_text_width(group));
    any = any || *group != '\0';
  }
  if (any) end_line(l->out, ek_buffer_text(&line));
}

static void heading_lines(const struct layout *l, size_t first, size_t last) {
  struct ek_arena *arena = l->doc->arena;
  const char **label = ek_alloc_array(arena, l->n, sizeof *label);
  size_t height = 1;
  for (size_t c = first; c < last; c++) {
    label[c] = broken(arena, l->columns[c].label, l->width[c]);
    if (lines_in(label[c]) > height) height = lines_in(label[c]);
  }
  for (size_t i = 0; i < height; i++) {
    struct ek_buffer line = {.arena = arena};
    const char *head = i + 1 == height && l->table->head != NULL ? l->table->head : "";
    ek_buffer_add(&line, ek_text_pad(arena, head, l->label, false));
    for (size_t c = first; c < last; c++) {
      size_t above = height - lines_in(label[c]);
      const char *text = i < above ? "" : line_of(arena, label[c], i - above);
      spaces(&line, GAP);
      ek_buffer_add(&line, ek_text_pad(arena, text, l->width[c], !l->columns[c].text));
    }
    if (strspn(ek_buffer_text(&line), " ") < line.size) end_line(l->out, line.text);
  }
}

static bool below_zero(const struct ek_doc_cell *cell) {
  return (cell->kind == EK_CELL_NUMBER || cell->kind == EK_CELL_SHARE) && cell->number < 0;
}

static void add_cell(const struct layout *l, const struct ek_doc_row *row, size_t column,
                     const char *text, struct ek_buffer *line) {
  const char *padded =
      ek_text_pad(l->doc->arena, text, l->width[column], !l->columns[column].text);
  bool red = l->colour && *text != '\0' && below_zero(&row->cells[column]);
  spaces(line, GAP);
  ek_buffer_addf(line, "%s%s%s", red ? EK_RED : "", padded, red ? EK_PLAIN : "");
}

static void draw_row(const struct layout *l, const struct ek_doc_row *row, size_t first,
                     size_t last) {
  struct ek_arena *arena = l->doc->arena;
  const char **text = ek_alloc_array(arena, l->n, sizeof *text);
  int indent = 2 * row->level;
  const char *label = wrapped(arena, row->label, l->label - indent);
  size_t height = lines_in(label);
  for (size_t c = first; c < last; c++) {
    text[c] = ek_doc_cell_text(l->doc, &row->cells[c]);
    if (l->columns[c].text) text[c] = wrapped(arena, text[c], l->width[c]);
    if (lines_in(text[c]) > height) height = lines_in(text[c]);
  }
  bool bold = l->colour && row->emphasis;
  for (size_t i = 0; i < height; i++) {
    struct ek_buffer line = {.arena = arena};
    spaces(&line, indent);
    const char *part = ek_text_pad(arena, line_of(arena, label, i), l->label - indent, false);
    ek_buffer_addf(&line, "%s%s%s", bold ? EK_BOLD : "", part, bold ? EK_PLAIN : "");
    for (size_t c = first; c < last; c++) add_cell(l, row, c, line_of(arena, text[c], i), &line);
    end_line(l->out, ek_buffer_text(&line));
  }
}

static void draw_part(const struct layout *l, size_t first, size_t last) {
  int width = total(l, first, last);
  if (l->n > 0) {
    group_line(l, first, last);
    heading_lines(l, first, last);
  }
  rule(l, width);
  for (size_t i = 0; i < l->table->rows.n; i++) {
    if (row_at(l, i)->rule_above) rule(l, width);
    draw_row(l, row_at(l, i), first, last);
  }
  rule(l, width);
}

/* Where the columns that fit beside the labels end: whole groups at a time, but a group
 * that is too wide by itself is parted. */
static size_t part_end(const struct layout *l, size_t first, int room) {
  size_t end = group_end(l, first);
  while (end > first + 1 && total(l, first, end) > room) end--;
  while (end < l->n && total(l, first, group_end(l, end)) <= room) end = group_end(l, end);
  return end;
}

static size_t parts(const struct layout *l, int room) {
  size_t n = 0;
  for (size_t first = 0; first < l->n; n++) first = part_end(l, first, room);
  return n;
}

static bool has_groups(const struct layout *l) {
  for (size_t c = 0; c < l->n; c++) {
    if (l->columns[c].group != NULL) return true;
  }
  return false;
}

/* Is the last part a single column? */
static bool lonely(const struct layout *l, int room) {
  size_t first = 0, end = 0;
  for (; end < l->n; end = part_end(l, first, room)) first = end;
  return end - first == 1;
}

/* How wide the parts may be: like columns, such as years, are parted evenly, and no column
 * stands alone if another group can go along with it. */
static int part_room(const struct layout *l) {
  int room = EK_TEXT_WIDTH;
  size_t n = parts(l, room);
  while (room > 1 && n > 1 && (!has_groups(l) || lonely(l, room)) && parts(l, room - 1) == n) room--;
  return room;
}

void ek_text_table(const struct ek_document *doc, const struct ek_doc_table *table, bool colour,
                   struct ek_buffer *out) {
  struct layout l = {.doc = doc, .table = table, .columns = table->columns.items,
                     .n = table->columns.n, .colour = colour, .out = out};
  l.width = ek_alloc_array(doc->arena, l.n, sizeof *l.width);
  choose_widths(&l);
  bool whole = l.n == 0 || has_text(&l);
  int room = whole ? EK_TEXT_WIDTH : part_room(&l);
  for (size_t first = 0, end = 0; first == 0 || first < l.n; first = end) {
    if (first > 0) ek_buffer_add(out, "\n");
    end = whole ? l.n : part_end(&l, first, room);
    draw_part(&l, first, end);
    if (end == 0) break;
  }
  const char *const *footnotes = table->footnotes.items;
  for (size_t i = 0; i < table->footnotes.n; i++) {
    ek_buffer_addf(out, "%s\n", ek_text_wrap(doc->arena, footnotes[i], EK_TEXT_WIDTH, 0));
  }
}
