/* SPDX-License-Identifier: Apache-2.0 */
#include "feature/layout.h"

const char *layout_stat_name(feature_stat stat) {
  static const char *const names[N_STATS] = {"rate", "root", "peak", "negated", "quoted"};
  return names[stat];
}

const char *layout_group_name(feature_group group) {
  static const char *const names[N_GROUPS] = {"all valence", "all hostility",
                                              "hostility beside an actor"};
  return names[group];
}

const char *layout_form_name(feature_form form) {
  static const char *const names[N_FORM] = {"exclamation marks",
                                            "question marks",
                                            "ellipses",
                                            "share quoted",
                                            "words in capitals",
                                            "capitalised words",
                                            "numbers",
                                            "mentions",
                                            "links",
                                            "hashtags",
                                            "emoji",
                                            "elongated words",
                                            "word length",
                                            "sentence length"};
  return names[form];
}
