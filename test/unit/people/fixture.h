/* What the tests of this room share: a small study on the smallest model with a file of
 * participants, and what was made of it. */
#ifndef EK_TEST_PEOPLE_FIXTURE_H
#define EK_TEST_PEOPLE_FIXTURE_H

#include "support.h"

#include "people/people.h"

#define HEAD                                                                                       \
  "ekusia: 1\ntitle: T\nmodel: generic\n"                                                         \
  "settings: {price_year: 2020, start: 2020-03, horizons: [2 years], discount: none}\n"
#define ALONE "comparison: {before_continues: yes}\n"
/* `more`: lines of participants, each with two spaces before. */
#define WIDE_OF(columns, more)                                                                     \
  HEAD "participants:\n  file: p.csv\n  columns: {" columns "}\n" more ALONE
#define WIDE(more) WIDE_OF("id: nr, before.state: f, after.state: e", "  inputs: {wage: 23 385 kr/month}\n" more)

static inline const struct ek_people *people_by(const char *text, const char *csv, const struct ek_list *by) {
  static const char *const folders[] = {"models", NULL};
  const struct ek_study_options options = {.model_folders = folders};
  if (csv != NULL) file_of("p.csv", csv);
  struct ek_study *study = ek_people_study(arena, file_of("s.yaml", text), &options, by, diags);
  return study != NULL ? study->people : NULL;
}

static inline const struct ek_people *people_of(const char *text, const char *csv) {
  const struct ek_people *p = people_by(text, csv, NULL);
  if (p == NULL) fail_msg("%s", errors());
  return p;
}

/* What is wrong with it. */
static inline const char *wrong(const char *text, const char *csv) {
  assert_null(people_by(text, csv, NULL));
  return errors();
}

#define assert_wrong(text, csv, expected)                                                          \
  do {                                                                                             \
    const char *all_ = wrong(text, csv);                                                           \
    if (strstr(all_, expected) == NULL) fail_msg("no '%s' in:\n%s", expected, all_);               \
  } while (0)

static inline const struct ek_standing *standing(const struct ek_people *p, uint32_t at) {
  assert_true(at < p->standings.n);
  return (const struct ek_standing *)p->standings.items + at;
}

static inline const struct ek_shape *shape(const struct ek_people *p, uint32_t at) {
  return (const struct ek_shape *)p->shapes.items + standing(p, at)->shape;
}

/* How much of a state or service a standing has. */
static inline double held(const struct ek_people *p, uint32_t at, const char *name) {
  const struct ek_phase *phase = &shape(p, at)->phase;
  const double *numbers = (const double *)p->numbers.items + standing(p, at)->first;
  double sum = 0;
  for (size_t i = 0; i < phase->n_holdings; i++) {
    if (strcmp(phase->holdings[i].item->name.text, name) == 0) sum += ek_people_extent(p, &phase->holdings[i], numbers);
  }
  return sum;
}

/* An input's number where the file gives it, canonical; NaN: it does not. */
static inline double given(const struct ek_people *p, uint32_t at, const char *item, const char *input) {
  const struct ek_phase *phase = &shape(p, at)->phase;
  const double *numbers = (const double *)p->numbers.items + standing(p, at)->first;
  for (size_t i = 0; i < phase->n_given; i++) {
    const struct ek_given *g = &phase->given[i];
    const struct ek_input *of = (const struct ek_input *)g->item->inputs.items + g->input;
    if (strcmp(g->item->name.text, item) != 0 || strcmp(of->name.text, input) != 0 || g->quantity->slot < 0) continue;
    return numbers[(size_t)g->quantity->slot - p->study->uncertain.n];
  }
  return NAN;
}

struct step {
  const struct ek_stretch *stretch;
  uint32_t standing;
};
static inline size_t steps(const struct ek_people *p, size_t member) {
  return p->first_stay[member + 1] - p->first_stay[member];
}
static inline struct step step(const struct ek_people *p, size_t member, size_t number) {
  assert_true(number < steps(p, member));
  const struct ek_stay *stay = (const struct ek_stay *)p->stays.items + p->first_stay[member] + number;
  return (struct step){(const struct ek_stretch *)p->stretches.items + stay->stretch, stay->standing};
}

#define assert_stretch(step, first_, length_, fades_)                                              \
  do {                                                                                             \
    assert_int_equal((step).stretch->first, first_);                                               \
    assert_int_equal((step).stretch->length, length_);                                             \
    assert_int_equal((step).stretch->fades, fades_);                                               \
  } while (0)
#define EVER SIZE_MAX

static inline const struct ek_person *person(const struct ek_people *p, uint32_t at) {
  return (const struct ek_person *)p->persons.items + standing(p, at)->who;
}

/* Six rows with these cells behind a serial number. */
static inline const char *rows(const char *header, const char *cells) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_addf(&out, "nr;%s\n", header);
  for (int i = 1; i <= 6; i++) ek_buffer_addf(&out, "%d;%s\n", 1000 + i, cells);
  return ek_buffer_text(&out);
}

#endif
