/* Pieces of drawings: what users wrote stays text, and texts have room. */
#include "drawing.h"

#include <math.h>

#include "render/svg.h"

static void heads_escape(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  ek_svg_open(&out, 100, "a</title><script>", "\"b\" & \x01\xff");
  ek_svg_text(&out, 1, 2, "end", EK_FACE_BOLD, "<b>");
  ek_svg_close(&out);
  assert_well_formed(out.text);
  assert_says(out.text, "<title>a&lt;/title&gt;&lt;script&gt;</title>\n<desc>&quot;b&quot; &amp; ?\?</desc>");
  assert_says(out.text, "<text x=\"1\" y=\"2\" text-anchor=\"end\" font-weight=\"bold\">&lt;b&gt;</text>\n");
}

static const char *through(const struct ek_svg_point *at, size_t n) {
  struct ek_buffer out = {.arena = arena};
  ek_svg_through(&out, at, n);
  return ek_buffer_text(&out);
}

/* Points that nobody sees are left out, none that anybody does. */
static void points_on_a_line_are_left_out(void **state) {
  (void)state;
  static const struct ek_svg_point at[] = {{0, 0}, {10, 5}, {20, 10.04}, {30, 15}, {40, 15}, {50, 15.2}, {60, 15}};
  assert_string_equal(through(at, 0), "");
  assert_string_equal(through(at, 1), "M0 0");
  assert_string_equal(through(at, 2), "M0 0L10 5");
  assert_string_equal(through(at, 4), "M0 0L30 15");
  assert_string_equal(through(at, 7), "M0 0L30 15L40 15L50 15.2L60 15");
}

/* Many small steps of one kind are no line: how far a point may be off is held against all that is left out. */
static void an_arc_keeps_its_shape(void **state) {
  (void)state;
  struct ek_svg_point at[101];
  for (int i = 0; i <= 100; i++) at[i] = (struct ek_svg_point){i, 100 * sin(i * 3.14159265 / 100)};
  const char *path = through(at, 101);
  size_t n = 0;
  double before[2] = {0, 0};
  for (const char *c = strchr(path, 'L'); c != NULL; c = strchr(c + 1, 'L'), n++) {
    char *end;
    double x = strtod(c + 1, &end), y = strtod(end, NULL);
    for (double k = before[0]; k <= x; k++) {
      double on = before[1] + (y - before[1]) * (k - before[0]) / (x - before[0]);
      assert_near(on, 100 * sin(k * 3.14159265 / 100), 0, 0.35);
    }
    before[0] = x;
    before[1] = y;
  }
  assert_in_range(n, 10, 60);
}

static void wider_letters_take_more_room(void **state) {
  (void)state;
  assert_true(ek_svg_length("iii", EK_FACE_PLAIN) < ek_svg_length("aaa", EK_FACE_PLAIN));
  assert_true(ek_svg_length("aaa", EK_FACE_PLAIN) < ek_svg_length("WWW", EK_FACE_PLAIN));
  assert_true(ek_svg_length("aaa", EK_FACE_PLAIN) < ek_svg_length("aaa", EK_FACE_TITLE));
  assert_near(ek_svg_length("漢字", EK_FACE_PLAIN), 2 * EK_SVG_TEXT, 1e-12, 0);
  assert_near(ek_svg_length("", EK_FACE_PLAIN), 0, 0, 0);
  assert_near(ek_svg_length("åå", EK_FACE_PLAIN), 2 * ek_svg_length("a", EK_FACE_PLAIN), 1e-12, 0);
}

static void what_has_no_room_ends_in_an_ellipsis(void **state) {
  (void)state;
  const char *long_text = "Genomsnittlig heltidslön före skatt i serviceyrken";
  assert_string_equal(ek_svg_fitted(arena, "kort", EK_FACE_PLAIN, 100), "kort");
  const char *text = ek_svg_fitted(arena, long_text, EK_FACE_PLAIN, 150);
  assert_says(text, "Genomsnittlig");
  assert_string_equal(text + strlen(text) - strlen("…"), "…");
  assert_true(ek_svg_length(text, EK_FACE_PLAIN) <= 150);
  assert_string_equal(ek_svg_fitted(arena, long_text, EK_FACE_PLAIN, 0), "…");
}

static void paragraphs_break_between_words(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  double y = ek_svg_paragraph(&out, 10, 20, 105, 2, EK_FACE_PLAIN, "förskola och skola\tför alla barn i kommunen");
  assert_near(y, 20 + 2 * EK_SVG_LINE, 1e-12, 0);
  assert_says(out.text, ">förskola och</text>");
  assert_says(out.text, "…</text>");
  struct ek_buffer word = {.arena = arena};
  ek_svg_paragraph(&word, 10, 20, 70, 3, EK_FACE_PLAIN, "arbetsmarknadspolitisk");
  assert_says(word.text, "y=\"20\">arbetsma");
  assert_says(word.text, "y=\"38\"");
  struct ek_buffer narrow = {.arena = arena};
  ek_svg_paragraph(&narrow, 10, 20, 1, 3, EK_FACE_PLAIN, "ab"); /* a letter a line, rather than none for ever */
  assert_well_formed(narrow.text);
}

static void lines_have_room(void **state) {
  (void)state;
  const char *lines[3];
  assert_int_equal(ek_svg_lines(arena, "", EK_FACE_PLAIN, 100, 3, lines), 0);
  assert_int_equal(ek_svg_lines(arena, "arbete utan subvention", EK_FACE_PLAIN, 400, 3, lines), 1);
  size_t n = ek_svg_lines(arena, "arbete utan subvention efter studier med studiemedel och praktik", EK_FACE_BOLD, 120, 3, lines);
  assert_int_equal(n, 3);
  for (size_t i = 0; i < n; i++) assert_true(ek_svg_length(lines[i], EK_FACE_BOLD) <= 120);
  assert_string_equal(lines[0], "arbete utan");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(heads_escape), TEST(points_on_a_line_are_left_out), TEST(an_arc_keeps_its_shape), TEST(wider_letters_take_more_room), TEST(what_has_no_room_ends_in_an_ellipsis), TEST(lines_have_room), TEST(paragraphs_break_between_words),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
