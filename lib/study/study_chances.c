/* Matrices of a cohort made ready: each group's chances in each alternative, cell by cell what the
 * alternative says or what it is based on. */
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "study/cohort_parts.h"

struct chances {
  struct ek_compiler *c;
  struct ek_cohort *k;
  bool *done, *busy; /* [alternatives] */
  bool baseless;     /* the one at hand is based on what there is not, which is told */
};

static size_t index_of(const struct ek_cohort *k, size_t g, size_t a) { return g * k->n_alternatives + a; }

/* ---- one chance ---- */

static bool said(const struct ek_value *value) { return value->text != NULL || value->dist.text != NULL; }

/* "2 cycles", or a length of time. */
static void take_first(struct ek_compiler *c, struct ek_chance *chance) {
  const char *text = chance->for_text.text;
  struct ek_number_error error;
  double n;
  if (text == NULL) return;
  size_t used = ek_number_scan(c->arena, text, true, &n, &error);
  const char *rest = text + used;
  while (*rest == ' ') rest++;
  static const char *const words[] = {"cycle", "cycles", "cykel", "cykler", ""};
  for (size_t i = 0; used > 0 && i < sizeof words / sizeof *words; i++) {
    if (!ek_text_same(rest, words[i])) continue;
    if (n >= 1 && n < 1e6 && n == (int)n) chance->first_cycles = (int)n;
    else ek_error(c->diags, chance->for_text.pos, "write 2 cycles", "'%s' is not a number of cycles", text);
    return;
  }
  struct ek_span span;
  if (ek_study_span(c, &chance->for_text, &span)) chance->first_years = span.years;
}

static void compile_chance(struct ek_compiler *c, struct ek_chance *chance) {
  const struct ek_value *p = &chance->probability;
  chance->rest = p->text != NULL && ek_text_same(p->text, "rest");
  if (!chance->rest) chance->q_probability = ek_study_clocked(c, p);
  chance->q_rate = ek_study_clocked(c, &chance->rate);
  chance->q_count = ek_study_quantity(c, &chance->count);
  chance->q_shape = ek_study_quantity(c, &chance->shape);
  chance->q_scale = ek_study_quantity(c, &chance->scale);
  chance->q_relative_risk = ek_study_clocked(c, &chance->relative_risk);
  chance->q_hazard_ratio = ek_study_clocked(c, &chance->hazard_ratio);
  chance->q_odds_ratio = ek_study_clocked(c, &chance->odds_ratio);
  chance->q_cap = ek_study_clocked(c, &chance->cap);
  if (chance->per.text != NULL) ek_study_span(c, &chance->per, &chance->over);
  take_first(c, chance);
  int ways = said(p) + said(&chance->rate) + said(&chance->count) + (chance->hazard != EK_HAZARD_NONE);
  int ratios = said(&chance->relative_risk) + said(&chance->hazard_ratio) + said(&chance->odds_ratio);
  bool silent = ways == 0 && ratios == 0;
  chance->written = ways > 0 || silent; /* which is told once */
  if (ways > 1) {
    ek_error(c->diags, chance->pos, "keep one of probability, rate, hazard and count", "the chance is said in more than one way");
  } else if (silent) {
    ek_error(c->diags, chance->pos, "write 1.2 %, {rate: 0.15/year} or {relative_risk: 0.5}", "the chance is not said");
  }
  if (chance->hazard > EK_HAZARD_EXPONENTIAL && chance->clock == EK_CLOCK_CALENDAR) {
    ek_error(c->diags, chance->pos, "write clock: years, age or in_state", "a hazard does not go by the calendar year");
  }
  if (ratios > 1) ek_error(c->diags, chance->pos, "keep one of them", "the chance has more than one ratio");
  if (chance->rest && ratios > 0) ek_error(c->diags, chance->pos, "put it on another cell of the row", "what is left of a row cannot have a ratio");
  if (chance->per.text != NULL && (!said(p) || chance->rest)) {
    ek_error(c->diags, chance->per.pos, NULL, "`per` is the time of a probability, and there is none");
  }
  if (chance->hazard != EK_HAZARD_NONE && !said(&chance->scale)) {
    ek_error(c->diags, chance->pos, "write scale: 4.5 years", "the hazard has no scale");
  }
  bool shaped = chance->hazard > EK_HAZARD_EXPONENTIAL;
  if (shaped != said(&chance->shape)) {
    ek_error(c->diags, chance->pos, shaped ? "write shape: 1.2" : "take it away",
             shaped ? "the hazard has no shape" : "there is a shape and no hazard that has one");
  }
  if (ratios == 0 && !silent && (chance->for_text.text != NULL || said(&chance->cap))) {
    ek_error(c->diags, chance->pos, "add relative_risk, hazard_ratio or odds_ratio", "there is no ratio that could end or be capped");
  }
}

static void compile_rows(struct ek_compiler *c, struct ek_list *matrix) {
  struct ek_named_records *rows = matrix->items;
  for (size_t i = 0; i < matrix->n; i++) {
    struct ek_chance *cells = rows[i].records.items;
    for (size_t j = 0; j < rows[i].records.n; j++) {
      compile_chance(c, &cells[j]);
      cells[j].row = &rows[i].records;
    }
  }
}

/* ---- a matrix ---- */

/* Lays written cells over those that are there. */
static void lay(struct chances *m, const struct ek_list *matrix, const struct ek_chance **out) {
  const struct ek_named_records *rows = matrix->items;
  for (size_t i = 0; i < matrix->n; i++) {
    int from = ek_cohort_state_at(m->k, rows[i].name.text);
    struct ek_chance *cells = rows[i].records.items;
    for (size_t j = 0; j < rows[i].records.n; j++) {
      int to = ek_cohort_state_at(m->k, cells[j].to.text);
      const struct ek_chance **at = &out[(size_t)from * m->k->n_states + (size_t)to];
      if (!cells[j].written) {
        struct ek_chance *own = ek_alloc(m->c->arena, sizeof *own); /* a group may have another base */
        *own = cells[j];
        own->base = *at;
        if (*at == NULL && m->baseless) continue;
        if (*at == NULL || (*at)->rest) {
          ek_error(m->c->diags, cells[j].pos, *at == NULL ? "write the chance itself, or based_on: …" : "put it on the other cells of the row",
                   *at == NULL ? "there is no chance from '%s' to '%s' for the ratio to bear on" : "the chance from '%s' to '%s' is what is left of its row",
                   rows[i].name.text, cells[j].to.text);
          continue;
        }
        *at = own;
      } else {
        *at = &cells[j];
      }
    }
  }
}

static const struct ek_chance *bottom(const struct ek_chance *chance) {
  while (chance != NULL && chance->base != NULL) chance = chance->base;
  return chance;
}

static bool is_rate(const struct ek_chance *chance) {
  return said(&chance->rate) || chance->hazard != EK_HAZARD_NONE;
}

/* Ratios of probabilities, and caps of them, do not say what becomes of a rate. */
static void check_ratios(struct chances *m, const struct ek_chance *chance) {
  for (; chance != NULL; chance = chance->base) {
    if (said(&chance->relative_risk) || said(&chance->odds_ratio)) {
      ek_error(m->c->diags, chance->pos, "write hazard_ratio", "%s is of a probability, and the chance is a rate", said(&chance->odds_ratio) ? "an odds ratio" : "a relative risk");
    } else if (said(&chance->cap)) {
      ek_error(m->c->diags, chance->pos, "take `cap` away", "a rate needs no cap: whatever it is, its probability is below 100 %%");
    }
  }
}

/* Two rests, or chances of kinds that do not mix in a row. */
static void check_row(struct chances *m, const struct ek_chance *const *row, size_t s, bool continuous) {
  const struct ek_chance *rest = NULL, *rate = NULL, *count = NULL, *plain = NULL;
  for (size_t t = 0; t < m->k->n_states; t++) {
    const struct ek_chance *chance = bottom(row[t]);
    if (chance == NULL) continue;
    if (chance->rest && rest != NULL) {
      ek_error(m->c->diags, chance->pos, "only one cell can be what the others leave", "the row '%s' has two `rest`", m->k->states[s].text);
    }
    if (chance->rest) rest = chance;
    else if (is_rate(chance)) rate = chance;
    else if (said(&chance->count)) count = chance;
    else plain = chance;
    if (!chance->rest && is_rate(chance)) check_ratios(m, row[t]);
    if (continuous && t == s && !chance->rest) {
      ek_error(m->c->diags, chance->pos, "leave it out: who does not leave stays", "the row '%s' has an intensity from itself to itself", m->k->states[s].text);
    }
  }
  if (rate != NULL && (plain != NULL || count != NULL)) {
    const struct ek_chance *other = plain != NULL ? plain : count;
    ek_error(m->c->diags, other->pos, "say all as rates; or all as probabilities: of 0.2/year in a month 1 - exp(-0.2/year * 1 month)",
             "the row '%s' has both rates, which compete, and probabilities", m->k->states[s].text);
  }
  if (count != NULL && (plain != NULL || (rest != NULL && rest->row == count->row))) {
    ek_error(m->c->diags, (plain != NULL ? plain : rest)->pos, "count those who stayed too: {försörjningsstöd: {count: 26}}",
             "the row '%s' has both counts and other chances", m->k->states[s].text);
  }
  if (continuous && (plain != NULL || count != NULL)) {
    ek_error(m->c->diags, (plain != NULL ? plain : count)->pos, "write {rate: 0.15/year}", "intensities are rates");
  }
}

static void compile_mortality(struct chances *m, struct ek_mortality *d) {
  struct ek_compiler *c = m->c;
  const struct ek_named_value *v = d->hazard_ratio.items;
  d->q_probability = ek_study_clocked(c, &d->probability);
  d->q_rate = ek_study_clocked(c, &d->rate);
  d->state = ek_study_state_at(c, &d->to);
  d->ratio = ek_alloc_array(c->arena, m->k->n_states, sizeof *d->ratio);
  if (said(&d->probability) == said(&d->rate)) {
    ek_error(c->diags, d->pos, "write rate: dödstal, or probability: 0.2 %", "mortality has %s", said(&d->rate) ? "both a rate and a probability" : "neither a rate nor a probability");
  }
  for (size_t i = 0; i < d->hazard_ratio.n; i++) {
    int s = ek_study_state_at(c, &v[i].name);
    if (s >= 0) d->ratio[s] = ek_study_clocked(c, &v[i].value);
  }
}

static const struct ek_group_matrix *group_of(const struct ek_alternative *a, const char *group) {
  const struct ek_group_matrix *g = a->groups.items;
  for (size_t i = 0; group != NULL && i < a->groups.n; i++) if (ek_text_same(g[i].group.text, group)) return &g[i];
  return NULL;
}

static void check_groups(struct chances *m, const struct ek_alternative *a) {
  const struct ek_group_matrix *g = a->groups.items;
  for (size_t i = 0; i < a->groups.n; i++) {
    bool known = false;
    for (size_t j = 0; j < m->k->n_groups; j++) known |= m->k->groups[j].name.text != NULL && ek_text_same(m->k->groups[j].name.text, g[i].group.text);
    if (!known) ek_error(m->c->diags, g[i].group.pos, "groups are named under outcomes.groups", "the cohort has no group '%s'", g[i].group.text);
  }
}

static void make(struct chances *m, size_t a);

/* What an alternative is based on; -1: nothing. */
static int base_of(struct chances *m, size_t a) {
  const struct ek_alternative *alternative = &m->k->alternatives[a];
  if (alternative->based_on.text == NULL) return -1;
  int base = ek_cohort_alternative_at(m->k, alternative->based_on.text);
  if (base < 0) {
    const char **words = ek_alloc_array(m->c->arena, m->k->n_alternatives, sizeof *words);
    for (size_t i = 0; i < m->k->n_alternatives; i++) words[i] = m->k->alternatives[i].name.text;
    ek_error(m->c->diags, alternative->based_on.pos, ek_study_near(m->c, alternative->based_on.text, words, m->k->n_alternatives),
             "there is no alternative '%s'", alternative->based_on.text);
    return -1;
  }
  if (m->busy[base]) {
    ek_error(m->c->diags, alternative->based_on.pos, NULL, "'%s' is based on itself", alternative->name.text);
    return -1;
  }
  make(m, (size_t)base);
  return base;
}

static void take_span(struct chances *m, size_t a, int base) {
  struct ek_alternative *alternative = &m->k->alternatives[a];
  struct ek_span *span = &m->k->matrix_span[a];
  *span = base >= 0 ? m->k->matrix_span[base] : m->k->cycle;
  m->k->continuous[a] = base >= 0 ? m->k->continuous[base] : alternative->intensities.n > 0;
  if (alternative->matrix_cycle.text != NULL) ek_study_span(m->c, &alternative->matrix_cycle, span);
  if (alternative->matrix_cycle.text != NULL && span->years < m->k->cycle.years - 1e-12) {
    ek_error(m->c->diags, alternative->matrix_cycle.pos, "choose a cycle as short as the shortest matrix", "the matrix is of a shorter time than the cycle");
  }
  if (alternative->intensities.n > 0 && (alternative->matrix.n > 0 || !m->k->continuous[a])) {
    ek_error(m->c->diags, alternative->name.pos, "keep one of them", "'%s' has both a matrix and intensities", alternative->name.text);
  }
  if (m->k->continuous[a] && alternative->matrix_cycle.text != NULL) {
    ek_error(m->c->diags, alternative->matrix_cycle.pos, "take it away", "intensities are of no length of time");
  }
}

static void make_group(struct chances *m, size_t g, size_t a, int base) {
  struct ek_cohort *k = m->k;
  struct ek_alternative *alternative = &k->alternatives[a];
  size_t n = k->n_states * k->n_states;
  const struct ek_chance **out = ek_alloc_array(m->c->arena, n, sizeof *out);
  const struct ek_group_matrix *own = group_of(alternative, k->groups[g].name.text);
  if (base >= 0) memcpy(out, k->chance[index_of(k, g, (size_t)base)], n * sizeof *out);
  lay(m, &alternative->matrix, out);
  lay(m, &alternative->intensities, out);
  if (own != NULL) lay(m, &own->matrix, out);
  k->chance[index_of(k, g, a)] = out;
  const struct ek_mortality **d = &k->mortality[index_of(k, g, a)];
  if (base >= 0) *d = k->mortality[index_of(k, g, (size_t)base)];
  if (alternative->mortality.present) *d = &alternative->mortality;
  if (own != NULL && own->mortality.present) *d = &own->mortality;
  for (size_t s = 0; s < k->n_states; s++) check_row(m, out + s * k->n_states, s, k->continuous[a]);
}

static void make(struct chances *m, size_t a) {
  struct ek_alternative *alternative = &m->k->alternatives[a];
  if (m->done[a]) return;
  m->busy[a] = true;
  struct ek_group_matrix *groups = alternative->groups.items;
  compile_rows(m->c, &alternative->matrix);
  compile_rows(m->c, &alternative->intensities);
  if (alternative->mortality.present) compile_mortality(m, &alternative->mortality);
  for (size_t i = 0; i < alternative->groups.n; i++) {
    compile_rows(m->c, &groups[i].matrix);
    if (groups[i].mortality.present) compile_mortality(m, &groups[i].mortality);
  }
  check_groups(m, alternative);
  int base = base_of(m, a);
  m->baseless = base < 0 && alternative->based_on.text != NULL;
  take_span(m, a, base);
  for (size_t g = 0; g < m->k->n_groups; g++) make_group(m, g, a, base);
  m->busy[a] = false;
  m->done[a] = true;
}

/* ---- states that nobody comes to ---- */

static bool step_on(const struct ek_cohort *k, size_t index, bool *reached) {
  bool more = false;
  const struct ek_mortality *d = k->mortality[index];
  for (size_t s = 0; s < k->n_states; s++) {
    if (!reached[s]) continue;
    for (size_t t = 0; t < k->n_states; t++) {
      bool way = k->chance[index][s * k->n_states + t] != NULL || (d != NULL && d->state == (int)t);
      if (!way || reached[t]) continue;
      reached[t] = more = true;
    }
  }
  return more;
}

static void warn_unreachable(struct chances *m) {
  struct ek_cohort *k = m->k;
  bool *any = ek_alloc_array(m->c->arena, k->n_states, sizeof *any);
  for (size_t g = 0; g < k->n_groups; g++) {
    for (size_t a = 0; a < k->n_alternatives; a++) {
      bool *reached = ek_alloc_array(m->c->arena, k->n_states, sizeof *reached);
      for (size_t s = 0; s < k->n_states; s++) reached[s] = k->start[g][s] != NULL;
      while (step_on(k, index_of(k, g, a), reached)) continue;
      for (size_t s = 0; s < k->n_states; s++) any[s] |= reached[s];
    }
  }
  for (size_t s = 0; s < k->n_states; s++) {
    if (any[s]) continue;
    ek_warning(m->c->diags, k->states[s].pos, "nobody starts in it, and no chance leads to it",
               "the state '%s' is never reached", k->states[s].text);
  }
}

void ek_study_compile_chances(struct ek_compiler *c) {
  struct ek_cohort *k = &c->study->outcomes.cohort;
  size_t n = k->n_groups * k->n_alternatives;
  struct chances m = {c, k, ek_alloc_array(c->arena, k->n_alternatives, sizeof(bool)),
                      ek_alloc_array(c->arena, k->n_alternatives, sizeof(bool)), false};
  k->chance = ek_alloc_array(c->arena, n, sizeof *k->chance);
  k->mortality = ek_alloc_array(c->arena, n, sizeof *k->mortality);
  k->matrix_span = ek_alloc_array(c->arena, k->n_alternatives, sizeof *k->matrix_span);
  k->continuous = ek_alloc_array(c->arena, k->n_alternatives, sizeof *k->continuous);
  for (size_t a = 0; a < k->n_alternatives; a++) make(&m, a);
  bool counted = c->study->participants.followup.file.text != NULL; /* where they start is not known yet */
  if (ek_diags_errors(c->diags) == 0 && !counted) warn_unreachable(&m);
}
