#include "render/svg.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/text.h"

const char ek_svg_css[] =
    ".chart{max-width:100%;height:auto;fill:currentColor}.chart .ground{fill:none}.chart .soft{fill:currentColor;opacity:.75}\n"
    ".chart .ink{fill:currentColor}.chart .ink-line{stroke:currentColor}.chart .axis-line{stroke:currentColor;opacity:.6}.chart .grid-line{stroke:currentColor;opacity:.15}\n"
    "@media screen and (prefers-color-scheme:dark){.chart .gain{fill:#4fa3d9}.chart .gain-line{stroke:#4fa3d9}.chart .deep{fill:#b9dcf2}.chart .deep-line{stroke:#b9dcf2}.chart .pale{fill:#2b6a94}.chart .pale-line{stroke:#2b6a94}}\n";

/* Okabe and Ito's blue and orange, and a lighter and a darker blue. Orange and the lighter blue are faint on white: boxes of
 * them have an edge, and lines are darker. */
static const struct {
  const char *class, *colour, *line, *edge;
} tones[] = {
    [EK_TONE_GAIN] = {"gain", "#0072B2", "#0072B2", NULL},      [EK_TONE_LOSS] = {"loss", "#E69F00", "#B06F00", "#8A6000"},
    [EK_TONE_PALE] = {"pale", "#8EC6E8", "#4A90C0", "#0072B2"}, [EK_TONE_DEEP] = {"deep", "#003A5C", "#003A5C", NULL},
    [EK_TONE_INK] = {"ink", "#222", "#222", NULL},              [EK_TONE_AXIS] = {"axis", "#666", "#666", NULL},
    [EK_TONE_GRID] = {"grid", "#ddd", "#ddd", NULL},
};

static const struct {
  double size, line;
  const char *attributes;
} faces[] = {
    [EK_FACE_PLAIN] = {EK_SVG_TEXT, EK_SVG_LINE, ""},
    [EK_FACE_BOLD] = {EK_SVG_TEXT * 1.08, EK_SVG_LINE, " font-weight=\"bold\""},
    [EK_FACE_TITLE] = {16 * 1.08, 21, " font-size=\"16\" font-weight=\"bold\""},
    [EK_FACE_SOFT] = {EK_SVG_TEXT, EK_SVG_LINE, " class=\"soft\" fill=\"#555\""},
};

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
  ek_buffer_addf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" role=\"img\" "
                 "font-family=\"sans-serif\" font-size=\"%.0f\" fill=\"#222\">\n<title>", EK_SVG_WIDTH, height, EK_SVG_WIDTH, height, EK_SVG_TEXT);
  ek_svg_escaped(out, title);
  ek_buffer_add(out, "</title>\n");
  if (description != NULL) {
    ek_buffer_add(out, "<desc>");
    ek_svg_escaped(out, description);
    ek_buffer_add(out, "</desc>\n");
  }
  ek_buffer_add(out, "<rect class=\"ground\" width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
}

void ek_svg_close(struct ek_buffer *out) { ek_buffer_add(out, "</svg>\n"); }

/* In tenths, which is finer than a screen shows. */
static const char *tenths(struct ek_buffer *out, double value) {
  double rounded = round(value * 10) / 10;
  return ek_sprintf(out->arena, "%.*f", rounded == floor(rounded) ? 0 : 1, rounded == 0 ? 0 : rounded);
}

void ek_svg_text(struct ek_buffer *out, double x, double y, const char *anchor, enum ek_svg_face face, const char *text) {
  ek_buffer_addf(out, "<text x=\"%s\" y=\"%s\"", tenths(out, x), tenths(out, y));
  if (strcmp(anchor, "start") != 0) ek_buffer_addf(out, " text-anchor=\"%s\"", anchor);
  ek_buffer_addf(out, "%s>", faces[face].attributes);
  ek_svg_escaped(out, text);
  ek_buffer_add(out, "</text>\n");
}

void ek_svg_toned(struct ek_buffer *out, enum ek_svg_tone tone, bool stroke) {
  ek_buffer_addf(out, " class=\"%s%s\" %s=\"%s\"", tones[tone].class, stroke ? "-line" : "", stroke ? "stroke" : "fill", stroke ? tones[tone].line : tones[tone].colour);
}

void ek_svg_box(struct ek_buffer *out, double x, double y, double wide, double high, enum ek_svg_tone tone) {
  ek_buffer_addf(out, "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", tenths(out, x), tenths(out, y), tenths(out, wide), tenths(out, high));
  ek_svg_toned(out, tone, false);
  if (tones[tone].edge != NULL) ek_buffer_addf(out, " stroke=\"%s\"", tones[tone].edge);
  ek_buffer_add(out, "/>\n");
}

void ek_svg_line(struct ek_buffer *out, double x1, double y1, double x2, double y2, enum ek_svg_tone tone, double thick, const char *dash) {
  ek_buffer_addf(out, "<path d=\"M%s %sL%s %s\" stroke-width=\"%.3g\"", tenths(out, x1), tenths(out, y1), tenths(out, x2), tenths(out, y2), thick);
  if (dash != NULL) ek_buffer_addf(out, " stroke-dasharray=\"%s\"", dash);
  ek_svg_toned(out, tone, true);
  ek_buffer_add(out, "/>\n");
}

/* Do all points between two lie on the line through those, as far as anybody can see? */
static bool straight(const struct ek_svg_point *at, size_t from, size_t to) {
  double wide = at[to].x - at[from].x, high = at[to].y - at[from].y, length = hypot(wide, high);
  for (size_t i = from + 1; i < to; i++) {
    double off = fabs(wide * (at[i].y - at[from].y) - high * (at[i].x - at[from].x));
    if (off > 0.05 * length) return false;
  }
  return true;
}

void ek_svg_through(struct ek_buffer *out, const struct ek_svg_point *at, size_t n) {
  for (size_t from = 0, to = 1; n > 0; to++) {
    if (from == 0 && to == 1) ek_buffer_addf(out, "M%s %s", tenths(out, at[0].x), tenths(out, at[0].y));
    if (to >= n) break;
    if (to + 1 < n && straight(at, from, to + 1)) continue;
    ek_buffer_addf(out, "L%s %s", tenths(out, at[to].x), tenths(out, at[to].y));
    from = to;
  }
}

void ek_svg_dot(struct ek_buffer *out, double x, double y, double radius, enum ek_svg_tone tone) {
  ek_buffer_addf(out, "<circle cx=\"%s\" cy=\"%s\" r=\"%.3g\"", tenths(out, x), tenths(out, y), radius);
  ek_svg_toned(out, tone, false);
  ek_buffer_add(out, "/>\n");
}

double ek_svg_legend(struct ek_buffer *out, double x, double y, enum ek_svg_tone tone, const char *text) {
  ek_svg_box(out, x, y - 11, 12, 12, tone);
  ek_svg_text(out, x + 18, y, "start", EK_FACE_PLAIN, text);
  return x + 18 + ek_svg_length(text, EK_FACE_PLAIN) + 18;
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

double ek_svg_length(const char *text, enum ek_svg_face face) {
  double letters;
  room_for(text, INFINITY, &letters);
  return letters * faces[face].size;
}

const char *ek_svg_fitted(struct ek_arena *arena, const char *text, enum ek_svg_face face, double room) {
  if (ek_svg_length(text, face) <= room) return text;
  double length;
  size_t end = room_for(text, room / faces[face].size - letter(0x2026), &length);
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

size_t ek_svg_lines(struct ek_arena *arena, const char *text, enum ek_svg_face face, double room, size_t most, const char **lines) {
  const char *at = ek_text_clean(arena, text);
  size_t n = 0;
  while (n < most && *at != '\0') {
    size_t end = n + 1 < most ? line_end(at, faces[face].size, room) : strlen(at);
    lines[n++] = ek_svg_fitted(arena, ek_strndup(arena, at, end), face, room);
    at += end;
    at += strspn(at, " ");
  }
  return n;
}

double ek_svg_paragraph(struct ek_buffer *out, double x, double y, double room, size_t most, enum ek_svg_face face, const char *text) {
  const char **lines = ek_alloc_array(out->arena, most, sizeof *lines);
  size_t n = ek_svg_lines(out->arena, text, face, room, most, lines);
  for (size_t i = 0; i < n; i++, y += faces[face].line) ek_svg_text(out, x, y, "start", face, lines[i]);
  return y;
}
