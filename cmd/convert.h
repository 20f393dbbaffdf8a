/* Drawings in forms that other programs make. */
#ifndef EK_CMD_CONVERT_H
#define EK_CMD_CONVERT_H

#include "command.h"

/* Makes a PNG ("png", three times as large) or PDF ("pdf") at `path` of the drawing at `svg`, with rsvg-convert from
 * the PATH and no shell. What was at `path` stays whole on failure, which gives a diagnostic and false. */
bool ek_convert_svg(struct ek_call *call, const char *svg, const char *format, const char *path);

#endif
