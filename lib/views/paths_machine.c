/* Where people are, as tidy rows and as one object: the same statements, told twice. */
#include <math.h>

#include "base/number.h"
#include "render/csv_row.h"
#include "views/alternatives.h"
#include "views/result_json.h"
#include "views/stamp.h"

/* A state at a point: how many are in it, and what share of all that is. */
struct place {
  const char *alternative, *group, *state; /* group NULL: all */
  size_t cycle;
  double month, persons, share; /* share NAN: nobody is anywhere */
};

/* All places in the order of alternatives, groups, time and states. */
static struct place *places_of(struct ek_arena *arena, const struct ek_occupancy *o, size_t *n) {
  struct place *places = ek_alloc_array(arena, o->n * o->n_points * o->n_states, sizeof *places);
  *n = 0;
  for (size_t i = 0; i < o->n; i++)
    for (size_t t = 0; t < o->n_points; t++) {
      double all = 0;
      for (size_t s = 0; s < o->n_states; s++) all += o->of[i].persons[s * o->n_points + t];
      for (size_t s = 0; s < o->n_states; s++) {
        double persons = o->of[i].persons[s * o->n_points + t];
        places[(*n)++] = (struct place){.alternative = o->of[i].alternative, .group = o->of[i].group, .state = o->states[s], .cycle = t,
                                        .month = o->months[t], .persons = persons, .share = all > 0 ? persons / all : NAN};
      }
    }
  return places;
}

void ek_paths_csv(const struct ek_result *r, const struct ek_occupancy *o, struct ek_buffer *out) {
  struct ek_arena *arena = r->arena;
  size_t n;
  const struct place *place = places_of(arena, o, &n);
  ek_buffer_add(out, "alternative,group,cycle,month,state,persons,share,text\n");
  for (size_t i = 0; i < n; i++, place++) {
    const char *cells[] = {place->alternative, place->group, o->cycles ? ek_sprintf(arena, "%zu", place->cycle) : NULL,
                           ek_csv_number(arena, place->month), place->state, ek_csv_number(arena, place->persons), ek_csv_number(arena, place->share), NULL};
    ek_csv_row(out, cells, 8, 1u << 2 | 1u << 3 | 1u << 5 | 1u << 6);
  }
  ek_csv_stamps(out, ek_stamps(r), 8, -1, 0, 7);
}

bool ek_paths_json(const struct ek_result *r, const struct ek_occupancy *o, struct ek_buffer *out) {
  struct ek_json json = {.arena = r->arena};
  json_t *root = json_object(), *rows = json_array();
  size_t n;
  const struct place *place = places_of(r->arena, o, &n);
  for (size_t i = 0; i < n; i++, place++) {
    json_t *object = json_object();
    ek_json_put_text(&json, object, "alternative", place->alternative);
    ek_json_put_text(&json, object, "group", place->group);
    ek_json_put(&json, object, "cycle", o->cycles ? json_integer((json_int_t)place->cycle) : json_null());
    ek_json_put(&json, object, "month", ek_json_real(place->month));
    ek_json_put_text(&json, object, "state", place->state);
    ek_json_put(&json, object, "persons", ek_json_real(place->persons));
    ek_json_put(&json, object, "share", ek_json_real(place->share));
    ek_json_push(&json, rows, object);
  }
  ek_json_put(&json, root, "stamp", ek_json_stamp(&json, r));
  ek_json_put(&json, root, "paths", rows);
  return ek_json_finish(&json, root, out);
}
