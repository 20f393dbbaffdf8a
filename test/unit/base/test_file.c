/* Tests of lib/base/file.c, in a folder of their own under /tmp. */
#include "near.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static struct ek_arena *arena;
static struct ek_diags *diags;
static char folder[] = "/tmp/ekusia-file-XXXXXX";

static int setup(void **state) {
  (void)state;
  strcpy(folder + sizeof folder - 7, "XXXXXX");
  arena = ek_arena_new();
  diags = ek_diags_new(arena);
  return mkdtemp(folder) == NULL;
}

static int teardown(void **state) {
  (void)state;
  const char *command = ek_sprintf(arena, "chmod -R u+rwx %s && rm -rf %s", folder, folder);
  int failed = system(command);
  ek_arena_free(arena);
  return failed;
}

static const char *in_folder(const char *name) {
  return ek_sprintf(arena, "%s/%s", folder, name);
}

static void put(const char *path, const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

/* The only diagnostic is about `path` and says this. */
static void check_diag(const char *path, const char *message, const char *hint) {
  size_t n;
  const struct ek_diag *diag = ek_diags_sorted(diags, &n);
  assert_int_equal(n, 1);
  assert_int_equal(diag->severity, EK_ERROR);
  assert_string_equal(diag->pos.source->name, path);
  assert_int_equal(diag->pos.line, 0);
  assert_string_equal(diag->message, message);
  if (hint == NULL)
    assert_null(diag->hint);
  else
    assert_string_equal(diag->hint, hint);
}

static void check_content(const char *path, const char *bytes, size_t size) {
  const struct ek_source *source = ek_file_read(arena, path, diags);
  assert_non_null(source);
  assert_string_equal(source->name, path);
  assert_int_equal(source->size, size);
  assert_memory_equal(source->text, bytes, size);
  assert_int_equal(source->text[size], 0);
}

/* How many names the folder holds: no temporary file may be left. */
static int names_in_folder(void) {
  int n = -2; /* . and .. */
  DIR *dir = opendir(folder);
  while (readdir(dir) != NULL)
    n++;
  closedir(dir);
  return n;
}

static void test_read(void **state) {
  (void)state;
  put(in_folder("a"), "titel: Å\n");
  check_content(in_folder("a"), "titel: Å\n", 10);
  put(in_folder("b"), "");
  check_content(in_folder("b"), "", 0);
  assert_true(ek_file_exists(in_folder("a")));
  assert_false(ek_file_exists(in_folder("c")));
}

static void test_same(void **state) {
  (void)state;
  put(in_folder("a"), "x");
  put(in_folder("b"), "x");
  assert_true(ek_file_same(in_folder("a"), in_folder("./a")));
  assert_false(ek_file_same(in_folder("a"), in_folder("b")));
  assert_int_equal(symlink(in_folder("a"), in_folder("c")), 0);
  assert_true(ek_file_same(in_folder("a"), in_folder("c")));
  assert_false(ek_file_same(in_folder("d"), in_folder("d"))); /* there is none */
}

static void test_read_missing(void **state) {
  (void)state;
  put(in_folder("deltagare.csv"), "");
  put(in_folder(".deltagara.csv"), "");
  assert_null(ek_file_read(arena, in_folder("deltagara.csv"), diags));
  check_diag(in_folder("deltagara.csv"), "there is no such file",
             ek_sprintf(arena, "did you mean '%s'?", in_folder("deltagare.csv")));
}

static void test_read_missing_without_near_name(void **state) {
  (void)state;
  assert_null(ek_file_read(arena, in_folder("priser"), diags));
  check_diag(in_folder("priser"), "there is no such file", NULL);
}

static void test_read_missing_folder(void **state) {
  (void)state;
  assert_null(ek_file_read(arena, in_folder("data/x.csv"), diags));
  check_diag(in_folder("data/x.csv"), "there is no such file",
             ek_sprintf(arena, "there is no folder '%s'", in_folder("data")));
}

static void test_read_folder(void **state) {
  (void)state;
  assert_null(ek_file_read(arena, folder, diags));
  check_diag(folder, "this is a folder, not a file", "name the file in it");
}

/* Root may do anything, so as root these tests are run as nobody. */
static void become_nobody(void) {
  if (geteuid() == 0 && seteuid(65534) != 0)
    skip();
}

static void become_oneself(void) {
  assert_int_equal(seteuid(getuid()), 0);
}

static void test_read_forbidden(void **state) {
  (void)state;
  put(in_folder("a"), "x");
  chmod(in_folder("a"), 0);
  chmod(folder, 0755);
  become_nobody();
  const struct ek_source *source = ek_file_read(arena, in_folder("a"), diags);
  become_oneself();
  assert_null(source);
  check_diag(in_folder("a"), "no permission to read the file",
             "ask its owner for leave to read it, or make a copy of your own");
}

static void test_read_other_failure(void **state) {
  (void)state;
  char *name = ek_alloc(arena, 301);
  memset(name, 'x', 300);
  assert_null(ek_file_read(arena, name, diags));
  check_diag(name, "the file cannot be read: File name too long", NULL);
}

static void test_read_too_large(void **state) {
  (void)state;
  put(in_folder("a"), "");
  assert_int_equal(truncate(in_folder("a"), (off_t)EK_FILE_MAX + 1), 0);
  assert_null(ek_file_read(arena, in_folder("a"), diags));
  check_diag(in_folder("a"), "the file is larger than 64 MB",
             "split it, or leave out columns that are not used");
  assert_int_equal(truncate(in_folder("a"), (off_t)EK_FILE_MAX), 0);
  const struct ek_source *source = ek_file_read(arena, in_folder("a"), diags);
  assert_int_equal(source->size, EK_FILE_MAX);
}

/* Reads what a child writes into our standard input, more than one pipe holds. */
static void test_read_stdin(void **state) {
  (void)state;
  int ends[2], old = dup(STDIN_FILENO);
  enum { LINES = 30000 };
  assert_int_equal(pipe(ends), 0);
  if (fork() == 0) {
    for (int i = 0; i < LINES; i++)
      if (write(ends[1], "a;b;c\n", 6) != 6)
        _exit(1);
    _exit(0);
  }
  close(ends[1]);
  dup2(ends[0], STDIN_FILENO);
  const struct ek_source *source = ek_file_read(arena, "-", diags);
  dup2(old, STDIN_FILENO);
  close(ends[0]);
  close(old);
  assert_string_equal(source->name, "<stdin>");
  assert_int_equal(source->size, LINES * 6);
  assert_string_equal(source->text + source->size - 6, "a;b;c\n");
}

static void test_read_failing_stdin(void **state) {
  (void)state;
  int old = dup(STDIN_FILENO), dir = open(folder, O_RDONLY);
  dup2(dir, STDIN_FILENO);
  assert_null(ek_file_read(arena, "-", diags));
  dup2(old, STDIN_FILENO);
  close(old);
  close(dir);
  check_diag("<stdin>", "this is a folder, not a file", "name the file in it");
}

static mode_t mode_of(const char *path) {
  struct stat st;
  assert_int_equal(lstat(path, &st), 0);
  return st.st_mode;
}

static void test_write(void **state) {
  (void)state;
  const char *path = in_folder("rapport.html");
  mode_t before = umask(027);
  assert_true(ek_file_write(arena, path, "a\0b", 3, diags));
  assert_int_equal(umask(before), 027);
  check_content(path, "a\0b", 3);
  assert_int_equal(mode_of(path) & 07777, 0640);
  chmod(path, 0604);
  assert_true(ek_file_write(arena, path, "", 0, diags));
  check_content(path, "", 0);
  assert_int_equal(mode_of(path) & 07777, 0604);
  assert_int_equal(names_in_folder(), 1);
}

static void test_write_through_link(void **state) {
  (void)state;
  put(in_folder("a"), "old");
  assert_int_equal(symlink("a", in_folder("link")), 0);
  assert_true(ek_file_write(arena, in_folder("link"), "new", 3, diags));
  assert_true(S_ISLNK(mode_of(in_folder("link"))));
  check_content(in_folder("a"), "new", 3);
}

static void test_write_beside(void **state) {
  (void)state;
  char *old = getcwd(NULL, 0);
  assert_int_equal(chdir(folder), 0);
  assert_true(ek_file_write(arena, "x", "1", 1, diags));
  assert_int_equal(chdir(old), 0);
  check_content(in_folder("x"), "1", 1);
  free(old);
}

static void test_write_folder(void **state) {
  (void)state;
  assert_false(ek_file_write(arena, folder, "x", 1, diags));
  check_diag(folder, "cannot write: this is a folder", "name a file in it");
}

static void test_write_missing_folder(void **state) {
  (void)state;
  assert_false(ek_file_write(arena, in_folder("ut/a"), "x", 1, diags));
  check_diag(in_folder("ut/a"),
             ek_sprintf(arena, "cannot write: there is no folder '%s'", in_folder("ut")),
             "make the folder first, or name another");
}

static void test_write_forbidden(void **state) {
  (void)state;
  put(in_folder("a"), "old");
  chmod(folder, 0555);
  become_nobody();
  bool written = ek_file_write(arena, in_folder("a"), "x", 1, diags);
  become_oneself();
  assert_false(written);
  check_diag(in_folder("a"), ek_sprintf(arena, "cannot write: no permission in '%s'", folder),
             "choose a folder of your own");
  check_content(in_folder("a"), "old", 3);
}

static void test_write_streams(void **state) {
  (void)state;
  assert_true(ek_file_write(arena, "/dev/null", "x", 1, diags));
  assert_true(S_ISCHR(mode_of("/dev/null")));
  assert_false(ek_file_write(arena, "/dev/full", "x", 1, diags));
  check_diag("/dev/full", "cannot write: No space left on device", NULL);
  const char *fifo = in_folder("fifo");
  assert_int_equal(mkfifo(fifo, 0600), 0);
  int fd = open(fifo, O_RDWR | O_NONBLOCK);
  assert_true(ek_file_write(arena, fifo, "hej", 3, diags));
  char got[4] = "";
  assert_int_equal(read(fd, got, 3), 3);
  assert_string_equal(got, "hej");
  close(fd);
  assert_int_equal(names_in_folder(), 1);
}

static void test_beside(void **state) {
  (void)state;
  assert_string_equal(ek_file_beside(arena, "a/b/study.yaml", "x.csv"), "a/b/x.csv");
  assert_string_equal(ek_file_beside(arena, "study.yaml", "x.csv"), "x.csv");
  assert_string_equal(ek_file_beside(arena, "/study.yaml", "d/x.csv"), "/d/x.csv");
  assert_string_equal(ek_file_beside(arena, "a/study.yaml", "/x.csv"), "/x.csv");
}

static void test_hash(void **state) {
  (void)state;
  assert_string_equal(ek_file_hash(arena, "abc", 3),
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_string_equal(ek_file_hash(arena, "", 0),
                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

#define TEST(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

static void test_make_folder(void **state) {
  (void)state;
  const char *deep = in_folder("a/b//c/");
  assert_true(ek_file_make_folder(arena, deep, diags));
  assert_true(ek_file_make_folder(arena, deep, diags)); /* it is there */
  assert_true(ek_file_make_folder(arena, "/", diags));
  assert_true(ek_file_write(arena, in_folder("a/b/c/file"), "x", 1, diags));
  assert_false(ek_file_make_folder(arena, in_folder("a/b/c/file"), diags));
  assert_false(ek_file_make_folder(arena, in_folder("a/b/c/file/more"), diags));
  struct ek_buffer out = {.arena = arena};
  ek_diags_text(diags, &out, false);
  assert_non_null(strstr(out.text, "/a/b/c/file: cannot make the folder: "));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_read),
      TEST(test_same),
      TEST(test_read_missing),
      TEST(test_read_missing_without_near_name),
      TEST(test_read_missing_folder),
      TEST(test_read_folder),
      TEST(test_read_forbidden),
      TEST(test_read_other_failure),
      TEST(test_read_too_large),
      TEST(test_read_stdin),
      TEST(test_read_failing_stdin),
      TEST(test_write),
      TEST(test_write_through_link),
      TEST(test_write_beside),
      TEST(test_write_folder),
      TEST(test_write_missing_folder),
      TEST(test_write_forbidden),
      TEST(test_write_streams),
      TEST(test_make_folder),
      TEST(test_beside),
      TEST(test_hash),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
