/* Knows the encodings that files come in. Everything past this point is UTF-8
 * without a byte order mark. */
#include "read/bytes.h"

#include <string.h>

#include "base/text.h"

struct ek_pos ek_bytes_pos(const struct ek_source *source, size_t offset, int length) {
  const char *start = source->text;
  const char *at = source->text + offset;
  int line = 1;
  for (const char *end; (end = memchr(start, '\n', (size_t)(at - start))); line++)
    start = end + 1;
  int column = 1 + (int)ek_utf8_length(start, (size_t)(at - start));
  return (struct ek_pos){source, line, column, length};
}

/* A byte order mark of UTF-16, or one NUL among the first two bytes. */
bool ek_bytes_utf16(const struct ek_source *source, struct ek_diags *diags) {
  const char *text = source->text;
  if (source->size < 2)
    return false;
  if (memcmp(text, "\xFF\xFE", 2) != 0 && memcmp(text, "\xFE\xFF", 2) != 0 &&
      (text[0] == '\0') == (text[1] == '\0'))
    return false;
  ek_error(diags, (struct ek_pos){source, 0, 0, 0}, "save it as UTF-8",
           "the file is not UTF-8 but UTF-16");
  return true;
}

/* The same source with another text. */
static const struct ek_source *make_source(struct ek_arena *arena, const struct ek_source *from,
                                           const char *text, size_t size) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = *from;
  source->text = text;
  source->size = size;
  return source;
}

const struct ek_source *ek_bytes_without_bom(struct ek_arena *arena,
                                             const struct ek_source *source) {
  if (source->size < 3 || memcmp(source->text, "\xEF\xBB\xBF", 3) != 0)
    return source;
  return make_source(arena, source, source->text + 3, source->size - 3);
}

/* Windows-1252 from 0x80 to 0x9F, where it parts from Latin-1; five bytes mean nothing. */
static const char *const from_0x80[32] = {
    "€",  NULL, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", NULL, "Ž", NULL,
    NULL, "‘",  "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", NULL, "ž", "Ÿ",
};

/* A byte as UTF-8; "" when it means nothing. */
static const char *from_byte(unsigned char byte, char latin[3]) {
  if (byte >= 0x80 && byte < 0xA0)
    return from_0x80[byte - 0x80] ? from_0x80[byte - 0x80] : "";
  latin[0] = (char)(byte < 0x80 ? byte : 0xC0 | byte >> 6);
  latin[1] = (char)(byte < 0x80 ? '\0' : 0x80 | (byte & 0x3F));
  latin[2] = '\0';
  return latin;
}

const struct ek_source *ek_bytes_from_1252(struct ek_arena *arena, const struct ek_source *source) {
  const char *texts[256];
  char latin[256][3];
  size_t count[256] = {0}, length[256], size = 0, at = 0;
  for (size_t i = 0; i < source->size; i++)
    count[(unsigned char)source->text[i]]++;
  for (size_t b = 1; b < 256; b++) {
    texts[b] = from_byte((unsigned char)b, latin[b]);
    length[b] = strlen(texts[b]);
    if (length[b] == 0 && count[b] > 0)
      return NULL;
    size += count[b] * length[b];
  }
  char *out = ek_alloc(arena, size + 1);
  for (size_t i = 0; i < source->size; i++) {
    unsigned char byte = (unsigned char)source->text[i];
    memcpy(out + at, texts[byte], length[byte]);
    at += length[byte];
  }
  return make_source(arena, source, out, size);
}
