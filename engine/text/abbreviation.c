/* SPDX-License-Identifier: Apache-2.0 */
#include "text/abbreviation.h"

#include <stdint.h>
#include <string.h>

enum { LONGEST = 6 };

enum {
  TITLE = ABBREVIATION_TITLE,
  DATE = ABBREVIATION_DATE,
  NUMBER = ABBREVIATION_NUMBER,
  TAIL = ABBREVIATION_TAIL,
  NAME = ABBREVIATION_NAME
};

/* In order of their letters. */
static const struct {
  char form[LONGEST + 1];
  uint8_t kind;
} known[] = {
    {"adm", TITLE},  {"al", TAIL},      {"amb", TITLE},   {"approx", TAIL}, {"apr", DATE},
    {"ariz", NAME},  {"art", NUMBER},   {"assn", TAIL},   {"atty", TITLE},  {"aug", DATE},
    {"ave", NAME},   {"blvd", TAIL},    {"brig", TITLE},  {"bros", TAIL},   {"calif", NAME},
    {"capt", TITLE}, {"cf", TITLE},     {"ch", NUMBER},   {"cmdr", TITLE},  {"co", NAME},
    {"col", TITLE},  {"colo", NAME},    {"conn", NAME},   {"corp", TAIL},   {"cpl", TITLE},
    {"dec", DATE},   {"del", NAME},     {"dep", TITLE},   {"dept", TAIL},   {"dr", TITLE},
    {"drs", TITLE},  {"ed", NUMBER},    {"esq", TAIL},    {"est", TAIL},    {"etc", NUMBER},
    {"feb", DATE},   {"fig", NUMBER},   {"figs", NUMBER}, {"fla", NAME},    {"fr", TITLE},
    {"fri", NAME},   {"ft", TAIL},      {"ga", NAME},     {"gen", TITLE},   {"gens", TITLE},
    {"gov", TITLE},  {"govt", TAIL},    {"hon", TITLE},   {"ill", NAME},    {"inc", TAIL},
    {"insp", TITLE}, {"intl", TAIL},    {"jan", DATE},    {"jr", TAIL},     {"jul", NUMBER},
    {"jun", NUMBER}, {"kan", NAME},     {"ky", NAME},     {"la", NAME},     {"llc", TAIL},
    {"lt", TITLE},   {"ltd", TAIL},     {"maj", TITLE},   {"mar", NUMBER},  {"mass", NAME},
    {"md", NAME},    {"messrs", TITLE}, {"mich", NAME},   {"minn", NAME},   {"miss", NAME},
    {"mlle", TITLE}, {"mme", TITLE},    {"mo", NAME},     {"mon", NAME},    {"mont", NAME},
    {"mr", TITLE},   {"mrs", TITLE},    {"ms", TITLE},    {"msgr", TITLE},  {"mt", TAIL},
    {"mx", TITLE},   {"natl", TAIL},    {"neb", NAME},    {"nev", NAME},    {"no", NUMBER},
    {"nos", NUMBER}, {"nov", DATE},     {"oct", DATE},    {"okla", NAME},   {"ore", NAME},
    {"pa", NAME},    {"para", DATE},    {"plc", TAIL},    {"pp", NUMBER},   {"pres", TITLE},
    {"prof", TITLE}, {"profs", TITLE},  {"pvt", TITLE},   {"rd", NAME},     {"rep", TITLE},
    {"reps", TITLE}, {"res", DATE},     {"rev", TITLE},   {"sat", NAME},    {"sec", NUMBER},
    {"sen", TITLE},  {"sens", TITLE},   {"sep", DATE},    {"sept", DATE},   {"sgt", TITLE},
    {"sr", TAIL},    {"st", TAIL},      {"sun", NAME},    {"supt", TITLE},  {"tenn", NAME},
    {"tex", NAME},   {"thu", NAME},     {"thur", NAME},   {"thurs", NAME},  {"tue", NAME},
    {"tues", NAME},  {"univ", TAIL},    {"va", NAME},     {"viz", TITLE},   {"vol", NUMBER},
    {"vs", TITLE},   {"vt", NAME},      {"wash", NAME},   {"wed", NAME},    {"wis", NAME},
    {"wyo", NAME}};

abbreviation_kind abbreviation_find(const char *form, size_t size) {
  char key[LONGEST + 1] = {0};
  if (size > LONGEST) return ABBREVIATION_NONE; /* most words */
  memcpy(key, form, size);
  size_t low = 0, high = sizeof known / sizeof *known;
  while (low < high) {
    const size_t middle = (low + high) / 2;
    const int order = memcmp(key, known[middle].form, sizeof key);
    if (order == 0) return (abbreviation_kind)known[middle].kind;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return ABBREVIATION_NONE;
}

bool abbreviation_is(const char *form, size_t size) {
  const abbreviation_kind kind = abbreviation_find(form, size);
  return kind == ABBREVIATION_TITLE || kind == ABBREVIATION_DATE || kind == ABBREVIATION_TAIL;
}
