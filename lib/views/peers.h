/* What `ekusia compare` shows: insatser beside each other. */
#ifndef EK_VIEWS_PEERS_H
#define EK_VIEWS_PEERS_H

#include "base/arena.h"
#include "comparison/best.h"
#include "comparison/peers.h"
#include "document/document.h"

/* A comparison as it is told. */
struct ek_peers_options {
  const struct ek_peers *peers;
  const struct ek_ground *common;  /* how all are computed here */
  const char *bank;                /* the folder of the experience bank that they are from; NULL: named one by one */
  const struct ek_best *best;      /* NULL: nothing was drawn */
  bool ranked;                     /* is it asked which place an insats has in its bank? */
};

void ek_peers_build(const struct ek_peers_options *options, enum ek_lang lang, struct ek_document *out);
/* Rows study,figure,actor,horizon_months,unit,value,text,mean,deviation,rank; `text` is none, never or masked
 * where there is no value. best:FIGURE is the chance of being the best by that figure, when that was drawn. A study's settings that were changed, and its stamps, are rows with figures
 * moved:KEY and stamp:KEY; what is not alike of all studies is unlike:CLASS. */
void ek_peers_csv(const struct ek_peers_options *options, struct ek_buffer *out);
/* False: memory ran out. */
bool ek_peers_json(const struct ek_peers_options *options, struct ek_buffer *out);

/* Was a setting of the study changed, so that it is to be told? A horizon is not that the study has. */
bool ek_peers_moved(const struct ek_peers_options *options, size_t study, enum ek_ground_part part);

#endif
