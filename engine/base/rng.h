/* SPDX-License-Identifier: Apache-2.0 */
/* Seeded random numbers, the same on every machine: splitmix64 (Steele, Lea & Flood 2014). */
#ifndef TENOR_BASE_RNG_H
#define TENOR_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

typedef struct tenor_rng {
  uint64_t state;
} tenor_rng;

static inline uint64_t rng_next(tenor_rng *rng) {
  uint64_t x = rng->state += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/* Uniform in 0 .. n - 1 without bias (Lemire 2019 by rejection); n > 0. */
static inline uint64_t rng_below(tenor_rng *rng, uint64_t n) {
  const uint64_t limit = UINT64_MAX - UINT64_MAX % n;
  uint64_t x;
  do x = rng_next(rng);
  while (x >= limit);
  return x % n;
}

/* Uniform in [0, 1). */
static inline double rng_unit(tenor_rng *rng) {
  return (double)(rng_next(rng) >> 11) * 0x1.0p-53;
}

#endif
