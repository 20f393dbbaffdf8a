/* ekusia compare: insatser beside each other, on common ground. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/text.h"
#include "command.h"
#include "people/people.h"
#include "report/peers.h"
#include "report/render.h"

#define COMMAND "compare"

struct wanted {
  char *horizon, *price_year, *discount, *reference, *rank, *draws;
  int seed;
};

struct comparing {
  struct ek_call *call;
  struct ek_common *common;
  const struct wanted *w;
  size_t n;
  const char **paths;
  const struct ek_result **own, **result; /* as each study computes, and as the others do */
  struct ek_ground *grounds, ground;
  struct ek_draws draws;                  /* n 0: none */
  const struct ek_best *best;
  int horizon, reference;                 /* months, 0: not said; -1: the mean */
};

/* ---- which files ---- */

static bool is_study(struct ek_call *call, const char *path) {
  struct stat about;
  size_t size = strlen(path);
  const char *hint = "give the study, study.yaml, from which they were computed";
  if (strcmp(path, "-") == 0) return ek_error(call->diags, (struct ek_pos){0}, "save it in a file first", "a study on standard input cannot be compared: it may have to be read again");
  if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) return ek_error(call->diags, (struct ek_pos){0}, hint, "'%s' is a folder: only studies can be compared", path);
  bool json = size >= 5 && strcmp(path + size - 5, ".json") == 0;
  return !json || ek_error(call->diags, (struct ek_pos){0}, hint, "'%s' is JSON: results in JSON cannot be compared, only studies", path);
}

/* A file as given, a title, or a place in the order given. */
static bool find_reference(struct comparing *k) {
  const char *name = k->w->reference;
  k->reference = -1;
  if (name == NULL) return true;
  for (size_t i = 0; i < k->n && k->reference < 0; i++) if (strcmp(name, k->paths[i]) == 0) k->reference = (int)i;
  for (size_t i = 0; i < k->n && k->reference < 0; i++) if (ek_text_same(name, k->own[i]->study->title)) k->reference = (int)i;
  char *end;
  unsigned long number = strtoul(name, &end, 10);
  if (k->reference < 0 && *end == '\0' && *name != '-' && number >= 1 && number <= k->n) k->reference = (int)number - 1;
  if (k->reference >= 0) return true;
  ek_usage(k->call, COMMAND, "--reference is one of the studies: its file, its title, or 1 to %zu, not '%s'%s", k->n, name, ek_options_near(k->call, name, k->paths, k->n));
  return false;
}

/* ---- runs ---- */

static int run_one(struct comparing *k, size_t i, const struct ek_list *more, const struct ek_result **out) {
  struct ek_list all = {0};
  const struct ek_setting *given = k->common->set.items, *added = more != NULL ? more->items : NULL;
  for (size_t s = 0; s < k->common->set.n; s++) *(struct ek_setting *)ek_list_push(k->call->arena, &all, sizeof *given) = given[s];
  for (size_t s = 0; more != NULL && s < more->n; s++) *(struct ek_setting *)ek_list_push(k->call->arena, &all, sizeof *added) = added[s];
  const struct ek_study_options options = {.set = all.items, .n_set = all.n, .model_folders = k->call->model_folders};
  const struct ek_study *study = ek_people_study(k->call->arena, k->paths[i], &options, NULL, k->call->diags);
  if (study == NULL) return ek_call_input_code(k->call);
  struct ek_result *result = NULL;
  enum ek_status status = ek_run(k->call->arena, study, &result, k->call->diags);
  *out = result;
  return status == EK_OK ? EK_EXIT_FINE : ek_call_status_code(status);
}

/* Every study is run, so that all that is wrong is told at once. */
static int run_own(struct comparing *k) {
  int code = EK_EXIT_FINE;
  for (size_t i = 0; i < k->n; i++) {
    if (!is_study(k->call, k->paths[i])) code = EK_EXIT_INPUT;
    else {
      int one = run_one(k, i, NULL, &k->own[i]);
      if (code == EK_EXIT_FINE) code = one;
    }
  }
  return code;
}

/* ---- common ground ---- */

static bool same_world(const struct comparing *k) {
  const struct ek_model *first = k->own[0]->model;
  const char *hash = ek_model_hash(first);
  for (size_t i = 1; i < k->n; i++) {
    const struct ek_model *m = k->own[i]->model;
    struct ek_pos place = k->own[i]->study->model_name.pos;
    if (!ek_text_same(m->currency, first->currency)) {
      return ek_error(k->call->diags, place, "compare those of one currency at a time", "its currency is %s, that of '%s' is %s", m->currency, k->paths[0], first->currency);
    }
    if (!ek_text_same(ek_model_hash(m), hash)) {
      return ek_error(k->call->diags, place, "actors and prices are others: compare those of one model at a time", "its model is '%s', that of '%s' is '%s'%s", m->name, k->paths[0], first->name,
                      ek_text_same(m->name, first->name) ? " with another content" : "");
    }
  }
  return true;
}

static const char *horizons_text(const struct comparing *k, size_t i) {
  struct ek_buffer out = {.arena = k->call->arena};
  const struct ek_result *r = k->own[i];
  for (size_t h = 0; h < r->n_horizons; h++) ek_buffer_addf(&out, "%s%d", h > 0 ? ", " : "", r->horizons[h]);
  return ek_buffer_text(&out);
}

static bool common_horizon(struct comparing *k) {
  if (k->horizon == 0) k->horizon = ek_ground_horizon(k->own, k->n);
  if (k->horizon != 0) return true;
  struct ek_buffer all = {.arena = k->call->arena};
  for (size_t i = 0; i < k->n; i++) ek_buffer_addf(&all, "%s'%s' has %s", i > 0 ? "; " : "", k->paths[i], horizons_text(k, i));
  return ek_error(k->call->diags, (struct ek_pos){0}, "choose one with --horizon, as --horizon 5y: all are then computed up to it",
                  "the studies have no horizon in common, in months: %s", ek_buffer_text(&all));
}

/* "3.5 %", the name of a schedule, or none. */
static bool take_discount(struct comparing *k, const char *text) {
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  double rate;
  const struct ek_model *m = k->own[0]->model;
  if (ek_quantity_parse(k->call->arena, text, &rate, &unit, &unit_text, &error) && ek_unit_same(unit, ek_unit_none)) {
    ek_ground_discount(k->call->arena, &k->ground, rate, NULL);
    return true;
  }
  const char **names = ek_alloc_array(k->call->arena, m->n_schedules + 1, sizeof *names);
  bool known = strcmp(text, "none") == 0;
  names[0] = "none";
  for (size_t i = 0; i < m->n_schedules; i++) {
    names[i + 1] = m->schedules[i].name.text;
    known |= strcmp(text, names[i + 1]) == 0;
  }
  if (!known) {
    ek_usage(k->call, COMMAND, "--discount is a rate such as 3.5 %%, a schedule of the model, or none, not '%s'%s", text, ek_options_near(k->call, text, names, m->n_schedules + 1));
    return false;
  }
  ek_ground_discount(k->call->arena, &k->ground, NAN, strcmp(text, "none") == 0 ? NULL : text);
  return true;
}

static bool take_price_year(struct comparing *k, const char *text) {
  char *end;
  unsigned long year = strtoul(text, &end, 10);
  if (*end != '\0' || year < 1990 || year > 2100) {
    ek_usage(k->call, COMMAND, "--price-year is a year such as 2022, not '%s'", text);
    return false;
  }
  ek_ground_price_year(k->call->arena, &k->ground, (int)year);
  return true;
}

/* That of the first study, save for what the command line says. */
static bool common_ground(struct comparing *k) {
  k->ground = k->grounds[0];
  ek_ground_reach(k->call->arena, &k->ground, k->horizon);
  if (k->w->price_year != NULL && !take_price_year(k, k->w->price_year)) return false;
  return k->w->discount == NULL || take_discount(k, k->w->discount);
}

static int move(struct comparing *k, size_t i) {
  struct ek_list moves = ek_ground_settings(k->call->arena, &k->grounds[i], &k->ground);
  k->result[i] = k->own[i];
  if (moves.n == 0) return EK_EXIT_FINE;
  int code = run_one(k, i, &moves, &k->result[i]);
  if (code == EK_EXIT_FINE) return code;
  struct ek_buffer all = {.arena = k->call->arena};
  const struct ek_setting *s = moves.items;
  for (size_t m = 0; m < moves.n; m++) ek_buffer_addf(&all, "%s%s=%s", m > 0 ? ", " : "", s[m].path, s[m].text);
  ek_error(k->call->diags, (struct ek_pos){0}, "choose common ground with --horizon, --price-year or --discount, or compare it apart",
           "'%s' cannot be computed as the others are, with %s", k->paths[i], ek_buffer_text(&all));
  return code;
}

/* ---- answers ---- */

static void warn_unlike(const struct comparing *k, const struct ek_peers *c) {
  for (int u = 0; u < EK_UNLIKES; u++) {
    if (!ek_peers_unlike(c, (enum ek_unlike)u)) continue;
    struct ek_buffer all = {.arena = k->call->arena};
    for (size_t i = 0; i < c->n; i++) {
      const char *value = ek_unlike_value(c->of[i], (enum ek_unlike)u);
      ek_buffer_addf(&all, "%s%s", i > 0 ? "; " : "", value != NULL ? value : "not stated");
    }
    ek_warning(k->call->diags, (struct ek_pos){0}, NULL, "the insatser are not alike in %s: %s", ek_unlike_name((enum ek_unlike)u), ek_buffer_text(&all));
  }
}

static int write_answer(const struct comparing *k, const struct ek_peers *c) {
  const char *format = k->common->format;
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document;
  bool *reached = ek_alloc_array(k->call->arena, k->n, sizeof *reached);
  for (size_t i = 0; i < k->n; i++) reached[i] = ek_ground_has(k->own[i], k->horizon);
  const struct ek_peers_options options = {.peers = c, .paths = k->paths, .best = k->best, .own = k->grounds, .common = &k->ground, .reached = reached};
  bool machine = strcmp(format, "csv") == 0 || strcmp(format, "json") == 0;
  if (machine) warn_unlike(k, c);
  if (strcmp(format, "csv") == 0) ek_peers_csv(&options, &out);
  else if (machine) {
    if (!ek_peers_json(&options, &out)) return ek_call_no_memory(k->call);
  } else {
    ek_peers_build(&options, k->common->language, &document);
    ek_call_render(k->common, &document, &out);
  }
  return ek_call_write(k->call, k->common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

static bool rank(const struct comparing *k, struct ek_peers *c) {
  if (k->w->rank == NULL || ek_peers_rank(c, k->w->rank)) return true;
  const struct ek_peers_figure *f = c->figures.items;
  const char **names = ek_alloc_array(k->call->arena, c->figures.n, sizeof *names);
  for (size_t i = 0; i < c->figures.n; i++) names[i] = f[i].name;
  ek_usage(k->call, COMMAND, "--rank is a figure of the comparison, as realised_potential, or of an actor, as kommun/result_per_participant, not '%s'%s",
           k->w->rank, ek_options_near(k->call, k->w->rank, names, c->figures.n));
  return false;
}

/* A large potential is no merit: there is no best. */
static bool draw(struct comparing *k, const struct ek_peers *c) {
  const struct ek_peers_figure *f = &((const struct ek_peers_figure *)c->figures.items)[c->ranked];
  if (f->per_participant) {
    ek_usage(k->call, COMMAND, "none is the best by '%s': --draws goes with another --rank", f->name);
    return false;
  }
  k->best = ek_best_of(k->call->arena, c, k->draws.n, (unsigned long)k->w->seed, k->call->diags);
  return k->best != NULL;
}

static int compare(struct comparing *k) {
  int code = run_own(k);
  if (code != EK_EXIT_FINE) return code;
  if (!find_reference(k)) return EK_EXIT_USAGE;
  if (!same_world(k) || !common_horizon(k)) return EK_EXIT_INPUT;
  for (size_t i = 0; i < k->n; i++) k->grounds[i] = ek_ground_of(k->own[i]);
  if (!common_ground(k)) return EK_EXIT_USAGE;
  for (size_t i = 0; i < k->n && code == EK_EXIT_FINE; i++) code = move(k, i);
  if (code != EK_EXIT_FINE) return code;
  struct ek_peers *c = ek_peers_make(k->call->arena, k->result, k->own, k->n, k->horizon, k->reference);
  if (!rank(k, c)) return EK_EXIT_USAGE;
  if (k->draws.n > 0 && !draw(k, c)) return ek_diags_errors(k->call->diags) > 0 ? EK_EXIT_INPUT : EK_EXIT_USAGE;
  return write_answer(k, c);
}

int ek_cmd_compare(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {.seed = 1};
  struct comparing k = {.call = call, .common = &common, .w = &w};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, or rows for machines", "text|markdown|html|csv|json"},
      {"horizon", 0, POPT_ARG_STRING, &w.horizon, 0, "up to when: 5y, 5 years; the longest horizon that all have unless stated", "TIME"},
      {"price-year", 0, POPT_ARG_STRING, &w.price_year, 0, "in the prices and by the rules of which year; those of the first study unless stated", "YEAR"},
      {"discount", 0, POPT_ARG_STRING, &w.discount, 0, "how later money is weighed: 3.5 %, a schedule of the model, or none; as in the first study unless stated", "RATE"},
      {"reference", 'r', POPT_ARG_STRING, &w.reference, 0, "from which study deviations are: its file, title or number; from the mean unless stated", "STUDY"},
      {"rank", 0, POPT_ARG_STRING, &w.rank, 0, "the figure to rank by: realised_potential, kommun/result_per_participant; society's result per participant unless stated", "FIGURE"},
      {"draws", 'n', POPT_ARG_STRING, &w.draws, 0, "draws what is uncertain so often: the chance that each is the best", "N"},
      {"seed", 0, POPT_ARG_INT, &w.seed, 0, "where the random numbers begin", "N"},
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] STUDY STUDY…");
  int code = ek_options_read(call, options, &common);
  char *const given[] = {w.horizon, w.price_year, w.discount, w.reference, w.rank, w.draws};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, COMMAND, &common, formats)) return EK_EXIT_USAGE;
  if (common.format == NULL) common.format = "text";
  if (!ek_options_horizon(call, COMMAND, w.horizon, &k.horizon)) return EK_EXIT_USAGE;
  if (w.draws != NULL && !ek_options_draws(call, COMMAND, w.draws, &k.draws)) return EK_EXIT_USAGE;
  if (k.draws.precision > 0) return ek_usage(call, COMMAND, "--draws is a number here: all studies are drawn as often");
  if (w.seed < 0) return ek_usage(call, COMMAND, "--seed is 0 or more");
  k.paths = poptGetArgs(options);
  while (k.paths != NULL && k.paths[k.n] != NULL) k.n++;
  if (k.n < 2) return ek_usage(call, COMMAND, "two studies or more are compared");
  k.own = ek_alloc_array(call->arena, k.n, sizeof *k.own);
  k.result = ek_alloc_array(call->arena, k.n, sizeof *k.result);
  k.grounds = ek_alloc_array(call->arena, k.n, sizeof *k.grounds);
  return ek_call_end(call, &common, compare(&k));
}
