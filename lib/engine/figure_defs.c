/* The figures by name: what each is called, measured in, and defined as. The
 * vocabulary is that of the NyttoSam reports. */
#include "base/text.h"
#include "engine/result.h"

#define FIGURE(id_, name_, alias_, sv_, en_, unit_, help_sv_, help_en_, ...)                     \
  [EK_FIG_##id_] = {.id = EK_FIG_##id_, .name = name_, .alias = alias_, .label = {sv_, en_},     \
                    .unit = unit_, .help = {help_sv_, help_en_}, __VA_ARGS__}

const struct ek_figure_def ek_figure_defs[EK_FIG_COUNT] = {
    FIGURE(BENEFIT, "benefit", "intäkt", "Intäkt", "Benefit", EK_IN_KR,
           "Insatsens effekt utan dess kostnader, efter korrigeringar, diskonterad, från starten till horisonten.",
           "Effect of the intervention without its costs, net of corrections, discounted, from the start to the horizon.", .by_actor = true, .by_horizon = true),
    FIGURE(COST, "cost", "kostnad", "Kostnad", "Cost", EK_IN_KR,
           "Den kostnad för insatsen som aktören bär, diskonterad, oavsett när den infaller; avskriven jämnt om studien säger det.",
           "Cost of the intervention that the actor bears, discounted, whenever it falls; written off evenly when the study says so.", .by_actor = true, .by_horizon = true),
    FIGURE(RESULT, "result", "resultat", "Resultat", "Result", EK_IN_KR,
           "Intäkt minus kostnad.",
           "Benefit minus cost.", .by_actor = true, .by_horizon = true),
    FIGURE(RETURN, "return", "avkastning", "Avkastning", "Return", EK_IN_RATIO,
           "Intäkt delad med kostnad: kronor tillbaka per satsad krona.",
           "Benefit divided by cost: kronor back per krona spent.", .by_actor = true, .by_horizon = true),
    FIGURE(RESULT_PER_PARTICIPANT, "result_per_participant", "resultat_per_deltagare", "Resultat per deltagare", "Result per participant", EK_IN_KR,
           "Resultatet delat med antalet deltagare.",
           "Result divided by the number of participants.", .by_actor = true, .by_horizon = true),
    FIGURE(BENEFIT_PER_YEAR, "benefit_per_year", "intäkt_per_år", "Intäkt per år", "Benefit per year", EK_IN_KR_PER_YEAR,
           "Effekten under ett år med full effekt: efter korrigeringar, innan den avtar, odiskonterad.",
           "Effect in a year at full effect: net of corrections, before it fades, undiscounted.", .by_actor = true),
    FIGURE(PAYBACK_BENEFIT_MONTHS, "payback_benefit_months", "återbetalningstid_intäktsmånader", "Återbetalningstid, intäktsmånader", "Payback, months of benefit", EK_IN_MONTHS,
           "Kostnaden gånger 12, delad med intäkten per år; ingen när intäkten inte är över 0, 0 när det inte finns någon kostnad.",
           "12 times cost divided by benefit per year; never when the benefit is not above 0, 0 when there is no cost.", .by_actor = true),
    FIGURE(PAYBACK_MONTHS, "payback_months", "återbetalningstid", "Återbetalningstid, kalendermånader", "Payback, calendar months", EK_IN_MONTHS,
           "Månader från starten tills det samlade diskonterade nettot blir och förblir minst 0, inom den längsta horisonten.",
           "Months from the start until the cumulative discounted net turns and stays at or above 0 within the longest horizon.", .by_actor = true),
    FIGURE(BENEFIT_STAGE, "benefit_stage", "intäkt_steg", "Intäkt efter korrigering", "Benefit after correction", EK_IN_KR,
           "Intäkten med korrigeringarna till och med denna; den första är brutto.",
           "Benefit with the corrections up to and including this one; the first is gross.", .by_actor = true, .by_horizon = true, .by_stage = true),
    FIGURE(BENEFIT_IN_YEAR, "benefit_in_year", "intäkt_år", "Intäkt under året", "Benefit in the year", EK_IN_KR,
           "Effekten under ett år räknat från starten, odiskonterad.",
           "Effect in one year from the start, undiscounted.", .by_actor = true, .by_year = true),
    FIGURE(COST_IN_YEAR, "cost_in_year", "kostnad_år", "Kostnad under året", "Cost in the year", EK_IN_KR,
           "Kostnaden under ett år räknat från starten, odiskonterad.",
           "Cost in one year from the start, undiscounted.", .by_actor = true, .by_year = true),
    FIGURE(NET_IN_YEAR, "net_in_year", "netto_år", "Netto under året", "Net in the year", EK_IN_KR,
           "Intäkt minus kostnad under ett år räknat från starten, odiskonterat.",
           "Benefit minus cost in one year from the start, undiscounted.", .by_actor = true, .by_year = true),
    FIGURE(PARTICIPANTS, "participants", "deltagare", "Deltagare", "Participants", EK_IN_PERSONS,
           "Summan av vikterna.",
           "The sum of the weights.", .by_actor = false),
    FIGURE(POTENTIAL_BEFORE, "potential_before", "potential_före", "Potential före", "Potential before", EK_IN_KR_PER_YEAR,
           "Samhällets värde per år om alla deltagare gick från läget före till arbete på heltid: utebliven produktion plus reala resurser som används på grund av utanförskapet.",
           "Yearly value to society if every participant went from the situation before to full work: production foregone plus real resources used because of exclusion.", .by_actor = false),
    FIGURE(POTENTIAL_BEFORE_PRODUCTION, "potential_before_production", "potential_före_produktion", "Potential före, produktion", "Potential before, production", EK_IN_KR_PER_YEAR,
           "Produktionsdelen av potentialen före.",
           "The production part of the potential before.", .by_actor = false),
    FIGURE(POTENTIAL_BEFORE_RESOURCES, "potential_before_resources", "potential_före_resurser", "Potential före, resurser", "Potential before, resources", EK_IN_KR_PER_YEAR,
           "Resursdelen av potentialen före.",
           "The real resources part of the potential before.", .by_actor = false),
    FIGURE(POTENTIAL_AFTER, "potential_after", "potential_efter", "Potential efter", "Potential after", EK_IN_KR_PER_YEAR,
           "Det som återstår av potentialen efter insatsen.",
           "What remains of the potential after the intervention.", .by_actor = false),
    FIGURE(POTENTIAL_AFTER_PRODUCTION, "potential_after_production", "potential_efter_produktion", "Potential efter, produktion", "Potential after, production", EK_IN_KR_PER_YEAR,
           "Produktionsdelen av potentialen efter.",
           "The production part of the potential after.", .by_actor = false),
    FIGURE(POTENTIAL_AFTER_RESOURCES, "potential_after_resources", "potential_efter_resurser", "Potential efter, resurser", "Potential after, resources", EK_IN_KR_PER_YEAR,
           "Resursdelen av potentialen efter.",
           "The real resources part of the potential after.", .by_actor = false),
    FIGURE(REALISED_POTENTIAL, "realised_potential", "verkningsgrad", "Verkningsgrad", "Realised potential", EK_IN_SHARE,
           "Den andel av potentialen som har förverkligats: (före − efter) / före; brutto, som uppmätt.",
           "Share of the potential realised: (before - after) / before; gross, as measured.", .by_actor = false),
    FIGURE(COST_PER_PARTICIPANT, "cost_per_participant", "kostnad_per_deltagare", "Åtgärdskostnad per deltagare", "Cost per participant", EK_IN_KR,
           "Alla kostnader för insatsen, även EU-medel, diskonterade, per deltagare; ett bidrag till en betalare räknas när det används.",
           "All costs of the intervention, EU money included, discounted, per participant; a grant to a payer counts when it is spent.", .by_actor = false),
    FIGURE(COST_PER_REALISED_POINT, "cost_per_realised_point", "kostnad_per_verkningsgrad", "Kostnad per procentenhet verkningsgrad", "Cost per point of realised potential", EK_IN_KR,
           "Kostnaden per deltagare delad med verkningsgraden i procentenheter.",
           "Cost per participant divided by the realised potential in per cent.", .by_actor = false),
    FIGURE(EXTRA_IN_WORK, "extra_in_work", "fler_i_arbete", "Fler i arbete", "Extra people in work", EK_IN_PERSONS,
           "Heltider i arbete utan subvention efter minus före, efter korrigeringar, innan effekten avtar.",
           "Full-time equivalents in unsubsidised work after minus before, net of corrections, before it fades.", .by_actor = false),
    FIGURE(EXTRA_IN_SUBSIDISED_WORK, "extra_in_subsidised_work", "fler_i_subventionerat_arbete", "Fler i subventionerat arbete", "Extra people in subsidised work", EK_IN_PERSONS,
           "Detsamma för subventionerat arbete, för sig.",
           "The same for subsidised work, kept apart.", .by_actor = false),
    FIGURE(COST_PER_EXTRA_IN_WORK, "cost_per_extra_in_work", "kostnad_per_extra_i_arbete", "Kostnad per extra person i arbete", "Cost per extra person in work", EK_IN_KR,
           "Kostnaden delad med antalet fler i arbete utan subvention.",
           "Cost divided by extra people in unsubsidised work.", .by_actor = false),
    FIGURE(HOUSEHOLD_BEFORE, "household_before", "hushåll_före", "Disponibel inkomst före", "Disposable income before", EK_IN_KR_PER_YEAR,
           "Vad deltagarens hushåll har att röra sig med före, efter skatt och bidrag; medel per deltagare, som uppmätt.",
           "What the participant's household can spend before, after taxes and benefits; mean per participant, as measured.", .by_actor = false),
    FIGURE(HOUSEHOLD_AFTER, "household_after", "hushåll_efter", "Disponibel inkomst efter", "Disposable income after", EK_IN_KR_PER_YEAR,
           "Detsamma i det läge som består.",
           "The same in the situation that lasts.", .by_actor = false),
    FIGURE(PARTICIPATION_EFFECT, "participation_effect", "deltagandeeffekt", "Deltagandeeffekt", "Participation effect", EK_IN_SHARE,
           "Den del av lönen som försvinner i skatt och minskade bidrag när man går från läget före till det efter.",
           "The part of pay lost in taxes and lower benefits on the way from the situation before to the one after.", .by_actor = false),
    FIGURE(MARGINAL_EFFECT, "marginal_effect", "marginaleffekt", "Marginaleffekt", "Marginal effect", EK_IN_SHARE,
           "Den del av ytterligare 1 000 kronor i månaden som försvinner i skatt och minskade bidrag, för dem som har lön efter.",
           "The part of another 1 000 kr a month lost in taxes and lower benefits, for those with pay after.", .by_actor = false),
    FIGURE(ADDITIONALITY, "additionality", "additionalitet", "Netto av brutto, produktion", "Additionality of production", EK_IN_FACTOR,
           "(1 − dödvikt)(1 − läckage)(1 − undanträngning)(1 − substitution) × andel × (1 − avdrag).",
           "(1 - deadweight)(1 - leakage)(1 - displacement)(1 - substitution) x attribution x (1 - haircut).", .by_actor = false),
    FIGURE(DISCOUNT_FACTOR, "discount_factor", "diskonteringsfaktor", "Diskonteringsfaktor", "Discount factor", EK_IN_FACTOR,
           "Vad en krona så många år från starten är värd vid starten.",
           "What a krona so many years from the start is worth at the start.", .by_year = true),
    FIGURE(PRODUCTION, "production", "produktion", "Produktion", "Production", EK_IN_KR,
           "Värdet av det som produceras, effekten, diskonterat.",
           "Value produced, effect, discounted.", .by_horizon = true),
    FIGURE(RESOURCES, "resources", "resurser", "Resurser", "Resources", EK_IN_KR,
           "Resurser som används, effekt och kostnader, diskonterat.",
           "Resources used, effect and costs, discounted.", .by_horizon = true),
    FIGURE(BORDER, "border", "över_gränsen", "Över samhällets gräns", "Across society's border", EK_IN_KR,
           "Vad aktörer utanför samhället får (minus: betalar), diskonterat.",
           "What actors outside society gain (minus: pay), discounted.", .by_horizon = true),
};

const struct ek_figure_def *ek_figure_find(const char *name) {
  for (size_t i = 0; i < EK_FIG_COUNT; i++) {
    if (ek_text_same(ek_figure_defs[i].name, name) || ek_text_same(ek_figure_defs[i].alias, name)) {
      return &ek_figure_defs[i];
    }
  }
  return NULL;
}

const char *ek_figure_unit_of(struct ek_arena *arena, const struct ek_model *model, enum ek_figure_unit unit) {
  if (unit == EK_IN_KR) return model->currency;
  if (unit == EK_IN_KR_PER_YEAR) return ek_sprintf(arena, "%s/year", model->currency);
  return ek_figure_unit_name(unit);
}

const char *ek_figure_unit_in(const struct ek_result *result, enum ek_figure_unit unit) {
  return ek_figure_unit_of(result->arena, result->model, unit);
}

const char *ek_figure_unit_name(enum ek_figure_unit unit) {
  static const char *const names[] = {"kr", "kr/year", "1", "share", "months", "persons", "1"};
  return names[unit];
}
