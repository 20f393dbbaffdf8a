/* What `ekusia alternatives` and `ekusia paths` show: the alternatives of a cohort with draws, and
 * where people are over time. */
#ifndef EK_VIEWS_ALTERNATIVES_H
#define EK_VIEWS_ALTERNATIVES_H

#include "base/arena.h"
#include "document/document.h"
#include "engine/alternatives.h"
#include "engine/occupancy.h"

struct ek_alternatives_options {
  const struct ek_alternatives *drawn; /* or NULL: no draws */
  unsigned long seed;
  int actor;                 /* the perspective; -1: society and the public purse */
  size_t n_worth;
  const double *worth;       /* kr for one of a measure, instead of the study's; or NULL */
};

/* What one of a measure may be worth, [*n]: as asked for, as the study says, or in steps up to twice
 * what it costs along the frontier. */
const double *ek_alternatives_worths(const struct ek_result *result, const struct ek_alternatives_options *options,
                                     size_t measure, int actor, size_t *n);
/* As a document; machine forms: one row for each figure, columns
 *   alternative,actor,measure,figure,worth,value,text */
void ek_alternatives_build(const struct ek_result *result, const struct ek_alternatives_options *options,
                           enum ek_lang lang, struct ek_document *out);
void ek_alternatives_csv(const struct ek_result *result, const struct ek_alternatives_options *options, struct ek_buffer *out);
bool ek_alternatives_json(const struct ek_result *result, const struct ek_alternatives_options *options, struct ek_buffer *out);

/* Persons in states: as a document with a table and a figure; as rows alternative,group,cycle,
 * month,state,persons,share; as {stamp, paths}, the rows as objects, false when memory ran out; as a drawing in SVG. */
void ek_paths_build(const struct ek_result *result, const struct ek_occupancy *paths, enum ek_lang lang, struct ek_document *out);
void ek_paths_csv(const struct ek_result *result, const struct ek_occupancy *paths, struct ek_buffer *out);
bool ek_paths_json(const struct ek_result *result, const struct ek_occupancy *paths, struct ek_buffer *out);
void ek_paths_svg(const struct ek_result *result, const struct ek_occupancy *paths, enum ek_lang lang, struct ek_buffer *out);

struct ek_report; /* views/parts.h */
/* The report's section on a cohort's alternatives; as actors see them; those of society and the public purse. */
void ek_part_alternatives(struct ek_report *p);
void ek_part_alternatives_of(struct ek_report *p, const int *actors, size_t n);
size_t ek_part_perspectives(const struct ek_report *p, int out[8]);
/* What one of the measure is called, inside a sentence; its decimals. */
const char *ek_part_measure_unit(const struct ek_report *p, size_t measure);
int ek_part_measure_decimals(const struct ek_report *p, size_t measure);

#endif
