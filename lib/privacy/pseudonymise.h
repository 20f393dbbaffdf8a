/* Pseudonyms instead of what tells who somebody is. The same person has the same pseudonym in
 * every file made with the same key, and nobody can compute it without the key: it is a keyed
 * BLAKE2b (libsodium) of the personal number in twelve digits, or of the text as it is written. */
#ifndef EK_PRIVACY_PSEUDONYMISE_H
#define EK_PRIVACY_PSEUDONYMISE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "privacy/identity.h"
#include "read/columns.h"

#define EK_KEY_SIZE 32       /* bytes; a key file holds them as 64 hex digits */
#define EK_PSEUDONYM_SIZE 18 /* 'p', 16 letters of 16, and the NUL */

/* The key in the file at `path`, which is made, with new random bytes and for its owner alone,
 * when it is not there; *made says so. False with a diagnostic, which never shows what the file
 * holds. */
bool ek_key_open(struct ek_arena *arena, const char *path, unsigned char key[EK_KEY_SIZE],
                 bool *made, struct ek_diags *diags);

/* Of a person's number, however it is written (read/personnummer.h), or of any other text. Two
 * of a million persons share one by a chance of less than one in thirty millions. */
void ek_pseudonym(const unsigned char key[EK_KEY_SIZE], const char *text,
                  char out[EK_PSEUDONYM_SIZE]);
/* Does the text look like one? They have no digits and no vowels: no number and no word does. */
bool ek_pseudonym_is(const char *text);

/* What becomes of a column, and why. */
enum ek_treatment { EK_KEPT, EK_PSEUDONYMISED, EK_LEFT_OUT };
struct ek_treated {
  enum ek_treatment treatment;
  enum ek_identity why; /* EK_IDENTITY_NONE: the user asked for it, or it is kept */
};

/* Columns that the user names, exactly as in the first row. */
struct ek_treatment_asked {
  const char *const *pseudonymise, *const *leave_out; /* NULL-ended, or NULL */
};

/* Decides for each column of a file that was read unchecked, with codes for all: numbers are
 * pseudonymised, what else tells who somebody is is left out, and what the user asks for goes
 * before both. Errors: a column that is not there or is asked for in two ways, rows with too few
 * or too many cells, a first row that is about a person, nothing to do or nothing left. A warning
 * where a column of numbers holds other texts. NULL with errors. */
const struct ek_treated *ek_pseudonymise_plan(struct ek_arena *arena, struct ek_columns *columns,
                                              const struct ek_treatment_asked *asked,
                                              struct ek_diags *diags);
/* The file anew, as ek_csv_copy writes it. Empty cells stay empty. */
void ek_pseudonymise(const struct ek_columns *columns, const struct ek_treated *plan,
                     const unsigned char key[EK_KEY_SIZE], struct ek_buffer *out);

#endif
