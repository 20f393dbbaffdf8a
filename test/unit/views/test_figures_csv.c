/* Figures as CSV: stable columns, full precision, and nothing a spreadsheet would run. */
#include "report_fixture.h"

static const char *csv_of(const struct ek_result *r) {
  struct ek_buffer out = {.arena = arena};
  ek_render_figures_csv(r, diags, EK_EN, &out);
  return ek_buffer_text(&out);
}

static void figures_stand_one_a_row(void **state) {
  (void)state;
  const char *csv = csv_of(result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET));
  assert_int_equal(strncmp(csv, "section,figure,actor,horizon_months,year,stage,unit,value,text\n",
                           strlen("section,figure,actor,horizon_months,year,stage,unit,value,text\n")),
                   0);
  assert_says(csv, "\nfigure,participants,,,,,persons,3,\n");
  assert_says(csv, "\nfigure,benefit,kommun,12,,,kr,");
  assert_says(csv, "\nfigure,cost,fk,60,,,kr,45000.5,\n");
  assert_says(csv, "\nfigure,return,individ,12,,,1,,none\n");
  assert_says(csv, "\nfigure,payback_months,fk,,,,months,,never\n");
  assert_says(csv, "\nfigure,benefit_stage,samhälle,12,,gross,kr,");
  assert_says(csv, "\nfigure,benefit_stage,samhälle,60,,deadweight,kr,");
  assert_says(csv, "\nfigure,cost_in_year,eu,,0,,kr,333333,\n");
  assert_null(strchr(csv, '\r'));
}

static void negative_values_are_no_formulas(void **state) {
  (void)state;
  const char *csv = csv_of(result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET));
  assert_says(csv, "\nfigure,border,,12,,,kr,-333333,\n");
}

static void the_stamp_follows(void **state) {
  (void)state;
  const struct ek_result *r =
      result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET);
  const char *csv = csv_of(r);
  const char *hash = ek_sprintf(arena, "\nstamp,study_sha256,,,,,,,%s\n", r->study->hash);
  assert_says(csv, hash);
  assert_says(csv, "\nstamp,model,,,,,,,liten\nstamp,model_version,,,,,,,7\n");
  assert_says(csv, "\nstamp,seed,,,,,,,\nstamp,draws,,,,,,,1\nstamp,rules_date,,,,,,,2014-07-01\n");
  assert_says(csv, "\nwarning,weak,,,,,,,The deadweight rests on weak evidence (grade C).\n");
}

static void texts_are_quoted_and_defused(void **state) {
  (void)state;
  struct ek_result r = *result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET);
  struct ek_study study = *r.study;
  struct ek_model model = *r.model;
  r.study = &study;
  r.model = &model;
  model.name = "=HYPERLINK(\"http://x\",\"a\")";
  model.version = "@sum\r\n";
  study.hash = "-1+1";
  const char *csv = csv_of(&r);
  assert_says(csv, "\nstamp,study_sha256,,,,,,,'-1+1\n");
  assert_says(csv, "\nstamp,model,,,,,,,\"'=HYPERLINK(\"\"http://x\"\",\"\"a\"\")\"\n");
  assert_says(csv, "\nstamp,model_version,,,,,,,\"'@sum\r\n\"\n");
}

static void settings_are_stamped(void **state) {
  (void)state;
  struct ek_result r = *result_of(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET);
  struct ek_study study = *r.study;
  r.study = &study;
  *(struct ek_setting *)ek_list_push(arena, &study.set, sizeof(struct ek_setting)) =
      (struct ek_setting){"dödvikt", "40,5 %"};
  assert_says(csv_of(&r), "\nstamp,set,,,,,,,\"dödvikt=40,5 %\"\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(figures_stand_one_a_row),
      TEST(negative_values_are_no_formulas),
      TEST(the_stamp_follows),
      TEST(texts_are_quoted_and_defused),
      TEST(settings_are_stamped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
