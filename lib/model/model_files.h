/* The files of a model folder, between reading and resolving; private to the room. */
#ifndef EK_MODEL_MODEL_FILES_H
#define EK_MODEL_MODEL_FILES_H

#include "model/model.h"

/* A file ROOM.yaml or the files of a folder ROOM/. Its records stand in the model as an
 * array and how many they are; states and services share theirs. */
struct ek_model_room {
  const char *name;
  const struct ek_record *record;
  size_t items_offset, n_offset; /* in struct ek_model */
  enum ek_model_group group;
  bool required;
  bool by_entry; /* read entry by entry, when one is asked for */
};
extern const struct ek_model_room ek_model_rooms[]; /* ended by name NULL */
extern const struct ek_record ek_record_model, ek_record_personal;

/* How parameters, rules and items begin. */
struct ek_entry {
  struct ek_name name;
  const struct ek_unread *unread;
  bool broken;
};

/* A label that says at least the name, in both languages. */
void ek_model_default_label(struct ek_label *label, const struct ek_name *name);
/* Links names to indices: what stands outside of entries and person.yaml. */
bool ek_model_resolve(struct ek_model *model, struct ek_diags *diags);
/* The same of what only studies use. */
void ek_model_resolve_studies(struct ek_model *model, struct ek_diags *diags);
/* Reads the rooms of a group, once. */
void ek_model_need_group(struct ek_model *model, enum ek_model_group group);
/* Reads an entry that is asked for and makes it ready. */
void ek_model_need_parameter(struct ek_model *model, size_t index);
void ek_model_need_rule(struct ek_model *model, size_t index);
void ek_model_need_item(struct ek_model *model, size_t index);
void ek_model_need_person(struct ek_model *model);
/* Binds a mapping name -> record, as in a file of the room; `out` lists the structs. */
bool ek_model_bind_map(struct ek_model *model, const char *room, const struct ek_record *record,
                       const struct ek_node *map, struct ek_list *out);
void ek_model_need_source(struct ek_model *model, size_t index);
extern const struct ek_record ek_record_parameter, ek_record_rule, ek_record_source, ek_record_missing;
/* Flows of an item or of the person; `scope` names what their formulas see. */
bool ek_model_compile_flows(struct ek_list *flows, const struct ek_scope *scope,
                            struct ek_arena *arena, struct ek_diags *diags);
/* Units and defaults of an item's inputs. */
void ek_model_compile_inputs(const struct ek_scope *base, struct ek_item *item,
                             struct ek_arena *arena, struct ek_diags *diags);
/* How many of the person's locals the item's formulas see, before its own: the
 * inputs, and all of them when it is means-tested. */
size_t ek_model_person_prefix(const struct ek_model *model, const struct ek_item *item);
/* Means-tested states give means-tested incomes, and never rest on them. */
void ek_model_check_means(const struct ek_model *model, struct ek_item *item,
                          struct ek_arena *arena, struct ek_diags *diags);
/* Compiles `let` after the `given` locals into one list, each seeing those before it. */
struct ek_locals ek_model_compile_lets(const struct ek_scope *base, const struct ek_local *given,
                                       size_t n_given, const struct ek_list *let,
                                       struct ek_arena *arena, struct ek_diags *diags);
/* A unit text of a model file; bad ones are reported at `pos`. "1": a bare number. */
bool ek_model_unit(const struct ek_model *model, const char *text, struct ek_pos pos,
                   struct ek_unit *unit, double *factor, struct ek_diags *diags);

#endif
