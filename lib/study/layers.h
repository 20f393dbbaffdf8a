/* A study of several files: a base, what extends it, and what --with lays over them. Each lies
 * over those before it:
 *   - mappings merge key by key; a key that is new is added, `~` takes one away;
 *   - a plain value or a list takes the place of what stood there;
 *   - so does a quantity that says its number anew (value, share, dist, ci95): a source stands for
 *     one number and not for the next;
 *   - a mapping over a list of records with names changes those that it names. */
#ifndef EK_STUDY_LAYERS_H
#define EK_STUDY_LAYERS_H

#include "base/arena.h"
#include "base/diag.h"
#include "read/yaml.h"

#define EK_LAYERS_MOST 16 /* files that extend one another */

/* What a file says otherwise than those beneath it. */
struct ek_change {
  const char *path;         /* as the file has it: settings.price_year, costs.Lokal.amount */
  const char *before, *now; /* as written; NULL: not there. "": a list, a map or a long text */
};

struct ek_layer {
  const char *name; /* as it is named in what extends it or on the command line; a study: without its folder */
  const struct ek_source *source;
  const char *hash;       /* SHA-256 */
  bool option;            /* of --with */
  struct ek_list changes; /* struct ek_change; of the base none */
};

/* `over` laid over `base`, two mappings, of which neither is touched; nodes keep their places. What
 * differs is added to `changes`. Errors, at places in `over`: nothing is there to take away, a mapping
 * lies over a list in which nothing has a name, or two have it. The rest is laid all the same. */
const struct ek_node *ek_lay(struct ek_arena *arena, const struct ek_node *base, const struct ek_node *over,
                             struct ek_list *changes, struct ek_diags *diags);
/* Is it `~` or `null`, which takes a key away? */
bool ek_lay_nothing(const struct ek_node *node);
/* Is the mapping a number, with what stands behind it: {value: …, source: …}? */
bool ek_lay_number(const struct ek_node *map);
/* The same text or the same parts in the same order. */
bool ek_lay_same(const struct ek_node *a, const struct ek_node *b);
/* A value as written, of a number with a source the number; NULL: there is none; "": a list, a map or a long text. */
const char *ek_lay_written(const struct ek_node *node);

#endif
