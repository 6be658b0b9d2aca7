/* SPDX-License-Identifier: Apache-2.0 */
#include "page/ticks.h"

#include <math.h>

/* The round number nearest to `range` (or, of the ticks' steps, a little above it). */
static double nice(double range) {
  const double exponent = floor(log10(range)), power = pow(10, exponent);
  const double fraction = range / power;
  if (fraction < 1.5) return power;
  if (fraction < 3) return 2 * power;
  return fraction < 7 ? 5 * power : 10 * power;
}

static int places_of(double step) {
  const double places = -floor(log10(step) + 1e-9);
  return places > 0 ? (int)fmin(places, 9) : 0;
}

ticks ticks_cover(double low, double high, int wanted) {
  if (!isfinite(low)) low = isfinite(high) ? high - 1 : 0;
  if (!isfinite(high)) high = low + 1;
  /* Ticks closer than the numbers themselves can be told apart would all be one. */
  if (!(high - low > 1e-9 * fmax(fabs(low), 1e-290) && high - low > 1e-9)) {
    low -= 0.5;
    high += 0.5;
  }
  const double step = nice((high - low) / fmax(wanted - 1, 1));
  const double first = floor(low / step + 1e-9) * step, last = ceil(high / step - 1e-9) * step;
  const double n = floor((last - first) / step + 0.5) + 1;
  return (ticks){first, step, n >= 2 && n < 1000 ? (int)n : 2, places_of(step)};
}

ticks ticks_within(double low, double high, int wanted) {
  ticks t = ticks_cover(low, high, wanted);
  const double slack = 1e-9 * t.step;
  while (t.n > 0 && t.first < low - slack) t.first += t.step, t.n--;
  while (t.n > 0 && ticks_value(&t, t.n - 1) > high + slack) t.n--;
  return t;
}

/* A product, not a sum of steps, and no -0.0000001 where 0 is meant. */
double ticks_value(const ticks *t, int index) {
  const double value = t->first + index * t->step;
  return fabs(value) < 1e-9 * t->step ? 0 : value;
}

double scale_place(const scale *s, double value) {
  const double range = s->high - s->low;
  const double share = range > 0 ? (value - s->low) / range : 0.5;
  return s->begin + fmin(fmax(share, 0), 1) * (s->end - s->begin);
}
