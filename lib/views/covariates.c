/* What participants and a comparison group are compared by. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/weighting.h"
#include "views/parts.h"

const char *ek_part_variable(const struct ek_report *p, const char *name) {
  return ek_say_variable(p->arena, name, p->lang);
}

struct ek_list ek_part_covariates(const struct ek_result *r) {
  const struct ek_weighting *w = r->weighting;
  const struct ek_people *people = r->study->people;
  if (w == NULL) return ek_covariates(people);
  double *weight = ek_alloc_array(r->arena, people->n, sizeof *weight);
  for (size_t i = 0; i < people->n; i++) weight[i] = people->weight[i] * w->factor[i];
  return ek_covariates_weighed(people, weight);
}

const char *ek_part_unlike(const struct ek_result *r, enum ek_lang lang) {
  struct ek_arena *arena = r->arena;
  struct ek_list covariates = ek_part_covariates(r), names = {0};
  const struct ek_covariate *c = covariates.items;
  for (size_t i = 0; i < covariates.n; i++) {
    if (!(fabs(r->weighting != NULL ? c[i].difference_weighed : c[i].difference) > EK_UNLIKE)) continue;
    const char *name = ek_say_within(arena, lang, ek_say_variable(arena, c[i].variable, lang), false);
    const char *const *known = names.items;
    bool there = false;
    for (size_t k = 0; k < names.n; k++) there |= strcmp(known[k], name) == 0;
    if (!there) *(const char **)ek_list_push(arena, &names, sizeof name) = name;
  }
  return names.n > 0 ? ek_say_list(arena, lang, names.items, names.n) : "";
}
