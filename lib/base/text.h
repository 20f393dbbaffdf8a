/* UTF-8 text as people see it: widths on a terminal, near-misses of a word. */
#ifndef EK_BASE_TEXT_H
#define EK_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Decodes one character at `text`; *bytes gets its length. Returns the code
 * point, or -1 (and *bytes 1) where the bytes are not valid UTF-8 (overlong
 * forms, surrogates and values above U+10FFFF are not). At NUL: 0, *bytes 0. */
int ek_utf8_next(const char *text, size_t *bytes);
/* Has the code something to be seen by, or a space? Not control characters, nor what Unicode never makes a
 * character (as U+FFFE), which pages and workbooks may not hold; nor -1. */
bool ek_utf8_shown(int code);
/* The offset of the first invalid byte, or `size` when all is valid. */
size_t ek_utf8_invalid(const char *text, size_t size);
/* Characters (code points) in the first `size` bytes; invalid bytes count 1. */
size_t ek_utf8_length(const char *text, size_t size);

/* Terminal columns `text` takes: combining marks 0, wide characters 2. */
int ek_text_width(const char *text);
/* `text`, isolated, filled with spaces to `width` columns, left- or right-aligned. */
char *ek_text_pad(struct ek_arena *arena, const char *text, int width, bool right);
/* Word-wrapped to `width` columns, every line but the first indented by
 * `indent` spaces; lines are joined by '\n', no final one. A word longer than
 * the line stands alone. No-break spaces (U+00A0, U+202F) do not break. */
char *ek_text_wrap(struct ek_arena *arena, const char *text, int width, int indent);

/* Edits (insert, delete, replace, swap of neighbours) between two words, by
 * characters, letters compared without regard to case and with å ä ö é near
 * a a o e (cost 0 for those pairs). */
int ek_text_distance(const char *a, const char *b);
/* The nearest of `n` words if it is near enough to suggest (distance at most
 * a third of the longer word's length, at least 1 allowed), else NULL. */
const char *ek_text_nearest(const char *word, const char *const *words, size_t n);

/* Whole-string equality, NULL-safe. */
bool ek_text_same(const char *a, const char *b);
/* Lower-cased copy (ASCII and Latin letters incl. åäö). */
char *ek_text_lower(struct ek_arena *arena, const char *text);
/* Copy for searching: lower case, without the marks of å ä ö é, and with '-' and '_' as spaces. */
char *ek_text_fold(struct ek_arena *arena, const char *text);
/* Copy that is harmless on a terminal and stays on one line: line breaks and
 * tabs become spaces, what else is not shown and invalid bytes '?'. Marks that
 * turn what stands after the text are left out (U+202A to U+202E, and isolates that
 * nothing ends); Hebrew and Arabic letters know their direction without them. */
char *ek_text_clean(struct ek_arena *arena, const char *text);
/* Does anything in the text run from right to left, or say which way text runs? */
bool ek_text_turns(const char *text);
/* The text between U+2068 and U+2069 where it turns, so that it turns nothing beside it; else the text itself. */
const char *ek_text_isolated(struct ek_arena *arena, const char *text);
/* Copy with the first letter upper-cased (ASCII and Latin). */
char *ek_text_capital(struct ek_arena *arena, const char *text);

#endif
