/* Tests of lib/read/reference.c. */
#include "read/fixture.h"

#include <math.h>

#include "read/bind.h"

static const char *const choices[] = {"plus", "minus", NULL};
static const struct ek_field part_fields[] = {
    {.key = "from", .kind = EK_MONTH, .help = "Början | start."}, {.key = NULL}};
static const struct ek_record part_record = {"part",       1,   part_fields, EK_NO_OFFSET,
                                             EK_NO_OFFSET, NULL};
static const struct ek_field whole_fields[] = {
    {.key = "text", .kind = EK_TEXT, .flags = EK_REQUIRED, .help = "En text."},
    {.key = "age", .kind = EK_INT, .min = 0, .max = 120, .fallback = "34"},
    {.key = "part", .kind = EK_RECORD, .record = &part_record},
    {.key = "parts", .kind = EK_RECORDS, .record = &part_record},
    {.key = "map", .kind = EK_RECORD_MAP, .record = &part_record},
    {.key = "choice", .kind = EK_ENUM, .choices = choices},
    {.key = "share", .kind = EK_VALUE, .unit = "%", .min = 0, .max = 1},
    {.key = "amount", .kind = EK_VALUE_MAP, .unit = "kr | kr/month", .max = INFINITY},
    {.key = "most", .kind = EK_INTS, .min = -INFINITY, .max = 3},
    {.key = "secret", .kind = EK_TEXT, .flags = EK_HIDDEN},
    {.key = NULL}};
static const struct ek_record whole_record = {"whole",      1,          whole_fields, EK_NO_OFFSET,
                                              EK_NO_OFFSET, "Det hela."};

static void test_reference(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  ek_schema_reference(&whole_record, &out);
  static const char expected[] =
      "## whole\n\nDet hela.\n\n"
      "| key | what | unit or choices | required / default | meaning |\n"
      "| --- | --- | --- | --- | --- |\n"
      "| `text` | text |  | required | En text. |\n"
      "| `age` | whole number | 0 to 120 | `34` |  |\n"
      "| `part` | [part](#part) |  |  |  |\n"
      "| `parts` | list of [part](#part) |  |  |  |\n"
      "| `map` | map: name to [part](#part) |  |  |  |\n"
      "| `choice` | one of | `plus`, `minus` |  |  |\n"
      "| `share` | [quantity](#value) | %; 0 % to 100 % |  |  |\n"
      "| `amount` | map: name to [quantity](#value) | kr or kr/month; at least 0 kr |  |  |\n"
      "| `most` | list of whole numbers | at most 3 |  |  |\n"
      "\n## part\n\n"
      "| key | what | unit or choices | required / default | meaning |\n"
      "| --- | --- | --- | --- | --- |\n"
      "| `from` | month |  |  | Början \\| start. |\n"
      "\n## value\n\n";
  const char *text = ek_buffer_text(&out);
  if (strncmp(text, expected, strlen(expected)) != 0)
    assert_string_equal(text, expected);
  assert_non_null(strstr(text, "| `low` | plain quantity |"));
  assert_non_null(strstr(text, "| `grade` | one of | `A`, `B`, `C`, `D` |"));
  assert_non_null(strstr(text, "\n## source\n"));
  assert_null(strstr(text, "## label"));
  assert_null(strstr(text, "secret"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_reference)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
