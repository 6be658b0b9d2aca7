/* SPDX-License-Identifier: Apache-2.0 */
#include "learn/svm.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(TENOR_LIBSVM_SUBFOLDER)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif

#include "learn/newton.h"

#if LIBSVM_VERSION < 324
#error "tenor needs libsvm 3.24 or later"
#endif

static void print_nothing(const char *text) {
  (void)text;
}

static bool is_positive(double y) {
  return y > 0;
}

static double weight_of(const svm_sample *s, size_t row) {
  return s->weight ? s->weight[row] : 1;
}

/* One class only: nothing to separate. */
static bool is_trivial(const svm_sample *s, svm_task task, double *bias) {
  if (task != SVM_CLASSIFY) return s->n == 0;
  size_t positives = 0;
  for (size_t i = 0; i < s->n; i++) positives += is_positive(s->y[s->subset[i]]);
  *bias = positives > 0 ? 1 : -1;
  return positives == 0 || positives == s->n;
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
static tenor_status node_rows_init(node_rows *r, const svm_sample *s, svm_task task,
                                   int bias_index) {
  const svm_rows *rows = s->rows;
  size_t total = 0;
  for (size_t i = 0; i < s->n; i++)
    total += rows->starts[s->subset[i] + 1] - rows->starts[s->subset[i]] + 2;
  r->nodes = malloc((total + 1) * sizeof *r->nodes);
  r->rows = malloc((s->n + 1) * sizeof *r->rows);
  r->y = malloc((s->n + 1) * sizeof *r->y);
  if (!r->nodes || !r->rows || !r->y) return TENOR_ERR_MEMORY;
  struct svm_node *at = r->nodes;
  for (size_t i = 0; i < s->n; i++) {
    const size_t row = s->subset[i];
    r->rows[i] = at;
    r->y[i] = task == SVM_CLASSIFY ? (is_positive(s->y[row]) ? 1 : -1) : s->y[row];
    for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
      *at++ = (struct svm_node){rows->entries[k].index + 1, rows->entries[k].value};
    if (bias_index > 0) *at++ = (struct svm_node){bias_index, 1};
    *at++ = (struct svm_node){-1, 0};
  }
  return TENOR_OK;
}

/* ---- liblinear ---------------------------------------------------------------------------------------- */

static struct parameter liblinear_parameter(const svm_options *options, double *begin) {
  const bool classify = options->task == SVM_CLASSIFY;
  return (struct parameter){.solver_type = classify ? L2R_L2LOSS_SVC : L2R_L2LOSS_SVR,
                            .C = options->c,
                            .p = options->epsilon,
                            .eps = classify ? 0.002 : 0.0005,
                            .init_sol = begin};
}

/* liblinear puts the class +1 first whenever the classes are +1 and -1. */
static tenor_status fit_liblinear(const svm_sample *s, const svm_options *options, bool warm,
                                  svm_machine *machine, tenor_error *error) {
  node_rows data = {0};
  const int n_features = (int)s->rows->n_features;
  double *begin = warm ? malloc(((size_t)n_features + 1) * sizeof *begin) : NULL;
  struct model *model = NULL;
  if ((begin || !warm) && node_rows_init(&data, s, options->task, n_features + 1) >= 0) {
    if (warm) memcpy(begin, machine->w, (size_t)n_features * sizeof *begin);
    if (warm) begin[n_features] = machine->bias;
    const struct parameter parameter = liblinear_parameter(options, begin);
    const struct problem problem = {(int)s->n, n_features + 1, data.y,
                                    (struct feature_node **)(void *)data.rows, 1};
    set_print_string_function(print_nothing); /* the library's own global; always set to the same */
    model = train(&problem, &parameter);
  }
  const bool fitted = model != NULL;
  if (fitted) {
    memcpy(machine->w, model->w, (size_t)n_features * sizeof *machine->w);
    machine->bias = model->w[n_features];
    model->param.init_sol = NULL; /* ours */
    free_and_destroy_model(&model);
  }
  free(begin);
  node_rows_finish(&data);
  return fitted ? TENOR_OK : tenor_error_memory(error);
}

/* ---- libsvm ------------------------------------------------------------------------------------------- */

/* libsvm weighs classes: [0] the positive rows, [1] the others. False: rows of one side differ. */
static bool side_weights(const svm_sample *s, svm_task task, double weights[2]) {
  weights[0] = weights[1] = 0;
  for (size_t i = 0; i < s->n; i++) {
    double *side = &weights[task == SVM_CLASSIFY && !is_positive(s->y[s->subset[i]])];
    const double weight = weight_of(s, s->subset[i]);
    if (*side > 0 && fabs(*side - weight) > 1e-12 * weight) return false;
    *side = weight;
  }
  return true;
}

/* nu is at most twice the share of the smaller class (Crisp & Burges 2000). */
static double feasible_nu(const svm_sample *s, double nu) {
  size_t positives = 0;
  for (size_t i = 0; i < s->n; i++) positives += is_positive(s->y[s->subset[i]]);
  const size_t fewer = positives < s->n - positives ? positives : s->n - positives;
  const double most = 0.99 * 2 * (double)fewer / (double)s->n;
  return nu < most ? nu : most;
}

typedef struct libsvm_job {
  node_rows data;
  int labels[2];
  double weights[2];
  struct svm_model *model;
} libsvm_job;

static void libsvm_job_finish(libsvm_job *job) {
  if (job->model) svm_free_and_destroy_model(&job->model);
  node_rows_finish(&job->data);
}

static struct svm_parameter libsvm_parameter(const svm_sample *s, const svm_options *options,
                                             libsvm_job *job) {
  const bool classify = options->task == SVM_CLASSIFY, nu = classify && options->nu > 0;
  job->labels[0] = 1, job->labels[1] = -1;
  return (struct svm_parameter){.svm_type = nu         ? NU_SVC
                                            : classify ? C_SVC
                                                       : EPSILON_SVR,
                                .kernel_type = options->gamma > 0 ? RBF : LINEAR,
                                .gamma = options->gamma,
                                .C = classify ? options->c : options->c * job->weights[0],
                                .nu = nu ? feasible_nu(s, options->nu) : 0,
                                .p = options->epsilon,
                                .eps = 1e-4,
                                .cache_size = 200,
                                .shrinking = 1,
                                .nr_weight = classify && !nu ? 2 : 0,
                                .weight_label = job->labels,
                                .weight = job->weights};
}

static tenor_status libsvm_job_run(libsvm_job *job, const svm_sample *s, const svm_options *options,
                                   tenor_error *error) {
  if (!side_weights(s, options->task, job->weights) || (options->nu > 0 && s->weight))
    return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0,
                           "libsvm has no weights of rows, and nu-SVC none of classes: "
                           "liblinear or C-SVC can do it");
  if (node_rows_init(&job->data, s, options->task, 0) < 0) return tenor_error_memory(error);
  struct svm_parameter parameter = libsvm_parameter(s, options, job);
  struct svm_problem problem = {(int)s->n, job->data.y, job->data.rows};
  const char *complaint = svm_check_parameter(&problem, &parameter);
  if (complaint) return tenor_error_set(error, TENOR_ERR_ARG, NULL, 0, 0, "libsvm: %s", complaint);
  svm_set_print_string_function(print_nothing);
  job->model = svm_train(&problem, &parameter);
  return job->model ? TENOR_OK : tenor_error_memory(error);
}

/* libsvm's first label is the positive side. */
static double side(const struct svm_model *model, svm_task task) {
  return task == SVM_CLASSIFY && model->label[0] != 1 ? -1 : 1;
}

/* w = sum of coefficient x support vector; b = -rho. */
static void collapse(const struct svm_model *model, double sign, double *w) {
  for (int i = 0; i < model->l; i++)
    for (const struct svm_node *node = model->SV[i]; node->index != -1; node++)
      w[node->index - 1] += sign * model->sv_coef[0][i] * node->value;
}

static void keep_support(const struct svm_model *model, double sign, const svm_sample *s,
                         svm_machine *machine) {
  machine->n_support = (size_t)model->l;
  for (size_t i = 0; i < machine->n_support; i++) {
    machine->support[i] = s->subset[model->sv_indices[i] - 1];
    machine->coefficient[i] = sign * model->sv_coef[0][i];
  }
}

static tenor_status fit_libsvm(const svm_sample *s, const svm_options *options,
                               svm_machine *machine, tenor_error *error) {
  libsvm_job job = {.model = NULL};
  const tenor_status status = libsvm_job_run(&job, s, options, error);
  if (status >= 0) {
    const double sign = side(job.model, options->task);
    machine->gamma = options->gamma;
    machine->bias = -sign * job.model->rho[0];
    if (options->gamma > 0)
      keep_support(job.model, sign, s, machine);
    else
      collapse(job.model, sign, machine->w);
  }
  libsvm_job_finish(&job);
  return status;
}

static tenor_status predict_rows(const struct svm_model *model, const svm_rows *rows, double sign,
                                 double *decisions) {
  size_t longest = 0;
  for (size_t i = 0; i < rows->n; i++)
    if (rows->starts[i + 1] - rows->starts[i] > longest)
      longest = rows->starts[i + 1] - rows->starts[i];
  struct svm_node *nodes = malloc((longest + 1) * sizeof *nodes);
  if (!nodes) return TENOR_ERR_MEMORY;
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

tenor_status svm_reference(const svm_sample *s, const svm_options *options, double *decisions,
                           tenor_error *error) {
  libsvm_job job = {.model = NULL};
  tenor_status status = libsvm_job_run(&job, s, options, error);
  if (status >= 0)
    status = predict_rows(job.model, s->rows, side(job.model, options->task), decisions);
  libsvm_job_finish(&job);
  return status;
}

/* ---- machines ----------------------------------------------------------------------------------------- */

tenor_status svm_machine_init(svm_machine *machine, const svm_rows *rows) {
  *machine = (svm_machine){.w = calloc((size_t)rows->n_features + 1, sizeof *machine->w),
                           .support = malloc((rows->n + 1) * sizeof *machine->support),
                           .coefficient = malloc((rows->n + 1) * sizeof *machine->coefficient)};
  return machine->w && machine->support && machine->coefficient ? TENOR_OK : TENOR_ERR_MEMORY;
}

void svm_machine_finish(svm_machine *machine) {
  free(machine->w);
  free(machine->support);
  free(machine->coefficient);
  memset(machine, 0, sizeof *machine);
}

tenor_status svm_fit(const svm_sample *s, const svm_options *options, bool warm,
                     svm_machine *machine, tenor_error *error) {
  double bias = 0;
  const bool trivial = is_trivial(s, options->task, &bias);
  machine->n_support = 0;
  machine->gamma = 0;
  if (trivial || !warm) memset(machine->w, 0, s->rows->n_features * sizeof *machine->w);
  if (trivial || !warm) machine->bias = trivial ? bias : 0;
  if (trivial) return TENOR_OK;
  if (options->solver == SVM_LIBSVM) return fit_libsvm(s, options, machine, error);
  if (!s->weight) return fit_liblinear(s, options, warm, machine, error);
  return newton_fit(s, options, machine->w, &machine->bias) < 0 ? tenor_error_memory(error)
                                                                : TENOR_OK;
}

/* |x - z|^2 of two rows, both by rising index. */
static double squared_distance(const svm_rows *rows, size_t x, size_t z) {
  const svm_entry *a = rows->entries + rows->starts[x], *b = rows->entries + rows->starts[z];
  const svm_entry *a_end = rows->entries + rows->starts[x + 1];
  const svm_entry *b_end = rows->entries + rows->starts[z + 1];
  double sum = 0;
  while (a < a_end || b < b_end) {
    double difference;
    if (b == b_end || (a < a_end && a->index < b->index))
      difference = (a++)->value;
    else if (a == a_end || b->index < a->index)
      difference = (b++)->value;
    else
      difference = (a++)->value - (b++)->value;
    sum += difference * difference;
  }
  return sum;
}

double svm_decide(const svm_rows *rows, size_t row, const svm_machine *machine) {
  double sum = machine->bias;
  for (size_t i = 0; i < machine->n_support; i++)
    sum += machine->coefficient[i] *
           exp(-machine->gamma * squared_distance(rows, row, machine->support[i]));
  if (machine->gamma > 0) return sum;
  for (size_t k = rows->starts[row]; k < rows->starts[row + 1]; k++)
    sum += machine->w[rows->entries[k].index] * rows->entries[k].value;
  return sum;
}

void svm_rows_finish(svm_rows *rows) {
  free(rows->entries);
  free(rows->starts);
  memset(rows, 0, sizeof *rows);
}
