/* Tests of lib/read/columns.c and intern.c: files about persons as columns of codes. */
#include "read/fixture.h"

#include "read/columns.h"
#include "read/intern.h"

/* By the first letter of a column's name: codes, marks, else a sample. */
static enum ek_want want(void *data, const char *name) {
  (void)data;
  return name[0] == 'c' ? EK_WANT_CODES : name[0] == 'm' ? EK_WANT_MARKS : EK_WANT_SAMPLE;
}

static struct ek_columns *read_bytes(const char *bytes, size_t size) {
  return ek_columns_read(arena, source_bytes(bytes, size), want, NULL, diags);
}

static struct ek_columns *read_text(const char *text) {
  return read_bytes(text, strlen(text));
}

static void check_errors(const char *text, const char *expected) {
  assert_null(read_text(text));
  assert_errors(expected);
}

static const char *text_at(const struct ek_columns *c, size_t row, size_t column) {
  assert_true(row < c->rows && column < c->n);
  return c->columns[column].texts[c->columns[column].codes[row]];
}

static void check_pos(struct ek_columns *c, size_t row, size_t column, int line, int at) {
  struct ek_pos pos = ek_columns_pos(c, row, column);
  assert_ptr_equal(pos.source, c->source);
  assert_int_equal(pos.line, line);
  assert_int_equal(pos.column, at);
}

/* --- what is read -------------------------------------------------------------------------- */

static void test_codes(void **state) {
  (void)state;
  struct ek_columns *c = read_text("c kön; c läge ;\"c \"\"x\"\"\";other\n"
                                   "kvinna; arbete;1;a\n"
                                   "man;\u00A0arbete\u00A0;;b\n"
                                   "kvinna;\" studier\t\";1;a\n"
                                   " kvinna ;\"a;\"\"b\"\"\nc\";\"\";a");
  assert_non_null(c);
  assert_int_equal(c->delimiter, ';');
  assert_string_equal(c->encoding, "UTF-8");
  assert_int_equal(c->n, 4);
  assert_int_equal(c->rows, 4);
  assert_string_equal(c->columns[1].name, "c läge");
  assert_string_equal(c->columns[2].name, "c \"x\"");
  assert_int_equal(c->columns[0].n, 2);
  static const uint32_t codes[] = {0, 1, 0, 0};
  assert_memory_equal(c->columns[0].codes, codes, sizeof codes);
  assert_int_equal(c->columns[1].n, 3);
  assert_string_equal(text_at(c, 1, 1), "arbete");
  assert_string_equal(text_at(c, 2, 1), "studier");
  assert_string_equal(text_at(c, 3, 1), "a;\"b\"\nc");
  assert_int_equal(c->columns[2].n, 2);
  assert_string_equal(text_at(c, 3, 2), "");
  assert_int_equal(c->columns[3].want, EK_WANT_SAMPLE);
  assert_null(c->columns[3].codes);
  assert_null(c->columns[3].marks);
  assert_int_equal(c->columns[3].n, 2);
  assert_int_equal(ek_columns_find(c, "c läge"), 1);
  assert_int_equal(ek_columns_find(c, "läge"), -1);
}

static void test_sample(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "c;x;m\n");
  for (int i = 0; i < 3000; i++)
    ek_buffer_addf(&text, "%d;%d;%d\n", i, i, i);
  struct ek_columns *c = read_text(ek_buffer_text(&text));
  assert_int_equal(c->columns[0].n, 3000);
  assert_int_equal(c->columns[1].n, 2000);
  assert_int_equal(c->columns[2].n, 2000);
  assert_string_equal(text_at(c, 2999, 0), "2999");
  assert_int_equal(c->columns[2].marks[2999], ek_intern_key("2999", 4));
}

/* libcsv is fed in pieces of 256 KB: cells and quotes that stand across their ends. */
static void test_pieces(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "c a;c b\r\n");
  for (int i = 0; i < 60000; i++)
    ek_buffer_addf(&text, "%d;\"x\"\"%d\"\r\n", i % 1000, i);
  struct ek_columns *c = read_text(ek_buffer_text(&text));
  assert_int_equal(c->rows, 60000);
  assert_int_equal(c->columns[0].n, 1000);
  assert_int_equal(c->columns[1].n, 60000);
  for (size_t i = 0; i < 60000; i += 7) {
    assert_string_equal(text_at(c, i, 0), ek_sprintf(arena, "%zu", i % 1000));
    assert_string_equal(text_at(c, i, 1), ek_sprintf(arena, "x\"%zu", i));
  }
  check_pos(c, 59999, 1, 60001, 5);
}

static void test_delimiters(void **state) {
  (void)state;
  struct ek_columns *c = read_text("c,\"c;b\"\n1,2\n");
  assert_int_equal(c->delimiter, ',');
  assert_string_equal(text_at(c, 0, 1), "2");
  c = read_text("c\tc b\n 1 \t\n\t2\n");
  assert_int_equal(c->delimiter, '\t');
  assert_int_equal(c->rows, 2);
  assert_string_equal(text_at(c, 0, 0), "1");
  assert_string_equal(text_at(c, 1, 0), "");
  check_pos(c, 0, 0, 2, 2);
  check_pos(c, 1, 1, 3, 2);
  c = read_text("c\n1\n2\n");
  assert_int_equal(c->delimiter, ';');
  assert_int_equal(c->rows, 2);
}

static void test_encodings(void **state) {
  (void)state;
  struct ek_columns *c = read_text("\xEF\xBB\xBF\"c\";c å\r\n1;ö\r\n");
  assert_string_equal(c->encoding, "UTF-8 with BOM");
  assert_string_equal(c->columns[0].name, "c");
  check_pos(c, 0, 1, 2, 3);
  c = read_text("c k\xF6n;c \xE5lder\nkvinna;\x96\n");
  assert_string_equal(c->encoding, "Windows-1252");
  assert_string_equal(c->columns[0].name, "c kön");
  assert_string_equal(text_at(c, 0, 1), "–");
  check_errors("c\n\x81\n",
               "2:1+1 byte 0x81 is neither UTF-8 nor Windows-1252; save the file as UTF-8\n");
}

/* The source stays secret on its way through the encodings. */
static void test_secret(void **state) {
  (void)state;
  static const char *const texts[] = {"c\n1\n",
                                      "\xEF\xBB\xBF"
                                      "c\n1\n",
                                      "c\n\xE5\n"};
  for (size_t i = 0; i < 3; i++) {
    struct ek_source source = *source_of(texts[i]);
    source.secret = true;
    assert_true(ek_columns_read(arena, &source, want, NULL, diags)->source->secret);
  }
}

/* --- rows that are not among the rows ------------------------------------------------------ */

static void test_blank_rows(void **state) {
  (void)state;
  struct ek_columns *c = read_text("\n;;\n   \nc a;c b\n\n1;2\n;\n \t \n\"\";\"  \"\n\n3;4\n;");
  assert_int_equal(c->rows, 2);
  assert_int_equal(c->odd.n, 0);
  assert_string_equal(c->columns[0].name, "c a");
  assert_string_equal(text_at(c, 1, 1), "4");
  check_pos(c, 0, 0, 6, 1);
  check_pos(c, 1, 1, 11, 3);
  check_pos(c, 0, 1, 6, 3); /* back again */
}

static void test_odd_rows(void **state) {
  (void)state;
  struct ek_columns *c = read_text("c a;c b\n1;2;3\n4;5\n  6\n;;7\n;;\n8;9\n");
  assert_int_equal(c->rows, 2);
  assert_int_equal(c->odd.n, 3);
  const struct ek_odd_row *odd = c->odd.items;
  static const size_t cells[] = {3, 1, 3};
  static const int lines[] = {2, 4, 5}, columns[] = {1, 3, 1};
  for (size_t i = 0; i < 3; i++) {
    struct ek_pos pos = ek_columns_odd_pos(c, &odd[i]);
    assert_int_equal(odd[i].cells, cells[i]);
    assert_int_equal(pos.line, lines[i]);
    assert_int_equal(pos.column, columns[i]);
  }
  assert_string_equal(text_at(c, 0, 0), "4");
  assert_string_equal(text_at(c, 1, 1), "9");
  check_pos(c, 0, 0, 3, 1);
  check_pos(c, 1, 1, 7, 3);
  assert_non_null(read_text("c a;c b\n1\n")); /* the caller's to judge */
  assert_errors("");
}

/* --- places -------------------------------------------------------------------------------- */

static void test_places(void **state) {
  (void)state;
  struct ek_columns *c = read_text("c a;c b;c d\n"
                                   "1; \"två\n\nrader\"; x\n"
                                   "\n"
                                   "  å;\"\"\"\";\"y;\n\"\n"
                                   "2;\"\";3\n");
  assert_int_equal(c->rows, 3);
  check_pos(c, 0, 0, 2, 1);
  check_pos(c, 0, 1, 2, 4);
  check_pos(c, 0, 2, 4, 9);
  check_pos(c, 0, SIZE_MAX, 2, 1);
  check_pos(c, 1, 0, 6, 3);
  check_pos(c, 1, 1, 6, 5);
  check_pos(c, 1, 2, 6, 10);
  check_pos(c, 2, 2, 8, 6);
  check_pos(c, 1, SIZE_MAX, 6, 3);
}

static void test_line_ends(void **state) {
  (void)state;
  static const char *const ends[] = {"\n", "\r\n", "\r"};
  for (size_t i = 0; i < 3; i++) {
    const char *e = ends[i];
    struct ek_columns *c =
        read_text(ek_sprintf(arena, "c a;c b%s%s1;\"x%sy\"%s;%s2;%s%s3;4", e, e, e, e, e, e, e));
    assert_int_equal(c->rows, 3);
    assert_string_equal(text_at(c, 0, 1), ek_sprintf(arena, "x%sy", e));
    check_pos(c, 0, 0, 3, 1);
    check_pos(c, 1, 0, 6, 1);
    check_pos(c, 2, 1, 8, 3);
  }
  struct ek_columns *c = read_text("c\n1\r2\r\n3\n\r4\r");
  assert_int_equal(c->rows, 4);
  check_pos(c, 3, 0, 6, 1);
}

/* --- rows that should differ --------------------------------------------------------------- */

static const char *twins_of(struct ek_columns *c, size_t column) {
  struct ek_list twins = ek_columns_twins(arena, c, column);
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < twins.n; i++)
    ek_buffer_addf(&out, "%zu=%zu ", ((struct ek_twin *)twins.items)[i].again,
                   ((struct ek_twin *)twins.items)[i].first);
  return ek_buffer_text(&out);
}

static void test_twins(void **state) {
  (void)state;
  struct ek_columns *c = read_text("m\n9\n10\n11\n100\n");
  assert_string_equal(twins_of(c, 0), "");
  assert_null(c->columns[0].codes);
  c = read_text("x;m\n1;b\n2;a\n3; a\n4;b\n5;c\n6;a\n");
  assert_string_equal(twins_of(c, 1), "2=1 3=0 5=1 ");
  c = read_text("x;m\n1;\n2;b\n3;\n4;b\n");
  assert_string_equal(twins_of(c, 1), "3=1 ");
  c = read_text(
      "m\nÅÄÖÅÄÖ-löpnummer-1\nÅÄÖÅÄÖ-löpnummer-2\nÅÄÖÅÄÖ-löpnummer-1\n12345678\n123456789\n");
  assert_string_equal(twins_of(c, 0), "2=0 ");
  c = read_text("m;x;y\n1\n");
  assert_int_equal(c->rows, 0);
  assert_string_equal(twins_of(c, 0), "");
}

static void test_many_twins(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "m;m b\n");
  for (int i = 0; i < 20000; i++)
    ek_buffer_addf(&text, "person-%07d;%d\n", i * 7919 % 20011, (i * 7919) % 10000);
  struct ek_columns *c = read_text(ek_buffer_text(&text));
  assert_int_equal(ek_columns_twins(arena, c, 0).n, 0);
  struct ek_list twins = ek_columns_twins(arena, c, 1);
  assert_int_equal(twins.n, 10000);
  for (size_t i = 0; i < twins.n; i++) {
    assert_int_equal(((struct ek_twin *)twins.items)[i].again, 10000 + i);
    assert_int_equal(((struct ek_twin *)twins.items)[i].first, i);
  }
}

/* --- texts as numbers ---------------------------------------------------------------------- */

/* All texts of up to three of these signs: other texts have other keys and numbers. */
static void test_keys(void **state) {
  (void)state;
  static const char signs[] = "01a\xC3";
  struct ek_intern *intern = ek_intern_new(arena);
  uint32_t expected = 0;
  for (int round = 0; round < 2; round++, expected = 0)
    for (int size = 0; size <= 5; size++) {
      int count = 1 << 2 * size;
      for (int n = 0; n < count; n++) {
        char text[5] = {0};
        for (int i = 0; i < size; i++)
          text[i] = signs[n >> 2 * i & 3];
        assert_int_equal(ek_intern(intern, text, (size_t)size), expected++);
      }
    }
  size_t n;
  const char **texts = ek_intern_texts(intern, &n);
  assert_int_equal(n, 1365);
  assert_string_equal(texts[0], "");
  assert_string_equal(texts[1], "0");
  assert_string_equal(texts[1364], "\xC3\xC3\xC3\xC3\xC3");
}

static void test_key_sizes(void **state) {
  (void)state;
  static const char text[] = "abcdefghijklmnopqrstuvwxyz";
  struct ek_intern *intern = ek_intern_new(arena);
  for (size_t size = 0; size <= 26; size++) {
    assert_int_equal(ek_intern(intern, text, size), size);
    for (size_t other = 0; other < size; other++)
      assert_int_not_equal(ek_intern_key(text, size), ek_intern_key(text, other));
    for (size_t i = 0; i < size; i++) { /* every byte counts */
      char changed[27];
      memcpy(changed, text, sizeof changed);
      changed[i] = '_';
      assert_int_not_equal(ek_intern_key(text, size), ek_intern_key(changed, size));
    }
  }
  assert_int_equal(ek_intern(intern, text, 26), 26);
  assert_int_equal(ek_intern_key("", 0), 0);
  assert_int_equal(ek_intern_key("8507", 4), 0x37303538);
}

static void test_key_order(void **state) {
  (void)state;
  static const char *const rising[] = {"", "0", "9", "10", "19", "20", "99", "100", "12345678"};
  for (size_t i = 1; i < sizeof rising / sizeof *rising; i++)
    assert_true(ek_intern_order(ek_intern_key(rising[i - 1], strlen(rising[i - 1]))) <
                ek_intern_order(ek_intern_key(rising[i], strlen(rising[i]))));
}

/* --- errors -------------------------------------------------------------------------------- */

static void test_no_file(void **state) {
  (void)state;
  check_errors("", "0:0+0 the file is empty; the first row names the columns\n");
  check_errors("\n;;\n \n", "0:0+0 the file is empty; the first row names the columns\n");
  check_errors("c;x\n", "0:0+0 the file has a first row and no others\n");
  check_errors("c;x\n;\n\n", "0:0+0 the file has a first row and no others\n");
  assert_null(read_bytes("\xFF\xFE"
                         "a\0",
                         4));
  assert_errors("0:0+0 the file is not UTF-8 but UTF-16; save it as UTF-8\n");
  assert_null(read_bytes("abc\n\0\n", 6));
  assert_errors("2:1+1 a NUL byte; this is not a text file; save it as CSV in UTF-8\n");
  check_errors("PK\3\4zip", "0:0+0 this is a workbook (.xlsx) or a zipped file, not CSV; in Excel: "
                            "Arkiv > Spara som > CSV UTF-8 (kommaavgränsad) (*.csv)\n");
}

static void test_header(void **state) {
  (void)state;
  check_errors("a;;b; a;\n1;2;3;4;5\n",
               "1:3+1 column 2 has no name; the first row names the columns\n"
               "1:7+1 columns 1 and 4 have the same name; give each column a name of its own\n"
               "1:9+1 column 5 has no name; the first row names the columns\n");
  check_errors("\n;\n\"två\nrader\";;x;x\n1;2;3;4\n",
               "4:8+1 column 2 has no name; the first row names the columns\n"
               "4:11+1 columns 3 and 4 have the same name; give each column a name of its own\n");
  check_errors("a;a;a\n1;2;3\n",
               "1:3+1 columns 1 and 2 have the same name; give each column a name of its own\n"
               "1:5+1 columns 1 and 3 have the same name; give each column a name of its own\n");
}

static void test_too_many_columns(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  for (int i = 1; i <= 10000; i++)
    ek_buffer_addf(&text, "x%d;", i);
  check_errors(ek_sprintf(arena, "%sy;\n1;2\n", ek_buffer_text(&text)),
               "0:0+0 more than 10000 columns; is it a CSV file, with a row for each person?\n");
  assert_non_null(read_text(ek_sprintf(arena, "%.*s\n1;2\n", (int)text.size - 1, text.text)));
}

static void test_quotes(void **state) {
  (void)state;
#define PAIR "put the whole cell in quotes, and write a quote inside it twice: \"\"\n"
  check_errors("c;x\n1;5\" skärm\n",
               "2:4+1 a quote in the middle of a cell, or text after one that ends it; " PAIR);
  check_errors("c;x\n\n1;\"två\nrader\" x\n",
               "4:8+1 a quote in the middle of a cell, or text after one that ends it; " PAIR);
  check_errors("c;x\n1;2\n\n  3; \"fyra\n5;6\n",
               "4:6+1 this quote is never closed; end the cell with '\"'\n");
  check_errors("c;x\n\"a\nb\";\"c\n", "3:4+1 this quote is never closed; end the cell with '\"'\n");
  check_errors("c;\"x\n1;2\n", "1:3+1 this quote is never closed; end the cell with '\"'\n");
  check_errors("\n \"c;x\n1;2\n", "2:2+1 this quote is never closed; end the cell with '\"'\n");
}

static void test_personnummer(void **state) {
  (void)state;
  static const char text[] = "c;x\n850709-9805;1\n19850709-9805;2\n";
  check_errors(text, "0:0+0 2 personnummer stand in the file, the first on line 2, column 1; take "
                     "it away; give each person a serial number of your own\n");
  struct ek_source secret = *source_of(text);
  secret.secret = true;
  assert_null(ek_columns_read(arena, &secret, want, NULL, diags));
  assert_errors("0:0+0 2 personnummer stand in the file, the first on line 2, column 1; `ekusia "
                "pseudonymise` makes a copy of the file without them\n");
  struct ek_columns *c = ek_columns_read_unchecked(arena, source_of(text), want, NULL, diags);
  assert_string_equal(text_at(c, 0, 0), "850709-9805");
  assert_errors("");
}

/* Errors that were there before do not count. */
static void test_earlier_errors(void **state) {
  (void)state;
  check_errors("c;c\n1;2\n",
               "1:3+1 columns 1 and 2 have the same name; give each column a name of its own\n");
  ek_error(diags, (struct ek_pos){0}, NULL, "another");
  assert_non_null(read_text("c\n1\n"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_codes),      TEST(test_sample),       TEST(test_pieces),
      TEST(test_delimiters), TEST(test_encodings),    TEST(test_secret),
      TEST(test_blank_rows), TEST(test_odd_rows),     TEST(test_places),
      TEST(test_line_ends),  TEST(test_twins),        TEST(test_many_twins),
      TEST(test_keys),       TEST(test_key_sizes),    TEST(test_key_order),
      TEST(test_no_file),    TEST(test_header),       TEST(test_too_many_columns),
      TEST(test_quotes),     TEST(test_personnummer), TEST(test_earlier_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
