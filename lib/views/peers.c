/* Insatser as an evaluator reads them: who they are, society's key figures with their deviations,
 * and the result per participant as each actor sees it. */
#include "views/peers.h"

#include <math.h>

#include "base/date.h"
#include "base/text.h"
#include "views/peers_parts.h"

/* A pair of columns: a figure's values and their deviations. */
struct shown {
  const char *figure;
  enum ek_word group;
};

bool ek_peers_moved(const struct ek_peers_options *o, size_t study, enum ek_ground_part part) {
  const struct ek_ground *own = &o->peers->of[study].own;
  if (part == EK_GROUND_HORIZON) return !ek_ground_has(own, o->common->horizon);
  return !ek_text_same(own->part[part], o->common->part[part]);
}

/* Of a cohort with the alternative that is the insats. */
const char *ek_peers_title(const struct ek_peers_teller *t, size_t i) {
  const struct ek_peer *of = &t->c->of[i];
  const char *name = of->title != NULL ? of->title : of->name;
  if (of->alternative == NULL) return name;
  return EK_SAY(&t->p, EK_W_PEERS_PART_AS, name, ek_text_capital(t->p.arena, ek_label_text(of->alternative_label, of->alternative, t->p.lang)));
}

const char *ek_peers_numbered(const struct ek_peers_teller *t, size_t i) {
  return EK_SAY(&t->p, EK_W_PEERS_NUMBERED, ek_sprintf(t->p.arena, "%zu", i + 1), ek_peers_title(t, i));
}

/* ---- how they are computed ---- */

static const char *day_text(const struct ek_peers_teller *t, const char *text) {
  ek_day day;
  return ek_day_parse(text, &day) ? ek_say_day(t->p.arena, t->p.lang, day) : text;
}

static const char *discount_text(const struct ek_peers_teller *t, const struct ek_ground *g) {
  bool tenths = fabs(1000 * g->rate - round(1000 * g->rate)) < 1e-9;
  if (!isnan(g->rate)) return EK_SAY(&t->p, EK_W_HEAD_RATE, ek_say_share(t->p.arena, t->p.lang, g->rate, tenths ? 1 : 2));
  return g->schedule != NULL ? EK_SAY(&t->p, EK_W_HEAD_SCHEDULE, g->schedule) : EK_SAID(&t->p, EK_W_HEAD_UNDISCOUNTED);
}

static const char *part_text(const struct ek_peers_teller *t, const struct ek_ground *g, enum ek_ground_part part) {
  const struct ek_report *p = &t->p;
  switch (part) {
  case EK_GROUND_HORIZON: return EK_SAY(p, EK_W_PEERS_HORIZON, ek_say_time(p->arena, p->lang, g->horizon));
  case EK_GROUND_PRICE_YEAR: return EK_SAY(p, EK_W_PRICE_LEVEL, g->part[part]);
  case EK_GROUND_RULES_DATE: return EK_SAY(p, EK_W_PEERS_RULES, day_text(t, g->part[part]));
  case EK_GROUND_PROFILE: return EK_SAID(p, ek_text_same(g->part[part], "npv") ? EK_W_PEERS_NPV : EK_W_HEAD_NYTTOSAM);
  case EK_GROUND_DISCOUNT: return discount_text(t, g);
  case EK_GROUND_WRITE_OFF: return g->write_off > 0 ? EK_SAY(p, EK_W_PEERS_WRITTEN_OFF, ek_say_time(p->arena, p->lang, g->write_off)) : EK_SAID(p, EK_W_PEERS_AT_ONCE);
  default: return EK_SAY(p, EK_W_PEERS_PART_AS, ek_ground_key(part), g->part[part]); /* words of the study file */
  }
}

/* What the study has in its place: after "prisnivå 2014" the year alone. */
static const char *own_text(const struct ek_peers_teller *t, size_t i, enum ek_ground_part part) {
  const struct ek_ground *g = &t->c->of[i].own;
  if (part == EK_GROUND_PRICE_YEAR || part == EK_GROUND_TIMING || part == EK_GROUND_SAVINGS) return g->part[part];
  if (part == EK_GROUND_HORIZON) return ek_say_time(t->p.arena, t->p.lang, g->horizon);
  return part == EK_GROUND_RULES_DATE ? day_text(t, g->part[part]) : part_text(t, g, part);
}

/* What a reader must know of the ground: the usual ways of computing go without saying. */
const char *ek_peers_ground_line(const struct ek_peers_teller *t) {
  struct ek_buffer line = {.arena = t->p.arena};
  for (int i = 0; i < EK_GROUND_PARTS; i++) {
    bool usual = i == EK_GROUND_TIMING || i == EK_GROUND_SAVINGS || (i == EK_GROUND_PROFILE && ek_text_same(t->o->common->part[i], "npv")) ||
                 (i == EK_GROUND_WRITE_OFF && t->o->common->write_off == 0);
    if (!usual) ek_buffer_addf(&line, "%s%s", line.size > 0 ? " · " : "", part_text(t, t->o->common, (enum ek_ground_part)i));
  }
  return ek_buffer_text(&line);
}

/* "prisnivå 2014 (i studien 2019) och …": what was changed of an insats; NULL: nothing. */
static const char *moved_text(const struct ek_peers_teller *t, size_t i) {
  const char *parts[EK_GROUND_PARTS];
  size_t n = 0;
  for (int k = 0; k < EK_GROUND_PARTS; k++) {
    enum ek_ground_part part = (enum ek_ground_part)k;
    if (ek_peers_moved(t->o, i, part)) parts[n++] = EK_SAY(&t->p, EK_W_PEERS_MOVED_FROM, part_text(t, t->o->common, part), own_text(t, i, part));
  }
  return n > 0 ? ek_say_list(t->p.arena, t->p.lang, parts, n) : NULL;
}

/* Each by itself; of a bank, which may be large, only how many. */
static void note_moved(struct ek_peers_teller *t, struct ek_doc_table *table) {
  const struct ek_report *p = &t->p;
  size_t moved = 0;
  for (size_t i = 0; i < t->c->n; i++) {
    const char *text = moved_text(t, i);
    moved += text != NULL;
    if (text != NULL && t->o->bank == NULL) ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_PEERS_MOVED, ek_peers_numbered(t, i), text));
  }
  if (moved > 0 && t->o->bank != NULL) {
    ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_BANK_MOVED, ek_number_show(p->arena, (double)moved, 0, p->lang), ek_number_show(p->arena, (double)t->c->n, 0, p->lang)));
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_PEERS_F_OWN_START));
}

/* ---- who they are ---- */

static const char *against(const struct ek_peers_teller *t, size_t i) {
  static const enum ek_word words[EK_COUNTERFACTUALS] = {EK_W_PEERS_AGAINST_BEFORE, EK_W_PEERS_AGAINST_GROUP, EK_W_PEERS_AGAINST_ALTERNATIVE, EK_W_PEERS_AGAINST_DEADWEIGHT};
  return EK_SAID(&t->p, words[ek_counterfactual_find(t->c->of[i].class[EK_UNLIKE_COUNTERFACTUAL])]);
}

static const char *said(const struct ek_peers_teller *t, size_t i, enum ek_unlike kind) {
  const char *value = t->c->of[i].class[kind];
  return value != NULL ? value : EK_SAID(&t->p, EK_W_PEERS_NOT_SAID);
}

void ek_peers_add_insatser(struct ek_peers_teller *t) {
  struct ek_report *p = &t->p;
  bool bank = t->o->bank != NULL;
  static const enum ek_word heads[] = {EK_W_PEERS_TARGET, EK_W_PEERS_TYPE, EK_W_PEERS_AGAINST};
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_PEERS_H_INSATSER), NULL);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_PEERS_INSATS), NULL);
  for (size_t k = 0; k < 3; k++) ek_doc_add_column(p->doc, table, EK_SAID(p, heads[k]), NULL, true);
  if (bank) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_BANK_START), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_PEOPLE), NULL, false);
  for (size_t i = 0; i < t->c->n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_peers_numbered(t, i), 0);
    row->cells[0] = ek_doc_text(p->doc, said(t, i, EK_UNLIKE_TARGET));
    row->cells[1] = ek_doc_text(p->doc, ek_sprintf(p->arena, "%s, %s", said(t, i, EK_UNLIKE_TYPE), said(t, i, EK_UNLIKE_PHASE)));
    row->cells[2] = ek_doc_text(p->doc, against(t, i));
    const struct ek_peer_figure *people = ek_peer_figure(&t->c->of[i], EK_FIG_PARTICIPANTS, -1, 0);
    if (bank) row->cells[3] = ek_doc_text(p->doc, ek_sprintf(p->arena, "%d", ek_month_year(t->c->of[i].start)));
    row->cells[3 + bank] = people != NULL && people->hidden ? ek_part_masked(p, table) : ek_doc_number(people != NULL ? people->value : NAN, 0);
  }
  note_moved(t, table);
}

void ek_peers_add_unlike(struct ek_peers_teller *t) {
  static const enum ek_word words[EK_UNLIKES] = {EK_W_PEERS_UNLIKE_TARGET, EK_W_PEERS_UNLIKE_TYPE, EK_W_PEERS_UNLIKE_PHASE, EK_W_PEERS_UNLIKE_COUNTERFACTUAL};
  bool gross = false;
  for (size_t i = 0; i < t->c->n; i++) gross |= ek_counterfactual_find(t->c->of[i].class[EK_UNLIKE_COUNTERFACTUAL]) == EK_AGAINST_BEFORE;
  for (int k = 0; k < EK_UNLIKES; k++) {
    if (!ek_peers_unlike(t->c, (enum ek_unlike)k)) continue;
    enum ek_word word = k == EK_UNLIKE_COUNTERFACTUAL && gross ? EK_W_PEERS_UNLIKE_GROSS : words[k];
    ek_doc_add(t->p.doc, EK_DOC_NOTE, EK_SAID(&t->p, word), NULL);
  }
}

/* ---- key figures ---- */

struct ek_scale ek_peers_scale(const struct ek_peers_figure *f, size_t n) {
  double most = 0;
  for (size_t i = 0; i < n; i++) if (isfinite(f->value[i])) most = fmax(most, fabs(f->value[i]));
  return ek_part_scale(most);
}

static bool is_money(const struct ek_peers_figure *f) { return f->unit == EK_IN_KR || f->unit == EK_IN_KR_PER_YEAR; }

const char *ek_peers_unit(const struct ek_peers_teller *t, const struct ek_peers_figure *f) {
  if (is_money(f)) return EK_SAY(&t->p, ek_peers_scale(f, t->c->n).unit, EK_MONEY(&t->p, EK_W_KR));
  return f->unit == EK_IN_SHARE ? "%" : EK_SAID(&t->p, EK_W_PEERS_MONTHS);
}

struct ek_doc_cell ek_peers_number(const struct ek_peers_teller *t, const struct ek_peers_figure *f, double value) {
  if (is_money(f)) return ek_part_money(ek_peers_scale(f, t->c->n), value);
  return f->unit == EK_IN_SHARE ? ek_doc_number(100 * value, 1) : ek_doc_number(value, 0);
}

struct ek_doc_cell ek_peers_value(struct ek_peers_teller *t, struct ek_doc_table *table, const struct ek_peers_figure *f, size_t i) {
  return f->hidden[i] ? ek_part_masked(&t->p, table) : ek_peers_number(t, f, f->value[i]);
}

static void note_deviation(struct ek_peers_teller *t, struct ek_doc_table *table) {
  int own = t->c->apart;
  const char *text = own >= 0 ? EK_SAY(&t->p, EK_W_BANK_F_OTHERS, ek_peers_numbered(t, (size_t)own))
                     : t->c->reference >= 0 ? EK_SAY(&t->p, EK_W_PEERS_F_REFERENCE, ek_peers_numbered(t, (size_t)t->c->reference)) : EK_SAID(&t->p, EK_W_PEERS_F_MEAN);
  ek_doc_add_footnote(t->p.doc, table, text);
}

/* The mean, and of a bank the least and the most. */
static void add_mean(struct ek_peers_teller *t, struct ek_doc_table *table, const struct shown *shown, size_t n, size_t first) {
  static const enum ek_word words[] = {EK_W_PEERS_MEAN, EK_W_BANK_LEAST, EK_W_BANK_MOST};
  for (size_t w = 0; w < (t->o->bank != NULL ? 3 : 1); w++) {
    struct ek_doc_row *row = ek_doc_add_row(t->p.doc, table, EK_SAID(&t->p, words[w]), 0);
    row->rule_above = w == 0;
    for (size_t k = 0; k < n; k++) {
      const struct ek_peers_figure *f = ek_peers_figure(t->c, shown[k].figure, -1);
      row->cells[first + 2 * k] = ek_peers_number(t, f, w == 0 ? f->mean : w == 1 ? f->least : f->most);
    }
  }
}

static struct ek_doc_table *add_figures(struct ek_peers_teller *t, enum ek_word heading, const struct shown *shown, size_t n, bool ranks) {
  struct ek_report *p = &t->p;
  bool best = ranks && t->o->best != NULL;
  size_t first = (size_t)ranks + best;
  const struct ek_peers_figure *ranked = &((const struct ek_peers_figure *)t->c->figures.items)[t->c->ranked];
  struct ek_doc_table *table = ek_doc_add_table(p->doc, EK_SAID(p, EK_W_PEERS_INSATS), EK_SAID(p, heading));
  if (ranks) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_RANK), NULL, false);
  if (best) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_BEST), NULL, false);
  for (size_t k = 0; k < n; k++) {
    const struct ek_peers_figure *f = ek_peers_figure(t->c, shown[k].figure, -1);
    ek_doc_add_column(p->doc, table, ek_peers_unit(t, f), EK_SAID(p, shown[k].group), false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_DEVIATION), EK_SAID(p, shown[k].group), false);
  }
  for (size_t at = 0; at < t->c->n; at++) {
    size_t i = t->order[at];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_peers_numbered(t, i), 0);
    row->emphasis = (int)i == t->c->reference;
    if (best) row->cells[1] = t->o->best->chance != NULL ? ek_doc_share(t->o->best->chance[i], 0) : ek_part_masked(p, table);
    if (ranks) row->cells[0] = ek_doc_number(ranked->rank[i] > 0 ? (double)ranked->rank[i] : NAN, 0);
    for (size_t k = 0; k < n; k++) {
      const struct ek_peers_figure *f = ek_peers_figure(t->c, shown[k].figure, -1);
      row->cells[first + 2 * k] = ek_peers_value(t, table, f, i);
      row->cells[first + 2 * k + 1] = ek_peers_number(t, f, f->deviation[i]);
    }
  }
  add_mean(t, table, shown, n, first);
  return table;
}

static void note_rank(struct ek_peers_teller *t, struct ek_doc_table *table) {
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)t->c->figures.items)[t->c->ranked];
  const char *name = ek_say_within(t->p.arena, t->p.lang, ek_label_text(f->label, f->name, t->p.lang), false), *order = EK_SAID(&t->p, f->less_is_better ? EK_W_PEERS_LEAST : EK_W_PEERS_MOST);
  const char *text = f->actor < 0 ? EK_SAY(&t->p, EK_W_PEERS_F_RANK, name, order) : EK_SAY(&t->p, EK_W_PEERS_F_RANK_ACTOR, name, ek_part_actor_within(&t->p, f->actor), order);
  ek_doc_add_footnote(t->p.doc, table, text);
}

void ek_peers_add_society(struct ek_peers_teller *t) {
  static const struct shown economy[] = {{"result_per_participant", EK_W_PEERS_RESULT}, {"cost_per_participant", EK_W_PEERS_COST}};
  static const struct shown potential[] = {{"potential_per_participant", EK_W_PEERS_POTENTIAL}, {"realised_potential", EK_W_PEERS_REALISED}};
  static const struct shown gains[] = {{"payback_months", EK_W_PEERS_PAYBACK}, {"cost_per_realised_point", EK_W_PEERS_COST_PER_POINT}, {"cost_per_extra_in_work", EK_W_PEERS_COST_PER_WORK}};
  ek_doc_add(t->p.doc, EK_DOC_HEADING, EK_SAID(&t->p, EK_W_PEERS_H_SOCIETY), NULL);
  struct ek_doc_table *table = add_figures(t, EK_W_PEERS_H_ECONOMY, economy, 2, true);
  note_rank(t, table);
  if (t->o->best != NULL && t->o->best->chance != NULL) ek_doc_add_footnote(t->p.doc, table, EK_SAY(&t->p, EK_W_PEERS_F_BEST, ek_number_show(t->p.arena, (double)t->o->best->draws, 0, t->p.lang)));
  note_deviation(t, table);
  table = add_figures(t, EK_W_PEERS_H_POTENTIAL, potential, 2, false);
  ek_doc_add_footnote(t->p.doc, table, EK_SAID(&t->p, EK_W_PEERS_F_POTENTIAL));
  table = add_figures(t, EK_W_PEERS_H_GAINS, gains, 3, false);
  ek_doc_add_footnote(t->p.doc, table, EK_SAID(&t->p, EK_W_PEERS_F_GAINS));
}

/* ---- actors ---- */

/* Does any insats give it anything, or cost it anything? */
bool ek_peers_touched(const struct ek_peers_teller *t, const struct ek_peers_figure *f) {
  for (size_t i = 0; i < t->c->n; i++) if (f->hidden[i] || fabs(f->value[i]) > 0) return true;
  return false;
}

void ek_peers_note_displaced(struct ek_peers_teller *t, struct ek_doc_table *table) {
  int actor = t->p.model->displaced;
  const struct ek_peers_figure *f = actor >= 0 ? ek_peers_figure(t->c, "result_per_participant", actor) : NULL;
  for (size_t i = 0; f != NULL && i < t->c->n; i++) {
    if (!t->c->of[i].displaces || !(f->value[i] < 0)) continue;
    const char *name = t->p.lang == EK_SV ? ek_part_actor(&t->p, actor) : ek_part_actor_within(&t->p, actor);
    ek_doc_add_footnote(t->p.doc, table, EK_SAY(&t->p, EK_W_F_DISPLACED, name));
    return;
  }
}

static void add_actor_rows(struct ek_peers_teller *t, bool deviations) {
  struct ek_report *p = &t->p;
  struct ek_scale scale = ek_peers_scale(t->c->figures.items, t->c->n);
  const char *unit = ek_part_scale_text(p, scale);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, deviations ? EK_SAY(p, EK_W_PEERS_DEVIATIONS_ACTORS, unit) : ek_text_capital(p->arena, unit));
  for (size_t at = 0; at < t->c->n; at++) ek_doc_add_column(p->doc, table, ek_sprintf(p->arena, "%zu", t->order[at] + 1), EK_SAID(p, EK_W_PEERS_INSATS), false);
  if (!deviations) ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_PEERS_MEAN), NULL, false);
  for (int a = 0; a < (int)p->model->n_actors; a++) {
    const struct ek_peers_figure *f = ek_peers_figure(t->c, "result_per_participant", a);
    if (p->model->actors[a].outside || !ek_peers_touched(t, f)) continue;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, a), p->model->actors[a].depth);
    row->emphasis = a == p->society;
    for (size_t at = 0; at < t->c->n; at++) {
      size_t i = t->order[at];
      if (!deviations && f->hidden[i]) row->cells[at] = ek_part_masked(p, table);
      else row->cells[at] = ek_part_money(scale, deviations ? f->deviation[i] : f->value[i]);
    }
    if (!deviations) row->cells[t->c->n] = ek_part_money(scale, f->mean);
  }
  if (!deviations) ek_peers_note_displaced(t, table);
}

void ek_peers_build(const struct ek_peers_options *o, enum ek_lang lang, struct ek_document *out) {
  struct ek_peers_teller t = {.p = ek_part_bare(o->peers->arena, o->peers->model, lang, out), .o = o, .c = o->peers, .order = ek_peers_order(o->peers)};
  ek_doc_add(out, EK_DOC_TITLE, EK_SAID(&t.p, EK_W_PEERS_TITLE), NULL);
  ek_doc_add(out, EK_DOC_SUBTITLE, ek_peers_ground_line(&t), NULL);
  ek_peers_add_insatser(&t);
  ek_peers_add_unlike(&t);
  ek_peers_add_society(&t);
  ek_doc_add(out, EK_DOC_HEADING, EK_SAID(&t.p, EK_W_PEERS_H_ACTORS), NULL);
  add_actor_rows(&t, false);
  add_actor_rows(&t, true);
}
