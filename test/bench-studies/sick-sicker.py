"""sick-sicker.c in numpy: whole columns of draws at a time, in blocks that a cache holds."""
import sys
import time

import numpy as np

start, n, CYCLES = time.process_time(), int(sys.argv[1]), 75
BLOCK = min(max(n, 1), 4000)
rng = np.random.default_rng(1)
k = np.arange(CYCLES + 1)
weight = np.where((k == 0) | (k == CYCLES), 1, np.where(k % 2 == 1, 2, 4)) / 3 / 1.03**k


def gamma(mean, sd, size):
    return rng.gamma((mean / sd) ** 2, sd * sd / mean, size)


def beta(mean, sd, size):
    m = mean * (1 - mean) / (sd * sd) - 1
    return rng.beta(mean * m, (1 - mean) * m, size)


def lognormal(mean, sd, size):
    s = np.sqrt(np.log1p((sd / mean) ** 2))
    return rng.lognormal(np.log(mean) - s * s / 2, s, size)


def block(size):
    r_hd = gamma(0.002, 0.0004472135955, size)
    r_hs1 = gamma(0.15, 0.0273861278753, size)
    r_s1h = gamma(0.5, 0.0645497224368, size)
    r_s1s2 = gamma(0.105, 0.0114564392374, size)
    hr_s1 = lognormal(3.00015000375, 0.0300022500906, size)
    hr_s2 = lognormal(10.0020002, 0.200060009668, size)
    hr_b = lognormal(0.600120012001, 0.0120036005801, size)
    c_h = gamma(2000, 200, size)
    c_s1 = gamma(4000.5, 300.018749414, size)
    c_s2 = gamma(15007.5, 1000.5, size)
    c_a = gamma(12002.55, 1400.00586249, size)
    c_b = gamma(12998.96, 1400.08684302, size)
    u_h = beta(0.985221674877, 0.00844820616466, size)
    u_s1 = beta(0.742857142857, 0.0329445477765, size)
    u_s2 = beta(0.5, 0.0232873216416, size)
    u_a = beta(0.952380952381, 0.0119798715578, size)
    live_h, live_s1, s2s2 = np.exp(-r_hd), np.exp(-r_hd * hr_s1), np.exp(-r_hd * hr_s2)
    p_hs1, p_s1h = -np.expm1(-r_hs1), -np.expm1(-r_s1h)
    hh, hs1, s1h = live_h * (1 - p_hs1), live_h * p_hs1, live_s1 * p_s1h
    out = []
    for b in range(2):
        p_s1s2 = -np.expm1(-r_s1s2 * hr_b if b else -r_s1s2)
        s1s1, s1s2 = live_s1 * (1 - (p_s1h + p_s1s2)), live_s1 * p_s1s2
        h, s1, s2 = np.ones(size), np.zeros(size), np.zeros(size)
        in_h, in_s1, in_s2 = h * weight[0], np.zeros(size), np.zeros(size)
        for c in range(1, CYCLES + 1):
            h, s1, s2 = h * hh + s1 * s1h, h * hs1 + s1 * s1s1, s1 * s1s2 + s2 * s2s2
            in_h += h * weight[c]
            in_s1 += s1 * weight[c]
            in_s2 += s2 * weight[c]
        kr, treated, well = in_h * c_h + in_s1 * c_s1 + in_s2 * c_s2, in_s1 + in_s2, in_h * u_h + in_s2 * u_s2
        if b:
            kr = kr + treated * c_b
        out += [(kr, well + in_s1 * u_s1), (kr + treated * c_a, well + in_s1 * u_a)]
    return np.array([[cost.sum(), effect.sum()] for cost, effect in out])


total = np.zeros((4, 2)) + sum(block(min(BLOCK, n - first)) for first in range(0, n, BLOCK)) / max(n, 1)
for name, (cost, effect) in zip(["soc", "strategy_a", "strategy_b", "strategy_ab"], total):
    print(name, repr(float(cost)), repr(float(effect)))
print(f"{time.process_time() - start:.6f}", file=sys.stderr)
