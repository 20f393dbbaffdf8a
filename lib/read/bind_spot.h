/* One value on its way from the file to a struct: the field that it fills, its node,
 * and the way there, which messages name. Private to lib/read. */
#ifndef EK_READ_BIND_SPOT_H
#define EK_READ_BIND_SPOT_H

#include <stdbool.h>
#include <stddef.h>

#include "read/bind.h"

/* Spots are chained from the value up to the file. Either `key` or `item`
 * (from 1) says which part of `up` this is; the file itself has neither. */
struct ek_spot {
  struct ek_arena *arena;
  struct ek_diags *diags;
  const struct ek_spot *up;
  const char *key;
  size_t item;
  const struct ek_field *field; /* NULL at the top */
  const struct ek_node *node;
};

/* Flags of a quantity's own keys: `value` may be a distribution, the rest are plain. */
#define EK_INNER 0x100u
#define EK_PLAIN 0x200u

/* The keys of the map forms of a quantity, a source and a label: tables like any other. */
extern const struct ek_record ek_value_record;
extern const struct ek_record ek_origin_record;
extern const struct ek_record ek_label_record;

struct ek_spot ek_spot_key(const struct ek_spot *up, const struct ek_field *field, const char *key,
                           const struct ek_node *node);
struct ek_spot ek_spot_item(const struct ek_spot *up, size_t item, const struct ek_node *node);
/* "costs[2].amount", "assumptions.dödvikt"; "the file" at the top. */
const char *ek_spot_path(const struct ek_spot *spot);
/* An error at the spot's node: "PATH MESSAGE". Returns false. */
bool ek_spot_error(const struct ek_spot *spot, const char *hint, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The scalar's text, or NULL after the error "PATH must be WHAT, not a list". */
const char *ek_spot_scalar(const struct ek_spot *spot, const char *what);
/* True when the node is of `kind`; else the error "PATH must be WHAT, not ...". */
bool ek_spot_is(const struct ek_spot *spot, enum ek_node_kind kind, const char *what,
                const char *hint);

void ek_bind_field(const struct ek_spot *spot, void *member);
void ek_bind_record(const struct ek_spot *spot, const struct ek_record *record, void *out);
void ek_bind_value(const struct ek_spot *spot, struct ek_value *out);
/* Text, name, bool, int, dates, durations and choices. */
void ek_bind_scalar(const struct ek_spot *spot, void *member);

/* The field that was meant by the unknown key `word`, or NULL; `given` ones are not. */
const struct ek_field *ek_suggest_field(const struct ek_record *record, const bool *given,
                                        const char *word);
/* "did you mean 'x'?" or, when none is near, "one of: a, b, c". */
const char *ek_suggest_choice(struct ek_arena *arena, const char *const *choices, const char *word);

/* Goes through "kr | kr/month": copies the next unit to `unit`, "" for a bare number ("" or
 * "1"); false at the end. */
#define EK_UNIT_SIZE 48
bool ek_unit_next(const char **units, char unit[EK_UNIT_SIZE]);
/* "kr or kr/month". */
const char *ek_units_text(struct ek_arena *arena, const char *units);
/* A quantity in the first of `units` as one may write it: "12 500 kr/month", "35 %". */
const char *ek_units_example(struct ek_arena *arena, const char *units);
/* A bound in the first of `units`: "100 %". */
const char *ek_units_bound(struct ek_arena *arena, const char *units, double bound);
bool ek_field_bounded(const struct ek_field *field);

#endif
