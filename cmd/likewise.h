/* Holds a study's result against insatser of its kind in a bank. */
#ifndef EK_CMD_LIKEWISE_H
#define EK_CMD_LIKEWISE_H

#include "command.h"
#include "views/peers.h"

/* The bank is `folder`, or, when that is NULL, the one that the study names. *out: the study apart from
 * the others; NULL where there are none, which a warning says. False with diagnostics. */
bool ek_call_likewise(struct ek_call *call, const struct ek_common *common, const char *folder, const char *path, const struct ek_result *result,
                      const struct ek_peers_options **out);

#endif
