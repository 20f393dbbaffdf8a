/* ekusia model MODEL household: what a household has to live on, in one or more
 * situations or over many wages. A household is a study with a case per situation. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lookup/household.h"
#include "model_options.h"
#include "render/render.h"

#define MAX_WAGES 1000000
#define MAX_WAGE 12e9 /* kr/year: beyond, a krona would drown in the rounding of doubles */
#define MAX_SITUATIONS 20
#define NOTHING "–" /* a situation without states */

struct asked {
  struct ek_look look;
  char **states, *inputs, **wages;
  const char *situations[MAX_SITUATIONS];
  size_t n;
  double *wage; /* kr/year, or NULL */
  size_t n_wages;
};

static void keep_strings(struct ek_look *look, char **texts) {
  for (size_t i = 0; texts != NULL && texts[i] != NULL; i++) ek_look_keep(look, texts[i]);
  ek_look_keep(look, (char *)texts);
}

static bool wrong_wage(struct asked *a, const char *written) {
  ek_usage(a->look.call, a->look.command, "--wage is an amount such as '25 000 kr/month', or FROM:TO:STEP, not '%s'",
           written);
  return false;
}

/* A wage as people write it, `written` or a part of it; without a unit kronor a month.
 * False: a usage error was told. */
static bool read_wage(struct asked *a, const char *text, const char *written, double *out) {
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  bool fine = ek_quantity_parse(a->look.call->arena, text, out, &unit, &unit_text, &error);
  if (fine && *unit_text == '\0') *out *= 12;
  else fine = fine && ek_unit_same(unit, ek_model_money_rate(a->look.model));
  if (!fine || *out < 0) return wrong_wage(a, written);
  if (*out <= MAX_WAGE) return true;
  ek_usage(a->look.call, a->look.command, "nobody is paid '%s'; a --wage is at most 1 Gkr/month", written);
  return false;
}

static bool too_many(struct asked *a) {
  ek_usage(a->look.call, a->look.command, "more than %d wages; choose a longer step", MAX_WAGES);
  return false;
}

/* FROM:TO:STEP, both ends included. */
static bool read_range(struct asked *a, const char *text, struct ek_list *wages) {
  struct ek_arena *arena = a->look.call->arena;
  double part[3];
  const char *at = text;
  for (size_t i = 0; i < 3; i++) {
    size_t size = strcspn(at, ":");
    if ((at[size] == ':') != (i < 2)) return wrong_wage(a, text);
    if (!read_wage(a, ek_strndup(arena, at, size), text, &part[i])) return false;
    at += size + 1;
  }
  if (!(part[2] > 0) || part[1] < part[0]) return wrong_wage(a, text);
  double steps = (part[1] - part[0]) / part[2] + 1e-9;
  if (steps >= MAX_WAGES) return too_many(a);
  for (size_t i = 0; i <= (size_t)steps; i++) {
    *(double *)ek_list_push(arena, wages, sizeof(double)) = part[0] + (double)i * part[2];
  }
  return true;
}

static bool read_wages(struct asked *a) {
  struct ek_list wages = {0};
  for (size_t i = 0; a->wages != NULL && a->wages[i] != NULL; i++) {
    double one;
    if (strchr(a->wages[i], ':') != NULL) {
      if (!read_range(a, a->wages[i], &wages)) return false;
    } else if (!read_wage(a, a->wages[i], a->wages[i], &one)) {
      return false;
    } else {
      *(double *)ek_list_push(a->look.call->arena, &wages, sizeof one) = one;
    }
  }
  a->wage = wages.items;
  a->n_wages = wages.n > 0 ? wages.n : 1;
  return wages.n <= MAX_WAGES ? true : too_many(a);
}

/* A study with a case per situation; what options say is set in it afterwards. */
static const struct ek_source *base_study(struct asked *a) {
  const struct ek_world *w = &a->look.world;
  struct ek_buffer text = {.arena = a->look.call->arena};
  ek_buffer_addf(&text, "ekusia: 1\ntitle: household\nmodel: model\nsettings: {price_year: %d, rules_date: %s, start: %d-01, horizons: [1 year], discount: none}\n"
                        "comparison: {before_continues: yes}\nparticipants:\n  cases:\n",
                 ek_day_year(w->day), ek_day_text(text.arena, w->day), ek_day_year(w->day));
  for (size_t i = 0; i < a->n; i++) {
    ek_buffer_addf(&text, "    - {name: s%zu, weight: 1, age: %g, before: {states: {}}}\n", i + 1,
                   a->look.person.age);
  }
  struct ek_source *source = ek_alloc(text.arena, sizeof *source);
  *source = (struct ek_source){.name = "household", .text = ek_buffer_text(&text), .size = text.size};
  return source;
}

static void set(struct asked *a, struct ek_list *settings, const char *path, const char *text,
                const char *shown) {
  if (text == NULL) return;
  *(struct ek_setting *)ek_list_push(a->look.call->arena, settings, sizeof(struct ek_setting)) =
      (struct ek_setting){path, text, shown};
}

static struct ek_study *make_study(struct asked *a) {
  struct ek_arena *arena = a->look.call->arena;
  struct ek_list settings = {0};
  set(a, &settings, "settings.municipality", a->look.municipality, "--municipality");
  for (size_t i = 0; i < a->n; i++) {
    const char *case_path = ek_sprintf(arena, "participants.cases[%zu]", i + 1);
    const char *state = a->states != NULL ? a->states[i] : NULL;
    set(a, &settings, ek_sprintf(arena, "%s.household", case_path), a->look.household, "--household");
    set(a, &settings, ek_sprintf(arena, "%s.before.states", case_path), state, "--states");
    set(a, &settings, ek_sprintf(arena, "%s.inputs", case_path), a->inputs, "--inputs");
  }
  const struct ek_setting *own = a->look.common.set.items;
  for (size_t i = 0; i < a->look.common.set.n; i++) set(a, &settings, own[i].path, own[i].text, own[i].shown);
  const struct ek_study_options options = {.set = settings.items, .n_set = settings.n,
                                           .model = a->look.model, .shared_inputs = true};
  return ek_study_read_source(arena, base_study(a), &options, a->look.call->diags);
}

/* The year must be one that the study made of it can have. */
static int check_year(struct asked *a) {
  const struct ek_model *m = a->look.model;
  const struct ek_index *index = m->default_index >= 0 ? &m->indices[m->default_index] : NULL;
  int year = ek_day_year(a->look.world.day);
  if (index == NULL || ek_index_reaches(index, year)) return EK_EXIT_FINE;
  return ek_usage(a->look.call, a->look.command, "the model '%s' is known for %d–%d; choose a --date in those years, not %s",
                  m->name, index->first_year, index->first_year + (int)index->n_years - 1,
                  ek_day_text(a->look.call->arena, a->look.world.day));
}

/* Without states the household has no income but its wage. */
static int take_situations(struct asked *a) {
  for (; a->states != NULL && a->states[a->n] != NULL; a->n++) {
    if (a->n == MAX_SITUATIONS) return ek_usage(a->look.call, a->look.command, "at most %d situations at a time", MAX_SITUATIONS);
    a->situations[a->n] = ek_text_clean(a->look.call->arena, a->states[a->n]);
  }
  if (a->n == 0) a->situations[a->n++] = NOTHING;
  return read_wages(a) ? EK_EXIT_FINE : EK_EXIT_USAGE;
}

/* The braces and the 100 % that say nothing to a reader. */
static const char *plain(struct ek_arena *arena, const char *situation) {
  const char *open = strchr(situation, '{'), *close = strrchr(situation, '}');
  if (open == NULL || close == NULL || close < open) return situation;
  char *text = ek_strndup(arena, open + 1, (size_t)(close - open - 1));
  if (text[strspn(text, " ")] == '\0') return NOTHING;
  const char *colon = strchr(text, ':');
  if (colon != NULL && strchr(colon + 1, ':') == NULL && strcmp(colon, ": 100 %") == 0) {
    return ek_strndup(arena, text, (size_t)(colon - text));
  }
  return text;
}

static int show(struct asked *a, const struct ek_budget_row *rows) {
  struct ek_look *look = &a->look;
  for (size_t i = 0; i < a->n; i++) a->situations[i] = plain(look->call->arena, a->situations[i]);
  const struct ek_household_view view = {&look->world, &look->person, a->situations, rows, a->n,
                                         a->wage, a->n_wages};
  struct ek_buffer out = {.arena = look->call->arena};
  ek_look_warn(look);
  if (ek_look_format(look, "csv")) {
    ek_render_household_csv(&view, &out);
  } else if (ek_look_format(look, "json")) {
    if (!ek_render_household_json(&view, &out)) return ek_call_end(look->call, &look->common, ek_call_no_memory(look->call));
  } else {
    struct ek_document doc;
    ek_household_document(&view, look->common.language, &doc);
    if (ek_look_format(look, "markdown")) ek_render_markdown(&doc, &out);
    else ek_render_text(&doc, false, &out);
  }
  return ek_look_end(look, &out, EK_EXIT_FINE);
}

int ek_model_household(struct ek_call *call, const char *model, int argc, const char **argv) {
  struct asked a = {.look = {.call = call}};
  const struct poptOption table[] = {
      {"states", 's', POPT_ARG_ARGV, &a.states, 0, "a situation, as in a study: '{försörjningsstöd: 100 %}'; may be repeated", "MAP"},
      {"inputs", 'i', POPT_ARG_STRING, &a.inputs, 0, "what states and the household ask for: '{boendekostnad: 7 000 kr/month}'", "MAP"},
      {"wage", 'w', POPT_ARG_ARGV, &a.wages, 0, "a wage on top, or many: '0:40 000:2 500'; may be repeated", "WAGE|FROM:TO:STEP"},
      {"set", 0, POPT_ARG_STRING, NULL, EK_OPTION_SET, "change a value of the model: jobbstimulans_andel=0 %", "NAME=VALUE"},
      EK_LOOK_PERSON_OPTIONS(a.look),
      EK_LOOK_OPTIONS(a.look, "text|csv|json|markdown"), POPT_AUTOHELP POPT_TABLEEND};
  int code = ek_look_open(&a.look, "household", "[OPTION…]", "text|csv|json|markdown", model, argc, argv, table);
  keep_strings(&a.look, a.states);
  keep_strings(&a.look, a.wages);
  ek_look_keep(&a.look, a.inputs);
  if (code != EK_EXIT_FINE) return code;
  if (!ek_model_ready(a.look.model)) return ek_call_end(call, &a.look.common, ek_call_input_code(call));
  if (a.look.model->personal.household.n == 0) {
    return ek_usage(call, a.look.command, "the model '%s' says nothing of households (person.yaml, household:)", a.look.model->name);
  }
  const char *word = ek_look_word(&a.look);
  if (word != NULL) {
    return ek_usage(call, a.look.command, "'%s' is no option; a situation is written --states '{%s: 100 %%}'", word, word);
  }
  code = take_situations(&a);
  if (code == EK_EXIT_FINE) code = ek_look_world(&a.look);
  if (code == EK_EXIT_FINE) code = check_year(&a);
  if (code == EK_EXIT_FINE && a.look.person.age < 1) {
    code = ek_usage(call, a.look.command, "--age is a whole number from 1 to 120 here");
  }
  if (code == EK_EXIT_USAGE) return code;
  struct ek_study *study = code == EK_EXIT_FINE ? make_study(&a) : NULL;
  const struct ek_budget_row *rows =
      study != NULL ? ek_budget_sweep(call->arena, study, a.wage, a.n_wages, &a.look.world.notes, call->diags) : NULL;
  if (rows == NULL) return ek_call_end(call, &a.look.common, ek_call_input_code(call));
  return show(&a, rows);
}
