/* SPDX-License-Identifier: Apache-2.0 */
#include "chosen_model.h"

#include "datadir.h"
#include "exits.h"

const option chosen_model_options[] = {
    {.name = "model",
     .letter = 'm',
     .kind = OPTION_FILE,
     .value = "FILE",
     .otherwise = "the model that comes with tenor",
     .help = "Score with this model."},
    {.name = "lexicon",
     .kind = OPTION_FOLDER,
     .repeats = true,
     .value = "DIR",
     .help = "Add the categories of DIR/*.tsv to the model's lexicon, or override those of the "
             "same name."},
    {.name = NULL}};

static tenor_status open_both(chosen_model *chosen, const args *a, tenor_error *error) {
  char found[DATADIR_PATH_BYTES];
  size_t n;
  const char *path = opts_text(a, "model");
  const char *const *folders = opts_texts(a, "lexicon", &n);
  tenor_status status = TENOR_OK;
  if (!path) {
    status = datadir_find(DATADIR_MODEL, found, error);
    path = found;
  }
  if (status >= 0) status = tenor_model_open(&chosen->model, path, error);
  if (status < 0) return status;
  chosen->lexicon = tenor_model_lexicon(chosen->model);
  if (n == 0) return TENOR_OK;
  status = tenor_lexicon_read(&chosen->own, chosen->lexicon, folders, n, NULL, NULL, error);
  if (status >= 0) chosen->lexicon = chosen->own;
  return status;
}

tenor_status chosen_model_open(chosen_model *chosen, const args *a, int *code, tenor_error *error) {
  *chosen = (chosen_model){.model = NULL};
  const tenor_status status = open_both(chosen, a, error);
  if (status < 0) {
    *code = status == TENOR_ERR_IO ? EXITS_FILES : EXITS_MODEL;
    chosen_model_close(chosen);
  }
  return status;
}

void chosen_model_close(chosen_model *chosen) {
  tenor_lexicon_free(&chosen->own);
  tenor_model_free(&chosen->model);
  chosen->lexicon = NULL;
}
