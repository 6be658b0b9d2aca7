/* SPDX-License-Identifier: Apache-2.0 */
#include "repeats.h"

#include "calendar.h"

tenor_status repeats_init(repeats *r, tenor_error *error) {
  *r = (repeats){NULL, SIZE_MAX, SIZE_MAX};
  return tenor_duplicates_new(&r->duplicates, NULL, error);
}

void repeats_finish(repeats *r) {
  tenor_duplicates_free(&r->duplicates);
}

void repeats_columns(repeats *r, const statements *s) {
  r->speaker = statements_column(s, "speaker");
  r->date = statements_column(s, "date");
}

tenor_status repeats_add(repeats *r, const statements *s, const row *from, tenor_text speaker,
                         uint64_t *first) {
  if (statements_problem(s, from))
    return tenor_duplicates_add(r->duplicates, speaker, TENOR_NO_DAY, tenor_text_of(""), first);
  const cell text = from->cells[s->text];
  if (r->speaker != SIZE_MAX)
    speaker = (tenor_text){from->cells[r->speaker].data, from->cells[r->speaker].size};
  date d;
  const bool dated = r->date != SIZE_MAX && date_read(from->cells[r->date], &d);
  return tenor_duplicates_add(r->duplicates, speaker, dated ? date_days(d) : TENOR_NO_DAY,
                              (tenor_text){text.data, text.size}, first);
}
