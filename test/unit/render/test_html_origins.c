/* Where numbers come from, as entries that unfold: what several numbers rest on is told once. */
#include "saying.h"

#include "engine/result.h"
#include "render/html.h"

static const struct ek_source study = {"/home/anna/studie.yaml", "", 0}, model = {"/usr/share/modeller/sverige/states.yaml", "", 0};
static const struct ek_figure_def *def(enum ek_figure_id id) { return &ek_figure_defs[id]; }

static struct ek_trace *node(struct ek_trace *parent, const char *kind, const char *name, double value) {
  struct ek_trace *t = ek_trace_add(arena, parent, kind, name);
  t->value = value;
  t->label = (struct ek_label){name, name};
  return t;
}

static void entry(struct ek_document *doc, const struct ek_figure *f, const char *name, const char *group, const struct ek_trace *trace) {
  *(struct ek_doc_origin *)ek_list_push(arena, &doc->origins, sizeof(struct ek_doc_origin)) = (struct ek_doc_origin){f, name, group, trace};
}

static const char *told(const struct ek_document *doc) {
  struct ek_buffer out = {.arena = arena};
  ek_html_origins(doc, &out);
  return plain(ek_buffer_text(&out));
}

/* A flow with a booking of persons at a price that has parts. */
static struct ek_trace *flow(struct ek_trace *parent, double persons) {
  struct ek_trace *f = node(parent, "flow", "skatt", 20 * persons), *b = node(f, "booking", "Fall <A>", 20 * persons);
  b->remark = (struct ek_label){"med insatsen", "with"};
  node(b, "person_years", NULL, persons);
  struct ek_trace *price = node(b, "price_per_person", "skatt", 20);
  price->formula = "sats * lön";
  price->source = (struct ek_origin){.text = "Lagen & boken", .url = "https://lag.se/?a&b"};
  price->grade = EK_GRADE_B;
  price->pos = (struct ek_pos){&model, 7, 1, 1};
  struct ek_trace *wage = node(price, "input", "lön", 40);
  wage->formula = "40";
  wage->pos = (struct ek_pos){&study, 12, 1, 1};
  return f;
}

static struct ek_document two_figures(struct ek_figure f[2]) {
  struct ek_document doc = new_document(EK_SV);
  struct ek_trace *one = node(NULL, "figure", "benefit", 60), *two = node(NULL, "figure", "result", 60);
  flow(one, 3);
  *(struct ek_trace **)ek_list_push(arena, &two->children, sizeof one) = one;
  flow(two, 5);
  f[0] = (struct ek_figure){.def = def(EK_FIG_BENEFIT)};
  f[1] = (struct ek_figure){.def = def(EK_FIG_RESULT)};
  entry(&doc, &f[0], "kommun/5y/intäkt", "Kommunen", one);
  entry(&doc, &f[1], "kommun/5y/resultat", "Kommunen", two);
  doc.folders[0] = "/home/anna/";
  doc.folders[1] = "/usr/share/modeller/";
  return doc;
}

static void figures_are_entries_and_lead_to_each_other(void **state) {
  (void)state;
  struct ek_figure f[2];
  struct ek_document doc = two_figures(f);
  const char *html = told(&doc);
  assert_says(html, "<section id=\"origins\" aria-labelledby=\"origins-h\">");
  assert_says(html, "<h3>Kommunen</h3>\n<details id=kommun/5y/intäkt><summary>benefit: 60</summary>");
  assert_says(html, "<li><a href=#kommun/5y/intäkt>benefit</a>: 60\n");
  assert_says(html, "<dt>Intäkt</dt><dd>");
  assert_silent(html, "<code>"); /* no command was said */
  doc.explained_by = "ekusia explain a<b.yaml";
  assert_says(told(&doc), "<code>ekusia explain a&lt;b.yaml kommun/5y/resultat</code>");
}

static void what_two_bookings_rest_on_is_told_once(void **state) {
  (void)state;
  struct ek_figure f[2];
  struct ek_document doc = two_figures(f);
  const char *html = told(&doc), *price = strstr(html, "<h3>Priser, regler och andra led</h3>");
  assert_says(html, "<li>Fall &lt;A&gt;, med insatsen: 60 = 3 personår × <a href=#n");
  assert_says(html, "<li>Fall &lt;A&gt;, med insatsen: 100 = 5 personår × <a href=#n");
  assert_non_null(price);
  assert_says(price, "<summary>skatt: 20</summary><p>= sats * lön · <a href=\"https://lag.se/?a&amp;b\">Lagen &amp; boken</a> · "
                     "grad B · sverige/states.yaml:7<ul><li>lön: 40 <i>= 40 · studie.yaml:12</i>\n</ul></details>");
  assert_null(strstr(strstr(html, "sats * lön") + 1, "sats * lön"));
  assert_silent(html, "anna");
}

static void an_address_that_is_no_web_address_is_no_link(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_EN);
  struct ek_trace *t = node(NULL, "figure", "result", 1);
  struct ek_trace *leaf = node(t, "parameter", "p", 1);
  leaf->source = (struct ek_origin){.text = "<i>", .url = "javascript:alert(1)"};
  struct ek_figure f = {.def = def(EK_FIG_RESULT)};
  entry(&doc, &f, "result", NULL, t);
  const char *html = told(&doc);
  assert_says(html, "<h3>The intervention as a whole</h3>");
  assert_says(html, "<i>&lt;i&gt;</i>");
  assert_silent(html, "javascript");
}

/* A source that the document lists goes by its number there. */
static void listed_sources_are_numbers(void **state) {
  (void)state;
  struct ek_figure f[2];
  struct ek_document doc = two_figures(f);
  ek_doc_add(&doc, EK_DOC_ITEM, "Lagen & boken, https://lag.se/?a&b, hämtad 2026-11-01", "[3]");
  const char *html = told(&doc);
  assert_says(html, "= sats * lön · <a href=#source-3>[3]</a> · grad B");
  assert_silent(html, "Lagen");
  struct ek_document other = two_figures(f);
  ek_doc_add(&other, EK_DOC_ITEM, "Lagen & boken 2", "[3]"); /* another one */
  assert_silent(told(&other), "[3]");
}

/* Two figures of one actor and time: the inner is called what it is, no more. */
static void parts_are_named_briefly(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_trace *whole = node(NULL, "figure", "result", 5), *part = node(whole, "figure", "benefit", 7), *other = node(whole, "figure", "cost", 2);
  struct ek_trace *all[] = {whole, part, other};
  for (size_t i = 0; i < 3; i++) all[i]->brief = all[i]->label;
  whole->label = (struct ek_label){"result, Kommunen", "result"};
  part->label = (struct ek_label){"benefit, Kommunen", "benefit"};
  other->label = (struct ek_label){"cost, Regionen", "cost"};
  struct ek_figure f = {.def = def(EK_FIG_RESULT)};
  entry(&doc, &f, "resultat", NULL, whole);
  const char *html = told(&doc);
  assert_says(html, "<summary>result, Kommunen: 5</summary>");
  assert_says(html, "<li>benefit: 7");
  assert_says(html, "<li>cost, Regionen: 2");
}

/* One part of the same value is said in the same line. */
static void one_part_is_no_fold(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  struct ek_trace *t = node(NULL, "figure", "result", 1), *wage = node(t, "input", "heltidslön", 30), *own = node(wage, "assumption", "vår lön", 30);
  wage->pos = (struct ek_pos){&study, 3, 1, 1};
  own->formula = "30 kr";
  own->pos = (struct ek_pos){&study, 4, 1, 1};
  node(node(t, "input", "annat", 30), "assumption", "del", 15);
  struct ek_figure f = {.def = def(EK_FIG_RESULT)};
  entry(&doc, &f, "result", NULL, t);
  doc.folders[0] = "/home/anna/";
  const char *html = told(&doc);
  assert_says(html, "<li>heltidslön: 30 <i>studie.yaml:3 ← vår lön · = 30 kr · studie.yaml:4</i>");
  assert_says(html, "<details><summary>annat: 30</summary>");
}

static void other_numbers_stand_below_how_they_were_made(void **state) {
  (void)state;
  struct ek_figure f[2];
  struct ek_document doc = two_figures(f);
  const struct ek_figure *of = &f[0];
  struct ek_trace *sum = node(NULL, "line", NULL, 9);
  node(sum, "case", "Fall B", 9);
  struct ek_doc_basis bases[] = {{.how = "Delat <med> två.", .title = "Kommunen · Andel", .value = "30"}, {.how = "Dragna.", .table = true},
                                 {.how = "Delat <med> två.", .title = "Regionen · Andel", .value = "", .trace = sum}};
  *(const struct ek_figure **)ek_list_push(arena, &bases[0].figures, sizeof of) = of;
  for (size_t i = 0; i < 3; i++) {
    bases[i].number = i + 1;
    *(struct ek_doc_basis **)ek_list_push(arena, &doc.bases, sizeof(struct ek_doc_basis *)) = &bases[i];
  }
  const char *html = told(&doc);
  assert_says(html, "<p>Delat &lt;med&gt; två.</p>\n<details id=b1><summary>Kommunen · Andel: 30</summary><ul><li><a href=#kommun/5y/intäkt>benefit</a>: 60\n</ul></details>\n"
                    "<details id=b3><summary>Regionen · Andel</summary><ul><li>Fall B: 9\n</ul></details>\n<p id=b2>Dragna.</p>\n");
}

static void nothing_to_tell_is_nothing(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  assert_string_equal(told(&doc), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(figures_are_entries_and_lead_to_each_other), TEST(what_two_bookings_rest_on_is_told_once),
                                     TEST(an_address_that_is_no_web_address_is_no_link), TEST(listed_sources_are_numbers),
                                     TEST(parts_are_named_briefly), TEST(one_part_is_no_fold), TEST(other_numbers_stand_below_how_they_were_made),
                                     TEST(nothing_to_tell_is_nothing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
