/* SPDX-License-Identifier: Apache-2.0 */
/* The normal distribution and Student's t, with degrees of freedom that need not be whole. */
#ifndef TENOR_COMPARE_STUDENT_H
#define TENOR_COMPARE_STUDENT_H

double normal_cdf(double z);
double normal_quantile(double p); /* 0 < p < 1 */
double student_cdf(double t, double df);
double student_quantile(double p, double df); /* 0 < p < 1, df >= 1 */

#endif
