/* SPDX-License-Identifier: Apache-2.0 */
#include "extract/resolve.h"

#include <stdio.h>
#include <string.h>

#include "extract/clause.h"

enum {
  MOST_NAMESAKES = 16,   /* looked at for one role */
  MOST_APPEARANCES = 64, /* looked at in one sentence */
  LOOK_BACK = 3,         /* sentences that a pronoun reaches back */
  PHRASE_BYTES = 256
};

static void take_entity(const roster *people, uint32_t id, source *who) {
  who->entity = id;
  who->name = people->entities[id].name;
  who->sex = people->entities[id].sex;
  if (people->entities[id].home) who->home = people->entities[id].home;
}

static tenor_status resolve_name(roster *people, const reading *r, const mention *m, source *who) {
  const uint32_t end = m->head + 1;
  const actor *a = reading_actor(r, m->head);
  uint32_t id = READING_NONE;
  if (actor_is_country(a) || actor_is(a, "office") || actor_is(a, "government") ||
      actor_is(a, "alliance") || actor_is(a, "organisation") || actor_is(a, "party") ||
      actor_is(a, "agency")) {
    who->kind = MENTION_INSTITUTION;
    who->relay |= actor_is(a, "agency");
    const bool other =
        actor_is(a, "office") && *who->home; /* "South Korea's Joint Chiefs of Staff" */
    const char *name = other ? who->home : a->is.name;
    if (!other) who->home = actor_is_country(a) ? a->is.name : actor_home(a);
    return intern_add(&people->strings, name, strlen(name), &who->name);
  }
  if (end - m->name > 1) {
    TRY(roster_add(people, r, m->name, end, &id));
  } else {
    const gender sex = m->name > 0 ? roster_sex(r, m->name - 1) : GENDER_UNKNOWN;
    TRY(roster_find_word(people, r, m->head, sex, &id));
  }
  if (id != READING_NONE) {
    people->entities[id].person |= who->kind == MENTION_NAME;
    take_entity(people, id, who);
    return TENOR_OK;
  }
  return roster_add_text(people, r, m->name, end, &who->name);
}

/* Words that any politician may be called by in the next sentence: "the top diplomat stressed". */
static bool is_general_role(const reading *r, uint32_t i) {
  static const char *const forms[] = {"diplomat", "politician", "lawmaker", "legislator",
                                      "official", "statesman",  "leader"};
  for (size_t k = 0; k < sizeof forms / sizeof *forms; k++)
    if (reading_is(r, i, forms[k])) return true;
  return false;
}

/* The person who spoke last, if that was no further back than the sentence before. */
static uint32_t latest_person(const roster *people, uint32_t line) {
  const source *latest = &people->latest;
  return latest->plural || latest->entity == READING_NONE || latest->sentence + 2 <= line
             ? READING_NONE
             : latest->entity;
}

/* Those of `country`, or of any, who were described by that word: *n more, the last of them *found. The one who spoke last is the
 * one that is meant, whoever else is. */
static bool match_role(const roster *people, uint32_t role, const char *country, uint32_t latest,
                       uint32_t *found, unsigned *n) {
  if (role == INTERN_NONE || role >= people->by_role_capacity) return false;
  for (uint32_t id = people->by_role[role]; id != 0; id = people->entities[id - 1].next_of_role) {
    if (*country && strcmp(country, people->entities[id - 1].country) != 0) continue;
    *found = id - 1;
    if (*found == latest) return true;
    if (++*n > MOST_NAMESAKES) return false;
  }
  return *n == 1;
}

/* "The North Korean leader", "the minister": the only one who was described so, or who spoke last. */
static void resolve_role(const roster *people, const reading *r, const mention *m, source *who) {
  static const char *const heads[] = {"chancellor", "president", "premier"};
  const uint32_t latest = latest_person(people, who->sentence);
  const char *country = "";
  uint32_t found = READING_NONE;
  unsigned n = 0;
  if (reading_has(r, m->begin, LINGO(INDEFINITE))) return;
  for (uint32_t i = m->begin; i < m->end; i++)
    if (actor_is_country(reading_actor(r, i))) country = reading_actor(r, i)->is.name;
  bool sure = match_role(people, roster_find_form(people, r, m->head), country, latest, &found, &n);
  if (n == 0 && !sure && *country && reading_is(r, m->head, "leader"))
    for (size_t k = 0; k < sizeof heads / sizeof *heads && n == 0 && !sure; k++)
      sure = match_role(people, intern_find(&people->strings, heads[k], strlen(heads[k])), country,
                        latest, &found, &n);
  if (sure && found != latest && latest != READING_NONE && !*country)
    sure = people->entities[latest].role != INTERN_NONE; /* else it may be who spoke last */
  if (n == 0 && !sure && !*country && reading_is(r, m->begin, "the") &&
      is_general_role(r, m->head) && latest != READING_NONE) {
    found = latest;
    sure = true;
  }
  if (sure) take_entity(people, found, who);
}

/* A phrase as written, but for the capital that the sentence gave to a common noun. */
static tenor_status add_phrase(roster *people, const reading *r, uint32_t begin, uint32_t end,
                               uint32_t *id) {
  const lexeme *first = &r->lexemes[begin];
  char phrase[PHRASE_BYTES];
  const size_t size = r->lexemes[end - 1].end - first->begin;
  const actor *a = reading_actor(r, begin);
  const bool common = (!a || actor_is(a, "group")) &&
                      r->sentences[first->sentence].begin == begin &&
                      reading_has(r, begin, LINGO_SOURCE | LINGO(TITLE));
  if (!common || size > sizeof phrase) return roster_add_text(people, r, begin, end, id);
  memcpy(phrase, r->text + first->begin, size);
  if (phrase[0] >= 'A' && phrase[0] <= 'Z') phrase[0] = (char)(phrase[0] | 0x20);
  return intern_add(&people->strings, phrase, size, id);
}

static bool agrees(const entity *e, gender sex) {
  return e->person && (e->sex == GENDER_UNKNOWN || e->sex == sex);
}

/* Whom the sentences after the last that was said open with, the nearest first: "NAME issued a statement. X, she warned." */
static uint32_t find_topic(const roster *people, const reading *r, uint32_t line, gender sex) {
  for (uint32_t back = 1; back <= LOOK_BACK && people->latest.sentence + back < line; back++) {
    const extent bounds = r->sentences[line - back];
    const uint32_t place = roster_first_appearance(people, r, bounds.begin, bounds.end);
    mention m;
    if (place == READING_NONE || !mention_before(r, place + 1, bounds.begin, &m) ||
        (m.begin > bounds.begin && reading_has(r, m.begin - 1, LINGO(PREPOSITION))) ||
        clause_has_verb(r, clause_start(r, bounds), m.begin))
      continue;
    const uint32_t id = people->appearances[roster_find_appearance(people, place)].entity;
    if (agrees(&people->entities[id], sex)) return id;
  }
  return READING_NONE;
}

/* "Asked about NAME, she said": who stands behind a preposition is not who speaks after it. */
static bool is_governed(const reading *r, uint32_t place, uint32_t floor) {
  mention m;
  return mention_before(r, place + 1, floor, &m) && m.begin > floor &&
         reading_has(r, m.begin - 1, LINGO(PREPOSITION)) &&
         !reading_has(r, m.begin - 1, LINGO(SUBORDINATOR));
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
  const uint32_t floor = r->sentences[line].begin;
  uint32_t id = find_agreeing(people, r, floor, m->begin, sex);
  const uint32_t first = roster_first_appearance(people, r, floor, m->begin);
  if (id != READING_NONE && first != READING_NONE && is_governed(r, first, floor) &&
      people->appearances[roster_find_appearance(people, first)].entity == id)
    id = READING_NONE;
  if (id == READING_NONE && latest->name != INTERN_NONE) id = find_topic(people, r, line, sex);
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

/* "His office": "Paul Keld's office", or just "office". */
static tenor_status resolve_owned(roster *people, const reading *r, const mention *m,
                                  uint32_t begin, source *who) {
  const mention his = {.begin = m->begin, .end = m->begin + 1, .head = m->begin};
  char phrase[PHRASE_BYTES];
  source owner = *who;
  resolve_he(people, r, &his, &owner);
  TRY(add_phrase(people, r, begin, m->head + 1, &who->name));
  if (owner.name == INTERN_NONE) return TENOR_OK;
  const int n = snprintf(phrase, sizeof phrase, "%s's %s", roster_string(people, owner.name),
                         roster_string(people, who->name));
  return n < 0 || (size_t)n >= sizeof phrase
             ? TENOR_OK
             : intern_add(&people->strings, phrase, (size_t)n, &who->name);
}

/* "The ministry", "state media", "Pyongyang". */
static tenor_status resolve_institution(roster *people, const reading *r, const mention *m,
                                        source *who) {
  for (uint32_t i = m->head + 1; i-- > m->begin;) {
    const actor *a = reading_actor(r, i);
    if (!a || r->lexemes[i].possessive) continue;
    /* "BelTA news agency" is BelTA, but "the China desk" is not China */
    const bool whole = a->end >= r->lexemes[m->head].end || actor_is(a, "agency");
    who->relay |= whole && actor_is(a, "agency");
    if (whole) who->home = actor_home(a);
    if (whole && !actor_is(a, "group") && !actor_is(a, "people") && !actor_is(a, "person"))
      return intern_add(&people->strings, a->is.name, strlen(a->is.name), &who->name);
    break;
  }
  uint32_t begin = m->begin;
  while (begin < m->head && reading_has(r, begin, LINGO(DETERMINER) | LINGO(OWNER))) begin++;
  if (reading_has(r, m->begin, LINGO(MALE) | LINGO(FEMALE)))
    return resolve_owned(people, r, m, begin, who);
  return add_phrase(people, r, begin, m->head + 1, &who->name);
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
      return resolve_mention(people, r, &antecedent, who);
  }
  return TENOR_OK;
}

static tenor_status resolve_one(roster *people, const reading *r, const mention *m, source *who) {
  *who = (source){.name = INTERN_NONE,
                  .entity = READING_NONE,
                  .home = "",
                  .kind = m->kind,
                  .sex = roster_sex(r, m->head),
                  .relay = reading_has(r, m->head, LINGO(RELAY)),
                  .plural = m->kind == MENTION_PEOPLE,
                  .sentence = r->lexemes[m->head].sentence};
  for (uint32_t i = m->begin; i < m->head; i++)
    if (actor_is_country(reading_actor(r, i))) who->home = reading_actor(r, i)->is.name;
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

tenor_status resolve_mention(roster *people, const reading *r, const mention *m, source *who) {
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
