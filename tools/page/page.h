/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One page that stands by itself: no script, no network, nothing to install; light or dark as the reader prefers, for
 * telephones, paper, keyboards and screen readers. Its parts are written one after the other; failures stay in the
 * stream (output/out.h).
 *
 *     page_begin(stream, "How hostile?", NULL);
 *     page_section_begin(stream, "means", "Means");
 *     page_figure(stream, &(chart){...});
 *     page_table_begin(stream, "Means and intervals", columns, 3);
 *     page_table_row(stream, columns, cells, 3);
 *     page_table_end(stream);
 *     page_section_end(stream);
 *     page_end(stream, "tenor 0.1.0");
 *
 * Running text is written with markup() (page/markup.h).
 */
#ifndef TENOR_PAGE_H
#define TENOR_PAGE_H

#include "page/chart.h"
#include "page/markup.h"

/* Everything up to the inside of <main>, with the title as its <h1>. `styles`, which end with NULL, are added to the
 * page's own sheet; NULL: none. */
void page_begin(out *stream, const char *title, const char *const *styles);
/* `about` says in the footer what made the page. */
void page_end(out *stream, const char *about);

/* A section with an <h2>. */
void page_section_begin(out *stream, const char *id, const char *heading);
void page_section_end(out *stream);

/* The sections by name, to jump to. */
typedef struct page_link {
  const char *id, *heading;
} page_link;
void page_contents(out *stream, const page_link *links, size_t n);

/* A paragraph, or one set apart: something to heed. */
void page_paragraph(out *stream, const char *text);
void page_note(out *stream, const char *text);

/* The chart with its title as caption, drawn for wide and for narrow screens; one is shown. */
void page_figure(out *stream, const chart *c);
/* A small chart beside others: a row of as many as fit. */
void page_small_figure(out *stream, const chart *c);
void page_row_begin(out *stream);
void page_row_end(out *stream);

/* ---- tables: the first cell of a row is its heading ---------------------------------------------------- */

typedef struct page_column {
  const char *name;
  bool number; /* stands at the right */
} page_column;

typedef struct page_cell {
  const char *text; /* NULL: the value, and a dash where it is NaN */
  double value;
  int places;
} page_cell;

#define PAGE_TEXT(t)      ((page_cell){(t), 0, 0})
#define PAGE_NUMBER(v, n) ((page_cell){NULL, (v), (n)})

/* `columns` [n]; the caption also names the table for screen readers, so it must not be empty. */
void page_table_begin(out *stream, const char *caption, const page_column *columns, size_t n);
void page_table_row(out *stream, const page_column *columns, const page_cell *cells, size_t n);
void page_table_end(out *stream);

/* A long table that opens on demand: put around the table. On paper it is open if `on_paper`, else left out. */
void page_details_begin(out *stream, const char *summary, bool on_paper);
void page_details_end(out *stream);

/* ---- a file inside the page ---------------------------------------------------------------------------- */

/* A link that saves `data` as the file `name`; no server is asked. `type` as "text/csv". */
void page_download(out *stream, const char *name, const char *type, const char *label,
                   const char *data, size_t size);

#endif
