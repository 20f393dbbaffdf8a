/* Estimates as YAML: what stands in a study under `joint` and `outcomes`. Numbers have six or nine
 * decimals, since three could be read in two ways. */
#include <math.h>
#include <string.h>

#include "people/intake.h"
#include "views/estimate.h"

struct writer {
  struct ek_buffer *out;
  const struct ek_estimates *e;
  const struct ek_histories *h;
};

/* A key as it may stand in YAML: in quotes unless it is letters, digits, - and _. */
static const char *key(const struct writer *w, const char *text) {
  bool plain = *text != '\0';
  for (const char *at = text; *at != '\0'; at++) {
    bool digit = *at >= '0' && *at <= '9' && at > text;
    plain &= digit || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (unsigned char)*at >= 0x80 || *at == '_' || (*at == '-' && at > text);
  }
  static const char *const words[] = {"yes", "no", "true", "false", "null", "on", "off", NULL};
  for (size_t i = 0; words[i] != NULL; i++) plain &= strcmp(text, words[i]) != 0;
  if (plain) return text;
  struct ek_buffer out = {.arena = w->out->arena};
  ek_buffer_add(&out, "\"");
  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\') ek_buffer_add(&out, "\\");
    ek_buffer_add_bytes(&out, at, 1);
  }
  ek_buffer_add(&out, "\"");
  return out.text;
}

static const char *alternative(const struct writer *w, const struct ek_prospect *p) {
  bool without = p->label == NULL || strcmp(p->label, EK_SIDE_WITHOUT) == 0;
  return without ? "utan-insats" : key(w, p->label);
}

static const char *form_name(const struct writer *w) {
  int form = w->h->study->estimate.source.form;
  return form == EK_FORM_PANEL ? "panel" : form == EK_FORM_HISTORY ? "spells" : "counts";
}

/* --- joint ------------------------------------------------------------------------------- */

static void add_joint(const struct writer *w, const struct ek_fitted *f) {
  struct ek_arena *arena = w->out->arena;
  size_t n = f->fit.n;
  ek_buffer_add(w->out, "  - names: [");
  for (size_t i = 0; i < n; i++) ek_buffer_addf(w->out, "%s%s", i > 0 ? ", " : "", ek_estimates_name(arena, w->h, f, i));
  ek_buffer_add(w->out, "]\n    means: [");
  for (size_t i = 0; i < n; i++) ek_buffer_addf(w->out, "%s%.6f", i > 0 ? ", " : "", f->fit.theta[i]);
  ek_buffer_add(w->out, "]\n    covariance:\n");
  for (size_t i = 0; i < n; i++) {
    ek_buffer_add(w->out, "      - [");
    for (size_t k = 0; k < n; k++) ek_buffer_addf(w->out, "%s%.9f", k > 0 ? ", " : "", f->fit.covariance[i * n + k]);
    ek_buffer_add(w->out, "]\n");
  }
  ek_buffer_addf(w->out, "    source: \"ekusia estimate, %s, %zu personer, logL = %.4f\"\n", form_name(w), f->persons, f->fit.loglik);
}

static void remark_few(const struct writer *w, const struct ek_fitted *f, struct ek_diags *diags) {
  struct ek_buffer few = {.arena = w->out->arena};
  size_t moves = f->rates.moves;
  for (size_t k = 0; k < moves; k++) if (f->few_moves[k]) ek_buffer_addf(&few, " %s", ek_estimates_name(few.arena, w->h, f, k));
  for (size_t i = 0; i < w->h->covariates * moves && !f->rates.common; i++) {
    if (f->ratio_hidden[i]) ek_buffer_addf(&few, " %s", ek_estimates_name(few.arena, w->h, f, moves + i));
  }
  if (few.size == 0) return;
  ek_buffer_addf(w->out, "# Vilar på färre än fem personer, eller kan visa hur många de är; sprid inte filen:\n#%s\n", few.text);
  ek_warning(diags, w->h->study->estimate.pos, "keep what is written here to yourselves, or put states together",
             "fewer than %d persons made some of the transitions whose intensities are written", EK_FEWEST);
}

/* --- outcomes ---------------------------------------------------------------------------- */

/* b: {rate: exp(ln_a_b + 0.431000 * ln_hr_a_b_kön_man + ln_hr_a_b_side_insats) * 1/year} */
static void add_intensity(const struct writer *w, const struct ek_fitted *f, const struct ek_prospect *p, size_t move) {
  struct ek_arena *arena = w->out->arena;
  ek_buffer_addf(w->out, "%s: {rate: exp(%s", key(w, w->h->states[w->h->to[move]]), ek_estimates_name(arena, w->h, f, move));
  for (size_t c = 0; c < w->h->covariates; c++) {
    if (p->x[c] == 0) continue;
    ek_buffer_add(w->out, " + ");
    if (p->x[c] != 1) ek_buffer_addf(w->out, "%.6f * ", p->x[c]);
    ek_buffer_add(w->out, ek_estimates_name(arena, w->h, f, ek_rates_ratio(&f->rates, c, move)));
  }
  ek_buffer_add(w->out, ") * 1/year}");
}

static void add_count(const struct writer *w, const struct ek_fitted *f, size_t cell) {
  double a = f->counted.alpha[cell];
  int decimals = a == floor(a) ? 0 : 10 * a == floor(10 * a) ? 1 : 100 * a == floor(100 * a) ? 2 : 4; /* 3 are ambiguous */
  ek_buffer_addf(w->out, "%s: {count: %.*f}", key(w, w->h->states[cell % w->h->n_states]), decimals, a);
}

/* A row for each state that is left: where to, and of counts how many stay. */
static void add_rows(const struct writer *w, const struct ek_fitted *f, const struct ek_prospect *p) {
  const struct ek_histories *h = w->h;
  size_t n = h->n_states;
  bool counts = p->q == NULL;
  for (size_t i = 0; i < n; i++) {
    size_t told = 0;
    for (size_t k = 0; k < h->n_moves; k++) {
      if (h->from[k] != i) continue;
      ek_buffer_addf(w->out, told++ == 0 ? "        %s: {" : ", ", key(w, h->states[i]));
      if (counts) add_count(w, f, i * n + h->to[k]);
      else add_intensity(w, f, p, k);
    }
    if (told == 0) continue;
    if (counts) ek_buffer_add(w->out, ", ");
    if (counts) add_count(w, f, i * n + i);
    ek_buffer_add(w->out, "}\n");
  }
}

/* States that the model does not know hold nothing, until the author says otherwise. */
static void add_states(const struct writer *w) {
  bool any = false;
  for (size_t i = 0; i < w->h->n_states; i++) {
    if (w->h->items[i] != NULL) continue;
    ek_buffer_addf(w->out, "%s%s: {states: {}}", any ? ", " : "  states: {", key(w, w->h->states[i]));
    any = true;
  }
  if (any) ek_buffer_add(w->out, "}\n");
}

static void add_outcomes(const struct writer *w) {
  const struct ek_estimate *estimate = &w->h->study->estimate;
  const char *base = NULL;
  ek_buffer_addf(w->out, "outcomes:\n  cycle: %s\n", estimate->cycle.text);
  ek_buffer_add(w->out, "  # initial: {…} says how many start in each state; it is yours to write\n");
  add_states(w);
  ek_buffer_add(w->out, "  alternatives:\n");
  for (size_t g = 0; g < w->e->n; g++) {
    const struct ek_fitted *f = &w->e->fits[g];
    for (size_t i = 0; i < f->n_prospects; i++) {
      const struct ek_prospect *p = &f->prospects[i];
      ek_buffer_addf(w->out, "    %s:\n", alternative(w, p));
      if (base == NULL) ek_buffer_add(w->out, "      reference: true\n");
      else ek_buffer_addf(w->out, "      based_on: %s\n", base);
      if (base == NULL) base = alternative(w, p);
      ek_buffer_add(w->out, p->q != NULL ? "      intensities:\n        # per year; the matrix of a cycle is their exponential\n" : "      matrix:\n");
      add_rows(w, f, p);
    }
  }
}

/* Counts are persons: no number of few is written. */
static bool counts_fit(const struct writer *w, struct ek_diags *diags) {
  for (size_t g = 0; g < w->e->n; g++) {
    const struct ek_fitted *f = &w->e->fits[g];
    for (size_t i = 0; i < w->h->n_states * w->h->n_states; i++) {
      if (f->movers[i] == 0 || f->movers[i] >= EK_FEWEST) continue;
      return ek_error(diags, w->h->study->estimate.pos, "put states together under 'values' until each way is that of five",
                      "fewer than %d persons are counted somewhere, and no such number is written", EK_FEWEST);
    }
  }
  return true;
}

bool ek_estimate_yaml(const struct ek_estimates *e, struct ek_buffer *out, struct ek_diags *diags) {
  struct writer w = {.out = out, .e = e, .h = e->histories};
  bool counts = w.h->study->estimate.source.form == EK_FORM_COUNTS;
  if (counts && !counts_fit(&w, diags)) return false;
  for (size_t g = 0; g < e->n && !counts; g++) remark_few(&w, &e->fits[g], diags);
  if (!counts) ek_buffer_add(out, "joint: # multivariate normal: logs of intensities a year and of hazard ratios\n");
  for (size_t g = 0; g < e->n && !counts; g++) add_joint(&w, &e->fits[g]);
  add_outcomes(&w);
  return true;
}
