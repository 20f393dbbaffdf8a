/* Field tables: what may stand in a file, said once. The same table binds a
 * YAML tree to a struct (every error in one run), gives the JSON Schema and
 * writes the field reference. */
#ifndef EK_READ_BIND_H
#define EK_READ_BIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/unit.h"
#include "read/yaml.h"

/* What a bound member looks like, by kind:
 *   EK_TEXT      const char *             any scalar text
 *   EK_NAME      struct ek_name           a scalar naming something: text and place
 *   EK_BOOL      bool                     yes/no, true/false, ja/nej
 *   EK_INT       int                      whole number within [min, max]
 *   EK_MONTH     ek_month                 2013-01
 *   EK_DAY       ek_day                   2013-01-01, 2013-01, 2013
 *   EK_MONTHS    int                      a duration: "18 months", "1 year"
 *   EK_ENUM      int                      index into `choices`
 *   EK_VALUE     struct ek_value          a quantity or formula, plain or as a map
 *   EK_LABEL     struct ek_label          text, or {sv: …, en: …}
 *   EK_RECORD    struct of `record`       a nested mapping (in place); see `present`
 *   EK_RECORDS   struct ek_list           list of `record`
 *   EK_RECORD_MAP struct ek_list          mapping name -> `record`; the record's
 *                                         struct begins with struct ek_name (the key)
 *   EK_NAMES     struct ek_list           list of struct ek_name (a single scalar is a list of one)
 *   EK_VALUES    struct ek_list           list of struct ek_value
 *   EK_VALUE_ROWS struct ek_list          list of struct ek_list, each of struct ek_value: a matrix
 *   EK_VALUE_MAP struct ek_list           mapping name -> struct ek_named_value
 *   EK_TEXT_MAP  struct ek_list           mapping name -> struct ek_named_text
 *   EK_TEXT_MAPS struct ek_list           mapping name -> struct ek_named_texts, a mapping each
 *   EK_NAME_MAP  struct ek_list           mapping name -> struct ek_named_names, a list of names each
 *   EK_RECORD_MAPS struct ek_list         mapping name -> struct ek_named_records, a mapping
 *                                         name -> `record` each
 *   EK_INTS      struct ek_list           list of int, each within [min, max]
 *   EK_DURATIONS struct ek_list           list of int months
 *   EK_ORIGIN    struct ek_origin         a source: text, or {title:, url:, retrieved:, grade:}
 * Lists and maps keep the order of the file. Absent: zeroed (text NULL,
 * value.text NULL, list empty), unless `fallback` gives a text that is bound
 * as if it had been written. */
enum ek_kind {
  EK_TEXT, EK_NAME, EK_BOOL, EK_INT, EK_MONTH, EK_DAY, EK_MONTHS, EK_ENUM, EK_VALUE, EK_LABEL,
  EK_RECORD, EK_RECORDS, EK_RECORD_MAP, EK_NAMES, EK_VALUES, EK_VALUE_ROWS, EK_VALUE_MAP, EK_TEXT_MAP,
  EK_TEXT_MAPS, EK_NAME_MAP, EK_RECORD_MAPS, EK_INTS, EK_DURATIONS, EK_ORIGIN
};

struct ek_name {
  const char *text; /* NULL when absent */
  struct ek_pos pos;
};

struct ek_label {
  const char *sv, *en; /* one of them may be NULL; a plain text fills both */
};

enum ek_grade { EK_GRADE_NONE, EK_GRADE_A, EK_GRADE_B, EK_GRADE_C, EK_GRADE_D };

/* A source, given as a text (a citation or a key into a model's sources) or as a map. */
struct ek_origin {
  const char *text; /* plain form, or the title */
  const char *url, *retrieved;
  int grade; /* enum ek_grade: of what the source supports, when not said beside it */
};

/* A quantity or a formula as written: compiled later, where names are known.
 * Plain form: `12 500 kr/month`. Map form:
 *   {value: 30 % (or `share:`), source: …, grade: C, low: …, high: …, price_year: 2013,
 *    index: kpi, note: …}
 *   {dist: beta, mean: …, sd: …, source: …}   {dist: pert, low:, mode:, high:}   {dist: gamma, p10: …, p90: …}
 *   {dist: normal, mean: …, se: … (or `t:` or `p:`), min: …, max: …}   {dist: beta, count: 12, of: 40}
 * Exactly one of value/share and dist must stand. */
struct ek_value {
  const char *text;            /* the value's (or mean's/mode's) text; NULL when absent */
  const struct ek_node *node;  /* its scalar, for places inside formulas; NULL also after an error in it */
  struct ek_pos pos;           /* the whole value, for messages about it */
  const struct ek_field *field; /* expected unit, min and max; owned by the table */
  struct ek_origin source;
  enum ek_grade grade;
  const struct ek_node *low, *high, *mean, *sd, *mode; /* scalars or NULL; `sd` also of a standard error */
  const struct ek_node *t, *p; /* in place of sd: statistics of the test that the mean is 0 */
  const struct ek_node *quantile[2]; /* ends of an interval, or two quantiles, */
  double at[2];                /* and the shares that lie below them */
  const struct ek_node *cut[2]; /* min and max: outside them it is cut off */
  int count, of;               /* of a beta: so many of so many; 0: not said so */
  struct ek_name dist;         /* normal, lognormal, beta, gamma, pert, triangular, uniform */
  int price_year;              /* 0: the study's */
  const char *index;           /* NULL: the model's default */
  struct ek_name evidence;     /* a step of the study's scale; text NULL: that of the grade */
  const char *note;
};
struct ek_named_value { struct ek_name name; struct ek_value value; };
struct ek_named_text { struct ek_name name; const char *text; struct ek_pos pos; };
struct ek_named_texts { struct ek_name name; struct ek_list texts; /* struct ek_named_text */ };
struct ek_named_names { struct ek_name name; struct ek_list names; /* struct ek_name */ };
struct ek_named_records { struct ek_name name; struct ek_list records; /* the field's record */ };

#define EK_REQUIRED 1u  /* must stand */
#define EK_POSITIVE 2u  /* lists/maps: at least one item */
#define EK_HIDDEN 4u    /* read but left out of schema and reference */

struct ek_field {
  const char *key;
  enum ek_kind kind;
  size_t offset;
  unsigned flags;
  const char *unit;              /* EK_VALUE*: "kr", "% | 1/year" (either); NULL: checked later by its user */
  double min, max;               /* both 0: unbounded; canonical units; also for EK_INT */
  const char *fallback;          /* or NULL */
  const char *const *choices;    /* EK_ENUM, NULL-ended */
  const struct ek_record *record;
  const char *aliases;           /* wrong names people write, for hints: "kostnad kostnader" */
  const char *help;              /* one sentence for the reference, with an example where useful */
};

/* A mapping in a file = one struct. */
struct ek_record {
  const char *name;  /* "cost", used in the reference and as schema definition */
  size_t size;
  const struct ek_field *fields; /* ended by a field with key NULL */
  size_t pos_offset;     /* member struct ek_pos pos: the mapping's place; (size_t)-1: none */
  size_t present_offset; /* member bool present: true when the mapping stood in the file; -1: none */
  const char *help;
  const char *shorthand; /* the key that a plain scalar in place of the mapping gives; where that
                            key is an EK_VALUE, its map form does too. NULL: none */
  const char *extends;   /* the key with which the schema asks for nothing else; NULL: none */
};
#define EK_NO_OFFSET ((size_t)-1)

/* Binds `root` to the struct `out` of `record` (zeroed by the caller or not:
 * it is zeroed first). Every error is added to diags: unknown key (nearest
 * key or the key whose alias it is: "unknown key 'kostnad' in costs[2]; did
 * you mean 'amount'?"), missing key (not also reported when an unknown key
 * was matched to it), a map where a scalar is asked for and so on, a bad enum
 * value (nearest), range. A plain number in an EK_VALUE is checked against
 * unit and range at once; a formula later.
 * Returns true when no error was added. */
bool ek_bind(struct ek_arena *arena, const struct ek_node *root, const struct ek_record *record,
             void *out, struct ek_diags *diags);

/* JSON Schema (draft 2020-12) of a file of `record`, pretty-printed. */
void ek_schema_json(const struct ek_record *record, const char *title, struct ek_buffer *out);
/* The field reference in Markdown: a heading and table per record, depth first, each once. */
void ek_schema_reference(const struct ek_record *record, struct ek_buffer *out);

#endif
