/* What answers are on their scale. */
#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "indicators/answers_parts.h"

/* A run of whole numbers at one end, and not all of the scale. */
static bool is_run(const struct ek_answer_scale *s) {
  const int *p = s->positive.items;
  int low = p[0], high = p[0];
  for (size_t i = 1; i < s->positive.n; i++) {
    if (p[i] < low) low = p[i];
    if (p[i] > high) high = p[i];
    for (size_t k = 0; k < i; k++) if (p[k] == p[i]) return false;
  }
  bool whole = high - low + 1 == (int)s->positive.n;
  return whole && low >= s->from && high <= s->to && (low == s->from) != (high == s->to);
}

bool ek_answer_scale_check(const struct ek_answer_scale *s, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  const struct ek_named_text *labels = s->labels.items;
  if (s->from >= s->to) return ek_error(diags, s->pos, "write {from: 1, to: 5, positive: [4, 5]}", "the scale goes from %d to %d", s->from, s->to);
  if (s->positive.n > 0 && !is_run(s)) {
    ek_error(diags, s->pos, "write all from there to the end: [4, 5] of 1 to 5, [1, 2] where 1 is the best", "'positive' is not one end of the scale");
  }
  struct ek_arena *arena = ek_arena_new();
  for (size_t i = 0; i < s->labels.n; i++) {
    double value = ek_quantity_number(arena, labels[i].text);
    if (isnan(value) || value != floor(value) || value < s->from || value > s->to) {
      ek_error(diags, labels[i].pos, NULL, "'%s' stands for a number from %d to %d", labels[i].name.text, s->from, s->to);
    }
  }
  ek_arena_free(arena);
  return ek_diags_errors(diags) == errors;
}

struct ek_reading ek_answer_reading(struct ek_arena *arena, const struct ek_answer_scale *s, const struct ek_list *missing, const char *text) {
  const struct ek_name *none = missing->items;
  const struct ek_named_text *labels = s->labels.items;
  const char *folded = ek_text_lower(arena, text);
  bool said = *text != '\0';
  for (size_t i = 0; i < missing->n; i++) said &= !ek_text_same(ek_text_lower(arena, none[i].text), folded);
  if (!said) return (struct ek_reading){NAN, false};
  for (size_t i = 0; i < s->labels.n; i++) {
    if (ek_text_same(ek_text_lower(arena, labels[i].name.text), folded)) return (struct ek_reading){ek_quantity_number(arena, labels[i].text), true};
  }
  double value = ek_quantity_number(arena, text);
  bool on = value == floor(value) && value >= s->from && value <= s->to;
  return (struct ek_reading){on ? value : NAN, true};
}

bool ek_answer_is_positive(const struct ek_answer_scale *s, double value) {
  const int *p = s->positive.items;
  for (size_t i = 0; i < s->positive.n; i++) if (value == p[i]) return true;
  return false;
}
