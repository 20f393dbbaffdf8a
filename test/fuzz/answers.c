/* Feeds any bytes to a small study as its answers about indicators, with respondents or without, or as
 * votes, by the first byte. To be run where the folder `models` is. */
#include <math.h>
#include <stdint.h>

#include "fuzz.h"
#include "views/indicators.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HEAD "ekusia: 1\ntitle: F\nindicators:\n  scale: {from: 1, to: 3, positive: [3], labels: {ja: 3, nej: 1}}\n  missing: '-'\n  items: {a: inflytande, b: {indicator: inflytande, reversed: yes}}\n"
static const char *const studies[] = {
    HEAD "  columns: {id: n, group: g, organisation: o, period: p, item: f, answer: s}\n  baseline: '1'\n",
    HEAD "  columns: {period: p, item: f, answer: s}\n",
};

/* Shares are shares, intervals hold what they are about, and nothing shown is of few. */
static void check(struct ek_arena *arena, const struct ek_answers *answers) {
  for (int by = -1; by <= EK_PART_ORGANISATION; by++) {
    const struct ek_tally *y = ek_tally_make(arena, answers, by, false);
    struct ek_document document = {.arena = arena};
    struct ek_buffer out = {.arena = arena};
    for (size_t i = 0; i < y->n; i++) {
      const struct ek_tally_row *r = &y->rows[i];
      require(isnan(r->share) == (r->n == 0));
      require(r->n == 0 || (r->share >= 0 && r->share <= 1 && r->n >= EK_FEWEST));
      require(r->missing == 0 || r->missing >= EK_FEWEST);
      require(isnan(r->share_change.low) || (r->share_change.low <= r->share_change.value && r->share_change.value <= r->share_change.high));
    }
    ek_indicators_document(y, &document);
    ek_indicators_csv(y, &out);
    require(ek_indicators_json(y, &out));
  }
}

static void check_votes(struct ek_arena *arena, const struct ek_votes *v) {
  struct ek_document document = {.arena = arena};
  for (size_t i = 0; i < v->n; i++) {
    for (size_t t = 0; t < v->n_rounds; t++) require(!v->candidates[i].rounds[t].stays || v->candidates[i].rounds[t].yes > v->candidates[i].rounds[t].no);
  }
  ek_votes_document(v, &document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const folders[] = {"models", NULL};
  if (size == 0) return 0;
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  const struct ek_indicator_list *list = ek_indicator_list_find(arena, folders, diags);
  require(list != NULL);
  const char *path = write_alone(arena, data + 1, size - 1);
  struct ek_source source = {.name = "-"}; /* diagnostics point into it until they are told */
  if (data[0] % 3 == 2) {
    const struct ek_votes *v = ek_votes_read(arena, path, list, diags);
    require((v != NULL) == (ek_diags_errors(diags) == 0));
    if (v != NULL) check_votes(arena, v);
  } else {
    source.text = ek_sprintf(arena, "%s  answers: %s\n", studies[data[0] % 3], path);
    source.size = strlen(source.text);
    const struct ek_study *study = ek_study_read_source(arena, &source, &(struct ek_study_options){.model_folders = folders, .only = EK_ONLY_INDICATORS}, diags);
    require(study != NULL);
    const struct ek_answers *answers = ek_answers_read(arena, study, list, diags);
    require((answers != NULL) == (ek_diags_errors(diags) == 0));
    if (answers != NULL) check(arena, answers);
  }
  require_told(arena, diags);
  remove(path);
  ek_arena_free(arena);
  return 0;
}
