/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/shifters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/grow.h"

/* How far the rules reach, in words, and how strong they are. */
enum {
  NEGATION_REACH = 6,
  INTENSITY_REACH = 3,
  CLAUSE_REACH = 12,
  CAUSE_REACH = 4,
  SCARE_QUOTE_WORDS = 3
};
static const double NEGATED_REST =
    0.3; /* what negation leaves of a category that has no opposite */
static const double NEGATED_PEAK =
    0.5; /* Taboada et al.: very strong words lose less by negation */
static const float QUESTION_FACTOR = 0.7f;
static const float CAPITALS_FACTOR = 1.2f;
static const float EXCLAMATION_FACTOR = 1.15f;
static const float INTENSITY_MAX = 3.0f, INTENSITY_MIN = 0.1f;
static const double SCARE_FACTOR = 0.3;      /* praise in scare quotes */
static const double SCARE_CUE_FACTOR = -0.6; /* praise after "so-called" */
static const double CAUSE_FACTOR = 0.25;     /* "fight poverty" */
static const double SPORTS_FACTOR = 0.4;
static const double SPORTS_EVIDENCE =
    2; /* one "goalkeeper", or a few hints such as "team" and "rivals" */

/* Rules that live in token_effect.rules only, above those of the public face. */
#define EFFECT_SCARE_CUE (UINT32_C(1) << 30)
#define EFFECT_SPORTS    (UINT32_C(1) << 29)

void shifters_init(shifters *s) {
  memset(s, 0, sizeof *s);
}

void shifters_finish(shifters *s) {
  free(s->effects);
  shifters_init(s);
}

typedef struct sentence {
  token_effect *effects;
  const token_list *tokens;
  const tenor_lexicon *lexicon;
  size_t begin, end;         /* tokens */
  const match *first, *last; /* matches that begin in it; last exclusive */
} sentence;

static lexicon_role role_of(const tenor_lexicon *lexicon, const match *m) {
  return (lexicon_role)lexicon->categories[m->category].role;
}

/* Whether a clause ends before the token. */
static bool clause_ends(const sentence *s, size_t at) {
  return at >= s->end ||
         (at > s->begin && (s->tokens->tokens[at].before & (MARK_PAUSE | MARK_STOP)));
}

static bool form_in(const token_list *tokens, size_t at, const char *const *words, size_t n) {
  const char *form = token_form(tokens, at);
  const size_t size = tokens->tokens[at].size;
  for (size_t i = 0; i < n; i++)
    if (strlen(words[i]) == size && memcmp(form, words[i], size) == 0) return true;
  return false;
}

/* ---- rules over the words that follow a shifter ------------------------------------------------------- */

/* Words that open a clause of their own, into which negation does not reach. "Nor" negates for itself: "neither
 * fair nor honest" is one negation for each. */
static bool opens_clause(const sentence *s, size_t at) {
  static const char *const openers[] = {"because",  "until", "unless", "while", "who",
                                        "which",    "but",   "since",  "whose", "though",
                                        "although", "so",    "nor"};
  return form_in(s->tokens, at, openers, sizeof openers / sizeof *openers);
}

static void apply_negator(const sentence *s, const match *m) {
  for (size_t at = m->end; at < m->end + NEGATION_REACH; at++) {
    if (clause_ends(s, at) || opens_clause(s, at)) break;
    s->effects[at].negation *= (float)m->weight;
    s->effects[at].rules |= TENOR_RULE_NEGATION;
  }
}

/* "very, very": the comma between a word and its echo ends nothing. */
static bool echoes(const sentence *s, size_t at) {
  const token_list *tokens = s->tokens;
  return at < s->end && at > s->begin && tokens->tokens[at].size == tokens->tokens[at - 1].size &&
         memcmp(token_form(tokens, at), token_form(tokens, at - 1), tokens->tokens[at].size) == 0;
}

static void apply_intensity(const sentence *s, const match *m) {
  float excess = (float)m->weight - 1;
  const uint32_t rule = m->weight > 1 ? TENOR_RULE_INTENSIFIER : TENOR_RULE_DAMPENER;
  for (size_t at = m->end; at < m->end + INTENSITY_REACH; at++) {
    if (clause_ends(s, at) && !echoes(s, at)) break;
    s->effects[at].intensity *= 1 + excess;
    s->effects[at].rules |= rule;
    excess *= 0.9f;
  }
}

static void apply_irrealis(const sentence *s, const match *m) {
  for (size_t at = m->end; at < m->end + CLAUSE_REACH && !clause_ends(s, at); at++) {
    s->effects[at].irrealis = fminf(s->effects[at].irrealis, (float)m->weight);
    s->effects[at].rules |= TENOR_RULE_IRREALIS;
  }
}

static void apply_concession(const sentence *s, const match *m) {
  for (size_t at = m->end; at < m->end + CLAUSE_REACH && !clause_ends(s, at); at++) {
    s->effects[at].contrast *= (float)m->weight;
    s->effects[at].rules |= TENOR_RULE_CONTRAST;
  }
}

/* The cue's own words too: "in the name of freedom". */
static void apply_scare_cue(const sentence *s, const match *m) {
  for (size_t at = m->begin; at < m->end + 2 && at < s->end; at++)
    s->effects[at].rules |= EFFECT_SCARE_CUE | TENOR_RULE_SCARE_QUOTE;
}

/* Words after which an evil is somebody's: "crush their terrorism", "make them pay for aggression". */
static bool names_culprit(const sentence *s, size_t at) {
  static const char *const culprits[] = {"for", "their", "your", "his", "her", "its"};
  return form_in(s->tokens, at, culprits, sizeof culprits / sizeof *culprits);
}

/* The words before a cause: those that do something to it. */
static void apply_cause(const sentence *s, const match *m) {
  for (size_t at = m->begin, n = 0; n < CAUSE_REACH && at > s->begin && !clause_ends(s, at); n++) {
    if (names_culprit(s, --at)) break;
    s->effects[at].rules |= TENOR_RULE_CAUSE;
  }
}

/* ---- rules over a whole sentence ---------------------------------------------------------------------- */

/* The last "but" of a sentence divides it. */
static void apply_contrast(const sentence *s, const match *m) {
  const float factor = (float)m->weight;
  for (size_t at = s->begin; at < s->end; at++) {
    s->effects[at].contrast *= at < m->begin ? 1 / factor : factor;
    s->effects[at].rules |= TENOR_RULE_CONTRAST;
  }
}

static void apply_to_all(const sentence *s, float irrealis, float intensity, uint32_t rules) {
  for (size_t at = s->begin; at < s->end; at++) {
    s->effects[at].irrealis = fminf(s->effects[at].irrealis, irrealis);
    s->effects[at].intensity *= intensity;
    s->effects[at].rules |= rules;
  }
}

/* A quotation of a few words inside a longer sentence, not after a verb of saying, holds its words at arm's
 * length. */
static void apply_scare_quotes(const sentence *s, size_t at) {
  size_t end = at;
  while (end < s->end && end - at <= SCARE_QUOTE_WORDS &&
         (end == at || !(s->tokens->tokens[end].before & MARK_CLOSE)))
    end++;
  const bool after_saying = at > s->begin && (s->tokens->tokens[at].before & MARK_PAUSE);
  if (end - at > SCARE_QUOTE_WORDS || after_saying || (s->end - s->begin) < 2 * (end - at)) return;
  for (; at < end; at++) s->effects[at].rules |= TENOR_RULE_SCARE_QUOTE;
}

static void apply_shapes(const sentence *s) {
  size_t capitals = 0;
  for (size_t at = s->begin; at < s->end; at++)
    capitals += (s->tokens->tokens[at].shape & SHAPE_CAPITALS) != 0;
  const bool shouting = capitals * 2 > s->end - s->begin;
  for (size_t at = s->begin; at < s->end; at++) {
    const token *t = &s->tokens->tokens[at];
    if (t->shape & SHAPE_QUOTED) {
      s->effects[at].rules |= TENOR_RULE_QUOTED;
      if (t->before & MARK_OPEN) apply_scare_quotes(s, at);
    }
    if ((t->shape & SHAPE_CAPITALS) && !shouting && t->end - t->begin > 2) {
      s->effects[at].intensity *= CAPITALS_FACTOR;
      s->effects[at].rules |= TENOR_RULE_CAPITALS;
    }
  }
}

static void apply_sentence(const sentence *s) {
  const match *divider = NULL;
  double sports = 0;
  apply_shapes(s);
  for (const match *m = s->first; m < s->last; m++) {
    switch (role_of(s->lexicon, m)) {
      case ROLE_NEGATOR: apply_negator(s, m); break;
      case ROLE_INTENSITY: apply_intensity(s, m); break;
      case ROLE_IRREALIS: apply_irrealis(s, m); break;
      case ROLE_SCARE_QUOTE: apply_scare_cue(s, m); break;
      case ROLE_CAUSE: apply_cause(s, m); break;
      case ROLE_SPORTS: sports += m->weight; break;
      case ROLE_CONTRAST:
        if (m->weight > 1)
          divider = m;
        else
          apply_concession(s, m);
        break;
      default: break;
    }
  }
  if (divider) apply_contrast(s, divider);
  const uint8_t ending = s->tokens->tokens[s->end].before;
  if (ending & MARK_QUESTION) apply_to_all(s, QUESTION_FACTOR, 1, TENOR_RULE_QUESTION);
  if (ending & MARK_EXCLAMATION) apply_to_all(s, 1, EXCLAMATION_FACTOR, TENOR_RULE_MARKS);
  if (sports >= SPORTS_EVIDENCE) apply_to_all(s, 1, 1, EFFECT_SPORTS);
}

/* ---- what it comes to for each match ------------------------------------------------------------------ */

static double clamp_intensity(float intensity) {
  return (double)fmaxf(INTENSITY_MIN, fminf(INTENSITY_MAX, intensity));
}

static double valence_factor(const token_effect *e, double weight) {
  double factor = clamp_intensity(e->intensity) * (double)e->contrast * (double)e->irrealis;
  if (e->rules & TENOR_RULE_NEGATION) {
    /* "not excellent" is not terrible: the stronger the word, the less of it is turned */
    const double turn = fabs(weight) > 2.5 && e->negation < 0 ? NEGATED_PEAK / 0.74 : 1;
    factor *= (double)e->negation * turn;
  }
  if (weight > 0 && (e->rules & EFFECT_SCARE_CUE))
    factor *= SCARE_CUE_FACTOR;
  else if (weight > 0 && (e->rules & TENOR_RULE_SCARE_QUOTE))
    factor *= SCARE_FACTOR;
  return factor;
}

static double hostility_factor(const token_effect *e, uint32_t rules) {
  /* "if you attack, we would destroy you" is a threat all the same: irrealis weighs half as much */
  double factor = clamp_intensity(e->intensity) * sqrt((double)e->contrast * (double)e->irrealis);
  if (e->negation < 0) factor *= NEGATED_REST;
  if (rules & TENOR_RULE_CAUSE) factor *= CAUSE_FACTOR;
  if (e->rules & EFFECT_SPORTS) factor *= SPORTS_FACTOR;
  return factor;
}

/* Whether the match is a fight against a cause that follows, or its condemnation. Who is accused of an evil or
 * insulted beside one ("the liars preach hatred") is a target all the same, and a term that has the evil in itself
 * ("acts of aggression") means what its lexicon says. */
static bool fights_cause(const shifters *s, const tenor_lexicon *lexicon, const match *m) {
  static const char *const fighting[] = {"violence", "threat", "rejection", "understatement"};
  if (!(s->effects[m->begin].rules & s->effects[m->end - 1].rules & TENOR_RULE_CAUSE)) return false;
  const char *category = lexicon_category_name(lexicon, m->category);
  for (size_t i = 0; i < sizeof fighting / sizeof *fighting; i++)
    if (strcmp(category, fighting[i]) == 0) return true;
  return false;
}

static double rhetoric_factor(const token_effect *e) {
  double factor = clamp_intensity(e->intensity);
  if (e->negation < 0) factor *= NEGATED_REST;
  if (e->rules & TENOR_RULE_SCARE_QUOTE) factor *= SCARE_FACTOR;
  return factor;
}

enum { PUBLIC_RULES = (1 << TENOR_N_RULES) - 1 };

static void settle(const shifters *s, const tenor_lexicon *lexicon, match *m) {
  const token_effect *e = &s->effects[m->begin];
  uint32_t rules = e->rules & PUBLIC_RULES;
  if (!fights_cause(s, lexicon, m)) rules &= ~(uint32_t)TENOR_RULE_CAUSE;
  double factor = 1;
  switch (role_of(lexicon, m)) {
    case ROLE_VALENCE: factor = valence_factor(e, m->weight); break;
    case ROLE_HOSTILITY: factor = hostility_factor(e, rules); break;
    case ROLE_RHETORIC: factor = rhetoric_factor(e); break;
    default: return; /* shifters, actors and topics count as they are */
  }
  m->effective = m->weight * factor;
  m->rules = rules;
  if ((e->rules & EFFECT_SPORTS) && role_of(lexicon, m) == ROLE_HOSTILITY)
    m->rules |= TENOR_RULE_CAUSE;
}

tenor_status shifters_apply(shifters *s, const token_list *tokens, const tenor_lexicon *lexicon,
                            match_list *matches) {
  static const token_effect neutral = {1, 1, 1, 1, 0};
  TRY(tenor_grow(&s->effects, &s->effects_capacity, tokens->n + 1, sizeof *s->effects));
  for (size_t i = 0; i < tokens->n; i++) s->effects[i] = neutral;
  sentence now = {s->effects, tokens, lexicon, 0, 0, matches->matches, matches->matches};
  const match *end = matches->matches + matches->n;
  while (now.end < tokens->n) {
    now.begin = now.end++;
    while (now.end < tokens->n && !(tokens->tokens[now.end].before & MARK_STOP)) now.end++;
    now.first = now.last;
    while (now.last < end && now.last->begin < now.end) now.last++;
    apply_sentence(&now);
  }
  for (size_t i = 0; i < matches->n; i++) settle(s, lexicon, &matches->matches[i]);
  return TENOR_OK;
}
