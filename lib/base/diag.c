/* Collects what is wrong in the input. Every diagnostic is kept until the end,
 * so that one run shows all errors in the order of the file and not in the
 * order they were found. */
#include "base/diag.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct entry {
  struct ek_diag diag;
  size_t order; /* of arrival, which settles what the place does not */
};

struct ek_diags {
  struct ek_arena *arena;
  struct ek_list entries; /* struct entry */
  size_t *slots, n_slots; /* hash table of entry index + 1, 0 is empty */
  size_t errors, warnings;
  struct ek_diag *sorted; /* of n_sorted entries, made when asked for */
  size_t n_sorted;
};

struct ek_diags *ek_diags_new(struct ek_arena *arena) {
  struct ek_diags *diags = ek_alloc(arena, sizeof *diags);
  diags->arena = arena;
  return diags;
}

static const char *source_name(const struct ek_diag *diag) {
  return diag->pos.source == NULL ? NULL : diag->pos.source->name;
}

static bool same_diag(const struct ek_diag *a, const struct ek_diag *b) {
  return a->severity == b->severity && a->pos.line == b->pos.line &&
         a->pos.column == b->pos.column && ek_text_same(source_name(a), source_name(b)) &&
         strcmp(a->message, b->message) == 0 && ek_text_same(a->hint, b->hint);
}

/* FNV-1a over the place and the message. */
static uint64_t hash_of(const struct ek_diag *diag) {
  uint64_t hash = 14695981039346656037u;
  for (const char *c = diag->message; *c != '\0'; c++)
    hash = (hash ^ (unsigned char)*c) * 1099511628211u;
  hash = (hash ^ (unsigned)diag->pos.line) * 1099511628211u;
  hash = (hash ^ (unsigned)diag->pos.column) * 1099511628211u;
  return hash ^ hash >> 29;
}

/* The slot that holds the same diagnostic, or the empty one where it belongs. */
static size_t *slot_for(const struct ek_diags *diags, const struct ek_diag *diag) {
  const struct entry *entries = diags->entries.items;
  size_t at = (size_t)hash_of(diag) & (diags->n_slots - 1);
  while (diags->slots[at] != 0 && !same_diag(&entries[diags->slots[at] - 1].diag, diag))
    at = (at + 1) & (diags->n_slots - 1);
  return &diags->slots[at];
}

/* Keeps the table at most half full, for a file of a million rows can have a
 * million errors. */
static void grow_slots(struct ek_diags *diags) {
  const struct entry *entries = diags->entries.items;
  if (2 * diags->entries.n < diags->n_slots)
    return;
  diags->n_slots = diags->n_slots == 0 ? 64 : 2 * diags->n_slots;
  diags->slots = ek_alloc_array(diags->arena, diags->n_slots, sizeof *diags->slots);
  for (size_t i = 0; i < diags->entries.n; i++)
    *slot_for(diags, &entries[i].diag) = i + 1;
}

#define NO_NOTE (struct ek_diag_note){0}

static void add(struct ek_diags *diags, enum ek_severity severity, struct ek_pos pos, struct ek_diag_note note,
                const char *hint, const char *format, va_list args) {
  struct ek_diag diag = {.severity = severity, .pos = pos, .note = note};
  diag.message = ek_text_clean(diags->arena, ek_vsprintf(diags->arena, format, args));
  diag.hint = hint == NULL ? NULL : ek_text_clean(diags->arena, hint);
  diag.note.text = note.text == NULL ? NULL : ek_text_clean(diags->arena, note.text);
  grow_slots(diags);
  size_t *slot = slot_for(diags, &diag);
  if (*slot != 0)
    return;
  *slot = diags->entries.n + 1;
  struct entry *entry = ek_list_push(diags->arena, &diags->entries, sizeof *entry);
  *entry = (struct entry){diag, diags->entries.n};
  if (severity == EK_ERROR)
    diags->errors++;
  else
    diags->warnings++;
}

bool ek_error(struct ek_diags *diags, struct ek_pos pos, const char *hint, const char *format,
              ...) {
  va_list args;
  va_start(args, format);
  add(diags, EK_ERROR, pos, NO_NOTE, hint, format, args);
  va_end(args);
  return false;
}

bool ek_error_noted(struct ek_diags *diags, struct ek_pos pos, struct ek_diag_note note, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add(diags, EK_ERROR, pos, note, hint, format, args);
  va_end(args);
  return false;
}

bool ek_system_error(struct ek_diags *diags, struct ek_pos pos, const char *hint,
                     const char *format, ...) {
  va_list args;
  va_start(args, format);
  size_t known = diags->entries.n;
  add(diags, EK_ERROR, pos, NO_NOTE, hint, format, args);
  va_end(args);
  struct entry *entries = diags->entries.items;
  if (diags->entries.n > known) entries[known].diag.system = true;
  return false;
}

bool ek_warning(struct ek_diags *diags, struct ek_pos pos, const char *hint, const char *format,
                ...) {
  va_list args;
  va_start(args, format);
  add(diags, EK_WARNING, pos, NO_NOTE, hint, format, args);
  va_end(args);
  return false;
}

bool ek_diags_system(const struct ek_diags *diags) {
  const struct entry *entries = diags->entries.items;
  for (size_t i = 0; i < diags->entries.n; i++) {
    if (entries[i].diag.system) return true;
  }
  return false;
}

size_t ek_diags_errors(const struct ek_diags *diags) {
  return diags->errors;
}

size_t ek_diags_warnings(const struct ek_diags *diags) {
  return diags->warnings;
}

static int compare(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  const char *x = source_name(&a->diag), *y = source_name(&b->diag);
  if (!ek_text_same(x, y))
    return x == NULL ? -1 : y == NULL ? 1 : strcmp(x, y);
  if (a->diag.pos.line != b->diag.pos.line)
    return a->diag.pos.line < b->diag.pos.line ? -1 : 1;
  if (a->diag.pos.column != b->diag.pos.column)
    return a->diag.pos.column < b->diag.pos.column ? -1 : 1;
  if (a->diag.severity != b->diag.severity)
    return a->diag.severity == EK_ERROR ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

const struct ek_diag *ek_diags_sorted(struct ek_diags *diags, size_t *n) {
  *n = diags->entries.n;
  if (diags->n_sorted == *n)
    return diags->sorted;
  struct entry *entries = ek_alloc_array(diags->arena, *n, sizeof *entries);
  memcpy(entries, diags->entries.items, *n * sizeof *entries);
  qsort(entries, *n, sizeof *entries, compare);
  diags->sorted = ek_alloc_array(diags->arena, *n, sizeof *diags->sorted);
  for (size_t i = 0; i < *n; i++)
    diags->sorted[i] = entries[i].diag;
  diags->n_sorted = *n;
  return diags->sorted;
}

bool ek_source_is_option(const struct ek_source *source) {
  return source != NULL && source->name != NULL && strncmp(source->name, "--", 2) == 0;
}
