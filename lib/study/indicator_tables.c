/* What may be said of indicators, in a study and in a list of them, as field tables. */
#include <stddef.h>

#include "study/indicators.h"

#define AT(type, member) offsetof(struct type, member)

const char *const ek_perspective_names[] = {"deltagare", "personal", "organisation", "samhälle", NULL};
const char *const ek_indicator_types[] = {"process", "effect", NULL};
const char *const ek_indicator_levels[] = {"core", "extended", "own", NULL};

static const struct ek_field scale_fields[] = {
    {.key = "from", .kind = EK_INT, .offset = AT(ek_answer_scale, from), .flags = EK_REQUIRED, .min = -1000, .max = 1000, .aliases = "från min", .help = "The lowest answer: 1."},
    {.key = "to", .kind = EK_INT, .offset = AT(ek_answer_scale, to), .flags = EK_REQUIRED, .min = -1000, .max = 1000, .aliases = "till max", .help = "The highest answer: 5."},
    {.key = "positive", .kind = EK_INTS, .offset = AT(ek_answer_scale, positive), .flags = EK_REQUIRED | EK_POSITIVE, .min = -1000, .max = 1000, .aliases = "positiva", .help = "Which answers are positive, at one end of the scale: [4, 5]."},
    {.key = "labels", .kind = EK_TEXT_MAP, .offset = AT(ek_answer_scale, labels), .aliases = "etiketter svar", .help = "Words in the file and the numbers they stand for: {instämmer helt: 5, instämmer inte alls: 1}."},
    {.key = NULL}};
static const struct ek_record scale_record = {.name = "answer_scale", .size = sizeof(struct ek_answer_scale), .fields = scale_fields, .pos_offset = AT(ek_answer_scale, pos), .present_offset = AT(ek_answer_scale, present), .help = "The numbers that answers are given in."};

static const struct ek_field item_fields[] = {
    {.key = "indicator", .kind = EK_NAME, .offset = AT(ek_answer_item, indicator), .flags = EK_REQUIRED, .aliases = "indikator", .help = "The indicator that it measures: inflytande. `ekusia indicators --list` names them."},
    {.key = "reversed", .kind = EK_BOOL, .offset = AT(ek_answer_item, reversed), .fallback = "no", .aliases = "omvänd", .help = "yes: agreeing is bad, so that answers are turned round on the scale."},
    {.key = "scale", .kind = EK_RECORD, .offset = AT(ek_answer_item, scale), .record = &scale_record, .aliases = "skala", .help = "Its scale, when it is not that of the others."},
    {.key = NULL}};
static const struct ek_record item_record = {.name = "answer_item", .size = sizeof(struct ek_answer_item), .fields = item_fields, .pos_offset = AT(ek_answer_item, pos), .present_offset = EK_NO_OFFSET, .shorthand = "indicator", .help = "A question of the file, and the indicator that it measures."};

#define COMMON_FIELDS \
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_indicator, label), .flags = EK_REQUIRED, .aliases = "namn", .help = "What it is called: {sv: …, en: …}."}, \
    {.key = "meaning", .kind = EK_LABEL, .offset = AT(ek_indicator, meaning), .aliases = "betydelse", .help = "What it says when it is met, in a sentence: {sv: …, en: …}."}, \
    {.key = "perspective", .kind = EK_ENUM, .offset = AT(ek_indicator, perspective), .choices = ek_perspective_names, .flags = EK_REQUIRED, .aliases = "perspektiv", .help = "Whose it is: of participants, staff, the organisation or society."}, \
    {.key = "type", .kind = EK_ENUM, .offset = AT(ek_indicator, type), .choices = ek_indicator_types, .flags = EK_REQUIRED, .aliases = "typ", .help = "process: how the work is done. effect: what comes of it."}

static const struct ek_field own_fields[] = {COMMON_FIELDS, {.key = NULL}};
const struct ek_record ek_record_own_indicator = {.name = "own_indicator", .size = sizeof(struct ek_indicator), .fields = own_fields, .pos_offset = AT(ek_indicator, pos), .present_offset = EK_NO_OFFSET, .help = "An indicator of the study's own."};

static const struct ek_field indicator_fields[] = {
    COMMON_FIELDS,
    {.key = "level", .kind = EK_ENUM, .offset = AT(ek_indicator, level), .choices = ek_indicator_levels, .flags = EK_REQUIRED, .help = "core: always measured. extended: may be added."},
    {.key = "number", .kind = EK_INT, .offset = AT(ek_indicator, number), .min = 1, .max = 10000, .help = "In the core."},
    {.key = "original", .kind = EK_INT, .offset = AT(ek_indicator, original), .min = 1, .max = 10000, .help = "Its number among the candidates that were voted on."},
    {.key = "votes", .kind = EK_VALUE, .offset = AT(ek_indicator, votes), .unit = "%", .min = 0, .max = 1, .help = "The share of the votes that said yes to it."},
    {.key = "judged", .kind = EK_BOOL, .offset = AT(ek_indicator, judged), .fallback = "no", .help = "yes: its perspective was judged from its place and its words."},
    {.key = NULL}};
const struct ek_record ek_record_indicator = {.name = "indicator", .size = sizeof(struct ek_indicator), .fields = indicator_fields, .pos_offset = AT(ek_indicator, pos), .present_offset = EK_NO_OFFSET, .help = "An indicator of a list."};

static const struct ek_field terms_fields[] = {
    {.key = "answers", .kind = EK_NAME, .offset = AT(ek_indicator_terms, answers), .flags = EK_REQUIRED, .aliases = "svar fil file", .help = "A CSV file beside the study with a row for each answer: svar.csv. Delimiter and encoding are found out."},
    {.key = "columns", .kind = EK_TEXT_MAP, .offset = AT(ek_indicator_terms, columns), .flags = EK_REQUIRED | EK_POSITIVE, .aliases = "kolumner", .help = "What is which column: {period: år, item: fråga, answer: svar}, and where there are such: group (who answers), organisation, id (a pseudonym)."},
    {.key = "scale", .kind = EK_RECORD, .offset = AT(ek_indicator_terms, scale), .record = &scale_record, .flags = EK_REQUIRED, .aliases = "skala", .help = "The numbers that answers are given in: {from: 1, to: 5, positive: [4, 5]}."},
    {.key = "missing", .kind = EK_NAMES, .offset = AT(ek_indicator_terms, missing), .aliases = "saknas bortfall", .help = "Answers that say nothing, besides the empty one: [vet ej, \"-\"]."},
    {.key = "items", .kind = EK_RECORD_MAP, .offset = AT(ek_indicator_terms, items), .record = &item_record, .aliases = "frågor", .help = "Which question is which indicator's: {F1: inflytande, F2: rätt-tid}. A question that is called like an indicator need not stand here."},
    {.key = "own", .kind = EK_RECORD_MAP, .offset = AT(ek_indicator_terms, own), .record = &ek_record_own_indicator, .aliases = "egna", .help = "Indicators of the study's own, by name."},
    {.key = "periods", .kind = EK_NAMES, .offset = AT(ek_indicator_terms, periods), .aliases = "perioder", .help = "The periods in their order, when it is not that of their texts: [VT 2013, HT 2013]."},
    {.key = "baseline", .kind = EK_NAME, .offset = AT(ek_indicator_terms, baseline), .aliases = "baslinje", .help = "The period that later ones are held against: 2013. Without it no change is told."},
    {.key = NULL}};
const struct ek_record ek_record_indicator_terms = {.name = "indicators", .size = sizeof(struct ek_indicator_terms), .fields = terms_fields, .pos_offset = AT(ek_indicator_terms, pos), .present_offset = AT(ek_indicator_terms, present), .help = "Answers to questions about how people work together and what comes of it, by indicator. See `ekusia indicators`."};
