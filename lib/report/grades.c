/* How well what the study states itself is supported: how many values there are of each grade, and which are
 * merely assumed. */
#include "base/text.h"
#include "report/sections.h"

enum { NAMES_SHOWN = 4 };

struct grades {
  size_t n, of[EK_GRADE_D + 1];
  struct ek_list weak; /* const char * */
};

static void take(const struct ek_report *p, struct grades *g, const char *name, const struct ek_value *value) {
  enum ek_grade grade = value->grade != EK_GRADE_NONE ? value->grade : (enum ek_grade)value->source.grade;
  g->n++;
  g->of[grade]++;
  if (grade == EK_GRADE_D) *(const char **)ek_list_push(p->arena, &g->weak, sizeof name) = ek_say_within(p->arena, p->lang, name, false);
}

/* One that follows from others by a formula is not stated. */
static bool stated(const struct ek_quantity *q) {
  return q != NULL && (q->formula == NULL || ek_formula_is_number(q->formula));
}

static void take_corrections(const struct ek_report *p, struct grades *g) {
  const struct ek_study *study = p->r->study;
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) {
    const struct ek_value *value = ek_correction_value(study, c);
    bool named = false;
    for (size_t i = 0; i < study->assumption_list.n; i++) named |= value == &((const struct ek_named_value *)study->assumption_list.items)[i].value;
    if (value != NULL && !named && stated(study->correction[c])) take(p, g, EK_SAID(p, ek_part_correction(c)), value);
  }
}

static struct grades grades_of(const struct ek_report *p) {
  const struct ek_study *study = p->r->study;
  const struct ek_named_value *own = study->assumption_list.items, *changed = study->override_list.items;
  struct grades g = {0};
  for (size_t i = 0; i < study->assumption_list.n; i++) {
    if (study->assumption_used[i] && stated(study->assumptions[i])) take(p, &g, ek_say_name(p->arena, own[i].name.text), &own[i].value);
  }
  take_corrections(p, &g);
  for (size_t i = 0; i < study->override_list.n; i++) take(p, &g, changed[i].name.text, &changed[i].value);
  return g;
}

/* "2 av grad C, 7 av grad D och ett utan grad". */
static const char *spread_text(const struct ek_report *p, const struct grades *g) {
  static const char *const names[] = {"", "A", "B", "C", "D"};
  const char *texts[EK_GRADE_D + 1];
  size_t n = 0;
  for (int grade = EK_GRADE_A; grade <= EK_GRADE_D; grade++) {
    if (g->of[grade] == g->n) return EK_SAY(p, g->n == 1 ? EK_W_Q_ITS_GRADE : EK_W_Q_ALL_OF, names[grade]);
  }
  if (g->of[EK_GRADE_NONE] == g->n) return EK_SAID(p, g->n == 1 ? EK_W_Q_ITS_NONE : EK_W_Q_ALL_NONE);
  for (int grade = EK_GRADE_A; grade <= EK_GRADE_D; grade++) {
    if (g->of[grade] > 0) texts[n++] = EK_SAY(p, EK_W_Q_OF_GRADE, ek_say_count(p->arena, p->lang, (int)g->of[grade]), names[grade]);
  }
  if (g->of[EK_GRADE_NONE] > 0) texts[n++] = EK_SAY(p, EK_W_Q_NO_GRADE, ek_say_count(p->arena, p->lang, (int)g->of[EK_GRADE_NONE]));
  return ek_say_list(p->arena, p->lang, texts, n);
}

const char *ek_part_grades_text(const struct ek_report *p) {
  const struct grades g = grades_of(p);
  if (g.n == 0) return NULL;
  const char *count = ek_say_count(p->arena, p->lang, (int)g.n), *text = EK_SAY(p, g.n == 1 ? EK_W_Q_COUNT_ONE : EK_W_Q_COUNT, count, spread_text(p, &g));
  if (g.weak.n == 0) return text;
  const char *weak = ek_say_some(p->arena, p->lang, g.weak.items, g.weak.n, NAMES_SHOWN);
  return ek_sprintf(p->arena, "%s %s", text, EK_SAY(p, g.weak.n == 1 ? EK_W_Q_WEAK_ONE : EK_W_Q_WEAK, weak));
}
