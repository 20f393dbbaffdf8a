/* The file that a batch writes is its own memory of how far it came. Whole runs are appended to OUT.partial, which
 * becomes OUT when all are there. After a kill, what is not in order at its end is cut off, and the last run with
 * it, since nothing tells whether it was whole; from there on the same rows follow as would have. */
#ifndef EK_BATCH_JOURNAL_H
#define EK_BATCH_JOURNAL_H

#include "base/arena.h"
#include "base/diag.h"

/* What went wrong in runs, by message. */
struct ek_failures {
  struct ek_list kinds; /* struct ek_failure_kind, as they were first met */
  size_t failed;
};
struct ek_failure_kind {
  const char *message;
  size_t n;
};

/* What a file is to hold. */
struct ek_journal_form {
  const char *text;            /* header and stamp */
  size_t size;
  size_t first, end;           /* runs, from 0 */
  const char *before, *behind; /* of the number of rows, in the last line of a whole file */
};

/* Lines of runs, one after another. */
struct ek_journal_found {
  size_t next;     /* the first run of which nothing, or not surely all, is there; from 0 */
  size_t size, lines; /* bytes and lines of runs up to it */
  size_t last;     /* the last run of which anything is there; from 1, `form->first` where there is none */
  bool whole;      /* all of the form's runs are there, and as many lines as the last one says */
  struct ek_failures failures; /* of the runs before `next`; of a whole file of all */
};
/* Goes through the bytes of a file that begins with the form's text. */
struct ek_journal_found ek_journal_scan(struct ek_arena *arena, const struct ek_journal_form *form, const char *bytes, size_t size);
/* Adds the errors of lines to the failures. */
void ek_failures_count(struct ek_arena *arena, struct ek_failures *failures, const char *lines, size_t size);

struct ek_journal {
  struct ek_arena *arena;
  const struct ek_journal_form *form;
  const char *path, *partial; /* path NULL: to standard output */
  int fd;
  size_t next;       /* the first run to compute, from 0 */
  size_t lines;      /* of runs, that are written */
  bool done;         /* the file is there, and whole */
  struct ek_failures failures;
  long synced;       /* seconds when it was last flushed to disk */
};
/* Opens `path` (NULL: standard output) to go on where it was left. `restart`: from the beginning, whatever is there.
 * NULL with diagnostics: it is of another batch, another process writes it, or it cannot be written. */
struct ek_journal *ek_journal_open(struct ek_arena *arena, const char *path, const struct ek_journal_form *form, bool restart, struct ek_diags *diags);
/* Appends whole runs. False with a diagnostic. */
bool ek_journal_add(struct ek_journal *journal, const char *lines, size_t size, struct ek_diags *diags);
/* All runs are there: writes the last line and gives the file its name. */
bool ek_journal_finish(struct ek_journal *journal, struct ek_diags *diags);
/* Leaves it to be gone on with. */
void ek_journal_close(struct ek_journal *journal);

#endif
