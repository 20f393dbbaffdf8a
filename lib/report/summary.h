/* Shared between the files of the summary, which speaks of society first and then
 * of the actors. */
#ifndef EK_REPORT_SUMMARY_H
#define EK_REPORT_SUMMARY_H

#include "report/sections.h"

struct ek_summary {
  struct ek_report *p;
  struct ek_buffer text; /* the paragraph so far */
  struct ek_doc_basis *basis; /* the figures in it */
  double step;           /* kronor that cost, benefit and result are rounded to */
  bool planned;
};

/* Adds a sentence to the paragraph, with a capital first. */
void ek_summary_say(struct ek_summary *s, const char *text);
/* The paragraph tells that figure, or one that is rounded from it. */
void ek_summary_rests(struct ek_summary *s, enum ek_figure_id id, int actor, int horizon);
/* An amount rounded by its size, and up to ten times finer where society's are. */
const char *ek_summary_money(const struct ek_summary *s, double kronor);
/* The same with a minus in words below 0: "minus 1,2 miljoner kronor". */
const char *ek_summary_signed(const struct ek_summary *s, double kronor);
/* Of the same fact as outcome, as plan, and both of gross change: the one that is to be said. */
enum ek_word ek_summary_word(const struct ek_summary *s, const enum ek_word words[4]);
/* Less than half a krona is nothing. */
bool ek_summary_nothing(double kronor);
/* "18 månader", "två år". */
const char *ek_summary_time(const struct ek_summary *s, double months);

/* Who paid and whether it comes back; who gains, who loses, what it means for the participants. */
void ek_summary_payers(struct ek_summary *s);
void ek_summary_gains(struct ek_summary *s);
void ek_summary_person(struct ek_summary *s);
/* How sure it is and how well supported; what decides it; what has no price. */
void ek_summary_sure(struct ek_summary *s);
void ek_summary_decides(struct ek_summary *s);
void ek_summary_unpriced(struct ek_summary *s);

#endif
