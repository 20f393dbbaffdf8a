/* Reports on small studies, for tests of several rooms. */
#ifndef EK_TEST_REPORT_FIXTURE_H
#define EK_TEST_REPORT_FIXTURE_H

#include "render/render.h"
#include "report/report.h"
#include "saying.h"
#include "small_study.h"
#include "views/figures.h"

static inline const char *report_with(const struct ek_result *result, enum ek_lang lang, const char *section, const struct ek_sensitivity *tried) {
  const char *const sections[] = {section, NULL};
  const struct ek_report_options options = {.sections = section != NULL ? sections : NULL, .diags = diags, .tried = tried};
  struct ek_document doc;
  struct ek_buffer out = {.arena = arena};
  ek_report_build(result, lang, &options, &doc);
  ek_render_text(&doc, false, &out);
  return ek_buffer_text(&out);
}

/* The report, or the sections named with spaces between, as text. */
static inline const char *report_text(const char *study, enum ek_lang lang, const char *section) {
  return report_with(result_of(study), lang, section, NULL);
}

/* With what is tried of itself, as a command does. */
static inline const char *report_tried(const char *study, enum ek_lang lang, const char *section) {
  const struct ek_result *result = result_of(study);
  return report_with(result, lang, section, ek_report_try(result));
}

#endif
