/* SPDX-License-Identifier: Apache-2.0 */
#include "compare/compare_options.h"

#include "base/bytes.h"

void tenor_compare_options_default(tenor_compare_options *options) {
  *options = (tenor_compare_options){.seed = 1,
                                     .interval = TENOR_INTERVAL_ROBUST,
                                     .level = 0.95,
                                     .replicates = 2000,
                                     .permutations = 9999,
                                     .few_documents = 10,
                                     .low_coverage = 0.5,
                                     .large_document = 0.5};
}

tenor_status compare_options_check(const tenor_compare_options *o) {
  const bool is_sound = o->level > 0 && o->level < 1 && o->replicates >= 100 &&
                        o->permutations >= 19 && (unsigned)o->interval <= TENOR_INTERVAL_NAIVE;
  return is_sound ? TENOR_OK : TENOR_ERR_ARG;
}

const char *tenor_warning_name(unsigned bit) {
  static const char *const names[TENOR_N_WARNINGS] = {
      "few documents", "one document", "one document dominates",
      "low coverage",  "same scores",  "too few labels"};
  return bit < TENOR_N_WARNINGS ? names[bit] : NULL;
}

uint64_t compare_seed(const tenor_comparison *c, const tenor_slice *slice, uint64_t seed,
                      uint64_t purpose) {
  size_t size, target_size = 0;
  const char *group = intern_string(&c->groups, slice->group, &size), *target = "";
  if (slice->target != TENOR_NO_TARGET)
    target = intern_string(&c->targets, slice->target, &target_size);
  const uint64_t parts[] = {
      seed, purpose, bytes_hash(group, size), bytes_hash(target, target_size),
      (uint64_t)(uint32_t)slice->first_period << 32 | (uint32_t)slice->last_period};
  return bytes_hash(parts, sizeof parts);
}
