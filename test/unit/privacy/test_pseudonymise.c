/* Tests of lib/people/pseudonymise.c and key.c. The personal numbers are Skatteverket's test
 * numbers. */
#include "support.h"

#include <sys/stat.h>

#include "privacy/pseudonymise.h"

static const unsigned char key[EK_KEY_SIZE] = "0123456789abcdef0123456789abcdef";

static enum ek_want want_codes(void *data, const char *name) {
  (void)data;
  (void)name;
  return EK_WANT_CODES;
}

static enum ek_want want_samples(void *data, const char *name) {
  (void)data;
  (void)name;
  return EK_WANT_SAMPLE;
}

static const struct ek_source *source_of(const char *text) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){"d.csv", text, strlen(text), true};
  return source;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* The copy, or NULL with errors. */
static const char *copy_of(const char *text, const char *const *pseudonymise,
                           const char *const *leave_out) {
  const struct ek_treatment_asked asked = {pseudonymise, leave_out};
  struct ek_columns *columns =
      ek_columns_read_unchecked(arena, source_of(text), want_codes, NULL, diags);
  assert_non_null(columns);
  const struct ek_treated *plan = ek_pseudonymise_plan(arena, columns, &asked, diags);
  if (plan == NULL)
    return NULL;
  struct ek_buffer out = {.arena = arena};
  ek_pseudonymise(columns, plan, key, &out);
  return ek_buffer_text(&out);
}

static const char *pseudonym(const char *text) {
  char *out = ek_alloc(arena, EK_PSEUDONYM_SIZE);
  ek_pseudonym(key, text, out);
  assert_true(ek_pseudonym_is(out));
  return out;
}

static void same(const char *a, const char *b) {
  assert_string_equal(pseudonym(a), pseudonym(b));
}

static void differ(const char *a, const char *b) {
  assert_string_not_equal(pseudonym(a), pseudonym(b));
}

static void test_same_person(void **state) {
  (void)state;
  static const char *const ways[] = {"850709-9805",    "8507099805",  "19850709-9805",
                                     "198507099805",   "850709 9805", "19850709 9805",
                                     " 850709 - 9805", "850709–9805", "850709\u00A09805"};
  for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
    same(ways[i], "198507099805");
  same("850769-9805", "198507699805"); /* a samordningsnummer */
  same("850709+9805", "188507099805");
  same("300709-9805", "203007099805");
  same("310709-9805", "193107099805");
  same("300709+9805", "193007099805");
  same("19200709+9805", "192007099805");
}

static void test_other_persons(void **state) {
  (void)state;
  differ("850709-9805", "850709-9813");
  differ("850709-9805", "850709+9805");
  differ("850709-9805", "850769-9805");
  differ("8507099804", "198507099804");   /* a wrong check digit: any number of ten digits */
  differ("851309-9805", "19851309-9805"); /* month 13 */
  differ("850709-9805 x", "850709-9805");
  differ("Anna", "anna");
  differ("", "0");
}

/* The same for ever, or files could not be linked: as Python's hashlib.blake2b has them. */
static void test_known(void **state) {
  (void)state;
  assert_string_equal(pseudonym("850709-9805"), "pqgsvgdqrrpmcfkqg");
  assert_string_equal(pseudonym("A12"), "pjmrgjbsgqffgqjtv");
  static const unsigned char other[EK_KEY_SIZE] = {1};
  char out[EK_PSEUDONYM_SIZE];
  ek_pseudonym(other, "850709-9805", out);
  assert_string_not_equal(out, pseudonym("850709-9805"));
}

static void test_is_pseudonym(void **state) {
  (void)state;
  assert_true(ek_pseudonym_is("pbcdfghjkmnpqrstv"));
  assert_false(ek_pseudonym_is(""));
  assert_false(ek_pseudonym_is("p"));
  assert_false(ek_pseudonym_is("qbcdfghjkmnpqrstv"));
  assert_false(ek_pseudonym_is("pbcdfghjkmnpqrst"));
  assert_false(ek_pseudonym_is("pbcdfghjkmnpqrstvv"));
  assert_false(ek_pseudonym_is("pacdfghjkmnpqrstv"));
  assert_false(ek_pseudonym_is("Pbcdfghjkmnpqrstv"));
}

static const char persons[] = "Personnummer;namn;kommun;e-post;anteckning;not\n"
                              "850709-9805;Anna Ek;Nora;a@x.se;\"ring 850709-9805, helst\";\n"
                              ";;;;;\n"
                              "198507099805;Ali Ek;\"Nora; Vara\";;bra;\"sa \"\"hej\"\"\"\n"
                              "850769-9805;Eva Ek;;;;\"två\nrader\"\n"
                              ";Li Xu;Mark;;;x\n";

static void test_copy(void **state) {
  (void)state;
  const char *p = pseudonym("850709-9805"), *q = pseudonym("850769-9805");
  assert_string_equal(copy_of(persons, NULL, NULL),
                      ek_sprintf(arena,
                                 "Personnummer;kommun;not\n"
                                 "%s;Nora;\n"
                                 "%s;\"Nora; Vara\";\"sa \"\"hej\"\"\"\n"
                                 "%s;;\"två\nrader\"\n"
                                 ";Mark;x\n",
                                 p, p, q));
  assert_fine();
}

static void test_asked(void **state) {
  (void)state;
  const char *out = copy_of(persons, NAMES("namn", "kommun"), NAMES("Personnummer", "not"));
  assert_string_equal(out, ek_sprintf(arena, "namn;kommun\n%s;%s\n%s;%s\n%s;\n%s;%s\n",
                                      pseudonym("Anna Ek"), pseudonym("Nora"), pseudonym("Ali Ek"),
                                      pseudonym("Nora; Vara"), pseudonym("Eva Ek"),
                                      pseudonym("Li Xu"), pseudonym("Mark")));
  assert_fine();
  out = copy_of("löpnr,x\n1,a\n2,b\n", NULL, NAMES("x"));
  assert_string_equal(out, "löpnr\n1\n2\n");
}

/* What is written is let in where the file was refused. */
static void test_passes(void **state) {
  (void)state;
  const char *out = copy_of(persons, NAMES("namn"), NULL);
  struct ek_columns *columns = ek_columns_read(arena, source_of(out), want_samples, NULL, diags);
  assert_non_null(columns);
  assert_true(ek_identity_check(columns, diags));
  assert_fine();
}

static void test_mixed(void **state) {
  (void)state;
  const char *out = copy_of("id;läge\n850709-9805;a\nokänd;b\nokänd;c\n\"K12 (850709-9805)\";d\n"
                            "850769-9805;e\n",
                            NULL, NULL);
  const char *u = pseudonym("okänd");
  assert_string_equal(out, ek_sprintf(arena, "id;läge\n%s;a\n%s;b\n%s;c\n%s;d\n%s;e\n",
                                      pseudonym("850709-9805"), u, u,
                                      pseudonym("K12 (850709-9805)"), pseudonym("850769-9805")));
  assert_errors("~ d.csv:0:0+0 column 1 'id' also holds 2 texts that are no personnummer; they "
                "got pseudonyms too; rows with the same text are taken for one person\n");
}

static void test_refused(void **state) {
  (void)state;
  assert_null(copy_of("löpnr;kommun\n1;Nora\n", NULL, NULL));
  assert_errors("d.csv:0:0+0 nothing in the file was found to tell who somebody is; name columns "
                "to pseudonymise with --column\n");
  assert_null(copy_of("namn;e-post\nAnna;a@x.se\n", NULL, NULL));
  assert_errors("d.csv:0:0+0 all columns would be left out; name a column to pseudonymise instead "
                "with --column\n");
  assert_null(copy_of("namn;läge\nAnna;a\n", NAMES("namm", "läge"), NAMES("läge", "zzzzzz")));
  assert_errors("d.csv:0:0+0 'läge' is to be both pseudonymised and left out; choose one\n"
                "d.csv:0:0+0 there is no column 'namm'; did you mean 'namn'?\n"
                "d.csv:0:0+0 there is no column 'zzzzzz'\n");
  assert_null(copy_of("850709-9805;läge\n850709-9805;b\n", NULL, NULL));
  assert_errors("d.csv:0:0+0 where the name of column 1 should stand there is something about a "
                "person; the first row names the columns; write one above the first person\n");
}

static void test_odd_rows(void **state) {
  (void)state;
  assert_null(copy_of("pnr;x\n850709-9805;1;2\n850709-9805\n", NULL, NULL));
  assert_errors("d.csv:2:1+1 3 cells in this row, 2 in the first; put a cell that holds the "
                "delimiter in quotes\n"
                "d.csv:3:1+1 1 cells in this row, 2 in the first; put a cell that holds the "
                "delimiter in quotes\n");
  struct ek_buffer many = {.arena = arena};
  ek_buffer_add(&many, "pnr;x\n850709-9805;1\n");
  for (int i = 0; i < 1000; i++)
    ek_buffer_add(&many, "1\n");
  assert_null(copy_of(ek_buffer_text(&many), NULL, NULL));
  assert_int_equal(ek_diags_errors(diags), 100);
}

/* --- keys ---------------------------------------------------------------------------------- */

static void test_new_key(void **state) {
  (void)state;
  const char *path = ek_sprintf(arena, "%s/ekusia.key", folder);
  unsigned char first[EK_KEY_SIZE] = {0}, again[EK_KEY_SIZE] = {0}, third[EK_KEY_SIZE];
  bool made;
  assert_true(ek_key_open(arena, path, first, &made, diags));
  assert_true(made);
  struct stat info;
  assert_int_equal(stat(path, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0600);
  assert_int_equal(info.st_size, 65);
  assert_true(ek_key_open(arena, path, again, &made, diags));
  assert_false(made);
  assert_memory_equal(first, again, EK_KEY_SIZE);
  assert_true(ek_key_open(arena, ek_sprintf(arena, "%s/other", folder), third, &made, diags));
  assert_memory_not_equal(first, third, EK_KEY_SIZE);
  assert_fine();
}

#define HEX "30313233343536373839616263646566303132333435363738396162636465"

static void test_old_key(void **state) {
  (void)state;
  unsigned char read[EK_KEY_SIZE];
  bool made;
  assert_true(ek_key_open(arena, file_of("k", HEX "66"), read, &made, diags));
  assert_memory_equal(read, key, EK_KEY_SIZE);
  assert_true(ek_key_open(arena, file_of("k", HEX "66 \r\n"), read, &made, diags));
  static const char *const wrong[] = {"",         HEX,      HEX "6",      HEX "6666",
                                      HEX "66 x", HEX "6g", " " HEX "66", "löpnr;x\n1;2\n"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    assert_false(ek_key_open(arena, file_of("k", wrong[i]), read, &made, diags));
    assert_errors("k:0:0+0 this is no key: 64 hexadecimal digits are asked for; name the file that "
                  "was made with the first pseudonyms, or one that is not there\n");
  }
}

static void test_key_fails(void **state) {
  (void)state;
  unsigned char read[EK_KEY_SIZE];
  bool made;
  assert_false(ek_key_open(arena, ek_sprintf(arena, "%s/no/k", folder), read, &made, diags));
  assert_true(ek_diags_system(diags));
  assert_errors("no/k:0:0+0 the key cannot be written: No such file or directory; make the folder "
                "first, or name another\n");
  assert_false(ek_key_open(arena, folder, read, &made, diags));
  assert_errors(":0:0+0 this is a folder, not a file; name the file in it\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_same_person), TEST(test_other_persons), TEST(test_known),   TEST(test_is_pseudonym),
      TEST(test_copy),        TEST(test_asked),         TEST(test_passes),  TEST(test_mixed),
      TEST(test_refused),     TEST(test_odd_rows),      TEST(test_new_key), TEST(test_old_key),
      TEST(test_key_fails),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
