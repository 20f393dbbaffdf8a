/* ekusia bank: a folder of studies as a bank of experience. */
#include <stdlib.h>
#include <string.h>

#include "bank_options.h"
#include "base/text.h"
#include "ground_options.h"
#include "render/render.h"
#include "views/bank.h"

#define COMMAND "bank"

struct wanted {
  struct ek_ground_wanted ground;
  struct ek_bank_wanted filter;
  char *rank;
};

struct asking {
  struct ek_call *call;
  struct ek_common *common;
  const struct wanted *w;
  const char *folder;
  struct ek_bank *bank;
  struct ek_list chosen; /* struct ek_peer */
  struct ek_ground ground;
};

/* That of the latest prices: the others are moved to it. */
static const struct ek_peer *newest(const struct ek_list *chosen) {
  const struct ek_peer *all = chosen->items, *out = all;
  for (size_t i = 1; i < chosen->n; i++) if (strcmp(all[i].own.part[EK_GROUND_PRICE_YEAR], out->own.part[EK_GROUND_PRICE_YEAR]) > 0) out = &all[i];
  return out;
}

/* Those that the options ask for; of another model than the newest they cannot be held against it. */
static void choose(struct asking *k) {
  size_t n;
  const struct ek_peer *all = ek_bank_insatser(k->bank, &n);
  struct ek_list matching = {0};
  for (size_t i = 0; i < n; i++) if (ek_bank_matches(&k->w->filter.filter, &all[i])) *(struct ek_peer *)ek_list_push(k->call->arena, &matching, sizeof *all) = all[i];
  const struct ek_peer *found = matching.items, *first = matching.n > 0 ? newest(&matching) : NULL;
  for (size_t i = 0; i < matching.n; i++) {
    if (ek_text_same(found[i].model_hash, first->model_hash)) *(struct ek_peer *)ek_list_push(k->call->arena, &k->chosen, sizeof *found) = found[i];
    else ek_warning(k->call->diags, (struct ek_pos){0}, NULL, "'%s' is left out: its model is '%s', that of '%s' is '%s'", found[i].name, found[i].model->name, first->name, first->model->name);
  }
}

/* The longest horizon that all have; where there is none, as far as all are computed by themselves. */
static int horizon_of(const struct asking *k) {
  if (k->w->ground.months > 0) return k->w->ground.months;
  const struct ek_peer *all = k->chosen.items;
  struct ek_ground *grounds = ek_alloc_array(k->call->arena, k->chosen.n, sizeof *grounds);
  int shortest = all[0].own.horizon;
  for (size_t i = 0; i < k->chosen.n; i++) {
    grounds[i] = all[i].own;
    if (all[i].own.horizon < shortest) shortest = all[i].own.horizon;
  }
  int common = ek_ground_horizon(grounds, k->chosen.n);
  return common > 0 ? common : shortest;
}

static bool find_ground(struct asking *k) {
  const struct ek_peer *first = newest(&k->chosen);
  k->ground = first->own;
  k->ground.n_horizons = 0;
  ek_ground_reach(k->call->arena, &k->ground, horizon_of(k));
  return ek_options_ground(k->call, COMMAND, &k->w->ground, first->model, &k->ground);
}

/* Moves what can be moved; the rest is told and left out. */
static void move_all(struct asking *k) {
  struct ek_peer *all = k->chosen.items;
  size_t kept = 0;
  for (size_t i = 0; i < k->chosen.n; i++) if (ek_bank_move(k->bank, &all[i], &k->ground)) all[kept++] = all[i];
  k->chosen.n = kept;
}

static bool rank(const struct asking *k, struct ek_peers *c) {
  if (k->w->rank == NULL || ek_peers_rank(c, k->w->rank)) return true;
  const struct ek_peers_figure *f = c->figures.items;
  const char **names = ek_alloc_array(k->call->arena, c->figures.n, sizeof *names);
  for (size_t i = 0; i < c->figures.n; i++) names[i] = f[i].name;
  ek_usage(k->call, COMMAND, "--rank is a figure such as realised_potential, or of an actor, as kommun/result_per_participant, not '%s'%s", k->w->rank,
           ek_options_near(k->call, k->w->rank, names, c->figures.n));
  return false;
}

static bool write_answer(const struct asking *k, const struct ek_peers *c, int *code) {
  const char *format = k->common->format;
  struct ek_buffer out = {.arena = k->call->arena};
  struct ek_document document;
  const struct ek_peers_options options = {.peers = c, .common = &k->ground, .bank = k->folder};
  if (strcmp(format, "csv") == 0) ek_peers_csv(&options, &out);
  else if (strcmp(format, "json") == 0) {
    if (!ek_peers_json(&options, &out)) {
      *code = ek_call_no_memory(k->call);
      return false;
    }
  } else {
    ek_bank_build(&options, k->common->language, &document);
    ek_call_render(k->common, &document, &out);
  }
  *code = EK_EXIT_SYSTEM;
  return ek_call_write(k->call, k->common, ek_buffer_text(&out), out.size);
}

static int nothing(const struct asking *k) {
  if (ek_bank_broken(k->bank) == 0) ek_error(k->call->diags, (struct ek_pos){0}, "a study is a YAML file with ekusia: 1 and participants or outcomes", "there is no study in the folder '%s'", k->folder);
  return ek_call_input_code(k->call);
}

static int ask(struct asking *k) {
  size_t n;
  int code;
  k->bank = ek_bank_open(k->call->arena, k->folder, k->call->model_folders, k->call->diags);
  if (k->bank == NULL) return ek_call_input_code(k->call);
  ek_bank_insatser(k->bank, &n);
  if (n == 0) return nothing(k);
  if (!ek_options_filter(k->call, COMMAND, &k->w->filter, k->bank)) return EK_EXIT_USAGE;
  choose(k);
  if (k->chosen.n > 0 && !find_ground(k)) return EK_EXIT_USAGE;
  move_all(k);
  if (k->chosen.n == 0) {
    ek_error(k->call->diags, (struct ek_pos){0}, "ask for less at a time", "no insats in the bank is all that was asked for");
    return EK_EXIT_INPUT;
  }
  struct ek_peers *c = ek_peers_make(k->call->arena, k->chosen.items, k->chosen.n, k->ground.horizon, -1, -1);
  if (!rank(k, c)) return EK_EXIT_USAGE;
  if (!write_answer(k, c, &code)) return code;
  return ek_diags_errors(k->call->diags) > 0 ? ek_call_input_code(k->call) : EK_EXIT_FINE;
}

int ek_cmd_bank(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  struct wanted w = {0};
  struct asking k = {.call = call, .common = &common, .w = &w};
  const struct poptOption table[] = {
      {"format", 'f', POPT_ARG_STRING, &common.format, 0, "tables to read, or rows for machines", "text|markdown|html|csv|json"},
      EK_OPTIONS_FILTER(w.filter),
      EK_OPTIONS_GROUND(w.ground),
      {"rank", 0, POPT_ARG_STRING, &w.rank, 0, "the figure to sort by: realised_potential, kommun/result_per_participant; society's result per participant unless stated", "FIGURE"},
      EK_OPTION_LANG(common), EK_OPTION_OUT(common), EK_OPTION_DIAGNOSTICS(common), POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, COMMAND, argc, argv, table, "[OPTION…] DIR");
  int code = ek_options_read(call, options, &common);
  if (w.rank != NULL) ek_arena_defer(call->arena, free, w.rank);
  if (code != EK_EXIT_FINE) return code;
  static const char *const formats[] = {"text", "markdown", "html", "csv", "json", NULL};
  if (!ek_options_format(call, COMMAND, &common, formats)) return EK_EXIT_USAGE;
  if (common.format == NULL) common.format = "text";
  if (!ek_options_ground_keep(call, COMMAND, &w.ground) || !ek_options_filter_keep(call, COMMAND, &w.filter)) return EK_EXIT_USAGE;
  k.folder = ek_options_one(call, options, "folder");
  if (k.folder == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, ask(&k));
}
