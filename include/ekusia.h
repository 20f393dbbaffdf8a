/* libekusia: what a social intervention gives back, and to whom, from a study
 * file. This is the one header that a program outside needs.
 *
 *   struct ekusia *e = ekusia_new(NULL);
 *   if (ekusia_read(e, "study.yaml") == EKUSIA_FINE) {
 *     double value;
 *     ekusia_figure(e, "kommun/5y/result", &value);   // kronor
 *   }
 *   fputs(ekusia_diagnostics(e, 0), stderr);
 *   ekusia_free(e);
 *
 * The library never prints and never exits (running out of memory aborts). One
 * handle is for one thread at a time; several handles are independent. */
#ifndef EKUSIA_H
#define EKUSIA_H

#ifdef __cplusplus
extern "C" {
#endif

struct ekusia;

/* How a call ended; the same numbers as the program's exit codes. */
enum ekusia_status {
  EKUSIA_FINE = 0,
  EKUSIA_INPUT = 1,     /* errors in what was read */
  EKUSIA_USAGE = 2,     /* something was asked for that there is not */
  EKUSIA_SYSTEM = 3,    /* a file could not be read */
  EKUSIA_NUMERIC = 4,   /* no numeric solution */
  EKUSIA_EXPECT = 5,    /* computed, but an expected result failed */
  EKUSIA_INTERNAL = 70  /* the books do not balance: a fault of the library */
};

/* The version, "0.2.0". */
const char *ekusia_version(void);

/* A new handle, to be freed with ekusia_free. `model_folders`: where models are
 * found by name, ended by NULL; NULL: where they were installed. The strings
 * are copied. */
struct ekusia *ekusia_new(const char *const *model_folders);
void ekusia_free(struct ekusia *handle);

/* Before ekusia_read: lays a file of changes over the study, as --with PATH, in the order of the
 * calls and before what is set. Copied. */
void ekusia_with(struct ekusia *handle, const char *path);
/* Before ekusia_read: changes a value of the study, as --set PATH=VALUE. Copied. */
void ekusia_set(struct ekusia *handle, const char *path, const char *value);

/* Before ekusia_read: computes it under the rules of another day as well ("2026-01-01"), which
 * gives reports and figures a section on what would change, as --rules-date. EKUSIA_USAGE:
 * that is no day. */
enum ekusia_status ekusia_rules_date(struct ekusia *handle, const char *day);

/* Reads the study ("-": standard input) and computes it. Once per handle.
 * EKUSIA_EXPECT has figures too. */
enum ekusia_status ekusia_read(struct ekusia *handle, const char *path);

/* A figure by name, as in `ekusia explain`: "kommun/5y/result",
 * "samhället/payback_months", "realised_potential". The mean over draws, in
 * the figure's unit; infinity for a payback that never comes, not-a-number
 * where it has no meaning. EKUSIA_USAGE: there is no such figure. */
enum ekusia_status ekusia_figure(struct ekusia *handle, const char *name, double *value);

/* The report ("text", "markdown", "html") or the figures ("csv", "json") in "sv" or
 * "en". Borrowed until ekusia_free; NULL when the format is not known or
 * nothing was computed. */
const char *ekusia_render(struct ekusia *handle, const char *format, const char *lang);

/* Errors and warnings so far, as text or (json != 0) as a JSON array. Borrowed
 * until ekusia_free. */
const char *ekusia_diagnostics(struct ekusia *handle, int json);

#ifdef __cplusplus
}
#endif

#endif
