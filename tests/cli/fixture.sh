# SPDX-License-Identifier: Apache-2.0
# A small model to test with: trained here, from labelled.csv and the four word lists of lexicon/, in a fraction of a
# second. The numbers that the tests expect thus depend on the code alone, never on the model that comes with tenor.
# TENOR_DATADIR leads to it, so that the scripts call tenor as a user would.
. "${TENOR_SOURCE:-$(dirname "$0")/../..}/tests/cli/tap.sh"

labelled=$cli/labelled.csv
export TENOR_DATADIR="$tap/data"
model=$TENOR_DATADIR/models/rhetoric-en.tenor
mkdir -p "$TENOR_DATADIR/models" "$TENOR_DATADIR/lexicons/en"
cp "$cli"/lexicon/*.tsv "$TENOR_DATADIR/lexicons/en/"
"$TENOR" train "$labelled" -o "$model" --c 0.5 --solver libsvm --threads 1 >"$out" 2>"$err" ||
  { sed 's/^/# /' "$err"; echo 'Bail out! the model of the tests cannot be trained'; exit 1; }

scores=hostility,hostility_lo,hostility_hi,p_hostile,tone,p_tone,valence,coverage
blank=,,,,,,, # what a row has in these columns when it cannot be scored
