/* Links the names in a model and compiles its formulas, in the order that
 * lets each see what it needs: units first, then everything that has formulas. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

bool ek_model_unit(const char *text, struct ek_pos pos, struct ek_unit *unit, double *factor,
                   struct ek_diags *diags) {
  *unit = ek_unit_none;
  *factor = 1;
  if (text == NULL || strcmp(text, "1") == 0) return true;
  size_t offset, length;
  const char *near = NULL;
  if (ek_unit_parse(text, unit, factor, &offset, &length, &near)) return true;
  return ek_error(diags, pos, near, "'%s' is not a unit", text);
}

static void default_label(struct ek_label *label, const struct ek_name *name) {
  if (label->sv == NULL) label->sv = label->en != NULL ? label->en : name->text;
  if (label->en == NULL) label->en = label->sv;
}

static void resolve_actors(struct ek_model *m, struct ek_diags *diags) {
  m->root = -1;
  for (size_t i = 0; i < m->n_actors; i++) {
    struct ek_actor *a = &m->actors[i];
    default_label(&a->label, &a->name);
    a->parent = ek_model_actor(m, a->parent_name.text);
    a->leaf = true;
    if (a->parent_name.text == NULL) {
      if (!a->outside && m->root >= 0) {
        ek_error(diags, a->name.pos, "give it a parent, or 'outside: yes'",
                 "'%s' would be a second society", a->name.text);
      } else if (!a->outside) {
        m->root = (int)i;
      }
    } else if (a->parent < 0 || a->parent >= (int)i) {
      a->parent = -1;
      ek_error(diags, a->parent_name.pos, "a parent stands before its children",
               "the parent '%s' is not an actor above", a->parent_name.text);
    } else {
      a->depth = m->actors[a->parent].depth + 1;
      m->actors[a->parent].leaf = false;
    }
  }
  if (m->root < 0) ek_error(diags, (struct ek_pos){0}, NULL, "the model '%s' has no society: an actor without parent", m->name);
}

static int head_name(const struct ek_name *name, int found, const char *what,
                     struct ek_diags *diags) {
  if (name->text != NULL && found < 0) {
    ek_error(diags, name->pos, NULL, "'%s' is not %s of this model", name->text, what);
  }
  return found;
}

static void resolve_head(struct ek_model *m, struct ek_diags *diags) {
  default_label(&m->label, &(struct ek_name){.text = m->name});
  m->person = head_name(&m->person_name, ek_model_account(m, m->person_name.text), "an account", diags);
  m->displaced = head_name(&m->displaced_name, ek_model_account(m, m->displaced_name.text), "an account", diags);
  m->default_index = head_name(&m->default_index_name, ek_model_index(m, m->default_index_name.text), "an index", diags);
  m->full_work = head_name(&m->full_work_name, ek_model_item(m, m->full_work_name.text, true), "a state", diags);
}

static int compare_dated(const void *a, const void *b) {
  const struct ek_dated_value *x = a, *y = b;
  return (x->from > y->from) - (x->from < y->from);
}

/* Dated values as written to dated formulas in order of time. */
static struct ek_dated_value *compile_dated(const struct ek_model *m, const struct ek_list *values,
                                            const struct ek_scope *scope, struct ek_unit unit,
                                            struct ek_diags *diags) {
  const struct ek_named_value *v = values->items;
  struct ek_dated_value *dated = ek_alloc_array(m->arena, values->n, sizeof *dated);
  for (size_t i = 0; i < values->n; i++) {
    dated[i].value = v[i].value;
    if (!ek_day_parse(v[i].name.text, &dated[i].from)) {
      ek_error(diags, v[i].name.pos, "write 2013-01-01", "'%s' is not a date", v[i].name.text);
    }
    if (v[i].value.node != NULL) {
      dated[i].formula = ek_formula_compile(m->arena, v[i].value.node, scope, &unit, diags);
    }
  }
  if (values->n > 0) qsort(dated, values->n, sizeof *dated, compare_dated);
  return dated;
}

static void check_table(struct ek_parameter *p, struct ek_diags *diags) {
  if (p->values.n > 0) ek_error(diags, p->name.pos, NULL, "'%s' has both values and a table", p->name.text);
  if (p->table.csv == NULL) return;
  const struct ek_name *keys = p->table.key.items;
  const char *wanted[8] = {p->table.year, p->table.column};
  size_t n = 2;
  for (size_t k = 0; k < p->table.key.n && n < 8; k++) wanted[n++] = keys[k].text;
  for (size_t i = 0; i < n; i++) {
    if (ek_csv_column(p->table.csv, wanted[i]) >= 0) continue;
    ek_error(diags, p->name.pos, NULL, "%s has no column '%s'", p->table.file, wanted[i]);
  }
}

static void parameter_units(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_parameters; i++) {
    struct ek_parameter *p = &m->parameters[i];
    default_label(&p->label, &p->name);
    ek_model_unit(p->unit_text, p->name.pos, &p->unit, &p->factor, diags);
    if (ek_unit_word(p->name.text, strlen(p->name.text))) {
      ek_error(diags, p->name.pos, "choose another name", "'%s' is a unit", p->name.text);
    }
    head_name(&p->index, ek_model_index(m, p->index.text), "an index", diags);
  }
}

static void resolve_parameters(struct ek_model *m, struct ek_diags *diags) {
  const struct ek_scope scope = {.model = m};
  for (size_t i = 0; i < m->n_parameters; i++) {
    struct ek_parameter *p = &m->parameters[i];
    if (p->table.present) {
      check_table(p, diags);
    } else if (p->values.n == 0) {
      ek_error(diags, p->name.pos, NULL, "'%s' has neither values nor a table", p->name.text);
    }
    p->dated = compile_dated(m, &p->values, &scope, p->unit, diags);
    p->n_dated = p->values.n;
  }
}

static void rule_signatures(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_rules; i++) {
    struct ek_rule *r = &m->rules[i];
    double factor;
    default_label(&r->label, &r->name);
    ek_model_unit(r->unit_text, r->name.pos, &r->unit, &factor, diags);
    const struct ek_named_text *args = r->args.items;
    struct ek_local *given = ek_alloc_array(m->arena, r->args.n, sizeof *given);
    for (size_t k = 0; k < r->args.n; k++) {
      given[k].name = args[k].name.text;
      ek_model_unit(args[k].text, args[k].name.pos, &given[k].unit, &factor, diags);
    }
    r->n_args = r->args.n;
    r->locals = (struct ek_locals){given, r->args.n};
  }
}

struct ek_locals ek_model_compile_lets(const struct ek_scope *base, const struct ek_local *given,
                                       size_t n_given, const struct ek_list *let,
                                       struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_local *all = ek_alloc_array(arena, n_given + let->n, sizeof *all);
  if (n_given > 0) memcpy(all, given, n_given * sizeof *all);
  struct ek_scope scope = *base;
  scope.locals = (struct ek_locals){all, n_given};
  const struct ek_named_value *v = let->items;
  for (size_t i = 0; i < let->n; i++) {
    struct ek_local *local = &all[scope.locals.n];
    local->name = v[i].name.text;
    if (v[i].value.node != NULL) {
      local->formula = ek_formula_compile(arena, v[i].value.node, &scope, NULL, diags);
    }
    if (local->formula != NULL) local->unit = ek_formula_unit(local->formula);
    scope.locals.n++;
  }
  return scope.locals;
}

static void resolve_rules(struct ek_model *m, struct ek_diags *diags) {
  const struct ek_scope base = {.model = m, .person = true};
  for (size_t i = 0; i < m->n_rules; i++) {
    struct ek_rule *r = &m->rules[i];
    r->locals = ek_model_compile_lets(&base, r->locals.items, r->n_args, &r->let, m->arena, diags);
    const struct ek_scope scope = {.model = m, .locals = r->locals, .person = true};
    bool one = r->value.text != NULL;
    if (one == (r->values.n > 0)) {
      ek_error(diags, r->name.pos, NULL, "the rule '%s' needs either value or values", r->name.text);
      continue;
    }
    if (one) {
      r->dated = ek_alloc(m->arena, sizeof *r->dated);
      r->dated->value = r->value;
      r->dated->formula = ek_formula_compile(m->arena, r->value.node, &scope, &r->unit, diags);
      r->n_dated = 1;
    } else {
      r->dated = compile_dated(m, &r->values, &scope, r->unit, diags);
      r->n_dated = r->values.n;
    }
  }
}

static void resolve_indices(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_indices; i++) {
    struct ek_index *x = &m->indices[i];
    default_label(&x->label, &x->name);
    const struct ek_named_value *v = x->values.items;
    x->n_years = x->values.n;
    x->year = ek_alloc_array(m->arena, x->n_years, sizeof *x->year);
    if (!x->constant && x->n_years == 0) ek_error(diags, x->name.pos, NULL, "the index '%s' has no values", x->name.text);
    for (size_t k = 0; k < x->n_years; k++) {
      int year = atoi(v[k].name.text);
      if (k == 0) x->first_year = year;
      if (year != x->first_year + (int)k) {
        ek_error(diags, v[k].name.pos, "an index has every year from its first to its last",
                 "%d is expected here", x->first_year + (int)k);
      }
      struct ek_unit unit;
      const char *unit_text;
      struct ek_number_error error;
      if (!ek_quantity_parse(m->arena, v[k].value.text, &x->year[k], &unit, &unit_text, &error) ||
          !(x->year[k] > 0)) {
        ek_error(diags, v[k].value.pos, NULL, "an index level is a number above 0");
        x->year[k] = NAN;
      }
    }
  }
}

static void resolve_schedules(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_schedules; i++) {
    struct ek_schedule *s = &m->schedules[i];
    default_label(&s->label, &s->name);
    struct ek_step *steps = s->steps.items;
    for (size_t k = 0; k < s->steps.n; k++) {
      struct ek_unit unit;
      const char *unit_text;
      struct ek_number_error error;
      if (!ek_quantity_parse(m->arena, steps[k].rate.text, &steps[k].rate_per_year, &unit,
                             &unit_text, &error)) {
        ek_error(diags, steps[k].rate.pos, NULL, "a rate is a share such as 3.5 %%");
      }
      if ((steps[k].years == 0) != (k + 1 == s->steps.n)) {
        ek_error(diags, steps[k].rate.pos, NULL, "every step but the last has 'years'");
      }
    }
  }
}

static void resolve_pools(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_pools; i++) {
    default_label(&m->pools[i].label, &m->pools[i].name);
    const struct ek_named_value *v = m->pools[i].shares.items;
    for (size_t k = 0; k < m->pools[i].shares.n; k++) {
      if (ek_model_account(m, v[k].name.text) < 0) {
        ek_error(diags, v[k].name.pos, NULL, "'%s' is not an account", v[k].name.text);
      }
    }
  }
}

/* Marks the rules that ask about the person. One that calls another asks what that
 * asks, whichever stands first, so the marks spread until nothing changes. */
static void mark_personal_rules(struct ek_model *m) {
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = 0; i < m->n_rules; i++) {
      struct ek_rule *r = &m->rules[i];
      bool asks = false;
      for (size_t k = 0; k < r->n_dated; k++) {
        const struct ek_formula *f = r->dated[k].formula;
        asks |= f != NULL && ek_formula_asks_person(f, m);
      }
      for (size_t k = 0; k < r->locals.n; k++) {
        const struct ek_formula *f = r->locals.items[k].formula;
        asks |= f != NULL && ek_formula_asks_person(f, m);
      }
      changed |= asks && !r->person;
      r->person = asks;
    }
  }
}

bool ek_model_resolve(struct ek_model *m, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  resolve_actors(m, diags);
  resolve_indices(m, diags);
  resolve_schedules(m, diags);
  resolve_head(m, diags);
  parameter_units(m, diags);
  rule_signatures(m, diags);
  if (ek_diags_errors(diags) > before) return false;
  resolve_rules(m, diags);
  mark_personal_rules(m);
  resolve_parameters(m, diags);
  resolve_pools(m, diags);
  struct ek_personal *p = &m->personal;
  const struct ek_income *incomes = p->incomes.items;
  struct ek_local *given = ek_alloc_array(m->arena, p->incomes.n, sizeof *given);
  for (size_t i = 0; i < p->incomes.n; i++) {
    given[i].name = incomes[i].name.text;
    ek_unit_combine(ek_unit_money, (struct ek_unit){.power = {[EK_DIM_TIME] = 1}}, -1, &given[i].unit);
  }
  const struct ek_scope base = {.model = m, .person = true};
  struct ek_scope scope = base;
  p->locals = ek_model_compile_lets(&base, given, p->incomes.n, &p->let, m->arena, diags);
  scope.locals = p->locals;
  ek_model_compile_flows(&p->flows, &scope, m->arena, diags);
  for (size_t i = 0; i < m->n_items; i++) {
    ek_model_compile_item(&base, m->arena, &m->items[i], diags);
  }
  return ek_diags_errors(diags) == before;
}
