/* Estimated transitions as a document: what was counted, what follows from it, and how well it
 * fits what was seen. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "people/intake.h"
#include "views/changes.h"
#include "views/estimate.h"

#define Z 1.959963984540054 /* 97.5 % of a normal distribution */
#define WIDTH 24            /* of the figure's bars: with its table 80 columns */

struct shown {
  struct ek_document *doc;
  const struct ek_estimates *e;
  const struct ek_histories *h;
};

#define SAY(s, id, ...) ek_say((s)->doc->arena, (s)->doc->lang, id, __VA_ARGS__)
#define SAID(s, id) ek_word(id, (s)->doc->lang)

double ek_estimate_end(double value, double log_error, int which) { return value * exp(which * Z * log_error); }

static const char *state(const struct shown *s, size_t i) {
  const struct ek_item *item = s->h->items[i];
  return item != NULL ? ek_label_text(item->label, item->name.text, s->doc->lang) : ek_say_name(s->doc->arena, s->h->states[i]);
}

static const char *move(const struct shown *s, size_t k) {
  return SAY(s, EK_W_E_MOVE, state(s, s->h->from[k]), state(s, s->h->to[k]));
}

static const char *group(const struct shown *s, const char *label) {
  if (label == NULL) return NULL;
  if (strcmp(label, EK_SIDE_WITH) == 0) return SAID(s, EK_W_E_WITH);
  if (strcmp(label, EK_SIDE_WITHOUT) == 0) return SAID(s, EK_W_E_WITHOUT);
  return ek_say_name(s->doc->arena, label);
}

static struct ek_doc_cell masked(const struct shown *s, struct ek_doc_table *t) {
  if (t->footnotes.n == 0) ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_MASKED));
  return ek_doc_text(s->doc, SAID(s, EK_W_MASKED));
}

static void fact(const struct shown *s, struct ek_doc_table *t, enum ek_word label, const char *text) {
  ek_doc_add_row(s->doc, t, SAID(s, label), 0)->cells[0] = ek_doc_text(s->doc, text);
}

static const char *number(const struct shown *s, double value, int decimals) {
  return ek_number_show(s->doc->arena, value, decimals, s->doc->lang);
}

static int form(const struct shown *s) { return s->h->study->estimate.source.form; }

/* --- what was read and how it went ------------------------------------------------------- */

static void add_file(const struct shown *s) {
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, NULL);
  ek_doc_add_column(s->doc, t, "", NULL, true);
  fact(s, t, EK_W_E_FORM, SAID(s, form(s) == EK_FORM_PANEL ? EK_W_E_FORM_PANEL : form(s) == EK_FORM_HISTORY ? EK_W_E_FORM_SPELLS : EK_W_E_FORM_COUNTS));
  fact(s, t, EK_W_E_PERSONS, number(s, (double)s->h->persons, 0));
  fact(s, t, EK_W_E_LOOKS, number(s, (double)s->h->looks, 0));
  fact(s, t, form(s) == EK_FORM_HISTORY ? EK_W_E_EXCLUDED_PERSONS : EK_W_E_EXCLUDED, number(s, (double)s->h->file.excluded, 0));
}

static void add_fit(const struct shown *s, const struct ek_fitted *f) {
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, NULL);
  bool counts = form(s) == EK_FORM_COUNTS;
  double loglik = counts ? f->counted.loglik : f->fit.loglik;
  ek_doc_add_column(s->doc, t, "", NULL, true);
  fact(s, t, EK_W_E_PERSONS, number(s, (double)f->persons, 0));
  if (!counts) fact(s, t, EK_W_E_YEARS, number(s, f->years, 1));
  if (!ek_estimates_hide_loglik(s->h, f)) {
    fact(s, t, EK_W_E_LOGLIK, number(s, loglik, 4));
    fact(s, t, EK_W_E_MINUS2, number(s, -2 * loglik, 4));
  }
  if (counts) return;
  fact(s, t, EK_W_E_PARAMETERS, number(s, (double)f->fit.n, 0));
  fact(s, t, EK_W_E_CONVERGED, SAY(s, EK_W_E_STEPS, number(s, f->fit.iterations, 0)));
  if (f->pearson.cells == 0) return;
  fact(s, t, EK_W_E_PEARSON, SAY(s, EK_W_E_PEARSON_OF, number(s, f->pearson.statistic, 1), number(s, (double)f->pearson.cells, 0), number(s, (double)f->pearson.free, 0)));
}

/* From where to where, with sums. */
static void add_moves(const struct shown *s, const struct ek_fitted *f) {
  size_t n = s->h->n_states;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, SAID(s, EK_W_E_MOVES), NULL);
  for (size_t k = 0; k <= n; k++) ek_doc_add_column(s->doc, t, k < n ? state(s, k) : SAID(s, EK_W_O_ALL), k < n ? SAID(s, EK_W_E_TO) : NULL, false);
  for (size_t i = 0; i <= n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, i < n ? state(s, i) : SAID(s, EK_W_O_ALL), 0);
    row->emphasis = row->rule_above = i == n;
    for (size_t k = 0; k <= n; k++) {
      double sum = 0;
      for (size_t a = i < n ? i : 0; a < (i < n ? i + 1 : n); a++) {
        for (size_t b = k < n ? k : 0; b < (k < n ? k + 1 : n); b++) sum += f->count[a * n + b];
      }
      row->cells[k] = f->masked[i * (n + 1) + k] ? masked(s, t) : ek_doc_number(sum, 0);
    }
  }
  ek_doc_add_footnote(s->doc, t, SAID(s, form(s) == EK_FORM_PANEL ? EK_W_F_E_MOVES : form(s) == EK_FORM_HISTORY ? EK_W_F_E_SPELLS : EK_W_F_E_COUNTS));
  double prior = s->h->study->estimate.pseudo_count;
  if (prior > 0) ek_doc_add_footnote(s->doc, t, SAY(s, form(s) == EK_FORM_COUNTS ? EK_W_F_E_PRIOR : EK_W_F_E_PRIOR_SPELLS, ek_say_number(s->doc->arena, s->doc->lang, prior)));
}

/* --- intensities, ratios, probabilities -------------------------------------------------- */

static struct ek_doc_table *interval_table(const struct shown *s, enum ek_word title, enum ek_word value, const char *who) {
  const char *text = who != NULL ? ek_sprintf(s->doc->arena, "%s – %s", SAID(s, title), who) : SAID(s, title);
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, text);
  ek_doc_add_column(s->doc, t, SAID(s, value), NULL, false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_LOW), SAID(s, EK_W_E_INTERVAL), false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_HIGH), SAID(s, EK_W_E_INTERVAL), false);
  return t;
}

static void add_interval(const struct shown *s, struct ek_doc_table *t, const char *label, int level, bool hidden, double value, double log_error, int decimals) {
  struct ek_doc_row *row = ek_doc_add_row(s->doc, t, label, level);
  row->cells[0] = hidden ? masked(s, t) : ek_doc_number(value, decimals);
  for (int end = -1; end <= 1; end += 2) {
    row->cells[end < 0 ? 1 : 2] = hidden ? ek_doc_text(s->doc, "") : ek_doc_number(ek_estimate_end(value, log_error, end), decimals);
  }
}

/* Is anything besides `side` held at its mean? */
static bool at_means(const struct shown *s) {
  for (size_t i = 0; i < s->h->n_factors; i++) if (strcmp(s->h->factors[i].name, "side") != 0) return true;
  return false;
}

static void add_rates(const struct shown *s, const struct ek_prospect *p) {
  struct ek_doc_table *t = interval_table(s, EK_W_E_RATES, EK_W_E_RATE, group(s, p->label));
  size_t n = s->h->n_states;
  for (size_t k = 0; k < s->h->n_moves; k++) {
    add_interval(s, t, move(s, k), 0, p->hidden[k], p->q[s->h->from[k] * n + s->h->to[k]], p->se[k], 3);
  }
  if (at_means(s)) ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_E_MEANS));
}

static const char *category(const struct shown *s, const struct ek_factor *factor, const char *word) {
  if (strcmp(factor->name, "side") != 0) return ek_say_category(factor->name, word, s->doc->lang);
  return SAID(s, strcmp(word, EK_SIDE_WITH) == 0 ? EK_W_E_SIDE_WITH : EK_W_E_SIDE_WITHOUT);
}

static void add_ratios(const struct shown *s, const struct ek_fitted *f) {
  const struct ek_histories *h = s->h;
  if (h->covariates == 0) return;
  struct ek_doc_table *t = interval_table(s, EK_W_E_RATIOS, EK_W_E_RATIO, NULL);
  for (size_t c = 0; c < h->covariates; c++) {
    const char *word;
    const struct ek_factor *factor = ek_estimates_factor(h, c, &word);
    const char *name = strcmp(factor->name, "side") == 0 ? SAID(s, EK_W_E_SIDE) : ek_say_variable(s->doc->arena, factor->name, s->doc->lang);
    ek_doc_add_row(s->doc, t, SAY(s, EK_W_E_AGAINST, name, category(s, factor, word), category(s, factor, factor->words[0])), 0);
    bool all = true; /* one ratio of all moves rests on all of them */
    for (size_t k = 0; k < h->n_moves; k++) all &= f->ratio_hidden[c * h->n_moves + k];
    for (size_t k = 0; k < (f->rates.common ? 1 : h->n_moves); k++) {
      size_t at = ek_rates_ratio(&f->rates, c, k);
      bool hide = f->rates.common ? all : f->ratio_hidden[c * h->n_moves + k];
      add_interval(s, t, f->rates.common ? SAID(s, EK_W_E_ALL_MOVES) : move(s, k), 1, hide, exp(f->fit.theta[at]), f->fit.se[at], 2);
    }
  }
}

/* "en månad", "7 dagar". */
static const char *cycle(const struct shown *s) {
  double months = 12 * s->h->study->estimate.cycle_years, days = EK_DAYS_OF_YEAR * s->h->study->estimate.cycle_years;
  if (fabs(months - round(months)) < 1e-9) return ek_say_time(s->doc->arena, s->doc->lang, (int)lround(months));
  if (fabs(days - 1) < 1e-9) return SAID(s, EK_W_E_DAY);
  return SAY(s, EK_W_E_DAYS, ek_say_number(s->doc->arena, s->doc->lang, days));
}

static void add_cycle(const struct shown *s, const struct ek_prospect *p) {
  size_t n = s->h->n_states;
  const char *title = SAY(s, EK_W_E_CYCLE, cycle(s)), *who = group(s, p->label);
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, who != NULL ? ek_sprintf(s->doc->arena, "%s – %s", title, who) : title);
  for (size_t k = 0; k < n; k++) ek_doc_add_column(s->doc, t, state(s, k), SAID(s, EK_W_E_TO), false);
  for (size_t i = 0; i < n; i++) {
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, state(s, i), 0);
    for (size_t k = 0; k < n; k++) row->cells[k] = ek_doc_share(p->cycle[i * n + k], 1);
  }
}

/* Of counts: each share with its interval. */
static void add_shares(const struct shown *s, const struct ek_fitted *f, const struct ek_prospect *p) {
  size_t n = s->h->n_states;
  struct ek_doc_table *t = interval_table(s, EK_W_E_MOVES, EK_W_E_SHARE, group(s, p->label));
  for (size_t i = 0; i < n * n; i++) {
    bool hidden = ek_estimates_hide_share(f, n, i / n, i % n);
    if (!(f->counted.alpha[i] > 0) && !hidden) continue;
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, SAY(s, EK_W_E_MOVE, state(s, i / n), state(s, i % n)), 0);
    row->cells[0] = hidden ? masked(s, t) : ek_doc_share(f->counted.p[i], 1);
    row->cells[1] = hidden ? ek_doc_text(s->doc, "") : ek_doc_share(f->counted.low[i], 1);
    row->cells[2] = hidden ? ek_doc_text(s->doc, "") : ek_doc_share(f->counted.high[i], 1);
  }
}

static void add_stays(const struct shown *s, const struct ek_prospect *p) {
  struct ek_doc_table *t = interval_table(s, EK_W_E_STAYS, EK_W_E_MONTHS, group(s, p->label));
  for (size_t i = 0; i < s->h->n_states; i++) {
    bool hidden = false;
    if (!isfinite(p->stay[i])) continue;
    for (size_t k = 0; k < s->h->n_moves; k++) hidden |= s->h->from[k] == i && p->hidden[k];
    add_interval(s, t, state(s, i), 0, hidden, 12 * p->stay[i], p->stay_se[i] / p->stay[i], 1);
  }
}

/* --- goodness of fit --------------------------------------------------------------------- */

/* "======|===": a bar of what was seen, and a mark at what is expected. */
static const char *bar(const struct shown *s, double seen, double expected) {
  char text[WIDTH + 2] = {0};
  int length = (int)lround(seen * WIDTH), mark = (int)lround(expected * WIDTH);
  for (int i = 0; i <= WIDTH; i++) text[i] = i == mark ? '|' : i < length ? '=' : ' ';
  size_t end = WIDTH + 1;
  while (end > 0 && text[end - 1] == ' ') text[--end] = '\0';
  return ek_strdup(s->doc->arena, text);
}

static void add_prevalence(const struct shown *s, const struct ek_fitted *f) {
  const struct ek_prevalence *p = &f->prevalence;
  size_t n = s->h->n_states;
  bool hidden = ek_estimates_hide_any(f); /* what is expected tells the intensities */
  if (p->n < 2) return;
  struct ek_doc_table *t = ek_doc_add_table(s->doc, NULL, SAID(s, EK_W_E_FIT));
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_PERSONS), NULL, false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_SEEN), NULL, false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_EXPECTED), NULL, false);
  ek_doc_add_column(s->doc, t, SAID(s, EK_W_E_FIGURE), NULL, true);
  for (size_t i = 0; i < n; i++) {
    ek_doc_add_row(s->doc, t, state(s, i), 0);
    for (size_t k = 0; k < p->n; k++) {
      int months = (int)lround(p->days[k] / EK_DAYS_OF_YEAR * 12);
      struct ek_doc_row *row = ek_doc_add_row(s->doc, t, ek_say_time_short(s->doc->arena, s->doc->lang, months), 1);
      double persons = p->persons[k], seen = p->seen[k * n + i] / persons, expected = p->expected[k * n + i] / persons;
      row->cells[0] = ek_doc_number(persons, 0);
      row->cells[2] = hidden ? masked(s, t) : ek_doc_share(expected, 1);
      row->cells[1] = p->masked[k * n + i] ? masked(s, t) : ek_doc_share(seen, 1);
      if (!p->masked[k * n + i] && !hidden) row->cells[3] = ek_doc_text(s->doc, bar(s, seen, expected));
    }
  }
  ek_doc_add_footnote(s->doc, t, SAID(s, EK_W_F_E_FIT));
}

static void add_prospect(const struct shown *s, const struct ek_fitted *f, const struct ek_prospect *p) {
  if (p->q != NULL) add_rates(s, p);
  if (p->q == NULL) add_shares(s, f, p);
  if (p->any_hidden) ek_doc_add(s->doc, EK_DOC_NOTE, SAID(s, EK_W_E_NOT_SHOWN), NULL);
  else add_cycle(s, p);
  if (p->q != NULL) add_stays(s, p);
}

void ek_estimate_document(const struct ek_estimates *e, struct ek_document *doc) {
  struct shown s = {.doc = doc, .e = e, .h = e->histories};
  ek_doc_add(doc, EK_DOC_TITLE, s.h->study->title, s.h->study->organisation);
  ek_doc_add_changes(doc, s.h->study, doc->lang);
  ek_doc_add(doc, EK_DOC_HEADING, SAY(&s, EK_W_E_HEADING, s.h->file.name), NULL);
  add_file(&s);
  for (size_t g = 0; g < e->n; g++) {
    const struct ek_fitted *f = &e->fits[g];
    if (f->label != NULL) ek_doc_add(doc, EK_DOC_HEADING, group(&s, f->label), NULL);
    add_fit(&s, f);
    add_moves(&s, f);
    add_ratios(&s, f);
    for (size_t i = 0; i < f->n_prospects; i++) add_prospect(&s, f, &f->prospects[i]);
    add_prevalence(&s, f);
  }
}
