/* Judges columns by what they are called and by what stands in them. */
#include "privacy/identity.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "privacy/identity_parts.h"
#include "privacy/pseudonymise.h"
#include "read/personnummer.h"
#include "read/show.h"

#define LOOKED 2000        /* different texts of a column that are looked at in a check */
#define READ_THROUGH 20000 /* that are searched for names, which takes longest */

const char *ek_identity_text(enum ek_identity what) {
  static const char *const texts[] = {
      [EK_IDENTITY_NONE] = "",
      [EK_IDENTITY_NUMBER] = "personnummer",
      [EK_IDENTITY_INSIDE] = "personnummer inside texts",
      [EK_IDENTITY_NAME] = "names of persons",
      [EK_IDENTITY_EMAIL] = "e-mail addresses",
      [EK_IDENTITY_PHONE] = "telephone numbers",
      [EK_IDENTITY_ADDRESS] = "addresses of persons",
  };
  return texts[what];
}

static bool yes_or_no(const char *text) {
  static const char *const words[] = {"ja", "nej", "yes", "no",   "j",     "n",    "y",
                                      "0",  "1",   "x",   "true", "false", "sant", "falskt"};
  char lower[8] = {0};
  for (size_t i = 0; i < sizeof lower - 1 && text[i] != '\0'; i++)
    lower[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(lower, words[i]) == 0)
      return true;
  return false;
}

/* --- one column ---------------------------------------------------------------------------- */

/* How many texts of a column are what; the empty one is none. */
struct tally {
  size_t n, numbers, inside, emails, phones;
  size_t read, named[EK_NAMED_SURE + 1]; /* of those that were searched for names */
  size_t pseudonyms, yes_or_no;
};

static void look_at(struct ek_arena *scratch, const char *text, struct tally *t) {
  char twelve[EK_PERSONNUMMER_SIZE];
  bool whole = ek_personnummer_whole(text, twelve);
  t->n++;
  t->numbers += whole;
  t->inside += !whole && ek_personnummer_in(text);
  t->emails += ek_identity_email(text);
  t->phones += !whole && ek_identity_phone(text);
  t->pseudonyms += ek_pseudonym_is(text);
  t->yes_or_no += yes_or_no(text);
  if (t->read == READ_THROUGH)
    return;
  t->named[ek_identity_named(scratch, text)]++;
  t->read++;
  ek_arena_clear(scratch);
}

/* More than half of a few, a third of many: no list has all names. */
static bool mostly(size_t k, size_t n) {
  return (k >= 2 && 2 * k > n) || (k >= 5 && 3 * k >= n);
}

/* A fifth of the texts, and one sure name or two likely ones. */
static bool has_names(const struct tally *t) {
  size_t sure = t->named[EK_NAMED_SURE], likely = t->named[EK_NAMED_LIKELY];
  return (2 * sure + likely >= 2 && 5 * (sure + likely) >= t->read) ||
         mostly(t->named[EK_NAMED_GIVEN], t->read) || mostly(t->named[EK_NAMED_SURNAME], t->read);
}

static enum ek_identity of_texts(const struct tally *t) {
  if (t->numbers + t->inside > 0)
    return t->inside > t->numbers ? EK_IDENTITY_INSIDE : EK_IDENTITY_NUMBER;
  if (t->emails > 0)
    return EK_IDENTITY_EMAIL;
  if (has_names(t))
    return EK_IDENTITY_NAME;
  return t->phones > 0 && 2 * t->phones >= t->n ? EK_IDENTITY_PHONE : EK_IDENTITY_NONE;
}

struct ek_identity_seen ek_identity_of(const struct ek_column *column, size_t most) {
  struct ek_arena *scratch = ek_arena_new();
  struct tally t = {0};
  enum ek_identity called = ek_identity_heading(scratch, column->name);
  for (size_t i = 0; i < column->n && t.n < most; i++)
    if (*column->texts[i] != '\0')
      look_at(scratch, column->texts[i], &t);
  ek_arena_free(scratch);
  if (t.n > 0 && (t.yes_or_no == t.n || t.pseudonyms == t.n))
    called = EK_IDENTITY_NONE;
  enum ek_identity held = of_texts(&t);
  /* What stands in cells says more of numbers, and what it is called more of all else. */
  bool name_decides = called != EK_IDENTITY_NONE && called != EK_IDENTITY_NUMBER;
  if (name_decides || held == EK_IDENTITY_NONE)
    return (struct ek_identity_seen){called, called != held};
  return (struct ek_identity_seen){held, false};
}

/* --- all columns --------------------------------------------------------------------------- */

static bool names_person(struct ek_arena *scratch, const char *name) {
  char twelve[EK_PERSONNUMMER_SIZE];
  return ek_personnummer_in(name) || ek_personnummer_whole(name, twelve) ||
         ek_identity_email(name) || ek_identity_phone(name) ||
         ek_identity_named(scratch, name) >= EK_NAMED_LIKELY;
}

/* "Anna" over a column of names is most likely the first person of a file without a first row. */
const char *ek_identity_column(struct ek_arena *arena, const struct ek_columns *columns, size_t i) {
  const char *name = columns->columns[i].name;
  if (ek_identity_named(arena, name) != EK_NOT_NAMED || names_person(arena, name))
    return ek_sprintf(arena, "%zu", i + 1);
  return ek_sprintf(arena, "%zu '%s'", i + 1, ek_show(arena, name));
}

bool ek_identity_check_header(const struct ek_columns *columns, struct ek_diags *diags) {
  struct ek_arena *scratch = ek_arena_new();
  bool fine = true;
  for (size_t i = 0; i < columns->n; i++) {
    if (names_person(scratch, columns->columns[i].name))
      fine = ek_error(diags, (struct ek_pos){columns->source, 0, 0, 0},
                      "the first row names the columns; write one above the first person",
                      "where the name of column %zu should stand there is something about a person",
                      i + 1);
  }
  ek_arena_free(scratch);
  return fine;
}

static void tell(struct ek_arena *scratch, const struct ek_columns *columns, size_t i,
                 struct ek_identity_seen seen, struct ek_diags *diags) {
  struct ek_pos whole = {columns->source, 0, 0, 0};
  const char *file = columns->source->name, *quote = strchr(file, ' ') != NULL ? "'" : "";
  if (strcmp(file, EK_FILE_STDIN) == 0)
    file = "-";
  const char *hint =
      ek_sprintf(scratch, "take the column away, or run `ekusia pseudonymise %s%s%s`%s", quote,
                 file, quote, seen.in_name ? "; if it holds none, call it something else" : "");
  ek_error(diags, whole, hint, "column %s %s %s", ek_identity_column(scratch, columns, i),
           seen.in_name ? "is called as if it held" : "holds", ek_identity_text(seen.what));
}

bool ek_identity_check(struct ek_columns *columns, struct ek_diags *diags) {
  if (!ek_identity_check_header(columns, diags))
    return false;
  struct ek_arena *scratch = ek_arena_new();
  bool fine = true;
  for (size_t i = 0; i < columns->n; i++) {
    struct ek_identity_seen seen = ek_identity_of(&columns->columns[i], LOOKED);
    if (seen.what == EK_IDENTITY_NONE)
      continue;
    tell(scratch, columns, i, seen, diags);
    fine = false;
  }
  ek_arena_free(scratch);
  return fine;
}
