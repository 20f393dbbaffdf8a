/* Pages of a model as text, rows and JSON. */
#ifndef EK_LOOKUP_RENDER_H
#define EK_LOOKUP_RENDER_H

#include "document/document.h"
#include "lookup/page.h"

/* A page for people; `in_force`: with the amounts in page->now. */
void ek_show_page(const struct ek_page *page, const struct ek_world *world, bool in_force,
                  struct ek_document *doc);
/* "parameter", "regel": one entry's kind in words; and as a heading of many. */
const char *ek_kind_word(enum ek_entry_kind kind, enum ek_lang lang);
const char *ek_kinds_word(enum ek_entry_kind kind, enum ek_lang lang);
/* The amount in its unit, to the öre. */
const char *ek_say_now(struct ek_arena *arena, enum ek_lang lang, const struct ek_now *now);
/* "A"; NULL without a grade. */
const char *ek_grade_text(enum ek_grade grade);

/* A row per statement, the columns always the same:
 * kind,name,part,key,label,text,value,unit,from,to,flow,income,price_year,grade,source_key,source,url,note
 * part  `entry`, then those of struct ek_fact, `now` (an amount in force on the day in `key`;
 *       a flow's name in `text`) and `user` (what uses it: `key`, its kind in `text`)
 * Last the stamp: kind `stamp`, its key in `name` and its text in `text`. */
void ek_render_pages_csv(const struct ek_model *model, const struct ek_page *pages, size_t n,
                         const struct ek_world *world, enum ek_lang lang, struct ek_buffer *out);
/* {stamp, date, …, entries}. `world` NULL: nothing was asked of a day. False: out of memory. */
bool ek_render_pages_json(const struct ek_model *model, const struct ek_page *pages, size_t n,
                          const struct ek_world *world, const struct ek_person *person,
                          enum ek_lang lang, struct ek_buffer *out);

/* The sources page: what the model holds, where it is from and how good it is. */
void ek_sources_page(const struct ek_model *model, struct ek_document *doc);

#endif
