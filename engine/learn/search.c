/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/search.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A run of tasks 0 .. n_tasks - 1, taken by whichever worker is free. */
typedef struct task_run task_run;
typedef tenor_status task_fn(const task_run *run, size_t task, size_t *subset, double *w,
                             tenor_error *error);

struct task_run {
  search *search;
  task_fn *perform;
  size_t n_tasks;
  const double *chosen; /* for the last fits */
  double *w, *bias;
  atomic_size_t next, done;
  atomic_int failed;
  pthread_mutex_t lock; /* guards error */
  tenor_error error;
};

static size_t collect_rows(const search *s, size_t output, uint32_t held_fold, size_t *subset) {
  size_t n = 0;
  for (size_t i = 0; i < s->rows->n; i++)
    if (s->fold[i] != held_fold && !isnan(s->outputs[output].targets[i])) subset[n++] = i;
  return n;
}

/* Task: output, then C, then fold. */
static tenor_status fit_fold(const task_run *run, size_t task, size_t *subset, double *w,
                             tenor_error *error) {
  search *s = run->search;
  const uint32_t fold = (uint32_t)(task % s->n_folds);
  const uint32_t c = (uint32_t)(task / s->n_folds % s->n_c);
  const size_t output = task / s->n_folds / s->n_c;
  svm_options options = s->outputs[output].options;
  options.c = s->c[c];
  double bias;
  const size_t n = collect_rows(s, output, fold, subset);
  TRY(svm_fit(s->rows, subset, n, s->outputs[output].targets, &options, w, &bias, error));
  double *decisions = s->held_out + (output * s->n_c + c) * s->rows->n;
  for (size_t i = 0; i < s->rows->n; i++)
    if (s->fold[i] == fold) decisions[i] = svm_decide(s->rows, i, w, bias);
  return TENOR_OK;
}

static tenor_status fit_whole(const task_run *run, size_t task, size_t *subset, double *w,
                              tenor_error *error) {
  search *s = run->search;
  svm_options options = s->outputs[task].options;
  options.c = run->chosen[task];
  const size_t n = collect_rows(s, task, UINT32_MAX, subset);
  TRY(svm_fit(s->rows, subset, n, s->outputs[task].targets, &options, w, &run->bias[task], error));
  memcpy(run->w + task * s->rows->n_features, w, s->rows->n_features * sizeof *w);
  return TENOR_OK;
}

static void note_failure(task_run *run, const tenor_error *error) {
  pthread_mutex_lock(&run->lock);
  if (!atomic_exchange(&run->failed, 1)) run->error = *error;
  pthread_mutex_unlock(&run->lock);
}

static void *work(void *argument) {
  task_run *run = argument;
  tenor_error error = {.status = TENOR_ERR_MEMORY, .message = "out of memory"};
  size_t *subset = malloc((run->search->rows->n + 1) * sizeof *subset);
  double *w = malloc((run->search->rows->n_features + 1) * sizeof *w);
  bool fine = subset && w;
  while (fine && !atomic_load(&run->failed)) {
    const size_t task = atomic_fetch_add(&run->next, 1);
    if (task >= run->n_tasks) break;
    fine = run->perform(run, task, subset, w, &error) >= 0;
    atomic_fetch_add(&run->done, 1);
  }
  if (!fine) note_failure(run, &error);
  free(subset);
  free(w);
  return NULL;
}

/* Reports while the workers work; the caller's thread does nothing else. */
static void watch(task_run *run, search_progress_fn *on_progress, void *user) {
  const struct timespec pause = {0, 50 * 1000 * 1000};
  while (on_progress && atomic_load(&run->done) < run->n_tasks && !atomic_load(&run->failed)) {
    if (on_progress(user, atomic_load(&run->done), run->n_tasks)) {
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
  s->held_out = calloc(s->n_outputs * s->n_c * s->rows->n + 1, sizeof *s->held_out);
  if (!s->held_out) return tenor_error_memory(error);
  task_run run = {.search = s, .perform = fit_fold, .n_tasks = s->n_outputs * s->n_c * s->n_folds};
  return run_tasks(&run, on_progress, user, error);
}

tenor_status search_fit(search *s, const double *chosen, double *w, double *bias,
                        search_progress_fn *on_progress, void *user, tenor_error *error) {
  task_run run = {.search = s,
                  .perform = fit_whole,
                  .n_tasks = s->n_outputs,
                  .chosen = chosen,
                  .w = w,
                  .bias = bias};
  return run_tasks(&run, on_progress, user, error);
}

void search_finish(search *s) {
  free(s->held_out);
  s->held_out = NULL;
}
