/* Feeds any bytes to a small study as the file of its participants: wide, spells or with a
 * comparison group, by the first byte; and computes what can be computed. */
#include <math.h>
#include <stdint.h>

#include "base/text.h"
#include "engine/result.h"
#include "people/people.h"
#include "folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MODEL                                                                                      \
  "name: liten\nversion: '1'\nfull_work: jobb\nperson: individ\ndisplaced: firma\n"                \
  "default_index: ingen\ndefault_age: 40\n"
#define ACTORS "alla: {label: Alla}\nindivid: {parent: alla}\nkommun: {parent: alla, public: yes}\nfirma: {parent: alla}\n"
#define PERSON                                                                                     \
  "incomes:\n  lön: {earned: yes}\n  stöd: {means_tested: yes}\n"                                  \
  "flows:\n  - {name: skatt, from: individ, to: kommun, amount: 31 % * lön}\n"                     \
  "household:\n  - {name: lön, label: Lön, amount: lön}\n  - {name: stöd, label: Stöd, amount: stöd}\n"
#define STATES                                                                                     \
  "jobb:\n  activity: work\n  inputs: {wage: {unit: kr/month}}\n  flows:\n"                        \
  "    - {name: värde, from: production, to: firma, amount: wage}\n"                               \
  "    - {name: lön, from: firma, to: individ, amount: wage, income: lön}\n"                       \
  "stöd:\n  activity: benefit\n  means_tested: yes\n"                                              \
  "  flows: [{name: stöd, from: kommun, to: individ, amount: 'max(0 kr/year, 9 000 kr/month - lön)', income: stöd}]\n" \
  "inget: {activity: none}\n"
#define SERVICES                                                                                   \
  "besök: {unit: visit, flows: [{name: b, from: kommun, to: resources, amount: 1 385 kr/visit}]}\n"
#define HEAD                                                                                       \
  "ekusia: 1\ntitle: F\nmodel: ./liten\nsettings: {price_year: 2020, start: 2020-01, horizons: [2 years], discount: none}\n" \
  "costs: [{name: K, payer: kommun, amount: 811 kr/participant/month}]\nbootstrap: {}\nbreakdown: [sex, age_band]\n"
#define WIDE                                                                                       \
  "participants:\n  file: f.csv\n  on_problem: exclude\n"                                          \
  "  columns: {id: nr, sex: kön, age: ålder, household: h, weight: vikt, entry: in, exit: ut, before.state: f, before.extent: fo,\n" \
  "    after.state: e, after.extent: eo, after.12.state: e12, inputs.wage: lön, before.services.besök: b, background.x: x}\n" \
  "  values: {f: {S: stöd, J: jobb 40 % + inget 60 %}, e: {S: stöd, J: jobb}}\n"                   \
  "  households: {E: {adults: 1}, P: {adults: 2, children: [4, 9]}}\n  inputs: {wage: 21 385 kr/month}\n  missing: ['-']\n" \
  "  services: {stöd: {besök: 3/year}}\n"
#define SPELLS                                                                                     \
  "participants:\n  file: f.csv\n  form: spells\n  on_problem: exclude\n"                          \
  "  columns: {id: nr, sex: kön, age: ålder, state: f, extent: fo, from: från, to: till, entry: in, exit: ut, inputs.wage: lön}\n" \
  "  values: {f: {S: stöd, J: jobb}}\n  inputs: {wage: 21 385 kr/month}\n"
#define ALONE "comparison: {deadweight: 20 %}\n"
#define GROUP "comparison: {group: {file: f.csv}}\n"

static void prepare(void) {
  make_folder();
  write_text("liten/model.yaml", MODEL);
  write_text("liten/actors.yaml", ACTORS);
  write_text("liten/indices.yaml", "ingen: {constant: yes}\n");
  write_text("liten/person.yaml", PERSON);
  write_text("liten/states.yaml", STATES);
  write_text("liten/services.yaml", SERVICES);
  write_text("s0.yaml", HEAD WIDE ALONE);
  write_text("s1.yaml", HEAD SPELLS ALONE);
  write_text("s2.yaml", HEAD WIDE GROUP);
}

static void check_people(const struct ek_people *p) {
  size_t standings = p->standings.n, stretches = p->stretches.n;
  const struct ek_stay *stay = p->stays.items;
  require(p->participants <= p->n && p->first_stay[p->n] == p->stays.n);
  for (size_t i = 0; i < p->n; i++) {
    require(p->before[i] < standings && p->weight[i] >= 0);
    require(p->full[i] < standings || p->full[i] == EK_NO_STANDING);
    for (size_t k = p->first_stay[i]; k < p->first_stay[i + 1]; k++)
      require(stay[k].standing < standings && stay[k].stretch < stretches);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0)
    return 0;
  if (*folder == '\0')
    prepare();
  write_file("f.csv", "", data + 1, size - 1);
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  const char *path = ek_sprintf(arena, "%s/s%d.yaml", folder, data[0] % 3);
  struct ek_study *study = ek_people_study(arena, path, &(struct ek_study_options){0}, NULL, diags);
  require(study != NULL || ek_diags_errors(diags) > 0);
  if (study != NULL) {
    struct ek_result *result;
    check_people(study->people);
    study->bootstrap.draws = 3; /* fewer than may be written: many would only take time */
    enum ek_status status = ek_run(arena, study, &result, diags);
    require(status == EK_OK || status == EK_INPUT_ERROR);
    require((status == EK_OK) == (ek_diags_errors(diags) == 0));
  }
  require_told(arena, diags);
  ek_arena_free(arena);
  return 0;
}
