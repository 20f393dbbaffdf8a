/* The options of `ekusia model MODEL …`, and the world and person they make. */
#include "model_options.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char *near_model(struct ek_call *call, const char *name) {
  struct ek_list words = {0};
  for (size_t i = 0; call->model_folders[i] != NULL; i++) {
    DIR *dir = opendir(call->model_folders[i]);
    for (struct dirent *e = dir != NULL ? readdir(dir) : NULL; e != NULL; e = readdir(dir)) {
      *(const char **)ek_list_push(call->arena, &words, sizeof(char *)) = ek_strdup(call->arena, e->d_name);
    }
    if (dir != NULL) closedir(dir);
  }
  return ek_text_nearest(name, words.items, words.n);
}

struct ek_model *ek_look_model(struct ek_call *call, const char *name) {
  if (strchr(name, '/') != NULL) return ek_model_open(call->arena, name, call->diags);
  const char *folder = ek_model_folder(call->arena, name, call->model_folders);
  if (folder != NULL) return ek_model_open(call->arena, folder, call->diags);
  const char *near = near_model(call, name);
  ek_error(call->diags, (struct ek_pos){0},
           near != NULL ? ek_sprintf(call->arena, "did you mean '%s'?", near)
                        : "'ekusia model' lists them; a folder is written with a '/'",
           "there is no model '%s'", name);
  return NULL;
}

/* Is `word` one of those in "text|csv|json"? NULL is the first of them. */
static bool listed(const char *list, const char *word) {
  size_t size = word != NULL ? strlen(word) : 0;
  for (const char *at = list; word != NULL && *at != '\0';) {
    size_t n = strcspn(at, "|");
    if (n == size && strncmp(at, word, n) == 0) return true;
    at += n + (at[n] == '|');
  }
  return word == NULL;
}

void ek_look_keep(struct ek_look *look, char *text) {
  if (text != NULL) ek_arena_defer(look->call->arena, free, text);
}

int ek_look_open(struct ek_look *look, const char *name, const char *words, const char *formats,
                 const char *model, int argc, const char **argv, const struct poptOption *table) {
  struct ek_call *call = look->call;
  look->command = ek_sprintf(call->arena, "model %s %s", model != NULL ? model : "MODEL", name);
  look->options = ek_options_new(call, look->command, argc, argv, table, words);
  int code = ek_options_read(call, look->options, &look->common);
  char *const own[] = {look->date, look->municipality, look->age, look->household, look->price_year};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) ek_look_keep(look, own[i]);
  if (code != EK_EXIT_FINE) return code;
  if (model == NULL) {
    return ek_usage(call, look->command, "the model comes first: ekusia model MODEL %s …", name);
  }
  if (!listed(formats, look->common.format)) {
    return ek_usage(call, look->command, "--format is one of %s, not '%s'", formats, look->common.format);
  }
  look->model = ek_look_model(call, model);
  if (look->model != NULL) return EK_EXIT_FINE;
  return ek_call_end(call, &look->common, ek_call_input_code(call));
}

const char *ek_look_word(struct ek_look *look) { return poptGetArg(look->options); }

bool ek_look_format(const struct ek_look *look, const char *format) {
  return ek_text_same(look->common.format, format);
}

/* A whole number within a range; false when it is none. */
static bool whole(const char *text, int min, int max, int *out) {
  char *end;
  long n = strtol(text, &end, 10);
  *out = (int)n;
  return end != text && *end == '\0' && n >= min && n <= max;
}

/* An option's text as a source, so that faults in it are pointed at. */
static const struct ek_source *source_of(struct ek_look *look, const char *name, const char *text) {
  struct ek_source *source = ek_alloc(look->call->arena, sizeof *source);
  *source = (struct ek_source){.name = name, .text = text, .size = strlen(text)};
  return source;
}

static int take_day(struct ek_look *look) {
  struct ek_world *w = &look->world;
  w->day = look->model->default_date;
  if (look->date != NULL && !ek_day_parse(look->date, &w->day)) {
    return ek_usage(look->call, look->command, "--date is a day from 1900 to 2200 such as 2018-06-01, not '%s'", look->date);
  }
  if (w->day == 0) {
    return ek_usage(look->call, look->command,
                    "a --date is asked for: the model '%s' has no default_date", look->model->name);
  }
  w->price_year = ek_day_year(w->day);
  if (look->price_year != NULL && !whole(look->price_year, 1900, 2200, &w->price_year)) {
    return ek_usage(look->call, look->command, "--price-year is a year from 1900 to 2200, not '%s'", look->price_year);
  }
  return EK_EXIT_FINE;
}

static void take_municipality(struct ek_look *look) {
  struct ek_world *w = &look->world;
  w->municipality = look->model->default_municipality;
  if (look->municipality == NULL) return;
  const struct ek_source *source = source_of(look, "--municipality", look->municipality);
  w->municipality = ek_text_lower(look->call->arena, look->municipality);
  w->municipality_pos = (struct ek_pos){source, 1, 1, (int)ek_utf8_length(source->text, source->size)};
}

static int take_person(struct ek_look *look) {
  struct ek_call *call = look->call;
  int age = look->model->default_age;
  if (look->age != NULL && !whole(look->age, 0, 120, &age)) {
    return ek_usage(call, look->command, "--age is a whole number from 0 to 120, not '%s'", look->age);
  }
  look->person = (struct ek_person){.age = age, .adults = 1};
  if (look->household == NULL) return EK_EXIT_FINE;
  struct ek_household household;
  const struct ek_node *root =
      ek_yaml_read(call->arena, source_of(look, "--household", look->household), call->diags);
  if (root == NULL || !ek_bind(call->arena, root, &ek_record_household, &household, call->diags)) {
    return EK_EXIT_INPUT;
  }
  look->person.adults = household.adults;
  look->person.children = household.children.items;
  look->person.n_children = household.children.n;
  return EK_EXIT_FINE;
}

/* Dated values hold until the next, so that nothing else tells that a day is too late. */
static void note_late(struct ek_world *w) {
  const struct ek_model *m = w->model;
  const struct ek_index *index = m->default_index >= 0 ? &m->indices[m->default_index] : NULL;
  if (index == NULL || index->constant || index->n_years == 0) return;
  int last = index->first_year + (int)index->n_years - 1, year = ek_day_year(w->day);
  if (year <= last) return;
  ek_world_note(w, (struct ek_note){.kind = EK_NOTE_STALE, .name = m->name, .year = year, .used = last});
}

int ek_look_world(struct ek_look *look) {
  look->world = (struct ek_world){.model = look->model, .arena = look->call->arena,
                                  .diags = look->call->diags, .draws = 1, .no_study = true};
  int code = take_day(look);
  if (code == EK_EXIT_FINE) code = take_person(look);
  if (code != EK_EXIT_FINE) return code;
  take_municipality(look);
  ek_world_init(&look->world);
  note_late(&look->world);
  return EK_EXIT_FINE;
}

void ek_look_warn(struct ek_look *look) {
  const struct ek_note *n = look->world.notes.items;
  struct ek_diags *diags = look->call->diags;
  for (size_t i = 0; i < look->world.notes.n; i++) {
    switch (n[i].kind) {
    case EK_NOTE_HELD_BEFORE:
      ek_warning(diags, (struct ek_pos){0}, NULL, "'%s' of %d is used for %d, before it is known",
                 n[i].name, n[i].used, n[i].year);
      break;
    case EK_NOTE_MOVED:
      ek_warning(diags, (struct ek_pos){0}, NULL, "'%s' of %d is moved to %d by the index '%s'",
                 n[i].name, n[i].used, n[i].year, n[i].index);
      break;
    case EK_NOTE_STALE:
      ek_warning(diags, (struct ek_pos){0}, NULL, "'%s' of %d is used for %d: it is not known later",
                 n[i].name, n[i].used, n[i].year);
      break;
    case EK_NOTE_OLD_PRICE:
      ek_warning(diags, (struct ek_pos){0}, NULL, "the price '%s' of %d is moved to %d, many years",
                 n[i].name, n[i].used, n[i].year);
      break;
    case EK_NOTE_BEYOND:
      ek_warning(diags, (struct ek_pos){0}, NULL, "the index '%s' is known to %d; after that %g %% a year is assumed",
                 n[i].name, n[i].used, n[i].growth * 100);
      break;
    case EK_NOTE_REBASED: break; /* a price of another year, as the model says it is moved */
    }
  }
}

int ek_look_end(struct ek_look *look, const struct ek_buffer *out, int code) {
  if (!ek_call_write(look->call, &look->common, ek_buffer_text(out), out->size)) code = EK_EXIT_SYSTEM;
  return ek_call_end(look->call, &look->common, code);
}
