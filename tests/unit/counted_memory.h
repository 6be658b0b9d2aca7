/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The allocator between the engine and the system's: counts what the engine asks for and gives back, and fails when it
 * is told to. It works by the linker's --wrap, so it sees the objects of the test and of the static engine and not the
 * shared libraries, which check their own.
 */
#ifndef TENOR_TESTS_COUNTED_MEMORY_H
#define TENOR_TESTS_COUNTED_MEMORY_H

#include <stddef.h>

/* Starts counting anew; the `fail_at`th request (from 1) fails, and with `from_then_on` all after it. 0: none fails. */
void memory_start(size_t fail_at, int from_then_on);
size_t memory_requests(void); /* since memory_start */
long memory_live(void);       /* blocks asked for and not given back since memory_start */

#endif
