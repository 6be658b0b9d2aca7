/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/stems.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

tenor_status stem_reader_init(stem_reader *reader) {
  memset(reader, 0, sizeof *reader);
  token_list_init(&reader->tokens);
  return stemmer_new(&reader->stemmer);
}

void stem_reader_finish(stem_reader *reader) {
  token_list_finish(&reader->tokens);
  free(reader->forms_read);
  stemmer_free(&reader->stemmer);
  intern_finish(&reader->forms);
  intern_finish(&reader->stems);
  free(reader->stem_of);
  memset(reader, 0, sizeof *reader);
}

tenor_status stem_reader_form(stem_reader *reader, const char *form, size_t size, token_kind kind,
                              uint32_t *id) {
  *id = intern_find(&reader->forms, form, size);
  if (*id != INTERN_NONE) return TENOR_OK;
  size_t stem_size = size;
  const char *stem =
      kind == TOKEN_WORD ? stemmer_stem(reader->stemmer, form, size, &stem_size) : form;
  uint32_t stem_id;
  TRY(tenor_grow(&reader->stem_of, &reader->stem_of_capacity, reader->forms.n + 1,
                 sizeof *reader->stem_of));
  TRY(intern_add(&reader->stems, stem, stem_size, &stem_id));
  TRY(intern_add(&reader->forms, form, size, id));
  reader->stem_of[*id] = stem_id;
  return TENOR_OK;
}

tenor_status stem_reader_read(stem_reader *reader, tenor_text text) {
  TRY(token_list_read(&reader->tokens, text));
  const size_t n = reader->tokens.n;
  TRY(tenor_grow(&reader->forms_read, &reader->forms_read_capacity, n, sizeof(uint32_t)));
  for (size_t i = 0; i < n; i++) {
    const token *t = &reader->tokens.tokens[i];
    TRY(stem_reader_form(reader, token_form(&reader->tokens, i), t->size, (token_kind)t->kind,
                         &reader->forms_read[i]));
  }
  return TENOR_OK;
}
