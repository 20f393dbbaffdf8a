/* JSON of a report back to an insats. What is missing or of another kind is told by its name. */
#include "views/peer_json.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "render/json.h"

#define MOST_MONTHS (12 * 200)

struct reader {
  struct ek_arena *arena;
  struct ek_diags *diags;
  struct ek_pos whole; /* the file */
  json_t *root;
  struct ek_peer *out;
};

static const char *const again = "give the study from which they were computed, or write them anew: ekusia report STUDY --format json";

static bool lacks(const struct reader *r, const char *what) {
  return ek_error(r->diags, r->whole, again, "these are no results of ekusia report: '%s' is missing, or not what it should be", what);
}

static const json_t *within(const struct reader *r, const char *object, const char *key) { return json_object_get(json_object_get(r->root, object), key); }

static const char *text_of(const struct reader *r, const json_t *value) {
  const char *text = json_string_value(value);
  return text != NULL ? ek_strdup(r->arena, text) : NULL;
}

/* A text that must be there. */
static bool take_text(const struct reader *r, const char *object, const char *key, const char **out) {
  *out = text_of(r, within(r, object, key));
  return *out != NULL || lacks(r, ek_sprintf(r->arena, "%s.%s", object, key));
}

static bool take_model(struct reader *r, const char *const *folders) {
  const char *name, *hash;
  if (!take_text(r, "stamp", "model", &name) || !take_text(r, "stamp", "model_sha256", &hash)) return false;
  const char *folder = strchr(name, '/') == NULL ? ek_model_folder(r->arena, name, folders) : NULL;
  if (folder == NULL) return ek_error(r->diags, r->whole, "give the study from which they were computed", "there is no model '%s' here, with which these results were computed", name);
  r->out->model = ek_model_read(r->arena, folder, r->diags);
  if (r->out->model == NULL) return false;
  r->out->model_hash = ek_model_hash(r->out->model);
  return ek_text_same(r->out->model_hash, hash) ||
         ek_error(r->diags, r->whole, again, "these results were computed with another content of the model '%s' than the one here", name);
}

/* ---- how it was computed ---- */

static bool take_horizons(struct reader *r) {
  const json_t *list = within(r, "study", "horizons_months");
  struct ek_list months = {0};
  int longest = 0;
  for (size_t i = 0; i < json_array_size(list); i++) {
    json_int_t month = json_integer_value(json_array_get(list, i));
    if (month <= 0 || month > MOST_MONTHS) return lacks(r, "study.horizons_months");
    *(int *)ek_list_push(r->arena, &months, sizeof(int)) = (int)month;
    if (month > longest) longest = (int)month;
  }
  if (months.n == 0) return lacks(r, "study.horizons_months");
  ek_ground_reach(r->arena, &r->out->own, longest);
  if (months.n > 1) r->out->own.part[EK_GROUND_HORIZON] = "";
  r->out->own.n_horizons = months.n;
  r->out->own.horizons = months.items;
  return true;
}

/* What stands between `before` and a brace, or NULL. */
static const char *inside(struct ek_arena *arena, const char *text, const char *before) {
  size_t n = strlen(before), size = strlen(text);
  return strncmp(text, before, n) == 0 && size > n && text[size - 1] == '}' ? ek_strndup(arena, text + n, size - n - 1) : NULL;
}

static void read_discount(struct reader *r, const char *text) {
  const char *rate = inside(r->arena, text, "{rate: ");
  ek_ground_discount(r->arena, &r->out->own, rate != NULL ? strtod(rate, NULL) : NAN, inside(r->arena, text, "{schedule: "));
}

static bool take_ground(struct reader *r) {
  if (!take_horizons(r)) return false;
  struct ek_ground *g = &r->out->own;
  for (int i = EK_GROUND_HORIZON + 1; i < EK_GROUND_PARTS; i++) {
    const json_t *value = json_object_get(within(r, "study", "settings"), ek_ground_key((enum ek_ground_part)i));
    if ((g->part[i] = text_of(r, value)) == NULL) return lacks(r, ek_sprintf(r->arena, "study.settings.%s", ek_ground_key((enum ek_ground_part)i)));
  }
  read_discount(r, g->part[EK_GROUND_DISCOUNT]);
  g->write_off = (int)strtol(g->part[EK_GROUND_WRITE_OFF], NULL, 10);
  return true;
}

/* ---- who it is ---- */

static bool take_insats(struct reader *r) {
  struct ek_peer *p = r->out;
  const json_t *class = within(r, "study", "class");
  const char *start, *against;
  if (!take_text(r, "study", "title", &p->title) || !take_text(r, "study", "start", &start) || !take_text(r, "study", "counterfactual", &against)) return false;
  if (!ek_month_parse(start, &p->start)) return lacks(r, "study.start");
  if (ek_counterfactual_find(against) < 0) return lacks(r, "study.counterfactual");
  p->organisation = text_of(r, within(r, "study", "organisation"));
  p->municipality = text_of(r, json_object_get(within(r, "study", "settings"), "municipality"));
  p->alternative = text_of(r, within(r, "cohort", "insats"));
  for (int i = 0; i < EK_UNLIKE_COUNTERFACTUAL; i++) p->class[i] = text_of(r, json_object_get(class, ek_unlike_name((enum ek_unlike)i)));
  p->class[EK_UNLIKE_COUNTERFACTUAL] = against;
  return true;
}

/* ---- figures ---- */

static bool compared(enum ek_figure_id id) {
  for (size_t i = 0; i < ek_peer_n_figures; i++) if (ek_peer_figures[i] == id) return true;
  return false;
}

/* A number, or none and why: a text where a number should be is no reason. */
static bool take_number(const json_t *figure, double *out) {
  const json_t *value = json_object_get(figure, "value");
  const char *text = json_string_value(json_object_get(figure, "text"));
  *out = json_is_number(value) ? json_number_value(value) : ek_text_same(text, "never") ? INFINITY : NAN;
  return json_is_number(value) || (json_is_null(value) && text != NULL);
}

/* In months; 0: it has none. */
static bool take_horizon(const json_t *figure, int *out) {
  const json_t *value = json_object_get(figure, "horizon_months");
  json_int_t months = json_integer_value(value);
  *out = (int)months;
  return value == NULL || json_is_null(value) || (json_is_integer(value) && months > 0 && months <= MOST_MONTHS);
}

static bool take_figure(struct reader *r, const json_t *figure) {
  const char *name = json_string_value(json_object_get(figure, "figure")), *actor = json_string_value(json_object_get(figure, "actor"));
  const struct ek_figure_def *def = name != NULL ? ek_figure_find(name) : NULL;
  if (def == NULL) return lacks(r, "figures.figure");
  if (def->by_stage && ek_text_same(json_string_value(json_object_get(figure, "stage")), "displacement")) r->out->displaces = true;
  if (!compared(def->id)) return true;
  int of = actor != NULL ? ek_model_actor(r->out->model, actor) : -1;
  if (def->by_actor && of < 0) return lacks(r, "figures.actor");
  bool hidden = json_is_true(json_object_get(figure, "masked"));
  double value = NAN;
  int horizon;
  if (!take_horizon(figure, &horizon)) return lacks(r, "figures.horizon_months");
  if (!hidden && !take_number(figure, &value)) return lacks(r, "figures.value");
  ek_peer_add(r->arena, r->out, (struct ek_peer_figure){def->id, of, horizon, value, hidden});
  return true;
}

static bool take_figures(struct reader *r) {
  const json_t *list = json_object_get(r->root, "figures");
  for (size_t i = 0; i < json_array_size(list); i++) if (!take_figure(r, json_array_get(list, i))) return false;
  return r->out->figures.n > 0 || lacks(r, "figures");
}

static void take_stamps(struct reader *r) {
  const char *key;
  json_t *value;
  json_object_foreach(json_object_get(r->root, "stamp"), key, value) {
    const char *text = json_is_integer(value) ? ek_sprintf(r->arena, "%lld", (long long)json_integer_value(value)) : text_of(r, value);
    if (text != NULL) *(struct ek_peer_stamp *)ek_list_push(r->arena, &r->out->stamps, sizeof(struct ek_peer_stamp)) = (struct ek_peer_stamp){ek_strdup(r->arena, key), text};
  }
}

static void drop(void *root) { json_decref(root); }

bool ek_peer_read_json(struct ek_arena *arena, const char *path, const char *const *folders, struct ek_peer *out, struct ek_diags *diags) {
  json_error_t error;
  const struct ek_source *source = ek_file_read(arena, path, diags);
  if (source == NULL) return false;
  *out = (struct ek_peer){.name = path};
  struct reader r = {.arena = arena, .diags = diags, .whole = {.source = source}, .root = json_loadb(source->text, source->size, JSON_REJECT_DUPLICATES, &error), .out = out};
  if (r.root == NULL) return ek_error(diags, (struct ek_pos){source, error.line > 0 ? error.line : 1, error.column > 0 ? error.column : 1, 1}, again, "this is not JSON: %s", error.text);
  ek_arena_defer(arena, drop, r.root);
  if (!take_insats(&r) || !take_ground(&r) || !take_model(&r, folders) || !take_figures(&r)) return false;
  take_stamps(&r);
  const char *version = text_of(&r, within(&r, "stamp", "ekusia"));
  if (!ek_text_same(version, EK_VERSION)) ek_warning(diags, r.whole, NULL, "these results were computed by ekusia %s, and this is ekusia %s", version != NULL ? version : "of no known version", EK_VERSION);
  return true;
}
