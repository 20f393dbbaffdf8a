/* What of a result of people rests on so few of them that it would tell of them: it is taken out
 * of the result, and with it as much as makes that nobody can work it out. */
#ifndef EK_ENGINE_FEW_H
#define EK_ENGINE_FEW_H

#include "engine/result.h"

/* Of one result. An account is told by its actor's number, with the two boundaries behind. */
struct ek_few {
  bool *account;     /* [accounts] any of its figures, costs apart */
  bool *line;        /* [lines] of the household's economy */
  bool disposable, pay;   /* what households can spend; what those with pay keep of it */
};

struct ek_runner;
/* Takes it out of the result, of the results of its groups and of its sample. */
void ek_few_hide(struct ek_runner *runner, struct ek_result *result);

#endif
