/* What a set of figures came from: enough to compute them again. */
#ifndef EK_VIEWS_STAMP_H
#define EK_VIEWS_STAMP_H

#include "engine/result.h"
#include "people/people.h"

struct ek_stamp {
  const char *key, *text; /* text "" where there is nothing to say */
};

/* A list of struct ek_stamp in a fixed order: ekusia, study_sha256, model,
 * model_version, model_sha256, seed, draws, rules_date, other_rules_date (when it was asked for),
 * price_year, one `layer` for each file of a study of several (base first, with the paths that it
 * changes), and one `set` for each --set. In the result's arena. */
struct ek_list ek_stamps(const struct ek_result *result);
/* The same of what is told of a study without a run of it: program, study, files of persons (NULL: none),
 * model, layers and sets; and of a model alone. */
struct ek_list ek_stamps_study(struct ek_arena *arena, const struct ek_study *study, const struct ek_people_file *participants, const struct ek_people_file *group);
struct ek_list ek_stamps_model(struct ek_arena *arena, const struct ek_model *model);
/* Those of a result that say something, as "key: text", a line each. */
const char *ek_stamp_lines(const struct ek_result *result);
/* As rows of so many columns, after what they are a stamp of: "stamp" in the column `kind`, the key in `key`
 * and its text in `text`; `kind` -1: stamp:KEY in `key`. */
void ek_csv_stamps(struct ek_buffer *out, struct ek_list stamps, size_t columns, int kind, size_t key, size_t text);
/* Its text where so many draws were made from a seed; 0: none were, and the text is its own. */
const char *ek_stamp_drawn(struct ek_arena *arena, const struct ek_stamp *stamp, size_t draws, unsigned long seed);

#endif
