/* A person put together from what a row says: a standing for each phase, and a member who stays
 * in them. Private to the room. */
#ifndef EK_PEOPLE_DRAFT_H
#define EK_PEOPLE_DRAFT_H

#include "people/intake.h"

/* Numbers what is new, or finds what is known. */
struct ek_person_key {
  double age;
  const struct ek_household *household; /* NULL: one adult */
};
uint32_t ek_person_of(struct ek_people *p, struct ek_intern *known, struct ek_person_key key);
/* The person of a row, by its columns of age, household and children; `municipality` in lower
 * case, left as it is when none is said. */
uint32_t ek_intake_person(struct ek_intake *in, size_t row, const char **municipality);
uint32_t ek_stretch_of(struct ek_people *p, struct ek_intern *known, struct ek_stretch stretch);

/* A standing while it is put together. */
struct ek_draft {
  const char *municipality;
  struct ek_pos municipality_pos;
  uint32_t who;
  struct {
    const struct ek_item *item;
    double quantity;  /* a share, or so many a year */
  } held[EK_MOST_ROLES + EK_MOST_SERVED + 16];
  size_t n_held;
  /* Inputs that columns give: an item's by name and phase, the nearest first. */
  struct {
    const struct ek_role_of *role;
    uint32_t code;
    const struct ek_item *only; /* said of this item; NULL: of any that asks for it */
    bool goes_on;     /* said of `before`: it holds for the household, and for services that go on */
  } given[2 * EK_MOST_ROLES];
  size_t n_given;
  bool services_go_on;
  bool supposed;      /* full work: nobody says that it is so */
};
/* Adds to what is held; what is held already is added to. */
void ek_draft_hold(struct ek_draft *draft, const struct ek_item *item, double quantity);
/* Adds the services that the study says go with the states that are held. */
void ek_draft_serve(struct ek_intake *in, struct ek_draft *draft);
/* Reads those services; errors for those that are not known. */
bool ek_intake_services(struct ek_intake *in);
/* The draft's standing. EK_NO_STANDING when a held item lacks an input (its name in *lacking),
 * or a column gives one in another unit (*wrong). */
uint32_t ek_standing_of(struct ek_intake *in, const struct ek_draft *draft, const char **lacking,
                        const struct ek_role_of **wrong);

/* Members are added one by one. */
struct ek_member {
  double weight;
  uint32_t before, full;
  size_t entry, during, observed;
  uint16_t stratum;
};
void ek_people_begin(struct ek_people *p, size_t most);
void ek_people_add(struct ek_people *p, const struct ek_member *member);
void ek_people_stay(struct ek_people *p, uint32_t stretch, uint32_t standing);

#endif
