/* What `ekusia model MODEL household` shows: tables by situation and by wage, CSV and JSON. */
#include "household.h"
#include "report_fixture.h"

#include "lookup/household.h"

static struct ek_world *world;
static const int ages[] = {4, 9};

/* A view of the cases of the study, each called as here; `wages` NULL: as they are. */
static struct ek_household_view view_of(const char *const *situations, size_t n, const double *wages,
                                        size_t n_wages, const char *text) {
  static struct ek_person person;
  household_model(HUS_PERSON, HUS_STATES);
  const struct ek_study *s = ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
  if (s == NULL) fail_msg("%s", errors());
  struct ek_list notes;
  const struct ek_budget_row *rows = ek_budget_sweep(arena, s, wages, n_wages, &notes, diags);
  world = ek_alloc(arena, sizeof *world);
  *world = (struct ek_world){.model = s->model, .arena = arena, .diags = diags, .day = s->rules_date,
                             .price_year = 2020, .draws = 1, .municipality = "ankeborg", .notes = notes};
  person = (struct ek_person){.age = 41, .adults = 2, .children = ages, .n_children = 2};
  return (struct ek_household_view){world, &person, situations, rows, n, wages, n_wages};
}

static const char *const two[] = {"stöd", "jobb"};
#define TWO                                                                                        \
  HUS_STUDY("    - {name: A, before: {states: {stöd: 100 %}}}\n"                                   \
            "    - {name: B, before: {states: {jobb: 100 %}}}\n")
static const double wages[] = {0, 12 * 5000.0, 12 * 20000.5};

static const char *text_of(const struct ek_household_view *v, enum ek_lang lang) {
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  ek_household_document(v, lang, &doc);
  ek_render_text(&doc, false, &out);
  return plain(ek_buffer_text(&out));
}

static void by_situation(void **state) {
  (void)state;
  const struct ek_household_view v = view_of(two, 2, NULL, 1, TWO);
  const char *text = text_of(&v, EK_SV);
  assert_says(text, "Hushållets ekonomi");
  assert_says(text, "41 år, vuxna i hushållet: 2, barn: 4, 9 år · kronor per månad · regler den\n2020-07-01\n");
  assert_says(text, "Läge                 stöd    jobb\n");
  assert_says(text, "Lön före skatt          0  21 385\n");
  assert_says(text, "Skatt                   0  −5 958\n");
  assert_says(text, "Disponibel inkomst  9 395  15 427\n");
  assert_says(text, "Deltagandeeffekt        –    72 %\n");
  assert_says(text, "Marginaleffekt      100 %    30 %\n");
  assert_silent(text, "Bidrag"); /* nothing anywhere */
}

static void by_wage(void **state) {
  (void)state;
  const struct ek_household_view v = view_of(two, 1, wages, 3, TWO);
  const char *text = text_of(&v, EK_EN);
  assert_says(text, "A household's economy");
  assert_says(text, "Aged 41, adults in the household: 2, children aged 4, 9 · SEK a month");
  assert_says(text, "stöd\n");
  assert_says(text, "0            9,395              –      100%       0       0    9,395\n");
  assert_says(text, "20,001      14,458            75%       30%  20,001  −5,543        0\n");
  assert_says(text, "against no wage");
}

static void without_children_and_lines(void **state) {
  (void)state;
  static const char *const none[] = {"–"};
  struct ek_household_view v = view_of(none, 1, NULL, 1, HUS_STUDY("    - {name: A, before: {states: {}}}\n"));
  const struct ek_person alone = {.age = 19, .adults = 1};
  v.person = &alone;
  world->municipality = NULL; /* a model without places */
  assert_says(text_of(&v, EK_SV), "19 år, vuxna i hushållet: 1 · kronor");
  assert_says(text_of(&v, EK_SV), "Läge                  –\n"
                                  "───────────────────────\n"
                                  "Disponibel inkomst    0\n");
}

static void csv(void **state) {
  (void)state;
  const struct ek_household_view v = view_of(two, 2, wages, 3, TWO);
  struct ek_buffer out = {.arena = arena};
  ek_render_household_csv(&v, &out);
  const char *text = ek_buffer_text(&out);
  assert_says(text, "situation,wage,lön,bidrag,skatt,stöd,disposable,earned,participation_effect,marginal_effect,text\n"
                    "stöd,0,0,0,0,9395,9395,0,,1,\n"
                    "stöd,5000,5000,0,-1042.5,5437.5,9395,5000,1,1,\n"
                    "stöd,20000.5,20000.5,0,-5542.650000000001,0,14457.85,20000.5,0.7468638");
  assert_says(text, "\njobb,5000,26385,0,-7458,0,18927,26385,0.3");
}

/* More rows than are written at a time. */
static void many_rows(void **state) {
  (void)state;
  static double many[300];
  for (size_t i = 0; i < 300; i++) many[i] = 12 * 77.25 * (double)i;
  const struct ek_household_view v = view_of(two, 1, many, 300, TWO);
  struct ek_buffer out = {.arena = arena};
  ek_render_household_csv(&v, &out);
  size_t lines = 0;
  for (const char *c = ek_buffer_text(&out); *c != '\0'; c++) lines += *c == '\n';
  assert_int_equal(lines, 301 + 4); /* and the stamp */
  assert_says(ek_buffer_text(&out), "\nstöd,23097.75,23097.75,0,");
}

static void json(void **state) {
  (void)state;
  const struct ek_household_view v = view_of(two, 2, NULL, 1, TWO);
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_household_json(&v, &out));
  const char *text = ek_buffer_text(&out);
  assert_says(text, "\"unit\": \"kr/month\"");
  assert_says(text, "\"date\": \"2020-07-01\"");
  assert_says(text, "\"situation\": \"stöd\",\n      \"lön\": 0.0,\n      \"bidrag\": 0.0,\n      \"skatt\": 0.0,\n"
                    "      \"stöd\": 9395.0,\n      \"disposable\": 9395.0,\n      \"earned\": 0.0,\n"
                    "      \"participation_effect\": null,\n      \"marginal_effect\": 1.0\n");
  assert_says(text, "\"warnings\": []");
  assert_silent(text, "\"wage\"");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(by_situation), TEST(by_wage), TEST(without_children_and_lines), TEST(csv), TEST(many_rows), TEST(json),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
