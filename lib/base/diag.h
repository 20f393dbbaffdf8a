/* Diagnostics: what is wrong in the input, where, and what to do about it.
 * The library collects them here and never prints; a command renders them. */
#ifndef EK_BASE_DIAG_H
#define EK_BASE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A text that positions point into, normally a whole file. Borrowed. */
struct ek_source {
  const char *name; /* as shown: the path the user gave, or "<stdin>" */
  const char *text; /* NUL-ended */
  size_t size;      /* bytes, without the NUL */
  bool secret;      /* data about persons: places in it are told, its lines never shown */
};
/* Is it the value of an option of the command line ("--household"), and no file? */
bool ek_source_is_option(const struct ek_source *source);

/* A place in a source. Lines and columns count from 1, columns in characters
 * (code points); line 0 means the source as a whole. `length` is how many
 * characters the caret underlines, at least 1 is shown. */
struct ek_pos {
  const struct ek_source *source; /* NULL: no file at all (an option, say) */
  int line, column, length;
};

enum ek_severity { EK_WARNING, EK_ERROR };

/* Another place that has to do with a fault, and what it is. `text` NULL: none. */
struct ek_diag_note {
  struct ek_pos pos;
  const char *text;
};

struct ek_diag {
  enum ek_severity severity;
  struct ek_pos pos;
  struct ek_diag_note note;
  const char *message; /* no final full stop, no line break */
  const char *hint;    /* what to do, or NULL: "did you mean 'payer'?" */
  bool system;         /* a file or the system failed, not what stands in the input */
};

struct ek_diags;

struct ek_diags *ek_diags_new(struct ek_arena *arena);

/* Add one. `hint` may be NULL. Exactly the same diagnostic at the same place is kept once.
 * ek_error and ek_warning return false, so that a reader can
 * `return ek_error(...)`. */
bool ek_error(struct ek_diags *diags, struct ek_pos pos, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
bool ek_warning(struct ek_diags *diags, struct ek_pos pos, const char *hint, const char *format,
                ...) __attribute__((format(printf, 4, 5)));

/* As ek_error, with another place told below it. */
bool ek_error_noted(struct ek_diags *diags, struct ek_pos pos, struct ek_diag_note note, const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* As ek_error, for a file or system that failed rather than wrong input. */
bool ek_system_error(struct ek_diags *diags, struct ek_pos pos, const char *hint,
                     const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Did a file or the system fail? */
bool ek_diags_system(const struct ek_diags *diags);
size_t ek_diags_errors(const struct ek_diags *diags);
size_t ek_diags_warnings(const struct ek_diags *diags);
/* All of them, sorted by source name, line, column, severity (errors first); borrowed. */
const struct ek_diag *ek_diags_sorted(struct ek_diags *diags, size_t *n);

/* At most this many errors per source are rendered as text, then "and N more". */
#define EK_DIAGS_SHOWN 20

/* GNU form, one per diagnostic:
 *   file:line:col: error: message; hint
 *      12 |     kostnad: 52 000 kr/month
 *         |     ^~~~~~~
 * then a note in the same form, when there is one, and a closing line with the counts per source. Long lines are cut round the
 * caret; a source line's tabs are shown as '→', other control characters as '?'. */
void ek_diags_text(struct ek_diags *diags, struct ek_buffer *out, bool colour);
/* One JSON array of {severity, file, line, column, length, message, hint}, and note: {file, line, column,
 * length, message} where there is one. */
void ek_diags_json(struct ek_diags *diags, struct ek_buffer *out);

#endif
