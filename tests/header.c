/* SPDX-License-Identifier: Apache-2.0 */
/* A public header must compile by itself, and beside all others, as C17 and, through header.cpp, as C++17: see
 * meson.build. */
#include HEADER

#include "tenor.h"
#include "tenor_agreement.h"
#include "tenor_compare.h"
#include "tenor_duplicates.h"
#include "tenor_evaluate.h"
#include "tenor_export.h"
#include "tenor_extract.h"
#include "tenor_train.h"
#include "tenor_words.h"

int main(void) {
  tenor_error error = {TENOR_OK, 0, 0, "", ""};
  return (int)error.status + (int)tenor_text_of("").size;
}
