/* An open table of eight-byte keys: a short text is its own key, and most cells are short. */
#include "read/intern.h"

#include <string.h>

struct slot {
  uint64_t key, rest;  /* the first eight bytes; the next eight, or a hash of all that follow */
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

/* What follows the first eight bytes: itself when that is eight bytes or less. */
static uint64_t rest_of(const char *text, size_t size) {
  if (size <= 8) return 0;
  uint64_t rest = load(text + 8, size - 8);
  for (size_t at = 16; at < size; at += 8) {
    rest = (rest ^ (rest >> 29)) * UINT64_C(0x9E3779B97F4A7C15) + load(text + at, size - at);
  }
  return rest;
}

uint64_t ek_intern_key(const char *text, size_t size) {
  uint64_t key = load(text, size), rest = rest_of(text, size);
  return size <= 8 ? key : (key ^ (key >> 29)) * UINT64_C(0x9E3779B97F4A7C15) + rest;
}

/* The first byte counts most, and a longer number is larger: "9" is before "10". */
uint64_t ek_intern_order(uint64_t key) {
  int unused = key != 0 ? __builtin_clzll(key) / 8 * 8 : 0; /* bits of bytes behind its end */
  return __builtin_bswap64(key) >> unused;
}

static size_t place_of(uint64_t key, uint64_t rest, size_t size, size_t mask) {
  uint64_t mixed = (key ^ (rest * UINT64_C(0xC2B2AE3D27D4EB4F)) ^ size) * UINT64_C(0x9E3779B97F4A7C15);
  return (size_t)(mixed >> 32 ^ mixed >> 51) & mask;
}

static void grow(struct ek_intern *i) {
  size_t mask = 4 * (i->mask + 1) - 1;
  struct slot *slots = ek_alloc_array(i->arena, mask + 1, sizeof *slots);
  for (size_t s = 0; s <= i->mask; s++) {
    const struct slot *old = &i->slots[s];
    if (old->code == 0) continue;
    size_t at = place_of(old->key, old->rest, old->size, mask);
    while (slots[at].code != 0) at = (at + 1) & mask;
    slots[at] = *old;
  }
  i->slots = slots;
  i->mask = mask;
}

static uint32_t add(struct ek_intern *i, size_t at, struct slot slot, const char *text) {
  char *copy = ek_alloc(i->arena, slot.size + 1); /* a key may hold any bytes */
  if (slot.size > 0) memcpy(copy, text, slot.size);
  *(const char **)ek_list_push(i->arena, &i->texts, sizeof text) = copy;
  slot.code = (uint32_t)i->texts.n;
  i->slots[at] = slot;
  if (2 * i->texts.n > i->mask) grow(i);
  return slot.code - 1;
}

uint32_t ek_intern(struct ek_intern *i, const char *text, size_t size) {
  const struct slot wanted = {load(text, size), rest_of(text, size), (uint32_t)size, 0};
  const char *const *texts = i->texts.items;
  size_t at = place_of(wanted.key, wanted.rest, size, i->mask);
  for (; i->slots[at].code != 0; at = (at + 1) & i->mask) {
    const struct slot *s = &i->slots[at];
    if (s->key != wanted.key || s->rest != wanted.rest || s->size != wanted.size) continue;
    if (size <= 16 || memcmp(texts[s->code - 1], text, size) == 0) return s->code - 1;
  }
  return add(i, at, wanted, text);
}

const char **ek_intern_texts(const struct ek_intern *i, size_t *n) {
  *n = i->texts.n;
  return i->texts.items;
}
