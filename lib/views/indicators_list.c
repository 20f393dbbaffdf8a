/* The indicators that there are, and votes on which to keep. */
#include <math.h>

#include "base/text.h"
#include "document/words.h"
#include "render/csv_row.h"
#include "render/json.h"
#include "views/indicators.h"

#define SAY(doc, id, ...) ek_say((doc)->arena, (doc)->lang, id, __VA_ARGS__)
#define SAID(doc, id) ek_word(id, (doc)->lang)

/* --- the list ---------------------------------------------------------------------------------- */

static void add_indicators(const struct ek_indicator_list *list, int level, struct ek_document *doc) {
  static const enum ek_word perspectives[EK_PERSPECTIVES] = {EK_W_I_PARTICIPANTS, EK_W_I_STAFF, EK_W_I_ORGANISATION, EK_W_I_SOCIETY};
  const struct ek_indicator *all = list->indicators.items;
  struct ek_doc_table *table = ek_doc_add_table(doc, SAID(doc, EK_W_I_NAME), SAID(doc, level == EK_LEVEL_CORE ? EK_W_I_LIST_CORE : EK_W_I_LIST_EXTENDED));
  bool judged = false;
  ek_doc_add_column(doc, table, SAID(doc, EK_W_I_PERSPECTIVE), NULL, true);
  ek_doc_add_column(doc, table, SAID(doc, EK_W_I_TYPE), NULL, true);
  ek_doc_add_column(doc, table, SAID(doc, EK_W_I_MEANING), NULL, true);
  if (level == EK_LEVEL_CORE) ek_doc_add_column(doc, table, SAID(doc, EK_W_I_VOTES), NULL, false);
  for (size_t i = 0; i < list->indicators.n; i++) {
    if (all[i].level != level) continue;
    struct ek_doc_row *row = ek_doc_add_row(doc, table, all[i].name.text, 0);
    row->cells[0] = ek_doc_text(doc, ek_sprintf(doc->arena, "%s%s", SAID(doc, perspectives[all[i].perspective]), all[i].judged ? "*" : ""));
    row->cells[1] = ek_doc_text(doc, SAID(doc, all[i].type == EK_INDICATES_PROCESS ? EK_W_I_PROCESS : EK_W_I_EFFECT));
    row->cells[2] = ek_doc_text(doc, ek_label_text(all[i].meaning, "", doc->lang));
    if (level == EK_LEVEL_CORE) row->cells[3] = ek_doc_share(ek_indicator_votes(doc->arena, &all[i]), 0);
    judged |= all[i].judged;
  }
  if (judged) ek_doc_add_footnote(doc, table, SAID(doc, EK_W_F_I_JUDGED));
}

void ek_indicator_list_document(const struct ek_indicator_list *list, bool core, struct ek_document *doc) {
  ek_doc_add(doc, EK_DOC_TITLE, SAID(doc, EK_W_I_TITLE), NULL);
  add_indicators(list, EK_LEVEL_CORE, doc);
  if (!core) add_indicators(list, EK_LEVEL_EXTENDED, doc);
  ek_doc_add(doc, EK_DOC_PARAGRAPH, SAY(doc, EK_W_I_SOURCE, list->source.text), NULL);
}

static const char *whole(struct ek_arena *arena, int n) { return n != 0 ? ek_sprintf(arena, "%d", n) : ""; }

void ek_indicator_list_csv(const struct ek_indicator_list *list, bool core, struct ek_arena *arena, struct ek_buffer *out) {
  const struct ek_indicator *all = list->indicators.items;
  ek_buffer_add(out, "name,level,number,original,perspective,judged,type,votes,label_sv,label_en,meaning_sv,meaning_en,source\n");
  for (size_t i = 0; i < list->indicators.n; i++) {
    const struct ek_indicator *x = &all[i];
    if (core && x->level != EK_LEVEL_CORE) continue;
    const char *cells[] = {x->name.text, ek_indicator_levels[x->level], whole(arena, x->number), whole(arena, x->original), ek_perspective_names[x->perspective], x->judged ? "yes" : "no",
                           ek_indicator_types[x->type], ek_csv_number(arena, ek_indicator_votes(arena, x)), x->label.sv, x->label.en, x->meaning.sv, x->meaning.en, list->source.text};
    ek_csv_row(out, cells, sizeof cells / sizeof *cells, 1u << 7);
  }
}

static json_t *label_object(struct ek_json *json, struct ek_label label) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "sv", label.sv);
  ek_json_put_text(json, object, "en", label.en);
  return object;
}

bool ek_indicator_list_json(const struct ek_indicator_list *list, bool core, struct ek_arena *arena, struct ek_buffer *out) {
  struct ek_json json = {.arena = arena};
  const struct ek_indicator *all = list->indicators.items;
  json_t *root = json_object(), *rows = json_array();
  ek_json_put_text(&json, root, "source", list->source.text);
  for (size_t i = 0; i < list->indicators.n; i++) {
    const struct ek_indicator *x = &all[i];
    if (core && x->level != EK_LEVEL_CORE) continue;
    json_t *row = json_object();
    ek_json_put_text(&json, row, "name", x->name.text);
    ek_json_put_text(&json, row, "level", ek_indicator_levels[x->level]);
    ek_json_put(&json, row, "number", x->number != 0 ? json_integer(x->number) : json_null());
    ek_json_put(&json, row, "original", x->original != 0 ? json_integer(x->original) : json_null());
    ek_json_put_text(&json, row, "perspective", ek_perspective_names[x->perspective]);
    ek_json_put(&json, row, "judged", json_boolean(x->judged));
    ek_json_put_text(&json, row, "type", ek_indicator_types[x->type]);
    ek_json_put(&json, row, "votes", ek_json_real(ek_indicator_votes(arena, x)));
    ek_json_put(&json, row, "label", label_object(&json, x->label));
    ek_json_put(&json, row, "meaning", label_object(&json, x->meaning));
    ek_json_push(&json, rows, row);
  }
  ek_json_put(&json, root, "indicators", rows);
  return ek_json_finish(&json, root, out);
}

/* --- votes --------------------------------------------------------------------------------------- */

static const char *candidate_label(const struct ek_candidate *c, enum ek_lang lang) {
  return c->listed != NULL ? ek_label_text(c->listed->label, c->name, lang) : c->name;
}

static bool stays(const struct ek_votes *v, const struct ek_candidate *c) { return c->rounds[v->n_rounds - 1].stays; }

/* The round in which it fell, or NULL. */
static const char *falls_in(const struct ek_votes *v, const struct ek_candidate *c) {
  for (size_t t = 0; t < v->n_rounds; t++) if (ek_ballot_is(&c->rounds[t]) && !c->rounds[t].stays) return v->rounds[t];
  return NULL;
}

static const char *outcome(const struct ek_votes *v, const struct ek_candidate *c, const struct ek_document *doc) {
  if (stays(v, c)) return SAID(doc, EK_W_V_STAYS);
  const char *round = falls_in(v, c);
  return round != NULL ? SAY(doc, EK_W_V_FALLS, round) : SAID(doc, EK_W_V_NOT_VOTED);
}

static bool add_candidate(const struct ek_votes *v, const struct ek_candidate *c, struct ek_document *doc, struct ek_doc_table *table) {
  struct ek_doc_row *row = ek_doc_add_row(doc, table, candidate_label(c, doc->lang), 0);
  bool hidden = false;
  row->emphasis = stays(v, c);
  for (size_t t = 0; t < v->n_rounds; t++) {
    const struct ek_ballot *b = &c->rounds[t];
    struct ek_doc_cell *cell = &row->cells[2 * t];
    cell[0] = cell[1] = b->hidden ? ek_doc_text(doc, SAID(doc, EK_W_MASKED)) : (struct ek_doc_cell){.kind = EK_CELL_NONE};
    hidden |= b->hidden;
    if (b->hidden || !ek_ballot_is(b)) continue;
    cell[0] = ek_doc_share(ek_ballot_share(b), 0);
    cell[1] = ek_doc_number((double)(b->yes + b->no), 0);
  }
  row->cells[2 * v->n_rounds] = ek_doc_text(doc, outcome(v, c, doc));
  return hidden;
}

void ek_votes_document(const struct ek_votes *v, struct ek_document *doc) {
  size_t left = 0;
  for (size_t i = 0; i < v->n; i++) left += stays(v, &v->candidates[i]);
  const char *voters = ek_number_show(doc->arena, (double)v->voters, 0, doc->lang), *n = ek_number_show(doc->arena, (double)v->n, 0, doc->lang);
  const char *counts = v->n_rounds == 1 ? SAY(doc, EK_W_V_VOTERS_ONE, voters, n) : SAY(doc, EK_W_V_VOTERS, voters, n, ek_sprintf(doc->arena, "%zu", v->n_rounds));
  ek_doc_add(doc, EK_DOC_TITLE, SAID(doc, EK_W_V_TITLE), NULL);
  ek_doc_add(doc, EK_DOC_PARAGRAPH, ek_sprintf(doc->arena, "%s %s %s", counts, SAY(doc, EK_W_V_STAY, ek_number_show(doc->arena, (double)left, 0, doc->lang), n, v->rounds[v->n_rounds - 1]), SAID(doc, EK_W_V_RULE)), NULL);
  struct ek_doc_table *table = ek_doc_add_table(doc, SAID(doc, EK_W_V_CANDIDATE), NULL);
  for (size_t t = 0; t < v->n_rounds; t++) {
    ek_doc_add_column(doc, table, SAID(doc, EK_W_V_YES), SAY(doc, EK_W_V_ROUND, v->rounds[t]), false);
    ek_doc_add_column(doc, table, SAID(doc, EK_W_V_COUNTED), SAY(doc, EK_W_V_ROUND, v->rounds[t]), false);
  }
  ek_doc_add_column(doc, table, SAID(doc, EK_W_V_OUTCOME), NULL, true);
  bool hidden = false;
  for (size_t i = 0; i < v->n; i++) hidden |= add_candidate(v, &v->candidates[i], doc, table);
  if (hidden) ek_doc_add_footnote(doc, table, SAID(doc, EK_W_F_V_MASKED));
}

static const char *ballot_outcome(const struct ek_ballot *b) { return b->stays ? "stays" : "falls"; }

void ek_votes_csv(const struct ek_votes *v, struct ek_arena *arena, struct ek_buffer *out) {
  ek_buffer_add(out, "candidate,round,votes,share_yes,outcome\n");
  for (size_t i = 0; i < v->n; i++) {
    for (size_t t = 0; t < v->n_rounds; t++) {
      const struct ek_ballot *b = &v->candidates[i].rounds[t];
      if (!ek_ballot_is(b)) continue;
      const char *cells[] = {v->candidates[i].name, v->rounds[t], b->hidden ? "" : ek_sprintf(arena, "%zu", b->yes + b->no), ek_csv_number(arena, ek_ballot_share(b)), ballot_outcome(b)};
      ek_csv_row(out, cells, 5, 1u << 3);
    }
  }
}

bool ek_votes_json(const struct ek_votes *v, struct ek_arena *arena, struct ek_buffer *out) {
  struct ek_json json = {.arena = arena};
  json_t *root = json_object(), *candidates = json_array();
  ek_json_put_int(&json, root, "voters", (long long)v->voters);
  for (size_t i = 0; i < v->n; i++) {
    json_t *one = json_object(), *rounds = json_array();
    ek_json_put_text(&json, one, "candidate", v->candidates[i].name);
    ek_json_put(&json, one, "stays", json_boolean(stays(v, &v->candidates[i])));
    for (size_t t = 0; t < v->n_rounds; t++) {
      const struct ek_ballot *b = &v->candidates[i].rounds[t];
      if (!ek_ballot_is(b)) continue;
      json_t *round = json_object();
      ek_json_put_text(&json, round, "round", v->rounds[t]);
      ek_json_put(&json, round, "votes", b->hidden ? json_null() : json_integer((json_int_t)(b->yes + b->no)));
      ek_json_put(&json, round, "share_yes", ek_json_real(ek_ballot_share(b)));
      ek_json_put_text(&json, round, "outcome", ballot_outcome(b));
      ek_json_push(&json, rounds, round);
    }
    ek_json_put(&json, one, "rounds", rounds);
    ek_json_push(&json, candidates, one);
  }
  ek_json_put(&json, root, "candidates", candidates);
  return ek_json_finish(&json, root, out);
}
