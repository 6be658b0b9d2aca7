# SPDX-License-Identifier: Apache-2.0
# Folds running text into words as tenor's tokeniser does: contractions written out, possessives dropped, marks gone.
s/[’‘`´]/'/g
s/\bwon't\b/will not/g
s/\bcan't\b/can not/g
s/\bcannot\b/can not/g
s/n't\b/ not/g
s/'s\b//g
s/'ll\b/ will/g
s/'re\b/ are/g
s/'ve\b/ have/g
s/'m\b/ am/g
s/'d\b/ would/g
s/\bu\.s\.(a\.)?/ u.s. /g
s/[^[:alpha:].]+/ /g
s/\.( |$)/ /g
s/  +/ /g
