/* The records that a file may hold, for those who describe it. Private to lib/read. */
#ifndef EK_READ_SCHEMA_H
#define EK_READ_SCHEMA_H

#include "read/bind.h"

/* `record` and all records below it, depth first, each once, and last the map forms of
 * quantities, sources and labels where they may stand: const struct ek_record *. */
struct ek_list ek_schema_records(struct ek_arena *arena, const struct ek_record *record);
/* The record's name, numbered when an earlier record of `records` has the same. */
const char *ek_schema_name(struct ek_arena *arena, const struct ek_list *records,
                           const struct ek_record *record);

#endif
