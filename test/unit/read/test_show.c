/* Tests of lib/read/show.c. */
#include "read/fixture.h"

#include "read/show.h"

static void test_show(void **state) {
  (void)state;
  assert_string_equal(ek_show(arena, ""), "");
  assert_string_equal(ek_show(arena, "två\nrader\toch"), "två rader och");
  char text[200] = "";
  for (int i = 0; i < 61; i++)
    strcat(text, "å");
  const char *shown = ek_show(arena, text);
  assert_int_equal(strlen(shown), 60 * 2 + strlen("…"));
  text[120] = '\0';
  assert_string_equal(ek_show(arena, text), text);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_show)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
