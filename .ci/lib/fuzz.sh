# shellcheck shell=bash
# Looks for inputs a parser cannot stand: every target of tests/fuzz for some seconds, under ASan and UBSan, from the
# kept corpus. What it finds new stays in build/fuzz/corpus; an input that fails is kept there as crash-*.
FUZZ=build/fuzz

fuzz_targets() { sed -n 's/^jixiao_fuzz(\([a-z_]*\) .*/\1/p' tests/fuzz/CMakeLists.txt; }

# fuzz_one SECONDS TARGET
fuzz_one() {
    local seconds=$1 name=$2 found=$FUZZ/corpus/$2 log=$LOG_DIR/fuzz-$2.log
    local -a options=(-max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$FUZZ/corpus/$name-")
    [[ ! -f tests/fuzz/$name.dict ]] || options+=(-dict="tests/fuzz/$name.dict")
    mkdir -p "$found"
    if "$FUZZ/bin/fuzz_$name" "${options[@]}" "$found" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        say "  $name：$(sed -n 's/^Done \([0-9]*\) runs.*/\1 次，无问题/p' "$log")"
    else
        say "  $name：有输入使它失败，见 $log 与 $FUZZ/corpus/$name-*"
        return 1
    fi
}

# fuzz_all SECONDS [TARGET...]: as many at a time as there are processors.
fuzz_all() {
    local seconds=$1
    shift
    (($# > 0)) || mapfile -t names < <(fuzz_targets)
    (($# == 0)) || names=("$@")
    export -f fuzz_one say
    export FUZZ LOG_DIR
    printf '%s\n' "${names[@]}" | xargs -P "$(nproc)" -I{} bash -c 'fuzz_one "$@"' _ "$seconds" {}
}
