/* assert_near for doubles: cmocka's own assert_float_equal casts to float and so
 * would miss errors in the eighth digit. */
#ifndef EK_TEST_NEAR_H
#define EK_TEST_NEAR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

/* Fails unless |actual - expected| <= max(rel * |expected|, abs). Equal infinities
 * are near; NaN is near nothing. */
#define assert_near(actual, expected, rel, abs)                                                    \
  near_check((actual), (expected), (rel), (abs), #actual, __FILE__, __LINE__)

static inline void near_check(double actual, double expected, double rel, double abs_tolerance,
                              const char *what, const char *file, int line) {
  double tolerance = fmax(rel * fabs(expected), abs_tolerance);
  if (actual == expected || (isfinite(expected) && fabs(actual - expected) <= tolerance))
    return;
  print_error("%s is %.17g, expected %.17g within %g\n", what, actual, expected, tolerance);
  _fail(file, line);
}

#endif
