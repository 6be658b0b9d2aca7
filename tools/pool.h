/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Work on batches of rows by several threads, the results in the order of the input.
 *
 * The calling thread reads and writes; workers do what is in between. A slot goes round: it is filled, worked on,
 * emptied. With one thread there are no workers and no locks: the same slot is filled, worked on and emptied in turn.
 */
#ifndef TENOR_POOL_H
#define TENOR_POOL_H

#include <stddef.h>

#include "tenor.h"

typedef struct pool_job {
  size_t slot_bytes; /* a slot is this many zeroed bytes until slot_init */
  void *user;        /* handed to all of these */
  tenor_status (*slot_init)(void *user, void *slot, tenor_error *error);
  void (*slot_finish)(void *user, void *slot);
  /* One a worker thread; *state is what work gets. */
  tenor_status (*worker_init)(void *user, void **state, tenor_error *error);
  void (*worker_finish)(void *user, void *state);
  /* OK: filled; END: nothing is left. In the calling thread. */
  tenor_status (*fill)(void *user, void *slot, tenor_error *error);
  /* In any thread. */
  tenor_status (*work)(void *user, void *state, void *slot, tenor_error *error);
  /* In the calling thread, in the order of fill; END: enough. */
  tenor_status (*empty)(void *user, void *slot, tenor_error *error);
} pool_job;

/* Runs until fill says END or something fails; what was filled before a failure of fill is still worked on and
 * emptied. */
tenor_status pool_run(const pool_job *job, size_t n_threads, tenor_error *error);

/* One a processor, as far as the system tells. */
size_t pool_processors(void);

#endif
