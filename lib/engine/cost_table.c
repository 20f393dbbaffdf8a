/* Sums the cost lines of the ledger by who paid and for what, so that a report
 * can show them without adding anything itself. */
#include "engine/cost_table.h"

#include <math.h>

#include "base/text.h"

static double line_amount(const struct ek_ledger *ledger, const struct ek_line *line) {
  double sum = 0;
  for (size_t m = 0; m < ledger->months; m++) {
    for (size_t d = 0; d < ledger->draws; d++) {
      sum += line->price[d] * ek_line_quantity(line, m, d);
    }
  }
  return sum * ek_line_month_factor(line) / (double)ledger->draws;
}

static struct ek_cost_row *row_of(struct ek_cost_table *table, struct ek_cost_row key) {
  for (size_t i = 0; i < table->n; i++) {
    struct ek_cost_row *row = &table->rows[i];
    if (row->payer == key.payer && row->pool == key.pool && row->receiver == key.receiver &&
        ek_text_same(row->kind, key.kind)) {
      return row;
    }
  }
  table->rows[table->n] = key;
  return &table->rows[table->n++];
}

/* Adds the lines that `account` paid. */
static void add_payer(struct ek_cost_table *table, const struct ek_ledger *ledger, int account) {
  const struct ek_line *lines = ledger->lines.items;
  double paid = 0;
  for (size_t i = 0; i < ledger->lines.n; i++) {
    const struct ek_cost *cost = lines[i].cost;
    if (lines[i].side != EK_SIDE_COST || cost == NULL || lines[i].from != account) continue;
    double amount = line_amount(ledger, &lines[i]);
    if (amount == 0) continue;
    const char *kind = cost->category != NULL ? cost->category : cost->name.text;
    row_of(table, (struct ek_cost_row){.payer = account, .pool = cost->pool,
                                       .receiver = lines[i].to, .kind = kind})->amount += amount;
    paid += amount;
  }
  if (paid == 0) return;
  table->payers[table->n_payers++] = (struct ek_cost_payer){.account = account, .amount = paid};
  if (ledger->model->actors[account].outside) table->outside += paid;
  else table->inside += paid;
}

const struct ek_cost_table *ek_cost_table(const struct ek_result *result) {
  const struct ek_ledger *ledger = result->ledger;
  struct ek_cost_table *table = ek_alloc(result->arena, sizeof *table);
  table->rows = ek_alloc_array(result->arena, ledger->lines.n, sizeof *table->rows);
  table->payers = ek_alloc_array(result->arena, result->model->n_actors, sizeof *table->payers);
  for (size_t a = 0; a < result->model->n_actors; a++) add_payer(table, ledger, (int)a);
  table->total = table->inside + table->outside;
  for (size_t i = 0; i < table->n_payers; i++) {
    table->payers[i].share = table->total != 0 ? table->payers[i].amount / table->total : NAN;
  }
  return table;
}
