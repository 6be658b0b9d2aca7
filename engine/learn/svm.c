/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/svm.h"

#include <linear.h>
#include <stdlib.h>
#include <string.h>

#if defined(TENOR_LIBSVM_SUBFOLDER)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif

#if LIBSVM_VERSION < 324
#error "tenor needs libsvm 3.24 or later"
#endif

static void print_nothing(const char *text) {
  (void)text;
}

static bool is_positive(double y) {
  return y > 0;
}

/* One class only: nothing to separate. */
static bool is_trivial(const size_t *subset, size_t n, const double *y, const svm_options *options,
                       double *bias) {
  if (options->task != SVM_CLASSIFY) return n == 0;
  size_t positives = 0;
  for (size_t i = 0; i < n; i++) positives += is_positive(y[subset[i]]);
  *bias = positives > 0 ? 1 : -1;
  return positives == 0 || positives == n;
}

/* ---- the libraries' sparse rows ----------------------------------------------------------------------- */

/* Both libraries want arrays of { int index from 1; double value } that end with index -1. They are filled here
 * through svm_node; liblinear's feature_node is the same but for the name. */
_Static_assert(sizeof(struct svm_node) == sizeof(struct feature_node), "both are { int, double }");

typedef struct node_rows {
  struct svm_node *nodes;
  struct svm_node **rows; /* [n] */
  double *y;              /* [n] */
} node_rows;

static void node_rows_finish(node_rows *r) {
  free(r->nodes);
  free(r->rows);
  free(r->y);
}

/* `bias_index` > 0 adds the feature that carries liblinear's bias. */
static tenor_status node_rows_init(node_rows *r, const svm_rows *rows, const size_t *subset,
                                   size_t n, const double *y, svm_task task, int bias_index) {
  size_t total = 0;
  for (size_t i = 0; i < n; i++) total += rows->starts[subset[i] + 1] - rows->starts[subset[i]] + 2;
  r->nodes = malloc((total + 1) * sizeof *r->nodes);
  r->rows = malloc((n + 1) * sizeof *r->rows);
  r->y = malloc((n + 1) * sizeof *r->y);
  if (!r->nodes || !r->rows || !r->y) return TENOR_ERR_MEMORY;
  struct svm_node *at = r->nodes;
  for (size_t i = 0; i < n; i++) {
    const size_t row = subset[i];
    r->rows[i] = at;
    r->y[i] = task == SVM_CLASSIFY ? (is_positive(y[row]) ? 1 : -1) : y[row];
    for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
      *at++ = (struct svm_node){rows->entries[k].index + 1, rows->entries[k].value};
    if (bias_index > 0) *at++ = (struct svm_node){bias_index, 1};
    *at++ = (struct svm_node){-1, 0};
  }
  return TENOR_OK;
}

/* ---- liblinear ---------------------------------------------------------------------------------------- */

static tenor_status fit_liblinear(const svm_rows *rows, const size_t *subset, size_t n,
                                  const double *y, const svm_options *options, double *w,
                                  double *bias, tenor_error *error) {
  node_rows data = {0};
  const int n_features = (int)rows->n_features;
  tenor_status status = node_rows_init(&data, rows, subset, n, y, options->task, n_features + 1);
  if (status < 0) {
    node_rows_finish(&data);
    return tenor_error_memory(error);
  }
  int labels[2] = {1, -1};
  double weights[2] = {options->positive_weight, 1};
  struct parameter parameter = {0};
  parameter.solver_type = options->task == SVM_CLASSIFY ? L2R_L2LOSS_SVC : L2R_L2LOSS_SVR;
  parameter.C = options->c;
  parameter.p = options->epsilon;
  parameter.eps = options->task == SVM_CLASSIFY ? 0.002 : 0.0005;
  parameter.nr_weight = options->task == SVM_CLASSIFY ? 2 : 0;
  parameter.weight_label = labels;
  parameter.weight = weights;
  struct problem problem = {0};
  problem.l = (int)n;
  problem.n = n_features + 1;
  problem.y = data.y;
  problem.x = (struct feature_node **)(void *)data.rows;
  problem.bias = 1;
  set_print_string_function(print_nothing); /* the library's own global; always set to the same */
  struct model *model = train(&problem, &parameter);
  if (model) {
    const double sign = options->task == SVM_CLASSIFY && model->label[0] != 1 ? -1 : 1;
    for (int i = 0; i < n_features; i++) w[i] = sign * model->w[i];
    *bias = sign * model->w[n_features];
    free_and_destroy_model(&model);
  } else {
    status = tenor_error_memory(error);
  }
  node_rows_finish(&data);
  return status;
}

/* ---- libsvm ------------------------------------------------------------------------------------------- */

static struct svm_parameter libsvm_parameter(const svm_options *options, int labels[2],
                                             double weights[2]) {
  struct svm_parameter parameter = {0};
  labels[0] = 1, labels[1] = -1;
  weights[0] = options->positive_weight, weights[1] = 1;
  parameter.svm_type = options->task == SVM_CLASSIFY ? C_SVC : EPSILON_SVR;
  parameter.kernel_type = LINEAR;
  parameter.C = options->c;
  parameter.p = options->epsilon;
  parameter.eps = 1e-4;
  parameter.cache_size = 200;
  parameter.shrinking = 1;
  parameter.nr_weight = options->task == SVM_CLASSIFY ? 2 : 0;
  parameter.weight_label = labels;
  parameter.weight = weights;
  return parameter;
}

/* w = sum of coefficient x support vector; b = -rho. libsvm's first label is the positive side. */
static void collapse(const struct svm_model *model, svm_task task, uint32_t n_features, double *w,
                     double *bias) {
  const double sign = task == SVM_CLASSIFY && model->label[0] != 1 ? -1 : 1;
  memset(w, 0, n_features * sizeof *w);
  for (int i = 0; i < model->l; i++)
    for (const struct svm_node *node = model->SV[i]; node->index != -1; node++)
      w[node->index - 1] += sign * model->sv_coef[0][i] * node->value;
  *bias = -sign * model->rho[0];
}

static tenor_status train_libsvm(const svm_rows *rows, const size_t *subset, size_t n,
                                 const double *y, const svm_options *options, node_rows *data,
                                 struct svm_model **model, tenor_error *error) {
  int labels[2];
  double weights[2];
  if (node_rows_init(data, rows, subset, n, y, options->task, 0) < 0)
    return tenor_error_memory(error);
  struct svm_parameter parameter = libsvm_parameter(options, labels, weights);
  struct svm_problem problem = {(int)n, data->y, data->rows};
  const char *complaint = svm_check_parameter(&problem, &parameter);
  if (complaint) return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "libsvm: %s", complaint);
  svm_set_print_string_function(print_nothing);
  *model = svm_train(&problem, &parameter);
  return *model ? TENOR_OK : tenor_error_memory(error);
}

static tenor_status fit_libsvm(const svm_rows *rows, const size_t *subset, size_t n,
                               const double *y, const svm_options *options, double *w, double *bias,
                               tenor_error *error) {
  node_rows data = {0};
  struct svm_model *model = NULL;
  const tenor_status status = train_libsvm(rows, subset, n, y, options, &data, &model, error);
  if (status >= 0) collapse(model, options->task, rows->n_features, w, bias);
  if (model) svm_free_and_destroy_model(&model);
  node_rows_finish(&data);
  return status;
}

static tenor_status predict_rows(const struct svm_model *model, const svm_rows *rows, svm_task task,
                                 double *decisions) {
  size_t longest = 0;
  for (size_t i = 0; i < rows->n; i++)
    if (rows->starts[i + 1] - rows->starts[i] > longest)
      longest = rows->starts[i + 1] - rows->starts[i];
  struct svm_node *nodes = malloc((longest + 1) * sizeof *nodes);
  if (!nodes) return TENOR_ERR_MEMORY;
  const double sign = task == SVM_CLASSIFY && model->label[0] != 1 ? -1 : 1;
  for (size_t i = 0; i < rows->n; i++) {
    size_t n = 0;
    for (size_t k = rows->starts[i]; k < rows->starts[i + 1]; k++)
      nodes[n++] = (struct svm_node){rows->entries[k].index + 1, rows->entries[k].value};
    nodes[n] = (struct svm_node){-1, 0};
    double value;
    svm_predict_values(model, nodes, &value);
    decisions[i] = sign * value;
  }
  free(nodes);
  return TENOR_OK;
}

tenor_status svm_reference(const svm_rows *rows, const size_t *subset, size_t n, const double *y,
                           const svm_options *options, double *decisions, tenor_error *error) {
  node_rows data = {0};
  struct svm_model *model = NULL;
  tenor_status status = train_libsvm(rows, subset, n, y, options, &data, &model, error);
  if (status >= 0) status = predict_rows(model, rows, options->task, decisions);
  if (model) svm_free_and_destroy_model(&model);
  node_rows_finish(&data);
  return status;
}

/* ---- both --------------------------------------------------------------------------------------------- */

tenor_status svm_fit(const svm_rows *rows, const size_t *subset, size_t n, const double *y,
                     const svm_options *options, double *w, double *bias, tenor_error *error) {
  memset(w, 0, rows->n_features * sizeof *w);
  *bias = 0;
  if (is_trivial(subset, n, y, options, bias)) return TENOR_OK;
  return options->solver == SVM_LIBSVM ? fit_libsvm(rows, subset, n, y, options, w, bias, error)
                                       : fit_liblinear(rows, subset, n, y, options, w, bias, error);
}

double svm_decide(const svm_rows *rows, size_t row, const double *w, double bias) {
  double sum = bias;
  for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
    sum += w[rows->entries[k].index] * rows->entries[k].value;
  return sum;
}

void svm_rows_finish(svm_rows *rows) {
  free(rows->entries);
  free(rows->starts);
  memset(rows, 0, sizeof *rows);
}
