/* Where figures come from, as lists that unfold. Nodes of the traces that say the same are told once:
 * taken together the trees of a report have hundreds of times as many nodes as there are different ones. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "engine/result.h"
#include "render/html.h"

enum { BUCKETS = 4096 };

/* A node, whatever its place in the trees, with its parts by their number. */
struct item {
  const struct ek_trace *node;
  const char *name; /* a figure's, under which it has an entry; or NULL */
  size_t *parts, n;
  size_t uses; /* as a part of others */
  size_t making; /* of the makings, counted from 1; 0: nothing is said of it */
  uint64_t hash;
  size_t next; /* with the same bucket, counted from 1 */
  bool told;   /* has an entry, or will have */
};

struct memo {
  const struct ek_trace *node;
  size_t item, next;
};

/* How a number was made and where that stands; many numbers have it in common. */
struct making {
  const char *html;
  size_t uses, number; /* 0: it has none yet */
};

struct telling {
  const struct ek_document *doc;
  struct ek_arena *arena;
  struct ek_buffer *out;
  struct ek_list items, memos;
  size_t alike[BUCKETS], known[BUCKETS]; /* first item, first memo, counted from 1 */
  struct ek_list flows, steps;           /* size_t: items whose entries follow */
  struct ek_list makings;                /* struct making */
  struct ek_list common;                 /* size_t: makings that are listed last */
};

static struct item *item_at(const struct telling *t, size_t i) { return (struct item *)t->items.items + i; }

/* --- nodes that say the same ------------------------------------------------------ */

static uint64_t mixed(uint64_t hash, const void *data, size_t size) {
  const unsigned char *bytes = data;
  for (size_t i = 0; i < size; i++) hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
  return hash;
}

static uint64_t mixed_text(uint64_t hash, const char *text) {
  return text != NULL ? mixed(hash, text, strlen(text) + 1) : mixed(hash, "", 1);
}

static bool same_text(const char *a, const char *b) {
  return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static const char *label_of(const struct telling *t, struct ek_label label) { return ek_label_text(label, NULL, t->doc->lang); }

static bool same_item(const struct telling *t, const struct item *a, const struct item *b) {
  const struct ek_trace *x = a->node, *y = b->node;
  return a->hash == b->hash && a->n == b->n && memcmp(&x->value, &y->value, sizeof x->value) == 0 && same_text(x->kind, y->kind) &&
         same_text(x->name, y->name) && same_text(label_of(t, x->label), label_of(t, y->label)) && same_text(label_of(t, x->remark), label_of(t, y->remark)) && same_text(x->formula, y->formula) &&
         x->pos.source == y->pos.source && x->pos.line == y->pos.line && memcmp(&x->unit, &y->unit, sizeof x->unit) == 0 &&
         (a->n == 0 || memcmp(a->parts, b->parts, a->n * sizeof *a->parts) == 0);
}

static uint64_t hash_of(const struct item *item) {
  uint64_t hash = mixed(UINT64_C(0xcbf29ce484222325), &item->node->value, sizeof item->node->value);
  hash = mixed_text(mixed_text(hash, item->node->kind), item->node->name);
  return item->n > 0 ? mixed(hash, item->parts, item->n * sizeof *item->parts) : hash;
}

static size_t item_of(struct telling *t, const struct ek_trace *node);

/* The item for a node that was not met before: an older one when that says the same. */
static size_t new_item(struct telling *t, const struct ek_trace *node) {
  struct item item = {.node = node, .n = node->children.n};
  struct ek_trace *const *children = node->children.items;
  if (item.n > 0) item.parts = ek_alloc_array(t->arena, item.n, sizeof *item.parts);
  for (size_t i = 0; i < item.n; i++) item.parts[i] = item_of(t, children[i]);
  item.hash = hash_of(&item);
  size_t *bucket = &t->alike[item.hash % BUCKETS];
  for (size_t i = *bucket; i > 0; i = item_at(t, i - 1)->next) {
    if (same_item(t, item_at(t, i - 1), &item)) return i - 1;
  }
  for (size_t i = 0; i < item.n; i++) item_at(t, item.parts[i])->uses++;
  item.next = *bucket;
  *(struct item *)ek_list_push(t->arena, &t->items, sizeof item) = item;
  *bucket = t->items.n;
  return t->items.n - 1;
}

static size_t item_of(struct telling *t, const struct ek_trace *node) {
  size_t bucket = ((uintptr_t)node >> 4) % BUCKETS;
  const struct memo *memos = t->memos.items;
  for (size_t i = t->known[bucket]; i > 0; i = memos[i - 1].next) {
    if (memos[i - 1].node == node) return memos[i - 1].item;
  }
  size_t item = new_item(t, node);
  *(struct memo *)ek_list_push(t->arena, &t->memos, sizeof(struct memo)) = (struct memo){node, item, t->known[bucket]};
  t->known[bucket] = t->memos.n;
  return item;
}

/* --- what a node says ------------------------------------------------------------- */

static void add_value(const struct telling *t, const struct ek_trace *node) {
  ek_html_text(t->out, ek_say_quantity(t->arena, t->doc->lang, node->value, node->unit));
}

/* Is its remark a part of what it is called: whose, when? */
static bool is_titled(const struct ek_trace *node) {
  return strcmp(node->kind, "booking") == 0 || strcmp(node->kind, "figure") == 0;
}

static void add_title(const struct telling *t, const struct ek_trace *node) {
  const char *label = label_of(t, node->label);
  ek_html_user(t->out, label != NULL ? label : node->name != NULL ? node->name : node->kind);
  const char *remark = is_titled(node) ? label_of(t, node->remark) : NULL;
  if (remark != NULL) ek_buffer_add(t->out, ", ");
  if (remark != NULL) ek_html_user(t->out, remark);
}

/* What follows a figure's own name: whose it is. */
static const char *whose(const struct telling *t, const struct ek_trace *node) {
  const char *label = label_of(t, node->label), *brief = label_of(t, node->brief);
  return label != NULL && brief != NULL && strncmp(label, brief, strlen(brief)) == 0 ? label + strlen(brief) : NULL;
}

/* Inside the entry of a figure that is of the same actor and time both need not be said again. */
static void add_title_within(const struct telling *t, const struct ek_trace *node, const struct ek_trace *around) {
  const char *rest = whose(t, node), *outer = around != NULL ? whose(t, around) : NULL;
  bool same = rest != NULL && outer != NULL && strcmp(rest, outer) == 0 && same_text(label_of(t, node->remark), label_of(t, around->remark));
  if (same) ek_html_text(t->out, label_of(t, node->brief));
  else add_title(t, node);
}

static void add_dot(struct ek_buffer *text) {
  if (text->size > 0) ek_buffer_add(text, " · ");
}

/* The number under which the document lists the source; 0: it does not. */
static int listed(const struct telling *t, const char *source) {
  const struct ek_doc_block *blocks = t->doc->blocks.items;
  size_t size = strlen(source);
  for (size_t i = 0; i < t->doc->blocks.n; i++) {
    if (blocks[i].kind != EK_DOC_ITEM || blocks[i].aside == NULL || strncmp(blocks[i].text, source, size) != 0) continue;
    if (blocks[i].text[size] == '\0' || strncmp(blocks[i].text + size, ", ", 2) == 0) return ek_html_source(t->doc, blocks[i].aside);
  }
  return 0;
}

/* Its number among the sources, as in the tables; of one that is not there its text. */
static void add_source(const struct telling *t, const struct ek_trace *node) {
  const char *url = node->source.url;
  bool link = url != NULL && (strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0);
  int number = listed(t, node->source.text);
  if (number > 0) {
    ek_buffer_addf(t->out, "<a href=#source-%d>[%d]</a>", number, number);
    return;
  }
  if (link) ek_buffer_add(t->out, "<a href=\"");
  if (link) ek_html_text(t->out, url);
  if (link) ek_buffer_add(t->out, "\">");
  if (link) ek_html_user(t->out, node->source.text);
  else ek_html_linked(t->out, node->source.text);
  if (link) ek_buffer_add(t->out, "</a>");
}

/* A file of the study or the model from its folder on: where that was kept when the report was made is nobody's matter. */
static const char *file_name(const struct telling *t, const char *name) {
  for (size_t i = 0; i < 2; i++) {
    const char *folder = t->doc->folders[i];
    if (folder != NULL && strncmp(name, folder, strlen(folder)) == 0) return name + strlen(folder);
  }
  return name;
}

enum { FORMULA_LONG = 120 };

static void add_formula(const struct telling *t, const char *formula) {
  bool cut = strlen(formula) > FORMULA_LONG;
  size_t size = cut ? FORMULA_LONG : strlen(formula);
  while (cut && ((unsigned char)formula[size] & 0xC0) == 0x80) size--;
  ek_buffer_add(t->out, "= ");
  ek_html_user(t->out, ek_text_clean(t->arena, ek_strndup(t->arena, formula, size)));
  if (cut) ek_buffer_add(t->out, " …");
}

/* How it was made, and where that stands; "" when that is plain. What a figure is stands in a list of its own. */
static const char *making_of(const struct telling *t, const struct ek_trace *node) {
  static const char *const grades[] = {NULL, "A", "B", "C", "D"};
  struct ek_buffer text = {.arena = t->arena};
  struct telling inner = {.doc = t->doc, .arena = t->arena, .out = &text};
  if (node->formula != NULL && *node->formula != '\0') add_dot(&text), add_formula(&inner, node->formula);
  if (node->source.text != NULL) add_dot(&text), add_source(&inner, node);
  if (grades[node->grade] != NULL) {
    add_dot(&text);
    ek_html_text(&text, ek_say(t->arena, t->doc->lang, EK_W_GRADE_IS, grades[node->grade]));
  }
  if (node->pos.source == NULL || node->pos.line <= 0) return ek_buffer_text(&text);
  add_dot(&text);
  ek_html_user(&text, ek_sprintf(t->arena, "%s:%d", file_name(t, node->pos.source->name), node->pos.line));
  return ek_buffer_text(&text);
}

/* Which numbers are made alike. */
static void find_makings(struct telling *t) {
  for (size_t i = 0; i < t->items.n; i++) {
    const char *html = making_of(t, item_at(t, i)->node);
    if (*html == '\0') continue;
    struct making *makings = t->makings.items;
    size_t at = 0;
    while (at < t->makings.n && strcmp(makings[at].html, html) != 0) at++;
    if (at == t->makings.n) {
      *(struct making *)ek_list_push(t->arena, &t->makings, sizeof(struct making)) = (struct making){.html = html};
      makings = t->makings.items;
    }
    struct item *item = item_at(t, i);
    makings[at].uses += item->n == 0 && item->uses > 1 ? item->uses : 1; /* that has no parts stands in each place */
    item->making = at + 1;
  }
}

enum { MAKING_LONG = 60 }; /* what is shorter is rather said again than looked up */

static void add_making(struct telling *t, struct making *making) {
  if (making->uses < 2 || strlen(making->html) < MAKING_LONG) {
    ek_buffer_add(t->out, making->html);
    return;
  }
  if (making->number == 0) {
    *(size_t *)ek_list_push(t->arena, &t->common, sizeof(size_t)) = (size_t)(making - (struct making *)t->makings.items);
    making->number = t->common.n;
  }
  ek_buffer_addf(t->out, "<a href=#f%zu>f%zu</a>", making->number, making->number);
}

/* True when there was anything to say. */
static bool say_details(struct telling *t, const struct item *item, const char *before) {
  const char *remark = is_titled(item->node) ? NULL : label_of(t, item->node->remark);
  if (remark == NULL && item->making == 0) return false;
  ek_buffer_add(t->out, before);
  if (remark != NULL) ek_html_user(t->out, remark);
  if (remark != NULL && item->making > 0) ek_buffer_add(t->out, " · ");
  if (item->making > 0) add_making(t, (struct making *)t->makings.items + item->making - 1);
  return true;
}

static void add_details(struct telling *t, const struct item *item, const char *before, const char *after) {
  if (say_details(t, item, before)) ek_buffer_add(t->out, after);
}

/* --- entries ---------------------------------------------------------------------- */

/* `around`: the node it is a part of, or NULL. */
static void add_node(struct telling *t, size_t at, const struct ek_trace *around);

/* Has it an entry to which one is led, instead of being told here? */
static bool elsewhere(struct telling *t, size_t at) {
  struct item *item = item_at(t, at);
  if (item->name != NULL) return true;
  if (item->uses < 2 || item->n == 0 || strcmp(item->node->kind, "booking") == 0) return false;
  bool flow = strcmp(item->node->kind, "flow") == 0;
  if (!item->told) *(size_t *)ek_list_push(t->arena, flow ? &t->flows : &t->steps, sizeof at) = at;
  item->told = true;
  return true;
}

static const char *id_of(const struct telling *t, const struct item *item, size_t at) {
  return item->name != NULL ? item->name : ek_sprintf(t->arena, "n%zu", at);
}

static void open_link(const struct telling *t, size_t at) {
  const struct item *item = item_at(t, at);
  ek_buffer_add(t->out, "<a");
  ek_html_name(t->out, "href", id_of(t, item, at));
  ek_buffer_add(t->out, ">");
}

/* "Typfall A, med insatsen: Kommunen → resurser: −75 025 kr = 3,93 personår × 19 081 kr/år". */
static bool add_booking(struct telling *t, const struct item *item) {
  if (item->n != 2 || strcmp(item->node->kind, "booking") != 0 || item_at(t, item->parts[0])->n > 0) return false;
  const struct item *amount = item_at(t, item->parts[0]), *price = item_at(t, item->parts[1]);
  size_t at = item->parts[1];
  bool years = strcmp(amount->node->kind, "person_years") == 0, led = elsewhere(t, at);
  const char *number = ek_say_quantity(t->arena, t->doc->lang, amount->node->value, amount->node->unit);
  ek_buffer_add(t->out, "<li>");
  add_title(t, item->node);
  ek_buffer_add(t->out, ": ");
  add_value(t, item->node);
  ek_buffer_add(t->out, " = ");
  ek_html_text(t->out, years ? ek_say(t->arena, t->doc->lang, EK_W_HTML_PERSON_YEARS, number) : number);
  ek_buffer_add(t->out, " × ");
  if (led) open_link(t, at);
  add_value(t, price->node);
  if (led) ek_buffer_add(t->out, "</a>");
  else {
    ek_buffer_add(t->out, "<ul>");
    add_node(t, at, NULL);
    ek_buffer_add(t->out, "</ul>");
  }
  ek_buffer_add(t->out, "\n");
  return true;
}

/* What stands inside an entry, below its first line. */
static void add_inside(struct telling *t, size_t at) {
  const struct item *item = item_at(t, at);
  add_details(t, item, "<p>", "");
  if (item->n == 0) return;
  ek_buffer_add(t->out, "<ul>");
  for (size_t i = 0; i < item->n; i++) add_node(t, item->parts[i], item->node);
  ek_buffer_add(t->out, "</ul>");
}

static void add_line(const struct telling *t, const struct ek_trace *node, const struct ek_trace *around) {
  add_title_within(t, node, around);
  ek_buffer_add(t->out, ": ");
  add_value(t, node);
}

/* A line that leads to its entry. */
static void add_link(struct telling *t, size_t at, const struct ek_trace *around) {
  const struct ek_trace *node = item_at(t, at)->node;
  open_link(t, at);
  add_title_within(t, node, around);
  ek_buffer_add(t->out, "</a>: ");
  add_value(t, node);
}

/* What has one part, of the same value, which has none: one line says both. */
static const struct item *only_part(const struct telling *t, const struct item *item) {
  const struct item *part = item->n == 1 ? item_at(t, item->parts[0]) : NULL;
  bool same = part != NULL && part->n == 0 && part->node->value == item->node->value && part->node->unit.power[EK_DIM_TIME] == item->node->unit.power[EK_DIM_TIME];
  return same && item->name == NULL && part->name == NULL && strcmp(item->node->kind, "figure") != 0 ? part : NULL;
}

static void add_line_of_two(struct telling *t, const struct item *item, const struct item *part, const struct ek_trace *around) {
  add_line(t, item->node, around);
  ek_buffer_add(t->out, " <i>");
  bool said = say_details(t, item, "");
  ek_buffer_add(t->out, said ? " ← " : "← ");
  add_title(t, part->node);
  add_details(t, part, " · ", "");
  ek_buffer_add(t->out, "</i>");
}

static void add_node(struct telling *t, size_t at, const struct ek_trace *around) {
  const struct item *item = item_at(t, at), *only = only_part(t, item);
  bool led = elsewhere(t, at);
  if (!led && add_booking(t, item)) return;
  ek_buffer_add(t->out, "<li>");
  if (led) add_link(t, at, around);
  else if (only != NULL) add_line_of_two(t, item, only, around);
  else if (item->n > 0) {
    ek_buffer_add(t->out, "<details><summary>");
    add_line(t, item->node, around);
    ek_buffer_add(t->out, "</summary>");
    add_inside(t, at);
    ek_buffer_add(t->out, "</details>");
  } else {
    add_line(t, item->node, around);
    add_details(t, item, " <i>", "</i>");
  }
  ek_buffer_add(t->out, "\n");
}

static void add_entry(struct telling *t, size_t at) {
  const struct item *item = item_at(t, at);
  ek_buffer_add(t->out, "<details");
  ek_html_name(t->out, "id", id_of(t, item, at));
  ek_buffer_add(t->out, "><summary>");
  add_line(t, item->node, NULL);
  ek_buffer_add(t->out, "</summary>");
  add_inside(t, at);
  ek_buffer_add(t->out, "</details>\n");
}

static const struct ek_doc_origin *origin_of(const struct ek_document *doc, const struct ek_figure *figure) {
  const struct ek_doc_origin *origins = doc->origins.items;
  for (size_t i = 0; i < doc->origins.n; i++) {
    if (origins[i].figure == figure) return &origins[i];
  }
  return NULL;
}

static void add_figures(struct telling *t, const size_t *items) {
  const struct ek_doc_origin *origins = t->doc->origins.items;
  for (size_t i = 0; i < t->doc->origins.n; i++) {
    const char *whole = ek_word(EK_W_HTML_WHOLE, t->doc->lang), *group = origins[i].group != NULL ? origins[i].group : whole;
    if (i == 0 || !same_text(origins[i].group, origins[i - 1].group)) {
      ek_buffer_add(t->out, "<h3>");
      ek_html_text(t->out, group);
      ek_buffer_add(t->out, "</h3>\n");
    }
    add_entry(t, items[i]);
  }
}

/* What another number rests on: figures, and what it is the sum of. */
static void add_basis(struct telling *t, const struct ek_doc_basis *basis) {
  const struct ek_figure *const *figures = basis->figures.items;
  const struct item *item = basis->trace != NULL ? item_at(t, item_of(t, basis->trace)) : NULL;
  ek_buffer_addf(t->out, "<details id=b%zu><summary>", basis->number);
  ek_html_user(t->out, basis->title != NULL ? basis->title : "");
  if (basis->value != NULL && *basis->value != '\0') {
    ek_buffer_add(t->out, ": ");
    ek_html_text(t->out, basis->value);
  }
  ek_buffer_add(t->out, "</summary><ul>");
  for (size_t i = 0; i < basis->figures.n; i++) {
    const struct ek_doc_origin *origin = origin_of(t->doc, figures[i]);
    if (origin != NULL) add_node(t, item_of(t, origin->trace), NULL);
  }
  for (size_t i = 0; item != NULL && i < item->n; i++) add_node(t, item->parts[i], item->node);
  ek_buffer_add(t->out, "</ul></details>\n");
}

/* Has a basis before this one been told the same way? */
static bool told_before(const struct ek_list *bases, size_t at) {
  struct ek_doc_basis *const *b = bases->items;
  for (size_t i = 0; i < at; i++) if (same_text(b[i]->how, b[at]->how)) return true;
  return false;
}

/* Those that were made in the same way below how that is; of tables that is all. */
static void add_bases(struct telling *t) {
  const struct ek_list *bases = &t->doc->bases;
  struct ek_doc_basis *const *b = bases->items;
  if (bases->n == 0) return;
  ek_buffer_addf(t->out, "<h3>%s</h3>\n", ek_word(EK_W_HTML_OTHERS, t->doc->lang));
  for (size_t i = 0; i < bases->n; i++) {
    if (told_before(bases, i)) continue;
    if (b[i]->table) ek_buffer_addf(t->out, "<p id=b%zu>", b[i]->number);
    else ek_buffer_add(t->out, "<p>");
    ek_html_linked(t->out, b[i]->how != NULL ? b[i]->how : "");
    ek_buffer_add(t->out, "</p>\n");
    for (size_t k = i; k < bases->n; k++) if (!b[k]->table && same_text(b[i]->how, b[k]->how)) add_basis(t, b[k]);
  }
}

/* Entries that others lead to; telling them may lead to more of them. */
static void add_list(struct telling *t, enum ek_word heading, const struct ek_list *list) {
  if (list->n == 0) return;
  ek_buffer_addf(t->out, "<h3>%s</h3>\n", ek_word(heading, t->doc->lang));
  for (size_t i = 0; i < list->n; i++) add_entry(t, ((const size_t *)list->items)[i]);
}

/* What the figures that were told are, each once. */
static void add_definitions(const struct telling *t) {
  bool seen[EK_FIG_COUNT] = {false};
  ek_buffer_addf(t->out, "<h3>%s</h3>\n<dl>\n", ek_word(EK_W_HTML_FIGURES, t->doc->lang));
  for (size_t i = 0; i < t->items.n; i++) {
    const struct ek_trace *node = item_at(t, i)->node;
    const struct ek_figure_def *def = strcmp(node->kind, "figure") == 0 ? ek_figure_find(node->name) : NULL;
    if (def == NULL || seen[def->id]) continue;
    seen[def->id] = true;
    ek_buffer_add(t->out, "<dt>");
    ek_html_text(t->out, label_of(t, def->label));
    ek_buffer_add(t->out, "</dt><dd>");
    ek_html_text(t->out, label_of(t, def->help));
    ek_buffer_add(t->out, "</dd>\n");
  }
  ek_buffer_add(t->out, "</dl>\n");
}

static void add_common(struct telling *t) {
  if (t->common.n == 0) return;
  const struct making *makings = t->makings.items;
  ek_buffer_addf(t->out, "<h3>%s</h3>\n<ul>\n", ek_word(EK_W_HTML_MAKINGS, t->doc->lang));
  for (size_t i = 0; i < t->common.n; i++) {
    ek_buffer_addf(t->out, "<li id=f%zu><b>f%zu</b> %s\n", i + 1, i + 1, makings[((const size_t *)t->common.items)[i]].html);
  }
  ek_buffer_add(t->out, "</ul>\n");
}

static void add_intro(const struct telling *t) {
  enum ek_lang lang = t->doc->lang;
  const struct ek_doc_origin *shown = t->doc->origins.items, *end = shown + t->doc->origins.n;
  ek_buffer_addf(t->out, "<section id=\"origins\" aria-labelledby=\"origins-h\">\n<h2 id=\"origins-h\">%s</h2>\n<p>%s</p>\n",
                 ek_word(EK_W_HTML_ORIGINS, lang), ek_word(EK_W_HTML_ORIGINS_TEXT, lang));
  if (t->doc->explained_by == NULL) return;
  while (shown + 1 < end && shown->figure->def->id != EK_FIG_RESULT) shown++;
  ek_buffer_addf(t->out, "<p>%s</p>\n<p class=\"k\"><code>", ek_word(EK_W_HTML_ORIGINS_ALL, lang));
  ek_html_text(t->out, ek_sprintf(t->arena, "%s %s", t->doc->explained_by, shown->name));
  ek_buffer_add(t->out, "</code></p>\n");
}

void ek_html_origins(const struct ek_document *doc, struct ek_buffer *out) {
  const struct ek_doc_origin *origins = doc->origins.items;
  size_t n = doc->origins.n;
  if (n == 0) return;
  struct telling *t = ek_alloc(out->arena, sizeof *t);
  t->doc = doc;
  t->arena = out->arena;
  t->out = out;
  size_t *items = ek_alloc_array(t->arena, n, sizeof *items);
  for (size_t i = 0; i < n; i++) items[i] = item_of(t, origins[i].trace);
  for (size_t i = 0; i < n; i++) item_at(t, items[i])->name = origins[i].name;
  struct ek_doc_basis *const *bases = doc->bases.items;
  for (size_t i = 0; i < doc->bases.n; i++) if (bases[i]->trace != NULL) item_of(t, bases[i]->trace);
  find_makings(t);
  add_intro(t);
  add_figures(t, items);
  add_bases(t);
  add_list(t, EK_W_HTML_FLOWS, &t->flows);
  add_list(t, EK_W_HTML_PRICES, &t->steps);
  add_common(t);
  add_definitions(t);
  ek_buffer_add(out, "</section>\n");
}

const char *ek_html_origin(const struct ek_document *doc, const struct ek_figure *figure) {
  const struct ek_doc_origin *origin = origin_of(doc, figure);
  return origin != NULL ? origin->name : NULL;
}

void ek_html_origin_link(const struct ek_document *doc, const struct ek_doc_origin *origin, struct ek_buffer *out) {
  const struct telling t = {.doc = doc, .arena = out->arena, .out = out};
  ek_buffer_add(out, "<a");
  ek_html_name(out, "href", origin->name);
  ek_buffer_add(out, ">");
  add_title(&t, origin->trace);
  ek_buffer_add(out, "</a>");
}
