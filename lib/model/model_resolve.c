/* Links the names in a model and compiles its formulas, in the order that
 * lets each see what it needs: units first, then everything that has formulas. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "model/model.h"
#include "model/model_files.h"

bool ek_model_unit(const struct ek_model *model, const char *text, struct ek_pos pos,
                   struct ek_unit *unit, double *factor, struct ek_diags *diags) {
  struct ek_arena *arena = model->arena;
  *unit = ek_unit_none;
  *factor = 1;
  if (text == NULL || strcmp(text, "1") == 0) return true;
  size_t offset, length;
  const char *near = NULL;
  if (!ek_unit_parse(text, unit, factor, &offset, &length, &near)) {
    const char *hint = near != NULL ? ek_sprintf(arena, "did you mean '%s'?", near)
                                    : ek_sprintf(arena, "units are written like %s/month, %%, %s/visit",
                                                 model->currency, model->currency);
    return ek_error(diags, pos, hint, "'%s' is not a unit", text);
  }
  if (!ek_unit_fits_currency(*unit, model->currency)) {
    return ek_error(diags, pos, ek_sprintf(arena, "amounts are written in %s", model->currency),
                    "'%s' is not in %s, the currency of the model '%s'", text, model->currency,
                    model->name);
  }
  *unit = ek_unit_in(*unit, model->currency);
  return true;
}

static void resolve_actors(struct ek_model *m, struct ek_diags *diags) {
  m->root = -1;
  for (size_t i = 0; i < m->n_actors; i++) {
    struct ek_actor *a = &m->actors[i];
    ek_model_default_label(&a->label, &a->name);
    if (ek_text_same(a->name.text, "production") || ek_text_same(a->name.text, "resources")) {
      ek_error(diags, a->name.pos, "call the actor something else",
               "'%s' is an account of every model and no actor", a->name.text);
    }
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
  ek_model_default_label(&m->label, &(struct ek_name){.text = m->name});
  m->person = head_name(&m->person_name, ek_model_account(m, m->person_name.text), "an account", diags);
  m->displaced = head_name(&m->displaced_name, ek_model_account(m, m->displaced_name.text), "an account", diags);
  m->default_index = head_name(&m->default_index_name, ek_model_index(m, m->default_index_name.text), "an index", diags);
}

static void resolve_full_work(struct ek_model *m, struct ek_diags *diags) {
  m->full_work = -1;
  for (size_t i = 0; m->full_work_name.text != NULL && i < m->n_items; i++) {
    if (m->items[i].is_state && ek_text_same(m->items[i].name.text, m->full_work_name.text)) m->full_work = (int)i;
  }
  head_name(&m->full_work_name, m->full_work, "a state", diags);
}

struct ek_locals ek_model_compile_lets(const struct ek_scope *base, const struct ek_local *given,
                                       size_t n_given, const struct ek_list *let,
                                       struct ek_arena *arena, struct ek_diags *diags) {
  struct ek_local *all = ek_alloc_array(arena, n_given + let->n, sizeof *all);
  if (n_given > 0) memcpy(all, given, n_given * sizeof *all);
  struct ek_scope scope = *base;
  scope.locals = (struct ek_locals){all, n_given};
  scope.steps = let;
  const struct ek_named_value *v = let->items;
  for (size_t i = 0; i < let->n; i++) {
    struct ek_local *local = &all[scope.locals.n];
    local->name = v[i].name.text;
    if (v[i].value.node != NULL) {
      local->formula = ek_formula_compile(arena, v[i].value.node, &scope, NULL, diags);
    }
    if (local->formula != NULL) local->unit = ek_formula_unit(local->formula);
    local->broken = local->formula == NULL;
    scope.locals.n++;
  }
  return scope.locals;
}

/* What an index is assumed to do after its last year; without a word, nothing. */
static void resolve_beyond(struct ek_model *m, struct ek_index *x, struct ek_diags *diags) {
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  x->growth = NAN;
  if (x->beyond.text == NULL) return;
  if (x->constant) {
    ek_error(diags, x->beyond.pos, "take one of them away", "'%s' is constant and cannot grow beyond its years", x->name.text);
  } else if (!ek_quantity_parse(m->arena, x->beyond.text, &x->growth, &unit, &unit_text, &error)) {
    x->growth = NAN;
    ek_error(diags, x->beyond.pos, NULL, "a growth is a share such as 2 %%");
  }
}

static void resolve_indices(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_indices; i++) {
    struct ek_index *x = &m->indices[i];
    ek_model_default_label(&x->label, &x->name);
    resolve_beyond(m, x, diags);
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
    ek_model_default_label(&s->label, &s->name);
    struct ek_step *steps = s->steps.items;
    for (size_t k = 0; k < s->steps.n; k++) {
      struct ek_unit unit;
      const char *unit_text;
      struct ek_number_error error;
      if (!ek_quantity_parse(m->arena, steps[k].rate.text, &steps[k].rate_per_year, &unit,
                             &unit_text, &error)) {
        ek_error(diags, steps[k].rate.pos, NULL, "a rate is a share such as 3.5 %%");
      }
      bool last = k + 1 == s->steps.n;
      if ((steps[k].years == 0) != last) {
        ek_error(diags, steps[k].rate.pos, last ? "take its 'years' away, or add a step" : NULL,
                 last ? "the last step holds for ever" : "every step but the last has 'years'");
      }
    }
  }
}

static void resolve_evidence(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_evidence; i++) {
    ek_model_default_label(&m->evidence[i].label, &m->evidence[i].name);
    ek_evidence_read(m->arena, &m->evidence[i].steps, diags);
  }
}

static void resolve_pools(struct ek_model *m, struct ek_diags *diags) {
  for (size_t i = 0; i < m->n_pools; i++) {
    ek_model_default_label(&m->pools[i].label, &m->pools[i].name);
    const struct ek_named_value *v = m->pools[i].shares.items;
    for (size_t k = 0; k < m->pools[i].shares.n; k++) {
      if (ek_model_account(m, v[k].name.text) < 0) {
        ek_error(diags, v[k].name.pos, NULL, "'%s' is not an account", v[k].name.text);
      }
    }
  }
}

bool ek_model_resolve(struct ek_model *m, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  resolve_actors(m, diags);
  resolve_indices(m, diags);
  if (ek_diags_errors(diags) > before) return false;
  resolve_head(m, diags);
  return ek_diags_errors(diags) == before;
}

void ek_model_resolve_studies(struct ek_model *m, struct ek_diags *diags) {
  resolve_schedules(m, diags);
  resolve_evidence(m, diags);
  resolve_pools(m, diags);
  resolve_full_work(m, diags);
}

void ek_model_need_person(struct ek_model *m) {
  struct ek_personal *p = &m->personal;
  ek_model_need_group(m, EK_GROUP_STUDIES);
  if (p->ready) return;
  p->ready = true;
  struct ek_income *incomes = p->incomes.items;
  for (size_t i = 0; i < p->incomes.n; i++) ek_model_default_label(&incomes[i].label, &incomes[i].name);
  ek_model_compile_person(m->arena, m, m->diags);
}
