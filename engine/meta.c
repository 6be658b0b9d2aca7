/* SPDX-License-Identifier: Apache-2.0 */
#include "meta.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

typedef struct page {
  char *text; /* [size], terminated */
  size_t size, capacity;
  tenor_status status; /* the first failure */
} page;

static void put(page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(page *p, const char *format, ...) {
  char line[256];
  va_list arguments;
  va_start(arguments, format);
  const int n = vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  if (p->status < 0 || n < 0) return;
  const size_t size = (size_t)n < sizeof line ? (size_t)n : sizeof line - 1;
  p->status = tenor_grow(&p->text, &p->capacity, p->size + size + 1, 1);
  if (p->status < 0) return;
  memcpy(p->text + p->size, line, size + 1);
  p->size += size;
}

static void put_whole(page *p, const char *text) {
  for (size_t n = strlen(text); n > 0;) {
    const size_t part = n < 200 ? n : 200;
    put(p, "%.*s", (int)part, text);
    text += part;
    n -= part;
  }
}

static void put_string(page *p, const char *string) {
  put(p, "\"");
  for (const unsigned char *c = (const unsigned char *)string; *c; c++) {
    if (*c == '"' || *c == '\\')
      put(p, "\\%c", *c);
    else if (*c < 0x20)
      put(p, "\\u%04x", *c);
    else
      put(p, "%c", *c);
  }
  put(p, "\"");
}

/* A number with four decimals, whatever the locale's decimal point. */
static void put_figure(page *p, const char *name, double value) {
  if (isnan(value)) return;
  const long long scaled = llround(fabs(value) * 10000);
  put(p, ",\"%s\":%s%lld.%04lld", name, value < 0 && scaled > 0 ? "-" : "", scaled / 10000,
      scaled % 10000);
}

static const char *kind_name(uint32_t kind) {
  static const char *const names[] = {"ordinal", "class", "regression", "binary"};
  return names[kind];
}

static void put_head(page *p, const tenor_trainer *t, size_t index) {
  const model_head *h = &t->heads[index];
  const tenor_fit_report *r = &t->reports[index];
  put(p, "{\"name\":");
  put_string(p, h->name);
  put(p, ",\"kind\":\"%s\",\"examples\":%" PRIu64 ",\"solver\":\"%s\"", kind_name(h->kind),
      r->n_examples, r->solver == TENOR_SOLVER_LIBSVM ? "libsvm" : "liblinear");
  if (r->nu > 0)
    put_figure(p, "nu", r->nu);
  else
    put_figure(p, "c", r->c);
  if (r->gamma > 0) put_figure(p, "gamma", r->gamma);
  if (h->kind == TENOR_HEAD_REGRESSION) put_figure(p, "epsilon", r->epsilon);
  put(p, ",\"held_out\":{\"n\":%" PRIu64, r->figures.n);
  put_figure(p, "auc", r->figures.auc);
  put_figure(p, "average_precision", r->figures.average_precision);
  put_figure(p, "ece", r->figures.ece);
  put_figure(p, "spearman", r->figures.spearman);
  put_figure(p, "pearson", r->figures.pearson);
  put_figure(p, "mae", r->figures.mae);
  put_figure(p, "qwk", r->figures.qwk);
  put_figure(p, "accuracy", r->figures.accuracy);
  put_figure(p, "macro_f1", r->figures.macro_f1);
  put_figure(p, "mcc", r->figures.mcc);
  put_figure(p, "interval_coverage", r->figures.coverage);
  put_figure(p, "interval_width", r->figures.width);
  put(p, "}}");
}

tenor_status meta_write(const tenor_trainer *t, const char *about, char **json) {
  page p = {0};
  put(&p, "{\"tenor\":\"%s\",\"seed\":%" PRIu64 ",\"folds\":%u,\"examples\":%zu,\"documents\":%zu",
      tenor_version(), t->options.seed, t->options.n_folds, t->n_examples, t->groups.n);
  put(&p, ",\"lexicon\":\"%016" PRIx64 "\",\"vector_dimensions\":%u,\"heads\":[",
      tenor_lexicon_digest(t->lexicon), t->n_dimensions);
  for (size_t i = 0; i < t->n_heads; i++) {
    if (i > 0) put(&p, ",");
    put_head(&p, t, i);
  }
  put(&p, "]");
  if (about) {
    put(&p, ",\"about\":");
    put_whole(&p, about);
  }
  put(&p, "}");
  if (p.status < 0)
    free(p.text);
  else
    *json = p.text;
  return p.status;
}
