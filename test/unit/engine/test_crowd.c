/* Tests of lib/engine/crowd.c: standings priced many at a time, as one situation each. */
#include "people.h"

#include "engine/crowd.h"

#define N 600 /* more than a chunk of one shape */

static struct somebody all[N];

static struct ek_runner *priced(size_t n) {
  file_of("p.csv", people_file(all, n, ';'));
  return people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n" PEOPLE_COLUMNS
                    "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n")->runner;
}

/* Each standing alone: the person, the phase and its numbers as constants. */
static void check_alone(struct ek_runner *r, uint32_t at) {
  const struct ek_crowd *c = r->crowd;
  const struct ek_people *p = c->people;
  const struct ek_standing *s = (const struct ek_standing *)p->standings.items + at;
  const struct ek_shape *shape = (const struct ek_shape *)p->shapes.items + s->shape;
  const struct ek_shape_price *price = &c->shapes[s->shape];
  struct ek_world *w = ek_run_place(r, shape->municipality, shape->municipality_pos);
  const double **drawn = ek_alloc_array(arena, r->study->uncertain.n + shape->n_numbers, sizeof *drawn);
  for (size_t i = 0; i < shape->n_numbers; i++) drawn[r->study->uncertain.n + i] = (const double *)p->numbers.items + s->first + i;
  struct ek_world own = *w;
  own.drawn = drawn;
  ek_world_init(&own);
  struct ek_person who = ((const struct ek_person *)p->persons.items)[s->who];
  const struct ek_situation *one = ek_situation_price(&own, r->study, &shape->phase, &who, NULL);
  const struct ek_priced_flow *flows = one->flows.items;
  assert_int_equal(one->flows.n, price->n_flows);
  const double *amount = price->amount + c->row[at] * price->n_flows;
  double net = 0;
  int individ = ek_model_actor(r->study->model, "individ");
  for (size_t f = 0; f < price->n_flows; f++) {
    assert_ptr_equal(price->flows[f].flow, flows[f].flow);
    assert_near(amount[f], flows[f].amount[0], 1e-13, 1e-9);
    net += (flows[f].to == individ ? amount[f] : 0) - (flows[f].from == individ ? amount[f] : 0);
  }
  assert_near(c->net[at * c->accounts + (size_t)individ], net, 1e-12, 1e-7);
  assert_near(c->production[at], one->production[0], 1e-13, 0);
  assert_near(c->work[at], one->work[0], 1e-15, 0);
  assert_near(c->subsidised[at], one->subsidised[0], 1e-15, 0);
  const struct ek_budget *b = ek_budget_of(&own, &who, one);
  assert_near(c->disposable[at], b->disposable[0], 1e-12, 1e-8);
  assert_near(c->earned[at], b->earned[0], 1e-13, 0);
  assert_true(isnan(c->marginal[at]) == (b->earned[0] <= 0));
}

static void test_many_are_as_each_alone(void **state) {
  (void)state;
  draw_somebody(all, 40, 11, true);
  struct ek_runner *r = priced(40);
  assert_true(r->crowd->people->standings.n > 80);
  for (uint32_t at = 0; at < r->crowd->people->standings.n; at++) check_alone(r, at);
  assert_fine();
}

/* All of one shape, with a wage each: several chunks. */
static void test_more_than_a_chunk(void **state) {
  (void)state;
  draw_somebody(all, 1, 11, true);
  for (size_t i = 0; i < N; i++) {
    all[i] = all[0];
    all[i].before = 0;
    all[i].after = 4;
    all[i].wage_after = 17000 + 7 * i;
  }
  struct ek_runner *r = priced(N);
  const struct ek_people *p = r->crowd->people;
  size_t largest = 0;
  for (size_t i = 0; i < p->shapes.n; i++) if (r->crowd->shapes[i].n > largest) largest = r->crowd->shapes[i].n;
  assert_int_equal(largest, N);
  for (uint32_t at = 0; at < p->standings.n; at += 37) check_alone(r, at);
  for (size_t i = 1; i < N; i++) {
    assert_true(r->crowd->production[ek_people_lasting(p, i)] > r->crowd->production[ek_people_lasting(p, i - 1)]);
  }
}

static void test_what_does_not_add_to_a_person_is_told(void **state) {
  (void)state;
  file_of("p.csv", "nr;f;e\n1;försörjningsstöd;arbete 50 %\n2;försörjningsstöd;arbete\n3;försörjningsstöd;arbete + studier\n4;försörjningsstöd;arbete\n5;försörjningsstöd;arbete\n");
  const struct ek_result *r = people_run(PEOPLE_HEAD(NPV) "participants:\n  file: p.csv\n  columns: {id: nr, before.state: f, after.state: e}\n"
                                         "comparison: {before_continues: yes}\nbootstrap: {draws: 0}\n");
  assert_non_null(r);
  const char *told = errors();
  assert_non_null(strstr(told, "the states of some participants add to less than 100 %; the rest of the time has no flows"));
  assert_non_null(strstr(told, "the states of some participants add to more than 100 %, more than a whole person"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_many_are_as_each_alone),
      TEST(test_more_than_a_chunk),
      TEST(test_what_does_not_add_to_a_person_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
