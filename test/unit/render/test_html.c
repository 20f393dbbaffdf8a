/* Text in HTML: nothing that users write is markup, and only web addresses are links. */
#include "saying.h"

#include "render/html.h"

static const char *made(void (*add)(struct ek_buffer *, const char *), const char *text) {
  struct ek_buffer out = {.arena = arena};
  add(&out, text);
  return ek_buffer_text(&out);
}

static void markup_is_text(void **state) {
  (void)state;
  assert_string_equal(made(ek_html_text, "</title><script>a & \"b\" 'c'"), "&lt;/title&gt;&lt;script&gt;a &amp; &quot;b&quot; &#39;c&#39;");
  assert_string_equal(made(ek_html_text, "&amp; 👩🏽‍💻"), "&amp;amp; 👩🏽‍💻");
  assert_string_equal(made(ek_html_text, ""), "");
}

static void text_that_turns_the_line_is_kept_apart(void **state) {
  (void)state;
  assert_string_equal(made(ek_html_user, "Kommunen <1>"), "Kommunen &lt;1&gt;");
  assert_string_equal(made(ek_html_user, "עיר"), "<bdi>עיר</bdi>");
  assert_string_equal(made(ek_html_user, "مدينة"), "<bdi>مدينة</bdi>");
  assert_string_equal(made(ek_html_user, "a\u202Eb"), "<bdi>ab</bdi>");
  assert_string_equal(made(ek_html_user, "a\u2067b"), "<bdi>ab</bdi>");
}

#define LINK_AS(address, shown) "<a href=\"" address "\">" shown "</a>"
#define LINK(scheme, rest) LINK_AS(scheme rest, rest)

static void addresses_are_links(void **state) {
  (void)state;
  assert_string_equal(made(ek_html_linked, "Se https://a.se/b?c=1&d=2, sidan 3."), "Se " LINK("https://", "a.se/b?c=1&amp;d=2") ", sidan 3.");
  assert_string_equal(made(ek_html_linked, "(http://a.se)."), "(" LINK("http://", "a.se") ").");
  assert_string_equal(made(ek_html_linked, "https://a.se https://b.se"), LINK("https://", "a.se") " " LINK("https://", "b.se"));
  assert_string_equal(made(ek_html_linked, "https://a.se/\"onclick=x"), LINK("https://", "a.se/") "&quot;onclick=x");
  assert_string_equal(made(ek_html_linked, "https://a.se/'x"), LINK("https://", "a.se/&#39;x"));
}

/* Long ones are cut where they are read, between letters; the link has all of them. */
static void long_addresses_are_cut(void **state) {
  (void)state;
  const char *path = "a.se/1234567890123456789012345678901234567890åå/slut"; /* 48 bytes end within å */
  const char *text = ek_sprintf(arena, "https://%s", path);
  assert_string_equal(made(ek_html_linked, text), ek_sprintf(arena, "<a href=\"https://%s\">a.se/1234567890123456789012345678901234567890å…</a>", path));
}

static void names_are_quoted_where_they_must(void **state) {
  (void)state;
  static const char *const names[][2] = {{"kommun/5y/resultat", " href=#kommun/5y/resultat"}, {"a b", " href=\"#a b\""}, {"x\"y", " href=\"#x&quot;y\""}, {"a>b", " href=\"#a&gt;b\""}, {"a\fonclick=x", " href=\"#a\fonclick=x\""}, {"a\fb", " href=\"#a\fb\""}, {"a\rb", " href=\"#a\rb\""}, {"", " href=\"#\""}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    struct ek_buffer out = {.arena = arena};
    ek_html_name(&out, "href", names[i][0]);
    assert_string_equal(ek_buffer_text(&out), names[i][1]);
  }
}

static void nothing_else_is_a_link(void **state) {
  (void)state;
  static const char *const plain_texts[] = {"javascript:alert(1)", "data:text/html,x", "http://", "https://.,", "http:/a.se", "HTTP", "www.a.se", "file:///etc/passwd"};
  for (size_t i = 0; i < sizeof plain_texts / sizeof *plain_texts; i++) assert_string_equal(made(ek_html_linked, plain_texts[i]), plain_texts[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {TEST(markup_is_text), TEST(text_that_turns_the_line_is_kept_apart), TEST(addresses_are_links), TEST(long_addresses_are_cut), TEST(names_are_quoted_where_they_must),
                                     TEST(nothing_else_is_a_link)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
