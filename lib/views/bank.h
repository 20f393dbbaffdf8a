/* What is shown of an experience bank: its insatser, and one insats held against those of its kind. */
#ifndef EK_VIEWS_BANK_H
#define EK_VIEWS_BANK_H

#include "views/peers.h"

/* The insatser of a bank with mean, least and most; where `peers` has one apart, it against the others. */
void ek_bank_build(const struct ek_peers_options *options, enum ek_lang lang, struct ek_document *out);

struct ek_report; /* views/parts.h */
/* Insatser of the study's kind, as the report's section, when any are asked for. */
void ek_part_likewise(struct ek_report *p);

#endif
