/* The scale of evidence that a study corrects its values by: which steps there are, and which a grade is. */
#include "base/text.h"
#include "study/study_parts.h"

#define AT(member) offsetof(struct ek_evidence_terms, member)
static const struct ek_field evidence_fields[] = {
    {.key = "profile", .kind = EK_NAME, .offset = AT(profile), .aliases = "profil scale skala", .help = "A scale of the model, such as gmca-2014."},
    {.key = "steps", .kind = EK_RECORD_MAP, .offset = AT(steps), .record = &ek_record_evidence_step, .aliases = "steg", .help = "Instead: the study's own steps: {C: {cut: 10 %}, D: {cut: 25 %, spread: 20 %}}."},
    {.key = "grades", .kind = EK_TEXT_MAP, .offset = AT(grades), .aliases = "grader betyg", .help = "Which step the values of a grade have: {B: 3, D: 6}. Steps that are called as grades are theirs."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(source), .aliases = "källa", .help = "Where the study's own steps come from."},
    {.key = NULL}};
const struct ek_record ek_record_evidence_terms = {.name = "evidence", .size = sizeof(struct ek_evidence_terms), .fields = evidence_fields, .pos_offset = AT(pos), .present_offset = AT(present), .help = "How weak evidence cuts and widens values. Results as stated are not touched; sensitivity analysis shows both.", .shorthand = "profile"};

static bool take_profile(struct ek_compiler *c, struct ek_grading *g) {
  const struct ek_evidence_terms *e = &c->study->evidence;
  int at = ek_model_evidence(c->model, e->profile.text);
  if (at < 0) {
    const char **words = ek_alloc_array(c->arena, c->model->n_evidence, sizeof *words);
    for (size_t i = 0; i < c->model->n_evidence; i++) words[i] = c->model->evidence[i].name.text;
    const char *near = ek_study_near(c, e->profile.text, words, c->model->n_evidence);
    return ek_error(c->diags, e->profile.pos, near != NULL ? near : "write the study's own: steps: {C: {cut: 10 %}}", "there is no scale of evidence '%s' in the model '%s'", e->profile.text, c->model->name);
  }
  const struct ek_evidence *scale = &c->model->evidence[at];
  *g = (struct ek_grading){.name = scale->name.text, .label = scale->label, .source = scale->source, .steps = scale->steps.items, .n = scale->steps.n};
  return true;
}

static const char *near_step(struct ek_compiler *c, const struct ek_grading *g, const char *name) {
  struct ek_buffer all = {.arena = c->arena};
  const char **words = ek_alloc_array(c->arena, g->n, sizeof *words);
  for (size_t i = 0; i < g->n; i++) {
    words[i] = g->steps[i].name.text;
    ek_buffer_addf(&all, "%s%s", i > 0 ? ", " : "the steps are ", words[i]);
  }
  const char *near = ek_study_near(c, name, words, g->n);
  return near != NULL ? near : ek_buffer_text(&all);
}

/* Grades by their own names where steps have them, else as the study says. */
static void take_grades(struct ek_compiler *c, struct ek_grading *g) {
  static const char *const letters[] = {"", "A", "B", "C", "D"};
  const struct ek_named_text *said = c->study->evidence.grades.items;
  for (int k = EK_GRADE_A; k <= EK_GRADE_D; k++) g->of[k] = ek_evidence_step_named(g, letters[k]);
  for (size_t i = 0; i < c->study->evidence.grades.n; i++) {
    int grade = EK_GRADE_NONE;
    for (int k = EK_GRADE_A; k <= EK_GRADE_D; k++) if (ek_text_same(letters[k], said[i].name.text)) grade = k;
    const struct ek_evidence_step *step = ek_evidence_step_named(g, said[i].text);
    if (grade == EK_GRADE_NONE) ek_error(c->diags, said[i].name.pos, "grades are A, B, C and D", "there is no grade '%s'", said[i].name.text);
    else if (step == NULL) ek_error(c->diags, said[i].pos, near_step(c, g, said[i].text), "there is no step '%s' in the scale of evidence", said[i].text);
    else g->of[grade] = step;
  }
}

void ek_study_compile_evidence(struct ek_compiler *c) {
  struct ek_evidence_terms *e = &c->study->evidence;
  struct ek_grading *g = &c->study->grading;
  size_t errors = ek_diags_errors(c->diags);
  if (!e->present) return;
  g->broken = true;
  if ((e->profile.text != NULL) == (e->steps.n > 0)) {
    ek_error(c->diags, e->pos, "write evidence: gmca-2014, or steps: {D: {cut: 25 %}}", "evidence has a 'profile' or 'steps'%s", e->steps.n > 0 ? ", not both" : "");
    return;
  }
  if (e->profile.text != NULL && !take_profile(c, g)) return;
  if (e->steps.n > 0) {
    ek_evidence_read(c->arena, &e->steps, c->diags);
    *g = (struct ek_grading){.source = e->source, .steps = e->steps.items, .n = e->steps.n};
  }
  take_grades(c, g);
  g->broken = ek_diags_errors(c->diags) > errors;
}
