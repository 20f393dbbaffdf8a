/* What identity.c is made of. Private to lib/privacy. Memory is taken from `scratch`, which the
 * caller clears. */
#ifndef EK_PRIVACY_IDENTITY_PARTS_H
#define EK_PRIVACY_IDENTITY_PARTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "privacy/identity.h"

/* What a column's name says that it holds: names, telephone numbers, … */
enum ek_identity ek_identity_heading(struct ek_arena *scratch, const char *heading);

/* How much of a person's name a text is or holds. Likely: a given name before another word
 * with a capital. Sure: a given name beside a surname. */
enum ek_named { EK_NOT_NAMED, EK_NAMED_GIVEN, EK_NAMED_SURNAME, EK_NAMED_LIKELY, EK_NAMED_SURE };
enum ek_named ek_identity_named(struct ek_arena *scratch, const char *text);

/* Does an e-mail address stand in the text? Is it all a telephone number? */
bool ek_identity_email(const char *text);
bool ek_identity_phone(const char *text);

/* Is `end` the end of the word? */
bool ek_identity_ends(const char *word, const char *end);

#endif
