/* Pages of a model as JSON. */
#include <math.h>

#include "document/words.h"
#include "lookup/json.h"
#include "lookup/render.h"

struct pages {
  struct ek_json json;
  const struct ek_model *m;
  enum ek_lang lang;
};

/* What is not there is left out. */
static void put(struct pages *p, json_t *object, const char *key, const char *text) {
  if (text != NULL) ek_json_put_text(&p->json, object, key, text);
}

static json_t *fact_object(struct pages *p, const struct ek_fact *f) {
  json_t *o = json_object();
  put(p, o, "part", f->part);
  put(p, o, "key", f->key);
  put(p, o, "label", ek_label_text(f->label, NULL, p->lang));
  put(p, o, "text", f->text);
  if (f->known) ek_json_put(&p->json, o, "value", json_real(f->value));
  put(p, o, "unit", f->unit);
  if (f->from >= 0 && f->to >= 0) {
    put(p, o, "from", ek_account_name(p->m, f->from));
    put(p, o, "to", ek_account_name(p->m, f->to));
    put(p, o, "flow", ek_flow_kind(p->m, f->from, f->to));
  }
  put(p, o, "income", f->income);
  put(p, o, "source_key", f->source_key);
  ek_json_put_source(&p->json, o, f->source, f->grade);
  put(p, o, "note", f->note);
  return o;
}

static json_t *fact_array(struct pages *p, const struct ek_page *page) {
  json_t *array = json_array();
  const struct ek_fact *facts = page->facts.items;
  for (size_t i = 0; i < page->facts.n; i++) ek_json_push(&p->json, array, fact_object(p, &facts[i]));
  return array;
}

static json_t *now_array(struct pages *p, const struct ek_page *page) {
  json_t *array = json_array();
  const struct ek_now *now = page->now.items;
  for (size_t i = 0; i < page->now.n; i++) {
    json_t *o = json_object();
    put(p, o, "flow", now[i].key);
    ek_json_put(&p->json, o, "value", isfinite(now[i].value) ? json_real(now[i].value) : json_null());
    put(p, o, "unit", now[i].unit);
    ek_json_push(&p->json, array, o);
  }
  return array;
}

static json_t *user_array(struct pages *p, const struct ek_page *page) {
  json_t *array = json_array();
  const struct ek_entry_ref *users = page->users.items;
  for (size_t i = 0; i < page->users.n; i++) {
    json_t *o = json_object();
    put(p, o, "kind", ek_entry_kind_names[users[i].kind]);
    put(p, o, "name", users[i].name);
    ek_json_push(&p->json, array, o);
  }
  return array;
}

static json_t *page_object(struct pages *p, const struct ek_page *page) {
  json_t *o = json_object();
  put(p, o, "kind", ek_entry_kind_names[page->entry.kind]);
  put(p, o, "name", page->entry.name);
  put(p, o, "label", ek_label_text(page->entry.label, page->entry.name, p->lang));
  put(p, o, "unit", page->unit);
  if (page->price_year > 0) ek_json_put_int(&p->json, o, "price_year", page->price_year);
  put(p, o, "index", page->index);
  put(p, o, "variable_share", page->variable_share);
  put(p, o, "source_key", page->source_key);
  ek_json_put_source(&p->json, o, page->source, page->grade);
  put(p, o, "note", page->note);
  ek_json_put_place(&p->json, o, page->pos);
  if (page->facts.n > 0) ek_json_put(&p->json, o, "facts", fact_array(p, page));
  if (page->now.n > 0) ek_json_put(&p->json, o, "now", now_array(p, page));
  if (page->users.n > 0) ek_json_put(&p->json, o, "used_by", user_array(p, page));
  return o;
}

bool ek_render_pages_json(const struct ek_model *model, const struct ek_page *pages, size_t n,
                          const struct ek_world *world, const struct ek_person *person,
                          enum ek_lang lang, struct ek_buffer *out) {
  struct pages p = {.json = {.arena = out->arena}, .m = model, .lang = lang};
  json_t *root = json_object(), *entries = json_array();
  ek_json_put(&p.json, root, "stamp", ek_model_stamp_object(&p.json, model));
  if (world != NULL) ek_json_put_world(&p.json, root, world, person);
  for (size_t i = 0; i < n; i++) ek_json_push(&p.json, entries, page_object(&p, &pages[i]));
  ek_json_put(&p.json, root, "entries", entries);
  if (world != NULL) ek_json_put(&p.json, root, "warnings", ek_notes_array(&p.json, world));
  return ek_json_finish(&p.json, root, out);
}
