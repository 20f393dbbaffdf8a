#include "report/svg.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

void ek_svg_escaped(struct ek_buffer *out, const char *text) {
  for (const char *c = ek_text_clean(out->arena, text); *c; c++) {
    if (*c == '<') ek_buffer_add(out, "&lt;");
    else if (*c == '>') ek_buffer_add(out, "&gt;");
    else if (*c == '&') ek_buffer_add(out, "&amp;");
    else if (*c == '"') ek_buffer_add(out, "&quot;");
    else ek_buffer_addf(out, "%c", *c);
  }
}

void ek_svg_open(struct ek_buffer *out, double height, const char *title, const char *description) {
  ek_buffer_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\">\n<title>",
                 EK_SVG_WIDTH, height, EK_SVG_WIDTH, height);
  ek_svg_escaped(out, title);
  ek_buffer_add(out, "</title>\n");
  if (description != NULL) {
    ek_buffer_add(out, "<desc>");
    ek_svg_escaped(out, description);
    ek_buffer_add(out, "</desc>\n");
  }
  ek_buffer_add(out, "<style>text{font:12px sans-serif;fill:#222}.head{font-weight:bold;font-size:13px}.title{font-size:15px;font-weight:bold}.over{paint-order:stroke;stroke:#fff;stroke-width:4px}.axis{fill:none;stroke:#666}</style>\n"
                     "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
}

void ek_svg_close(struct ek_buffer *out) { ek_buffer_add(out, "</svg>\n"); }

void ek_svg_text(struct ek_buffer *out, double x, double y, const char *anchor, const char *class, const char *text) {
  ek_buffer_addf(out, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"", x, y, anchor);
  if (class != NULL) ek_buffer_addf(out, " class=\"%s\"", class);
  ek_buffer_add(out, ">");
  ek_svg_escaped(out, text);
  ek_buffer_add(out, "</text>\n");
}

double ek_svg_legend(struct ek_buffer *out, double x, double y, const char *colour, const char *text) {
  ek_buffer_addf(out, "<rect x=\"%.1f\" y=\"%.1f\" width=\"12\" height=\"12\" fill=\"%s\"/>\n", x, y - 10, colour);
  ek_svg_text(out, x + 17, y, "start", NULL, text);
  return x + 17 + ek_svg_length(text, EK_SVG_TEXT) + 18;
}

/* --- widths --------------------------------------------------------------------- */

/* Of a letter, as parts of its height, in common sans serifs (Verdana's are the widest). The locale is not
 * asked: a drawing is the same in all of them. */
static double letter(int code) {
  if (code >= 0x300 && code < 0x370) return 0; /* combining marks */
  if (code >= 0x2E80) return 1;                /* Chinese and the like */
  if (code < 0x80 && code > 0 && strchr("iljtfrI.,:;'|!()[] -", code) != NULL) return 0.4;
  if (code == 0x202F || code == 0xA0) return 0.35;
  if (code >= 0x2010) return 0.85; /* dashes, minus, arrows, … */
  if (code < 0x80 && code > 0 && strchr("mwMW@%", code) != NULL) return 1;
  bool capital = (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE);
  return capital ? 0.75 : 0.62;
}

/* Bytes of the text that have room; *length: of them, in letters. */
static size_t room_for(const char *text, double letters, double *length) {
  size_t at = 0, bytes;
  *length = 0;
  for (; text[at] != '\0'; at += bytes) {
    double wide = letter(ek_utf8_next(text + at, &bytes));
    if (*length + wide > letters) break;
    *length += wide;
  }
  return at;
}

double ek_svg_length(const char *text, double size) {
  double letters;
  room_for(text, INFINITY, &letters);
  return letters * size;
}

const char *ek_svg_fitted(struct ek_arena *arena, const char *text, double size, double room) {
  if (ek_svg_length(text, size) <= room) return text;
  double length;
  size_t end = room_for(text, room / size - letter(0x2026), &length);
  while (end > 0 && text[end - 1] == ' ') end--;
  return ek_sprintf(arena, "%s…", ek_strndup(arena, text, end));
}

/* Where a line of the text ends: at its last space that has room, else in a word. */
static size_t line_end(const char *text, double size, double room) {
  double length;
  size_t most = room_for(text, room / size, &length), end = most, bytes;
  if (text[most] == '\0') return most;
  while (end > 0 && text[end] != ' ') end--;
  if (end > 0) return end;
  ek_utf8_next(text, &bytes);
  return most > 0 ? most : bytes;
}

double ek_svg_paragraph(struct ek_buffer *out, double x, double y, double room, size_t most, const char *class, const char *text) {
  struct ek_arena *arena = out->arena;
  double size = class != NULL && strcmp(class, "title") == 0 ? EK_SVG_TITLE * 1.05 : class != NULL ? EK_SVG_TEXT * 1.15 : EK_SVG_TEXT;
  const char *at = ek_text_clean(arena, text);
  for (size_t i = 0; i < most && *at != '\0'; i++, y += size > EK_SVG_TITLE ? 20 : EK_SVG_LINE) {
    size_t end = i + 1 < most ? line_end(at, size, room) : strlen(at);
    ek_svg_text(out, x, y, "start", class, ek_svg_fitted(arena, ek_strndup(arena, at, end), size, room));
    at += end;
    at += strspn(at, " ");
  }
  return y;
}
