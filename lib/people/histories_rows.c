/* Rows of a file become steps: who was in which state, and what came next.
 *
 * The rules: of panel data a row that cannot be used is left out alone, and what was seen before and
 * after it is joined; of spells the person is left out, since time at risk would be lacking. A day
 * in no spell breaks a history in two, and no move is counted across. Nobody is in two states. */
#include <math.h>
#include <stdlib.h>

#include "people/histories_parts.h"
#include "people/problems.h"

/* One row of a person. */
struct entry {
  size_t row;
  int from, to;        /* days; `to` of a look is not used */
  uint32_t state, pattern, group;
};

static int by_day(const void *a, const void *b) {
  const struct entry *x = a, *y = b;
  if (x->from != y->from) return x->from < y->from ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row; /* so that the order is one */
}

static int day_of(const struct ek_historian *hs, const struct ek_role_of *role, size_t row) {
  return ek_day_number((ek_day)ek_number(hs->in, role, row));
}

static void add_step(struct ek_historian *hs, const struct entry *e, int to, uint32_t next, double count) {
  *(struct ek_sojourn *)ek_list_push(hs->in->arena, &hs->steps, sizeof(struct ek_sojourn)) =
      (struct ek_sojourn){.person = (uint32_t)hs->h->persons, .from = e->from, .to = to, .state = e->state,
                       .next = next, .pattern = e->pattern, .group = e->group, .count = count};
}

/* Is the state one that the transitions never leave? */
static bool ends(const struct ek_historian *hs, uint32_t state) {
  return hs->ends != NULL && state < hs->in->estimate->states.n && hs->ends[state];
}

/* --- looks ------------------------------------------------------------------------------- */

static bool take_look(struct ek_historian *hs, size_t row, struct entry *out) {
  *out = (struct entry){.row = row};
  bool sound = ek_intake_row_is_sound(hs->in, row);
  if (sound && isnan(ek_number(hs->in, hs->date, row))) {
    sound = ek_intake_row_problem(hs->in, row, hs->date, true, EK_PROBLEM_NO_DAY, NULL);
  }
  if (!sound) {
    hs->in->file->excluded++;
    return false;
  }
  out->from = day_of(hs, hs->date, row);
  out->state = ek_historian_state(hs, hs->state, row);
  if (out->state == EK_NO_STATE) return ek_intake_row_problem(hs->in, row, hs->state, false, EK_PROBLEM_UNSEEN, NULL);
  if (ek_historian_pattern(hs, row, &out->pattern, &out->group)) return true;
  hs->in->file->excluded++;
  return false;
}

/* Two looks on one day must agree, and nothing comes after what is never left; those that stay. */
static size_t agreeing(struct ek_historian *hs, struct entry *looks, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    const struct entry *last = kept > 0 ? &looks[kept - 1] : NULL;
    bool same_day = last != NULL && last->from == looks[i].from;
    if (same_day && last->state == looks[i].state) continue;
    bool after = last != NULL && !same_day && ends(hs, last->state) && last->state != looks[i].state;
    if (same_day || after) {
      ek_intake_row_problem(hs->in, looks[i].row, same_day ? hs->date : hs->state, true, same_day ? EK_PROBLEM_SAME_DAY : EK_PROBLEM_AFTER_END, NULL);
      hs->in->file->excluded++;
      continue;
    }
    looks[kept++] = looks[i];
  }
  return kept;
}

static void add_looks(struct ek_historian *hs, struct entry *looks, const size_t *rows, size_t n_rows) {
  size_t n = 0;
  for (size_t i = 0; i < n_rows; i++) if (take_look(hs, rows[i], &looks[n])) n++;
  if (n > 1) qsort(looks, n, sizeof *looks, by_day);
  n = agreeing(hs, looks, n);
  hs->h->looks += n;
  for (size_t i = 0; i + 1 < n; i++) add_step(hs, &looks[i], looks[i + 1].from, looks[i + 1].state, 1);
  hs->h->persons += n > 1;
}

/* --- spells ------------------------------------------------------------------------------ */

static bool take_spell(struct ek_historian *hs, size_t row, struct entry *out) {
  struct ek_intake *in = hs->in;
  *out = (struct entry){.row = row};
  if (!ek_intake_row_is_sound(in, row)) return false;
  ek_day until = in->estimate->until;
  int last = until != 0 ? ek_day_number(until) + 1 : INT32_MAX;
  out->state = ek_historian_state(hs, hs->state, row);
  if (out->state == EK_NO_STATE) return ek_intake_row_problem(in, row, hs->state, true, EK_PROBLEM_NO_STATE, NULL);
  if (isnan(ek_number(in, hs->from, row))) return ek_intake_row_problem(in, row, hs->from, true, EK_PROBLEM_NO_FIRST, NULL);
  bool open = isnan(ek_number(in, hs->to, row));
  out->from = day_of(hs, hs->from, row);
  if (open && until == 0 && !ends(hs, out->state)) {
    return ek_intake_row_problem(in, row, hs->to, true, EK_PROBLEM_NO_LAST, "write until: 2024-12-31, the last day that the file knows of");
  }
  out->to = open ? (until != 0 ? last : out->from + 1) : day_of(hs, hs->to, row) + 1;
  if (!open && out->to <= out->from) return ek_intake_row_problem(in, row, hs->to, true, EK_PROBLEM_BACKWARDS, NULL);
  if ((!open && out->to > last) || out->from >= last) ek_intake_row_problem(in, row, open ? hs->from : hs->to, false, EK_PROBLEM_AFTER_UNTIL, NULL);
  if (out->to > last) out->to = last;
  return ek_historian_pattern(hs, row, &out->pattern, &out->group);
}

/* From the entry on, and not what lies wholly before it or after the last day. */
static bool cut(const struct ek_historian *hs, struct entry *e) {
  double entry = ek_number(hs->in, hs->entry, e->row);
  int first = isnan(entry) ? e->from : ek_day_number((ek_day)entry);
  if (e->from < first) e->from = first;
  return e->from < e->to;
}

/* No two states at a time; of spells that overlap in one state the latter begins where the first
 * ends. Those that stay, or SIZE_MAX. */
static size_t apart(struct ek_historian *hs, struct entry *spells, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    struct entry *last = kept > 0 ? &spells[kept - 1] : NULL;
    if (last != NULL && spells[i].from < last->to) {
      if (last->state != spells[i].state) {
        ek_intake_row_problem(hs->in, spells[i].row, hs->from, true, EK_PROBLEM_IN_TWO, NULL);
        return SIZE_MAX;
      }
      spells[i].from = last->to;
      if (spells[i].to <= spells[i].from) continue;
    }
    if (last != NULL && ends(hs, last->state) && last->state != spells[i].state) {
      ek_intake_row_problem(hs->in, spells[i].row, hs->state, true, EK_PROBLEM_AFTER_END, NULL);
      return SIZE_MAX;
    }
    if (last != NULL && last->to < spells[i].from) ek_intake_row_problem(hs->in, spells[i].row, hs->from, false, EK_PROBLEM_APART, NULL);
    spells[kept++] = spells[i];
  }
  return kept;
}

static void add_spells(struct ek_historian *hs, struct entry *spells, const size_t *rows, size_t n_rows) {
  size_t n = 0, taken = 0;
  for (size_t i = 0; i < n_rows; i++) {
    if (!take_spell(hs, rows[i], &spells[n])) continue;
    taken++;
    n += cut(hs, &spells[n]);
  }
  if (n > 1) qsort(spells, n, sizeof *spells, by_day);
  size_t kept = taken == n_rows ? apart(hs, spells, n) : SIZE_MAX;
  if (kept == SIZE_MAX) {
    hs->in->file->excluded++;
    return;
  }
  hs->h->looks += kept;
  for (size_t i = 0; i < kept; i++) {
    bool moved = i + 1 < kept && spells[i + 1].from == spells[i].to && spells[i + 1].state != spells[i].state;
    add_step(hs, &spells[i], spells[i].to, moved ? spells[i + 1].state : EK_NO_STATE, 1);
  }
  hs->h->persons += kept > 0;
}

/* --- persons and counts ------------------------------------------------------------------ */

static void each_person(struct ek_historian *hs, void (*add)(struct ek_historian *hs, struct entry *entries,
                                                             const size_t *rows, size_t n)) {
  struct ek_intake *in = hs->in;
  const struct ek_column *id = &in->columns->columns[hs->id->column];
  size_t *first, *rows = ek_intake_rows_by_id(in, hs->id, &first), most = 0;
  for (size_t i = 0; i < id->n; i++) if (first[i + 1] - first[i] > most) most = first[i + 1] - first[i];
  struct entry *entries = ek_alloc_array(in->arena, most, sizeof *entries);
  for (size_t i = 0; i < id->n; i++) {
    size_t n = first[i + 1] - first[i];
    if (n == 0) continue; /* only in rows that were left out */
    if (hs->id->meaning->word[i] == NULL) {
      ek_intake_row_problem(in, rows[first[i]], hs->id, true, EK_PROBLEM_NO_ID, NULL);
      in->file->excluded++;
      continue;
    }
    add(hs, entries, rows + first[i], n);
  }
}

void ek_historian_panel(struct ek_historian *hs) { each_person(hs, add_looks); }
void ek_historian_spells(struct ek_historian *hs) { each_person(hs, add_spells); }

static bool take_count(struct ek_historian *hs, size_t row) {
  struct ek_intake *in = hs->in;
  struct entry e = {.row = row};
  if (!ek_intake_row_is_sound(in, row)) return false;
  e.state = ek_historian_state(hs, hs->came, row);
  uint32_t next = ek_historian_state(hs, hs->went, row);
  if (e.state == EK_NO_STATE || next == EK_NO_STATE) {
    return ek_intake_row_problem(in, row, e.state == EK_NO_STATE ? hs->came : hs->went, true, EK_PROBLEM_NO_STATE, NULL);
  }
  double count = hs->count != NULL ? ek_number(in, hs->count, row) : 1;
  if (isnan(count)) return ek_intake_row_problem(in, row, hs->count, true, EK_PROBLEM_NO_COUNT, NULL);
  if (ends(hs, e.state) && next != e.state) return ek_intake_row_problem(in, row, hs->went, true, EK_PROBLEM_AFTER_END, NULL);
  if (!ek_historian_pattern(hs, row, &e.pattern, &e.group)) return false;
  add_step(hs, &e, 0, next, count);
  hs->h->persons += (size_t)count;
  hs->h->looks++;
  return true;
}

void ek_historian_counts(struct ek_historian *hs) {
  for (size_t row = 0; row < hs->in->columns->rows; row++) hs->in->file->excluded += !take_count(hs, row);
}
