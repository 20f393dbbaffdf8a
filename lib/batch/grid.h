/* The grid of a batch: a base study and what is another in each of its runs. A dimension is a set of points;
 * a point changes a value of the study, several at once, the model, the files that are laid over the study, or
 * the study itself. Runs have numbers, which follow from the file alone. */
#ifndef EK_BATCH_GRID_H
#define EK_BATCH_GRID_H

#include "study/study.h"

enum ek_grid_mode { EK_GRID_FULL, EK_GRID_ROWS };

struct ek_grid_dimension { /* as written */
  struct ek_name set, name, file, from, to, step;
  struct ek_list values, models, changes; /* struct ek_name */
  struct ek_value dist;
  int count;
  struct ek_pos pos;
};

/* One value of a dimension. */
struct ek_point {
  const char **cells;      /* [columns of its axis] as shown in the output */
  struct ek_list settings; /* struct ek_setting */
  const char *with;        /* a file laid over the study; NULL: none */
  size_t study;            /* which; only of an axis of studies */
};

/* A dimension made ready. */
struct ek_axis {
  size_t n_columns, n;
  const char **columns;    /* [n_columns] */
  struct ek_point *points; /* [n] */
  const struct ek_grid_dimension *drawn; /* its values are drawn, as this says; NULL: they are not */
  bool numbers;            /* all its points set the same paths to plain numbers: runs that differ in them alone are columns of one */
  bool studies;            /* its points are studies */
  bool layers;             /* they are files laid over the study */
  struct ek_pos pos;
};

struct ek_grid {
  const char *title;
  struct ek_name study;
  struct ek_list studies;    /* struct ek_name */
  int mode;                  /* enum ek_grid_mode */
  struct ek_list dimensions; /* struct ek_grid_dimension */
  struct ek_list horizons;   /* int months; empty: those of the study */
  struct ek_list actors;     /* struct ek_name; empty: all */
  struct ek_list figures;    /* struct ek_name; empty: all by actor and horizon, and of the whole */
  int draws, seed;           /* draws 0: none */
  struct ek_pos pos;
  bool present;

  /* Made ready. */
  const struct ek_source *source;
  const char **paths;        /* of studies, as they are opened */
  struct ek_list axes;       /* struct ek_axis */
  struct ek_list files;      /* const struct ek_source *: of rows of assumptions */
  size_t runs;
  bool asked[64];            /* by enum ek_figure_id: is it told? */
  bool whole;                /* also figures that no run of many draws has: of households, discount factors, … */
};

#define EK_GRID_RUNS 1000000000 /* in a batch */
#define EK_GRID_POINTS 1000000  /* in a dimension */

struct ek_grid_file {
  struct ek_grid batch;
};
extern const struct ek_record ek_record_batch; /* a whole grid file */

/* Reads the grid and makes its axes; NULL with diagnostics. What is drawn has no values yet. */
struct ek_grid *ek_grid_read(struct ek_arena *arena, const char *path, struct ek_diags *diags);
struct ek_grid *ek_grid_read_source(struct ek_arena *arena, const struct ek_source *source, struct ek_diags *diags);
/* Draws what is drawn, by the grid's seed. `study` as it stands, which distributions may name values of, and of
 * whose tree `root` those are taken that the grid does not state itself. False with diagnostics. */
bool ek_grid_draw(struct ek_arena *arena, struct ek_grid *grid, struct ek_study *study, const struct ek_node *root, struct ek_diags *diags);
/* Which point of the axis a run has; runs are numbered from 0, the last dimension changes fastest. */
size_t ek_grid_at(const struct ek_grid *grid, size_t axis, size_t run);

/* ---- private to the room ---- */

/* A number as a study has it: no three digits after a point, which could be thousands. */
const char *ek_grid_number(struct ek_arena *arena, double value, int digits);
/* The points of {from, to, step or count}; false with diagnostics. */
bool ek_grid_range(struct ek_arena *arena, const struct ek_grid_dimension *d, struct ek_axis *out, struct ek_diags *diags);
/* Sets axis->numbers, once it has its values. */
void ek_grid_find_numbers(struct ek_arena *arena, struct ek_axis *axis);
/* Gives the axis room for points that set one path. */
void ek_grid_points(struct ek_arena *arena, struct ek_axis *axis, const struct ek_grid_dimension *d, size_t n);
void ek_grid_set(struct ek_arena *arena, struct ek_axis *axis, size_t point, const struct ek_grid_dimension *d, const char *text);

#endif
