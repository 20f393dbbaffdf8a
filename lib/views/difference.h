/* What `ekusia diff` and `ekusia outcome` show: what is changed between two studies, and what each part of
 * it does to every actor's result. */
#ifndef EK_VIEWS_DIFFERENCE_H
#define EK_VIEWS_DIFFERENCE_H

#include "base/arena.h"
#include "comparison/difference.h"
#include "comparison/outcome.h"
#include "document/document.h"
#include "document/words.h"

struct ek_difference_told {
  const struct ek_difference *difference;
  bool outcome; /* a forecast and what came of it */
};

void ek_difference_build(const struct ek_difference_told *told, enum ek_lang lang, struct ek_document *out);
/* Rows kind,name,actor,horizon_months,unit,part,value,text: figures with the parts old, new, difference, a part
 * such as price or intake+effect; changes with their parts, and old and new as texts; how it was done. */
void ek_difference_csv(const struct ek_difference_told *told, struct ek_buffer *out);
/* False: memory ran out. */
bool ek_difference_json(const struct ek_difference_told *told, struct ek_buffer *out);

/* "price", "intake+effect": the names of causes, in the order of decomposition. */
const char *ek_difference_causes(const struct ek_difference *difference, ek_causes causes);
/* "price,intake,…": the order of all of them. */
const char *ek_difference_order(const struct ek_difference *difference);

#endif
