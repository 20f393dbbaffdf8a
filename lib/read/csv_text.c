/* Finds out what a CSV text is written in. All that reads CSV begins here. */
#include "read/csv_text.h"

#include <string.h>

#include "base/text.h"
#include "read/bytes.h"

/* Workbooks and other zipped files begin with PK. */
static bool is_workbook(const struct ek_source *source, struct ek_diags *diags) {
  if (source->size < 4 || memcmp(source->text, "PK\3\4", 4) != 0)
    return false;
  ek_error(diags, (struct ek_pos){source, 0, 0, 0},
           "in Excel: Arkiv > Spara som > CSV UTF-8 (kommaavgränsad) (*.csv)",
           "this is a workbook (.xlsx) or a zipped file, not CSV");
  return true;
}

const struct ek_source *ek_csv_text(struct ek_arena *arena, const struct ek_source *source,
                                    const char **encoding, struct ek_diags *diags) {
  if (is_workbook(source, diags) || ek_bytes_utf16(source, diags))
    return NULL;
  const struct ek_source *text = ek_bytes_without_bom(arena, source);
  *encoding = text == source ? "UTF-8" : "UTF-8 with BOM";
  const char *nul = memchr(text->text, '\0', text->size);
  if (nul) {
    ek_error(diags, ek_bytes_pos(text, (size_t)(nul - text->text), 1), "save it as CSV in UTF-8",
             "a NUL byte; this is not a text file");
    return NULL;
  }
  size_t invalid = ek_utf8_invalid(text->text, text->size);
  if (invalid < text->size) {
    const struct ek_source *converted = text == source ? ek_bytes_from_1252(arena, text) : NULL;
    if (text == source) /* the byte that stands for nothing there, not the first å */
      invalid = strcspn(text->text, "\x81\x8D\x8F\x90\x9D");
    if (!converted)
      ek_error(diags, ek_bytes_pos(text, invalid, 1), "save the file as UTF-8",
               "byte 0x%02X is neither UTF-8 nor Windows-1252",
               (unsigned char)text->text[invalid]);
    *encoding = "Windows-1252";
    text = converted;
  }
  return text;
}

char ek_csv_delimiter(const struct ek_source *source) {
  static const char candidates[] = ";\t,";
  size_t counts[3] = {0}, best = 0;
  bool quoted = false;
  const char *c = source->text + strspn(source->text, " \r\n");
  for (; *c && (quoted || (*c != '\n' && *c != '\r')); c++) {
    const char *found = strchr(candidates, *c);
    if (*c == '"')
      quoted = !quoted;
    else if (found && !quoted)
      counts[found - candidates]++;
  }
  for (size_t i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

const char *ek_csv_delimiter_name(char delimiter) {
  return delimiter == '\t' ? "a tab" : delimiter == ';' ? "';'" : "','";
}

/* Bytes of white space at the beginning or the end of `text`. */
static size_t blank(const char *text, size_t size, bool end) {
  const char *one = end ? text + size - 1 : text, *two = end ? one - 1 : text;
  if (size >= 1 && (*one == ' ' || *one == '\t' || *one == '\r' || *one == '\n'))
    return 1;
  return size >= 2 && memcmp(two, "\u00A0", 2) == 0 ? 2 : 0;
}

void ek_csv_trim(const char **text, size_t *size) {
  for (size_t n; (n = blank(*text, *size, false)) > 0; *size -= n)
    *text += n;
  for (size_t n; (n = blank(*text, *size, true)) > 0;)
    *size -= n;
}
