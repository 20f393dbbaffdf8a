/* For laws on what only changes hands. */
#ifndef EK_TEST_ENGINE_TRANSFERS_H
#define EK_TEST_ENGINE_TRANSFERS_H

#include "fixture.h"

#include "engine/ledger.h"

/* A ledger with only the lines between actors, of which there must be many. */
static inline const struct ek_ledger *transfers_of(const struct ek_result *r) {
  struct ek_ledger *only = ek_ledger_new(arena, r->model, r->ledger->months, r->ledger->draws);
  const struct ek_line *lines = r->ledger->lines.items;
  size_t transfers = 0;
  for (size_t i = 0; i < r->ledger->lines.n; i++) {
    int last = EK_ACCOUNT_PRODUCTION(r->model) - 1;
    if (lines[i].from > last || lines[i].to > last) continue;
    ek_ledger_book(only, &lines[i]);
    transfers++;
  }
  assert_true(transfers > 20);
  ek_ledger_close(only);
  return only;
}

#endif
