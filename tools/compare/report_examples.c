/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The statements at the ends of each group, with their words marked as `tenor explain` marks them. Without a model that
 * has the head they stand plain.
 */
#include <string.h>

#include "compare/report_parts.h"
#include "explain/ledger.h"
#include "explain/shading_html.h"
#include "page/page.h"

enum { GROUPS_MOST = 30, EXAMPLES_MOST = 3 /* of an end */ };

const char report_examples_style[] =
    ".example{margin:.75rem 0 1rem;padding-left:.75rem;border-left:4px solid var(--line)}\n"
    ".example p{margin:0;max-width:none}\n"
    "@media print{.example{break-inside:avoid}}\n";

typedef struct explainer {
  const results *results;
  out *stream;
  tenor_scratch *scratch; /* NULL: nothing can be explained */
  uint32_t head, label;
  ledger ledger;
  shading shading;
} explainer;

/* Finds the head "tone:threatening" or "hostility"; false if the model has none. */
static bool find_head(explainer *e, const char *name) {
  const tenor_model *model = e->results->model;
  const char *colon = strchr(name, ':');
  const size_t size = colon ? (size_t)(colon - name) : strlen(name);
  for (uint32_t i = 0; i < tenor_model_n_heads(model); i++) {
    const tenor_head *h = tenor_model_head(model, i);
    if (strlen(h->name) != size || memcmp(h->name, name, size) != 0) continue;
    e->head = i;
    for (uint32_t k = 0; colon && k < h->n_labels; k++)
      if (strcmp(h->labels[k], colon + 1) == 0) e->label = k;
    return true;
  }
  return false;
}

static tenor_status explainer_open(explainer *e, tenor_error *error) {
  const results *r = e->results;
  if (!r->model || !find_head(e, r->head)) return TENOR_OK;
  return tenor_scratch_new_lexicon(&e->scratch, r->model, r->lexicon, error);
}

static void explainer_close(explainer *e) {
  ledger_finish(&e->ledger);
  shading_finish(&e->shading);
  tenor_scratch_free(&e->scratch);
}

static tenor_status put_marked(explainer *e, tenor_text text, tenor_error *error) {
  const tenor_reason *reasons;
  size_t n;
  double decision;
  tenor_status status = tenor_reasons(e->scratch, text, e->head, e->label, &reasons, &n, &decision);
  if (status < 0) return tenor_error_set(error, status, NULL, 0, 0, "cannot explain a statement");
  status = ledger_fill(&e->ledger, reasons, n, error);
  if (status >= 0) status = shading_fill(&e->shading, text, &e->ledger, error);
  if (status >= 0) shading_write_html(e->stream, &e->shading, text, e->results->head);
  return status;
}

static tenor_status put_example(explainer *e, const result_example *x, tenor_error *error) {
  tenor_status status = TENOR_OK;
  char value[DECIMAL_BYTES];
  markup(e->stream, "<div class=\"example\">\n");
  if (e->scratch)
    status = put_marked(e, tenor_text_of(x->text), error);
  else
    markup(e->stream, "<p class=\"shaded\" dir=\"auto\">%s</p>\n", x->text);
  markup(e->stream, "<p class=\"dim\">%s %s", e->results->head, report_number(value, x->value, 2));
  if (x->document[0]) markup(e->stream, ", %s", x->document);
  if (x->date[0]) markup(e->stream, ", %s", x->date);
  markup(e->stream, ", line %.0f</p>\n</div>\n", (double)x->line);
  return status;
}

/* A small group's statements may all be among the highest: those below its mean show its other end. */
static size_t n_high(const result_group *g) {
  size_t n = 0;
  while (n < g->n_highest && g->highest[n].value >= g->mean.value) n++;
  return n;
}

static tenor_status put_highest(explainer *e, const result_group *g, const char *heading,
                                tenor_error *error) {
  tenor_status status = TENOR_OK;
  const size_t n = n_high(g);
  if (n > 0) markup(e->stream, "<h4>%s</h4>\n", heading);
  for (size_t i = 0; i < n && status >= 0; i++) status = put_example(e, &g->highest[i], error);
  return status;
}

static tenor_status put_lowest(explainer *e, const result_group *g, const char *heading,
                               tenor_error *error) {
  tenor_status status = TENOR_OK;
  const size_t n = n_high(g);
  size_t left = EXAMPLES_MOST;
  if (g->n_lowest > 0 || n < g->n_highest) markup(e->stream, "<h4>%s</h4>\n", heading);
  for (size_t i = 0; i < g->n_lowest && left > 0 && status >= 0; i++, left--)
    status = put_example(e, &g->lowest[i], error);
  for (size_t i = g->n_highest; i > n && left > 0 && status >= 0; i--, left--)
    status = put_example(e, &g->highest[i - 1], error);
  return status;
}

static tenor_status put_group(explainer *e, const result_group *g, tenor_error *error) {
  const bool hostility = strcmp(e->results->head, "hostility") == 0;
  if (g->n_highest + g->n_lowest == 0) return TENOR_OK;
  markup(e->stream, "<h3>%s</h3>\n", g->name);
  const tenor_status status = put_highest(e, g, hostility ? "Most hostile" : "Highest", error);
  return status < 0 ? status : put_lowest(e, g, hostility ? "Most conciliatory" : "Lowest", error);
}

tenor_status report_examples(const results *r, out *stream, tenor_error *error) {
  explainer e = {.results = r, .stream = stream};
  tenor_status status = explainer_open(&e, error);
  if (e.scratch)
    markup(stream,
           "<p>A solid underline marks what raises the score, a dotted one what lowers it; the "
           "stronger the "
           "shade, the more.%s</p>\n",
           r->scored_here
               ? ""
               : " The rows came with scores; this is how the model named below reads them.");
  markup(stream, "<div class=\"%s\">\n",
         e.scratch ? shading_hues(tenor_model_head(r->model, e.head)->kind) : "plain");
  for (size_t i = 0; i < r->n_groups && i < GROUPS_MOST && status >= 0; i++)
    status = put_group(&e, &r->groups[i], error);
  markup(stream, "</div>\n");
  if (r->n_groups > GROUPS_MOST)
    markup(stream, "<p>The first %d groups are shown.</p>\n", GROUPS_MOST);
  explainer_close(&e);
  return status;
}
