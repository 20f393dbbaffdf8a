/* Which words are names of persons. Private to lib/privacy. */
#ifndef EK_PRIVACY_NAMES_H
#define EK_PRIVACY_NAMES_H

#include <stdbool.h>

/* Is `word`, as ek_text_fold leaves it, a common given name or surname in Sweden? The lists are
 * not complete; a surname in -sson or -qvist is always known. */
bool ek_name_given(const char *word);
bool ek_name_surname(const char *word);

#endif
