/* Pieces of drawings in SVG. They are as wide as a column of text in a word processor, and narrow enough
 * that their text can be read when a telephone of 360 pixels shows them whole. Text is text. Colours are
 * attributes, which a page's own style may override by class (ek_svg_css), and which word processors
 * understand, as they do not all style sheets; the colour-blind tell them apart, and so does grey. No font is
 * measured: the width of a text is judged from its letters, rather too wide than too narrow. */
#ifndef EK_RENDER_SVG_H
#define EK_RENDER_SVG_H

#include <stdbool.h>

#include "base/arena.h"

#define EK_SVG_WIDTH 480.0
#define EK_SVG_EDGE 14.0   /* left free on all sides */
#define EK_SVG_INNER (EK_SVG_WIDTH - 2 * EK_SVG_EDGE)
#define EK_SVG_LINE 18.0   /* between lines of text */
#define EK_SVG_TEXT 14.0   /* size of the letters */

enum ek_svg_face { EK_FACE_PLAIN, EK_FACE_BOLD, EK_FACE_TITLE, EK_FACE_SOFT };

enum ek_svg_tone {
  EK_TONE_GAIN, EK_TONE_LOSS,             /* above and below 0; low values of an assumption are PALE, high ones GAIN */
  EK_TONE_PALE, EK_TONE_DEEP,
  EK_TONE_INK, EK_TONE_AXIS, EK_TONE_GRID /* marks, zero lines, help lines */
};

/* For a page that holds drawings: they follow its text colour, have no ground, and are as wide as there is room. */
extern const char ek_svg_css[];

/* The head of a drawing, up to its ground; `description` may be NULL. What users wrote is escaped, here and below. */
void ek_svg_open(struct ek_buffer *out, double height, const char *title, const char *description);
void ek_svg_close(struct ek_buffer *out);
void ek_svg_escaped(struct ek_buffer *out, const char *text);
/* `anchor`: start, middle or end. */
void ek_svg_text(struct ek_buffer *out, double x, double y, const char *anchor, enum ek_svg_face face, const char *text);
/* The text as lines that have room, at most `most` of them; what is left over ends in an ellipsis. Returns how many. */
size_t ek_svg_lines(struct ek_arena *arena, const char *text, enum ek_svg_face face, double room, size_t most, const char **lines);
/* The same from the left, at most `most` of them, `room` wide. Returns where the line after stands. */
double ek_svg_paragraph(struct ek_buffer *out, double x, double y, double room, size_t most, enum ek_svg_face face, const char *text);
void ek_svg_box(struct ek_buffer *out, double x, double y, double wide, double high, enum ek_svg_tone tone);
/* A straight line; `dash`: "4 3", or NULL. */
void ek_svg_line(struct ek_buffer *out, double x1, double y1, double x2, double y2, enum ek_svg_tone tone, double thick, const char *dash);
/* The data of a path through points, without those that are on the line between others. */
struct ek_svg_point {
  double x, y;
};
void ek_svg_through(struct ek_buffer *out, const struct ek_svg_point *at, size_t n);
void ek_svg_dot(struct ek_buffer *out, double x, double y, double radius, enum ek_svg_tone tone);
/* ` class="gain" fill="#0072B2"`, or stroke for fill. */
void ek_svg_toned(struct ek_buffer *out, enum ek_svg_tone tone, bool stroke);
/* A box of a tone, and what it stands for; returns where the next may begin. */
double ek_svg_legend(struct ek_buffer *out, double x, double y, enum ek_svg_tone tone, const char *text);

/* About how wide text is in a face. */
double ek_svg_length(const char *text, enum ek_svg_face face);
/* The text, or its beginning with an ellipsis, so that it has room. */
const char *ek_svg_fitted(struct ek_arena *arena, const char *text, enum ek_svg_face face, double room);

#endif
