/* Feeds any bytes to a small study as its file of histories: looks, spells or counts, by the first
 * byte; and estimates what can be estimated. To be run where the folder `models` is. */
#include <math.h>
#include <stdint.h>

#include "fuzz.h"
#include "people/estimates.h"
#include "views/estimate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define HEAD "ekusia: 1\ntitle: F\nmodel: generic\nestimate:\n  on_problem: exclude\n  missing: '-'\n  transitions: {a: [b, d], b: [a, d]}\n"
static const char *const studies[] = {
    HEAD "  form: panel\n  columns: {id: nr, date: d, state: s, side: g}\n  absorbing_exact: d\n  covariates: side\n  ratios: common\n",
    HEAD "  form: spells\n  columns: {id: nr, from: d, to: e, state: s, entry: i}\n  until: 2024-12-31\n  prior: 0.5\n",
    HEAD "  form: counts\n  columns: {from: s, to: e, count: n, side: g}\n  by: side\n  prior: 0.5\n",
};

/* Probabilities add to 1 whatever was read, and all is written in some way. */
static void check(struct ek_arena *arena, const struct ek_estimates *e, struct ek_diags *diags) {
  struct ek_buffer out = {.arena = arena};
  struct ek_document document = {.arena = arena};
  size_t n = e->histories->n_states;
  for (size_t g = 0; g < e->n; g++) {
    for (size_t i = 0; i < n; i++) {
      double sum = 0;
      for (size_t k = 0; k < n; k++) sum += e->fits[g].prospects[0].cycle[i * n + k];
      require(fabs(sum - 1) < 1e-6);
    }
  }
  ek_estimate_document(e, &document);
  ek_estimate_csv(e, &out);
  ek_estimate_yaml(e, &out, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const folders[] = {"models", NULL};
  if (size == 0) return 0;
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  const char *path = write_alone(arena, data + 1, size - 1);
  const char *text = ek_sprintf(arena, "%s  file: %s\n", studies[data[0] % 3], path);
  struct ek_source source = {.name = "-", .text = text, .size = strlen(text)};
  struct ek_study *study = ek_study_read_source(arena, &source, &(struct ek_study_options){.model_folders = folders, .only = EK_ONLY_ESTIMATE}, diags);
  require(study != NULL);
  const struct ek_histories *h = ek_histories_read(arena, study, diags);
  require((h != NULL) == (ek_diags_errors(diags) == 0));
  struct ek_estimates e;
  bool fine = h != NULL && ek_estimates_make(arena, h, &e, diags);
  require(h == NULL || fine == (ek_diags_errors(diags) == 0));
  if (fine) check(arena, &e, diags);
  require_told(arena, diags);
  remove(path);
  ek_arena_free(arena);
  return 0;
}
