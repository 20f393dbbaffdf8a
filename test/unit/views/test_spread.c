/* Figures of how a result is spread: bars that can be counted, and drawings that stay whole. */
#include "drawing.h"
#include "report_fixture.h"

#include "render/svg.h"
#include "uncertainty/simulate.h"
#include "views/simulated.h"
#include "views/spread.h"

/* Three persons gain 20 000 kr a month for a year, 720 000 kr in all; the cost is drawn. */
#define OF(title, cost)                                                                         \
  "ekusia: 1\ntitle: " title "\nmodel: ./liten\n" STUDY_SETTINGS STUDY_PEOPLE                       \
  "costs: [{name: Ledare, payer: kommun, amount: " cost "}]\n"
#define STUDY(title, cost) OF(title, cost) "comparison: {deadweight: 0 %}\n"
#define UNSURE "{dist: normal, mean: 1 800 000 kr, sd: 100 000 kr}"

static const struct ek_simulation *drawn(const char *study, size_t draws) {
  const struct ek_simulation_options options = {.draws = draws, .seed = 5};
  const struct ek_simulation *s = ek_simulate(arena, result_of(study), &options, diags);
  if (s == NULL) fail_msg("it is not simulated:\n%s", errors());
  return s;
}

static const char *figures(const struct ek_simulation *s, int actor, int horizon, enum ek_lang lang, bool markdown) {
  static const struct ek_report_options none = {0};
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  struct ek_report p = ek_part_report(s->base, lang, &none, &doc);
  if (horizon > 0) p.middle = horizon;
  ek_part_spread(&p, s, actor);
  if (markdown) ek_render_markdown(&doc, &out);
  else ek_render_text(&doc, false, &out);
  return plain(ek_buffer_text(&out));
}

static const char *drawing(const struct ek_simulation *s, int actor, int horizon, enum ek_lang lang) {
  struct ek_buffer out = {.arena = arena};
  ek_spread_svg(s, actor, horizon, lang, &out);
  assert_well_formed(out.text);
  assert_within(out.text, EK_SVG_WIDTH);
  return plain(out.text);
}

static int actor(const struct ek_simulation *s, const char *name) { return ek_model_actor(s->base->model, name); }

/* The municipality has 3 × 10 000 × 60 = 1 800 000 kr back after five years: as often a gain as not. */
static void losses_and_gains_have_bins_of_their_own(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(STUDY("Provet", UNSURE), 2000);
  const char *text = figures(s, actor(s, "kommun"), 0, EK_SV, false);
  assert_says(text, "Så fördelar sig resultatet för kommunen efter 5 år, tusen kronor\n");
  assert_says(text, " till    0  ░░");
  assert_says(text, "\n   0 till   50  ██");
  assert_says(text, "\n──────");
  assert_says(text, "\n░ minus   █ plus\n");
  assert_int_equal(count(text, "◂ median"), 1);
  const char *english = figures(s, actor(s, "kommun"), 0, EK_EN, false);
  assert_says(english, "How the result for the municipality after 5 years is spread, SEK thousand\n");
  assert_says(english, "\n  below −200");
}

static void no_line_is_wider_than_the_page(void **state) {
  (void)state;
  static const char *const studies[] = {STUDY("A", "{dist: normal, mean: 1 800 000 kr, sd: 1 kr}"), STUDY("B", "{dist: lognormal, mean: 1 800 000 kr, sd: 900 000 kr}"),
                                        STUDY("C", "{dist: normal, mean: 99 000 000 000 000 kr, sd: 33 333 333 333 333 kr}")};
  for (size_t i = 0; i < sizeof studies / sizeof *studies; i++) {
    const struct ek_simulation *s = drawn(studies[i], 300);
    const char *text = figures(s, -1, 0, EK_SV, false);
    drawing(s, -1, 0, EK_SV);
    for (const char *at = text; *at != '\0'; at += strcspn(at, "\n") + 1) assert_in_range(ek_text_width(ek_strndup(arena, at, strcspn(at, "\n"))), 0, EK_TEXT_WIDTH);
  }
}

static void society_and_the_payer_that_most_is_unsure_for(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(STUDY("Provet", UNSURE), 300);
  const char *text = figures(s, -1, 0, EK_SV, false);
  assert_int_equal(count(text, "Så fördelar sig"), 2);
  assert_says(text, "samhället efter 5 år");
  assert_says(text, "kommunen efter 5 år");
  assert_says(figures(s, -1, 12, EK_SV, false), "kommunen efter 1 år");
  assert_silent(figures(s, -1, 12, EK_SV, false), "plus");
}

static void what_is_certain_has_no_figure(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(STUDY("Provet", UNSURE), 300);
  assert_string_equal(figures(s, actor(s, "polis"), 0, EK_SV, false), "");
  assert_says(drawing(s, actor(s, "individ"), 0, EK_SV), "Samma i alla dragningar: 1 800 tusen kronor.");
  assert_silent(drawing(s, actor(s, "individ"), 0, EK_SV), "class=\"gain\"");
}

static void markdown_keeps_the_places(void **state) {
  (void)state;
  const char *text = figures(drawn(STUDY("Provet", UNSURE), 300), -1, 0, EK_SV, true);
  assert_says(text, "**Så fördelar sig resultatet för samhället efter 5 år, tusen kronor**\n\n```text\n");
  assert_int_equal(count(text, "```"), 4);
}

static void a_panel_for_each(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(STUDY("Provet", UNSURE), 2000);
  const char *text = drawing(s, -1, 0, EK_SV);
  assert_says(text, "<title>Provet</title>");
  assert_says(text, ">Så fördelar sig resultatet för kommunen</text>");
  assert_int_equal(count(text, "bold\">Så fördelar sig resultatet"), 2);
  assert_says(text, "av 100 dragningar är resultatet för kommunen positivt efter fem år. Median");
  assert_true(count(text, "class=\"loss\"") > 10);
  assert_says(text, ">minus</text>");
  assert_says(text, ">Tusen kronor</text>");
  assert_says(text, ">Bilden visar 2 000 dragningar. Punkten är");
  assert_int_equal(count(drawing(s, actor(s, "kommun"), 12, EK_EN), "bold\">How the result"), 1);
}

static void hostile_titles(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(STUDY("\"</title><script>alert(1)</script> & ]]> `|* 漢字 En mycket lång rubrik om en insats för dem som länge har varit utan arbete i kommunen\"", UNSURE), 100);
  const char *text = drawing(s, -1, 0, EK_SV);
  assert_says(text, "&lt;script&gt;");
  assert_silent(text, "<script");
}

/* Without a counterfactual it is gross change, as the report says. */
static void gross_change(void **state) {
  (void)state;
  const struct ek_simulation *s = drawn(OF("Provet", UNSURE) STUDY_GROSS, 200);
  assert_says(figures(s, actor(s, "kommun"), 0, EK_EN, false), "How the gross change less cost for the municipality after 5 years is spread,");
  assert_says(drawing(s, -1, 0, EK_SV), ". I alla dragningar är bruttoförändringen för samhället större än kostnaden efter fem år. Median");
}

static void in_hundreds(void **state) {
  (void)state;
  struct ek_report p = {.arena = arena, .lang = EK_SV};
  const double shares[] = {0, 0.0001, 0.494, 0.9999, 1};
  static const char *const texts[] = {"ingen dragning", "1 av 100 dragningar", "49 av 100 dragningar", "99 av 100 dragningar", "alla dragningar"};
  for (size_t i = 0; i < 5; i++) assert_string_equal(ek_spread_of_draws(&p, shares[i], false), texts[i]);
  p.lang = EK_EN;
  static const char *const samples[] = {"none of the samples", "1 of 100 samples", "49 of 100 samples", "99 of 100 samples", "all samples"};
  for (size_t i = 0; i < 5; i++) assert_string_equal(ek_spread_of_draws(&p, shares[i], true), samples[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(losses_and_gains_have_bins_of_their_own), TEST(no_line_is_wider_than_the_page), TEST(society_and_the_payer_that_most_is_unsure_for),
      TEST(what_is_certain_has_no_figure), TEST(markdown_keeps_the_places), TEST(a_panel_for_each), TEST(hostile_titles), TEST(gross_change), TEST(in_hundreds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
