/* What may be said of a file that transitions are estimated from, as a field table. */
#include <stddef.h>

#include "study/estimate.h"

#define AT(member) offsetof(struct ek_estimate, member)

static const char *const forms[] = {"panel", "spells", "counts", NULL};
static const char *const on_problem[] = {"error", "exclude", NULL};
static const char *const ratios[] = {"transition", "common", NULL};

static const struct ek_field fields[] = {
    {.key = "file", .kind = EK_NAME, .offset = AT(source.file), .flags = EK_REQUIRED, .aliases = "fil", .help = "A CSV file beside the study: perioder.csv. Delimiter and encoding are found out."},
    {.key = "form", .kind = EK_ENUM, .offset = AT(form), .choices = forms, .flags = EK_REQUIRED, .help = "panel: a row for each person and day of a look. spells: a row for each stretch of time with its first and last day. counts: a row for each way, and how many went it in a cycle."},
    {.key = "columns", .kind = EK_TEXT_MAP, .offset = AT(source.columns), .flags = EK_REQUIRED | EK_POSITIVE, .aliases = "kolumner", .help = "What is which column: {id: nr, date: datum, state: läge, sex: kön, side: grupp}; spells have from and to instead of date, and perhaps entry; counts have from, to and count."},
    {.key = "values", .kind = EK_TEXT_MAPS, .offset = AT(source.values), .aliases = "värden koder", .help = "What texts in a column stand for: {läge: {FS: försörjningsstöd, A: arbete}, grupp: {I: insats, J: jämförelse}}."},
    {.key = "missing", .kind = EK_NAMES, .offset = AT(source.missing), .aliases = "saknas bortfall", .help = "Texts by which nothing is said, besides the empty one: [vet ej, \"-\"]."},
    {.key = "on_problem", .kind = EK_ENUM, .offset = AT(source.on_problem), .choices = on_problem, .fallback = "error", .aliases = "vid_fel", .help = "error: a row that cannot be used stops the run. exclude: it is left out, counted and told."},
    {.key = "until", .kind = EK_DAY, .offset = AT(until), .aliases = "till_och_med uppföljd_till", .help = "For spells: the last day that the file knows of; a spell without a last day goes on to it."},
    {.key = "cycle", .kind = EK_NAME, .offset = AT(cycle), .fallback = "1 month", .aliases = "cykel", .help = "Of the matrix that is printed: 1 day, 1 week, 1 month, 3 months, 1 year. For counts: the time in which they were made."},
    {.key = "transitions", .kind = EK_NAME_MAP, .offset = AT(transitions), .aliases = "övergångar", .help = "Which moves are possible: {försörjningsstöd: [arbete, sjukpenning], arbete: försörjningsstöd}. Not stated: all that are seen. A state that nothing leads from is never left."},
    {.key = "absorbing_exact", .kind = EK_NAMES, .offset = AT(absorbing_exact), .aliases = "exakt", .help = "For panel: states that are never left and entered on a day that is known, such as död."},
    {.key = "covariates", .kind = EK_NAMES, .offset = AT(covariates), .aliases = "kovariater", .help = "Columns that the moves may depend on: [sex, side]; each of their words has a hazard ratio against the first."},
    {.key = "ratios", .kind = EK_ENUM, .offset = AT(common), .choices = ratios, .fallback = "transition", .aliases = "kvoter", .help = "transition: a hazard ratio for each move. common: one for all of them."},
    {.key = "by", .kind = EK_NAME, .offset = AT(by), .aliases = "uppdelning", .help = "A column, often side: transitions are estimated for each of its words apart."},
    {.key = "prior", .kind = EK_NAME, .offset = AT(prior), .fallback = "0", .aliases = "förhand pseudo", .help = "For counts: a count more in each cell that is possible. For spells: so many moves more of each kind that is possible."},
    {.key = NULL}};
const struct ek_record ek_record_estimate = {.name = "estimate", .size = sizeof(struct ek_estimate), .fields = fields, .pos_offset = AT(pos), .present_offset = AT(present), .help = "Transitions between states, estimated from a file by `ekusia estimate`. Reports take no notice of it."};
