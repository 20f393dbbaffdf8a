/* Finds what was meant by a word that is not known: people write Swedish words,
 * plurals and slips of the finger. */
#include <string.h>

#include "base/text.h"
#include "read/bind_spot.h"

/* Longer words are no slips, and comparing them would take time. */
#define LONGEST 80
#define FAR 1000

/* The distance to `candidate` when it is near enough to suggest, else FAR. */
static int near(const char *word, const char *candidate) {
  return ek_text_nearest(word, &candidate, 1) ? ek_text_distance(word, candidate) : FAR;
}

/* The distance to the nearest of the wrong names that a field is known by. */
static int near_alias(const char *word, const char *aliases) {
  int best = FAR;
  while (aliases && *aliases) {
    char alias[LONGEST];
    size_t size = strcspn(aliases, " ");
    if (size > 0 && size < sizeof alias) {
      memcpy(alias, aliases, size);
      alias[size] = '\0';
      int distance = near(word, alias);
      best = distance < best ? distance : best;
    }
    aliases += size + (aliases[size] == ' ');
  }
  return best;
}

/* A known wrong name decides; then the nearest key; then the nearest wrong name. */
const struct ek_field *ek_suggest_field(const struct ek_record *record, const bool *given,
                                        const char *word) {
  const struct ek_field *best = NULL;
  int best_distance = FAR;
  if (strlen(word) >= LONGEST)
    return NULL;
  for (size_t i = 0; record->fields[i].key; i++) {
    const struct ek_field *field = &record->fields[i];
    if (given[i] || (field->flags & EK_HIDDEN))
      continue;
    int alias = near_alias(word, field->aliases);
    int key = near(word, field->key);
    int distance = alias == 0 ? 0 : 2 * (key <= alias ? key : alias) + (key <= alias ? 0 : 1);
    if (distance < best_distance) {
      best = field;
      best_distance = distance;
    }
  }
  return best;
}

const char *ek_suggest_choice(struct ek_arena *arena, const char *const *choices,
                              const char *word) {
  size_t n = 0;
  while (choices[n])
    n++;
  const char *nearest = strlen(word) < LONGEST ? ek_text_nearest(word, choices, n) : NULL;
  if (nearest)
    return ek_sprintf(arena, "did you mean '%s'?", nearest);
  struct ek_buffer list = {.arena = arena};
  for (size_t i = 0; i < n; i++)
    ek_buffer_addf(&list, "%s%s", i ? ", " : "one of: ", choices[i]);
  return ek_buffer_text(&list);
}
