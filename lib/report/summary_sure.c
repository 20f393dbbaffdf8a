/* The summary of how sure it is, what decides it, and what has no price: never more than is known. */
#include "report/summary.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/intervals.h"
#include "views/sensitive.h"
#include "views/spread.h"

enum { NAMES_SHOWN = 3 };

/* --- how sure ------------------------------------------------------------------------ */

/* Who was followed up has been told of people. */
static void say_drawn(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_simulation *drawn = p->options->simulation;
  int at = drawn != NULL ? ek_simulation_at(drawn, EK_FIG_RESULT, p->society, p->middle) : -1;
  if (ek_part_interval_whole(p, EK_FIG_RESULT, p->society, p->middle) != NULL) return;
  if (at < 0 || !drawn->of[at].known) {
    ek_summary_say(s, EK_SAID(p, EK_W_S_NOT_DRAWN));
    return;
  }
  enum ek_word word = ek_part_either(p, EK_W_S_DRAWN, EK_W_S_DRAWN_GROSS);
  ek_summary_say(s, EK_SAY(p, word, ek_spread_of_draws(p, drawn->of[at].above, false), ek_say_time(p->arena, p->lang, p->middle)));
}

void ek_summary_sure(struct ek_summary *s) {
  const char *support = ek_part_grades_text(s->p);
  if (support == NULL && s->p->options->simulation == NULL) return; /* nothing that could be unsure is stated */
  say_drawn(s);
  if (support != NULL) ek_summary_say(s, support);
}

/* --- what decides -------------------------------------------------------------------- */

static const struct ek_sensitivity *tried(const struct ek_report *p) {
  return p->options->sensitivity != NULL ? p->options->sensitivity : p->options->tried;
}

/* What society's result differs by from low to high; NaN: no range, or it rests on few persons. */
static double swing(const struct ek_report *p, const struct ek_sensitivity *t, size_t i) {
  size_t at = i * p->model->n_actors + (size_t)p->society;
  return fabs(t->at_high[at] - t->at_low[at]);
}

/* What the author has named stands in quotation marks: it need not read as part of a sentence. */
static const char *varied_name(const struct ek_report *p, const char *name) {
  const char *said = ek_say_within(p->arena, p->lang, ek_part_varied(p, name), false);
  bool own = ek_vary_label(name).sv == NULL && strncmp(name, "line:", 5) != 0;
  return own ? EK_SAY(p, EK_W_QUOTED, said) : said;
}

static const char *value_in_words(const struct ek_report *p, const struct ek_vary *v, double value) {
  return ek_say_in_words(p->arena, p->lang, ek_part_vary_near(p, v, value));
}

static void say_largest(struct ek_summary *s, const struct ek_sensitivity *t, size_t i) {
  const struct ek_report *p = s->p;
  const struct ek_vary *v = &t->vary[i];
  size_t at = i * p->model->n_actors + (size_t)p->society;
  double low = t->at_low[at], high = t->at_high[at];
  enum ek_word word = ek_part_either(p, EK_W_S_DECIDES, EK_W_S_DECIDES_GROSS);
  ek_summary_say(s, EK_SAY(p, word, varied_name(p, v->name), value_in_words(p, v, v->low), ek_say_time(p->arena, p->lang, p->middle),
                           ek_summary_signed(s, low), value_in_words(p, v, v->high), ek_summary_signed(s, high)));
  if (low * high < 0) ek_summary_say(s, EK_SAID(p, EK_W_S_DECIDES_SIGN));
}

/* Those with a range or a distribution, by name. */
static void say_untried(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_study *study = p->r->study;
  const struct ek_list *lists[] = {&study->ranged, &study->uncertain};
  struct ek_list names = {0};
  for (size_t k = 0; k < 2; k++) {
    const struct ek_quantity *const *q = lists[k]->items;
    for (size_t i = 0; i < lists[k]->n; i++) {
      *(const char **)ek_list_push(p->arena, &names, sizeof(char *)) = varied_name(p, ek_vary_name(p->arena, study, q[i]));
    }
  }
  if (names.n == 0) ek_summary_say(s, EK_SAID(p, ek_part_either(p, EK_W_S_NO_RANGES, EK_W_S_NO_RANGES_GROSS)));
  else ek_summary_say(s, EK_SAY(p, names.n == 1 ? EK_W_S_RANGES_ONE : EK_W_S_RANGES, ek_say_some(p->arena, p->lang, names.items, names.n, NAMES_SHOWN)));
}

void ek_summary_decides(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  const struct ek_sensitivity *t = tried(p);
  size_t most = 0;
  bool ranged = false, any = false;
  if (ek_part_grades_text(p) == NULL) return; /* nothing is stated that could be otherwise */
  for (size_t i = 0; t != NULL && i < t->n; i++) {
    ranged |= !isnan(t->vary[i].low);
    if (isnan(swing(p, t, i))) continue;
    if (!any || swing(p, t, i) > swing(p, t, most)) most = i;
    any = true;
  }
  if (t == NULL || !ranged) say_untried(s);
  else if (any && ek_summary_nothing(swing(p, t, most))) ek_summary_say(s, EK_SAID(p, ek_part_either(p, EK_W_S_DECIDES_NOTHING, EK_W_S_DECIDES_NOTHING_GROSS)));
  else if (any) say_largest(s, t, most);
  else ek_summary_say(s, EK_SAID(p, ek_part_either(p, EK_W_V_NOT_SHOWN, EK_W_V_NOT_SHOWN_GROSS)));
}

/* --- what has no price --------------------------------------------------------------- */

/* By semicolons, since names may hold commas and words for "and". */
static void say_direction(struct ek_summary *s, enum ek_direction direction, enum ek_word word) {
  const struct ek_report *p = s->p;
  const struct ek_unpriced *u = p->r->study->unpriced.items;
  struct ek_buffer list = {.arena = p->arena};
  for (size_t i = 0; i < p->r->study->unpriced.n; i++) {
    if (u[i].direction != (int)direction) continue;
    ek_buffer_addf(&list, "%s%s", list.size > 0 ? "; " : "", ek_say_within(p->arena, p->lang, u[i].name.text, false));
  }
  if (list.size > 0) ek_summary_say(s, EK_SAY(p, word, list.text));
}

void ek_summary_unpriced(struct ek_summary *s) {
  const struct ek_report *p = s->p;
  size_t n = p->r->study->unpriced.n;
  if (n == 0) return;
  if (n == 1) ek_summary_say(s, EK_SAID(p, EK_W_S_UNPRICED_ONE));
  else ek_summary_say(s, EK_SAY(p, EK_W_S_UNPRICED, ek_say_count(p->arena, p->lang, (int)n)));
  say_direction(s, EK_DIRECTION_PLUS, EK_W_S_SPEAKS_FOR);
  say_direction(s, EK_DIRECTION_MINUS, EK_W_S_SPEAKS_AGAINST);
  say_direction(s, EK_DIRECTION_UNKNOWN, EK_W_S_SPEAKS_UNCLEAR);
}
