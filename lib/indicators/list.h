/* A list of indicators: data in a folder of its own beside the price worlds. */
#ifndef EK_INDICATORS_LIST_H
#define EK_INDICATORS_LIST_H

#include "base/arena.h"
#include "base/diag.h"
#include "study/indicators.h"

#define EK_INDICATOR_FOLDER "indikatorer"
#define EK_INDICATOR_FILE "indicators.yaml"

struct ek_indicator_list {
  struct ek_origin source;
  struct ek_list indicators; /* struct ek_indicator, in the order of the file */
  struct ek_pos pos;
};

/* Is there a list in the folder? */
bool ek_indicator_list_is(struct ek_arena *arena, const char *folder);
/* Reads the list of the folder. NULL with diagnostics. */
struct ek_indicator_list *ek_indicator_list_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags);
/* The list that comes with the program: the first in the folders of models, which are NULL-ended. */
struct ek_indicator_list *ek_indicator_list_find(struct ek_arena *arena, const char *const *model_folders, struct ek_diags *diags);
/* The share of the votes that said yes; NaN where it is not known. */
double ek_indicator_votes(struct ek_arena *arena, const struct ek_indicator *indicator);

#endif
