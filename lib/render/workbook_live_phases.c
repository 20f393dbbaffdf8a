/* The sheet of type cases: what one participant in each phase moves, and how many there are in each month of what is left
 * of the effect. */
#include <stdint.h>

#include "base/text.h"
#include "engine/run.h"
#include "render/workbook_live.h"

enum { LABEL = 40, LEFT = 24, NUMBER = EK_LIVE_NUMBER_WIDTH, WORKING_SCALE = 60 };
static const struct ek_look head = {.bold = true, .wrap = true, .right = true, .below = true}, italic = {.italic = true, .wrap = true};

static const struct ek_flows_stay *stay_at(const struct ek_live *live, size_t i) { return (const struct ek_flows_stay *)live->f->stays.items + i; }

/* "Under", "Efter", "Därefter", "Därefter 2". */
static const char *phase_name(const struct ek_book *b, const struct ek_flows_stay *stay) {
  const struct ek_case *who = b->live->r->runner->cases[stay->who].who;
  const struct ek_phase *later = who->later.items;
  if (stay->phase == &who->during) return EK_BOOK_SAID(b, EK_W_DURING);
  if (stay->phase == &who->after) return EK_BOOK_SAID(b, EK_W_AFTER);
  size_t number = (size_t)(stay->phase - later) + 1;
  return number == 1 ? EK_BOOK_SAID(b, EK_W_X_LATER) : ek_sprintf(b->arena, "%s %zu", EK_BOOK_SAID(b, EK_W_X_LATER), number);
}

static bool comes(const struct ek_flows_stay *stay) { return stay->end > stay->first; }
static bool fades(const struct ek_live *live, const struct ek_flows_stay *stay) {
  bool live_fading = ek_live_find(live, EK_LIVE_RETENTION, 0) != NULL || ek_live_find(live, EK_LIVE_KEPT, 0) != NULL;
  return live_fading && comes(stay) && stay->begun != SIZE_MAX;
}

static void write_month(struct ek_book *b, size_t row, size_t column, size_t month) {
  ek_book_number(b, &b->live->phases, row, column, (double)month, (struct ek_look){.number = "0", .right = true});
}

/* Who it is, when, and how many. */
static void write_head(struct ek_book *b, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->phases;
  const struct ek_flows_stay *stay = stay_at(live, i);
  const struct ek_look persons = {.number = "#,##0.00", .right = true};
  size_t column = EK_LIVE_STAYS + i;
  const double weight = live->r->runner->cases[stay->who].weight[0];
  const char *here = ek_book_ref(b, NULL, EK_LIVE_PERSONS, column);
  const char *input = ek_live_value(b, ek_live_find(live, EK_LIVE_PARTICIPANTS, stay->who), false);
  ek_book_text(b, s, EK_LIVE_CASE, column, live->r->runner->cases[stay->who].who->name.text, (struct ek_look){.bold = true, .wrap = true, .right = true});
  ek_book_text(b, s, EK_LIVE_PHASE, column, phase_name(b, stay), head);
  if (comes(stay)) write_month(b, EK_LIVE_FROM, column, stay->first + 1);
  if (comes(stay)) write_month(b, EK_LIVE_TO, column, stay->end);
  if (fades(live, stay)) write_month(b, EK_LIVE_FADES, column, stay->begun + 1);
  ek_book_formula(b, s, EK_LIVE_PERSONS, column, ek_sprintf(b->arena, "=%s", input), weight, "", persons);
  if (stay->lasts) ek_book_formula(b, s, EK_LIVE_LASTING, column, ek_sprintf(b->arena, "=%s", here), weight, "", persons);
}

static void write_moved(struct ek_book *b, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = "#,##0", .right = true};
  const struct ek_flows_stay *stay = stay_at(live, i);
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    if (live->actors[a].moved != 0) ek_book_number(b, &live->phases, live->actors[a].moved, EK_LIVE_STAYS + i, stay->moved[a], look);
  }
  ek_book_number(b, &live->phases, live->produced, EK_LIVE_STAYS + i, stay->produced, look);
}

/* In months of the phase; the others stay empty, which is none. */
static void write_persons(struct ek_book *b, size_t i) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = "#,##0.00", .right = true};
  const struct ek_flows_stay *stay = stay_at(live, i);
  double weight = live->r->runner->cases[stay->who].weight[0];
  const char *persons = ek_book_ref(b, NULL, EK_LIVE_PERSONS, EK_LIVE_STAYS + i);
  for (size_t m = stay->first; m < stay->end; m++) {
    size_t since = fades(live, stay) ? m - stay->begun : 0;
    const char *left = fades(live, stay) ? ek_sprintf(b->arena, "*%s", ek_book_ref(b, NULL, live->first_month + since, EK_LIVE_LEFT)) : "";
    double kept = fades(live, stay) ? live->f->kept[since] : 1;
    ek_book_formula(b, &live->phases, live->first_month + m, EK_LIVE_STAYS + i, ek_sprintf(b->arena, "=%s%s", persons, left), weight * kept, "", look);
  }
}

/* What is left so many months after the outcome began: all of it in the first year, unless a profile says otherwise. */
static const char *left_formula(const struct ek_book *b, size_t since) {
  const struct ek_live *live = b->live;
  const struct ek_live_input *share = ek_live_find(live, EK_LIVE_RETENTION, 0);
  bool by_year = live->r->study->effect.retention_step == EK_RETENTION_YEAR;
  if (share != NULL) {
    if (by_year ? since < 12 : since == 0) return "=1";
    const char *years = by_year ? ek_sprintf(b->arena, "%zu", since / 12) : ek_sprintf(b->arena, "(%zu/12)", since);
    return ek_sprintf(b->arena, "=%s^%s", ek_live_value(b, share, false), years);
  }
  size_t year = since / 12, last = live->r->study->effect.retention_profile.n - 1;
  const struct ek_live_input *kept = ek_live_find(live, EK_LIVE_KEPT, year < last ? year : last);
  return kept != NULL ? ek_sprintf(b->arena, "=%s", ek_live_value(b, kept, false)) : NULL;
}

static void write_left(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_look look = {.number = "0.0%", .right = true};
  size_t longest = 0;
  for (size_t i = 0; i < live->f->stays.n; i++) {
    const struct ek_flows_stay *stay = stay_at(live, i);
    if (fades(live, stay) && stay->end - stay->begun > longest) longest = stay->end - stay->begun;
  }
  if (longest == 0) return;
  ek_book_text(b, &live->phases, live->first_month - 1, EK_LIVE_LEFT, EK_BOOK_SAID(b, EK_W_X_LEFT), head);
  for (size_t since = 0; since < longest; since++) {
    ek_book_formula(b, &live->phases, live->first_month + since, EK_LIVE_LEFT, left_formula(b, since), live->f->kept[since], "", look);
  }
}

static void write_labels(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->phases;
  const struct {
    size_t row;
    enum ek_word label;
  } rows[] = {{EK_LIVE_FROM, EK_W_X_FROM_MONTH}, {EK_LIVE_TO, EK_W_X_TO_MONTH}, {EK_LIVE_FADES, EK_W_X_FADES_FROM}, {EK_LIVE_PERSONS, EK_W_X_PERSONS_IN},
              {EK_LIVE_LASTING, EK_W_X_FULL_YEAR}, {live->produced, EK_W_X_PRODUCED}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) ek_book_text(b, s, rows[i].row, 0, EK_BOOK_SAID(b, rows[i].label), italic);
  ek_book_text(b, s, EK_LIVE_EACH, 0, EK_BOOK_SAY(b, EK_W_X_EACH, ek_live_money(b)), (struct ek_look){.bold = true, .wrap = true});
  for (size_t a = 0; a < live->r->model->n_actors; a++) {
    if (live->actors[a].moved != 0) ek_book_text(b, s, live->actors[a].moved, 0, ek_live_actor(b, a), (struct ek_look){.indent = 1});
  }
  ek_book_text(b, s, live->first_month - 1, 0, EK_BOOK_SAID(b, EK_W_X_COUNTED), (struct ek_look){.bold = true, .wrap = true, .below = true});
  for (size_t m = 0; m < live->f->rows; m++) ek_book_number(b, s, live->first_month + m, 0, (double)(m + 1), (struct ek_look){.number = "0"});
}

void ek_live_write_phases(struct ek_book *b) {
  const struct ek_live *live = b->live;
  const struct ek_sheet *s = &live->phases;
  size_t last = EK_LIVE_STAYS + live->f->stays.n - 1;
  int lines = 2;
  worksheet_set_column(s->sheet, 0, 0, LABEL, NULL);
  worksheet_set_column(s->sheet, EK_LIVE_LEFT, EK_LIVE_LEFT, LEFT, NULL);
  worksheet_set_column(s->sheet, EK_LIVE_STAYS, (lxw_col_t)last, NUMBER, NULL);
  worksheet_freeze_panes(s->sheet, EK_LIVE_FROM, 1);
  ek_book_text(b, s, 0, 0, EK_BOOK_SAID(b, EK_W_X_PHASES), (struct ek_look){.bold = true, .size = 14});
  ek_book_text(b, s, 1, 0, EK_BOOK_SAID(b, EK_W_X_PHASES_INTRO), (struct ek_look){0});
  ek_book_height(b, s, EK_LIVE_EACH, 2, 0);
  ek_book_height(b, s, live->first_month - 1, 3, 0);
  write_labels(b);
  write_left(b);
  for (size_t i = 0; i < live->f->stays.n; i++) {
    int of_name = ek_book_wrapped(b, live->r->runner->cases[stay_at(live, i)->who].who->name.text, NUMBER - 2); // bold letters are wide
    lines = of_name > lines ? of_name : lines;
    write_head(b, i);
    write_moved(b, i);
    write_persons(b, i);
  }
  ek_book_height(b, s, EK_LIVE_CASE, lines, 0);
  ek_book_print(b, s, LABEL + LEFT + NUMBER * (int)(last - 1), EK_LIVE_FROM);
  worksheet_set_print_scale(s->sheet, WORKING_SCALE);
  b->failed |= worksheet_repeat_columns(s->sheet, 0, 0) != LXW_NO_ERROR;
}
