/* A file with a row for each stretch of time that somebody was in a state. Calendar months are
 * filled day by day, so that half of March in work is fifteen or sixteen thirty-firsts of it.
 *
 * The rules: on days when extents add to more than the whole, they are cut down in proportion;
 * days in no spell have no flows; before is the calendar month before the month of entry; what
 * was known last goes on. All of it is counted and told. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/draft.h"
#include "people/problems.h"

#define MOST_ITEMS 48    /* different states of one person */
#define MOST_SPELLS 2000 /* rows of one person */

struct spell {
  size_t row;
  int from, to;          /* days, `to` the first after; INT_MAX: open */
  const struct ek_mixture *mixture;
  double extent;
};

struct calendar {
  int first;             /* calendar month of its first row */
  size_t months, n_items;
  const struct ek_item *item[MOST_ITEMS];
  double *share;         /* [months][MOST_ITEMS] */
  size_t *row;           /* [months] + 1: the latest spell of the month; 0: none */
  size_t *row_of;        /* [months][MOST_ITEMS] the latest that had the item */
  bool too_many;         /* items */
};

struct spells {
  struct ek_intake *in;
  const struct ek_role_of *id, *state, *extent, *from, *to, *entry, *exit, *weight;
  struct spell *spell;   /* of one person */
  size_t n;
  struct calendar calendar;
  struct ek_draft *draft; /* of one standing at a time */
  struct ek_arena *page;  /* of the calendar: that of one person at a time */
  int last_measured;     /* months after exit */
  size_t *first_rows;    /* of the members */
  size_t members;
};

static void problem(struct spells *s, size_t row, const struct ek_role_of *role, bool excludes,
                    const char *message, const char *hint) {
  ek_intake_row_problem(s->in, row, role, excludes, message, hint);
}

/* --- the rows of one person -------------------------------------------------------------- */

static bool take_spell(struct spells *s, size_t row, struct spell *out) {
  if (!ek_intake_row_is_sound(s->in, row)) return false;
  double from = ek_number(s->in, s->from, row), to = ek_number(s->in, s->to, row);
  out->row = row;
  out->mixture = s->state->meaning->mixture[ek_code(s->in, s->state, row)];
  out->extent = ek_number(s->in, s->extent, row);
  if (out->mixture == NULL) return problem(s, row, s->state, true, EK_PROBLEM_NO_STATE, NULL), false;
  if (isnan(from)) return problem(s, row, s->from, true, EK_PROBLEM_NO_FIRST, NULL), false;
  out->from = ek_day_number((ek_day)from);
  out->to = isnan(to) ? INT32_MAX : ek_day_number((ek_day)to) + 1;
  if (out->to > out->from) return true;
  return problem(s, row, s->to, true, EK_PROBLEM_BACKWARDS, NULL), false;
}

static double part_extent(const struct spell *p, size_t i) {
  bool by_column = p->mixture->n == 1 && !p->mixture->part[i].stated && !isnan(p->extent);
  return by_column ? p->extent : p->mixture->part[i].extent;
}

/* --- the calendar ------------------------------------------------------------------------ */

/* Its place in the month; MOST_ITEMS: there are too many. */
static size_t place_of(struct calendar *c, const struct ek_item *item) {
  size_t i = 0;
  while (i < c->n_items && c->item[i] != item) i++;
  if (i == MOST_ITEMS) c->too_many = true;
  else if (i == c->n_items) c->item[c->n_items++] = item;
  return i;
}

/* Adds a part of a spell to the months it touches, `scale` times the extents that take time. */
static void add_days(struct calendar *c, const struct spell *p, int from, int to, double scale) {
  for (size_t m = 0; m < c->months; m++) {
    int start = ek_month_number(c->first + (int)m), end = ek_month_number(c->first + (int)m + 1);
    int days = (to < end ? to : end) - (from > start ? from : start);
    if (days <= 0) continue;
    for (size_t i = 0; i < p->mixture->n; i++) {
      size_t at = place_of(c, p->mixture->part[i].item);
      if (at == MOST_ITEMS) continue;
      double extent = part_extent(p, i) * (p->mixture->part[i].item->means_tested ? 1 : scale);
      c->share[m * MOST_ITEMS + at] += extent * days / (end - start);
      c->row_of[m * MOST_ITEMS + at] = p->row;
    }
    c->row[m] = p->row + 1;
  }
}

static int by_day(const void *a, const void *b) {
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* Extents that take time: what is means-tested fills up others and takes none. */
static double taken(const struct spell *p) {
  double sum = 0;
  for (size_t i = 0; i < p->mixture->n; i++) {
    if (!p->mixture->part[i].item->means_tested) sum += part_extent(p, i);
  }
  return sum;
}

struct found_days {
  int overlap, gap;
};

/* Between two days on which anything begins or ends all spells are the same. */
static struct found_days fill_calendar(struct spells *s) {
  struct found_days found = {0};
  int *days = ek_alloc_array(s->page, 2 * s->n, sizeof *days);
  int last = 0;
  for (size_t i = 0; i < s->n; i++) {
    days[2 * i] = s->spell[i].from;
    days[2 * i + 1] = s->spell[i].to;
    if (s->spell[i].to > last) last = s->spell[i].to;
  }
  qsort(days, 2 * s->n, sizeof *days, by_day);
  for (size_t k = 0; k + 1 < 2 * s->n; k++) {
    if (days[k] == days[k + 1]) continue;
    double sum = 0;
    size_t active = 0;
    for (size_t i = 0; i < s->n; i++) {
      if (s->spell[i].from > days[k] || s->spell[i].to < days[k + 1]) continue;
      sum += taken(&s->spell[i]);
      active++;
    }
    bool too_much = sum > 1 + 1e-9;
    if (too_much) found.overlap += days[k + 1] == INT32_MAX ? 1 : days[k + 1] - days[k];
    if (active == 0 && days[k + 1] <= last) found.gap += days[k + 1] - days[k];
    for (size_t i = 0; i < s->n; i++) {
      if (s->spell[i].from > days[k] || s->spell[i].to < days[k + 1]) continue;
      add_days(&s->calendar, &s->spell[i], days[k], days[k + 1], too_much ? 1 / sum : 1);
    }
  }
  return found;
}

/* --- from months to stays ---------------------------------------------------------------- */

struct someone {
  uint32_t who;
  const char *municipality;
  struct ek_pos municipality_pos;
  int entry, exit, until;  /* calendar months: in, out, last known */
  size_t row;              /* the first */
};

static struct someone person_of(struct spells *s, size_t row) {
  struct someone out = {.row = row};
  const struct ek_role_of *place = ek_intake_role(s->in, EK_ROLE_MUNICIPALITY, EK_ANY_PHASE);
  out.who = ek_intake_person(s->in, row, &out.municipality);
  if (place != NULL) out.municipality_pos = place->written->pos;
  return out;
}

static void begin(struct ek_draft *d, const struct someone *who) {
  d->who = who->who;
  d->municipality = who->municipality;
  d->municipality_pos = who->municipality_pos;
  d->n_held = d->n_given = 0;
  d->services_go_on = d->supposed = false;
}

/* The inputs that a row gives; `only`: of an item that it tells of. */
static void give_row(struct spells *s, struct ek_draft *d, size_t row, const struct ek_item *only) {
  const struct ek_role_of *roles = s->in->roles.items;
  for (size_t i = 0; i < s->in->roles.n; i++) {
    if (roles[i].kind != EK_ROLE_INPUTS || d->n_given == sizeof d->given / sizeof *d->given) continue;
    uint32_t code = ek_code(s->in, &roles[i], row);
    if (isnan(roles[i].meaning->number[code])) continue;
    d->given[d->n_given].role = &roles[i];
    d->given[d->n_given].only = only;
    d->given[d->n_given].goes_on = false;
    d->given[d->n_given++].code = code;
  }
}

/* The standing in a calendar month; EK_NO_STANDING after a problem. What a state asks for is
 * read from the latest spell in it, what is asked for besides from the latest of the month. */
static uint32_t month_standing(struct spells *s, const struct someone *who, int month) {
  struct ek_intake *in = s->in;
  const struct calendar *c = &s->calendar;
  struct ek_draft *d = s->draft;
  size_t m = (size_t)(month - c->first);
  begin(d, who);
  for (size_t i = 0; i < c->n_items; i++) {
    double share = c->share[m * MOST_ITEMS + i];
    if (share < 1e-9) continue;
    d->held[d->n_held].item = c->item[i];
    d->held[d->n_held++].quantity = share > 1 - 1e-9 && c->item[i]->is_state ? 1 : share;
    if (c->item[i]->inputs.n > 0) give_row(s, d, c->row_of[m * MOST_ITEMS + i], c->item[i]);
  }
  ek_draft_serve(in, d);
  if (c->row[m] > 0) give_row(s, d, c->row[m] - 1, NULL);
  size_t row = c->row[m] > 0 ? c->row[m] - 1 : who->row;
  const char *lacking = NULL;
  const struct ek_role_of *wrong = NULL;
  uint32_t at = ek_standing_of(in, d, &lacking, &wrong);
  if (lacking != NULL) problem(s, row, s->state, true, ek_sprintf(in->arena, EK_PROBLEM_LACKING, lacking), NULL);
  if (wrong != NULL) problem(s, row, wrong, true, ek_sprintf(in->arena, EK_PROBLEM_UNIT, wrong->name), NULL);
  return at;
}

static bool works(const struct spell *p, const struct ek_item *work) {
  for (size_t i = 0; i < p->mixture->n; i++) {
    if (p->mixture->part[i].item == work) return true;
  }
  return false;
}

static uint32_t full_standing(struct spells *s, const struct someone *who) {
  struct ek_intake *in = s->in;
  const struct ek_item *work = ek_study_item(in->study, in->study->model->full_work_name.text, true);
  struct ek_draft *d = s->draft;
  const struct spell *latest = NULL; /* in work: its wage is that of full work */
  if (work == NULL) return EK_NO_STANDING;
  begin(d, who);
  d->supposed = true;
  ek_draft_hold(d, work, 1);
  for (size_t i = 0; i < s->n; i++) {
    if (works(&s->spell[i], work) && (latest == NULL || s->spell[i].from >= latest->from)) latest = &s->spell[i];
  }
  if (latest != NULL) give_row(s, d, latest->row, NULL);
  for (size_t i = s->n; i-- > 0;) if (works(&s->spell[i], work)) give_row(s, d, s->spell[i].row, NULL);
  for (size_t i = s->n; i-- > 0;) if (!works(&s->spell[i], work)) give_row(s, d, s->spell[i].row, NULL);
  const char *lacking;
  const struct ek_role_of *wrong;
  return ek_standing_of(in, d, &lacking, &wrong);
}

/* Months alike, one after another, are one stay; the last goes on and fades. */
static bool add_stays(struct spells *s, const struct someone *who) {
  struct ek_people *p = s->in->people;
  int start = s->in->study->settings.start;
  bool nyttosam = s->in->study->settings.profile == EK_PROFILE_NYTTOSAM;
  uint32_t now = month_standing(s, who, who->entry);
  for (int month = who->entry, since = month; month <= who->until; month++) {
    if (now == EK_NO_STANDING) return false;
    bool last = month == who->until;
    uint32_t next = last ? EK_NO_STANDING : month_standing(s, who, month + 1);
    if (!last && next == now) continue;
    struct ek_stretch stretch = {(size_t)(since - start), last ? SIZE_MAX : (size_t)(month + 1 - since),
                                 last ? (size_t)(month - start) : SIZE_MAX};
    if (nyttosam) stretch = (struct ek_stretch){0, SIZE_MAX, SIZE_MAX};
    if (last || !nyttosam) ek_people_stay(p, ek_stretch_of(p, s->in->stretches, stretch), now);
    since = month + 1;
    now = next;
  }
  return true;
}

/* When the person is in the insats, and how long afterwards something is known. */
static bool take_time(struct spells *s, struct someone *who) {
  struct ek_intake *in = s->in;
  double entry = ek_number(s->in, s->entry, who->row), exit = ek_number(s->in, s->exit, who->row);
  int end = 0;
  if (isnan(entry)) return problem(s, who->row, s->entry, true, EK_PROBLEM_NO_ENTRY, NULL), false;
  who->entry = ek_day_month((ek_day)entry);
  if (who->entry < in->study->settings.start) return problem(s, who->row, s->entry, true, EK_PROBLEM_EARLY, "move settings.start back"), false;
  if (who->entry > in->study->settings.start + 1200) return problem(s, who->row, s->entry, true, EK_PROBLEM_LATE, NULL), false;
  if (s->exit != NULL && isnan(exit)) return problem(s, who->row, s->exit, true, EK_PROBLEM_NO_EXIT, NULL), false;
  if (s->exit != NULL && exit < entry) return problem(s, who->row, s->exit, true, EK_PROBLEM_EXIT_FIRST, NULL), false;
  who->exit = s->exit != NULL ? ek_day_month((ek_day)exit) : who->entry + in->spec->during;
  for (size_t i = 0; i < s->n; i++) if (s->spell[i].to > end) end = s->spell[i].to;
  who->until = who->exit + s->last_measured;
  if (who->until - who->entry > 1200) return problem(s, who->row, s->exit != NULL ? s->exit : s->entry, true, EK_PROBLEM_CENTURY, NULL), false;
  int known = who->until;
  while (known > who->entry - 2 && ek_month_number(known + 1) > end) known--; /* months that are whole */
  if (known < who->exit) return problem(s, who->row, s->state, true, EK_PROBLEM_NOT_REACHED, NULL), false;
  if (known < who->until) problem(s, who->row, s->state, false, EK_PROBLEM_SHORTER, NULL);
  who->until = known;
  return true;
}

static void make_calendar(struct spells *s, const struct someone *who) {
  struct calendar *c = &s->calendar;
  ek_arena_clear(s->page);
  c->first = who->entry - 1;
  c->months = (size_t)(who->until - c->first + 1);
  c->n_items = 0;
  c->share = ek_alloc_array(s->page, c->months * MOST_ITEMS, sizeof *c->share);
  c->row_of = ek_alloc_array(s->page, c->months * MOST_ITEMS, sizeof *c->row_of);
  c->row = ek_alloc_array(s->page, c->months, sizeof *c->row);
  c->too_many = false;
}

static bool add_person(struct spells *s, const size_t *rows, size_t n) {
  struct ek_intake *in = s->in;
  struct someone who = person_of(s, rows[0]);
  struct ek_member m = {.weight = s->weight != NULL ? ek_number(s->in, s->weight, rows[0]) : 1};
  s->n = 0;
  bool sound = true;
  for (size_t i = 0; i < n; i++) {
    if (take_spell(s, rows[i], &s->spell[s->n])) s->n++;
    else sound = false;
  }
  if (isnan(m.weight)) return problem(s, rows[0], s->weight, true, EK_PROBLEM_NO_WEIGHT, NULL), false;
  if (!sound || !take_time(s, &who)) return false;
  make_calendar(s, &who);
  struct found_days found = fill_calendar(s);
  if (found.overlap > 0) problem(s, rows[0], s->from, false, EK_PROBLEM_OVERLAP, NULL);
  if (found.gap > 0) problem(s, rows[0], s->from, false, EK_PROBLEM_GAP, NULL);
  if (s->calendar.too_many) return problem(s, rows[0], s->state, true, ek_sprintf(in->arena, EK_PROBLEM_STATES, MOST_ITEMS), NULL), false;
  m.before = month_standing(s, &who, who.entry - 1);
  if (m.before != EK_NO_STANDING && s->calendar.row[0] == 0) {
    return problem(s, rows[0], s->from, true, EK_PROBLEM_NOT_BEFORE, NULL), false;
  }
  m.full = full_standing(s, &who);
  m.entry = (size_t)(who.entry - in->study->settings.start);
  m.during = (size_t)(who.exit - who.entry);
  m.observed = (size_t)(who.until - who.entry + 1);
  if (m.before == EK_NO_STANDING) return false;
  size_t stays = in->people->stays.n;
  ek_people_add(in->people, &m);
  if (!add_stays(s, &who)) { /* what was added goes again */
    in->people->n--;
    in->people->stays.n = stays;
    return false;
  }
  s->first_rows[s->members++] = rows[0];
  return true;
}

/* What is said of a person should be the same in all of the person's rows. */
static void check_constant(struct spells *s, const size_t *rows, size_t n) {
  const struct ek_role_of *roles = s->in->roles.items;
  for (size_t i = 0; i < s->in->roles.n; i++) {
    enum ek_role_kind kind = roles[i].kind;
    bool of_spell = kind == EK_ROLE_STATE || kind == EK_ROLE_EXTENT || kind == EK_ROLE_FROM ||
                    kind == EK_ROLE_TO || kind == EK_ROLE_INPUTS;
    for (size_t k = 1; k < n && !of_spell; k++) {
      if (ek_code(s->in, &roles[i], rows[k]) == ek_code(s->in, &roles[i], rows[0])) continue;
      problem(s, rows[k], &roles[i], false, EK_PROBLEM_CONSTANT, NULL);
      break;
    }
  }
}

bool ek_spells_read(struct ek_intake *in) {
  struct spells s = {.in = in};
  const int *measured = in->spec->measured.items;
  s.last_measured = in->spec->measured.n > 0 ? 0 : 12;
  for (size_t i = 0; i < in->spec->measured.n; i++) if (measured[i] > s.last_measured) s.last_measured = measured[i];
  s.draft = ek_alloc(in->arena, sizeof *s.draft);
  s.id = ek_intake_role(in, EK_ROLE_ID, EK_ANY_PHASE);
  s.state = ek_intake_role(in, EK_ROLE_STATE, EK_ANY_PHASE);
  s.extent = ek_intake_role(in, EK_ROLE_EXTENT, EK_ANY_PHASE);
  s.from = ek_intake_role(in, EK_ROLE_FROM, EK_ANY_PHASE);
  s.to = ek_intake_role(in, EK_ROLE_TO, EK_ANY_PHASE);
  s.entry = ek_intake_role(in, EK_ROLE_ENTRY, EK_ANY_PHASE);
  s.exit = ek_intake_role(in, EK_ROLE_EXIT, EK_ANY_PHASE);
  s.weight = ek_intake_role(in, EK_ROLE_WEIGHT, EK_ANY_PHASE);
  s.page = ek_arena_new();
  const struct ek_column *id = &in->columns->columns[s.id->column];
  size_t *first, *rows = ek_intake_rows_by_id(in, s.id, &first), most = 0;
  for (size_t i = 0; i < id->n; i++) if (first[i + 1] - first[i] > most) most = first[i + 1] - first[i];
  s.spell = ek_alloc_array(in->arena, most, sizeof *s.spell);
  s.first_rows = ek_alloc_array(in->arena, id->n, sizeof *s.first_rows);
  for (size_t i = 0; i < id->n; i++) {
    size_t n = first[i + 1] - first[i];
    if (n == 0) continue; /* only in rows that were left out */
    bool nobody = s.id->meaning->word[i] == NULL, one = n <= MOST_SPELLS;
    if (!one) problem(&s, rows[first[i]], s.id, true, ek_sprintf(in->arena, EK_PROBLEM_ROWS, MOST_SPELLS), "is it the column of serial numbers?");
    else if (nobody) problem(&s, rows[first[i]], s.id, true, EK_PROBLEM_NO_ID, NULL);
    else check_constant(&s, rows + first[i], n);
    if (!one || nobody || !add_person(&s, rows + first[i], n)) in->file->excluded++;
  }
  ek_arena_free(s.page);
  in->file->members = s.members;
  in->rows = s.first_rows;
  return true;
}
