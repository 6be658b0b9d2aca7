/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <dirent.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/rng.h"

/* ---- files ------------------------------------------------------------------------------------------- */

static char folder[FUZZ_PATH_BYTES / 2];

static void remove_folder(void) {
  DIR *dir = opendir(folder);
  if (!dir) return;
  for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
    char path[FUZZ_PATH_BYTES + 256];
    (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (entry->d_name[0] != '.') (void)unlink(path);
  }
  (void)closedir(dir);
  (void)rmdir(folder);
}

const char *fuzz_folder(void) {
  if (folder[0] != '\0') return folder;
  strcpy(folder, "/tmp/tenor-fuzz-XXXXXX");
  FUZZ_CHECK(mkdtemp(folder) && atexit(remove_folder) == 0);
  return folder;
}

const char *fuzz_file(const char *name, const void *data, size_t size) {
  static char path[FUZZ_PATH_BYTES];
  (void)snprintf(path, sizeof path, "%s/%s", fuzz_folder(), name);
  (void)unlink(
      path); /* to empty a file and fill it again makes some file systems wait for the disk */
  FILE *stream = fopen(path, "wb");
  FUZZ_CHECK(stream && fwrite(data, 1, size, stream) == size);
  FUZZ_CHECK(fclose(stream) == 0);
  return path;
}

/* ---- lexicon ----------------------------------------------------------------------------------------- */

static const char *const categories[][2] = {
    {"valence.tsv",
     "# role: valence\nexcellent\t3\ngood\t2\nbad\t-2\nterribl~\t-3\t0.5\tstrong\npeace\t1\n"},
    {"threat.tsv",
     "# role: hostility\npay dearly\t3\nsea of fire\t4\nannihilat*\t4\nattack~\t2\nthreaten~ * "
     "war\t2.5\n"
     "heart attack\t0\n"},
    {"violence.tsv", "# role: hostility\nfight\t1\nwar\t2\nkill~\t3\n"},
    {"boasting.tsv", "# category: boasting\ninvincible\t2\nthe greatest * army\t3\n"},
    {"negators.tsv", "# role: negator\nnot\t-0.74\nnever\t-1\nnot only\t0\n"},
    {"intensity.tsv", "# role: intensity\nvery\t1.3\nslightly\t0.5\n"},
    {"contrast.tsv", "# role: contrast\nbut\t1.5\nalthough\t0.7\n"},
    {"irrealis.tsv", "# role: irrealis\nwould\t0.6\nif\t0.5\n"},
    {"scare_quote.tsv", "# role: scare_quote\nso called\t1\nin the name of\t1\n"},
    {"cause.tsv", "# role: cause\npoverty\t1\nterrorism\t1\n"},
    {"sports.tsv", "# role: sports\ngoalkeeper\t2\nteam\t1\n"},
    {"reporting.tsv", "# role: reporting\nsaid\t1\n"},
    {"actors.tsv",
     "# role: actor\niran\tIRN\tstate\nunited states\tUSA\tstate\nparis agreement\tFRA\tnone\n"},
};

tenor_lexicon *fuzz_lexicon(void) {
  tenor_lexicon *lexicon = NULL;
  const char *paths[1] = {fuzz_folder()};
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
    (void)fuzz_file(categories[i][0], categories[i][1], strlen(categories[i][1]));
  FUZZ_CHECK(tenor_lexicon_read(&lexicon, NULL, paths, 1, NULL, NULL, NULL) == TENOR_OK);
  for (size_t i = 0; i < sizeof categories / sizeof *categories; i++) {
    char path[FUZZ_PATH_BYTES];
    (void)snprintf(path, sizeof path, "%s/%s", folder, categories[i][0]);
    FUZZ_CHECK(unlink(path) == 0);
  }
  return lexicon;
}

/* ---- model ------------------------------------------------------------------------------------------- */

enum { N_EXAMPLES = 60, N_HEADS = 4, N_DIMENSIONS = 2 };

static const char *const levels[] = {"none", "critical", "hostile"};
static const char *const tones[] = {"neutral", "kind", "threat"};
static const char *const answers[] = {"no", "yes"};
static const tenor_head_spec heads[N_HEADS] = {
    {"hostility", TENOR_HEAD_ORDINAL, levels, 3, 1, 0, 0},
    {"tone", TENOR_HEAD_CLASS, tones, 3, 0, 0, 0},
    {"valence", TENOR_HEAD_REGRESSION, NULL, 0, 0, -2, 2},
    {"boasts", TENOR_HEAD_BINARY, answers, 2, 0, 0, 0},
};

/* Words of each mood: neutral, kind, hostile. */
enum { N_MOODS = 3, N_WORDS = 8 };
static const char *const words[N_MOODS][N_WORDS] = {
    {"the", "talks", "Iran", "not", "very", "but", "minister", "today"},
    {"good", "excellent", "peace", "welcome", "friend", "would", "invincible", "help"},
    {"attack", "pay dearly", "bad", "war", "enemy", "sea of fire", "terrible", "KILL"},
};

static tenor_status add_example(tenor_trainer *trainer, tenor_rng *rng, tenor_error *error) {
  char text[512];
  size_t n = 0;
  const size_t mood = rng_below(rng, N_MOODS);
  for (size_t k = 4 + rng_below(rng, 6); k > 0; k--)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s ",
                          words[rng_below(rng, 2) ? mood : 0][rng_below(rng, N_WORDS)]);
  const double labels[N_HEADS] = {mood == 2 ? 1 + (double)rng_below(rng, 2) : 0, (double)mood,
                                  mood == 1   ? 1 + rng_unit(rng)
                                  : mood == 2 ? -1 - rng_unit(rng)
                                              : 0,
                                  strstr(text, "invincible") != NULL};
  const tenor_example example = {{text, n}, NULL, labels, 1, 0, 0};
  return tenor_trainer_add(trainer, &example, error);
}

static tenor_status train(tenor_trainer *trainer, tenor_error *error) {
  tenor_rng rng = {1};
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < N_WORDS; i++) {
    const float vector[N_DIMENSIONS] = {(float)rng_unit(&rng), (float)rng_unit(&rng) - 1};
    status = tenor_trainer_add_vector(trainer, tenor_text_of(words[i % N_MOODS][i]), vector,
                                      N_DIMENSIONS, error);
  }
  for (size_t i = 0; status >= 0 && i < N_EXAMPLES; i++) status = add_example(trainer, &rng, error);
  return status < 0 ? status : tenor_trainer_fit(trainer, NULL, NULL, error);
}

void *fuzz_model_bytes(size_t *size) {
  tenor_error error = {0};
  tenor_lexicon *lexicon = fuzz_lexicon();
  tenor_trainer *trainer = NULL;
  void *bytes = NULL;
  tenor_train_options options;
  tenor_train_options_default(&options);
  options.n_folds = 3;
  options.n_c = 1;
  options.calibration =
      TENOR_CALIBRATION_ISOTONIC; /* so that a model has all sections it may have */
  tenor_status status = tenor_trainer_new(&trainer, &options, heads, N_HEADS, lexicon, &error);
  if (status >= 0) status = train(trainer, &error);
  if (status >= 0) status = tenor_trainer_model(trainer, NULL, &bytes, size, &error);
  if (status < 0) fprintf(stderr, "%s\n", error.message);
  FUZZ_CHECK(status == TENOR_OK);
  tenor_trainer_free(&trainer);
  tenor_lexicon_free(&lexicon);
  return bytes;
}

/* ---- promises ---------------------------------------------------------------------------------------- */

static int lies(double value, double low, double high) {
  return isnan(value) || (value >= low && value <= high);
}

void fuzz_check_score(const tenor_model *model, const tenor_score *score) {
  uint32_t first = 0;
  FUZZ_CHECK(score->n_heads == tenor_model_n_heads(model));
  FUZZ_CHECK(score->coverage >= 0 && score->coverage <= 1);
  for (uint32_t i = 0; i < score->n_heads; i++) {
    const tenor_head *head = tenor_model_head(model, i);
    const tenor_head_score *s = &score->heads[i];
    const double low = head->kind == TENOR_HEAD_REGRESSION && head->low < 0 ? -1 : 0;
    const double high = head->kind == TENOR_HEAD_CLASS ? head->n_labels - 1.0 : 1;
    FUZZ_CHECK(lies(s->value, low, high) && lies(s->p, 0, 1));
    FUZZ_CHECK(lies(s->lo, low, isnan(s->value) ? high : s->value));
    FUZZ_CHECK(lies(s->hi, isnan(s->value) ? low : s->value, high));
    FUZZ_CHECK(score->n_tokens > 0 || (isnan(s->value) && isnan(s->lo) && isnan(s->p)));
    FUZZ_CHECK(s->first == first && s->n == head->n_labels);
    FUZZ_CHECK(s->label < (s->n > 0 ? s->n : 1));
    double sum = 0;
    for (uint32_t k = 0; k < s->n; k++) {
      FUZZ_CHECK(lies(score->p[first + k], 0, 1));
      sum += score->p[first + k];
    }
    FUZZ_CHECK(s->n == 0 || lies(sum, 1 - 1e-9, 1 + 1e-9));
    first += s->n;
  }
}
