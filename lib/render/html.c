/* Text in HTML: escapes and links. */
#include "render/html.h"

#include <string.h>

#include "base/text.h"

void ek_html_text(struct ek_buffer *out, const char *text) {
  while (*text != '\0') {
    size_t plain = strcspn(text, "<>&\"'");
    ek_buffer_add_bytes(out, text, plain);
    text += plain;
    switch (*text) {
    case '\0': return;
    case '<': ek_buffer_add(out, "&lt;"); break;
    case '>': ek_buffer_add(out, "&gt;"); break;
    case '&': ek_buffer_add(out, "&amp;"); break;
    case '"': ek_buffer_add(out, "&quot;"); break;
    default: ek_buffer_add(out, "&#39;"); break;
    }
    text++;
  }
}

void ek_html_user(struct ek_buffer *out, const char *text) {
  bool turns = ek_text_turns(text);
  if (turns) ek_buffer_add(out, "<bdi>");
  ek_html_text(out, turns ? ek_text_clean(out->arena, text) : text);
  if (turns) ek_buffer_add(out, "</bdi>");
}

/* The next address in the text and its size; NULL when there is none. A full stop or comma that ends it is the
 * sentence's, and so is a bracket that began before it. */
static const char *next_address(const char *text, size_t *size) {
  for (const char *at = strstr(text, "http"); at != NULL; at = strstr(at + 1, "http")) {
    size_t scheme = strncmp(at, "http://", 7) == 0 ? 7 : strncmp(at, "https://", 8) == 0 ? 8 : 0;
    if (scheme == 0) continue;
    *size = strcspn(at, " \t\n\"<>");
    while (*size > scheme && strchr(".,;:!?)", at[*size - 1]) != NULL) --*size;
    if (*size > scheme) return at;
  }
  return NULL;
}

void ek_html_name(struct ek_buffer *out, const char *attribute, const char *name) {
  const char *mark = strpbrk(name, " \t\n\f\r\"'=<>`") != NULL || *name == '\0' ? "\"" : "";
  ek_buffer_addf(out, " %s=%s%s", attribute, mark, strcmp(attribute, "href") == 0 ? "#" : "");
  ek_html_text(out, name);
  ek_buffer_add(out, mark);
}

enum { ADDRESS_LONG = 48 };

/* An address as people read it: without its scheme, and a long one not to its end. Paper has all of it. */
static void add_address(struct ek_buffer *out, const char *address) {
  const char *shown = strstr(address, "://") + 3;
  size_t size = strlen(shown);
  bool cut = size > ADDRESS_LONG;
  if (cut) size = ADDRESS_LONG;
  while (cut && ((unsigned char)shown[size] & 0xC0) == 0x80) size--;
  ek_html_text(out, ek_strndup(out->arena, shown, size));
  if (cut) ek_buffer_add(out, "…");
}

void ek_html_linked(struct ek_buffer *out, const char *text) {
  size_t size;
  for (const char *at = next_address(text, &size); at != NULL; at = next_address(text, &size)) {
    const char *address = ek_strndup(out->arena, at, size);
    ek_html_text(out, ek_strndup(out->arena, text, (size_t)(at - text)));
    ek_buffer_add(out, "<a href=\"");
    ek_html_text(out, address);
    ek_buffer_add(out, "\">");
    add_address(out, address);
    ek_buffer_add(out, "</a>");
    text = at + size;
  }
  ek_html_text(out, text);
}
