/* One entry of a model for people: what it is, its values or formulas, where they come
 * from, and what uses it. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "lookup/eval.h"
#include "lookup/render.h"

struct show {
  const struct ek_page *page;
  const struct ek_model *m;
  struct ek_document *doc;
  struct ek_arena *arena;
  enum ek_lang lang;
};

const char *ek_kind_word(enum ek_entry_kind kind, enum ek_lang lang) {
  return ek_word((enum ek_word)(EK_W_KIND_PARAMETER + (int)kind), lang);
}

const char *ek_kinds_word(enum ek_entry_kind kind, enum ek_lang lang) {
  return ek_word((enum ek_word)(EK_W_KINDS_PARAMETER + (int)kind), lang);
}

const char *ek_grade_text(enum ek_grade grade) {
  static const char *const texts[] = {NULL, "A", "B", "C", "D"};
  return texts[grade];
}

static void item(const struct show *s, const char *mark, const char *text) {
  ek_doc_add(s->doc, EK_DOC_ITEM, text, mark);
}

static void heading(const struct show *s, enum ek_word word) {
  ek_doc_add(s->doc, EK_DOC_HEADING, ek_word(word, s->lang), NULL);
}

static const struct ek_fact *facts_of(const struct show *s, size_t *n) {
  *n = s->page->facts.n;
  return s->page->facts.items;
}

static size_t count(const struct show *s, const char *part) {
  size_t n, found = 0;
  const struct ek_fact *f = facts_of(s, &n);
  for (size_t i = 0; i < n; i++) found += strcmp(f[i].part, part) == 0;
  return found;
}

/* ---- the head ---- */

static void join(struct ek_buffer *line, const char *text) {
  ek_buffer_addf(line, "%s%s", line->size > 0 ? " · " : "", text);
}

static void add_head(const struct show *s) {
  const struct ek_page *p = s->page;
  const char *label = ek_label_text(p->entry.label, p->entry.name, s->lang);
  ek_doc_add(s->doc, EK_DOC_TITLE, p->entry.name, ek_kind_word(p->entry.kind, s->lang));
  if (!ek_text_same(label, p->entry.name)) ek_doc_add(s->doc, EK_DOC_SUBTITLE, label, NULL);
  struct ek_buffer line = {.arena = s->arena};
  if (p->unit != NULL && strcmp(p->unit, "1") != 0) {
    join(&line, p->entry.kind == EK_ENTRY_SERVICE ? ek_say(s->arena, s->lang, EK_W_M_PER, p->unit) : p->unit);
  }
  if (p->unit == NULL && p->entry.kind == EK_ENTRY_SERVICE) join(&line, ek_word(EK_W_M_OF_TIME, s->lang));
  if (p->price_year > 0) {
    join(&line, ek_say(s->arena, s->lang, EK_W_M_PRICE_YEAR, ek_sprintf(s->arena, "%d", p->price_year)));
  }
  if (p->index != NULL) join(&line, ek_say(s->arena, s->lang, EK_W_M_INDEX, p->index));
  if (p->variable_share != NULL) join(&line, ek_say(s->arena, s->lang, EK_W_M_VARIABLE, p->variable_share));
  if (ek_grade_text(p->grade) != NULL) join(&line, ek_say(s->arena, s->lang, EK_W_M_GRADE, ek_grade_text(p->grade)));
  if (p->source_key != NULL) join(&line, ek_say(s->arena, s->lang, EK_W_M_SOURCE, p->source_key));
  if (line.size > 0) ek_doc_add(s->doc, EK_DOC_SUBTITLE, line.text, NULL);
  if (p->pos.source != NULL) {
    ek_doc_add(s->doc, EK_DOC_SUBTITLE, ek_sprintf(s->arena, "%s:%d", p->pos.source->name, p->pos.line), NULL);
  }
  if (p->note != NULL) ek_doc_add(s->doc, EK_DOC_PARAGRAPH, p->note, NULL);
  if (count(s, "means_tested") > 0) ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_word(EK_W_M_MEANS, s->lang), NULL);
}

/* After the last value of something that has ended. */
static void add_until(const struct show *s) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, "until") != 0) continue;
    ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_say(s->arena, s->lang, EK_W_M_UNTIL, f[i].key), NULL);
  }
}

/* ---- values by date, year or actor ---- */

static const char *value_text(const struct show *s, const struct ek_fact *f) {
  if (f->known) return ek_say_evaluated(s->arena, s->lang, f->value, f->unit);
  return f->text != NULL ? f->text : "";
}

static const char *or_nothing(const char *text) { return text != NULL ? text : ""; }

static void add_values(const struct show *s, const char *part, enum ek_word title, enum ek_word head) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  bool formula = false, note = false, source = false, grade = false;
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, part) != 0) continue;
    formula |= !f[i].known;
    note |= f[i].note != NULL;
    source |= f[i].source.text != NULL;
    grade |= f[i].grade != EK_GRADE_NONE;
  }
  heading(s, title);
  struct ek_doc_table *t = ek_doc_add_table(s->doc, ek_text_capital(s->arena, ek_word(head, s->lang)), NULL);
  ek_doc_add_column(s->doc, t, ek_word(EK_W_M_VALUE, s->lang), NULL, formula);
  if (grade) ek_doc_add_column(s->doc, t, ek_word(EK_W_M_GRADE_HEAD, s->lang), NULL, true);
  if (source) ek_doc_add_column(s->doc, t, ek_word(EK_W_M_SOURCE_HEAD, s->lang), NULL, true);
  if (note) ek_doc_add_column(s->doc, t, ek_word(EK_W_M_NOTE_HEAD, s->lang), NULL, true);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, part) != 0) continue;
    const char *label = s->page->entry.kind == EK_ENTRY_EVIDENCE ? ek_label_text(f[i].label, "", s->lang) : "";
    struct ek_doc_row *row = ek_doc_add_row(s->doc, t, *label != '\0' ? ek_sprintf(s->arena, "%s %s", f[i].key, label) : or_nothing(f[i].key), 0);
    size_t c = 0;
    row->cells[c++] = ek_doc_text(s->doc, value_text(s, &f[i]));
    if (grade) row->cells[c++] = ek_doc_text(s->doc, or_nothing(ek_grade_text(f[i].grade)));
    const char *cited = f[i].source_key != NULL ? f[i].source_key : f[i].source.text;
    if (source) row->cells[c++] = ek_doc_text(s->doc, or_nothing(cited));
    if (note) row->cells[c++] = ek_doc_text(s->doc, or_nothing(f[i].note));
  }
}

static void add_table_note(const struct show *s, const struct ek_fact *f) {
  const struct ek_parameter *p = &s->m->parameters[s->page->entry.index];
  struct ek_table_extent e = ek_table_extent(s->arena, &p->table);
  const char *places = ek_number_show(s->arena, (double)e.places, 0, s->lang);
  const char *first = ek_sprintf(s->arena, "%d", e.first_year), *last = ek_sprintf(s->arena, "%d", e.last_year);
  ek_doc_add(s->doc, EK_DOC_PARAGRAPH,
             ek_say(s->arena, s->lang, EK_W_M_TABLE, f->text, f->key, places, first, last), NULL);
}

/* ---- formulas ---- */

static void add_arguments(const struct show *s) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  heading(s, EK_W_M_ARGUMENTS);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, "argument") != 0) continue;
    bool bare = strcmp(f[i].unit, "1") == 0;
    item(s, ek_sprintf(s->arena, "%s:", f[i].key), bare ? ek_word(EK_W_M_NUMBER, s->lang) : f[i].unit);
  }
}

static void add_formulas(const struct show *s, const char *part, enum ek_word title) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  heading(s, title);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, part) != 0) continue;
    bool step = strcmp(part, "step") == 0;
    const char *mark = f[i].key == NULL ? "=" : step ? ek_sprintf(s->arena, "%s =", f[i].key) : f[i].key;
    const char *text = or_nothing(f[i].text);
    if (f[i].source_key != NULL && !ek_text_same(f[i].source_key, s->page->source_key)) {
      text = ek_sprintf(s->arena, "%s [%s]", text, f[i].source_key);
    }
    item(s, mark, text);
  }
}

static void add_inputs(const struct show *s, const char *part, enum ek_word title) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  heading(s, title);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, part) != 0) continue;
    const char *given = f[i].text != NULL ? f[i].text : ek_word(EK_W_M_MUST_BE_GIVEN, s->lang);
    const char *label = ek_label_text(f[i].label, "", s->lang);
    bool named = *label != '\0' && strcmp(label, f[i].key) != 0;
    const char *unit = strcmp(f[i].unit, "1") == 0 ? ek_word(EK_W_M_NUMBER, s->lang) : f[i].unit;
    item(s, f[i].key, ek_sprintf(s->arena, "(%s): %s%s%s%s", unit, given, named ? " (" : "",
                                 named ? label : "", named ? ")" : ""));
  }
}

static void add_flows(const struct show *s) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  heading(s, EK_W_M_FLOWS);
  for (size_t i = 0; i < n; i++) {
    if (strcmp(f[i].part, "flow") != 0) continue;
    const char *kind = ek_flow_kind(s->m, f[i].from, f[i].to);
    enum ek_word word = *kind == 't' ? EK_W_M_TRANSFER : *kind == 'p' ? EK_W_M_PRODUCTION : EK_W_M_RESOURCES;
    const char *income = f[i].income != NULL ? ek_say(s->arena, s->lang, EK_W_M_INCOME, f[i].income) : NULL;
    item(s, ek_sprintf(s->arena, "%s:", f[i].key),
         ek_sprintf(s->arena, "%s → %s, %s%s%s", ek_account_name(s->m, f[i].from),
                    ek_account_name(s->m, f[i].to), ek_word(word, s->lang), income != NULL ? ", " : "",
                    or_nothing(income)));
    const char *own = f[i].source_key != NULL && !ek_text_same(f[i].source_key, s->page->source_key)
                          ? ek_sprintf(s->arena, " [%s]", f[i].source_key) : "";
    item(s, "  =", ek_sprintf(s->arena, "%s%s", or_nothing(f[i].text), own));
  }
}

/* ---- actors ---- */

static void add_family(const struct show *s) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  struct ek_list children = {0};
  for (size_t i = 0; i < n; i++) {
    const char *label = ek_label_text(f[i].label, f[i].key, s->lang);
    if (strcmp(f[i].part, "parent") == 0) {
      const char *within = ek_say_within(s->arena, s->lang, label, false);
      ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_say(s->arena, s->lang, EK_W_M_PART_OF, within, f[i].key), NULL);
    } else {
      *(const char **)ek_list_push(s->arena, &children, sizeof label) = f[i].key;
    }
  }
  if (children.n == 0) return;
  const char *names = ek_say_list(s->arena, s->lang, children.items, children.n);
  ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_say(s->arena, s->lang, EK_W_M_SUM_OF, names), NULL);
}

/* ---- what holds on a day ---- */

/* Prices that were moved by an index are not known to more than öre. */
const char *ek_say_now(struct ek_arena *arena, enum ek_lang lang, const struct ek_now *now) {
  double value = fabs(now->value) >= 10 ? round(now->value * 100) / 100 : now->value;
  return ek_say_evaluated(arena, lang, value, now->unit);
}

static void add_now(const struct show *s, const struct ek_world *world) {
  const struct ek_now *now = s->page->now.items;
  const char *day = ek_day_text(s->arena, world->day), *year = ek_sprintf(s->arena, "%d", world->price_year);
  bool moved = s->page->price_year > 0;
  ek_doc_add(s->doc, EK_DOC_HEADING, moved ? ek_say(s->arena, s->lang, EK_W_M_IN_PRICES, day, year)
                                           : ek_say(s->arena, s->lang, EK_W_M_IN_FORCE, day), NULL);
  if (s->page->now.n == 0) ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_word(EK_W_M_NEEDS, s->lang), NULL);
  else if (count(s, "means_tested") > 0) ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_word(EK_W_M_NO_INCOME, s->lang), NULL);
  for (size_t i = 0; i < s->page->now.n; i++) {
    const char *name = now[i].key != NULL ? now[i].key : s->page->entry.name;
    item(s, ek_sprintf(s->arena, "%s:", name), ek_say_now(s->arena, s->lang, &now[i]));
  }
}

/* ---- where it comes from and what uses it ---- */

static const char *source_text(const struct show *s, struct ek_origin o) {
  struct ek_buffer text = {.arena = s->arena};
  ek_buffer_add(&text, o.text);
  if (o.url != NULL) ek_buffer_addf(&text, ", %s", o.url);
  if (o.retrieved != NULL) ek_buffer_addf(&text, " (%s)", ek_say(s->arena, s->lang, EK_W_M_READ, o.retrieved));
  return text.text;
}

static void add_source(const struct show *s, struct ek_list *told, const char *key, struct ek_origin o) {
  const char *const *known = told->items;
  if (o.text == NULL) return;
  const char *name = key != NULL ? key : o.text;
  for (size_t i = 0; i < told->n; i++) {
    if (strcmp(known[i], name) == 0) return;
  }
  if (told->n == 0) heading(s, EK_W_M_SOURCES);
  *(const char **)ek_list_push(s->arena, told, sizeof name) = name;
  item(s, key != NULL ? ek_sprintf(s->arena, "%s:", key) : NULL, source_text(s, o));
}

static void add_sources(const struct show *s) {
  size_t n;
  const struct ek_fact *f = facts_of(s, &n);
  struct ek_list told = {0};
  if (s->page->entry.kind == EK_ENTRY_SOURCE) {
    const struct ek_origin o = s->page->source;
    if (o.url != NULL) item(s, "", o.url);
    if (o.retrieved != NULL) item(s, "", ek_say(s->arena, s->lang, EK_W_M_READ, o.retrieved));
    return;
  }
  for (size_t i = 0; i < n; i++) add_source(s, &told, f[i].source_key, f[i].source);
  add_source(s, &told, s->page->source_key, s->page->source);
}

static void add_users(const struct show *s) {
  const struct ek_entry_ref *users = s->page->users.items;
  enum ek_entry_kind kind = s->page->entry.kind;
  bool asked = kind == EK_ENTRY_PARAMETER || kind == EK_ENTRY_RULE || kind == EK_ENTRY_INDEX ||
               kind == EK_ENTRY_SOURCE;
  if (s->page->users.n == 0) {
    if (asked) ek_doc_add(s->doc, EK_DOC_PARAGRAPH, ek_word(EK_W_M_UNUSED, s->lang), NULL);
    return;
  }
  heading(s, EK_W_M_USED_BY);
  for (int k = 0; k < EK_ENTRY_KINDS; k++) {
    struct ek_buffer names = {.arena = s->arena};
    for (size_t i = 0; i < s->page->users.n; i++) {
      if ((int)users[i].kind != k) continue;
      ek_buffer_addf(&names, "%s%s", names.size > 0 ? ", " : "", users[i].name);
    }
    if (names.size == 0) continue;
    item(s, ek_sprintf(s->arena, "%s:", ek_kinds_word((enum ek_entry_kind)k, s->lang)), names.text);
  }
}

void ek_show_page(const struct ek_page *page, const struct ek_world *world, bool in_force,
                  struct ek_document *doc) {
  const struct show s = {page, world->model, doc, doc->arena, doc->lang};
  add_head(&s);
  size_t n;
  const struct ek_fact *f = facts_of(&s, &n);
  if (count(&s, "table") > 0) add_table_note(&s, &f[0]);
  if (in_force && page->entry.kind <= EK_ENTRY_SERVICE) add_now(&s, world);
  if (count(&s, "value") > 0) add_values(&s, "value", EK_W_M_VALUES, EK_W_M_FROM);
  add_until(&s);
  if (count(&s, "level") > 0) add_values(&s, "level", EK_W_M_LEVELS, EK_W_M_YEAR);
  if (count(&s, "rate") > 0) add_values(&s, "rate", EK_W_M_RATES, EK_W_M_FROM_YEAR);
  if (count(&s, "cut") > 0) add_values(&s, "cut", EK_W_M_CUT, EK_W_M_STEP);
  if (count(&s, "spread") > 0) add_values(&s, "spread", EK_W_M_SPREAD, EK_W_M_STEP);
  if (count(&s, "share") > 0) add_values(&s, "share", EK_W_M_SHARES, EK_W_KIND_ACTOR);
  if (count(&s, "argument") > 0) add_arguments(&s);
  if (count(&s, "input") > 0) add_inputs(&s, "input", EK_W_M_INPUTS);
  if (count(&s, "household") > 0) add_inputs(&s, "household", EK_W_M_HOUSEHOLD_INPUTS);
  if (count(&s, "step") > 0) add_formulas(&s, "step", EK_W_M_STEPS);
  size_t formulas = count(&s, "formula");
  if (formulas > 0) add_formulas(&s, "formula", formulas == 1 ? EK_W_M_FORMULA : EK_W_M_FORMULAS);
  if (count(&s, "flow") > 0) add_flows(&s);
  if (page->entry.kind == EK_ENTRY_ACTOR) add_family(&s);
  add_sources(&s);
  add_users(&s);
}
