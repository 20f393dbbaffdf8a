/* What transitions are estimated from, made ready as far as can be without the file. */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "study/study_parts.h"

int ek_estimate_state(const struct ek_estimate *e, const char *name) {
  const char *const *states = e->states.items;
  for (size_t i = 0; i < e->states.n; i++) if (ek_text_same(states[i], name)) return (int)i;
  return -1;
}

/* A state of the study's own choice may have any name, but one that nearly is a state of the
 * model is likelier a slip. */
static void warn_near(struct ek_compiler *c, const struct ek_name *name) {
  if (ek_study_item(c->study, name->text, true) != NULL) return;
  const char *hint = ek_study_item_hint(c->study, name->text, true);
  if (strncmp(hint, "did you mean", 12) != 0) return;
  ek_warning(c->diags, name->pos, hint, "there is no state '%s' in the model '%s'; it is taken as one of the study's own",
             name->text, c->model->name);
}

static size_t state_of(struct ek_compiler *c, const struct ek_name *name) {
  struct ek_estimate *e = &c->study->estimate;
  int at = ek_estimate_state(e, name->text);
  if (at >= 0) return (size_t)at;
  warn_near(c, name);
  *(const char **)ek_list_push(c->arena, &e->states, sizeof(char *)) = name->text;
  return e->states.n - 1;
}

static void add_move(struct ek_compiler *c, size_t from, const struct ek_name *name) {
  struct ek_estimate *e = &c->study->estimate;
  struct ek_move move = {from, state_of(c, name)};
  const struct ek_move *moves = e->moves.items;
  if (move.to == from) {
    ek_error(c->diags, name->pos, "take it away; staying is always possible", "'%s' leads to itself", name->text);
    return;
  }
  for (size_t i = 0; i < e->moves.n; i++) {
    if (moves[i].from != from || moves[i].to != move.to) continue;
    ek_error(c->diags, name->pos, "keep one of them", "'%s' stands there twice", name->text);
    return;
  }
  *(struct ek_move *)ek_list_push(c->arena, &e->moves, sizeof move) = move;
}

/* States in the order in which they are written: those that are left first. */
static void compile_moves(struct ek_compiler *c) {
  const struct ek_named_names *t = c->study->estimate.transitions.items;
  size_t n = c->study->estimate.transitions.n;
  for (size_t i = 0; i < n; i++) state_of(c, &t[i].name);
  for (size_t i = 0; i < n; i++) {
    const struct ek_name *to = t[i].names.items;
    for (size_t k = 0; k < t[i].names.n; k++) {
      if (to[k].text != NULL && *to[k].text != '\0') add_move(c, (size_t)ek_estimate_state(&c->study->estimate, t[i].name.text), &to[k]);
    }
  }
}

static void compile_cycle(struct ek_compiler *c) {
  struct ek_estimate *e = &c->study->estimate;
  struct ek_unit unit, time = {.power = {[EK_DIM_TIME] = 1}};
  const char *unit_text;
  struct ek_number_error error = {0};
  if (e->cycle.text == NULL) return;
  bool fine = ek_quantity_parse(c->arena, e->cycle.text, &e->cycle_years, &unit, &unit_text, &error) && ek_unit_same(unit, time);
  if (fine && e->cycle_years > 0 && e->cycle_years <= 100) return;
  ek_error(c->diags, e->cycle.pos, "write 1 day, 1 week, 1 month, 3 months or 1 year", "'%s' is no length of a cycle", e->cycle.text);
}

static void compile_prior(struct ek_compiler *c) {
  struct ek_estimate *e = &c->study->estimate;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error = {0};
  if (e->prior.text == NULL) return;
  bool fine = ek_quantity_parse(c->arena, e->prior.text, &e->pseudo_count, &unit, &unit_text, &error) && ek_unit_same(unit, ek_unit_none);
  if (!fine || !(e->pseudo_count >= 0 && e->pseudo_count <= 1000)) {
    ek_error(c->diags, e->prior.pos, "write 0.5, or 1", "'%s' is no number of persons to add", e->prior.text);
  } else if (e->pseudo_count > 0 && e->source.form == EK_FORM_PANEL) {
    ek_error(c->diags, e->prior.pos, "take it away", "a prior is added to moves that are counted, and of panel data they are not");
  }
}

/* What has a meaning for one form only. */
static void check_form(struct ek_compiler *c) {
  const struct ek_estimate *e = &c->study->estimate;
  const struct ek_name *exact = e->absorbing_exact.items, *covariates = e->covariates.items;
  if (e->absorbing_exact.n > 0 && e->source.form != EK_FORM_PANEL) {
    ek_error(c->diags, exact->pos, "take it away", "'absorbing_exact' is for panel data; %s",
             e->source.form == EK_FORM_HISTORY ? "all days of spells are exact" : "counts have no days");
  }
  if (e->covariates.n > 0 && e->source.form == EK_FORM_COUNTS) {
    ek_error(c->diags, covariates->pos, "write by: side, for a matrix of each", "hazard ratios are not estimated from counts");
  }
  for (size_t i = 0; i < e->covariates.n; i++) {
    for (size_t k = 0; k < i; k++) {
      if (covariates[k].text == NULL || !ek_text_same(covariates[i].text, covariates[k].text)) continue;
      ek_error(c->diags, covariates[i].pos, "keep one of them", "'%s' stands there twice", covariates[i].text);
      break;
    }
    if (e->by.text == NULL || !ek_text_same(covariates[i].text, e->by.text)) continue;
    ek_error(c->diags, covariates[i].pos, "keep one of them", "'%s' stands under both 'covariates' and 'by'", e->by.text);
  }
}

/* What is said of exact states can be judged when the moves are known. */
static void check_exact(struct ek_compiler *c) {
  const struct ek_estimate *e = &c->study->estimate;
  const struct ek_name *exact = e->absorbing_exact.items;
  const struct ek_move *moves = e->moves.items;
  for (size_t i = 0; i < e->absorbing_exact.n && e->moves.n > 0 && e->source.form == EK_FORM_PANEL; i++) {
    int at = ek_estimate_state(e, exact[i].text);
    if (at < 0) ek_error(c->diags, exact[i].pos, "write it under 'transitions' as where some state leads", "no transition leads to '%s'", exact[i].text);
    for (size_t k = 0; k < e->moves.n && at >= 0; k++) {
      if (moves[k].from != (size_t)at) continue;
      ek_error(c->diags, exact[i].pos, "states that are left are looked at like all others", "'%s' is never left, and yet 'transitions' lead from it", exact[i].text);
      break;
    }
  }
}

void ek_study_compile_estimate(struct ek_compiler *c) {
  struct ek_estimate *e = &c->study->estimate;
  if (!e->present) return;
  e->source.form = EK_FORM_PANEL + e->form;
  compile_cycle(c);
  compile_moves(c);
  compile_prior(c);
  check_form(c);
  check_exact(c);
}
