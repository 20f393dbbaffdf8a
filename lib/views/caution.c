/* The result as stated beside the cautious one, and what was corrected. */
#include <math.h>

#include "base/text.h"
#include "render/csv_row.h"
#include "uncertainty/caution.h"
#include "views/parts.h"
#include "views/sensitive.h"

static double careful(const struct ek_caution *c, int actor, int horizon) { return c->result[ek_vary_at(c->base, (size_t)actor, horizon)]; }

static void add_results(struct ek_report *p, const struct ek_caution *c) {
  int actors[8];
  size_t n = ek_part_payers(p, actors);
  double most = 0;
  for (size_t i = 0; i < n; i++) {
    for (size_t h = 0; h < p->r->n_horizons; h++) most = fmax(most, fmax(fabs(careful(c, actors[i], p->r->horizons[h])), fabs(ek_part_value(p, EK_FIG_RESULT, actors[i], p->r->horizons[h]))));
  }
  struct ek_scale scale = ek_part_scale(most);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, ek_part_either(p, EK_W_E_RESULT, EK_W_E_RESULT_GROSS), ek_part_scale_text(p, scale)));
  for (size_t h = 0; h < p->r->n_horizons; h++) {
    const char *group = EK_SAY(p, EK_W_N_AFTER, ek_say_time_short(p->arena, p->lang, p->r->horizons[h]));
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_BASE), group, false);
    ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_E_CAUTIOUS), group, false);
  }
  for (size_t i = 0; i < n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_actor(p, actors[i]), i > 0);
    for (size_t h = 0; h < p->r->n_horizons; h++) {
      row->cells[2 * h] = ek_part_tried(p, table, scale, ek_part_value(p, EK_FIG_RESULT, actors[i], p->r->horizons[h]));
      row->cells[2 * h + 1] = ek_part_tried(p, table, scale, careful(c, actors[i], p->r->horizons[h]));
    }
  }
  const struct ek_grading *g = &p->r->study->grading;
  const char *scale_name = g->name != NULL ? ek_label_text(g->label, g->name, p->lang) : EK_SAID(p, EK_W_E_OWN);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_E_RESULT, scale_name));
}

/* Is it not told which way it was moved, because society's result with it would tell of few? */
static bool few_of(const struct ek_caution *c, const struct ek_cautious_value *v) {
  return ek_vary_few(c->base, &v->vary, (size_t)c->base->model->root, c->base->horizons[c->base->n_horizons - 1]);
}

static void add_values(struct ek_report *p, const struct ek_caution *c) {
  const struct ek_cautious_value *v = c->values.items;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAID(p, EK_W_E_VALUES));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_E_STEP), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_V_BASE), NULL, false);
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_E_CAUTIOUS), NULL, false);
  bool any_same = false;
  for (size_t i = 0; i < c->values.n; i++) {
    bool same = v[i].value == v[i].vary.base;
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, v[i].vary.name), 0);
    row->cells[0] = ek_doc_text(p->doc, v[i].step->name.text);
    row->cells[1] = ek_doc_text(p->doc, ek_part_vary_value(p, &v[i].vary, v[i].vary.base));
    if (isnan(v[i].value) || few_of(c, &v[i])) row->cells[2] = ek_part_masked(p, table);
    else row->cells[2] = ek_doc_text(p->doc, same ? EK_SAID(p, EK_W_E_SAME) : ek_part_vary_near(p, &v[i].vary, v[i].value));
    any_same |= same;
  }
  if (any_same) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_E_VALUES));
}

void ek_part_caution(struct ek_report *p, const struct ek_caution *c) {
  if (c == NULL) return;
  if (c->values.n == 0) {
    ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_E_NOTHING), NULL);
    return;
  }
  add_results(p, c);
  add_values(p, c);
}


json_t *ek_caution_json(struct ek_json *json, const struct ek_caution *c) {
  if (c == NULL) return json_null();
  const struct ek_cautious_value *v = c->values.items;
  const struct ek_grading *g = &c->base->study->grading;
  json_t *root = json_object(), *values = json_array(), *results = json_array();
  ek_json_put_text(json, root, "scale", g->name);
  for (size_t i = 0; i < c->values.n; i++) {
    json_t *one = json_object();
    ek_json_put_text(json, one, "assumption", v[i].vary.name);
    ek_json_put_text(json, one, "step", v[i].step->name.text);
    ek_json_put(json, one, "cut", ek_json_real(v[i].step->cut_share));
    ek_json_put_unit(json, one, v[i].vary.unit);
    ek_json_put(json, one, "base", ek_json_real(v[i].vary.base));
    ek_json_put(json, one, "cautious", ek_json_real(few_of(c, &v[i]) ? NAN : v[i].value));
    ek_json_push(json, values, one);
  }
  for (size_t a = 0; a < c->base->model->n_actors; a++) {
    for (size_t h = 0; h < c->base->n_horizons; h++) {
      int horizon = c->base->horizons[h];
      double result = careful(c, (int)a, horizon);
      json_t *one = json_object();
      ek_json_put_text(json, one, "actor", c->base->model->actors[a].name.text);
      ek_json_put_int(json, one, "horizon_months", horizon);
      ek_json_put(json, one, "result", ek_json_real(ek_result_value(c->base, EK_FIG_RESULT, (int)a, horizon)));
      ek_json_put(json, one, "cautious", ek_json_real(result));
      ek_json_push(json, results, one);
    }
  }
  ek_json_put(json, root, "values", values);
  ek_json_put(json, root, "results", results);
  return root;
}
