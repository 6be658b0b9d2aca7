# SPDX-License-Identifier: Apache-2.0
# For scripts whose cases are one line each: `run ... && has ... ; ok 'name'`. A folder of its own, the count, the name. (tap.sh is
# for cases that say more.)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
n=0
failed=0

# ok NAME: the status of the command before it
ok() {
  status=$?
  n=$((n + 1))
  if [ $status -eq 0 ]; then echo "ok $n - $1"; else
    echo "not ok $n - $1"
    sed 's/^/# /' out err 2>/dev/null | head -40
    failed=1
  fi
}

has() { grep -qF -- "$1" "$2"; }
