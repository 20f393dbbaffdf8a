/* Words of a file as they may stand inside a message. */
#ifndef EK_READ_SHOW_H
#define EK_READ_SHOW_H

#include "base/arena.h"

/* `text` on one line and cut after 60 characters: messages hold no line breaks. */
const char *ek_show(struct ek_arena *arena, const char *text);

#endif
