/* SPDX-License-Identifier: Apache-2.0 */
/* A lexicon with a word or two of every role. */
#ifndef TENOR_TESTS_SHIFTER_LEXICON_H
#define TENOR_TESTS_SHIFTER_LEXICON_H

#include "tsv_folder.h"

static inline tenor_lexicon *shifter_lexicon(void) {
  static const struct {
    const char *name, *content;
  } files[] = {
      {"actors.tsv",
       "# role: actor\nrussia\tRussia\tstate\niran\tIran\tstate\nthe west\tWest\tbloc\n"},
      {"violence.tsv",
       "# role: hostility\n# weights: 1 to 4\nattack\t3\nstrike~\t2\nsea of fire\t4\n"},
      {"insult.tsv", "# role: hostility\nliar~\t2\n"},
      {"boast.tsv", "# role: rhetoric\ninvincible\t1\nglorious\t2\n"},
      {"cause.tsv", "# role: cause\npoverty\t1\n"},
      {"contrast.tsv", "# role: contrast\nbut\t1.5\nalthough\t0.5\n"},
      {"intensity.tsv",
       "# role: intensity\nvery\t1.3\nextremely\t2\nslightly\t0.7\nhardly\t0.01\n"},
      {"irrealis.tsv", "# role: irrealis\nwould\t0.6\nif\t0.5\n"},
      {"negators.tsv", "# role: negator\nnot\t-0.74\nnever\t-0.74\nnot only\t0\n"},
      {"scare.tsv", "# role: scare_quote\nso-called\t1\n"},
      {"sports.tsv", "# role: sports\nfootball\t2\nteam\t1\n"},
      {"valence.tsv", "# role: valence\ngood\t2\ngreat\t3\nbad\t-2\nawful\t-3\n🔥\t-1\n"},
  };
  const tsv_folder folder = tsv_folder_new();
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    tsv_folder_put(&folder, files[i].name, files[i].content);
  tenor_lexicon *lexicon = tsv_folder_compile(&folder, NULL);
  tsv_folder_remove(&folder);
  return lexicon;
}

#endif
