/* What the numbers of a document rest on, for pages that lead there and workbooks that compute it. */
#ifndef EK_DOCUMENT_BASIS_H
#define EK_DOCUMENT_BASIS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* What of the result a number is that is no figure: a sum until a month, or what is paid. For renderers whose readers may
 * change what it rests on. */
enum ek_doc_quoted { EK_QUOTED_ACCUMULATED, EK_QUOTED_COST, EK_QUOTED_COST_SHARE };
struct ek_doc_quote {
  enum ek_doc_quoted kind;
  int actor; /* of a cost who pays it, -1: all */
  int month; /* ACCUMULATED: until which */
  int row;   /* COST: of the cost table, -1: all that the payer pays */
};

struct ek_figure; /* engine/result.h */
struct ek_trace;  /* model/world.h */

/* What a number rests on that is no figure, or the numbers of a table or a paragraph: for pages that lead there. */
struct ek_doc_basis {
  const char *how;              /* in a sentence; NULL: it is a part of its one figure, whose entry it leads to */
  struct ek_list figures;       /* const struct ek_figure *: what it was made of, each once */
  const struct ek_trace *trace; /* what it is the sum of; or NULL */
  const char *title, *value;    /* what it is called and shows; NULL: as the first cell that rests on it does */
  bool table;                   /* of a whole table: how it was made is enough */
  size_t number;                /* of its entry, from 1; 0: it has none */
};

/* Where the value of a figure that cells show comes from. */
struct ek_doc_origin {
  const struct ek_figure *figure;
  const char *name;  /* as `explain` takes it: kommun/5y/resultat; each figure has its own */
  const char *group; /* whose it is, or NULL: of the whole */
  const struct ek_trace *trace;
};

#endif
