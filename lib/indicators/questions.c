/* Which questions of the file are which indicators', and the indicators that are measured. */
#include <stdlib.h>

#include "base/text.h"
#include "indicators/answers_parts.h"

static const struct ek_indicator *find(const struct ek_answers_reader *r, const char *name) {
  const struct ek_indicator *const *all = r->indicators.items;
  for (size_t i = 0; i < r->indicators.n; i++) if (ek_text_same(all[i]->name.text, name)) return all[i];
  return NULL;
}

static const char *near(const struct ek_answers_reader *r, const char *name) {
  const struct ek_indicator *const *all = r->indicators.items;
  const char **names = ek_alloc_array(r->arena, r->indicators.n, sizeof *names);
  for (size_t i = 0; i < r->indicators.n; i++) names[i] = all[i]->name.text;
  const char *found = ek_text_nearest(name, names, r->indicators.n);
  return found != NULL ? ek_sprintf(r->arena, "did you mean '%s'?", found) : "`ekusia indicators --list` names them; others are described under `own`";
}

static void gather(struct ek_answers_reader *r) {
  const struct ek_indicator *listed = r->a->list->indicators.items;
  struct ek_indicator *own = r->terms->own.items;
  for (size_t i = 0; i < r->a->list->indicators.n; i++) *(const struct ek_indicator **)ek_list_push(r->arena, &r->indicators, sizeof listed) = &listed[i];
  for (size_t i = 0; i < r->terms->own.n; i++) {
    if (find(r, own[i].name.text) != NULL) ek_error(r->diags, own[i].name.pos, "give it another name", "there is an indicator '%s' in the list", own[i].name.text);
    own[i].level = EK_LEVEL_OWN;
    *(const struct ek_indicator **)ek_list_push(r->arena, &r->indicators, sizeof listed) = &own[i];
  }
}

/* The scale of a question; that of all others where it has none of its own. */
static const struct ek_answer_scale *scale_of(const struct ek_answers_reader *r, const struct ek_answer_item *item) {
  return item != NULL && item->scale.present ? &item->scale : &r->terms->scale;
}

static void check_items(struct ek_answers_reader *r) {
  const struct ek_answer_item *items = r->terms->items.items;
  r->scales_fine = ek_answer_scale_check(&r->terms->scale, r->diags);
  for (size_t i = 0; i < r->terms->items.n; i++) {
    const char *name = items[i].indicator.text;
    if (name != NULL && find(r, name) == NULL) ek_error(r->diags, items[i].indicator.pos, near(r, name), "there is no indicator '%s'", name);
    if (items[i].scale.present) r->scales_fine &= ek_answer_scale_check(&items[i].scale, r->diags);
  }
}

static const struct ek_answer_item *item_of(const struct ek_answers_reader *r, const char *text) {
  const struct ek_answer_item *items = r->terms->items.items;
  for (size_t i = 0; i < r->terms->items.n; i++) if (ek_text_same(items[i].name.text, text)) return &items[i];
  return NULL;
}

static size_t rank(const struct ek_answers_reader *r, const struct ek_indicator *of) {
  const struct ek_indicator *const *all = r->indicators.items;
  for (size_t i = 0; i < r->indicators.n; i++) if (all[i] == of) return (size_t)of->perspective * r->indicators.n + i;
  return 0;
}

/* The indicators of questions, by perspective and in the order of the lists. */
static void number_measured(struct ek_answers_reader *r, const struct ek_indicator **of, size_t n) {
  r->a->measured = ek_alloc_array(r->arena, r->indicators.n, sizeof *r->a->measured);
  for (size_t place = 0; place < EK_PERSPECTIVES * r->indicators.n; place++) {
    for (size_t q = 0; q < n; q++) {
      if (of[q] == NULL || rank(r, of[q]) != place) continue;
      bool begun = r->a->n_measured > 0 && r->a->measured[r->a->n_measured - 1].of == of[q];
      if (!begun) r->a->measured[r->a->n_measured++] = (struct ek_measured){.of = of[q], .one_scale = true, .scale = r->questions[q].scale};
      struct ek_measured *m = &r->a->measured[r->a->n_measured - 1];
      const struct ek_answer_scale *s = r->questions[q].scale;
      m->items++;
      m->one_scale &= s->from == m->scale->from && s->to == m->scale->to;
      r->questions[q].measured = (int)(m - r->a->measured);
    }
  }
}

void ek_answers_questions(struct ek_answers_reader *r) {
  const struct ek_column *column = ek_answer_column(r, EK_ANSWER_ITEM);
  const struct ek_answer_item *items = r->terms->items.items;
  const struct ek_indicator **of = ek_alloc_array(r->arena, column->n, sizeof *of);
  bool *seen = ek_alloc_array(r->arena, column->n, sizeof *seen);
  gather(r);
  check_items(r);
  r->questions = ek_alloc_array(r->arena, column->n, sizeof *r->questions);
  for (size_t i = 0; i < r->columns->rows; i++) seen[column->codes[i]] = true;
  for (size_t q = 0; q < column->n; q++) {
    const struct ek_answer_item *item = item_of(r, column->texts[q]);
    r->questions[q] = (struct ek_question){.measured = -1, .stated = item != NULL, .reversed = item != NULL && item->reversed, .scale = scale_of(r, item)};
    if (!seen[q]) continue;
    of[q] = find(r, item != NULL ? item->indicator.text : column->texts[q]);
  }
  for (size_t i = 0; i < r->terms->items.n; i++) {
    bool there = false;
    for (size_t q = 0; q < column->n; q++) there |= seen[q] && ek_text_same(column->texts[q], items[i].name.text);
    if (!there) ek_warning(r->diags, items[i].name.pos, NULL, "no row of the file has the question '%s'", items[i].name.text);
  }
  number_measured(r, of, column->n);
}
