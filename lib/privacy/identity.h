/* Files about persons must not say who they are. What in a file does, by what its columns are
 * called and what stands in them: names, personal numbers, and where somebody can be reached. */
#ifndef EK_PRIVACY_IDENTITY_H
#define EK_PRIVACY_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "read/columns.h"

enum ek_identity {
  EK_IDENTITY_NONE,
  EK_IDENTITY_NUMBER, /* personnummer or samordningsnummer, one in a cell */
  EK_IDENTITY_INSIDE, /* such a number inside a longer text, in most cells that hold one */
  EK_IDENTITY_NAME,
  EK_IDENTITY_EMAIL,
  EK_IDENTITY_PHONE,
  EK_IDENTITY_ADDRESS /* by the column's name only */
};
/* "names of persons" and so on; "" for none. */
const char *ek_identity_text(enum ek_identity what);

struct ek_identity_seen {
  enum ek_identity what;
  bool in_name; /* it is what the column is called that says so */
};
/* What the column tells of who somebody is, judged by its name and the first `most` of its
 * texts. A column of nothing but yes and no, or of nothing but pseudonyms, may be called
 * anything. One personal number or e-mail address is enough; of names a share of the texts is
 * asked for, since Nora is a municipality and Sofia a parish. */
struct ek_identity_seen ek_identity_of(const struct ek_column *column, size_t most);

/* A column for a message: "3 'deltagare'", or only "3" where its name may be that of a person. */
const char *ek_identity_column(struct ek_arena *arena, const struct ek_columns *columns, size_t i);

/* May the columns be used? Each that may not, and each whose name is itself about a person,
 * which a file without a first row of names has, gives an error at the file as a whole. It
 * gives the column's number and name, and never a text of it. */
bool ek_identity_check(struct ek_columns *columns, struct ek_diags *diags);
/* The second half of it alone: are the columns' names free from persons? */
bool ek_identity_check_header(const struct ek_columns *columns, struct ek_diags *diags);

#endif
