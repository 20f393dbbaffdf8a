/* Groups, their means, and the text of a case for each. */
#include "people/typecases.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "people/overview.h"

/* What makes two persons alike: the main states and the household. */
struct kind {
  const struct ek_item *before, *after;
  int adults;
  size_t children;
  size_t persons;
  double weight, given; /* of its own, and of kinds that are too small to show */
  bool masked;          /* how many went that way is not told elsewhere */
  bool paired;          /* those before in the one state, after in the other: see pair_states */
};

#define PARTS 2000 /* in which the weight of small kinds is shared out */

struct gathering {
  const struct ek_people *p;
  struct ek_arena *arena;
  size_t fewest, accounts;
  const double *net;    /* [standings * accounts] */
  struct ek_list kinds; /* struct kind */
  uint32_t *kind;       /* [participants] */
};

static const struct ek_person *person_of(const struct ek_people *p, size_t member) {
  const struct ek_standing *s = (const struct ek_standing *)p->standings.items + p->before[member];
  return (const struct ek_person *)p->persons.items + s->who;
}

static uint32_t kind_of(struct gathering *g, const struct kind *k) {
  struct kind *known = g->kinds.items;
  for (size_t i = 0; i < g->kinds.n; i++) {
    if (known[i].before == k->before && known[i].after == k->after && known[i].adults == k->adults &&
        known[i].children == k->children) return (uint32_t)i;
  }
  struct kind *fresh = ek_list_push(g->arena, &g->kinds, sizeof *fresh);
  *fresh = *k;
  return (uint32_t)g->kinds.n - 1;
}

static void find_kinds(struct gathering *g) {
  g->kind = ek_alloc_array(g->arena, g->p->participants, sizeof *g->kind);
  for (size_t i = 0; i < g->p->participants; i++) {
    const struct ek_person *who = person_of(g->p, i);
    struct kind k = {.before = ek_main_state(g->p, g->p->before[i]), .after = ek_main_state(g->p, ek_people_lasting(g->p, i)),
                     .adults = who->adults, .children = who->n_children};
    g->kind[i] = kind_of(g, &k);
    struct kind *of = (struct kind *)g->kinds.items + g->kind[i];
    of->persons++;
    of->weight += g->p->weight[i];
  }
}

/* Small kinds that differ in the household alone are one, with the household that most have. */
static void join_households(struct gathering *g) {
  struct kind *k = g->kinds.items;
  size_t *into = ek_alloc_array(g->arena, g->kinds.n, sizeof *into);
  for (size_t i = 0; i < g->kinds.n; i++) {
    into[i] = i;
    for (size_t o = 0; o < g->kinds.n && k[i].persons < g->fewest; o++) {
      bool same = k[o].before == k[i].before && k[o].after == k[i].after;
      bool larger = k[o].persons > k[into[i]].persons || (k[o].persons == k[into[i]].persons && o < into[i]);
      if (same && larger) into[i] = o;
    }
  }
  for (size_t i = 0; i < g->p->participants; i++) g->kind[i] = (uint32_t)into[g->kind[i]];
  for (size_t i = 0; i < g->kinds.n; i++) k[i].persons = 0;
  for (size_t i = 0; i < g->kinds.n; i++) k[i].weight = 0;
  for (size_t i = 0; i < g->p->participants; i++) {
    k[g->kind[i]].persons++;
    k[g->kind[i]].weight += g->p->weight[i];
  }
}

/* What somebody's change from before to the end moves in a year, account by account. */
static void add_change(const struct gathering *g, size_t member, double weight, double *out) {
  const double *before = g->net + g->p->before[member] * g->accounts;
  const double *after = g->net + ek_people_lasting(g->p, member) * g->accounts;
  for (size_t a = 0; a < g->accounts; a++) out[a] += weight * (after[a] - before[a]);
}

/* By how much each account weighs: a small one counts as much as a large, a tiny one does not. */
static double *scales(const struct gathering *g) {
  double *total = ek_alloc_array(g->arena, g->accounts, sizeof *total), largest = 0;
  for (size_t i = 0; i < g->p->participants; i++) add_change(g, i, g->p->weight[i], total);
  for (size_t a = 0; a < g->accounts; a++) largest = fmax(largest, fabs(total[a]));
  for (size_t a = 0; a < g->accounts; a++) total[a] = 1 / fmax(fmax(fabs(total[a]), largest / 50), 1);
  return total;
}

static double distance(const double *left, const double *step, double size, const double *scale, size_t n) {
  double sum = 0;
  for (size_t a = 0; a < n; a++) {
    double off = (left[a] - size * step[a]) * scale[a];
    sum += off * off;
  }
  return sum;
}

/* A case of those who went one way would tell how many they are, which the table of moves masks. */
static void mask_kinds(struct gathering *g) {
  struct ek_moves moves = ek_moves(g->p, false);
  struct kind *k = g->kinds.items;
  for (size_t i = 0; i < g->kinds.n; i++) k[i].masked = ek_moves_hide_cell(&moves, k[i].before, k[i].after);
}

static bool shown(const struct gathering *g, const struct kind *k) { return k->paired || (k->persons >= g->fewest && !k->masked); }

/* What persons of kinds that are too small weigh in a state, before or after; and how many there
 * are in the state in all, of whom means may be shown. */
struct in_state {
  const struct ek_item *item;
  size_t persons;
  double left;
};

static size_t place_of_state(struct in_state *states, size_t *n, const struct ek_item *item) {
  size_t i = 0;
  while (i < *n && states[i].item != item) i++;
  if (i == *n) states[(*n)++] = (struct in_state){.item = item};
  return i;
}

static int by_left(const void *a, const void *b) {
  const struct in_state *x = a, *y = b;
  return (x->left < y->left) - (x->left > y->left);
}

/* The states of one side, those in which most is left first; none of few persons, nor where the
 * table of moves hides how many there are. */
static struct in_state *states_of(const struct gathering *g, bool after, size_t *n) {
  struct in_state *states = ek_alloc_array(g->arena, g->kinds.n, sizeof *states);
  const struct kind *k = g->kinds.items;
  *n = 0;
  for (size_t i = 0; i < g->p->participants; i++) {
    const struct kind *of = &k[g->kind[i]];
    struct in_state *s = &states[place_of_state(states, n, after ? of->after : of->before)];
    s->persons++;
    s->left += shown(g, of) ? 0 : g->p->weight[i];
  }
  struct ek_moves moves = ek_moves(g->p, false);
  for (size_t i = 0; i < *n; i++) {
    bool hidden = states[i].persons < g->fewest || states[i].item == NULL || ek_moves_hide(&moves, states[i].item);
    if (hidden) states[i].left = 0;
  }
  qsort(states, *n, sizeof *states, by_left);
  return states;
}

/* What a change moves is what somebody gets after less what somebody got before. So those in small
 * kinds may be paired anew, states before with states after, and move as much together: each pair
 * has the mean before of all who were in the one state and the mean after of all who are in the
 * other. Its weight follows from how many were in each state, which is no secret, and says nothing of
 * how many went that way. What is less than one person is shared out. */
static void pair_states(struct gathering *g) {
  size_t n = 0, m = 0;
  struct in_state *before = states_of(g, false, &n), *after = states_of(g, true, &m);
  double sum = 0;
  for (size_t i = 0; i < g->p->participants; i++) sum += g->p->weight[i];
  double one = sum / (double)g->p->participants;
  for (size_t b = 0; b < n; b++) {
    for (size_t a = 0; a < m; a++) {
      double size = fmin(before[b].left, after[a].left);
      if (size < one) continue;
      before[b].left -= size;
      after[a].left -= size;
      struct kind *pair = ek_list_push(g->arena, &g->kinds, sizeof *pair);
      *pair = (struct kind){.before = before[b].item, .after = after[a].item, .adults = 1, .weight = size, .paired = true};
    }
  }
}

/* The change of a pair in a year, account by account. */
static void mean_of_pair(const struct gathering *g, const struct kind *pair, double *out) {
  const struct kind *k = g->kinds.items;
  double weight[2] = {0};
  for (int round = 0; round < 2; round++) {
    for (size_t i = 0; i < g->p->participants; i++) {
      const struct kind *of = &k[g->kind[i]];
      const double w = g->p->weight[i];
      const double *before = g->net + g->p->before[i] * g->accounts, *after = g->net + ek_people_lasting(g->p, i) * g->accounts;
      if (round == 0) {
        weight[0] += of->before == pair->before ? w : 0;
        weight[1] += of->after == pair->after ? w : 0;
        continue;
      }
      for (size_t a = 0; a < g->accounts; a++) {
        if (of->before == pair->before) out[a] -= w / weight[0] * before[a];
        if (of->after == pair->after) out[a] += w / weight[1] * after[a];
      }
    }
  }
}

/* Kinds of too few persons are not shown: what they weigh goes to the others, bit by bit to the
 * one that brings the sums of the accounts nearest to those of all persons. */
static bool share_out(struct gathering *g) {
  struct kind *k = g->kinds.items;
  size_t n = g->kinds.n;
  double *mean = ek_alloc_array(g->arena, n * g->accounts, sizeof *mean), *left = ek_alloc_array(g->arena, g->accounts, sizeof *left);
  const double *scale = scales(g);
  double mass = 0;
  bool any = false;
  for (size_t i = 0; i < g->p->participants; i++) {
    const struct kind *of = &k[g->kind[i]];
    bool own = shown(g, of);
    add_change(g, i, own ? g->p->weight[i] / of->weight : g->p->weight[i], own ? mean + g->kind[i] * g->accounts : left);
    if (!own) mass += g->p->weight[i];
  }
  for (size_t i = 0; i < n; i++) {
    any |= shown(g, &k[i]);
    if (!k[i].paired) continue;
    mean_of_pair(g, &k[i], mean + i * g->accounts);
    for (size_t a = 0; a < g->accounts; a++) left[a] -= k[i].weight * mean[i * g->accounts + a];
    mass -= k[i].weight;
  }
  for (size_t part = 0; any && part < PARTS; part++) {
    size_t best = n;
    double least = 0, size = mass / PARTS;
    for (size_t i = 0; i < n; i++) {
      if (!shown(g, &k[i])) continue;
      double off = distance(left, mean + i * g->accounts, size, scale, g->accounts);
      if (best < n && off >= least) continue;
      best = i;
      least = off;
    }
    k[best].given += size;
    for (size_t a = 0; a < g->accounts; a++) left[a] -= size * mean[best * g->accounts + a];
  }
  return any;
}

/* --- one case ------------------------------------------------------------------------------ */

#define MOST 48 /* states and services, and inputs, of one group */

/* What a group holds on average: of each state and service so much, of each input the mean of
 * those who have it, by how much they hold what asks for it. */
struct average {
  size_t n, n_inputs;
  struct {
    const struct ek_item *item;
    double sum;
    size_t persons;
  } held[MOST];
  struct {
    const struct ek_item *item;
    int input;
    const struct ek_quantity *stated; /* by the study, for all */
    double sum, weight;
    size_t persons;
  } input[MOST];
};

struct group {
  struct gathering *g;
  const struct kind *kind;
  const size_t *members, *after; /* the same but in a pair */
  size_t n, n_after;
};

static uint32_t before_of(const struct ek_people *p, size_t member) { return p->before[member]; }

/* Where a member is while in the insats. */
static uint32_t during_of(const struct ek_people *p, size_t member) {
  const struct ek_stay *stay = (const struct ek_stay *)p->stays.items + p->first_stay[member];
  bool stays = p->during[member] > 0 && p->first_stay[member + 1] > p->first_stay[member] + 1;
  return stays ? stay->standing : p->before[member];
}

static void add_held(struct average *a, const struct ek_item *item, double amount) {
  size_t i = 0;
  while (i < a->n && a->held[i].item != item) i++;
  if (i == MOST) return;
  a->held[i].item = item;
  a->held[i].sum += amount;
  a->held[i].persons++;
  if (i == a->n) a->n++;
}

static void add_input(struct average *a, const struct ek_given *g, double weight, double value) {
  size_t i = 0;
  while (i < a->n_inputs && (a->input[i].item != g->item || a->input[i].input != g->input)) i++;
  if (i == MOST) return;
  a->input[i].item = g->item;
  a->input[i].input = g->input;
  if (g->quantity->value != NULL) a->input[i].stated = g->quantity;
  else {
    a->input[i].sum += weight * value;
    a->input[i].weight += weight;
    a->input[i].persons++;
  }
  if (i == a->n_inputs) a->n_inputs++;
}

static void add_standing(const struct ek_people *p, struct average *a, uint32_t at, double weight) {
  const double *numbers;
  const struct ek_phase *phase = ek_people_phase(p, at, &numbers);
  for (size_t i = 0; i < phase->n_holdings; i++) {
    add_held(a, phase->holdings[i].item, weight * ek_people_extent(p, &phase->holdings[i], numbers));
  }
  for (size_t k = 0; k < phase->n_given; k++) {
    const struct ek_given *g = &phase->given[k];
    double extent = 1, value = g->quantity->value == NULL ? numbers[(size_t)g->quantity->slot - p->study->uncertain.n] : 0;
    for (size_t i = 0; i < phase->n_holdings; i++) {
      if (phase->holdings[i].item == g->item) extent = ek_people_extent(p, &phase->holdings[i], numbers);
    }
    add_input(a, g, weight * extent, value);
  }
}

static struct average *average_of(const struct group *of, const size_t *members, size_t n,
                                  uint32_t (*place)(const struct ek_people *, size_t)) {
  const struct ek_people *p = of->g->p;
  struct average *a = ek_alloc(of->g->arena, sizeof *a);
  double weight = 0;
  for (size_t i = 0; i < n; i++) weight += p->weight[members[i]];
  for (size_t i = 0; i < n; i++) add_standing(p, a, place(p, members[i]), p->weight[members[i]] / weight);
  return a;
}

/* Four decimals: three could be thousands. */
static const char *number(struct ek_arena *arena, double value, int decimals) {
  double shown = round(value * 1e9) / 1e9;
  return shown == round(shown) ? ek_sprintf(arena, "%.0f", shown) : ek_sprintf(arena, "%.*f", decimals, value);
}

static void write_holdings(const struct group *of, const struct average *a, bool states, struct ek_buffer *out) {
  size_t n = 0;
  for (size_t i = 0; i < a->n; i++) {
    const struct ek_item *item = a->held[i].item;
    if (item->is_state != states || a->held[i].persons < of->g->fewest) continue; /* it would tell of few */
    bool share = item->quantity.power[EK_DIM_TIME] == 0;
    ek_buffer_addf(out, "%s%s: %s%s", n++ > 0 ? ", " : "", item->name.text,
                   number(out->arena, share ? 100 * a->held[i].sum : a->held[i].sum, 4), share ? " %" : "/year");
  }
}

/* How the study wrote what it gives to all; NULL when it is no plain text. */
static const char *written(const struct ek_people *p, const struct ek_quantity *q) {
  const struct ek_list *stated = p->study->outcomes.present ? &p->study->outcomes.inputs : &p->study->participants.followup.inputs;
  const struct ek_named_value *v = stated->items;
  for (size_t k = 0; q != NULL && k < stated->n; k++) if (&v[k].value == q->value) return v[k].value.text;
  return NULL;
}

/* In the unit that the model asks for. */
static const char *mean_text(struct ek_arena *arena, const struct ek_input *input, double value) {
  struct ek_unit_reading reading;
  bool bare = strcmp(input->unit_text, "1") == 0;
  if (!ek_unit_read(input->unit_text, true, &reading)) return NULL;
  return ek_sprintf(arena, "%s%s%s", number(arena, value * reading.bottom / reading.top, 4), bare ? "" : " ", bare ? "" : input->unit_text);
}

/* What columns gave to enough persons, as means; else what the study gives to all, as it is
 * written. */
static void write_inputs(const struct group *of, const struct average *a, struct ek_buffer *out) {
  const struct ek_item *person = &of->g->p->study->model->personal.item;
  size_t n = 0;
  for (size_t i = 0; i < a->n_inputs; i++) {
    const struct ek_input *input = (const struct ek_input *)a->input[i].item->inputs.items + a->input[i].input;
    bool mean = a->input[i].persons >= of->g->fewest, held = a->input[i].item == person;
    for (size_t h = 0; h < a->n; h++) held |= a->held[h].item == a->input[i].item && a->held[h].persons >= of->g->fewest;
    if (!held) continue;
    const char *text = mean ? mean_text(out->arena, input, a->input[i].sum / a->input[i].weight) : written(of->g->p, a->input[i].stated);
    if (text == NULL) continue;
    const char *state = a->input[i].item == person ? "" : ek_sprintf(out->arena, "%s.", a->input[i].item->name.text);
    ek_buffer_addf(out, "%s%s%s: %s%s%s", n++ > 0 ? ", " : "", state, input->name.text, mean ? "" : "\"", text, mean ? "" : "\"");
  }
}

static void write_phase(const struct group *of, const char *key, const struct average *a, size_t months, struct ek_buffer *out) {
  struct ek_buffer inputs = {.arena = out->arena};
  ek_buffer_addf(out, "      %s:\n        states: {", key);
  write_holdings(of, a, true, out);
  ek_buffer_add(out, "}\n        services: {");
  write_holdings(of, a, false, out);
  ek_buffer_add(out, "}\n");
  write_inputs(of, a, &inputs);
  if (inputs.size > 0) ek_buffer_addf(out, "        inputs: {%s}\n", inputs.text);
  if (months > 0) ek_buffer_addf(out, "        months: %zu\n", months);
}

/* A mean over the group's members, by weight. */
static double mean_of(const struct group *of, double (*value)(const struct ek_people *, size_t)) {
  double sum = 0, weight = 0;
  for (size_t i = 0; i < of->n; i++) {
    sum += of->g->p->weight[of->members[i]] * value(of->g->p, of->members[i]);
    weight += of->g->p->weight[of->members[i]];
  }
  return weight > 0 ? sum / weight : 0;
}

static double entry_of(const struct ek_people *p, size_t member) { return p->entry[member]; }
static double months_of(const struct ek_people *p, size_t member) { return p->during[member]; }
static double age_of(const struct ek_people *p, size_t member) { return person_of(p, member)->age; }

/* The municipality that most of them live in; NULL: few do, or none is said. */
static const char *place_of(const struct group *of) {
  const struct ek_people *p = of->g->p;
  const struct ek_standing *s = p->standings.items;
  const struct ek_shape *shapes = p->shapes.items;
  const char *best = NULL;
  double most = 0;
  for (size_t i = 0; i < of->n; i++) {
    size_t persons = 0;
    const char *name = shapes[s[p->before[of->members[i]]].shape].municipality;
    double weight = 0;
    for (size_t k = 0; name != NULL && k < of->n; k++) {
      const char *other = shapes[s[p->before[of->members[k]]].shape].municipality;
      if (other == NULL || strcmp(name, other) != 0) continue;
      weight += p->weight[of->members[k]];
      persons++;
    }
    if (persons < of->g->fewest || weight <= most) continue;
    best = name;
    most = weight;
  }
  return best;
}

/* "försörjningsstöd → arbete": the state of most, before and after. */
static const char *largest(const struct average *a) {
  const char *name = "inget";
  double most = 0;
  for (size_t i = 0; i < a->n; i++) {
    if (!a->held[i].item->is_state || a->held[i].sum <= most) continue;
    most = a->held[i].sum;
    name = a->held[i].item->name.text;
  }
  return name;
}

static int by_age(const void *a, const void *b) { return *(const int *)b - *(const int *)a; }

/* The mean age of the first, second, … oldest child in the households that have as many. */
static int mean_child(const struct group *of, size_t children, size_t number) {
  double sum = 0, weight = 0;
  int *ages = ek_alloc_array(of->g->arena, children, sizeof *ages);
  for (size_t i = 0; i < of->n; i++) {
    const struct ek_person *who = person_of(of->g->p, of->members[i]);
    if (who->n_children != children) continue;
    for (size_t k = 0; k < children; k++) ages[k] = who->children[k];
    qsort(ages, children, sizeof *ages, by_age);
    sum += of->g->p->weight[of->members[i]] * ages[number];
    weight += of->g->p->weight[of->members[i]];
  }
  return weight > 0 ? (int)round(sum / weight) : 0;
}

static void write_case(const struct group *of, size_t at, struct ek_buffer *out) {
  const struct ek_people *p = of->g->p;
  const struct average *before = average_of(of, of->members, of->n, before_of);
  const struct average *during = average_of(of, of->members, of->n, during_of);
  const struct average *after = average_of(of, of->after, of->n_after, ek_people_lasting);
  const struct kind *kind = of->kind;
  const struct ek_person *who = person_of(p, of->members[0]);
  for (size_t i = 1; i < of->n; i++) {
    const struct ek_person *other = person_of(p, of->members[i]);
    bool own = who->adults == kind->adults && who->n_children == kind->children;
    if (!own && other->adults == kind->adults && other->n_children == kind->children) who = other;
  }
  ek_buffer_addf(out, "    - name: \"%zu. %s → %s\"\n      weight: %s\n", at, largest(before), largest(after), number(out->arena, kind->weight + kind->given, 4));
  ek_buffer_addf(out, "      age: %d\n      household: {adults: %d, children: [", (int)round(mean_of(of, age_of)), who->adults);
  for (size_t i = 0; i < who->n_children; i++) ek_buffer_addf(out, "%s%d", i > 0 ? ", " : "", mean_child(of, who->n_children, i));
  ek_buffer_add(out, "]}\n");
  const char *place = place_of(of);
  if (place != NULL) ek_buffer_addf(out, "      municipality: \"%s\"\n", place);
  ek_month start = p->study->settings.start + (int)round(mean_of(of, entry_of));
  size_t months = (size_t)round(mean_of(of, months_of));
  ek_buffer_addf(out, "      start: %s\n", ek_month_text(out->arena, start));
  write_phase(of, "before", before, 0, out);
  if (months > 0) write_phase(of, "during", during, months, out);
  write_phase(of, "after", after, 0, out);
}

size_t ek_typecases_write(const struct ek_people *p, size_t fewest, const double *net, size_t accounts,
                          struct ek_buffer *out) {
  struct gathering g = {.p = p, .arena = out->arena, .fewest = fewest > EK_FEWEST ? fewest : EK_FEWEST, .net = net, .accounts = accounts};
  size_t *members = ek_alloc_array(out->arena, 2 * p->participants, sizeof *members), *after = members + p->participants, cases = 0;
  find_kinds(&g);
  join_households(&g);
  mask_kinds(&g);
  pair_states(&g);
  if (!share_out(&g)) return 0;
  const struct kind *kinds = g.kinds.items;
  ek_buffer_add(out, "  cases:\n");
  for (size_t k = 0; k < g.kinds.n; k++) {
    if (!shown(&g, &kinds[k])) continue;
    bool paired = kinds[k].paired;
    struct group of = {.g = &g, .kind = &kinds[k], .members = members, .after = after};
    for (size_t i = 0; i < p->participants; i++) {
      const struct kind *own = &kinds[g.kind[i]];
      if (paired ? own->before == kinds[k].before : g.kind[i] == k) members[of.n++] = i;
      if (paired ? own->after == kinds[k].after : g.kind[i] == k) after[of.n_after++] = i;
    }
    write_case(&of, ++cases, out);
  }
  return cases;
}
