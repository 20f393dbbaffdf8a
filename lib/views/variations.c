/* NyttoSam's set of variations as a table by horizon, and for machines. */
#include <math.h>

#include "base/text.h"
#include "render/csv_row.h"
#include "views/parts.h"
#include "views/result_json.h"
#include "views/sensitive.h"
#include "views/stamp.h"

static double at(const struct ek_report *p, const struct ek_variation *v, int actor, int horizon) { return v->result[ek_vary_at(p->r, (size_t)actor, horizon)]; }

static const char *label(const struct ek_report *p, const struct ek_variation *v) {
  if (v->kind == EK_VARIATION_SAMPLE) return EK_SAID(p, EK_W_N_SAMPLE);
  if (v->kind != EK_VARIATION_WRITE_OFF) return ek_say_share(p->arena, p->lang, v->value, 1);
  return v->value > 0 ? EK_SAY(p, EK_W_N_WRITTEN_OFF, ek_say_time(p->arena, p->lang, (int)v->value)) : EK_SAID(p, EK_W_N_AT_ONCE);
}

static void add_row(struct ek_report *p, struct ek_doc_table *table, struct ek_scale scale, const struct ek_variation *v, int actor) {
  struct ek_doc_row *row = ek_doc_add_row(p->doc, table, label(p, v), v->kind == EK_VARIATION_SAMPLE ? 0 : 1);
  for (size_t h = 0; h < p->r->n_horizons; h++) row->cells[h] = ek_part_tried(p, table, scale, at(p, v, actor, p->r->horizons[h]));
}

/* In place of what, or beside what, external factors stand. */
static enum ek_word external(const struct ek_result *r) {
  const struct ek_people *people = r->study->people;
  if (r->alternatives != NULL) return EK_W_F_N_EXTERNAL_COHORT;
  return people != NULL && people->n > people->participants ? EK_W_F_N_EXTERNAL_GROUP : EK_W_F_N_EXTERNAL;
}

void ek_part_variations(struct ek_report *p, const struct ek_list *list, int actor) {
  static const enum ek_word groups[EK_VARIATIONS] = {EK_W_N_EXTERNAL, EK_W_N_WRITE_OFF, EK_W_N_SAMPLE, EK_W_N_DISCOUNT, EK_W_N_FIXED};
  const struct ek_variation *v = list->items;
  double most = 0;
  for (size_t i = 0; i < list->n; i++) for (size_t h = 0; h < p->r->n_horizons; h++) most = fmax(most, fabs(at(p, &v[i], actor, p->r->horizons[h])));
  struct ek_scale scale = ek_part_scale(most);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, ek_part_either(p, EK_W_N_TITLE, EK_W_N_TITLE_GROSS), ek_part_actor_within(p, actor), ek_part_scale_text(p, scale)));
  for (size_t h = 0; h < p->r->n_horizons; h++) ek_doc_add_column(p->doc, table, EK_SAY(p, EK_W_N_AFTER, ek_say_time_short(p->arena, p->lang, p->r->horizons[h])), NULL, false);
  struct ek_doc_row *study = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_N_STUDY), 0);
  study->emphasis = true;
  for (size_t h = 0; h < p->r->n_horizons; h++) study->cells[h] = ek_part_tried(p, table, scale, ek_part_value(p, EK_FIG_RESULT, actor, p->r->horizons[h]));
  for (size_t i = 0; i < list->n; i++) {
    bool first = i == 0 || v[i - 1].kind != v[i].kind;
    if (first && v[i].kind != EK_VARIATION_SAMPLE) ek_doc_add_row(p->doc, table, EK_SAID(p, groups[v[i].kind]), 0)->rule_above = true;
    add_row(p, table, scale, &v[i], actor);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, external(p->r)));
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_N_FIXED));
}

void ek_variations_build(const struct ek_result *base, const struct ek_list *list, int actor, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  struct ek_report p = ek_part_report(base, lang, &none, out);
  ek_part_head(&p);
  ek_part_variations(&p, list, actor >= 0 ? actor : p.society);
}

void ek_variations_csv(const struct ek_result *base, const struct ek_list *list, struct ek_buffer *out) {
  struct ek_arena *arena = base->arena;
  const struct ek_variation *v = list->items;
  ek_buffer_add(out, "variation,value,actor,horizon_months,result,text\n");
  for (size_t i = 0; i < list->n; i++) {
    for (size_t a = 0; a < base->model->n_actors; a++) {
      for (size_t h = 0; h < base->n_horizons; h++) {
        int horizon = base->horizons[h];
        const char *cells[] = {ek_variation_name(v[i].kind), ek_csv_number(arena, v[i].value), base->model->actors[a].name.text, ek_sprintf(arena, "%d", horizon),
                               ek_csv_number(arena, v[i].result[ek_vary_at(base, a, horizon)]), NULL};
        ek_csv_row(out, cells, 6, 1u << 4 | 1u << 1);
      }
    }
  }
  ek_csv_stamps(out, ek_stamps(base), 6, -1, 0, 5);
}

json_t *ek_variations_rows(struct ek_json *json, const struct ek_result *base, const struct ek_list *list) {
  const struct ek_variation *v = list->items;
  json_t *rows = json_array();
  for (size_t i = 0; i < list->n; i++) {
    for (size_t a = 0; a < base->model->n_actors; a++) {
      for (size_t h = 0; h < base->n_horizons; h++) {
        json_t *one = json_object();
        ek_json_put_text(json, one, "variation", ek_variation_name(v[i].kind));
        if (!isnan(v[i].value)) ek_json_put(json, one, "value", ek_json_real(v[i].value));
        ek_json_put_text(json, one, "actor", base->model->actors[a].name.text);
        ek_json_put_int(json, one, "horizon_months", base->horizons[h]);
        double result = v[i].result[ek_vary_at(base, a, base->horizons[h])];
        ek_json_put(json, one, "result", ek_json_real(result));
        ek_json_push(json, rows, one);
      }
    }
  }
  return rows;
}

bool ek_variations_json(const struct ek_result *base, const struct ek_list *list, struct ek_buffer *out) {
  struct ek_json json = {.arena = base->arena};
  json_t *root = json_object();
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, base));
  ek_json_put(&json, root, "variations", ek_variations_rows(&json, base, list));
  return ek_json_finish(&json, root, out);
}
