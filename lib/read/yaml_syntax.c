/* Says what is wrong with a text that is not YAML, where, and how to mend it. The words of
 * libyaml are for those who know its grammar; these are for those who wrote the file. */
#include "read/yaml_syntax.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "read/bytes.h"

struct ek_yaml_cursor ek_yaml_cursor_start(const struct ek_source *source) {
  return (struct ek_yaml_cursor){source->text, source->text + source->size, 0, 1, 1};
}

static void next(struct ek_yaml_cursor *cursor) {
  bool line = *cursor->at == '\n';
  cursor->line += line;
  cursor->column = line ? 1 : cursor->column + 1;
  cursor->index++;
  cursor->at++;
  while (((unsigned char)*cursor->at & 0xC0) == 0x80 && cursor->at < cursor->end)
    cursor->at++;
}

void ek_yaml_cursor_move(struct ek_yaml_cursor *cursor, size_t index) {
  while (cursor->index < index && cursor->at < cursor->end)
    next(cursor);
}

static struct ek_pos mark_pos(const struct ek_source *source, yaml_mark_t mark) {
  struct ek_yaml_cursor cursor = ek_yaml_cursor_start(source);
  ek_yaml_cursor_move(&cursor, mark.index);
  return (struct ek_pos){source, cursor.line, cursor.column, 1};
}

/* Characters that YAML refuses: C0 and C1 controls but tab, line ends and NEL, and DEL. */
static bool control(int c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0 && c != 0x85);
}

/* Are the eight bytes at `text` all printable ASCII, as most of any text is? The high bit of a
 * byte is set by what is below 0x20 (taken away) and from 0x7F (1 added). A borrow or a carry
 * comes from a byte that is found itself. */
static bool plain(const char *text) {
  uint64_t bytes;
  const uint64_t each = 0x0101010101010101;
  memcpy(&bytes, text, sizeof bytes);
  return (((bytes - each * 0x20) | (bytes + each) | bytes) & each * 0x80) == 0;
}

/* The offset of the first byte that may not stand, or the size when all may. */
static size_t first_bad(const struct ek_source *source) {
  size_t i = 0;
  while (i < source->size) {
    if (source->size - i >= 8 && plain(source->text + i)) {
      i += 8;
      continue;
    }
    int c = (unsigned char)source->text[i];
    size_t bytes = 1;
    if (c >= 0x80)
      c = ek_utf8_next(source->text + i, &bytes);
    if (c < 0 || control(c))
      break;
    i += bytes;
  }
  return i;
}

bool ek_yaml_check_bytes(const struct ek_source *source, struct ek_diags *diags) {
  size_t bad = first_bad(source), bytes;
  if (bad == source->size)
    return true;
  unsigned byte = (unsigned char)source->text[bad];
  if (ek_utf8_next(source->text + bad, &bytes) < 0)
    return ek_error(diags, ek_bytes_pos(source, bad, 1), "save the file as UTF-8",
                    "byte 0x%02X is not UTF-8", byte);
  return ek_error(diags, ek_bytes_pos(source, bad, 1), "delete it",
                  "a control character (byte 0x%02X) stands in the text", byte);
}

/* What libyaml says (`problem`, and `context` when it matters) and what we say. */
struct fault {
  const char *problem, *context;
  bool opening; /* point at the opening quote or bracket, not at where it was noticed */
  const char *message, *hint;
};

#define TAB_MESSAGE "a tab stands where only spaces may indent"
#define TAB_HINT "indent with spaces"
#define QUOTE_HINT "put the text in quotes"

static const struct fault faults[] = {
    {"found unexpected end of stream", "while scanning a quoted scalar", true,
     "this quote is never closed",
     "end the text with the same quote mark; inside '...' an apostrophe is written twice"},
    {"found unexpected document indicator", "while scanning a quoted scalar", true,
     "this quote is never closed", "end the text with the same quote mark"},
    {"did not find expected ',' or ']'", NULL, true, "this '[' is not closed as it should be",
     "part the items with ',' and end the list with ']'"},
    {"did not find expected ',' or '}'", NULL, true, "this '{' is not closed as it should be",
     "part the keys with ',' and end the map with '}'; put a text that holds one of , [ ] { } in "
     "quotes"},
    {"could not find expected ':'", NULL, true, "a key without ':'",
     "write 'key: value'; indent a text of several lines more than its key"},
    {"mapping values are not allowed in this context", NULL, false, "this ':' cannot stand here",
     "put a text that holds ': ' in quotes, and check the indentation"},
    {"did not find expected key", NULL, false, "a key is expected here",
     "indent it exactly like the keys above; a text that begins with a quote must end with it"},
    {"did not find expected '-' indicator", NULL, false, "a list item is expected here",
     "begin it with '- ', indented exactly like the items above"},
    {"did not find expected node content", NULL, false, "a value is expected here",
     "write one, or put a text that begins with one of , ] } in quotes"},
    {"did not find expected <document start>", NULL, false,
     "this does not belong to what stands above", "check the indentation and the brackets"},
    {"block sequence entries are not allowed in this context", NULL, false,
     "this '-' cannot stand here", "put the list on lines of its own below its key"},
    {"mapping keys are not allowed in this context", NULL, false, "this '?' cannot stand here",
     QUOTE_HINT},
    {"found a tab character that violates indentation", NULL, false, TAB_MESSAGE, TAB_HINT},
    {"found a tab character where an indentation space is expected", NULL, false, TAB_MESSAGE,
     TAB_HINT},
    {"found undefined alias", NULL, false, "this alias has no anchor",
     "put a text that begins with '*' in quotes"},
    {"second occurrence", NULL, false, "the same anchor is set twice", "give it another name"},
    {"found unknown escape character", NULL, false, "an unknown escape after '\\'",
     "write '\\\\' for a backslash, or use '...' in place of \"...\""},
    {"found undefined tag handle", NULL, true, "a tag that is not known",
     "put a text that begins with '!' in quotes"},
};

static const struct fault *find_fault(const char *problem, const char *context) {
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    if (ek_text_same(faults[i].problem, problem) &&
        (!faults[i].context || ek_text_same(faults[i].context, context)))
      return &faults[i];
  return NULL;
}

/* libyaml has one message for every character that begins nothing; a tab is the common one. */
static bool bad_start(struct ek_pos pos, char c, struct ek_diags *diags) {
  if (c == '\t')
    return ek_error(diags, pos, TAB_HINT, TAB_MESSAGE);
  return ek_error(diags, pos, QUOTE_HINT, "a text cannot begin with '%c'", c);
}

static bool fault_error(const yaml_parser_t *parser, const struct fault *fault,
                        const struct ek_source *source, struct ek_diags *diags) {
  struct ek_pos seen = mark_pos(source, parser->problem_mark);
  if (!fault->opening || !parser->context)
    return ek_error(diags, seen, fault->hint, "%s", fault->message);
  struct ek_pos opening = mark_pos(source, parser->context_mark);
  if (seen.line == opening.line && seen.column == opening.column)
    return ek_error(diags, opening, fault->hint, "%s", fault->message);
  if (seen.line == opening.line)
    return ek_error(diags, opening, fault->hint, "%s (noticed at column %d)", fault->message,
                    seen.column);
  return ek_error(diags, opening, fault->hint, "%s (noticed on line %d)", fault->message,
                  seen.line);
}

static bool may_be_named(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* The name of an anchor or alias that begins at `at`, in letters that libyaml takes: å ä ö without
 * their marks, others as '-'. NULL where it is no name but a text. *length: in characters. */
static const char *name_allowed(struct ek_arena *arena, const char *at, const char *end, int *length) {
  struct ek_buffer out = {.arena = arena};
  size_t bytes;
  for (*length = 0; at < end && (unsigned char)*at > ' ' && !strchr(",[]{}:", *at); at += bytes, ++*length) {
    int c = ek_utf8_next(at, &bytes);
    if (c < 0x80 && !may_be_named(c) && c != '.')
      return NULL;
    const char *letter = ek_strndup(arena, at, bytes);
    if (!may_be_named(c))
      letter = ek_text_fold(arena, letter);
    ek_buffer_add(&out, may_be_named(letter[0]) && letter[1] == '\0' ? letter : "-");
  }
  return *length > 0 ? ek_buffer_text(&out) : NULL;
}

static bool anchor_error(struct ek_arena *arena, const yaml_parser_t *parser,
                         const struct ek_source *source, struct ek_diags *diags) {
  struct ek_yaml_cursor cursor = ek_yaml_cursor_start(source);
  ek_yaml_cursor_move(&cursor, parser->context_mark.index);
  char sign = *cursor.at;
  int length;
  const char *name = name_allowed(arena, cursor.at + 1, cursor.end, &length);
  struct ek_pos pos = {source, cursor.line, cursor.column, name ? length + 1 : 1};
  if (!name)
    return ek_error(diags, pos, QUOTE_HINT, "a text cannot begin with '%c'", sign);
  const char *hint = ek_sprintf(arena, "write &%s and, where it is used, *%s; put a text that begins with '%c' in quotes", name, name, sign);
  return ek_error(diags, pos, hint, "the name of an anchor may have only a–z, A–Z, 0–9, _ and -");
}

bool ek_yaml_syntax_error(struct ek_arena *arena, const yaml_parser_t *parser, const struct ek_source *source,
                          struct ek_diags *diags) {
  const char *problem = parser->problem ? parser->problem : "not YAML";
  if (parser->error == YAML_MEMORY_ERROR)
    return ek_error(diags, (struct ek_pos){source, 0, 0, 0}, NULL, "out of memory");
  if (parser->error == YAML_READER_ERROR)
    return ek_error(diags, ek_bytes_pos(source, parser->problem_offset, 1), NULL, "%s", problem);
  struct ek_yaml_cursor cursor = ek_yaml_cursor_start(source);
  ek_yaml_cursor_move(&cursor, parser->problem_mark.index);
  struct ek_pos pos = {source, cursor.line, cursor.column, 1};
  if (ek_text_same(problem, "found character that cannot start any token"))
    return bad_start(pos, *cursor.at, diags);
  if (ek_text_same(problem, "did not find expected alphabetic or numeric character"))
    return anchor_error(arena, parser, source, diags);
  const struct fault *fault = find_fault(problem, parser->context);
  if (fault)
    return fault_error(parser, fault, source, diags);
  return ek_error(diags, pos, NULL, "%s%s%s", parser->context ? parser->context : "",
                  parser->context ? ": " : "", problem);
}
