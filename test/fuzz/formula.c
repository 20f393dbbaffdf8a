/* Any text as a formula: compiled in a scope with locals of several units and a
 * person, and evaluated over two draws when it compiles. It may be refused; it
 * may not crash, hang or give a column of another length. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "model/formula.h"
#include "model/world.h"

static const char *const names[] = {"wage", "share", "visits", "lön", "step"};
static const char *const units[] = {"kr/year", "%", "visit/year", "kr/month", "kr/year"};
enum { N_LOCALS = 5 };

static const struct ek_formula *compile(struct ek_arena *arena, const struct ek_source *source,
                                        struct ek_locals locals, struct ek_model *model,
                                        struct ek_diags *diags) {
  struct ek_node *scalar = ek_alloc(arena, sizeof *scalar);
  scalar->kind = EK_NODE_SCALAR;
  scalar->text = source->text;
  scalar->pos = (struct ek_pos){source, 1, 1, 1};
  const struct ek_scope scope = {.model = model, .locals = locals, .person = true};
  return ek_formula_compile(arena, scalar, &scope, NULL, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 4096 || memchr(data, 0, size) != NULL) return 0;
  struct ek_arena *arena = ek_arena_new();
  struct ek_diags *diags = ek_diags_new(arena);
  struct ek_local *locals = ek_alloc_array(arena, N_LOCALS, sizeof *locals);
  double **values = ek_alloc_array(arena, N_LOCALS, sizeof *values);
  static double columns[N_LOCALS][2] = {{240000, 306789.25}, {0.35, 1}, {2, 0}, {12, -7.5}, {100, 0}};
  for (size_t i = 0; i < N_LOCALS; i++) {
    double factor;
    size_t offset, length;
    const char *near;
    locals[i].name = names[i];
    ek_unit_parse(units[i], &locals[i].unit, &factor, &offset, &length, &near);
    values[i] = columns[i];
  }
  const struct ek_source source = {"<fuzz>", ek_strndup(arena, (const char *)data, size), size};
  struct ek_model model = {.arena = arena, .diags = diags, .root = -1, .currency = "kr"};
  const struct ek_locals all = {locals, N_LOCALS};
  const struct ek_formula *f = compile(arena, &source, all, &model, diags);
  if (f != NULL) {
    struct ek_world world = {.model = &model, .arena = arena, .diags = diags, .day = 20240701,
                             .price_year = 2024, .municipality = "riket", .draws = 2};
    ek_world_init(&world);
    const int ages[] = {4, 9};
    const struct ek_person person = {.age = 34, .adults = 2, .children = ages, .n_children = 2};
    struct ek_env env = {.world = &world, .person = &person, .locals = &all, .values = values};
    const double *column = ek_formula_eval(f, &env);
    volatile double use = column[0] + column[1];
    (void)use;
  }
  struct ek_buffer out = {.arena = arena};
  ek_diags_text(diags, &out, false);
  ek_arena_free(arena);
  return 0;
}
