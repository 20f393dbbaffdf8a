/* An open table of eight-byte keys: a short text is its own key, and most cells are short. */
#include "read/intern.h"

#include <string.h>

struct slot {
  uint64_t key;
  uint32_t size, code; /* of the text; code counted from 1, 0: empty */
};

struct ek_intern {
  struct ek_arena *arena;
  struct slot *slots;
  size_t mask; /* slots - 1 */
  struct ek_list texts; /* const char * */
};

struct ek_intern *ek_intern_new(struct ek_arena *arena) {
  struct ek_intern *i = ek_alloc(arena, sizeof *i);
  i->arena = arena;
  i->mask = 63;
  i->slots = ek_alloc_array(arena, i->mask + 1, sizeof *i->slots);
  return i;
}

/* Not a loop over bytes, nor a call: most cells are shorter than eight bytes. */
static uint64_t load(const char *text, size_t size) {
  uint64_t key = 0;
  uint32_t low, high;
  if (size >= 8) {
    memcpy(&key, text, 8);
  } else if (size >= 4) {
    memcpy(&low, text, 4);
    memcpy(&high, text + size - 4, 4);
    key = low | (uint64_t)high << 8 * (size - 4);
  } else if (size > 0) {
    key = (unsigned char)text[0] | (uint64_t)(unsigned char)text[size / 2] << 8 * (size / 2) |
          (uint64_t)(unsigned char)text[size - 1] << 8 * (size - 1);
  }
  return key;
}

uint64_t ek_intern_key(const char *text, size_t size) {
  uint64_t key = load(text, size);
  for (size_t at = 8; at < size; at += 8) {
    key = (key ^ (key >> 29)) * UINT64_C(0x9E3779B97F4A7C15) + load(text + at, size - at);
  }
  return key;
}

/* The first byte counts most, and a longer number is larger: "9" is before "10". */
uint64_t ek_intern_order(uint64_t key) {
  uint64_t order = 0;
  for (; key != 0; key >>= 8) order = order << 8 | (key & 0xFF);
  return order;
}

static size_t place_of(uint64_t key, size_t size, size_t mask) {
  uint64_t mixed = (key + size) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(mixed >> 32 ^ mixed >> 51) & mask;
}

static void grow(struct ek_intern *i) {
  size_t mask = 4 * (i->mask + 1) - 1;
  struct slot *slots = ek_alloc_array(i->arena, mask + 1, sizeof *slots);
  for (size_t s = 0; s <= i->mask; s++) {
    if (i->slots[s].code == 0) continue;
    size_t at = place_of(i->slots[s].key, i->slots[s].size, mask);
    while (slots[at].code != 0) at = (at + 1) & mask;
    slots[at] = i->slots[s];
  }
  i->slots = slots;
  i->mask = mask;
}

uint32_t ek_intern(struct ek_intern *i, const char *text, size_t size) {
  uint64_t key = ek_intern_key(text, size);
  const char *const *texts = i->texts.items;
  size_t at = place_of(key, size, i->mask);
  for (; i->slots[at].code != 0; at = (at + 1) & i->mask) {
    const struct slot *s = &i->slots[at];
    if (s->key != key || s->size != (uint32_t)size) continue;
    if (size <= 8 || memcmp(texts[s->code - 1], text, size) == 0) return s->code - 1;
  }
  char *copy = ek_alloc(i->arena, size + 1); /* a key may hold any bytes */
  if (size > 0) memcpy(copy, text, size);
  *(const char **)ek_list_push(i->arena, &i->texts, sizeof text) = copy;
  i->slots[at] = (struct slot){key, (uint32_t)size, (uint32_t)i->texts.n};
  if (2 * i->texts.n > i->mask) grow(i);
  return (uint32_t)i->texts.n - 1;
}

const char **ek_intern_texts(const struct ek_intern *i, size_t *n) {
  *n = i->texts.n;
  return i->texts.items;
}
