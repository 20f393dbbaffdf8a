/* A radix sort from the lowest digit up, each pass stable. */
#include "base/order.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { BITS = 11, DIGITS = 1 << BITS, PASSES = 6 };

struct entry {
  uint64_t key;
  size_t at;
};

/* Whole numbers in the order of the doubles: of a negative one all bits turned, else the sign alone. */
static uint64_t key_of(double x) {
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static size_t digit(uint64_t key, int pass) { return key >> (pass * BITS) & (DIGITS - 1); }

/* One pass; false: all have the same digit, and nothing was done. */
static bool sort_by(const struct entry *from, struct entry *to, size_t n, int pass) {
  size_t first[DIGITS] = {0}, sum = 0;
  for (size_t i = 0; i < n; i++) first[digit(from[i].key, pass)]++;
  if (n == 0 || first[digit(from[0].key, pass)] == n) return false;
  for (size_t i = 0; i < DIGITS; i++) {
    size_t here = first[i];
    first[i] = sum;
    sum += here;
  }
  for (size_t i = 0; i < n; i++) to[first[digit(from[i].key, pass)]++] = from[i];
  return true;
}

size_t *ek_order_of(struct ek_arena *arena, const double *x, size_t n) {
  size_t *out = ek_alloc_array(arena, n, sizeof *out);
  struct entry *from = ek_alloc_array(arena, n, sizeof *from), *to = ek_alloc_array(arena, n, sizeof *to);
  for (size_t i = 0; i < n; i++) from[i] = (struct entry){key_of(x[i]), i};
  for (int pass = 0; pass < PASSES; pass++) {
    if (!sort_by(from, to, n, pass)) continue;
    struct entry *swap = from;
    from = to;
    to = swap;
  }
  for (size_t i = 0; i < n; i++) out[i] = from[i].at;
  return out;
}
