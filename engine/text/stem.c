/* SPDX-License-Identifier: Apache-2.0 */
#include "text/stem.h"

#include <libstemmer.h>
#include <stdlib.h>

enum { LONGEST = 64 };

struct tenor_stemmer {
  struct sb_stemmer *snowball;
};

tenor_status stemmer_new(tenor_stemmer **stemmer) {
  *stemmer = NULL;
  tenor_stemmer *made = calloc(1, sizeof *made);
  if (!made) return TENOR_ERR_MEMORY;
  made->snowball = sb_stemmer_new("english", "UTF_8");
  if (!made->snowball) {
    free(made);
    return TENOR_ERR_MEMORY;
  }
  /* libstemmer grows its buffer at the first long word; let that be now and not while scoring. */
  static const char longest[LONGEST + 1] =
      "llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll";
  size_t size;
  if (!stemmer_stem(made, longest, LONGEST, &size)) {
    stemmer_free(&made);
    return TENOR_ERR_MEMORY;
  }
  *stemmer = made;
  return TENOR_OK;
}

void stemmer_free(tenor_stemmer **stemmer) {
  if (!*stemmer) return;
  sb_stemmer_delete((*stemmer)->snowball);
  free(*stemmer);
  *stemmer = NULL;
}

const char *stemmer_stem(tenor_stemmer *stemmer, const char *form, size_t size, size_t *stem_size) {
  *stem_size = size;
  if (size > LONGEST) return form;
  const sb_symbol *stem = sb_stemmer_stem(stemmer->snowball, (const sb_symbol *)form, (int)size);
  if (!stem) return form; /* no memory: the form stands for its stem */
  *stem_size = (size_t)sb_stemmer_length(stemmer->snowball);
  return (const char *)stem;
}
