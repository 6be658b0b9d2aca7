/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a text scored as it did. A head's decision is linear in the features, and each feature is a sum, a maximum or a
 * share over places in the text, so the decision can be handed out to those places without a rest: the reasons add
 * up to it exactly (but for rounding). No sampling, no surrogate.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "scratch.h"

/* The linear function over the outputs that is explained: sum of factor x decision + offset. */
typedef struct combination {
  double factor[TENOR_MAX_OUTPUTS]; /* [n_outputs] of the model */
  double offset;
} combination;

static void add_logit(combination *c, const model_output *output, uint32_t index, double share) {
  c->factor[index] -= share * output->calibration.a;
  c->offset -= share * output->calibration.b;
}

static void combine(const tenor_model *model, uint32_t head, uint32_t label, combination *c) {
  const model_head *h = &model->file_heads[head];
  memset(c, 0, sizeof *c);
  switch ((tenor_head_kind)h->kind) {
    case TENOR_HEAD_ORDINAL:
      for (uint32_t k = 0; k < h->n_outputs; k++)
        add_logit(c, &model->outputs[h->first_output + k], h->first_output + k, 1.0 / h->n_outputs);
      break;
    case TENOR_HEAD_CLASS:
      add_logit(c, &model->outputs[h->first_output + label], h->first_output + label, 1);
      break;
    case TENOR_HEAD_BINARY:
      add_logit(c, &model->outputs[h->first_output], h->first_output, 1);
      break;
    case TENOR_HEAD_REGRESSION: c->factor[h->first_output] = 1; break;
  }
}

/* What row `index` of the weights adds for each unit of its feature. */
static double weigh(const combination *c, const tenor_model *model, const float *rows,
                    size_t index) {
  const float *weights = rows + index * model->stride + 1;
  double sum = 0;
  for (size_t k = 0; k < model->n_outputs; k++) sum += c->factor[k] * (double)weights[k];
  return sum;
}

static tenor_status add_reason(tenor_scratch *s, tenor_reason reason) {
  TRY(tenor_grow(&s->reasons, &s->reasons_capacity, s->n_reasons + 1, sizeof *s->reasons));
  s->reasons[s->n_reasons++] = reason;
  return TENOR_OK;
}

/* ---- parts ------------------------------------------------------------------------------------------- */

/* What the head says of a text of ordinary form and no content. */
static tenor_status add_bias(tenor_scratch *s, const combination *c) {
  const tenor_model *model = s->model;
  double value = c->offset;
  for (size_t k = 0; k < model->n_outputs; k++) value += c->factor[k] * model->outputs[k].bias;
  for (size_t i = model->n_dense - N_FORM; i < model->n_dense; i++)
    value += (double)model->dense_rows[i * model->stride] * weigh(c, model, model->dense_rows, i);
  return add_reason(s, (tenor_reason){TENOR_REASON_BIAS, 0, "bias", 0, 0, 1, value});
}

/* Form features count by how far they are from the training texts' mean. */
static tenor_status add_form(tenor_scratch *s, const combination *c) {
  const analysis *a = &s->analysis;
  const tenor_model *model = s->model;
  const uint32_t first = layout_form(a->n_layout_categories, 0);
  double values[N_FORM] = {0};
  for (size_t i = 0; i < a->n_dense; i++)
    if (a->dense[i].feature >= first)
      values[a->dense[i].feature - first] = (double)a->dense[i].value;
  for (uint32_t k = 0; k < N_FORM; k++) {
    const double excess = values[k] - (double)model->dense_rows[(first + k) * model->stride];
    const double amount = excess * weigh(c, model, model->dense_rows, first + k);
    TRY(add_reason(s, (tenor_reason){TENOR_REASON_FORM, 0, layout_form_name((feature_form)k), 0, 0,
                                     values[k], amount}));
  }
  return TENOR_OK;
}

static tenor_status add_ngrams(tenor_scratch *s, const combination *c) {
  const analysis *a = &s->analysis;
  const double norm = scratch_ngram_norm(s);
  for (size_t i = 0; i < a->n_ngrams; i++) {
    const ngram_place *place = &a->ngrams[i];
    const double idf = (double)s->model->ngram_rows[place->feature * s->model->stride];
    TRY(add_reason(
        s, (tenor_reason){TENOR_REASON_NGRAM, 0, place->end - place->begin > 1 ? "pair" : "word",
                          a->tokens.tokens[place->begin].begin,
                          a->tokens.tokens[place->end - 1].end, norm * idf,
                          norm * weigh(c, s->model, s->model->ngram_rows, place->feature)}));
  }
  return TENOR_OK;
}

static tenor_status add_vectors(tenor_scratch *s, const combination *c) {
  const analysis *a = &s->analysis;
  for (size_t i = 0; i < a->tokens.n; i++) {
    const uint32_t vector = analysis_word(a, i)->vector;
    if (vector == NGRAM_NONE) continue;
    TRY(add_reason(
        s, (tenor_reason){TENOR_REASON_VECTOR, 0, "word vector", a->tokens.tokens[i].begin,
                          a->tokens.tokens[i].end, s->vector_norm,
                          s->vector_norm * weigh(c, s->model, s->model->vector_rows, vector)}));
  }
  return TENOR_OK;
}

/* How much of a statistic a match answers for, relative to the others of its category or group. */
static double claim(const category_sums *sums, const match *m, uint32_t index, feature_stat stat) {
  switch (stat) {
    case STAT_RATE: return m->effective;
    case STAT_ROOT: return fabs(m->effective);
    case STAT_PEAK: return index == sums->peak_match ? 1 : 0;
    case STAT_NEGATED: return m->rules & TENOR_RULE_NEGATION ? fabs(m->weight) : 0;
    case STAT_QUOTED: return m->rules & TENOR_RULE_QUOTED ? fabs(m->weight) : 0;
    case N_STATS: break;
  }
  return 0;
}

/* Hands `amount`, what a statistic of one block of features adds, out to the matches that made it. `group` is
 * N_GROUPS for a category's own block. The reasons of matches stand from `first` on, in the matches' order. */
static void hand_out(tenor_scratch *s, size_t first, const category_sums *sums, uint32_t category,
                     feature_group group, feature_stat stat, double amount) {
  const analysis *a = &s->analysis;
  double total = 0;
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < a->matches.n; i++) {
      const match *m = &a->matches.matches[i];
      if (group == N_GROUPS ? m->category != category : !analysis_in_group(a, m, group)) continue;
      const double part = claim(sums, m, i, stat);
      if (pass == 0)
        total += part;
      else
        s->reasons[first + i].contribution += amount * part / total;
    }
}

static void hand_out_dense(tenor_scratch *s, size_t first, const dense_value *d, double amount) {
  const analysis *a = &s->analysis;
  const uint32_t block = d->feature / N_STATS;
  const feature_stat stat = (feature_stat)(d->feature % N_STATS);
  if (block >= a->n_layout_categories) {
    const feature_group group = (feature_group)(block - a->n_layout_categories);
    hand_out(s, first, &a->groups[group], 0, group, stat, amount);
    return;
  }
  for (uint32_t c = 0; c < a->lexicon->n_categories; c++)
    if ((a->active >> c & 1) && a->category_map[c] == block)
      hand_out(s, first, &a->sums[c], c, N_GROUPS, stat, amount);
}

static tenor_status add_matches(tenor_scratch *s, const combination *c) {
  const analysis *a = &s->analysis;
  const size_t first = s->n_reasons;
  const uint32_t form = layout_form(a->n_layout_categories, 0);
  for (size_t i = 0; i < a->matches.n; i++) {
    const match *m = &a->matches.matches[i];
    TRY(add_reason(s, (tenor_reason){TENOR_REASON_LEXICON, m->rules,
                                     lexicon_category_name(a->lexicon, m->category),
                                     a->tokens.tokens[m->begin].begin,
                                     a->tokens.tokens[m->end - 1].end, m->effective, 0}));
  }
  for (size_t i = 0; i < a->n_dense; i++) {
    const dense_value *d = &a->dense[i];
    if (d->feature < form)
      hand_out_dense(s, first, d,
                     (double)d->value * weigh(c, s->model, s->model->dense_rows, d->feature));
  }
  return TENOR_OK;
}

/* ---- order ------------------------------------------------------------------------------------------- */

static int compare(double a, double b) {
  return (a > b) - (a < b);
}

/* By falling size; ties by place, kind and name, so that the order does not depend on the sort. */
static int compare_reasons(const void *x, const void *y) {
  const tenor_reason *a = x, *b = y;
  const int by_size = compare(fabs(b->contribution), fabs(a->contribution));
  if (by_size != 0) return by_size;
  if (a->begin != b->begin) return a->begin < b->begin ? -1 : 1;
  if (a->end != b->end) return a->end < b->end ? -1 : 1;
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  return strcmp(a->name, b->name);
}

tenor_status tenor_reasons(tenor_scratch *s, tenor_text text, uint32_t head, uint32_t label,
                           const tenor_reason **reasons, size_t *n, double *decision) {
  if (head >= s->model->n_heads || (!text.data && text.size > 0)) return TENOR_ERR_ARG;
  if (!tenor_model_is_additive(s->model)) return TENOR_ERR_ARG;
  const model_head *h = &s->model->file_heads[head];
  if (h->kind == TENOR_HEAD_CLASS && label >= h->n_labels) return TENOR_ERR_ARG;
  combination c;
  combine(s->model, head, label, &c);
  TRY(scratch_decide(s, text));
  s->n_reasons = 0;
  TRY(add_bias(s, &c));
  TRY(add_matches(s, &c));
  TRY(add_form(s, &c));
  TRY(add_ngrams(s, &c));
  TRY(add_vectors(s, &c));
  qsort(s->reasons, s->n_reasons, sizeof *s->reasons, compare_reasons);
  *decision = c.offset;
  for (size_t k = 0; k < s->model->n_outputs; k++) *decision += c.factor[k] * s->decisions[k];
  *reasons = s->reasons;
  *n = s->n_reasons;
  return TENOR_OK;
}

const char *tenor_rule_name(unsigned bit) {
  static const char *const names[TENOR_N_RULES] = {
      "negation", "intensifier", "dampener", "contrast", "irrealis", "question",
      "quoted",   "scare quote", "capitals", "marks",    "cause"};
  return bit < TENOR_N_RULES ? names[bit] : NULL;
}
