/* Finding entries by words. */
#include "support.h"

#include "lookup/search.h"

static const char *found(const char *first, const char *second) {
  file_of("m/model.yaml", "name: m\nversion: \"1\"\nperson: person\n");
  file_of("m/actors.yaml", "alla: {}\nperson: {parent: alla}\nkommun: {parent: alla}\n");
  file_of("m/sources.yaml", "SCB: {title: Statistiken om löner}\n");
  file_of("m/parameters.yaml",
          "a_kassa_högsta: {unit: kr, values: {2020: 3 kr}, label: {sv: Högsta beloppet, en: Highest amount}}\n"
          "lön_läkare: {unit: kr/month, values: {2020: {value: 50 000 kr/month, note: bara en ort}}, source: SCB}\n");
  file_of("m/states.yaml", "a-kassa: {note: 'Beloppet, se a_kassa_högsta', flows: [{name: x, from: kommun, to: person, amount: 1 kr/month}]}\n");
  struct ek_model *m = ek_model_open(arena, ek_sprintf(arena, "%s/m", folder), diags);
  assert_non_null(m);
  ek_model_read_all(m);
  assert_string_equal(errors(), "");
  const char *const words[] = {first, second, NULL};
  struct ek_list hits = ek_model_search(arena, m, words);
  const struct ek_page *p = hits.items;
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < hits.n; i++) ek_buffer_addf(&out, "%s%s", i > 0 ? " " : "", p[i].entry.name);
  return ek_buffer_text(&out);
}

static void test_search(void **state) {
  (void)state;
  assert_string_equal(found("kassa", NULL), "a_kassa_högsta a-kassa");
  assert_string_equal(found("AKASSA", NULL), "a_kassa_högsta a-kassa");
  assert_string_equal(found("hogsta", NULL), "a_kassa_högsta a-kassa"); /* the note comes last */
  assert_string_equal(found("highest", "kassa"), "a_kassa_högsta");
  assert_string_equal(found("läkare", NULL), "lön_läkare");
  assert_string_equal(found("loner", NULL), "SCB lön_läkare"); /* in the title; in what it cites */
  assert_string_equal(found("en ort", NULL), "lön_läkare");
  assert_string_equal(found("kassa", "läkare"), "");
}

static void test_lines(void **state) {
  (void)state;
  struct ek_now now = {.value = 12345.678, .unit = "kr/month"};
  struct ek_page pages[2] = {
      {.entry = {EK_ENTRY_PARAMETER, 0, "lön", {"En mycket lång benämning som inte får plats på raden med sitt belopp", "A"}},
       .grade = EK_GRADE_C, .now = {&now, 1, 1}},
      {.entry = {EK_ENTRY_SOURCE, 0, "SCB", {"Statistiken", "Statistics"}}}};
  struct ek_buffer out = {.arena = arena};
  ek_render_hits(pages, 2, EK_SV, &out);
  assert_string_equal(out.text,
                      "parameter  lön  En mycket lång benämning som inte får plats…  12\u202F346\u00A0kr/month  C\n"
                      "källa      SCB  Statistiken\n");
  out.size = 0;
  ek_render_hits(pages, 1, EK_EN, &out);
  assert_int_equal(ek_text_width(out.text), 80 + (int)ek_text_width("\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_search), TEST(test_lines)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
