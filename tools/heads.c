/* SPDX-License-Identifier: Apache-2.0 */
#include "heads.h"

#include <stdio.h>
#include <string.h>

static tenor_status add_head(heads *h, const char *spec, tenor_error *error) {
  if (h->n == TENOR_MAX_HEADS)
    return opts_error(error, "--label: more than %d heads", TENOR_MAX_HEADS);
  const tenor_status status = label_column_init(&h->columns[h->n], spec, error);
  h->n += status >= 0;
  return status;
}

/* "a,b:class" is two. */
static tenor_status add_list(heads *h, const char *list, tenor_error *error) {
  while (*list) {
    char spec[128];
    const size_t size = strcspn(list, ",");
    (void)snprintf(spec, sizeof spec, "%.*s", (int)size, list);
    const tenor_status status = add_head(h, spec, error);
    if (status < 0) return status;
    list += size + (list[size] == ',');
  }
  return TENOR_OK;
}

tenor_status heads_init(heads *h, const args *a, tenor_error *error) {
  h->n = 0;
  h->usual = !opts_given(a, "label");
  if (h->usual) return add_list(h, "hostility:ordinal,tone:class,valence:regression", error);
  size_t n;
  const char *const *texts = opts_texts(a, "label", &n);
  tenor_status status = TENOR_OK;
  for (size_t i = 0; status >= 0 && i < n; i++) status = add_list(h, texts[i], error);
  return status;
}

void heads_finish(heads *h) {
  for (size_t i = 0; i < h->n; i++) label_column_finish(&h->columns[i]);
  h->n = 0;
}

tenor_status heads_settle(heads *h, uint32_t positive, tenor_error *error) {
  bool any = false;
  for (size_t i = 0; i < h->n; i++) {
    if (h->usual && h->columns[i].n_values == 0) {
      /* keep the place, so that rows and heads stay side by side */
      h->specs[i] = (tenor_head_spec){.name = NULL};
      continue;
    }
    const tenor_status status =
        label_column_settle(&h->columns[i], positive, &h->specs[i], h->labels[i], error);
    if (status < 0) return status;
    any = true;
  }
  if (any) return TENOR_OK;
  return tenor_error_set(
      error, TENOR_ERR_FORMAT, "", 0, 0,
      "there are no labels in columns hostility, tone or valence; name yours with --label");
}
