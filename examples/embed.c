/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Scores statements on two threads. The model is opened once and shared; each thread has a scratch of its own.
 *
 *     cc examples/embed.c $(pkg-config --cflags --libs tenor) -pthread -o embed
 *     ./embed /usr/local/share/tenor/models/rhetoric-en.tenor
 */
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <tenor.h>

enum { N_SLICES = 2, SLICE = 2, N_TEXTS = N_SLICES * SLICE };

typedef struct slice {
  const tenor_model *model; /* borrowed */
  const tenor_text *texts;  /* [SLICE] borrowed */
  tenor_score *scores;      /* [SLICE] no other thread writes here */
  tenor_status status;
  pthread_t thread;
  bool started;
} slice;

static void *slice_score(void *argument) {
  slice *s = argument;
  tenor_scratch *scratch = NULL;
  s->status = tenor_scratch_new(&scratch, s->model, NULL);
  if (s->status >= 0) s->status = tenor_score_batch(scratch, s->texts, SLICE, s->scores);
  tenor_scratch_free(&scratch);
  return NULL;
}

int main(int argc, char **argv) {
  const tenor_text texts[N_TEXTS] = {
      tenor_text_of("They will pay dearly for their provocation."),
      tenor_text_of("My delegation regrets that the resolution was not adopted."),
      tenor_text_of("We are ready to host talks at any level."),
      tenor_text_of("I thank the ambassador for his tireless work."),
  };
  tenor_score scores[N_TEXTS];
  slice slices[N_SLICES];
  tenor_model *model = NULL;
  tenor_error error;
  if (tenor_model_open(&model, argc > 1 ? argv[1] : "rhetoric-en.tenor", &error) < 0) {
    fprintf(stderr, "%s: %s\n", error.file, error.message);
    return 1;
  }

  for (size_t i = 0; i < N_SLICES; i++) {
    slice *s = &slices[i];
    *s = (slice){.model = model, .texts = texts + i * SLICE, .scores = scores + i * SLICE};
    s->started = pthread_create(&s->thread, NULL, slice_score, s) == 0;
    if (!s->started) slice_score(s); /* no thread to be had: here, then */
  }
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < N_SLICES; i++) {
    if (slices[i].started) pthread_join(slices[i].thread, NULL);
    if (slices[i].status < 0) status = slices[i].status;
  }

  if (status < 0) fprintf(stderr, "cannot score: %s\n", tenor_status_name(status));
  for (size_t i = 0; i < N_TEXTS && status >= 0; i++)
    printf("%.2f  %s\n", scores[i].heads[0].value, texts[i].data);
  tenor_model_free(&model);
  return status < 0;
}
