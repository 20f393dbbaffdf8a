/* The report's words, Swedish and English side by side, and how amounts,
 * times and lists are put in words. No gettext: a table works in every locale. */
#ifndef EK_DOCUMENT_WORDS_H
#define EK_DOCUMENT_WORDS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/number.h"
#include "base/unit.h"
#include "read/bind.h"

#define EK_WORD(id, sv, en) EK_W_##id,
enum ek_word {
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
  EK_WORDS
};
#undef EK_WORD

const char *ek_word(enum ek_word id, enum ek_lang lang);
/* The text of `id` with {1}, {2}, … replaced by the texts that follow, isolated (base/text.h). */
#define ek_say(arena, lang, id, ...)                                                               \
  ek_word_fill(arena, lang, id, (const char *const[]){__VA_ARGS__, NULL})
const char *ek_word_fill(struct ek_arena *arena, enum ek_lang lang, enum ek_word id,
                         const char *const *texts);
/* The label in the language, or in the other one, or `name`. */
const char *ek_label_text(struct ek_label label, const char *name, enum ek_lang lang);

/* A label inside a sentence: "kommunen", "the municipality"; what is `proper` keeps its
 * capital, and so does what is plainly a name ("EU", "Department for Work"). */
const char *ek_say_within(struct ek_arena *arena, enum ek_lang lang, const char *label,
                          bool proper);

/* What a currency (of ek_currency) is called: `one` where the language has a word for one of
 * it (KRONA), `id` for several (KRONOR, KR); another currency than kr by its own name. */
const char *ek_say_currency(enum ek_lang lang, const char *currency, enum ek_word id);
/* An amount rounded by size, without sign: "2,1 miljoner kronor", "GBP 85,000". */
const char *ek_say_money(struct ek_arena *arena, enum ek_lang lang, const char *currency,
                         double amount);
/* The step that ek_say_money rounds an amount to. */
double ek_money_step(double kronor);
/* A step for amounts that are told together, so that they add up as told: as fine as the
 * smallest that is not nothing asks for, but no finer than a thousandth of the largest
 * unless that would hide the smallest. */
double ek_money_common_step(const double *kronor, size_t n);
/* The amount rounded to `step`, without sign. */
const char *ek_say_money_to(struct ek_arena *arena, enum ek_lang lang, const char *currency,
                            double amount, double step);
/* "30 %"; at most `decimals` decimals. */
const char *ek_say_share(struct ek_arena *arena, enum ek_lang lang, double share, int decimals);
/* As many decimals as it has, at most two, none from 1 000 up. */
const char *ek_say_number(struct ek_arena *arena, enum ek_lang lang, double value);
/* Every decimal it has, up to ten digits in all: "5 829", "0,3248", "1 486,333333". */
const char *ek_say_exact(struct ek_arena *arena, enum ek_lang lang, double value);
/* A whole number in running text: in words up to twelve ("fyra", with "ett" for 1). */
const char *ek_say_count(struct ek_arena *arena, enum ek_lang lang, int n);
/* "fem år", "tre månader", "18 månader", in running text. */
const char *ek_say_time(struct ek_arena *arena, enum ek_lang lang, int months);
/* "5 år", "18 mån", above columns. */
const char *ek_say_time_short(struct ek_arena *arena, enum ek_lang lang, int months);
/* "januari 2013". */
const char *ek_say_month(struct ek_arena *arena, enum ek_lang lang, ek_month month);
/* "1 januari 2013". */
const char *ek_say_day(struct ek_arena *arena, enum ek_lang lang, ek_day day);
/* "a, b och c". */
const char *ek_say_list(struct ek_arena *arena, enum ek_lang lang, const char *const *texts,
                        size_t n);
/* The first `shown` of them, then "och fem till". */
const char *ek_say_some(struct ek_arena *arena, enum ek_lang lang, const char *const *texts,
                        size_t n, size_t shown);
/* An amount as tables show it, as it reads in a sentence: "60 procent per år" for "60 %/år", "2 500 kronor per månad". */
const char *ek_say_in_words(struct ek_arena *arena, enum ek_lang lang, const char *shown);
/* A unit text such as "kr/month" in the language: "kr/mån". */
const char *ek_say_unit(struct ek_arena *arena, enum ek_lang lang, const char *unit);
/* A canonical value with its unit: "19 800 kr/år", "0,3". */
const char *ek_say_quantity(struct ek_arena *arena, enum ek_lang lang, double value,
                            struct ek_unit unit);
/* What a variable of persons is called: "Kön"; another one by its own name. */
const char *ek_say_variable(struct ek_arena *arena, const char *name, enum ek_lang lang);
/* What a category of it is called: the file's or the study's word, but the program's own for sex,
 * for nothing said ("") and for what is not told. */
const char *ek_say_category(const char *variable, const char *value, enum ek_lang lang);
/* A name as a label: "månadslön_brutto" is "Månadslön brutto". */
const char *ek_say_name(struct ek_arena *arena, const char *name);

#endif
