/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of classes against scikit-learn 1.9 on the sample of learn_sample.h, and on input for which a figure has no
 * value. */
#include "learn/confusion.h"

#include "learn_sample.h"

static const double CLOSE = 1e-9;

typedef struct class_figures {
  double accuracy, macro_f1, mcc, kappa, qwk;
} class_figures;

static void expect_figures(const uint64_t *cells, class_figures expected) {
  const size_t k = SAMPLE_CLASSES;
  expect_near(confusion_accuracy(cells, k), expected.accuracy, CLOSE, "accuracy");
  expect_near(confusion_macro_f1(cells, k), expected.macro_f1, CLOSE, "macro F1");
  expect_near(confusion_mcc(cells, k), expected.mcc, CLOSE, "mcc");
  expect_near(confusion_kappa(cells, k), expected.kappa, CLOSE, "kappa");
  expect_near(confusion_qwk(cells, k), expected.qwk, CLOSE, "qwk");
}

static void confuse(const learn_sample *s, size_t n, uint64_t *cells) {
  confusion_count(s->truth, s->predicted, NULL, n, SAMPLE_CLASSES, cells);
}

Test(confusion, classes) {
  learn_sample s;
  sample_make(&s);
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  cr_expect_eq(cells[0], 37);
  cr_expect_eq(cells[1 * SAMPLE_CLASSES + 3], 8, "row: truth");
  expect_figures(cells, (class_figures){0.693333333333333, 0.69118290079279, 0.615807248723928,
                                        0.615438205378292, 0.539655002031338});
  expect_near(confusion_precision(cells, 5, 1), 0.757142857142857, CLOSE, "precision");
  expect_near(confusion_recall(cells, 5, 1), 0.706666666666667, CLOSE, "recall");
  expect_near(confusion_f1(cells, 5, 1), 0.731034482758621, CLOSE, "F1");
  const uint64_t before = cells[s.truth[5] * SAMPLE_CLASSES + s.predicted[5]];
  const size_t cell = s.truth[5] * SAMPLE_CLASSES + s.predicted[5];
  s.truth[5] = SAMPLE_CLASSES;
  confuse(&s, SAMPLE_ROWS, cells);
  cr_expect_eq(cells[cell], before - 1, "a class beyond the last is passed over");
}

Test(confusion, class_never_predicted) {
  learn_sample s;
  sample_make(&s);
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.predicted[i] -= s.predicted[i] == 3;
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  expect_figures(cells, (class_figures){0.576666666666667, 0.512706310995446, 0.489280662479888,
                                        0.469514487406191, 0.520931942465879});
  expect_nan(confusion_precision(cells, 5, 3), "precision");
  expect_near(confusion_recall(cells, 5, 3), 0, 0, "recall");
  expect_near(confusion_f1(cells, 5, 3), 0, 0, "F1");
}

Test(confusion, class_that_is_nowhere) {
  learn_sample s;
  sample_make(&s);
  size_t n = 0;
  for (size_t i = 0; i < SAMPLE_ROWS; i++) {
    if (s.truth[i] == 3) continue;
    s.truth[n] = s.truth[i];
    s.predicted[n++] = s.predicted[i] == 3 ? 2 : s.predicted[i];
  }
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, n, cells);
  expect_figures(cells, (class_figures){0.706122448979592, 0.703049638608127, 0.608903008856685,
                                        0.60754649817567, 0.579146763300939});
  expect_nan(confusion_f1(cells, 5, 3), "F1");
}

Test(confusion, classes_without_a_value) {
  learn_sample s;
  sample_make(&s);
  for (size_t i = 0; i < SAMPLE_ROWS; i++) s.predicted[i] = 2;
  uint64_t cells[SAMPLE_CLASSES * SAMPLE_CLASSES];
  confuse(&s, SAMPLE_ROWS, cells);
  expect_near(confusion_macro_f1(cells, 5), 0.0610169491525424, CLOSE, "macro F1 of a constant");
  expect_near(confusion_kappa(cells, 5), 0, CLOSE, "kappa of a constant");
  expect_near(confusion_qwk(cells, 5), 0, CLOSE, "qwk of a constant");
  expect_nan(confusion_mcc(cells, 5), "mcc of a constant");
  confuse(&s, 0, cells);
  expect_nan(confusion_accuracy(cells, 5), "accuracy of nothing");
  expect_nan(confusion_macro_f1(cells, 5), "macro F1 of nothing");
  cells[2 * SAMPLE_CLASSES + 2] = 7;
  expect_near(confusion_macro_f1(cells, 5), 1, 0, "macro F1 of one class");
  expect_nan(confusion_kappa(cells, 5), "kappa of one class");
  expect_nan(confusion_qwk(cells, 5), "qwk of one class");
}

Test(confusion, weights_are_repeated_rows) {
  const uint32_t truth[] = {0, 1, 1, 2, 2}, predicted[] = {0, 1, 2, 2, 2},
                 weight[] = {2, 0, 1, 3, 0};
  uint64_t cells[9];
  confusion_count(truth, predicted, weight, 5, 3, cells);
  const uint64_t expected[9] = {2, 0, 0, 0, 0, 1, 0, 0, 3};
  for (size_t i = 0; i < 9; i++) cr_expect_eq(cells[i], expected[i]);
}
