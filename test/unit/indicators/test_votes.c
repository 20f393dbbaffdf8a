/* Votes counted; and those of the consensus conference, as far as its shares say what they were. */
#include "support.h"

#include <math.h>

#include "indicators/votes.h"

static const char *const folders[] = {"models", NULL};

static const struct ek_votes *votes_of(const char *csv) {
  return ek_votes_read(arena, file_of("v.csv", csv), ek_indicator_list_find(arena, folders, diags), diags);
}

static void add(struct ek_buffer *out, const char *candidate, int round, int yes, int no, int blank) {
  for (int i = 0; i < yes + no + blank; i++) ek_buffer_addf(out, "%d;%s;%d;%s\n", i, candidate, round, i < yes ? "ja" : i < yes + no ? "Nej" : "");
}

static const struct ek_candidate *candidate(const struct ek_votes *v, const char *name) {
  for (size_t i = 0; i < v->n; i++) if (ek_text_same(v->candidates[i].name, name)) return &v->candidates[i];
  fail_msg("there is no candidate %s", name);
  return NULL;
}

static void more_than_half(void **state) {
  (void)state;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "röstande;indikator;omgång;röst\n");
  add(&csv, "jämnt", 1, 5, 5, 0);
  add(&csv, "blankt", 1, 5, 4, 1); /* more than half of those that count */
  add(&csv, "bort", 2, 4, 6, 0);
  add(&csv, "bort", 10, 9, 1, 0);  /* too late */
  add(&csv, "bort", 1, 6, 4, 0);
  add(&csv, "kvar", 1, 6, 4, 0);
  add(&csv, "kvar", 2, 7, 3, 0);
  add(&csv, "kvar", 10, 2, 1, 0);  /* of three votes only that it stays is told */
  const struct ek_votes *v = votes_of(csv.text);
  assert_errors("~ v.csv:0:0+0 1 of 4 candidates are voted on after the round in which they fell; what has fallen stays so\n"
                "~ v.csv:0:0+0 1 of 4 candidates stayed and are not voted on in the next round; they are in no later round\n");
  assert_int_equal(v->voters, 10);
  assert_int_equal(v->n_rounds, 3);
  assert_string_equal(v->rounds[2], "10"); /* rounds are numbers */
  assert_false(candidate(v, "jämnt")->rounds[0].stays);
  assert_near(ek_ballot_share(&candidate(v, "jämnt")->rounds[0]), 0.5, 0, 0);
  assert_true(candidate(v, "blankt")->rounds[0].stays);
  assert_near(ek_ballot_share(&candidate(v, "blankt")->rounds[0]), 5.0 / 9, 1e-15, 0);
  assert_true(candidate(v, "bort")->rounds[0].stays);
  assert_false(candidate(v, "bort")->rounds[1].stays);
  assert_false(candidate(v, "bort")->rounds[2].stays);
  assert_true(candidate(v, "kvar")->rounds[2].stays);
  assert_true(isnan(ek_ballot_share(&candidate(v, "kvar")->rounds[2])));
}

/* The shares of the 15 are whole numbers of 23 votes, to the per cent that they are stated with, and
 * of no other number below 46: so many voted at the conference, it seems. All of them stay. */
static void as_at_the_conference(void **state) {
  (void)state;
  const struct ek_indicator_list *list = ek_indicator_list_find(arena, folders, diags);
  const struct ek_indicator *all = list->indicators.items;
  struct ek_buffer csv = {.arena = arena};
  ek_buffer_add(&csv, "voter,indicator,round,vote\n");
  for (size_t i = 0; i < list->indicators.n; i++) {
    double share = ek_indicator_votes(arena, &all[i]);
    for (int n = 0; !isnan(share) && n < 23; n++) ek_buffer_addf(&csv, "%d,%s,2,%s\n", n, all[i].name.text, n < lround(23 * share) ? "yes" : "no");
  }
  const struct ek_votes *v = votes_of(csv.text);
  assert_non_null(v);
  assert_int_equal(v->n, 15);
  double before = 1;
  for (size_t i = 0; i < v->n; i++) {
    double share = ek_ballot_share(&v->candidates[i].rounds[0]);
    assert_true(v->candidates[i].rounds[0].stays);
    assert_near(share, ek_indicator_votes(arena, v->candidates[i].listed), 0, 0.005);
    assert_true(share <= before); /* the most wanted first */
    before = share;
  }
}

static void faults(void **state) {
  (void)state;
  assert_null(votes_of("voter,indikator,omgång\n1,a,1\n"));
  assert_errors("v.csv:0:0+0 there is no column 'vote' or 'röst'; the first row is voter, indicator, round and vote\n");
  assert_null(votes_of("voter,indicator,round,vote\n1,a,1,ja\n1,a,1,ja\n2,a,1,kanske\n3,,1,nej\n4,a,1\n"));
  assert_errors("v.csv:3:1+1 'voter': votes again on the same indicator in the same round; take one of the rows away\n"
                "v.csv:4:7+1 'vote': neither ja nor nej; write ja or nej; avstår, or nothing, is a blank vote\n"
                "v.csv:5:3+1 'indicator': nothing is said; every vote needs it\n"
                "v.csv:6:1+1 another number of cells than in the first row: 3, not 4; put a cell that holds the delimiter in quotes\n");
  assert_null(votes_of("voter,indicator,round,vote\n1,a,1,ja\n2,a,1,ja\n"));
  assert_errors("v.csv:0:0+0 2 voters; at least 5 are asked for; how so few voted is not shown\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(more_than_half), TEST(as_at_the_conference), TEST(faults)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
