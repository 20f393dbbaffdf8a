/* Shared between what tells of insatser beside each other and of a bank; private to the room. */
#ifndef EK_VIEWS_PEERS_PARTS_H
#define EK_VIEWS_PEERS_PARTS_H

#include "views/parts.h"
#include "views/peers.h"

struct ek_peers_teller {
  struct ek_report p; /* for words, actors and money: the model and the language are those of all */
  const struct ek_peers_options *o;
  const struct ek_peers *c;
  const size_t *order;
};

/* What the insats is called, of a cohort with the alternative that it is; and with its number before it. */
const char *ek_peers_title(const struct ek_peers_teller *t, size_t i);
const char *ek_peers_numbered(const struct ek_peers_teller *t, size_t i);
/* How all are computed: "till och med fem år · prisnivå 2014 · …". */
const char *ek_peers_ground_line(const struct ek_peers_teller *t);
/* A figure's numbers are shown alike: "tusen kr", "%", "månader". */
struct ek_scale ek_peers_scale(const struct ek_peers_figure *f, size_t n);
const char *ek_peers_unit(const struct ek_peers_teller *t, const struct ek_peers_figure *f);
struct ek_doc_cell ek_peers_number(const struct ek_peers_teller *t, const struct ek_peers_figure *f, double value);
/* That of an insats, or that it is hidden. */
struct ek_doc_cell ek_peers_value(struct ek_peers_teller *t, struct ek_doc_table *table, const struct ek_peers_figure *f, size_t i);
/* Does any insats give the actor of the figure anything, or cost it anything? */
bool ek_peers_touched(const struct ek_peers_teller *t, const struct ek_peers_figure *f);
void ek_peers_note_displaced(struct ek_peers_teller *t, struct ek_doc_table *table);
/* Who the insatser are; society's key figures; in what they are not alike. */
void ek_peers_add_insatser(struct ek_peers_teller *t);
void ek_peers_add_society(struct ek_peers_teller *t);
void ek_peers_add_unlike(struct ek_peers_teller *t);

#endif
