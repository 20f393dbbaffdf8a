/* Which insatser of a bank are asked for, and which are of a kind. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "comparison/bank.h"

const char *ek_bank_field_name(int field) {
  return field == EK_BANK_ORGANISATION ? "organisation" : field == EK_BANK_MUNICIPALITY ? "municipality" : ek_unlike_name((enum ek_unlike)field);
}

const char *ek_bank_field(const struct ek_peer *p, int field) {
  return field == EK_BANK_ORGANISATION ? p->organisation : field == EK_BANK_MUNICIPALITY ? p->municipality : p->class[field];
}

const char *ek_bank_wanted(const struct ek_bank_filter *f, int field) {
  return field == EK_BANK_ORGANISATION ? f->organisation : field == EK_BANK_MUNICIPALITY ? f->municipality : f->class[field];
}

void ek_bank_want(struct ek_bank_filter *f, int field, const char *value) {
  if (field == EK_BANK_ORGANISATION) f->organisation = value;
  else if (field == EK_BANK_MUNICIPALITY) f->municipality = value;
  else f->class[field] = value;
}

static bool same(const char *a, const char *b) {
  if (a == NULL || b == NULL) return false;
  struct ek_arena *arena = ek_arena_new();
  bool out = strcmp(ek_text_lower(arena, a), ek_text_lower(arena, b)) == 0;
  ek_arena_free(arena);
  return out;
}

bool ek_bank_matches(const struct ek_bank_filter *f, const struct ek_peer *p) {
  for (int i = 0; i < EK_BANK_FIELDS; i++) {
    const char *wanted = ek_bank_wanted(f, i);
    if (wanted != NULL && !same(wanted, ek_bank_field(p, i))) return false;
  }
  int year = ek_month_year(p->start);
  return (f->from == 0 || year >= f->from) && (f->until == 0 || year <= f->until);
}

/* The bank's file is the study itself, by whatever way it is named. */
static bool is_itself(const char *a, const char *b) {
  char *x = realpath(a, NULL), *y = realpath(b, NULL);
  bool out = x != NULL && y != NULL && strcmp(x, y) == 0;
  free(x);
  free(y);
  return out;
}

/* What is asked for; where neither target group nor type is, the study's own are. */
static struct ek_bank_filter kind_of(const struct ek_bank_filter *filter, const struct ek_peer *own) {
  struct ek_bank_filter of = *filter;
  if (of.class[EK_UNLIKE_TARGET] != NULL || of.class[EK_UNLIKE_TYPE] != NULL) return of;
  of.class[EK_UNLIKE_TARGET] = own->class[EK_UNLIKE_TARGET];
  of.class[EK_UNLIKE_TYPE] = own->class[EK_UNLIKE_TYPE];
  return of;
}

struct ek_list ek_bank_alike(struct ek_bank *bank, const struct ek_bank_filter *filter, const struct ek_peer *own, const char *path, const struct ek_ground *common,
                             struct ek_diags *diags) {
  struct ek_bank_filter of = kind_of(filter, own);
  struct ek_list out = {0};
  size_t n;
  const struct ek_peer *all = ek_bank_insatser(bank, &n);
  struct ek_arena *arena = own->model->arena;
  *(struct ek_peer *)ek_list_push(arena, &out, sizeof *own) = *own;
  for (size_t i = 0; i < n; i++) {
    struct ek_peer peer = all[i];
    if (is_itself(peer.name, path) || !ek_bank_matches(&of, &peer)) continue;
    if (!ek_text_same(peer.model_hash, own->model_hash)) {
      ek_warning(diags, (struct ek_pos){0}, NULL, "'%s' in the bank is left out: its model is '%s', that of the study is '%s'%s", peer.name, peer.model->name, own->model->name,
                 ek_text_same(peer.model->name, own->model->name) ? " with another content" : "");
    } else if (ek_bank_move(bank, &peer, common)) *(struct ek_peer *)ek_list_push(arena, &out, sizeof peer) = peer;
  }
  return out;
}

static size_t others(const struct ek_bank *bank, const struct ek_bank_filter *of, const char *path) {
  size_t n, out = 0;
  const struct ek_peer *all = ek_bank_insatser(bank, &n);
  for (size_t i = 0; i < n; i++) out += !is_itself(all[i].name, path) && ek_bank_matches(of, &all[i]);
  return out;
}

static const char *years_text(struct ek_arena *arena, const struct ek_bank_filter *f) {
  if (f->from == f->until) return ek_sprintf(arena, "%d", f->from);
  return ek_sprintf(arena, "%s..%s", f->from != 0 ? ek_sprintf(arena, "%d", f->from) : "", f->until != 0 ? ek_sprintf(arena, "%d", f->until) : "");
}

/* One thing asked for after another, until none is left. */
const char *ek_bank_why_none(struct ek_arena *arena, const struct ek_bank *bank, const struct ek_bank_filter *filter, const struct ek_peer *own, const char *path) {
  const struct ek_bank_filter of = kind_of(filter, own);
  struct ek_bank_filter asked = {0};
  struct ek_buffer text = {.arena = arena};
  size_t left = others(bank, &asked, path);
  if (left == 0) return "it has no other";
  ek_buffer_addf(&text, "of %zu there", left);
  for (int i = 0; i < EK_BANK_FIELDS && left > 0; i++) {
    if (ek_bank_wanted(&of, i) == NULL) continue;
    ek_bank_want(&asked, i, ek_bank_wanted(&of, i));
    left = others(bank, &asked, path);
    ek_buffer_addf(&text, ", %zu with %s '%s'", left, ek_bank_field_name(i), ek_bank_wanted(&of, i));
  }
  if (left > 0 && (of.from != 0 || of.until != 0)) {
    left = others(bank, &of, path);
    ek_buffer_addf(&text, ", %zu with year %s", left, years_text(arena, &of));
  }
  if (left > 0) ek_buffer_add(&text, ", 0 that can be computed as it is");
  return ek_buffer_text(&text);
}
