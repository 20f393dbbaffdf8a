/* The figures of a report's tables, explained: each once, the whole first, hidden ones not. */
#include "report_fixture.h"

#include "report/origins.h"

static struct ek_document built(const char *study, enum ek_lang lang) {
  const struct ek_report_options options = {.diags = diags, .command = "ekusia", .study_path = "study.yaml"};
  struct ek_document doc;
  const struct ek_result *r = result_of(study);
  ek_report_build(r, lang, &options, &doc);
  ek_report_origins(r, &options, &doc);
  return doc;
}

static const struct ek_doc_origin *find(const struct ek_document *doc, const char *name) {
  const struct ek_doc_origin *o = doc->origins.items;
  for (size_t i = 0; i < doc->origins.n; i++) if (strcmp(o[i].name, name) == 0) return &o[i];
  return NULL;
}

static void figures_of_tables_are_explained_once(void **state) {
  (void)state;
  struct ek_document doc = built(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  const struct ek_doc_origin *o = doc.origins.items, *result = find(&doc, "kommun/5y/resultat");
  assert_non_null(result);
  assert_string_equal(result->group, "Kommunen");
  assert_near(result->trace->value, result->figure->value, 1e-12, 1e-9);
  assert_non_null(find(&doc, "kommun/återbetalningstid"));
  assert_non_null(find(&doc, "samhälle/year:0/netto_år"));
  assert_non_null(find(&doc, "verkningsgrad"));
  assert_null(o[0].group); /* those of the whole come first */
  for (size_t i = 0; i < doc.origins.n; i++) {
    for (size_t k = 0; k < i; k++) assert_string_not_equal(o[i].name, o[k].name);
    if (i > 0) assert_true(o[i].figure->actor >= o[i - 1].figure->actor);
  }
  assert_string_equal(doc.explained_by, "ekusia explain study.yaml");
}

static void names_are_in_the_language(void **state) {
  (void)state;
  struct ek_document doc = built(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_EN);
  assert_non_null(find(&doc, "kommun/5y/result"));
  assert_null(find(&doc, "kommun/5y/resultat"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(figures_of_tables_are_explained_once), TEST(names_are_in_the_language)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
