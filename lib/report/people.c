/* Who was followed up, where they stood before and after, and how a sample becomes all. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "engine/few.h"
#include "people/problems.h"
#include "report/sections.h"
#include "views/flow.h"

static const char *count(const struct ek_report *p, double n) {
  return ek_number_show(p->arena, n, 0, p->lang);
}

/* --- what was read ------------------------------------------------------------------------ */

/* Why rows were left out, each reason once. */
static const char *reasons(const struct ek_report *p, const struct ek_people_file *file) {
  const struct ek_problem *problem = file->problems.items;
  struct ek_list texts = {0};
  for (size_t i = 0; i < file->problems.n; i++) {
    const char *const *known = texts.items;
    bool there = !problem[i].excludes;
    const char *what = ek_problem_text(problem[i].message, p->lang);
    const char *text = problem[i].column != NULL ? ek_sprintf(p->arena, "%s: %s", problem[i].column, what) : what;
    for (size_t k = 0; k < texts.n && !there; k++) there = strcmp(known[k], text) == 0;
    if (!there) *(const char **)ek_list_push(p->arena, &texts, sizeof text) = text;
  }
  return ek_say_some(p->arena, p->lang, texts.items, texts.n, 4);
}

static void say_excluded(struct ek_report *p, struct ek_buffer *out, const struct ek_people_file *file) {
  if (file->excluded == 0) return;
  bool spells = p->r->study->participants.followup.form == EK_FORM_SPELLS;
  enum ek_word word = file->excluded == 1 ? (spells ? EK_W_PEOPLE_EXCLUDED_SPELLS_ONE : EK_W_PEOPLE_EXCLUDED_ONE)
                                          : (spells ? EK_W_PEOPLE_EXCLUDED_SPELLS : EK_W_PEOPLE_EXCLUDED);
  ek_buffer_addf(out, " %s", EK_SAY(p, word, count(p, (double)file->excluded), file->name, reasons(p, file)));
}

static void say_files(struct ek_report *p, const struct ek_people *people) {
  struct ek_buffer out = {.arena = p->arena};
  bool spells = p->r->study->participants.followup.form == EK_FORM_SPELLS;
  enum ek_word word = people->file.source == NULL ? EK_W_PEOPLE_COUNTED : spells ? EK_W_PEOPLE_SPELLS : EK_W_PEOPLE_FOLLOWED;
  ek_buffer_add(&out, EK_SAY(p, word, count(p, (double)people->participants), people->file.name != NULL ? people->file.name : ""));
  say_excluded(p, &out, &people->file);
  size_t compared = people->n - people->participants;
  if (compared > 0) {
    word = people->group.source != NULL ? EK_W_PEOPLE_GROUP_FILE : EK_W_PEOPLE_GROUP_COUNTED;
    ek_buffer_addf(&out, " %s", EK_SAY(p, word, count(p, (double)compared), people->group.name != NULL ? people->group.name : ""));
    say_excluded(p, &out, &people->group);
  }
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, out.text, NULL);
  if (people->whole == 0) return;
  double sample = ek_result_value(p->r->sample, EK_FIG_PARTICIPANTS, -1, 0), lost = people->whole - sample;
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH,
             EK_SAY(p, EK_W_PEOPLE_WHOLE, count(p, people->whole), count(p, lost),
                    ek_say_in_words(p->arena, p->lang, ek_say_share(p->arena, p->lang, lost / people->whole, 0))), NULL);
}

/* --- where they stood ----------------------------------------------------------------------- */

static void add_states(struct ek_report *p) {
  const struct ek_contrast *c = p->r->contrasts.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_PEOPLE_STATES), NULL);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BEFORE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_AFTER), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_HH_CHANGE), NULL, false);
  for (size_t i = 0; i < p->r->contrasts.n && c[i].state != NULL; i++) {
    const struct ek_contrast *s = &c[i];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_label_text(s->state->label, s->state->name.text, p->lang), 0);
    if (s->masked) {
      for (size_t k = 0; k < 3; k++) row->cells[k] = ek_part_masked(p, table);
      continue;
    }
    row->cells[0] = ek_doc_share(s->before[0], 1);
    row->cells[1] = ek_doc_share(s->after[0], 1);
    row->cells[2] = ek_doc_number(100 * s->change[0], 1);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_PEOPLE_STATES));
}

static void add_sample_row(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, int actor) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actor), p->model->actors[actor].depth);
  const struct ek_result *of[] = {p->r, p->r->sample};
  row->emphasis = actor == p->society;
  for (size_t i = 0; i < 2; i++) {
    row->cells[3 * i] = ek_part_money(scale, ek_result_value(of[i], EK_FIG_BENEFIT, actor, p->middle));
    row->cells[3 * i + 1] = ek_part_money(scale, ek_result_value(of[i], EK_FIG_RESULT, actor, p->middle));
    row->cells[3 * i + 2] = ek_part_paid_back(of[i], actor);
  }
  ek_part_hide(p, table, row, p->r, actor);
}

static void add_sample(struct ek_report *p) {
  struct ek_scale scale = ek_part_scale(fabs(ek_part_value(p, EK_FIG_BENEFIT, p->society, p->middle)));
  ek_doc_add(p->doc, EK_DOC_SUBHEADING, EK_SAID(p, EK_W_PEOPLE_SAMPLE), NULL);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, ek_part_scale_text(p, scale));
  for (size_t i = 0; i < 2; i++) {
    const char *group = EK_SAID(p, i == 0 ? EK_W_PEOPLE_ALL : EK_W_PEOPLE_SAMPLED);
    ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_BENEFIT, EK_W_BENEFIT_GROSS)), group, false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_RESULT, EK_W_RESULT_GROSS)), group, false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, ek_part_either(p, EK_W_PAID_BACK, EK_W_PAID_BACK_GROSS)), group, false);
  }
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    if (!p->model->actors[a].outside && ek_part_touched(p, a)) add_sample_row(p, table, scale, a);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_PEOPLE_SAMPLE, ek_say_time(p->arena, p->lang, p->middle)));
}

void ek_part_people(struct ek_report *p) {
  const struct ek_people *people = p->r->study->people;
  if (people == NULL) return;
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_PEOPLE), NULL);
  say_files(p, people);
  ek_part_chart_flow(p);
  if (people->n == people->participants) add_states(p); /* else beside the comparison group */
  if (p->r->sample != NULL) add_sample(p);
}
