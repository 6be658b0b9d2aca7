/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

enum {
  MOST_NAMESAKES = 16,   /* looked at for one surname */
  MOST_APPEARANCES = 64, /* looked at in one sentence */
  LOOK_BACK = 3,         /* sentences that a pronoun reaches back */
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

static uint32_t find_form(const roster *people, const reading *r, uint32_t place) {
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

static tenor_status add_text(roster *people, const reading *r, uint32_t begin, uint32_t end,
                             uint32_t *id) {
  const uint32_t from = r->lexemes[begin].begin;
  return intern_add(&people->strings, r->text + from, r->lexemes[end - 1].end - from, id);
}

/* ---- actors ------------------------------------------------------------------------------------------ */

static const actor *actor_at(const reading *r, uint32_t place) {
  const uint32_t id = r->lexemes[place].actor;
  return id == READING_NONE ? NULL : &r->actors[id];
}

static bool is_kind(const actor *a, const char *kind) {
  return a && strcmp(a->is.kind, kind) == 0;
}

static bool is_country(const actor *a) {
  return is_kind(a, "state") || is_kind(a, "demonym") || is_kind(a, "capital");
}

/* The person of that name: the actor that covers it, or whose first and last word it has ("Donald J. Trump"). */
static const actor *person_named(const reading *r, uint32_t begin, uint32_t end) {
  const actor *a = actor_at(r, end - 1);
  if (!is_kind(a, "person")) return NULL;
  const lexeme *first = &r->lexemes[begin];
  if (a->begin <= first->begin) return a;
  const size_t size = first->end - first->begin;
  return strncmp(a->is.name, r->text + first->begin, size) == 0 && a->is.name[size] == ' ' ? a
                                                                                           : NULL;
}

/* The note's country: "PRK" of "relay; PRK". */
static const char *home_of(const actor *a) {
  return strncmp(a->is.note, "relay; ", 7) == 0 ? a->is.note + 7 : a->is.note;
}

/* ---- names ------------------------------------------------------------------------------------------- */

static gender sex_of(const reading *r, uint32_t place) {
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
  while (at + 1 < past && is_country(actor_at(r, at)) && actor_at(r, at) != actor_at(r, past - 1) &&
         !reading_has(r, at, LINGO(GIVEN)))
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

/* The entity with the full name [begin, end), new or known. */
static tenor_status add_entity(roster *people, const reading *r, uint32_t begin, uint32_t end,
                               uint32_t *id) {
  const actor *a = person_named(r, begin, end);
  uint32_t name, first, last;
  if (a)
    TRY(intern_add(&people->strings, a->is.name, strlen(a->is.name), &name));
  else
    TRY(add_text(people, r, begin, end, &name));
  TRY(add_form(people, r, begin, &first));
  TRY(add_form(people, r, end - 1, &last));
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
                                   .home = a ? home_of(a) : NULL,
                                   .sex = sex_of(r, begin),
                                   .person = a || reading_has(r, begin, LINGO(GIVEN))};
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

/* What stands before a name: "Mrs", "North Korean leader". */
static tenor_status read_description(roster *people, const reading *r, uint32_t begin, entity *e) {
  if (begin == 0) return TENOR_OK;
  const uint32_t i = begin - 1;
  if (r->lexemes[i].mark || r->lexemes[i].possessive || !is_title(r, i) ||
      reading_has(r, i, LINGO(PEOPLE)))
    return TENOR_OK;
  e->person = true;
  if (e->sex == GENDER_UNKNOWN) e->sex = sex_of(r, i);
  if (reading_has(r, i, LINGO(MR) | LINGO(MRS)) || e->role != INTERN_NONE) return TENOR_OK;
  TRY(set_role(people, r, i, e));
  for (uint32_t k = i; k > 0 && k + 4 > i && !r->lexemes[k - 1].mark; k--)
    if (is_country(actor_at(r, k - 1))) {
      e->country = actor_at(r, k - 1)->is.name;
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
  e->person = true;
  if (e->sex == GENDER_UNKNOWN) e->sex = sex_of(r, m.head);
  if (e->role != INTERN_NONE) return TENOR_OK;
  TRY(set_role(people, r, m.head, e));
  for (uint32_t k = m.begin; k < m.head; k++)
    if (is_country(actor_at(r, k))) e->country = actor_at(r, k)->is.name;
  return TENOR_OK;
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
                      !is_country(actor_at(r, end - 1));
    if (!full && !(a && end - begin > 1)) continue;
    TRY(add_entity(people, r, begin, end, &id));
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

/* The entity of a name of one word: one of the article, else a person of the lexicon, who becomes one. */
static tenor_status find_by_word(roster *people, const reading *r, uint32_t place, gender sex,
                                 uint32_t *id) {
  *id = find_namesake(people, find_form(people, r, place), sex);
  if (*id != READING_NONE || !is_kind(actor_at(r, place), "person")) return TENOR_OK;
  return add_entity(people, r, place, place + 1, id);
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
      TRY(find_by_word(people, r, begin, begin > 0 ? sex_of(r, begin - 1) : GENDER_UNKNOWN, &id));
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

/* ---- whom a mention means ---------------------------------------------------------------------------- */

static void take_entity(const roster *people, uint32_t id, source *who) {
  who->entity = id;
  who->name = people->entities[id].name;
  who->sex = people->entities[id].sex;
  if (people->entities[id].home) who->home = people->entities[id].home;
}

static tenor_status resolve_name(roster *people, const reading *r, const mention *m, source *who) {
  const uint32_t end = m->head + 1;
  const actor *a = actor_at(r, m->head);
  uint32_t id = READING_NONE;
  if (is_country(a) || is_kind(a, "office") || is_kind(a, "government") || is_kind(a, "alliance") ||
      is_kind(a, "organisation") || is_kind(a, "party") || is_kind(a, "agency")) {
    who->kind = MENTION_INSTITUTION;
    who->relay |= is_kind(a, "agency");
    who->home = is_country(a) ? a->is.name : home_of(a);
    return intern_add(&people->strings, a->is.name, strlen(a->is.name), &who->name);
  }
  if (end - m->name > 1) {
    TRY(add_entity(people, r, m->name, end, &id));
  } else {
    const gender sex = m->name > 0 ? sex_of(r, m->name - 1) : GENDER_UNKNOWN;
    TRY(find_by_word(people, r, m->head, sex, &id));
  }
  if (id != READING_NONE) {
    people->entities[id].person |= who->kind == MENTION_NAME;
    take_entity(people, id, who);
    return TENOR_OK;
  }
  return add_text(people, r, m->name, end, &who->name);
}

/* "The North Korean leader": the only one who was described so, if one was. */
static void resolve_role(const roster *people, const reading *r, const mention *m, source *who) {
  const uint32_t role = find_form(people, r, m->head);
  const char *country = "";
  if (role == INTERN_NONE || reading_has(r, m->begin, LINGO(INDEFINITE))) return;
  for (uint32_t i = m->begin; i < m->head; i++)
    if (is_country(actor_at(r, i))) country = actor_at(r, i)->is.name;
  uint32_t found = READING_NONE;
  if (role >= people->by_role_capacity) return;
  unsigned n = 0;
  for (uint32_t id = people->by_role[role]; id != 0; id = people->entities[id - 1].next_of_role) {
    const entity *e = &people->entities[id - 1];
    if (++n > MOST_NAMESAKES) return;
    if ((*country && strcmp(country, e->country) != 0)) continue;
    if (found != READING_NONE) return;
    found = id - 1;
  }
  if (found != READING_NONE) take_entity(people, found, who);
}

/* A phrase as written, but for the capital that the sentence gave to a common noun. */
static tenor_status add_phrase(roster *people, const reading *r, uint32_t begin, uint32_t end,
                               uint32_t *id) {
  const lexeme *first = &r->lexemes[begin];
  char phrase[PHRASE_BYTES];
  const size_t size = r->lexemes[end - 1].end - first->begin;
  const bool common = first->actor == READING_NONE &&
                      r->sentences[first->sentence].begin == begin &&
                      reading_has(r, begin, LINGO_SOURCE | LINGO(TITLE));
  if (!common || size > sizeof phrase) return add_text(people, r, begin, end, id);
  memcpy(phrase, r->text + first->begin, size);
  if (phrase[0] >= 'A' && phrase[0] <= 'Z') phrase[0] = (char)(phrase[0] | 0x20);
  return intern_add(&people->strings, phrase, size, id);
}

/* "The ministry", "state media", "Pyongyang". */
static tenor_status resolve_institution(roster *people, const reading *r, const mention *m,
                                        source *who) {
  for (uint32_t i = m->head + 1; i-- > m->begin;) {
    const actor *a = actor_at(r, i);
    if (!a || r->lexemes[i].possessive) continue;
    /* "BelTA news agency" is BelTA, but "the China desk" is not China */
    const bool whole = a->end >= r->lexemes[m->head].end || is_kind(a, "agency");
    who->relay |= whole && is_kind(a, "agency");
    if (whole) who->home = home_of(a);
    if (whole && !is_kind(a, "group") && !is_kind(a, "people") && !is_kind(a, "person"))
      return intern_add(&people->strings, a->is.name, strlen(a->is.name), &who->name);
    break;
  }
  uint32_t begin = m->begin;
  while (begin < m->head && reading_has(r, begin, LINGO(DETERMINER))) begin++;
  return add_phrase(people, r, begin, m->head + 1, &who->name);
}

static bool agrees(const entity *e, gender sex) {
  return e->person && (e->sex == GENDER_UNKNOWN || e->sex == sex);
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

/* The first in [begin, end) that agrees; who owns something only if nobody does something. */
static uint32_t find_agreeing(const roster *people, const reading *r, uint32_t begin, uint32_t end,
                              gender sex) {
  uint32_t owner = READING_NONE;
  unsigned n = 0;
  for (size_t i = roster_find_appearance(people, begin); i < people->n_appearances; i++) {
    const appearance *a = &people->appearances[i];
    if (a->lexeme >= end || ++n > MOST_APPEARANCES) break;
    if (!agrees(&people->entities[a->entity], sex) || r->lexemes[a->lexeme].quote != READING_NONE)
      continue;
    if (!a->possessive) return a->entity;
    if (owner == READING_NONE) owner = a->entity;
  }
  return owner;
}

static void resolve_he(const roster *people, const reading *r, const mention *m, source *who) {
  const gender sex = reading_has(r, m->head, LINGO(MALE)) ? GENDER_MALE : GENDER_FEMALE;
  const uint32_t line = r->lexemes[m->head].sentence;
  const source *latest = &people->latest;
  who->sex = sex;
  uint32_t id = find_agreeing(people, r, r->sentences[line].begin, m->begin, sex);
  if (id == READING_NONE && latest->name != INTERN_NONE && !latest->plural &&
      latest->kind != MENTION_INSTITUTION && latest->kind != MENTION_PAPER &&
      latest->sentence + LOOK_BACK > line &&
      (latest->sex == GENDER_UNKNOWN || latest->sex == sex)) {
    who->entity = latest->entity;
    who->name = latest->name;
    who->home = latest->home;
    return;
  }
  for (uint32_t back = 1; id == READING_NONE && back <= LOOK_BACK && back <= line; back++)
    id = find_agreeing(people, r, r->sentences[line - back].begin, r->sentences[line - back].end,
                       sex);
  if (id != READING_NONE) {
    take_entity(people, id, who);
    who->sex = sex;
  }
}

static tenor_status resolve_pronoun(roster *people, const reading *r, const mention *m,
                                    source *who) {
  const uint32_t line = r->lexemes[m->head].sentence;
  const source *latest = &people->latest;
  if (reading_has(r, m->head, LINGO(MALE) | LINGO(FEMALE))) {
    resolve_he(people, r, m, who);
  } else if (reading_has(r, m->head, LINGO(THEY)) || reading_is(r, m->head, "their")) {
    who->plural = true;
    if (latest->plural && latest->sentence + 2 > line) who->name = latest->name;
  } else if (reading_has(r, m->head, LINGO(IT))) {
    if ((latest->kind == MENTION_INSTITUTION || latest->kind == MENTION_PAPER) && !latest->plural &&
        latest->sentence + 2 > line)
      who->name = latest->name;
  } else if (reading_has(r, m->head, LINGO(RELATIVE))) {
    mention antecedent;
    uint32_t end = m->begin;
    const uint32_t floor = r->sentences[line].begin;
    if (end > floor && r->lexemes[end - 1].mark) end--;
    if (mention_before(r, end, floor, &antecedent) && antecedent.kind != MENTION_PRONOUN)
      return roster_resolve(people, r, &antecedent, who);
  }
  return TENOR_OK;
}

static tenor_status resolve_one(roster *people, const reading *r, const mention *m, source *who) {
  *who = (source){.name = INTERN_NONE,
                  .entity = READING_NONE,
                  .home = "",
                  .kind = m->kind,
                  .sex = sex_of(r, m->head),
                  .relay = reading_has(r, m->head, LINGO(RELAY)),
                  .plural = m->kind == MENTION_PEOPLE,
                  .sentence = r->lexemes[m->head].sentence};
  for (uint32_t i = m->begin; i < m->head; i++)
    if (is_country(actor_at(r, i))) who->home = actor_at(r, i)->is.name;
  switch (m->kind) {
    case MENTION_PRONOUN: return resolve_pronoun(people, r, m, who);
    case MENTION_NAME: return resolve_name(people, r, m, who);
    case MENTION_INSTITUTION: return resolve_institution(people, r, m, who);
    case MENTION_ROLE: resolve_role(people, r, m, who); break;
    case MENTION_NONE:
    case MENTION_PEOPLE:
      if (who->relay) return resolve_institution(people, r, m, who); /* "state media" */
      break;
    case MENTION_PAPER:
    case MENTION_OTHER: break;
  }
  if (who->name != INTERN_NONE || m->kind == MENTION_NONE) return TENOR_OK;
  uint32_t begin = m->head;
  while (m->kind == MENTION_ROLE && begin > m->begin && reading_has(r, begin - 1, LINGO(TITLE)) &&
         !reading_is(r, begin - 1, "former"))
    begin--; /* "prime minister" */
  return add_phrase(people, r, begin, m->head + 1, &who->name);
}

tenor_status roster_resolve(roster *people, const reading *r, const mention *m, source *who) {
  TRY(resolve_one(people, r, m, who));
  if (!m->also || who->name == INTERN_NONE) return TENOR_OK;
  mention other;
  source second;
  if (!mention_after(r, m->also, m->end, &other)) return TENOR_OK;
  TRY(resolve_one(people, r, &other, &second));
  if (second.name == INTERN_NONE) return TENOR_OK;
  char both[512];
  const char *first_name = roster_string(people, who->name);
  const char *second_name = roster_string(people, second.name);
  const size_t n = strlen(first_name), k = strlen(second_name);
  if (n + k + 2 > sizeof both) return TENOR_OK;
  memcpy(both, first_name, n);
  memcpy(both + n, "; ", 2);
  memcpy(both + n + 2, second_name, k);
  who->entity = READING_NONE;
  who->plural = true;
  return intern_add(&people->strings, both, n + k + 2, &who->name);
}
