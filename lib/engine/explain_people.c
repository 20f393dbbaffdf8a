/* Gathers lines by flow and by alternative. */
#include "engine/explain_people.h"

#include <string.h>

#include "base/text.h"
#include "engine/run.h"

/* Lines of one flow, or of one alternative of it. */
struct gathered {
  const struct ek_counted_line *first;
  double value, years;
};

struct walker {
  const struct ek_result *r;
  const struct ek_told_flows *told;
  struct ek_arena *arena;
  const struct ek_counted_line *lines;
  size_t n;
};

static bool alike(const struct ek_counted_line *a, const struct ek_counted_line *b, bool role) {
  return ek_text_same(a->flow, b->flow) && (!role || ek_text_same(a->between.sv, b->between.sv));
}

static struct ek_list gather(const struct walker *w, const struct ek_counted_line *of, bool role) {
  struct ek_list out = {0};
  for (size_t i = 0; i < w->n; i++) {
    if (of != NULL && !alike(&w->lines[i], of, false)) continue;
    struct gathered *g = out.items;
    size_t k = 0;
    while (k < out.n && !alike(g[k].first, &w->lines[i], role)) k++;
    if (k == out.n) {
      ek_list_push(w->arena, &out, sizeof *g);
      g = out.items;
      g[k].first = &w->lines[i];
    }
    g[k].value += w->lines[i].sign * w->lines[i].years * w->lines[i].line->price[0];
    g[k].years += w->lines[i].years;
  }
  return out;
}

/* The alternatives of a flow. */
static void add_alternatives(const struct walker *w, const struct ek_counted_line *of, struct ek_unit price_unit,
                             struct ek_trace *parent) {
  if (!ek_flow_alternatives_told(w->told, of->line)) return;
  struct ek_list list = gather(w, of, true);
  const struct gathered *g = list.items;
  for (size_t i = 0; i < list.n; i++) {
    const struct ek_line *line = g[i].first->line;
    struct ek_trace *node = ek_trace_add(w->arena, parent, "booking", line->flow->name.text);
    node->label = line->flow->label;
    node->remark = g[i].first->between;
    node->unit = parent->unit;
    node->value = g[i].value;
    struct ek_trace *years = ek_trace_add(w->arena, node, "person_years", NULL);
    years->label = (struct ek_label){"Personår som räknas", "Person-years that count"};
    years->value = g[i].years;
    struct ek_trace *price = ek_trace_add(w->arena, node, "price_per_person", line->flow->name.text);
    price->label = (struct ek_label){"Pris per personår i genomsnitt", "Price per person-year on average"};
    price->value = g[i].years != 0 ? g[i].value / (g[i].first->sign * g[i].years) : 0;
    price->unit = price_unit;
    price->formula = line->flow->amount.text;
    price->pos = line->flow->amount.pos;
    if (line->item == NULL) continue;
    price->source = ek_model_origin(w->r->model, line->item->source);
    price->grade = line->item->grade;
  }
}

void ek_explain_people(const struct ek_result *r, const struct ek_told_flows *told, const struct ek_list *lines, struct ek_unit unit,
                       struct ek_unit price_unit, struct ek_trace *root) {
  struct walker w = {r, told, r->arena, lines->items, lines->n};
  struct ek_list flows = gather(&w, NULL, false);
  const struct gathered *g = flows.items;
  size_t hidden = 0;
  double rest = 0;
  for (size_t i = 0; i < flows.n; i++) {
    if (!ek_flow_told(told, g[i].first->line)) {
      rest += g[i].value;
      hidden++;
      continue;
    }
    struct ek_trace *node = ek_trace_add(r->arena, root, "flow", g[i].first->flow);
    node->label = g[i].first->label;
    node->unit = unit;
    node->value = g[i].value;
    add_alternatives(&w, g[i].first, price_unit, node);
  }
  if (hidden == 0) return;
  struct ek_trace *node = ek_trace_add(r->arena, root, "flow", "masked");
  node->label = (struct ek_label){"Flöden som få personer har, inte visade för sig", "Flows that few persons have, not shown apart"};
  node->unit = unit;
  node->value = rest;
}
