/* What the sections share: looking figures up, showing quantities and amounts,
 * numbering sources. */
#include "views/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "engine/distribution.h"
#include "engine/path.h"

struct ek_report ek_part_report(const struct ek_result *r, enum ek_lang lang, const struct ek_report_options *options, struct ek_document *out) {
  *out = (struct ek_document){.arena = r->arena, .lang = lang};
  return (struct ek_report){.arena = r->arena, .r = r, .model = r->model, .lang = lang, .options = options, .doc = out, .society = r->model->root,
                            .middle = r->horizons[r->n_horizons / 2], .longest = r->horizons[r->n_horizons - 1]};
}

struct ek_report ek_part_bare(struct ek_arena *arena, const struct ek_model *model, enum ek_lang lang, struct ek_document *out) {
  static const struct ek_report_options none = {0};
  *out = (struct ek_document){.arena = arena, .lang = lang};
  return (struct ek_report){.arena = arena, .model = model, .lang = lang, .options = &none, .doc = out, .society = model->root};
}

size_t ek_part_payers(const struct ek_report *p, int out[8]) {
  size_t n = 0;
  out[n++] = p->society;
  for (int a = 0; a < (int)p->model->n_actors && n < 6; a++) {
    bool pays = ek_part_value(p, EK_FIG_COST, a, p->longest) > 0;
    if (a != p->society && p->model->actors[a].leaf && !p->model->actors[a].outside && pays) out[n++] = a;
  }
  return n;
}

static int larger(const void *a, const void *b) {
  const struct ek_part_size *x = a, *y = b;
  if (x->size != y->size) return x->size > y->size ? -1 : 1;
  return x->of < y->of ? -1 : x->of > y->of;
}

void ek_part_largest_first(struct ek_part_size *rows, size_t n) { qsort(rows, n, sizeof *rows, larger); }

enum ek_word ek_part_correction(int correction) {
  static const enum ek_word words[EK_CORRECTIONS] = {
      [EK_COMPARED] = EK_W_A_GROUP, [EK_DEADWEIGHT] = EK_W_A_DEADWEIGHT, [EK_LEAKAGE] = EK_W_A_LEAKAGE,
      [EK_DISPLACEMENT] = EK_W_A_DISPLACEMENT, [EK_SUBSTITUTION] = EK_W_A_SUBSTITUTION, [EK_ATTRIBUTION] = EK_W_A_ATTRIBUTION,
      [EK_HAIRCUT] = EK_W_A_HAIRCUT, [EK_RETENTION] = EK_W_A_RETENTION};
  return words[correction];
}

/* Does an assumption go by that name, in any case? */
static bool is_taken(const struct ek_report *p, const char *label) {
  const struct ek_named_value *named = p->r->study->assumption_list.items;
  const char *wanted = ek_text_fold(p->arena, label);
  for (size_t i = 0; i < p->r->study->assumption_list.n; i++) {
    if (ek_text_same(ek_text_fold(p->arena, named[i].name.text), wanted)) return true;
  }
  return false;
}

/* A correction stated by itself beside an assumption that is called the same is named as in the table of assumptions. */
static const char *by_itself(const struct ek_report *p, const char *name, struct ek_label label) {
  for (int c = EK_DEADWEIGHT; c < EK_CORRECTIONS; c++) {
    if (strcmp(ek_correction_name(c), name) == 0 && (is_taken(p, label.sv) || is_taken(p, label.en))) return EK_SAID(p, ek_part_correction(c));
  }
  return ek_label_text(label, name, p->lang);
}

const char *ek_part_varied(const struct ek_report *p, const char *name) {
  struct ek_label label = ek_vary_label(name);
  if (strncmp(name, "line:", 5) == 0) return EK_SAY(p, EK_W_V_LINE, name + 5);
  return label.sv != NULL ? by_itself(p, name, label) : ek_say_name(p->arena, name);
}

enum ek_word ek_part_either(const struct ek_report *p, enum ek_word net, enum ek_word gross) {
  return p->r->gross ? gross : net;
}

double ek_part_value(const struct ek_report *p, enum ek_figure_id id, int actor, int horizon) {
  return ek_result_value(p->r, id, actor, horizon);
}

struct ek_doc_cell ek_part_of(const struct ek_report *p, struct ek_doc_cell cell, enum ek_figure_id id, int actor, int horizon, int year) {
  const struct ek_figure *figure = ek_result_figure(p->r, id, actor, horizon, year);
  if (cell.kind != EK_CELL_NONE && figure != NULL && !figure->hidden && !isnan(figure->value)) cell.figure = figure;
  return cell;
}

struct ek_doc_basis *ek_part_basis(const struct ek_report *p, const char *how) {
  struct ek_doc_basis *basis = ek_alloc(p->arena, sizeof *basis);
  basis->how = how;
  return basis;
}

struct ek_doc_basis *ek_part_rests(const struct ek_report *p, struct ek_doc_basis *basis, enum ek_figure_id id, int actor, int horizon, int year) {
  bool whole = id == EK_FIG_COST && p->r->study->settings.write_off == 0; /* the same at all horizons */
  const struct ek_figure *figure = ek_result_figure(p->r, id, actor, whole ? p->longest : horizon, year), *const *known = basis->figures.items;
  bool there = figure == NULL || figure->hidden || isnan(figure->value);
  for (size_t i = 0; i < basis->figures.n; i++) there |= known[i] == figure;
  if (!there) *(const struct ek_figure **)ek_list_push(p->arena, &basis->figures, sizeof figure) = figure;
  return basis;
}

struct ek_doc_cell ek_part_led(const struct ek_report *p, struct ek_doc_cell cell, enum ek_figure_id id, int actor, int horizon, int year) {
  return ek_doc_on(cell, ek_part_rests(p, ek_part_basis(p, NULL), id, actor, horizon, year));
}

void ek_part_made(const struct ek_report *p, struct ek_doc_table *table, const char *how) {
  table->basis = ek_part_basis(p, how);
  table->basis->table = true;
}

struct ek_doc_cell ek_part_paid_back(const struct ek_result *r, int actor) {
  bool any = false;
  for (size_t i = 0; i < r->n_horizons; i++) {
    any |= ek_result_value(r, EK_FIG_COST, actor, r->horizons[i]) != 0;
  }
  if (!any) return (struct ek_doc_cell){.kind = EK_CELL_NONE};
  return ek_doc_months(ek_result_value(r, EK_FIG_PAYBACK_MONTHS, actor, 0), 0);
}

const char *ek_part_actor(const struct ek_report *p, int actor) {
  const struct ek_actor *a = &p->model->actors[actor];
  return ek_label_text(a->label, a->name.text, p->lang);
}

const char *ek_part_actor_within(const struct ek_report *p, int actor) {
  return ek_say_within(p->arena, p->lang, ek_part_actor(p, actor), p->model->actors[actor].proper);
}

const char *ek_part_pool_within(const struct ek_report *p, int pool) {
  const struct ek_pool *k = &p->model->pools[pool];
  return ek_say_within(p->arena, p->lang, ek_label_text(k->label, k->name.text, p->lang), k->proper);
}

bool ek_part_bears_displaced(const struct ek_report *p, int actor) {
  const struct ek_quantity *displacement = p->r->study->correction[EK_DISPLACEMENT];
  if (actor < 0 || actor != p->model->displaced || displacement == NULL) return false;
  return ek_part_mean(p, displacement) > 0 &&
         ek_part_value(p, EK_FIG_BENEFIT, actor, p->middle) <= -0.5;
}

void ek_part_note_displaced(const struct ek_report *p, struct ek_doc_table *table) {
  int actor = p->model->displaced;
  if (!ek_part_bears_displaced(p, actor)) return;
  const char *name = p->lang == EK_SV ? ek_part_actor(p, actor) : ek_part_actor_within(p, actor);
  ek_doc_add_footnote(p->doc, table, EK_SAY(p, EK_W_F_DISPLACED, name));
}

/* A benefit that the rules give nobody here is no flow to speak of. */
static bool moves(const struct ek_report *p, const struct ek_line *line) {
  for (size_t d = 0; d < p->r->draws; d++) {
    if (line->price[d] != 0) return true;
  }
  return false;
}

bool ek_part_touched(const struct ek_report *p, int actor) {
  const struct ek_ledger *ledger = p->r->ledger;
  const struct ek_line *lines = ledger->lines.items;
  for (size_t i = 0; i < ledger->lines.n; i++) {
    if (!ek_ledger_within(ledger, lines[i].from, actor) && !ek_ledger_within(ledger, lines[i].to, actor)) continue;
    if (moves(p, &lines[i])) return true;
  }
  return false;
}

double ek_part_mean(const struct ek_report *p, const struct ek_quantity *quantity) {
  struct ek_env env = {.world = p->r->world};
  return ek_column_mean(ek_quantity_eval(quantity, &env), p->r->draws);
}

/* In the unit that the author wrote, where the value is one number; NaN: that number. */
static const char *in_written_unit(const struct ek_report *p, const char *text, double mean) {
  const char *unit_text;
  struct ek_number_error error;
  struct ek_unit_reading reading;
  struct ek_unit unit;
  double value;
  if (text == NULL || !ek_quantity_parse(p->arena, text, &value, &unit, &unit_text, &error)) {
    return NULL;
  }
  if (*unit_text == '\0' || !ek_unit_read(unit_text, true, &reading)) return NULL;
  if (isnan(mean)) mean = value;
  const char *number = ek_say_number(p->arena, p->lang, mean * reading.bottom / reading.top);
  bool close = *unit_text == '/' || (*unit_text == '%' && p->lang == EK_EN);
  return ek_sprintf(p->arena, "%s%s%s", number, close ? "" : "\u00A0",
                    ek_say_unit(p->arena, p->lang, unit_text));
}

static const char *amount_text(const struct ek_report *p, const struct ek_quantity *quantity,
                               double value, bool share) {
  if (share) return ek_say_share(p->arena, p->lang, value, 1);
  const char *written = in_written_unit(p, quantity->value != NULL ? quantity->value->text : NULL, value);
  return written != NULL ? written : ek_say_quantity(p->arena, p->lang, value, quantity->unit);
}

const char *ek_part_written(const struct ek_report *p, const char *text) {
  const char *written = in_written_unit(p, text, NAN);
  return written != NULL ? written : text;
}

const char *ek_part_quantity(const struct ek_report *p, const struct ek_quantity *quantity,
                             bool share) {
  return amount_text(p, quantity, ek_part_mean(p, quantity), share);
}

/* The middle 80 % of the distribution that stands for the value; false when there is none. */
static bool middle_of(const struct ek_report *p, const struct ek_value *value, double ends[2]) {
  struct ek_quantity *const *uncertain = p->r->study->uncertain.items;
  struct ek_dist_fit fit;
  const char *why;
  for (size_t i = 0; i < p->r->study->uncertain.n; i++) {
    if (uncertain[i]->value != value) continue;
    struct ek_dist_terms terms = ek_dist_terms_of(uncertain[i], p->r->world);
    if (!ek_dist_fit(&terms, &fit, &why)) return false;
    ends[0] = ek_dist_quantile(&terms, &fit, 0.1);
    ends[1] = ek_dist_quantile(&terms, &fit, 0.9);
    return true;
  }
  return false;
}

const char *ek_part_range(const struct ek_report *p, const struct ek_quantity *quantity,
                          const struct ek_value *value, bool share) {
  double ends[2];
  const struct ek_node *nodes[2] = {value->low, value->high};
  bool middle = value->low == NULL && value->dist.text != NULL;
  if (middle && !middle_of(p, value, ends)) return NULL;
  for (size_t i = 0; i < 2 && !middle; i++) {
    struct ek_unit unit;
    const char *unit_text;
    struct ek_number_error error;
    if (nodes[i] == NULL) return NULL;
    if (!ek_quantity_parse(p->arena, nodes[i]->text, &ends[i], &unit, &unit_text, &error)) return NULL;
  }
  return ek_sprintf(p->arena, "%s – %s", amount_text(p, quantity, ends[0], share),
                    amount_text(p, quantity, ends[1], share));
}

const char *ek_part_cite(struct ek_report *p, struct ek_origin origin) {
  origin = ek_model_origin(p->model, origin);
  if (origin.text == NULL) return NULL;
  struct ek_buffer text = {.arena = p->arena};
  ek_buffer_add(&text, origin.text);
  if (origin.url != NULL) ek_buffer_addf(&text, ", %s", origin.url);
  if (origin.retrieved != NULL) {
    ek_buffer_addf(&text, ", %s", EK_SAY(p, EK_W_RETRIEVED, origin.retrieved));
  }
  const char *const *known = p->sources.items;
  size_t at = 0;
  while (at < p->sources.n && strcmp(known[at], text.text) != 0) at++;
  if (at == p->sources.n) {
    *(const char **)ek_list_push(p->arena, &p->sources, sizeof text.text) = text.text;
  }
  return ek_sprintf(p->arena, "[%zu]", at + 1);
}

struct ek_scale ek_part_scale(double largest) {
  if (largest < 1e5) return (struct ek_scale){1, 0, EK_W_IN_ONES};
  if (largest < 1e9) return (struct ek_scale){1e3, 0, EK_W_IN_THOUSANDS};
  return (struct ek_scale){1e6, 1, EK_W_IN_MILLIONS};
}

const char *ek_part_scale_text(const struct ek_report *p, struct ek_scale scale) {
  return EK_SAY(p, scale.unit, EK_MONEY(p, EK_W_KRONOR));
}

struct ek_doc_cell ek_part_money(struct ek_scale scale, double kronor) {
  struct ek_doc_cell cell = ek_doc_number(kronor / scale.kronor, scale.decimals);
  cell.unit = scale.kronor;
  return cell;
}

const char *ek_part_kronor(const struct ek_report *p, double kronor) {
  const char *size = ek_say_money(p->arena, p->lang, p->model->currency, kronor);
  return kronor <= -0.5 ? EK_SAY(p, EK_W_S_MINUS, size) : size;
}

/* The number as it is shown, in units of its last decimal. */
static double shown(const struct ek_doc_cell *cell) {
  return cell->kind == EK_CELL_NUMBER ? round(cell->number * pow(10, cell->decimals)) : 0;
}

bool ek_part_differs(const struct ek_doc_cell *whole, const struct ek_doc_cell *const *parts,
                     size_t n) {
  double sum = 0;
  bool hidden = whole->kind == EK_CELL_TEXT;
  for (size_t i = 0; i < n; i++) {
    sum += shown(parts[i]);
    hidden |= parts[i]->kind == EK_CELL_TEXT;
  }
  return !hidden && shown(whole) != sum;
}

bool ek_part_tree_differs(const struct ek_report *p, struct ek_doc_row *const *row,
                          size_t columns) {
  const struct ek_model *m = p->model;
  const struct ek_doc_cell **parts = ek_alloc_array(p->arena, m->n_actors, sizeof *parts);
  for (size_t parent = 0; parent < m->n_actors; parent++) {
    for (size_t c = 0; row[parent] != NULL && c < columns; c++) {
      size_t n = 0;
      for (size_t a = 0; a < m->n_actors; a++) {
        if (m->actors[a].parent == (int)parent && row[a] != NULL) parts[n++] = &row[a]->cells[c];
      }
      if (n > 0 && ek_part_differs(&row[parent]->cells[c], parts, n)) return true;
    }
  }
  return false;
}
