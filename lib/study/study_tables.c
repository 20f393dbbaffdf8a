/* What may stand in a study, as field tables. The JSON Schema and the field
 * reference are generated from these. */
#include <math.h>
#include <stddef.h>

#include "study/study.h"

#define AT(type, member) offsetof(struct type, member)
#define END {.key = NULL}
#define NONE EK_NO_OFFSET

static const struct ek_field class_fields[] = {
    {.key = "target", .kind = EK_TEXT, .offset = AT(ek_class, target), .aliases = "målgrupp", .help = "The target group: nyanlända, unga, långtidssjuka, …"},
    {.key = "type", .kind = EK_TEXT, .offset = AT(ek_class, type), .aliases = "typ insatstyp", .help = "The kind of insats: arbetsmarknad, rehabilitering, …"},
    {.key = "phase", .kind = EK_TEXT, .offset = AT(ek_class, phase), .aliases = "fas", .help = "planering or uppföljning."},
    END};
static const struct ek_record class_record = {.name = "class", .size = sizeof(struct ek_class), .fields = class_fields, .pos_offset = NONE, .present_offset = NONE, .help = "What the insats is, and thereby what it is compared with."};

static const struct ek_field discount_fields[] = {
    {.key = "rate", .kind = EK_VALUE, .offset = AT(ek_discount, rate), .unit = "%", .min = -0.2, .max = 0.5, .aliases = "ränta kalkylränta diskonteringsränta", .help = "The yearly rate: 3.5 %."},
    {.key = "schedule", .kind = EK_NAME, .offset = AT(ek_discount, schedule), .help = "A schedule of the model, such as hm-treasury-2022, or none."},
    END};
const struct ek_record ek_record_discount = {.name = "discount", .size = sizeof(struct ek_discount), .fields = discount_fields, .pos_offset = NONE, .present_offset = AT(ek_discount, present), .help = "How later money is weighed: a rate, or a named schedule.", .shorthand = "schedule"};

static const char *const profiles[] = {"npv", "nyttosam", NULL};
static const char *const timings[] = {"month-start", "month-mid", "month-end", "year-start", "year-mid", "year-end", NULL};
static const char *const savings[] = {"full", "variable", NULL};
static const struct ek_field settings_fields[] = {
    {.key = "municipality", .kind = EK_NAME, .offset = AT(ek_settings, municipality), .aliases = "kommun", .help = "Local tax rates: a municipality's name or code in the model's table."},
    {.key = "price_year", .kind = EK_INT, .offset = AT(ek_settings, price_year), .flags = EK_REQUIRED, .min = 1990, .max = 2100, .aliases = "prisnivå prisår", .help = "The price level of all amounts; prices of other years are moved to it."},
    {.key = "start", .kind = EK_MONTH, .offset = AT(ek_settings, start), .flags = EK_REQUIRED, .aliases = "startmånad", .help = "The first month: 2013-01."},
    {.key = "horizons", .kind = EK_DURATIONS, .offset = AT(ek_settings, horizons), .flags = EK_POSITIVE, .min = 1, .max = INFINITY, .aliases = "horisonter tidshorisont horizon", .help = "How far results are counted (kort, medellång, lång sikt): [1 year, 5 years] unless stated."},
    {.key = "discount", .kind = EK_RECORD, .offset = AT(ek_settings, discount), .record = &ek_record_discount, .aliases = "diskontering kalkylränta ränta", .help = "{rate: 3.5 %}, {schedule: …} or none. Must be stated in the npv profile."},
    {.key = "profile", .kind = EK_ENUM, .offset = AT(ek_settings, profile), .choices = profiles, .fallback = "npv", .aliases = "profil", .help = "npv: month by month, discounted. nyttosam: constant yearly benefit from exit, no discounting."},
    {.key = "timing", .kind = EK_ENUM, .offset = AT(ek_settings, timing), .choices = timings, .fallback = "month-mid", .help = "Where in the month (or year) a flow is discounted."},
    {.key = "savings", .kind = EK_ENUM, .offset = AT(ek_settings, savings), .choices = savings, .fallback = "full", .help = "full: a service not used is worth its whole price. variable: only its variable share."},
    {.key = "rules_date", .kind = EK_DAY, .offset = AT(ek_settings, rules_date), .aliases = "regeldatum", .help = "The day whose taxes and benefits are used, within the price year; 1 July unless stated."},
    {.key = "write_off", .kind = EK_MONTHS, .offset = AT(ek_settings, write_off), .aliases = "avskrivning", .help = "The cost is written off evenly over this time: a shorter horizon carries its part."},
    END};
static const struct ek_record settings_record = {.name = "settings", .size = sizeof(struct ek_settings), .fields = settings_fields, .pos_offset = AT(ek_settings, pos), .present_offset = AT(ek_settings, present), .help = "How it is computed."};

static const struct ek_field phase_fields[] = {
    {.key = "name", .kind = EK_TEXT, .offset = AT(ek_phase, name), .help = "What the phase is called in explanations."},
    {.key = "states", .kind = EK_VALUE_MAP, .offset = AT(ek_phase, states), .flags = EK_REQUIRED, .unit = "%", .min = 0, .max = 1, .aliases = "tillstånd försörjning", .help = "Which states, to what extent: {arbete: 75 %, försörjningsstöd: 25 %}."},
    {.key = "services", .kind = EK_VALUE_MAP, .offset = AT(ek_phase, services), .aliases = "tjänster", .help = "Which services, how much: {läkarbesök-primärvård: 2/year}. Not written: those of `before` go on; {}: none."},
    {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(ek_phase, inputs), .aliases = "indata", .help = "What the states ask for: {wage: 19 800 kr/month}; state.input where two differ."},
    {.key = "months", .kind = EK_INT, .offset = AT(ek_phase, months), .min = 1, .max = 1200, .aliases = "månader", .help = "How long. Without it `after` lasts for ever."},
    END};
static const struct ek_record phase_record = {.name = "phase", .size = sizeof(struct ek_phase), .fields = phase_fields, .pos_offset = AT(ek_phase, pos), .present_offset = AT(ek_phase, present), .help = "A stretch of a path: states and services with quantities."};

static const struct ek_field household_fields[] = {
    {.key = "adults", .kind = EK_INT, .offset = AT(ek_household, adults), .min = 1, .max = 2, .fallback = "1", .aliases = "vuxna", .help = "Adults."},
    {.key = "children", .kind = EK_INTS, .offset = AT(ek_household, children), .min = 0, .max = 25, .aliases = "barn", .help = "The ages of the children: [4, 9]."},
    END};
const struct ek_record ek_record_household = {.name = "household", .size = sizeof(struct ek_household), .fields = household_fields, .pos_offset = NONE, .present_offset = AT(ek_household, present), .help = "Who lives together; decides benefits by rule."};

static const struct ek_field case_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_case, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "The type case's name."},
    {.key = "weight", .kind = EK_VALUE, .offset = AT(ek_case, weight_value), .unit = "1 | participant", .min = 0, .max = 1e9, .fallback = "1", .aliases = "vikt antal", .help = "How many participants it stands for."},
    {.key = "sex", .kind = EK_TEXT, .offset = AT(ek_case, sex), .aliases = "kön", .help = "For the reader; results by group come with participants in a file."},
    {.key = "age", .kind = EK_INT, .offset = AT(ek_case, age), .min = 0, .max = 120, .aliases = "ålder", .help = "Decides rules that depend on age."},
    {.key = "education", .kind = EK_TEXT, .offset = AT(ek_case, education), .aliases = "utbildning", .help = "For the reader."},
    {.key = "household", .kind = EK_RECORD, .offset = AT(ek_case, household), .record = &ek_record_household, .aliases = "hushåll", .help = "{adults: 2, children: [4, 9]}; one adult unless stated."},
    {.key = "municipality", .kind = EK_NAME, .offset = AT(ek_case, municipality), .aliases = "kommun", .help = "When it is another than the study's."},
    {.key = "start", .kind = EK_MONTH, .offset = AT(ek_case, start), .help = "When these enter, if later than the study's start."},
    {.key = "inputs", .kind = EK_VALUE_MAP, .offset = AT(ek_case, inputs), .aliases = "indata", .help = "For all phases; a phase's own go first."},
    {.key = "before", .kind = EK_RECORD, .offset = AT(ek_case, before), .flags = EK_REQUIRED, .record = &phase_record, .aliases = "före innan", .help = "The situation before the insats; the comparison starts from it."},
    {.key = "during", .kind = EK_RECORD, .offset = AT(ek_case, during), .record = &phase_record, .aliases = "under", .help = "While in the insats, for `months`; as before unless stated."},
    {.key = "after", .kind = EK_RECORD, .offset = AT(ek_case, after), .record = &phase_record, .aliases = "efter", .help = "After it; as before unless stated."},
    {.key = "later", .kind = EK_RECORDS, .offset = AT(ek_case, later), .record = &phase_record, .aliases = "sedan", .help = "What follows `after` when that has months; as before when the last ends."},
    END};
const struct ek_record ek_record_case = {.name = "case", .size = sizeof(struct ek_case), .fields = case_fields, .pos_offset = AT(ek_case, pos), .present_offset = NONE, .help = "A type case (typfall): one path that stands for several participants."};

static const struct ek_field cost_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_cost, name), .flags = EK_REQUIRED, .aliases = "namn", .help = "What it is."},
    {.key = "category", .kind = EK_TEXT, .offset = AT(ek_cost, category), .aliases = "kategori", .help = "personal, lokaler, …; costs are summed by it."},
    {.key = "payer", .kind = EK_NAME, .offset = AT(ek_cost, payer), .flags = EK_REQUIRED, .aliases = "betalare finansiär", .help = "An actor, or a pool such as samordningsförbund."},
    {.key = "receiver", .kind = EK_NAME, .offset = AT(ek_cost, receiver), .fallback = "resources", .aliases = "mottagare", .help = "resources (real use), or the actor that gets a transfer."},
    {.key = "amount", .kind = EK_VALUE, .offset = AT(ek_cost, amount_value), .flags = EK_REQUIRED, .unit = "kr | kr/month | kr/participant | kr/participant/month", .min = 0, .max = 1e15, .aliases = "belopp kostnad cost summa", .help = "52 000 kr/month with from and to, 240 000 kr, 4 500 kr/participant."},
    {.key = "month", .kind = EK_MONTH, .offset = AT(ek_cost, month), .aliases = "månad", .help = "When a single amount is paid; the start unless stated."},
    {.key = "from", .kind = EK_MONTH, .offset = AT(ek_cost, from), .aliases = "från", .help = "First month."},
    {.key = "to", .kind = EK_MONTH, .offset = AT(ek_cost, until), .aliases = "till tom slut until", .help = "Last month, included."},
    {.key = "note", .kind = EK_TEXT, .offset = AT(ek_cost, note), .aliases = "anmärkning", .help = "For the reader."},
    END};
const struct ek_record ek_record_cost = {.name = "cost", .size = sizeof(struct ek_cost), .fields = cost_fields, .pos_offset = AT(ek_cost, pos), .present_offset = NONE, .help = "A cost of the insats."};

#define SHARE(type, name, member, text, alias)                                                   \
  {.key = name, .kind = EK_VALUE, .offset = AT(type, member), .unit = "%", .min = 0, .max = 1,   \
   .aliases = alias, .help = text}
static const struct ek_field comparison_fields[] = {
    {.key = "before_continues", .kind = EK_BOOL, .offset = AT(ek_comparison, before_continues), .help = "yes: nothing would have changed. Figures are then gross change, not return."},
    SHARE(ek_comparison, "deadweight", deadweight, "The share of the effect that would have come anyway (dödvikt).", "dödvikt"),
    SHARE(ek_comparison, "leakage", leakage, "The share that goes to others than those meant (läckage).", "läckage"),
    SHARE(ek_comparison, "displacement", displacement, "The share of new production that is lost elsewhere (undanträngning).", "undanträngning"),
    SHARE(ek_comparison, "substitution", substitution, "The share of new production where one worker replaced another.", "substitution"),
    {.key = "group", .kind = EK_RECORD, .offset = AT(ek_comparison, group), .record = &ek_record_followup, .aliases = "jämförelsegrupp grupp", .help = "A comparison group in a file of its own: what would have happened is what happened to them."},
    {.key = "weighting", .kind = EK_RECORD, .offset = AT(ek_comparison, weighting), .record = &ek_record_weighting, .aliases = "viktning", .help = "Weighs the group of the file so that it is as the participants were before: {variables: [sex, age], trim: 1 %}."},
    {.key = "transitions", .kind = EK_RECORDS, .offset = AT(ek_comparison, transitions), .record = &ek_record_transition, .aliases = "övergångar", .help = "The same as counts, with outcomes: {from: försörjningsstöd, to: arbete, count: 9, of: 60}."},
    {.key = "note", .kind = EK_TEXT, .offset = AT(ek_comparison, note), .help = "Why this comparison."},
    END};
static const struct ek_record comparison_record = {.name = "comparison", .size = sizeof(struct ek_comparison), .fields = comparison_fields, .pos_offset = AT(ek_comparison, pos), .present_offset = AT(ek_comparison, present), .help = "What would have happened without the insats: the comparison alternative (jämförelsealternativ)."};

static const char *const retention_steps[] = {"year", "month", NULL};
static const struct ek_field effect_fields[] = {
    {.key = "lag", .kind = EK_MONTHS, .offset = AT(ek_effect, lag), .aliases = "fördröjning", .help = "How long after the insats the effect begins: 1 month."},
    SHARE(ek_effect, "attribution", attribution, "The part of the net effect that this insats can claim.", "andel"),
    SHARE(ek_effect, "haircut", haircut, "Cut for weak evidence.", "försiktighetsavdrag"),
    {.key = "retention", .kind = EK_VALUE, .offset = AT(ek_effect, retention), .unit = "% | 1/year", .min = 0, .max = 1, .aliases = "avtagande varaktighet kvarvarande", .help = "What is left of the effect a year later: 85 %/year (avtagande effekt)."},
    {.key = "retention_profile", .kind = EK_VALUES, .offset = AT(ek_effect, retention_profile), .unit = "%", .min = 0, .max = 10, .help = "Instead: what is left in year 1, 2, …; the last holds on."},
    {.key = "retention_step", .kind = EK_ENUM, .offset = AT(ek_effect, retention_step), .choices = retention_steps, .fallback = "year", .help = "Whether it falls once a year or each month."},
    END};
static const struct ek_record effect_record = {.name = "effect", .size = sizeof(struct ek_effect), .fields = effect_fields, .pos_offset = NONE, .present_offset = AT(ek_effect, present), .help = "How the effect comes and goes."};

static const struct ek_field financing_fields[] = {
    {.key = "shares", .kind = EK_VALUE_MAP, .offset = AT(ek_financing, shares), .flags = EK_REQUIRED | EK_POSITIVE, .unit = "%", .min = 0, .max = 1, .aliases = "andelar", .help = "Actor and share; adds to 100 %. Of an actor: municipality and share."},
    END};
static const struct ek_record financing_record = {.name = "financing", .size = sizeof(struct ek_financing), .fields = financing_fields, .pos_offset = NONE, .present_offset = NONE, .help = "How the costs of a pool are split to its members, or those of an actor to municipalities."};

static const char *const directions[] = {"plus", "minus", "unknown", NULL};
static const struct ek_field unpriced_fields[] = {
    {.key = "name", .kind = EK_NAME, .offset = AT(ek_unpriced, name), .flags = EK_REQUIRED, .help = "The effect: Hälsa och självförtroende."},
    {.key = "direction", .kind = EK_ENUM, .offset = AT(ek_unpriced, direction), .choices = directions, .fallback = "unknown", .aliases = "riktning", .help = "Whether it speaks for or against."},
    {.key = "actor", .kind = EK_TEXT, .offset = AT(ek_unpriced, actor), .help = "For whom."},
    {.key = "note", .kind = EK_TEXT, .offset = AT(ek_unpriced, note), .help = "What is known of it."},
    END};
static const struct ek_record unpriced_record = {.name = "unpriced", .size = sizeof(struct ek_unpriced), .fields = unpriced_fields, .pos_offset = NONE, .present_offset = NONE, .help = "An effect that has no price here."};

static const struct ek_field expect_fields[] = {
    {.key = "figure", .kind = EK_NAME, .offset = AT(ek_expect, figure), .flags = EK_REQUIRED, .help = "A figure's name: result, payback_benefit_months, …"},
    {.key = "actor", .kind = EK_NAME, .offset = AT(ek_expect, actor), .help = "Whose; society unless stated."},
    {.key = "alternative", .kind = EK_NAME, .offset = AT(ek_expect, alternative), .aliases = "alternativ", .help = "Of a cohort: which alternative; that of the report unless stated. total, measure, ratio and standing need one."},
    {.key = "measure", .kind = EK_NAME, .offset = AT(ek_expect, measure), .aliases = "mått", .help = "Which measure; the first unless stated."},
    {.key = "horizon", .kind = EK_MONTHS, .offset = AT(ek_expect, horizon), .help = "At which horizon; one of the study's."},
    {.key = "year", .kind = EK_INT, .offset = AT(ek_expect, year), .min = 0, .max = 1000, .help = "Which year, for figures by year."},
    {.key = "value", .kind = EK_VALUE, .offset = AT(ek_expect, value), .help = "What it should be."},
    {.key = "text", .kind = EK_TEXT, .offset = AT(ek_expect, text), .help = "Instead of a value: ingen (never paid back)."},
    {.key = "tolerance", .kind = EK_VALUE, .offset = AT(ek_expect, tolerance), .help = "How far it may be off; nothing unless stated (beyond rounding of doubles)."},
    {.key = "min", .kind = EK_VALUE, .offset = AT(ek_expect, min), .help = "Instead of a value: at least this."},
    {.key = "max", .kind = EK_VALUE, .offset = AT(ek_expect, max), .help = "At most this."},
    {.key = "source", .kind = EK_TEXT, .offset = AT(ek_expect, source), .help = "Where it is published."},
    END};
static const struct ek_record expect_record = {.name = "expect", .size = sizeof(struct ek_expect), .fields = expect_fields, .pos_offset = AT(ek_expect, pos), .present_offset = NONE, .help = "A known result, checked on every run that changes nothing on the command line."};

static const struct ek_field bank_fields[] = {
    {.key = "folder", .kind = EK_NAME, .offset = AT(ek_bank_terms, folder), .flags = EK_REQUIRED, .aliases = "mapp dir", .help = "The folder of studies, from the file that says it: ../erfarenheter."},
    {.key = "target", .kind = EK_TEXT, .offset = AT(ek_bank_terms, of.target), .aliases = "målgrupp", .help = "Insatser for this target group; with neither target nor type those of the study's own."},
    {.key = "type", .kind = EK_TEXT, .offset = AT(ek_bank_terms, of.type), .aliases = "typ insatstyp", .help = "Of this type."},
    {.key = "phase", .kind = EK_TEXT, .offset = AT(ek_bank_terms, of.phase), .aliases = "fas", .help = "Only those of them in this phase."},
    END};
static const struct ek_record bank_record = {.name = "bank", .size = sizeof(struct ek_bank_terms), .fields = bank_fields, .pos_offset = NONE, .present_offset = NONE, .help = "Which insatser the report holds the study against.", .shorthand = "folder"};

static const struct ek_field study_fields[] = {
    {.key = "ekusia", .kind = EK_INT, .offset = AT(ek_study, format), .flags = EK_REQUIRED, .min = 1, .max = 1, .help = "The version of this file format: 1."},
    {.key = "extends", .kind = EK_NAME, .offset = AT(ek_study, extends), .aliases = "bygger_på utgår_från base bas grund", .help = "A study that this one is laid over, beside it: base.yaml. What is not said here stands there."},
    {.key = "title", .kind = EK_TEXT, .offset = AT(ek_study, title), .flags = EK_REQUIRED, .aliases = "titel namn name rubrik", .help = "The insats."},
    {.key = "organisation", .kind = EK_TEXT, .offset = AT(ek_study, organisation), .help = "Who ran it."},
    {.key = "summary", .kind = EK_TEXT, .offset = AT(ek_study, summary), .aliases = "sammanfattning beskrivning", .help = "What it is, in a few sentences; printed first."},
    {.key = "class", .kind = EK_RECORD, .offset = AT(ek_study, class), .record = &class_record, .aliases = "klass klassificering", .help = "Target group, type and phase."},
    {.key = "model", .kind = EK_NAME, .offset = AT(ek_study, model_name), .flags = EK_REQUIRED, .aliases = "modell", .help = "The price world: a model's name, or a folder beside the study (./model)."},
    {.key = "settings", .kind = EK_RECORD, .offset = AT(ek_study, settings), .flags = EK_REQUIRED, .record = &settings_record, .aliases = "inställningar", .help = "How it is computed."},
    {.key = "assumptions", .kind = EK_VALUE_MAP, .offset = AT(ek_study, assumption_list), .aliases = "antaganden förutsättningar", .help = "Named values for formulas: månadslön: {value: 19 800 kr/month, source: …, grade: B}."},
    {.key = "participants", .kind = EK_RECORD, .offset = AT(ek_study, participants), .record = &ek_record_participants, .aliases = "deltagare", .help = "Who took part, and what became of them: type cases, or a file."},
    {.key = "outcomes", .kind = EK_RECORD, .offset = AT(ek_study, outcomes), .record = &ek_record_outcomes, .aliases = "utfall övergångar", .help = "Instead of participants: how many went from which state to which."},
    {.key = "breakdown", .kind = EK_NAMES, .offset = AT(ek_study, breakdown), .aliases = "uppdelning grupper by", .help = "Results for groups of those in a file: [sex, age_band, education, household, municipality], or a background column."},
    {.key = "bootstrap", .kind = EK_RECORD, .offset = AT(ek_study, bootstrap), .record = &ek_record_bootstrap, .help = "Intervals by drawing participants anew."},
    {.key = "estimate", .kind = EK_RECORD, .offset = AT(ek_study, estimate), .record = &ek_record_estimate, .aliases = "skatta skattning", .help = "What `ekusia estimate` estimates transitions from."},
    {.key = "indicators", .kind = EK_RECORD, .offset = AT(ek_study, indicators), .record = &ek_record_indicator_terms, .aliases = "indikatorer", .help = "Answers about how people work together and what comes of it, for the report and `ekusia indicators`."},
    {.key = "measures", .kind = EK_RECORDS, .offset = AT(ek_study, measures), .record = &ek_record_measure, .aliases = "mått effektmått", .help = "Effects of a cohort that are not kronor: months in work, QALY."},
    {.key = "joint", .kind = EK_RECORDS, .offset = AT(ek_study, joint), .record = &ek_record_joint, .aliases = "gemensamma samvarierande", .help = "Assumptions that are estimated together, with their covariance."},
    {.key = "correlations", .kind = EK_RECORDS, .offset = AT(ek_study, correlations), .record = &ek_record_correlation, .aliases = "correlation rank_correlations korrelationer rangkorrelationer", .help = "Rank correlations of assumptions with distributions: [{names: [lön, kvar], rank: 0.5}]."},
    {.key = "costs", .kind = EK_RECORDS, .offset = AT(ek_study, costs), .record = &ek_record_cost, .aliases = "kostnad kostnader cost", .help = "What the insats cost, and who paid."},
    {.key = "evidence", .kind = EK_RECORD, .offset = AT(ek_study, evidence), .record = &ek_record_evidence_terms, .aliases = "evidens", .help = "How weak evidence cuts and widens values: a scale of the model, or the study's own."},
    {.key = "comparison", .kind = EK_RECORD, .offset = AT(ek_study, comparison), .record = &comparison_record, .aliases = "jämförelse jämförelsealternativ", .help = "What would have happened without it; never silent. Of a cohort its reference says it."},
    {.key = "effect", .kind = EK_RECORD, .offset = AT(ek_study, effect), .record = &effect_record, .aliases = "effekt", .help = "Lag, retention, attribution."},
    {.key = "financing", .kind = EK_RECORD_MAP, .offset = AT(ek_study, financing), .record = &financing_record, .aliases = "finansiering", .help = "Other shares for a pool than the model's."},
    {.key = "states", .kind = EK_RECORD_MAP, .offset = AT(ek_study, states), .record = &ek_record_state, .aliases = "tillstånd", .help = "States of the study's own, in the form of a model's."},
    {.key = "services", .kind = EK_RECORD_MAP, .offset = AT(ek_study, services), .record = &ek_record_service, .aliases = "tjänster", .help = "Services of the study's own."},
    {.key = "overrides", .kind = EK_VALUE_MAP, .offset = AT(ek_study, override_list), .aliases = "ersätter", .help = "Other values than the model's: {prisbasbelopp: 44 500 kr/year, läkarbesök-primärvård.besök: 1 820 kr/visit}."},
    {.key = "notes", .kind = EK_TEXT_MAP, .offset = AT(ek_study, notes), .aliases = "anteckningar", .help = "The author's texts for the report: success_factors, added_value, learning and obstacles first, then any others; background stands with the insats, method with how it is computed, conclusions and recommendations last."},
    {.key = "unpriced", .kind = EK_RECORDS, .offset = AT(ek_study, unpriced), .record = &unpriced_record, .aliases = "oprissatt", .help = "Effects without a price."},
    {.key = "expect", .kind = EK_RECORDS, .offset = AT(ek_study, expect), .record = &expect_record, .aliases = "förväntat", .help = "Known results, checked on every run."},
    {.key = "bank", .kind = EK_RECORD, .offset = AT(ek_study, bank), .record = &bank_record, .aliases = "erfarenhetsbank", .help = "A folder of studies: the report holds this one against those of its kind there."},
    END};
const struct ek_record ek_record_study = {.name = "study", .size = sizeof(struct ek_study), .fields = study_fields, .pos_offset = AT(ek_study, pos), .present_offset = NONE, .help = "A study: one evaluation of one insats.", .extends = "extends"};
