"""twelve-states.c in numpy: whole columns of draws of all states at a time, in blocks that a cache holds."""
import sys
import time

import numpy as np

start, n, LIVING, ALTERNATIVES, MONTHS = time.process_time(), int(sys.argv[1]), 11, 6, 480
BLOCK = min(max(n, 1), 1000)
rng = np.random.default_rng(1)
factor = 1.03 ** (-(np.arange(MONTHS) + 0.5) / 12)
by = (np.append(0, factor) + np.append(factor, 0)) / 2  # of points
i = np.arange(1, LIVING + 1)[:, None]


def gamma(mean, sd, size):
    return rng.gamma((mean / sd) ** 2, sd * sd / mean, size)


def beta(mean, sd, size):
    m = mean * (1 - mean) / (sd * sd) - 1
    return rng.beta(mean * m, (1 - mean) * m, size)


def lognormal(mean, sd, size):
    s = np.sqrt(np.log1p((sd / mean) ** 2))
    return rng.lognormal(np.log(mean) - s * s / 2, s, size)


def block(size):
    shape = (LIVING, size)
    on, back, die = np.zeros(shape), np.zeros(shape), beta(0.0005 * i, 0.00005 * i, shape)
    on[:-1] = beta(0.02 + 0.002 * i[:-1], (0.02 + 0.002 * i[:-1]) / 10, (LIVING - 1, size))
    back[1:] = beta(0.03, 0.003, (LIVING - 1, size))
    cost, worth = gamma(100.0 * i, 10.0 * i, shape), beta(1 - 0.05 * i, 0.02, shape)
    out = []
    for a in range(ALTERNATIVES):
        go, price = on, 0
        if a:
            mean = 0.95 - 0.05 * a
            go, price = 1 - (1 - on) ** lognormal(mean, mean / 20, size), gamma(50 * a, 5 * a, size)
        stay = 1 - go - back - die
        x, into, scratch = np.zeros(shape), np.zeros(shape), np.empty(shape)
        x[0] = 1
        into[0] = by[0]
        for k in range(MONTHS):
            after = x * stay
            after[1:] += np.multiply(x[:-1], go[:-1], out=scratch[1:])
            after[:-1] += np.multiply(x[1:], back[1:], out=scratch[:-1])
            x = after
            into += np.multiply(x, by[k + 1], out=scratch)
        out.append([(into * (cost + price)).sum(), (into * worth).sum() / 12])
    return np.array(out)


total = np.zeros((ALTERNATIVES, 2)) + sum(block(min(BLOCK, n - first)) for first in range(0, n, BLOCK)) / max(n, 1)
for a, (cost, effect) in enumerate(total):
    print(f"a{a}", repr(float(cost)), repr(float(effect)))
print(f"{time.process_time() - start:.6f}", file=sys.stderr)
