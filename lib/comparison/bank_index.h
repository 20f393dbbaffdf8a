/* The index of a bank as tables; private to the room. */
#ifndef EK_COMPARISON_BANK_INDEX_H
#define EK_COMPARISON_BANK_INDEX_H

#include "comparison/peer.h"
#include "read/database.h"

#define EK_BANK_OWN "own" /* the ground of figures as the study computes by itself */

/* A model that a study of the bank names. */
struct ek_bank_model {
  const char *name;   /* as studies write it */
  const char *folder;
  const struct ek_model *model;
  const char *hash;
};

/* A row of the index; its own figures in `peer`. */
struct ek_bank_row {
  const char *study; /* its file below the bank */
  const char *model_name, *model_place;
  struct ek_peer peer;
};

/* A file that a study rests on. */
struct ek_bank_file {
  const char *place, *hash;
};

/* Opens the index of a bank and makes its tables anew when another program or version made them. NULL
 * with a diagnostic. */
struct ek_database *ek_bank_index(struct ek_arena *arena, const char *folder, struct ek_diags *diags);

/* Writes a row with its files (struct ek_bank_file) and figures in place of what there was. */
bool ek_bank_index_put(struct ek_database *index, const struct ek_bank_row *row, const struct ek_list *files);
/* The names of all studies in it (const char *). */
struct ek_list ek_bank_index_studies(struct ek_arena *arena, struct ek_database *index);
bool ek_bank_index_forget(struct ek_database *index, const char *study);
/* False: it is not there. The peer has no model yet, and no figures: those need its actors. */
bool ek_bank_index_get(struct ek_arena *arena, struct ek_database *index, const char *study, struct ek_bank_row *row);
struct ek_list ek_bank_index_files(struct ek_arena *arena, struct ek_database *index, const char *study);
/* The first study in the index that rests on the file of this one: that extends it. NULL: none does. */
const char *ek_bank_index_extends(struct ek_database *index, const char *study);
/* Figures on a ground: written, and read into the peer in place of those that it has (false: there are none). */
bool ek_bank_index_put_figures(struct ek_database *index, const char *study, const char *ground, const struct ek_peer *peer);
bool ek_bank_index_get_figures(struct ek_arena *arena, struct ek_database *index, const char *study, const char *ground, struct ek_peer *peer);

#endif
