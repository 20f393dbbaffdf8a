/* Tests of lib/base/arena.c. */
#include "near.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

static void test_alloc_is_zeroed_and_aligned(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  static const size_t sizes[] = {0, 1, 7, 16, 2385, 16 * 1024, 16 * 1024 + 1, 300000, 3};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    unsigned char *bytes = ek_alloc(arena, sizes[i]);
    assert_non_null(bytes);
    assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
    for (size_t k = 0; k < sizes[i]; k++)
      assert_int_equal(bytes[k], 0);
    memset(bytes, 0xA5, sizes[i]);
  }
  assert_ptr_not_equal(ek_alloc(arena, 0), ek_alloc(arena, 0));
  ek_arena_free(arena);
}

static void test_many_small_things_do_not_overlap(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  enum { N = 20000 };
  size_t **cells = ek_alloc_array(arena, N, sizeof *cells);
  for (size_t i = 0; i < N; i++) {
    cells[i] = ek_alloc(arena, sizeof **cells);
    *cells[i] = i * 31;
  }
  for (size_t i = 0; i < N; i++)
    assert_int_equal(*cells[i], i * 31);
  ek_arena_free(arena);
}

static void test_strings(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  assert_string_equal(ek_strdup(arena, "förbund"), "förbund");
  assert_string_equal(ek_strndup(arena, "kommun", 3), "kom");
  assert_string_equal(ek_strndup(arena, "kommun", 99), "kommun");
  assert_string_equal(ek_sprintf(arena, "%d %s", 2385, "kr"), "2385 kr");
  ek_arena_free(arena);
}

static int calls;
static int seen[3];

static void remember(void *object) {
  seen[calls++] = *(int *)object;
}

static void test_deferred_calls_run_newest_first(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  int one = 1, two = 2, three = 3;
  ek_arena_defer(arena, remember, &one);
  ek_arena_defer(arena, remember, &two);
  ek_arena_defer(arena, remember, &three);
  assert_int_equal(calls, 0);
  ek_arena_free(arena);
  assert_int_equal(calls, 3);
  assert_int_equal(seen[0] * 100 + seen[1] * 10 + seen[2], 321);
  ek_arena_free(NULL);
}

static void test_list_grows(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_list list = {0};
  for (int i = 0; i < 1000; i++) {
    double *item = ek_list_push(arena, &list, sizeof *item);
    assert_true(*item == 0);
    *item = i * 2.385;
  }
  const double *items = list.items;
  assert_int_equal(list.n, 1000);
  assert_near(items[999], 2382.615, 1e-15, 0);
  assert_near(items[8], 19.08, 1e-15, 0);
  ek_arena_free(arena);
}

static void test_buffer(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  struct ek_buffer buffer = {.arena = arena};
  assert_string_equal(ek_buffer_text(&buffer), "");
  assert_null(buffer.text);
  ek_buffer_add(&buffer, "");
  assert_non_null(buffer.text);
  ek_buffer_add_bytes(&buffer, "a\0b", 3);
  assert_int_equal(buffer.size, 3);
  assert_memory_equal(buffer.text, "a\0b", 4);
  buffer = (struct ek_buffer){.arena = arena};
  for (int i = 0; i < 500; i++)
    ek_buffer_addf(&buffer, "%03d ", i);
  assert_int_equal(buffer.size, 2000);
  assert_int_equal(strlen(ek_buffer_text(&buffer)), 2000);
  assert_memory_equal(buffer.text + 1996, "499 ", 5);
  ek_buffer_addf(&buffer, "%300s|", "x");
  assert_int_equal(buffer.size, 2301);
  assert_string_equal(buffer.text + 2299, "x|");
  ek_arena_free(arena);
}

/* Asking for more than memory can address ends the program, here in a child. */
static void test_overflow_aborts(void **state) {
  (void)state;
  pid_t child = fork();
  if (child == 0) {
    if (freopen("/dev/null", "w", stderr) == NULL)
      _exit(1);
    signal(SIGABRT, SIG_DFL);
    ek_alloc_array(ek_arena_new(), SIZE_MAX / 8, 24);
    _exit(0);
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void count_call(void *cleared) { ++*(int *)cleared; }

/* After a clear all is zeroed again, small and large, and what was deferred has been called once. */
static void test_clear(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  static const size_t sizes[] = {1, 2385, 16 * 1024, 16 * 1024 + 1, 300000, 3};
  int cleared = 0;
  for (int round = 0; round < 3; round++) {
    ek_arena_defer(arena, count_call, &cleared);
    for (size_t i = 0; i < 200; i++) {
      size_t size = sizes[i % (sizeof sizes / sizeof *sizes)];
      unsigned char *bytes = ek_alloc(arena, size);
      for (size_t k = 0; k < size; k++)
        assert_int_equal(bytes[k], 0);
      memset(bytes, 0xA5, size);
    }
    ek_arena_clear(arena);
    assert_int_equal(cleared, round + 1);
  }
  ek_arena_clear(arena);
  ek_arena_free(arena);
  assert_int_equal(cleared, 3);
}

/* Equal parts of a work have the same large blocks; what a part has not asked for is given back. */
static void test_large_blocks_again(void **state) {
  (void)state;
  struct ek_arena *arena = ek_arena_new();
  enum { LARGE = 300000, LARGER = 400000 };
  size_t held = 0;
  for (int round = 0; round < 4; round++) {
    unsigned char *first = ek_alloc(arena, LARGE), *second = ek_alloc(arena, LARGER), *third = ek_alloc(arena, LARGE);
    assert_true(first != third);
    for (size_t i = 0; i < LARGE; i++) assert_int_equal(first[i] | second[i] | third[i], 0);
    memset(first, 1, LARGE);
    memset(second, 2, LARGER);
    memset(third, 3, LARGE);
    (void)ek_alloc(arena, 100);
    assert_int_equal(first[LARGE - 1], 1);
    if (round > 0) assert_int_equal(ek_arena_held(arena), held);
    held = ek_arena_held(arena);
    ek_arena_clear(arena);
  }
  (void)ek_alloc(arena, LARGE);
  ek_arena_clear(arena);
  ek_arena_clear(arena);
  assert_int_equal(ek_arena_held(arena), held - 2 * LARGE - LARGER);
  ek_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_alloc_is_zeroed_and_aligned),
      cmocka_unit_test(test_many_small_things_do_not_overlap),
      cmocka_unit_test(test_strings),
      cmocka_unit_test(test_deferred_calls_run_newest_first),
      cmocka_unit_test(test_list_grows),
      cmocka_unit_test(test_clear),
      cmocka_unit_test(test_large_blocks_again),
      cmocka_unit_test(test_buffer),
      cmocka_unit_test(test_overflow_aborts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
