/* Pages of a model as rows; the columns are described in lookup/render.h and do not change. */
#include "document/words.h"
#include "lookup/render.h"
#include "render/csv_row.h"
#include "views/stamp.h"

static const char *const columns[] = {"kind", "name", "part", "key", "label", "text", "value", "unit",
                                      "from", "to", "flow", "income", "price_year", "grade",
                                      "source_key", "source", "url", "note"};
enum { COLUMNS = sizeof columns / sizeof *columns, VALUE = 6 };

static void row(struct ek_buffer *out, const char *const *cells) {
  ek_csv_row(out, cells, COLUMNS, 1u << VALUE);
}

static const char *year(struct ek_arena *arena, int price_year) {
  return price_year > 0 ? ek_sprintf(arena, "%d", price_year) : NULL;
}

static void entry_row(const struct ek_page *p, enum ek_lang lang, struct ek_buffer *out) {
  const char *const cells[COLUMNS] = {
      ek_entry_kind_names[p->entry.kind], p->entry.name, "entry", NULL,
      ek_label_text(p->entry.label, p->entry.name, lang), NULL, NULL, p->unit, NULL, NULL, NULL, NULL,
      year(out->arena, p->price_year), ek_grade_text(p->grade), p->source_key, p->source.text,
      p->source.url, p->note};
  row(out, cells);
}

static void fact_row(const struct ek_model *m, const struct ek_page *p, const struct ek_fact *f,
                     enum ek_lang lang, struct ek_buffer *out) {
  bool flow = f->from >= 0 && f->to >= 0;
  const char *const cells[COLUMNS] = {
      ek_entry_kind_names[p->entry.kind], p->entry.name, f->part, f->key,
      ek_label_text(f->label, NULL, lang), f->text,
      f->known ? ek_number_exact(out->arena, f->value) : NULL, f->unit,
      flow ? ek_account_name(m, f->from) : NULL, flow ? ek_account_name(m, f->to) : NULL,
      flow ? ek_flow_kind(m, f->from, f->to) : NULL, f->income, year(out->arena, p->price_year),
      ek_grade_text(f->grade), f->source_key, f->source.text, f->source.url, f->note};
  row(out, cells);
}

static void now_row(const struct ek_page *p, const struct ek_now *now, const struct ek_world *world,
                    enum ek_lang lang, struct ek_buffer *out) {
  const char *const cells[COLUMNS] = {
      ek_entry_kind_names[p->entry.kind], p->entry.name, "now", ek_day_text(out->arena, world->day),
      ek_label_text(now->label, NULL, lang), now->key, ek_number_exact(out->arena, now->value),
      now->unit, NULL, NULL, NULL, NULL, year(out->arena, p->price_year > 0 ? world->price_year : 0)};
  row(out, cells);
}

static void user_row(const struct ek_page *p, const struct ek_entry_ref *user, enum ek_lang lang,
                     struct ek_buffer *out) {
  const char *const cells[COLUMNS] = {ek_entry_kind_names[p->entry.kind], p->entry.name, "user",
                                      user->name, ek_label_text(user->label, user->name, lang),
                                      ek_entry_kind_names[user->kind]};
  row(out, cells);
}

void ek_render_pages_csv(const struct ek_model *model, const struct ek_page *pages, size_t n,
                         const struct ek_world *world, enum ek_lang lang, struct ek_buffer *out) {
  row(out, columns);
  for (size_t i = 0; i < n; i++) {
    const struct ek_page *p = &pages[i];
    const struct ek_fact *facts = p->facts.items;
    const struct ek_now *now = p->now.items;
    const struct ek_entry_ref *users = p->users.items;
    entry_row(p, lang, out);
    for (size_t k = 0; k < p->facts.n; k++) fact_row(model, p, &facts[k], lang, out);
    for (size_t k = 0; k < p->now.n; k++) now_row(p, &now[k], world, lang, out);
    for (size_t k = 0; k < p->users.n; k++) user_row(p, &users[k], lang, out);
  }
  ek_csv_stamps(out, ek_stamps_model(out->arena, model), COLUMNS, 0, 1, 5);
}
