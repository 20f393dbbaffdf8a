/* Estimated transitions, for people, for programs, and as what a study needs of them. Nothing that
 * rests on fewer than five persons is shown but in the last, which says so. */
#ifndef EK_VIEWS_ESTIMATE_H
#define EK_VIEWS_ESTIMATE_H

#include "document/document.h"
#include "people/estimates.h"

void ek_estimate_document(const struct ek_estimates *estimates, struct ek_document *doc);
/* A row per statement, the columns always the same:
 * section,group,from,to,name,value,low,high,error,text
 * section  file, fit, transition, ratio (name VARIABLE=WORD), intensity, probability, stay, parameter,
 *          covariance (of name and text), seen and expected (persons in `from` after so many days);
 *          numbers are empty where text says masked; last stamp (`name` and `text`) */
void ek_estimate_csv(const struct ek_estimates *estimates, struct ek_buffer *out);
/* {stamp, SECTION: [{…}]} with the same names. */
bool ek_estimate_json(const struct ek_estimates *estimates, struct ek_buffer *out);
/* The fragment of a study with `joint` and `outcomes`. Of counts false, with a diagnostic, when
 * any of them is that of fewer than five persons; of intensities a warning and a remark. */
bool ek_estimate_yaml(const struct ek_estimates *estimates, struct ek_buffer *out, struct ek_diags *diags);

/* An end of an interval of 95 %: -1 the lower, 1 the higher, of a value whose log has that error. */
double ek_estimate_end(double value, double log_error, int which);

#endif
