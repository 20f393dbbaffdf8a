/* What may be said of participants in a file and of counted outcomes, as field tables. */
#include <stddef.h>

#include "study/followup.h"
#include "study/study_parts.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}
#define NONE EK_NO_OFFSET

static const struct ek_field named_household_fields[] = {
    {.key = "adults", .kind = EK_INT, .offset = AT(ek_named_household, household.adults), .min = 1, .max = 2, .fallback = "1", .aliases = "vuxna", .help = "Adults."},
    {.key = "children", .kind = EK_INTS, .offset = AT(ek_named_household, household.children), .min = 0, .max = 25, .aliases = "barn", .help = "The ages of the children: [4, 9]."},
    END};
static const struct ek_record named_household_record = {.name = "named_household", .size = sizeof(struct ek_named_household), .fields = named_household_fields, .pos_offset = NONE, .present_offset = AT(ek_named_household, household.present), .help = "What a word in the column of households stands for."};

static const char *const forms[] = {"wide", "spells", NULL};
static const char *const on_problem[] = {"error", "exclude", NULL};

/* The fields of a file with a row for each person or spell, in a struct that holds them at `m`. */
#define FOLLOWUP_FIELDS(type, m)                                                                   \
  {.key = "file", .kind = EK_NAME, .offset = AT(type, m file), .aliases = "fil", .help = "A CSV file beside the study: deltagare.csv. Delimiter and encoding are found out."}, \
  {.key = "form", .kind = EK_ENUM, .offset = AT(type, m form), .choices = forms, .fallback = "wide", .help = "wide: a row for each person. spells: a row for each stretch of time in a state."}, \
  {.key = "columns", .kind = EK_TEXT_MAP, .offset = AT(type, m columns), .aliases = "kolumner", .help = "What is which column: {id: löpnr, sex: kön, before.state: försörjning_före, after.state: försörjning_efter, inputs.wage: lön}."}, \
  {.key = "values", .kind = EK_TEXT_MAPS, .offset = AT(type, m values), .aliases = "värden koder", .help = "What texts in a column stand for: {försörjning_före: {FS: försörjningsstöd, AD: arbete 50 % + sjukpenning 50 %}}."}, \
  {.key = "units", .kind = EK_TEXT_MAP, .offset = AT(type, m units), .aliases = "enheter", .help = "The unit of a column's numbers, when not that which the model asks for: {årslön: kr/year}."}, \
  {.key = "missing", .kind = EK_NAMES, .offset = AT(type, m missing), .aliases = "saknas bortfall", .help = "Texts by which nothing is said, besides the empty one: [vet ej, \"-\"]."}, \
  {.key = "households", .kind = EK_RECORD_MAP, .offset = AT(type, m households), .record = &named_household_record, .aliases = "hushåll household", .help = "What words in the column household stand for: {EB: {adults: 1, children: [7]}}."}, \
  {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(type, m inputs), .aliases = "indata", .help = "Inputs for all, where no column gives them: {boendekostnad: 7 100 kr/month}."}, \
  {.key = "services", .kind = EK_TEXT_MAPS, .offset = AT(type, m services), .aliases = "tjänster", .help = "What those in a state use, where no column says: {försörjningsstöd: {ekonomiskt-bistånd-handläggning: 12/year}}."}, \
  {.key = "measured", .kind = EK_DURATIONS, .offset = AT(type, m measured), .min = 1, .max = 1200, .aliases = "mättillfällen", .help = "For spells: how long after the exit the situation is read: [6 months, 12 months]; 12 months unless stated."}, \
  {.key = "during", .kind = EK_MONTHS, .offset = AT(type, m during), .aliases = "under", .help = "How long each is in the insats, when the file has no column exit."}, \
  {.key = "on_problem", .kind = EK_ENUM, .offset = AT(type, m on_problem), .choices = on_problem, .fallback = "error", .aliases = "vid_fel", .help = "error: a row that cannot be used stops the run. exclude: it is left out, counted and told."}, \
  {.key = "price_year", .kind = EK_INT, .offset = AT(type, m price_year), .min = 1900, .max = 2200, .aliases = "prisnivå", .help = "The year of kronor in the file, when not the study's; they are moved by the model's default index."}

#define EMPTY
static const struct ek_field followup_fields[] = {FOLLOWUP_FIELDS(ek_followup, EMPTY), END};
const struct ek_record ek_record_followup = {.name = "followup", .size = sizeof(struct ek_followup), .fields = followup_fields, .pos_offset = NONE, .present_offset = NONE, .help = "A file of a comparison group. What is not said is as in participants; columns and values add to those."};

static const struct ek_field participants_fields[] = {
    {.key = "cases", .kind = EK_RECORDS, .offset = AT(ek_participants, cases), .flags = EK_POSITIVE, .record = &ek_record_case, .aliases = "typfall", .help = "Type cases with weights."},
    FOLLOWUP_FIELDS(ek_participants, followup.),
    {.key = "whole", .kind = EK_VALUE, .offset = AT(ek_participants, whole.value), .unit = "1 | participant", .min = 1, .max = 1e9, .aliases = "alla population totalt", .help = "How many took part, when the file is a sample of them: results are scaled to all, and shown for the sample too."},
    {.key = "age_bands", .kind = EK_INTS, .offset = AT(ek_participants, age_bands), .min = 1, .max = 120, .fallback = "[25, 35, 50]", .aliases = "åldersgrupper", .help = "Where a new age band begins, for breakdown: [25, 35, 50]."},
    END};
const struct ek_record ek_record_participants = {.name = "participants", .size = sizeof(struct ek_participants), .fields = participants_fields, .pos_offset = AT(ek_participants, pos), .present_offset = AT(ek_participants, present), .help = "Who took part: type cases, or a file."};

static const struct ek_field transition_fields[] = {
    {.key = "from", .kind = EK_NAME, .offset = AT(ek_transition, from), .flags = EK_REQUIRED, .aliases = "från", .help = "The state before."},
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_transition, to), .flags = EK_REQUIRED, .aliases = "till", .help = "The state after, or several: arbete 50 % + sjukpenning 50 %."},
    {.key = "count", .kind = EK_INT, .offset = AT(ek_transition, count), .flags = EK_REQUIRED, .min = 0, .max = 1000000, .aliases = "antal", .help = "How many made it."},
    {.key = "of", .kind = EK_INT, .offset = AT(ek_transition, of), .min = 1, .max = 1000000, .aliases = "av", .help = "In a comparison group: of how many that were in the state before."},
    {.key = "month", .kind = EK_INT, .offset = AT(ek_transition, month), .min = 0, .max = 1200, .aliases = "månad", .help = "How many months after the start; unless stated, those of the lag."},
    {.key = "source", .kind = EK_TEXT, .offset = AT(ek_transition, source), .aliases = "källa", .help = "Where it was counted."},
    END};
const struct ek_record ek_record_transition = {.name = "transition", .size = sizeof(struct ek_transition), .fields = transition_fields, .pos_offset = AT(ek_transition, pos), .present_offset = NONE, .help = "How many went from one state to another."};

static const char *const countings[] = {"start", "end", "life-table", "trapezoid", "simpson", "points", "alternating", NULL};
static const char *const weighings[] = {"point", "start", "middle", "end", "continuous", "own", NULL};
static const struct ek_field outcomes_fields[] = {
    {.key = "before", .kind = EK_TEXT_MAP, .offset = AT(ek_outcomes, before), .flags = EK_POSITIVE, .aliases = "före", .help = "How many were in each state: {försörjningsstöd: 40, etableringsersättning: 8}."},
    {.key = "transitions", .kind = EK_RECORDS, .offset = AT(ek_outcomes, transitions), .record = &ek_record_transition, .aliases = "övergångar", .help = "What follow-up found; who is not counted stays."},
    {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(ek_outcomes, inputs), .aliases = "indata", .help = "What the states ask for: {wage: 27 000 kr/month}."},
    {.key = "services", .kind = EK_TEXT_MAPS, .offset = AT(ek_outcomes, services), .aliases = "tjänster", .help = "What those in a state use: {försörjningsstöd: {läkarbesök-primärvård: 4/year}}."},
    {.key = "age", .kind = EK_INT, .offset = AT(ek_outcomes, age), .min = 0, .max = 120, .aliases = "ålder", .help = "Of all of them; the model's unless stated."},
    {.key = "household", .kind = EK_RECORD, .offset = AT(ek_outcomes, household), .record = &ek_record_household, .aliases = "hushåll", .help = "Of all of them; one adult unless stated."},
    {.key = "cycle", .kind = EK_NAME, .offset = AT(ek_outcomes, cohort.cycle_text), .aliases = "cykel steg", .help = "Of a cohort: 1 day, 1 week, 1 month, 3 months, 1 year."},
    {.key = "counting", .kind = EK_ENUM, .offset = AT(ek_outcomes, cohort.counting), .choices = countings, .fallback = "life-table", .aliases = "räkning halvcykelkorrigering half_cycle method", .help = "Where in a cycle persons are counted in their states."},
    {.key = "discounting", .kind = EK_ENUM, .offset = AT(ek_outcomes, cohort.weighing), .choices = weighings, .fallback = "own", .aliases = "diskontering", .help = "Where in a cycle flows are discounted; own: where it belongs with the counting."},
    {.key = "unusual_pair", .kind = EK_BOOL, .offset = AT(ek_outcomes, cohort.unusual_pair), .aliases = "ovanligt_par", .help = "yes: a counting and a discounting that do not belong together are meant, as to meet a published figure."},
    {.key = "initial", .kind = EK_VALUE_MAP, .offset = AT(ek_outcomes, cohort.initial), .unit = "1 | participant", .min = 0, .max = 1e9, .aliases = "start startfördelning", .help = "Of a cohort: how many start in each state."},
    {.key = "entry", .kind = EK_VALUE_MAP, .offset = AT(ek_outcomes, cohort.entry), .unit = "%", .min = 0, .max = 1, .aliases = "inflöde intag", .help = "When they enter: {2013-01: 50 %, 2013-07: 50 %}; all at the start unless stated."},
    {.key = "states", .kind = EK_RECORD_MAP, .offset = AT(ek_outcomes, cohort.state_list), .record = &ek_record_cohort_state, .aliases = "tillstånd", .help = "What states of the cohort hold, where they are not states of the model."},
    {.key = "tables", .kind = EK_RECORD_MAP, .offset = AT(ek_outcomes, cohort.table_list), .record = &ek_record_timetable, .aliases = "tabeller", .help = "Numbers by age, cycle or year for formulas, as a life table."},
    {.key = "groups", .kind = EK_RECORD_MAP, .offset = AT(ek_outcomes, cohort.group_list), .record = &ek_record_cohort_group, .aliases = "grupper", .help = "Parts of the cohort, instead of `initial`."},
    {.key = "events", .kind = EK_RECORDS, .offset = AT(ek_outcomes, cohort.event_list), .record = &ek_record_event, .aliases = "händelser", .help = "What happens once with a move."},
    {.key = "alternatives", .kind = EK_RECORD_MAP, .offset = AT(ek_outcomes, cohort.alternative_list), .flags = EK_POSITIVE, .record = &ek_record_alternative, .aliases = "alternativ strategier", .help = "How the cohort moves with and without the insats."},
    END};
const struct ek_record ek_record_outcomes = {.name = "outcomes", .size = sizeof(struct ek_outcomes), .fields = outcomes_fields, .pos_offset = AT(ek_outcomes, pos), .present_offset = AT(ek_outcomes, present), .help = "Participants as counts: how many were in each state, and where they went. Or as a cohort that moves in several alternatives."};

static const struct ek_field weighting_fields[] = {
    {.key = "variables", .kind = EK_NAMES, .offset = AT(ek_weighting_terms, variables), .flags = EK_REQUIRED, .aliases = "variabler", .help = "What the model of who took part is of: [sex, age, education, household, municipality, before.state, background.NAME]. Both files must say it."},
    {.key = "trim", .kind = EK_VALUE, .offset = AT(ek_weighting_terms, trim), .unit = "%", .min = 0, .max = 0.25, .aliases = "kapa", .help = "The part of the group at each end whose weights are cut to the nearest one that is left: 1 %."},
    {.key = "max", .kind = EK_VALUE, .offset = AT(ek_weighting_terms, max), .unit = "1", .min = 1, .max = 1000000, .aliases = "högst", .help = "Instead: how many times the mean weight anybody counts at most: 10."},
    END};
const struct ek_record ek_record_weighting = {.name = "weighting", .size = sizeof(struct ek_weighting_terms), .fields = weighting_fields, .pos_offset = AT(ek_weighting_terms, pos), .present_offset = AT(ek_weighting_terms, present), .help = "Weights by which the comparison group is made as the participants were before."};

static const struct ek_field bootstrap_fields[] = {
    {.key = "draws", .kind = EK_INT, .offset = AT(ek_bootstrap, draws), .min = -1, .max = 1000000, .fallback = "-1", .aliases = "dragningar", .help = "How many samples are drawn, at least 100; 0: none. 1 000 unless stated, and none beyond 20 000 participants."},
    {.key = "seed", .kind = EK_INT, .offset = AT(ek_bootstrap, seed), .min = 0, .max = 2147483647, .fallback = "1", .aliases = "frö", .help = "Where the random numbers begin: the same seed, the same figures."},
    END};
const struct ek_record ek_record_bootstrap = {.name = "bootstrap", .size = sizeof(struct ek_bootstrap), .fields = bootstrap_fields, .pos_offset = AT(ek_bootstrap, pos), .present_offset = AT(ek_bootstrap, present), .help = "Intervals by drawing the participants anew, with replacement."};
