/* Names the place of a value by the way to it, and tells what is wrong there.
 * The way is written only when there is something to tell. */
#include "read/bind_spot.h"

#include "read/show.h"

struct ek_spot ek_spot_key(const struct ek_spot *up, const struct ek_field *field, const char *key,
                           const struct ek_node *node) {
  return (struct ek_spot){up->arena, up->diags, up, key, 0, field, node};
}

struct ek_spot ek_spot_item(const struct ek_spot *up, size_t item, const struct ek_node *node) {
  return (struct ek_spot){up->arena, up->diags, up, NULL, item, up->field, node};
}

static void add_path(const struct ek_spot *spot, struct ek_buffer *out) {
  if (spot->up)
    add_path(spot->up, out);
  if (spot->key)
    ek_buffer_addf(out, "%s%s", out->size ? "." : "", ek_show(spot->arena, spot->key));
  else if (spot->item)
    ek_buffer_addf(out, "[%zu]", spot->item);
}

const char *ek_spot_path(const struct ek_spot *spot) {
  struct ek_buffer path = {.arena = spot->arena};
  add_path(spot, &path);
  if (path.size > 0) return ek_buffer_text(&path);
  return spot->node != NULL && ek_source_is_option(spot->node->pos.source) ? "this" : "the file";
}

bool ek_spot_error(const struct ek_spot *spot, const char *hint, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *message = ek_vsprintf(spot->arena, format, args);
  va_end(args);
  return ek_error(spot->diags, spot->node->pos, hint, "%s %s", ek_spot_path(spot), message);
}

bool ek_spot_is(const struct ek_spot *spot, enum ek_node_kind kind, const char *what,
                const char *hint) {
  static const char *const kinds[] = {"a text", "a list", "a map"};
  const struct ek_node *node = spot->node;
  bool empty = node->kind == EK_NODE_SCALAR && !node->quoted && !node->text[0];
  if (empty)
    return ek_spot_error(spot, "write a value, or take the key away", "has no value; it must be %s",
                         what);
  if (node->kind == kind)
    return true;
  if (ek_node_get(node, "dist")) hint = "a distribution stands only in place of a quantity";
  return ek_spot_error(spot, hint, "must be %s, not %s", what, kinds[node->kind]);
}

const char *ek_spot_scalar(const struct ek_spot *spot, const char *what) {
  return ek_spot_is(spot, EK_NODE_SCALAR, what, NULL) ? spot->node->text : NULL;
}
