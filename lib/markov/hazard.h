/* Rates, probabilities and hazards that change with time. A probability is of a length of time; a
 * rate (intensity, hazard) is per year; they are turned into each other by the exponential
 * formula and never by dividing. */
#ifndef EK_MARKOV_HAZARD_H
#define EK_MARKOV_HAZARD_H

/* 1 − exp(−rate · years). */
double ek_rate_probability(double rate_per_year, double years);
/* The probability over another length of time at the same rate: 1 − (1 − p)^(to / from). */
double ek_probability_over(double probability, double from_years, double to_years);
/* With the hazard times `ratio`: 1 − (1 − p)^ratio; with the odds times `ratio`. */
double ek_probability_hazard_ratio(double probability, double ratio);
double ek_probability_odds_ratio(double probability, double ratio);

/* Parametric hazards by the usual two parameters, t in years:
 *   exponential   H = t / scale
 *   weibull       H = (t / scale)^shape
 *   gompertz      H = (exp(shape · t) − 1) / (shape · scale): the hazard is exp(shape · t) / scale
 *   log-logistic  H = ln(1 + (t / scale)^shape)
 *   log-normal    H = −ln Φ(−ln(t / scale) / shape): shape is the sd of ln t
 *   gamma         H = −ln Q(shape, t / scale) */
enum ek_hazard { EK_HAZARD_NONE, EK_HAZARD_EXPONENTIAL, EK_HAZARD_WEIBULL, EK_HAZARD_GOMPERTZ,
                 EK_HAZARD_LOG_LOGISTIC, EK_HAZARD_LOG_NORMAL, EK_HAZARD_GAMMA, EK_HAZARDS };

/* The cumulative hazard at t; NaN for a scale or shape that there is not. */
double ek_hazard_cumulative(enum ek_hazard hazard, double shape, double scale_years, double t);
/* How much of it falls in [from, to]; 1e12 once that much has come together. */
double ek_hazard_between(enum ek_hazard hazard, double shape, double scale_years, double from,
                         double to);

#endif
