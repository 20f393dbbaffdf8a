/* The table of swings, the largest first, and the table of values at which actors break even. */
#include "views/sensitive.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "render/csv_row.h"
#include "views/result_json.h"
#include "views/stamp.h"
#include "views/tornado.h"

static size_t actors_of(const struct ek_sensitivity *s) { return s->base->model->n_actors; }
static double low_of(const struct ek_sensitivity *s, size_t i, int actor) { return s->at_low[i * actors_of(s) + (size_t)actor]; }
static double high_of(const struct ek_sensitivity *s, size_t i, int actor) { return s->at_high[i * actors_of(s) + (size_t)actor]; }
static bool few_of(const struct ek_sensitivity *s, size_t i, int actor) { return s->few[i * actors_of(s) + (size_t)actor]; }
static double turn_of(const struct ek_sensitivity *s, size_t i, int actor) { return s->turn[i * actors_of(s) + (size_t)actor]; }

/* Was it written in per cent? */
static bool is_share(const struct ek_vary *v) {
  const struct ek_value *value = v->quantity != NULL ? v->quantity->value : NULL;
  if (v->kind == EK_VARY_CORRECTION || v->kind == EK_VARY_DISCOUNT) return true;
  if (value == NULL) return false;
  const struct ek_node *parts[] = {value->node, value->mean, value->mode, value->quantile[0], value->low};
  if (value->of > 0) return true;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) if (parts[i] != NULL && strchr(parts[i]->text, '%') != NULL) return true;
  return false;
}

/* So many decimals as tell it from the study's value, or as are wanted anyway. */
static int telling(double value, double base, int wanted) {
  int decimals = wanted;
  while (value != base && decimals < 6 && 0.5 * pow(10, -decimals) > 0.25 * fabs(value - base)) decimals++;
  return decimals;
}

/* A share in per cent, else with its unit; a factor as a bare number. `computed`: told from the study's. */
static const char *value_text(const struct ek_report *p, const struct ek_vary *v, double value, bool computed) {
  double base = computed ? v->base : value;
  if (isnan(value)) return "";
  if (is_share(v)) return ek_say_share(p->arena, p->lang, value, telling(100 * value, 100 * base, 1));
  if (v->quantity == NULL || ek_unit_same(v->unit, ek_unit_none)) {
    return ek_number_show(p->arena, value, telling(value, base, fabs(value) < 10 ? 2 : 0), p->lang);
  }
  double rounded = fabs(value) >= 1000 ? round(value) : value;
  return ek_say_quantity(p->arena, p->lang, rounded, v->unit);
}

/* The unit in which a formula or a distribution was written. */
static const char *unit_written(const struct ek_report *p, const struct ek_quantity *q) {
  if (q->formula != NULL) return ek_formula_unit_said(p->arena, q->formula, p->model);
  const struct ek_value *v = q->value;
  const struct ek_node *parts[] = {v != NULL ? v->mean : NULL, v != NULL ? v->quantile[0] : NULL, v != NULL ? v->low : NULL};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    double number;
    struct ek_unit unit;
    const char *text;
    struct ek_number_error error;
    if (parts[i] == NULL || !ek_quantity_parse(p->arena, parts[i]->text, &number, &unit, &text, &error)) continue;
    return text != NULL && *text != '\0' ? text : "1";
  }
  return "1";
}

/* Three digits, or as many as tell it from the study's value; four that are all there is stay. */
static double rounded(double shown, double base) {
  double step = pow(10, floor(log10(fmax(fabs(shown), 1))) - 2);
  if (fabs(remainder(shown, step / 10)) < 1e-9 * step) return shown;
  for (; step > 1; step /= 10) {
    double out = round(shown / step) * step;
    if (fabs(out - shown) <= 0.1 * fabs(shown - base)) return out;
  }
  return shown;
}

static const char *vary_value(const struct ek_report *p, const struct ek_vary *v, double value, bool computed) {
  const struct ek_quantity *q = v->quantity;
  if (isnan(value) || q == NULL) return value_text(p, v, value, computed);
  const char *unit = unit_written(p, q); /* kr/month, not kr/year */
  struct ek_unit parsed;
  double factor;
  size_t offset, length;
  const char *near;
  if (strcmp(unit, "1") == 0 || strcmp(unit, "%") == 0 || !ek_unit_parse(unit, &parsed, &factor, &offset, &length, &near)) return value_text(p, v, value, computed);
  double shown = computed ? rounded(value / factor, v->base / factor) : value / factor;
  const char *said = ek_say_unit(p->arena, p->lang, unit);
  int decimals = shown != 0 && fabs(shown) < 10 ? 2 : 0;
  if (computed) decimals = telling(shown, v->base / factor, decimals);
  return ek_sprintf(p->arena, "%s%s%s", ek_number_show(p->arena, shown, decimals, p->lang), *said == '/' ? "" : " ", said);
}

const char *ek_part_vary_value(const struct ek_report *p, const struct ek_vary *v, double value) { return vary_value(p, v, value, false); }

const char *ek_part_vary_near(const struct ek_report *p, const struct ek_vary *v, double value) {
  bool stated = value == v->base || (!v->drawn && (value == v->low || value == v->high));
  return vary_value(p, v, value, !stated);
}

static void add_swings(struct ek_report *p, const struct ek_sensitivity *s, int actor) {
  struct ek_part_size *order = ek_alloc_array(p->arena, s->n, sizeof *order);
  size_t n = 0;
  double most = 0;
  for (size_t i = 0; i < s->n; i++) {
    double low = low_of(s, i, actor), high = high_of(s, i, actor);
    bool few = few_of(s, i, actor) && !isnan(s->vary[i].low);
    if (!few && (isnan(low) || isnan(high))) continue;
    order[n++] = (struct ek_part_size){i, few ? 0 : fabs(high - low)};
    if (!few) most = fmax(most, fmax(fabs(low), fabs(high)));
  }
  if (n == 0) return;
  ek_part_largest_first(order, n);
  struct ek_scale scale = ek_part_scale(most);
  const char *time = ek_say_time_short(p->arena, p->lang, s->horizon);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, ek_part_either(p, EK_W_V_SWINGS, EK_W_V_SWINGS_GROSS), ek_part_actor_within(p, actor), time, ek_part_scale_text(p, scale)));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_LOW), EK_SAID(p, EK_W_V_VALUE), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_BASE), EK_SAID(p, EK_W_V_VALUE), false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_HIGH), EK_SAID(p, EK_W_V_VALUE), false);
  const char *result = EK_SAID(p, ek_part_either(p, EK_W_V_RESULT, EK_W_V_RESULT_GROSS));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_LOW), result, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_HIGH), result, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_SWING), NULL, false);
  for (size_t k = 0; k < n; k++) {
    const struct ek_vary *v = &s->vary[order[k].of];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, v->name), 0);
    row->cells[0] = ek_doc_text(p->doc, ek_part_vary_near(p, v, v->low));
    row->cells[1] = ek_doc_text(p->doc, ek_part_vary_value(p, v, v->base));
    row->cells[2] = ek_doc_text(p->doc, ek_part_vary_near(p, v, v->high));
    row->cells[3] = ek_part_money(scale, low_of(s, order[k].of, actor));
    row->cells[4] = ek_part_money(scale, high_of(s, order[k].of, actor));
    row->cells[5] = ek_part_money(scale, order[k].size);
    for (size_t c = 3; c < 6 && few_of(s, order[k].of, actor); c++) row->cells[c] = ek_part_masked(p, table);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_V_SWINGS));
  ek_part_tornado(p, s, actor);
  struct ek_chart *chart = ek_tornado_chart(p, s, actor);
  chart->table = table;
  if (ek_chart_shows(chart)) ek_doc_put_chart(p->doc, chart);
}

/* As the actor sees it; -1: as society does and those who pay. */
static void add_turns(struct ek_report *p, const struct ek_sensitivity *s, int actor) {
  int actors[8];
  size_t n = actor >= 0 ? 1 : ek_part_payers(p, actors);
  if (actor >= 0) actors[0] = actor;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, ek_part_either(p, EK_W_V_TURNS, EK_W_V_TURNS_GROSS), ek_say_time_short(p->arena, p->lang, s->horizon)));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_BASE), NULL, false);
  for (size_t k = 0; k < n; k++) ek_doc_add_column(p->doc, table, ek_part_actor(p, actors[k]), NULL, false);
  for (size_t i = 0; i < s->n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, s->vary[i].name), 0);
    row->cells[0] = ek_doc_text(p->doc, ek_part_vary_value(p, &s->vary[i], s->vary[i].base));
    for (size_t k = 0; k < n; k++) {
      double value = turn_of(s, i, actors[k]);
      row->cells[1 + k] = isnan(value) ? (struct ek_doc_cell){.kind = EK_CELL_NONE} : ek_doc_text(p->doc, ek_part_vary_near(p, &s->vary[i], value));
      if (few_of(s, i, actors[k])) row->cells[1 + k] = ek_part_masked(p, table);
    }
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_V_TURNS));
}

void ek_part_turns(struct ek_report *p, const struct ek_sensitivity *s) { add_turns(p, s, -1); }

static void add_all(struct ek_report *p, const struct ek_sensitivity *s, int actor) {
  ek_doc_add(p->doc, EK_DOC_HEADING, EK_SAID(p, EK_W_H_SENSITIVITY), NULL);
  add_swings(p, s, actor >= 0 ? actor : p->society);
  add_turns(p, s, actor);
  ek_part_variations(p, &s->variations, actor >= 0 ? actor : p->society);
  ek_part_caution(p, s->caution);
}

void ek_part_sensitive(struct ek_report *p) {
  int actor = p->options->actor != NULL ? *p->options->actor : -1;
  if (p->options->sensitivity != NULL) add_all(p, p->options->sensitivity, actor);
}

void ek_sensitive_build(const struct ek_sensitivity *s, int actor, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  struct ek_report p = ek_part_report(s->base, lang, &none, out);
  ek_part_head(&p);
  add_all(&p, s, actor);
}

/* ---- for machines ---- */

void ek_sensitive_csv(const struct ek_sensitivity *s, struct ek_buffer *out) {
  struct ek_arena *arena = s->base->arena;
  ek_buffer_add(out, "assumption,actor,base,low,high,result_base,result_low,result_high,switching_value,unit,horizon_months,text\n");
  for (size_t i = 0; i < s->n; i++) {
    const struct ek_vary *v = &s->vary[i];
    for (int a = 0; a < (int)actors_of(s); a++) {
      const char *cells[] = {v->name, s->base->model->actors[a].name.text, ek_csv_number(arena, v->base), ek_csv_number(arena, v->low), ek_csv_number(arena, v->high),
                             ek_csv_number(arena, ek_result_value(s->base, EK_FIG_RESULT, a, s->horizon)), ek_csv_number(arena, low_of(s, i, a)), ek_csv_number(arena, high_of(s, i, a)),
                             ek_csv_number(arena, turn_of(s, i, a)), ek_csv_unit(arena, v->unit), ek_sprintf(arena, "%d", s->horizon), NULL};
      ek_csv_row(out, cells, 12, 0x1fcu);
    }
  }
  ek_csv_stamps(out, ek_stamps(s->base), 12, -1, 0, 11);
}

bool ek_sensitive_json(const struct ek_sensitivity *s, struct ek_buffer *out) {
  struct ek_json json = {.arena = s->base->arena};
  json_t *root = json_object(), *rows = json_array();
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, s->base));
  ek_json_put_int(&json, root, "horizon_months", s->horizon);
  for (size_t i = 0; i < s->n; i++) {
    const struct ek_vary *v = &s->vary[i];
    json_t *one = json_object(), *actors = json_array();
    ek_json_put_text(&json, one, "assumption", v->name);
    ek_json_put_unit(&json, one, v->unit);
    ek_json_put(&json, one, "base", ek_json_real(v->base));
    ek_json_put(&json, one, "low", ek_json_real(v->low));
    ek_json_put(&json, one, "high", ek_json_real(v->high));
    ek_json_put(&json, one, "percentiles", json_boolean(v->drawn));
    for (int a = 0; a < (int)actors_of(s); a++) {
      json_t *of = json_object();
      ek_json_put_text(&json, of, "actor", s->base->model->actors[a].name.text);
      ek_json_put(&json, of, "result", ek_json_real(ek_result_value(s->base, EK_FIG_RESULT, a, s->horizon)));
      ek_json_put(&json, of, "result_low", ek_json_real(low_of(s, i, a)));
      ek_json_put(&json, of, "result_high", ek_json_real(high_of(s, i, a)));
      ek_json_put(&json, of, "switching_value", ek_json_real(turn_of(s, i, a)));
      ek_json_push(&json, actors, of);
    }
    ek_json_put(&json, one, "actors", actors);
    ek_json_push(&json, rows, one);
  }
  ek_json_put(&json, root, "assumptions", rows);
  ek_json_put(&json, root, "variations", ek_variations_rows(&json, s->base, &s->variations));
  if (s->caution != NULL) ek_json_put(&json, root, "evidence", ek_caution_json(&json, s->caution));
  return ek_json_finish(&json, root, out);
}
