/* Whole files in, whole files out: nothing is half-read or half-written. */
#ifndef EK_BASE_FILE_H
#define EK_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"

#define EK_FILE_MAX ((size_t)64 * 1024 * 1024)
/* Files about persons may be larger; one that begins with so much text without a line end is
 * no file of rows, and is not read to its end. */
#define EK_FILE_LARGE ((size_t)2048 * 1024 * 1024)
#define EK_FILE_LINE ((size_t)16 * 1024 * 1024)
#define EK_FILE_STDIN "<stdin>" /* what the source of "-" is called */

/* Reads `path` ("-": standard input) into the arena as a source. On failure a
 * diagnostic says why (does not exist: with a near name in the same folder as a
 * hint; a directory: name the file in it; no permission; larger than
 * EK_FILE_MAX; read error) and NULL is returned. */
const struct ek_source *ek_file_read(struct ek_arena *arena, const char *path,
                                     struct ek_diags *diags);
/* The same for a file about persons, up to EK_FILE_LARGE: a source that is `secret`. */
const struct ek_source *ek_file_read_secret(struct ek_arena *arena, const char *path,
                                            struct ek_diags *diags);
bool ek_file_exists(const char *path);
bool ek_file_is_folder(const char *path);
/* The names of what lies in a folder, hidden files left out, in no order; none when it cannot be read. */
const char *const *ek_file_names(struct ek_arena *arena, const char *folder, size_t *n);
/* Do both paths lead to one file that exists, whatever they are called? */
bool ek_file_same(const char *a, const char *b);
/* What to say of a path that does not exist: a near name in its folder, or that there is no
 * such folder; NULL when nothing is near. */
const char *ek_file_missing_hint(struct ek_arena *arena, const char *path);
/* Terminals, pipes and whatever lies in /dev are written as they are: there is
 * nothing to replace, and /dev/stdout may be a file that others write to. */
bool ek_file_is_stream(const char *path);
/* Writes to a temporary name beside `path`, flushes to disk, renames. The old
 * file stays whole on failure, which gives a diagnostic and false. */
bool ek_file_write(struct ek_arena *arena, const char *path, const char *bytes, size_t size,
                   struct ek_diags *diags);
/* Makes the folder, and those that it lies in, unless they are there. False with a diagnostic. */
bool ek_file_make_folder(struct ek_arena *arena, const char *path, struct ek_diags *diags);
/* `name` relative to the folder that `file` lies in; absolute names as they are. */
const char *ek_file_beside(struct ek_arena *arena, const char *file, const char *name);
/* SHA-256 of the bytes as 64 hex digits (libmd). */
const char *ek_file_hash(struct ek_arena *arena, const char *bytes, size_t size);

#endif
