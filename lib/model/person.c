/* What happens once per person: inputs that a study may give, incomes from all
 * states, taxes on them, and the lines of the household's economy. */
#include <string.h>

#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

/* Inputs and incomes, as the locals that lets and flows begin from. An input is
 * a let of its default, so that a default nobody needs is not asked for. */
static struct ek_local *given_locals(const struct ek_model *m, struct ek_arena *arena) {
  const struct ek_personal *p = &m->personal;
  const struct ek_input *inputs = p->item.inputs.items;
  const struct ek_income *incomes = p->incomes.items;
  struct ek_local *given = ek_alloc_array(arena, p->item.inputs.n + p->incomes.n, sizeof *given);
  for (size_t i = 0; i < p->item.inputs.n; i++) {
    given[i] = (struct ek_local){.name = inputs[i].name.text, .unit = inputs[i].unit,
                                 .formula = inputs[i].formula, .input = true, .broken = inputs[i].broken};
  }
  struct ek_local *income = given + p->item.inputs.n;
  for (size_t i = 0; i < p->incomes.n; i++) {
    income[i].name = incomes[i].name.text;
    income[i].unit = ek_model_money_rate(m);
  }
  return given;
}

/* Lines become columns of their names in machine output, beside those of the program. */
static void check_line_name(const struct ek_personal *p, size_t line, struct ek_diags *diags) {
  static const char *const own[] = {"situation", "wage", "disposable", "earned",
                                    "participation_effect", "marginal_effect"};
  const struct ek_household_line *lines = p->household.items;
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    if (!ek_text_same(own[i], lines[line].name.text)) continue;
    ek_error(diags, lines[line].name.pos, "choose another name; the label may be any",
             "'%s' is a column of every household", own[i]);
  }
  for (size_t i = 0; i < line; i++) {
    if (!ek_text_same(lines[i].name.text, lines[line].name.text)) continue;
    ek_error(diags, lines[line].name.pos, NULL, "two lines are called '%s'", lines[i].name.text);
  }
}

static void compile_lines(struct ek_model *m, const struct ek_scope *scope,
                          struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_personal *p = &m->personal;
  const struct ek_unit rate = ek_model_money_rate(m);
  struct ek_household_line *lines = p->household.items;
  for (size_t i = 0; i < p->household.n; i++) {
    ek_model_default_label(&lines[i].label, &lines[i].name);
    check_line_name(p, i, diags);
    if (lines[i].amount.node == NULL) continue;
    lines[i].formula = ek_formula_compile(arena, lines[i].amount.node, scope, &rate, diags);
  }
}

bool ek_model_compile_person(struct ek_arena *arena, struct ek_model *m, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  struct ek_personal *p = &m->personal;
  const struct ek_scope base = {.model = m, .person = true};
  p->item.name.text = m->person_name.text != NULL ? m->person_name.text : "person";
  ek_model_compile_inputs(&base, &p->item, arena, diags);
  p->item.locals = ek_model_compile_lets(&base, given_locals(m, arena), p->item.inputs.n + p->incomes.n,
                                         &p->item.let, arena, diags);
  struct ek_scope scope = base;
  scope.locals = p->item.locals;
  ek_model_compile_flows(&p->item.flows, &scope, arena, diags);
  compile_lines(m, &scope, arena, diags);
  return ek_diags_errors(diags) == before;
}

size_t ek_model_person_prefix(const struct ek_model *m, const struct ek_item *item) {
  return item->means_tested ? m->personal.item.locals.n : m->personal.item.inputs.n;
}

/* Which locals of the person rest on what means-tested states give. */
static bool *resting_on_means(const struct ek_personal *p, struct ek_arena *arena, size_t n) {
  bool *marked = ek_alloc_array(arena, n, sizeof *marked);
  const struct ek_income *incomes = p->incomes.items;
  for (size_t i = 0; i < p->incomes.n; i++) marked[p->item.inputs.n + i] = incomes[i].means_tested;
  for (size_t i = p->item.inputs.n + p->incomes.n; i < p->item.locals.n; i++) {
    const struct ek_formula *f = p->item.locals.items[i].formula;
    marked[i] = f != NULL && ek_formula_mentions(f, marked);
  }
  return marked;
}

void ek_model_check_means(const struct ek_model *m, struct ek_item *item, struct ek_arena *arena,
                          struct ek_diags *diags) {
  const struct ek_income *incomes = m->personal.incomes.items;
  const struct ek_flow *f = item->flows.items;
  bool *marked = item->means_tested ? resting_on_means(&m->personal, arena, item->locals.n) : NULL;
  for (size_t i = item->first_input + item->inputs.n; marked != NULL && i < item->locals.n; i++) {
    const struct ek_formula *let = item->locals.items[i].formula;
    marked[i] = let != NULL && ek_formula_mentions(let, marked);
  }
  for (size_t i = 0; i < item->flows.n; i++) {
    if (f[i].income >= 0 && incomes[f[i].income].means_tested != item->means_tested) {
      ek_error(diags, f[i].income_name.pos,
               item->means_tested ? "choose an income with means_tested: yes in person.yaml"
                                  : "write means_tested: yes in the state, or choose another income",
               item->means_tested ? "'%s' is counted before the means test, so '%s' cannot add to it"
                                  : "only means-tested states add to '%s', and '%s' is none",
               f[i].income_name.text, item->name.text);
    }
    if (marked != NULL && f[i].formula != NULL && ek_formula_mentions(f[i].formula, marked)) {
      ek_error(diags, f[i].amount.pos, "use incomes that are known before the means test",
               "'%s' of '%s' rests on what means-tested states give, itself among them",
               f[i].name.text, item->name.text);
    }
  }
}
