/* Tells below a title what was changed; from what to what stands among the assumptions. */
#include "views/changes.h"

#include <string.h>

#include "base/text.h"
#include "document/words.h"
#include "study/layers.h"

#define NAMED 5  /* of many */
#define BRIEF 40 /* characters of a value that is told with its name */

/* "Ändrat i study.yaml mot base.yaml: a, b och c", or "…: a, b, c, d och 7 till". */
static void add_line(struct ek_document *doc, const char *where, const char **names, size_t n, enum ek_lang lang) {
  if (n == 0) return;
  if (n > NAMED) names[NAMED - 1] = ek_say(doc->arena, lang, EK_W_MORE, ek_sprintf(doc->arena, "%zu", n - NAMED + 1));
  const char *list = ek_say_list(doc->arena, lang, names, n > NAMED ? NAMED : n);
  ek_doc_add(doc, EK_DOC_SUBTITLE, ek_sprintf(doc->arena, "%s: %s", where, list), NULL);
}

const char *ek_say_layer(struct ek_arena *arena, const struct ek_study *study, size_t layer, enum ek_lang lang) {
  const struct ek_layer *l = (const struct ek_layer *)study->layers.items + layer;
  return l->option ? ek_say(arena, lang, EK_W_A_WITH, l->name) : ek_say(arena, lang, EK_W_A_EXTENDS, l->name, l[-1].name);
}

void ek_doc_add_changes(struct ek_document *doc, const struct ek_study *study, enum ek_lang lang) {
  const struct ek_layer *layers = study->layers.items;
  for (size_t i = 1; i < study->layers.n; i++) {
    const struct ek_change *c = layers[i].changes.items;
    const char **names = ek_alloc_array(doc->arena, layers[i].changes.n, sizeof *names);
    for (size_t k = 0; k < layers[i].changes.n; k++) names[k] = c[k].path;
    add_line(doc, ek_say_layer(doc->arena, study, i, lang), names, layers[i].changes.n, lang);
  }
  const struct ek_setting *set = study->set.items;
  const char **names = ek_alloc_array(doc->arena, study->set.n, sizeof *names);
  for (size_t i = 0; i < study->set.n; i++) {
    bool brief = ek_utf8_length(set[i].text, strlen(set[i].text)) <= BRIEF;
    names[i] = brief ? ek_sprintf(doc->arena, "%s=%s", set[i].path, set[i].text) : set[i].path;
  }
  add_line(doc, ek_word(EK_W_A_SET, lang), names, study->set.n, lang);
}
