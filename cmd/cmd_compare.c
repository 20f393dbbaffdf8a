/* ekusia compare: insatser beside each other, on common ground. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bank_options.h"
#include "base/file.h"
#include "base/text.h"
#include "command.h"
#include "comparison/best.h"
#include "comparison/studies.h"
#include "ground_options.h"
#include "render/render.h"
#include "views/bank.h"
#include "views/peer_json.h"
#include "views/peers.h"

#define COMMAND "compare"

struct wanted {
  struct ek_ground_wanted ground;
  char *reference, *rank, *draws, *bank;
  struct ek_bank_wanted filter;
  int seed;
};

struct comparing {
  struct ek_call *call;
  struct ek_common *common;
  const struct wanted *w;
  struct ek_study_options options;
  size_t n;
  const char **paths;
  const struct ek_result **own; /* as each study computes; NULL: results in JSON */
  struct ek_peer *peers;        /* as they are compared */
  struct ek_ground ground;
  struct ek_draws draws;        /* n 0: none */
  const struct ek_best *best;
  struct ek_bank *bank;         /* NULL: none */
  int horizon, reference;       /* months, 0: not said; -1: the mean */
};

/* ---- which files ---- */

static bool is_json(const char *path) {
  size_t size = strlen(path);
  return size >= 5 && strcmp(path + size - 5, ".json") == 0;
}

/* Files as given, of folders the studies in them. False with diagnostics. */
static bool find_files(struct comparing *k, const char **given) {
  struct ek_list all = {0};
  struct ek_diags *diags = k->call->diags;
  bool fine = true;
  for (; given != NULL && *given != NULL; given++) {
    size_t before = all.n;
    if (strcmp(*given, "-") == 0) fine = ek_error(diags, (struct ek_pos){0}, "save it in a file first", "a study on standard input cannot be compared: it may have to be read again");
    else if (!ek_file_is_folder(*given)) *(const char **)ek_list_push(k->call->arena, &all, sizeof *given) = *given;
    else if (!ek_studies_find(k->call->arena, *given, &all, diags)) fine = false;
    else if (all.n == before) fine = ek_error(diags, (struct ek_pos){0}, "a study is a YAML file with ekusia: 1 and participants or outcomes", "there is no study in the folder '%s'", *given);
  }
  k->n = all.n;
  k->paths = all.items;
  return fine;
}

/* A file as given, a title, or a place in the order given. */
static bool find_reference(struct comparing *k) {
  const char *name = k->w->reference;
  k->reference = -1;
  if (name == NULL) return true;
  for (size_t i = 0; i < k->n && k->reference < 0; i++) if (strcmp(name, k->paths[i]) == 0) k->reference = (int)i;
  for (size_t i = 0; i < k->n && k->reference < 0; i++) if (ek_text_same(name, k->peers[i].title)) k->reference = (int)i;
  char *end;
  unsigned long number = strtoul(name, &end, 10);
  if (k->reference < 0 && *end == '\0' && *name != '-' && number >= 1 && number <= k->n) k->reference = (int)number - 1;
  if (k->reference >= 0) return true;
  ek_usage(k->call, COMMAND, "--reference is one of the studies: its file, its title, or 1 to %zu, not '%s'%s", k->n, name, ek_options_near(k->call, name, k->paths, k->n));
  return false;
}

/* ---- runs ---- */

static int run_one(struct comparing *k, size_t i) {
  enum ek_status status;
  if (is_json(k->paths[i])) return ek_peer_read_json(k->call->arena, k->paths[i], k->call->model_folders, &k->peers[i], k->call->diags) ? EK_EXIT_FINE : ek_call_input_code(k->call);
  k->own[i] = ek_peer_run(k->call->arena, k->paths[i], &k->options, NULL, &status, k->call->diags);
  if (k->own[i] == NULL) return status == EK_INPUT_ERROR ? ek_call_input_code(k->call) : ek_call_status_code(status);
  k->peers[i] = ek_peer_of(k->call->arena, k->paths[i], k->own[i], k->own[i]);
  return EK_EXIT_FINE;
}

/* Every study is run, so that all that is wrong is told at once. */
static int run_own(struct comparing *k) {
  int code = EK_EXIT_FINE;
  for (size_t i = 0; i < k->n; i++) {
    int one = run_one(k, i);
    if (code == EK_EXIT_FINE) code = one;
  }
  return code;
}

/* ---- common ground ---- */

static struct ek_pos place_of(const struct comparing *k, size_t i) { return k->own[i] != NULL ? k->own[i]->study->model_name.pos : (struct ek_pos){0}; }

static bool same_world(const struct comparing *k) {
  const struct ek_peer *first = &k->peers[0];
  for (size_t i = 1; i < k->n; i++) {
    const struct ek_peer *p = &k->peers[i];
    const char *of = k->own[i] != NULL ? "its" : ek_sprintf(k->call->arena, "of '%s' the", k->paths[i]);
    if (!ek_text_same(p->model->currency, first->model->currency)) {
      return ek_error(k->call->diags, place_of(k, i), "compare those of one currency at a time", "%s currency is %s, that of '%s' is %s", of, p->model->currency, k->paths[0], first->model->currency);
    }
    if (!ek_text_same(p->model_hash, first->model_hash)) {
      return ek_error(k->call->diags, place_of(k, i), "actors and prices are others: compare those of one model at a time", "%s model is '%s', that of '%s' is '%s'%s", of, p->model->name, k->paths[0], first->model->name,
                      ek_text_same(p->model->name, first->model->name) ? " with another content" : "");
    }
  }
  return true;
}

static const char *horizons_text(const struct comparing *k, size_t i) {
  struct ek_buffer out = {.arena = k->call->arena};
  const struct ek_ground *g = &k->peers[i].own;
  for (size_t h = 0; h < g->n_horizons; h++) ek_buffer_addf(&out, "%s%d", h > 0 ? ", " : "", g->horizons[h]);
  return ek_buffer_text(&out);
}

static bool common_horizon(struct comparing *k) {
  struct ek_ground *grounds = ek_alloc_array(k->call->arena, k->n, sizeof *grounds);
  for (size_t i = 0; i < k->n; i++) grounds[i] = k->peers[i].own;
  if (k->horizon == 0) k->horizon = ek_ground_horizon(grounds, k->n);
  if (k->horizon != 0) return true;
  struct ek_buffer all = {.arena = k->call->arena};
  for (size_t i = 0; i < k->n; i++) ek_buffer_addf(&all, "%s'%s' has %s", i > 0 ? "; " : "", k->paths[i], horizons_text(k, i));
  return ek_error(k->call->diags, (struct ek_pos){0}, "choose one with --horizon, as --horizon 5y: all are then computed up to it",
                  "the studies have no horizon in common, in months: %s", ek_buffer_text(&all));
}

/* That of the first study, save for what the command line says. */
static bool common_ground(struct comparing *k) {
  k->ground = k->peers[0].own;
  k->ground.n_horizons = 0;
  ek_ground_reach(k->call->arena, &k->ground, k->horizon);
  return ek_options_ground(k->call, COMMAND, &k->w->ground, k->peers[0].model, &k->ground);
}

static const char *moves_text(const struct comparing *k, const struct ek_list *moves) {
  struct ek_buffer all = {.arena = k->call->arena};
  const struct ek_setting *s = moves->items;
  for (size_t m = 0; m < moves->n; m++) ek_buffer_addf(&all, "%s%s=%s", m > 0 ? ", " : "", s[m].path, s[m].text);
  return ek_buffer_text(&all);
}

/* Results stay as they are: on other ground they cannot stand beside the others. Payback is sought up to
 * the longest horizon; where that is not the common one it is left out. */
static bool take_results(struct comparing *k, size_t i) {
  struct ek_peer *p = &k->peers[i];
  struct ek_ground own = p->own;
  if (ek_ground_has(&own, k->horizon)) own.part[EK_GROUND_HORIZON] = k->ground.part[EK_GROUND_HORIZON];
  struct ek_list moves = ek_ground_settings(k->call->arena, &own, &k->ground);
  if (moves.n > 0) {
    return ek_error(k->call->diags, (struct ek_pos){0}, "give the study from which they were computed instead",
                    "'%s' has results that were not computed as the others are, and results cannot be computed anew: it would take %s", k->paths[i], moves_text(k, &moves));
  }
  struct ek_peer_figure *f = p->figures.items;
  for (size_t n = 0; n < p->figures.n; n++) if (f[n].id == EK_FIG_PAYBACK_MONTHS && own.horizon != k->horizon) f[n].value = NAN;
  return true;
}

static int move(struct comparing *k, size_t i) {
  if (k->own[i] == NULL) return take_results(k, i) ? EK_EXIT_FINE : EK_EXIT_INPUT;
  struct ek_list moves = ek_ground_settings(k->call->arena, &k->peers[i].own, &k->ground);
  if (moves.n == 0) return EK_EXIT_FINE;
  enum ek_status status;
  const struct ek_result *r = ek_peer_run(k->call->arena, k->paths[i], &k->options, &moves, &status, k->call->diags);
  if (r != NULL) {
    k->peers[i] = ek_peer_of(k->call->arena, k->paths[i], k->own[i], r);
    return EK_EXIT_FINE;
  }
  ek_error(k->call->diags, (struct ek_pos){0}, "choose common ground with --horizon, --price-year or --discount, or compare it apart",
           "'%s' cannot be computed as the others are, with %s", k->paths[i], moves_text(k, &moves));
  return status == EK_INPUT_ERROR ? ek_call_input_code(k->call) : ek_call_status_code(status);
}

/* ---- answers ---- */

static void warn_unlike(const struct comparing *k, const struct ek_peers *c) {
  for (int u = 0; u < EK_UNLIKES; u++) {
    if (!ek_peers_unlike(c, (enum ek_unlike)u)) continue;
    struct ek_buffer all = {.arena = k->call->arena};
    for (size_t i = 0; i < c->n; i++) {
      const char *value = c->of[i].class[u];
      ek_buffer_addf(&all, "%s%s", i > 0 ? "; " : "", value != NULL ? value : "not stated");
    }
    ek_warning(k->call->diags, (struct ek_pos){0}, NULL, "the insatser are not alike in %s: %s", ek_unlike_name((enum ek_unlike)u), ek_buffer_text(&all));
  }
}

static int write_answer(const struct comparing *k, const struct ek_peers *c) {
  const char *format = k->common->format;
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document;
  const struct ek_peers_options options = {.peers = c, .best = k->best, .common = &k->ground, .bank = k->w->bank, .ranked = k->w->rank != NULL || k->best != NULL};
  bool machine = strcmp(format, "csv") == 0 || strcmp(format, "json") == 0;
  if (machine && k->w->bank == NULL) warn_unlike(k, c);
  if (strcmp(format, "csv") == 0) ek_peers_csv(&options, &out);
  else if (machine) {
    if (!ek_peers_json(&options, &out)) return ek_call_no_memory(k->call);
  } else {
    if (k->w->bank != NULL) ek_bank_build(&options, k->common->language, &document);
    else ek_peers_build(&options, k->common->language, &document);
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
  for (size_t i = 0; i < (k->bank != NULL ? 1 : k->n); i++) {
    if (k->own[i] == NULL) return ek_error(k->call->diags, (struct ek_pos){0}, "give the study from which they were computed instead", "results cannot be drawn: '%s' is JSON", k->paths[i]);
  }
  for (size_t i = 1; k->bank != NULL && i < k->n; i++) if (!ek_bank_run(k->bank, &k->peers[i], &k->ground)) return false;
  const struct ek_best_options options = {.draws = k->draws.n, .precision = k->draws.precision, .seed = (unsigned long)k->w->seed};
  k->best = ek_best_of(k->call->arena, c, &options, k->call->diags);
  return k->best != NULL;
}

/* Of a bank those that are alike take their place after the study. */
static int add_bank(struct comparing *k) {
  struct ek_bank *bank = ek_bank_open(k->call->arena, k->w->bank, k->call->model_folders, k->call->diags);
  if (bank == NULL) return ek_call_input_code(k->call);
  if (!ek_options_filter(k->call, COMMAND, &k->w->filter, bank)) return EK_EXIT_USAGE;
  struct ek_list all = ek_bank_alike(bank, &k->w->filter.filter, &k->peers[0], k->paths[0], &k->ground, k->call->diags);
  k->peers = all.items;
  k->n = all.n;
  k->bank = bank;
  if (k->n > 1) return EK_EXIT_FINE;
  ek_error(k->call->diags, (struct ek_pos){0}, "ekusia bank lists what is there", "the bank '%s' has no insats to compare '%s' with: %s", k->w->bank, k->paths[0],
           ek_bank_why_none(k->call->arena, bank, &k->w->filter.filter, &k->peers[0], k->paths[0]));
  return EK_EXIT_INPUT;
}

static int compare(struct comparing *k) {
  bool bank = k->w->bank != NULL;
  int code = run_own(k);
  if (code != EK_EXIT_FINE) return code;
  if (!find_reference(k)) return EK_EXIT_USAGE;
  if (!same_world(k) || !common_horizon(k)) return EK_EXIT_INPUT;
  if (!common_ground(k)) return EK_EXIT_USAGE;
  for (size_t i = 0; i < k->n && code == EK_EXIT_FINE; i++) code = move(k, i);
  if (code == EK_EXIT_FINE && bank) code = add_bank(k);
  if (code != EK_EXIT_FINE) return code;
  struct ek_peers *c = ek_peers_make(k->call->arena, k->peers, k->n, k->horizon, k->reference, bank ? 0 : -1);
  if (!rank(k, c)) return EK_EXIT_USAGE;
  if (k->draws.n > 0 && !draw(k, c)) return ek_diags_errors(k->call->diags) > 0 ? EK_EXIT_INPUT : EK_EXIT_USAGE;
  code = write_answer(k, c);
  return code == EK_EXIT_FINE && ek_diags_errors(k->call->diags) > 0 ? ek_call_input_code(k->call) : code;
}

/* What does not go together; EK_EXIT_FINE: all does. */
static int check_wanted(struct comparing *k) {
  const struct wanted *w = k->w;
  if (w->bank == NULL) {
    if (ek_options_filters(&w->filter)) return ek_usage(k->call, COMMAND, "--target, --type and their like choose in a bank: add --bank DIR");
    return k->n >= 2 ? EK_EXIT_FINE : ek_usage(k->call, COMMAND, "two studies or more are compared");
  }
  if (k->n != 1) return ek_usage(k->call, COMMAND, "one study is compared with a bank");
  if (w->reference != NULL) return ek_usage(k->call, COMMAND, "--reference is of studies beside each other: against a bank deviations are from its mean");
  return EK_EXIT_FINE;
}

static int find_and_compare(struct comparing *k, const char **given) {
  bool found = find_files(k, given);
  int code = found ? check_wanted(k) : EK_EXIT_FINE;
  if (code != EK_EXIT_FINE) return code;
  k->own = ek_alloc_array(k->call->arena, k->n, sizeof *k->own);
  k->peers = ek_alloc_array(k->call->arena, k->n, sizeof *k->peers);
  if (found) return compare(k);
  run_own(k); /* what else is wrong is told too */
  return ek_call_input_code(k->call);
}

int ek_cmd_compare(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {.seed = 1};
  struct comparing k = {.call = call, .common = &common, .w = &w};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, or rows for machines", "text|markdown|html|csv|json"},
      EK_OPTIONS_GROUND(w.ground),
      {"reference", 'r', POPT_ARG_STRING, &w.reference, 0, "from which study deviations are: its file, title or number; from the mean unless stated", "STUDY"},
      {"rank", 0, POPT_ARG_STRING, &w.rank, 0, "the figure to rank by: realised_potential, kommun/result_per_participant; society's result per participant unless stated", "FIGURE"},
      {"draws", 'n', POPT_ARG_STRING, &w.draws, 0, "draws what is uncertain so often: the chance that each is the best; auto: until it is known to a percentage point", "N|auto"},
      {"seed", 0, POPT_ARG_INT, &w.seed, 0, "where the random numbers begin", "N"},
      {"bank", 0, POPT_ARG_STRING, &w.bank, 0, "one study against the insatser of its kind in the folder", "DIR"},
      EK_OPTIONS_FILTER(w.filter),
      EK_OPTIONS_STUDY(common)};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] STUDY STUDY…");
  int code = ek_options_read(call, options, &common);
  char *const given[] = {w.reference, w.rank, w.draws, w.bank};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) if (given[i] != NULL) ek_arena_defer(call->arena, free, given[i]);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, COMMAND, &common, formats)) return EK_EXIT_USAGE;
  if (common.format == NULL) common.format = "text";
  if (!ek_options_ground_keep(call, COMMAND, &w.ground) || !ek_options_filter_keep(call, COMMAND, &w.filter)) return EK_EXIT_USAGE;
  k.horizon = w.ground.months;
  if (w.draws != NULL && !ek_options_draws(call, COMMAND, w.draws, &k.draws)) return EK_EXIT_USAGE;
  if (w.seed < 0) return ek_usage(call, COMMAND, "--seed is 0 or more");
  k.options = ek_call_options(call, &common);
  return ek_call_end(call, &common, find_and_compare(&k, poptGetArgs(options)));
}
