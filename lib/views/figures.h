/* The figures of a result for other programs, and what one of them was made of. All output is UTF-8 with LF. */
#ifndef EK_VIEWS_FIGURES_H
#define EK_VIEWS_FIGURES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/number.h"
#include "engine/result.h"
#include "indicators/tally.h"
#include "model/world.h"

struct ek_peers_options; /* views/peers.h */

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
/* {stamp, study, figures, assumptions, costs, warnings, balance}, rules_change when asked for, and, unless NULL, indicators
 * (what `ekusia indicators` writes) and peers (what `ekusia compare --bank` writes); the fields of a figure are the columns
 * above. False when memory ran out in the JSON library. */
bool ek_render_figures_json(const struct ek_result *result, const struct ek_tally *indicators, const struct ek_peers_options *peers,
                            struct ek_diags *diags, enum ek_lang lang, struct ek_buffer *out);

/* What a figure was made of, as a tree for reading or as nested objects. */
void ek_render_trace_text(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out);
bool ek_render_trace_json(const struct ek_trace *root, enum ek_lang lang, struct ek_buffer *out);

#endif
