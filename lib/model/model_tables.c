/* What may stand in the files of a model folder, as field tables. The
 * schema and docs/format.md are generated from these. */
#include <stddef.h>

#include "model/model.h"
#include "model/model_files.h"
#include "model/model_test.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}
#define LABEL(type)                                                                              \
  {.key = "label", .kind = EK_LABEL, .offset = AT(type, label), .aliases = "etikett namn",       \
   .help = "What people read: a text, or {sv: …, en: …}."}
#define SOURCED(type)                                                                            \
  {.key = "source", .kind = EK_ORIGIN, .offset = AT(type, source), .aliases = "källa",           \
   .help = "Where it comes from: a key in sources.yaml, a citation, or a map."},                        \
  {.key = "grade", .kind = EK_ENUM, .offset = AT(type, grade), .choices = ek_grades,             \
   .fallback = "-", .aliases = "grad evidens",                                                   \
   .help = "A official, B second-hand, C computed or one place, D unsourced."},                  \
  {.key = "note", .kind = EK_TEXT, .offset = AT(type, note), .aliases = "anmärkning",            \
   .help = "What a reader must know to use it."}
#define RECORD(type, called, table, text)                                                        \
  {.name = called, .size = sizeof(struct type), .fields = table, .pos_offset = EK_NO_OFFSET,     \
   .present_offset = EK_NO_OFFSET, .help = text}

static const char *const ek_grades[] = {"-", "A", "B", "C", "D", NULL};

static const struct ek_field file_fields[] = {
    {.key = "name", .kind = EK_TEXT, .offset = AT(ek_model, name), .flags = EK_REQUIRED,
     .help = "The model's name, the same as its folder."},
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_model, label), .help = "What people read."},
    {.key = "version", .kind = EK_TEXT, .offset = AT(ek_model, version), .flags = EK_REQUIRED,
     .help = "The vintage of its figures, e.g. \"2026-11\"; stamped on every output."},
    {.key = "currency", .kind = EK_NAME, .offset = AT(ek_model, currency_name),
     .help = "The money of its amounts, which studies use and reports print: kr (without it), GBP, EUR, …"},
    {.key = "full_work", .kind = EK_NAME, .offset = AT(ek_model, full_work_name),
     .help = "The state that the potential is measured against: work at full extent."},
    {.key = "person", .kind = EK_NAME, .offset = AT(ek_model, person_name), .flags = EK_REQUIRED,
     .help = "The account of the participant."},
    {.key = "displaced", .kind = EK_NAME, .offset = AT(ek_model, displaced_name),
     .help = "The account that bears production displaced elsewhere."},
    {.key = "default_index", .kind = EK_NAME, .offset = AT(ek_model, default_index_name),
     .help = "The index that moves prices between years when nothing else is said."},
    {.key = "default_municipality", .kind = EK_TEXT, .offset = AT(ek_model, default_municipality),
     .help = "The key in tables when the study names no municipality."},
    {.key = "default_age", .kind = EK_INT, .offset = AT(ek_model, default_age), .min = 0,
     .max = 120, .fallback = "40", .help = "A participant's age in rules when the study is silent."},
    {.key = "default_date", .kind = EK_DAY, .offset = AT(ek_model, default_date),
     .help = "The day whose rules `ekusia model` shows and computes with when no --date is given."},
    {.key = "stale_after", .kind = EK_INT, .offset = AT(ek_model, stale_after), .min = 0,
     .max = 100, .fallback = "5", .help = "Over how many years a price may be moved by index before it is said to be old."},
    END};
const struct ek_record ek_record_model = RECORD(ek_model, "model", file_fields, "The model itself: model.yaml.");

static const struct ek_field actor_fields[] = {
    LABEL(ek_actor),
    {.key = "parent", .kind = EK_NAME, .offset = AT(ek_actor, parent_name),
     .help = "The actor whose figure includes this one's."},
    {.key = "outside", .kind = EK_BOOL, .offset = AT(ek_actor, outside), .fallback = "no",
     .help = "Not part of society (the EU): its money crosses society's border."},
    {.key = "public", .kind = EK_BOOL, .offset = AT(ek_actor, is_public), .fallback = "no",
     .help = "A public budget. An actor with parts that is one pays and is paid as one with them."},
    {.key = "proper", .kind = EK_BOOL, .offset = AT(ek_actor, proper), .fallback = "no",
     .help = "The label is a proper name: it keeps its capital inside a sentence."},
    END};
static const struct ek_record actor_record = RECORD(ek_actor, "actor", actor_fields, "An actor. Actors without children hold accounts.");

static const struct ek_field pool_fields[] = {
    LABEL(ek_pool),
    {.key = "shares", .kind = EK_VALUE_MAP, .offset = AT(ek_pool, shares), .flags = EK_REQUIRED | EK_POSITIVE,
     .unit = "%", .min = 0, .max = 1, .help = "How a cost is split to actors; adds to 100 %."},
    {.key = "proper", .kind = EK_BOOL, .offset = AT(ek_pool, proper), .fallback = "no",
     .help = "The label is a proper name: it keeps its capital inside a sentence."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(ek_pool, source), .help = "Where the shares come from."},
    END};
static const struct ek_record pool_record = RECORD(ek_pool, "pool", pool_fields, "A payer that is several actors.");

static const struct ek_field source_fields[] = {
    {.key = "title", .kind = EK_TEXT, .offset = AT(ek_source_entry, title), .flags = EK_REQUIRED, .help = "Author, title, year."},
    {.key = "url", .kind = EK_TEXT, .offset = AT(ek_source_entry, url), .help = "Its address."},
    {.key = "retrieved", .kind = EK_TEXT, .offset = AT(ek_source_entry, retrieved), .help = "The day it was read."},
    END};
const struct ek_record ek_record_source = RECORD(ek_source_entry, "source_entry", source_fields, "A source that values refer to by its key.");

static const struct ek_field missing_fields[] = {
    LABEL(ek_missing),
    {.key = "where", .kind = EK_TEXT, .offset = AT(ek_missing, where), .flags = EK_REQUIRED, .aliases = "var", .help = "Where it could be found: an address, a publication."},
    END};
const struct ek_record ek_record_missing = RECORD(ek_missing, "missing_entry", missing_fields, "A value that nobody could source.");

static const struct ek_field index_fields[] = {
    LABEL(ek_index),
    {.key = "values", .kind = EK_VALUE_MAP, .offset = AT(ek_index, values),
     .help = "Level by year, without gaps."},
    {.key = "constant", .kind = EK_BOOL, .offset = AT(ek_index, constant), .fallback = "no",
     .help = "The same level in all years: prices never move."},
    {.key = "beyond", .kind = EK_VALUE, .offset = AT(ek_index, beyond), .unit = "%", .min = -0.5, .max = 1,
     .help = "The yearly growth that is assumed after the last year; said in a warning where it is used. Without it a later year is an error."},
    SOURCED(ek_index), END};
static const struct ek_record index_record = RECORD(ek_index, "index", index_fields, "A price or wage index.");

static const struct ek_field step_fields[] = {
    {.key = "years", .kind = EK_INT, .offset = AT(ek_step, years), .min = 1, .max = 1000,
     .help = "For how many years; the last step has none and lasts for ever."},
    {.key = "rate", .kind = EK_VALUE, .offset = AT(ek_step, rate), .flags = EK_REQUIRED,
     .unit = "%", .min = -0.5, .max = 1, .help = "The yearly rate."},
    END};
static const struct ek_record step_record = RECORD(ek_step, "discount_step", step_fields, "A stretch of years with one rate.");
static const struct ek_field schedule_fields[] = {
    LABEL(ek_schedule),
    {.key = "steps", .kind = EK_RECORDS, .offset = AT(ek_schedule, steps), .record = &step_record,
     .flags = EK_REQUIRED | EK_POSITIVE, .help = "The rates in order of time."},
    SOURCED(ek_schedule), END};
static const struct ek_record schedule_record = RECORD(ek_schedule, "schedule", schedule_fields, "A named discount schedule.");

static const struct ek_field table_fields[] = {
    {.key = "file", .kind = EK_NAME, .offset = AT(ek_table, file), .flags = EK_REQUIRED, .help = "A CSV file in the model's folder."},
    {.key = "key", .kind = EK_NAMES, .offset = AT(ek_table, key), .flags = EK_REQUIRED | EK_POSITIVE, .help = "The columns in which the municipality is looked for."},
    {.key = "year", .kind = EK_NAME, .offset = AT(ek_table, year), .flags = EK_REQUIRED, .help = "The column with the year; a row holds from then on."},
    {.key = "until", .kind = EK_NAME, .offset = AT(ek_table, until), .help = "The column with the last year that the row is known for; used later, it is said to be old."},
    {.key = "column", .kind = EK_NAME, .offset = AT(ek_table, column), .flags = EK_REQUIRED, .help = "The column with the value."},
    END};
static const struct ek_record table_record = {.name = "table", .size = sizeof(struct ek_table),
    .fields = table_fields, .pos_offset = EK_NO_OFFSET, .present_offset = AT(ek_table, present),
    .help = "Values by municipality and year, in a CSV file."};

static const struct ek_field parameter_fields[] = {
    LABEL(ek_parameter),
    {.key = "unit", .kind = EK_TEXT, .offset = AT(ek_parameter, unit_text), .flags = EK_REQUIRED, .aliases = "enhet", .help = "kr/year, %, 1 (a bare number), benefit_day/month, …"},
    {.key = "values", .kind = EK_VALUE_MAP, .offset = AT(ek_parameter, values), .aliases = "värden", .help = "By date, as in 2013-01-01: 44 500; each value holds from its date until the next."},
    {.key = "table", .kind = EK_RECORD, .offset = AT(ek_parameter, table), .record = &table_record, .help = "Values of places: instead of `values`, or over them for the places and years that it has."},
    {.key = "index", .kind = EK_NAME, .offset = AT(ek_parameter, index), .help = "Moves the first value to dates before it; said in a warning."},
    {.key = "hold_before", .kind = EK_BOOL, .offset = AT(ek_parameter, hold_before), .fallback = "no", .help = "The first value also holds before its date; said in a warning."},
    {.key = "until", .kind = EK_DAY, .offset = AT(ek_parameter, until), .help = "The last day it is known for, such as that of a benefit that was abolished; after it, it is an error."},
    SOURCED(ek_parameter), END};
const struct ek_record ek_record_parameter = RECORD(ek_parameter, "parameter", parameter_fields, "A dated value of the price world.");

static const struct ek_field rule_fields[] = {
    LABEL(ek_rule),
    {.key = "args", .kind = EK_TEXT_MAP, .offset = AT(ek_rule, args), .help = "Name and unit of each argument, in order."},
    {.key = "unit", .kind = EK_TEXT, .offset = AT(ek_rule, unit_text), .flags = EK_REQUIRED, .help = "What it gives."},
    {.key = "let", .kind = EK_VALUE_MAP, .offset = AT(ek_rule, let), .help = "Steps on the way, each may use those before it."},
    {.key = "value", .kind = EK_VALUE, .offset = AT(ek_rule, value), .help = "The formula."},
    {.key = "values", .kind = EK_VALUE_MAP, .offset = AT(ek_rule, values), .help = "Instead of value: the formula by date."},
    SOURCED(ek_rule), END};
const struct ek_record ek_record_rule = RECORD(ek_rule, "rule", rule_fields, "A function: a tax, a benefit.");

static const struct ek_field input_fields[] = {
    LABEL(ek_input),
    {.key = "unit", .kind = EK_TEXT, .offset = AT(ek_input, unit_text), .flags = EK_REQUIRED, .help = "What it is measured in."},
    {.key = "default", .kind = EK_VALUE, .offset = AT(ek_input, fallback), .help = "When the study gives none; without it the study must."},
    END};
static const struct ek_record input_record = RECORD(ek_input, "input", input_fields, "What a study may say about a state: a wage, a rent.");

static const struct ek_field flow_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_flow, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "Unique among the item's flows."},
    LABEL(ek_flow),
    {.key = "from", .kind = EK_NAME, .offset = AT(ek_flow, from_name), .flags = EK_REQUIRED, .aliases = "från", .help = "An account, or production."},
    {.key = "to", .kind = EK_NAME, .offset = AT(ek_flow, to_name), .flags = EK_REQUIRED, .aliases = "till", .help = "An account, or resources."},
    {.key = "amount", .kind = EK_VALUE, .offset = AT(ek_flow, amount), .flags = EK_REQUIRED, .aliases = "belopp kostnad", .help = "At full extent, or per unit of the service."},
    {.key = "income", .kind = EK_NAME, .offset = AT(ek_flow, income_name), .aliases = "inkomst", .help = "The kind of income of the person that it adds to."},
    END};
static const struct ek_record flow_record = {.name = "flow", .size = sizeof(struct ek_flow),
    .fields = flow_fields, .pos_offset = AT(ek_flow, pos), .present_offset = EK_NO_OFFSET,
    .help = "Money or value from one account to another; its kind follows from the two."};

static const char *const activities[] = {"none", "benefit", "sickness", "programme", "study",
                                         "subsidised_work", "work", NULL};
static const struct ek_field state_fields[] = {
    LABEL(ek_item),
    {.key = "activity", .kind = EK_ENUM, .offset = AT(ek_item, activity), .choices = activities, .fallback = "none", .help = "What it counts as in key figures such as extra people in work."},
    {.key = "inputs", .kind = EK_RECORD_MAP, .offset = AT(ek_item, inputs), .record = &input_record, .help = "What the study may say."},
    {.key = "let", .kind = EK_VALUE_MAP, .offset = AT(ek_item, let), .help = "Steps on the way."},
    {.key = "means_tested", .kind = EK_BOOL, .offset = AT(ek_item, means_tested), .fallback = "no", .help = "Computed after the person's taxes: its formulas may name what person.yaml names, and it adds to means-tested incomes only."},
    {.key = "flows", .kind = EK_RECORDS, .offset = AT(ek_item, flows), .record = &flow_record, .help = "At full extent."},
    {.key = "price_year", .kind = EK_INT, .offset = AT(ek_item, price_year), .min = 1900, .max = 2200, .aliases = "prisnivå", .help = "The year of its prices, when not those of the rules."},
    {.key = "index", .kind = EK_NAME, .offset = AT(ek_item, index), .help = "Moves its prices; else the model's default."},
    {.key = "exclusion", .kind = EK_BOOL, .offset = AT(ek_item, exclusion), .fallback = "yes", .help = "Its resources are used because of exclusion from work: part of the potential."},
    SOURCED(ek_item), END};
const struct ek_record ek_record_state = RECORD(ek_item, "state", state_fields, "Something a person is in, with an extent.");

static const struct ek_field service_fields[] = {
    LABEL(ek_item),
    {.key = "unit", .kind = EK_TEXT, .offset = AT(ek_item, unit_text), .help = "What is counted: visit, hour, stay_day, …; none for a price per time."},
    {.key = "price_year", .kind = EK_INT, .offset = AT(ek_item, price_year), .min = 1900, .max = 2200, .aliases = "prisnivå", .help = "The year of its prices."},
    {.key = "index", .kind = EK_NAME, .offset = AT(ek_item, index), .help = "Moves its prices; else the model's default."},
    {.key = "variable_share", .kind = EK_VALUE, .offset = AT(ek_item, variable_share), .unit = "%", .min = 0, .max = 1, .aliases = "rörlig_andel", .help = "The part of the cost that is really saved when the quantity falls."},
    {.key = "exclusion", .kind = EK_BOOL, .offset = AT(ek_item, exclusion), .fallback = "yes", .help = "Its resources are used because of exclusion from work: part of the potential."},
    {.key = "inputs", .kind = EK_RECORD_MAP, .offset = AT(ek_item, inputs), .record = &input_record, .help = "What the study may say."},
    {.key = "let", .kind = EK_VALUE_MAP, .offset = AT(ek_item, let), .help = "Steps on the way."},
    {.key = "flows", .kind = EK_RECORDS, .offset = AT(ek_item, flows), .record = &flow_record, .flags = EK_REQUIRED | EK_POSITIVE, .help = "Per unit, or per year."},
    SOURCED(ek_item), END};
const struct ek_record ek_record_service = RECORD(ek_item, "service", service_fields, "Something a person uses, in a quantity.");

static const struct ek_field income_fields[] = {
    LABEL(ek_income),
    {.key = "earned", .kind = EK_BOOL, .offset = AT(ek_income, earned), .fallback = "no", .help = "Pay for work: what marginal and participation effects are measured on."},
    {.key = "means_tested", .kind = EK_BOOL, .offset = AT(ek_income, means_tested), .fallback = "no", .help = "What means-tested states give: known when taxes are, so no such state may depend on it."},
    END};
static const struct ek_record income_record = RECORD(ek_income, "income", income_fields, "A kind of income that taxes tell apart.");
static const struct ek_field line_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_household_line, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "Unique among the lines."},
    LABEL(ek_household_line),
    {.key = "amount", .kind = EK_VALUE, .offset = AT(ek_household_line, amount), .flags = EK_REQUIRED, .aliases = "belopp", .help = "Plus is money to spend, minus is a tax or fee."},
    END};
static const struct ek_record line_record = {.name = "household_line", .size = sizeof(struct ek_household_line),
    .fields = line_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET,
    .help = "A line of the household's economy."};
static const struct ek_field personal_fields[] = {
    {.key = "inputs", .kind = EK_RECORD_MAP, .offset = AT(ek_personal, item.inputs), .record = &input_record, .help = "What a study may say of a household: its rent, a partner's wage. States and services see them too."},
    {.key = "incomes", .kind = EK_RECORD_MAP, .offset = AT(ek_personal, incomes), .record = &income_record, .help = "Kinds of income, summed over all states at once."},
    {.key = "let", .kind = EK_VALUE_MAP, .offset = AT(ek_personal, item.let), .help = "Steps on the way."},
    {.key = "flows", .kind = EK_RECORDS, .offset = AT(ek_personal, item.flows), .record = &flow_record, .help = "Once per person: taxes."},
    {.key = "household", .kind = EK_RECORDS, .offset = AT(ek_personal, household), .record = &line_record, .help = "The household's economy, line by line: they add to what it can spend."},
    END};
const struct ek_record ek_record_personal = RECORD(ek_personal, "person", personal_fields, "What happens once per person and month, whatever states: person.yaml.");

/* A file that is one mapping name -> record is bound with the record itself. */
#define ROOM(called, rec, array, needs, read_for, entries)                                       \
  {.name = called, .record = rec, .items_offset = offsetof(struct ek_model, array),              \
   .n_offset = offsetof(struct ek_model, n_##array), .required = needs, .group = read_for,       \
   .by_entry = entries}
const struct ek_model_room ek_model_rooms[] = {
    ROOM("actors", &actor_record, actors, true, EK_GROUP_FORMULAS, false),
    ROOM("pools", &pool_record, pools, false, EK_GROUP_STUDIES, false),
    ROOM("sources", &ek_record_source, sources, false, EK_GROUP_TEXTS, true),
    ROOM("indices", &index_record, indices, false, EK_GROUP_FORMULAS, false),
    ROOM("discount", &schedule_record, schedules, false, EK_GROUP_STUDIES, false),
    ROOM("evidence", &ek_record_evidence, evidence, false, EK_GROUP_STUDIES, false),
    ROOM("parameters", &ek_record_parameter, parameters, false, EK_GROUP_FORMULAS, true),
    ROOM("rules", &ek_record_rule, rules, false, EK_GROUP_FORMULAS, true),
    ROOM("states", &ek_record_state, items, true, EK_GROUP_STUDIES, true),
    ROOM("services", &ek_record_service, items, false, EK_GROUP_STUDIES, true),
    ROOM("missing", &ek_record_missing, missing, false, EK_GROUP_TEXTS, true),
    {.name = NULL}};

/* The folder as if it were one mapping from file to content: what the schema and the
 * reference describe. Nothing is bound with it, so its fields have no place in a struct. */
#define ONE(called, rec, needed, text)                                                           \
  {.key = called, .kind = EK_RECORD, .record = rec, .flags = needed, .help = text}
#define MANY(called, rec, needed, text)                                                          \
  {.key = called, .kind = EK_RECORD_MAP, .record = rec, .flags = needed, .help = text}
static const struct ek_field folder_fields[] = {
    ONE("model", &ek_record_model, EK_REQUIRED, "model.yaml: the model itself."),
    MANY("actors", &actor_record, EK_REQUIRED, "actors.yaml: who gains and pays, in the order of reports, parents first."),
    MANY("pools", &pool_record, 0, "pools.yaml: payers that are several actors."),
    MANY("sources", &ek_record_source, 0, "sources.yaml: what values refer to as their source."),
    MANY("indices", &index_record, 0, "indices.yaml: price and wage indices."),
    MANY("discount", &schedule_record, 0, "discount.yaml: named discount schedules."),
    MANY("evidence", &ek_record_evidence, 0, "evidence.yaml: named scales of evidence."),
    MANY("parameters", &ek_record_parameter, 0, "parameters.yaml or the files of parameters/: dated values."),
    MANY("rules", &ek_record_rule, 0, "rules.yaml or the files of rules/: taxes and benefits as functions."),
    MANY("states", &ek_record_state, EK_REQUIRED, "states.yaml: what a person can be in."),
    MANY("services", &ek_record_service, 0, "services.yaml or the files of services/: what a person can use."),
    MANY("missing", &ek_record_missing, 0, "missing.yaml: what nobody could source; read by nothing that computes."),
    ONE("person", &ek_record_personal, 0, "person.yaml: what happens once per person."),
    ONE("tests", &ek_record_model_tests, 0, "The files of tests/: known results, run by `ekusia check --tests`."),
    END};
const struct ek_record ek_record_model_folder = {.name = "model-folder", .fields = folder_fields,
    .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET,
    .help = "A model: a folder of YAML files. Any of them but model.yaml and person.yaml may be a "
            "folder of files instead, read in name order."};
