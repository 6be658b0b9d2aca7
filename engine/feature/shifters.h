/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contextual valence shifters: what stands around a word changes what it counts.
 *
 * Negation turns valence and dampens the rest, in a scope that ends at the clause (Polanyi & Zaenen 2004; Taboada
 * et al. 2011, who found a shift of part of the weight better than a full turn). Intensifiers and dampeners
 * multiply, less with distance (Hutto & Gilbert 2014). "But" weakens what went before it and strengthens what
 * follows; a concession ("although ...") weakens its own clause (Polanyi & Zaenen 2004; Hutto & Gilbert 2014).
 * Would, if, could and questions hold back valence (irrealis: Taboada et al. 2011). Quotation marks are noted,
 * and a word or two in them, or after "so-called", is not the speaker's own praise (scare quotes; attribution:
 * Wilson et al. 2005). Fighting poverty and winning a match are no violence (the contextual polarity of Wilson et
 * al. 2005). Capitals and exclamation marks strengthen (Hutto & Gilbert 2014).
 *
 * Each rule looks a bounded number of words ahead, so that any text takes linear time.
 */
#ifndef TENOR_FEATURE_SHIFTERS_H
#define TENOR_FEATURE_SHIFTERS_H

#include "feature/match.h"

/* What the rules say of one token. */
typedef struct token_effect {
  float negation;  /* 1; below 0 in the scope of one negator */
  float intensity; /* intensifiers, dampeners, capitals, exclamation */
  float contrast;
  float irrealis; /* at most 1 */
  uint32_t rules; /* TENOR_RULE_* */
} token_effect;

typedef struct shifters {
  token_effect *effects; /* [effects_capacity], one a token */
  size_t effects_capacity;
} shifters;

void shifters_init(shifters *s);
void shifters_finish(shifters *s);

/* Sets `effective` and `rules` of every match. Errors: MEMORY. */
tenor_status shifters_apply(shifters *s, const token_list *tokens,
                            const struct tenor_lexicon *lexicon, match_list *matches);

#endif
