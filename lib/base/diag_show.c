/* Renders diagnostics: for people with the line and a caret under the fault,
 * for programs as JSON. Names and lines come from outside and are made
 * harmless before they reach a terminal. */
#include <string.h>

#include "base/diag.h"
#include "base/text.h"

#define EXCERPT_WIDTH 100 /* columns of a source line that are shown at most */

static const char *source_name(const struct ek_diag *diag) {
  return diag->pos.source == NULL ? NULL : diag->pos.source->name;
}

/* The start of a line in a source and its size; false when there is none. */
static bool find_line(const struct ek_source *source, int line, const char **start, size_t *size) {
  const char *at = source->text, *end = source->text + source->size;
  for (int i = 1; i < line; i++) {
    at = memchr(at, '\n', (size_t)(end - at));
    if (at == NULL)
      return false;
    at++;
  }
  const char *newline = memchr(at, '\n', (size_t)(end - at));
  *start = at;
  *size = (size_t)((newline == NULL ? end : newline) - at);
  if (*size > 0 && at[*size - 1] == '\r')
    --*size;
  return line >= 1;
}

/* One character of the excerpt as shown: what a terminal would act upon is replaced. */
static const char *glyph(struct ek_arena *arena, const char *at, const char *end, size_t *bytes) {
  char last[5] = {0};
  memcpy(last, at, end - at < 4 ? (size_t)(end - at) : 4);
  int code = ek_utf8_next(last, bytes);
  if (code == 0)
    *bytes = 1;
  if (code == '\t')
    return "→";
  if (code < 0x20 || (code >= 0x7F && code < 0xA0))
    return "?";
  last[*bytes] = '\0';
  return ek_strdup(arena, last);
}

/* A source line as glyphs with the columns each takes. */
struct glyphs {
  const char **text;
  int *width, n;
};

static struct glyphs glyphs_of(struct ek_arena *arena, const char *line, size_t size) {
  struct glyphs g = {.n = (int)ek_utf8_length(line, size)};
  size_t bytes;
  g.text = ek_alloc_array(arena, (size_t)g.n, sizeof *g.text);
  g.width = ek_alloc_array(arena, (size_t)g.n, sizeof *g.width);
  const char *end = line + size;
  for (int i = 0; i < g.n; i++, line += bytes) {
    g.text[i] = glyph(arena, line, end, &bytes);
    g.width[i] = ek_text_width(g.text[i]);
  }
  return g;
}

/* The glyphs [*from, *to) round `caret` that fit; a line that fits is kept whole. */
static void cut(const struct glyphs *g, int caret, int *from, int *to) {
  int total = 0, room = EXCERPT_WIDTH - 2; /* an ellipsis at either end */
  for (int i = 0; i < g->n; i++)
    total += g->width[i];
  *from = 0;
  *to = g->n;
  if (total <= EXCERPT_WIDTH)
    return;
  int start = caret < g->n ? caret : g->n, used = 0;
  while (start > 0 && used + g->width[start - 1] <= room / 3)
    used += g->width[--start];
  int end = start;
  for (used = 0; end < g->n && used + g->width[end] <= room; end++)
    used += g->width[end];
  while (start > 0 && end == g->n && used + g->width[start - 1] <= room)
    used += g->width[--start];
  *from = start;
  *to = end;
}

static void add_times(struct ek_buffer *out, char c, int n) {
  for (int i = 0; i < n; i++)
    ek_buffer_add_bytes(out, &c, 1);
}

/* The part of a line that can come to be shown, for a line may be the whole file. */
struct window {
  const char *start;
  size_t size;
  int caret; /* in characters from the start; it may stand just past the end */
  bool more_before, more_after;
};

static struct window window_of(const char *line, size_t size, int column) {
  const size_t reach = 4 * EXCERPT_WIDTH;
  size_t at = 0, bytes;
  for (int i = 1; i < column && at < size; i++) {
    ek_utf8_next(line + at, &bytes);
    at += bytes > 0 ? bytes : 1;
  }
  at = at < size ? at : size;
  size_t from = at > reach ? at - reach : 0, to = size - at > reach ? at + reach : size;
  while (from > 0 && ((unsigned char)line[from] & 0xC0) == 0x80)
    from--;
  int caret = (int)ek_utf8_length(line + from, at - from);
  return (struct window){line + from, to - from, caret, from > 0, to < size};
}

/* "  12 | kostnad: 52 000" and under it the caret. */
static void add_excerpt(struct ek_buffer *out, const struct ek_pos *pos, const char *line,
                        size_t size, bool colour) {
  struct window w = window_of(line, size, pos->column);
  struct glyphs g = glyphs_of(out->arena, w.start, w.size);
  int from, to, before = 0, under = 0;
  cut(&g, w.caret, &from, &to);
  int last = pos->length < to - w.caret ? w.caret + pos->length : to;
  bool more_before = from > 0 || w.more_before, more_after = to < g.n || w.more_after;
  ek_buffer_addf(out, "%5d | %s", pos->line, more_before ? "…" : "");
  for (int i = from; i < to; i++)
    ek_buffer_add(out, g.text[i]);
  ek_buffer_addf(out, "%s\n      | ", more_after ? "…" : "");
  for (int i = from; i < w.caret; i++)
    before += g.width[i];
  for (int i = w.caret; i < last; i++)
    under += g.width[i];
  add_times(out, ' ', before + more_before);
  ek_buffer_addf(out, "%s^", colour ? "\033[1;32m" : "");
  add_times(out, '~', under - 1);
  ek_buffer_addf(out, "%s\n", colour ? "\033[0m" : "");
}

/* "FILE:LINE:COLUMN: WORD: ", or what there is of a place. */
static void add_place(struct ek_buffer *out, const struct ek_pos *pos, const char *word, const char *paint, bool colour) {
  ek_buffer_add(out, colour ? "\033[1m" : "");
  ek_buffer_add(out, pos->source == NULL ? "ekusia" : ek_text_clean(out->arena, pos->source->name));
  if (pos->source != NULL && pos->line > 0)
    ek_buffer_addf(out, ":%d:%d", pos->line, pos->column > 0 ? pos->column : 1);
  ek_buffer_addf(out, ": %s%s:%s ", colour ? paint : "", word, colour ? "\033[0m" : "");
}

static void add_lines(struct ek_buffer *out, const struct ek_pos *pos, bool colour) {
  const char *line;
  size_t size;
  if (pos->source == NULL || pos->source->secret)
    return;
  if (pos->line > 0 && find_line(pos->source, pos->line, &line, &size))
    add_excerpt(out, pos, line, size, colour);
}

static void add_diag(struct ek_buffer *out, const struct ek_diag *diag, bool colour) {
  bool error = diag->severity == EK_ERROR;
  add_place(out, &diag->pos, error ? "error" : "warning", error ? "\033[1;31m" : "\033[1;35m", colour);
  ek_buffer_add(out, diag->message);
  if (diag->hint != NULL)
    ek_buffer_addf(out, "; %s", diag->hint);
  ek_buffer_add(out, "\n");
  add_lines(out, &diag->pos, colour);
  if (diag->note.text == NULL)
    return;
  add_place(out, &diag->note.pos, "note", "\033[1;36m", colour);
  ek_buffer_addf(out, "%s\n", diag->note.text);
  add_lines(out, &diag->note.pos, colour);
}

static void add_count(struct ek_buffer *out, size_t n, const char *word) {
  ek_buffer_addf(out, "%zu %s%s", n, word, n == 1 ? "" : "s");
}

static void add_summary(struct ek_buffer *out, const char *name, size_t errors, size_t warnings) {
  if (name == NULL)
    return;
  if (errors > 0)
    add_count(out, errors, "error");
  if (errors > 0 && warnings > 0)
    ek_buffer_add(out, ", ");
  if (warnings > 0)
    add_count(out, warnings, "warning");
  ek_buffer_add(out, " in ");
  ek_buffer_add(out, ek_text_clean(out->arena, name));
  ek_buffer_add(out, "\n");
}

static void add_more(struct ek_buffer *out, size_t n, const char *word) {
  if (n <= EK_DIAGS_SHOWN)
    return;
  ek_buffer_add(out, "and ");
  add_count(out, n - EK_DIAGS_SHOWN, ek_sprintf(out->arena, "more %s", word));
  ek_buffer_add(out, "\n");
}

/* The diagnostics of one source, which are neighbours; returns how many. */
static size_t add_source(struct ek_buffer *out, struct ek_buffer *summary,
                         const struct ek_diag *diags, size_t n, bool colour) {
  const char *name = source_name(&diags[0]);
  size_t count[2] = {0}, i = 0;
  for (; i < n && ek_text_same(source_name(&diags[i]), name); i++)
    if (++count[diags[i].severity] <= EK_DIAGS_SHOWN)
      add_diag(out, &diags[i], colour);
  add_more(out, count[EK_ERROR], "error");
  add_more(out, count[EK_WARNING], "warning");
  add_summary(summary, name, count[EK_ERROR], count[EK_WARNING]);
  return i;
}

void ek_diags_text(struct ek_diags *diags, struct ek_buffer *out, bool colour) {
  struct ek_buffer summary = {.arena = out->arena};
  size_t n;
  const struct ek_diag *sorted = ek_diags_sorted(diags, &n);
  for (size_t i = 0; i < n;)
    i += add_source(out, &summary, sorted + i, n - i, colour);
  ek_buffer_add(out, ek_buffer_text(&summary));
}

/* A JSON string; bytes that are not UTF-8 become U+FFFD, as JSON must be UTF-8. */
static void add_json(struct ek_buffer *out, const char *text) {
  if (text == NULL) {
    ek_buffer_add(out, "null");
    return;
  }
  ek_buffer_add(out, "\"");
  for (size_t bytes; *text != '\0'; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    if (code == '"' || code == '\\')
      ek_buffer_addf(out, "\\%c", code);
    else if (code < 0)
      ek_buffer_add(out, "\\ufffd");
    else if (code < 0x20 || code == 0x7F)
      ek_buffer_addf(out, "\\u%04x", (unsigned)code);
    else
      ek_buffer_add_bytes(out, text, bytes);
  }
  ek_buffer_add(out, "\"");
}

/* "file": …, "message": … of a fault or of its note. */
static void add_json_place(struct ek_buffer *out, const struct ek_pos *pos, const char *message) {
  ek_buffer_add(out, "\"file\": ");
  add_json(out, pos->source == NULL ? NULL : pos->source->name);
  ek_buffer_addf(out, ", \"line\": %d, \"column\": %d, \"length\": %d, \"message\": ", pos->line, pos->column, pos->length);
  add_json(out, message);
}

void ek_diags_json(struct ek_diags *diags, struct ek_buffer *out) {
  size_t n;
  const struct ek_diag *sorted = ek_diags_sorted(diags, &n);
  ek_buffer_add(out, "[");
  for (size_t i = 0; i < n; i++) {
    const struct ek_diag *diag = &sorted[i];
    ek_buffer_addf(out, "%s\n  {\"severity\": \"%s\", ", i > 0 ? "," : "",
                   diag->severity == EK_ERROR ? "error" : "warning");
    add_json_place(out, &diag->pos, diag->message);
    ek_buffer_add(out, ", \"hint\": ");
    add_json(out, diag->hint);
    if (diag->note.text != NULL) {
      ek_buffer_add(out, ", \"note\": {");
      add_json_place(out, &diag->note.pos, diag->note.text);
      ek_buffer_add(out, "}");
    }
    ek_buffer_add(out, "}");
  }
  ek_buffer_add(out, n > 0 ? "\n]\n" : "]\n");
}
