/* SPDX-License-Identifier: Apache-2.0 */
#include "repeats.h"

#include <stdlib.h>
#include <string.h>

#include "calendar.h"

tenor_status repeats_init(repeats *r, tenor_error *error) {
  *r = (repeats){.speaker = SIZE_MAX, .date = SIZE_MAX};
  return tenor_duplicates_new(&r->duplicates, NULL, error);
}

void repeats_finish(repeats *r) {
  tenor_duplicates_free(&r->duplicates);
  free(r->who);
  r->who = NULL;
}

void repeats_columns(repeats *r, const statements *s) {
  r->speaker = statements_column(s, "speaker");
  r->date = statements_column(s, "date");
}

/* Group and speaker, one after the other. */
static tenor_status write_who(repeats *r, tenor_text group, cell speaker) {
  const size_t size = group.size + speaker.size;
  if (size > r->who_capacity) {
    char *grown = realloc(r->who, 2 * size);
    if (!grown) return TENOR_ERR_MEMORY;
    r->who = grown, r->who_capacity = 2 * size;
  }
  if (group.size > 0) memcpy(r->who, group.data, group.size);
  if (speaker.size > 0) memcpy(r->who + group.size, speaker.data, speaker.size);
  return TENOR_OK;
}

tenor_status repeats_add(repeats *r, const statements *s, const row *from, tenor_text group,
                         uint64_t *first) {
  const bool sound = !statements_problem(s, from);
  const cell none = {"", 0};
  const cell text = sound ? from->cells[s->text] : none;
  const cell speaker = r->speaker != SIZE_MAX ? from->cells[r->speaker] : none;
  date d;
  const bool dated = r->date != SIZE_MAX && date_read(from->cells[r->date], &d);
  tenor_status status = write_who(r, group, speaker);
  if (status >= 0)
    status = tenor_duplicates_add(r->duplicates, (tenor_text){r->who, group.size + speaker.size},
                                  dated ? date_days(d) : TENOR_NO_DAY,
                                  (tenor_text){text.data, text.size}, first);
  r->n += status >= 0;
  return status;
}
