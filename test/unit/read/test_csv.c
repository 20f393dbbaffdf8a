/* Tests of lib/read/csv.c: cells and their places, encodings, and what is refused. */
#include "read/fixture.h"

#include "read/csv.h"

static const struct ek_csv *read_text(const char *text) {
  return ek_csv_read(arena, source_of(text), diags);
}

static void check_errors(const char *text, const char *expected) {
  assert_null(read_text(text));
  assert_errors(expected);
}

static void check_cell(const struct ek_csv *csv, size_t row, size_t column, const char *text,
                       int line, int at) {
  const struct ek_cell *cell = ek_csv_cell(csv, row, column);
  assert_string_equal(cell->text, text);
  assert_int_equal(cell->line, line);
  assert_int_equal(cell->column, at);
}

static void test_cells(void **state) {
  (void)state;
  const struct ek_csv *csv = read_text("löpnr; kön ;\"lön efter\"\n"
                                       "1;kvinna;19 800,5\n"
                                       "\n"
                                       "2; man ;\n"
                                       "   \n"
                                       "\"3\";\"a\"\"b;\n c\"; 4 \n"
                                       ";;\n"
                                       "4;;x");
  assert_non_null(csv);
  assert_int_equal(csv->delimiter, ';');
  assert_string_equal(csv->encoding, "UTF-8");
  assert_int_equal(csv->columns, 3);
  assert_int_equal(csv->rows, 4);
  assert_string_equal(csv->header[2].text, "lön efter");
  assert_int_equal(csv->header[2].column, 13);
  assert_int_equal(ek_csv_column(csv, "kön"), 1);
  assert_int_equal(ek_csv_column(csv, "saknas"), -1);
  check_cell(csv, 0, 2, "19 800,5", 2, 10);
  check_cell(csv, 1, 1, "man", 4, 4);
  check_cell(csv, 1, 2, "", 4, 9);
  check_cell(csv, 2, 0, "3", 6, 1);
  check_cell(csv, 2, 1, "a\"b;\n c", 6, 5);
  check_cell(csv, 2, 2, "4", 7, 6);
  check_cell(csv, 3, 1, "", 9, 3);
  check_cell(csv, 3, 2, "x", 9, 4);
  struct ek_pos pos = ek_csv_pos(csv, ek_csv_cell(csv, 0, 1));
  assert_ptr_equal(pos.source, csv->source);
  assert_int_equal(pos.length, 6);
}

static void test_delimiters(void **state) {
  (void)state;
  assert_int_equal(read_text("a,b;c,d\n1,2,3\n")->delimiter, ',');
  const struct ek_csv *csv = read_text("a\tb\n 1 \t\n\t2,5\n");
  assert_int_equal(csv->delimiter, '\t');
  assert_int_equal(csv->rows, 2);
  check_cell(csv, 0, 0, "1", 2, 2);
  check_cell(csv, 0, 1, "", 2, 5);
  check_cell(csv, 1, 0, "", 3, 1);
  check_cell(csv, 1, 1, "2,5", 3, 2);
  csv = read_text("\n\n\"a;b;c\",d\n1,2\n");
  assert_int_equal(csv->delimiter, ',');
  assert_int_equal(csv->columns, 2);
  csv = read_text("ensam\n1\n2\n");
  assert_int_equal(csv->columns, 1);
  assert_int_equal(csv->rows, 2);
  csv = read_text("bara;huvud");
  assert_int_equal(csv->rows, 0);
  assert_errors("");
}

static void test_encodings(void **state) {
  (void)state;
  const struct ek_csv *csv = read_text("\xEF\xBB\xBF\"a\";b\r\n1;å\r\n");
  assert_string_equal(csv->encoding, "UTF-8 with BOM");
  assert_string_equal(csv->header[0].text, "a");
  check_cell(csv, 0, 1, "å", 2, 3);
  csv = read_text("k\xF6n;\xE5lder\nkvinna;\x96\n");
  assert_string_equal(csv->encoding, "Windows-1252");
  assert_string_equal(csv->header[0].text, "kön");
  assert_int_equal(csv->header[1].column, 5);
  check_cell(csv, 0, 1, "–", 2, 8);
  assert_errors("");
  check_errors("a;b\n1;\x81\n", "2:3+1 byte 0x81 is neither UTF-8 nor Windows-1252; save the file "
                                "as UTF-8\n");
  check_errors("\xEF\xBB\xBF"
               "a\n\xE5\n",
               "2:1+1 byte 0xE5 is neither UTF-8 nor Windows-1252; "
               "save the file as UTF-8\n");
  assert_null(ek_csv_read(arena,
                          source_bytes("\xFF\xFE"
                                       "a\0",
                                       4),
                          diags));
  assert_errors("0:0+0 the file is not UTF-8 but UTF-16; save it as UTF-8\n");
  assert_null(ek_csv_read(arena, source_bytes("abc\n\0\n", 6), diags));
  assert_errors("2:1+1 a NUL byte; this is not a text file; save it as CSV in UTF-8\n");
}

static void test_no_break_space(void **state) {
  (void)state;
  const struct ek_csv *csv = read_text("a;b\n\u00A012\u00A0500\u00A0;\" x \"\n");
  check_cell(csv, 0, 0, "12\u00A0500", 2, 1);
  check_cell(csv, 0, 1, "x", 2, 10);
}

static void test_row_lengths(void **state) {
  (void)state;
  check_errors("a;b\n1;2;3\n4;5\n  6\n",
               "2:1+1 3 cells in this row, 2 in the header; put a cell that holds ';' in quotes\n"
               "4:3+1 1 cells in this row, 2 in the header; put a cell that holds ';' in quotes\n");
  check_errors("a\tb\n1\n",
               "2:1+1 1 cells in this row, 2 in the header; put a cell that holds a tab "
               "in quotes\n");
  check_errors("a,b\n1,2,5\n", "2:1+1 3 cells in this row, 2 in the header; put a cell that holds "
                               "',' in quotes\n");
}

static void test_another_kind_of_file(void **state) {
  (void)state;
  struct ek_buffer text = {.arena = arena};
  ek_buffer_add(&text, "a;b\n");
  for (int i = 0; i < 5000; i++)
    ek_buffer_add(&text, "x\n");
  assert_null(read_text(ek_buffer_text(&text)));
  assert_int_equal(ek_diags_errors(diags), 100);
  assert_non_null(read_text("a\n1\n")); /* earlier errors do not count */
}

static void test_header(void **state) {
  (void)state;
  check_errors("", "0:0+0 the file is empty; the first row names the columns\n");
  check_errors("\n;;\n\n", "0:0+0 the file is empty; the first row names the columns\n");
  check_errors("a;;b;a;\n",
               "1:3+1 a column without a name; the first row names the columns\n"
               "1:6+1 the column 'a' stands twice; give each column a name of its own\n"
               "1:8+1 a column without a name; the first row names the columns\n");
}

static void test_quotes(void **state) {
  (void)state;
  check_errors("a;b\n1;\"två\n2;3\n", "2:3+1 this quote is never closed; end the cell with '\"'\n");
  check_errors("a;b\n1;\"två\" x\n",
               "2:9+1 text after the quote that ends the cell from line 2; put the whole cell in "
               "quotes, and write a quote inside it twice: \"\"\n");
  check_errors("a;b\n1;5\" skärm\n",
               "2:4+1 a quote in the middle of a cell; put the whole cell in quotes, and write a "
               "quote inside it twice: \"\"\n");
}

static void test_personnummer(void **state) {
  (void)state;
  check_errors("id;x\n850709-9805;1;2\n",
               "0:0+0 a personnummer stands on line 2, column 1; take it away; give each person a "
               "serial number of your own\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_cells),
      TEST(test_delimiters),
      TEST(test_encodings),
      TEST(test_row_lengths),
      TEST(test_another_kind_of_file),
      TEST(test_no_break_space),
      TEST(test_header),
      TEST(test_quotes),
      TEST(test_personnummer),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
