/* Spoils a file in one of many ways, the same for the same seed: for test/mutate.
 *
 *   mutate SEED <file >spoilt */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 20 };

static unsigned char text[MOST], out[4 * MOST];
static size_t size, written;
static uint64_t state;

static size_t below(size_t n) {
  state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return n > 0 ? (size_t)(state >> 33) % n : 0;
}

static void put(const void *bytes, size_t n) {
  if (written + n > sizeof out)
    return;
  memcpy(out + written, bytes, n);
  written += n;
}

/* Puts the file with `n` bytes at `at` replaced by others. */
static void splice(size_t at, size_t n, const void *bytes, size_t with) {
  put(text, at);
  put(bytes, with);
  put(text + at + n, size - at - n);
}

/* A random place where the byte stands; the end when there is none. */
static size_t place_of(unsigned char byte) {
  size_t start = below(size);
  for (size_t i = 0; i < size; i++)
    if (text[(start + i) % size] == byte)
      return (start + i) % size;
  return size;
}

static void random_bytes(size_t n) {
  put(text, size);
  for (size_t i = 0; i < n; i++)
    out[below(written)] = (unsigned char)below(256);
}

static void as_utf16(int big) {
  put(big ? "\xFE\xFF" : "\xFF\xFE", 2);
  for (size_t i = 0; i < size; i++)
    put(big ? (unsigned char[]){0, text[i]} : (unsigned char[]){text[i], 0}, 2);
}

static void huge_cell(size_t n) {
  size_t at = place_of(';');
  char *cell = malloc(n);
  memset(cell, 'x', n);
  splice(at, 0, cell, n);
  free(cell);
}

/* Lines shuffled, each with a chance of being there twice or not at all. */
static void shuffle_lines(void) {
  for (size_t i = 0; i < 300; i++) {
    size_t at = place_of('\n'), from = at;
    while (from > 0 && text[from - 1] != '\n')
      from--;
    put(text + from, at - from + (at < size));
  }
}

static void spoil(size_t way) {
  static const char *const words[] = {"NaN", "inf", "-1", "1e999", "99999999999999999999", "0x10", "2021-13-45",
                                      "'; DROP TABLE", "=1+1", "%s%n%x", "\xC3", "\xEF\xBF\xBE", "\x1B[31m", "100,5 %%", "1 2 3"};
  const char *word = words[below(sizeof words / sizeof *words)];
  size_t at = below(size), cell = place_of(';'), line = place_of('\n');
  switch (way) {
  case 0: put(text, at); break;                                  /* cut off */
  case 1: random_bytes(1 + below(8)); break;
  case 2: random_bytes(size / 10); break;
  case 3: splice(cell, 0, "\"", 1); break;                       /* a quote is opened */
  case 4: splice(at, 0, "\"", 1); break;
  case 5: splice(at, 1, "\0", 1); break;
  case 6: as_utf16((int)below(2)); break;
  case 7: splice(cell, cell < size, "", 0); break;               /* a delimiter less */
  case 8: splice(cell, 0, ";;", 2); break;
  case 9: splice(line, line < size, "", 0); break;               /* two rows in one */
  case 10: huge_cell(200000); break;
  case 11: splice(cell + (cell < size), 0, word, strlen(word)); break;
  case 12: put(text, place_of(';')); put(word, strlen(word)); break;
  case 13: shuffle_lines(); break;
  case 14: splice(at, below(size - at), "", 0); break;           /* a hole */
  case 15: put(text, size); put(text, size); break;              /* all twice */
  case 16: put(text + at, size - at); break;                     /* without its beginning */
  case 17: for (size_t i = 0; i < 4000; i++) put((unsigned char[]){(unsigned char)below(256)}, 1); break;
  case 18: put(text, strcspn((char *)text, "\n") + below(2)); break; /* the first row only */
  default: break;                                                /* nothing at all */
  }
}

int main(int argc, char **argv) {
  unsigned long seed = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
  size = fread(text, 1, sizeof text - 1, stdin);
  state = seed * 977 + 12345;
  below(1);
  if (size > 0)
    spoil(seed % 20);
  return fwrite(out, 1, written, stdout) == written && fflush(stdout) == 0 ? 0 : 1;
}
