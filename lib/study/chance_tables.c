/* What may be said of a chance, of deaths and of numbers by age or time, as field tables. */
#include <math.h>
#include <stddef.h>

#include "study/chance.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}
#define NONE EK_NO_OFFSET

static const char *const hazards[] = {"none", "exponential", "weibull", "gompertz", "log-logistic", "log-normal", "gamma", NULL};
static const char *const clocks[] = {"cycle", "years", "age", "in_state", "calendar_year", NULL};

static const struct ek_field chance_fields[] = {
    {.key = "probability", .kind = EK_VALUE, .offset = AT(ek_chance, probability), .unit = "%", .min = 0, .max = 1, .aliases = "sannolikhet p prob", .help = "In a cycle: 1.2 %, a formula, or rest: what the others in the row leave."},
    {.key = "per", .kind = EK_NAME, .offset = AT(ek_chance, per), .aliases = "över tid", .help = "The time the probability is of, when not a cycle: 1 year. It is turned to a cycle's by 1 − (1 − p)^(cycle / time)."},
    {.key = "rate", .kind = EK_VALUE, .offset = AT(ek_chance, rate), .unit = "1/year", .min = 0, .max = 1e9, .aliases = "intensitet takt", .help = "A rate instead: 0.15/year. Rates of a row compete: p = rate / sum · (1 − exp(−sum · cycle))."},
    {.key = "hazard", .kind = EK_ENUM, .offset = AT(ek_chance, hazard), .choices = hazards, .fallback = "none", .aliases = "risk överlevnad", .help = "A rate that changes with time, by shape and scale."},
    {.key = "shape", .kind = EK_VALUE, .offset = AT(ek_chance, shape), .unit = "1", .min = -100, .max = 100, .aliases = "form gamma", .help = "Of the hazard: weibull (t / scale)^shape, gompertz exp(shape · t) / scale, log-logistic, gamma; of log-normal the sd of ln t."},
    {.key = "scale", .kind = EK_VALUE, .offset = AT(ek_chance, scale), .unit = "year", .min = 0, .max = 1e9, .aliases = "skala", .help = "Of the hazard, a time: 4.5 years."},
    {.key = "clock", .kind = EK_ENUM, .offset = AT(ek_chance, clock), .choices = clocks, .fallback = "years", .aliases = "klocka från", .help = "The time of the hazard: years since the start, in_state since the state was entered, or age."},
    {.key = "count", .kind = EK_VALUE, .offset = AT(ek_chance, count), .unit = "1", .min = 0, .max = 1e9, .aliases = "antal counts", .help = "How many of those in the row went there: the probability is its part of the row's counts, and drawn as a Dirichlet."},
    {.key = "relative_risk", .kind = EK_VALUE, .offset = AT(ek_chance, relative_risk), .unit = "1", .min = 0, .max = 1e6, .aliases = "rr relativ_risk multiplier times", .help = "The probability times this."},
    {.key = "hazard_ratio", .kind = EK_VALUE, .offset = AT(ek_chance, hazard_ratio), .unit = "1", .min = 0, .max = 1e6, .aliases = "hr hazardkvot", .help = "The rate times this; of a probability 1 − (1 − p)^ratio."},
    {.key = "odds_ratio", .kind = EK_VALUE, .offset = AT(ek_chance, odds_ratio), .unit = "1", .min = 0, .max = 1e6, .aliases = "or oddskvot", .help = "The odds times this."},
    {.key = "for_first", .kind = EK_NAME, .offset = AT(ek_chance, for_text), .aliases = "för_första under cycles", .help = "The ratios hold for so long only: 2 cycles, or 2 years. For ever unless stated."},
    {.key = "cap", .kind = EK_VALUE, .offset = AT(ek_chance, cap), .unit = "%", .min = 0, .max = 1, .aliases = "tak", .help = "What a ratio may bring the probability to at most; without it more than 100 % is an error."},
    END};
const struct ek_record ek_record_chance = {.name = "chance", .size = sizeof(struct ek_chance), .fields = chance_fields, .pos_offset = AT(ek_chance, pos), .present_offset = NONE, .help = "The chance of going from one state to another in a cycle. A chance with a ratio alone changes that of the alternative it is based on.", .shorthand = "probability"};

static const struct ek_field mortality_fields[] = {
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_mortality, to), .flags = EK_REQUIRED, .aliases = "till tillstånd", .help = "The state of those who have died."},
    {.key = "probability", .kind = EK_VALUE, .offset = AT(ek_mortality, probability), .unit = "%", .min = 0, .max = 1, .aliases = "sannolikhet", .help = "Of dying in a cycle."},
    {.key = "rate", .kind = EK_VALUE, .offset = AT(ek_mortality, rate), .unit = "1/year", .min = 0, .max = 1e9, .aliases = "dödstal", .help = "Or the rate, often a table by age and sex."},
    {.key = "hazard_ratio", .kind = EK_VALUE_MAP, .offset = AT(ek_mortality, hazard_ratio), .unit = "1", .min = 0, .max = 1e6, .aliases = "hr", .help = "In some states more or less: {sjukersättning: 2.1}."},
    END};
const struct ek_record ek_record_mortality = {.name = "mortality", .size = sizeof(struct ek_mortality), .fields = mortality_fields, .pos_offset = AT(ek_mortality, pos), .present_offset = AT(ek_mortality, present), .help = "Deaths besides the matrix: in each cycle some die, and those who are left move by the matrix."};

static const struct ek_field table_fields[] = {
    {.key = "by", .kind = EK_ENUM, .offset = AT(ek_timetable, by), .choices = clocks, .flags = EK_REQUIRED, .aliases = "efter", .help = "What it goes by."},
    {.key = "values", .kind = EK_VALUE_MAP, .offset = AT(ek_timetable, values), .aliases = "värden", .help = "From a number on, a value: {1: 12 %, 3: 8 %, 7: 5 %}. The last goes on."},
    {.key = "file", .kind = EK_NAME, .offset = AT(ek_timetable, file), .aliases = "fil", .help = "Or a CSV file beside the study, of plain numbers."},
    {.key = "key", .kind = EK_NAME, .offset = AT(ek_timetable, key), .aliases = "nyckel", .help = "The column of the file that it goes by; the first unless stated."},
    {.key = "column", .kind = EK_NAME, .offset = AT(ek_timetable, column), .aliases = "kolumn", .help = "The column with the numbers; the second unless stated."},
    {.key = "columns", .kind = EK_TEXT_MAP, .offset = AT(ek_timetable, columns), .aliases = "kolumner", .help = "A column for each sex: {kvinna: kvinnor, man: män}."},
    {.key = "unit", .kind = EK_TEXT, .offset = AT(ek_timetable, unit_text), .aliases = "enhet", .help = "Of the numbers in the file: 1 (the default), %, 1/year."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(ek_timetable, source), .aliases = "källa", .help = "Where it is from."},
    END};
const struct ek_record ek_record_timetable = {.name = "table", .size = sizeof(struct ek_timetable), .fields = table_fields, .pos_offset = NONE, .present_offset = NONE, .help = "Numbers by age, cycle, time in the state or calendar year, as a name for formulas."};
