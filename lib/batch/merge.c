/* A part is header, stamp and rows of runs; its last row of stamp says which it is. The whole is header and
 * stamp without that row, and the rows of all parts. */
#include "batch/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "batch/plan.h"
#include "batch/rows.h"

struct part {
  const char *path;
  const struct ek_source *source;
  size_t common;        /* bytes of header and stamp that all parts have */
  size_t begin, end;    /* bytes of header and stamp; up to the last line */
  size_t number, parts, runs;
  const char *before, *behind; /* of the number in its last line */
};

static struct ek_pos place(const struct part *p) { return (struct ek_pos){.source = p->source}; }

/* What stands behind a key of the stamp in a line; NULL where the line is of another key. */
static const char *stamped(const char *line, size_t size, const char *key) {
  const char *at = memmem(line, size, key, strlen(key));
  return at != NULL ? at + strlen(key) : NULL;
}

/* The text of a row of the stamp stands two cells behind its figure. */
static const char *text_of(const char *cell) {
  for (int commas = 0; commas < 3 && *cell != '\0' && *cell != '\n'; cell++) commas += *cell == ',';
  return cell;
}

/* The last line of a whole part, without its number. */
static void find_last(struct ek_arena *arena, struct part *p) {
  const char *text = p->source->text, *end = text + p->source->size;
  const char *line = end > text ? memrchr(text, '\n', (size_t)(end - 1 - text)) : NULL;
  const char *rows = line != NULL ? stamped(line, (size_t)(end - line), "stamp:rows,") : NULL;
  p->before = p->behind = "";
  if (rows == NULL) return;
  rows = text_of(rows - 1);
  p->before = ek_strndup(arena, line + 1, (size_t)(rows - line - 1));
  p->behind = ek_strdup(arena, rows + strspn(rows, "0123456789"));
}

static bool read_part(struct ek_arena *arena, const char *path, struct part *p, struct ek_diags *diags) {
  p->path = path;
  p->source = ek_file_read_secret(arena, path, diags);
  if (p->source == NULL) return false;
  const char *text = p->source->text, *stop = strchr(text, '\n');
  for (const char *line = stop != NULL ? stop + 1 : ""; *line == ','; line = stop + 1) {
    stop = strchr(line, '\n');
    if (stop == NULL || stamped(line, (size_t)(stop - line), "stamp:rows,") != NULL) break;
    const char *runs = stamped(line, (size_t)(stop - line), "stamp:runs"), *part = stamped(line, (size_t)(stop - line), "stamp:part");
    if (runs != NULL) p->runs = strtoul(text_of(runs), NULL, 10);
    if (part != NULL && sscanf(text_of(part), "%zu/%zu", &p->number, &p->parts) != 2) p->parts = 0;
    if (part == NULL) p->common = (size_t)(stop + 1 - text);
    p->begin = (size_t)(stop + 1 - text);
  }
  find_last(arena, p);
  if (p->parts > 0 && p->number >= 1 && p->number <= p->parts && p->runs > 0) return true;
  return ek_error(diags, place(p), "parts are written by ekusia batch --shard 3/16 -o FILE", "this is no part of a batch");
}

static int by_number(const void *a, const void *b) {
  const struct part *x = a, *y = b;
  return (x->number > y->number) - (x->number < y->number);
}

static bool all_of_one(const struct part *parts, size_t n, struct ek_diags *diags) {
  bool fine = true;
  for (size_t i = 1; i < n; i++) {
    bool same = parts[i].common == parts[0].common && memcmp(parts[i].source->text, parts[0].source->text, parts[0].common) == 0 && parts[i].parts == parts[0].parts;
    if (!same) fine = ek_error(diags, place(&parts[i]), "join parts of one grid, computed with the same studies, models and program", "this is of another batch than '%s'", parts[0].path);
  }
  return fine;
}

/* Sorted by number, they are 1, 2, …, all. */
static bool each_once(struct ek_arena *arena, const struct part *parts, size_t n, struct ek_diags *diags) {
  struct ek_buffer missing = {.arena = arena};
  bool fine = true;
  size_t at = 0;
  for (size_t number = 1; number <= parts[0].parts; number++) {
    size_t first = at;
    while (at < n && parts[at].number == number) at++;
    if (at == first) ek_buffer_addf(&missing, "%s%zu", missing.size > 0 ? ", " : "", number);
    for (size_t i = first + 1; i < at; i++) fine = ek_error(diags, place(&parts[i]), "take one of them away", "this is part %zu, as '%s' is", number, parts[first].path);
  }
  if (missing.size > 0) fine = ek_error(diags, (struct ek_pos){0}, "compute them with --shard", "of %zu parts these are missing: %s", parts[0].parts, ek_buffer_text(&missing));
  return fine;
}

static struct ek_journal_form form_of(const struct part *p) {
  return (struct ek_journal_form){.text = p->source->text, .size = p->begin, .first = ek_plan_first(p->runs, p->number, p->parts),
                                  .end = ek_plan_first(p->runs, p->number + 1, p->parts), .before = p->before, .behind = p->behind};
}

static bool is_whole(struct ek_arena *arena, struct part *p, struct ek_diags *diags) {
  struct ek_journal_form form = form_of(p);
  struct ek_journal_found found = ek_journal_scan(arena, &form, p->source->text, p->source->size);
  const char *hint = "compute the part again";
  p->end = p->source->size - (strlen(p->before) + strlen(p->behind));
  while (found.whole && p->source->text[p->end - 1] != '\n') p->end--; /* the number's digits */
  if (found.whole) return true;
  if (found.last < form.end) return ek_error(diags, place(p), hint, "run %zu is missing: the part has %zu to %zu", found.last + 1, form.first + 1, form.end);
  return ek_error(diags, place(p), hint, "its rows are not those that were written: some are missing, or there are more");
}

static bool write_whole(struct ek_arena *arena, const struct part *parts, size_t n, const char *out, struct ek_failures *failures, struct ek_diags *diags) {
  struct ek_journal_form form = form_of(&parts[0]);
  form.size = parts[0].common;
  struct ek_journal *j = ek_journal_open(arena, out, &form, true, diags);
  if (j == NULL) return false;
  bool fine = true;
  for (size_t i = 0; i < n && fine; i++) {
    const char *lines = parts[i].source->text + parts[i].begin;
    ek_failures_count(arena, failures, lines, parts[i].end - parts[i].begin);
    fine = ek_journal_add(j, lines, parts[i].end - parts[i].begin, diags);
  }
  fine = fine && ek_journal_finish(j, diags);
  ek_journal_close(j);
  return fine;
}

bool ek_merge(struct ek_arena *arena, const char *const *paths, size_t n, const char *out, struct ek_failures *failures, struct ek_diags *diags) {
  struct part *parts = ek_alloc_array(arena, n, sizeof *parts);
  bool fine = true;
  for (size_t i = 0; i < n; i++) fine &= read_part(arena, paths[i], &parts[i], diags);
  if (!fine || !all_of_one(parts, n, diags)) return false;
  qsort(parts, n, sizeof *parts, by_number);
  if (!each_once(arena, parts, n, diags)) return false;
  for (size_t i = 0; i < n; i++) fine &= is_whole(arena, &parts[i], diags);
  return fine && write_whole(arena, parts, n, out, failures, diags);
}
