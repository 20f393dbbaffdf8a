/* Looks words up and puts amounts, times and lists in words. */
#include "document/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "people/people.h"

#define EK_WORD(id, sv, en) [EK_W_##id] = {sv, en},
static const struct {
  const char *sv, *en;
} words[EK_WORDS] = {
#include "document/words.def"
#include "document/words_lookup.def"
#include "document/words_people.def"
#include "document/words_cohort.def"
#include "document/words_overview.def"
#include "document/words_estimate.def"
#include "document/words_uncertainty.def"
#include "document/words_settlement.def"
#include "document/words_charts.def"
#include "document/words_peers.def"
#include "document/words_workbook.def"
#include "document/words_html.def"
#include "document/words_sections.def"
#include "document/words_summary.def"
#include "document/words_bank.def"
#include "document/words_difference.def"
#include "document/words_indicators.def"
#include "document/words_origins.def"
};
#undef EK_WORD

const char *ek_word(enum ek_word id, enum ek_lang lang) {
  return lang == EK_SV ? words[id].sv : words[id].en;
}

const char *ek_word_fill(struct ek_arena *arena, enum ek_lang lang, enum ek_word id,
                         const char *const *texts) {
  struct ek_buffer out = {.arena = arena};
  size_t n = 0;
  while (texts[n] != NULL) n++;
  for (const char *at = ek_word(id, lang); *at != '\0';) {
    size_t plain = strcspn(at, "{");
    ek_buffer_add_bytes(&out, at, plain);
    at += plain;
    if (*at == '\0') break;
    size_t which = (size_t)(at[1] - '1'); /* the words hold {1} to {9} and no other brace */
    ek_buffer_add(&out, which < n ? ek_text_isolated(arena, texts[which]) : "");
    at += 3;
  }
  return ek_buffer_text(&out);
}

const char *ek_label_text(struct ek_label label, const char *name, enum ek_lang lang) {
  const char *first = lang == EK_SV ? label.sv : label.en;
  const char *second = lang == EK_SV ? label.en : label.sv;
  return first != NULL ? first : second != NULL ? second : name;
}

static bool is_capital(struct ek_arena *arena, const char *at) {
  size_t bytes;
  ek_utf8_next(at, &bytes);
  const char *letter = ek_strndup(arena, at, bytes);
  return strcmp(letter, ek_text_lower(arena, letter)) != 0;
}

/* Written in capitals ("EU"), or with a capital later on ("Department for Work"): what is in
 * brackets or is an abbreviation further on tells nothing. */
static bool has_capitals(struct ek_arena *arena, const char *label) {
  size_t bytes;
  ek_utf8_next(label, &bytes);
  if (is_capital(arena, label + bytes)) return true;
  for (const char *at = strchr(label, ' '); at != NULL; at = strchr(at + 1, ' ')) {
    ek_utf8_next(at + 1, &bytes);
    if (is_capital(arena, at + 1) && !is_capital(arena, at + 1 + bytes)) return true;
  }
  return false;
}

const char *ek_say_within(struct ek_arena *arena, enum ek_lang lang, const char *label,
                          bool proper) {
  bool article = lang == EK_EN && strncmp(label, "The ", 4) == 0;
  if (!article && (proper || has_capitals(arena, label))) return label;
  size_t first;
  ek_utf8_next(label, &first);
  const char *small = ek_text_lower(arena, ek_strndup(arena, label, first));
  return ek_sprintf(arena, "%s%s", small, label + first);
}

const char *ek_say_number(struct ek_arena *arena, enum ek_lang lang, double value) {
  int decimals = 0;
  double size = fabs(value);
  if (size < 1000 && fabs(size - round(size)) > 1e-9) {
    decimals = fabs(size * 10 - round(size * 10)) > 1e-8 ? 2 : 1;
  }
  return ek_number_show(arena, value, decimals, lang);
}

const char *ek_say_exact(struct ek_arena *arena, enum ek_lang lang, double value) {
  if (!isfinite(value)) return ek_number_show(arena, value, 0, lang);
  int whole = fabs(value) >= 1 ? (int)floor(log10(fabs(value))) + 1 : 1;
  int room = whole < 10 ? 10 - whole : 0, decimals = 0;
  double shown = strtod(ek_sprintf(arena, "%.*f", room, value), NULL);
  while (decimals < room && strtod(ek_sprintf(arena, "%.*f", decimals, value), NULL) != shown) decimals++;
  return ek_number_show(arena, value, decimals, lang);
}

/* Rounds to a multiple of `step`. */
static double to_step(double value, double step) {
  return round(value / step) * step;
}

double ek_money_step(double kronor) {
  double size = fabs(kronor);
  if (size < 1e3) return 1;
  if (size < 1e4) return 100;
  if (size < 1e5) return 1e3;
  if (size < 1e6) return 1e4;
  if (size < 1e8) return 1e5;
  return size < 1e9 ? 1e6 : 1e8;
}

/* The largest power of ten that is no larger. */
static double power_below(double value) {
  double power = 1;
  while (power * 10 <= value) power *= 10;
  return power;
}

double ek_money_common_step(const double *kronor, size_t n) {
  double least = INFINITY, largest = 0;
  for (size_t i = 0; i < n; i++) {
    double size = fabs(kronor[i]);
    if (!isfinite(size) || size < 0.5) continue;
    if (size < least) least = size;
    if (size > largest) largest = size;
  }
  if (largest == 0) return 1;
  double fine = ek_money_step(least), coarse = fmin(power_below(largest) / 1e3, power_below(least));
  return fmax(fine, coarse);
}

const char *ek_say_currency(enum ek_lang lang, const char *currency, enum ek_word id) {
  return strcmp(currency, "kr") == 0 ? ek_word(id, lang) : currency;
}

const char *ek_say_money_to(struct ek_arena *arena, enum ek_lang lang, const char *currency,
                            double amount, double step) {
  double size = to_step(fabs(amount), step);
  if (size < 1e6 || step < 1e4) { /* more than two decimals of a million are said in ones */
    const char *number = ek_number_show(arena, size, 0, lang);
    enum ek_word name = size == 1 ? EK_W_KRONA : EK_W_KRONOR;
    return ek_say(arena, lang, EK_W_MONEY, number, ek_say_currency(lang, currency, name));
  }
  bool billions = size >= 1e9 && fmod(size, 1e7) == 0;
  double units = size / (billions ? 1e9 : 1e6);
  enum ek_word word = billions ? (units == 1 ? EK_W_BILLION : EK_W_BILLIONS)
                               : (units == 1 ? EK_W_MILLION : EK_W_MILLIONS);
  return ek_say(arena, lang, word, ek_say_number(arena, lang, units),
                ek_say_currency(lang, currency, EK_W_KRONOR));
}

const char *ek_say_money(struct ek_arena *arena, enum ek_lang lang, const char *currency,
                         double amount) {
  return ek_say_money_to(arena, lang, currency, amount, ek_money_step(amount));
}

const char *ek_say_share(struct ek_arena *arena, enum ek_lang lang, double share, int decimals) {
  double percent = share * 100;
  bool whole = fabs(percent - round(percent)) < 1e-9;
  return ek_say(arena, lang, EK_W_PERCENT,
                ek_number_show(arena, percent, whole ? 0 : decimals, lang));
}

const char *ek_say_count(struct ek_arena *arena, enum ek_lang lang, int n) {
  static const enum ek_word named[] = {EK_W_ONE, EK_W_TWO, EK_W_THREE, EK_W_FOUR, EK_W_FIVE,
                                       EK_W_SIX, EK_W_SEVEN, EK_W_EIGHT, EK_W_NINE, EK_W_TEN,
                                       EK_W_ELEVEN, EK_W_TWELVE};
  if (n >= 1 && n <= 12) return ek_word(named[n - 1], lang);
  return ek_number_show(arena, n, 0, lang);
}

const char *ek_say_time(struct ek_arena *arena, enum ek_lang lang, int months) {
  if (months > 0 && months % 12 == 0) {
    return ek_say(arena, lang, months == 12 ? EK_W_YEAR : EK_W_YEARS,
                  ek_say_count(arena, lang, months / 12));
  }
  const char *number = months == 1 ? ek_word(EK_W_ONE_MONTH, lang)
                                   : ek_say_count(arena, lang, months);
  return ek_say(arena, lang, months == 1 ? EK_W_MONTH : EK_W_MONTHS, number);
}

const char *ek_say_time_short(struct ek_arena *arena, enum ek_lang lang, int months) {
  bool years = months > 0 && months % 12 == 0;
  const char *number = ek_number_show(arena, years ? months / 12 : months, 0, lang);
  if (!years) return ek_say(arena, lang, EK_W_MONTHS_SHORT, number);
  return ek_say(arena, lang, months == 12 ? EK_W_YEAR : EK_W_YEARS, number);
}

const char *ek_say_month(struct ek_arena *arena, enum ek_lang lang, ek_month month) {
  enum ek_word name = (enum ek_word)(EK_W_JANUARY + month % 12);
  return ek_sprintf(arena, "%s %d", ek_word(name, lang), ek_month_year(month));
}

const char *ek_say_day(struct ek_arena *arena, enum ek_lang lang, ek_day day) {
  return ek_sprintf(arena, "%d\u00A0%s", day % 100, ek_say_month(arena, lang, ek_day_month(day)));
}

const char *ek_say_list(struct ek_arena *arena, enum ek_lang lang, const char *const *texts,
                        size_t n) {
  struct ek_buffer out = {.arena = arena};
  for (size_t i = 0; i < n; i++) {
    if (i > 0 && i + 1 < n) ek_buffer_add(&out, ", ");
    if (i > 0 && i + 1 == n) ek_buffer_addf(&out, " %s ", ek_word(EK_W_AND, lang));
    ek_buffer_add(&out, ek_text_isolated(arena, texts[i]));
  }
  return ek_buffer_text(&out);
}

const char *ek_say_some(struct ek_arena *arena, enum ek_lang lang, const char *const *texts,
                        size_t n, size_t shown) {
  if (n <= shown + 1) return ek_say_list(arena, lang, texts, n);
  const char **some = ek_alloc_array(arena, shown + 1, sizeof *some);
  memcpy(some, texts, shown * sizeof *some);
  some[shown] = ek_say(arena, lang, EK_W_MORE, ek_say_count(arena, lang, (int)(n - shown)));
  return ek_say_list(arena, lang, some, shown + 1);
}

/* The unit words of the registry and what Swedish readers write. */
static const struct {
  const char *unit, *sv;
} unit_words[] = {
    {"year", "år"}, {"years", "år"}, {"month", "mån"}, {"months", "mån"}, {"week", "vecka"},
    {"day", "dag"}, {"quarter", "kvartal"}, {"benefit_day", "ersättningsdag"},
    {"participant", "deltagare"}, {"participants", "deltagare"}, {"visit", "besök"},
    {"hour", "timme"}, {"session", "tillfälle"}, {"case", "ärende"}, {"place", "plats"},
    {"stay_day", "vårddygn"}, {"meeting", "möte"}, {"course", "kurs"}, {"item", "styck"},
};

static const char *unit_word(enum ek_lang lang, const char *word, size_t size) {
  for (size_t i = 0; lang == EK_SV && i < sizeof unit_words / sizeof *unit_words; i++) {
    if (strlen(unit_words[i].unit) == size && strncmp(unit_words[i].unit, word, size) == 0) {
      return unit_words[i].sv;
    }
  }
  return NULL;
}

const char *ek_say_unit(struct ek_arena *arena, enum ek_lang lang, const char *unit) {
  struct ek_buffer out = {.arena = arena};
  for (const char *at = unit; *at != '\0';) {
    size_t size = strcspn(at, "/");
    const char *said = unit_word(lang, at, size);
    if (said != NULL) ek_buffer_add(&out, said);
    else ek_buffer_add_bytes(&out, at, size);
    at += size;
    if (*at == '/') ek_buffer_add_bytes(&out, at++, 1);
  }
  return ek_buffer_text(&out);
}

/* Where a number's unit begins: at a sign, a slash or a letter; those of Swedish begin with C3 in UTF-8. */
static size_t unit_at(const char *shown) {
  size_t at = 0;
  while (shown[at] != '\0' && strchr("%/", shown[at]) == NULL && (unsigned char)shown[at] != 0xC3 && !((shown[at] | 32) >= 'a' && (shown[at] | 32) <= 'z')) at++;
  return at;
}

/* Without the space, hard or not, between it and its unit. */
static const char *number_before(struct ek_arena *arena, const char *shown, size_t unit) {
  if (unit > 0 && shown[unit - 1] == ' ') unit--;
  else if (unit > 1 && strncmp(shown + unit - 2, "\u00A0", 2) == 0) unit -= 2;
  return ek_strndup(arena, shown, unit);
}

const char *ek_say_in_words(struct ek_arena *arena, enum ek_lang lang, const char *shown) {
  const char *unit = shown + unit_at(shown), *number = number_before(arena, shown, (size_t)(unit - shown));
  size_t size = strcspn(unit, "/");
  struct ek_buffer out = {.arena = arena};
  if (size == 1 && *unit == '%') ek_buffer_add(&out, ek_say(arena, lang, EK_W_PERCENT_IN_WORDS, number));
  else if (size == 2 && strncmp(unit, "kr", 2) == 0) ek_buffer_add(&out, ek_say(arena, lang, EK_W_MONEY, number, ek_word(strcmp(number, "1") == 0 ? EK_W_KRONA : EK_W_KRONOR, lang)));
  else ek_buffer_addf(&out, "%s%s%s", number, size > 0 ? "\u00A0" : "", ek_strndup(arena, unit, size));
  for (unit += size; *unit == '/'; unit += size) {
    const char *of = ek_strndup(arena, unit + 1, strcspn(unit + 1, "/"));
    ek_buffer_addf(&out, "\u00A0%s\u00A0%s", ek_word(EK_W_PER, lang), lang == EK_SV && strcmp(of, "mån") == 0 ? "månad" : of);
    size = strlen(of) + 1;
  }
  return ek_buffer_text(&out);
}

/* Three digits of what two decimals would show as next to nothing, without zeros at the end. */
static const char *say_small(struct ek_arena *arena, enum ek_lang lang, double value) {
  int decimals = 2 - (int)floor(log10(fabs(value)));
  char *text = ek_strdup(arena, ek_number_show(arena, value, decimals < 12 ? decimals : 12, lang));
  for (size_t n = strlen(text); n > 0 && text[n - 1] == '0'; n--) text[n - 1] = '\0';
  return text;
}

const char *ek_say_quantity(struct ek_arena *arena, enum ek_lang lang, double value,
                            struct ek_unit unit) {
  const char *number = ek_say_number(arena, lang, value);
  double size = fabs(value);
  if (ek_unit_same(unit, ek_unit_none)) {
    bool share = size > 0 && size < 1; /* a share or a factor: all that counts */
    if (!share) return number;
    bool hundredths = fabs(100 * size - round(100 * size)) < 1e-9;
    return size < 0.001 && size > 1e-10 ? say_small(arena, lang, value) : ek_number_show(arena, value, hundredths ? 2 : 4, lang);
  }
  const char *text = ek_unit_text(arena, unit);
  if (strncmp(text, "1/", 2) == 0 && size < 0.01 && size > 1e-10) number = say_small(arena, lang, value);
  if (strncmp(text, "1/", 2) == 0) text++;
  if (strcmp(text, "participant") == 0 && value != 1) text = "participants";
  bool slash = *text == '/';
  return ek_sprintf(arena, "%s%s%s", number, slash ? "" : "\u00A0", ek_say_unit(arena, lang, text));
}

const char *ek_say_name(struct ek_arena *arena, const char *name) {
  char *copy = ek_strdup(arena, name);
  for (char *c = copy; *c != '\0'; c++) {
    if (*c == '_') *c = ' ';
  }
  return ek_text_capital(arena, copy);
}

const char *ek_say_variable(struct ek_arena *arena, const char *name, enum ek_lang lang) {
  static const struct {
    const char *name;
    enum ek_word word;
  } known[] = {{"sex", EK_W_V_SEX},             {"age", EK_W_V_AGE},
               {"age_band", EK_W_V_AGE_BAND},   {"education", EK_W_V_EDUCATION},
               {"household", EK_W_V_HOUSEHOLD}, {"municipality", EK_W_V_MUNICIPALITY},
               {"before.state", EK_W_V_STATE}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (ek_text_same(known[i].name, name)) return ek_word(known[i].word, lang);
  }
  return ek_say_name(arena, name);
}

const char *ek_say_category(const char *variable, const char *value, enum ek_lang lang) {
  bool sex = strcmp(variable, "sex") == 0;
  if (*value == '\0') return ek_word(EK_W_V_NOT_SAID, lang);
  if (strcmp(value, EK_NOT_TOLD) == 0) return ek_word(EK_W_V_NOT_TOLD, lang);
  if (sex && strcmp(value, "kvinna") == 0) return ek_word(EK_W_V_WOMAN, lang);
  return sex && strcmp(value, "man") == 0 ? ek_word(EK_W_V_MAN, lang) : value;
}
