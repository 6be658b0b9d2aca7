/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A model laid open: features and weights give the decisions that tenor explains, and so do libsvm and liblinear when they
 * read what the program writes for them.
 */
#include "tenor_export.h"

#include <linear.h>
#include <stdlib.h>
#include <unistd.h>
#if defined(TENOR_LIBSVM_SUBFOLDER)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif

#include "model/machine_file.h"
#include "tempfile.h"
#include "tiny_model.h"

enum { TEXTS = 60, MAX_MACHINES = 3, MAX_NODES = 256 };

typedef struct opened {
  tiny_model tiny;
  tenor_export *export_;
  uint32_t n_features;
  double *weights; /* [MAX_MACHINES][n_features] */
  double biases[MAX_MACHINES];
  tenor_rng rng;
} opened;

static opened open_tiny(void) {
  opened o = {.tiny = tiny_model_new(), .rng = {21}};
  cr_assert_eq(tenor_export_new(&o.export_, o.tiny.model, NULL), TENOR_OK);
  o.n_features = tenor_export_n_features(o.export_);
  o.weights = calloc((size_t)MAX_MACHINES * o.n_features, sizeof *o.weights);
  cr_assert(o.weights);
  return o;
}

static void close_tiny(opened *o) {
  free(o->weights);
  tenor_export_free(&o->export_);
  tiny_model_free(&o->tiny);
}

/* The machines of a head into o->weights. */
static machine_file machines_of(opened *o, uint32_t head) {
  const uint32_t n = tenor_export_n_machines(o->export_, head);
  cr_assert(n >= 1 && n <= MAX_MACHINES);
  for (uint32_t k = 0; k < n; k++)
    tenor_export_weights(o->export_, head, k, o->weights + (size_t)k * o->n_features,
                         &o->biases[k]);
  return (machine_file){tenor_model_head(o->tiny.model, head)->kind, n, o->n_features, o->weights,
                        o->biases};
}

/* What tenor says of a text. */
typedef struct decided {
  tenor_score score;
  double decision; /* of the label asked for */
  const tenor_feature_value *values;
  size_t n;
} decided;

static decided decide(opened *o, uint32_t head, uint32_t label, tenor_text text) {
  const tenor_reason *reasons;
  decided d;
  size_t n_reasons;
  cr_assert_eq(tenor_reasons(o->tiny.scratch, text, head, label, &reasons, &n_reasons, &d.decision),
               TENOR_OK);
  cr_assert_eq(tenor_score_text(o->tiny.scratch, text, &d.score), TENOR_OK);
  cr_assert_eq(tenor_features(o->tiny.scratch, &d.values, &d.n), TENOR_OK);
  cr_assert_lt(d.n + 1, MAX_NODES);
  return d;
}

static tenor_text draw(opened *o, char buffer[2048]) {
  const size_t size = tiny_text(&o->rng, buffer);
  return (tenor_text){buffer, size};
}

static void expect_near(double seen, double wanted, const char *what) {
  cr_expect(fabs(seen - wanted) < 1e-9, "%s: %.15g, should be %.15g", what, seen, wanted);
}

/* ---- values and weights ------------------------------------------------------------------------------- */

static double weigh(const opened *o, uint32_t machine, const decided *d) {
  double sum = o->biases[machine];
  for (size_t i = 0; i < d->n; i++)
    sum += o->weights[(size_t)machine * o->n_features + d->values[i].feature] * d->values[i].value;
  return sum;
}

Test(export, features_times_weights_are_the_decision) {
  opened o = open_tiny();
  char buffer[2048];
  for (uint32_t head = 0; head < TINY_HEADS; head++) {
    const machine_file m = machines_of(&o, head);
    for (int i = 0; i < TEXTS; i++) {
      const tenor_text text = draw(&o, buffer);
      for (uint32_t k = 0; k < m.n_machines; k++) {
        const decided d = decide(&o, head, m.kind == TENOR_HEAD_CLASS ? k : 0, text);
        double seen = weigh(&o, k, &d);
        if (m.kind == TENOR_HEAD_ORDINAL) seen = (weigh(&o, 0, &d) + weigh(&o, 1, &d)) / 2;
        expect_near(seen, d.decision, tiny_heads[head].name);
        for (size_t f = 0; f < d.n; f++)
          cr_expect(d.values[f].feature < o.n_features &&
                    (f == 0 || d.values[f].feature > d.values[f - 1].feature));
      }
    }
  }
  close_tiny(&o);
}

Test(export, ngrams_have_length_1_and_words_count_alike) {
  opened o = open_tiny();
  const decided d = decide(&o, 0, 0, tenor_text_of("attack attack enemy good the the 12"));
  double squares = 0, least = 1e9, most = 0;
  size_t n_words = 0;
  for (size_t i = 0; i < d.n; i++) {
    tenor_feature feature;
    tenor_export_feature(o.export_, d.values[i].feature, &feature);
    if (feature.kind == TENOR_FEATURE_STEM || feature.kind == TENOR_FEATURE_PAIR)
      squares += d.values[i].value * d.values[i].value;
    if (feature.kind != TENOR_FEATURE_WORD) continue;
    least = fmin(least, d.values[i].value);
    most = fmax(most, d.values[i].value);
    n_words++;
  }
  expect_near(squares, 1, "squares of n-grams");
  cr_expect_eq(n_words, 3);
  expect_near(most, 2 * least, "the word that stands twice");
  close_tiny(&o);
}

Test(export, a_text_without_words_has_no_features) {
  opened o = open_tiny();
  cr_expect_eq(decide(&o, 0, 0, tenor_text_of("")).n, 0);
  tenor_scratch *fresh;
  const tenor_feature_value *values;
  size_t n = 1;
  cr_assert_eq(tenor_scratch_new(&fresh, o.tiny.model, NULL), TENOR_OK);
  cr_expect_eq(tenor_features(fresh, &values, &n), TENOR_OK);
  cr_expect_eq(n, 0, "nothing was scored yet");
  tenor_scratch_free(&fresh);
  close_tiny(&o);
}

static bool is(tenor_text text, const char *wanted) {
  return text.size == strlen(wanted) && memcmp(text.data, wanted, text.size) == 0;
}

Test(export, every_feature_has_a_name_and_no_two_the_same) {
  opened o = open_tiny();
  size_t counts[5] = {0}, n_attacks = 0, n_pairs = 0, n_peaks = 0;
  for (uint32_t i = 0; i < o.n_features; i++) {
    tenor_feature feature;
    tenor_export_feature(o.export_, i, &feature);
    counts[feature.kind]++;
    cr_expect(feature.name.size > 0);
    cr_expect_eq(feature.second.size > 0,
                 feature.kind == TENOR_FEATURE_LEXICON || feature.kind == TENOR_FEATURE_PAIR);
    n_attacks += feature.kind == TENOR_FEATURE_STEM && is(feature.name, "attack");
    n_pairs += is(feature.name, "sea") && is(feature.second, "of");
    n_peaks += is(feature.name, "all hostility") && is(feature.second, "peak");
  }
  tenor_model_size sizes;
  tenor_model_sizes(o.tiny.model, &sizes);
  cr_expect_eq(counts[TENOR_FEATURE_LEXICON] + counts[TENOR_FEATURE_FORM], sizes.n_dense);
  cr_expect_eq(counts[TENOR_FEATURE_STEM], sizes.n_stems);
  cr_expect_eq(counts[TENOR_FEATURE_PAIR], sizes.n_bigrams);
  cr_expect_eq(counts[TENOR_FEATURE_WORD], sizes.n_vector_words);
  cr_expect(n_attacks == 1 && n_pairs == 1 && n_peaks == 1);
  cr_expect_eq(tenor_export_n_machines(o.export_, TINY_HEADS), 0);
  close_tiny(&o);
}

/* ---- other programs ----------------------------------------------------------------------------------- */

static void write_machines(machine_writer *write_it, const machine_file *m, const char *path) {
  out *stream;
  tenor_error error;
  cr_assert_eq(out_open(&stream, path, &error), TENOR_OK, "%s", error.message);
  write_it(stream, m);
  cr_assert_eq(out_close(&stream, &error), TENOR_OK, "%s", error.message);
}

static void make_nodes(const decided *d, struct svm_node nodes[MAX_NODES]) {
  for (size_t i = 0; i < d->n; i++)
    nodes[i] = (struct svm_node){(int)d->values[i].feature + 1, d->values[i].value};
  nodes[d->n] = (struct svm_node){-1, 0};
}

static void compare_single(opened *o, uint32_t head, uint32_t machine,
                           const struct svm_model *model) {
  char buffer[2048];
  struct svm_node nodes[MAX_NODES];
  const bool regression = tiny_heads[head].kind == TENOR_HEAD_REGRESSION;
  for (int i = 0; i < TEXTS; i++) {
    const decided d = decide(o, head, 0, draw(o, buffer));
    const double wanted = weigh(o, machine, &d);
    double seen, p[2];
    make_nodes(&d, nodes);
    const double label = svm_predict_values(model, nodes, &seen);
    expect_near(seen, wanted, tiny_heads[head].name);
    if (regression) continue;
    cr_expect(fabs(label - (wanted > 0)) < 0.5);
    (void)svm_predict_probability(model, nodes, p);
    expect_near(p[0], 1 / (1 + exp(-wanted)), "the probability of 1");
    if (tiny_heads[head].kind == TENOR_HEAD_BINARY && d.score.n_tokens > 0)
      expect_near(p[0], d.score.heads[head].p, "is tenor's");
  }
}

static void compare_classes(opened *o, uint32_t head, uint32_t n, const struct svm_model *model) {
  char buffer[2048];
  struct svm_node nodes[MAX_NODES];
  for (int i = 0; i < TEXTS; i++) {
    const decided d = decide(o, head, 0, draw(o, buffer));
    double seen[MAX_MACHINES * MAX_MACHINES];
    size_t pair = 0;
    make_nodes(&d, nodes);
    const double label = svm_predict_values(model, nodes, seen);
    for (uint32_t a = 0; a < n; a++)
      for (uint32_t b = a + 1; b < n; b++)
        expect_near(seen[pair++], weigh(o, a, &d) - weigh(o, b, &d), "a pair of classes");
    if (d.score.n_tokens > 0) cr_expect(fabs(label - d.score.heads[head].label) < 0.5);
  }
}

Test(export, libsvm_decides_the_same) {
  opened o = open_tiny();
  const tempfile file = tempfile_new("machine");
  for (uint32_t head = 0; head < TINY_HEADS; head++) {
    const machine_file all = machines_of(&o, head);
    const bool classes = all.kind == TENOR_HEAD_CLASS;
    for (uint32_t k = 0; k < (classes ? 1 : all.n_machines); k++) {
      const machine_file m = {all.kind, classes ? all.n_machines : 1, all.n_features,
                              all.weights + (size_t)k * all.n_features, all.biases + k};
      write_machines(machine_write_libsvm, &m, file.path);
      struct svm_model *model = svm_load_model(file.path);
      cr_assert(model, "head %u machine %u", head, k);
      if (classes)
        compare_classes(&o, head, m.n_machines, model);
      else
        compare_single(&o, head, k, model);
      svm_free_and_destroy_model(&model);
    }
  }
  tempfile_remove(&file);
  close_tiny(&o);
}

/* What liblinear-predict adds to each row of its input for a model with a bias. */
static void add_bias_node(struct svm_node *nodes, size_t n, uint32_t n_features) {
  nodes[n] = (struct svm_node){(int)n_features + 1, 1};
  nodes[n + 1] = (struct svm_node){-1, 0};
}

static void compare_liblinear(opened *o, uint32_t head, const machine_file *m, uint32_t machine,
                              const struct model *model) {
  char buffer[2048];
  struct svm_node nodes[MAX_NODES];
  for (int i = 0; i < TEXTS; i++) {
    const decided d = decide(o, head, 0, draw(o, buffer));
    double seen[MAX_MACHINES], p[MAX_MACHINES];
    make_nodes(&d, nodes);
    add_bias_node(nodes, d.n, o->n_features);
    const struct feature_node *x = (const struct feature_node *)(void *)nodes;
    const double label = predict_values(model, x, seen);
    for (uint32_t k = 0; k < m->n_machines; k++)
      expect_near(seen[k], weigh(o, machine + k, &d), tiny_heads[head].name);
    if (m->kind != TENOR_HEAD_CLASS || d.score.n_tokens == 0) continue;
    cr_expect(fabs(label - d.score.heads[head].label) < 0.5);
    (void)predict_probability(model, x, p);
    for (uint32_t k = 0; k < m->n_machines; k++)
      expect_near(p[k], d.score.p[d.score.heads[head].first + k], "the probability of a class");
  }
}

Test(export, liblinear_decides_the_same) {
  opened o = open_tiny();
  const tempfile file = tempfile_new("machine");
  for (uint32_t head = 0; head < TINY_HEADS; head++) {
    const machine_file all = machines_of(&o, head);
    const bool classes = all.kind == TENOR_HEAD_CLASS;
    for (uint32_t k = 0; k < (classes ? 1 : all.n_machines); k++) {
      const machine_file m = {all.kind, classes ? all.n_machines : 1, all.n_features,
                              all.weights + (size_t)k * all.n_features, all.biases + k};
      write_machines(machine_write_liblinear, &m, file.path);
      struct model *model = load_model(file.path);
      cr_assert(model, "head %u machine %u", head, k);
      compare_liblinear(&o, head, &m, k, model);
      free_and_destroy_model(&model);
    }
  }
  tempfile_remove(&file);
  close_tiny(&o);
}

/* Two classes with a machine each: liblinear reads them as Crammer & Singer's, libsvm as one pair. */
Test(export, two_classes_stay_two_machines) {
  const double weights[] = {1, 0, -2, 0.25, 0.5, 3}, biases[] = {0.5, -1};
  const machine_file m = {TENOR_HEAD_CLASS, 2, 3, weights, biases};
  struct svm_node nodes[] = {{1, 2}, {3, 0.5}, {-1, 0}, {-1, 0}};
  const tempfile file = tempfile_new("machine");
  double seen[2];
  write_machines(machine_write_liblinear, &m, file.path);
  struct model *model = load_model(file.path);
  cr_assert(model);
  add_bias_node(nodes, 2, 3);
  (void)predict_values(model, (const struct feature_node *)(void *)nodes, seen);
  expect_near(seen[0], 0.5 + 2 - 1, "the first");
  expect_near(seen[1], -1 + 0.5 + 1.5, "the second");
  free_and_destroy_model(&model);
  write_machines(machine_write_libsvm, &m, file.path);
  nodes[2].index = -1;
  struct svm_model *pair = svm_load_model(file.path);
  cr_assert(pair);
  cr_expect(fabs(svm_predict_values(pair, nodes, seen) - 0) < 0.5);
  expect_near(seen[0], 1.5 - 1, "their difference");
  svm_free_and_destroy_model(&pair);
  tempfile_remove(&file);
}

Test(export, svmlight_is_one_vector_and_a_threshold) {
  const double weights[] = {0.5, 0, -2}, bias = 0.25;
  const machine_file m = {TENOR_HEAD_BINARY, 1, 3, weights, &bias};
  const tempfile file = tempfile_new("machine");
  write_machines(machine_write_svmlight, &m, file.path);
  char *seen = tempfile_read(&file);
  cr_expect_str_eq(seen,
                   "SVM-light Version V6.02\n0 # kernel type\n3 # kernel parameter -d\n"
                   "1 # kernel parameter -g\n1 # kernel parameter -s\n1 # kernel parameter -r\n"
                   "empty# kernel parameter -u\n3 # highest feature index\n"
                   "1 # number of training documents\n2 # number of support vectors plus 1\n"
                   "-0.25 # threshold b, each following line is a SV (starting with alpha*y)\n"
                   "1 1:0.5 3:-2\n");
  free(seen);
  tempfile_remove(&file);
}
