/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/screen.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare/cells.h"
#include "output/decimal.h"

enum {
  BAR_COLUMNS = 28,
  BAR_BYTES = 4 * BAR_COLUMNS + 8,
  LINE_BYTES = 512,
  MOST_PAIRS = 30,
  MOST_TREND = 400
};

typedef struct screen {
  const results *results;
  const plan *plan;
  out *stream;
  size_t width;
  double low, high; /* ends of the bars */
} screen;

static size_t put_number(char *to, double value, int places) {
  char text[DECIMAL_BYTES];
  const size_t size = decimal_write(text, value, places);
  memcpy(to, text, size + 1);
  return size;
}

/* "0.38 to 0.53" */
static void write_interval(char text[LINE_BYTES], estimate e) {
  text[0] = '\0';
  if (isnan(e.lo)) return;
  size_t n = put_number(text, e.lo, 2);
  n += (size_t)snprintf(text + n, LINE_BYTES - n, " to ");
  put_number(text + n, e.hi, 2);
}

static void put_line(const screen *s, const char *text) {
  out_text(s->stream, text);
  out_byte(s->stream, '\n');
}

/* ---- a table within the screen -------------------------------------------------------------------------- */

typedef struct section {
  cells cells;
  writer *writer;
} section;

static tenor_status section_open(section *t, const screen *s, tenor_error *error) {
  const writer_options options = {WRITER_TABLE, s->width};
  out_byte(s->stream, '\n');
  return writer_open(&t->writer, s->stream, &options, t->cells.columns, t->cells.n_columns, error);
}

static tenor_status section_close(section *t, tenor_status status, tenor_error *error) {
  const tenor_status closed = writer_close(&t->writer, status < 0 ? NULL : error);
  cells_finish(&t->cells);
  return status < 0 ? status : closed;
}

static void put_by_columns(section *t, const results *r) {
  for (size_t i = 0; i < r->n_by; i++) cells_column(&t->cells, COLUMN_TEXT, r->by[i]);
}

static void put_keys(section *t, const results *r, const result_group *g) {
  for (size_t i = 0; i < r->n_by; i++) cells_text(&t->cells, g->keys[i]);
}

/* ---- groups ------------------------------------------------------------------------------------------- */

/* The stretch that all intervals lie in, to the next tenth, or twentieth where they are close together. */
static void find_ends(screen *s) {
  const results *r = s->results;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < r->n_groups; i++) {
    const estimate *e = &r->groups[i].mean;
    low = fmin(low, fmin(e->value, e->lo)); /* fmin passes over NaN */
    high = fmax(high, fmax(e->value, e->hi));
  }
  const double step = high - low > 0.3 ? 10 : 20; /* in one */
  s->low = fmax(r->low, floor(low * step + 1e-9) / step);
  s->high = fmin(r->high, ceil(high * step - 1e-9) / step);
  if (!(s->high > s->low)) s->low = r->low, s->high = r->high;
}

static size_t place_of(const screen *s, double value) {
  const double at = (value - s->low) / (s->high - s->low) * (BAR_COLUMNS - 1);
  return at <= 0 ? 0 : at >= BAR_COLUMNS - 1 ? BAR_COLUMNS - 1 : (size_t)(at + 0.5);
}

/* "    ├────●─────┤" */
static void write_bar(const screen *s, estimate e, char bar[BAR_BYTES]) {
  const size_t at = place_of(s, e.value);
  const size_t lo = isnan(e.lo) ? at : place_of(s, e.lo), hi = isnan(e.hi) ? at : place_of(s, e.hi);
  char *to = bar;
  for (size_t i = 0; !isnan(e.value) && i <= (hi > at ? hi : at); i++) {
    const char *mark = i == at                   ? "\xE2\x97\x8F" /* ● */
                       : i < lo || i > hi        ? " "
                       : i == lo && !isnan(e.lo) ? "\xE2\x94\x9C"
                       : i == hi                 ? "\xE2\x94\xA4"
                                                 : "\xE2\x94\x80";
    to += snprintf(to, 4, "%s", mark);
  }
  *to = '\0';
}

/* "0.0                     0.6" */
static void write_axis(const screen *s, char axis[BAR_BYTES]) {
  char high[DECIMAL_BYTES];
  const size_t size = decimal_write(high, s->high, 2);
  size_t n = put_number(axis, s->low, 2);
  while (n < BAR_COLUMNS - size) axis[n++] = ' ';
  memcpy(axis + n, high, size + 1);
}

static bool any_letters(const results *r) {
  for (size_t i = 0; i < r->n_groups; i++)
    if (*r->groups[i].letters) return true;
  return false;
}

static void put_group_columns(section *t, const screen *s) {
  const results *r = s->results;
  char axis[BAR_BYTES];
  write_axis(s, axis);
  put_by_columns(t, r);
  cells_column(&t->cells, COLUMN_NUMBER, "statements");
  cells_column(&t->cells, COLUMN_NUMBER, "documents");
  cells_column(&t->cells, COLUMN_NUMBER, "mean");
  cells_column(&t->cells, COLUMN_TEXT, "95 % interval");
  cells_column(&t->cells, COLUMN_TEXT, axis);
  if (r->positive) cells_column(&t->cells, COLUMN_NUMBER, r->positive);
  if (any_letters(r)) cells_column(&t->cells, COLUMN_TEXT, "alike");
}

static void put_group(section *t, const screen *s, const result_group *g) {
  char interval[LINE_BYTES], bar[BAR_BYTES];
  write_interval(interval, g->mean);
  write_bar(s, g->mean, bar);
  put_keys(t, s->results, g);
  cells_count(&t->cells, g->n_statements);
  cells_count(&t->cells, g->n_documents);
  cells_number(&t->cells, g->mean.value, 2);
  cells_copy(&t->cells, interval);
  cells_copy(&t->cells, bar);
  if (s->results->positive) cells_number(&t->cells, g->share.value, 2);
  if (any_letters(s->results)) cells_text(&t->cells, g->letters);
}

static tenor_status show_groups(screen *s, tenor_error *error) {
  section t = {.writer = NULL};
  cells_init(&t.cells);
  find_ends(s);
  put_group_columns(&t, s);
  tenor_status status = section_open(&t, s, error);
  for (size_t i = 0; status >= 0 && i < s->results->n_groups; i++) {
    put_group(&t, s, &s->results->groups[i]);
    status = cells_end(&t.cells, t.writer, error);
  }
  return section_close(&t, status, error);
}

/* ---- pairs -------------------------------------------------------------------------------------------- */

static tenor_status show_pairs(screen *s, tenor_error *error) {
  static const char *const texts[] = {"a", "b"};
  static const char *const numbers[] = {"Cliff's delta", "p", "p (Holm)"};
  const results *r = s->results;
  section t = {.writer = NULL};
  cells_init(&t.cells);
  for (size_t i = 0; i < 2; i++) cells_column(&t.cells, COLUMN_TEXT, texts[i]);
  cells_column(&t.cells, COLUMN_NUMBER, "a - b");
  cells_column(&t.cells, COLUMN_TEXT, "95 % interval");
  for (size_t i = 0; i < 3; i++) cells_column(&t.cells, COLUMN_NUMBER, numbers[i]);
  tenor_status status = section_open(&t, s, error);
  for (size_t i = 0; status >= 0 && i < r->n_pairs && i < MOST_PAIRS; i++) {
    const result_pair *p = &r->pairs[i];
    char interval[LINE_BYTES];
    write_interval(interval, p->diff);
    cells_text(&t.cells, r->groups[p->a].name);
    cells_text(&t.cells, r->groups[p->b].name);
    cells_number(&t.cells, p->diff.value, 2);
    cells_copy(&t.cells, interval);
    cells_number(&t.cells, p->cliffs_delta, 2);
    cells_number(&t.cells, p->p, 4);
    cells_number(&t.cells, p->p_holm, 4);
    status = cells_end(&t.cells, t.writer, error);
  }
  return section_close(&t, status, error);
}

/* ---- trends ------------------------------------------------------------------------------------------- */

/* A line of eight heights for the means of the periods, "▁▂▅█"; a point where nothing was said. */
static void draw_trend(const screen *s, const result_group *g) {
  static const char *const heights[] = {"\xE2\x96\x81", "\xE2\x96\x82", "\xE2\x96\x83",
                                        "\xE2\x96\x84", "\xE2\x96\x85", "\xE2\x96\x86",
                                        "\xE2\x96\x87", "\xE2\x96\x88"};
  const results *r = s->results;
  double low = INFINITY, high = -INFINITY;
  for (size_t i = 0; i < r->n_periods; i++) {
    low = fmin(low, g->trend[i].mean.value);
    high = fmax(high, g->trend[i].mean.value);
  }
  for (size_t i = 0; i < r->n_periods; i++) {
    const double value = g->trend[i].mean.value;
    const double height = high > low ? (value - low) / (high - low) * 7.999 : 3;
    out_text(s->stream, isnan(value) ? "\xC2\xB7" : heights[(size_t)height]);
  }
  char text[LINE_BYTES] = "  ";
  size_t n = 2;
  if (high >= low) {
    n += put_number(text + n, low, 2);
    n += (size_t)snprintf(text + n, sizeof text - n, " to ");
    put_number(text + n, high, 2);
  }
  out_text(s->stream, text);
}

static void show_trend(const screen *s) {
  const results *r = s->results;
  if (r->n_periods == 0 || r->n_periods > MOST_TREND) return;
  char text[LINE_BYTES];
  (void)snprintf(text, sizeof text, "\n%s to %s:", r->periods[0].label,
                 r->periods[r->n_periods - 1].label);
  put_line(s, text);
  for (size_t i = 0; i < r->n_groups; i++) {
    const result_group *g = &r->groups[i];
    draw_trend(s, g);
    out_text(s->stream, "  ");
    out_text(s->stream, g->name);
    for (size_t k = 0; k < r->n_periods; k++)
      if (!isnan(g->trend[k].p)) {
        out_text(s->stream, "; changes in ");
        out_text(s->stream, r->periods[k].label);
      }
    out_byte(s->stream, '\n');
  }
}

/* ---- targets and words -------------------------------------------------------------------------------- */

/* "0.46 (14)": the mean, and of how many statements. */
static void put_target(section *t, const result_cell *from) {
  char text[LINE_BYTES] = "";
  if (from->n_statements > 0) {
    size_t n = put_number(text, from->mean.value, 2);
    (void)snprintf(text + n, sizeof text - n, " (%llu)", (unsigned long long)from->n_statements);
  }
  cells_copy(&t->cells, text);
}

static tenor_status show_targets(screen *s, tenor_error *error) {
  const results *r = s->results;
  section t = {.writer = NULL};
  cells_init(&t.cells);
  put_by_columns(&t, r);
  for (size_t i = 0; i < r->n_targets; i++) {
    char name[LINE_BYTES];
    (void)snprintf(name, sizeof name, "to %s", r->targets[i]);
    cells_column(&t.cells, COLUMN_TEXT, name);
  }
  tenor_status status = section_open(&t, s, error);
  for (size_t i = 0; status >= 0 && i < r->n_groups; i++) {
    put_keys(&t, r, &r->groups[i]);
    for (size_t k = 0; k < r->n_targets; k++) put_target(&t, &r->groups[i].targets[k]);
    status = cells_end(&t.cells, t.writer, error);
  }
  return section_close(&t, status, error);
}

static void show_words(const screen *s) {
  const results *r = s->results;
  put_line(s, "\nWords that set them apart:");
  for (size_t i = 0; i < r->n_groups; i++) {
    out_text(s->stream, r->groups[i].name);
    for (size_t k = 0; k < r->groups[i].n_words; k++) {
      out_text(s->stream, k == 0 ? ": " : ", ");
      out_text(s->stream, r->groups[i].words[k].word);
    }
    out_byte(s->stream, '\n');
  }
}

/* ---- what must be said -------------------------------------------------------------------------------- */

static void write_note(char text[SCREEN_NOTE_BYTES], uint64_t n, const char *one,
                       const char *many) {
  (void)snprintf(text, SCREEN_NOTE_BYTES, "%llu %s", (unsigned long long)n, n == 1 ? one : many);
}

static uint64_t count_warned(const results *r, uint32_t warning) {
  uint64_t n = 0;
  for (size_t i = 0; i < r->n_groups; i++) n += (r->groups[i].warnings & warning) != 0;
  return n;
}

bool screen_note(const results *r, size_t index, char text[SCREEN_NOTE_BYTES]) {
  const struct {
    uint64_t n;
    const char *one, *many;
  } notes[] = {
      {r->n_folded, "statement repeats an earlier one of its speaker and was counted with it",
       "statements repeat an earlier one of their speaker and were counted with it"},
      {r->n_bad, "row could not be read or has no score",
       "rows could not be read or have no score"},
      {r->n_without_key, "row has no value in the columns of --by and was left out",
       "rows have no value in the columns of --by and were left out"},
      {r->n_undated, "statement has no date as exact as --trend needs",
       "statements have no date as exact as --trend needs"},
      {r->n_small, "group has fewer statements than --min-n asks for",
       "groups have fewer statements than --min-n asks for"},
      {count_warned(r, TENOR_WARN_FEW_DOCUMENTS),
       "group speaks in few documents: its interval is rough",
       "groups speak in few documents: their intervals are rough"},
      {count_warned(r, TENOR_WARN_LARGE_DOCUMENT),
       "group has most of its statements in one document",
       "groups have most of their statements in one document"},
      {count_warned(r, TENOR_WARN_LOW_COVERAGE), "group says much that the model does not know",
       "groups say much that the model does not know"},
  };
  size_t seen = 0;
  for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
    if (notes[i].n > 0 && seen++ == index) {
      write_note(text, notes[i].n, notes[i].one, notes[i].many);
      return true;
    }
  return false;
}

static void show_notes(const screen *s) {
  char text[SCREEN_NOTE_BYTES];
  for (size_t i = 0; screen_note(s->results, i, text); i++) {
    if (i == 0) out_byte(s->stream, '\n');
    put_line(s, text);
  }
}

static void show_title(const screen *s) {
  const results *r = s->results;
  char text[LINE_BYTES];
  size_t n =
      (size_t)snprintf(text, sizeof text, "%c%s by ", r->measure[0] - 'a' + 'A', r->measure + 1);
  for (size_t i = 0; i < r->n_by && n < sizeof text; i++)
    n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i > 0 ? ", " : "", r->by[i]);
  if (n < sizeof text)
    n += (size_t)snprintf(text + n, sizeof text - n, ": %llu statements",
                          (unsigned long long)r->n_statements);
  if (r->unit && n < sizeof text)
    (void)snprintf(text + n, sizeof text - n, " in %llu document%s",
                   (unsigned long long)r->n_documents, r->n_documents == 1 ? "" : "s");
  else if (n < sizeof text)
    (void)snprintf(text + n, sizeof text - n, ", each taken to be independent");
  put_line(s, text);
}

tenor_status screen_write(const results *r, const plan *p, out *stream, size_t width,
                          tenor_error *error) {
  screen s = {.results = r, .plan = p, .stream = stream, .width = width};
  show_title(&s);
  tenor_status status = show_groups(&s, error);
  if (status >= 0 && r->n_pairs > 0) status = show_pairs(&s, error);
  if (status >= 0 && r->trend) show_trend(&s);
  if (status >= 0 && r->n_targets > 0) status = show_targets(&s, error);
  if (status >= 0 && p->shows_words) show_words(&s);
  show_notes(&s);
  return status < 0 ? status : out_status(stream, error);
}
