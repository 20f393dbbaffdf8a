/* ekusia typecases: gathers the participants of a file into type cases, and says how near the
 * sums of those come to the sums of the persons. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "engine/crowd.h"
#include "people/typecases.h"

#define FAR 0.1 /* of the gross benefit: as far off is worth a warning */

/* The gross benefit of an actor at the middle horizon: what cases and persons both have. */
static double gross(const struct ek_result *r, int actor) {
  const struct ek_figure *f = ek_result_stage(r, EK_FIG_BENEFIT_STAGE, actor, r->horizons[r->n_horizons / 2], -1);
  return f != NULL ? f->value : NAN;
}

static void add_comparison(struct ek_buffer *out, const struct ek_result *people, const struct ek_result *cases) {
  const struct ek_model *m = people->model;
  ek_buffer_addf(out, "#\n# Gross benefit after %d months, kronor        participants      type cases  difference\n",
                 people->horizons[people->n_horizons / 2]);
  for (int a = 0; a < (int)m->n_actors; a++) {
    double own = gross(people, a), other = gross(cases, a);
    if (isnan(own) || (own == 0 && other == 0)) continue; /* NaN: it rests on few persons */
    const char *off = own != 0 ? ek_sprintf(out->arena, "%+.1f %%", 100 * (other - own) / fabs(own)) : "";
    ek_buffer_addf(out, "# %-38s %18.0f %15.0f %11s\n", m->actors[a].name.text, own, other, off);
  }
}

/* Actors of which the cases are far off. */
static void warn_far(struct ek_call *call, const struct ek_study *study, const struct ek_result *people, const struct ek_result *cases) {
  const struct ek_model *m = people->model;
  struct ek_buffer names = {.arena = call->arena};
  double whole = fabs(gross(people, m->root));
  for (int a = 0; a < (int)m->n_actors; a++) {
    double own = gross(people, a), off = fabs(gross(cases, a) - own);
    if (!m->actors[a].leaf || !(fabs(own) > 0.01 * whole) || !(off > FAR * fabs(own))) continue;
    ek_buffer_addf(&names, "%s%s", names.size > 0 ? ", " : "", m->actors[a].name.text);
  }
  if (names.size == 0) return;
  ek_warning(call->diags, study->participants.pos, "keep to the file where these actors matter",
             "the cases are more than %.0f %% off for %s", 100 * FAR, names.text);
}

/* A comparison group does not fit into cases; what it took off, as a share, does. */
static void add_deadweight(struct ek_buffer *out, const struct ek_result *r) {
  const struct ek_people *p = r->study->people;
  int horizon = r->horizons[r->n_horizons / 2];
  const struct ek_figure *f = ek_result_stage(r, EK_FIG_BENEFIT_STAGE, r->model->root, horizon, EK_COMPARED);
  if (p->n == p->participants || f == NULL || !isfinite(f->value) || !(fabs(gross(r, r->model->root)) > 0)) return;
  ek_buffer_addf(out, "#\n# The comparison group is not in the cases. For society it took off %.0f %% of the gross benefit:\n"
                      "# a study with these cases needs comparison: {deadweight: {share: %.0f %%, source: \"%s\"}}.\n",
                 100 * (1 - f->value / gross(r, r->model->root)), 100 * (1 - f->value / gross(r, r->model->root)),
                 p->group.name != NULL ? p->group.name : "outcomes");
}

static int typecases(struct ek_call *call, const struct ek_common *common, const char *path, size_t fewest) {
  struct ek_study *study = ek_call_study(call, path, common);
  if (study == NULL) return ek_call_input_code(call);
  if (study->people == NULL) {
    ek_error(call->diags, study->participants.pos, NULL, "this study has type cases already");
    return EK_EXIT_INPUT;
  }
  struct ek_buffer text = {.arena = call->arena}, out = {.arena = call->arena};
  study->bootstrap = (struct ek_bootstrap){.present = true};
  struct ek_result *people, *cases;
  enum ek_status status = ek_run(call->arena, study, &people, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  const struct ek_crowd *crowd = ek_result_crowd(people);
  size_t n = ek_typecases_write(study->people, fewest, crowd->net, crowd->accounts, &text);
  if (n == 0) {
    ek_error(call->diags, study->participants.pos, "there are too few, or they differ too much, or the rest would tell of few",
             "no %zu participants can be shown who are alike before and after, in the same kind of household", fewest);
    return EK_EXIT_INPUT;
  }
  struct ek_study *other = ek_study_with_cases(call->arena, study, ek_buffer_text(&text), call->diags);
  if (other == NULL) return EK_EXIT_INPUT;
  status = ek_run(call->arena, other, &cases, call->diags);
  if (status != EK_OK) return ek_call_status_code(status);
  ek_buffer_addf(&out, "# %zu type cases for %g participants; what each holds is the mean of at least %zu persons.\n"
                      "# Those of small groups are paired anew, states before with states after: a weight is\n"
                      "# not how many went that way. A study with cases has no breakdown, and no shares of municipalities.\n", n,
                 ek_result_value(people, EK_FIG_PARTICIPANTS, -1, 0), fewest > EK_FEWEST ? fewest : EK_FEWEST);
  add_comparison(&out, people, cases);
  warn_far(call, study, people, cases);
  add_deadweight(&out, people);
  ek_buffer_addf(&out, "participants:\n%s", ek_buffer_text(&text));
  return ek_call_write(call, common, ek_buffer_text(&out), out.size) ? EK_EXIT_FINE : EK_EXIT_SYSTEM;
}

int ek_cmd_typecases(struct ek_call *call, int argc, const char **argv) {
  struct ek_common common = {0};
  int fewest = EK_FEWEST;
  const struct poptOption table[] = {
      {"fewest", 'k', POPT_ARG_INT, &fewest, 0, "participants behind each case, 5 at least", "N"},
      EK_OPTION_OUT(common),
      EK_OPTION_SETS,
      EK_OPTION_DIAGNOSTICS(common),
      POPT_AUTOHELP POPT_TABLEEND};
  poptContext options = ek_options_new(call, "typecases", argc, argv, table, "[OPTION…] STUDY");
  int code = ek_options_read(call, options, &common);
  if (code != EK_EXIT_FINE) return code;
  if (fewest < EK_FEWEST) return ek_usage(call, "typecases", "--fewest is %d at least, so that nobody is shown", EK_FEWEST);
  const char *path = ek_options_one(call, options, "study");
  if (path == NULL) return EK_EXIT_USAGE;
  return ek_call_end(call, &common, typecases(call, &common, path, (size_t)fewest));
}
