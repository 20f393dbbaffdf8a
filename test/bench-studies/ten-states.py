"""ten-states.c in numpy: whole columns of draws at a time, in blocks that a cache holds."""
import sys
import time

import numpy as np

start, n, certain = time.process_time(), int(sys.argv[1]), "certain" in sys.argv[2:]
BLOCK = 2000
PERSON, KOMMUN, REGION, STATEN, AF, FK, ARBETSGIVARE, EU = range(8)
ACTORS = ["alla", "person", "offentlig", "kommun", "region", "staten", "af", "fk", "arbetsgivare", "eu"]
HORIZONS, MONTHS, CASES, PEOPLE, DURING, LAG = [12, 60, 120], 120, 10, 95, 6, 1
WEIGHT, ENTERS = 5.0 + np.arange(CASES), np.where(np.arange(CASES) < 5, 0, 6)
BEGUN = ENTERS + DURING + LAG
factor = 1.03 ** (-(np.arange(MONTHS) + 0.5) / 12)
rng = np.random.default_rng(1)


def gamma(mean, sd, size):
    return np.full(size, float(mean)) if certain else rng.gamma((mean / sd) ** 2, sd * sd / mean, size)


def beta(mean, sd, size):
    m = mean * (1 - mean) / (sd * sd) - 1
    return np.full(size, mean) if certain else rng.beta(mean * m, (1 - mean) * m, size)


def lognormal(mean, sd, size):
    s = np.sqrt(np.log1p((sd / mean) ** 2))
    return np.full(size, float(mean)) if certain else rng.lognormal(np.log(mean) - s * s / 2, s, size)


def use(account, price, j, times):
    kr = price[j] * times
    account[KOMMUN + j % 5] -= kr
    if j % 3 == 0:
        account[PERSON] -= 0.1 * kr
        account[KOMMUN + j % 5] += 0.1 * kr


def live(account, i, pay, work, idle):
    """Kronor a year for one person who works and is idle so much of the time; returns what is produced."""
    support, wage = idle * (12 * (8000 + 500 * i)), pay * work
    income = wage + support
    local, national = 0.32 * np.maximum(0, income - 12 * 2000), 0.2 * np.maximum(0, income - 12 * 24000)
    vat = 0.12 * (income - local - national)
    account[KOMMUN + i] -= support
    account[KOMMUN + (i + 1) % 5] -= 0.1 * support
    account[PERSON] += income - local - national - vat
    account[KOMMUN] += local
    account[STATEN] += national + vat + 0.31 * wage
    return 1.31 * wage


def actors(account):
    public = account[KOMMUN : FK + 1].sum(axis=0)
    whole = account[PERSON] + public + account[ARBETSGIVARE]
    return np.concatenate([[whole, account[PERSON], public], account[KOMMUN:]])


def block(size):
    pay = [lognormal(12 * (20000 + 2000 * i), 12 * 1000, size) for i in range(5)]
    works = [beta(0.4 + 0.04 * k, 0.05, size) for k in range(CASES)]
    price = [gamma(500 + 50 * j, 5 * (10 + j), size) for j in range(30)]
    amount = [gamma(m, sd, size) for m, sd in [(900000, 90000), (2000, 200), (8400, 840), (250000, 25000), (400000, 40000)]]
    deadweight, displacement, retention = beta(0.4, 0.08, size), beta(0.1, 0.03, size), beta(0.8, 0.05, size)
    during_change, after_change = np.empty((CASES, 8, size)), np.empty((CASES, 8, size))
    for k in range(CASES):
        before, during, after = np.zeros((3, 8, size))
        i, first = k % 5, 3 * k
        live(before, i, pay[i], 0, 1)
        for t, times in enumerate([2, 4, 6]):
            use(before, price, (first + t) % 30, times)
        live(during, i, pay[i], 0, 1)
        use(during, price, first % 30, 4)
        use(during, price, (first + 3) % 30, 12)
        made = live(after, i, pay[i], works[k], 1 - works[k])
        use(after, price, first % 30, 1)
        use(after, price, (first + 1) % 30, 2)
        after[ARBETSGIVARE] -= made * displacement
        persons = (1 - deadweight) * (WEIGHT[k] / 12)
        during_change[k], after_change[k] = (during - before) * persons, (after - before) * persons
    left = retention ** np.arange(MONTHS // 12)[:, None]
    bills = np.zeros((MONTHS, 8, size))
    bills[:12, KOMMUN] = amount[0] / 12
    bills[:18, EU] = amount[4] / 18
    bills[0, AF], bills[6, AF], bills[0, FK] = 35 * amount[1], 60 * amount[1], amount[3]
    bills[:6, REGION], bills[6:12, REGION] = amount[2] * (35 / 12), amount[2] * (60 / 12)
    bills *= factor[:, None, None]
    cost = actors(bills.sum(axis=0))
    total, balance, turnover = np.zeros((10, size)), np.zeros((10, size)), np.zeros((10, size))
    since, benefit = np.full((10, size), np.inf), {}
    for m in range(MONTHS):
        in_it = (m >= ENTERS) & (m < ENTERS + DURING)
        account = during_change[in_it].sum(axis=0)
        for begun in (BEGUN[0], BEGUN[-1]):
            if m >= begun:
                account += after_change[begun == BEGUN].sum(axis=0) * left[(m - begun) // 12]
        gain = actors(account * factor[m])
        total += gain
        net = gain - actors(bills[m]) if m < 18 else gain
        balance += net
        turnover += np.abs(net)
        paid = balance >= -1e-9 * (turnover + np.abs(cost))
        since = np.where(paid, np.where(np.isinf(since), m + 1 if m else 0, since), np.inf)
        if m + 1 in HORIZONS:
            benefit[m + 1] = total.copy()
    per_year = 12 * actors(after_change.sum(axis=0))
    net = (1 - deadweight) * (1 - displacement)
    extra, whole = sum(WEIGHT[k] * works[k] for k in range(CASES)) * net, cost[0] + cost[9]
    months = np.where(cost <= 0, np.where(per_year < 0, np.inf, 0), np.where(per_year > 0, 12 * cost / per_year, np.inf))
    out = [[benefit[h], cost, benefit[h] - cost, np.where(cost > 0, benefit[h] / cost, np.nan), (benefit[h] - cost) / PEOPLE] for h in HORIZONS]
    return np.concatenate([np.concatenate(by) for by in out] + [per_year, months, since, [whole / PEOPLE, extra, whole / extra]])


with np.errstate(all="ignore"):
    every = np.concatenate([block(min(BLOCK, n - first)) for first in range(0, n, BLOCK)], axis=1)
    names = [f"{figure},{actor},{h}" for h in HORIZONS for figure in ["benefit", "cost", "result", "return", "result_per_participant"] for actor in ACTORS]
    names += [f"{figure},{actor}," for figure in ["benefit_per_year", "payback_benefit_months", "payback_months"] for actor in ACTORS]
    names += [f"{figure},," for figure in ["cost_per_participant", "extra_in_work", "cost_per_extra_in_work"]]
    for name, x in zip(names, every):
        x = x[~np.isnan(x)]
        if len(x) > 1:
            at = [int(share * (len(x) - 1) + 0.5) for share in (0.025, 0.975, 0.1, 0.9)]
            np.partition(x, at)
            print(f"{name},{x.mean()!r},{x.std(ddof=1)!r}")
print(f"{time.process_time() - start:.6f}", file=sys.stderr)
