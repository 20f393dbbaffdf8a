/* Words are indicators beside the largest category, ages a line and its square, states before
 * their extents beside the state of most. Order is the alphabet's and the model's. */
#include "engine/weighting_terms.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/run.h"
#include "people/overview.h"
#include "people/traits.h"
#include "read/intern.h"

struct builder {
  struct ek_weighting *w;
  struct ek_runner *r;
  const struct ek_people *p;
  bool *used;            /* [members] */
  double *extent;        /* [standings * states] before */
  struct ek_list states; /* const struct ek_item *: held by anybody before */
  double age;            /* instead of one that is not said */
};

/* A category of a variable: a word, nothing said (word NULL), or a state. */
struct category {
  const char *word;
  const struct ek_item *item;
  size_t number;           /* its code, or its place among the states */
  bool own;
  size_t heads[2];
};

static void *push(struct builder *b, struct ek_list *list, size_t size) { return ek_list_push(b->r->arena, list, size); }

/* --- what there is ---------------------------------------------------------------------------- */

/* The states in which anybody is before, in the model's order, and how much each standing has. */
static void find_states(struct builder *b) {
  const struct ek_people *p = b->p;
  const double *numbers;
  bool *held = ek_alloc_array(b->r->arena, p->standings.n, sizeof *held);
  for (size_t i = 0; i < p->n; i++) held[p->before[i]] |= b->used[i];
  for (size_t s = 0; s < p->standings.n; s++) {
    const struct ek_phase *phase = ek_people_phase(p, (uint32_t)s, &numbers);
    for (size_t h = 0; held[s] && h < phase->n_holdings; h++) {
      const struct ek_item *item = phase->holdings[h].item, *const *known = b->states.items;
      bool there = !item->is_state;
      for (size_t i = 0; i < b->states.n; i++) there |= known[i] == item;
      if (!there) *(const struct ek_item **)push(b, &b->states, sizeof item) = item;
    }
  }
  if (b->states.n > 1) qsort(b->states.items, b->states.n, sizeof(struct ek_item *), ek_by_item);
  b->extent = ek_alloc_array(b->r->arena, p->standings.n * (b->states.n + 1), sizeof *b->extent);
  const struct ek_item *const *states = b->states.items;
  for (size_t s = 0; s < p->standings.n; s++) {
    const struct ek_phase *phase = ek_people_phase(p, (uint32_t)s, &numbers);
    for (size_t h = 0; h < phase->n_holdings; h++) {
      for (size_t k = 0; k < b->states.n; k++) {
        if (states[k] == phase->holdings[h].item) b->extent[s * b->states.n + k] += ek_people_extent(p, &phase->holdings[h], numbers);
      }
    }
  }
}

static bool is_states(const struct ek_trait *t) { return t->code == NULL && t->number == NULL; }

/* Of ages, any that is said is one category. */
static bool holds(const struct builder *b, const struct ek_trait *t, const struct category *c, size_t i) {
  if (is_states(t)) return b->extent[b->p->before[i] * b->states.n + c->number] > 0;
  return t->number != NULL ? isnan(t->number[i]) == (c->word == NULL) : t->code[i] == c->number;
}

static int by_word(const void *a, const void *b) {
  const struct category *x = a, *y = b;
  if (x->item != NULL) return ek_by_item(&x->item, &y->item);
  if (x->word == NULL || y->word == NULL) return (x->word == NULL) - (y->word == NULL);
  return strcmp(x->word, y->word);
}

/* Its categories with how many of each side are in them; nothing said comes last. */
static struct ek_list categories(struct builder *b, const struct ek_trait *t) {
  struct ek_list out = {0};
  const char *const *words = t->words.items;
  const struct ek_item *const *states = b->states.items;
  size_t n = is_states(t) ? b->states.n : t->words.n;
  if (t->number != NULL) *(struct category *)push(b, &out, sizeof(struct category)) = (struct category){.word = ""};
  for (size_t k = 0; k < n; k++) {
    *(struct category *)push(b, &out, sizeof(struct category)) =
        is_states(t) ? (struct category){.word = states[k]->name.text, .item = states[k], .number = k}
                     : (struct category){.word = words[k], .number = k + 1, .own = t->own[k]};
  }
  if (!is_states(t)) *(struct category *)push(b, &out, sizeof(struct category)) = (struct category){.word = NULL};
  struct category *c = out.items;
  if (out.n > 1) qsort(c, out.n, sizeof *c, by_word);
  for (size_t i = 0; i < b->p->n; i++) {
    for (size_t k = 0; b->used[i] && k < out.n; k++) c[k].heads[i >= b->p->participants] += holds(b, t, &c[k], i);
  }
  return out;
}

/* --- who has nobody to be compared with -------------------------------------------------------- */

/* Is somebody of the group in a category that no participant is in? Marks them in `alone`. */
static bool find_alone(struct builder *b, const struct ek_trait *t, bool *alone) {
  struct ek_list list = categories(b, t);
  const struct category *c = list.items;
  bool any = false;
  for (size_t k = 0; k < list.n; k++) {
    if (c[k].word == NULL || c[k].heads[0] > 0 || c[k].heads[1] == 0) continue;
    any = true;
    for (size_t i = b->p->participants; i < b->p->n; i++) alone[i] |= b->used[i] && holds(b, t, &c[k], i);
  }
  return any;
}

/* They do not count; but when they are few, what the group says with and without them would tell
 * of them: then they count as if they were in the largest category. */
static void leave_out(struct builder *b, const struct ek_trait *const *by, size_t n) {
  bool *alone = ek_alloc_array(b->r->arena, b->p->n, sizeof *alone), *in = ek_alloc_array(b->r->arena, n + 1, sizeof *in);
  size_t heads = 0;
  for (size_t v = 0; v < n; v++) in[v] = find_alone(b, by[v], alone);
  for (size_t i = 0; i < b->p->n; i++) heads += alone[i];
  for (size_t i = 0; heads >= EK_FEWEST && i < b->p->n; i++) b->used[i] &= !alone[i];
  for (size_t v = 0; v < n; v++) {
    if (!in[v]) continue;
    ek_warning(b->r->diags, by[v]->modelled->pos, "gather what is alike under values",
               "'%s': some of the comparison group are in a category that no participant is in; they %s", by[v]->modelled->text,
               heads >= EK_FEWEST ? "do not count" : "are few, and count as those in the largest category");
  }
}

static void check(struct builder *b, const struct ek_trait *t) {
  struct ek_list list = categories(b, t);
  const struct category *c = list.items;
  for (size_t k = 0; k < list.n; k++) {
    if ((c[k].heads[0] == 0) == (c[k].heads[1] == 0)) continue;
    if (c[k].word == NULL) {
      ek_warning(b->r->diags, t->modelled->pos, "fill it in, or take it away from variables",
                 "'%s' is not said of some %s, and of all %s; they count as %s", t->modelled->text,
                 c[k].heads[0] > 0 ? "participants" : "of the comparison group",
                 c[k].heads[0] > 0 ? "those they are compared with" : "participants",
                 t->number != NULL ? "the mean of the others" : "those in the largest category");
    } else if (c[k].heads[0] > 0) {
      ek_error(b->r->diags, t->modelled->pos, "gather what is alike under values, or take it away from variables",
               "'%s': some participants are in a category that nobody of the comparison group is in, and have nobody to be compared with",
               t->modelled->text);
      return;
    }
  }
}

/* --- columns ------------------------------------------------------------------------------------ */

/* What is told of terms of few: nothing, on either side, nor what would give them away. */
static void mask_terms(struct builder *b, const struct category *c, size_t n, bool *masked) {
  size_t *counts = ek_alloc_array(b->r->arena, n + 1, sizeof *counts);
  for (int side = 0; side < 2; side++) {
    for (size_t k = 0; k < n; k++) counts[k] = c[k].heads[side];
    const bool *few = ek_mask_groups(b->r->arena, counts, n);
    struct ek_moves moves = {0};
    if (n > 0 && c[0].item != NULL) moves = ek_moves(b->p, side == 1);
    for (size_t k = 0; k < n; k++) masked[k] |= few[k] || (c[k].item != NULL && ek_moves_hide(&moves, c[k].item));
  }
}

static void add_term(struct builder *b, const struct ek_trait *t, const struct category *c, bool masked) {
  struct ek_weighting_term *term = push(b, &b->w->terms, sizeof *term);
  *term = (struct ek_weighting_term){.variable = t->variable, .value = c->word != NULL ? c->word : "", .item = c->item,
                                     .own = c->own, .masked = masked, .heads = {c->heads[0], c->heads[1]}};
}

static void add_age(struct builder *b, const struct ek_trait *t, const struct category *c) {
  double sum = 0, weight = 0;
  for (size_t i = 0; i < b->p->n; i++) {
    if (!b->used[i] || isnan(t->number[i])) continue;
    sum += b->p->weight[i] * t->number[i];
    weight += b->p->weight[i];
  }
  b->age = weight > 0 ? sum / weight : 40;
  for (int squared = 0; squared < 2; squared++) {
    struct ek_weighting_term *term = push(b, &b->w->terms, sizeof *term);
    *term = (struct ek_weighting_term){.variable = t->variable, .squared = squared, .heads = {c->heads[0], c->heads[1]},
                                       .masked = c->heads[0] < EK_FEWEST || c->heads[1] < EK_FEWEST};
  }
}

/* The category that most are in, or most of whose time: what the others are held against. */
static size_t largest(const struct builder *b, const struct ek_trait *t, const struct category *c, size_t n) {
  size_t at = n;
  double most = -1;
  for (size_t k = 0; k < n; k++) {
    double size = (double)(c[k].heads[0] + c[k].heads[1]);
    if (is_states(t)) {
      size = 0;
      for (size_t i = 0; i < b->p->n; i++) if (b->used[i]) size += b->extent[b->p->before[i] * b->states.n + k];
    }
    if (c[k].word == NULL || size <= most) continue;
    most = size;
    at = k;
  }
  return at;
}

static void add_trait(struct builder *b, const struct ek_trait *t) {
  struct ek_list list = categories(b, t);
  const struct category *c = list.items;
  bool *masked = ek_alloc_array(b->r->arena, list.n + 1, sizeof *masked);
  mask_terms(b, c, list.n, masked);
  size_t reference = largest(b, t, c, list.n);
  if (t->number != NULL) add_age(b, t, &c[0]);
  for (size_t k = 0; k < list.n; k++) {
    bool both = c[k].heads[0] > 0 && c[k].heads[1] > 0;
    if (k == reference || !both || (t->number != NULL && c[k].word != NULL)) continue;
    add_term(b, t, &c[k], masked[k] || (reference < list.n && t->number == NULL && masked[reference]));
  }
}

static double value(const struct builder *b, const struct ek_weighting_term *term, size_t i) {
  if (term->variable == NULL) return 1;
  const struct ek_trait *t = ek_trait_find(b->p, term->variable);
  if (term->item != NULL) {
    const struct ek_item *const *states = b->states.items;
    size_t k = 0;
    while (states[k] != term->item) k++;
    return b->extent[b->p->before[i] * b->states.n + k];
  }
  if (t->number != NULL && term->value == NULL) {
    double age = (isnan(t->number[i]) ? b->age : t->number[i]) / 10 - 4;
    return term->squared ? age * age : age;
  }
  if (t->number != NULL) return isnan(t->number[i]);
  const char *const *words = t->words.items;
  if (*term->value == '\0') return t->code[i] == 0;
  return t->code[i] > 0 && strcmp(words[t->code[i] - 1], term->value) == 0;
}

/* Members alike are one row. */
static void take_rows(struct builder *b) {
  struct ek_weighting *w = b->w;
  struct ek_intern *rows = ek_intern_new(b->r->arena);
  struct ek_weighting_term *terms = w->terms.items;
  size_t k = w->terms.n, room = 64;
  double row[EK_LOGIT_MOST], *x = ek_alloc_array(b->r->arena, room * k, sizeof *x);
  w->pattern = ek_alloc_array(b->r->arena, b->p->n, sizeof *w->pattern);
  for (size_t i = 0; i < b->p->n; i++) {
    w->pattern[i] = EK_NO_PATTERN;
    if (!b->used[i]) continue;
    for (size_t j = 0; j < k; j++) row[j] = value(b, &terms[j], i);
    w->pattern[i] = ek_intern(rows, (const char *)row, k * sizeof *row);
    if (w->pattern[i] < w->design.rows) continue;
    if (w->design.rows == room) {
      double *more = ek_alloc_array(b->r->arena, 2 * room * k, sizeof *x);
      memcpy(more, x, room * k * sizeof *x);
      x = more;
      room *= 2;
    }
    memcpy(x + w->design.rows++ * k, row, k * sizeof *row);
  }
  w->design.k = k;
  w->design.x = x;
}

/* Where the few are not told of, a word of the file's that they have is not either. */
static void forget_words(struct ek_weighting *w) {
  struct ek_weighting_term *t = w->terms.items;
  for (size_t j = 0; j < w->terms.n; j++) if (t[j].masked && t[j].own) t[j].value = EK_NOT_TOLD;
}

bool ek_weighting_take_terms(struct ek_weighting *w, struct ek_runner *r) {
  struct builder b = {.w = w, .r = r, .p = w->people};
  const struct ek_weighting_terms *said = &r->study->comparison.weighting;
  const struct ek_name *name = said->variables.items;
  const struct ek_trait *t = b.p->traits.items;
  size_t errors = ek_diags_errors(r->diags);
  b.used = ek_alloc_array(r->arena, b.p->n, sizeof *b.used);
  for (size_t i = 0; i < b.p->n; i++) b.used[i] = b.p->weight[i] > 0;
  find_states(&b);
  /* The constant first, then variables in the order in which the study names them. */
  *(struct ek_weighting_term *)push(&b, &w->terms, sizeof(struct ek_weighting_term)) = (struct ek_weighting_term){.variable = NULL};
  const struct ek_trait **by = ek_alloc_array(r->arena, said->variables.n, sizeof *by);
  size_t n = 0;
  for (size_t v = 0; v < said->variables.n; v++) {
    for (size_t k = 0; k < b.p->traits.n; k++) if (t[k].modelled == &name[v]) by[n++] = &t[k];
  }
  leave_out(&b, by, n);
  for (size_t v = 0; v < n; v++) check(&b, by[v]);
  if (ek_diags_errors(r->diags) > errors) return false;
  for (size_t v = 0; v < n; v++) add_trait(&b, by[v]);
  if (w->terms.n > EK_LOGIT_MOST) {
    return ek_error(r->diags, said->pos, "weigh by fewer variables, or gather their values",
                    "the model of who took part has %zu columns; %d are the most", w->terms.n, EK_LOGIT_MOST);
  }
  take_rows(&b);
  forget_words(w);
  return true;
}
