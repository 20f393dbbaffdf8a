/* Two assumptions varied together: the result as a square of numbers. */
#include <math.h>

#include "base/text.h"
#include "render/csv_row.h"
#include "views/parts.h"
#include "views/result_json.h"
#include "views/sensitive.h"
#include "views/stamp.h"

/* Ends that were asked for are as they were. */
static const char *step_text(const struct ek_report *p, const struct ek_two_way *g, int axis, int step) {
  double value = g->value[axis][step];
  return g->said[axis] ? ek_part_vary_value(p, g->vary[axis], value) : ek_part_vary_near(p, g->vary[axis], value);
}

void ek_two_way_build(const struct ek_two_way *g, int actor, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  struct ek_report p = ek_part_report(g->base, lang, &none, out);
  int of = actor >= 0 ? actor : p.society;
  double most = 0;
  for (int i = 0; i < EK_GRID * EK_GRID; i++) most = fmax(most, fabs(g->result[of][i]));
  struct ek_scale scale = ek_part_scale(most);
  ek_part_head(&p);
  ek_doc_add(p.doc, EK_DOC_HEADING, EK_SAID(&p, EK_W_H_SENSITIVITY), NULL);
  const char *time = ek_say_time_short(p.arena, lang, g->horizon);
  struct ek_doc_table *table = ek_doc_add_table(p.doc, ek_part_varied(&p, g->vary[0]->name), EK_SAY(&p, ek_part_either(&p, EK_W_G_TITLE, EK_W_G_TITLE_GROSS), ek_part_actor_within(&p, of), time, ek_part_scale_text(&p, scale)));
  for (int k = 0; k < EK_GRID; k++) ek_doc_add_column(p.doc, table, step_text(&p, g, 1, k), ek_part_varied(&p, g->vary[1]->name), false);
  for (int i = 0; i < EK_GRID; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p.doc, table, step_text(&p, g, 0, i), 0);
    for (int k = 0; k < EK_GRID; k++) row->cells[k] = ek_part_tried(&p, table, scale, g->result[of][i * EK_GRID + k]);
  }
  ek_doc_add_footnote(p.doc, table, EK_SAID(&p, EK_W_F_G_STEPS));
}

void ek_two_way_csv(const struct ek_two_way *g, struct ek_buffer *out) {
  struct ek_arena *arena = g->base->arena;
  ek_buffer_add(out, "first,second,actor,first_value,second_value,result,first_unit,second_unit,horizon_months,text\n");
  for (size_t a = 0; a < g->base->model->n_actors; a++) {
    for (int i = 0; i < EK_GRID * EK_GRID; i++) {
      double result = g->result[a][i];
      const char *cells[] = {g->vary[0]->name, g->vary[1]->name, g->base->model->actors[a].name.text, ek_number_exact(arena, g->value[0][i / EK_GRID]),
                             ek_number_exact(arena, g->value[1][i % EK_GRID]), ek_csv_number(arena, result), ek_csv_unit(arena, g->vary[0]->unit),
                             ek_csv_unit(arena, g->vary[1]->unit), ek_sprintf(arena, "%d", g->horizon), NULL};
      ek_csv_row(out, cells, 10, 1u << 3 | 1u << 4 | 1u << 5);
    }
  }
  ek_csv_stamps(out, ek_stamps(g->base), 10, -1, 0, 9);
}

bool ek_two_way_json(const struct ek_two_way *g, struct ek_buffer *out) {
  struct ek_json json = {.arena = g->base->arena};
  json_t *root = json_object(), *cells = json_array();
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, g->base));
  ek_json_put_int(&json, root, "horizon_months", g->horizon);
  static const char *const keys[2] = {"first", "second"};
  for (int k = 0; k < 2; k++) {
    json_t *axis = json_object(), *values = json_array();
    ek_json_put_text(&json, axis, "assumption", g->vary[k]->name);
    ek_json_put_unit(&json, axis, g->vary[k]->unit);
    for (int i = 0; i < EK_GRID; i++) ek_json_push(&json, values, ek_json_real(g->value[k][i]));
    ek_json_put(&json, axis, "values", values);
    ek_json_put(&json, root, keys[k], axis);
  }
  for (size_t a = 0; a < g->base->model->n_actors; a++) {
    json_t *one = json_object(), *rows = json_array();
    ek_json_put_text(&json, one, "actor", g->base->model->actors[a].name.text);
    for (int i = 0; i < EK_GRID; i++) {
      json_t *row = json_array();
      for (int k = 0; k < EK_GRID; k++) {
        double result = g->result[a][i * EK_GRID + k];
        ek_json_push(&json, row, ek_json_real(result));
      }
      ek_json_push(&json, rows, row);
    }
    ek_json_put(&json, one, "result", rows);
    ek_json_push(&json, cells, one);
  }
  ek_json_put(&json, root, "actors", cells);
  return ek_json_finish(&json, root, out);
}
