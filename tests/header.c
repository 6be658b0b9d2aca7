/* SPDX-License-Identifier: Apache-2.0 */
/* A public header must compile alone, as C17 and, through header.cpp, as C++17: see meson.build. */
#include HEADER

int main(void) {
  tenor_error error = {TENOR_OK, 0, 0, "", ""};
  return (int)error.status + (int)tenor_text_of("").size;
}
