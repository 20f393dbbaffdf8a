/* Reads lists of indicators. */
#include "indicators/list.h"

#include <math.h>
#include <stddef.h>

#include "base/file.h"
#include "base/number.h"
#include "read/yaml.h"

#define AT(member) offsetof(struct ek_indicator_list, member)

static const struct ek_field fields[] = {
    {.key = "source", .kind = EK_ORIGIN, .offset = AT(source), .flags = EK_REQUIRED, .help = "Where they come from."},
    {.key = "indicators", .kind = EK_RECORD_MAP, .offset = AT(indicators), .record = &ek_record_indicator, .flags = EK_REQUIRED | EK_POSITIVE, .help = "The indicators by name."},
    {.key = NULL}};
static const struct ek_record list_record = {.name = "indicator_list", .size = sizeof(struct ek_indicator_list), .fields = fields, .pos_offset = AT(pos), .present_offset = EK_NO_OFFSET, .help = "A list of indicators."};

static const char *path_of(struct ek_arena *arena, const char *folder) {
  return ek_sprintf(arena, "%s/%s", folder, EK_INDICATOR_FILE);
}

bool ek_indicator_list_is(struct ek_arena *arena, const char *folder) { return ek_file_exists(path_of(arena, folder)); }

/* A number stands for one indicator alone. */
static void check_numbers(const struct ek_indicator_list *list, struct ek_diags *diags) {
  const struct ek_indicator *a = list->indicators.items;
  for (size_t i = 0; i < list->indicators.n; i++) {
    for (size_t k = 0; k < i; k++) {
      bool same = (a[i].number != 0 && a[i].number == a[k].number) || (a[i].original != 0 && a[i].original == a[k].original);
      if (same) ek_error(diags, a[i].name.pos, NULL, "'%s' has the number of '%s'", a[i].name.text, a[k].name.text);
    }
    if ((a[i].level == EK_LEVEL_CORE) != (a[i].number != 0)) {
      ek_error(diags, a[i].name.pos, NULL, "'%s': those of the core have a 'number', and no others", a[i].name.text);
    }
  }
}

struct ek_indicator_list *ek_indicator_list_read(struct ek_arena *arena, const char *folder, struct ek_diags *diags) {
  const struct ek_source *source = ek_file_read(arena, path_of(arena, folder), diags);
  const struct ek_node *root = source != NULL ? ek_yaml_read(arena, source, diags) : NULL;
  struct ek_indicator_list *list = ek_alloc(arena, sizeof *list);
  if (root == NULL || !ek_bind(arena, root, &list_record, list, diags)) return NULL;
  size_t errors = ek_diags_errors(diags);
  check_numbers(list, diags);
  return ek_diags_errors(diags) > errors ? NULL : list;
}

struct ek_indicator_list *ek_indicator_list_find(struct ek_arena *arena, const char *const *folders, struct ek_diags *diags) {
  for (; folders != NULL && *folders != NULL; folders++) {
    const char *folder = ek_sprintf(arena, "%s/%s", *folders, EK_INDICATOR_FOLDER);
    if (ek_indicator_list_is(arena, folder)) return ek_indicator_list_read(arena, folder, diags);
  }
  ek_system_error(diags, (struct ek_pos){0}, "set EKUSIA_MODELS to the folder that has it", "there is no '%s/%s' beside the models", EK_INDICATOR_FOLDER, EK_INDICATOR_FILE);
  return NULL;
}

double ek_indicator_votes(struct ek_arena *arena, const struct ek_indicator *indicator) {
  double value;
  struct ek_unit unit;
  const char *text;
  struct ek_number_error error;
  if (indicator->votes.text == NULL || !ek_quantity_parse(arena, indicator->votes.text, &value, &unit, &text, &error)) return NAN;
  return value;
}
