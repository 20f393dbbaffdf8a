/* Functions whose whole work is a loop over columns of numbers: built for several machines, of which
 * the best is chosen at the start. Wider vectors do the same additions and multiplications, none of
 * them contracted, so the bits are the same on all. */
#ifndef EK_BASE_WIDE_H
#define EK_BASE_WIDE_H

/* Clang, with which ./test/fuzz/run builds, before 18 gives the choice another name than the function. */
#ifdef __clang__
#define EK_WIDE
#else
#define EK_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#endif

#endif
