/* What a column is called: "förnamn", "Deltagarens namn", "e-post (hem)". A heading counts when
 * one of its words says what identifies and all the others go with it, so that "namn på
 * insatsen", "kommunnamn" and "har personnummer" pass. All words are as ek_text_fold leaves
 * them. */
#include <string.h>

#include "base/text.h"
#include "privacy/identity_parts.h"

/* The first that fits decides. `ending`: also at the end of a compound, "hemtelefon". */
static const struct {
  const char *word;
  bool ending;
  enum ek_identity what;
} telling[] = {
    {"namn", false, EK_IDENTITY_NAME},           {"namnet", false, EK_IDENTITY_NAME},
    {"name", false, EK_IDENTITY_NAME},           {"names", false, EK_IDENTITY_NAME},
    {"fornamn", true, EK_IDENTITY_NAME},         {"efternamn", true, EK_IDENTITY_NAME},
    {"tilltalsnamn", true, EK_IDENTITY_NAME},    {"mellannamn", true, EK_IDENTITY_NAME},
    {"anvandarnamn", false, EK_IDENTITY_NAME},   {"firstname", false, EK_IDENTITY_NAME},
    {"lastname", false, EK_IDENTITY_NAME},       {"forename", false, EK_IDENTITY_NAME},
    {"surname", false, EK_IDENTITY_NAME},        {"fullname", false, EK_IDENTITY_NAME},
    {"username", false, EK_IDENTITY_NAME},       {"personnummer", true, EK_IDENTITY_NUMBER},
    {"personnr", true, EK_IDENTITY_NUMBER},      {"persnr", false, EK_IDENTITY_NUMBER},
    {"pnr", false, EK_IDENTITY_NUMBER},          {"samordningsnummer", true, EK_IDENTITY_NUMBER},
    {"samordningsnr", true, EK_IDENTITY_NUMBER}, {"ssn", false, EK_IDENTITY_NUMBER},
    {"epost", true, EK_IDENTITY_EMAIL},          {"epostadress", true, EK_IDENTITY_EMAIL},
    {"email", false, EK_IDENTITY_EMAIL},         {"mail", false, EK_IDENTITY_EMAIL},
    {"mejl", false, EK_IDENTITY_EMAIL},          {"mailadress", true, EK_IDENTITY_EMAIL},
    {"mejladress", true, EK_IDENTITY_EMAIL},     {"telefon", true, EK_IDENTITY_PHONE},
    {"telefonnummer", true, EK_IDENTITY_PHONE},  {"telefonnr", true, EK_IDENTITY_PHONE},
    {"telnr", false, EK_IDENTITY_PHONE},         {"tel", false, EK_IDENTITY_PHONE},
    {"tfn", false, EK_IDENTITY_PHONE},           {"mobil", false, EK_IDENTITY_PHONE},
    {"mobilnummer", false, EK_IDENTITY_PHONE},   {"mobilnr", false, EK_IDENTITY_PHONE},
    {"phone", true, EK_IDENTITY_PHONE},          {"webbadress", false, EK_IDENTITY_NONE},
    {"adress", true, EK_IDENTITY_ADDRESS},       {"adresser", true, EK_IDENTITY_ADDRESS},
    {"adressrad", false, EK_IDENTITY_ADDRESS},   {"address", false, EK_IDENTITY_ADDRESS},
};

/* Whose names and numbers they are; also before "namn" in a compound: "klientnamn". */
static const char *const whose[] = {
    "person",      "personer",       "deltagare",     "deltagar",   "klient",    "kund",
    "brukare",     "brukar",         "elev",          "barn",       "foralder",  "patient",
    "sokande",     "individ",        "ungdom",        "handlaggar", "handledar", "anhorig",
    "handlaggare", "handledare",     "mamma",         "pappa",      "partner",   "client",
    "participant", "vardnadshavare", "kontaktperson",
};

/* What else may stand beside, and says nothing of its own. */
static const char *const beside[] = {
    "av",    "for",    "efter",  "pa",     "till",         "och",    "nr",   "nummer",
    "hela",  "hem",    "privat", "arbete", "fullstandigt", "c",      "o",    "co",
    "of",    "the",    "and",    "number", "no",           "first",  "last", "full",
    "given", "family", "middle", "home",   "work",         "street", "s",    "id",
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

bool ek_identity_ends(const char *word, const char *end) {
  size_t n = strlen(word), m = strlen(end);
  return n >= m && strcmp(word + n - m, end) == 0;
}

/* "deltagare" and its genitives: deltagares, deltagarens, deltagarnas. */
static bool is_whose(const char *word) {
  static const char *const endings[] = {"", "s", "en", "ens", "et", "ets", "n", "ns", "nas"};
  for (size_t i = 0; i < COUNT(whose); i++) {
    size_t n = strlen(whose[i]);
    for (size_t k = 0; strncmp(word, whose[i], n) == 0 && k < COUNT(endings); k++)
      if (strcmp(word + n, endings[k]) == 0)
        return true;
  }
  return false;
}

static bool goes_with(const char *word) {
  for (size_t i = 0; i < COUNT(beside); i++)
    if (strcmp(word, beside[i]) == 0)
      return true;
  return is_whose(word);
}

static enum ek_identity told_by(struct ek_arena *scratch, const char *word) {
  for (size_t i = 0; i < COUNT(telling); i++)
    if (telling[i].ending ? ek_identity_ends(word, telling[i].word)
                          : strcmp(word, telling[i].word) == 0)
      return telling[i].what;
  if (ek_identity_ends(word, "namn") && is_whose(ek_strndup(scratch, word, strlen(word) - 4)))
    return EK_IDENTITY_NAME;
  return EK_IDENTITY_NONE;
}

static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

/* The next run of letters; "" at the end. */
static const char *next_run(struct ek_arena *scratch, const char **at) {
  while (**at != '\0' && !letter(**at))
    ++*at;
  const char *start = *at;
  while (letter(**at))
    ++*at;
  return ek_strndup(scratch, start, (size_t)(*at - start));
}

/* The next word; "e-post" and "e-mail" are one. */
static const char *next_word(struct ek_arena *scratch, const char **at) {
  const char *word = next_run(scratch, at);
  return strcmp(word, "e") == 0 ? ek_sprintf(scratch, "e%s", next_run(scratch, at)) : word;
}

enum ek_identity ek_identity_heading(struct ek_arena *scratch, const char *heading) {
  const char *at = ek_text_fold(scratch, heading), *word;
  enum ek_identity found = EK_IDENTITY_NONE;
  while (*(word = next_word(scratch, &at)) != '\0') {
    enum ek_identity what = told_by(scratch, word);
    if (what == EK_IDENTITY_NONE && !goes_with(word))
      return EK_IDENTITY_NONE;
    if (found == EK_IDENTITY_NONE)
      found = what;
  }
  return found;
}
