/* The figures of a report's tables, explained: each once, the whole first, hidden ones not. */
#include "report_fixture.h"

#include "report/origins.h"

static struct ek_document built(const char *study, enum ek_lang lang) {
  const struct ek_report_options options = {.diags = diags, .command = "ekusia", .study_path = "study.yaml", .origins = true};
  struct ek_document doc;
  const struct ek_result *r = result_of(study);
  ek_report_build(r, lang, &options, &doc);
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

/* Where a cell leads; "": nowhere. */
static bool leads(const struct ek_document *doc, const struct ek_doc_cell *cell) {
  if (cell->figure != NULL) {
    const struct ek_doc_origin *o = doc->origins.items;
    for (size_t i = 0; i < doc->origins.n; i++) if (o[i].figure == cell->figure) return true;
    return false;
  }
  return cell->basis != NULL && (cell->basis->number > 0 || cell->basis->figures.n == 1 || cell->number == 0);
}

/* Each number of each table, but for those whose sources stand in their row. */
static void every_number_leads_somewhere(void **state) {
  (void)state;
  struct ek_document doc = built(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  const struct ek_doc_block *blocks = doc.blocks.items;
  const char *section = "";
  size_t numbers = 0;
  for (size_t b = 0; b < doc.blocks.n; b++) {
    if (blocks[b].kind == EK_DOC_HEADING) section = blocks[b].id;
    if (blocks[b].kind != EK_DOC_TABLE || strcmp(section, "prices") == 0 || strcmp(section, "assumptions") == 0) continue;
    const struct ek_doc_table *t = blocks[b].table;
    struct ek_doc_row *const *rows = t->rows.items;
    for (size_t r = 0; r < t->rows.n; r++) {
      for (size_t c = 0; c < t->columns.n; c++) {
        const struct ek_doc_cell *cell = &rows[r]->cells[c];
        if (cell->kind != EK_CELL_NUMBER && cell->kind != EK_CELL_SHARE && cell->kind != EK_CELL_MONTHS) continue;
        bool made = t->basis != NULL && t->basis->number > 0;
        if (!made && !leads(&doc, cell)) fail_msg("%s, %s: %s", section, rows[r]->label, ek_doc_cell_text(&doc, cell));
        numbers++;
      }
    }
  }
  assert_true(numbers > 80);
}

static void bases_are_numbered_as_they_are_read(void **state) {
  (void)state;
  struct ek_document doc = built(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_EN);
  struct ek_doc_basis *const *bases = doc.bases.items;
  assert_true(doc.bases.n > 3);
  for (size_t i = 0; i < doc.bases.n; i++) {
    assert_int_equal(bases[i]->number, i + 1);
    assert_non_null(bases[i]->how);
    assert_true(bases[i]->table || bases[i]->title != NULL);
    const struct ek_figure *const *f = bases[i]->figures.items;
    for (size_t k = 0; k < bases[i]->figures.n; k++) assert_false(f[k]->hidden);
  }
}

/* What is paid later than the start is another number than its present value: the way there says so; what is paid at once is the figure. */
static void payments_say_that_they_are_undiscounted(void **state) {
  (void)state;
#define STUDY_PAID(discount)                                                                                   \
  STUDY_HEAD "settings: {price_year: 2014, start: 2013-03, horizons: [5 years], discount: " discount "}\n" STUDY_PEOPLE \
  "costs: [{name: Ledare, category: personal, payer: kommun, amount: 50 000 kr/month, from: 2014-03, to: 2015-02}]\n" STUDY_NET
  const char *const studies[] = {STUDY_PAID("none"), STUDY_PAID("{rate: 3 %}")};
  for (size_t i = 0; i < 2; i++) {
    struct ek_document doc = built(studies[i], EK_SV);
    const struct ek_doc_block *blocks = doc.blocks.items;
    size_t b = 0;
    while (b < doc.blocks.n && (blocks[b].kind != EK_DOC_HEADING || strcmp(blocks[b].id, "costs") != 0)) b++;
    while (b < doc.blocks.n && blocks[b].kind != EK_DOC_TABLE) b++;
    assert_true(b < doc.blocks.n);
    struct ek_doc_row *const *rows = blocks[b].table->rows.items;
    const struct ek_doc_basis *basis = rows[0]->cells[0].basis;
    assert_int_equal(basis->figures.n, 1);
    assert_int_equal(basis->how != NULL && basis->number > 0, i == 1);
  }
}

/* A summary's paragraphs know their figures. */
static void paragraphs_rest_on_figures(void **state) {
  (void)state;
  struct ek_document doc = built(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE STUDY_COSTS STUDY_NET, EK_SV);
  const struct ek_doc_block *blocks = doc.blocks.items;
  const struct ek_doc_block *first = NULL;
  for (size_t b = 0; b < doc.blocks.n && first == NULL; b++) if (blocks[b].kind == EK_DOC_PARAGRAPH && blocks[b].basis != NULL) first = &blocks[b];
  assert_non_null(first);
  const struct ek_figure *const *f = first->basis->figures.items;
  bool result = false;
  for (size_t i = 0; i < first->basis->figures.n; i++) result |= f[i]->def->id == EK_FIG_RESULT;
  assert_true(result);
  assert_non_null(find(&doc, "samhälle/5y/resultat"));
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(figures_of_tables_are_explained_once), TEST(names_are_in_the_language), TEST(every_number_leads_somewhere),
                                     TEST(bases_are_numbered_as_they_are_read), TEST(payments_say_that_they_are_undiscounted), TEST(paragraphs_rest_on_figures)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
