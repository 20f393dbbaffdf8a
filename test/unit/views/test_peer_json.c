/* Results in JSON and back: the same insats as the study gives. */
#include "unit/comparison/insats.h"
#include "unit/engine/fixture.h"

#include "views/figures.h"
#include "views/peer_json.h"

static const char *const folders[] = {"models", NULL};

static const char *written(const char *study) {
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_figures_json(run(study), NULL, NULL, diags, EK_SV, &out));
  return file_of("r.json", ek_buffer_text(&out));
}

static void test_the_same(void **state) {
  (void)state;
  const struct ek_result *r = run(STUDY("Å", "unga", "2018", "131 000 kr"));
  struct ek_peer study = ek_peer_of(arena, "a", r, r), json;
  assert_true(ek_peer_read_json(arena, written(STUDY("Å", "unga", "2018", "131 000 kr")), folders, &json, diags));
  assert_string_equal(json.title, study.title);
  assert_string_equal(json.model_hash, study.model_hash);
  for (int i = 0; i < EK_UNLIKES; i++) assert_true(ek_text_same(json.class[i], study.class[i]));
  assert_int_equal(json.start, study.start);
  assert_string_equal(ek_ground_text(arena, &json.own), ek_ground_text(arena, &study.own));
  assert_int_equal(json.own.horizon, 60);
  assert_near(json.own.rate, 0.035, 0, 0);
  assert_null(json.result);
  const struct ek_peer_figure *f = study.figures.items;
  for (size_t i = 0; i < study.figures.n; i++) {
    const struct ek_peer_figure *g = ek_peer_figure(&json, f[i].id, f[i].actor, f[i].horizon);
    assert_non_null(g);
    if (!isnan(f[i].value)) assert_true(g->value == f[i].value);
  }
}

static void refused(const char *text, const char *said) {
  struct ek_peer p;
  if (ek_peer_read_json(arena, file_of("x.json", text), folders, &p, diags)) fail_msg("taken, but %s", said);
  const char *told = errors();
  if (strstr(told, said) == NULL) fail_msg("not said: %s, but %s", said, told);
}

/* What was written, with another text in place of one in its first result per participant. */
static const char *edited(const char *text, const char *old, const char *fresh) {
  const char *at = strstr(strstr(text, "\"figure\": \"result_per_participant\""), old);
  assert_non_null(at);
  return ek_sprintf(arena, "%.*s%s%s", (int)(at - text), text, fresh, at + strlen(old));
}

/* A figure that somebody wrote by hand is none: it would be left out without a word. */
static void test_edited(void **state) {
  (void)state;
  struct ek_buffer out = {.arena = arena};
  assert_true(ek_render_figures_json(run(STUDY("Å", "unga", "2018", "131 000 kr")), NULL, NULL, diags, EK_SV, &out));
  const char *text = ek_buffer_text(&out), *value = strstr(strstr(text, "\"figure\": \"result_per_participant\""), "\"value\": ");
  const char *old = ek_strndup(arena, value, strcspn(value, ",}"));
  struct ek_peer p;
  assert_true(ek_peer_read_json(arena, file_of("x.json", text), folders, &p, diags));
  refused(edited(text, old, "\"value\": \"12\""), "'figures.value' is missing");
  refused(edited(text, old, "\"value\": null, \"masked\": false"), "'figures.value' is missing");
  refused(edited(text, old, "\"no\": 1"), "'figures.value' is missing");
  refused(edited(text, "\"horizon_months\": 12,", "\"horizon_months\": -12,"), "'figures.horizon_months' is missing");
  refused(edited(text, "\"horizon_months\": 12,", "\"horizon_months\": 1e300,"), "'figures.horizon_months' is missing");
  refused(edited(text, "\"horizon_months\": 12,", "\"horizon_months\": \"12\","), "'figures.horizon_months' is missing");
}

static void test_refused(void **state) {
  (void)state;
  refused("", "this is not JSON");
  refused("[1", "this is not JSON");
  refused("[]", "'study.title' is missing");
  refused("{\"study\": {\"title\": \"A\", \"start\": \"2018-13\", \"counterfactual\": \"deadweight\"}}", "'study.start' is missing");
  refused("{\"study\": {\"title\": \"A\", \"start\": \"2018-12\", \"counterfactual\": \"luck\"}}", "'study.counterfactual' is missing");
  refused("{\"study\": {\"title\": \"A\", \"start\": \"2018-12\", \"counterfactual\": \"deadweight\", \"horizons_months\": [0]}}", "'study.horizons_months' is missing");
  struct ek_peer p;
  assert_false(ek_peer_read_json(arena, ek_sprintf(arena, "%s/none.json", folder), folders, &p, diags));
  assert_errors("none.json:0:0+0 there is no such file\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_the_same), TEST(test_edited), TEST(test_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
