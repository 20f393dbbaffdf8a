/* Renderers: a document, a result or a trace in, text out. They lay out and
 * escape; they compute nothing. All output is UTF-8 with LF. */
#ifndef EK_REPORT_RENDER_H
#define EK_REPORT_RENDER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/number.h"
#include "engine/result.h"
#include "model/world.h"
#include "report/document.h"

#define EK_TEXT_WIDTH 80

struct ek_peers_options; /* report/peers.h */

/* For a terminal of 80 columns. Tables that are wider go on below with their
 * labels repeated. With `colour`, headings and totals are bold and numbers below zero
 * red; everything is said without colour too. */
void ek_render_text(const struct ek_document *doc, bool colour, struct ek_buffer *out);
/* GitHub-flavoured Markdown; what users wrote is escaped. */
void ek_render_markdown(const struct ek_document *doc, struct ek_buffer *out);
/* One page of HTML that fetches nothing and needs no script; where the document has origins,
 * numbers lead to them. */
void ek_render_html(const struct ek_document *doc, struct ek_buffer *out);

/* Every figure as one row, in the result's order, then a stamp and the warnings:
 *
 *   section,figure,actor,horizon_months,year,stage,unit,value,text
 *   figure,result,kommun,60,,,kr,2325000,
 *   figure,payback_months,af,,,,months,,never
 *   stamp,seed,,,,,,,
 *   warning,held-before,,,,,,,"…"
 *
 * section  figure, rules_change (when it was asked for), stamp or warning
 * figure   the figure's name; in a stamp, what is stamped; in a warning, its kind
 * value    full precision, decimal point; empty where text says never (infinite)
 *          or none (undefined, such as a return on no cost)
 * year     counted from 0; stage: gross, or the last correction applied
 * A text that starts with = + - @, a tab or a return gets an apostrophe in front,
 * so that no spreadsheet takes it for a formula. */
void ek_render_figures_csv(const struct ek_result *result, struct ek_diags *diags,
                           enum ek_lang lang, struct ek_buffer *out);
/* {stamp, study, figures, assumptions, costs, warnings, balance}, rules_change when asked for, and peers (what
 * `ekusia compare --bank` writes) unless NULL; the fields of a figure are the columns above. False when memory ran out in the JSON library. */
bool ek_render_figures_json(const struct ek_result *result, const struct ek_peers_options *peers, struct ek_diags *diags,
                            enum ek_lang lang, struct ek_buffer *out);

/* What a figure was made of, as a tree for reading or as nested objects. */
void ek_render_trace_text(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out);
bool ek_render_trace_json(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out);

#endif
