/* A second run of the same study with another rules date, and what differs underneath. */
#include "engine/rules_change.h"

#include <math.h>
#include <stdlib.h>

#include "base/text.h"
#include "engine/run.h"

double ek_rules_result(const struct ek_result *r, int actor, int horizon) {
  const struct ek_rules_change *c = r->rules_change;
  return ek_result_value(c->other, EK_FIG_RESULT, actor, horizon) / c->krona;
}

/* What differs by a part in 10^12 of the largest result is rounding of doubles and no gain. */
double ek_rules_difference(const struct ek_result *r, int actor, int horizon) {
  double own = ek_result_value(r, EK_FIG_RESULT, actor, horizon), largest = 0;
  for (int a = 0; a < (int)r->model->n_actors; a++) {
    largest = fmax(largest, fabs(ek_result_value(r, EK_FIG_RESULT, a, horizon)));
  }
  double difference = ek_rules_result(r, actor, horizon) - own;
  return fabs(difference) <= 1e-12 * largest ? 0 : difference;
}

/* What is wrong in the other run is told as such. Its warnings are those of the first. */
static void tell(struct ek_arena *arena, ek_day day, struct ek_diags *from, struct ek_diags *to) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(from, &n);
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity != EK_ERROR) continue;
    ek_error(to, all[i].pos, all[i].hint, "under the rules of %s: %s", ek_day_text(arena, day),
             all[i].message);
  }
}

static struct ek_world *const *worlds_of(const struct ek_result *result) {
  return result->runner->worlds.items;
}

/* From when the value in force on a day holds: its date, which lies later where it is held
 * back; nothing where it is replaced by the study or looked up in a table. */
static ek_day since(const struct ek_parameter *p, ek_day day) {
  ek_day from = p->n_dated > 0 ? p->dated[0].from : 0;
  for (size_t i = 1; i < p->n_dated && p->dated[i].from <= day; i++) from = p->dated[i].from;
  return from;
}

/* One parameter in one place. Values that differ by no more than rounding are the same. */
static void compare_value(struct ek_rules_change *c, struct ek_world *own, struct ek_world *other,
                          size_t parameter, const char *place) {
  const struct ek_parameter *p = &own->model->parameters[parameter];
  struct ek_value_change v = {
      .parameter = p,
      .place = place,
      .since = since(p, c->day),
      .own = ek_column_mean(own->parameter[parameter], own->draws),
      .other = ek_column_mean(other->parameter[parameter], other->draws)};
  double real = v.other / pow(c->krona, p->unit.power[EK_DIM_MONEY]);
  v.size = fabs(real - v.own) / fmax(fabs(real), fabs(v.own));
  if (!(v.size > 1e-9)) return;
  v.change = (real - v.own) / fabs(v.own);
  *(struct ek_value_change *)ek_list_push(own->arena, &c->values, sizeof v) = v;
}

/* Parameters that both runs asked for. A table is looked up for each municipality, other
 * parameters are the same in all. */
static void compare_values(struct ek_rules_change *c, const struct ek_result *own) {
  const struct ek_model *model = own->model;
  struct ek_world *const *a = worlds_of(own), *const *b = worlds_of(c->other);
  size_t n = own->runner->worlds.n;
  for (size_t p = 0; p < model->n_parameters; p++) {
    bool table = model->parameters[p].table.present;
    for (size_t w = 0; w < n; w++) {
      if (a[w]->parameter[p] == NULL || b[w]->parameter[p] == NULL) continue;
      compare_value(c, a[w], b[w], p, table && n > 1 ? a[w]->municipality : NULL);
      if (!table) break;
    }
  }
}

/* The largest first; those that are alike as in the model. */
static int by_size(const void *left, const void *right) {
  const struct ek_value_change *a = left, *b = right;
  if (a->size != b->size) return a->size > b->size ? -1 : 1;
  if (a->parameter != b->parameter) return a->parameter < b->parameter ? -1 : 1;
  return 0;
}

/* Rules that either run called and that are worded otherwise on the other day. */
static void compare_rules(struct ek_rules_change *c, const struct ek_result *own) {
  const struct ek_model *model = own->model;
  for (size_t i = 0; i < model->n_rules; i++) {
    const struct ek_rule *rule = &model->rules[i];
    bool used = false;
    for (size_t w = 0; w < own->runner->worlds.n; w++) {
      used |= worlds_of(own)[w]->rule_used[i] || worlds_of(c->other)[w]->rule_used[i];
    }
    if (!used || ek_rule_formula(rule, c->own_day) == ek_rule_formula(rule, c->day)) continue;
    *(const struct ek_rule **)ek_list_push(own->arena, &c->rules, sizeof rule) = rule;
  }
}

static bool noted(const struct ek_result *result, const struct ek_note *note) {
  const struct ek_note *known = result->notes.items;
  for (size_t i = 0; i < result->notes.n; i++) {
    if (known[i].kind == note->kind && known[i].year == note->year &&
        ek_text_same(known[i].name, note->name)) {
      return true;
    }
  }
  return false;
}

static void compare_notes(struct ek_rules_change *c, const struct ek_result *own) {
  const struct ek_note *notes = c->other->notes.items;
  for (size_t i = 0; i < c->other->notes.n; i++) {
    if (noted(own, &notes[i])) continue;
    *(struct ek_note *)ek_list_push(own->arena, &c->notes, sizeof *notes) = notes[i];
  }
}

/* The index that the study's kronor were moved by; NULL where they were not. */
static const struct ek_index *moved_by(const struct ek_result *result, ek_day day) {
  const struct ek_model *model = result->model;
  if (ek_day_year(day) == result->study->settings.price_year) return NULL;
  const struct ek_index *index = &model->indices[model->default_index]; /* or it had not run */
  return index->constant ? NULL : index;
}

enum ek_status ek_rules_change(struct ek_result *result, ek_day day, struct ek_diags *diags) {
  struct ek_study *other = ek_alloc(result->arena, sizeof *other);
  struct ek_diags *found = ek_diags_new(result->arena);
  struct ek_result *under;
  *other = *result->study;
  other->rules_date = day;
  enum ek_status status = ek_run(result->arena, other, &under, found);
  tell(result->arena, day, found, diags);
  if (status != EK_OK) return status;
  struct ek_rules_change *c = ek_alloc(result->arena, sizeof *c);
  *c = (struct ek_rules_change){.own_day = result->study->rules_date, .day = day, .other = under,
                                .krona = under->world->krona};
  c->index = moved_by(result, day);
  compare_values(c, result);
  if (c->values.n > 0) qsort(c->values.items, c->values.n, sizeof(struct ek_value_change), by_size);
  compare_rules(c, result);
  compare_notes(c, result);
  result->rules_change = c;
  return EK_OK;
}
