/* What may stand in a grid file, as field tables. */
#include <stddef.h>

#include "batch/grid.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}

static const struct ek_field dimension_fields[] = {
    {.key = "set", .kind = EK_NAME, .offset = AT(ek_grid_dimension, set), .aliases = "path sätt", .help = "What is another, as with --set: assumptions.dödvikt, costs.Lokal.amount, settings.price_year."},
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_grid_dimension, name), .aliases = "namn", .help = "What its column is called; what is set unless stated."},
    {.key = "values", .kind = EK_NAMES, .offset = AT(ek_grid_dimension, values), .flags = EK_POSITIVE, .aliases = "värden value", .help = "Its values as in a study: [20 %, 30 %, 40 %]."},
    {.key = "from", .kind = EK_NAME, .offset = AT(ek_grid_dimension, from), .aliases = "från", .help = "The first value of a range: 40 000 kr/month."},
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_grid_dimension, to), .aliases = "till", .help = "The last."},
    {.key = "step", .kind = EK_NAME, .offset = AT(ek_grid_dimension, step), .aliases = "steg", .help = "From one to the next; or count."},
    {.key = "count", .kind = EK_INT, .offset = AT(ek_grid_dimension, count), .min = 1, .max = EK_GRID_POINTS, .aliases = "antal", .help = "How many values a range has, ends included, or how many are drawn."},
    {.key = "dist", .kind = EK_VALUE, .offset = AT(ek_grid_dimension, dist), .aliases = "fördelning distribution", .help = "Drawn from a distribution, as in a study: {dist: beta, mean: 30 %, sd: 5 %}. With `count` alone: from what the study says of the value."},
    {.key = "file", .kind = EK_NAME, .offset = AT(ek_grid_dimension, file), .aliases = "fil csv", .help = "A CSV file: its columns are paths as in `set`, its rows values that go together; a column `name` tells them apart. An empty cell leaves what the study says."},
    {.key = "models", .kind = EK_NAMES, .offset = AT(ek_grid_dimension, models), .flags = EK_POSITIVE, .aliases = "modeller model", .help = "Price worlds: [sverige, england]."},
    {.key = "changes", .kind = EK_NAMES, .offset = AT(ek_grid_dimension, changes), .flags = EK_POSITIVE, .aliases = "ändringar with", .help = "Files, one of which is laid over the study, as with --with; - for none: [-, dyrare.yaml]."},
    END};
static const struct ek_record dimension_record = {.name = "dimension", .size = sizeof(struct ek_grid_dimension), .fields = dimension_fields, .pos_offset = AT(ek_grid_dimension, pos), .present_offset = EK_NO_OFFSET, .help = "What is another from run to run: one of set, file, models and changes."};

static const char *const modes[] = {"full", "rows", NULL};
static const struct ek_field batch_fields[] = {
    {.key = "title", .kind = EK_TEXT, .offset = AT(ek_grid, title), .aliases = "titel", .help = "What the batch is about."},
    {.key = "study", .kind = EK_NAME, .offset = AT(ek_grid, study), .aliases = "studie base", .help = "The study that the runs begin with, beside the grid file."},
    {.key = "studies", .kind = EK_NAMES, .offset = AT(ek_grid, studies), .flags = EK_POSITIVE, .aliases = "studier", .help = "Several of them: a dimension called `study`."},
    {.key = "mode", .kind = EK_ENUM, .offset = AT(ek_grid, mode), .choices = modes, .fallback = "full", .aliases = "läge", .help = "full: every combination. rows: the first values of all dimensions together, then the second, …"},
    {.key = "dimensions", .kind = EK_RECORDS, .offset = AT(ek_grid, dimensions), .record = &dimension_record, .aliases = "dimensioner", .help = "What is another from run to run; the last changes fastest."},
    {.key = "horizons", .kind = EK_DURATIONS, .offset = AT(ek_grid, horizons), .flags = EK_POSITIVE, .min = 1, .max = 1200, .aliases = "horisonter", .help = "Which of the study's horizons are told; all unless stated."},
    {.key = "actors", .kind = EK_NAMES, .offset = AT(ek_grid, actors), .flags = EK_POSITIVE, .aliases = "aktörer", .help = "Whose figures are told; everybody's unless stated."},
    {.key = "figures", .kind = EK_NAMES, .offset = AT(ek_grid, figures), .flags = EK_POSITIVE, .aliases = "nyckeltal", .help = "Which figures are told: [result, payback_months]; all that are not by year or stage unless stated."},
    {.key = "draws", .kind = EK_INT, .offset = AT(ek_grid, draws), .min = 2, .max = 10000000, .aliases = "dragningar", .help = "How often each run is drawn, as by `ekusia simulate`; -n wins."},
    {.key = "seed", .kind = EK_INT, .offset = AT(ek_grid, seed), .min = 0, .max = 2147483647, .fallback = "1", .aliases = "frö", .help = "Where random numbers begin; --seed wins."},
    END};
static const struct ek_record batch_record = {.name = "batch", .size = sizeof(struct ek_grid), .fields = batch_fields, .pos_offset = AT(ek_grid, pos), .present_offset = AT(ek_grid, present), .help = "Many runs of a study, or of several."};

static const struct ek_field file_fields[] = {
    {.key = "batch", .kind = EK_RECORD, .offset = AT(ek_grid_file, batch), .flags = EK_REQUIRED, .record = &batch_record, .help = "The grid."},
    END};
const struct ek_record ek_record_batch = {.name = "grid", .size = sizeof(struct ek_grid_file), .fields = file_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "A grid file of `ekusia batch`."};
