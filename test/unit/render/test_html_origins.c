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
  assert_says(html, "<h3>Kommunen</h3>\n<details id=\"kommun/5y/intäkt\"><summary>benefit: <b>60</b></summary>");
  assert_says(html, "<li><a href=\"#kommun/5y/intäkt\">benefit</a>: 60</li>");
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
  assert_says(html, "<li>Fall &lt;A&gt;, med insatsen: <b>60</b> = 3 personår × <a href=\"#n");
  assert_says(html, "<li>Fall &lt;A&gt;, med insatsen: <b>100</b> = 5 personår × <a href=\"#n");
  assert_non_null(price);
  assert_says(price, "<summary>skatt: <b>20</b></summary><p>= sats * lön · <a rel=\"noopener\" href=\"https://lag.se/?a&amp;b\">Lagen &amp; boken</a> · "
                     "grad B · sverige/states.yaml:7</p><ul>\n<li>lön: <b>40</b> <small>= 40 · studie.yaml:12</small></li>\n</ul></details>");
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
  assert_says(html, "<small>&lt;i&gt;</small>");
  assert_silent(html, "javascript");
}

static void nothing_to_tell_is_nothing(void **state) {
  (void)state;
  struct ek_document doc = new_document(EK_SV);
  assert_string_equal(told(&doc), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(figures_are_entries_and_lead_to_each_other), TEST(what_two_bookings_rest_on_is_told_once),
                                     TEST(an_address_that_is_no_web_address_is_no_link), TEST(nothing_to_tell_is_nothing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
