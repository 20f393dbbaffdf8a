/* Drawings of charts: places that follow from values, texts that have room, and awkward numbers. */
#include "drawing.h"

#include <float.h>

#include "render/chart_svg.h"
#include "render/svg.h"

static const char *drawn(const struct ek_document *doc, const struct ek_chart *chart) {
  struct ek_buffer out = {.arena = arena};
  ek_chart_svg(doc, chart, &out);
  assert_well_formed(out.text);
  assert_within(out.text, EK_SVG_WIDTH);
  assert_null(strstr(out.text, "width=\"-"));
  return plain(out.text);
}

static struct ek_chart *bars(struct ek_document *doc, const double *values, size_t n, size_t series) {
  static const char *const labels[] = {"1 år", "5 år", "10 år"};
  struct ek_chart *chart = ek_chart_new(doc, EK_CHART_BARS, "bars", "Rubrik", "kronor");
  for (size_t i = 0; i < n; i++) ek_chart_add_category(doc, chart, ek_sprintf(arena, "Aktör %zu", i), i == 0);
  for (size_t s = 0; s < series; s++) {
    struct ek_chart_series *one = ek_chart_add_series(doc, chart, series > 1 ? labels[s] : NULL);
    for (size_t i = 0; i < n; i++) one->cells[i] = ek_doc_number(values[s * n + i], 0);
  }
  return chart;
}

/* Where the axis is as long as it can be, one text touches the left and one the right. */
static void texts_set_the_scale(void **state) {
  (void)state;
  const struct ek_chart_span spans[] = {{-3, -3, 40, 0}, {7, 7, 0, 60}, {1, 1, 0, 20}};
  struct ek_chart_axis axis = ek_chart_fit(-3, 7, 10, 410, spans, 3);
  assert_near(axis.wide, 300, 1e-12, 0);
  assert_near(axis.first, 50, 1e-12, 0);
  assert_near(ek_chart_place(&axis, 0), 50 + 0.3 * 300, 1e-12, 0);
  const struct ek_chart_span wide = {1, 1, 0, 390}; /* a small value with a long text decides alone */
  axis = ek_chart_fit(0, 100, 10, 410, &wide, 1);
  assert_near(axis.wide, 400, 1e-12, 0);
  const struct ek_chart_span far = {1, 1, 0, 399};
  axis = ek_chart_fit(0, 100, 10, 410, &far, 1);
  assert_near(axis.wide, 100, 1e-12, 0);
  axis = ek_chart_fit(0, 0, 10, 410, &far, 1);
  assert_near(ek_chart_place(&axis, 0), 10, 1e-12, 0);
  const struct ek_chart_span none = {0, 5, 300, 300}; /* no room at all */
  axis = ek_chart_fit(0, 5, 10, 410, &none, 1);
  assert_near(axis.wide, 0, 0, 1e-12);
}

static void steps_are_round(void **state) {
  (void)state;
  static const struct {
    double least, most, parts, step, first;
    int decimals;
  } cases[] = {{-2870, 14987, 6, 5000, 0, 0}, {0, 1, 5, 0.2, 0, 1}, {23.85, 23.9, 5, 0.01, 2385, 2}, {-7e12, 0, 4, 2e12, -3, 0}, {0, 0.0012, 5, 0.00025, 0, 5}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct ek_chart_axis axis = {cases[i].least, cases[i].most, 0, 400};
    int decimals;
    double step = ek_chart_step(&axis, cases[i].parts, &decimals);
    assert_near(step, cases[i].step, 1e-9, 0);
    assert_int_equal(decimals, cases[i].decimals);
    assert_near(ek_chart_first_step(&axis, step), cases[i].first, 1e-9, 1e-9);
  }
}

static void bars_are_as_long_as_their_values(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  const double values[] = {2385, -1192.5, 0};
  struct ek_chart *chart = bars(&doc, values, 3, 1);
  chart->colours = EK_COLOURS_SIGN;
  const char *text = drawn(&doc, chart), *gain = strstr(text, "class=\"gain\""), *loss = strstr(text, "class=\"loss\"");
  assert_non_null(gain);
  assert_non_null(loss);
  double wide[2];
  const char *at = gain;
  while (strncmp(at, "width=\"", 7) != 0) at--;
  wide[0] = strtod(at + 7, NULL);
  for (at = loss; strncmp(at, "width=\"", 7) != 0;) at--;
  wide[1] = strtod(at + 7, NULL);
  assert_near(wide[1], wide[0] / 2, 0, 0.11);
  assert_int_equal(count(text, "<rect"), 3); /* the ground and two bars: none of 0 */
  assert_says(text, ">−1 193</text>");
  assert_says(text, "font-weight=\"bold\">Aktör 0</text>");
  assert_says(text, "role=\"img\"");
}

static void awkward_numbers(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static const double sets[][4] = {{0, 0, 0, 0}, {-1, -2.385, -1e12, -3}, {1e-9, 0, 0, 1e-12}, {9e14, -9e14, 1, -1}, {NAN, INFINITY, 23.85, -INFINITY}, {5, 5, 5, 5}};
  for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
    drawn(&doc, bars(&doc, sets[i], 4, 1));
    drawn(&doc, bars(&doc, sets[i], 1, 1));
    drawn(&doc, bars(&doc, sets[i], 2, 2));
  }
  const double none[] = {NAN};
  assert_says(drawn(&doc, bars(&doc, none, 1, 1)), ">Det finns inga tal att visa.</text>");
}

static void long_labels_of_series_stand_in_a_key(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  const double values[] = {23, 85, 2, 385};
  struct ek_chart *chart = bars(&doc, values, 2, 2);
  assert_int_equal(count(drawn(&doc, chart), ">5 år</text>"), 2);
  struct ek_chart_series *series = chart->series.items;
  series[0].label = "Fördjupad vägledning i grupp";
  const char *text = drawn(&doc, chart);
  assert_int_equal(count(text, ">Fördjupad vägledning i grupp</text>"), 1);
  assert_int_equal(count(text, ">5 år</text>"), 1);
}

static void ranges_lie_around_the_base(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = ek_chart_new(&doc, EK_CHART_RANGES, "r", "Rubrik", "kronor");
  static const double ends[2][4] = {{-7, 12, 12, NAN}, {23.85, -2, 15, NAN}};
  chart->base = 5;
  for (size_t i = 0; i < 4; i++) ek_chart_add_category(&doc, chart, "Dödvikt", false);
  for (size_t s = 0; s < 2; s++) {
    struct ek_chart_series *series = ek_chart_add_series(&doc, chart, s == 0 ? "lågt" : "högt");
    series->texts = ek_alloc_array(arena, 4, sizeof *series->texts);
    for (size_t i = 0; i < 4; i++) {
      series->cells[i] = ek_doc_number(ends[s][i], 0);
      series->texts[i] = s == 0 ? "37 %" : "63 %";
    }
  }
  ek_chart_add_mark(&doc, chart, 5, "som i studien: 5");
  const char *text = drawn(&doc, chart);
  assert_says(text, "text-anchor=\"end\">63 %</text>"); /* of the second, which is high where the result is low */
  assert_says(text, ">37 %; 63 %</text>");              /* of the third, both ends of which are above the base */
  assert_says(text, ">som i studien: 5</text>");
  assert_int_equal(count(text, "stroke-width=\"2\""), 4);
}

static void bins_part_losses_from_gains(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static const double at[] = {-200, -100, 0, 100, 200, 300}, shares[] = {0.1, 0, 0.3, 0.4, 0.2};
  struct ek_chart *chart = ek_chart_new(&doc, EK_CHART_BINS, "b", "Rubrik", "kronor");
  ek_chart_set_points(chart, at, 5);
  struct ek_chart_series *series = ek_chart_add_series(&doc, chart, NULL);
  for (size_t i = 0; i < 5; i++) series->cells[i] = ek_doc_share(shares[i], 1);
  const char *text = drawn(&doc, chart);
  assert_int_equal(count(text, "class=\"loss\""), 1);
  assert_int_equal(count(text, "class=\"gain\""), 3);
  assert_silent(text, "<circle");
  chart->low = -500;
  chart->middle = 110;
  chart->high = 250;
  assert_says(drawn(&doc, chart), "<circle");
}

static struct ek_chart *lines(struct ek_document *doc, const double *at, const double *values, size_t n) {
  struct ek_chart *chart = ek_chart_new(doc, EK_CHART_LINES, "l", "Rubrik", "kronor");
  ek_chart_set_points(chart, at, n);
  struct ek_chart_series *series = ek_chart_add_series(doc, chart, "Samhället");
  for (size_t i = 0; i < n; i++) series->cells[i] = ek_doc_number(values[i], 0);
  return chart;
}

static void lines_have_marks_and_intervals(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static const double at[] = {0, 12, 24, 36}, values[] = {0, -2385, NAN, 9000}, zero[] = {0, 0, 0, 0};
  struct ek_chart *chart = lines(&doc, at, values, 4);
  double low[] = {NAN, NAN, NAN, 4000}, high[] = {NAN, NAN, NAN, 23850};
  struct ek_chart_series *series = chart->series.items;
  const char *text = drawn(&doc, chart);
  assert_int_equal(count(text, "M"), count(text, "d=\"M") + 1); /* the line breaks where there is no number */
  assert_silent(text, "<circle");
  assert_says(text, ">år</text>");
  series->low = low;
  series->high = high;
  ek_chart_add_mark(&doc, chart, 17, "återbetald efter 17 månader");
  text = drawn(&doc, chart);
  assert_says(text, "<circle");
  assert_says(text, ">återbetald efter 17 månader</text>");
  assert_says(text, ">20 000</text>"); /* the interval is within the picture */
  drawn(&doc, lines(&doc, at, zero, 4));
  drawn(&doc, lines(&doc, at, values, 2));
}

static void long_times_have_fewer_points(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static double at[601], values[601];
  for (size_t i = 0; i < 601; i++) {
    at[i] = (double)i;
    values[i] = 23.85 * (double)i + (i % 2 == 0 ? 2385 : 0); /* on no line */
  }
  const char *text = drawn(&doc, lines(&doc, at, values, 601)), *path = strstr(text, "<path fill=\"none\"");
  assert_non_null(path);
  const char *end = strstr(path, "\" stroke");
  assert_in_range(count(ek_strndup(arena, path, (size_t)(end - path)), "L"), 100, 240);
  const char *last = end;
  while (*last != 'L') last--;
  assert_near(strtod(last + 1, NULL), EK_SVG_WIDTH - EK_SVG_EDGE - 8, 0, 0.06); /* the last point is there */
}

static void what_is_hidden_has_no_line(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  static const double at[] = {0, 12}, values[] = {0, 23.85};
  struct ek_chart *chart = lines(&doc, at, values, 2);
  struct ek_chart_series *series = ek_chart_add_series(&doc, chart, "Polisen");
  series->cells[0] = series->cells[1] = ek_doc_text(&doc, "..");
  assert_says(drawn(&doc, chart), ">Polisen: ..</text>");
}

static void bands_are_as_broad_as_they_are_many(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_chart *chart = ek_chart_new(&doc, EK_CHART_FLOW, "f", "Rubrik", "antal personer");
  ek_chart_add_category(&doc, chart, "Försörjningsstöd", false);
  ek_chart_add_category(&doc, chart, "Sjukpenning", false);
  struct ek_chart_series *stays = ek_chart_add_series(&doc, chart, "Försörjningsstöd");
  stays->cells[0] = ek_doc_number(36, 0);
  stays->cells[1] = ek_doc_text(&doc, "..");
  struct ek_chart_series *works = ek_chart_add_series(&doc, chart, "Arbete utan subvention och en mycket lång förklaring");
  works->cells[0] = ek_doc_number(27, 0);
  works->cells[1] = ek_doc_number(9, 0);
  ek_chart_add_series(&doc, chart, "Ingen");
  const char *text = drawn(&doc, chart);
  assert_int_equal(count(text, "class=\"pale\""), 3);
  assert_says(text, ">Försörjningsstöd 63</text>");
  assert_says(text, ">Försörjningsstöd 36</text>");
  assert_says(text, ">Arbete utan subvention och</text>"); /* two lines, the number in the second */
  assert_says(text, "… 36</text>");
  assert_says(text, ">Sjukpenning 9</text>");
  assert_silent(text, ">Ingen"); /* nobody goes there */
}

static void hostile_labels_are_text(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  const double values[] = {1, -2, 3, 4, 5};
  char *longest = ek_alloc(arena, 10001);
  memset(longest, 'W', 10000);
  const char *const labels[] = {"<script>alert(\"1\")</script>", "]]> & \u202Eträna\u202C -->", longest, "👩🏽‍💻 😀", "\xff\xfe \xEF\xBF\xBF \x01"};
  struct ek_chart *chart = bars(&doc, values, 1, 1);
  chart->categories.n = chart->series.n = 0;
  for (size_t i = 0; i < 5; i++) ek_chart_add_category(&doc, chart, labels[i], false);
  struct ek_chart_series *series = ek_chart_add_series(&doc, chart, labels[0]);
  for (size_t i = 0; i < 5; i++) series->cells[i] = ek_doc_number(values[i], 0);
  ek_chart_add_note(&doc, chart, labels[0]);
  chart->title = chart->unit = chart->text = labels[0];
  const char *text = drawn(&doc, chart);
  assert_silent(text, "<script");
  assert_says(text, ">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</text>");
  assert_says(text, ">👩🏽‍💻 😀</text>");
  assert_says(text, "WW…</text>");
  assert_null(strstr(text, "\xEF\xBF\xBF"));
}

static void one_below_another(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  const double values[] = {23, 85};
  const struct ek_chart *charts[] = {bars(&doc, values, 2, 1), bars(&doc, values, 1, 2)};
  struct ek_buffer out = {.arena = arena}, none = {.arena = arena};
  ek_charts_svg(&doc, "Provet", charts, 2, &out);
  assert_well_formed(out.text);
  assert_int_equal(count(out.text, "<svg"), 1);
  assert_int_equal(count(out.text, "font-weight=\"bold\">Rubrik</text>"), 2);
  assert_says(out.text, "<title>Provet</title>");
  ek_charts_svg(&doc, "Provet", charts, 0, &none);
  assert_well_formed(none.text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(texts_set_the_scale), TEST(steps_are_round), TEST(bars_are_as_long_as_their_values), TEST(awkward_numbers), TEST(long_labels_of_series_stand_in_a_key),
      TEST(ranges_lie_around_the_base), TEST(bins_part_losses_from_gains), TEST(lines_have_marks_and_intervals), TEST(long_times_have_fewer_points), TEST(what_is_hidden_has_no_line),
      TEST(bands_are_as_broad_as_they_are_many), TEST(hostile_labels_are_text), TEST(one_below_another),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
