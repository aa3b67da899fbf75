# shellcheck shell=bash
# Slow steps with a progress line, their output in build/log, and one clear sentence when they fail.
# Uses LOG_DIR; a command sets steps_total before its first step.
steps_total=0
step_number=0
watcher=

say() { printf '%s\n' "$*"; }
die() { printf '错误：%s\n' "$*" >&2; exit 1; }

stop_watcher() {
    [[ -z $watcher ]] && return
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    watcher=
}
trap stop_watcher EXIT

duration() { (($1 < 60)) && echo "$1 秒" || echo "$(($1 / 60)) 分 $(($1 % 60)) 秒"; }

# progress_of LOG: how far the command writing LOG has come, e.g. "134/310"; nothing when unknown.
progress_of() {
    awk '/^\[[0-9]+\/[0-9]+\]/ {split($1, part, /[][]/); shown = part[2]}
         /newly installed/ {for (i = 2; i <= NF; i++) if ($i == "newly") total = $(i - 1) + 0}
         /^Get:/ {if (total) shown = "下载 " ++fetched "/" total}
         /^Setting up / {if (total) shown = "安装 " ++placed "/" total}
         END {printf "%s", shown}' "$1" 2>/dev/null
}

# watch_log LABEL LOG: rewrites one line on a terminal, adds a plain line every 20 seconds elsewhere.
watch_log() {
    local now shown='' pause=20
    [[ -t 1 ]] && pause=0.5
    while sleep "$pause"; do
        now=$(progress_of "$2")
        if [[ -t 1 ]]; then
            printf '\r\033[K%s … %s' "$1" "$now"
        elif [[ $now != "$shown" ]]; then
            say "$1 … $now"
            shown=$now
        fi
    done
}

# step_done LABEL RESULT: a step that had nothing slow to do.
step_done() {
    step_number=$((step_number + 1))
    say "[$step_number/$steps_total] $1 … $2"
}

# step NAME LABEL COMMAND...: output goes to build/log/NAME.log; on failure shows its end and exits.
step() {
    local name=$1 label=$2 log=$LOG_DIR/$1.log status=0 started=$SECONDS
    shift 2
    step_number=$((step_number + 1))
    label="[$step_number/$steps_total] $label"
    : >"$log"
    [[ -t 1 ]] || say "$label …"
    watch_log "$label" "$log" &
    watcher=$!
    LC_ALL=C.UTF-8 "$@" >"$log" 2>&1 </dev/null || status=$?
    stop_watcher
    [[ -t 1 ]] && printf '\r\033[K'
    if ((status != 0)); then
        show_failure "$log"
        die "${label#* } 没有完成（退出码 $status）。以上是最后的输出，全部在 build/log/$name.log"
    fi
    say "$label … 完成（$(duration $((SECONDS - started)))）"
}

# The first compiler errors when there are some, then the end of the log.
show_failure() {
    grep -n -m 5 -E '(error|错误):' "$1" >&2 || true
    say '──── log ────' >&2
    tail -n 30 "$1" >&2
}
