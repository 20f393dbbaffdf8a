/* The bank as an evaluator reads it: the list with its means, or one insats against its kind. */
#include "views/bank.h"

#include <math.h>

#include "base/text.h"
#include "views/peers_parts.h"

/* ---- tables of means ---- */

/* Columns that tell of the insatser of the bank, and of the one apart how far it is from their mean. */
static void add_columns(struct ek_peers_teller *t, struct ek_doc_table *table) {
  struct ek_report *p = &t->p;
  static const enum ek_word after[] = {EK_W_BANK_LEAST, EK_W_BANK_MOST, EK_W_BANK_N};
  if (t->c->apart >= 0) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BANK_OWN), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BANK_MEAN), NULL, false);
  if (t->c->apart >= 0) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_DEVIATION), NULL, false);
  for (size_t i = 0; i < 3; i++) ek_doc_add_column(p->doc, table, EK_SAID(p, after[i]), NULL, false);
}

/* `scale`: of the whole table; NULL: each figure has its own. */
static struct ek_doc_cell shown(const struct ek_peers_teller *t, const struct ek_peers_figure *f, const struct ek_scale *scale, double value) {
  return scale != NULL ? ek_part_money(*scale, value) : ek_peers_number(t, f, value);
}

static void fill(struct ek_peers_teller *t, struct ek_doc_table *table, struct ek_doc_row *row, const struct ek_peers_figure *f, const struct ek_scale *scale) {
  int own = t->c->apart;
  size_t at = 0;
  if (own >= 0) row->cells[at++] = f->hidden[own] ? ek_part_masked(&t->p, table) : shown(t, f, scale, f->value[own]);
  row->cells[at++] = shown(t, f, scale, f->mean);
  if (own >= 0) row->cells[at++] = shown(t, f, scale, f->deviation[own]);
  row->cells[at++] = shown(t, f, scale, f->least);
  row->cells[at++] = shown(t, f, scale, f->most);
  row->cells[at] = ek_doc_number(isnan(f->mean) ? NAN : (double)f->known, 0);
}

static void add_figures(struct ek_peers_teller *t) {
  static const char *const names[] = {"result_per_participant", "potential_per_participant", "realised_potential", "cost_per_participant",
                                      "cost_per_realised_point", "payback_months", "cost_per_extra_in_work"};
  struct ek_report *p = &t->p;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, NULL);
  add_columns(t, table);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const struct ek_peers_figure *f = ek_peers_figure(t->c, names[i], -1);
    const char *label = ek_label_text(f->label, f->name, p->lang);
    if (f->unit != EK_IN_MONTHS) label = EK_SAY(p, EK_W_BANK_LABEL_UNIT, label, ek_peers_unit(t, f)); /* months say so themselves */
    fill(t, table, ek_doc_add_row(p->doc, table, label, 0), f, NULL);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_BANK_F_MEAN));
  if (t->c->n - 1 < 5) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_BANK_F_FEW));
}

/* All in one scale, that of society. */
static void add_actors(struct ek_peers_teller *t) {
  struct ek_report *p = &t->p;
  struct ek_scale scale = ek_peers_scale(t->c->figures.items, t->c->n);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, EK_W_BANK_PER_ACTOR, ek_part_scale_text(p, scale)));
  add_columns(t, table);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_peers_figure *f = ek_peers_figure(t->c, "result_per_participant", a);
    if (p->model->actors[a].outside || !ek_peers_touched(t, f)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    fill(t, table, row, f, &scale);
  }
  ek_peers_note_displaced(t, table);
}

/* ---- one against its kind ---- */

static const char *said(const struct ek_peers_teller *t, enum ek_unlike kind) {
  const char *value = t->c->of[t->c->apart].class[kind];
  return value != NULL ? value : EK_SAID(&t->p, EK_W_PEERS_NOT_SAID);
}

static const char *others(const struct ek_peers_teller *t) {
  const char **names = ek_alloc_array(t->p.arena, t->c->n, sizeof *names);
  size_t n = 0;
  for (size_t i = 0; i < t->c->n; i++) if ((int)i != t->c->apart) names[n++] = ek_peers_title(t, i);
  return ek_say_list(t->p.arena, t->p.lang, names, n);
}

static void add_alike(struct ek_peers_teller *t) {
  struct ek_report *p = &t->p;
  const char *own = ek_peers_title(t, (size_t)t->c->apart), *n = ek_number_show(p->arena, (double)(t->c->n - 1), 0, p->lang);
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, t->c->n == 2 ? EK_SAY(p, EK_W_BANK_ALIKE_ONE, own, others(t)) : EK_SAY(p, EK_W_BANK_ALIKE, own, n, others(t)));
  if (!ek_peers_unlike(t->c, EK_UNLIKE_TARGET) && !ek_peers_unlike(t->c, EK_UNLIKE_TYPE)) {
    ek_buffer_addf(&text, " %s", EK_SAY(p, EK_W_BANK_KIND, said(t, EK_UNLIKE_TARGET), said(t, EK_UNLIKE_TYPE)));
  }
  ek_buffer_addf(&text, " %s", EK_SAY(p, EK_W_BANK_GROUND, ek_peers_ground_line(t)));
  ek_doc_add(p->doc, EK_DOC_PARAGRAPH, ek_buffer_text(&text), NULL);
  add_figures(t);
}

void ek_part_likewise(struct ek_report *p) {
  const struct ek_peers_options *o = p->options->peers;
  if (o == NULL) return;
  struct ek_peers_teller t = {.p = *p, .o = o, .c = o->peers, .order = ek_peers_order(o->peers)};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_BANK_TITLE_ALIKE), NULL);
  add_alike(&t);
  ek_peers_add_unlike(&t);
}

void ek_bank_build(const struct ek_peers_options *o, enum ek_lang lang, struct ek_document *out) {
  struct ek_peers_teller t = {.p = ek_part_bare(o->peers->arena, o->peers->model, lang, out), .o = o, .c = o->peers, .order = ek_peers_order(o->peers)};
  bool apart = o->peers->apart >= 0;
  ek_doc_add(out, EK_DOC_TITLE, EK_SAID(&t.p, apart ? EK_W_BANK_TITLE_ALIKE : EK_W_BANK_TITLE), NULL);
  ek_doc_add(out, EK_DOC_SUBTITLE, ek_peers_ground_line(&t), NULL);
  if (apart) add_alike(&t);
  ek_peers_add_insatser(&t);
  if (apart) ek_peers_add_unlike(&t);
  if (!apart || o->ranked) ek_peers_add_society(&t);
  ek_doc_add(out, EK_DOC_HEADING, EK_SAID(&t.p, EK_W_PEERS_H_ACTORS), NULL);
  add_actors(&t);
}
