/* From what a study names to its participants: one file or two, or counts. */
#include "people/people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/world.h"
#include "people/draft.h"
#include "people/problems.h"

void ek_people_begin(struct ek_people *p, size_t most) {
  struct ek_arena *arena = p->arena;
  size_t room = p->n + most;
  struct ek_people old = *p;
  p->weight = ek_alloc_array(arena, room, sizeof *p->weight);
  p->stratum = ek_alloc_array(arena, room, sizeof *p->stratum);
  p->before = ek_alloc_array(arena, room, sizeof *p->before);
  p->full = ek_alloc_array(arena, room, sizeof *p->full);
  p->first_stay = ek_alloc_array(arena, room + 1, sizeof *p->first_stay);
  p->entry = ek_alloc_array(arena, room, sizeof *p->entry);
  p->during = ek_alloc_array(arena, room, sizeof *p->during);
  p->observed = ek_alloc_array(arena, room, sizeof *p->observed);
  size_t stays = p->stays.n + 2 * most; /* in the insats and after it, mostly */
  if (stays > p->stays.capacity) {
    struct ek_list more = {ek_alloc_array(arena, stays, sizeof(struct ek_stay)), p->stays.n, stays};
    if (p->stays.n > 0) memcpy(more.items, p->stays.items, p->stays.n * sizeof(struct ek_stay));
    p->stays = more;
  }
  if (old.n == 0) return;
  memcpy(p->weight, old.weight, old.n * sizeof *p->weight);
  memcpy(p->stratum, old.stratum, old.n * sizeof *p->stratum);
  memcpy(p->before, old.before, old.n * sizeof *p->before);
  memcpy(p->full, old.full, old.n * sizeof *p->full);
  memcpy(p->first_stay, old.first_stay, (old.n + 1) * sizeof *p->first_stay);
  memcpy(p->entry, old.entry, old.n * sizeof *p->entry);
  memcpy(p->during, old.during, old.n * sizeof *p->during);
  memcpy(p->observed, old.observed, old.n * sizeof *p->observed);
}

void ek_people_add(struct ek_people *p, const struct ek_member *m) {
  size_t at = p->n++;
  p->weight[at] = m->weight;
  p->stratum[at] = m->stratum;
  p->before[at] = m->before;
  p->full[at] = m->full;
  p->entry[at] = (uint16_t)m->entry;
  p->during[at] = (uint16_t)m->during;
  p->observed[at] = (uint16_t)m->observed;
  p->first_stay[p->n] = (uint32_t)p->stays.n;
}

void ek_people_stay(struct ek_people *p, uint32_t stretch, uint32_t standing) {
  *(struct ek_stay *)ek_list_push(p->arena, &p->stays, sizeof(struct ek_stay)) = (struct ek_stay){stretch, standing};
  p->first_stay[p->n] = (uint32_t)p->stays.n;
}

uint32_t ek_people_lasting(const struct ek_people *p, size_t member) {
  const struct ek_stay *stays = p->stays.items;
  uint32_t end = p->first_stay[member + 1];
  return end > p->first_stay[member] ? stays[end - 1].standing : p->before[member];
}

const struct ek_phase *ek_people_phase(const struct ek_people *p, uint32_t standing, const double **numbers) {
  const struct ek_standing *s = (const struct ek_standing *)p->standings.items + standing;
  *numbers = p->numbers.n > 0 ? (const double *)p->numbers.items + s->first : NULL;
  return &((const struct ek_shape *)p->shapes.items)[s->shape].phase;
}

double ek_people_extent(const struct ek_people *p, const struct ek_holding *h, const double *numbers) {
  if (h->quantity->slot < 0) return 1;
  return numbers[(size_t)h->quantity->slot - p->study->uncertain.n];
}

/* How many cells say nothing, by column with a role. */
static void count_missing(struct ek_intake *in) {
  const struct ek_role_of *roles = in->roles.items;
  for (size_t i = 0; i < in->roles.n; i++) {
    const struct ek_meaning *m = roles[i].meaning;
    const struct ek_column *c = &in->columns->columns[roles[i].column];
    if (m == NULL) continue;
    size_t n = 0;
    bool any = false;
    bool *nothing = ek_alloc_array(in->arena, c->n, sizeof *nothing);
    for (size_t code = 0; code < c->n; code++) {
      nothing[code] = isnan(m->number[code]) && m->mixture[code] == NULL && m->household[code] == NULL &&
                      m->word[code] == NULL && m->fault[code] == NULL;
      any |= nothing[code];
    }
    for (size_t row = 0; any && row < in->columns->rows; row++) n += nothing[c->codes[row]];
    if (n == 0) continue;
    *(struct ek_missing_cells *)ek_list_push(in->people->arena, &in->file->empty, sizeof(struct ek_missing_cells)) =
        (struct ek_missing_cells){c->name, n};
  }
}

/* --- one file ---------------------------------------------------------------------------- */

/* How long participants were in the insats, on average: a comparison group without days of exit
 * is read as if it had waited as long. */
static int mean_during(const struct ek_people *p) {
  double sum = 0, weight = 0;
  for (size_t i = 0; i < p->participants; i++) {
    sum += p->weight[i] * p->during[i];
    weight += p->weight[i];
  }
  return weight > 0 ? (int)round(sum / weight) : 0;
}

/* Weights of 0 are for some, not for all. */
static bool weighs(const struct ek_intake *in) {
  double sum = 0;
  for (size_t i = in->people->n - in->file->members; i < in->people->n; i++) sum += in->people->weight[i];
  if (sum > 0) return true;
  const struct ek_role_of *weight = ek_intake_role(in, EK_ROLE_WEIGHT, EK_ANY_PHASE);
  return ek_error(in->diags, weight->written->pos, "is it the column of weights?", "all weights are 0");
}

static bool read_file(struct ek_intake *in) {
  size_t errors = ek_diags_errors(in->diags);
  if (!ek_intake_open(in)) return false;
  if (!ek_intake_services(in)) return false;
  ek_intake_meanings(in);
  if (ek_diags_errors(in->diags) > errors) return false;
  ek_people_begin(in->people, in->columns->rows);
  ek_intake_odd_rows(in);
  bool done = in->spec->form == EK_FORM_SPELLS ? ek_spells_read(in) : ek_wide_read(in);
  if (!done) return false;
  ek_covariates_add(in, in->people->n - in->file->members);
  if (!ek_traits_add(in, in->people->n - in->file->members)) return false;
  count_missing(in);
  ek_intake_sort_problems(in);
  if (in->describes) return true;
  ek_intake_tell(in);
  if (ek_diags_errors(in->diags) > errors) return false;
  if (in->file->members >= EK_FEWEST) return weighs(in);
  return ek_error(in->diags, (struct ek_pos){.source = in->file->source},
                  "results of so few are not shown, to protect them",
                  "%zu usable %s in the file; at least %d are asked for", in->file->members,
                  in->file->members == 1 ? "person" : "persons", EK_FEWEST);
}

static struct ek_intake intake_new(struct ek_people *p, struct ek_study *study, struct ek_arena *scratch,
                                   struct ek_diags *diags) {
  struct ek_intake in = {.arena = p->arena, .diags = diags, .study = study, .people = p, .scratch = scratch};
  in.persons = ek_intern_new(p->arena);
  in.shapes = ek_intern_new(p->arena);
  in.standings = ek_intern_new(p->arena);
  in.stretches = ek_intern_new(p->arena);
  in.one = ek_quantity_constant(p->arena, 1, ek_unit_none);
  return in;
}

static bool read_participants(struct ek_intake *in, const struct ek_list *by) {
  struct ek_followup spec = ek_intake_spec(in->arena, in->study, false);
  in->spec = &spec;
  in->file = &in->people->file;
  if (!read_file(in)) return false;
  in->people->participants = in->people->n;
  in->people->measured = spec.form == EK_FORM_SPELLS ? spec.measured : in->after;
  return ek_breakdowns_make(in, by);
}

/* Like is compared with like only when both are looked at after the same time. */
static void check_times(struct ek_intake *in, const struct ek_list *measured) {
  const int *own = measured->items, *theirs = in->after.items;
  if (measured->n == 0 || in->after.n == 0 || own[measured->n - 1] == theirs[in->after.n - 1]) return;
  ek_warning(in->diags, in->spec->file.pos, "compare what was measured after as long",
             "participants are measured last after %d months, those they are compared with after %d",
             own[measured->n - 1], theirs[in->after.n - 1]);
}

static bool read_group(struct ek_intake *in) {
  struct ek_followup spec = ek_intake_spec(in->arena, in->study, true);
  if (spec.file.text == NULL) return true;
  if (spec.during == 0) spec.during = mean_during(in->people);
  in->spec = &spec;
  in->file = &in->people->group;
  in->compared = true;
  struct ek_list measured = in->after;
  in->roles = in->after = (struct ek_list){0};
  if (!read_file(in)) return false;
  if (spec.form != EK_FORM_SPELLS && in->study->participants.followup.form != EK_FORM_SPELLS) check_times(in, &measured);
  return true;
}

/* All that took part cannot be fewer than those who were followed up. What is drawn has no column
 * yet, and how many took part is counted: with NaN in its place it is found out. */
static bool take_whole(struct ek_people *p, struct ek_diags *diags) {
  const struct ek_quantity *q = p->study->participants.whole.quantity;
  double sum = 0;
  size_t errors = ek_diags_errors(diags);
  static const double nothing = NAN;
  if (q == NULL) return true;
  const double **drawn = ek_alloc_array(p->arena, p->study->uncertain.n, sizeof *drawn);
  for (size_t i = 0; i < p->study->uncertain.n; i++) drawn[i] = &nothing;
  for (size_t i = 0; i < p->participants; i++) sum += p->weight[i];
  struct ek_world world = {.model = p->study->model, .arena = p->arena, .diags = ek_diags_new(p->arena), .draws = 1,
                           .drawn = drawn,
                           .day = p->study->rules_date, .price_year = p->study->settings.price_year,
                           .assumptions = p->study->assumptions, .n_assumptions = p->study->assumption_list.n};
  ek_world_init(&world);
  struct ek_env env = {.world = &world};
  p->whole = ek_quantity_eval(q, &env)[0];
  if (isnan(p->whole)) return ek_error(diags, q->value->pos, "write a number, and no distribution", "'whole' is not a number that is known");
  world.diags = diags; /* now for what else may be wrong with it */
  p->whole = ek_quantity_eval(q, &env)[0];
  if (p->whole >= sum || ek_diags_errors(diags) > errors) return ek_diags_errors(diags) == errors;
  return ek_error(diags, q->value->pos, "give all that took part, answered or not",
                  "'whole' is fewer than the %g participants in the file", sum);
}

/* What is paid while they take part needs to know how long that is. */
static bool check_during(const struct ek_people *p, struct ek_diags *diags) {
  const struct ek_cost *costs = p->study->costs.items;
  size_t errors = ek_diags_errors(diags);
  for (size_t i = 0; i < p->participants; i++) if (p->during[i] > 0) return true;
  for (size_t i = 0; i < p->study->costs.n; i++) {
    if (costs[i].timing != EK_COST_PER_PARTICIPANT_TIME) continue;
    ek_error(diags, costs[i].amount_value.pos,
             p->study->outcomes.present ? "write it by participant: 4 500 kr/participant"
                                        : "write participants: {columns: {entry: …, exit: …}} or {during: 6 months}",
             "'%s' is paid per month in the insats, but nothing says how long that is", costs[i].name.text);
  }
  return ek_diags_errors(diags) == errors;
}

static bool read_people(struct ek_arena *arena, struct ek_study *study, const struct ek_list *by,
                        bool describes, struct ek_diags *diags) {
  if (by != NULL && by->n > 0 && study->participants.followup.file.text == NULL) {
    return ek_error(diags, (struct ek_pos){0}, "groups are made of participants in a file", "this study has no participants in a file");
  }
  if (!ek_study_has_people(study)) return true;
  struct ek_people *p = ek_alloc(arena, sizeof *p);
  p->arena = arena;
  p->study = study;
  p->numbers.items = ek_alloc(arena, sizeof(double)); /* standings without numbers point there too */
  p->numbers.capacity = 1;
  struct ek_arena *scratch = ek_arena_new();
  struct ek_intake in = intake_new(p, study, scratch, diags);
  in.describes = describes;
  bool cohort = study->outcomes.cohort.present;
  bool fine = study->outcomes.present && !cohort ? ek_counts_read(&in)
                                      : read_participants(&in, by) && read_group(&in) && take_whole(p, diags);
  fine = fine && (describes || check_during(p, diags));
  ek_arena_free(scratch);
  if (fine && cohort && !describes) return ek_people_start_cohort(p, study, diags);
  if (fine) study->people = p;
  return fine;
}

bool ek_people_read(struct ek_arena *arena, struct ek_study *study, const struct ek_list *by,
                    struct ek_diags *diags) {
  return read_people(arena, study, by, false, diags);
}

bool ek_people_describe(struct ek_arena *arena, struct ek_study *study, struct ek_diags *diags) {
  return read_people(arena, study, NULL, true, diags);
}

struct ek_study *ek_people_study(struct ek_arena *arena, const char *path,
                                 const struct ek_study_options *options, const struct ek_list *by,
                                 struct ek_diags *diags) {
  struct ek_study *study = ek_study_read(arena, path, options, diags);
  return study != NULL && ek_people_read(arena, study, by, diags) ? study : NULL;
}
