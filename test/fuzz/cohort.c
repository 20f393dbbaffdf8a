/* Feeds any bytes to a small model as the study of a cohort, after a head that keeps horizons short,
 * and computes what can be computed: all alternatives, and a few draws of them. */
#include <math.h>
#include <stdint.h>

#include "base/text.h"
#include "engine/alternatives.h"
#include "engine/occupancy.h"
#include "people/people.h"
#include "folder.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const model[][2] = {
    {"liten/model.yaml", "name: liten\nversion: '1'\nfull_work: jobb\nperson: individ\ndisplaced: firma\ndefault_index: ingen\ndefault_age: 40\n"},
    {"liten/actors.yaml", "alla: {label: Alla}\nindivid: {parent: alla}\nkommun: {parent: alla, public: yes}\nfirma: {parent: alla}\n"},
    {"liten/indices.yaml", "ingen: {constant: yes}\n"},
    {"liten/person.yaml", "incomes:\n  lön: {earned: yes}\nflows:\n  - {name: skatt, from: individ, to: kommun, amount: 31 % * lön}\n"},
    {"liten/states.yaml", "jobb:\n  activity: work\n  inputs: {wage: {unit: kr/month}}\n  flows:\n"
                          "    - {name: värde, from: production, to: firma, amount: wage}\n"
                          "    - {name: lön, from: firma, to: individ, amount: wage, income: lön}\n"
                          "stöd:\n  activity: benefit\n  flows: [{name: stöd, from: kommun, to: individ, amount: 9 385 kr/month}]\n"},
    {"liten/services.yaml", "besök: {unit: visit, flows: [{name: b, from: kommun, to: resources, amount: 1 385 kr/visit}]}\n"}};
enum { FILES = sizeof model / sizeof *model };
#define HEAD "ekusia: 1\ntitle: F\nmodel: ./liten\nsettings: {price_year: 2020, start: 2020-01, horizons: [6 months, 1 year], discount: none}\n"

static void prepare(void) {
  make_folder();
  for (size_t i = 0; i < FILES; i++)
    write_text(model[i][0], model[i][1]);
}

/* Every draw of every total is a number, or something was told. */
static void check_draws(struct ek_arena *arena, const struct ek_study *study, struct ek_diags *diags) {
  const struct ek_alternatives *drawn = ek_alternatives_draw(arena, study, 3, 1, diags);
  require((drawn != NULL) == (ek_diags_errors(diags) == 0));
  for (size_t a = 0; drawn != NULL && a < drawn->n; a++) {
    for (size_t i = 0; i < study->model->n_actors; i++)
      for (size_t d = 0; d < drawn->draws; d++)
        require(!isnan(drawn->total[a][i][d]));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (*folder == '\0')
    prepare();
  write_file("study.yaml", HEAD, data, size);
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_study *study = ek_people_study(arena, ek_sprintf(arena, "%s/study.yaml", folder), &(struct ek_study_options){0}, NULL, diags);
  require(study != NULL || ek_diags_errors(diags) > 0);
  if (study != NULL) {
    struct ek_result *result;
    enum ek_status status = ek_run(arena, study, &result, diags);
    require(status == EK_OK || status == EK_INPUT_ERROR);
    require((status == EK_OK) == (ek_diags_errors(diags) == 0));
    if (status == EK_OK)
      ek_occupancy(result);
    if (status == EK_OK && study->outcomes.cohort.present)
      check_draws(arena, study, diags);
  }
  require_told(arena, diags);
  ek_arena_free(arena);
  return 0;
}
