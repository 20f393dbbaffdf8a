/* Laws of lib/engine/few.c over people drawn at random: what is shown tells of no few, by no sum. */
#include "people.h"

#include "engine/crowd.h"
#include "engine/few.h"

#define NO_DRAWS "bootstrap: {draws: 0}\n"
#define MOST 40
static struct somebody all[MOST], others[MOST];
#define LAW_HEAD PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS
#define BY "breakdown: [sex, household]\n"

/* Does anything change for a member in an account or, of a sum, below it? What is displaced
 * follows production, and society is production less resources. Told here anew, leaf by leaf. */
static bool changes(const struct ek_result *r, size_t member, int account) {
  const struct ek_crowd *c = ek_result_crowd(r);
  const struct ek_people *p = c->people;
  const struct ek_stay *stay = p->stays.items;
  const struct ek_model *m = r->model;
  for (size_t a = 0; a < c->accounts; a++) {
    bool society = account == m->root && a >= m->n_actors;
    bool below = society || (int)a == account || (a < m->n_actors && account < (int)m->n_actors && ek_model_below(m, (int)a, account));
    bool displaced = (int)a == EK_ACCOUNT_PRODUCTION(m) && account < (int)m->n_actors &&
                     (m->displaced == account || ek_model_below(m, m->displaced, account));
    if ((!below && !displaced) || (account == m->root && !society)) continue;
    for (size_t k = p->first_stay[member]; k < p->first_stay[member + 1]; k++) {
      if (fabs(c->net[stay[k].standing * c->accounts + a] - c->net[p->before[member] * c->accounts + a]) > 0.01) return true;
    }
  }
  return false;
}

/* Participants of a group (`by` NULL: all), or those they are compared with. */
static size_t heads(const struct ek_result *r, int account, const struct ek_breakdown *by, size_t group, bool compared) {
  const struct ek_people *p = ek_result_crowd(r)->people;
  size_t n = 0;
  for (size_t i = compared ? p->participants : 0; i < (compared ? p->n : p->participants); i++) {
    bool inside = compared || by == NULL || by->group[i] == group;
    n += inside && changes(r, i, account);
  }
  return n;
}

static double benefit(const struct ek_result *open, int account) {
  const struct ek_model *m = open->model;
  if (account == EK_ACCOUNT_PRODUCTION(m)) return ek_result_value(open, EK_FIG_PRODUCTION, -1, 60);
  if (account == EK_ACCOUNT_RESOURCES(m)) return ek_result_value(open, EK_FIG_RESOURCES, -1, 60);
  return ek_result_value(open, EK_FIG_BENEFIT, account, 60);
}

/* What is hidden of the parts of something that is shown. */
struct remainder {
  size_t parts, heads;
};

static size_t hidden_seen; /* a law about nothing proves nothing */

static void check_remainder(struct remainder left, const char *where) {
  hidden_seen += left.parts;
  if (left.parts != 1 && (left.heads == 0 || left.heads >= EK_FEWEST)) return;
  fail_msg("%zu parts of %zu persons are hidden beside what is shown: %s", left.parts, left.heads, where);
}

/* Persons behind any hidden part of an actor, each once. */
static size_t behind_hidden(const struct ek_result *whole, const struct ek_result *r, int parent, const struct ek_breakdown *by,
                            size_t group, bool compared) {
  const struct ek_people *p = ek_result_crowd(whole)->people;
  size_t n = 0;
  for (size_t i = compared ? p->participants : 0; i < (compared ? p->n : p->participants); i++) {
    bool any = false;
    for (int a = 0; a < (int)r->model->n_actors; a++) {
      any |= r->model->actors[a].parent == parent && r->few->account[a] && changes(whole, i, a);
    }
    n += any && (compared || by == NULL || by->group[i] == group);
  }
  return n;
}

/* Few are hidden, and no whole less the parts that are shown tells of few. */
static void check_actors(const struct ek_result *whole, const struct ek_result *r, const struct ek_breakdown *by, size_t group) {
  const struct ek_model *m = r->model;
  for (int a = 0; a < (int)m->n_actors + 2; a++) {
    size_t n = heads(whole, a, by, group, false), compared = heads(whole, a, NULL, 0, true);
    bool few = (n > 0 && n < EK_FEWEST) || (compared > 0 && compared < EK_FEWEST);
    if (few && !r->few->account[a]) fail_msg("account %d of %zu and %zu persons is shown", a, n, compared);
  }
  for (int parent = 0; parent < (int)m->n_actors; parent++) {
    struct remainder left = {0};
    for (int a = 0; a < (int)m->n_actors; a++) {
      /* That nobody of the group has anything of a hidden part, nobody can know. */
      bool own = heads(whole, a, NULL, 0, false) > 0 || heads(whole, a, NULL, 0, true) > 0;
      left.parts += own && m->actors[a].parent == parent && r->few->account[a];
    }
    left.heads = behind_hidden(whole, r, parent, by, group, false);
    if (left.heads == 0) left.heads = behind_hidden(whole, r, parent, by, group, true);
    if (!r->few->account[parent]) check_remainder(left, m->actors[parent].name.text);
  }
  assert_int_equal(r->few->account[EK_ACCOUNT_PRODUCTION(m)], r->few->account[EK_ACCOUNT_RESOURCES(m)]);
}

static void check_groups(const struct ek_result *r, const struct ek_breakdown_result *b) {
  for (int a = 0; a < (int)r->model->n_actors + 2; a++) {
    struct remainder left = {0};
    for (size_t g = 0; g < b->by->n; g++) {
      size_t n = heads(r, a, b->by, g, false);
      if (n == 0) n = heads(r, a, NULL, 0, true);
      if (!(b->groups[g].masked || b->groups[g].result->few->account[a])) continue;
      left.parts++;
      left.heads += n;
    }
    if (!r->few->account[a]) check_remainder(left, b->by->name);
    else assert_true(left.parts > 0 || heads(r, a, NULL, 0, false) == 0); /* or all groups would tell */
  }
}

/* All that is shown of a result as equations in what each leaf has, the boundaries with them:
 * no sum or difference of however many gives a leaf of few persons. */
#define UNKNOWN 40
struct equations {
  size_t n, columns;
  double row[3 * UNKNOWN][UNKNOWN];
};

/* Takes from a row what the others tell; what is left of it. */
static double reduce(const struct equations *e, double *row, size_t *pivot) {
  for (size_t i = 0; i < e->n; i++) {
    size_t at = 0;
    while (fabs(e->row[i][at]) < 1e-9) at++;
    double by = row[at] / e->row[i][at];
    for (size_t k = 0; by != 0 && k < e->columns; k++) row[k] -= by * e->row[i][k];
  }
  double most = 0;
  for (size_t k = 0; k < e->columns; k++) {
    if (fabs(row[k]) > most) *pivot = k;
    most = fmax(most, fabs(row[k]));
  }
  return most;
}

/* What lies in an account or below it. */
static void sum_of(const struct ek_model *m, int account, double *row) {
  memset(row, 0, UNKNOWN * sizeof *row);
  for (int a = 0; a < (int)m->n_actors + 2; a++) {
    bool leaf = a >= (int)m->n_actors || m->actors[a].leaf;
    bool below = a == account || (a < (int)m->n_actors && account < (int)m->n_actors && ek_model_below(m, a, account));
    row[a] = leaf && below;
  }
}

static void add_equation(struct equations *e, double *row) {
  size_t pivot = 0;
  if (reduce(e, row, &pivot) < 1e-9) return;
  for (size_t k = 0; k < e->columns; k++) if (k < pivot && fabs(row[k]) < 1e-9) row[k] = 0;
  assert_true(e->n < 3 * UNKNOWN);
  memcpy(e->row[e->n++], row, sizeof e->row[0]);
}

static void add_shown(struct equations *e, const struct ek_model *m, const bool *hidden) {
  double row[UNKNOWN], part[UNKNOWN];
  for (int a = 0; a < (int)m->n_actors + 2; a++) {
    if (hidden[a]) continue;
    sum_of(m, a, row);
    add_equation(e, row);
  }
  /* The books: production less resources is what all actors have. */
  sum_of(m, EK_ACCOUNT_PRODUCTION(m), row);
  for (int a = 0; a < (int)m->n_actors + 2; a++) {
    if (a == EK_ACCOUNT_PRODUCTION(m) || (a < (int)m->n_actors && !m->actors[a].leaf)) continue;
    sum_of(m, a, part);
    for (size_t k = 0; k < e->columns; k++) row[k] -= part[k];
  }
  add_equation(e, row);
}

static void check_equations(const struct ek_result *whole, const struct ek_result *r, const struct ek_breakdown *by, size_t group) {
  const struct ek_model *m = r->model;
  const struct ek_result *open = open_result(r);
  struct equations e = {.columns = m->n_actors + 2};
  double row[UNKNOWN];
  size_t pivot;
  assert_true(e.columns <= UNKNOWN);
  add_shown(&e, m, r->few->account);
  for (int a = 0; a < (int)m->n_actors + 2; a++) {
    size_t own = heads(whole, a, by, group, false), compared = heads(whole, a, NULL, 0, true);
    bool few = (own > 0 && own < EK_FEWEST) || (compared > 0 && compared < EK_FEWEST);
    if (!few || (a < (int)m->n_actors && !m->actors[a].leaf) || fabs(benefit(open, a)) < 1) continue;
    sum_of(m, a, row);
    if (reduce(&e, row, &pivot) < 1e-9) fail_msg("account %d can be told from all that is shown", a);
  }
}

/* What is shown is what it would be if nothing were hidden, to the bit; what is not is no number. */
static void check_shown(const struct ek_result *r) {
  const struct ek_figure *f = r->figures.items, *g = open_result(r)->figures.items;
  for (size_t i = 0; i < r->figures.n; i++) {
    if (f[i].hidden) assert_true(isnan(f[i].value));
    else assert_true(f[i].value == g[i].value || (isnan(f[i].value) && isnan(g[i].value)));
  }
}

static const struct ek_result *drawn_result(unsigned long seed, size_t n, size_t compared) {
  draw_somebody(all, n, seed, true);
  draw_somebody(others, compared, seed + 77, true);
  for (size_t i = 0; i < n; i++) if (all[i].household == 3) all[i].before = all[i].after = all[i].during = 0;
  file_of("p.csv", people_file(all, n, ';'));
  file_of("g.csv", people_file(others, compared, ';'));
  const char *tail = compared > 0 ? "comparison: {group: {file: g.csv}, displacement: 12 %}\n" : PEOPLE_NET;
  return people_run(ek_sprintf(arena, "%s%s%s%s", LAW_HEAD, tail, BY, NO_DRAWS));
}

static void test_nothing_shown_tells_of_few(void **state) {
  (void)state;
  hidden_seen = 0;
  for (unsigned long seed = 1; seed <= 36; seed++) {
    struct ek_arena *kept = arena;
    arena = ek_arena_new();
    diags = ek_diags_new(arena);
    const struct ek_result *r = drawn_result(seed, 5 + (seed * 7) % 36, seed % 3 == 0 ? 6 + seed % 30 : 0);
    const struct ek_breakdown_result *b = r->breakdowns.items;
    check_actors(r, r, NULL, 0);
    check_equations(r, r, NULL, 0);
    check_shown(r);
    for (size_t i = 0; i < r->breakdowns.n; i++) {
      check_groups(r, &b[i]);
      for (size_t g = 0; g < b[i].by->n; g++) {
        if (b[i].groups[g].masked) continue;
        check_actors(r, b[i].groups[g].result, b[i].by, g);
        check_equations(r, b[i].groups[g].result, b[i].by, g);
      }
    }
    ek_arena_free(arena);
    arena = kept;
  }
  diags = ek_diags_new(arena);
  assert_true(hidden_seen > 200);
}

/* Each person five times with a fifth of the weight is the same result, of enough persons. */
static void test_hiding_changes_no_figure_that_is_shown(void **state) {
  (void)state;
  size_t shown = 0, hidden = 0;
  static struct somebody five[5 * MOST];
  for (unsigned long seed = 3; seed < 6; seed++) {
    const struct ek_result *few = drawn_result(seed, 25, 0);
    for (size_t i = 0; i < 5 * 25; i++) {
      five[i] = all[i / 5];
      five[i].weight /= 5;
    }
    /* Sex goes by the row's number, so groups differ. */
    file_of("p.csv", people_file(five, 5 * 25, ';'));
    const struct ek_result *enough = people_run(ek_sprintf(arena, "%s%s%s", LAW_HEAD, PEOPLE_NET, NO_DRAWS));
    const struct ek_figure *f = few->figures.items, *g = enough->figures.items;
    assert_int_equal(few->figures.n, enough->figures.n);
    for (size_t i = 0; i < few->figures.n; i++) {
      assert_false(g[i].hidden);
      hidden += f[i].hidden;
      if (f[i].hidden || (isnan(f[i].value) && isnan(g[i].value))) continue;
      near_check(f[i].value, g[i].value, 1e-9, 1e-4, f[i].def->name, __FILE__, __LINE__);
      shown++;
    }
  }
  assert_true(shown > 300 && hidden > 10);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(test_nothing_shown_tells_of_few), TEST(test_hiding_changes_no_figure_that_is_shown)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
