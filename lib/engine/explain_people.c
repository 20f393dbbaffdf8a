/* Gathers lines by flow and by alternative, and counts who is behind each. */
#include "engine/explain_people.h"

#include <string.h>

#include "base/text.h"
#include "engine/few.h"
#include "engine/run.h"

/* Lines of one flow, or of one alternative of it. */
struct gathered {
  const struct ek_counted_line *first;
  double value, years;
  size_t persons;
};

struct walker {
  const struct ek_result *r;
  struct ek_arena *arena;
  const struct ek_counted_line *lines;
  size_t n;
};

static bool alike(const struct ek_counted_line *a, const struct ek_counted_line *b, bool role) {
  return ek_text_same(a->flow, b->flow) && (!role || ek_text_same(a->between.sv, b->between.sv));
}

/* Does the flow of the line stand at `f` of a shape's? */
static bool is_flow(const struct ek_priced_flow *f, const struct ek_line *line) {
  return f->item == line->item && ek_text_same(f->flow->name.text, line->flow->name.text);
}

/* Persons for whom the flow changes; with `role` those to whom it brings anything in that role. */
static size_t persons_behind(const struct walker *w, const struct ek_line *line, bool role) {
  const struct ek_crowd *c = w->r->runner->crowd;
  const struct ek_people *p = c->people;
  const struct ek_standing *standings = p->standings.items;
  const struct ek_stay *stay = p->stays.items;
  size_t *at = ek_alloc_array(w->arena, p->shapes.n, sizeof *at), n = 0;
  bool with = line->role == EK_ROLE_WITH || line->role == EK_ROLE_DISPLACED;
  for (size_t s = 0; s < p->shapes.n; s++) {
    at[s] = SIZE_MAX;
    for (size_t f = 0; f < c->shapes[s].n_flows; f++) if (is_flow(&c->shapes[s].flows[f], line)) at[s] = f;
  }
  for (size_t i = 0; i < p->n; i++) {
    bool any = false;
    for (size_t k = p->first_stay[i]; k < p->first_stay[i + 1] && !any; k++) {
      const uint32_t places[] = {stay[k].standing, p->before[i]};
      double amount[2] = {0};
      for (size_t q = 0; q < 2; q++) {
        uint32_t shape = standings[places[q]].shape;
        if (at[shape] != SIZE_MAX) amount[q] = c->shapes[shape].amount[c->row[places[q]] * c->shapes[shape].n_flows + at[shape]];
      }
      any = role ? amount[with ? 0 : 1] != 0 : amount[0] != amount[1];
    }
    n += any && w->r->runner->presence->weight[i] > 0;
  }
  return n;
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
      g[k].persons = persons_behind(w, w->lines[i].line, role);
    }
    g[k].value += w->lines[i].sign * w->lines[i].years * w->lines[i].line->price[0];
    g[k].years += w->lines[i].years;
  }
  return out;
}

/* The alternatives of a flow; left out when few persons are behind one of them. */
static void add_alternatives(const struct walker *w, const struct ek_counted_line *of, struct ek_unit price_unit,
                             struct ek_trace *parent) {
  struct ek_list list = gather(w, of, true);
  const struct gathered *g = list.items;
  for (size_t i = 0; i < list.n; i++) if (g[i].persons < EK_FEWEST) return;
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

void ek_explain_people(const struct ek_result *r, const struct ek_list *lines, struct ek_unit unit,
                       struct ek_unit price_unit, struct ek_trace *root) {
  struct walker w = {r, r->arena, lines->items, lines->n};
  struct ek_list flows = gather(&w, NULL, false);
  const struct gathered *g = flows.items;
  size_t *persons = ek_alloc_array(r->arena, flows.n, sizeof *persons), hidden = 0;
  double rest = 0;
  for (size_t i = 0; i < flows.n; i++) persons[i] = g[i].persons;
  const bool *masked = ek_mask_groups(r->arena, persons, flows.n);
  for (size_t i = 0; i < flows.n; i++) {
    if (masked[i] || r->few->account[g[i].first->line->from] || r->few->account[g[i].first->line->to]) {
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
