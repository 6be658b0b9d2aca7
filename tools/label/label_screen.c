/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terminal's other screen is used, so that what stood there before comes back in the end. Nothing that a statement
 * holds can move the cursor: control characters become blanks.
 */
#include "label/label_screen.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "terminal.h"

enum { MAX_WIDTH = 92, PLAIN_WIDTH = 80 };

static const char bold[] = "\033[1m", dim[] = "\033[2m", plain[] = "\033[0m";

tenor_status label_screen_enter(label_screen *s, bool enter, tenor_error *error) {
  if (s->terminal) out_text(s->stream, enter ? "\033[?1049h" : "\033[?1049l");
  return out_flush(s->stream, error);
}

tenor_status label_screen_open(label_screen *s, tenor_error *error) {
  s->terminal = terminal_is(STDOUT_FILENO);
  s->colour = terminal_colour(STDOUT_FILENO);
  const tenor_status status = out_open(&s->stream, "-", error);
  return status < 0 ? status : label_screen_enter(s, true, error);
}

tenor_status label_screen_close(label_screen *s, tenor_error *error) {
  if (!s->stream) return TENOR_OK;
  const tenor_status status = label_screen_enter(s, false, error);
  if (status >= 0) return out_close(&s->stream, error);
  out_discard(&s->stream);
  return status;
}

/* ---- text ---------------------------------------------------------------------------------------------- */

static void put_style(const label_screen *s, const char *style) {
  if (s->colour) out_text(s->stream, style);
}

static bool begins_character(char byte) {
  return ((unsigned char)byte & 0xC0) != 0x80;
}

/* C0, DEL, and C1, which is C2 80 to C2 9F. */
static size_t control_size(const char *data, size_t left) {
  const unsigned char a = (unsigned char)data[0];
  if (a < 0x20 || a == 0x7F) return 1;
  return a == 0xC2 && left > 1 && (unsigned char)data[1] < 0xA0 ? 2 : 0;
}

static bool is_blank(const char *data, size_t left) {
  return data[0] == ' ' || control_size(data, left) > 0;
}

static size_t skip_blanks(const char *data, size_t size, size_t i) {
  while (i < size && is_blank(data + i, size - i))
    i += data[i] == ' ' ? 1 : control_size(data + i, size - i);
  return i;
}

/* Breaks the text between words where the line is full; all lines but the first are indented. */
static void put_wrapped(const label_screen *s, const char *data, size_t size, size_t indent) {
  const size_t window = terminal_width(STDOUT_FILENO);
  const size_t width = window == 0 ? PLAIN_WIDTH : window < MAX_WIDTH ? window : MAX_WIDTH;
  size_t at = indent;
  bool fresh = true;
  for (size_t i = skip_blanks(data, size, 0), end; i < size; i = skip_blanks(data, size, end)) {
    size_t wide = 0;
    for (end = i; end < size && !is_blank(data + end, size - end); end++)
      wide += begins_character(data[end]);
    if (!fresh && at + 1 + wide > width) {
      out_byte(s->stream, '\n');
      out_repeat(s->stream, " ", indent);
      at = indent;
    } else if (!fresh) {
      out_byte(s->stream, ' ');
      at++;
    }
    out_bytes(s->stream, data + i, end - i);
    at += wide;
    fresh = false;
  }
  out_byte(s->stream, '\n');
}

static void put_statement(const label_screen *s, const char *style, cell text) {
  enum { INDENT = 2 };
  put_style(s, style);
  out_repeat(s->stream, " ", INDENT);
  put_wrapped(s, text.data, text.size, INDENT);
  put_style(s, plain);
}

/* ---- a question ---------------------------------------------------------------------------------------- */

static bool same_document(const label_queue *q, const row *a, const row *b) {
  const cell x = a->cells[q->document], y = b->cells[q->document];
  return x.size > 0 && cell_compare(x, y) == 0;
}

/* The statements of the same document that stand just before it, or after it. */
static void put_context(const label_screen *s, const label_view *v, bool before) {
  const label_queue *q = v->queue;
  const size_t self = (size_t)(v->item - q->items);
  if (q->document == SIZE_MAX) return;
  for (size_t k = 0; k < v->context; k++) {
    const size_t away = before ? v->context - k : k + 1;
    if (before ? away > self : away >= q->n - self) continue;
    const row *near = q->items[before ? self - away : self + away].row;
    if (same_document(q, near, v->item->row)) put_statement(s, dim, near->cells[q->in.text]);
  }
}

static const char *title(const scheme_label *label) {
  return label->title ? label->title : label->name;
}

static void put_answers(const label_screen *s, const label_view *v) {
  for (size_t i = 0; i < v->head; i++) {
    const int answer = v->item->answers[i];
    out_text(s->stream, v->scheme->heads[i].name);
    out_text(s->stream, "  ");
    out_text(s->stream,
             answer == LABEL_NONE ? "(left out)" : title(&v->scheme->heads[i].labels[answer]));
    out_byte(s->stream, '\n');
  }
}

/* Blanks that no line breaks at keep a label beside its key, and labels apart. */
static char *add_unbroken(char *at, const char *text) {
  for (; *text; text++)
    if (*text == ' ')
      *at++ = '\xC2', *at++ = '\xA0';
    else
      *at++ = *text;
  return at;
}

static void put_choices(const label_screen *s, const scheme_head *head) {
  char line[SCHEME_MAX_LABELS * (2 * SCHEME_NAME_BYTES + 8)], *at = line;
  const size_t indent = strlen(head->name) + 2;
  for (size_t i = 0; i < head->n; i++) {
    const char *name = title(&head->labels[i]), key = head->labels[i].key;
    if (i > 0) at = add_unbroken(at, " "), *at++ = ' ';
    *at++ = key;
    if (name[0] == key && name[1] == '\0') continue; /* the key says it all */
    at = add_unbroken(at, " ");
    at = add_unbroken(at, name);
  }
  put_style(s, bold);
  out_text(s->stream, head->name);
  put_style(s, plain);
  out_text(s->stream, "  ");
  put_wrapped(s, line, (size_t)(at - line), indent);
}

static void put_place(const label_screen *s, const label_view *v) {
  char line[96];
  (void)snprintf(line, sizeof line, "%zu of %zu\n\n", v->place + 1, v->queue->n_to_label);
  put_style(s, dim);
  out_text(s->stream, line);
  put_style(s, plain);
}

tenor_status label_screen_ask(label_screen *s, const label_view *v, tenor_error *error) {
  if (s->terminal) out_text(s->stream, "\033[2J\033[H");
  if (s->terminal || v->head == 0) {
    put_place(s, v);
    put_context(s, v, true);
    put_statement(s, bold, v->item->row->cells[v->queue->in.text]);
    put_context(s, v, false);
    if (v->hint) {
      out_byte(s->stream, '\n');
      put_wrapped(s, v->hint, strlen(v->hint), 0);
    }
    out_byte(s->stream, '\n');
  }
  if (s->terminal) put_answers(s, v);
  put_choices(s, &v->scheme->heads[v->head]);
  if (s->terminal) {
    put_style(s, dim);
    out_text(s->stream, "\nu undo  s leave out  ? help  q quit\n");
    put_style(s, plain);
  }
  if (v->note) {
    out_text(s->stream, v->note);
    out_byte(s->stream, '\n');
  }
  return out_flush(s->stream, error);
}

tenor_status label_screen_help(label_screen *s, const scheme_head *head, tenor_error *error) {
  enum { INDENT = 3 };
  if (s->terminal) out_text(s->stream, "\033[2J\033[H");
  out_text(s->stream, head->name);
  out_text(s->stream, "\n");
  if (head->question) put_wrapped(s, head->question, strlen(head->question), 0);
  out_byte(s->stream, '\n');
  for (size_t i = 0; i < head->n; i++) {
    const scheme_label *label = &head->labels[i];
    char line[256];
    const int n = snprintf(line, sizeof line, "%c  %s%s%s", label->key, title(label),
                           label->meaning ? ": " : "", label->meaning ? label->meaning : "");
    put_wrapped(s, line, n < 0 ? 0 : strlen(line), INDENT);
  }
  out_text(s->stream,
           "\nu  take the last label back\ns  leave this label out\n"
           "q  quit; what is labelled is on the disk, and the next run goes on\n");
  if (s->terminal) out_text(s->stream, "\nany key: back\n");
  return out_flush(s->stream, error);
}
