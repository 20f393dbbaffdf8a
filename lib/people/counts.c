/* Participants as counts: one member for each person that was counted, so that they are priced,
 * drawn anew and held against others like those of a file. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/draft.h"
#include "people/problems.h"

struct counting {
  struct ek_intake *in;
  uint32_t who;
  struct ek_followup spec;
};

/* A whole number of persons; -1 with a diagnostic. */
static long whole_number(struct counting *c, const struct ek_named_text *t) {
  char *end;
  long n = t->text != NULL ? strtol(t->text, &end, 10) : -1;
  if (t->text != NULL && end != t->text && *end == '\0' && n >= 0 && n <= 1000000) return n;
  ek_error(c->in->diags, t->pos, "write 40", "'%s' must be a whole number of persons", t->name.text);
  return -1;
}

/* The standing of a state, or of several with extents. */
static uint32_t standing(struct counting *c, const struct ek_name *name) {
  struct ek_draft d = {.who = c->who};
  const char *fault = NULL, *hint = NULL, *lacking;
  const struct ek_role_of *wrong;
  if (name->text == NULL) return EK_NO_STANDING;
  const struct ek_mixture *m = ek_mixture_read(c->in->arena, c->in->study, name->text, &fault, &hint);
  if (m == NULL) {
    bool unknown = strcmp(fault, EK_PROBLEM_STATE) == 0;
    ek_error(c->in->diags, name->pos, unknown ? ek_study_item_hint(c->in->study, name->text, true) : hint,
             unknown ? "there is no state '%s'" : "'%s': a share must be 0 to 100 %%", name->text);
    return EK_NO_STANDING;
  }
  for (size_t i = 0; i < m->n; i++) ek_draft_hold(&d, m->part[i].item, m->part[i].extent);
  ek_draft_serve(c->in, &d);
  uint32_t at = ek_standing_of(c->in, &d, &lacking, &wrong);
  if (lacking != NULL) {
    ek_error(c->in->diags, name->pos, ek_sprintf(c->in->arena, "write outcomes: {inputs: {%s: …}}", lacking),
             "'%s' asks for the input '%s'", name->text, lacking);
  }
  return at;
}

static uint32_t full_standing(struct counting *c) {
  struct ek_draft d = {.who = c->who};
  const char *lacking;
  const struct ek_role_of *wrong;
  const struct ek_item *work = ek_study_item(c->in->study, c->in->study->model->full_work_name.text, true);
  if (work == NULL) return EK_NO_STANDING;
  d.held[0].item = work;
  d.held[0].quantity = 1;
  d.n_held = 1;
  return ek_standing_of(c->in, &d, &lacking, &wrong);
}

/* `n` persons from one state to another in a month; NULL: they stay. */
static void add(struct counting *c, size_t n, const struct ek_member *member, const struct ek_transition *t,
                uint32_t to) {
  struct ek_people *p = c->in->people;
  bool nyttosam = c->in->study->settings.profile == EK_PROFILE_NYTTOSAM;
  int month = t == NULL || nyttosam ? 0 : t->month > 0 ? t->month : c->in->study->effect.lag;
  size_t from = (size_t)month; /* one that is stated is when it came, and has no lag */
  uint32_t stretch = ek_stretch_of(p, c->in->stretches, (struct ek_stretch){from, SIZE_MAX, nyttosam ? SIZE_MAX : from});
  ek_people_begin(p, n);
  for (size_t i = 0; i < n; i++) {
    ek_people_add(p, member);
    if (t != NULL) ek_people_stay(p, stretch, to);
  }
}

/* Those who went somewhere, and those who stayed; *left: how many that is. */
static void add_from(struct counting *c, const struct ek_list *transitions, const struct ek_named_text *state,
                     struct ek_member member, long left) {
  const struct ek_transition *t = transitions->items;
  for (size_t i = 0; i < transitions->n; i++) {
    if (!ek_text_same(t[i].from.text, state->name.text)) continue;
    uint32_t to = standing(c, &t[i].to);
    if (to == EK_NO_STANDING) return;
    if (t[i].count > left) {
      ek_error(c->in->diags, t[i].pos, NULL, "more went from '%s' than were in it", state->name.text);
      return;
    }
    left -= t[i].count;
    add(c, (size_t)t[i].count, &member, &t[i], to);
  }
  add(c, (size_t)left, &member, NULL, 0);
}

/* How many were in a state in the comparison group: the same in each of its rows. */
static long compared_from(struct counting *c, const struct ek_named_text *state) {
  const struct ek_list *list = &c->in->study->comparison.transitions;
  const struct ek_transition *t = list->items;
  long of = -1;
  for (size_t i = 0; i < list->n; i++) {
    if (!ek_text_same(t[i].from.text, state->name.text)) continue;
    if (t[i].of == 0) {
      ek_error(c->in->diags, t[i].pos, "write of: 60", "of how many in the comparison group is not said");
      return -1;
    } else if (of >= 0 && of != t[i].of) {
      ek_error(c->in->diags, t[i].pos, NULL, "the comparison group has both %ld and %d in '%s'", of, t[i].of, state->name.text);
    }
    of = t[i].of;
  }
  if (of < 0) {
    ek_error(c->in->diags, list->n > 0 ? t[0].pos : c->in->study->comparison.pos,
             ek_sprintf(c->in->arena, "write {from: %s, to: …, count: …, of: …}", state->name.text),
             "the comparison group says nothing of '%s'", state->name.text);
  }
  return of;
}

static void check_origins(struct counting *c, const struct ek_list *transitions) {
  const struct ek_list *before = &c->in->study->outcomes.before;
  const struct ek_named_text *states = before->items;
  const struct ek_transition *t = transitions->items;
  for (size_t i = 0; i < transitions->n; i++) {
    bool there = false;
    for (size_t k = 0; k < before->n; k++) there |= ek_text_same(states[k].name.text, t[i].from.text);
    if (there || t[i].from.text == NULL) continue;
    ek_error(c->in->diags, t[i].from.pos, "write it under outcomes.before", "nobody is said to be in '%s' before", t[i].from.text);
  }
}

/* All of one side, state by state: each state is a stratum of its own. */
static void add_side(struct counting *c, bool compared) {
  const struct ek_list *before = &c->in->study->outcomes.before;
  const struct ek_list *transitions = compared ? &c->in->study->comparison.transitions : &c->in->study->outcomes.transitions;
  const struct ek_named_text *states = before->items;
  check_origins(c, transitions);
  for (size_t i = 0; i < before->n; i++) {
    long n = compared ? compared_from(c, &states[i]) : whole_number(c, &states[i]);
    uint32_t from = standing(c, &states[i].name);
    if (n < 0 || from == EK_NO_STANDING) continue;
    struct ek_member member = {.weight = 1, .before = from, .full = full_standing(c), .stratum = (uint16_t)i};
    add_from(c, transitions, &states[i], member, n);
  }
}

bool ek_counts_read(struct ek_intake *in) {
  size_t errors = ek_diags_errors(in->diags);
  struct counting c = {.in = in};
  c.spec.inputs = in->study->outcomes.inputs;
  c.spec.services = in->study->outcomes.services;
  in->spec = &c.spec;
  if (!ek_intake_services(in)) return false;
  double age = in->study->outcomes.age > 0 ? in->study->outcomes.age : in->study->model->default_age;
  c.who = ek_person_of(in->people, in->persons, (struct ek_person_key){age, &in->study->outcomes.household});
  add_side(&c, false);
  in->people->participants = in->people->n;
  if (in->study->comparison.transitions.n > 0) add_side(&c, true);
  return ek_diags_errors(in->diags) == errors;
}
