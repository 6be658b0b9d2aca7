/* SPDX-License-Identifier: Apache-2.0 */
/* One place for the codes: main, the help and the man page all ask here. */
#include "exits.h"

#include <stddef.h>

int exit_code(tenor_status status) {
  switch (status) {
    case TENOR_OK:
    case TENOR_AGAIN:
    case TENOR_END: return EXITS_OK;
    case TENOR_ERR_ARG: return EXITS_USAGE;
    case TENOR_ERR_FORMAT:
    case TENOR_ERR_VERSION:
    case TENOR_ERR_CHECKSUM: return EXITS_MODEL;
    case TENOR_ERR_IO:
    case TENOR_ERR_MEMORY:
    case TENOR_ERR_UTF8:
    case TENOR_ERR_LIMIT: break;
  }
  return EXITS_FILES;
}

const char *exit_meaning(int code) {
  static const char *const meanings[EXITS_N] = {
      [EXITS_OK] = "all well",
      [EXITS_ROWS] = "some rows, articles or entries of a word list had errors; each was reported",
      [EXITS_USAGE] = "wrong usage",
      [EXITS_FILES] = "cannot read or write",
      [EXITS_MODEL] = "the model or lexicon is unusable",
  };
  return code >= 0 && code < EXITS_N ? meanings[code] : NULL;
}
