/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where an axis has its ticks: at round numbers, 1, 2 or 5 times a power of ten apart (P. S. Heckbert, Nice numbers
 * for graph labels, Graphics Gems, 1990); and how values lie along an axis.
 */
#ifndef TENOR_TICKS_H
#define TENOR_TICKS_H

typedef struct ticks {
  double first, step;
  int n;      /* at least 2 */
  int places; /* decimals that tell them apart */
} ticks;

/* About `wanted` ticks which cover low .. high. What is not finite, or no range, is taken as a range of 1 around what
 * there is. */
ticks ticks_cover(double low, double high, int wanted);
/* Those that lie within low .. high, which is a range that stays as it is; so n may be less, also 0. */
ticks ticks_within(double low, double high, int wanted);
double ticks_value(const ticks *t, int index);

/* Values low .. high lie at begin .. end. */
typedef struct scale {
  double low, high, begin, end;
} scale;

/* A value beyond the range is put at its nearer end. */
double scale_place(const scale *s, double value);

#endif
