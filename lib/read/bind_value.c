/* Binds quantities: a plain one is checked for unit and range at once, a formula is
 * kept for whoever knows its names, and a map may hold a range, a source and a distribution. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "read/bind_spot.h"
#include "read/show.h"

/* The map form of a quantity as it is bound, before it is put together. */
struct form {
  struct ek_value value, share, low, high, mean, sd, se, t, p, mode, p5, p10, p25, p50, p75, p90, p95, min, max;
  struct ek_list ci95; /* struct ek_value */
  int count, of;
  struct ek_origin source;
  struct ek_name dist, evidence;
  int grade, price_year;
  const char *index, *note;
};

static const char *const grades[] = {"A", "B", "C", "D", NULL};
static const char *const shape_names[] = {"normal", "lognormal",  "beta",    "gamma",
                                          "pert",   "triangular", "uniform", NULL};

#define FIELD(member, of_kind)                                                                     \
  .key = #member, .kind = of_kind, .offset = offsetof(struct form, member)

#define QUANTILE(member, share)                                                                    \
  {FIELD(member, EK_VALUE), .flags = EK_PLAIN,                                                     \
   .help = "One of two quantiles in place of mean and sd: " share " lies below it."}

/* Unit and range of the quantities are those of the field that asks. */
static const struct ek_field form_fields[] = {
    {FIELD(value, EK_VALUE), .flags = EK_INNER, .aliases = "värde belopp amount",
     .help = "The quantity or formula, or a distribution."},
    {FIELD(share, EK_VALUE), .flags = EK_INNER, .aliases = "andel",
     .help = "The same as value, for shares."},
    {FIELD(low, EK_VALUE), .flags = EK_PLAIN, .aliases = "låg lågt lower",
     .help = "Lowest reasonable value, or the lowest of a pert, triangular or uniform."},
    {FIELD(high, EK_VALUE), .flags = EK_PLAIN, .aliases = "hög högt upper",
     .help = "Highest reasonable value, or the highest of a pert, triangular or uniform."},
    {FIELD(dist, EK_NAME), .choices = shape_names, .aliases = "fördelning distribution",
     .help = "The distribution, when it is drawn in simulations."},
    {FIELD(mean, EK_VALUE), .flags = EK_PLAIN, .aliases = "medel medelvärde average",
     .help = "Mean of a normal, lognormal, beta or gamma."},
    {FIELD(sd, EK_VALUE), .flags = EK_PLAIN, .aliases = "stdav standardavvikelse std",
     .help = "Standard deviation of a normal, lognormal, beta or gamma."},
    {FIELD(se, EK_VALUE), .flags = EK_PLAIN, .aliases = "medelfel standardfel standard_error stderr",
     .help = "The same as sd: the standard error of a published estimate."},
    {FIELD(t, EK_VALUE), .flags = EK_PLAIN, .unit = "1", .aliases = "t_value tvärde z",
     .help = "In place of sd: the published t or z value, |mean / sd|."},
    {FIELD(p, EK_VALUE), .flags = EK_PLAIN, .unit = "%", .min = 0, .max = 1, .aliases = "p_value pvärde",
     .help = "In place of sd: the published two-sided p value of a normal test that the mean is 0."},
    {FIELD(mode, EK_VALUE), .flags = EK_PLAIN, .aliases = "typvärde likely",
     .help = "Most likely value of a pert or triangular."},
    {FIELD(ci95, EK_VALUES), .flags = EK_PLAIN, .aliases = "ki ki95 ci konfidensintervall",
     .help = "In place of mean and sd: the 95 % interval, [20 %, 45 %]."},
    QUANTILE(p5, "5 %"), QUANTILE(p10, "10 %"), QUANTILE(p25, "25 %"), QUANTILE(p50, "50 %, the median,"),
    QUANTILE(p75, "75 %"), QUANTILE(p90, "90 %"), QUANTILE(p95, "95 %"),
    {FIELD(count, EK_INT), .min = 0, .max = 1e9, .aliases = "antal events successes", .help = "Of a beta, in place of mean and sd: how many it was true of."},
    {FIELD(of, EK_INT), .min = 1, .max = 1e9, .aliases = "av total trials n", .help = "Beside count: of how many."},
    {FIELD(min, EK_VALUE), .flags = EK_PLAIN, .aliases = "minst at_least floor",
     .help = "What a normal, lognormal, beta or gamma is cut off below; its mean is then that of what is left."},
    {FIELD(max, EK_VALUE), .flags = EK_PLAIN, .aliases = "högst at_most ceiling cap",
     .help = "What a normal, lognormal, beta or gamma is cut off above."},
    {FIELD(source, EK_ORIGIN), .aliases = "källa källor ref", .help = "Where the figure is from."},
    {FIELD(grade, EK_ENUM), .choices = grades, .aliases = "betyg evidens",
     .help = "How well founded it is, A best."},
    {FIELD(evidence, EK_NAME), .help = "A step of the study's scale of evidence, when it is not that of its grade."},
    {FIELD(price_year, EK_INT), .min = 1900, .max = 2200, .aliases = "prisår prisnivå år year",
     .help = "The year whose prices it is in; otherwise the study's."},
    {FIELD(index, EK_TEXT), .help = "The index that moves it to another year's prices."},
    {FIELD(note, EK_TEXT), .aliases = "kommentar anm comment anteckning",
     .help = "A remark for the report."},
    {.key = NULL},
};
const struct ek_record ek_value_record = {.name = "value", .size = sizeof(struct form), .fields = form_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "A quantity with what is known about it, wherever a quantity may stand."};

/* The keys for quantiles, and the shares that lie below them. */
static const struct {
  const char *key;
  double below;
  size_t offset;
} quantiles[] = {
    {"p5", 0.05, offsetof(struct form, p5)},   {"p10", 0.1, offsetof(struct form, p10)},
    {"p25", 0.25, offsetof(struct form, p25)}, {"p50", 0.5, offsetof(struct form, p50)},
    {"p75", 0.75, offsetof(struct form, p75)}, {"p90", 0.9, offsetof(struct form, p90)},
    {"p95", 0.95, offsetof(struct form, p95)}};
enum { QUANTILES = sizeof quantiles / sizeof *quantiles };
static const char *const spreads[] = {"sd", "se", "t", "p"};
enum { SPREADS = sizeof spreads / sizeof *spreads };

/* The distributions and the keys that each needs; those with mean and spread may be said in other ways. */
static const struct shape {
  const char *name;
  bool mean_sd, low_high, mode;
} shapes[] = {
    {"normal", true, false, false},  {"lognormal", true, false, false},
    {"beta", true, false, false},    {"gamma", true, false, false},
    {"pert", false, true, true},     {"triangular", false, true, true},
    {"uniform", false, true, false}, {NULL, false, false, false},
};
/* After a number: is this the rest of a formula, and not a unit gone wrong? A slash or minus
 * counts when it stands free or before a digit, since units have slashes and names hyphens. */
static bool formula_rest(const char *rest) {
  for (const char *c = rest; *c; c++) {
    if (strchr("+*()^,<>=", *c))
      return true;
    bool free = (c > rest && c[-1] == ' ') || c[1] == ' ' || (c[1] >= '0' && c[1] <= '9');
    if ((*c == '/' || *c == '-') && free)
      return true;
  }
  return false;
}

/* A text that is not a quantity: a formula is kept, a slip is told. */
static void number_error(const struct ek_spot *spot, const struct ek_number_error *error) {
  const char *text = spot->node->text;
  const char *start = text + strspn(text, " ");
  if (*start == '-')
    start++;
  if (strncmp(start, "\u2212", 3) == 0)
    start += 3;
  if (!strchr("0123456789.,", *start))
    return;
  double number;
  struct ek_number_error ignored;
  size_t used = ek_number_scan(spot->arena, start, true, &number, &ignored);
  if (used > 0 && formula_rest(start + used))
    return;
  const char *units = spot->field->unit;
  const char *hint = error->hint;
  if (!hint && units)
    hint = ek_sprintf(spot->arena, "write for example '%s'", ek_units_example(spot->arena, units));
  ek_error(spot->diags, ek_node_part(spot->node, error->offset, error->length), hint, "%s: %s",
           ek_spot_path(spot), error->message);
}

/* The field's unit with the dimensions of `unit`, in `match`; false when none has. */
static bool match_unit(const struct ek_field *field, struct ek_unit unit, const char *unit_text,
                       char match[EK_UNIT_SIZE]) {
  const char *units = field->unit;
  struct ek_unit_reading reading;
  while (ek_unit_next(&units, match))
    if (strcmp(match, unit_text) == 0 ||
        (ek_unit_read(match, true, &reading) && ek_unit_alike(unit, reading.unit)))
      return true;
  return false;
}

/* Field tables say kr; one who writes in another currency is answered in it. */
static const char *in_currency(struct ek_arena *arena, const char *text, const char *unit_text) {
  struct ek_unit_reading reading;
  if (!ek_unit_read(unit_text, true, &reading) || !reading.unit.currency)
    return text;
  struct ek_buffer out = {.arena = arena};
  for (const char *at; (at = strstr(text, "kr")) != NULL; text = at + 2) {
    ek_buffer_add_bytes(&out, text, (size_t)(at - text));
    ek_buffer_add(&out, reading.unit.currency);
  }
  ek_buffer_add(&out, text);
  return ek_buffer_text(&out);
}

static void unit_error(const struct ek_spot *spot, const char *unit_text) {
  struct ek_arena *arena = spot->arena;
  const char *text = ek_show(arena, spot->node->text);
  const char *wanted = in_currency(arena, ek_units_text(arena, spot->field->unit), unit_text);
  const char *units = spot->field->unit;
  char first[EK_UNIT_SIZE];
  ek_unit_next(&units, first);
  if (unit_text[0]) {
    const char *example = in_currency(arena, ek_units_example(arena, spot->field->unit), unit_text);
    ek_spot_error(spot, ek_sprintf(arena, "write for example '%s'", example),
                  "must be %s%s, not in %s", first[0] ? "in " : "", wanted, unit_text);
    return;
  }
  bool per = strncmp(first, "1/", 2) == 0;
  ek_spot_error(spot, ek_sprintf(arena, "write '%s%s%s'", text, per ? "" : " ", first + per),
                "must be in %s, and '%s' has no unit", wanted, text);
}

static void check_range(const struct ek_spot *spot, double value, const char *unit_text,
                        const char *match) {
  const struct ek_field *field = spot->field;
  struct ek_arena *arena = spot->arena;
  const char *text = ek_show(arena, spot->node->text);
  if (!ek_field_bounded(field) || (value >= field->min && value <= field->max))
    return;
  if (match && strcmp(match, "%") == 0 && !unit_text[0] && value > 1 && value <= 100 * field->max)
    ek_spot_error(spot, ek_sprintf(arena, "did you mean %s %%?", text),
                  "must be a share, and '%s' is not one", text);
  else if (value < field->min)
    ek_spot_error(spot, NULL, "must be at least %s, not %s",
                  ek_units_bound(arena, match, field->min), text);
  else
    ek_spot_error(spot, NULL, "must be at most %s, not %s",
                  ek_units_bound(arena, match, field->max), text);
}

static void bind_plain(const struct ek_spot *spot, struct ek_value *out) {
  const char *text = ek_spot_scalar(spot, "a quantity");
  if (!text)
    return;
  out->text = text;
  size_t before = ek_diags_errors(spot->diags);
  double value;
  struct ek_unit unit;
  const char *unit_text;
  struct ek_number_error error;
  char match[EK_UNIT_SIZE];
  if (!text[0])
    ek_spot_error(spot, NULL, "is empty");
  else if (!ek_quantity_parse(spot->arena, text, &value, &unit, &unit_text, &error))
    number_error(spot, &error);
  else if (!spot->field->unit)
    check_range(spot, value, unit_text, NULL);
  else if (match_unit(spot->field, unit, unit_text, match))
    check_range(spot, value, unit_text, match);
  else
    unit_error(spot, unit_text);
  if (ek_diags_errors(spot->diags) == before)
    out->node = spot->node; /* else what reads formulas would say the same again */
}

/* Is `key` written in the map? Error when it should be and is not, or the other way round. */
static void want(const struct ek_spot *spot, const char *key, bool wanted, const char *why) {
  const struct ek_node *node = ek_node_get(spot->node, key);
  if (wanted && !node)
    ek_spot_error(spot, NULL, "needs the key '%s' (%s)", key, why);
  if (!wanted && node)
    ek_error(spot->diags, node->pos, NULL, "%s.%s does not belong here (%s)", ek_spot_path(spot),
             key, why);
}

/* How a distribution with mean and spread is said. */
enum way { BY_RANGE, BY_MOMENTS, BY_INTERVAL, BY_QUANTILES, BY_COUNTS };

static bool has(const struct ek_spot *spot, const char *key) { return ek_node_get(spot->node, key) != NULL; }

static enum way way_of(const struct ek_spot *spot, const struct shape *shape) {
  if (!shape->mean_sd)
    return BY_RANGE;
  if (has(spot, "ci95"))
    return BY_INTERVAL;
  if (has(spot, "count") || has(spot, "of"))
    return BY_COUNTS;
  for (size_t i = 0; i < QUANTILES; i++)
    if (has(spot, quantiles[i].key))
      return BY_QUANTILES;
  return BY_MOMENTS;
}

/* Of `keys` exactly `n`, when they are wanted; else none. `example`: what to write. */
static void want_some(const struct ek_spot *spot, const char *const *keys, size_t all, size_t n, bool wanted, const char *example, const char *why) {
  size_t found = 0;
  for (size_t i = 0; i < all; i++) {
    found += has(spot, keys[i]);
    if (!wanted)
      want(spot, keys[i], false, why);
    else if (found > n && has(spot, keys[i]))
      ek_error(spot->diags, ek_node_get(spot->node, keys[i])->pos, NULL, "%s.%s is one too many (%s)", ek_spot_path(spot), keys[i], why);
  }
  if (wanted && found < n)
    ek_spot_error(spot, NULL, "needs %s (%s)", example, why);
}

static void check_way(const struct ek_spot *spot, enum way way, bool counts, const char *why) {
  const char *keys[QUANTILES];
  for (size_t i = 0; i < QUANTILES; i++)
    keys[i] = quantiles[i].key;
  want(spot, "mean", way == BY_MOMENTS, why);
  want_some(spot, spreads, SPREADS, 1, way == BY_MOMENTS, "the key 'sd'", why);
  want(spot, "ci95", way == BY_INTERVAL, why);
  want_some(spot, keys, QUANTILES, 2, way == BY_QUANTILES, "another quantile beside it", why);
  want(spot, "count", counts && way == BY_COUNTS, why);
  want(spot, "of", counts && way == BY_COUNTS, why);
}

static void check_shape(const struct ek_spot *spot, const struct ek_name *dist) {
  const struct shape *shape = shapes;
  while (shape->name && strcmp(shape->name, dist->text) != 0)
    shape++;
  if (!shape->name) {
    ek_error(spot->diags, dist->pos, ek_suggest_choice(spot->arena, shape_names, dist->text),
             "%s.dist cannot be '%s'", ek_spot_path(spot), ek_show(spot->arena, dist->text));
    return;
  }
  bool counts = strcmp(shape->name, "beta") == 0;
  const char *why = ek_sprintf(spot->arena, "dist: %s has %s%s", shape->name,
                               shape->mean_sd ? "mean and sd (or se, t or p), or ci95, or two of p5 to p95"
                               : shape->mode  ? "low, mode and high"
                                              : "low and high",
                               counts ? ", or count and of" : "");
  check_way(spot, way_of(spot, shape), counts, why);
  want(spot, "mode", shape->mode, why);
  if (shape->low_high) {
    want(spot, "low", true, why);
    want(spot, "high", true, why);
    want(spot, "min", false, why);
    want(spot, "max", false, why);
  }
}

/* Exactly one of value, share and dist; the keys of a distribution only with dist. */
static void check_form(const struct ek_spot *spot, const struct form *form) {
  static const char *const parts[] = {"mean", "sd", "se", "t", "p", "mode", "ci95", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "count", "of", "min", "max"};
  const char *first = ek_node_get(spot->node, "value") ? "value" : "share";
  bool value = ek_node_get(spot->node, first) != NULL;
  const char *part = NULL;
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
    if (!part && ek_node_get(spot->node, parts[i]))
      part = parts[i];
  bool dist = ek_node_get(spot->node, "dist") != NULL;
  if (value && strcmp(first, "value") == 0 && ek_node_get(spot->node, "share"))
    ek_spot_error(spot, "keep one of them", "has both value and share");
  if (value && dist)
    ek_spot_error(spot, "write mean: in place of it", "has both %s and dist", first);
  else if (dist && form->dist.text)
    check_shape(spot, &form->dist);
  else if (!dist && part)
    ek_spot_error(spot, strcmp(part, "min") == 0 || strcmp(part, "max") == 0 ? "a range is written low: and high:" : "write for example dist: beta",
                  "has %s but no dist", part);
  else if (!dist && !value)
    ek_spot_error(spot, "write value: and the quantity", "has no value");
}

/* Is it there, and a plain number? */
static bool number_of(const struct ek_spot *spot, const struct ek_node *node, double *out) {
  struct ek_unit unit;
  const char *text;
  struct ek_number_error error;
  return node && node->text && ek_quantity_parse(spot->arena, node->text, out, &unit, &text, &error);
}

/* Are both plain numbers, and is `a` greater? */
static bool above(const struct ek_spot *spot, const struct ek_node *a, const struct ek_node *b) {
  double x, y;
  return number_of(spot, a, &x) && number_of(spot, b, &y) && x > y;
}

static bool alike(const struct ek_spot *spot, const struct ek_node *a, const struct ek_node *b) {
  double x, y;
  return number_of(spot, a, &x) && number_of(spot, b, &y) && x == y;
}

/* Without width there is no distribution. What a formula gives is looked at when it is fitted. */
static void check_width(const struct ek_spot *spot, const struct ek_value *out) {
  const char *certain = "for what is certain, write a value without dist";
  double x;
  if (number_of(spot, out->sd, &x) && x == 0)
    ek_error(spot->diags, out->sd->pos, certain, "%s.%s must be above 0", ek_spot_path(spot), has(spot, "sd") ? "sd" : "se");
  if (number_of(spot, out->t, &x) && x == 0)
    ek_error(spot->diags, out->t->pos, NULL, "%s.t must not be 0", ek_spot_path(spot));
  if (number_of(spot, out->p, &x) && (x == 0 || x == 1))
    ek_error(spot->diags, out->p->pos, NULL, "%s.p must be above 0 and below 1", ek_spot_path(spot));
  if (out->of > 0 && has(spot, "count") && (out->count <= 0 || out->count >= out->of))
    ek_spot_error(spot, "of none or all there is no beta distribution", "has a count that is not above 0 and below of");
  if (out->dist.text && alike(spot, out->low, out->high))
    ek_spot_error(spot, certain, "has low and high alike");
  if (alike(spot, out->quantile[0], out->quantile[1]))
    ek_spot_error(spot, certain, has(spot, "ci95") ? "has a ci95 without width" : "has two quantiles alike");
}

static void check_order(const struct ek_spot *spot, const struct ek_value *out) {
  if (above(spot, out->low, out->high))
    ek_spot_error(spot, NULL, "has low above high");
  else if (above(spot, out->low, out->mode))
    ek_spot_error(spot, NULL, "has low above mode");
  else if (above(spot, out->mode, out->high))
    ek_spot_error(spot, NULL, "has mode above high");
  else if (out->dist.text == NULL && (above(spot, out->low, out->node) || above(spot, out->node, out->high)))
    ek_warning(spot->diags, out->node->pos, "low and high are around the value",
               "the value is not between its low and its high");
  if (above(spot, out->quantile[0], out->quantile[1]))
    ek_spot_error(spot, has(spot, "ci95") ? "write the lower end first" : NULL, has(spot, "ci95") ? "has a ci95 that runs backwards" : "has quantiles out of order");
  if (above(spot, out->cut[0], out->cut[1]))
    ek_spot_error(spot, NULL, "has min above max");
  if (alike(spot, out->cut[0], out->cut[1]))
    ek_spot_error(spot, NULL, "has min and max alike");
  check_width(spot, out);
}

/* The form's fields, asking for what the field above asks for. A standard deviation has the
 * unit but not the range; a value within a value is plain. */
static void fill_fields(struct ek_field *fields, const struct ek_field *outer) {
  memcpy(fields, form_fields, sizeof form_fields);
  for (struct ek_field *field = fields; field->key; field++) {
    if ((field->kind != EK_VALUE && field->kind != EK_VALUES) || field->unit)
      continue; /* t and p have their own */
    field->unit = outer->unit;
    field->min = outer->min;
    field->max = outer->max;
    if (strcmp(field->key, "sd") == 0 || strcmp(field->key, "se") == 0) {
      field->min = 0;
      field->max = INFINITY;
    }
    if (outer->flags & EK_INNER)
      field->flags = EK_PLAIN;
  }
}

/* The two quantiles that are written, as an interval or each by itself. */
static void take_quantiles(const struct ek_spot *spot, const struct form *form, struct ek_value *out) {
  const struct ek_list *list = &form->ci95;
  const struct ek_value *ends = list->items;
  size_t n = 0;
  for (size_t i = 0; i < QUANTILES && n < 2; i++) {
    const struct ek_value *q = (const void *)((const char *)form + quantiles[i].offset);
    if (q->node == NULL)
      continue;
    out->quantile[n] = q->node;
    out->at[n++] = quantiles[i].below;
  }
  if (list->n == 2) {
    out->quantile[0] = ends[0].node;
    out->quantile[1] = ends[1].node;
    out->at[0] = 0.025;
    out->at[1] = 0.975;
  } else if (list->n > 0 || ek_node_get(spot->node, "ci95")) {
    ek_spot_error(spot, "write ci95: [20 %, 45 %]", "has a ci95 that is not two quantities");
  }
}

/* What stands beside a value belongs to it, also when the value is a distribution. */
static void take_form(const struct ek_spot *spot, const struct form *form, struct ek_value *out) {
  const char *why = "the distribution has its own";
  const struct ek_value *inner = ek_node_get(spot->node, "value") ? &form->value : &form->share;
  if (inner->low || inner->high) {
    want(spot, "low", false, why);
    want(spot, "high", false, why);
  }
  *out = *inner;
  out->low = form->low.node ? form->low.node : inner->low;
  out->high = form->high.node ? form->high.node : inner->high;
  if (form->dist.text) {
    const struct ek_value *centre = form->mean.text ? &form->mean : &form->mode;
    out->dist = form->dist;
    out->text = centre->text;
    out->node = centre->node;
    out->mean = form->mean.node;
    out->sd = form->sd.node ? form->sd.node : form->se.node;
    out->t = form->t.node;
    out->p = form->p.node;
    out->mode = form->mode.node;
    out->cut[0] = form->min.node;
    out->cut[1] = form->max.node;
    out->count = form->count;
    out->of = form->of;
  }
  take_quantiles(spot, form, out);
  if (form->source.text)
    out->source = form->source;
  if (ek_node_get(spot->node, "grade"))
    out->grade = (enum ek_grade)(form->grade + 1);
  else if (out->grade == EK_GRADE_NONE)
    out->grade = (enum ek_grade)out->source.grade;
  out->price_year = form->price_year ? form->price_year : inner->price_year;
  out->index = form->index ? form->index : inner->index;
  out->evidence = form->evidence.text ? form->evidence : inner->evidence;
  out->note = form->note ? form->note : inner->note;
}

static void bind_form(const struct ek_spot *spot, struct ek_value *out) {
  struct form form;
  struct ek_field fields[sizeof form_fields / sizeof *form_fields];
  struct ek_record record = ek_value_record;
  fill_fields(fields, spot->field);
  record.fields = fields;
  ek_bind_record(spot, &record, &form);
  check_form(spot, &form);
  take_form(spot, &form, out);
  const struct ek_node *inner = ek_node_get(spot->node, ek_node_get(spot->node, "value") ? "value" : "share");
  if (inner == NULL || inner->kind != EK_NODE_MAP) check_order(spot, out); /* of a form within, it is told there */
}

void ek_bind_value(const struct ek_spot *spot, struct ek_value *out) {
  *out = (struct ek_value){.text = NULL};
  if (spot->node->kind == EK_NODE_MAP && !(spot->field->flags & EK_PLAIN))
    bind_form(spot, out);
  else
    bind_plain(spot, out);
  out->pos = spot->node->pos;
  out->field = spot->field;
}
