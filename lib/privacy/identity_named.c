/* Names of persons in a text. A word of the lists says little alone: Erik may be a school and
 * Berg a hill. Two beside each other say much. */
#include <string.h>

#include "base/text.h"
#include "privacy/identity_parts.h"
#include "privacy/names.h"

/* What stands between a word and the one before it. */
enum gap { GAP_SPACE, GAP_COMMA, GAP_OTHER };

struct word {
  enum gap gap;
  bool capital, given, surname;
  bool thing; /* a word for what may carry a person's name: a school, a street */
};

struct words {
  struct ek_list list; /* struct word */
  bool plain;          /* nothing but words, spaces and commas */
};

static bool is_thing(const char *word) {
  static const char *const whole[] = {"ab",   "hb",    "kb",   "team", "vag",
                                      "torg", "plats", "plan", "kyrka"};
  static const char *const ends[] = {
      "skola",     "skolan",      "gymnasium",  "gymnasiet",    "gata",       "gatan",
      "vagen",     "torget",      "kyrkan",     "parken",       "forsamling", "centrum",
      "center",    "central",     "centralen",  "kommun",       "region",     "sjukhus",
      "sjukhuset", "stiftelse",   "stiftelsen", "forening",     "foreningen", "projekt",
      "projektet", "grupp",       "gruppen",    "enhet",        "enheten",    "hemmet",
      "boende",    "boendet",     "mottagning", "mottagningen", "ungdom",     "restaurang",
      "hotell",    "universitet", "akeri",      "bygg",         "butik",      "museum",
      "bryggeri"};
  for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
    if (strcmp(word, whole[i]) == 0)
      return true;
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
    if (ek_identity_ends(word, ends[i]))
      return true;
  return false;
}

static bool is_surname(const char *word) {
  return ek_identity_ends(word, "sson") || ek_identity_ends(word, "qvist") || ek_name_surname(word);
}

/* Of a double name, folded to "ann marie", every part must be a given name and one a surname. */
static struct word judge(struct ek_arena *scratch, const char *text, size_t size, enum gap gap) {
  const char *word = ek_strndup(scratch, text, size), *lower = ek_text_lower(scratch, word);
  char *folded = ek_text_fold(scratch, word);
  struct word out = {.gap = gap, .given = true, .thing = is_thing(folded)};
  size_t first;
  ek_utf8_next(word, &first);
  out.capital = strncmp(word, lower, first) != 0;
  for (char *part = strtok(folded, " "); part != NULL; part = strtok(NULL, " ")) {
    out.given &= ek_name_given(part);
    out.surname |= is_surname(part);
  }
  return out;
}

/* Bytes of a letter at `text`, of a hyphen or an apostrophe between two, or 0. */
static size_t letter(const char *text, bool inside) {
  size_t bytes;
  int code = ek_utf8_next(text, &bytes);
  if ((code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') ||
      (code >= 0xC0 && code < 0x2000 && code != 0xD7 && code != 0xF7))
    return bytes;
  if (!inside || (code != '-' && code != '\'' && code != 0x2019))
    return 0;
  return letter(text + bytes, false) > 0 ? bytes : 0;
}

static struct words cut(struct ek_arena *scratch, const char *text) {
  struct words out = {.plain = true};
  enum gap gap = GAP_SPACE;
  while (*text != '\0') {
    size_t size = 0, bytes;
    while ((bytes = letter(text + size, size > 0)) > 0)
      size += bytes;
    if (size > 0) {
      *(struct word *)ek_list_push(scratch, &out.list, sizeof(struct word)) =
          judge(scratch, text, size, gap);
      text += size;
      gap = GAP_SPACE;
    } else {
      if (*text != ' ')
        gap = *text == ',' && gap == GAP_SPACE ? GAP_COMMA : GAP_OTHER;
      out.plain &= gap != GAP_OTHER;
      text++;
    }
  }
  return out;
}

/* A given name at `i` beside what makes a name of it. */
static enum ek_named named_at(const struct word *w, size_t n, size_t i) {
  bool before = i > 0 && w[i].gap == GAP_SPACE, comma = i > 0 && w[i].gap == GAP_COMMA;
  bool after = i + 1 < n && w[i + 1].gap == GAP_SPACE;
  bool later = after && i + 2 < n && w[i + 2].gap == GAP_SPACE;
  if ((before && w[i - 1].thing) || (after && w[i + 1].thing) || (later && w[i + 2].thing))
    return EK_NOT_NAMED;
  if (((before || comma) && w[i - 1].surname && w[i - 1].capital) ||
      (after && w[i + 1].surname && w[i + 1].capital) ||
      (later && w[i + 1].capital && w[i + 2].surname && w[i + 2].capital))
    return EK_NAMED_SURE;
  return (after && w[i + 1].capital) || (comma && n == 2) ? EK_NAMED_LIKELY : EK_NOT_NAMED;
}

/* A text that is nothing but two to four words, whatever their letters: "andersson anna". */
static enum ek_named named_whole(const struct word *w, size_t n) {
  size_t given = n, surname = n;
  for (size_t i = 0; i < n; i++) {
    if (w[i].thing)
      return EK_NOT_NAMED;
    given = w[i].given && given == n ? i : given;
  }
  for (size_t i = 0; i < n; i++)
    surname = w[i].surname && i != given ? i : surname;
  return given < n && surname < n ? EK_NAMED_SURE : EK_NOT_NAMED;
}

enum ek_named ek_identity_named(struct ek_arena *scratch, const char *text) {
  struct words words = cut(scratch, text);
  const struct word *w = words.list.items;
  size_t n = words.list.n;
  if (n == 1 && words.plain)
    return w[0].given ? EK_NAMED_GIVEN : w[0].surname ? EK_NAMED_SURNAME : EK_NOT_NAMED;
  enum ek_named best = EK_NOT_NAMED;
  if (words.plain && n >= 2 && n <= 4)
    best = named_whole(w, n);
  for (size_t i = 0; i < n && best != EK_NAMED_SURE; i++) {
    enum ek_named here = w[i].given && w[i].capital ? named_at(w, n, i) : EK_NOT_NAMED;
    best = here > best ? here : best;
  }
  return best;
}
