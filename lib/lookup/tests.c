/* The outcomes of a model's tests as text, rows and JSON. */
#include "lookup/tests.h"

#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "lookup/eval.h"
#include "lookup/json.h"
#include "lookup/page.h"
#include "render/csv_row.h"
#include "render/render.h"
#include "views/stamp.h"

size_t ek_tests_passed(const struct ek_model_test_outcome *tests, size_t n) {
  size_t passed = 0;
  for (size_t i = 0; i < n; i++) passed += tests[i].passed;
  return passed;
}

static void add_failed(const struct ek_model_test_outcome *t, enum ek_lang lang, struct ek_buffer *out) {
  struct ek_arena *arena = out->arena;
  const char *place = t->pos.source != NULL ? ek_sprintf(arena, "%s:%d: ", t->pos.source->name, t->pos.line) : "";
  const char *title = ek_text_clean(arena, ek_sprintf(arena, "%s%s", place, t->name));
  ek_buffer_addf(out, "%s\n", ek_text_wrap(arena, title, EK_TEXT_WIDTH, 2));
  if (!t->computed) return;
  if (!ek_text_same(t->name, t->formula)) {
    const char *formula = ek_sprintf(arena, "= %s", ek_text_clean(arena, t->formula));
    ek_buffer_addf(out, "  %s\n", ek_text_wrap(arena, formula, EK_TEXT_WIDTH - 2, 4));
  }
  const struct { enum ek_word word; double value; } lines[] = {
      {EK_W_M_EXPECTED, t->wanted}, {EK_W_M_GOT, t->got}, {EK_W_M_DIFFERENCE, t->got - t->wanted}};
  for (size_t i = 0; i < 3; i++) {
    ek_buffer_addf(out, "  %s %s\n", ek_text_pad(arena, ek_word(lines[i].word, lang), 10, false),
                   ek_say_evaluated(arena, lang, ek_in_unit(lines[i].value, t->unit_text), t->unit_text));
  }
}

void ek_render_tests_text(const struct ek_model_test_outcome *tests, size_t n, enum ek_lang lang,
                          struct ek_buffer *out) {
  size_t passed = ek_tests_passed(tests, n);
  const size_t counts[] = {n, passed, n - passed};
  const char *text[3];
  for (size_t i = 0; i < n; i++) {
    if (!tests[i].passed) add_failed(&tests[i], lang, out);
  }
  for (size_t i = 0; i < 3; i++) text[i] = ek_number_show(out->arena, (double)counts[i], 0, lang);
  ek_buffer_addf(out, "%s%s\n", passed < n ? "\n" : "",
                 ek_say(out->arena, lang, EK_W_M_TESTS, text[0], text[1], text[2]));
}

static const char *number(struct ek_arena *arena, const struct ek_model_test_outcome *t, double value) {
  return ek_number_exact(arena, ek_in_unit(value, t->unit_text));
}

void ek_render_tests_csv(const struct ek_model *model, const struct ek_model_test_outcome *tests, size_t n, struct ek_buffer *out) {
  static const char *const head[] = {"result", "name", "file", "line", "formula", "expected", "got",
                                     "difference", "unit", "source", "text"};
  enum { COLUMNS = sizeof head / sizeof *head };
  struct ek_arena *arena = out->arena;
  ek_csv_row(out, head, COLUMNS, 0);
  for (size_t i = 0; i < n; i++) {
    const struct ek_model_test_outcome *t = &tests[i];
    const char *const cells[COLUMNS] = {
        t->passed ? "passed" : t->computed ? "failed" : "error", t->name,
        t->pos.source != NULL ? t->pos.source->name : NULL,
        t->pos.line > 0 ? ek_sprintf(arena, "%d", t->pos.line) : NULL, t->formula,
        t->computed ? number(arena, t, t->wanted) : NULL,
        t->computed ? number(arena, t, t->got) : NULL,
        t->computed ? number(arena, t, t->got - t->wanted) : NULL,
        t->computed ? t->unit_text : NULL, t->source};
    ek_csv_row(out, cells, COLUMNS, 1u << 5 | 1u << 6 | 1u << 7);
  }
  ek_csv_stamps(out, ek_stamps_model(arena, model), COLUMNS, 0, 1, COLUMNS - 1);
}

bool ek_render_tests_json(const struct ek_model *model, const struct ek_model_test_outcome *tests,
                          size_t n, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  json_t *root = json_object(), *array = json_array();
  size_t passed = ek_tests_passed(tests, n);
  ek_json_put(&json, root, "stamp", ek_model_stamp_object(&json, model));
  ek_json_put_int(&json, root, "passed", (long long)passed);
  ek_json_put_int(&json, root, "failed", (long long)(n - passed));
  for (size_t i = 0; i < n; i++) {
    const struct ek_model_test_outcome *t = &tests[i];
    json_t *one = json_object();
    ek_json_put_text(&json, one, "result", t->passed ? "passed" : t->computed ? "failed" : "error");
    ek_json_put_text(&json, one, "name", t->name);
    ek_json_put_place(&json, one, t->pos);
    ek_json_put_text(&json, one, "formula", t->formula);
    if (t->computed) {
      ek_json_put(&json, one, "expected", json_real(ek_in_unit(t->wanted, t->unit_text)));
      ek_json_put(&json, one, "got", json_real(ek_in_unit(t->got, t->unit_text)));
      ek_json_put(&json, one, "difference", json_real(ek_in_unit(t->got - t->wanted, t->unit_text)));
      ek_json_put_text(&json, one, "unit", t->unit_text);
    }
    if (t->source != NULL) ek_json_put_text(&json, one, "source", t->source);
    ek_json_push(&json, array, one);
  }
  ek_json_put(&json, root, "tests", array);
  return ek_json_finish(&json, root, out);
}
