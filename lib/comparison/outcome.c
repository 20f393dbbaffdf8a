#include "comparison/outcome.h"

#include "base/text.h"

const char *ek_mismatch_name(enum ek_mismatch kind) {
  static const char *const names[EK_MISMATCHES] = {"title", "organisation", "target", "phase"};
  return names[kind];
}

const char *ek_mismatch_value(const struct ek_study *study, enum ek_mismatch kind) {
  if (kind == EK_MISMATCH_TITLE) return study->title;
  if (kind == EK_MISMATCH_ORGANISATION) return study->organisation;
  return kind == EK_MISMATCH_TARGET ? study->class.target : study->class.phase;
}

bool ek_mismatch(const struct ek_study *forecast, const struct ek_study *followup, enum ek_mismatch kind) {
  const char *a = ek_mismatch_value(forecast, kind), *b = ek_mismatch_value(followup, kind);
  if (kind == EK_MISMATCH_PHASE) return !ek_text_same(a, "planering") || !ek_text_same(b, "uppföljning");
  return !ek_text_same(a, b);
}
