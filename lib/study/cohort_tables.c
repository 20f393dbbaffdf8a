/* What may be said of a cohort and its alternatives, as field tables. */
#include <math.h>
#include <stddef.h>

#include "study/cohort.h"
#include "study/measure.h"
#include "study/study_parts.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}
#define NONE EK_NO_OFFSET

static const struct ek_field state_fields[] = {
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_cohort_state, label), .aliases = "etikett namn", .help = "What reports call it."},
    {.key = "states", .kind = EK_VALUE_MAP, .offset = AT(ek_cohort_state, states), .unit = "%", .min = 0, .max = 1, .aliases = "tillstånd försörjning", .help = "Which states of the model, to what extent: {arbete: 50 %, sjukpenning: 50 %}; {}: none, as for the dead. Not written: the model's state of that name."},
    {.key = "services", .kind = EK_VALUE_MAP, .offset = AT(ek_cohort_state, services), .aliases = "tjänster", .help = "Which services, how much: {läkarbesök-primärvård: 2/year}. A formula may ask for cycle, years, age or in_state."},
    {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(ek_cohort_state, inputs), .aliases = "indata", .help = "What the states ask for."},
    END};
const struct ek_record ek_record_cohort_state = {.name = "cohort_state", .size = sizeof(struct ek_cohort_state), .fields = state_fields, .pos_offset = AT(ek_cohort_state, pos), .present_offset = NONE, .help = "What those in a state of the cohort live on, use and do."};

static const struct ek_field group_matrix_fields[] = {
    {.key = "matrix", .kind = EK_RECORD_MAPS, .offset = AT(ek_group_matrix, matrix), .record = &ek_record_chance, .aliases = "matris", .help = "What differs for the group: cells that are not written are as for all."},
    {.key = "mortality", .kind = EK_RECORD, .offset = AT(ek_group_matrix, mortality), .record = &ek_record_mortality, .aliases = "dödlighet", .help = "Deaths in the group."},
    END};
static const struct ek_record group_matrix_record = {.name = "group_matrix", .size = sizeof(struct ek_group_matrix), .fields = group_matrix_fields, .pos_offset = NONE, .present_offset = NONE, .help = "A matrix for one group of the cohort."};

static const struct ek_field alternative_fields[] = {
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_alternative, label), .aliases = "etikett", .help = "What reports call it."},
    {.key = "reference", .kind = EK_BOOL, .offset = AT(ek_alternative, reference), .aliases = "referens", .help = "yes: the others are held against it. One of the alternatives."},
    {.key = "based_on", .kind = EK_NAME, .offset = AT(ek_alternative, based_on), .aliases = "bygger_på som", .help = "Another alternative: what is not written here is as there, cell by cell."},
    {.key = "matrix", .kind = EK_RECORD_MAPS, .offset = AT(ek_alternative, matrix), .record = &ek_record_chance, .aliases = "matris övergångar", .help = "From each state, the chance of going to others: {försörjningsstöd: {arbete: 1.2 %, försörjningsstöd: rest}}. A state without a row keeps its persons."},
    {.key = "intensities", .kind = EK_RECORD_MAPS, .offset = AT(ek_alternative, intensities), .record = &ek_record_chance, .aliases = "intensiteter", .help = "Instead: rates at which persons leave at any moment; the matrix of a cycle is their exponential."},
    {.key = "matrix_cycle", .kind = EK_NAME, .offset = AT(ek_alternative, matrix_cycle), .aliases = "matriscykel", .help = "The time the matrix is of, when longer than the cycle: 1 year. Its root is taken, and must be a matrix of probabilities."},
    {.key = "mortality", .kind = EK_RECORD, .offset = AT(ek_alternative, mortality), .record = &ek_record_mortality, .aliases = "dödlighet", .help = "Deaths besides the matrix."},
    {.key = "groups", .kind = EK_RECORD_MAP, .offset = AT(ek_alternative, groups), .record = &group_matrix_record, .aliases = "grupper", .help = "Matrices of groups of the cohort, where they differ."},
    {.key = "states", .kind = EK_RECORD_MAP, .offset = AT(ek_alternative, states), .record = &ek_record_cohort_state, .aliases = "tillstånd", .help = "What states hold in this alternative, where that differs."},
    {.key = "costs", .kind = EK_RECORDS, .offset = AT(ek_alternative, costs), .record = &ek_record_cost, .aliases = "kostnader", .help = "What this alternative costs, besides the study's costs, which all but the reference have."},
    END};
const struct ek_record ek_record_alternative = {.name = "alternative", .size = sizeof(struct ek_alternative), .fields = alternative_fields, .pos_offset = AT(ek_alternative, pos), .present_offset = NONE, .help = "One way that things may go: with an insats, with another, or without."};

static const struct ek_field group_fields[] = {
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_cohort_group, label), .aliases = "etikett", .help = "What reports call it."},
    {.key = "initial", .kind = EK_VALUE_MAP, .offset = AT(ek_cohort_group, initial), .flags = EK_REQUIRED | EK_POSITIVE, .unit = "1 | participant", .min = 0, .max = 1e9, .aliases = "start före", .help = "How many of the group start in each state."},
    {.key = "sex", .kind = EK_TEXT, .offset = AT(ek_cohort_group, sex), .aliases = "kön", .help = "kvinna or man: for tables by sex, and `female` in formulas."},
    {.key = "age", .kind = EK_INT, .offset = AT(ek_cohort_group, age), .min = -1, .max = 120, .fallback = "-1", .aliases = "ålder", .help = "At the start."},
    {.key = "household", .kind = EK_RECORD, .offset = AT(ek_cohort_group, household), .record = &ek_record_household, .aliases = "hushåll", .help = "When it is another than that of all."},
    {.key = "municipality", .kind = EK_NAME, .offset = AT(ek_cohort_group, municipality), .aliases = "kommun", .help = "When it is another than the study's."},
    {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(ek_cohort_group, inputs), .aliases = "indata", .help = "What states ask for, for the group."},
    END};
const struct ek_record ek_record_cohort_group = {.name = "cohort_group", .size = sizeof(struct ek_cohort_group), .fields = group_fields, .pos_offset = AT(ek_cohort_group, pos), .present_offset = NONE, .help = "A part of the cohort, as women and men: the parts add to the whole."};

static const struct ek_field event_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_event, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "What it is."},
    {.key = "from", .kind = EK_NAME, .offset = AT(ek_event, from), .aliases = "från", .help = "The state that is left; any unless stated."},
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_event, to), .aliases = "till", .help = "The state that is entered; any other unless stated."},
    {.key = "payer", .kind = EK_NAME, .offset = AT(ek_event, payer), .flags = EK_REQUIRED, .aliases = "betalare", .help = "An actor, or production."},
    {.key = "receiver", .kind = EK_NAME, .offset = AT(ek_event, receiver), .fallback = "resources", .aliases = "mottagare", .help = "resources, or the actor that gets it."},
    {.key = "amount", .kind = EK_VALUE, .offset = AT(ek_event, amount_value), .flags = EK_REQUIRED, .unit = "kr", .min = 0, .max = 1e15, .aliases = "belopp", .help = "For each move: 10 000 kr."},
    {.key = "alternatives", .kind = EK_NAMES, .offset = AT(ek_event, alternatives), .aliases = "alternativ", .help = "In which it happens; all unless stated."},
    END};
const struct ek_record ek_record_event = {.name = "event", .size = sizeof(struct ek_event), .fields = event_fields, .pos_offset = AT(ek_event, pos), .present_offset = NONE, .help = "What happens once with a move from one state to another: a bonus, an assessment."};

static const char *const pers[] = {"year", "month", "cycle", NULL};
static const struct ek_field measure_states_fields[] = {
    {.key = "states", .kind = EK_VALUE_MAP, .offset = AT(ek_measure_states, states), .flags = EK_REQUIRED, .unit = "1", .min = -1e9, .max = 1e9, .aliases = "tillstånd", .help = "What differs: {sjuk: 0.95}."},
    END};
static const struct ek_record measure_states_record = {.name = "measure_states", .size = sizeof(struct ek_measure_states), .fields = measure_states_fields, .pos_offset = NONE, .present_offset = NONE, .help = "Weights of states in one alternative.", .shorthand = NULL};
static const struct ek_field measure_event_fields[] = {
    {.key = "from", .kind = EK_NAME, .offset = AT(ek_measure_event, from), .aliases = "från", .help = "The state that is left; any unless stated."},
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_measure_event, to), .aliases = "till", .help = "The state that is entered; any other unless stated."},
    {.key = "amount", .kind = EK_VALUE, .offset = AT(ek_measure_event, amount_value), .flags = EK_REQUIRED, .unit = "1", .min = -1e9, .max = 1e9, .aliases = "mängd", .help = "Once for each who makes the move: -0.01."},
    END};
static const struct ek_record measure_event_record = {.name = "measure_event", .size = sizeof(struct ek_measure_event), .fields = measure_event_fields, .pos_offset = AT(ek_measure_event, pos), .present_offset = NONE, .help = "What a move adds to a measure."};
static const struct ek_field measure_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_measure, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "What is measured: månader i arbete."},
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_measure, label), .aliases = "etikett", .help = "What reports call it, when in two languages."},
    {.key = "unit", .kind = EK_LABEL, .offset = AT(ek_measure, unit), .aliases = "enhet", .help = "What one of it is called: month, year, QALY. A text, or {sv: månad, en: month}; the measure's name unless stated."},
    {.key = "per", .kind = EK_ENUM, .offset = AT(ek_measure, per), .choices = pers, .fallback = "year", .aliases = "tid", .help = "The time in a state that the weight is of."},
    {.key = "states", .kind = EK_VALUE_MAP, .offset = AT(ek_measure, states), .flags = EK_REQUIRED | EK_POSITIVE, .unit = "1", .min = -1e9, .max = 1e9, .aliases = "tillstånd vikter", .help = "Weights of states, 0 unless stated: {arbete: 1}. Formulas may ask for cycle, years and age."},
    {.key = "alternatives", .kind = EK_RECORD_MAP, .offset = AT(ek_measure, alternatives), .record = &measure_states_record, .aliases = "alternativ", .help = "Where weights differ between alternatives: {insats: {states: {sjuk: 0.95}}}."},
    {.key = "events", .kind = EK_RECORDS, .offset = AT(ek_measure, events), .record = &measure_event_record, .aliases = "händelser övergångar", .help = "What moves add."},
    {.key = "discount", .kind = EK_RECORD, .offset = AT(ek_measure, discount), .record = &ek_record_discount, .aliases = "diskontering", .help = "Its own rate or schedule, or none; that of kronor unless stated."},
    {.key = "willingness", .kind = EK_VALUES, .offset = AT(ek_measure, willingness), .unit = "kr", .min = 0, .max = 1e15, .aliases = "betalningsvilja värde", .help = "What one of it is worth, for net benefit: [50 000 kr, 100 000 kr]."},
    END};
const struct ek_record ek_record_measure = {.name = "measure", .size = sizeof(struct ek_measure), .fields = measure_fields, .pos_offset = AT(ek_measure, pos), .present_offset = NONE, .help = "An effect of a cohort that is not kronor."};
