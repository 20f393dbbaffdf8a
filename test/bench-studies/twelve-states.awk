# Writes a study of twelve states in a row, of which the last is death, in six alternatives and 480
# months, with 64 uncertain values: chances of going on, back and dying, what a month costs and what it is worth,
# what each alternative costs and slows. twelve-states.c and .py have the same.
#
#   awk -f twelve-states.awk
function beta(mean, sd) { return "{value: {dist: beta, mean: " mean ", sd: " sd "}}" }
function gamma(mean, unit) { return "{value: {dist: gamma, mean: " mean " " unit ", sd: " mean / 10 " " unit "}}" }
BEGIN {
  print "ekusia: 1\ntitle: Tolv tillstånd\nmodel: generic"
  print "settings: {price_year: 2019, start: 2019-01, horizons: [40 years], discount: {rate: 3 %}}"
  print "assumptions:"
  for (i = 1; i <= 11; i++) {
    if (i < 11) print "  on" i ": " beta(0.02 + 0.002 * i, (0.02 + 0.002 * i) / 10)
    if (i > 1) print "  back" i ": " beta(0.03, 0.003)
    print "  die" i ": " beta(0.0005 * i, 0.00005 * i)
    print "  cost" i ": " gamma(100 * i, "kr/month")
    print "  worth" i ": " beta(1 - 0.05 * i, 0.02)
  }
  for (a = 1; a <= 5; a++) {
    print "  slows" a ": {value: {dist: lognormal, mean: " 0.95 - 0.05 * a ", sd: " (0.95 - 0.05 * a) / 20 "}}"
    print "  price" a ": " gamma(50 * a, "kr/session")
  }
  print "states:"
  for (i = 1; i <= 11; i++) print "  s" i ": {label: {sv: s" i ", en: s" i "}, flows: [{name: vård, from: payer, to: resources, amount: cost" i "}]}"
  print "services:"
  for (a = 1; a <= 5; a++) print "  b" a ": {unit: session, label: {sv: b" a ", en: b" a "}, flows: [{name: behandling, from: payer, to: resources, amount: price" a "}]}"
  print "outcomes:\n  cycle: 1 month\n  counting: life-table\n  initial: {s1: 1}\n  states:\n    dead: {states: {}}\n  alternatives:"
  for (a = 0; a <= 5; a++) {
    print "    a" a ":"
    if (a == 0) print "      reference: yes"
    else print "      based_on: a0"
    print "      matrix:"
    for (i = 1; i <= 11; i++) {
      if (a > 0 && i < 11) print "        s" i ": {s" i + 1 ": {hazard_ratio: slows" a "}}"
      if (a == 0) print "        s" i ": {" (i < 11 ? "s" i + 1 ": on" i ", " : "") (i > 1 ? "s" i - 1 ": back" i ", " : "") "dead: die" i ", s" i ": rest}"
    }
    if (a > 0) print "      states:"
    for (i = 1; a > 0 && i <= 11; i++) print "        s" i ": {services: {b" a ": 1/month}}"
  }
  print "measures:\n  - name: qaly\n    unit: QALY\n    states:"
  for (i = 1; i <= 11; i++) print "      s" i ": worth" i
}
