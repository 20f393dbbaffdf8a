/* The words in both languages, and amounts, times and lists put in words. */
#include "saying.h"

#include "document/words.h"

static const char *money(double kronor) {
  return plain(ek_say_money(arena, EK_SV, "kr", kronor));
}

static void every_word_is_in_both_languages(void **state) {
  (void)state;
  for (int id = 0; id < EK_WORDS; id++) {
    assert_true(*ek_word((enum ek_word)id, EK_SV) != '\0');
    assert_true(*ek_word((enum ek_word)id, EK_EN) != '\0');
  }
}

/* A hole in one language is a hole in the other: {1} means the same in both. */
static void holes_are_the_same_in_both_languages(void **state) {
  (void)state;
  for (int id = 0; id < EK_WORDS; id++) {
    for (char n = '1'; n <= '9'; n++) {
      const char hole[] = {'{', n, '}', '\0'};
      bool sv = strstr(ek_word((enum ek_word)id, EK_SV), hole) != NULL;
      bool en = strstr(ek_word((enum ek_word)id, EK_EN), hole) != NULL;
      if (sv != en) fail_msg("%s of \"%s\"", hole, ek_word((enum ek_word)id, EK_SV));
    }
  }
}

static void holes_are_filled(void **state) {
  (void)state;
  assert_string_equal(ek_say(arena, EK_SV, EK_W_S_BACK, "A {2}", "nio"),
                      "A {2} och får tillbaka sina pengar efter nio.");
  assert_string_equal(ek_say(arena, EK_SV, EK_W_C_VIA, "A"), "A, via "); /* a text too few */
}

static void amounts_are_rounded_by_size(void **state) {
  (void)state;
  assert_string_equal(money(0), "0 kronor");
  assert_string_equal(money(1), "1 krona");
  assert_string_equal(money(-238.5), "239 kronor");
  assert_string_equal(money(2385), "2 400 kronor");
  assert_string_equal(money(85432), "85 000 kronor");
  assert_string_equal(money(854321), "850 000 kronor");
  assert_string_equal(money(996000), "1 miljon kronor");
  assert_string_equal(money(2049999), "2 miljoner kronor");
  assert_string_equal(money(-2385000), "2,4 miljoner kronor");
  assert_string_equal(money(238500000), "239 miljoner kronor");
  assert_string_equal(money(999600000), "1 miljard kronor");
  assert_string_equal(money(2385000000), "2,4 miljarder kronor");
  assert_string_equal(plain(ek_say_money(arena, EK_EN, "kr", 2385000)), "SEK 2.4 million");
  assert_string_equal(plain(ek_say_money(arena, EK_EN, "GBP", 2385000)), "GBP 2.4 million");
  assert_string_equal(plain(ek_say_money(arena, EK_EN, "GBP", 1)), "GBP 1");
  assert_string_equal(plain(ek_say_money(arena, EK_SV, "GBP", 85432)), "85 000 GBP");
}

static void amounts_told_together_share_a_step(void **state) {
  (void)state;
  const struct {
    double a, b, step;
  } some[] = {{97311, 317830, 1e3}, {2.801e6, 12.218e6, 1e5}, {45450, 12.3e6, 1e4}, {0, 2.385e6, 1e5},
              {0.3, NAN, 1},        {238, 9600, 1},           {-600, 2.88e6, 100}};
  for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
    const double amounts[] = {some[i].a, some[i].b};
    assert_near(ek_money_common_step(amounts, 2), some[i].step, 1e-12, 0);
  }
  assert_string_equal(plain(ek_say_money_to(arena, EK_SV, "kr", 12345678, 1e4)), "12,35 miljoner kronor");
  assert_string_equal(plain(ek_say_money_to(arena, EK_SV, "kr", -12345678, 1e3)), "12 346 000 kronor");
  assert_string_equal(plain(ek_say_money_to(arena, EK_SV, "kr", 2385e6, 1e6)), "2 385 miljoner kronor");
}

static void labels_are_small_inside_a_sentence(void **state) {
  (void)state;
  assert_string_equal(ek_say_within(arena, EK_SV, "Övriga staten", false), "övriga staten");
  assert_string_equal(ek_say_within(arena, EK_SV, "Arbetsförmedlingen", true), "Arbetsförmedlingen");
  assert_string_equal(ek_say_within(arena, EK_SV, "EU", false), "EU");
  assert_string_equal(ek_say_within(arena, EK_SV, "Dagersättning (LMA)", false), "dagersättning (LMA)");
  assert_string_equal(ek_say_within(arena, EK_EN, "The Employment Service", true),
                      "the Employment Service");
  assert_string_equal(ek_say_within(arena, EK_EN, "Department for Work", false), "Department for Work");
  assert_string_equal(ek_say_within(arena, EK_EN, "", false), "");
}

static void numbers_show_the_decimals_they_have(void **state) {
  (void)state;
  assert_string_equal(ek_say_number(arena, EK_SV, 48), "48");
  assert_string_equal(ek_say_number(arena, EK_SV, 48.5), "48,5");
  assert_string_equal(ek_say_number(arena, EK_SV, -2.385), "−2,39");
  assert_string_equal(plain(ek_say_number(arena, EK_SV, 19800.6)), "19 801");
  assert_string_equal(ek_say_number(arena, EK_EN, 0.1 + 0.2), "0.3");
  assert_string_equal(plain(ek_say_share(arena, EK_SV, 0.30000000000000004, 1)), "30 %");
  assert_string_equal(plain(ek_say_share(arena, EK_SV, -0.02385, 1)), "−2,4 %");
  assert_string_equal(ek_say_share(arena, EK_EN, 0.3333, 0), "33%");
}

static void times_are_said(void **state) {
  (void)state;
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 60)), "fem år");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 12)), "ett år");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 1)), "en månad");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 3)), "tre månader");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 18)), "18 månader");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 156)), "13 år");
  assert_string_equal(plain(ek_say_time(arena, EK_SV, 0)), "0 månader");
  assert_string_equal(plain(ek_say_time(arena, EK_EN, 12)), "one year");
  assert_string_equal(plain(ek_say_time_short(arena, EK_EN, 24)), "2 years");
  assert_string_equal(plain(ek_say_time_short(arena, EK_SV, 18)), "18 mån");
  assert_string_equal(ek_say_month(arena, EK_SV, 2013 * 12 + 11), "december 2013");
  assert_string_equal(ek_say_month(arena, EK_EN, 2013 * 12), "January 2013");
  assert_string_equal(plain(ek_say_day(arena, EK_SV, 20260131)), "31 januari 2026");
  assert_string_equal(plain(ek_say_day(arena, EK_EN, 20200703)), "3 July 2020");
}

static void lists_end_with_and(void **state) {
  (void)state;
  const char *const texts[] = {"a", "b", "c", "d", "e"};
  assert_string_equal(ek_say_list(arena, EK_SV, texts, 0), "");
  assert_string_equal(ek_say_list(arena, EK_SV, texts, 1), "a");
  assert_string_equal(ek_say_list(arena, EK_SV, texts, 2), "a och b");
  assert_string_equal(ek_say_list(arena, EK_EN, texts, 3), "a, b and c");
  assert_string_equal(ek_say_some(arena, EK_SV, texts, 5, 4), "a, b, c, d och e");
  assert_string_equal(ek_say_some(arena, EK_SV, texts, 5, 2), "a, b och tre till");
}

static void units_are_said(void **state) {
  (void)state;
  struct ek_unit month = {.power = {[EK_DIM_MONEY] = 1, [EK_DIM_TIME] = -1}};
  struct ek_unit often = {.power = {[EK_DIM_TIME] = -1}};
  assert_string_equal(ek_say_unit(arena, EK_SV, "kr/month"), "kr/mån");
  assert_string_equal(ek_say_unit(arena, EK_SV, "kr/participant/month"), "kr/deltagare/mån");
  assert_string_equal(ek_say_unit(arena, EK_SV, "kr/elefant"), "kr/elefant");
  assert_string_equal(ek_say_unit(arena, EK_EN, "kr/month"), "kr/month");
  assert_string_equal(plain(ek_say_quantity(arena, EK_SV, 237600, month)), "237 600 kr/år");
  assert_string_equal(ek_say_quantity(arena, EK_SV, 6, often), "6/år");
  assert_string_equal(ek_say_quantity(arena, EK_SV, 0.02385, ek_unit_none), "0,0239");
  assert_string_equal(ek_say_quantity(arena, EK_SV, 2.385, ek_unit_none), "2,39");
}

static void amounts_of_tables_are_words_in_sentences(void **state) {
  (void)state;
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "60\u00A0%/år")), "60 procent per år");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "−2,4 %")), "−2,4 procent");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "27\u00A0500 kr/mån")), "27 500 kronor per månad");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "1\u00A0kr")), "1 krona");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "0,09/mån")), "0,09 per månad");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "2,50 kurs/deltagare/mån")), "2,50 kurs per deltagare per månad");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "6 ärende")), "6 ärende");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "1,02")), "1,02");
  assert_string_equal(plain(ek_say_in_words(arena, EK_SV, "")), "");
  assert_string_equal(plain(ek_say_in_words(arena, EK_EN, "60 %/year")), "60% per year");
  assert_string_equal(plain(ek_say_in_words(arena, EK_EN, "33%")), "33%");
  assert_string_equal(plain(ek_say_in_words(arena, EK_EN, "27,500 kr/month")), "SEK 27,500 per month");
}

static void names_become_labels(void **state) {
  (void)state;
  struct ek_label none = {NULL, NULL}, swedish = {"Ett", NULL};
  assert_string_equal(ek_say_name(arena, "öppen_vård"), "Öppen vård");
  assert_string_equal(ek_label_text(none, "namn", EK_SV), "namn");
  assert_string_equal(ek_label_text(swedish, "namn", EK_EN), "Ett");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_word_is_in_both_languages),
      TEST(holes_are_the_same_in_both_languages),
      TEST(holes_are_filled),
      TEST(amounts_are_rounded_by_size),
      TEST(amounts_told_together_share_a_step),
      TEST(labels_are_small_inside_a_sentence),
      TEST(numbers_show_the_decimals_they_have),
      TEST(times_are_said),
      TEST(lists_end_with_and),
      TEST(units_are_said),
      TEST(amounts_of_tables_are_words_in_sentences),
      TEST(names_become_labels),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
