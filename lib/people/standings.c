/* Puts together what a person holds in a phase, and finds out whether somebody has stood there
 * before: a million persons stand in some thousand places. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "people/draft.h"

struct builder {
  struct ek_intake *in;
  const struct ek_draft *draft;
  struct ek_shape shape;
  double *numbers;
  const struct ek_quantity **quantity; /* of the numbers */
  const char *lacking;
  const struct ek_role_of *wrong;
};

/* A quantity that is read from the next column of numbers. */
static const struct ek_quantity *number_quantity(struct builder *b, double value, struct ek_unit unit,
                                                 int price_year) {
  struct ek_quantity *q = ek_alloc(b->in->scratch, sizeof *q);
  q->unit = unit;
  q->price_year = unit.power[EK_DIM_MONEY] != 0 ? price_year : 0;
  q->index = -1;
  q->slot = (int)(b->in->study->uncertain.n + b->shape.n_numbers);
  b->quantity[b->shape.n_numbers] = q;
  b->numbers[b->shape.n_numbers++] = value;
  return q;
}

/* "wage" of any item, "arbete.wage" of one. 2: the item's own, 1: its name, 0: another's. */
static int names_input(const char *role, const struct ek_item *item, const char *input) {
  const char *dot = strrchr(role, '.');
  if (dot == NULL) return ek_text_same(role, input);
  size_t n = strlen(item->name.text);
  bool own = (size_t)(dot - role) == n && strncmp(role, item->name.text, n) == 0;
  return own && ek_text_same(dot + 1, input) ? 2 : 0;
}

/* The nearest column that gives the input, or -1. */
static int given_by_column(const struct builder *b, const struct ek_item *item, const char *input) {
  const struct ek_draft *d = b->draft;
  bool person = item == &b->in->study->model->personal.item;
  for (int own = 2; own >= 1; own--) {
    for (size_t i = 0; i < d->n_given; i++) {
      if (d->given[i].only != NULL && d->given[i].only != item) continue;
      if (d->given[i].goes_on && !person && (item->is_state || !d->services_go_on)) continue;
      if (names_input(d->given[i].role->name, item, input) == own) return (int)i;
    }
  }
  return -1;
}

static const struct ek_value *given_by_study(const struct builder *b, const struct ek_item *item,
                                             const char *input) {
  const struct ek_named_value *v = b->in->spec->inputs.items;
  for (int own = 2; own >= 1; own--) {
    for (size_t i = 0; i < b->in->spec->inputs.n; i++) {
      if (names_input(v[i].name.text, item, input) == own) return &v[i].value;
    }
  }
  return NULL;
}

/* What a number without a unit is multiplied with: the column's unit, else the input's. */
static double canonical(const struct builder *b, const struct ek_role_of *role,
                        const struct ek_input *input, double number, bool *fits) {
  const struct ek_named_text *units = b->in->spec->units.items;
  const char *text = input->unit_text;
  for (size_t i = 0; i < b->in->spec->units.n; i++) {
    if (ek_text_same(units[i].name.text, role->written->text)) text = units[i].text;
  }
  struct ek_unit_reading reading;
  *fits = ek_unit_read(text, true, &reading) && ek_unit_alike(reading.unit, input->unit);
  return *fits ? number * reading.top / reading.bottom : number;
}

static const struct ek_quantity *column_input(struct builder *b, int at, const struct ek_input *input) {
  const struct ek_role_of *role = b->draft->given[at].role;
  uint32_t code = b->draft->given[at].code;
  double number = role->meaning->number[code];
  bool fits = true;
  if (role->meaning->has_unit[code]) fits = ek_unit_alike(role->meaning->unit[code], input->unit);
  else number = canonical(b, role, input, number, &fits);
  if (!fits) b->wrong = role;
  return number_quantity(b, number, input->unit, b->in->spec->price_year);
}

/* A value of the study's as that input: compiled once. */
static const struct ek_quantity *study_input(struct builder *b, const struct ek_value *value,
                                             const struct ek_input *input) {
  const struct ek_compiled_input *known = b->in->compiled.items;
  for (size_t i = 0; i < b->in->compiled.n; i++) {
    if (known[i].value == value && known[i].input == input) return known[i].quantity;
  }
  struct ek_compiled_input *c = ek_list_push(b->in->arena, &b->in->compiled, sizeof *c);
  *c = (struct ek_compiled_input){value, input, ek_study_input(b->in->study, value, &input->unit)};
  return c->quantity;
}

/* An empty cell of a column that gives an input leaves it to the model: told, once for each. */
static void leave_to_model(struct builder *b, const struct ek_item *item, const struct ek_input *input) {
  const struct ek_role_of *roles = b->in->roles.items;
  const struct ek_input *const *told = b->in->left_to_model.items;
  if (b->draft->supposed || b->in->describes) return;
  for (size_t i = 0; i < b->in->left_to_model.n; i++) if (told[i] == input) return;
  for (size_t i = 0; i < b->in->roles.n; i++) {
    if (roles[i].kind != EK_ROLE_INPUTS || !names_input(roles[i].name, item, input->name.text)) continue;
    *(const struct ek_input **)ek_list_push(b->in->arena, &b->in->left_to_model, sizeof input) = input;
    ek_warning(b->in->diags, roles[i].written->pos,
               ek_sprintf(b->in->arena, "fill the cells, or say what holds for them: inputs: {%s: …}", roles[i].name),
               "'%s' says nothing of some who are in '%s'; the model's own '%s' is used for them", roles[i].written->text,
               item->name.text, input->name.text);
    return;
  }
}

static void give(struct builder *b, const struct ek_item *item) {
  const struct ek_input *inputs = item->inputs.items;
  for (size_t k = 0; k < item->inputs.n; k++) {
    struct ek_given *g = &b->shape.phase.given[b->shape.phase.n_given];
    *g = (struct ek_given){.item = item, .input = (int)k};
    int column = given_by_column(b, item, inputs[k].name.text);
    const struct ek_value *value = column < 0 ? given_by_study(b, item, inputs[k].name.text) : NULL;
    if (column >= 0) g->quantity = column_input(b, column, &inputs[k]);
    else if (value != NULL) g->quantity = study_input(b, value, &inputs[k]);
    else if (inputs[k].fallback.text == NULL) b->lacking = inputs[k].name.text;
    else leave_to_model(b, item, &inputs[k]);
    if (g->quantity != NULL) b->shape.phase.n_given++;
  }
}

static void hold(struct builder *b, const struct ek_item *item, double quantity, struct ek_pos pos) {
  struct ek_holding *h = &b->shape.phase.holdings[b->shape.phase.n_holdings++];
  h->item = item;
  h->pos = pos;
  h->quantity = item->is_state && quantity == 1 ? b->in->one
                                                : number_quantity(b, quantity, item->quantity, 0);
}

/* A copy of what was put together on the scratch pad; what is the study's stays. */
static const struct ek_quantity *kept(struct ek_arena *arena, const struct ek_quantity *q) {
  if (q == NULL || q->slot < 0 || q->value != NULL) return q;
  struct ek_quantity *copy = ek_alloc(arena, sizeof *copy);
  *copy = *q;
  return copy;
}

static void keep_shape(struct ek_people *people, const struct builder *b) {
  struct ek_arena *arena = people->arena;
  struct ek_shape *shape = ek_list_push(arena, &people->shapes, sizeof *shape);
  *shape = b->shape;
  struct ek_phase *p = &shape->phase;
  p->holdings = ek_alloc_array(arena, p->n_holdings, sizeof *p->holdings);
  p->given = ek_alloc_array(arena, p->n_given, sizeof *p->given);
  shape->number = ek_alloc_array(arena, shape->n_numbers, sizeof *shape->number);
  for (size_t i = 0; i < p->n_holdings; i++) {
    p->holdings[i] = b->shape.phase.holdings[i];
    p->holdings[i].quantity = kept(arena, p->holdings[i].quantity);
  }
  for (size_t i = 0; i < p->n_given; i++) {
    p->given[i] = b->shape.phase.given[i];
    p->given[i].quantity = kept(arena, p->given[i].quantity);
  }
  for (size_t i = 0; i < shape->n_numbers; i++) shape->number[i] = kept(arena, b->quantity[i]);
}

/* What makes two shapes the same: all but the numbers. The places of things are what they are
 * known by; the text of a municipality is kept once for each person, so it is its letters. */
static uint32_t shape_of(struct builder *b) {
  const struct ek_phase *p = &b->shape.phase;
  const char *place = b->shape.municipality != NULL ? b->shape.municipality : "";
  size_t letters = strlen(place), n = 0;
  uintptr_t *key = ek_alloc(b->in->scratch, (2 + 2 * p->n_holdings + 4 * p->n_given) * sizeof *key + letters);
  key[n++] = (uintptr_t)b->in->spec->price_year;
  key[n++] = p->n_holdings;
  for (size_t i = 0; i < p->n_holdings; i++) {
    key[n++] = (uintptr_t)p->holdings[i].item;
    key[n++] = (uintptr_t)p->holdings[i].quantity->slot;
  }
  for (size_t i = 0; i < p->n_given; i++) {
    const struct ek_quantity *q = p->given[i].quantity;
    key[n++] = (uintptr_t)p->given[i].item;
    key[n++] = (uintptr_t)p->given[i].input;
    key[n++] = (uintptr_t)q->slot;
    key[n++] = q->slot >= 0 ? 0 : (uintptr_t)q->value;
  }
  memcpy(key + n, place, letters);
  uint32_t at = ek_intern(b->in->shapes, (const char *)key, n * sizeof *key + letters);
  if (at == b->in->people->shapes.n) keep_shape(b->in->people, b);
  return at;
}

static uint32_t keep(struct builder *b) {
  struct ek_people *people = b->in->people;
  uint32_t shape = shape_of(b), who = b->draft->who;
  size_t n = b->shape.n_numbers, size = sizeof shape + sizeof who + n * sizeof *b->numbers;
  char *key = ek_alloc(b->in->scratch, size);
  memcpy(key, &shape, sizeof shape);
  memcpy(key + sizeof shape, &who, sizeof who);
  if (n > 0) memcpy(key + sizeof shape + sizeof who, b->numbers, n * sizeof *b->numbers);
  uint32_t at = ek_intern(b->in->standings, key, size);
  if (at < people->standings.n) return at;
  struct ek_standing *standing = ek_list_push(people->arena, &people->standings, sizeof *standing);
  *standing = (struct ek_standing){shape, who, people->numbers.n};
  for (size_t i = 0; i < n; i++) {
    *(double *)ek_list_push(people->arena, &people->numbers, sizeof(double)) = b->numbers[i];
  }
  return at;
}

uint32_t ek_standing_of(struct ek_intake *in, const struct ek_draft *draft, const char **lacking,
                        const struct ek_role_of **wrong) {
  struct builder b = {.in = in, .draft = draft};
  struct ek_phase *p = &b.shape.phase;
  const struct ek_item *person = &in->study->model->personal.item;
  size_t inputs = person->inputs.n;
  for (size_t i = 0; i < draft->n_held; i++) inputs += draft->held[i].item->inputs.n;
  struct ek_pos pos = in->spec->file.text != NULL ? in->spec->file.pos : in->study->outcomes.pos;
  p->present = true;
  p->pos = pos;
  ek_arena_clear(in->scratch);
  p->holdings = ek_alloc_array(in->scratch, draft->n_held, sizeof *p->holdings);
  p->given = ek_alloc_array(in->scratch, inputs, sizeof *p->given);
  b.numbers = ek_alloc_array(in->scratch, draft->n_held + inputs, sizeof *b.numbers);
  b.quantity = ek_alloc_array(in->scratch, draft->n_held + inputs, sizeof *b.quantity);
  b.shape.municipality = draft->municipality;
  b.shape.municipality_pos = draft->municipality_pos;
  for (size_t i = 0; i < draft->n_held; i++) {
    hold(&b, draft->held[i].item, draft->held[i].quantity, pos);
    give(&b, draft->held[i].item);
  }
  give(&b, person);
  *lacking = b.lacking;
  *wrong = b.wrong;
  return b.lacking != NULL || b.wrong != NULL ? EK_NO_STANDING : keep(&b);
}

uint32_t ek_person_of(struct ek_people *p, struct ek_intern *known, struct ek_person_key key) {
  const struct ek_household *h = key.household;
  const int *ages = h != NULL ? h->children.items : NULL;
  size_t children = h != NULL ? h->children.n : 0;
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_addf(&text, "%.17g %d", key.age, h != NULL ? h->adults : 1);
  for (size_t i = 0; i < children; i++) ek_buffer_addf(&text, " %d", ages[i]);
  uint32_t at = ek_intern(known, text.text, text.size);
  if (at < p->persons.n) return at;
  *(struct ek_person *)ek_list_push(p->arena, &p->persons, sizeof(struct ek_person)) =
      (struct ek_person){.age = key.age, .adults = h != NULL ? h->adults : 1, .children = ages, .n_children = children};
  return at;
}

uint32_t ek_intake_person(struct ek_intake *in, size_t row, const char **municipality) {
  const struct ek_role_of *roles = in->roles.items;
  struct ek_household *h = ek_alloc(in->people->arena, sizeof *h);
  double age = NAN;
  h->adults = 1;
  for (size_t i = 0; i < in->roles.n; i++) {
    const struct ek_meaning *m = roles[i].meaning;
    if (m == NULL) continue; /* serial numbers have none */
    uint32_t code = ek_code(in, &roles[i], row);
    if (roles[i].kind == EK_ROLE_AGE) age = m->number[code];
    if (roles[i].kind == EK_ROLE_HOUSEHOLD && m->household[code] != NULL) *h = *m->household[code];
    if (roles[i].kind == EK_ROLE_ADULTS && m->number[code] > 0) h->adults = (int)m->number[code];
    if (roles[i].kind == EK_ROLE_CHILDREN && m->household[code] != NULL) h->children = m->household[code]->children;
    if (roles[i].kind == EK_ROLE_MUNICIPALITY && m->word[code] != NULL) *municipality = ek_text_lower(in->people->arena, m->word[code]);
  }
  if (isnan(age)) age = in->study->model->default_age;
  return ek_person_of(in->people, in->persons, (struct ek_person_key){age, h});
}

uint32_t ek_stretch_of(struct ek_people *p, struct ek_intern *known, struct ek_stretch stretch) {
  const size_t key[] = {stretch.first, stretch.length, stretch.fades};
  uint32_t at = ek_intern(known, (const char *)key, sizeof key);
  if (at == p->stretches.n) *(struct ek_stretch *)ek_list_push(p->arena, &p->stretches, sizeof stretch) = stretch;
  return at;
}
