/* Results that `ekusia report --format json` has written, read as an insats to hold against others. */
#ifndef EK_VIEWS_PEER_JSON_H
#define EK_VIEWS_PEER_JSON_H

#include "comparison/peer.h"

/* The figures are taken as they stand there; the model is read from `model_folders` for its actors and
 * must be the one they were computed with. False with diagnostics: no such file, no JSON, not results of
 * `ekusia report`, another content of the model. */
bool ek_peer_read_json(struct ek_arena *arena, const char *path, const char *const *model_folders, struct ek_peer *out, struct ek_diags *diags);

#endif
