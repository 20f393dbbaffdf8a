/* Insatser beside each other for machines: tidy rows, and one object. */
#include <math.h>

#include "base/date.h"
#include "base/number.h"
#include "base/text.h"
#include "render/csv_row.h"
#include "views/peers.h"
#include "views/result_json.h"
#include "views/stamp.h"

enum { STUDY, FIGURE, ACTOR, HORIZON, UNIT, VALUE, TEXT, MEAN, DEVIATION, RANK, COLUMNS };

static const char *text_of(const struct ek_peers_figure *f, size_t i) { return f->hidden[i] ? "masked" : isnan(f->value[i]) ? "none" : isinf(f->value[i]) ? "never" : ""; }
static const char *actor_of(const struct ek_peers *c, const struct ek_peers_figure *f) { return f->actor >= 0 ? c->model->actors[f->actor].name.text : ""; }

static void add_figure(const struct ek_peers_options *o, const struct ek_peers_figure *f, struct ek_buffer *out) {
  const struct ek_peers *c = o->peers;
  for (size_t i = 0; i < c->n; i++) {
    const char *cells[COLUMNS] = {o->peers->of[i].name, f->name, actor_of(c, f), f->horizon > 0 ? ek_sprintf(c->arena, "%d", f->horizon) : "", ek_figure_unit_of(c->arena, c->model, f->unit),
                                  ek_csv_number(c->arena, f->value[i]), text_of(f, i), ek_csv_number(c->arena, f->mean), ek_csv_number(c->arena, f->deviation[i]),
                                  f->rank[i] > 0 ? ek_sprintf(c->arena, "%zu", f->rank[i]) : ""};
    ek_csv_row(out, cells, COLUMNS, 1u << VALUE | 1u << MEAN | 1u << DEVIATION);
  }
}

static void add_best(const struct ek_peers_options *o, struct ek_buffer *out) {
  const struct ek_peers *c = o->peers;
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)c->figures.items)[c->ranked];
  for (size_t i = 0; i < c->n; i++) {
    const double *chance = o->best->chance;
    const char *cells[COLUMNS] = {o->peers->of[i].name, ek_sprintf(c->arena, "best:%s", f->name), actor_of(c, f), f->horizon > 0 ? ek_sprintf(c->arena, "%d", f->horizon) : "", "share",
                                  chance != NULL ? ek_csv_number(c->arena, chance[i]) : "", chance != NULL ? "" : "masked"};
    ek_csv_row(out, cells, COLUMNS, 1u << VALUE);
  }
}

static json_t *best_object(struct ek_json *json, const struct ek_peers_options *o) {
  json_t *object = json_object(), *values = json_array();
  ek_json_put_int(json, object, "draws", (long long)o->best->draws);
  ek_json_put_int(json, object, "seed", (long long)o->best->seed);
  for (size_t i = 0; i < o->peers->n; i++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "study", o->peers->of[i].name);
    ek_json_put(json, one, "chance", o->best->chance != NULL ? json_real(o->best->chance[i]) : json_null());
    ek_json_push(json, values, one);
  }
  ek_json_put(json, object, "values", values);
  return object;
}

static void add_said(struct ek_buffer *out, const char *study, const char *kind, const char *of, const char *text) {
  const char *cells[COLUMNS] = {[STUDY] = study, [FIGURE] = ek_sprintf(out->arena, "%s:%s", kind, of), [TEXT] = text};
  ek_csv_row(out, cells, COLUMNS, 0);
}

/* How the study computes by itself, as a study would write it; of several horizons the longest. */
static const char *own_part(const struct ek_peers_options *o, size_t i, enum ek_ground_part part) {
  if (part == EK_GROUND_HORIZON) return ek_sprintf(o->peers->arena, "[%d months]", o->peers->of[i].own.horizon);
  return o->peers->of[i].own.part[part];
}

/* Who an insats of a bank is. */
static void add_insats(struct ek_buffer *out, const struct ek_peer *p) {
  const struct ek_peer_stamp rows[] = {{"title", p->title}, {"organisation", p->organisation}, {"municipality", p->municipality}, {"start", ek_month_text(out->arena, p->start)}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) if (rows[i].text != NULL) add_said(out, p->name, "insats", rows[i].key, rows[i].text);
  for (int k = 0; k < EK_UNLIKES; k++) if (p->class[k] != NULL) add_said(out, p->name, "insats", ek_unlike_name((enum ek_unlike)k), p->class[k]);
}

static void add_stamps(const struct ek_peers_options *o, size_t i, struct ek_buffer *out) {
  const struct ek_peer *p = &o->peers->of[i];
  struct ek_list stamps = p->result != NULL ? ek_stamps(p->result) : (struct ek_list){0};
  const struct ek_stamp *stamp = stamps.items;
  const struct ek_peer_stamp *given = p->stamps.items;
  size_t draws = o->best != NULL ? o->best->draws : 0, seed = o->best != NULL ? o->best->seed + i : 0;
  for (size_t k = 0; k < stamps.n; k++) add_said(out, p->name, "stamp", stamp[k].key, ek_stamp_drawn(out->arena, &stamp[k], draws, seed));
  for (size_t k = 0; k < p->stamps.n; k++) add_said(out, p->name, "stamp", given[k].key, given[k].text);
}

void ek_peers_csv(const struct ek_peers_options *o, struct ek_buffer *out) {
  const struct ek_peers *c = o->peers;
  const struct ek_peers_figure *f = c->figures.items;
  ek_buffer_add(out, "study,figure,actor,horizon_months,unit,value,text,mean,deviation,rank\n");
  for (size_t i = 0; i < c->figures.n; i++) add_figure(o, &f[i], out);
  if (o->best != NULL) add_best(o, out);
  for (size_t i = 0; i < c->n; i++) {
    if (o->bank != NULL) add_insats(out, &c->of[i]);
    for (int k = 0; k < EK_UNLIKES; k++) {
      if (o->bank == NULL && ek_peers_unlike(c, (enum ek_unlike)k)) add_said(out, o->peers->of[i].name, "unlike", ek_unlike_name((enum ek_unlike)k), c->of[i].class[k]);
    }
    for (int k = 0; k < EK_GROUND_PARTS; k++) {
      enum ek_ground_part part = (enum ek_ground_part)k;
      if (ek_peers_moved(o, i, part)) add_said(out, o->peers->of[i].name, "moved", ek_ground_key(part), own_part(o, i, part));
    }
  }
  for (size_t i = 0; i < c->n; i++) add_stamps(o, i, out);
}

/* What the figures of a file or of a bank came from. */
static json_t *given_stamp(struct ek_json *json, const struct ek_peer *p) {
  json_t *object = json_object();
  const struct ek_peer_stamp *stamp = p->stamps.items;
  for (size_t i = 0; i < p->stamps.n; i++) ek_json_put_text(json, object, stamp[i].key, *stamp[i].text != '\0' ? stamp[i].text : NULL);
  return object;
}

static json_t *study_object(struct ek_json *json, const struct ek_peers_options *o, size_t i) {
  const struct ek_peer *p = &o->peers->of[i];
  json_t *object = json_object(), *moved = json_array();
  ek_json_put_text(json, object, "study", o->peers->of[i].name);
  ek_json_put_text(json, object, "title", p->title);
  if (o->bank != NULL) {
    ek_json_put_text(json, object, "organisation", p->organisation);
    ek_json_put_text(json, object, "municipality", p->municipality);
    ek_json_put_text(json, object, "start", ek_month_text(json->arena, p->start));
  }
  for (int k = 0; k < EK_UNLIKES; k++) ek_json_put_text(json, object, ek_unlike_name((enum ek_unlike)k), p->class[k]);
  for (int k = 0; k < EK_GROUND_PARTS; k++) {
    enum ek_ground_part part = (enum ek_ground_part)k;
    if (!ek_peers_moved(o, i, part)) continue;
    json_t *one = json_object();
    ek_json_put_text(json, one, "setting", ek_ground_key(part));
    ek_json_put_text(json, one, "from", own_part(o, i, part));
    ek_json_put_text(json, one, "to", o->common->part[part]);
    ek_json_push(json, moved, one);
  }
  ek_json_put(json, object, "moved", moved);
  ek_json_put(json, object, "stamp", p->result != NULL ? ek_json_stamp(json, p->result) : given_stamp(json, p));
  return object;
}

static json_t *figure_object(struct ek_json *json, const struct ek_peers_options *o, const struct ek_peers_figure *f) {
  const struct ek_peers *c = o->peers;
  json_t *object = json_object(), *values = json_array();
  ek_json_put_text(json, object, "figure", f->name);
  ek_json_put_text(json, object, "actor", f->actor >= 0 ? actor_of(c, f) : NULL);
  ek_json_put(json, object, "horizon_months", f->horizon > 0 ? json_integer(f->horizon) : json_null());
  ek_json_put_text(json, object, "unit", ek_figure_unit_of(c->arena, c->model, f->unit));
  ek_json_put(json, object, "mean", ek_json_real(f->mean));
  if (o->bank != NULL) {
    ek_json_put_int(json, object, "known", (long long)f->known);
    ek_json_put(json, object, "least", ek_json_real(f->least));
    ek_json_put(json, object, "most", ek_json_real(f->most));
  }
  for (size_t i = 0; i < c->n; i++) {
    json_t *one = json_object();
    const char *text = text_of(f, i);
    ek_json_put_text(json, one, "study", o->peers->of[i].name);
    ek_json_put(json, one, "value", ek_json_real(f->value[i]));
    ek_json_put_text(json, one, "text", *text != '\0' ? text : NULL);
    ek_json_put(json, one, "deviation", ek_json_real(f->deviation[i]));
    ek_json_put(json, one, "rank", f->rank[i] > 0 ? json_integer((json_int_t)f->rank[i]) : json_null());
    ek_json_push(json, values, one);
  }
  ek_json_put(json, object, "values", values);
  return object;
}

json_t *ek_json_peers(struct ek_json *json, const struct ek_peers_options *o) {
  const struct ek_peers *c = o->peers;
  const struct ek_peers_figure *f = c->figures.items;
  json_t *root = json_object(), *settings = json_object(), *ranked = json_object(), *unlike = json_array(), *studies = json_array(), *figures = json_array();
  for (int k = 0; k < EK_GROUND_PARTS; k++) ek_json_put_text(json, settings, ek_ground_key((enum ek_ground_part)k), o->common->part[k]);
  ek_json_put_text(json, ranked, "figure", f[c->ranked].name);
  ek_json_put_text(json, ranked, "actor", f[c->ranked].actor >= 0 ? actor_of(c, &f[c->ranked]) : NULL);
  for (int k = 0; k < EK_UNLIKES; k++) if (ek_peers_unlike(c, (enum ek_unlike)k)) ek_json_push(json, unlike, json_string(ek_unlike_name((enum ek_unlike)k)));
  for (size_t i = 0; i < c->n; i++) ek_json_push(json, studies, study_object(json, o, i));
  for (size_t i = 0; i < c->figures.n; i++) ek_json_push(json, figures, figure_object(json, o, &f[i]));
  ek_json_put_int(json, root, "horizon_months", c->horizon);
  ek_json_put(json, root, "settings", settings);
  if (o->bank != NULL) ek_json_put_text(json, root, "bank", o->bank);
  if (c->apart >= 0) ek_json_put_text(json, root, "compared", c->of[c->apart].name);
  ek_json_put_text(json, root, "reference", c->reference >= 0 ? c->of[c->reference].name : NULL);
  ek_json_put(json, root, "ranked_by", ranked);
  if (o->best != NULL) ek_json_put(json, root, "best", best_object(json, o));
  ek_json_put(json, root, "unlike", unlike);
  ek_json_put(json, root, "studies", studies);
  ek_json_put(json, root, "figures", figures);
  return root;
}

bool ek_peers_json(const struct ek_peers_options *o, struct ek_buffer *out) {
  struct ek_json json = {.arena = o->peers->arena};
  return ek_json_finish(&json, ek_json_peers(&json, o), out);
}
