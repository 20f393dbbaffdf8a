/* The individual's table: the mean household before and after, and each case. */
#include "household.h"
#include "report_fixture.h"

#define A                                                                                          \
  "    - {name: Deltid, weight: 3, before: {states: {stöd: 100 %}, inputs: {hyra: 6 100.4 kr/month}},\n" \
  "       after: {states: {jobb: 70 %, stöd: 100 %}, inputs: {wage: 19 385 kr/month}}}\n"
#define B "    - {name: Ingen, weight: 1, before: {states: {bidrag: 100 %}}, after: {states: {inget: 100 %}}}\n"

static const struct ek_result *household(const char *person, const char *text) {
  household_model(person, HUS_STATES);
  const struct ek_study *study = ek_study_read(arena, file_of("hus.yaml", text), &(struct ek_study_options){0}, diags);
  struct ek_result *r = NULL;
  if (study == NULL || ek_run(arena, study, &r, diags) != EK_OK) fail_msg("%s", errors());
  return r;
}

static const char *section(const char *person, const char *text, enum ek_lang lang) {
  const char *const sections[] = {"household", NULL};
  const struct ek_report_options options = {.sections = sections, .diags = diags};
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  ek_report_build(household(person, text), lang, &options, &doc);
  ek_render_text(&doc, false, &out);
  return plain(ek_buffer_text(&out));
}

static void the_mean_household(void **state) {
  (void)state;
  const char *text = section(HUS_PERSON, HUS_STUDY(A B), EK_SV);
  assert_says(text, "INDIVIDENS EKONOMI, kronor per månad\n");
  assert_says(text, "Lön före skatt                        0  10 177    10 177\n");
  assert_says(text, "Disponibel inkomst                9 339   7 864    −1 475\n");
}

static void each_case(void **state) {
  (void)state;
  const char *text = section(HUS_PERSON, HUS_STUDY(A B), EK_SV);
  assert_says(text, "Deltid");
  assert_says(text, "Ingen");
  assert_says(text, "Alla deltagare");
  assert_says(text, "Deltagandeeffekt: den del av den nya lönen");
}

static void one_case_has_no_sum(void **state) {
  (void)state;
  const char *text = section(HUS_PERSON, HUS_STUDY(A), EK_EN);
  assert_says(text, "THE INDIVIDUAL'S ECONOMY");
  assert_says(text, "Pay before tax");
  assert_silent(text, "All participants");
}

/* Without lines, or with nothing on them, there is no such section. */
static void nothing_to_say(void **state) {
  (void)state;
  assert_silent(section(HUS_INPUTS HUS_INCOMES HUS_LET HUS_FLOWS, HUS_STUDY(A), EK_SV), "EKONOMI");
  assert_silent(section(HUS_PERSON, HUS_STUDY("    - {name: A, before: {states: {inget: 100 %}}}\n"), EK_SV), "EKONOMI");
  const char *nobody = "    - {name: A, weight: 0, before: {states: {stöd: 100 %}}}\n";
  assert_silent(section(HUS_PERSON, ek_sprintf(arena, HUS_STUDY("%s"), nobody), EK_SV), "EKONOMI");
}

/* What was there before and is gone after has a change that leads to what it was, not to nothing. */
static void changes_lead_somewhere(void **state) {
  (void)state;
  const char *text = HUS_STUDY("    - {name: A, before: {states: {jobb: 100 %}, inputs: {wage: 19 385 kr/month}}, after: {states: {inget: 100 %}}}\n");
  const char *const sections[] = {"household", NULL};
  const struct ek_report_options options = {.sections = sections, .diags = diags, .origins = true};
  struct ek_document doc;
  ek_report_build(household(HUS_PERSON, text), EK_SV, &options, &doc);
  const struct ek_doc_block *blocks = doc.blocks.items;
  size_t changes = 0;
  for (size_t b = 0; b < doc.blocks.n; b++) {
    if (blocks[b].kind != EK_DOC_TABLE) continue;
    struct ek_doc_row *const *rows = blocks[b].table->rows.items;
    for (size_t r = 0; r < blocks[b].table->rows.n; r++) {
      if (rows[r]->cells[2].kind != EK_CELL_NUMBER || rows[r]->cells[2].number == 0) continue;
      assert_true(rows[r]->cells[2].basis->number > 0);
      changes++;
    }
  }
  assert_true(changes >= 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_mean_household), TEST(each_case), TEST(one_case_has_no_sum), TEST(nothing_to_say), TEST(changes_lead_somewhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
