/* Figures of what one assumption at a time does: bars from the study's result, the longest first. */
#include "drawing.h"
#include "report_fixture.h"

#include "render/svg.h"
#include "uncertainty/sensitivity.h"
#include "views/sensitive.h"
#include "views/tornado.h"

/* Three persons give the municipality 360 000 kr a year each way of 1 800 000 kr in five years, less what is assumed. */
#define STUDY(more, costs)                                                                         \
  "ekusia: 1\ntitle: Provet\nmodel: ./liten\n" STUDY_SETTINGS STUDY_PEOPLE                          \
  "assumptions:\n  lön: {value: 900 000 kr, low: 600 000 kr, high: 1 000 000 kr, source: Antaget, grade: D}\n" \
  "  tur: {value: 40 %, low: 30 %, high: 60 %, source: Antaget, grade: D}\n" more                   \
  "costs: [{name: Ledare, payer: kommun, amount: lön}" costs "]\ncomparison: {deadweight: tur}\n"

static const struct ek_sensitivity *varied(const char *study) {
  const struct ek_sensitivity *s = ek_sensitivity_run(arena, result_of(study), 60);
  return s;
}

static struct ek_report report_of(const struct ek_sensitivity *s, struct ek_document *doc) {
  static const struct ek_report_options none = {0};
  return ek_part_report(s->base, EK_SV, &none, doc);
}

static const char *figure(const struct ek_sensitivity *s, const char *actor) {
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  struct ek_report p = report_of(s, &doc);
  ek_part_tornado(&p, s, ek_model_actor(s->base->model, actor));
  ek_render_text(&doc, false, &out);
  return plain(ek_buffer_text(&out));
}

static const char *drawing(const struct ek_sensitivity *s, const char *actor, enum ek_lang lang) {
  struct ek_buffer out = {.arena = arena};
  ek_tornado_svg(s, actor != NULL ? ek_model_actor(s->base->model, actor) : -1, lang, &out);
  assert_well_formed(out.text);
  assert_within(out.text, EK_SVG_WIDTH);
  return plain(out.text);
}

static void the_largest_swing_is_first(void **state) {
  (void)state;
  const struct ek_sensitivity *s = varied(STUDY("", ""));
  struct ek_document doc;
  struct ek_report p = report_of(s, &doc);
  struct ek_tornado t = ek_tornado_of(&p, s, ek_model_actor(s->base->model, "kommun"), 12);
  assert_int_equal(t.n, 2);
  assert_string_equal(t.rows[0].vary->name, "tur"); /* 1 800 000 × (1 − tur) − lön */
  assert_near(t.rows[0].low, 360000, 1e-9, 0);
  assert_near(t.rows[0].high, -180000, 1e-9, 0);
  assert_near(t.rows[1].low, 480000, 1e-9, 0);
  assert_near(t.rows[1].high, 80000, 1e-9, 0);
  assert_near(t.base, 180000, 1e-9, 0);
  assert_near(t.least, -180000, 1e-9, 0);
  assert_near(t.most, 480000, 1e-9, 0);
  assert_null(ek_tornado_left_out(&p, &t));
  t = ek_tornado_of(&p, s, ek_model_actor(s->base->model, "kommun"), 1);
  assert_int_equal(t.n, 1);
  assert_string_equal(ek_tornado_left_out(&p, &t), "Ytterligare ett antagande betyder mindre.");
}

static void zero_is_in_the_picture_where_it_is_near(void **state) {
  (void)state;
  const struct ek_sensitivity *s = varied(STUDY("", ", {name: Mer, payer: kommun, amount: 400 000 kr}"));
  struct ek_document doc;
  struct ek_report p = report_of(s, &doc);
  int actor = ek_model_actor(s->base->model, "kommun");
  assert_near(ek_tornado_of(&p, s, actor, 12).most, 80000, 1e-9, 0);
  s = varied(STUDY("", ", {name: Mer, payer: kommun, amount: 500 000 kr}"));
  assert_near(ek_tornado_of(&p, s, actor, 12).most, 0, 0, 1e-9); /* of −680 000 to −20 000 */
  s = varied(STUDY("", ", {name: Mer, payer: kommun, amount: 2 000 000 kr}"));
  assert_near(ek_tornado_of(&p, s, actor, 12).most, -1520000, 1e-9, 0);
}

/* 53 columns from −180 to 480: −180 in the first, 0 in the 15th, 180 in the 29th. */
static void bars_of_text(void **state) {
  (void)state;
  assert_string_equal(figure(varied(STUDY("", "")), "kommun"),
                      "Resultatet för kommunen efter 5 år, ett antagande i taget, tusen kronor\n"
                      "Tur  ██████████████┊█████████████│░░░░░░░░░░░░░░░\n"
                      "Lön                ┊     ████████│░░░░░░░░░░░░░░░░░░░░░░░░\n"
                      "     −180          0            180                    480\n"
                      "░ antagandet lågt   █ antagandet högt   │ som i studien: 180   ┊ 0\n");
}

static void no_line_is_wider_than_the_page(void **state) {
  (void)state;
  const char *text = figure(varied(STUDY("  ett_mycket_långt_namn_på_ett_antagande_om_hur_mycket_det_kostar_till: {value: 9 kr, low: 8 000 000 000 kr, high: 80 000 000 000 000 kr, source: A, grade: D}\n",
                                         ", {name: L, payer: kommun, amount: ett_mycket_långt_namn_på_ett_antagande_om_hur_mycket_det_kostar_till}")), "kommun");
  assert_says(text, "\nEtt mycket långt namn p…  ");
  for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) assert_in_range(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))), 0, EK_TEXT_WIDTH);
}

static void nothing_to_show(void **state) {
  (void)state;
  const struct ek_sensitivity *s = varied(STUDY("", ""));
  assert_string_equal(figure(s, "polis"), "");
  assert_says(drawing(s, "polis", EK_SV), ">Inget antagande med ett spann ändrar resultatet.</text>");
}

static void a_drawing_has_the_values_at_the_ends(void **state) {
  (void)state;
  const char *text = drawing(varied(STUDY("", "")), "kommun", EK_SV);
  assert_says(text, "<title>Provet</title>");
  assert_says(text, "<desc>Resultatet för kommunen efter fem år, ett antagande i taget, tusen kronor. Tur: 30 % → 360; 60 % → −180. Lön: ");
  assert_says(text, "text-anchor=\"end\">60 %</text>");   /* what is high gives the worse result */
  assert_says(text, ">30 %</text>");
  assert_says(text, ">som i studien: 180</text>");
  assert_says(drawing(varied(STUDY("", "")), NULL, EK_EN), "The result for society after five years, one assumption at a time");
}

/* A cost that is least where the study has it: both ends are worse, and stand at the far end. */
static void both_ends_on_one_side(void **state) {
  (void)state;
  const struct ek_sensitivity *s = varied(STUDY("  läge: {value: 500 000 kr, low: 200 000 kr, high: 900 000 kr, source: A, grade: D}\n",
                                                ", {name: L, payer: kommun, amount: \"max(läge, 1 000 000 kr - läge)\"}"));
  assert_says(drawing(s, "kommun", EK_SV), "text-anchor=\"end\">900 000 kr; 200 000 kr</text>");
  assert_says(figure(s, "kommun"), "Läge ");
}

static void long_names_have_room(void **state) {
  (void)state;
  const char *text = drawing(varied(STUDY("  ett_mycket_långt_namn_på_ett_antagande_om_hur_mycket_det_kostar_till: {value: 900 000 kr, low: 800 000 kr, high: 1 300 000 kr, source: A, grade: D}\n",
                                          ", {name: L, payer: kommun, amount: ett_mycket_långt_namn_på_ett_antagande_om_hur_mycket_det_kostar_till}")), "kommun", EK_SV);
  assert_says(text, ">Ett mycket långt namn på ett antagande om hur");
  assert_says(text, "kostar till</text>");
  assert_silent(text, "…");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(the_largest_swing_is_first), TEST(zero_is_in_the_picture_where_it_is_near), TEST(bars_of_text), TEST(no_line_is_wider_than_the_page), TEST(nothing_to_show),
      TEST(a_drawing_has_the_values_at_the_ends), TEST(both_ends_on_one_side), TEST(long_names_have_room),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
