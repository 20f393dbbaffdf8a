/* Feeds any bytes to the reader of results in JSON: what it takes must be an insats, what it refuses be told. */
#include <math.h>
#include <stdint.h>

#include "folder.h"
#include "views/peer_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const models[] = {"models", NULL};
  if (*folder == '\0')
    make_folder();
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_peer peer;
  write_file("results.json", "", data, size);
  if (ek_peer_read_json(arena, ek_sprintf(arena, "%s/results.json", folder), models, &peer, diags)) {
    require(peer.title != NULL && peer.model != NULL && peer.figures.n > 0);
    require(peer.own.n_horizons > 0 && peer.own.horizon > 0);
    require(ek_counterfactual_find(peer.class[EK_UNLIKE_COUNTERFACTUAL]) >= 0);
    const struct ek_peer_figure *f = peer.figures.items;
    for (size_t i = 0; i < peer.figures.n; i++) require(f[i].actor < (int)peer.model->n_actors && (!f[i].hidden || isnan(f[i].value)));
  } else {
    require(ek_diags_errors(diags) > 0);
  }
  require_told(arena, diags);
  ek_arena_free(arena);
  return 0;
}
