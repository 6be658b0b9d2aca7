/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/search.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "learn/ratios.h"

/* A run of tasks 0 .. n_tasks - 1, taken by whichever worker is free. */
typedef struct task_run task_run;
typedef struct work_space work_space;
typedef tenor_status task_fn(task_run *run, size_t task, work_space *space, tenor_error *error);

struct task_run {
  search *search;
  task_fn *perform;
  size_t n_tasks;
  uint64_t n_fits;
  const uint32_t *chosen; /* for the last fits */
  svm_machine *machines;  /* for the last fits */
  atomic_size_t next;
  atomic_uint_fast64_t done; /* fits */
  atomic_size_t output;      /* begun last */
  atomic_int failed;
  pthread_mutex_t lock; /* guards error */
  tenor_error error;
};

/* What one worker needs. */
struct work_space {
  size_t *subset; /* [rows->n] */
  svm_machine machine;
  double *ratios; /* [ratio_last - ratio_first] */
  svm_rows scaled;
};

static tenor_status work_space_init(work_space *space, const search *s) {
  *space =
      (work_space){.subset = malloc((s->rows->n + 1) * sizeof *space->subset),
                   .ratios = malloc((s->ratio_last - s->ratio_first + 1) * sizeof *space->ratios)};
  const tenor_status status = svm_machine_init(&space->machine, s->rows);
  return space->subset && space->ratios ? status : TENOR_ERR_MEMORY;
}

static void work_space_finish(work_space *space) {
  free(space->subset);
  free(space->ratios);
  svm_machine_finish(&space->machine);
}

/* The rows that output learns from, without those of a fold (UINT32_MAX: all). */
static svm_sample collect_rows(const search *s, size_t output, uint32_t held_fold, size_t *subset) {
  const search_output *o = &s->outputs[output];
  svm_sample sample = {s->rows, subset, 0, o->targets, o->weight};
  for (size_t i = 0; i < s->rows->n; i++) {
    if (isnan(o->targets[i]) || s->fold[i] == held_fold) continue;
    if (held_fold != UINT32_MAX && s->learnt && !s->learnt[i]) continue;
    subset[sample.n++] = i;
  }
  return sample;
}

/* Multiplies the columns by their ratios over the sample: space->scaled, which the caller finishes, becomes its
 * rows. */
static tenor_status scale_rows(const search *s, svm_sample *sample, work_space *space) {
  TRY(ratios_find(sample, s->ratio_first, s->ratio_last, space->ratios));
  TRY(ratios_apply(s->rows, s->ratio_first, s->ratio_last, space->ratios, &space->scaled));
  sample->rows = &space->scaled;
  return TENOR_OK;
}

static tenor_status fit_candidates(task_run *run, const svm_sample *sample, size_t output,
                                   uint32_t fold, svm_machine *machine, tenor_error *error) {
  search *s = run->search;
  const search_output *o = &s->outputs[output];
  for (uint32_t c = 0; c < o->n_candidates; c++) {
    double *decisions = s->held_out + (output * s->n_candidates + c) * s->rows->n;
    if (atomic_load(&run->failed)) break;
    TRY(svm_fit(sample, &o->candidates[c], c > 0, machine, error));
    for (size_t i = 0; i < s->rows->n; i++)
      if (s->fold[i] == fold && !isnan(o->targets[i]))
        decisions[i] = svm_decide(sample->rows, i, machine);
    atomic_fetch_add(&run->done, 1);
  }
  return TENOR_OK;
}

/* Task: output, then fold. */
static tenor_status fit_fold(task_run *run, size_t task, work_space *space, tenor_error *error) {
  search *s = run->search;
  const uint32_t fold = (uint32_t)(task % s->n_folds);
  const size_t output = task / s->n_folds;
  svm_sample sample = collect_rows(s, output, fold, space->subset);
  atomic_store(&run->output, output);
  if (s->outputs[output].ratios && scale_rows(s, &sample, space) < 0)
    return tenor_error_memory(error);
  const tenor_status status = fit_candidates(run, &sample, output, fold, &space->machine, error);
  if (sample.rows != s->rows) svm_rows_finish(&space->scaled);
  return status;
}

static tenor_status fit_whole(task_run *run, size_t task, work_space *space, tenor_error *error) {
  search *s = run->search;
  const search_output *o = &s->outputs[task];
  svm_machine *machine = &run->machines[task];
  svm_sample sample = collect_rows(s, task, UINT32_MAX, space->subset);
  atomic_store(&run->output, task);
  if (o->ratios && scale_rows(s, &sample, space) < 0) return tenor_error_memory(error);
  const tenor_status status =
      svm_fit(&sample, &o->candidates[run->chosen[task]], false, machine, error);
  for (uint32_t k = s->ratio_first; o->ratios && k < s->ratio_last; k++)
    machine->w[k] *= space->ratios[k - s->ratio_first];
  if (sample.rows != s->rows) svm_rows_finish(&space->scaled);
  atomic_fetch_add(&run->done, 1);
  return status;
}

static void note_failure(task_run *run, const tenor_error *error) {
  pthread_mutex_lock(&run->lock);
  if (!atomic_exchange(&run->failed, 1)) run->error = *error;
  pthread_mutex_unlock(&run->lock);
}

static void *work(void *argument) {
  task_run *run = argument;
  work_space space;
  tenor_error error = {.status = TENOR_ERR_MEMORY, .message = "out of memory"};
  bool fine = work_space_init(&space, run->search) >= 0;
  while (fine && !atomic_load(&run->failed)) {
    const size_t task = atomic_fetch_add(&run->next, 1);
    if (task >= run->n_tasks) break;
    fine = run->perform(run, task, &space, &error) >= 0;
  }
  if (!fine) note_failure(run, &error);
  work_space_finish(&space);
  return NULL;
}

/* Reports while the workers work; the caller's thread does nothing else. */
static void watch(task_run *run, search_progress_fn *on_progress, void *user) {
  const struct timespec pause = {0, 20 * 1000 * 1000};
  while (on_progress && atomic_load(&run->done) < run->n_fits && !atomic_load(&run->failed)) {
    if (on_progress(user, atomic_load(&run->output), atomic_load(&run->done), run->n_fits)) {
      const tenor_error given_up = {.status = TENOR_AGAIN, .message = "given up"};
      note_failure(run, &given_up);
    }
    nanosleep(&pause, NULL);
  }
}

static tenor_status run_tasks(task_run *run, search_progress_fn *on_progress, void *user,
                              tenor_error *error) {
  enum { MAX_THREADS = 256 };
  pthread_t threads[MAX_THREADS];
  uint32_t n_threads = run->search->n_threads > MAX_THREADS ? MAX_THREADS : run->search->n_threads,
           started = 0;
  if (n_threads > run->n_tasks) n_threads = (uint32_t)run->n_tasks;
  atomic_init(&run->next, 0);
  atomic_init(&run->done, 0);
  atomic_init(&run->output, 0);
  atomic_init(&run->failed, 0);
  pthread_mutex_init(&run->lock, NULL);
  while (started < n_threads && pthread_create(&threads[started], NULL, work, run) == 0) started++;
  if (started == 0)
    work(run);
  else
    watch(run, on_progress, user);
  for (uint32_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
  pthread_mutex_destroy(&run->lock);
  if (!atomic_load(&run->failed)) return TENOR_OK;
  if (error) *error = run->error;
  return run->error.status;
}

tenor_status search_run(search *s, search_progress_fn *on_progress, void *user,
                        tenor_error *error) {
  s->n_candidates = 0;
  uint64_t n_fits = 0;
  for (size_t i = 0; i < s->n_outputs; i++) {
    const uint32_t n = s->outputs[i].n_candidates;
    if (n > s->n_candidates) s->n_candidates = n;
    n_fits += (uint64_t)n * s->n_folds;
  }
  s->held_out = calloc(s->n_outputs * s->n_candidates * s->rows->n + 1, sizeof *s->held_out);
  if (!s->held_out) return tenor_error_memory(error);
  task_run run = {
      .search = s, .perform = fit_fold, .n_tasks = s->n_outputs * s->n_folds, .n_fits = n_fits};
  return run_tasks(&run, on_progress, user, error);
}

tenor_status search_fit(search *s, const uint32_t *chosen, svm_machine *machines,
                        search_progress_fn *on_progress, void *user, tenor_error *error) {
  task_run run = {.search = s,
                  .perform = fit_whole,
                  .n_tasks = s->n_outputs,
                  .n_fits = s->n_outputs,
                  .chosen = chosen,
                  .machines = machines};
  return run_tasks(&run, on_progress, user, error);
}

void search_finish(search *s) {
  free(s->held_out);
  s->held_out = NULL;
}
