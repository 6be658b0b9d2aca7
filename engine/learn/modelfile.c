/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/modelfile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/frame.h"
#include "feature/layout.h"

enum { FORMAT_VERSION = 1 };
static const frame_kind model_kind = {
    {0x89, 'T', 'E', 'N', 'O', 'R', '\r', '\n'}, FORMAT_VERSION, "model file"};

#define TAG_META        BLOB_TAG('M', 'E', 'T', 'A')
#define TAG_HEADS       BLOB_TAG('H', 'E', 'A', 'D')
#define TAG_LABELS      BLOB_TAG('L', 'A', 'B', 'L')
#define TAG_OUTPUTS     BLOB_TAG('O', 'U', 'T', 'P')
#define TAG_INTERVALS   BLOB_TAG('I', 'N', 'T', 'V')
#define TAG_NGRAM_ROWS  BLOB_TAG('R', 'O', 'W', 'N')
#define TAG_VECTOR_ROWS BLOB_TAG('R', 'O', 'W', 'V')
#define TAG_DENSE_ROWS  BLOB_TAG('R', 'O', 'W', 'D')
#define TAG_LEXICON     BLOB_TAG('L', 'E', 'X', 'I')
#define TAG_VOCABULARY  BLOB_TAG('V', 'O', 'C', 'A')

/* ---- writing ------------------------------------------------------------------------------------------ */

static tenor_status build_blob(const model_image *image, unsigned char **bytes, size_t *size) {
  const size_t n = image->n_outputs, stride = weight_stride(n);
  blob_builder out;
  blob_builder_init(&out);
  blob_builder_add(&out, TAG_META, 1, image->meta, strlen(image->meta) + 1);
  blob_builder_add(&out, TAG_HEADS, sizeof *image->heads, image->heads, image->n_heads);
  blob_builder_add(&out, TAG_LABELS, 1, image->labels, image->labels_size);
  blob_builder_add(&out, TAG_OUTPUTS, sizeof *image->outputs, image->outputs, n);
  blob_builder_add(&out, TAG_INTERVALS, sizeof *image->intervals, image->intervals, image->n_heads);
  blob_builder_add(&out, TAG_NGRAM_ROWS, sizeof(float), image->ngram_rows,
                   image->n_ngram_rows * stride);
  blob_builder_add(&out, TAG_VECTOR_ROWS, sizeof(float), image->vector_rows,
                   image->n_vector_rows * stride);
  blob_builder_add(&out, TAG_DENSE_ROWS, sizeof(float), image->dense_rows, image->n_dense * stride);
  blob_builder_add(&out, TAG_LEXICON, 1, image->lexicon->blob.bytes, image->lexicon->blob.size);
  blob_builder_add(&out, TAG_VOCABULARY, 1, image->vocabulary, image->vocabulary_size);
  return blob_build(&out, bytes, size);
}

tenor_status modelfile_build(const model_image *image, unsigned char **bytes, size_t *size) {
  unsigned char *blob;
  size_t blob_size;
  TRY(build_blob(image, &blob, &blob_size));
  const tenor_status status = frame_build(&model_kind, blob, blob_size, bytes, size);
  free(blob);
  return status;
}

/* ---- checking ----------------------------------------------------------------------------------------- */

static tenor_status broken(tenor_error *error, const char *what) {
  return tenor_error_set(error, TENOR_ERR_FORMAT, NULL, 0, 0, "%s", what);
}

static bool head_is_sound(const tenor_model *model, const model_head *h, size_t n_labels,
                          uint32_t next_output) {
  if (memchr(h->name, '\0', sizeof h->name) == NULL || h->kind > TENOR_HEAD_BINARY) return false;
  if (h->first_output != next_output || h->n_outputs == 0 ||
      h->n_outputs > model->n_outputs - next_output)
    return false;
  if (h->first_label > n_labels || h->n_labels > n_labels - h->first_label) return false;
  switch ((tenor_head_kind)h->kind) {
    case TENOR_HEAD_ORDINAL:
      return h->n_labels == h->n_outputs + 1 && h->positive >= 1 && h->positive < h->n_labels;
    case TENOR_HEAD_CLASS: return h->n_labels == h->n_outputs;
    case TENOR_HEAD_REGRESSION: return h->n_outputs == 1 && h->n_labels == 0 && h->low < h->high;
    case TENOR_HEAD_BINARY: return h->n_outputs == 1 && h->n_labels == 2;
  }
  return false;
}

/* Sets up the public heads. */
static tenor_status open_heads(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  const char *labels;
  size_t labels_size, n_labels = 0;
  TRY(blob_array(blob, TAG_LABELS, 1, &labels, &labels_size, error));
  if (labels_size > 0 && labels[labels_size - 1] != '\0')
    return broken(error, "the labels are broken");
  for (size_t at = 0; at < labels_size; at += strlen(labels + at) + 1) {
    if (n_labels == TENOR_MAX_CLASSES) return broken(error, "too many labels");
    model->labels[n_labels++] = labels + at;
  }
  uint32_t next_output = 0, next_label = 0;
  for (size_t i = 0; i < model->n_heads; i++) {
    const model_head *h = &model->file_heads[i];
    if (h->first_label != next_label || !head_is_sound(model, h, n_labels, next_output))
      return broken(error, "a head is broken");
    next_output += h->n_outputs;
    next_label += h->n_labels;
    model->heads[i] = (tenor_head){h->name,     (tenor_head_kind)h->kind,
                                   h->n_labels, model->labels + h->first_label,
                                   h->positive, h->low,
                                   h->high};
  }
  return next_output == model->n_outputs ? TENOR_OK : broken(error, "the heads leave outputs over");
}

static bool all_finite(const float *values, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (!isfinite(values[i])) return false;
  return true;
}

static tenor_status open_weights(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  size_t n_ngram, n_vector, n_dense;
  TRY(blob_array(blob, TAG_NGRAM_ROWS, sizeof(float), &model->ngram_rows, &n_ngram, error));
  TRY(blob_array(blob, TAG_VECTOR_ROWS, sizeof(float), &model->vector_rows, &n_vector, error));
  TRY(blob_array(blob, TAG_DENSE_ROWS, sizeof(float), &model->dense_rows, &n_dense, error));
  model->n_dense = layout_size((uint32_t)model->lexicon.n_categories);
  model->stride = weight_stride(model->n_outputs);
  if (n_ngram != model->vocabulary.n_features * model->stride ||
      n_vector != model->vocabulary.words.n * model->stride ||
      n_dense != model->n_dense * model->stride || !all_finite(model->ngram_rows, n_ngram) ||
      !all_finite(model->vector_rows, n_vector) || !all_finite(model->dense_rows, n_dense))
    return broken(error, "the weights are broken");
  return TENOR_OK;
}

static tenor_status open_numbers(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  size_t n_intervals;
  TRY(blob_array(blob, TAG_HEADS, sizeof *model->file_heads, &model->file_heads, &model->n_heads,
                 error));
  TRY(blob_array(blob, TAG_OUTPUTS, sizeof *model->outputs, &model->outputs, &model->n_outputs,
                 error));
  TRY(blob_array(blob, TAG_INTERVALS, sizeof *model->intervals, &model->intervals, &n_intervals,
                 error));
  if (model->n_heads == 0 || model->n_heads > TENOR_MAX_HEADS ||
      model->n_outputs > TENOR_MAX_OUTPUTS || n_intervals != model->n_heads)
    return broken(error, "the heads are broken");
  for (size_t i = 0; i < n_intervals; i++)
    if (model->intervals[i].n_bins > CONFORMAL_MAX_BINS)
      return broken(error, "an interval is broken");
  for (size_t i = 0; i < model->n_outputs; i++)
    if (!isfinite(model->outputs[i].bias) || !isfinite(model->outputs[i].calibration.a) ||
        !isfinite(model->outputs[i].calibration.b))
      return broken(error, "an output is broken");
  return TENOR_OK;
}

static tenor_status open_model(tenor_model *model, tenor_error *error) {
  tenor_blob blob;
  const unsigned char *bytes;
  size_t size;
  TRY(frame_check(&model_kind, model->bytes, model->size, &model->checksum, error));
  TRY(blob_open(&blob, model->bytes + FRAME_HEAD, model->size - FRAME_HEAD - FRAME_TAIL, error));
  TRY(blob_array(&blob, TAG_META, 1, &model->meta, &size, error));
  if (size == 0 || model->meta[size - 1] != '\0') return broken(error, "the description is broken");
  TRY(blob_array(&blob, TAG_LEXICON, 1, &bytes, &size, error));
  TRY(lexicon_open(&model->lexicon, bytes, size, error));
  TRY(blob_array(&blob, TAG_VOCABULARY, 1, &bytes, &size, error));
  TRY(ngram_open(&model->vocabulary, bytes, size, error));
  TRY(open_numbers(model, &blob, error));
  TRY(open_heads(model, &blob, error));
  return open_weights(model, &blob, error);
}

/* ---- public face -------------------------------------------------------------------------------------- */

static tenor_status open_bytes(tenor_model **model, const void *bytes, size_t size, bool mapped,
                               tenor_error *error) {
  tenor_model *made = calloc(1, sizeof *made);
  if (!made) return tenor_error_memory(error);
  made->bytes = bytes;
  made->size = size;
  const tenor_status status = open_model(made, error);
  if (status < 0) {
    free(made);
    return status;
  }
  made->mapped = mapped;
  *model = made;
  return TENOR_OK;
}

tenor_status tenor_model_from_memory(tenor_model **model, const void *bytes, size_t size,
                                     tenor_error *error) {
  *model = NULL;
  if (!bytes || (uintptr_t)bytes % 8 != 0)
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "the bytes must be aligned to 8");
  return open_bytes(model, bytes, size, false, error);
}

tenor_status tenor_model_open(tenor_model **model, const char *path, tenor_error *error) {
  const void *bytes;
  size_t size;
  *model = NULL;
  TRY(file_map(path, &bytes, &size, error));
  const tenor_status status = open_bytes(model, bytes, size, true, error);
  if (status < 0) {
    file_unmap(bytes, size);
    tenor_error_name_file(error, path);
  }
  return status;
}

void tenor_model_free(tenor_model **model) {
  if (!model || !*model) return;
  if ((*model)->mapped) file_unmap((*model)->bytes, (*model)->size);
  free(*model);
  *model = NULL;
}

uint32_t tenor_model_n_heads(const tenor_model *model) {
  return (uint32_t)model->n_heads;
}

const tenor_head *tenor_model_head(const tenor_model *model, uint32_t index) {
  return index < model->n_heads ? &model->heads[index] : NULL;
}

const char *tenor_model_meta(const tenor_model *model) {
  return model->meta;
}

const tenor_lexicon *tenor_model_lexicon(const tenor_model *model) {
  return &model->lexicon;
}

void tenor_model_sizes(const tenor_model *model, tenor_model_size *sizes) {
  *sizes = (tenor_model_size){model->size,
                              (uint32_t)model->vocabulary.stems.n,
                              model->vocabulary.n_pairs,
                              (uint32_t)model->vocabulary.words.n,
                              (uint32_t)model->n_dense,
                              (uint32_t)model->n_outputs,
                              model->checksum};
}
