/* A tally as tidy rows and as one object. */
#include <math.h>

#include "base/file.h"
#include "render/csv_row.h"
#include "render/json.h"
#include "views/indicators.h"
#include "views/result_json.h"

#ifndef EK_VERSION
#define EK_VERSION "" /* the build says which */
#endif

enum { PERSPECTIVE, INDICATOR, LEVEL, TYPE, BY, PART, PERIOD, N, MISSING, SHARE, SHARE_LOW, SHARE_HIGH, MEAN, CHANGE, SHARE_CHANGE, SHARE_CHANGE_LOW, SHARE_CHANGE_HIGH,
       MEAN_CHANGE, MEAN_CHANGE_LOW, MEAN_CHANGE_HIGH, TEXT, COLUMNS };
static const char *const names[COLUMNS] = {"perspective", "indicator", "level", "type", "by", "part", "period", "n", "missing", "share_positive", "share_low95", "share_high95", "mean",
                                           "change", "share_change", "share_change_low95", "share_change_high95", "mean_change", "mean_change_low95", "mean_change_high95", "text"};
static const char *const changes[] = {"known", "no-baseline", "is-baseline", "other-indicators", "masked"};

/* What a row says, by column: texts, and numbers where there is no text. */
struct told {
  const char *text[COLUMNS];
  double number[COLUMNS];
};

static void put_difference(struct told *t, int first, const struct ek_gap *d) {
  t->number[first] = d->value;
  t->number[first + 1] = d->low;
  t->number[first + 2] = d->high;
}

static struct told tell(const struct ek_tally *y, const struct ek_tally_row *r) {
  struct told t = {0};
  const struct ek_indicator *of = r->measured >= 0 ? y->answers->measured[r->measured].of : NULL;
  for (int k = 0; k < COLUMNS; k++) t.number[k] = NAN;
  t.text[PERSPECTIVE] = ek_perspective_names[r->perspective];
  t.text[INDICATOR] = of != NULL ? of->name.text : "";
  t.text[LEVEL] = of != NULL ? ek_indicator_levels[of->level] : "";
  t.text[TYPE] = of != NULL ? ek_indicator_types[of->type] : "";
  t.text[BY] = y->by < 0 ? "" : y->by == EK_PART_GROUP ? "group" : "organisation";
  t.text[PART] = y->parts[r->part] != NULL ? y->parts[r->part] : "(masked)";
  t.text[PERIOD] = ((const char *const *)y->answers->words[EK_PART_PERIOD].items)[r->period];
  t.text[CHANGE] = changes[r->change];
  t.text[TEXT] = r->hidden ? "masked" : "";
  if (!r->hidden) t.number[N] = (double)r->n;
  if (!r->missing_hidden) t.number[MISSING] = (double)r->missing;
  t.number[SHARE] = r->share;
  t.number[SHARE_LOW] = r->share_low;
  t.number[SHARE_HIGH] = r->share_high;
  t.number[MEAN] = r->mean;
  put_difference(&t, SHARE_CHANGE, &r->share_change);
  put_difference(&t, MEAN_CHANGE, &r->mean_change);
  return t;
}

/* What it was made from: pairs of a key and a text. */
static size_t stamps(const struct ek_tally *y, const char *out[5][2]) {
  const struct ek_answers *a = y->answers;
  const struct ek_source *file = a->pos.source;
  const char *all[][2] = {{"ekusia", EK_VERSION}, {"study_sha256", a->study->hash}, {"answers_sha256", ek_file_hash(a->arena, file->text, file->size)},
                          {"baseline", a->study->indicators.baseline.text}, {"indicators", a->list->source.text}};
  for (size_t i = 0; i < 5; i++) for (int k = 0; k < 2; k++) out[i][k] = all[i][k];
  return 5;
}

void ek_indicators_csv(const struct ek_tally *y, struct ek_buffer *out) {
  ek_csv_row(out, names, COLUMNS, 0);
  for (size_t i = 0; i < y->n; i++) {
    struct told t = tell(y, &y->rows[i]);
    const char *cells[COLUMNS];
    for (int k = 0; k < COLUMNS; k++) cells[k] = t.text[k] != NULL ? t.text[k] : ek_csv_number(out->arena, t.number[k]);
    ek_csv_row(out, cells, COLUMNS, 1u << SHARE_CHANGE | 1u << SHARE_CHANGE_LOW | 1u << SHARE_CHANGE_HIGH | 1u << MEAN_CHANGE | 1u << MEAN_CHANGE_LOW | 1u << MEAN_CHANGE_HIGH | 1u << MEAN);
  }
  const char *stamp[5][2];
  for (size_t i = 0, n = stamps(y, stamp); i < n; i++) {
    const char *cells[COLUMNS] = {[INDICATOR] = ek_sprintf(out->arena, "stamp:%s", stamp[i][0]), [TEXT] = stamp[i][1]};
    ek_csv_row(out, cells, COLUMNS, 0);
  }
}

json_t *ek_json_indicators(struct ek_json *json, const struct ek_tally *y) {
  json_t *root = json_object(), *rows = json_array(), *made = json_object();
  const char *stamp[5][2];
  for (size_t i = 0, n = stamps(y, stamp); i < n; i++) ek_json_put_text(json, made, stamp[i][0], stamp[i][1]);
  ek_json_put(json, root, "stamp", made);
  for (size_t i = 0; i < y->n; i++) {
    struct told t = tell(y, &y->rows[i]);
    json_t *row = json_object();
    for (int k = 0; k < COLUMNS; k++) {
      if (t.text[k] != NULL) ek_json_put_text(json, row, names[k], *t.text[k] != '\0' ? t.text[k] : NULL);
      else if (k == N || k == MISSING) ek_json_put(json, row, names[k], isnan(t.number[k]) ? json_null() : json_integer((json_int_t)t.number[k]));
      else ek_json_put(json, row, names[k], ek_json_real(t.number[k]));
    }
    ek_json_push(json, rows, row);
  }
  ek_json_put(json, root, "rows", rows);
  return root;
}

bool ek_indicators_json(const struct ek_tally *y, struct ek_buffer *out) {
  struct ek_json json = {.arena = out->arena};
  return ek_json_finish(&json, ek_json_indicators(&json, y), out);
}
