/* A file with a row for each person: before, while in the insats and after, side by side. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "people/draft.h"
#include "people/problems.h"

/* What one person, or one phase of one, rests on; and what was found for each set of codes. A
 * set is one number, its codes being the digits; where there are not too many such numbers, a
 * table says what was found for each. */
struct keyed {
  const struct ek_role_of *roles[EK_MOST_ROLES];
  const uint32_t *codes[EK_MOST_ROLES]; /* of the roles' columns */
  const uint32_t *digits[EK_MOST_ROLES]; /* of the codes; NULL: they are themselves */
  size_t base[EK_MOST_ROLES];  /* how many different digits */
  size_t n;
  uint32_t *table;             /* [numbers] places in `found` + 1; 0: not found yet */
  struct ek_intern *known;     /* instead, where they are too many */
  struct ek_list found;        /* struct found */
  struct ek_list indices;      /* uint32_t: of what was found, close together */
};
struct found {
  uint32_t index;              /* a person, a standing */
  size_t entry, during;        /* of a time: months */
  uint32_t in_insats, after;   /* stretches of those who are measured once */
  const struct ek_role_of *at; /* where something is wrong */
  const char *municipality;    /* of a person */
  const char *message, *hint;  /* why there is none */
};

struct wide {
  struct ek_intake *in;
  struct keyed person, full, time;
  struct keyed *phase;         /* [2 + measurements] */
  size_t phases;
  bool services_go_on[2 + 64];
  const struct ek_item *work;  /* the model's full work, or NULL */
  const struct ek_role_of *weight, *entry, *exit;
  const struct ek_role_of **faulty; /* columns in which some text means nothing */
  size_t n_faulty;
  size_t *rows;                /* of the members, for the breakdowns */
  size_t members;
};

#define MOST_NUMBERS ((size_t)1 << 22)

static void rest_on(struct keyed *k, const struct ek_role_of *role) {
  if (role != NULL && k->n < EK_MOST_ROLES) k->roles[k->n++] = role;
}

/* Of states, full work only asks whether they are that of work. */
static bool asks_for_work(const struct wide *w, const struct keyed *k, const struct ek_role_of *role) {
  return k == &w->full && role->kind != EK_ROLE_INPUTS;
}

static uint32_t work_code(const struct wide *w, const struct ek_role_of *role, size_t code) {
  if (role->kind == EK_ROLE_STATES) return role->item == w->work && role->meaning->number[code] > 0;
  const struct ek_mixture *m = role->meaning->mixture[code];
  for (size_t i = 0; m != NULL && i < m->n; i++) {
    if (m->part[i].item == w->work) return 1;
  }
  return 0;
}

static const uint32_t *work_digits(const struct wide *w, const struct ek_role_of *role) {
  size_t n = w->in->columns->columns[role->column].n;
  uint32_t *digits = ek_alloc_array(w->in->arena, n, sizeof *digits);
  for (size_t code = 0; code < n; code++) digits[code] = work_code(w, role, code);
  return digits;
}

/* How many numbers there are, when their first digit is one of `first`. */
static void key_ready(struct wide *w, struct keyed *k, size_t first) {
  size_t numbers = first;
  for (size_t i = 0; i < k->n; i++) {
    const struct ek_column *column = &w->in->columns->columns[k->roles[i]->column];
    bool work = asks_for_work(w, k, k->roles[i]);
    k->codes[i] = column->codes;
    k->base[i] = work ? 2 : column->n;
    if (work) k->digits[i] = work_digits(w, k->roles[i]);
    if (k->base[i] > 0) numbers = numbers > MOST_NUMBERS / k->base[i] ? MOST_NUMBERS + 1 : numbers * k->base[i];
  }
  if (numbers <= MOST_NUMBERS) k->table = ek_alloc_array(w->in->arena, numbers, sizeof *k->table);
  else k->known = ek_intern_new(w->in->arena);
}

/* How many different persons the columns can tell apart, or there are rows for. */
static size_t most_persons(const struct wide *w) {
  size_t n = 1, rows = w->in->columns->rows;
  for (size_t i = 0; i < w->person.n; i++) {
    if (w->person.base[i] > 0) n = n > rows / w->person.base[i] ? rows : n * w->person.base[i];
  }
  return n + 1;
}

static bool phase_says_services(const struct ek_intake *in, int phase) {
  return ek_intake_role(in, EK_ROLE_SERVICES, phase) != NULL;
}

/* Which columns each phase rests on: its own, inputs said for all, and what goes on from before. */
static void find_columns(struct wide *w) {
  struct ek_intake *in = w->in;
  const struct ek_role_of *roles = in->roles.items;
  static const enum ek_role_kind personal[] = {EK_ROLE_AGE, EK_ROLE_HOUSEHOLD, EK_ROLE_ADULTS,
                                               EK_ROLE_CHILDREN, EK_ROLE_MUNICIPALITY};
  for (size_t i = 0; i < 5; i++) rest_on(&w->person, ek_intake_role(in, personal[i], EK_ANY_PHASE));
  w->phases = 2 + in->after.n;
  w->phase = ek_alloc_array(in->arena, w->phases, sizeof *w->phase);
  for (size_t p = 0; p < w->phases; p++) {
    w->services_go_on[p] = p != EK_BEFORE && !phase_says_services(in, (int)p);
    for (size_t i = 0; i < in->roles.n; i++) {
      const struct ek_role_of *r = &roles[i];
      bool held = r->kind == EK_ROLE_STATE || r->kind == EK_ROLE_EXTENT || r->kind == EK_ROLE_STATES;
      bool own = r->phase == (int)p && (held || r->kind == EK_ROLE_SERVICES || r->kind == EK_ROLE_INPUTS);
      bool for_all = r->phase == EK_ANY_PHASE && r->kind == EK_ROLE_INPUTS;
      bool goes_on = p != EK_BEFORE && r->phase == EK_BEFORE &&
                     (r->kind == EK_ROLE_INPUTS || (r->kind == EK_ROLE_SERVICES && w->services_go_on[p]));
      if (own || for_all || goes_on) rest_on(&w->phase[p], r);
    }
  }
  for (size_t i = 0; i < in->roles.n; i++) {
    bool states = roles[i].kind == EK_ROLE_STATE || roles[i].kind == EK_ROLE_STATES;
    if (roles[i].kind == EK_ROLE_INPUTS || states) rest_on(&w->full, &roles[i]);
  }
  w->work = ek_study_item(in->study, in->study->model->full_work_name.text, true);
  w->weight = ek_intake_role(in, EK_ROLE_WEIGHT, EK_ANY_PHASE);
  w->entry = ek_intake_role(in, EK_ROLE_ENTRY, EK_ANY_PHASE);
  w->exit = ek_intake_role(in, EK_ROLE_EXIT, EK_ANY_PHASE);
  rest_on(&w->time, w->entry);
  rest_on(&w->time, w->exit);
  key_ready(w, &w->person, 1);
  key_ready(w, &w->time, 1);
  key_ready(w, &w->full, most_persons(w));
  for (size_t p = 0; p < w->phases; p++) key_ready(w, &w->phase[p], most_persons(w));
}

static inline uint32_t digit(const struct keyed *k, size_t i, size_t row) {
  uint32_t code = k->codes[i][row];
  return k->digits[i] != NULL ? k->digits[i][code] : code;
}

/* The place of the row's codes among what was found; that of the next when they are new. */
static inline size_t place_of(struct keyed *k, size_t row, uint32_t who) {
  if (k->table != NULL) {
    size_t at = who;
    for (size_t i = 0; i < k->n; i++) at = at * k->base[i] + digit(k, i, row);
    if (k->table[at] == 0) k->table[at] = (uint32_t)k->found.n + 1;
    return k->table[at] - 1;
  }
  uint32_t key[EK_MOST_ROLES + 1] = {who};
  for (size_t i = 0; i < k->n; i++) key[i + 1] = digit(k, i, row);
  return ek_intern(k->known, (const char *)key, (k->n + 1) * sizeof *key);
}

/* Looks the row up by its codes; true when it is new and *out must be filled in, and then kept
 * with keep_index. */
static bool look_up(struct wide *w, struct keyed *k, size_t row, uint32_t who, struct found **out) {
  size_t at = place_of(k, row, who);
  bool fresh = at == k->found.n;
  if (fresh) ek_list_push(w->in->arena, &k->found, sizeof **out);
  *out = (struct found *)k->found.items + at;
  return fresh;
}

static void keep_index(struct wide *w, struct keyed *k, const struct found *f) {
  *(uint32_t *)ek_list_push(w->in->arena, &k->indices, sizeof(uint32_t)) = f->index;
}

/* The standing of a row that has been found before; EK_NO_STANDING: look closer. */
static inline uint32_t known_standing(struct keyed *k, size_t row, uint32_t who) {
  size_t at = place_of(k, row, who);
  return at < k->indices.n ? ((const uint32_t *)k->indices.items)[at] : EK_NO_STANDING;
}

/* --- a phase ----------------------------------------------------------------------------- */

/* The states of the phase in the row; false when nothing is said of them. */
static bool hold_states(struct wide *w, size_t phase, size_t row, struct ek_draft *d) {
  struct ek_intake *in = w->in;
  const struct ek_role_of *state = ek_intake_role(in, EK_ROLE_STATE, (int)phase);
  const struct ek_role_of *extent = ek_intake_role(in, EK_ROLE_EXTENT, (int)phase);
  const struct ek_mixture *m = state != NULL ? state->meaning->mixture[ek_code(in, state, row)] : NULL;
  double share = ek_number(w->in, extent, row);
  for (size_t i = 0; m != NULL && i < m->n; i++) {
    bool by_column = m->n == 1 && !m->part[i].stated && !isnan(share);
    ek_draft_hold(d, m->part[i].item, by_column ? share : m->part[i].extent);
  }
  bool said = m != NULL;
  for (size_t i = 0; i < w->phase[phase].n; i++) {
    const struct ek_role_of *r = w->phase[phase].roles[i];
    if (r->kind != EK_ROLE_STATES || r->phase != (int)phase || isnan(ek_number(w->in, r, row))) continue;
    ek_draft_hold(d, r->item, ek_number(w->in, r, row));
    said = true;
  }
  return said;
}

static void give(struct ek_draft *d, const struct ek_role_of *role, uint32_t code, bool goes_on) {
  if (isnan(role->meaning->number[code]) || d->n_given == sizeof d->given / sizeof *d->given) return;
  d->given[d->n_given].role = role;
  d->given[d->n_given].code = code;
  d->given[d->n_given++].goes_on = goes_on;
}

/* Inputs in columns, the nearest first: the phase's own, what goes on from before, those for all. */
static void give_inputs(struct wide *w, size_t phase, size_t row, struct ek_draft *d) {
  const struct keyed *k = &w->phase[phase];
  for (int round = 0; round < 3; round++) {
    for (size_t i = 0; i < k->n; i++) {
      const struct ek_role_of *r = k->roles[i];
      bool own = r->phase == (int)phase, for_all = r->phase == EK_ANY_PHASE;
      if (r->kind != EK_ROLE_INPUTS || round != (own ? 0 : for_all ? 2 : 1)) continue;
      give(d, r, ek_code(w->in, r, row), round == 1);
    }
  }
}

static struct ek_draft draft_of(struct wide *w, const struct found *person) {
  const struct ek_role_of *m = ek_intake_role(w->in, EK_ROLE_MUNICIPALITY, EK_ANY_PHASE);
  struct ek_draft d = {.who = person->index, .municipality = person->municipality};
  if (m != NULL) d.municipality_pos = m->written->pos;
  return d;
}

/* Why there is no standing, as a problem of the row. */
static void keep_standing(struct wide *w, const struct ek_draft *d, struct found *out) {
  const char *lacking = NULL;
  const struct ek_role_of *wrong = NULL;
  out->index = ek_standing_of(w->in, d, &lacking, &wrong);
  if (lacking != NULL) {
    out->message = ek_sprintf(w->in->arena, EK_PROBLEM_LACKING, lacking);
    out->hint = ek_sprintf(w->in->arena, "write columns: {inputs.%s: …} or inputs: {%s: …}", lacking, lacking);
  } else if (wrong != NULL) {
    out->at = wrong;
    out->message = ek_sprintf(w->in->arena, EK_PROBLEM_UNIT, wrong->name);
    out->hint = "write the number alone, or with its whole unit: 23 400 kr/month";
  }
}

static void make_standing(struct wide *w, size_t phase, size_t row, const struct found *person,
                          struct found *out) {
  struct ek_draft d = draft_of(w, person);
  out->index = EK_NO_STANDING;
  if (!hold_states(w, phase, row, &d)) return; /* nothing is said: for the caller to judge */
  size_t services = w->services_go_on[phase] ? EK_BEFORE : phase;
  if (!phase_says_services(w->in, (int)phase)) ek_draft_serve(w->in, &d);
  for (size_t i = 0; i < w->phase[phase].n; i++) {
    const struct ek_role_of *r = w->phase[phase].roles[i];
    if (r->kind == EK_ROLE_SERVICES && r->phase == (int)services) ek_draft_hold(&d, r->item, ek_number(w->in, r, row));
  }
  d.services_go_on = w->services_go_on[phase];
  give_inputs(w, phase, row, &d);
  keep_standing(w, &d, out);
}

/* Full work at the wage that is known, the latest first: of a phase in that state, for all, of
 * any phase. Where none is known and the model has none either, there is no full work. */
static void make_full(struct wide *w, size_t row, const struct found *person, struct found *out) {
  struct ek_intake *in = w->in;
  struct ek_draft d = draft_of(w, person);
  out->index = EK_NO_STANDING;
  if (w->work == NULL) return;
  d.supposed = true;
  ek_draft_hold(&d, w->work, 1);
  bool works[2 + 64] = {false};
  for (size_t p = 0; p < w->phases; p++) {
    struct ek_draft phase = {0};
    hold_states(w, p, row, &phase);
    for (size_t i = 0; i < phase.n_held; i++) works[p] |= phase.held[i].item == w->work;
  }
  for (int round = 0; round < 3; round++) {
    for (size_t p = w->phases; p-- > 0;) {
      for (size_t i = 0; i < w->full.n; i++) {
        const struct ek_role_of *r = w->full.roles[i];
        if (r->kind != EK_ROLE_INPUTS) continue;
        bool now = round == 1 ? r->phase == EK_ANY_PHASE && p == 0 : r->phase == (int)p && (round == 2 || works[p]);
        if (now) give(&d, r, ek_code(in, r, row), false);
      }
    }
  }
  const char *lacking;
  const struct ek_role_of *wrong;
  out->index = ek_standing_of(in, &d, &lacking, &wrong);
}

/* --- rows -------------------------------------------------------------------------------- */

static void problem(struct wide *w, size_t row, const struct ek_role_of *role, bool excludes,
                    const char *message, const char *hint) {
  size_t column = role != NULL ? role->column : SIZE_MAX;
  ek_intake_problem(w->in, ek_columns_pos(w->in->columns, row, column),
                    role != NULL ? role->written->text : NULL, excludes, message, hint);
}

/* Cells whose texts mean nothing. */
static bool cells_are_sound(struct wide *w, size_t row) {
  bool sound = true;
  for (size_t i = 0; i < w->n_faulty; i++) {
    const struct ek_role_of *r = w->faulty[i];
    uint32_t code = ek_code(w->in, r, row);
    if (r->meaning->fault[code] == NULL) continue;
    problem(w, row, r, true, r->meaning->fault[code], r->meaning->hint[code]);
    sound = false;
  }
  return sound;
}

/* Columns in which any text means nothing. */
static void find_faulty(struct wide *w) {
  const struct ek_role_of *roles = w->in->roles.items;
  w->faulty = ek_alloc_array(w->in->arena, w->in->roles.n, sizeof *w->faulty);
  for (size_t i = 0; i < w->in->roles.n; i++) {
    bool any = false;
    size_t n = w->in->columns->columns[roles[i].column].n;
    for (size_t code = 0; roles[i].meaning != NULL && code < n; code++) any |= roles[i].meaning->fault[code] != NULL;
    if (any) w->faulty[w->n_faulty++] = &roles[i];
  }
}

/* Whole months from one day to another, the nearest: 15 February to 14 August is six. */
static size_t months_between(ek_day from, ek_day to) {
  double days = (double)ek_day_number(to) - (double)ek_day_number(from) + 1;
  return (size_t)round(days / (365.25 / 12));
}

/* What is wrong with a time, as a problem of the row. */
static void wrong_time(struct found *out, const struct ek_role_of *at, const char *message, const char *hint) {
  out->at = at;
  out->message = message;
  out->hint = hint;
}

/* When somebody enters and for how long. */
static void find_time(struct wide *w, size_t row, struct found *out) {
  const struct ek_study *study = w->in->study;
  double entry = ek_number(w->in, w->entry, row), exit = ek_number(w->in, w->exit, row);
  out->during = (size_t)w->in->spec->during;
  if (w->entry == NULL) return;
  if (isnan(entry)) {
    wrong_time(out, w->entry, EK_PROBLEM_NO_ENTRY, NULL);
    return;
  }
  int month = ek_day_month((ek_day)entry) - study->settings.start;
  out->entry = (size_t)(month > 0 ? month : 0);
  if (month < 0) wrong_time(out, w->entry, EK_PROBLEM_EARLY, "move settings.start back");
  if (month > 1200) wrong_time(out, w->entry, EK_PROBLEM_LATE, NULL);
  if (w->exit == NULL || out->message != NULL) return;
  if (isnan(exit)) wrong_time(out, w->exit, EK_PROBLEM_NO_EXIT, NULL);
  else if (exit < entry) wrong_time(out, w->exit, EK_PROBLEM_EXIT_FIRST, NULL);
  else out->during = months_between((ek_day)entry, (ek_day)exit);
  if (out->during > 1200) wrong_time(out, w->exit, EK_PROBLEM_LONG, NULL);
}

/* What holds from a month on, but was measured in a later one, has not faded before it. */
static size_t fades_from(const struct wide *w, const struct found *t, size_t at, size_t measurement) {
  size_t measured = t->entry + t->during + (size_t)((const int *)w->in->after.items)[measurement];
  return measured > at ? measured : at;
}

static struct ek_stretch stretch_in_insats(const struct found *t) {
  return (struct ek_stretch){t->entry, t->during, SIZE_MAX};
}

/* The stretches of those who are measured once, which is most of them: found with the time. */
static void find_stretches(struct wide *w, struct found *t) {
  struct ek_people *p = w->in->people;
  if (t->message != NULL || w->in->after.n != 1 || w->in->study->settings.profile == EK_PROFILE_NYTTOSAM) return;
  size_t at = t->entry + t->during + (size_t)w->in->study->effect.lag;
  if (t->during > 0) t->in_insats = ek_stretch_of(p, w->in->stretches, stretch_in_insats(t));
  t->after = ek_stretch_of(p, w->in->stretches, (struct ek_stretch){at, SIZE_MAX, fades_from(w, t, at, 0)});
}

/* NULL after a problem. */
static const struct found *take_time(struct wide *w, size_t row) {
  struct found *t;
  if (look_up(w, &w->time, row, 0, &t)) {
    find_time(w, row, t);
    find_stretches(w, t);
  }
  if (t->message == NULL) return t;
  problem(w, row, t->at, true, t->message, t->hint);
  return NULL;
}

/* The standing in a phase; *said is whether anything is said of it. False after a problem. */
static bool stand(struct wide *w, size_t phase, size_t row, const struct found *person,
                  uint32_t *out, bool *said) {
  struct found *f;
  struct keyed *k = &w->phase[phase];
  uint32_t who = (uint32_t)(person - (struct found *)w->person.found.items);
  *said = true;
  if ((*out = known_standing(k, row, who)) != EK_NO_STANDING) return true;
  if (look_up(w, k, row, who, &f)) {
    make_standing(w, phase, row, person, f);
    keep_index(w, k, f);
  }
  *out = f->index;
  *said = f->index != EK_NO_STANDING;
  if (f->message == NULL) return true;
  const struct ek_role_of *state = ek_intake_role(w->in, EK_ROLE_STATE, (int)phase);
  problem(w, row, f->at != NULL ? f->at : state, true, f->message, f->hint);
  return false;
}

struct stands {
  uint32_t before, during, after[64];
  bool said[64];
};

static bool take_stands(struct wide *w, size_t row, const struct found *person, struct stands *s) {
  struct ek_intake *in = w->in;
  bool said, followed = in->after.n == 0; /* of those whom a cohort starts with no more is asked */
  if (!stand(w, EK_BEFORE, row, person, &s->before, &said)) return false;
  if (!said) {
    problem(w, row, ek_intake_role(in, EK_ROLE_STATE, EK_BEFORE), true, EK_PROBLEM_SAID_BEFORE, NULL);
    return false;
  }
  s->during = s->before;
  if (w->phase[EK_DURING].n > 0 && !stand(w, EK_DURING, row, person, &s->during, &said)) return false;
  if (s->during == EK_NO_STANDING) s->during = s->before;
  for (size_t k = 0; k < in->after.n; k++) {
    if (!stand(w, EK_AFTER + k, row, person, &s->after[k], &s->said[k])) return false;
    followed |= s->said[k];
  }
  if (!followed) {
    problem(w, row, ek_intake_role(in, EK_ROLE_STATE, EK_AFTER), true, EK_PROBLEM_SAID_AFTER, "was the person not followed up? on_problem: exclude leaves such rows out, and whole: … says how many took part");
  }
  return followed;
}

/* Steps through time: in the insats, then from one measurement to the next. What is not
 * measured goes on as it was measured last. */
static void add_stays(struct wide *w, const struct found *t, const struct stands *s) {
  struct ek_intake *in = w->in;
  struct ek_people *p = in->people;
  const int *months = in->after.items;
  size_t exit = t->entry + t->during, at = exit + (size_t)in->study->effect.lag, last = 0;
  bool first = true;
  for (size_t k = 0; k < in->after.n; k++) if (s->said[k]) last = k;
  if (in->study->settings.profile == EK_PROFILE_NYTTOSAM) {
    struct ek_stretch whole = {0, SIZE_MAX, SIZE_MAX};
    ek_people_stay(p, ek_stretch_of(p, in->stretches, whole), s->after[last]);
    return;
  }
  bool stays = t->during > 0 && (!in->compared || s->during != s->before);
  if (in->after.n == 1) {
    if (stays) ek_people_stay(p, t->in_insats, s->during);
    ek_people_stay(p, t->after, s->after[0]);
    return;
  }
  if (stays) ek_people_stay(p, ek_stretch_of(p, in->stretches, stretch_in_insats(t)), s->during);
  for (size_t k = 0; k < in->after.n; k++) {
    if (!s->said[k]) continue;
    size_t measured = exit + (size_t)months[k], next = k;
    if (!first && measured > at) at = measured;
    first = false;
    do next++; while (next < in->after.n && !s->said[next]);
    size_t end = next < in->after.n ? exit + (size_t)months[next] : SIZE_MAX;
    if (end <= at) continue;
    struct ek_stretch after = {at, end == SIZE_MAX ? SIZE_MAX : end - at, k == last ? fades_from(w, t, at, k) : SIZE_MAX};
    ek_people_stay(p, ek_stretch_of(p, in->stretches, after), s->after[k]);
  }
}

static bool add_row(struct wide *w, size_t row) {
  struct ek_member m = {.weight = 1};
  struct stands s; /* filled as far as there are measurements; to clear it all takes longer */
  struct found *person, *full;
  const struct found *t = cells_are_sound(w, row) ? take_time(w, row) : NULL;
  if (t == NULL) return false;
  m.entry = t->entry;
  m.during = t->during;
  if (w->weight != NULL) m.weight = ek_number(w->in, w->weight, row);
  if (isnan(m.weight)) return problem(w, row, w->weight, true, EK_PROBLEM_NO_WEIGHT, NULL), false;
  if (look_up(w, &w->person, row, 0, &person)) person->index = ek_intake_person(w->in, row, &person->municipality);
  if (!take_stands(w, row, person, &s)) return false;
  uint32_t who = (uint32_t)(person - (struct found *)w->person.found.items);
  m.full = known_standing(&w->full, row, who);
  if (m.full == EK_NO_STANDING) {
    if (look_up(w, &w->full, row, who, &full)) {
      make_full(w, row, person, full);
      keep_index(w, &w->full, full);
    }
    m.full = full->index;
  }
  const int *months = w->in->after.items;
  m.observed = m.during;
  for (size_t k = 0; k < w->in->after.n; k++) if (s.said[k]) m.observed = m.during + (size_t)months[k];
  m.before = s.before;
  ek_people_add(w->in->people, &m);
  add_stays(w, t, &s);
  w->rows[w->members++] = row;
  return true;
}

/* The same serial number twice is the same person twice: the later rows are left out. */
static bool *twins(struct wide *w) {
  const struct ek_role_of *id = ek_intake_role(w->in, EK_ROLE_ID, EK_ANY_PHASE);
  bool *again = ek_alloc_array(w->in->arena, w->in->columns->rows, sizeof *again);
  if (id == NULL) return again;
  struct ek_list list = ek_columns_twins(w->in->arena, w->in->columns, id->column);
  const struct ek_twin *t = list.items;
  for (size_t i = 0; i < list.n; i++) {
    if (again[t[i].again]) continue;
    again[t[i].again] = true;
    problem(w, t[i].again, id, true, EK_PROBLEM_TWIN,
            "has each person one row? a file of spells is form: spells");
  }
  return again;
}

static bool too_many(struct wide *w) {
  if (w->in->after.n <= 64) return false;
  return ek_error(w->in->diags, w->in->spec->file.pos, NULL, "more than 64 measurements"), true;
}

bool ek_wide_read(struct ek_intake *in) {
  struct wide w = {.in = in};
  if (too_many(&w)) return false;
  find_columns(&w);
  find_faulty(&w);
  w.rows = ek_alloc_array(in->arena, in->columns->rows, sizeof *w.rows);
  const bool *again = twins(&w);
  for (size_t row = 0; row < in->columns->rows; row++) {
    if (again[row] || !add_row(&w, row)) in->file->excluded++;
  }
  in->file->members = w.members;
  in->rows = w.rows;
  return true;
}
