/* SPDX-License-Identifier: Apache-2.0 */
#include "evaluate/findings_page.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "evaluate/findings_section.h"
#include "output/decimal.h"

/* ---- the first screen --------------------------------------------------------------------------------- */

static void put_lead(out *stream, const finding *f) {
  const tenor_figure *which = finding_main_figure(f->head.kind);
  const double lo = tenor_figure_of(&f->lo, which), lexicon = tenor_figure_of(&f->lexicon, which);
  markup(stream, "<p class=\"lead\"><strong>%s</strong>: %s %.2f", f->head.name, which->name,
         tenor_figure_of(&f->figures, which));
  if (!isnan(lo))
    markup(stream, " (95 %% interval %.2f to %.2f)", lo, tenor_figure_of(&f->hi, which));
  if (!isnan(lexicon)) markup(stream, ", the lexicon alone %.2f", lexicon);
  markup(stream, "; %zu statements of %zu documents.</p>\n", (size_t)f->figures.n,
         (size_t)f->figures.n_groups);
}

static void put_note(void *stream, const char *sentence) {
  page_note(stream, sentence);
}

/* ---- groups ------------------------------------------------------------------------------------------- */

/* The main figure of one head in each of the findings. Errors: MEMORY. */
static tenor_status put_forest(out *stream, const finding *all, const finding *parts, size_t n,
                               const char *id, const char *title) {
  const tenor_figure *which = finding_main_figure(all->head.kind);
  forest_row *rows = calloc(n + 1, sizeof *rows);
  char(*notes)[DECIMAL_BYTES] = calloc(n + 1, sizeof *notes);
  size_t found = 0;
  for (size_t i = 0; rows && notes && i < n; i++) {
    const finding *f = &parts[i];
    if (strcmp(f->head.name, all->head.name) != 0 || !isnan(f->documents)) continue;
    (void)decimal_write(notes[found], (double)f->figures.n, 0);
    rows[found] = (forest_row){f->group, notes[found], tenor_figure_of(&f->figures, which),
                               tenor_figure_of(&f->lo, which), tenor_figure_of(&f->hi, which)};
    found++;
  }
  if (found > 0) {
    const forest_chart forest = {.rows = rows,
                                 .n = found,
                                 .axis = which->name,
                                 .note_name = "statements",
                                 .low = NAN,
                                 .high = NAN,
                                 .reference = tenor_figure_of(&all->figures, which),
                                 .places = 2};
    page_figure(stream,
                &(chart){.id = id,
                         .title = title,
                         .describe = "The line is the figure on all statements; the whiskers "
                                     "are 95 % intervals.",
                         .forest = &forest});
  }
  const bool fine = rows && notes;
  free(rows);
  free(notes);
  return fine ? TENOR_OK : TENOR_ERR_MEMORY;
}

static tenor_status put_parts(out *stream, const findings_page *p, const finding *parts, size_t n,
                              const char *id, const char *heading) {
  tenor_status status = TENOR_OK;
  if (n == 0) return status;
  page_section_begin(stream, id, heading);
  for (size_t i = 0; status >= 0 && i < p->n_heads; i++) {
    char name[64];
    (void)snprintf(name, sizeof name, "%s-%zu", id, i);
    status = put_forest(stream, &p->findings[i], parts, n, name, p->findings[i].head.name);
  }
  page_section_end(stream);
  return status;
}

/* ---- learning curve ----------------------------------------------------------------------------------- */

/* The answer in a sentence. */
static void put_last_step(out *stream, const line_point *points, size_t n, const char *name) {
  if (n < 2) return;
  const line_point *last = &points[n - 1];
  markup(stream, "<p>With %.0f instead of %.0f documents %s went from %.3f to %.3f.</p>\n", last->x,
         last[-1].x, name, last[-1].y, last->y);
}

static tenor_status put_curve(out *stream, const findings_page *p, size_t head) {
  const finding *all = &p->findings[head];
  const tenor_figure *which = finding_main_figure(all->head.kind);
  line_point *points = calloc(p->n_studies + 1, sizeof *points);
  char id[64];
  size_t n = 0;
  if (!points) return TENOR_ERR_MEMORY;
  for (size_t i = 0; i < p->n_studies; i++) {
    const finding *f = &p->studies[i];
    if (isnan(f->documents) || strcmp(f->head.name, all->head.name) != 0) continue;
    points[n++] = (line_point){.x = f->documents,
                               .y = tenor_figure_of(&f->figures, which),
                               .lo = tenor_figure_of(&f->lo, which),
                               .hi = tenor_figure_of(&f->hi, which)};
  }
  const line_series series = {all->head.name, points, n};
  const line_chart lines = {.series = &series,
                            .n = 1,
                            .x_axis = "documents to learn from",
                            .y_axis = which->name,
                            .low = NAN,
                            .high = NAN,
                            .reference = NAN};
  (void)snprintf(id, sizeof id, "curve-%zu", head);
  page_figure(stream,
              &(chart){.id = id,
                       .title = all->head.name,
                       .describe = "Where the line still rises at its end, more labels will "
                                   "help; where it is level, they will not.",
                       .lines = &lines});
  put_last_step(stream, points, n, which->name);
  free(points);
  return TENOR_OK;
}

static tenor_status put_curves(out *stream, const findings_page *p) {
  bool any = false;
  tenor_status status = TENOR_OK;
  for (size_t i = 0; i < p->n_studies; i++) any |= !isnan(p->studies[i].documents);
  if (!any) return TENOR_OK;
  page_section_begin(stream, "curve", "Is more labelling worth it?");
  page_paragraph(
      stream,
      "Learnt from a part of the documents, and always tested on the same statements, of "
      "documents that were not learnt from.");
  for (size_t i = 0; status >= 0 && i < p->n_heads; i++) status = put_curve(stream, p, i);
  page_section_end(stream);
  return status;
}

/* ---- errors and method -------------------------------------------------------------------------------- */

static void put_errors(out *stream, const findings_page *p) {
  static const page_column columns[] = {
      {"statement", false}, {"label", false}, {"told", false}, {"what weighed most", false}};
  if (p->n_errors == 0) return;
  page_section_begin(stream, "errors", "The worst errors");
  for (size_t i = 0; i < p->n_errors; i++) {
    const page_error *e = &p->errors[i];
    const page_cell cells[] = {PAGE_TEXT(e->text), PAGE_TEXT(e->label), PAGE_TEXT(e->told),
                               PAGE_TEXT(e->reasons)};
    if (i == 0 || strcmp(e->head, e[-1].head) != 0)
      page_table_begin(stream, e->head, columns, sizeof columns / sizeof *columns);
    page_table_row(stream, columns, cells, sizeof columns / sizeof *columns);
    if (i + 1 == p->n_errors || strcmp(e->head, e[1].head) != 0) page_table_end(stream);
  }
  page_section_end(stream);
}

static void put_method(out *stream, const findings_page *p) {
  page_section_begin(stream, "method", "How this was measured");
  for (size_t i = 0; i < p->n_method; i++) page_paragraph(stream, p->method[i]);
  page_section_end(stream);
}

/* ---- the whole ---------------------------------------------------------------------------------------- */

tenor_status findings_page_write(out *stream, const findings_page *p) {
  tenor_status status = TENOR_OK;
  page_begin(stream, p->title, NULL);
  for (size_t i = 0; i < p->n_heads; i++) put_lead(stream, &p->findings[i]);
  for (size_t i = 0; i < p->n_heads; i++) finding_notes(&p->findings[i], put_note, stream);
  for (size_t i = 0; status >= 0 && i < p->n_heads; i++)
    status = findings_section_write(stream, &p->findings[i], i);
  if (status >= 0)
    status = put_parts(stream, p, p->findings + p->n_heads, p->n - p->n_heads, "groups",
                       "Group by group");
  if (status >= 0)
    status = put_parts(stream, p, p->studies, p->n_studies, "studies", "Learnt from less");
  if (status >= 0) status = put_curves(stream, p);
  put_errors(stream, p);
  put_method(stream, p);
  page_end(stream, p->about);
  return status;
}
