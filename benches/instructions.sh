#!/bin/sh
# Counts what does not depend on the machine's load: instructions a token (callgrind), allocations and bytes (memcheck)
# of each stage, on the example article repeated. What comes before the stage is counted apart and taken off.
# Needs valgrind. Prints the rows of the table in RECORD.md.
set -eu
cd "$(dirname "$0")/.."
cargo build --quiet --locked --release --example stage
scratch=$(mktemp -d)
trap 'rm -r "$scratch"' EXIT
copy=0
while [ $copy -lt 40 ]; do
    cat examples/article.txt
    echo
    copy=$((copy + 1))
done > "$scratch/text"

stage=target/release/examples/stage
instructions() {
    valgrind --tool=callgrind --callgrind-out-file="$scratch/out" $stage "$1" "$scratch/text" "$2" 2>&1 |
        sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}
heap() { # allocations and bytes
    valgrind --tool=memcheck --leak-check=no $stage "$1" "$scratch/text" "$2" 2>&1 |
        sed -n 's/.*total heap usage: \([0-9,]*\) allocs, .* frees, \([0-9,]*\) bytes.*/\1 \2/p' | tr -d ,
}

tokens=$($stage tokens "$scratch/text" 0)
echo "| stage | instructions a token | allocations a text | bytes allocated a token |"
echo "| --- | ---: | ---: | ---: |"
for name in paragraphs tokens marks features tags quotes entities speakers all; do
    before=$(instructions $name 0) after=$(instructions $name 1)
    set -- $(heap $name 0) $(heap $name 1)
    awk -v name=$name -v i=$((after - before)) -v a=$(($3 - $1)) -v b=$(($4 - $2)) -v t="$tokens" \
        'BEGIN { printf "| %s | %.1f | %d | %.1f |\n", name, i / t, a, b / t }'
done
