/* The report as a workbook for spreadsheets (OOXML, libxlsxwriter): the texts on the first sheet, a sheet per table
 * with its charts, and where the result can be taken apart (engine/flows.h) a sheet of assumptions to change,
 * from which the figures follow by formulas. Every formula stands with the engine's figure as its value. */
#ifndef EK_RENDER_WORKBOOK_H
#define EK_RENDER_WORKBOOK_H

#include "document/document.h"
#include "engine/result.h"

/* The file's bytes: the same for the same document. False when the library or the system failed. */
bool ek_render_workbook(const struct ek_document *doc, const struct ek_result *result, struct ek_buffer *out);

#endif
