/* Holds a study's result against insatser of its kind in a bank. */
#include "likewise.h"

#include <string.h>

#include "comparison/bank.h"
#include "study/study.h"

struct likewise {
  struct ek_call *call;
  const char *folder, *path;
  struct ek_pos pos; /* where the study names the bank */
  struct ek_bank_filter filter;
  struct ek_bank *bank;
};

/* What is wrong in the bank's studies is for `ekusia bank` to tell; that it cannot be read at all is told here. */
static bool open_bank(struct likewise *k) {
  struct ek_call *call = k->call;
  struct ek_diags *own = ek_diags_new(call->arena);
  size_t n;
  k->bank = ek_bank_open(call->arena, k->folder, call->model_folders, own);
  const struct ek_diag *d = ek_diags_sorted(own, &n);
  for (size_t i = 0; k->bank == NULL && i < n; i++) ek_system_error(call->diags, k->pos, d[i].hint, "%s", d[i].message);
  if (k->bank != NULL && ek_bank_broken(k->bank) > 0) {
    ek_warning(call->diags, k->pos, ek_sprintf(call->arena, "ekusia bank %s says why", k->folder), "studies in the bank that cannot be computed and are left out: %zu", ek_bank_broken(k->bank));
  }
  return k->bank != NULL;
}

/* The study as it is computed up to the horizon that the report tells of. */
static bool own_peer(const struct likewise *k, const struct ek_common *common, const struct ek_result *result, struct ek_ground *ground, struct ek_peer *own) {
  struct ek_call *call = k->call;
  *own = ek_peer_of(call->arena, k->path, result, result);
  *ground = own->own;
  ek_ground_reach(call->arena, ground, result->horizons[result->n_horizons / 2]);
  struct ek_list moves = ek_ground_settings(call->arena, &own->own, ground);
  if (moves.n == 0) return true;
  const struct ek_study_options options = ek_call_options(call, common);
  enum ek_status status;
  const struct ek_result *moved = ek_peer_run(call->arena, k->path, &options, &moves, &status, call->diags);
  if (moved != NULL) *own = ek_peer_of(call->arena, k->path, result, moved);
  return moved != NULL;
}

static const struct ek_peers_options *hold(const struct likewise *k, const struct ek_peer *own, const struct ek_ground *ground) {
  struct ek_call *call = k->call;
  struct ek_list all = ek_bank_alike(k->bank, &k->filter, own, k->path, ground, call->diags);
  if (all.n < 2) {
    ek_warning(call->diags, k->pos, "ekusia bank lists what is there", "the bank '%s' has no insats to compare '%s' with: %s", k->folder, k->path,
               ek_bank_why_none(call->arena, k->bank, &k->filter, own, k->path));
    return NULL;
  }
  struct ek_peers_options *peers = ek_alloc(call->arena, sizeof *peers);
  *peers = (struct ek_peers_options){.peers = ek_peers_make(call->arena, all.items, all.n, ground->horizon, -1, 0), .common = ground, .bank = k->folder};
  return peers;
}

/* The bank of the study, where it can be used. */
static bool of_study(struct likewise *k, const struct ek_common *common, const struct ek_study *study) {
  const struct ek_class *of = &study->bank.of;
  const char *const wanted[] = {of->target, of->type, of->phase};
  const char *why = common->alternative != NULL ? "it is of the study's own insats, not of another --alternative" : strcmp(k->path, "-") == 0 ? "it asks for a study in a file, which may have to be read again" : NULL;
  k->pos = study->bank.folder.pos;
  if (why != NULL) return ek_warning(k->call->diags, k->pos, NULL, "the comparison with the bank is left out: %s", why), false;
  k->folder = ek_study_beside(k->call->arena, study, &study->bank.folder);
  for (int i = 0; i < 3; i++) ek_bank_want(&k->filter, i, wanted[i]);
  return true;
}

bool ek_call_likewise(struct ek_call *call, const struct ek_common *common, const char *folder, const char *path, const struct ek_result *result,
                      const struct ek_peers_options **out) {
  struct likewise k = {.call = call, .folder = folder, .path = path};
  struct ek_peer own;
  struct ek_ground *ground = ek_alloc(call->arena, sizeof *ground);
  *out = NULL;
  if (folder == NULL && (result->study->bank.folder.text == NULL || !of_study(&k, common, result->study))) return true;
  if (!open_bank(&k) || !own_peer(&k, common, result, ground, &own)) return false;
  *out = hold(&k, &own, ground);
  return true;
}
