/* Tests of lib/read/bind.c: every kind of field, maps and lists, keys that are unknown or
 * missing, fallbacks. Also bind_spot.c, whose paths stand in every message. */
#include "read/fixture.h"

#include "read/bind.h"

enum { RED, GREEN, BLUE };
static const char *const colours[] = {"red", "green", "blue", NULL};

struct inner {
  struct ek_pos pos;
  bool present;
  const char *text;
  int number;
};
static const struct ek_field inner_fields[] = {
    {.key = "text", .kind = EK_TEXT, .offset = offsetof(struct inner, text), .aliases = "ord"},
    {.key = "number", .kind = EK_INT, .offset = offsetof(struct inner, number), .fallback = "7"},
    {.key = NULL}};
static const struct ek_record inner_record = {"inner",
                                              sizeof(struct inner),
                                              inner_fields,
                                              offsetof(struct inner, pos),
                                              offsetof(struct inner, present),
                                              NULL};

struct entry {
  struct ek_name name;
  int number;
};
static const struct ek_field entry_fields[] = {{.key = "number",
                                                .kind = EK_INT,
                                                .offset = offsetof(struct entry, number),
                                                .flags = EK_REQUIRED,
                                                .aliases = "antal",
                                                .help = "How many: 3."},
                                               {.key = NULL}};
static const struct ek_record entry_record = {"entry",      sizeof(struct entry), entry_fields,
                                              EK_NO_OFFSET, EK_NO_OFFSET,         NULL};

struct all {
  const char *text;
  struct ek_name name;
  bool flag;
  int number, months, colour;
  ek_month month;
  ek_day day;
  struct ek_value value;
  struct ek_label label;
  struct ek_origin source;
  struct inner inner;
  struct ek_list records, entries, names, values, value_map, text_map, ints, durations;
};
#define AT(member) .offset = offsetof(struct all, member)
static const struct ek_field all_fields[] = {
    {.key = "text", .kind = EK_TEXT, AT(text)},
    {.key = "name", .kind = EK_NAME, AT(name)},
    {.key = "flag", .kind = EK_BOOL, AT(flag)},
    {.key = "number", .kind = EK_INT, AT(number), .min = 0, .max = 120},
    {.key = "months", .kind = EK_MONTHS, AT(months), .min = 1, .max = 600},
    {.key = "colour", .kind = EK_ENUM, AT(colour), .choices = colours, .fallback = "green"},
    {.key = "month", .kind = EK_MONTH, AT(month)},
    {.key = "day", .kind = EK_DAY, AT(day)},
    {.key = "value", .kind = EK_VALUE, AT(value), .unit = "kr"},
    {.key = "label", .kind = EK_LABEL, AT(label)},
    {.key = "source", .kind = EK_ORIGIN, AT(source)},
    {.key = "inner", .kind = EK_RECORD, AT(inner), .record = &inner_record},
    {.key = "records",
     .kind = EK_RECORDS,
     AT(records),
     .record = &inner_record,
     .flags = EK_POSITIVE},
    {.key = "entries", .kind = EK_RECORD_MAP, AT(entries), .record = &entry_record},
    {.key = "names", .kind = EK_NAMES, AT(names)},
    {.key = "values", .kind = EK_VALUES, AT(values), .unit = "%"},
    {.key = "value_map", .kind = EK_VALUE_MAP, AT(value_map), .unit = "%"},
    {.key = "text_map", .kind = EK_TEXT_MAP, AT(text_map)},
    {.key = "ints", .kind = EK_INTS, AT(ints), .min = 0, .max = 25},
    {.key = "durations", .kind = EK_DURATIONS, AT(durations), .fallback = "[1 year, 18 months]"},
    {.key = "secret", .kind = EK_TEXT, AT(text), .flags = EK_HIDDEN},
    {.key = NULL}};
static const struct ek_record all_record = {"all",        sizeof(struct all), all_fields,
                                            EK_NO_OFFSET, EK_NO_OFFSET,       NULL};

static bool bind_text(const char *text, struct all *all) {
  const struct ek_node *root = ek_yaml_read(arena, source_of(text), diags);
  assert_non_null(root);
  memset(all, 0xFF, sizeof *all);
  return ek_bind(arena, root, &all_record, all, diags);
}

static void check_errors(const char *text, const char *expected) {
  struct all all;
  assert_false(bind_text(text, &all));
  assert_errors(expected);
}

static void test_scalars(void **state) {
  (void)state;
  struct all all;
  assert_true(bind_text("text: nej\nname: Ö\nflag: ja\nnumber: 34\nmonths: 1 year\ncolour: blue\n"
                        "month: 2013-02\nday: 2013-01-31\nvalue: 2 tkr\nlabel: Lön\nsource: SCB\n"
                        "inner: {text: x}\n",
                        &all));
  assert_string_equal(all.text, "nej");
  assert_string_equal(all.name.text, "Ö");
  assert_int_equal(all.name.pos.line, 2);
  assert_int_equal(all.name.pos.column, 7);
  assert_true(all.flag);
  assert_int_equal(all.number, 34);
  assert_int_equal(all.months, 12);
  assert_int_equal(all.colour, BLUE);
  assert_int_equal(all.month, 2013 * 12 + 1);
  assert_int_equal(all.day, 20130131);
  assert_string_equal(all.value.text, "2 tkr");
  assert_string_equal(all.label.sv, "Lön");
  assert_string_equal(all.label.en, "Lön");
  assert_string_equal(all.source.text, "SCB");
  assert_true(all.inner.present);
  assert_int_equal(all.inner.pos.line, 12);
  assert_int_equal(all.inner.number, 7);
}

static void test_maps_of_texts(void **state) {
  (void)state;
  struct all all;
  assert_true(bind_text("label: {en: Wage}\nsource: {title: SCB, url: 'https://scb.se', retrieved: "
                        "2026-11-21}\n",
                        &all));
  assert_null(all.label.sv);
  assert_string_equal(all.label.en, "Wage");
  assert_string_equal(all.source.text, "SCB");
  assert_string_equal(all.source.url, "https://scb.se");
  assert_string_equal(all.source.retrieved, "2026-11-21");
  check_errors("label: [x]\nsource: {titel: x}\n",
               "1:8+1 label must be a text, or {sv: ..., en: ...}, not a list\n"
               "2:10+5 unknown key 'titel' in source; did you mean 'title'?\n");
}

/* Lists by name; a single word is a list of one. */
static void test_maps_of_lists(void **state) {
  (void)state;
  static const struct ek_field fields[] = {{.key = "to", .kind = EK_NAME_MAP}, {.key = NULL}};
  static const struct ek_record record = {.name = "r", .size = sizeof(struct ek_list), .fields = fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET};
  struct ek_list out;
  assert_true(ek_bind(arena, ek_yaml_read(arena, source_of("to:\n  a: [b, c d]\n  b: a\n"), diags), &record, &out, diags));
  const struct ek_named_names *maps = out.items;
  assert_int_equal(out.n, 2);
  assert_string_equal(maps[0].name.text, "a");
  assert_int_equal(maps[0].names.n, 2);
  assert_string_equal(((const struct ek_name *)maps[0].names.items)[1].text, "c d");
  assert_int_equal(((const struct ek_name *)maps[0].names.items)[1].pos.column, 10);
  assert_int_equal(maps[1].names.n, 1);
  assert_false(ek_bind(arena, ek_yaml_read(arena, source_of("to: {a: {b: c}}\n"), diags), &record, &out, diags));
  assert_errors("1:9+1 to.a must be a list, not a map; begin each item with '- ', or write [ ... ]\n");
}

static void test_absent(void **state) {
  (void)state;
  struct all all;
  assert_true(bind_text("{}", &all));
  assert_null(all.text);
  assert_null(all.name.text);
  assert_false(all.flag);
  assert_int_equal(all.colour, GREEN);
  assert_null(all.value.text);
  assert_null(all.value.pos.source);
  assert_null(all.label.sv);
  assert_false(all.inner.present);
  assert_int_equal(all.inner.number, 7); /* a fallback within a map left out */
  assert_int_equal(all.records.n, 0);
  assert_int_equal(all.durations.n, 2);
  assert_int_equal(((int *)all.durations.items)[1], 18);
}

static void test_lists(void **state) {
  (void)state;
  struct all all;
  assert_true(bind_text("records:\n  - {text: a}\n  - {text: b, number: 2}\n"
                        "names: ensam\nvalues: [30 %, dödvikt, 0.5]\nints: [4, 9]\n"
                        "durations: [5 years]\n",
                        &all));
  const struct inner *inner = all.records.items;
  assert_int_equal(all.records.n, 2);
  assert_string_equal(inner[1].text, "b");
  assert_int_equal(inner[0].number, 7);
  assert_int_equal(inner[1].pos.line, 3);
  assert_int_equal(all.names.n, 1);
  assert_string_equal(((struct ek_name *)all.names.items)->text, "ensam");
  const struct ek_value *values = all.values.items;
  assert_int_equal(all.values.n, 3);
  assert_string_equal(values[1].text, "dödvikt");
  assert_int_equal(((int *)all.ints.items)[1], 9);
  assert_int_equal(all.durations.n, 1);
  assert_true(bind_text("names: [a, b]\nvalues: []\n", &all));
  assert_int_equal(all.names.n, 2);
  assert_string_equal(((struct ek_name *)all.names.items)[1].text, "b");
  assert_int_equal(all.values.n, 0);
}

static void test_maps(void **state) {
  (void)state;
  struct all all;
  assert_true(bind_text("entries:\n  två: {number: 2}\n  ett: {number: 1}\n"
                        "value_map: {arbete: 75 %, vila: rest}\ntext_map: {a: x, b: 'no'}\n",
                        &all));
  const struct entry *entries = all.entries.items;
  assert_int_equal(all.entries.n, 2);
  assert_string_equal(entries[0].name.text, "två");
  assert_int_equal(entries[0].name.pos.column, 3);
  assert_int_equal(entries[1].number, 1);
  const struct ek_named_value *values = all.value_map.items;
  assert_string_equal(values[0].name.text, "arbete");
  assert_string_equal(values[1].value.text, "rest");
  const struct ek_named_text *texts = all.text_map.items;
  assert_string_equal(texts[1].name.text, "b");
  assert_string_equal(texts[1].text, "no");
}

static void test_wrong_shapes(void **state) {
  (void)state;
  check_errors("text: [a]\nname: {a: 1}\ninner: x\nrecords: {a: 1}\nentries: [1]\nvalues: 3\n"
               "value_map: 3\ntext_map: {a: [1]}\n",
               "1:7+1 text must be a text, not a list\n"
               "2:7+1 name must be a name, not a map\n"
               "3:8+1 inner must be a map, not a text; write keys and values: 'key: value'\n"
               "4:10+1 records must be a list, not a map; begin each item with '- ', or write "
               "[ ... ]\n"
               "5:10+1 entries must be a map of names, not a list; write keys and values: 'key: "
               "value'\n"
               "6:9+1 values must be a list, not a text; begin each item with '- ', or write "
               "[ ... ]\n"
               "7:12+1 value_map must be a map of names, not a text; write keys and values: 'key: "
               "value'\n"
               "8:15+1 text_map.a must be a text, not a list\n");
  check_errors("x", "1:1+1 the file must be a map, not a text; write keys and values: 'key: "
                    "value'\n");
  check_errors("records: [x]", "1:11+1 records[1] must be a map, not a text; write keys and "
                               "values: 'key: value'\n");
}

static void test_empty(void **state) {
  (void)state;
  check_errors("text:\nrecords: []\nentries: {'': {number: 1}}\nname: ''\n",
               "1:6+1 text has no value; it must be a text; write a value, or take the key away\n"
               "2:10+1 records must hold at least one item\n"
               "3:11+2 an empty name in entries\n"
               "4:7+2 name has an empty name\n");
  struct all all;
  assert_true(bind_text("text: ''\n", &all));
  assert_string_equal(all.text, "");
}

static void test_unknown_keys(void **state) {
  (void)state;
  check_errors("txt: 1\nfoobarbaz: 2\nrecords:\n  - {ord: x}\n  - {zzz: 1}\n",
               "1:1+3 unknown key 'txt'; did you mean 'text'?\n"
               "2:1+9 unknown key 'foobarbaz'; known keys: text, name, flag, number, months, "
               "colour, month, day, value, label, source, inner, records, entries, names, values, "
               "value_map, text_map, ints, durations\n"
               "4:6+3 unknown key 'ord' in records[1]; did you mean 'text'?\n"
               "5:6+3 unknown key 'zzz' in records[2]; known keys: text, number\n");
}

static void test_missing_keys(void **state) {
  (void)state;
  check_errors("entries:\n  a: {}\n  b: {antal: 3}\n  c: {nummer: 3}\n",
               "2:6+1 missing key 'number' in entries.a; number: How many: 3.\n"
               "3:7+5 unknown key 'antal' in entries.b; did you mean 'number'?\n"
               "4:7+6 unknown key 'nummer' in entries.c; did you mean 'number'?\n");
}

static void test_all_errors_in_one_run(void **state) {
  (void)state;
  check_errors("number: 121\nentries: {a: {number: x}}\nvalue_map: {b: 3 kr}\nints: [1, 26]\n",
               "1:9+3 number must be between 0 and 120, not 121\n"
               "2:23+1 entries.a.number must be a whole number, not 'x'\n"
               "3:16+4 value_map.b must be in %, not in kr; write for example '35 %'\n"
               "4:11+2 ints[2] must be between 0 and 25, not 26\n");
}

/* --- maps of records, rows of values, and records that one quantity stands for ----------------- */

struct chance {
  struct ek_name name;
  struct ek_pos pos;
  struct ek_value probability, ratio;
};
static const struct ek_field chance_fields[] = {
    {.key = "probability", .kind = EK_VALUE, .offset = offsetof(struct chance, probability), .unit = "%", .aliases = "p"},
    {.key = "ratio", .kind = EK_VALUE, .offset = offsetof(struct chance, ratio), .unit = "1"},
    {.key = NULL}};
static const struct ek_record chance_record = {"chance", sizeof(struct chance), chance_fields, offsetof(struct chance, pos), EK_NO_OFFSET, NULL, "probability"};
struct matrix {
  struct ek_list rows, covariance;
  struct chance one;
};
static const struct ek_field matrix_fields[] = {
    {.key = "rows", .kind = EK_RECORD_MAPS, .offset = offsetof(struct matrix, rows), .record = &chance_record},
    {.key = "covariance", .kind = EK_VALUE_ROWS, .offset = offsetof(struct matrix, covariance), .unit = "1"},
    {.key = "one", .kind = EK_RECORD, .offset = offsetof(struct matrix, one), .record = &chance_record},
    {.key = NULL}};
static const struct ek_record matrix_record = {"matrix", sizeof(struct matrix), matrix_fields, EK_NO_OFFSET, EK_NO_OFFSET, NULL};

static bool bind_matrix(const char *text, struct matrix *out) {
  const struct ek_node *root = ek_yaml_read(arena, source_of(text), diags);
  assert_non_null(root);
  memset(out, 0xFF, sizeof *out);
  return ek_bind(arena, root, &matrix_record, out, diags);
}

static void test_maps_of_records(void **state) {
  (void)state;
  struct matrix m;
  assert_true(bind_matrix("rows:\n  a: {b: 1.2 %, c: {ratio: 0.5}, a: rest}\n  b: {}\n", &m));
  assert_errors("");
  const struct ek_named_records *rows = m.rows.items;
  assert_int_equal(m.rows.n, 2);
  assert_string_equal(rows[0].name.text, "a");
  assert_int_equal(rows[0].name.pos.line, 2);
  assert_int_equal(rows[0].records.n, 3);
  assert_int_equal(rows[1].records.n, 0);
  const struct chance *cells = rows[0].records.items;
  assert_string_equal(cells[0].name.text, "b");
  assert_string_equal(cells[0].probability.text, "1.2 %");
  assert_null(cells[0].ratio.text);
  assert_int_equal(cells[0].pos.column, 10);
  assert_null(cells[1].probability.text);
  assert_string_equal(cells[1].ratio.text, "0.5");
  assert_string_equal(cells[2].probability.text, "rest");
  assert_true(bind_matrix("{}\n", &m));
  assert_int_equal(m.rows.n, 0);
}

/* Paths of what is wrong lead through both maps. */
static void test_maps_of_records_that_are_wrong(void **state) {
  (void)state;
  struct matrix m;
  assert_false(bind_matrix("rows: {a: {b: {ratoi: 3}}}\n", &m));
  const char *all = errors();
  if (strstr(all, "'ratoi'") == NULL || strstr(all, "rows.a.b") == NULL) fail_msg("%s", all);
  assert_false(bind_matrix("rows: {a: [1, 2]}\n", &m));
  all = errors();
  if (strstr(all, "rows.a must be a map of names") == NULL) fail_msg("%s", all);
  assert_false(bind_matrix("rows: {a: {b: [1]}}\n", &m));
  all = errors();
  if (strstr(all, "rows.a.b must be") == NULL) fail_msg("%s", all);
  assert_false(bind_matrix("rows: 12 %\n", &m));
  all = errors();
  if (strstr(all, "rows must be a map of names") == NULL) fail_msg("%s", all);
}

static void test_rows_of_values(void **state) {
  (void)state;
  struct matrix m;
  assert_true(bind_matrix("covariance: [[0.04, 0.01, 7], [-0.01]]\n", &m));
  assert_errors("");
  const struct ek_list *rows = m.covariance.items;
  assert_int_equal(m.covariance.n, 2);
  assert_int_equal(rows[0].n, 3);
  assert_int_equal(rows[1].n, 1);
  assert_string_equal(((const struct ek_value *)rows[0].items)[2].text, "7");
  assert_string_equal(((const struct ek_value *)rows[1].items)[0].text, "-0.01");
  assert_false(bind_matrix("covariance: [[0.04, {}], 0.01]\n", &m));
  const char *all = errors();
  if (strstr(all, "covariance[1][2]") == NULL || strstr(all, "covariance[2]") == NULL) fail_msg("%s", all);
}

/* A quantity in place of the record that has one: as text, and as a map with a distribution. */
static void test_a_quantity_for_a_record(void **state) {
  (void)state;
  struct matrix m;
  assert_true(bind_matrix("one: {dist: beta, mean: 12 %, sd: 3 %}\nrows: {a: {b: {value: 7 %, source: Antaget, grade: D}, c: {ci95: [1 %, 5 %], dist: beta}}}\n", &m));
  assert_errors("");
  assert_string_equal(m.one.probability.dist.text, "beta");
  assert_non_null(m.one.probability.sd);
  const struct chance *cells = ((const struct ek_named_records *)m.rows.items)[0].records.items;
  assert_string_equal(cells[0].probability.text, "7 %");
  assert_string_equal(cells[1].probability.dist.text, "beta");
  assert_non_null(cells[1].probability.quantile[1]);
  /* With a key of its own it is the record, however it goes on. */
  assert_true(bind_matrix("one: {probability: {dist: beta, mean: 12 %, sd: 3 %}, ratio: 2}\n", &m));
  assert_errors("");
  assert_string_equal(m.one.probability.dist.text, "beta");
  assert_string_equal(m.one.ratio.text, "2");
  /* Mixed, what is a quantity's has no place in the record, or the other way round. */
  assert_false(bind_matrix("one: {dist: beta, mean: 12 %, sd: 3 %, ratio: 2}\n", &m));
  assert_non_null(strstr(errors(), "ratio"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_scalars),      TEST(test_maps_of_texts), TEST(test_maps_of_lists),
      TEST(test_absent),       TEST(test_lists),
      TEST(test_maps),         TEST(test_wrong_shapes),
      TEST(test_empty),        TEST(test_unknown_keys),
      TEST(test_missing_keys), TEST(test_all_errors_in_one_run),
      TEST(test_maps_of_records),
      TEST(test_maps_of_records_that_are_wrong),
      TEST(test_rows_of_values),
      TEST(test_a_quantity_for_a_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
