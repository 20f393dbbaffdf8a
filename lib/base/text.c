/* UTF-8 decoding, terminal widths, wrapping, and the nearest word to a
 * misspelt one. Case is folded here by rule and not by the C library, so that
 * it is the same whatever locale the program runs under. */
#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <wchar.h>

#define DISTANCE_MAX 64 /* characters of a word that are compared one by one */

/* How many bytes the character that starts with `lead` has, and its first bits. */
static size_t sequence_size(unsigned char lead, int *bits) {
  if (lead >= 0xC2 && lead <= 0xDF) {
    *bits = lead & 0x1F;
    return 2;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    *bits = lead & 0x0F;
    return 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    *bits = lead & 0x07;
    return 4;
  }
  return 0;
}

int ek_utf8_next(const char *text, size_t *bytes) {
  unsigned char lead = (unsigned char)text[0];
  *bytes = lead == 0 ? 0 : 1;
  if (lead < 0x80)
    return lead;
  int code = 0;
  size_t n = sequence_size(lead, &code);
  for (size_t i = 1; i < n; i++) {
    unsigned char next = (unsigned char)text[i];
    if ((next & 0xC0) != 0x80)
      return -1;
    code = code << 6 | (next & 0x3F);
  }
  bool overlong = (n == 3 && code < 0x800) || (n == 4 && code < 0x10000);
  if (n == 0 || overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF)
    return -1;
  *bytes = n;
  return code;
}

bool ek_utf8_shown(int code) {
  bool control = code < 0x20 || (code >= 0x7F && code < 0xA0), none = (code & 0xFFFE) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
  return !control && !none;
}

/* The size of the character at text[at], never past `size`; NUL bytes count 1. */
static size_t step(const char *text, size_t size, size_t at, int *code) {
  char last[5] = {0};
  size_t left = size - at, bytes;
  memcpy(last, text + at, left < 4 ? left : 4);
  *code = ek_utf8_next(last, &bytes);
  return bytes == 0 ? 1 : bytes;
}

/* How many bytes from `at` are plain ASCII, eight at a time: most of any text. */
static size_t ascii_run(const char *text, size_t size, size_t at) {
  const uint64_t high = UINT64_C(0x8080808080808080);
  size_t start = at;
  for (uint64_t eight; at + sizeof eight <= size; at += sizeof eight) {
    memcpy(&eight, text + at, sizeof eight);
    if (eight & high)
      break;
  }
  while (at < size && (unsigned char)text[at] < 0x80)
    at++;
  return at - start;
}

size_t ek_utf8_invalid(const char *text, size_t size) {
  int code;
  for (size_t at = ascii_run(text, size, 0); at < size; at += ascii_run(text, size, at)) {
    size_t bytes = step(text, size, at, &code);
    if (code < 0)
      return at;
    at += bytes;
  }
  return size;
}

size_t ek_utf8_length(const char *text, size_t size) {
  size_t n = 0;
  int code;
  for (size_t at = 0; at < size; n++)
    at += (unsigned char)text[at] < 0x80 ? 1 : step(text, size, at, &code);
  return n;
}

/* wcwidth() answers -1 for what the locale does not know; one column is then
 * the likeliest truth. */
static int code_width(int code) {
  int width = code < 0 ? -1 : wcwidth((wchar_t)code);
  return width < 0 ? 1 : width;
}

static int span_width(const char *text, size_t size) {
  int width = 0, code;
  for (size_t at = 0; at < size;) {
    if (text[at] >= 0x20 && text[at] < 0x7F) { /* most of any text */
      at++;
      width++;
      continue;
    }
    at += step(text, size, at, &code);
    width += code_width(code);
  }
  return width;
}

int ek_text_width(const char *text) {
  return span_width(text, strlen(text));
}

static void add_spaces(struct ek_buffer *out, int n) {
  for (int i = 0; i < n; i++)
    ek_buffer_add_bytes(out, " ", 1);
}

char *ek_text_pad(struct ek_arena *arena, const char *text, int width, bool right) {
  struct ek_buffer out = {.arena = arena};
  int missing = width - ek_text_width(text);
  if (right)
    add_spaces(&out, missing);
  ek_buffer_add(&out, ek_text_isolated(arena, text));
  if (!right)
    add_spaces(&out, missing);
  return out.text;
}

char *ek_text_wrap(struct ek_arena *arena, const char *text, int width, int indent) {
  static const char breaks[] = " \t\r\n";
  struct ek_buffer out = {.arena = arena};
  int column = 0;
  ek_buffer_add(&out, "");
  for (text += strspn(text, breaks); *text != '\0'; text += strspn(text, breaks)) {
    size_t size = strcspn(text, breaks);
    int word = span_width(text, size);
    if (out.size > 0 && column + 1 + word > width) {
      ek_buffer_add(&out, "\n");
      add_spaces(&out, indent);
      column = indent;
    } else if (out.size > 0) {
      ek_buffer_add(&out, " ");
      column++;
    }
    ek_buffer_add_bytes(&out, text, size);
    column += word;
    text += size;
  }
  return out.text;
}

/* Latin-1 and Latin Extended-A, where capital and small letters are neighbours
 * or 32 apart. */
static int lower(int c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7))
    return c + 32;
  if (c == 0x178)
    return 0xFF;
  bool even =
      (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  return (even && c % 2 == 0) || (odd && c % 2 == 1) ? c + 1 : c;
}

static int upper(int c) {
  if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7))
    return c - 32;
  if (c == 0xFF)
    return 0x178;
  return c > 0x100 && c < 0x180 && lower(c - 1) == c ? c - 1 : c;
}

/* Writes a code point below U+0800, which is all that case folding yields. */
static void add_code(struct ek_buffer *out, int code) {
  char bytes[2] = {(char)(0xC0 | code >> 6), (char)(0x80 | (code & 0x3F))};
  char single = (char)code;
  if (code < 0x80)
    ek_buffer_add_bytes(out, &single, 1);
  else
    ek_buffer_add_bytes(out, bytes, 2);
}

/* A copy where the first `n` characters went through `map`. */
static char *mapped(struct ek_arena *arena, const char *text, size_t n, int (*map)(int)) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "");
  for (size_t i = 0, bytes; *text != '\0'; text += bytes, i++) {
    int code = ek_utf8_next(text, &bytes);
    int to = i < n && code > 0 ? map(code) : code;
    if (to != code)
      add_code(&out, to);
    else
      ek_buffer_add_bytes(&out, text, bytes);
  }
  return out.text;
}

char *ek_text_lower(struct ek_arena *arena, const char *text) {
  return mapped(arena, text, strlen(text), lower);
}

char *ek_text_capital(struct ek_arena *arena, const char *text) {
  return mapped(arena, text, 1, upper);
}

/* --- what is shown ------------------------------------------------------------- */

enum { EMBED_FIRST = 0x202A, EMBED_LAST = 0x202E, ISOLATE_FIRST = 0x2066, ISOLATE_LAST = 0x2068, ISOLATE_END = 0x2069 };

static bool isolates(int code) { return code >= ISOLATE_FIRST && code <= ISOLATE_LAST; }

bool ek_text_turns(const char *text) {
  for (size_t bytes; *text != '\0'; text += bytes) {
    int c = ek_utf8_next(text, &bytes);
    if (c >= 0x590 && (c < 0x900 || c == 0x200F || (c >= EMBED_FIRST && c <= EMBED_LAST) || (c >= ISOLATE_FIRST && c <= ISOLATE_END) ||
                       (c >= 0xFB1D && c < 0xFF00) || (c >= 0x10800 && c < 0x11000) || (c >= 0x1E800 && c < 0x1F000)))
      return true;
  }
  return false;
}

const char *ek_text_isolated(struct ek_arena *arena, const char *text) {
  return ek_text_turns(text) ? ek_sprintf(arena, "\u2068%s\u2069", ek_text_clean(arena, text)) : text;
}

/* Is there an end to the isolate that begins before the text? */
static bool is_ended(const char *text) {
  int open = 1;
  for (size_t bytes; *text != '\0' && open > 0; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    open += isolates(code) - (code == ISOLATE_END);
  }
  return open == 0;
}

/* Would the mark turn what stands after the whole text? *open: isolates that have begun and will end. */
static bool turns_more(int code, const char *after, int *open) {
  if (code == ISOLATE_END) return --*open < 0 && ++*open == 0;
  if (!isolates(code)) return code >= EMBED_FIRST && code <= EMBED_LAST;
  bool ended = is_ended(after);
  *open += ended;
  return !ended;
}

char *ek_text_clean(struct ek_arena *arena, const char *text) {
  struct ek_buffer out = {.arena = arena};
  int open = 0;
  ek_buffer_add(&out, "");
  for (size_t bytes; *text != '\0'; text += bytes) {
    int code = ek_utf8_next(text, &bytes);
    if (turns_more(code, text + bytes, &open))
      continue;
    if (code == '\n' || code == '\t' || code == '\r' || code == 0x2028 || code == 0x2029)
      ek_buffer_add(&out, " ");
    else if (!ek_utf8_shown(code))
      ek_buffer_add(&out, "?");
    else
      ek_buffer_add_bytes(&out, text, bytes);
  }
  return out.text;
}

/* What is left of a letter when its case and its mark are taken away. */
static int folded(int code) {
  switch (lower(code)) {
  case 0xE5: /* å */
  case 0xE4: /* ä */
    return 'a';
  case 0xF6: /* ö */
    return 'o';
  case 0xE9: /* é */
    return 'e';
  default:
    return lower(code);
  }
}

static int folded_for_search(int code) {
  return code == '-' || code == '_' ? ' ' : folded(code);
}

char *ek_text_fold(struct ek_arena *arena, const char *text) {
  return mapped(arena, text, strlen(text), folded_for_search);
}

/* The folded characters of `word`, and how many were left out at its end. */
static int fold(const char *word, int *codes, int *rest) {
  int n = 0;
  *rest = 0;
  for (size_t bytes; *word != '\0'; word += bytes) {
    int code = ek_utf8_next(word, &bytes);
    if (n < DISTANCE_MAX)
      codes[n++] = folded(code);
    else
      ++*rest;
  }
  return n;
}

static int min_int(int a, int b) {
  return a < b ? a : b;
}

/* Optimal string alignment, three rows at a time. Beyond DISTANCE_MAX only the
 * difference in length counts: nobody misspells a word that long by a letter. */
int ek_text_distance(const char *a, const char *b) {
  int x[DISTANCE_MAX], y[DISTANCE_MAX], xrest, yrest;
  int rows[3][DISTANCE_MAX + 1];
  int nx = fold(a, x, &xrest), ny = fold(b, y, &yrest);
  for (int j = 0; j <= ny; j++)
    rows[0][j] = j;
  for (int i = 1; i <= nx; i++) {
    int *row = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    row[0] = i;
    for (int j = 1; j <= ny; j++) {
      row[j] = min_int(min_int(last[j], row[j - 1]) + 1, last[j - 1] + (x[i - 1] != y[j - 1]));
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        row[j] = min_int(row[j], before[j - 2] + 1);
    }
  }
  return rows[nx % 3][ny] + (xrest > yrest ? xrest - yrest : yrest - xrest);
}

const char *ek_text_nearest(const char *word, const char *const *words, size_t n) {
  const char *nearest = NULL;
  int best = 0, length = (int)ek_utf8_length(word, strlen(word));
  for (size_t i = 0; i < n; i++) {
    int other = (int)ek_utf8_length(words[i], strlen(words[i]));
    int longer = other > length ? other : length;
    int allowed = longer < 6 ? 1 : longer / 3, shorter = other + length - longer;
    if (longer - shorter > allowed) /* at least that many letters are lacking */
      continue;
    int distance = ek_text_distance(word, words[i]);
    if (distance > allowed || (distance > 0 && distance >= longer))
      continue;
    if (nearest == NULL || distance < best) {
      nearest = words[i];
      best = distance;
    }
  }
  return nearest;
}

bool ek_text_same(const char *a, const char *b) {
  return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}
