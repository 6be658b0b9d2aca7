/* SPDX-License-Identifier: Apache-2.0 */
/* What every fallible function of the engine returns, and how it is passed up. */
#ifndef TENOR_BASE_STATUS_H
#define TENOR_BASE_STATUS_H

#include "tenor.h"

/* Returns from the calling function when `expression` is an error. */
#define TRY(expression)                           \
  do {                                            \
    const tenor_status try_status = (expression); \
    if (try_status < 0) return try_status;        \
  } while (0)

/* Jumps to `label` with `status` set when `expression` is an error: for functions that must clean up. */
#define TRY_GOTO(status, expression, label) \
  do {                                      \
    (status) = (expression);                \
    if ((status) < 0) goto label;           \
  } while (0)

/* Says which file an error that knows none is about. */
void tenor_error_name_file(tenor_error *error, const char *file);

#endif
