/* Pieces of drawings in SVG: real text, colours that the colour-blind tell apart, on a ground of their
 * own, so that they are the same on a light page as on a dark one. No font is measured: the width of a
 * text is judged from its letters, rather too wide than too narrow. */
#ifndef EK_REPORT_SVG_H
#define EK_REPORT_SVG_H

#include "base/arena.h"

#define EK_SVG_WIDTH 720.0
#define EK_SVG_LINE 16.0  /* between lines of text */
#define EK_SVG_TEXT 12.0  /* size of the letters */
#define EK_SVG_TITLE 15.0

/* Okabe and Ito's: what is good and what is not are told apart in grey too. */
#define EK_SVG_GAIN "#0072B2"
#define EK_SVG_LOSS "#E69F00"

/* The head of a drawing, up to its ground; `description` may be NULL. What users wrote is escaped, here and below. */
void ek_svg_open(struct ek_buffer *out, double height, const char *title, const char *description);
void ek_svg_close(struct ek_buffer *out);
void ek_svg_escaped(struct ek_buffer *out, const char *text);
/* `anchor`: start, middle or end; `class`: head, title, over (with a rim of the ground, above lines) or NULL. */
void ek_svg_text(struct ek_buffer *out, double x, double y, const char *anchor, const char *class, const char *text);
/* Lines of text from the left, at most `most` of them, `room` wide; what is left over ends in an ellipsis.
 * Returns where the line after stands. */
double ek_svg_paragraph(struct ek_buffer *out, double x, double y, double room, size_t most, const char *class, const char *text);
/* A box of a colour, and what it stands for; returns where the next may begin. */
double ek_svg_legend(struct ek_buffer *out, double x, double y, const char *colour, const char *text);

/* About how wide letters of that size are. */
double ek_svg_length(const char *text, double size);
/* The text, or its beginning with an ellipsis, so that it has room. */
const char *ek_svg_fitted(struct ek_arena *arena, const char *text, double size, double room);

#endif
