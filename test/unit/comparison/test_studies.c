/* Which files of a folder are studies, in which order. */
#include "unit/support.h"

#include "comparison/studies.h"

static const char *found(const char *below) {
  struct ek_list paths = {0};
  struct ek_buffer out = {.arena = arena};
  if (!ek_studies_find(arena, ek_sprintf(arena, "%s%s", folder, below), &paths, diags)) return "none";
  for (size_t i = 0; i < paths.n; i++) ek_buffer_addf(&out, "%s ", ((const char *const *)paths.items)[i] + strlen(folder) + 1);
  return ek_buffer_text(&out);
}

static void test_studies_alone(void **state) {
  (void)state;
  file_of("b.yaml", "ekusia: 1\nparticipants: {}\n");
  file_of("a/z.yml", "{ekusia: 1, outcomes: {}}\n");
  file_of("a.yaml", "ekusia: 1\nextends: b.yaml\n");
  file_of("base.yaml", "ekusia: 1\nsettings: {}\n");        /* what others extend */
  file_of("change.yaml", "comparison: {deadweight: 1 %}\n"); /* a file of changes */
  file_of("list.yaml", "- ekusia: 1\n");
  file_of("broken.yaml", "ekusia: 1\nparticipants: {\n");
  file_of("nothing.yaml", "a: {\n");
  file_of("notes.txt", "ekusia: 1\nparticipants: {}\n");
  file_of(".hidden.yaml", "ekusia: 1\nparticipants: {}\n");
  file_of(".git/x.yaml", "ekusia: 1\nparticipants: {}\n");
  assert_int_equal(symlink(folder, ek_sprintf(arena, "%s/again", folder)), 0);
  assert_string_equal(found(""), "a.yaml a/z.yml b.yaml broken.yaml ");
  assert_string_equal(found("/"), "a.yaml a/z.yml b.yaml broken.yaml ");
  assert_fine();
}

static void test_no_folder(void **state) {
  (void)state;
  file_of("bank/a.yaml", "");
  assert_string_equal(found("/bnak"), "none");
  assert_errors(":0:0+0 the folder '/bnak' cannot be read: No such file or directory; did you mean '/bank'?\n");
  assert_string_equal(found("/bank/a.yaml"), "none");
  assert_errors(":0:0+0 the folder '/bank/a.yaml' cannot be read: Not a directory; name the folder that it lies in\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_studies_alone), TEST(test_no_folder)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
