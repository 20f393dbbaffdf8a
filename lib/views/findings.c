/* Gathers the notes of a run into sentences, one per kind, so that forty old
 * prices are one line to read and not forty. */
#include "views/findings.h"

#include "base/text.h"
#include "engine/weighting.h"
#include "views/parts.h"

enum { NAMES_SHOWN = 6 };

struct gatherer {
  const struct ek_result *r;
  struct ek_arena *arena;
  enum ek_lang lang;
  struct ek_list found;
};

static void add(struct gatherer *g, const char *kind, const char *text) {
  struct ek_finding *f = ek_list_push(g->arena, &g->found, sizeof *f);
  *f = (struct ek_finding){kind, text};
}

/* --- corrections ---------------------------------------------------------------- */

static const enum ek_word corrections[EK_CORRECTIONS] = {
    [EK_COMPARED] = EK_W_COMPARED,         [EK_DEADWEIGHT] = EK_W_DEADWEIGHT,     [EK_LEAKAGE] = EK_W_LEAKAGE,
    [EK_DISPLACEMENT] = EK_W_DISPLACEMENT, [EK_SUBSTITUTION] = EK_W_SUBSTITUTION, [EK_ATTRIBUTION] = EK_W_ATTRIBUTION,
    [EK_HAIRCUT] = EK_W_HAIRCUT,           [EK_RETENTION] = EK_W_RETENTION,
};

enum ek_word ek_correction_word(int correction) {
  return correction < 0 ? EK_W_GROSS : corrections[correction];
}

static const struct ek_value *written_value(const struct ek_study *study, int correction) {
  switch ((enum ek_correction)correction) {
  case EK_DEADWEIGHT: return &study->comparison.deadweight;
  case EK_LEAKAGE: return &study->comparison.leakage;
  case EK_DISPLACEMENT: return &study->comparison.displacement;
  case EK_SUBSTITUTION: return &study->comparison.substitution;
  case EK_ATTRIBUTION: return &study->effect.attribution;
  case EK_HAIRCUT: return &study->effect.haircut;
  case EK_RETENTION: return &study->effect.retention;
  case EK_COMPARED:
  case EK_CORRECTIONS: break;
  }
  return NULL;
}

const struct ek_named_value *ek_assumption_named(const struct ek_study *study, const char *name) {
  const struct ek_named_value *named = study->assumption_list.items;
  for (size_t i = 0; name != NULL && i < study->assumption_list.n; i++) {
    if (ek_text_same(named[i].name.text, name)) return &named[i];
  }
  return NULL;
}

const struct ek_value *ek_correction_value(const struct ek_study *study, int correction) {
  const struct ek_value *value = written_value(study, correction);
  if (value == NULL || study->correction[correction] == NULL) return NULL;
  const struct ek_named_value *named = ek_assumption_named(study, value->text);
  bool bare = value->source.text == NULL && value->grade == EK_GRADE_NONE;
  return named != NULL && bare ? &named->value : value;
}

/* --- findings ------------------------------------------------------------------- */

static void about_comparison(struct gatherer *g) {
  if (g->r->gross) {
    add(g, "gross-change", ek_word(EK_W_WARN_GROSS, g->lang));
    return;
  }
  if (g->r->study->correction[EK_DEADWEIGHT] == NULL) return; /* there is a comparison group */
  const struct ek_value *deadweight = ek_correction_value(g->r->study, EK_DEADWEIGHT);
  if (deadweight == NULL) return;
  if (deadweight->grade == EK_GRADE_C || deadweight->grade == EK_GRADE_D) {
    const char *grade = deadweight->grade == EK_GRADE_C ? "C" : "D";
    add(g, "weak", ek_say(g->arena, g->lang, EK_W_WARN_DEADWEIGHT_GRADE, grade));
  }
  if (deadweight->source.text == NULL) {
    add(g, "no-source", ek_word(EK_W_WARN_DEADWEIGHT_SOURCE, g->lang));
  }
}

static const char *number(const struct gatherer *g, double n) { return ek_number_show(g->arena, n, 0, g->lang); }

static void about_file(struct gatherer *g, const struct ek_people_file *file) {
  if (file->excluded == 0) return;
  bool spells = g->r->study->participants.followup.form == EK_FORM_SPELLS;
  enum ek_word word = file->excluded == 1 ? (spells ? EK_W_WARN_EXCLUDED_SPELLS_ONE : EK_W_WARN_EXCLUDED_ONE)
                                          : (spells ? EK_W_WARN_EXCLUDED_SPELLS : EK_W_WARN_EXCLUDED);
  add(g, "excluded", ek_say(g->arena, g->lang, word, number(g, (double)file->excluded), file->name));
}

/* Few of the comparison group count for nearly all of it: less than a quarter. */
#define UNEVEN 0.25

static void about_weights(struct gatherer *g) {
  const struct ek_weighting *w = g->r->weighting;
  double persons = (double)(g->r->study->people->n - g->r->study->people->participants);
  if (w == NULL || w->effective >= UNEVEN * persons) return;
  add(g, "uneven", ek_say(g->arena, g->lang, EK_W_WARN_UNEVEN, number(g, persons), number(g, w->effective)));
}

/* What a reader must know of participants in a file. */
static void about_people(struct gatherer *g) {
  const struct ek_people *p = g->r->study->people;
  if (p == NULL) return;
  about_file(g, &p->file);
  about_file(g, &p->group);
  if (p->n > p->participants) {
    const char *unlike = ek_part_unlike(g->r, g->lang);
    enum ek_word word = g->r->weighting != NULL ? EK_W_WARN_UNLIKE_WEIGHED : EK_W_WARN_UNLIKE;
    if (*unlike != '\0') add(g, "unlike", ek_say(g->arena, g->lang, word, unlike));
    about_weights(g);
  }
  if (p->whole > 0) {
    double sample = ek_result_value(g->r->sample, EK_FIG_PARTICIPANTS, -1, 0);
    add(g, "scaled", ek_say(g->arena, g->lang, EK_W_WARN_SCALED, ek_say_in_words(g->arena, g->lang, ek_say_share(g->arena, g->lang, 1 - sample / p->whole, 0))));
  }
  bool stated = g->r->study->bootstrap.present && g->r->study->bootstrap.draws >= 0;
  if (g->r->bootstrap == NULL && !stated) {
    add(g, "not-drawn", ek_say(g->arena, g->lang, EK_W_WARN_NOT_DRAWN, number(g, (double)p->n)));
  }
}

/* A sentence about some names: {1} how many, {2} which, {3} the year, {4} years until a price is old. */
static void add_names(struct gatherer *g, const char *kind, enum ek_word one, enum ek_word many,
                      const struct ek_list *names, const char *year) {
  if (names->n == 0) return;
  const char *count = ek_say_count(g->arena, g->lang, (int)names->n);
  const char *list = ek_say_some(g->arena, g->lang, names->items, names->n, NAMES_SHOWN);
  const char *limit = ek_sprintf(g->arena, "%d", g->r->study->model->stale_after);
  add(g, kind, ek_say(g->arena, g->lang, names->n == 1 ? one : many, count, list, year, limit));
}

/* A name as it is read: "hyra ensam" for hyra_ensam. */
static void push_name(struct gatherer *g, struct ek_list *names, const char *name) {
  *(const char **)ek_list_push(g->arena, names, sizeof name) =
      ek_say_within(g->arena, g->lang, ek_say_name(g->arena, name), false);
}

static void about_assumptions(struct gatherer *g) {
  const struct ek_named_value *named = g->r->study->assumption_list.items;
  struct ek_list weak = {0}, bare = {0};
  for (size_t i = 0; i < g->r->study->assumption_list.n; i++) {
    const struct ek_value *v = &named[i].value;
    const struct ek_formula *formula = g->r->study->assumptions[i]->formula;
    bool derived = formula != NULL && !ek_formula_is_number(formula);
    if (v->grade == EK_GRADE_D) push_name(g, &weak, named[i].name.text);
    else if (v->source.text == NULL && v->grade == EK_GRADE_NONE && !derived) {
      push_name(g, &bare, named[i].name.text);
    }
  }
  add_names(g, "grade-d", EK_W_WARN_GRADE_D_ONE, EK_W_WARN_GRADE_D, &weak, "");
  add_names(g, "no-source", EK_W_WARN_NO_SOURCE_ONE, EK_W_WARN_NO_SOURCE, &bare, "");
}

/* "löneindex (known to 2025, then 2 % a year)": how far an index is known and what follows. */
static const char *beyond_name(struct gatherer *g, const struct ek_note *note) {
  const char *name = ek_say_within(g->arena, g->lang, ek_say_name(g->arena, note->name), false);
  return ek_say(g->arena, g->lang, EK_W_BEYOND_NAME, name, ek_sprintf(g->arena, "%d", note->used),
                ek_say_number(g->arena, g->lang, note->growth * 100));
}

static void about_notes(struct gatherer *g, const struct ek_list *list, int price_year) {
  static const struct {
    const char *kind;
    enum ek_word one, many;
  } kinds[] = {
      [EK_NOTE_HELD_BEFORE] = {"held-before", EK_W_WARN_HELD_ONE, EK_W_WARN_HELD},
      [EK_NOTE_MOVED] = {"moved", EK_W_WARN_MOVED_ONE, EK_W_WARN_MOVED},
      [EK_NOTE_STALE] = {"stale", EK_W_WARN_STALE_ONE, EK_W_WARN_STALE},
      [EK_NOTE_OLD_PRICE] = {"old-price", EK_W_WARN_OLD_ONE, EK_W_WARN_OLD},
      [EK_NOTE_BEYOND] = {"beyond", EK_W_WARN_BEYOND_ONE, EK_W_WARN_BEYOND},
  };
  const struct ek_note *notes = list->items;
  const char *year = ek_sprintf(g->arena, "%d", price_year);
  for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
    struct ek_list names = {0};
    for (size_t i = 0; i < list->n; i++) {
      if ((size_t)notes[i].kind != kind) continue;
      if (kind == EK_NOTE_BEYOND) {
        *(const char **)ek_list_push(g->arena, &names, sizeof(char *)) = beyond_name(g, &notes[i]);
      } else {
        push_name(g, &names, ek_sprintf(g->arena, "%s (%d)", notes[i].name, notes[i].used));
      }
    }
    add_names(g, kinds[kind].kind, kinds[kind].one, kinds[kind].many, &names, year);
  }
}

/* Prices of one other year need no word; of several, the reader sees how far apart they are. */
static void about_price_years(struct gatherer *g) {
  const struct ek_note *notes = g->r->notes.items;
  int n = 0, first = 0, last = 0;
  for (size_t i = 0; i < g->r->notes.n; i++) {
    if (notes[i].kind != EK_NOTE_REBASED) continue;
    if (n == 0 || notes[i].used < first) first = notes[i].used;
    if (n == 0 || notes[i].used > last) last = notes[i].used;
    n++;
  }
  if (first == last) return;
  add(g, "price-years",
      ek_say(g->arena, g->lang, EK_W_WARN_PRICE_YEARS, ek_say_count(g->arena, g->lang, n),
             ek_sprintf(g->arena, "%d", first), ek_sprintf(g->arena, "%d", last),
             ek_sprintf(g->arena, "%d", g->r->study->settings.price_year)));
}

static void about_input(struct gatherer *g, struct ek_diags *diags) {
  size_t n = 0;
  const struct ek_diag *all = diags != NULL ? ek_diags_sorted(diags, &n) : NULL;
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity != EK_WARNING) continue;
    struct ek_buffer text = {.arena = g->arena};
    if (all[i].pos.source != NULL) ek_buffer_addf(&text, "%s:", all[i].pos.source->name);
    if (all[i].pos.source != NULL && all[i].pos.line > 0) {
      ek_buffer_addf(&text, "%d:", all[i].pos.line);
    }
    ek_buffer_addf(&text, "%s%s", text.size > 0 ? " " : "", all[i].message);
    if (all[i].hint != NULL) ek_buffer_addf(&text, "; %s", all[i].hint);
    add(g, "input", ek_buffer_text(&text));
  }
}

struct ek_list ek_findings(const struct ek_result *result, struct ek_diags *diags,
                           enum ek_lang lang) {
  struct gatherer g = {.r = result, .arena = result->arena, .lang = lang};
  about_comparison(&g);
  about_people(&g);
  about_assumptions(&g);
  about_notes(&g, &result->notes, result->study->settings.price_year);
  about_price_years(&g);
  about_input(&g, diags);
  return g.found;
}

struct ek_list ek_note_findings(const struct ek_result *result, const struct ek_list *notes,
                                int year, enum ek_lang lang) {
  struct gatherer g = {.r = result, .arena = result->arena, .lang = lang};
  about_notes(&g, notes, year);
  return g.found;
}
