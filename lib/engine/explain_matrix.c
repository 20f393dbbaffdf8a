/* Chances are evaluated again at the moment that is asked for, with a trace. */
#include "engine/explain_matrix.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/chances.h"
#include "engine/cohort.h"

struct place {
  size_t alternative, group;
  int from, to;
  struct ek_moment at;
};

bool ek_explain_is_matrix(const char *path) { return strncmp(path, "matrix", 6) == 0 && (path[6] == '\0' || path[6] == '/'); }

static bool take_number(const char *word, const char *key, size_t *out) {
  size_t n = strlen(key);
  char *end;
  if (strncmp(word, key, n) != 0) return false;
  long value = strtol(word + n, &end, 10);
  if (*end != '\0' || value < 1) return false;
  *out = (size_t)value - 1;
  return true;
}

static bool take_group(const struct ek_cohort *k, const char *word, size_t *out) {
  for (size_t g = 0; strncmp(word, "group:", 6) == 0 && g < k->n_groups; g++) {
    if (k->groups[g].name.text == NULL || !ek_text_same(k->groups[g].name.text, word + 6)) continue;
    *out = g;
    return true;
  }
  return false;
}

static bool take_word(const struct ek_cohort *k, const char *word, struct place *p) {
  int alternative = ek_cohort_alternative_at(k, word), state = ek_cohort_state_at(k, word);
  if (take_number(word, "cycle:", &p->at.cycle) || take_number(word, "in_state:", &p->at.in_state) || take_group(k, word, &p->group)) return true;
  if (alternative >= 0) p->alternative = (size_t)alternative;
  else if (state >= 0 && p->from < 0) p->from = state;
  else if (state >= 0) p->to = state;
  return alternative >= 0 || state >= 0;
}

static void wrong_word(const struct ek_result *r, const char *word, struct ek_diags *diags) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  const char **words = ek_alloc_array(r->arena, k->n_states + k->n_alternatives, sizeof *words);
  size_t n = 0;
  for (size_t a = 0; a < k->n_alternatives; a++) words[n++] = k->alternatives[a].name.text;
  for (size_t s = 0; s < k->n_states; s++) words[n++] = k->states[s].text;
  const char *near = ek_text_nearest(word, words, n);
  ek_error(diags, (struct ek_pos){0}, near != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", near) : "matrix/ALTERNATIVE/FROM/TO/cycle:1",
           "'%s' is not an alternative, a state or a cycle", word);
}

static struct ek_trace *row_node(const struct ek_result *r, struct ek_trace *root, size_t state) {
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  struct ek_trace *row = ek_trace_add(r->arena, root, "row", k->states[state].text);
  row->label = k->labels[state];
  row->value = 1;
  row->remark = (struct ek_label){"alla som är i tillståndet vid cykelns början", "all who are in the state when the cycle begins"};
  return row;
}

struct ek_trace *ek_explain_matrix(const struct ek_result *r, const char *path, struct ek_diags *diags) {
  struct ek_runner *runner = r->runner;
  const struct ek_cohort *k = &r->study->outcomes.cohort;
  struct place p = {.alternative = runner->alternative, .from = -1, .to = -1};
  if (!k->present) {
    ek_error(diags, (struct ek_pos){0}, "a figure is named like kommun/5y/resultat", "the study has no matrix");
    return NULL;
  }
  for (const char *at = path + 6; *at != '\0';) {
    size_t n = strcspn(at, "/");
    const char *word = ek_strndup(r->arena, at, n);
    if (n > 0 && !take_word(k, word, &p)) {
      wrong_word(r, word, diags);
      return NULL;
    }
    at += n + (at[n] == '/');
  }
  struct ek_chances *chances = ek_chances_new(runner, runner->cohort->world[p.group], p.group, p.alternative);
  struct ek_trace *root = ek_trace_add(r->arena, NULL, "matrix", k->alternatives[p.alternative].name.text);
  root->label = k->alternatives[p.alternative].label;
  root->value = (double)p.at.cycle + 1;
  root->remark = (struct ek_label){"cykel", "cycle"};
  root->pos = k->alternatives[p.alternative].name.pos;
  for (size_t s = 0; s < k->n_states; s++) {
    if (p.from >= 0 && s != (size_t)p.from) continue;
    struct ek_trace *row = row_node(r, root, s);
    for (size_t t = 0; t < k->n_states; t++) {
      if (p.to < 0 || t == (size_t)p.to) ek_chances_trace(chances, s, t, p.at, row);
    }
  }
  return root;
}
