/* A shelf is a short list: a batch has few models. */
#include "model/shelf.h"

#include "base/text.h"

struct kept {
  struct ek_model *model; /* NULL: taken off */
  struct ek_diags *diags; /* of it alone */
};

struct ek_shelf {
  struct ek_arena *arena;
  struct ek_list models; /* struct kept */
};

struct ek_shelf *ek_shelf_new(struct ek_arena *arena) {
  struct ek_shelf *shelf = ek_alloc(arena, sizeof *shelf);
  shelf->arena = arena;
  return shelf;
}

static void tell(struct ek_diags *found, struct ek_diags *diags) {
  size_t n;
  const struct ek_diag *all = ek_diags_sorted(found, &n);
  for (size_t i = 0; i < n; i++) {
    if (all[i].severity != EK_ERROR) ek_warning(diags, all[i].pos, all[i].hint, "%s", all[i].message);
    else if (all[i].system) ek_system_error(diags, all[i].pos, all[i].hint, "%s", all[i].message);
    else ek_error(diags, all[i].pos, all[i].hint, "%s", all[i].message);
  }
}

struct ek_model *ek_shelf_model(struct ek_shelf *shelf, const char *folder, struct ek_diags *diags) {
  struct kept *kept = shelf->models.items;
  for (size_t i = 0; i < shelf->models.n; i++) {
    if (kept[i].model != NULL && ek_text_same(kept[i].model->folder, folder)) return kept[i].model;
  }
  struct ek_diags *own = ek_diags_new(shelf->arena);
  struct ek_model *model = ek_model_read(shelf->arena, ek_strdup(shelf->arena, folder), own);
  if (model == NULL) {
    tell(own, diags);
    return NULL;
  }
  *(struct kept *)ek_list_push(shelf->arena, &shelf->models, sizeof *kept) = (struct kept){model, own};
  return model;
}

void ek_shelf_tell(struct ek_shelf *shelf, const struct ek_model *model, struct ek_diags *diags) {
  struct kept *kept = shelf->models.items;
  for (size_t i = 0; i < shelf->models.n; i++) {
    if (kept[i].model != model || ek_diags_errors(kept[i].diags) == 0) continue;
    tell(kept[i].diags, diags);
    kept[i].model = NULL;
  }
}
