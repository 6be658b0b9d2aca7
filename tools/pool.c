/* SPDX-License-Identifier: Apache-2.0 */
#include "pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_THREADS = 256, SLOTS_A_THREAD = 3 };

typedef enum slot_state { SLOT_FREE, SLOT_FILLED, SLOT_TAKEN, SLOT_DONE } slot_state;

typedef struct slot {
  slot_state state;
  bool ready; /* slot_init has succeeded */
  void *data;
  tenor_status status; /* of the work */
  tenor_error error;
} slot;

typedef struct pool {
  const pool_job *job;
  slot *slots; /* [n_slots] a ring */
  size_t n_slots;
  size_t n_filled, n_taken, n_emptied; /* slots so far */
  bool closed;                         /* workers may go home */
  pthread_mutex_t lock;
  pthread_cond_t filled, done;
} pool;

typedef struct worker {
  pool *pool;
  void *state;
  bool ready, started;
  pthread_t thread;
} worker;

size_t pool_processors(void) {
  const long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? 1 : n > MAX_THREADS ? MAX_THREADS : (size_t)n;
}

/* ---- slots -------------------------------------------------------------------------------------------- */

static void slots_finish(pool *p) {
  for (size_t i = 0; p->slots && i < p->n_slots; i++) {
    if (p->slots[i].ready) p->job->slot_finish(p->job->user, p->slots[i].data);
    free(p->slots[i].data);
  }
  free(p->slots);
}

static tenor_status slots_init(pool *p, size_t n, tenor_error *error) {
  p->slots = calloc(n, sizeof *p->slots);
  if (!p->slots) return tenor_error_memory(error);
  p->n_slots = n;
  for (size_t i = 0; i < n; i++) {
    p->slots[i].data = calloc(1, p->job->slot_bytes);
    if (!p->slots[i].data) return tenor_error_memory(error);
    const tenor_status status = p->job->slot_init(p->job->user, p->slots[i].data, error);
    if (status < 0) return status;
    p->slots[i].ready = true;
  }
  return TENOR_OK;
}

/* ---- one thread --------------------------------------------------------------------------------------- */

static tenor_status run_alone(pool *p, void *state, tenor_error *error) {
  const pool_job *job = p->job;
  void *data = p->slots[0].data;
  for (;;) {
    tenor_status status = job->fill(job->user, data, error);
    if (status != TENOR_OK) return status == TENOR_END ? TENOR_OK : status;
    status = job->work(job->user, state, data, error);
    if (status >= 0) status = job->empty(job->user, data, error);
    if (status != TENOR_OK) return status == TENOR_END ? TENOR_OK : status;
  }
}

/* ---- several ------------------------------------------------------------------------------------------ */

static void *work(void *argument) {
  worker *w = argument;
  pool *p = w->pool;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (p->n_taken == p->n_filled && !p->closed) pthread_cond_wait(&p->filled, &p->lock);
    if (p->n_taken == p->n_filled) break;
    slot *s = &p->slots[p->n_taken++ % p->n_slots];
    s->state = SLOT_TAKEN;
    pthread_mutex_unlock(&p->lock);
    s->status = p->job->work(p->job->user, w->state, s->data, &s->error);
    pthread_mutex_lock(&p->lock);
    s->state = SLOT_DONE;
    pthread_cond_signal(&p->done);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

/* Waits for the oldest slot and empties it. */
static tenor_status empty_oldest(pool *p, tenor_error *error) {
  slot *s = &p->slots[p->n_emptied % p->n_slots];
  pthread_mutex_lock(&p->lock);
  while (s->state != SLOT_DONE) pthread_cond_wait(&p->done, &p->lock);
  s->state = SLOT_FREE;
  pthread_mutex_unlock(&p->lock);
  p->n_emptied++;
  if (s->status < 0) {
    if (error) *error = s->error;
    return s->status;
  }
  return p->job->empty(p->job->user, s->data, error);
}

static tenor_status fill_next(pool *p, tenor_error *error) {
  slot *s = &p->slots[p->n_filled % p->n_slots];
  const tenor_status status = p->job->fill(p->job->user, s->data, error);
  if (status != TENOR_OK) return status;
  pthread_mutex_lock(&p->lock);
  s->state = SLOT_FILLED;
  p->n_filled++;
  pthread_cond_signal(&p->filled);
  pthread_mutex_unlock(&p->lock);
  return TENOR_OK;
}

static tenor_status run_together(pool *p, tenor_error *error) {
  tenor_error read_error = {0};
  tenor_status filling = TENOR_OK;
  for (;;) {
    while (filling == TENOR_OK && p->n_filled - p->n_emptied < p->n_slots)
      filling = fill_next(p, &read_error);
    if (p->n_emptied == p->n_filled) break;
    const tenor_status status = empty_oldest(p, error);
    if (status != TENOR_OK) return status == TENOR_END ? TENOR_OK : status;
  }
  if (filling < 0 && error) *error = read_error;
  return filling < 0 ? filling : TENOR_OK;
}

static tenor_status start_workers(pool *p, worker *workers, size_t n, tenor_error *error) {
  for (size_t i = 0; i < n; i++) {
    workers[i].pool = p;
    const tenor_status status = p->job->worker_init(p->job->user, &workers[i].state, error);
    if (status < 0) return status;
    workers[i].ready = true;
    if (n > 1)
      workers[i].started = pthread_create(&workers[i].thread, NULL, work, &workers[i]) == 0;
    if (n > 1 && !workers[i].started)
      return tenor_error_set(error, TENOR_ERR_MEMORY, NULL, 0, 0,
                             "cannot start a thread; try --threads 1");
  }
  return TENOR_OK;
}

static void stop_workers(pool *p, worker *workers, size_t n) {
  pthread_mutex_lock(&p->lock);
  p->closed = true;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->lock);
  for (size_t i = 0; i < n; i++) {
    if (workers[i].started) pthread_join(workers[i].thread, NULL);
    if (workers[i].ready) p->job->worker_finish(p->job->user, workers[i].state);
  }
}

tenor_status pool_run(const pool_job *job, size_t n_threads, tenor_error *error) {
  pool p = {.job = job};
  worker workers[MAX_THREADS] = {0};
  const size_t n = n_threads < 1 ? 1 : n_threads > MAX_THREADS ? MAX_THREADS : n_threads;
  pthread_mutex_init(&p.lock, NULL);
  pthread_cond_init(&p.filled, NULL);
  pthread_cond_init(&p.done, NULL);
  tenor_status status = slots_init(&p, n > 1 ? n * SLOTS_A_THREAD : 1, error);
  if (status >= 0) status = start_workers(&p, workers, n, error);
  if (status >= 0)
    status = n > 1 ? run_together(&p, error) : run_alone(&p, workers[0].state, error);
  stop_workers(&p, workers, n);
  slots_finish(&p);
  pthread_cond_destroy(&p.filled);
  pthread_cond_destroy(&p.done);
  pthread_mutex_destroy(&p.lock);
  return status;
}
