/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A linear machine needs no support vectors, and formats that want some get one: the weights themselves, with
 * coefficient
 * 1. Numbers are written in full (output/exact.h), so that what is read back decides as tenor does.
 */
#include "model/machine_file.h"

#include <stdio.h>

#include "output/exact.h"

static void put_number(out *stream, double number) {
  char text[EXACT_BYTES];
  out_bytes(stream, text, exact_write(text, number));
}

static void put_count(out *stream, const char *name, uint64_t count) {
  char line[64];
  (void)snprintf(line, sizeof line, "%s %llu\n", name, (unsigned long long)count);
  out_text(stream, line);
}

/* " 1:0.5 7:-2": indexes from 1, zeros left out. */
static void put_vector(out *stream, const double *weights, uint32_t n) {
  char index[16];
  for (uint32_t i = 0; i < n; i++) {
    if (!(weights[i] > 0 || weights[i] < 0)) continue;
    (void)snprintf(index, sizeof index, " %u:", i + 1);
    out_text(stream, index);
    put_number(stream, weights[i]);
  }
  out_byte(stream, '\n');
}

/* " 0 1 2", or the only machine's answers: " 1 0". */
static void put_labels(out *stream, const machine_file *m) {
  char label[16];
  out_text(stream, "label");
  if (m->n_machines == 1) out_text(stream, " 1 0");
  for (uint32_t i = 0; i < m->n_machines && m->n_machines > 1; i++) {
    (void)snprintf(label, sizeof label, " %u", i);
    out_text(stream, label);
  }
  out_byte(stream, '\n');
}

/* ---- libsvm -------------------------------------------------------------------------------------------- */

static void put_single(out *stream, const machine_file *m) {
  out_text(stream, "nr_class 2\ntotal_sv 1\nrho ");
  put_number(stream, -m->biases[0]);
  out_byte(stream, '\n');
  if (m->kind != TENOR_HEAD_REGRESSION) {
    put_labels(stream, m);
    out_text(stream, "probA -1\nprobB 0\nnr_sv 1 0\n");
  }
  out_text(stream, "SV\n1");
  put_vector(stream, m->weights, m->n_features);
}

/* The machine of classes i < k is that of i minus that of k: the vector of a class counts 1 against the classes after
 * it, and -1 against those before it. */
static void put_pairs(out *stream, const machine_file *m) {
  const uint32_t n = m->n_machines;
  put_count(stream, "nr_class", n);
  put_count(stream, "total_sv", n);
  out_text(stream, "rho");
  for (uint32_t i = 0; i < n; i++)
    for (uint32_t k = i + 1; k < n; k++) {
      out_byte(stream, ' ');
      put_number(stream, m->biases[k] - m->biases[i]);
    }
  out_byte(stream, '\n');
  put_labels(stream, m);
  out_text(stream, "nr_sv");
  out_repeat(stream, " 1", n);
  out_text(stream, "\nSV\n");
  for (uint32_t i = 0; i < n; i++) {
    for (uint32_t k = 0; k + 1 < n; k++) out_text(stream, k < i ? "-1 " : "1 ");
    put_vector(stream, m->weights + (size_t)i * m->n_features, m->n_features);
  }
}

void machine_write_libsvm(out *stream, const machine_file *m) {
  out_text(stream,
           m->kind == TENOR_HEAD_REGRESSION ? "svm_type epsilon_svr\n" : "svm_type c_svc\n");
  out_text(stream, "kernel_type linear\n");
  if (m->n_machines == 1)
    put_single(stream, m);
  else
    put_pairs(stream, m);
}

/* ---- liblinear ----------------------------------------------------------------------------------------- */

/* Of two classes liblinear expects one machine, save from the solver of Crammer & Singer. */
static const char *solver_name(const machine_file *m) {
  if (m->kind == TENOR_HEAD_REGRESSION) return "L2R_L2LOSS_SVR";
  return m->n_machines == 2 ? "MCSVM_CS" : "L2R_LR";
}

void machine_write_liblinear(out *stream, const machine_file *m) {
  out_text(stream, "solver_type ");
  out_text(stream, solver_name(m));
  out_byte(stream, '\n');
  put_count(stream, "nr_class", m->n_machines == 1 ? 2 : m->n_machines);
  if (m->kind != TENOR_HEAD_REGRESSION) put_labels(stream, m);
  put_count(stream, "nr_feature", m->n_features);
  out_text(stream, "bias 1\nw\n");
  for (uint32_t i = 0; i <= m->n_features; i++) {
    for (uint32_t k = 0; k < m->n_machines; k++) {
      put_number(stream,
                 i < m->n_features ? m->weights[(size_t)k * m->n_features + i] : m->biases[k]);
      out_byte(stream, ' ');
    }
    out_byte(stream, '\n');
  }
}

/* ---- SVM-light ----------------------------------------------------------------------------------------- */

void machine_write_svmlight(out *stream, const machine_file *m) {
  char highest[64];
  out_text(stream,
           "SVM-light Version V6.02\n0 # kernel type\n3 # kernel parameter -d\n"
           "1 # kernel parameter -g\n1 # kernel parameter -s\n1 # kernel parameter -r\n"
           "empty# kernel parameter -u\n");
  (void)snprintf(highest, sizeof highest, "%u # highest feature index\n", m->n_features);
  out_text(stream, highest);
  out_text(stream, "1 # number of training documents\n2 # number of support vectors plus 1\n");
  put_number(stream, -m->biases[0]);
  out_text(stream, " # threshold b, each following line is a SV (starting with alpha*y)\n1");
  put_vector(stream, m->weights, m->n_features);
}
