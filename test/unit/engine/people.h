/* What the tests of people in files share: persons drawn the same way each time, written both
 * as a file and as type cases one by one, and results held side by side. */
#ifndef EK_TEST_ENGINE_PEOPLE_H
#define EK_TEST_ENGINE_PEOPLE_H

#include "fixture.h"

#include "engine/run.h"
#include "people/people.h"

static inline const struct ek_study *people_study(const char *text) {
  static const char *const folders[] = {"models", NULL};
  return ek_people_study(arena, file_of("study.yaml", text), &(struct ek_study_options){.model_folders = folders, .shared_inputs = true}, NULL, diags);
}

/* The study computed; files it names are written before. */
static inline const struct ek_result *people_run(const char *text) {
  const struct ek_study *study = people_study(text);
  struct ek_result *result = NULL;
  if (study == NULL || ek_run(arena, study, &result, diags) != EK_OK) fail_msg("the study does not run:\n%s", errors());
  return result;
}

/* The same result with what rests on few persons, which is hidden from readers. */
static inline const struct ek_result *open_result(const struct ek_result *r) {
  struct ek_result *out;
  assert_int_equal(ek_run_result(r->runner, &out), EK_OK);
  return out;
}

/* All figures must be the same, what is hidden too. */
static inline void same_figures(const struct ek_result *a, const struct ek_result *b, double rel) {
  a = open_result(a);
  b = open_result(b);
  const struct ek_figure *f = a->figures.items, *g = b->figures.items;
  assert_int_equal(a->figures.n, b->figures.n);
  for (size_t i = 0; i < a->figures.n; i++) {
    assert_true(f[i].def == g[i].def && f[i].actor == g[i].actor && f[i].horizon == g[i].horizon);
    if (isnan(f[i].value) && isnan(g[i].value)) continue;
    bool kronor = f[i].def->unit == EK_IN_KR || f[i].def->unit == EK_IN_KR_PER_YEAR;
    near_check(g[i].value, f[i].value, rel, kronor ? 1e3 * rel : rel, f[i].def->name, __FILE__, __LINE__);
  }
}

static unsigned long drawn_state; /* small numbers, the same each time */
static inline size_t drawn(size_t below) {
  drawn_state = drawn_state * 6364136223846793005ul + 1442695040888963407ul;
  return (size_t)(drawn_state >> 33) % below;
}

/* States with what they ask for: a wage or none. */
struct stand {
  const char *text, *map; /* in the file, in a case */
  bool wage;
};
static const struct stand stands[] = {
    {"försörjningsstöd", "försörjningsstöd: 100 %", false},
    {"sjukpenning 61 % + a-kassa 39 %", "sjukpenning: 61 %, a-kassa: 39 %", false},
    {"aktivitetsstöd", "aktivitetsstöd: 100 %", false},
    {"arbete 38 % + a-kassa 62 %", "arbete: 38 %, a-kassa: 62 %", true},
    {"arbete", "arbete: 100 %", true},
    {"nystartsjobb 55 % + sjukpenning 45 %", "nystartsjobb: 55 %, sjukpenning: 45 %", true},
    {"studier", "studier: 100 %", false},
};
struct somebody {
  size_t before, during, after; /* of `stands` */
  size_t age, household, place, wage_before, wage_after, entry, months;
  double weight, visits_before, visits_after;
};
static const char *const households[] = {"E", "EB", "P", "PB"};
static const char *const household_maps[] = {"{adults: 1}", "{adults: 1, children: [8]}", "{adults: 2}", "{adults: 2, children: [6, 10]}"};
static const char *const places[] = {"Eskilstuna", "Strängnäs", "Stockholm"};

static inline void draw_somebody(struct somebody *all, size_t n, unsigned long seed, bool weighted) {
  drawn_state = seed;
  for (size_t i = 0; i < n; i++) {
    all[i] = (struct somebody){.before = drawn(4), .during = drawn(3), .after = drawn(7), .age = 19 + drawn(45),
                               .household = drawn(4), .place = drawn(3), .wage_before = 17385 + 13 * drawn(700),
                               .wage_after = 19123 + 17 * drawn(900), .entry = drawn(9), .months = 3 + drawn(9),
                               .weight = weighted ? 0.35 + 0.11 * (double)drawn(30) : 1,
                               .visits_before = 0.31 * (double)drawn(20), .visits_after = 0.17 * (double)drawn(20)};
  }
}

#define PEOPLE_COLUMNS                                                                             \
  "  columns: {id: nr, age: ålder, sex: kön, household: hushåll, municipality: kommun, entry: in, exit: ut, weight: vikt,\n" \
  "    before.state: före, during.state: under, after.state: efter, before.inputs.wage: lön0, after.inputs.wage: lön1,\n" \
  "    before.services.läkarbesök-primärvård: besök0, after.services.läkarbesök-primärvård: besök1}\n" \
  "  households: {E: {adults: 1}, EB: {adults: 1, children: [8]}, P: {adults: 2}, PB: {adults: 2, children: [6, 10]}}\n" \
  "  inputs: {boendekostnad: 6 513 kr/month, sjukpenning.lön_före: 25 385 kr/month}\n"

static inline void add_row(struct ek_buffer *out, const struct somebody *s, size_t number, char sep) {
  size_t last = s->entry + s->months - 1; /* the last month in the insats */
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  ek_buffer_addf(out, "%zu%c%zu%c%c%c%s%c%s%c2013-%02zu-01%c%zu-%02zu-%d%c%.17g%c", number, sep, s->age, sep,
                 number % 2 ? 'K' : 'M', sep, households[s->household], sep, places[s->place], sep, s->entry + 1, sep,
                 2013 + last / 12, last % 12 + 1, days[last % 12], sep, s->weight, sep);
  ek_buffer_addf(out, "%s%c%s%c%s%c", stands[s->before].text, sep, stands[s->during].text, sep, stands[s->after].text, sep);
  if (stands[s->before].wage) ek_buffer_addf(out, "%zu", s->wage_before);
  ek_buffer_addf(out, "%c", sep);
  if (stands[s->after].wage) ek_buffer_addf(out, "%zu kr/month", s->wage_after);
  ek_buffer_addf(out, "%c%.17g%c%.17g\n", sep, s->visits_before, sep, s->visits_after);
}

static inline const char *people_file(const struct somebody *all, size_t n, char sep) {
  struct ek_buffer out = {.arena = arena};
  for (const char *c = "nr;ålder;kön;hushåll;kommun;in;ut;vikt;före;under;efter;lön0;lön1;besök0;besök1\n"; *c != '\0'; c++) {
    ek_buffer_add_bytes(&out, *c == ';' ? &sep : c, 1);
  }
  for (size_t i = 0; i < n; i++) add_row(&out, &all[i], 1001 + i, sep);
  return ek_buffer_text(&out);
}

static inline const char *people_cases(const struct somebody *all, size_t n) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_add(&out, "participants:\n  cases:\n");
  for (size_t i = 0; i < n; i++) {
    const struct somebody *s = &all[i];
    ek_buffer_addf(&out, "    - {name: P%zu, weight: %.17g, age: %zu, household: %s, municipality: %s, start: 2013-%02zu,\n", i, s->weight,
                   s->age, household_maps[s->household], places[s->place], s->entry + 1);
    ek_buffer_add(&out, "       inputs: {boendekostnad: 6 513 kr/month, sjukpenning.lön_före: 25 385 kr/month},\n");
    ek_buffer_addf(&out, "       before: {states: {%s}, services: {läkarbesök-primärvård: %.17g/year}", stands[s->before].map, s->visits_before);
    if (stands[s->before].wage) ek_buffer_addf(&out, ", inputs: {wage: %zu kr/month}", s->wage_before);
    ek_buffer_addf(&out, "},\n       during: {months: %zu, states: {%s}},\n", s->months, stands[s->during].map);
    ek_buffer_addf(&out, "       after: {states: {%s}, services: {läkarbesök-primärvård: %.17g/year}", stands[s->after].map, s->visits_after);
    if (stands[s->after].wage) ek_buffer_addf(&out, ", inputs: {wage: %zu kr/month}", s->wage_after);
    ek_buffer_add(&out, "}}\n");
  }
  return ek_buffer_text(&out);
}

#define PEOPLE_HEAD(profile)                                                                       \
  "ekusia: 1\ntitle: Lagar\nmodel: sverige\n"                                                     \
  "settings: {municipality: Eskilstuna, price_year: 2014, start: 2013-01, horizons: [1 year, 5 years, 10 years],\n" \
  "  " profile "}\n"
#define NPV "discount: {rate: 3.85 %}"
#define NYTTOSAM "profile: nyttosam"
#define PEOPLE_COSTS                                                                               \
  "costs:\n"                                                                                       \
  "  - {name: Ledare, category: personal, payer: kommun, amount: 52 385 kr/month, from: 2013-01, to: 2013-11}\n" \
  "  - {name: Lokal, category: lokal, payer: samordningsförbund, amount: 240 133 kr, month: 2013-02}\n" \
  "  - {name: Stöd, payer: af, amount: 4 517.5 kr/participant}\n"                                  \
  "  - {name: Handledning, payer: eu, amount: 811 kr/participant/month}\n"                         \
  "  - {name: Tolk, payer: kommun, amount: 377 kr/participant/month}\n"                            \
  "  - {name: Bidrag, payer: region, receiver: arbetsgivare, amount: 33 777 kr}\n"
#define PEOPLE_NET                                                                                 \
  "comparison: {deadweight: 31 %, leakage: 4 %, displacement: 12 %, substitution: 7 %}\n"         \
  "effect: {lag: 1 month, retention: 87 %/year, attribution: 83 %, haircut: 9 %}\n"

#endif
