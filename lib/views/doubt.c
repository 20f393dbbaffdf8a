/* What the spread of a simulation comes from, and what knowing would be worth: for society and those who pay. */
#include "uncertainty/doubt.h"

#include <math.h>

#include "views/parts.h"

/* What decides most of society's result first. */
static struct ek_part_size *ordered(const struct ek_report *p, const struct ek_doubt *d) {
  struct ek_part_size *order = ek_alloc_array(p->arena, d->n, sizeof *order);
  for (size_t i = 0; i < d->n; i++) {
    double share = d->of[i].share[p->society].variance;
    order[i] = (struct ek_part_size){i, isnan(share) ? 0 : share};
  }
  ek_part_largest_first(order, d->n);
  return order;
}

/* Is it not told how the actor's result is drawn, or what part of that who took part is? */
static bool untold(const struct ek_report *p, const struct ek_simulation *s, int actor) {
  return ek_simulation_at(s, EK_FIG_RESULT, actor, p->middle) < 0 && ek_result_figure(p->r, EK_FIG_RESULT, actor, p->middle, -1) != NULL;
}

static bool any_few(const struct ek_doubt *d, int actor) {
  bool any = false;
  for (size_t i = 0; i < d->n; i++) any |= d->of[i].share[actor].few;
  return any;
}

static void add_shares(struct ek_report *p, const struct ek_simulation *s, const struct ek_doubt *d, const struct ek_part_size *order, const int *actors, size_t n) {
  struct ek_doc_row *who = NULL;
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, ek_part_either(p, EK_W_D_DOUBT, EK_W_D_DOUBT_GROSS), ek_say_time_short(p->arena, p->lang, d->horizon)));
  ek_doc_add_column(p->doc, table, EK_SAID(p, EK_W_D_RANK), NULL, false);
  for (size_t k = 0; k < n; k++) ek_doc_add_column(p->doc, table, ek_part_actor(p, actors[k]), EK_SAID(p, ek_part_either(p, EK_W_D_DOUBT_OF, EK_W_D_DOUBT_OF_GROSS)), false);
  for (size_t i = 0; i < d->n; i++) {
    const struct ek_doubt_of *of = &d->of[order[i].of];
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, of->name), 0);
    double rank = of->share[p->society].rank;
    if (of->share[p->society].few || untold(p, s, p->society)) row->cells[0] = ek_part_masked(p, table);
    if (!isnan(rank)) row->cells[0] = ek_doc_text(p->doc, ek_number_show(p->arena, rank, 2, p->lang));
    for (size_t k = 0; k < n; k++) {
      double share = of->share[actors[k]].variance;
      if (!isnan(share)) row->cells[1 + k] = ek_doc_share(share, 0);
      if (of->share[actors[k]].few || untold(p, s, actors[k])) row->cells[1 + k] = ek_part_masked(p, table);
    }
  }
  for (size_t k = 0; k < n && d->persons != NULL; k++) {
    bool masked = untold(p, s, actors[k]) || any_few(d, actors[k]);
    if (isnan(d->persons[actors[k]]) && !masked) continue;
    if (who == NULL) who = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_D_WHO), 0);
    who->cells[1 + k] = masked ? ek_part_masked(p, table) : ek_doc_share(d->persons[actors[k]], 0);
  }
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_D_DOUBT));
  if (who != NULL) ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_D_WHO));
}

static struct ek_doc_cell known(struct ek_scale scale, double value) {
  return isnan(value) ? (struct ek_doc_cell){.kind = EK_CELL_NONE} : ek_part_money(scale, value);
}

static void add_knowing(struct ek_report *p, const struct ek_simulation *s, const struct ek_doubt *d, const struct ek_part_size *order, const int *actors, size_t n) {
  double most = 0;
  bool all_told = true;
  for (size_t k = 0; k < n; k++) most = fmax(most, d->knowing_all[actors[k]]);
  for (size_t k = 0; k < n; k++) all_told &= !untold(p, s, actors[k]);
  if (!(most > 0.5)) {
    if (all_told) ek_doc_add(p->doc, EK_DOC_PARAGRAPH, EK_SAID(p, EK_W_D_NOTHING), NULL);
    return;
  }
  struct ek_scale scale = ek_part_scale(most);
  struct ek_doc_table *table = ek_doc_add_table(p->doc, NULL, EK_SAY(p, EK_W_D_KNOWING, ek_say_time_short(p->arena, p->lang, d->horizon), ek_part_scale_text(p, scale)));
  for (size_t k = 0; k < n; k++) ek_doc_add_column(p->doc, table, ek_part_actor(p, actors[k]), NULL, false);
  for (size_t i = 0; i < d->n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(p->doc, table, ek_part_varied(p, d->of[order[i].of].name), 0);
    for (size_t k = 0; k < n; k++) {
      const struct ek_doubt_share *share = &d->of[order[i].of].share[actors[k]];
      row->cells[k] = share->few || untold(p, s, actors[k]) ? ek_part_masked(p, table) : known(scale, share->knowing);
    }
  }
  struct ek_doc_row *all = ek_doc_add_row(p->doc, table, EK_SAID(p, EK_W_D_ALL), 0);
  all->emphasis = true;
  for (size_t k = 0; k < n; k++) all->cells[k] = untold(p, s, actors[k]) ? ek_part_masked(p, table) : known(scale, d->knowing_all[actors[k]]);
  ek_doc_add_footnote(p->doc, table, EK_SAID(p, EK_W_F_D_KNOWING));
}

void ek_part_doubt(struct ek_report *p, const struct ek_simulation *s) {
  const struct ek_doubt *d = ek_doubt_make(s, &p->middle, 1);
  int actors[8];
  size_t n = ek_part_payers(p, actors);
  if (d->n == 0) return;
  const struct ek_part_size *order = ordered(p, d);
  add_shares(p, s, d, order, actors, n);
  add_knowing(p, s, d, order, actors, n);
}
