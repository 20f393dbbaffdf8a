/* A difference for machines: tidy rows, and one object. */
#include <math.h>

#include "base/number.h"
#include "base/text.h"
#include "comparison/ground.h"
#include "render/csv_row.h"
#include "views/difference.h"
#include "views/result_json.h"
#include "views/stamp.h"

enum { KIND, NAME, ACTOR, HORIZON, UNIT, PART, VALUE, TEXT, COLUMNS };

const char *ek_difference_causes(const struct ek_difference *d, ek_causes causes) {
  struct ek_buffer out = {.arena = d->arena};
  for (int k = 0; k < EK_CAUSES; k++) {
    enum ek_cause c = d->options.order[k];
    if (causes & 1u << c) ek_buffer_addf(&out, "%s%s", out.size > 0 ? "+" : "", ek_cause_name(c));
  }
  return ek_buffer_text(&out);
}

const char *ek_difference_order(const struct ek_difference *d) {
  struct ek_buffer out = {.arena = d->arena};
  for (int k = 0; k < EK_CAUSES; k++) ek_buffer_addf(&out, "%s%s", k > 0 ? "," : "", ek_cause_name(d->options.order[k]));
  return ek_buffer_text(&out);
}

/* Of society where it is by actor. */
static const char *actor_name(const struct ek_difference *d, const struct ek_difference_figure *f) {
  const struct ek_difference_actor *actors = d->actors.items;
  if (!f->def->by_actor) return NULL;
  int at = f->actor;
  for (int a = 0; at < 0 && a < (int)d->actors.n; a++) if (actors[a].society) at = a;
  return at < 0 ? NULL : actors[at].actor->name.text;
}

/* ---- rows ---- */

static void add_value(const struct ek_difference *d, struct ek_buffer *out, const struct ek_difference_figure *f, const char *part, int horizon, double value) {
  const char *cells[COLUMNS] = {"figure", f->def->name, actor_name(d, f), f->def->by_horizon && horizon > 0 ? ek_sprintf(d->arena, "%d", horizon) : "", ek_figure_unit_in(d->start, f->def->unit), part,
                                ek_csv_number(d->arena, value), f->hidden ? "masked" : isnan(value) ? "none" : ""};
  ek_csv_row(out, cells, COLUMNS, 1u << VALUE);
}

static void add_figure(const struct ek_difference *d, struct ek_buffer *out, const struct ek_difference_figure *f) {
  const struct ek_difference_step *steps = d->steps.items;
  int both = d->old_horizon == d->now_horizon ? d->now_horizon : 0;
  add_value(d, out, f, "old", d->old_horizon, f->old);
  for (size_t i = 0; i < d->steps.n; i++) add_value(d, out, f, ek_difference_causes(d, steps[i].causes), both, f->part[i]);
  add_value(d, out, f, "new", d->now_horizon, f->now);
  add_value(d, out, f, "difference", both, f->now - f->old);
}

static void add_said(struct ek_buffer *out, const char *kind, const char *name, const char *part, const char *value, const char *text) {
  const char *cells[COLUMNS] = {[KIND] = kind, [NAME] = name, [PART] = part, [VALUE] = value, [TEXT] = text};
  ek_csv_row(out, cells, COLUMNS, 0);
}

/* Old and new are two rows; what is not there has none. */
static void add_change(const struct ek_difference *d, struct ek_buffer *out, const struct ek_changed *c) {
  const char *causes = ek_difference_causes(d, c->causes);
  if (c->before != NULL) add_said(out, "changed_from", c->path, causes, NULL, c->before);
  if (c->now != NULL) add_said(out, "changed_to", c->path, causes, NULL, c->now);
}

static void add_stamps(struct ek_buffer *out, const char *kind, const struct ek_result *r) {
  struct ek_list stamps = ek_stamps(r);
  const struct ek_stamp *stamp = stamps.items;
  for (size_t k = 0; k < stamps.n; k++) add_said(out, kind, stamp[k].key, NULL, NULL, stamp[k].text);
}

void ek_difference_csv(const struct ek_difference_told *told, struct ek_buffer *out) {
  const struct ek_difference *d = told->difference;
  const struct ek_difference_figure *f = d->figures.items;
  const struct ek_changed *c = d->changes.items;
  const struct ek_difference_step *steps = d->steps.items;
  ek_buffer_add(out, "kind,name,actor,horizon_months,unit,part,value,text\n");
  for (size_t i = 0; i < d->figures.n; i++) add_figure(d, out, &f[i]);
  for (size_t i = 0; i < d->changes.n; i++) add_change(d, out, &c[i]);
  for (size_t i = 0; i < d->steps.n; i++) if (steps[i].why != NULL) add_said(out, "not_parted", NULL, ek_difference_causes(d, steps[i].causes), NULL, steps[i].why);
  add_said(out, "order", NULL, NULL, NULL, ek_difference_order(d));
  add_said(out, "largest_gap", NULL, NULL, ek_csv_number(d->arena, d->gap), NULL);
  add_stamps(out, "stamp_old", d->old.own);
  add_stamps(out, "stamp_new", d->now.own);
}

/* ---- an object ---- */

static json_t *parts_of(struct ek_json *json, const struct ek_difference *d, const struct ek_difference_figure *f) {
  const struct ek_difference_step *steps = d->steps.items;
  json_t *parts = json_array();
  for (size_t i = 0; i < d->steps.n; i++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "part", ek_difference_causes(d, steps[i].causes));
    ek_json_put(json, one, "value", ek_json_real(f->part[i]));
    ek_json_push(json, parts, one);
  }
  return parts;
}

static json_t *figure_object(struct ek_json *json, const struct ek_difference *d, const struct ek_difference_figure *f) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "figure", f->def->name);
  ek_json_put_text(json, object, "actor", actor_name(d, f));
  ek_json_put_text(json, object, "unit", ek_figure_unit_in(d->start, f->def->unit));
  ek_json_put(json, object, "old", ek_json_real(f->old));
  ek_json_put(json, object, "new", ek_json_real(f->now));
  ek_json_put(json, object, "difference", ek_json_real(f->now - f->old));
  ek_json_put(json, object, "masked", json_boolean(f->hidden));
  ek_json_put(json, object, "parts", parts_of(json, d, f));
  return object;
}

static json_t *side_object(struct ek_json *json, const struct ek_difference_side *s, int horizon) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "study", s->path);
  ek_json_put_text(json, object, "title", s->study->title);
  for (int k = 1; k < EK_MISMATCHES; k++) ek_json_put_text(json, object, ek_mismatch_name((enum ek_mismatch)k), ek_mismatch_value(s->study, (enum ek_mismatch)k));
  ek_json_put_int(json, object, "horizon_months", horizon);
  ek_json_put_int(json, object, "price_year", s->study->settings.price_year);
  ek_json_put_text(json, object, "rules_date", ek_day_text(json->arena, s->day));
  ek_json_put(json, object, "stamp", ek_json_stamp(json, s->own));
  return object;
}

static json_t *change_object(struct ek_json *json, const struct ek_difference *d, const struct ek_changed *c) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "path", c->path);
  ek_json_put_text(json, object, "part", c->causes != 0 ? ek_difference_causes(d, c->causes) : NULL);
  ek_json_put_text(json, object, "old", c->before);
  ek_json_put_text(json, object, "new", c->now);
  return object;
}

static json_t *step_object(struct ek_json *json, const struct ek_difference *d, const struct ek_difference_step *step) {
  json_t *object = json_object();
  ek_json_put_text(json, object, "part", ek_difference_causes(d, step->causes));
  ek_json_put_text(json, object, "not_parted_because", step->why);
  return object;
}

bool ek_difference_json(const struct ek_difference_told *told, struct ek_buffer *out) {
  const struct ek_difference *d = told->difference;
  const struct ek_difference_figure *f = d->figures.items;
  const struct ek_changed *c = d->changes.items;
  const struct ek_difference_step *s = d->steps.items;
  struct ek_json json = {.arena = d->arena};
  json_t *root = json_object(), *changes = json_array(), *steps = json_array(), *figures = json_array(), *unlike = json_array(), *order = json_array();
  for (size_t i = 0; i < d->changes.n; i++) ek_json_push(&json, changes, change_object(&json, d, &c[i]));
  for (int k = 0; k < EK_CAUSES; k++) ek_json_push(&json, order, json_string(ek_cause_name(d->options.order[k])));
  for (size_t i = 0; i < d->steps.n; i++) ek_json_push(&json, steps, step_object(&json, d, &s[i]));
  for (size_t i = 0; i < d->figures.n; i++) ek_json_push(&json, figures, figure_object(&json, d, &f[i]));
  for (int k = 0; told->outcome && k < EK_MISMATCHES; k++) if (ek_mismatch(d->old.study, d->now.study, (enum ek_mismatch)k)) ek_json_push(&json, unlike, json_string(ek_mismatch_name((enum ek_mismatch)k)));
  ek_json_put(&json, root, told->outcome ? "forecast" : "old", side_object(&json, &d->old, d->old_horizon));
  ek_json_put(&json, root, told->outcome ? "followup" : "new", side_object(&json, &d->now, d->now_horizon));
  if (told->outcome) ek_json_put(&json, root, "unlike", unlike);
  else json_decref(unlike);
  ek_json_put(&json, root, "changes", changes);
  ek_json_put(&json, root, "order", order);
  ek_json_put(&json, root, "steps", steps);
  ek_json_put(&json, root, "figures", figures);
  ek_json_put(&json, root, "largest_gap", ek_json_real(d->gap));
  return ek_json_finish(&json, root, out);
}
