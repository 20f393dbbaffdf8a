/* Decides what becomes of each column of a file about persons, and makes pseudonyms. */
#include "privacy/pseudonymise.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "read/csv_copy.h"
#include "read/personnummer.h"
#include "read/show.h"

#define MOST_ERRORS 100 /* rows of another length that are told */

/* --- pseudonyms ---------------------------------------------------------------------------- */

/* Without vowels, so that no word comes about, and without what is easily mistaken. */
static const char letters[17] = "bcdfghjkmnpqrstv";

void ek_pseudonym(const unsigned char key[EK_KEY_SIZE], const char *text,
                  char out[EK_PSEUDONYM_SIZE]) {
  unsigned char hash[crypto_generichash_BYTES_MIN];
  char twelve[EK_PERSONNUMMER_SIZE];
  if (ek_personnummer_whole(text, twelve))
    text = twelve;
  crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), key,
                     EK_KEY_SIZE);
  *out++ = 'p';
  for (size_t i = 0; i < (EK_PSEUDONYM_SIZE - 2) / 2; i++) {
    *out++ = letters[hash[i] >> 4];
    *out++ = letters[hash[i] & 0xF];
  }
  *out = '\0';
}

bool ek_pseudonym_is(const char *text) {
  return *text == 'p' && strspn(text + 1, letters) == EK_PSEUDONYM_SIZE - 2 &&
         text[EK_PSEUDONYM_SIZE - 1] == '\0';
}

/* --- the plan ------------------------------------------------------------------------------ */

struct planner {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_columns *columns;
  struct ek_treated *plan;
  struct ek_pos whole; /* the file */
};

static void check_rows(struct planner *p) {
  const struct ek_odd_row *odd = p->columns->odd.items;
  for (size_t i = 0; i < p->columns->odd.n && i < MOST_ERRORS; i++)
    ek_error(p->diags, ek_columns_odd_pos(p->columns, &odd[i]),
             "put a cell that holds the delimiter in quotes",
             "%zu cells in this row, %zu in the first", odd[i].cells, p->columns->n);
}

static void judge(struct planner *p) {
  for (size_t i = 0; i < p->columns->n; i++) {
    enum ek_identity what = ek_identity_of(&p->columns->columns[i], SIZE_MAX).what;
    p->plan[i].why = what;
    p->plan[i].treatment = what == EK_IDENTITY_NONE     ? EK_KEPT
                           : what == EK_IDENTITY_NUMBER ? EK_PSEUDONYMISED
                                                        : EK_LEFT_OUT;
  }
}

static void unknown(struct planner *p, const char *name) {
  const char **names = ek_alloc_array(p->arena, p->columns->n, sizeof *names);
  for (size_t i = 0; i < p->columns->n; i++)
    names[i] = p->columns->columns[i].name;
  const char *near = ek_text_nearest(name, names, p->columns->n);
  const char *hint = near == NULL ? NULL : ek_sprintf(p->arena, "did you mean '%s'?", near);
  ek_error(p->diags, p->whole, hint, "there is no column '%s'", ek_show(p->arena, name));
}

static void ask(struct planner *p, const char *const *names, enum ek_treatment treatment) {
  for (; names != NULL && *names != NULL; names++) {
    int at = ek_columns_find(p->columns, *names);
    if (at < 0)
      unknown(p, *names);
    else
      p->plan[at] = (struct ek_treated){treatment, EK_IDENTITY_NONE};
  }
}

static void check_asked(struct planner *p, const struct ek_treatment_asked *asked) {
  for (const char *const *a = asked->pseudonymise; a != NULL && *a != NULL; a++)
    for (const char *const *b = asked->leave_out; b != NULL && *b != NULL; b++)
      if (strcmp(*a, *b) == 0)
        ek_error(p->diags, p->whole, "choose one", "'%s' is to be both pseudonymised and left out",
                 ek_show(p->arena, *a));
}

static size_t count(const struct planner *p, enum ek_treatment treatment) {
  size_t n = 0;
  for (size_t i = 0; i < p->columns->n; i++)
    n += p->plan[i].treatment == treatment;
  return n;
}

static void check_work(struct planner *p) {
  size_t n = p->columns->n;
  if (count(p, EK_KEPT) == n)
    ek_error(p->diags, p->whole, "name columns to pseudonymise with --column",
             "nothing in the file was found to tell who somebody is");
  if (count(p, EK_LEFT_OUT) == n)
    ek_error(p->diags, p->whole, "name a column to pseudonymise instead with --column",
             "all columns would be left out");
}

/* Different texts of a column of numbers that are no number. */
static void warn_of_others(struct planner *p, size_t i) {
  const struct ek_column *column = &p->columns->columns[i];
  char twelve[EK_PERSONNUMMER_SIZE];
  size_t others = 0;
  for (size_t k = 0; k < column->n; k++)
    others += *column->texts[k] != '\0' && !ek_personnummer_whole(column->texts[k], twelve);
  if (others > 0)
    ek_warning(p->diags, p->whole,
               "they got pseudonyms too; rows with the same text are taken for one person",
               "column %s also holds %zu text%s no personnummer",
               ek_identity_column(p->arena, p->columns, i), others,
               others == 1 ? " that is" : "s that are");
}

const struct ek_treated *ek_pseudonymise_plan(struct ek_arena *arena, struct ek_columns *columns,
                                              const struct ek_treatment_asked *asked,
                                              struct ek_diags *diags) {
  struct planner p = {arena, diags, columns, .whole = {columns->source, 0, 0, 0}};
  size_t before = ek_diags_errors(diags);
  p.plan = ek_alloc_array(arena, columns->n, sizeof *p.plan);
  check_rows(&p);
  if (!ek_identity_check_header(columns, diags))
    return NULL;
  judge(&p);
  check_asked(&p, asked);
  ask(&p, asked->pseudonymise, EK_PSEUDONYMISED);
  ask(&p, asked->leave_out, EK_LEFT_OUT);
  if (ek_diags_errors(diags) == before)
    check_work(&p);
  if (ek_diags_errors(diags) > before)
    return NULL;
  for (size_t i = 0; i < columns->n; i++)
    if (p.plan[i].treatment == EK_PSEUDONYMISED && p.plan[i].why == EK_IDENTITY_NUMBER)
      warn_of_others(&p, i);
  return p.plan;
}

/* --- the copy ------------------------------------------------------------------------------ */

static const char *const *pseudonyms(struct ek_arena *arena, const struct ek_column *column,
                                     const unsigned char key[EK_KEY_SIZE]) {
  const char **texts = ek_alloc_array(arena, column->n, sizeof *texts);
  char(*room)[EK_PSEUDONYM_SIZE] = ek_alloc_array(arena, column->n, sizeof *room);
  for (size_t i = 0; i < column->n; i++) {
    texts[i] = room[i];
    if (*column->texts[i] != '\0')
      ek_pseudonym(key, column->texts[i], room[i]);
  }
  return texts;
}

void ek_pseudonymise(const struct ek_columns *columns, const struct ek_treated *plan,
                     const unsigned char key[EK_KEY_SIZE], struct ek_buffer *out) {
  struct ek_csv_column_copy *how = ek_alloc_array(out->arena, columns->n, sizeof *how);
  for (size_t i = 0; i < columns->n; i++) {
    how[i].left_out = plan[i].treatment == EK_LEFT_OUT;
    if (plan[i].treatment == EK_PSEUDONYMISED)
      how[i].texts = pseudonyms(out->arena, &columns->columns[i], key);
  }
  ek_csv_copy(columns, how, out);
}
