/* Tests of lib/people/identity*.c: what tells who somebody is, and what only seems to. The
 * personal numbers are Skatteverket's test numbers. */
#include "support.h"

#include "privacy/identity_parts.h"
#include "privacy/names.h"

static enum ek_want want_codes(void *data, const char *name) {
  (void)data;
  (void)name;
  return EK_WANT_CODES;
}

static struct ek_columns *read_text(const char *text) {
  struct ek_source *source = ek_alloc(arena, sizeof *source);
  *source = (struct ek_source){"d.csv", text, strlen(text), true};
  struct ek_columns *columns = ek_columns_read_unchecked(arena, source, want_codes, NULL, diags);
  assert_non_null(columns);
  return columns;
}

/* A column of these texts, each in quotes, under a name that says nothing. */
#define COLUMN(...) column_of("x", (const char *const[]){__VA_ARGS__, NULL})
static struct ek_identity_seen column_of(const char *name, const char *const *texts) {
  struct ek_buffer out = {.arena = arena};
  ek_buffer_addf(&out, "\"%s\";nr\n", name);
  for (int i = 0; texts[i] != NULL; i++)
    ek_buffer_addf(&out, "\"%s\";%d\n", texts[i], i);
  return ek_identity_of(&read_text(ek_buffer_text(&out))->columns[0], SIZE_MAX);
}

static enum ek_identity heading(const char *text) {
  return ek_identity_heading(arena, text);
}

static void test_headings(void **state) {
  (void)state;
  static const struct {
    const char *heading;
    enum ek_identity what;
  } rows[] = {
      {"namn", EK_IDENTITY_NAME},
      {"Namn", EK_IDENTITY_NAME},
      {"FÖRNAMN", EK_IDENTITY_NAME},
      {"Deltagarens efternamn", EK_IDENTITY_NAME},
      {"namn på deltagaren", EK_IDENTITY_NAME},
      {"klientnamn", EK_IDENTITY_NAME},
      {"handläggarens namn", EK_IDENTITY_NAME},
      {"first_name", EK_IDENTITY_NAME},
      {"Last name", EK_IDENTITY_NAME},
      {"namn (1)", EK_IDENTITY_NAME},
      {"Personnummer", EK_IDENTITY_NUMBER},
      {"pers.nr", EK_IDENTITY_NONE},
      {"personnr", EK_IDENTITY_NUMBER},
      {"barnets personnummer", EK_IDENTITY_NUMBER},
      {"samordningsnummer", EK_IDENTITY_NUMBER},
      {"e-post", EK_IDENTITY_EMAIL},
      {"E_mail", EK_IDENTITY_EMAIL},
      {"Epostadress hem", EK_IDENTITY_EMAIL},
      {"mejladress", EK_IDENTITY_EMAIL},
      {"telefon", EK_IDENTITY_PHONE},
      {"hemtelefon 2", EK_IDENTITY_PHONE},
      {"Mobil nr", EK_IDENTITY_PHONE},
      {"phone number", EK_IDENTITY_PHONE},
      {"adress", EK_IDENTITY_ADDRESS},
      {"c/o adress", EK_IDENTITY_ADDRESS},
      {"Gatuadress", EK_IDENTITY_ADDRESS},
      {"adress och telefon", EK_IDENTITY_ADDRESS},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (heading(rows[i].heading) != rows[i].what)
      fail_msg("%s: %d", rows[i].heading, heading(rows[i].heading));
}

static void test_headings_that_pass(void **state) {
  (void)state;
  static const char *const names[] = {
      "",
      "löpnr",
      "id",
      "person id",
      "deltagare",
      "kommun",
      "kommunnamn",
      "insatsnamn",
      "insatsens namn",
      "namn på insatsen",
      "filnamn",
      "namngiven",
      "har personnummer",
      "personnummer saknas",
      "antal telefonsamtal",
      "telefon möten",
      "mobilt team",
      "webbadress",
      "adresserad",
      "e",
      "e e e",
      "e-tjänst",
      "post",
      "postnummer",
      "mailade",
      "benämning",
      "telegram",
      "hotell",
      "barn",
      "efter",
      "arbete efter",
      "för",
      "kön",
      "ålder",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (heading(names[i]) != EK_IDENTITY_NONE)
      fail_msg("%s: %d", names[i], heading(names[i]));
}

/* bsearch finds nothing in a list out of order. */
static void test_lists(void **state) {
  (void)state;
  static const char *const given[] = {
      "abdallah", "ahmed", "ali",    "anders", "anna",     "asa",      "bjorn", "christina",
      "erik",     "eva",   "fatima", "goran",  "hassan",   "ingrid",   "johan", "karin",
      "kristina", "lars",  "maria",  "mikael", "mohamed",  "mohammed", "olena", "per",
      "robert",   "sofia", "tesfay", "ulla",   "viktoria", "yusuf",    "zoran"};
  static const char *const surnames[] = {
      "abdi",     "andersson", "berg",   "dahl",  "ek",        "hassan", "holm",   "johansson",
      "karlsson", "lindqvist", "nguyen", "oberg", "soderberg", "tesfay", "wallin", "yusuf"};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++)
    if (ek_name_given(given[i]) != (strcmp(given[i], "per") != 0))
      fail_msg("%s", given[i]);
  for (size_t i = 0; i < sizeof surnames / sizeof *surnames; i++)
    if (!ek_name_surname(surnames[i]))
      fail_msg("%s", surnames[i]);
  assert_false(ek_name_given("eskilstuna"));
  assert_false(ek_name_given(""));
  assert_false(ek_name_surname("arbete"));
}

static void test_named(void **state) {
  (void)state;
  static const struct {
    const char *text;
    enum ek_named named;
  } rows[] = {
      {"Anna Svensson", EK_NAMED_SURE},
      {"anna svensson", EK_NAMED_SURE},
      {"SVENSSON ANNA", EK_NAMED_SURE},
      {"Svensson, Anna", EK_NAMED_SURE},
      {"Anna Maria Svensson", EK_NAMED_SURE},
      {"Åsa Öberg", EK_NAMED_SURE},
      {"Ann-Marie Lind-Berg", EK_NAMED_SURE},
      {"Träffade Mohammed Hassan på Af", EK_NAMED_SURE},
      {"Möte. Svensson, Anna kom", EK_NAMED_SURE},
      {"Anna Kowalczykowna", EK_NAMED_LIKELY},
      {"Kowalczykowna, Anna", EK_NAMED_LIKELY},
      {"al-Hashimi, Mohammed", EK_NAMED_LIKELY},
      {"Anna S.", EK_NAMED_LIKELY},
      {"Ringde Fatima O’Connor", EK_NAMED_LIKELY},
      {"Anna", EK_NAMED_GIVEN},
      {"ERIK", EK_NAMED_GIVEN},
      {"Anna-Karin", EK_NAMED_GIVEN},
      {"Andersson", EK_NAMED_SURNAME},
      {"Okändasson", EK_NAMED_SURNAME},
      {"", EK_NOT_NAMED},
      {"12", EK_NOT_NAMED},
      {"Nora", EK_NOT_NAMED},
      {"Vara", EK_NOT_NAMED},
      {"Upplands Väsby", EK_NOT_NAMED},
      {"Malung-Sälen", EK_NOT_NAMED},
      {"Jan-Mar", EK_NOT_NAMED},
      {"Alma skola", EK_NOT_NAMED},
      {"Skolan Anna", EK_NOT_NAMED},
      {"Viktor Rydberg Gymnasium", EK_NOT_NAMED},
      {"Karl Johansgatan 5", EK_NOT_NAMED},
      {"Gunnar Nilssons plats", EK_NOT_NAMED},
      {"Maria Ungdom", EK_NOT_NAMED},
      {"Bengt Dahlgren AB", EK_NOT_NAMED},
      {"Martin & Servera", EK_NOT_NAMED},
      {"Maria. Hon kom", EK_NOT_NAMED},
      {"Anna trivs med arbetet", EK_NOT_NAMED},
      {"Per Person", EK_NOT_NAMED},
      {"arbete 50 % + sjukpenning 50 %", EK_NOT_NAMED},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (ek_identity_named(arena, rows[i].text) != rows[i].named)
      fail_msg("%s: %d", rows[i].text, ek_identity_named(arena, rows[i].text));
}

static void test_email(void **state) {
  (void)state;
  assert_true(ek_identity_email("anna@exempel.se"));
  assert_true(ek_identity_email("nås på a.b-c_d@e-f.g1.com, helst"));
  assert_true(ek_identity_email("@ anna@exempel.se"));
  assert_false(ek_identity_email(""));
  assert_false(ek_identity_email("@exempel.se"));
  assert_false(ek_identity_email("anna@exempel"));
  assert_false(ek_identity_email("anna@.se"));
  assert_false(ek_identity_email("5@3.5 kr"));
  assert_false(ek_identity_email("anna@exempel.s"));
  assert_false(ek_identity_email("anna@"));
}

static void test_phone(void **state) {
  (void)state;
  static const char *const phones[] = {
      "070-123 45 67", "0701234567",    "070 123 45 67", "+46 70 123 45 67", "+46(0)701234567",
      "0046701234567", "016-710 10 00", "08-7101000",    "0485-310 10",      "(016) 710 10 00"};
  static const char *const others[] = {"",
                                       "0",
                                       "123",
                                       "0123456789",
                                       "0484-00012",
                                       "018-00012",
                                       "01-02-2013",
                                       "0-10 000 000",
                                       "2013-01-31",
                                       "1 234 567",
                                       "070-12",
                                       "0701234567x",
                                       "+46",
                                       "0000-12345",
                                       "01 02 2013",
                                       "12 500,5",
                                       "0701234567012345678"};
  for (size_t i = 0; i < sizeof phones / sizeof *phones; i++)
    if (!ek_identity_phone(phones[i]))
      fail_msg("%s", phones[i]);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++)
    if (ek_identity_phone(others[i]))
      fail_msg("%s", others[i]);
}

static void test_columns(void **state) {
  (void)state;
  assert_int_equal(COLUMN("850709-9805", "").what, EK_IDENTITY_NUMBER);
  assert_int_equal(COLUMN("850709 9805", "okänd", "4").what, EK_IDENTITY_NUMBER);
  assert_int_equal(COLUMN("ring 850709-9805", "x", "y").what, EK_IDENTITY_INSIDE);
  assert_int_equal(COLUMN("850709-9805", "850769-9805 (tidigare)").what, EK_IDENTITY_NUMBER);
  assert_int_equal(COLUMN("bra", "skriv till anna@exempel.se").what, EK_IDENTITY_EMAIL);
  assert_int_equal(COLUMN("070-123 45 67", "saknas").what, EK_IDENTITY_PHONE);
  assert_int_equal(COLUMN("070-123 45 67", "saknas", "nej").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Anna", "Erik").what, EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Anna", "Erik", "Nora", "Zbigniew").what, EK_IDENTITY_NONE);
  assert_int_equal(
      COLUMN("Anna", "Eva", "Ali", "Omar", "Lars", "Xu", "Uu", "Li", "Oo", "Ii", "Aa").what,
      EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Andersson", "Karlsson", "Xu").what, EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Anna Svensson").what, EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Anna Xu", "Xu Li", "Erik Yy", "a", "b", "c", "d", "e", "f", "g").what,
                   EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Anna Xu", "arbete", "studier").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Träffade Anna Svensson", "a", "b", "c", "d").what, EK_IDENTITY_NAME);
  assert_int_equal(COLUMN("Träffade Anna Svensson", "a", "b", "c", "d", "e").what,
                   EK_IDENTITY_NONE);
}

static void test_columns_that_pass(void **state) {
  (void)state;
  assert_int_equal(COLUMN("").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Nora").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Anna").what, EK_IDENTITY_NONE); /* a group, or a school */
  assert_int_equal(COLUMN("Eskilstuna", "Nora", "Vara", "Alvesta", "Mark", "Lund").what,
                   EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("arbete", "försörjningsstöd", "studier", "sjukpenning").what,
                   EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Alma", "Viktor Rydberg Gymnasium", "Komvux").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("grundskola", "gymnasial", "eftergymnasial", "SFI B").what,
                   EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Jan", "Feb", "Mar", "Apr", "Maj").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("Trivs bra på ICA.", "Har sökt jobb hos Bengt Dahlgren AB").what,
                   EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("0484-00012", "0484-00013").what, EK_IDENTITY_NONE);
  assert_int_equal(COLUMN("2013-01-31", "2013-02-28").what, EK_IDENTITY_NONE);
}

/* What it is called decides, unless it holds numbers, or only what is harmless. */
static void test_name_and_texts(void **state) {
  (void)state;
#define CALLED(name, ...) column_of(name, (const char *const[]){__VA_ARGS__, NULL})
  struct ek_identity_seen seen = CALLED("förnamn", "Xu", "Yy");
  assert_int_equal(seen.what, EK_IDENTITY_NAME);
  assert_true(seen.in_name);
  seen = CALLED("förnamn", "Anna", "Erik");
  assert_int_equal(seen.what, EK_IDENTITY_NAME);
  assert_false(seen.in_name);
  seen = CALLED("namn", "850709-9805", "Erik");
  assert_int_equal(seen.what, EK_IDENTITY_NAME);
  assert_true(seen.in_name);
  seen = CALLED("personnummer", "a1", "a2");
  assert_int_equal(seen.what, EK_IDENTITY_NUMBER);
  assert_true(seen.in_name);
  seen = CALLED("personnummer", "Anna", "Erik");
  assert_int_equal(seen.what, EK_IDENTITY_NAME);
  assert_false(seen.in_name);
  assert_int_equal(CALLED("telefon", "Ja", "nej", "").what, EK_IDENTITY_NONE);
  assert_int_equal(CALLED("telefon", "ja", "070-123 45 67").what, EK_IDENTITY_PHONE);
  assert_int_equal(CALLED("telefon", "").what, EK_IDENTITY_PHONE);
  assert_int_equal(CALLED("namn", "pbcdfghjkmnpqrstv", "").what, EK_IDENTITY_NONE);
  assert_int_equal(CALLED("namn", "pbcdfghjkmnpqrstv", "Xu").what, EK_IDENTITY_NAME);
}

static void test_most(void **state) {
  (void)state;
  struct ek_columns *columns = read_text("x\na\nb\n\"\"\nanna@exempel.se\n");
  assert_int_equal(ek_identity_of(&columns->columns[0], 2).what, EK_IDENTITY_NONE);
  assert_int_equal(ek_identity_of(&columns->columns[0], 3).what, EK_IDENTITY_EMAIL);
}

static void test_check(void **state) {
  (void)state;
  assert_true(ek_identity_check(read_text("löpnr;kommun\n1;Nora\n"), diags));
  assert_fine();
  struct ek_columns *columns = read_text("löpnr;deltagare;e-post;anteckning\n"
                                         "1;Anna;;Xu@exempel.se\n"
                                         "2;Erik;;-\n");
  assert_false(ek_identity_check(columns, diags));
  assert_errors(
      "d.csv:0:0+0 column 2 'deltagare' holds names of persons; take the column away, or run "
      "`ekusia pseudonymise d.csv`\n"
      "d.csv:0:0+0 column 3 'e-post' is called as if it held e-mail addresses; take the column "
      "away, or run `ekusia pseudonymise d.csv`; if it holds none, call it something else\n"
      "d.csv:0:0+0 column 4 'anteckning' holds e-mail addresses; take the column away, or run "
      "`ekusia pseudonymise d.csv`\n");
}

/* A file without names of columns: its first row is a person, of whom nothing is told. */
static void test_check_header(void **state) {
  (void)state;
  static const char *const first[] = {"Anna Svensson", "850709-9805", "anna@exempel.se",
                                      "070-123 45 67", "850709 9805"};
  for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
    struct ek_columns *columns =
        read_text(ek_sprintf(arena, "1;%s;arbete\n2;Erik Ek;arbete\n", first[i]));
    assert_false(ek_identity_check(columns, diags));
    assert_errors("d.csv:0:0+0 where the name of column 2 should stand there is something about a "
                  "person; the first row names the columns; write one above the first person\n");
  }
}

/* Nor where names alone could be those of columns. */
static void test_check_first_row(void **state) {
  (void)state;
  assert_false(ek_identity_check(read_text("1;Anna;arbete\n2;Erik;arbete\n3;Eva;arbete\n"), diags));
  assert_errors("d.csv:0:0+0 column 2 holds names of persons; take the column away, or run `ekusia "
                "pseudonymise d.csv`\n");
  struct ek_columns *columns = read_text("löpnr;namn\n1;Anna\n2;Erik\n");
  struct ek_source spaced = *columns->source;
  spaced.name = "mina filer/d.csv";
  columns->source = &spaced;
  assert_false(ek_identity_check(columns, diags));
  assert_errors("mina filer/d.csv:0:0+0 column 2 'namn' holds names of persons; take the column "
                "away, or run `ekusia pseudonymise 'mina filer/d.csv'`\n");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(test_headings),        TEST(test_headings_that_pass),
      TEST(test_lists),           TEST(test_named),
      TEST(test_email),           TEST(test_phone),
      TEST(test_columns),         TEST(test_columns_that_pass),
      TEST(test_name_and_texts),  TEST(test_most),
      TEST(test_check),           TEST(test_check_header),
      TEST(test_check_first_row),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
