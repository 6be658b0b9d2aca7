/* SPDX-License-Identifier: Apache-2.0 */
/* The description that a model file carries: one JSON object. */
#ifndef TENOR_META_H
#define TENOR_META_H

#include "trainer.h"

/* *json is owned by the caller. `about` (may be NULL) is a JSON object that goes in as it is. Errors: MEMORY. */
tenor_status meta_write(const tenor_trainer *trainer, const char *about, char **json);

#endif
