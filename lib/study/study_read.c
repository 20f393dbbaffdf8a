/* Reads a study: its tree, what the command line sets, its model, and then
 * every part made ready in an order that lets each see what it needs. */
#include <dirent.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "model/shelf.h"
#include "study/study.h"
#include "study/files.h"
#include "study/folder.h"
#include "study/cohort_parts.h"
#include "study/layers.h"

/* The model whose name is nearest, of those in the folders. */
static const char *near_model(struct ek_arena *arena, const char *name, const char *const *folders) {
  struct ek_list words = {0};
  for (; *folders != NULL; folders++) {
    DIR *dir = opendir(*folders);
    if (dir == NULL) continue;
    for (const struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
      if (!ek_file_exists(ek_sprintf(arena, "%s/%s/model.yaml", *folders, e->d_name))) continue;
      *(const char **)ek_list_push(arena, &words, sizeof name) = ek_strdup(arena, e->d_name);
    }
    closedir(dir);
  }
  return ek_text_nearest(name, words.items, words.n);
}

/* The model's folder: a path when it looks like one, else found by name. */
static const char *model_folder(struct ek_arena *arena, const struct ek_study *study,
                                const struct ek_study_options *options, struct ek_diags *diags) {
  const char *name = study->model_name.text;
  if (strchr(name, '/') != NULL) {
    const char *folder = ek_study_beside(arena, study, &study->model_name);
    if (ek_file_exists(ek_sprintf(arena, "%s/model.yaml", folder))) return folder;
    ek_error(diags, study->model_name.pos, "a model is a folder with model.yaml, actors.yaml, …",
             "there is no model at '%s'", folder);
    return NULL;
  }
  const char *folder = ek_model_folder(arena, name, options->model_folders);
  if (folder != NULL) return folder;
  const char *near = near_model(arena, name, options->model_folders);
  ek_error(diags, study->model_name.pos,
           near != NULL ? ek_sprintf(arena, "did you mean '%s'?", near)
                        : "a folder of your own is written ./folder",
           "there is no model '%s'", name);
  return NULL;
}

static const char *assumption_name(void *study, size_t index) {
  const struct ek_named_value *v = ((struct ek_compiler *)study)->study->assumption_list.items;
  return v[index].name.text;
}

/* Compiles an assumption when a formula first asks for it, so that they may
 * stand in any order; asked for while being compiled, it is defined by itself. */
static bool assumption_unit(void *compiler, size_t index, struct ek_unit *out) {
  struct ek_compiler *c = compiler;
  const struct ek_named_value *v = c->study->assumption_list.items;
  if (c->busy[index] == 1) {
    return ek_error(c->diags, v[index].name.pos, NULL, "'%s' is defined by itself",
                    v[index].name.text);
  }
  if (c->busy[index] == 0) {
    c->busy[index] = 1;
    struct ek_scope scope = c->scope;
    scope.person = false;
    c->study->assumptions[index] = ek_quantity_compile(c->arena, &v[index].value, &scope, NULL, 0,
                                                       &c->study->uncertain, c->diags);
    c->busy[index] = 2;
  }
  if (c->study->assumptions[index] == NULL) return false;
  *out = c->study->assumptions[index]->unit;
  return true;
}

/* A formula names an assumption. */
static bool assumption_used(void *compiler, size_t index, struct ek_unit *out) {
  ((struct ek_compiler *)compiler)->used[index] = true;
  return assumption_unit(compiler, index, out);
}

/* One of those estimated together cannot be taken away without the others. */
static bool with_a_used(const struct ek_compiler *c, size_t index) {
  const struct ek_joint *j = c->study->joint.items;
  for (size_t k = 0; k < c->study->joint.n; k++) {
    if (index < j[k].first || index - j[k].first >= j[k].names.n) continue;
    for (size_t i = 0; i < j[k].names.n; i++) if (c->used[j[k].first + i]) return true;
  }
  return false;
}

/* An assumption that nothing uses decides nothing; in the report it would seem to. */
static void warn_unused(struct ek_compiler *c) {
  const struct ek_named_value *v = c->study->assumption_list.items;
  for (size_t i = 0; i < c->study->assumption_list.n; i++) {
    if (c->used[i] || with_a_used(c, i)) continue;
    bool parameter = ek_model_parameter(c->model, v[i].name.text) >= 0;
    ek_warning(c->diags, v[i].name.pos,
               parameter ? "to change the model's value, write it under 'overrides'"
                         : "name it in a formula, or take it away",
               "the assumption '%s' is not used", v[i].name.text);
  }
}

static void compile_assumptions(struct ek_compiler *c) {
  const struct ek_named_value *v = c->study->assumption_list.items;
  for (size_t i = 0; i < c->study->assumption_list.n; i++) {
    struct ek_unit unit;
    if (ek_unit_word(v[i].name.text, strlen(v[i].name.text))) {
      ek_error(c->diags, v[i].name.pos, "choose another name", "'%s' is a unit", v[i].name.text);
    }
    assumption_unit(c, i, &unit);
  }
}

const char *ek_study_near(struct ek_compiler *c, const char *word, const char *const *words,
                          size_t n) {
  const char *near = ek_text_nearest(word, words, n);
  return near != NULL ? ek_sprintf(c->arena, "did you mean '%s'?", near) : NULL;
}

const struct ek_quantity *ek_study_quantity(struct ek_compiler *c, const struct ek_value *value) {
  struct ek_unit units[8];
  size_t n = 0;
  if (value->field != NULL && value->field->unit != NULL) {
    const char *at = value->field->unit;
    while (at != NULL && n < 8) { /* alternatives parted by " | " */
      const char *bar = strstr(at, " | ");
      const char *text = bar != NULL ? ek_strndup(c->arena, at, (size_t)(bar - at)) : at;
      double factor;
      size_t offset, length;
      const char *near;
      if (strcmp(text, "1") == 0) units[n++] = ek_unit_none;
      else if (ek_unit_parse(text, &units[n], &factor, &offset, &length, &near)) {
        units[n] = ek_unit_in(units[n], c->model->currency);
        n++;
      }
      at = bar != NULL ? bar + 3 : NULL;
    }
  }
  struct ek_scope scope = c->scope; /* weights, costs and shares are nobody's in particular */
  scope.person = false;
  return ek_quantity_compile(c->arena, value, &scope, units, n, &c->study->uncertain, c->diags);
}

/* Where only a part is wanted nothing else has to be said: what is said is bound, and what is
 * missing is not asked for. */
static struct ek_record part_record(struct ek_arena *arena, enum ek_study_only only) {
  struct ek_record record = ek_record_study;
  const char *part = only == EK_ONLY_ESTIMATE ? "estimate" : "indicators";
  size_t n = 0;
  while (record.fields[n].key != NULL) n++;
  struct ek_field *fields = ek_alloc_array(arena, n + 1, sizeof *fields);
  for (size_t i = 0; i < n; i++) {
    fields[i] = record.fields[i];
    bool asked = strcmp(fields[i].key, "settings") != 0 && strcmp(fields[i].key, "comparison") != 0 &&
                 (only == EK_ONLY_ESTIMATE || strcmp(fields[i].key, "model") != 0);
    if (!asked) fields[i].flags &= ~EK_REQUIRED;
    if (strcmp(fields[i].key, part) == 0) fields[i].flags |= EK_REQUIRED;
  }
  record.fields = fields;
  return record;
}

static void begin(struct ek_compiler *c) {
  ek_study_add_joint(c);
  size_t n = c->study->assumption_list.n;
  c->busy = ek_alloc(c->arena, n);
  c->used = ek_alloc_array(c->arena, n, sizeof *c->used);
  c->study->assumptions = ek_alloc_array(c->arena, n, sizeof *c->study->assumptions);
  c->study->assumption_used = c->used;
  c->names = (struct ek_study_names){.study = c, .n = n, .name = assumption_name,
                                     .unit = assumption_used, .assumptions = c->study->assumptions};
  c->scope = (struct ek_scope){.model = c->model, .study = &c->names, .person = true,
                               .priced = true, .ranged = &c->study->ranged, .numbers = &c->study->numbers, .grading = &c->study->grading};
  ek_study_compile_evidence(c);
}

static void compile(struct ek_compiler *c, enum ek_study_only only) {
  begin(c);
  if (only == EK_ONLY_ESTIMATE) {
    ek_study_compile_items(c);
    ek_study_compile_estimate(c);
    return;
  }
  compile_assumptions(c);
  ek_study_compile_joint(c);
  ek_study_compile_correlations(c);
  ek_study_compile_settings(c);
  ek_study_compile_items(c);
  ek_study_compile_overrides(c);
  ek_study_compile_cases(c);
  ek_study_compile_followups(c);
  ek_study_compile_estimate(c);
  ek_study_compile_cohort(c);
  ek_study_compile_measures(c);
  ek_study_compile_costs(c);
  ek_study_compile_effect(c);
  if (ek_diags_errors(c->diags) == 0) warn_unused(c); /* a formula that failed names nothing */
}

static void keep_settings(struct ek_arena *arena, struct ek_study *study,
                          const struct ek_study_options *options) {
  for (size_t i = 0; i < options->n_set; i++) {
    *(struct ek_setting *)ek_list_push(arena, &study->set, sizeof *options->set) = options->set[i];
  }
}

const struct ek_node *ek_study_tree(const struct ek_study *study) { return study->compiler->root; }

static const char *hash_of(struct ek_arena *arena, const struct ek_study *study) {
  const struct ek_layer *layers = study->layers.items;
  struct ek_buffer all = {.arena = arena};
  if (study->layers.n == 0) return ek_file_hash(arena, study->source->text, study->source->size);
  for (size_t i = 0; i < study->layers.n; i++) ek_buffer_addf(&all, "%s\n", layers[i].hash);
  return ek_file_hash(arena, ek_buffer_text(&all), all.size);
}

static struct ek_model *find_model(struct ek_arena *arena, const struct ek_study *study, const struct ek_study_options *options, struct ek_diags *diags) {
  if (options->model != NULL) return options->model;
  const char *folder = study->model_name.text != NULL ? model_folder(arena, study, options, diags) : NULL;
  if (folder == NULL) return NULL;
  return options->shelf != NULL ? ek_shelf_model(options->shelf, folder, diags) : ek_model_read(arena, folder, diags);
}

struct ek_study *ek_study_of_files(struct ek_arena *arena, const struct ek_study_files *files,
                                   const struct ek_study_options *options, struct ek_diags *diags) {
  size_t before = ek_diags_errors(diags);
  const struct ek_node *root = ek_study_apply_settings(arena, files->root, options, diags);
  if (root == NULL) return NULL;
  struct ek_study *study = ek_alloc(arena, sizeof *study);
  const struct ek_record part = part_record(arena, options->only);
  ek_bind(arena, root, options->only != EK_WHOLE_STUDY ? &part : &ek_record_study, study, diags);
  study->source = files->source;
  study->layers = files->layers;
  study->hash = hash_of(arena, study);
  keep_settings(arena, study, options);
  if (options->only == EK_ONLY_INDICATORS) return ek_diags_errors(diags) > before ? NULL : study;
  struct ek_model *model = find_model(arena, study, options, diags);
  if (model == NULL) return NULL;
  study->model = model;
  struct ek_compiler *c = ek_alloc(arena, sizeof *c);
  *c = (struct ek_compiler){.arena = arena, .diags = diags, .study = study, .root = root,
                            .model = model, .shared_inputs = options->shared_inputs};
  study->compiler = c;
  /* Formulas are checked even when the binder found faults, so that one run shows them all. */
  compile(c, options->only);
  if (options->shelf != NULL) ek_shelf_tell(options->shelf, model, diags);
  return ek_diags_errors(diags) > before ? NULL : study;
}

static bool lay_files(struct ek_arena *arena, const struct ek_source *source, const struct ek_study_options *options, struct ek_study_files *out, struct ek_diags *diags) {
  *out = (struct ek_study_files){.source = source};
  out->root = ek_study_lay(arena, source, options, &out->layers, diags);
  return out->root != NULL;
}

static const struct ek_source *read_file(struct ek_arena *arena, const char *path, const struct ek_study_options *options, struct ek_diags *diags) {
  return ek_study_no_folder(arena, path, options->only, diags) ? ek_file_read(arena, path, diags) : NULL;
}

bool ek_study_files_read(struct ek_arena *arena, const char *path, const struct ek_study_options *options,
                         struct ek_study_files *out, struct ek_diags *diags) {
  const struct ek_source *source = read_file(arena, path, options, diags);
  return source != NULL && lay_files(arena, source, options, out, diags);
}

struct ek_study *ek_study_read_source(struct ek_arena *arena, const struct ek_source *source,
                                      const struct ek_study_options *options,
                                      struct ek_diags *diags) {
  struct ek_study_files files;
  return lay_files(arena, source, options, &files, diags) ? ek_study_of_files(arena, &files, options, diags) : NULL;
}

struct ek_study *ek_study_read(struct ek_arena *arena, const char *path,
                               const struct ek_study_options *options, struct ek_diags *diags) {
  const struct ek_source *source = read_file(arena, path, options, diags);
  return source != NULL ? ek_study_read_source(arena, source, options, diags) : NULL;
}
