/* What a model knows by date and by rule: parameters, indices, discount
 * schedules and rules. */
#ifndef EK_MODEL_PARAMETER_H
#define EK_MODEL_PARAMETER_H

#include "base/date.h"
#include "model/formula.h"
#include "read/bind.h"
#include "read/csv.h"

/* An entry of a model file that nobody has asked for yet. */
struct ek_unread {
  const struct ek_source *source;
  const struct ek_yaml_entry *entry; /* NULL: the file was read whole */
  const struct ek_node *node;        /* then its value */
};

struct ek_dated_value {
  ek_day from;
  struct ek_value value;
  const struct ek_formula *formula;
};

struct ek_table { /* values looked up in a CSV by a key and a year */
  bool present;
  struct ek_name file, year, until, column; /* until: text NULL when rows are of one year each */
  struct ek_list key; /* of struct ek_name: columns that may hold the key */
  const struct ek_csv *csv;
};

struct ek_parameter {
  struct ek_name name;
  const struct ek_unread *unread; /* NULL once it has been read */
  bool broken;                    /* it could not be: what uses it says nothing more */
  bool busy;                      /* its formulas are being compiled: used now, it is circular */
  struct ek_label label;
  const char *unit_text;
  struct ek_unit unit;
  double factor; /* canonical = number in the table's unit * factor */
  struct ek_list values; /* as bound: struct ek_named_value */
  struct ek_dated_value *dated;
  size_t n_dated;
  struct ek_table table;
  struct ek_name index; /* moves the value outside its dates */
  bool hold_before;
  ek_day until; /* the last day it is known for; 0: there is none */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
};

struct ek_index {
  struct ek_name name;
  struct ek_label label;
  bool constant;
  struct ek_list values; /* struct ek_named_value, keys are years */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  struct ek_value beyond; /* as bound; text NULL: it ends with its last year */
  int first_year;
  size_t n_years;
  double *year;  /* level per year from first_year */
  double growth; /* a year, after the last; NaN when none is assumed */
};

struct ek_step {
  int years; /* 0: for ever */
  struct ek_value rate;
  double rate_per_year;
};
struct ek_schedule {
  struct ek_name name;
  struct ek_label label;
  struct ek_list steps; /* struct ek_step */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
};

struct ek_rule {
  struct ek_name name;
  const struct ek_unread *unread; /* as in a parameter */
  bool broken, busy;
  struct ek_label label;
  struct ek_list args;  /* struct ek_named_text: name and unit */
  const char *unit_text;
  struct ek_list let;    /* struct ek_named_value */
  struct ek_value value;
  struct ek_list values; /* struct ek_named_value by date */
  struct ek_origin source;
  enum ek_grade grade;
  const char *note;
  struct ek_unit unit;
  size_t n_args;
  bool person; /* asks about age, adults or children, itself or through another rule */
  struct ek_locals locals; /* arguments, then lets */
  struct ek_dated_value *dated;
  size_t n_dated;
};

#endif
