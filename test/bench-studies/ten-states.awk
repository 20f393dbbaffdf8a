# Writes a study of ten type cases over 120 months, and a price world of its own: 10 states and 30 services, 10
# actors, taxes on the sum of incomes; 53 uncertain values: pay, prices, how much each works, what the insats
# costs, deadweight, displacement and what is left of the effect. ten-states.c and .py have the same.
#
#   awk -v folder=FOLDER [-v certain=1] -f ten-states.awk     writes FOLDER/ten and FOLDER/ten-states.yaml
#
# With certain=1 everything stands at its mean and nothing is drawn.
function drawn(dist, mean, sd, unit) {
  return certain ? mean unit : "{dist: " dist ", mean: " mean unit ", sd: " sd unit "}"
}
function payer(i) { return i == 0 ? "kommun" : i == 1 ? "region" : i == 2 ? "staten" : i == 3 ? "af" : "fk" }
function put(text) { print text >file }
function model(name) {
  close(file)
  file = folder "/ten/" name ".yaml"
}
BEGIN {
  system("mkdir -p '" folder "/ten'")
  model("model")
  put("name: ten\nlabel: {sv: Tio, en: Ten}\nversion: \"1\"\ncurrency: kr\nperson: person\ndisplaced: arbetsgivare\ndefault_index: none")
  model("indices")
  put("none: {constant: yes}")
  model("actors")
  put("alla: {}\nperson: {parent: alla}\noffentlig: {parent: alla}")
  for (i = 0; i < 5; i++) put(payer(i) ": {parent: offentlig, public: yes}")
  put("arbetsgivare: {parent: alla}\neu: {outside: yes}")
  model("parameters")
  put("kommunalskatt: {unit: '%', values: {2010-01-01: 32 %}}\nstatlig_skatt: {unit: '%', values: {2010-01-01: 20 %}}")
  put("moms: {unit: '%', values: {2010-01-01: 12 %}}\navgift: {unit: '%', values: {2010-01-01: 31 %}}")
  put("grundavdrag: {unit: kr/month, values: {2010-01-01: 2 000 kr/month}}\nskiktgräns: {unit: kr/month, values: {2010-01-01: 24 000 kr/month}}")
  for (j = 0; j < 30; j++) put("pris" j ": {unit: kr/visit, values: {2010-01-01: " 500 + 50 * j " kr/visit}}")
  model("person")
  put("incomes: {lön: {earned: yes}, bidrag: {}}\nlet:\n  inkomst: lön + bidrag\n  kommunal: kommunalskatt * max(0, inkomst - grundavdrag)")
  put("  statlig: statlig_skatt * max(0, inkomst - skiktgräns)\nflows:")
  put("  - {name: kommunalskatt, from: person, to: kommun, amount: kommunal}\n  - {name: statsskatt, from: person, to: staten, amount: statlig}")
  put("  - {name: moms, from: person, to: staten, amount: moms * (inkomst - kommunal - statlig)}")
  model("states")
  for (i = 0; i < 5; i++) {
    put("b" i ":\n  activity: benefit\n  inputs: {belopp: {unit: kr/month}}\n  flows:")
    put("    - {name: bidrag, from: " payer(i) ", to: person, amount: belopp, income: bidrag}")
    put("    - {name: handläggning, from: " payer((i + 1) % 5) ", to: resources, amount: 0.1 * belopp}")
    put("w" i ":\n  activity: work\n  inputs: {lön_per_månad: {unit: kr/month}}\n  flows:")
    put("    - {name: produktion, from: production, to: arbetsgivare, amount: lön_per_månad * (1 + avgift)}")
    put("    - {name: lön, from: arbetsgivare, to: person, amount: lön_per_månad, income: lön}")
    put("    - {name: avgift, from: arbetsgivare, to: staten, amount: avgift * lön_per_månad}")
  }
  model("services")
  for (j = 0; j < 30; j++) {
    put("v" j ":\n  unit: visit\n  flows:\n    - {name: kostnad, from: " payer(j % 5) ", to: resources, amount: pris" j "}")
    if (j % 3 == 0) put("    - {name: patientavgift, from: person, to: " payer(j % 5) ", amount: 0.1 * pris" j "}")
  }
  close(file)
  file = folder "/ten-states.yaml"
  put("ekusia: 1\ntitle: Tio tillstånd\nmodel: ./ten")
  put("settings: {price_year: 2020, start: 2020-01, horizons: [1 year, 5 years, 10 years], discount: {rate: 3 %}}\nassumptions:")
  for (i = 0; i < 5; i++) put("  lön" i ": {value: " drawn("lognormal", 20000 + 2000 * i, 1000, " kr/month") "}")
  for (k = 0; k < 10; k++) put("  arbetar" k ": {value: " drawn("beta", 0.4 + 0.04 * k, 0.05, "") "}")
  put("overrides:")
  for (j = 0; j < 30; j++) put("  pris" j ": {value: " drawn("gamma", 500 + 50 * j, 5 * (10 + j), " kr/visit") "}")
  put("participants:\n  cases:")
  for (k = 0; k < 10; k++) {
    i = k % 5
    for (t = 0; t < 4; t++) v[t] = "v" (3 * k + t) % 30
    put("    - name: Fall " k "\n      weight: " 5 + k "\n      start: 2020-" (k < 5 ? "01" : "07"))
    put("      inputs: {belopp: " 8000 + 500 * i " kr/month, lön_per_månad: lön" i "}")
    put("      before: {states: {b" i ": 100 %}, services: {" v[0] ": 2/year, " v[1] ": 4/year, " v[2] ": 6/year}}")
    put("      during: {months: 6, states: {b" i ": 100 %}, services: {" v[0] ": 4/year, " v[3] ": 12/year}}")
    put("      after: {states: {w" i ": arbetar" k ", b" i ": 1 - arbetar" k "}, services: {" v[0] ": 1/year, " v[1] ": 2/year}}")
  }
  put("costs:")
  put("  - {name: Personal, payer: kommun, amount: " drawn("gamma", 900000, 90000, " kr") ", from: 2020-01, to: 2020-12}")
  put("  - {name: Start, payer: af, amount: " drawn("gamma", 2000, 200, " kr/participant") "}")
  put("  - {name: Handledning, payer: region, amount: " drawn("gamma", 700, 70, " kr/participant/month") "}")
  put("  - {name: Lokal, payer: fk, amount: " drawn("gamma", 250000, 25000, " kr") ", month: 2020-01}")
  put("  - {name: Bidrag, payer: eu, amount: " drawn("gamma", 400000, 40000, " kr") ", from: 2020-01, to: 2021-06}")
  put("comparison: {deadweight: " drawn("beta", 0.4, 0.08, "") ", displacement: " drawn("beta", 0.1, 0.03, "") "}")
  put("effect: {lag: 1 month, retention: " drawn("beta", 0.8, 0.05, "/year") "}")
}
