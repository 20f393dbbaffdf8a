/* What `ekusia sensitivity` shows: what decides the result, and where it turns. */
#ifndef EK_VIEWS_SENSITIVE_H
#define EK_VIEWS_SENSITIVE_H

#include "base/arena.h"
#include "document/document.h"
#include "render/json.h"
#include "uncertainty/sensitivity.h"

/* `actor`: whose table of swings is shown, -1: society. */
void ek_sensitive_build(const struct ek_sensitivity *sensitivity, int actor, enum ek_lang lang, struct ek_document *out);
/* Rows assumption,actor,base,low,high,result_base,result_low,result_high,switching_value,
 * unit, horizon_months. */
void ek_sensitive_csv(const struct ek_sensitivity *sensitivity, struct ek_buffer *out);
bool ek_sensitive_json(const struct ek_sensitivity *sensitivity, struct ek_buffer *out);

struct ek_report; /* views/parts.h */
/* A value of something that may vary, in the unit that the study writes it in: "27 500 kr/mån". */
const char *ek_part_vary_value(const struct ek_report *p, const struct ek_vary *vary, double value);
/* The same of one that was computed, to three digits or as many as tell it from the study's; what is stated stays as it is. */
const char *ek_part_vary_near(const struct ek_report *p, const struct ek_vary *vary, double value);
/* Where the results of society and of those who pay turn. */
void ek_part_turns(struct ek_report *p, const struct ek_sensitivity *s);
/* The cautious result beside that stated; NULL: nothing. */
void ek_part_caution(struct ek_report *p, const struct ek_caution *caution);
/* NyttoSam's set as an actor sees it; struct ek_variation. */
void ek_part_variations(struct ek_report *p, const struct ek_list *variations, int actor);

/* NyttoSam's set alone; struct ek_variation. Rows variation,value,actor,horizon_months,result. */
void ek_variations_build(const struct ek_result *base, const struct ek_list *variations, int actor, enum ek_lang lang, struct ek_document *out);
void ek_variations_csv(const struct ek_result *base, const struct ek_list *variations, struct ek_buffer *out);
bool ek_variations_json(const struct ek_result *base, const struct ek_list *variations, struct ek_buffer *out);
/* As rows inside another object. */
json_t *ek_variations_rows(struct ek_json *json, const struct ek_result *base, const struct ek_list *variations);

json_t *ek_caution_json(struct ek_json *json, const struct ek_caution *caution);

/* Two things varied together. Rows first,second,actor,first_value,second_value,result. */
void ek_two_way_build(const struct ek_two_way *grid, int actor, enum ek_lang lang, struct ek_document *out);
void ek_two_way_csv(const struct ek_two_way *grid, struct ek_buffer *out);
bool ek_two_way_json(const struct ek_two_way *grid, struct ek_buffer *out);

/* Single changes by which a result is what is asked for. Rows assumption,base,value,change. */
void ek_target_build(const struct ek_target *target, enum ek_lang lang, struct ek_document *out);
void ek_target_csv(const struct ek_target *target, struct ek_buffer *out);
bool ek_target_json(const struct ek_target *target, struct ek_buffer *out);
/* What decides, as the report's section, when anything was varied. */
void ek_part_sensitive(struct ek_report *p);

#endif
