/* The messages side by side. */
#include "people/problems.h"

#include <string.h>

static const struct {
  const char *en, *sv; /* the English one up to its first `%` is what a message begins with */
} texts[] = {
    {EK_PROBLEM_NUMBER, "inte ett tal"},
    {EK_PROBLEM_AMBIGUOUS, "kan vara tusental, eller ett tal med tre decimaler"},
    {EK_PROBLEM_SHARE, "inte en andel mellan 0 och 100 %"},
    {EK_PROBLEM_KIND, "ett tal av annat slag behövs"},
    {EK_PROBLEM_BELOW, "under 0"},
    {EK_PROBLEM_AGE, "inte en ålder mellan 0 och 120 år"},
    {EK_PROBLEM_DAY, "inte ett datum"},
    {EK_PROBLEM_CHILDREN, "inte barns åldrar"},
    {EK_PROBLEM_HOUSEHOLD, "ett hushåll som studien inte beskriver"},
    {EK_PROBLEM_STATE, "inte ett tillstånd, och studien säger inte vad det står för"},
    {EK_PROBLEM_EIGHT, "fler än åtta tillstånd samtidigt"},
    {EK_PROBLEM_MUNICIPALITY, "inte en kommun som modellen känner till"},
    {EK_PROBLEM_ADULTS, "inte en eller två vuxna"},
    {EK_PROBLEM_NO_STATE, "inget tillstånd"},
    {EK_PROBLEM_NO_FIRST, "ingen första dag"},
    {EK_PROBLEM_BACKWARDS, "slutar innan det börjar"},
    {EK_PROBLEM_LACKING, "tillståndet behöver en uppgift som saknas"},
    {EK_PROBLEM_UNIT, "en annan enhet än den som behövs"},
    {EK_PROBLEM_NO_ENTRY, "ingen dag för starten"},
    {EK_PROBLEM_EARLY, "börjar innan studien börjar"},
    {EK_PROBLEM_LATE, "börjar hundra år efter studiens start"},
    {EK_PROBLEM_NO_EXIT, "ingen dag för avslutet"},
    {EK_PROBLEM_EXIT_FIRST, "slutar före starten"},
    {EK_PROBLEM_CENTURY, "mer än hundra år"},
    {EK_PROBLEM_LONG, "mer än hundra år i insatsen"},
    {EK_PROBLEM_NOT_REACHED, "ingen period når slutet av den månad då insatsen avslutades"},
    {EK_PROBLEM_SHORTER, "följd kortare tid än till sista mättillfället; det sist kända fortsätter"},
    {EK_PROBLEM_NO_WEIGHT, "ingen vikt"},
    {EK_PROBLEM_OVERLAP, "personens perioder överlappar till mer än 100 %; de minskas i proportion de dagarna"},
    {EK_PROBLEM_GAP, "dagar mellan personens perioder hör till ingen av dem; de dagarna har inga flöden"},
    {EK_PROBLEM_STATES, "för många olika tillstånd hos en person"},
    {EK_PROBLEM_NOT_BEFORE, "ingen period i månaden före starten"},
    {EK_PROBLEM_CONSTANT, "inte detsamma som på personens första rad, som gäller"},
    {EK_PROBLEM_ROWS, "för många rader för en person"},
    {EK_PROBLEM_NO_ID, "inget löpnummer"},
    {EK_PROBLEM_SAID_BEFORE, "inget är sagt om läget före"},
    {EK_PROBLEM_SAID_AFTER, "inget är sagt om läget efter"},
    {EK_PROBLEM_TWIN, "samma person som på en tidigare rad"},
    {EK_PROBLEM_ONE_STATE, "flera tillstånd samtidigt, och då kan övergångar inte följas"},
    {EK_PROBLEM_SIDE, "varken i insatsen eller i jämförelsegruppen"},
    {EK_PROBLEM_COUNT, "inte ett helt antal personer"},
    {EK_PROBLEM_NO_COUNT, "inget antal personer"},
    {EK_PROBLEM_NO_DAY, "inget datum"},
    {EK_PROBLEM_NO_LAST, "ingen sista dag, och studien säger inte hur länge filen följer personerna"},
    {EK_PROBLEM_UNSEEN, "inget tillstånd; raden räknas inte som ett mättillfälle"},
    {EK_PROBLEM_NO_COVARIATE, "uppgiften saknas"},
    {EK_PROBLEM_SAME_DAY, "i två tillstånd samma dag"},
    {EK_PROBLEM_AFTER_END, "i ett annat tillstånd efter ett som ingen lämnar"},
    {EK_PROBLEM_IN_TWO, "i två tillstånd samtidigt"},
    {EK_PROBLEM_APART, "dagar mellan personens perioder hör till ingen av dem; ingen övergång räknas över dem"},
    {EK_PROBLEM_AFTER_UNTIL, "efter den sista dag som studien säger att filen känner till"},
    {EK_PROBLEM_CELLS, "ett annat antal celler än på första raden"},
};

/* A format ends where its first name or number stands; a per cent sign of its own does not end it. */
static bool made_from(const char *message, const char *format) {
  const char *at = format;
  while ((at = strchr(at, '%')) != NULL && (at[1] == '\0' || at[1] == ';' || at[1] == ' ')) at++;
  return at != NULL ? strncmp(message, format, (size_t)(at - format)) == 0 : strcmp(message, format) == 0;
}

const char *ek_problem_text(const char *message, enum ek_lang lang) {
  for (size_t i = 0; lang == EK_SV && i < sizeof texts / sizeof *texts; i++) {
    if (made_from(message, texts[i].en)) return texts[i].sv;
  }
  return message;
}
