/* Participants in files and counted outcomes, made ready as far as can be without the files. */
#include <string.h>

#include "base/text.h"
#include "study/study_parts.h"

bool ek_study_has_people(const struct ek_study *study) {
  return study->participants.followup.file.text != NULL ||
         (study->outcomes.present && !study->outcomes.cohort.present);
}

const struct ek_quantity *ek_study_input(const struct ek_study *study, const struct ek_value *value,
                                         const struct ek_unit *unit) {
  struct ek_compiler *c = study->compiler;
  return ek_quantity_compile(c->arena, value, &c->scope, unit, unit != NULL, &c->study->uncertain, c->diags);
}

/* Which unit each has, only the states that are held can say; but what a formula names is
 * used from now on, and what is wrong in it is told at once. */
static void compile_inputs(struct ek_compiler *c, const struct ek_list *inputs) {
  const struct ek_named_value *v = inputs->items;
  for (size_t i = 0; i < inputs->n; i++) {
    ek_quantity_compile(c->arena, &v[i].value, &c->scope, NULL, 0, &c->study->uncertain, c->diags);
  }
}

static void compile_followup(struct ek_compiler *c, struct ek_followup *f, struct ek_pos pos,
                             bool inherits) {
  bool said = f->columns.n > 0 || f->values.n > 0 || f->households.n > 0 || f->inputs.n > 0;
  if (f->file.text == NULL) {
    if (said) ek_error(c->diags, pos, "write file: deltagare.csv", "columns of a file are described, but no file is named");
    return;
  }
  if (f->columns.n == 0 && !inherits) {
    ek_error(c->diags, f->file.pos, "write columns: {before.state: …, after.state: …}",
             "nothing says what the columns of '%s' mean", f->file.text);
  }
  compile_inputs(c, &f->inputs);
  struct ek_named_household *h = f->households.items;
  for (size_t i = 0; i < f->households.n; i++) {
    if (h[i].household.adults == 0) h[i].household.adults = 1;
  }
}

/* Weights are of those in a file, cut in one way; what the variables are, the files must say. */
static void compile_weighting(struct ek_compiler *c) {
  struct ek_weighting_terms *w = &c->study->comparison.weighting;
  if (!w->present) return;
  if (c->study->comparison.group.file.text == NULL) {
    ek_error(c->diags, w->pos, "write group: {file: …}, or take weighting away", "there is no comparison group in a file to weigh");
  }
  if (w->trim.text != NULL && w->max.text != NULL) {
    ek_error(c->diags, w->max.pos, "keep one of them", "trim and max both say how weights are cut");
  }
  const struct ek_name *names = w->variables.items;
  for (size_t i = 0; i < w->variables.n; i++) {
    for (size_t k = 0; k < i; k++) {
      if (!ek_text_same(names[i].text, names[k].text)) continue;
      ek_error(c->diags, names[i].pos, "take one of them away", "'%s' stands twice", names[i].text);
      break;
    }
  }
  w->trimmed = ek_study_quantity(c, &w->trim);
  w->largest = ek_study_quantity(c, &w->max);
}

/* One way of saying who took part. */
static void check_ways(struct ek_compiler *c) {
  const struct ek_study *s = c->study;
  bool cases = s->participants.cases.n > 0, file = s->participants.followup.file.text != NULL;
  struct ek_pos pos = s->participants.present ? s->participants.pos : s->pos;
  bool starts = file && s->outcomes.cohort.alternative_list.n > 0; /* the file says where a cohort starts */
  int ways = cases + file + (s->outcomes.present && !starts);
  if (ways == 0 && ek_diags_errors(c->diags) == 0) { /* else a misspelt key may be why */
    const char *hint = s->estimate.present ? "`ekusia estimate` needs no more, but a report does: participants or outcomes"
                                           : "write participants: {cases: …}, participants: {file: …}, or outcomes";
    if (s->participants.present) ek_error(c->diags, pos, hint, "missing key 'cases' in participants");
    else ek_error(c->diags, pos, hint, "the study does not say who took part");
  } else if (ways > 1) {
    ek_error(c->diags, pos, "keep one of them", "the study says in more than one way who took part: %s",
             !cases ? "a file and outcomes" : file ? "cases and a file" : "cases and outcomes");
  }
  const struct ek_name *group = &s->comparison.group.file;
  if (group->text != NULL && !file) {
    ek_error(c->diags, group->pos, "give the participants in a file too, or state a deadweight",
             "a comparison group can be held against participants in a file only");
  }
  const struct ek_transition *t = s->comparison.transitions.items;
  if (s->comparison.transitions.n > 0 && !s->outcomes.present) {
    ek_error(c->diags, t->pos, "write outcomes: {before: …, transitions: …}",
             "counts of a comparison group can be held against counted outcomes only");
  }
}

/* {kommun: {shares: {eskilstuna: 60 %, strängnäs: 40 %}}}: an account whose costs several bear. */
static void compile_municipal(struct ek_compiler *c, const struct ek_financing *f, int account) {
  struct ek_municipal_split *split = ek_list_push(c->arena, &c->study->municipal, sizeof *split);
  const struct ek_named_value *v = f->shares.items;
  *split = (struct ek_municipal_split){.account = account, .financing = f};
  split->share = ek_alloc_array(c->arena, f->shares.n, sizeof *split->share);
  for (size_t i = 0; i < f->shares.n; i++) split->share[i] = ek_study_quantity(c, &v[i].value);
  if (c->study->participants.followup.file.text != NULL) return;
  ek_error(c->diags, f->name.pos, "a pool's costs are split to actors; an actor's only between the municipalities of those in a file",
           "'%s' is no pool, and the participants are in no file", f->name.text);
}

static void compile_financing(struct ek_compiler *c) {
  const struct ek_financing *own = c->study->financing.items;
  for (size_t i = 0; i < c->study->financing.n; i++) {
    if (ek_model_pool(c->model, own[i].name.text) >= 0) continue;
    int account = ek_model_account(c->model, own[i].name.text);
    if (account >= 0 && account < EK_ACCOUNT_PRODUCTION(c->model)) {
      compile_municipal(c, &own[i], account);
      continue;
    }
    const char **words = ek_alloc_array(c->arena, c->model->n_pools, sizeof *words);
    for (size_t k = 0; k < c->model->n_pools; k++) words[k] = c->model->pools[k].name.text;
    ek_error(c->diags, own[i].name.pos, ek_study_near(c, own[i].name.text, words, c->model->n_pools),
             "there is no pool '%s' in the model '%s'", own[i].name.text, c->model->name);
  }
}

/* Ages at which bands begin, one after another. */
static void check_bands(struct ek_compiler *c) {
  const struct ek_participants *p = &c->study->participants;
  const int *from = p->age_bands.items;
  for (size_t i = 1; i < p->age_bands.n; i++) {
    if (from[i] > from[i - 1]) continue;
    ek_error(c->diags, p->pos, "write age_bands: [25, 35, 50]", "the ages of 'age_bands' must rise, but %d follows on %d", from[i], from[i - 1]);
    return;
  }
}

/* The ends of an interval of few samples are single samples. */
static void check_bootstrap(struct ek_compiler *c) {
  const struct ek_bootstrap *b = &c->study->bootstrap;
  if (!b->present || b->draws <= 0 || b->draws >= EK_FEWEST_DRAWS) return;
  ek_error(c->diags, b->pos, "write draws: 0 for no intervals; good ones ask for a thousand or more",
           "%d draws of persons are too few; %d at least: fewer would tell of each of them", b->draws, EK_FEWEST_DRAWS);
}

void ek_study_compile_followups(struct ek_compiler *c) {
  struct ek_study *s = c->study;
  check_ways(c);
  check_bands(c);
  compile_followup(c, &s->participants.followup, s->participants.pos, false);
  compile_followup(c, &s->comparison.group, s->comparison.pos, true);
  compile_weighting(c);
  compile_inputs(c, &s->outcomes.inputs);
  if (!s->outcomes.household.present) s->outcomes.household.adults = 1;
  s->participants.whole.quantity = ek_study_quantity(c, &s->participants.whole.value);
  if (s->participants.whole.quantity != NULL && s->participants.followup.file.text == NULL) {
    ek_error(c->diags, s->participants.whole.value.pos, "give the cases larger weights",
             "'whole' is said of a sample in a file");
  }
  const struct ek_name *by = s->breakdown.items;
  if (s->breakdown.n > 0 && s->participants.followup.file.text == NULL) {
    ek_error(c->diags, by[0].pos, "take it away", "a breakdown needs participants in a file");
  }
  check_bootstrap(c);
  compile_financing(c);
}

struct ek_study *ek_study_with_cases(struct ek_arena *arena, const struct ek_study *study,
                                     const char *cases, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){.name = "<cases>", .text = cases, .size = strlen(cases)};
  struct ek_study *copy = ek_alloc(arena, sizeof *copy);
  const struct ek_node *root = ek_yaml_read(arena, source, diags);
  if (root == NULL) return NULL;
  *copy = *study;
  copy->people = NULL;
  copy->breakdown = copy->municipal = (struct ek_list){0};
  if (!ek_bind(arena, root, &ek_record_participants, &copy->participants, diags)) return NULL;
  struct ek_compiler *c = ek_alloc(arena, sizeof *c);
  *c = *study->compiler;
  c->study = copy;
  c->diags = diags;
  copy->compiler = c;
  ek_study_compile_cases(c);
  return ek_diags_errors(diags) > before ? NULL : copy;
}
