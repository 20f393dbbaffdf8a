/* The section on payments between public actors and on sharing the cost: what is said when, and that
 * nothing is when there is nothing to say or something is hidden. */
#include "report_fixture.h"

#define COSTS(fk, kommun)                                                                          \
  "costs:\n  - {name: Ledare, payer: fk, amount: " fk " kr}\n  - {name: Lokal, payer: kommun, amount: " kommun " kr}\n"
/* The municipality saves 3 · 0.8 · 10 000 kr a month: 1 440 000 in five years. */
#define STUDY(fk, kommun) STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE COSTS(fk, kommun) STUDY_NET

static const char *section(const char *study, enum ek_lang lang) { return unwrapped(report_text(study, lang, "settlement")); }

static void who_gains_pays_who_loses(void **state) {
  (void)state;
  const char *text = plain(report_text(STUDY("240 385", "100 001"), EK_SV, "settlement"));
  assert_says(text, "Räknat på fem år förlorar Försäkringskassan 240 000 kronor på insatsen. Om\n"
                    "Försäkringskassan får 240 000 kronor från kommunen, förlorar ingen offentlig\naktör.\n");
  assert_says(text, "                   Resultat  Kompensation  Resultat efter kompensation\n"
                    "──────────────────────────────────────────────────────────────────────\n"
                    "Kommunen              1 340          −240                        1 100\n"
                    "Försäkringskassan      −240           240                            0\n");
  assert_says(text, "avstår samma del av\nsin vinst, 18 procent. Om lagen"); /* 240 385 of 1 339 999 */
  assert_says(text, "Kostnaden är 340 000 kronor och bärs av kommunen och Försäkringskassan. Mot den\nstår en intäkt");
  assert_says(section(STUDY("240 385", "100 001"), EK_SV), "bär kommunen 100 procent. Då förlorar ingen av dem, och alla får lika mycket tillbaka per satsad krona: 4,23 kronor.");
  assert_silent(text, "Polisen");
  assert_says(section(STUDY("240 385", "100 001"), EK_EN),
              "Over five years the intervention means a loss of SEK 240,000 for the Insurance. "
              "With SEK 240,000 from the municipality paid to");
}

static void nobody_need_pay_when_nobody_loses(void **state) {
  (void)state;
  const char *text = section(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
                             "costs:\n  - {name: Bidrag, payer: eu, receiver: fk, amount: 2 385 kr}\n"
                             "  - {name: Lokal, payer: kommun, amount: 240 385 kr}\n" STUDY_NET, EK_SV);
  assert_says(text, "Räknat på fem år förlorar ingen offentlig aktör på insatsen, och ingen behöver kompensera någon annan.");
  assert_silent(text, "Resultat efter");
  assert_says(text, "Om kostnaden efter intäkt fördelas också på Försäkringskassan, som vinner utan att betala, bär kommunen 100 procent");
  assert_says(text, "Det som EU betalar ändras inte och ingår inte här.");
  assert_says(text, "En aktör som får ersättning för mer av insatsens kostnader än den själv betalar");
}

static void what_is_missing_is_said(void **state) {
  (void)state;
  const char *text = section(STUDY("2 385 000", "100 000"), EK_SV);
  assert_says(text, "Det är 1 miljon kronor mer än kommunen vinner. Därför kan inga betalningar");
  assert_says(text, "För samhället är insatsen ändå en vinst på");
  assert_says(text, "eftersom individerna vinner.");
  assert_says(text, "Det räcker inte: hur de än fördelar kostnaden saknas");
  assert_says(section(STUDY("2 385", "2 385 000"), EK_SV), "Ingen av de offentliga aktörerna vinner");
}

/* A payer that loses though it pays nothing is not told that it would not. */
static void who_loses_anyhow_is_told(void **state) {
  (void)state;
  const char *text = section(
      STUDY_HEAD STUDY_SETTINGS "states:\n  vård:\n    flows:\n"
      "      - {name: vård, label: Vård, from: fk, to: resources, amount: 1 000 kr/month}\n"
      "participants: {cases: [{name: Alla, weight: 3, before: {states: {bidrag: 100 %}},\n"
      "  after: {states: {arbete: 100 %, vård: 100 %}}}]}\n" COSTS("10 000", "20 000") STUDY_NET, EK_SV);
  assert_says(text, "Även utan att betala något förlorar Försäkringskassan (144 000 kronor).");
  assert_says(text, "bär kommunen 100 procent. Då får de lika mycket tillbaka per satsad krona");
}

static void gross_change_is_not_called_return(void **state) {
  (void)state;
  const char *text = section(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE COSTS("240 385", "1") STUDY_GROSS, EK_SV);
  assert_says(text, "KOMPENSATION OCH KOSTNADSFÖRDELNING, BRUTTOFÖRÄNDRING");
  assert_says(text, "Beloppen här är bruttoförändring, inte avkastning");
  assert_silent(text, "ntäkt");
}

static void one_alone_has_nobody_to_settle_with(void **state) {
  (void)state;
  assert_silent(report_text(STUDY_HEAD STUDY_SETTINGS STUDY_PEOPLE
                            "costs: [{name: Ledare, payer: kommun, amount: 2 385 kr}]\n" STUDY_NET, EK_SV, NULL),
                "KOMPENSATION");
}

/* As where a result rests on few persons: its cost is known, what came of it is not. */
static void what_is_hidden_is_left_out(void **state) {
  (void)state;
  const struct ek_result *r = result_of(STUDY("240 385", "100 001"));
  struct ek_figure *f = (struct ek_figure *)ek_result_figure(r, EK_FIG_BENEFIT, ek_model_actor(r->model, "fk"), 60, -1);
  f->value = NAN;
  f->hidden = true;
  const char *const sections[] = {"settlement", NULL};
  const struct ek_report_options options = {.sections = sections};
  struct ek_document doc;
  struct ek_buffer text = {.arena = arena}, csv = {.arena = arena}, json = {.arena = arena};
  ek_report_build(r, EK_SV, &options, &doc);
  ek_render_text(&doc, false, &text);
  assert_silent(ek_buffer_text(&text), "KOMPENSATION");
  ek_render_figures_csv(r, diags, EK_EN, &csv);
  assert_says(ek_buffer_text(&csv), "settlement,compensation,fk,12,");
  assert_silent(ek_buffer_text(&csv), "settlement,compensation,kommun,60,");
  assert_true(ek_render_figures_json(r, NULL, NULL, diags, EK_EN, &json));
  assert_says(ek_buffer_text(&json), "parties_are");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(who_gains_pays_who_loses),
      TEST(nobody_need_pay_when_nobody_loses),
      TEST(what_is_missing_is_said),
      TEST(who_loses_anyhow_is_told),
      TEST(gross_change_is_not_called_return),
      TEST(one_alone_has_nobody_to_settle_with),
      TEST(what_is_hidden_is_left_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
