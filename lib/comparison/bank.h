/* The experience bank: a folder of studies, and an index of what they have given. The index is a SQLite
 * file, .ekusia-bank.sqlite in the folder or, where that cannot be written, bank-….sqlite in
 * $XDG_CACHE_HOME/ekusia (~/.cache/ekusia); where neither can, it is made for the run alone. It holds
 * who the insatser are and the figures that are compared, by the ground on which they were computed, and
 * nothing that is hidden; a study is computed again when a file that it rests on, its model or the
 * program is another than when it was computed. The index can be taken away at any time. */
#ifndef EK_COMPARISON_BANK_H
#define EK_COMPARISON_BANK_H

#include "comparison/peers.h"

struct ek_bank;

/* Computes what is new, forgets what is gone. A study that another of the bank extends is not an insats of
 * its own; a warning says so. Studies that cannot be computed are told in `diags` and
 * are not among its insatser. NULL: the folder, or the index, cannot be read. */
struct ek_bank *ek_bank_open(struct ek_arena *arena, const char *folder, const char *const *model_folders, struct ek_diags *diags);
/* How many of its studies cannot be computed. */
size_t ek_bank_broken(const struct ek_bank *bank);
/* Its insatser with their figures as each study computes by itself, in the order of their files' names,
 * which `name` is: with the folder as given. */
const struct ek_peer *ek_bank_insatser(const struct ek_bank *bank, size_t *n);
/* The same insats with figures on common ground, from the index or computed now. False with a
 * diagnostic: it cannot be computed so. */
bool ek_bank_move(struct ek_bank *bank, struct ek_peer *peer, const struct ek_ground *common);

/* Which insatser are asked for; NULL and 0: any. Texts are compared without regard to case. */
struct ek_bank_filter {
  const char *class[EK_UNLIKES];
  const char *organisation, *municipality;
  int from, until; /* years of the start */
};
/* What insatser are chosen by besides years: the classes, and what follows them here. */
enum { EK_BANK_ORGANISATION = EK_UNLIKES, EK_BANK_MUNICIPALITY, EK_BANK_FIELDS };
/* "target", …, "organisation", "municipality"; what an insats says of it, and what is asked for: NULL, nothing. */
const char *ek_bank_field_name(int field);
const char *ek_bank_field(const struct ek_peer *peer, int field);
const char *ek_bank_wanted(const struct ek_bank_filter *filter, int field);
void ek_bank_want(struct ek_bank_filter *filter, int field, const char *value);
bool ek_bank_matches(const struct ek_bank_filter *filter, const struct ek_peer *peer);

/* Insatser of the bank that `own` can be held against, itself left out (`path`, its file): by the filter,
 * and of its own target group and type unless the filter asks for either; of its model. The list holds
 * struct ek_peer, `own` first, all on the common ground; those that cannot be computed on it are left
 * out with a warning. */
struct ek_list ek_bank_alike(struct ek_bank *bank, const struct ek_bank_filter *filter, const struct ek_peer *own, const char *path, const struct ek_ground *common,
                             struct ek_diags *diags);
/* Why there are none: "of 5 there, 2 with target 'nyanlända', 0 with phase 'planering'". */
const char *ek_bank_why_none(struct ek_arena *arena, const struct ek_bank *bank, const struct ek_bank_filter *filter, const struct ek_peer *own, const char *path);

/* Runs the insats on common ground once more, so that it can be drawn: its `result`. False with a diagnostic. */
bool ek_bank_run(struct ek_bank *bank, struct ek_peer *peer, const struct ek_ground *common);

#endif
