/* Who names a folder is told which study was meant. */
#include "fixture.h"

#include "study/files.h"
#include "study/folder.h"

static const char *told(const char *below, enum ek_study_only only) {
  const struct ek_study_options options = {.only = only};
  assert_null(ek_study_read(arena, ek_sprintf(arena, "%s%s", folder, below), &options, diags));
  assert_true(ek_diags_system(diags));
  return errors();
}

static void test_the_only_one(void **state) {
  (void)state;
  file_of("x/s.yml", "ekusia: 1\noutcomes: {}\n");
  file_of("x/estimate.yaml", "ekusia: 1\nestimate: {}\n");
  file_of("x/svar.yaml", "ekusia: 1\nindicators: {}\n");
  file_of("x/base.yaml", "ekusia: 1\nsettings: {}\n");
  file_of("x/change.yaml", "participants: {}\n");
  file_of("x/below/t.yaml", "ekusia: 1\noutcomes: {}\n"); /* not in the folder itself */
  assert_string_equal(told("/x", EK_WHOLE_STUDY), "x:0:0+0 this is a folder, not a file; did you mean '/x/s.yml'?\n");
  assert_string_equal(told("/x/", EK_WHOLE_STUDY), "x/:0:0+0 this is a folder, not a file; did you mean '/x/s.yml'?\n");
  assert_string_equal(told("/x", EK_ONLY_ESTIMATE), "x:0:0+0 this is a folder, not a file; did you mean '/x/estimate.yaml'?\n");
  assert_string_equal(told("/x", EK_ONLY_INDICATORS), "x:0:0+0 this is a folder, not a file; did you mean '/x/svar.yaml'?\n");
}

static void test_several_and_none(void **state) {
  (void)state;
  assert_string_equal(told("/", EK_WHOLE_STUDY), ":0:0+0 this is a folder, not a file; name a study; there is none in it\n");
  file_of("b.yaml", "ekusia: 1\nparticipants: {}\n");
  file_of("a.yaml", "ekusia: 1\nextends: b.yaml\n");
  assert_string_equal(told("/", EK_WHOLE_STUDY), ":0:0+0 this is a folder, not a file; name one of the studies in it: a.yaml, b.yaml\n");
  for (int i = 1; i <= 5; i++) file_of(ek_sprintf(arena, "%d.yaml", i), "ekusia: 1\nparticipants: {}\n");
  assert_string_equal(told("/", EK_WHOLE_STUDY), ":0:0+0 this is a folder, not a file; name one of the studies in it: 1.yaml, 2.yaml, 3.yaml, 4.yaml, 5.yaml, a.yaml, …\n");
}

static void test_files_of_many_runs(void **state) {
  (void)state;
  struct ek_study_files files;
  const struct ek_study_options options = {0};
  file_of("b.yaml", "ekusia: 1\nparticipants: {\n"); /* broken, and told when it is named */
  assert_false(ek_study_files_read(arena, folder, &options, &files, diags));
  assert_string_equal(errors(), ":0:0+0 this is a folder, not a file; did you mean '/b.yaml'?\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_the_only_one), TEST(test_several_and_none), TEST(test_files_of_many_runs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
