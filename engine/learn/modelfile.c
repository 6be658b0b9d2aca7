/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/modelfile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/frame.h"
#include "feature/layout.h"

enum { FORMAT_VERSION = 3 };
static const frame_kind model_kind = {
    {0x89, 'T', 'E', 'N', 'O', 'R', '\r', '\n'}, FORMAT_VERSION, "model file"};

#define TAG_META        BLOB_TAG('M', 'E', 'T', 'A')
#define TAG_HEADS       BLOB_TAG('H', 'E', 'A', 'D')
#define TAG_LABELS      BLOB_TAG('L', 'A', 'B', 'L')
#define TAG_OUTPUTS     BLOB_TAG('O', 'U', 'T', 'P')
#define TAG_INTERVALS   BLOB_TAG('I', 'N', 'T', 'V')
#define TAG_NGRAM_ROWS  BLOB_TAG('R', 'O', 'W', 'N')
#define TAG_VECTOR_ROWS BLOB_TAG('R', 'O', 'W', 'V')
#define TAG_VECTORS     BLOB_TAG('V', 'E', 'C', 'S')
#define TAG_DENSE_ROWS  BLOB_TAG('R', 'O', 'W', 'D')
#define TAG_LEXICON     BLOB_TAG('L', 'E', 'X', 'I')
#define TAG_VOCABULARY  BLOB_TAG('V', 'O', 'C', 'A')

/* may be left out */
#define TAG_CURVE_STARTS   BLOB_TAG('I', 'S', 'O', 'S')
#define TAG_CURVE_KNOTS    BLOB_TAG('I', 'S', 'O', 'K')
#define TAG_KERNEL_GAMMA   BLOB_TAG('K', 'G', 'A', 'M')
#define TAG_KERNEL_SCALE   BLOB_TAG('K', 'S', 'C', 'A')
#define TAG_KERNEL_STARTS  BLOB_TAG('K', 'S', 'T', 'A')
#define TAG_KERNEL_ENTRIES BLOB_TAG('K', 'E', 'N', 'T')
#define TAG_KERNEL_WEIGHTS BLOB_TAG('K', 'W', 'E', 'I')
#define TAG_MASK_NAMES     BLOB_TAG('M', 'A', 'S', 'K')

/* ---- writing ------------------------------------------------------------------------------------------ */

static size_t count_knots(const model_image *image) {
  size_t n = 0;
  for (size_t k = 0; image->curves && k < image->n_outputs; k++) n += image->curves[k].n;
  return n;
}

/* starts [n_outputs + 1], knots: the x of a curve, then its y, curve after curve. */
static void copy_curves(const model_image *image, uint64_t *starts, double *knots) {
  size_t n = 0;
  for (size_t k = 0; image->curves && k < image->n_outputs; k++) {
    const isotonic *curve = &image->curves[k];
    for (size_t i = 0; i < curve->n; i++) {
      knots[2 * n + i] = curve->x[i];
      knots[2 * n + curve->n + i] = curve->y[i];
    }
    starts[k + 1] = n += curve->n;
  }
}

static void add_kernel(blob_builder *out, const kernel_pool *pool) {
  const size_t n = pool ? pool->n_support : 0;
  if (n == 0) return;
  blob_builder_add(out, TAG_KERNEL_GAMMA, sizeof(double), pool->gamma, pool->n_outputs);
  blob_builder_add(out, TAG_KERNEL_SCALE, sizeof(double), pool->scale, pool->n_dense);
  blob_builder_add(out, TAG_KERNEL_STARTS, sizeof(uint64_t), pool->starts, n + 1);
  blob_builder_add(out, TAG_KERNEL_ENTRIES, sizeof *pool->entries, pool->entries, pool->starts[n]);
  blob_builder_add(out, TAG_KERNEL_WEIGHTS, sizeof(double), pool->coefficients,
                   n * pool->n_outputs);
}

static tenor_status build_blob(const model_image *image, unsigned char **bytes, size_t *size) {
  const size_t n = image->n_outputs, stride = weight_stride(n), n_knots = count_knots(image);
  uint64_t starts[TENOR_MAX_OUTPUTS + 1] = {0};
  double *knots = calloc(n_knots + 1, 2 * sizeof *knots);
  if (!knots) return TENOR_ERR_MEMORY;
  copy_curves(image, starts, knots);
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
  blob_builder_add(&out, TAG_VECTORS, 1, image->vectors.values,
                   image->vectors.n * embedding_stride(image->vectors.n_dimensions));
  blob_builder_add(&out, TAG_DENSE_ROWS, sizeof(float), image->dense_rows, image->n_dense * stride);
  blob_builder_add(&out, TAG_LEXICON, 1, image->lexicon->blob.bytes, image->lexicon->blob.size);
  blob_builder_add(&out, TAG_VOCABULARY, 1, image->vocabulary, image->vocabulary_size);
  if (n_knots > 0) blob_builder_add(&out, TAG_CURVE_STARTS, sizeof *starts, starts, n + 1);
  if (n_knots > 0) blob_builder_add(&out, TAG_CURVE_KNOTS, 2 * sizeof *knots, knots, n_knots);
  add_kernel(&out, image->kernel);
  if (image->mask_names) blob_builder_add(&out, TAG_MASK_NAMES, 1, "", 1);
  const tenor_status status = blob_build(&out, bytes, size);
  free(knots);
  return status;
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
    case TENOR_HEAD_CLASS:
      for (uint32_t k = 0; k < h->n_outputs; k++)
        if (!(model->outputs[next_output + k].favour > 0)) return false;
      return h->n_labels == h->n_outputs;
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

/* The vectors' rows are all of one length, which their number tells. */
static tenor_status open_vectors(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  const size_t n = model->vocabulary.words.n;
  size_t n_bytes;
  TRY(blob_array(blob, TAG_VECTORS, 1, &model->vectors.values, &n_bytes, error));
  const size_t stride = n > 0 ? n_bytes / n : 0;
  if (stride * n != n_bytes || stride > EMBEDDING_MAX_DIMENSIONS ||
      stride != embedding_stride((uint32_t)stride) || (n > 0 && stride == 0))
    return broken(error, "the word vectors are broken");
  model->vectors.n = n;
  model->vectors.n_dimensions = (uint32_t)stride;
  return TENOR_OK;
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
        !isfinite(model->outputs[i].calibration.b) || !isfinite(model->outputs[i].favour))
      return broken(error, "an output is broken");
  return TENOR_OK;
}

/* The curves, where there are any. */
static tenor_status open_curves(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  const uint64_t *starts;
  const double *knots;
  size_t n_starts, n_knots;
  if (!blob_has(blob, TAG_CURVE_STARTS)) return TENOR_OK;
  TRY(blob_array(blob, TAG_CURVE_STARTS, sizeof *starts, &starts, &n_starts, error));
  TRY(blob_array(blob, TAG_CURVE_KNOTS, 2 * sizeof *knots, &knots, &n_knots, error));
  if (n_starts != model->n_outputs + 1 || starts[0] != 0 || starts[model->n_outputs] != n_knots)
    return broken(error, "a calibration is broken");
  for (size_t k = 0; k < model->n_outputs; k++) {
    if (starts[k] > starts[k + 1] || starts[k + 1] > n_knots)
      return broken(error, "a calibration is broken");
    const size_t n = (size_t)(starts[k + 1] - starts[k]);
    const double *x = knots + 2 * starts[k], *y = x + n;
    for (size_t i = 0; i < n; i++)
      if (!isfinite(x[i]) || !(y[i] >= 0 && y[i] <= 1) || (i > 0 && !(x[i - 1] < x[i])))
        return broken(error, "a calibration is broken");
    model->curves[k] = (isotonic){x, y, n};
  }
  return TENOR_OK;
}

/* The kernel machine, where there is one. */
static tenor_status open_kernel(tenor_model *model, const tenor_blob *blob, tenor_error *error) {
  kernel_pool pool = {.n_outputs = model->n_outputs,
                      .n_dense = model->n_dense,
                      .n_columns = model->n_dense + model->vocabulary.n_features};
  size_t n_gamma, n_scale, n_starts, n_entries, n_weights;
  if (!blob_has(blob, TAG_KERNEL_GAMMA)) return TENOR_OK;
  TRY(blob_array(blob, TAG_KERNEL_GAMMA, sizeof(double), &pool.gamma, &n_gamma, error));
  TRY(blob_array(blob, TAG_KERNEL_SCALE, sizeof(double), &pool.scale, &n_scale, error));
  TRY(blob_array(blob, TAG_KERNEL_STARTS, sizeof(uint64_t), &pool.starts, &n_starts, error));
  TRY(blob_array(blob, TAG_KERNEL_ENTRIES, sizeof *pool.entries, &pool.entries, &n_entries, error));
  TRY(blob_array(blob, TAG_KERNEL_WEIGHTS, sizeof(double), &pool.coefficients, &n_weights, error));
  pool.n_support = n_starts - (n_starts > 0);
  if (pool.n_support == 0 || n_gamma != pool.n_outputs || n_scale != pool.n_dense ||
      n_weights / pool.n_support != pool.n_outputs || n_weights % pool.n_support != 0 ||
      !kernel_pool_is_sound(&pool, n_entries))
    return broken(error, "the kernel machine is broken");
  model->kernel = pool;
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
  TRY(open_vectors(model, &blob, error));
  TRY(open_weights(model, &blob, error));
  model->mask_names = blob_has(&blob, TAG_MASK_NAMES);
  TRY(open_curves(model, &blob, error));
  return open_kernel(model, &blob, error);
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

int tenor_model_is_additive(const tenor_model *model) {
  return model->kernel.n_support == 0;
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
