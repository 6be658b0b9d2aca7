/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum {
  MOST_NAMESAKES = 16,   /* looked at for one surname */
  MOST_APPEARANCES = 64, /* looked at in one sentence */
  LONGEST_NAME = 6,      /* words */
  PHRASE_BYTES = 256
};

void roster_init(roster *people) {
  memset(people, 0, sizeof *people);
  intern_init(&people->strings);
}

void roster_finish(roster *people) {
  intern_finish(&people->strings);
  free(people->entities);
  free(people->by_name);
  free(people->by_word);
  free(people->by_role);
  free(people->next);
  free(people->appearances);
}

/* ---- strings and tables ------------------------------------------------------------------------------ */

static tenor_status add_form(roster *people, const reading *r, uint32_t place, uint32_t *id) {
  const token *t = &r->tokens.tokens[r->lexemes[place].token];
  return intern_add(&people->strings, token_form(&r->tokens, r->lexemes[place].token), t->size, id);
}

uint32_t roster_find_form(const roster *people, const reading *r, uint32_t place) {
  if (r->lexemes[place].token == READING_NONE) return INTERN_NONE;
  const token *t = &r->tokens.tokens[r->lexemes[place].token];
  return intern_find(&people->strings, token_form(&r->tokens, r->lexemes[place].token), t->size);
}

/* Grows a table that has a cell for each string; new cells are 0. */
static tenor_status fit(uint32_t **cells, size_t *capacity, size_t n) {
  const size_t old = *capacity;
  TRY(tenor_grow(cells, capacity, n, sizeof **cells));
  if (*capacity > old) memset(*cells + old, 0, (*capacity - old) * sizeof **cells);
  return TENOR_OK;
}

tenor_status roster_add_text(roster *people, const reading *r, uint32_t begin, uint32_t end,
                             uint32_t *id) {
  const uint32_t from = r->lexemes[begin].begin;
  return intern_add(&people->strings, r->text + from, r->lexemes[end - 1].end - from, id);
}

/* ---- actors ------------------------------------------------------------------------------------------ */

/* What the first name of a person of the lexicon tells of the sex, if the article has the surname only. */
static gender sex_of_actor(const reading *r, const actor *a) {
  char form[PHRASE_BYTES];
  const size_t size = strcspn(a->is.name, " ");
  if (size >= sizeof form || a->is.name[size] == '\0') return GENDER_UNKNOWN;
  for (size_t i = 0; i < size; i++) {
    const char c = a->is.name[i];
    form[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  const uint64_t classes = lingo_classes(r->words, form, size);
  if (!(classes & LINGO(GIVEN))) return GENDER_UNKNOWN;
  return classes & LINGO(MALE)     ? GENDER_MALE
         : classes & LINGO(FEMALE) ? GENDER_FEMALE
                                   : GENDER_UNKNOWN;
}

/* The person of that name: the actor that covers it, who ends it with more than a surname ("Comrade Kim Jong Un"), or whose
 * first and last word it has ("Donald J. Trump"). */
static const actor *person_named(const reading *r, uint32_t begin, uint32_t end) {
  const actor *a = reading_actor(r, end - 1);
  if (!actor_is(a, "person")) return NULL;
  const lexeme *first = &r->lexemes[begin];
  if (a->begin < r->lexemes[end - 1].begin || a->begin <= first->begin) return a;
  const size_t size = first->end - first->begin;
  return strncmp(a->is.name, r->text + first->begin, size) == 0 && a->is.name[size] == ' ' ? a
                                                                                           : NULL;
}

/* ---- names ------------------------------------------------------------------------------------------- */

gender roster_sex(const reading *r, uint32_t place) {
  if (reading_has(r, place, LINGO(MALE) | LINGO(MR))) return GENDER_MALE;
  return reading_has(r, place, LINGO(FEMALE) | LINGO(MRS)) ? GENDER_FEMALE : GENDER_UNKNOWN;
}

static bool is_name_word(const reading *r, uint32_t i) {
  const lexeme *l = &r->lexemes[i];
  if (!l->capital || l->mark || l->number) return false;
  return !reading_has(r, i,
                      LINGO(DETERMINER) | LINGO(OWNER) | LINGO(PRONOUN) | LINGO(SUBORDINATOR) |
                          LINGO(CONJUNCTION) | LINGO(RELATIVE) | LINGO(PREPOSITION) |
                          LINGO(TIME)) ||
         reading_has(r, i, LINGO(GIVEN));
}

static bool is_title(const reading *r, uint32_t i) {
  return reading_has(r, i, LINGO(TITLE) | LINGO(PERSON) | LINGO(MR) | LINGO(MRS)) &&
         !reading_has(r, i, LINGO(GIVEN));
}

/* The name at lexeme *i, whose bounds it narrows to [*begin, *end): a run of capitalised words without titles and
 * countries in front. */
static bool read_name(const reading *r, uint32_t *i, uint32_t *begin, uint32_t *end) {
  uint32_t at = *i;
  if (!is_name_word(r, at)) {
    ++*i;
    return false;
  }
  uint32_t past = at + 1;
  while (past < r->n && past < at + 2 * LONGEST_NAME && !r->lexemes[past - 1].possessive &&
         r->lexemes[past].sentence == r->lexemes[at].sentence &&
         r->lexemes[past].quote == r->lexemes[at].quote &&
         (is_name_word(r, past) ||
          (reading_has(r, past, LINGO(PARTICLE)) && past + 1 < r->n && is_name_word(r, past + 1))))
    past++;
  *i = past;
  for (uint32_t k = past; k > at; k--)
    if (is_title(r, k - 1) && k < past) {
      at = k;
      break;
    }
  if (at > 1 && reading_is(r, at - 1, "of") && is_title(r, at - 2)) {
    const uint32_t named = mention_name_within(r, at, past); /* "Secretary of State NAME" */
    if (named < past) at = named;
  }
  while (at + 1 < past && actor_is_country(reading_actor(r, at)) &&
         reading_actor(r, at) != reading_actor(r, past - 1) && !reading_has(r, at, LINGO(GIVEN)))
    at++;
  *begin = at;
  *end = past;
  return at < past && past - at <= LONGEST_NAME;
}

static tenor_status link_word(roster *people, uint32_t word, uint32_t id, uint32_t slot) {
  TRY(fit(&people->by_word, &people->by_word_capacity, people->strings.n));
  TRY(tenor_grow(&people->next, &people->next_capacity, 2 * people->n_entities,
                 sizeof *people->next));
  people->next[2 * id + slot] = people->by_word[word];
  people->by_word[word] = 2 * id + slot + 1;
  return TENOR_OK;
}

tenor_status roster_add(roster *people, const reading *r, uint32_t begin, uint32_t end,
                        uint32_t *id) {
  const actor *a = person_named(r, begin, end);
  uint32_t name, first, last;
  if (a)
    TRY(intern_add(&people->strings, a->is.name, strlen(a->is.name), &name));
  else
    TRY(roster_add_text(people, r, begin, end, &name));
  TRY(add_form(people, r, begin, &first));
  const bool junior =
      end - begin > 2 && (reading_is(r, end - 1, "jr") || reading_is(r, end - 1, "sr"));
  TRY(add_form(people, r, junior ? end - 2 : end - 1, &last));
  TRY(fit(&people->by_name, &people->by_name_capacity, people->strings.n));
  if (people->by_name[name] != 0) {
    *id = people->by_name[name] - 1;
    return TENOR_OK;
  }
  TRY(tenor_grow(&people->entities, &people->entities_capacity, people->n_entities + 1,
                 sizeof *people->entities));
  *id = (uint32_t)people->n_entities++;
  people->entities[*id] = (entity){.name = name,
                                   .first = first,
                                   .last = last,
                                   .role = INTERN_NONE,
                                   .country = "",
                                   .home = a ? actor_home(a) : NULL,
                                   .sex = a ? sex_of_actor(r, a) : GENDER_UNKNOWN,
                                   .person = a || reading_has(r, begin, LINGO(GIVEN))};
  if (people->entities[*id].sex == GENDER_UNKNOWN) people->entities[*id].sex = roster_sex(r, begin);
  people->by_name[name] = *id + 1;
  TRY(link_word(people, last, *id, 0));
  return first != last ? link_word(people, first, *id, 1) : TENOR_OK;
}

static tenor_status set_role(roster *people, const reading *r, uint32_t place, entity *e) {
  TRY(add_form(people, r, place, &e->role));
  TRY(fit(&people->by_role, &people->by_role_capacity, people->strings.n));
  e->next_of_role = people->by_role[e->role];
  people->by_role[e->role] = (uint32_t)(e - people->entities) + 1;
  return TENOR_OK;
}

/* Takes the role of a phrase whose head it is: "the North Korean leader", "the president of Serbia". */
static tenor_status take_role(roster *people, const reading *r, const mention *m, entity *e) {
  e->person = true;
  if (e->sex == GENDER_UNKNOWN) e->sex = roster_sex(r, m->head);
  if (e->role != INTERN_NONE) return TENOR_OK;
  TRY(set_role(people, r, m->head, e));
  for (uint32_t k = m->begin; k < m->end; k++)
    if (actor_is_country(reading_actor(r, k))) e->country = reading_actor(r, k)->is.name;
  return TENOR_OK;
}

/* What stands before a name: "Mrs", "North Korean leader", "The president of Serbia, ". */
static tenor_status read_description(roster *people, const reading *r, uint32_t begin, entity *e) {
  if (begin == 0) return TENOR_OK;
  const uint32_t i = begin - 1;
  mention m;
  if (reading_mark(r, i, ',') && r->lexemes[i].sentence != READING_NONE) {
    const uint32_t floor = r->sentences[r->lexemes[i].sentence].begin;
    return mention_before(r, i, floor, &m) && m.begin == floor && m.kind == MENTION_ROLE &&
                   !m.also && (reading_is(r, floor, "the") || r->lexemes[floor].possessive)
               ? take_role(people, r, &m, e)
               : TENOR_OK;
  }
  if (r->lexemes[i].mark || r->lexemes[i].possessive || !is_title(r, i) ||
      reading_has(r, i, LINGO(PEOPLE)))
    return TENOR_OK;
  e->person = true;
  if (e->sex == GENDER_UNKNOWN) e->sex = roster_sex(r, i);
  if (reading_has(r, i, LINGO(MR) | LINGO(MRS)) || e->role != INTERN_NONE) return TENOR_OK;
  TRY(set_role(people, r, i, e));
  for (uint32_t k = i; k > 0 && k + 4 > i && !r->lexemes[k - 1].mark; k--)
    if (actor_is_country(reading_actor(r, k - 1))) {
      e->country = reading_actor(r, k - 1)->is.name;
      break;
    }
  return TENOR_OK;
}

/* What stands behind it: "NAME, the North Korean leader,". */
static tenor_status read_apposition(roster *people, const reading *r, uint32_t end, entity *e) {
  mention m;
  if (!reading_mark(r, end, ',') || end + 2 >= r->n ||
      !reading_has(r, end + 1, LINGO(DETERMINER) | LINGO(OWNER)) ||
      !mention_after(r, end + 1, r->sentences[r->lexemes[end].sentence].end, &m) ||
      m.kind != MENTION_ROLE)
    return TENOR_OK;
  return take_role(people, r, &m, e);
}

static tenor_status add_appearance(roster *people, const reading *r, uint32_t place, uint32_t id) {
  TRY(tenor_grow(&people->appearances, &people->appearances_capacity, people->n_appearances + 1,
                 sizeof *people->appearances));
  people->appearances[people->n_appearances++] =
      (appearance){place, id, r->lexemes[place].possessive};
  return TENOR_OK;
}

static tenor_status gather_full_names(roster *people, const reading *r) {
  uint32_t begin, end, id;
  for (uint32_t i = 0; i < r->n;) {
    if (!read_name(r, &i, &begin, &end)) continue;
    const actor *a = person_named(r, begin, end);
    const bool full = end - begin > 1 && !(reading_has(r, end - 1, LINGO_SOURCE) && !a) &&
                      !actor_is_country(reading_actor(r, end - 1));
    if (!full && !(a && end - begin > 1)) continue;
    TRY(roster_add(people, r, begin, end, &id));
    entity *e = &people->entities[id];
    e->n_full++;
    TRY(read_description(people, r, begin, e));
    TRY(read_apposition(people, r, end, e));
  }
  return TENOR_OK;
}

/* ---- surnames ---------------------------------------------------------------------------------------- */

/* Whom the one word of a name means: of those of that surname, who is named most; then of that first name. */
static uint32_t find_namesake(const roster *people, uint32_t word, gender sex) {
  uint32_t best = READING_NONE;
  if (word == INTERN_NONE || word >= people->by_word_capacity) return best;
  unsigned n = 0;
  for (uint32_t link = people->by_word[word]; link != 0 && n < MOST_NAMESAKES; n++) {
    const uint32_t id = (link - 1) / 2;
    const entity *e = &people->entities[id];
    link = people->next[link - 1];
    if (sex != GENDER_UNKNOWN && e->sex != GENDER_UNKNOWN && e->sex != sex) continue;
    if (best == READING_NONE) {
      best = id;
      continue;
    }
    const entity *b = &people->entities[best];
    const bool surname = e->last == word, other = b->last == word;
    if (e->person != b->person ? e->person : surname != other ? surname : e->n_full >= b->n_full)
      best = id;
  }
  return best;
}

tenor_status roster_find_word(roster *people, const reading *r, uint32_t place, gender sex,
                              uint32_t *id) {
  const actor *a = reading_actor(r, place);
  *id = READING_NONE;
  if (actor_is(a, "organisation") || actor_is(a, "alliance")) return TENOR_OK; /* the UN is no Un */
  *id = find_namesake(people, roster_find_form(people, r, place), sex);
  if (*id != READING_NONE || !actor_is(a, "person")) return TENOR_OK;
  return roster_add(people, r, place, place + 1, id);
}

static void vote(roster *people, uint32_t only, int he, int she) {
  if (only == READING_NONE || (he > 0) == (she > 0)) return;
  people->entities[only].votes += he > 0 ? 1 : -1;
}

/* All appearances, and what the pronouns around those that stand alone in their sentence tell of their sex. */
static tenor_status gather_appearances(roster *people, const reading *r) {
  uint32_t begin, end, id, only = READING_NONE, line = 0;
  int he = 0, she = 0;
  bool several = false;
  for (uint32_t i = 0, at = 0; i < r->n;) {
    const bool named = read_name(r, &i, &begin, &end);
    for (; at < i; at++) {
      if (r->lexemes[at].sentence != line) {
        if (!several) vote(people, only, he, she);
        line = r->lexemes[at].sentence;
        he = she = 0;
        only = READING_NONE;
        several = false;
      }
      if (only == READING_NONE || r->lexemes[at].quote != READING_NONE) continue;
      he += reading_has(r, at, LINGO(HE)) || reading_is(r, at, "his") || reading_is(r, at, "him");
      she += reading_has(r, at, LINGO(SHE)) || reading_is(r, at, "her");
    }
    if (!named) continue;
    if (end - begin > 1) {
      const actor *a = person_named(r, begin, end);
      uint32_t name = INTERN_NONE;
      const uint32_t from = r->lexemes[begin].begin;
      name = a ? intern_find(&people->strings, a->is.name, strlen(a->is.name))
               : intern_find(&people->strings, r->text + from, r->lexemes[end - 1].end - from);
      id = name == INTERN_NONE || name >= people->by_name_capacity || people->by_name[name] == 0
               ? READING_NONE
               : people->by_name[name] - 1;
    } else {
      TRY(roster_find_word(people, r, begin, begin > 0 ? roster_sex(r, begin - 1) : GENDER_UNKNOWN,
                           &id));
    }
    if (id == READING_NONE || !people->entities[id].person) continue;
    TRY(add_appearance(people, r, end - 1, id));
    several |= only != READING_NONE && only != id;
    only = id;
  }
  if (!several) vote(people, only, he, she);
  return TENOR_OK;
}

tenor_status roster_read(roster *people, const reading *r) {
  intern_clear(&people->strings);
  people->n_entities = people->n_appearances = 0;
  if (people->by_name_capacity > 0)
    memset(people->by_name, 0, people->by_name_capacity * sizeof *people->by_name);
  if (people->by_word_capacity > 0)
    memset(people->by_word, 0, people->by_word_capacity * sizeof *people->by_word);
  if (people->by_role_capacity > 0)
    memset(people->by_role, 0, people->by_role_capacity * sizeof *people->by_role);
  people->latest = (source){.name = INTERN_NONE, .entity = READING_NONE, .home = ""};
  TRY(gather_full_names(people, r));
  TRY(gather_appearances(people, r));
  for (size_t i = 0; i < people->n_entities; i++) {
    entity *e = &people->entities[i];
    if (e->sex == GENDER_UNKNOWN && e->votes != 0)
      e->sex = e->votes > 0 ? GENDER_MALE : GENDER_FEMALE;
  }
  return TENOR_OK;
}

size_t roster_find_appearance(const roster *people, uint32_t place) {
  size_t low = 0, high = people->n_appearances;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    if (people->appearances[middle].lexeme < place)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t roster_first_appearance(const roster *people, const reading *r, uint32_t begin,
                                 uint32_t end) {
  unsigned n = 0;
  for (size_t i = roster_find_appearance(people, begin); i < people->n_appearances; i++) {
    const appearance *a = &people->appearances[i];
    if (a->lexeme >= end) break;
    if (!a->possessive && r->lexemes[a->lexeme].quote == READING_NONE) return a->lexeme;
    if (++n == MOST_APPEARANCES) break;
  }
  return READING_NONE;
}
