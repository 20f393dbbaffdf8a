/* The cause of a value that its place alone does not tell: by its unit, or by where its name is used. */
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "comparison/cause.h"
#include "study/layers.h"

struct looking {
  const struct ek_study *study;
  struct ek_arena *arena;
  bool *seen; /* [assumptions] whose uses are counted already */
  ek_causes found;
};

static ek_causes value_cause(struct looking *l, const char *place, const char *name, const struct ek_node *node);

static size_t assumption(const struct ek_study *s, const char *name) {
  const struct ek_named_value *v = s->assumption_list.items;
  size_t i = 0;
  while (i < s->assumption_list.n && strcmp(v[i].name.text, name) != 0) i++;
  return i;
}

static bool is_money(struct ek_unit unit) { return unit.power[EK_DIM_MONEY] != 0; }

static bool assumption_in_money(const struct ek_study *s, const char *name) {
  size_t i = assumption(s, name);
  return i < s->assumption_list.n && s->assumptions[i] != NULL && is_money(s->assumptions[i]->unit);
}

/* ---- words of a formula ---- */

static bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (unsigned char)c >= 0x80; }

/* The next word from `*at` on, which goes behind it; NULL: there is none. */
static const char *next_word(struct ek_arena *arena, const char **at) {
  while (**at != '\0' && !in_word(**at)) (*at)++;
  const char *start = *at;
  while (in_word(**at)) (*at)++;
  return *at > start ? ek_strndup(arena, start, (size_t)(*at - start)) : NULL;
}

/* A number in money, or a formula of which some part is. */
static bool text_in_money(struct looking *l, const char *text) {
  struct ek_number_error error;
  struct ek_unit unit;
  const char *unit_text;
  double value;
  if (ek_quantity_parse(l->arena, text, &value, &unit, &unit_text, &error)) return is_money(unit);
  for (const char *word = next_word(l->arena, &text); word != NULL; word = next_word(l->arena, &text)) {
    if (ek_currency(word) != NULL || assumption_in_money(l->study, word)) return true;
    int parameter = ek_model_parameter(l->study->model, word);
    if (parameter >= 0 && is_money(l->study->model->parameters[parameter].unit)) return true;
  }
  return false;
}

static bool in_money(struct looking *l, const struct ek_node *node) {
  if (node->kind == EK_NODE_SCALAR) return text_in_money(l, node->text);
  for (size_t i = 0; node->kind == EK_NODE_MAP && i < node->n; i++) {
    const char *key = node->pairs[i].key->text;
    bool told = strcmp(key, "source") == 0 || strcmp(key, "note") == 0;
    if (!told && in_money(l, node->pairs[i].value)) return true;
  }
  return false;
}

/* A parameter of the model by its unit; a flow of a state or service is in money always. */
static bool override_in_money(const struct ek_study *s, const char *name) {
  int parameter = ek_model_parameter(s->model, name);
  return parameter < 0 || is_money(s->model->parameters[parameter].unit);
}

/* ---- where a name is used ---- */

static bool names_it(struct looking *l, const char *text, const char *name) {
  for (const char *word = next_word(l->arena, &text); word != NULL; word = next_word(l->arena, &text)) if (strcmp(word, name) == 0) return true;
  return false;
}

static void look(struct looking *l, const char *place, const char *key, const struct ek_node *node, const char *name) {
  const struct ek_cause_row *row = ek_cause_find(place);
  if (row != NULL && row->causes == 0) return;
  if (node->kind == EK_NODE_SCALAR) {
    if (names_it(l, node->text, name)) l->found |= value_cause(l, place, key, node);
    return;
  }
  bool number = node->kind == EK_NODE_MAP && ek_lay_number(node);
  for (size_t i = 0; i < node->n; i++) {
    if (node->kind == EK_NODE_LIST) look(l, ek_sprintf(l->arena, "%s.*", place), key, node->items[i], name);
    else {
      const char *below = node->pairs[i].key->text;
      bool told = strcmp(below, "source") == 0 || strcmp(below, "note") == 0;
      if (!told) look(l, number ? place : ek_cause_below(l->arena, place, below), number ? key : below, node->pairs[i].value, name);
    }
  }
}

/* Used in several places it is of the first of these: what more than kronor rests on goes before. */
static ek_causes first_of(ek_causes found) {
  static const ek_causes order[] = {EK_CAUSE(INTAKE), EK_CAUSE(EFFECT), EK_CAUSE(TIMING), EK_CAUSE(RULES), EK_CAUSE(PRICE)};
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) if (found & order[i]) return order[i];
  return EK_CAUSE(EFFECT);
}

static ek_causes assumption_cause(struct looking *l, const char *name) {
  size_t i = assumption(l->study, name);
  if (i == l->study->assumption_list.n || l->seen[i]) return 0;
  l->seen[i] = true;
  if (assumption_in_money(l->study, name)) return EK_CAUSE(PRICE);
  struct looking below = {.study = l->study, .arena = l->arena, .seen = l->seen};
  look(&below, "", "", ek_study_tree(l->study), name);
  return first_of(below.found);
}

static ek_causes value_cause(struct looking *l, const char *place, const char *name, const struct ek_node *node) {
  const struct ek_cause_row *row = ek_cause_find(place);
  if (row == NULL) return EK_CAUSE(EFFECT);
  if (strcmp(row->place, "assumptions") == 0) return assumption_cause(l, name);
  if (!(row->flags & EK_CAUSE_MONEY)) return row->causes;
  bool money = strcmp(row->place, "overrides") == 0 ? override_in_money(l->study, name) : in_money(l, node);
  return money ? EK_CAUSE(PRICE) : row->causes;
}

ek_causes ek_cause_of(const struct ek_study *study, struct ek_arena *arena, const char *place, const char *name, const struct ek_node *node) {
  struct looking l = {.study = study, .arena = arena, .seen = ek_alloc_array(arena, study->assumption_list.n + 1, sizeof(bool))};
  return value_cause(&l, place, name, node);
}
