/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/results.h"

#include <stdlib.h>

void results_init(results *r) {
  *r = (results){.n_groups = 0};
  batch_init(&r->memory);
}

static void finish_group(result_group *g) {
  free((void *)g->keys);
  free(g->profile);
  free(g->trend);
  free(g->targets);
  free(g->words);
  free(g->highest);
  free(g->lowest);
}

void results_finish(results *r) {
  for (size_t i = 0; i < r->n_groups; i++) finish_group(&r->groups[i]);
  free(r->groups);
  free(r->pairs);
  free(r->periods);
  free((void *)r->targets);
  batch_finish(&r->memory);
}
