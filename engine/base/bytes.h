/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of the engine are little-endian images that are mapped and used where they lie. The engine runs on
 * little-endian machines only (checked below), so a load is a load; what must be checked is bounds, and that
 * is what a byte_view does.
 */
#ifndef TENOR_BASE_BYTES_H
#define TENOR_BASE_BYTES_H

#include <stddef.h>
#include <stdint.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "tenor's files are mapped as they lie: a big-endian port must swap on load"
#endif

static inline uint64_t bytes_hash(const void *data, size_t size) {
  return XXH3_64bits(data, size);
}

/* Asks for a cache line that will be read soon; does nothing where the compiler cannot say so. */
#if defined(__GNUC__)
#define BYTES_PREFETCH(address) __builtin_prefetch(address)
#else
#define BYTES_PREFETCH(address) ((void)(address))
#endif

/* The number of the lowest byte of `x` that is not 0; x is not 0. */
static inline unsigned bytes_lowest(uint64_t x) {
#if defined(__GNUC__)
  return (unsigned)__builtin_ctzll(x) / 8;
#else
  unsigned n = 0;
  for (; !(x & 0xFF); x >>= 8) n++;
  return n;
#endif
}

/* Mixes two ids into a well-spread hash (the finaliser of splitmix64; Steele et al. 2014). */
static inline uint64_t bytes_hash_pair(uint32_t a, uint32_t b) {
  uint64_t x = ((uint64_t)a << 32 | b) + 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/* The smallest power of two that leaves a hash table of n keys at most half full; 4 at the least. */
static inline uint32_t bytes_table_size(uint32_t n) {
  uint32_t size = 4;
  while (size < n * 2u && size < (1u << 30)) size *= 2;
  return size;
}

#endif
