/* An insats of one type case in the world `generic`, to be held against others: what it is called, whom
 * it is for, in the prices of which year, and what it costs. */
#ifndef EK_TEST_INSATS_H
#define EK_TEST_INSATS_H

#define STUDY(title, target, price_year, cost)                                                          \
  "ekusia: 1\ntitle: " title "\nclass: {target: " target ", type: arbetsmarknad, phase: planering}\nmodel: generic\n" \
  "settings: {price_year: " price_year ", start: " price_year "-01, horizons: [1 year, 5 years], discount: {rate: 3.5 %}}\n" \
  "participants:\n  cases:\n    - name: A\n      weight: 12.3850\n"                                 \
  "      before: {states: {outside: 100 %}, services: {session: 12/year}, inputs: {exclusion_cost: 900 kr/month}}\n" \
  "      after: {states: {work: 40 %, outside: 60 %}, services: {}, inputs: {wage: 20 000 kr/month}}\n" \
  "      inputs: {price: 1 000 kr/session}\n"                                                      \
  "costs: [{name: K, payer: payer, amount: " cost "}]\n"                                         \
  "comparison: {deadweight: 25 %}\n"

#endif
