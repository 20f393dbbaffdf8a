/* For whom anything of a result changes, and when: what its figures rest on. Private to the room. */
#ifndef EK_ENGINE_FEW_SEEN_H
#define EK_ENGINE_FEW_SEEN_H

#include "engine/run.h"

/* Things that may rest on few: the accounts, and then these, and the lines of the household. */
enum ek_seen_thing {
  EK_SEEN_WORK, EK_SEEN_SUBSIDISED,
  EK_SEEN_NET, /* what society produces, less resources */
  EK_SEEN_DISPOSABLE, EK_SEEN_PAY,
  EK_SEEN_MORE
};

/* What of a person is looked at. */
enum ek_look {
  EK_LOOK_IN_TIME,      /* what differs from before in any stay of some months */
  EK_LOOK_LASTING,      /* in the one that lasts */
  EK_LOOK_LEVEL_BEFORE, /* what there is */
  EK_LOOK_LEVEL_AFTER
};
struct ek_window {
  enum ek_look look;
  size_t from, to; /* months, of EK_LOOK_IN_TIME */
};

/* Persons that count: of a side, and of a group. */
struct ek_seen_by {
  const struct ek_breakdown *by; /* NULL: all */
  const bool *groups;            /* [by->n] of which */
};

struct ek_seen {
  const struct ek_runner *r;
  const struct ek_model *m;
  struct ek_arena *scratch;
  size_t n, accounts, lines;
  double *worth;           /* [standings][n] what everybody who stands alike has; of sums nothing */
  bool *exists;            /* [n] somebody has any of it */
  bool *may_change;        /* [n] for somebody */
  bool displaced;          /* somebody bears what production displaces */
  const struct ek_result *result;
  const bool *whole;       /* [n] what the whole hides, while groups are looked at; else NULL */
  const struct ek_list *windows; /* struct ek_window: when things that are told by what changes are looked at */
  struct ek_list levels;   /* struct ek_window, of those that are told by what they are */
};

/* All on the scratch arena. */
struct ek_seen ek_seen_new(const struct ek_runner *runner, const struct ek_result *result, struct ek_arena *scratch);

/* When things are looked at, struct ek_window: all of the time and what lasts; each year; until a
 * horizon, by its number, from it to each later one, and to it and from it within its year. */
struct ek_list ek_seen_always(const struct ek_seen *seen);
struct ek_list ek_seen_years(const struct ek_seen *seen);
struct ek_list ek_seen_until(const struct ek_seen *seen, size_t horizon);

/* Does anybody see anything of a thing? */
bool ek_seen_touched(const struct ek_seen *seen, size_t thing);
/* Does a member, in a window? */
bool ek_sees(const struct ek_seen *seen, size_t member, const struct ek_window *window, size_t thing);
/* How many members from one to another see anything of some things, up to `most`. */
size_t ek_seen_heads(const struct ek_seen *seen, const struct ek_seen_by *scope, size_t from, size_t to,
                     const struct ek_window *window, const size_t *things, size_t n, size_t most);
/* Do some things together rest on few, in any of the windows, of participants or of those they
 * are compared with? */
bool ek_seen_few(const struct ek_seen *seen, const struct ek_seen_by *scope, const size_t *things, size_t n);
/* How many participants of any of the scopes see anything of a thing at all; the most of them. */
size_t ek_seen_size(const struct ek_seen *seen, const struct ek_seen_by *scopes, size_t n_scopes, size_t thing);

/* Persons: to go on counting tells nothing more. */
#define EK_SEEN_ENOUGH 50

#endif
