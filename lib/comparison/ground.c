/* Settings as texts: compared as such, and said to a study that is computed anew. */
#include "comparison/ground.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"

static const char *const keys[EK_GROUND_PARTS] = {"horizons", "price_year", "rules_date", "profile", "discount", "timing", "savings", "write_off"};

const char *ek_ground_key(enum ek_ground_part part) { return keys[part]; }

void ek_ground_discount(struct ek_arena *arena, struct ek_ground *ground, double rate, const char *schedule) {
  ground->rate = rate;
  ground->schedule = schedule;
  ground->part[EK_GROUND_DISCOUNT] = !isnan(rate) ? ek_sprintf(arena, "{rate: %s}", ek_number_exact(arena, rate)) : schedule != NULL ? ek_sprintf(arena, "{schedule: %s}", schedule) : "none";
}

static void discount_of(const struct ek_result *r, struct ek_ground *ground) {
  const struct ek_study *study = r->study;
  struct ek_env env = {.world = r->world};
  double rate = study->discount_rate != NULL ? ek_column_mean(ek_quantity_eval(study->discount_rate, &env), r->draws) : NAN;
  ek_ground_discount(r->arena, ground, rate, study->schedule >= 0 ? study->model->schedules[study->schedule].name.text : NULL);
}

void ek_ground_price_year(struct ek_arena *arena, struct ek_ground *ground, int year) {
  const char *text = ek_sprintf(arena, "%d", year);
  if (ek_text_same(text, ground->part[EK_GROUND_PRICE_YEAR])) return;
  ground->part[EK_GROUND_PRICE_YEAR] = text;
  ground->part[EK_GROUND_RULES_DATE] = ek_sprintf(arena, "%d-07-01", year);
}

void ek_ground_reach(struct ek_arena *arena, struct ek_ground *ground, int months) {
  ground->horizon = months;
  ground->part[EK_GROUND_HORIZON] = ek_sprintf(arena, "[%d months]", months);
}

struct ek_ground ek_ground_of(const struct ek_result *r) {
  static const char *const profiles[] = {[EK_PROFILE_NPV] = "npv", [EK_PROFILE_NYTTOSAM] = "nyttosam"};
  static const char *const timings[] = {[EK_TIMING_MONTH_START] = "month-start", [EK_TIMING_MONTH_MID] = "month-mid", [EK_TIMING_MONTH_END] = "month-end",
                                        [EK_TIMING_YEAR_START] = "year-start", [EK_TIMING_YEAR_MID] = "year-mid", [EK_TIMING_YEAR_END] = "year-end"};
  static const char *const savings[] = {[EK_SAVINGS_FULL] = "full", [EK_SAVINGS_VARIABLE] = "variable"};
  const struct ek_settings *s = &r->study->settings;
  struct ek_ground out = {.n_horizons = r->n_horizons, .horizons = r->horizons};
  ek_ground_reach(r->arena, &out, r->horizons[r->n_horizons - 1]);
  if (r->n_horizons > 1) out.part[EK_GROUND_HORIZON] = ""; /* payback is sought up to the longest, figures at each */
  out.part[EK_GROUND_PRICE_YEAR] = ek_sprintf(r->arena, "%d", s->price_year);
  out.part[EK_GROUND_RULES_DATE] = ek_day_text(r->arena, r->study->rules_date);
  out.part[EK_GROUND_PROFILE] = profiles[s->profile];
  discount_of(r, &out);
  out.part[EK_GROUND_TIMING] = timings[s->timing];
  out.part[EK_GROUND_SAVINGS] = savings[s->savings];
  out.write_off = s->write_off;
  out.part[EK_GROUND_WRITE_OFF] = ek_sprintf(r->arena, "%d months", s->write_off);
  return out;
}

bool ek_ground_has(const struct ek_ground *g, int months) {
  for (size_t h = 0; h < g->n_horizons; h++) if (g->horizons[h] == months) return true;
  return false;
}

int ek_ground_horizon(const struct ek_ground *grounds, size_t n) {
  int longest = 0;
  for (size_t h = 0; n > 0 && h < grounds[0].n_horizons; h++) {
    size_t having = 0;
    for (size_t i = 0; i < n; i++) having += ek_ground_has(&grounds[i], grounds[0].horizons[h]);
    if (having == n && grounds[0].horizons[h] > longest) longest = grounds[0].horizons[h];
  }
  return longest;
}

const char *ek_ground_text(struct ek_arena *arena, const struct ek_ground *g) {
  struct ek_buffer out = {.arena = arena};
  for (int i = 0; i < EK_GROUND_PARTS; i++) ek_buffer_addf(&out, "%s%s: %s", i > 0 ? ", " : "", keys[i], g->part[i]);
  return ek_buffer_text(&out);
}

struct ek_list ek_ground_settings(struct ek_arena *arena, const struct ek_ground *own, const struct ek_ground *common) {
  struct ek_list out = {0};
  bool profile = strcmp(own->part[EK_GROUND_PROFILE], common->part[EK_GROUND_PROFILE]) != 0;
  for (int i = 0; i < EK_GROUND_PARTS; i++) {
    bool silent = i == EK_GROUND_DISCOUNT && profile; /* nyttosam says nothing of discounting, npv must */
    if (strcmp(own->part[i], common->part[i]) == 0 && !silent) continue;
    const char *path = ek_sprintf(arena, "settings.%s", keys[i]);
    *(struct ek_setting *)ek_list_push(arena, &out, sizeof(struct ek_setting)) =
        (struct ek_setting){.path = path, .text = common->part[i], .shown = ek_sprintf(arena, "%s as in the comparison", path)};
  }
  return out;
}
