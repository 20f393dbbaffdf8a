/* Where a cohort starts, from the participants of a file: how many were in each state before. */
#include "base/text.h"
#include "people/people.h"

struct counts {
  double *weight; /* [states] persons by extent */
  size_t *heads;  /* [states] */
  struct ek_list told; /* const struct ek_item *: states that the cohort has not */
};

/* Has it been told? From now on it has. */
static bool told(const struct ek_people *p, struct counts *out, const struct ek_item *item) {
  const struct ek_item *const *known = out->told.items;
  for (size_t i = 0; i < out->told.n; i++) if (known[i] == item) return true;
  *(const struct ek_item **)ek_list_push(p->arena, &out->told, sizeof item) = item;
  return false;
}

/* A person in two states is so much of each. */
static void add_member(const struct ek_people *p, const struct ek_cohort *k, size_t i, struct counts *out, struct ek_diags *diags) {
  const double *numbers;
  const struct ek_phase *phase = ek_people_phase(p, p->before[i], &numbers);
  double all = 0;
  for (size_t h = 0; h < phase->n_holdings; h++) {
    if (phase->holdings[h].item->is_state) all += ek_people_extent(p, &phase->holdings[h], numbers);
  }
  for (size_t h = 0; h < phase->n_holdings && all > 0; h++) {
    const struct ek_item *item = phase->holdings[h].item;
    int s = item->is_state ? ek_cohort_state_at(k, item->name.text) : -1;
    if (item->is_state && s < 0 && !told(p, out, item)) {
      ek_error(diags, p->study->participants.followup.file.pos, "name it in the matrix, or map its texts to another under `values`",
                      "some participants start in '%s', which is no state of the cohort", item->name.text);
    }
    if (s < 0) continue;
    out->weight[s] += p->weight[i] * ek_people_extent(p, &phase->holdings[h], numbers) / all;
    out->heads[s]++;
  }
}

/* Counts are shown month by month, so none may tell of few. */
static bool check_few(const struct ek_people *p, const struct ek_cohort *k, const struct counts *c, struct ek_diags *diags) {
  bool fine = true;
  for (size_t s = 0; s < k->n_states; s++) {
    if (c->heads[s] == 0 || c->heads[s] >= EK_FEWEST) continue;
    fine = ek_error(diags, p->study->participants.followup.file.pos, "map them to a state that is like it under `values`",
                    "fewer than %d participants start in '%s': a cohort shows how many are where", EK_FEWEST, k->states[s].text);
  }
  return fine;
}

bool ek_people_start_cohort(struct ek_people *p, struct ek_study *study, struct ek_diags *diags) {
  struct ek_cohort *k = &study->outcomes.cohort;
  struct counts c = {ek_alloc_array(p->arena, k->n_states, sizeof *c.weight), ek_alloc_array(p->arena, k->n_states, sizeof *c.heads), {0}};
  static const struct ek_unit persons = {.power = {[EK_DIM_PARTICIPANT] = 1}};
  double sum = 0;
  for (size_t i = 0; i < p->participants; i++) {
    add_member(p, k, i, &c, diags);
    sum += p->weight[i];
  }
  if (c.told.n > 0 || !check_few(p, k, &c, diags)) return false;
  for (size_t s = 0; s < k->n_states; s++) {
    double all = p->whole > 0 ? p->whole / sum : 1;
    if (c.heads[s] > 0) k->start[0][s] = ek_quantity_constant(p->arena, c.weight[s] * all, persons);
  }
  return true;
}
