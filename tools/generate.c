/* SPDX-License-Identifier: Apache-2.0 */
/* The formats have a file each; here they are chosen. */
#include "generate.h"

#include <string.h>

bool generate(FILE *out, const char *what, const command *const *commands) {
  static const struct {
    const char *name;
    void (*write)(FILE *, const command *const *);
  } kinds[] = {{"bash", generate_bash},
               {"zsh", generate_zsh},
               {"fish", generate_fish},
               {"man", generate_man}};

  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (strcmp(kinds[i].name, what) != 0) continue;
    kinds[i].write(out, commands);
    return true;
  }
  return false;
}

void generate_quoted(FILE *out, const char *text, const char *special, const char *quote) {
  (void)fputc('\'', out);
  for (; *text != '\0'; text++) {
    if (*text == '\'') {
      (void)fputs(quote, out);
      continue;
    }
    if (strchr(special, *text) != NULL) (void)fputc('\\', out);
    (void)fputc(*text, out);
  }
  (void)fputc('\'', out);
}
