/* SPDX-License-Identifier: Apache-2.0 */
/* Options of an estimate or test, and the seed of its draws. */
#ifndef TENOR_COMPARE_OPTIONS_H
#define TENOR_COMPARE_OPTIONS_H

#include "compare/comparison.h"

/* Errors: ARG. */
tenor_status compare_options_check(const tenor_compare_options *options);

/* A seed that depends on what is asked, by names and not by numbers: the draws of a group stay the same whatever other
 * groups there are. */
uint64_t compare_seed(const tenor_comparison *comparison, const tenor_slice *slice, uint64_t seed,
                      uint64_t purpose);

#endif
