/* Numbers texts, or keys of any bytes, in the order in which they first come. */
#ifndef EK_READ_INTERN_H
#define EK_READ_INTERN_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct ek_intern;

struct ek_intern *ek_intern_new(struct ek_arena *arena);
/* The text's number, from 0; the same for the same bytes. */
uint32_t ek_intern(struct ek_intern *intern, const char *text, size_t size);
/* A text of at most eight bytes as a number, a longer one as a hash: other texts, other keys,
 * but for one chance in some millions of millions. The order of keys of whole numbers. */
uint64_t ek_intern_key(const char *text, size_t size);
uint64_t ek_intern_order(uint64_t key);
/* All texts by number; valid until the next one is added. */
const char **ek_intern_texts(const struct ek_intern *intern, size_t *n);

#endif
