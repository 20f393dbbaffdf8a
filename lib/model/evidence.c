/* Scales of evidence: their fields, and which step a value has. */
#include "model/evidence.h"

#include "base/number.h"
#include "base/text.h"

#define AT(type, member) offsetof(struct type, member)
static const struct ek_field step_fields[] = {
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_evidence_step, label), .help = "What it is: uncorroborated judgement."},
    {.key = "cut", .kind = EK_VALUE, .offset = AT(ek_evidence_step, cut), .unit = "%", .min = 0, .max = 1, .fallback = "0 %", .aliases = "avdrag", .help = "So much of a value is taken off, or put on, whichever makes society's result less."},
    {.key = "spread", .kind = EK_VALUE, .offset = AT(ek_evidence_step, spread), .unit = "%", .min = 0, .max = 1, .fallback = "0 %", .aliases = "spridning", .help = "A value without a range or a distribution is uniform within so much of it to either side."},
    {.key = NULL}};
const struct ek_record ek_record_evidence_step = {.name = "evidence_step", .size = sizeof(struct ek_evidence_step), .fields = step_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "What values of this evidence are corrected by."};

static const char *const grades[] = {"-", "A", "B", "C", "D", NULL};
static const struct ek_field evidence_fields[] = {
    {.key = "label", .kind = EK_LABEL, .offset = AT(ek_evidence, label), .help = "What it is called in reports."},
    {.key = "steps", .kind = EK_RECORD_MAP, .offset = AT(ek_evidence, steps), .record = &ek_record_evidence_step, .flags = EK_REQUIRED | EK_POSITIVE, .help = "The steps by name, the best first."},
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(ek_evidence, source), .help = "Where it is published."},
    {.key = "grade", .kind = EK_ENUM, .offset = AT(ek_evidence, grade), .choices = grades, .fallback = "-", .help = "How well founded it is, A best."},
    {.key = "note", .kind = EK_TEXT, .offset = AT(ek_evidence, note), .help = "A remark."},
    {.key = NULL}};
const struct ek_record ek_record_evidence = {.name = "evidence_scale", .size = sizeof(struct ek_evidence), .fields = evidence_fields, .pos_offset = EK_NO_OFFSET, .present_offset = EK_NO_OFFSET, .help = "A scale of evidence: what values are corrected by, step by step."};

static double share_of(struct ek_arena *arena, const struct ek_value *v, struct ek_diags *diags) {
  double share = ek_quantity_number(arena, v->text);
  if (v->node != NULL && !(share >= 0 && share <= 1)) ek_error(diags, v->pos, NULL, "this is a share such as 10 %%");
  return share >= 0 && share <= 1 ? share : 0;
}

bool ek_evidence_read(struct ek_arena *arena, struct ek_list *list, struct ek_diags *diags) {
  size_t errors = ek_diags_errors(diags);
  struct ek_evidence_step *steps = list->items;
  for (size_t i = 0; i < list->n; i++) {
    steps[i].cut_share = share_of(arena, &steps[i].cut, diags);
    steps[i].spread_share = share_of(arena, &steps[i].spread, diags);
    if (steps[i].label.sv == NULL && steps[i].label.en == NULL) steps[i].label = (struct ek_label){steps[i].name.text, steps[i].name.text};
  }
  return ek_diags_errors(diags) == errors;
}

const struct ek_evidence_step *ek_evidence_step_named(const struct ek_grading *g, const char *name) {
  for (size_t i = 0; i < g->n; i++) if (ek_text_same(g->steps[i].name.text, name)) return &g->steps[i];
  return NULL;
}

const struct ek_evidence_step *ek_evidence_of(const struct ek_grading *g, const struct ek_value *v) {
  if (g == NULL || v == NULL) return NULL;
  return v->evidence.text != NULL ? ek_evidence_step_named(g, v->evidence.text) : g->of[v->grade];
}
