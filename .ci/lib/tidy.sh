# shellcheck shell=bash
# clang-tidy over our translation units. Two things keep it quick: a unit whose text, headers and settings
# have not changed since it was clean is left out, and units of one folder are read together as one batch,
# because most of the time goes into the headers they share. A batch that does not compile as one text
# (two files with a helper of the same name) is split in halves until it does.
TIDY=build/lint
BATCH_SIZE=8

# Lines "unit <tab> digest of everything clang-tidy would read for it".
tidy_units() {
    local versions unit text
    versions=$({ clang-tidy --version; cat .clang-tidy tests/.clang-tidy
                 dpkg-query -W qt6-base-dev qt6-declarative-dev 2>/dev/null; } | sha256sum)
    ninja -C build/dev -t deps >$TIDY/deps
    find "${SOURCE_FOLDERS[@]}" build/dev -type f \( -name '*.cpp' -o -name '*.h' -o -name '*.moc' \) -print0 |
        xargs -0 sha256sum >$TIDY/sums
    awk -v root="$ROOT/" -v versions="$versions" '
        function path(name) {
            sub("^\\.\\./\\.\\./", "", name)
            if (index(name, root) == 1) name = substr(name, length(root) + 1)
            else if (name !~ /^\// && !(name in sum)) name = "build/dev/" name
            return name
        }
        FILENAME ~ /sums$/ {sum[$2] = $1; next}
        /^[^ ].*: #deps/ {unit = ""; next}
        /^    / {
            name = path($1)
            if (unit == "") {unit = name; text[unit] = versions}
            if (name in sum) text[unit] = text[unit] " " sum[name]
        }
        END {for (unit in text) if (unit ~ /^(app|core|sync|tests|assets|qml)\/.*\.cpp$/) print unit "\t" text[unit]}
    ' $TIDY/sums $TIDY/deps | LC_ALL=C sort |
        while IFS=$'\t' read -r unit text; do
            printf '%s\t%s\n' "$unit" "$(printf '%s' "$text" | sha256sum | cut -c1-32)"
        done
}

# Lines "unit <tab> compile command" (JSON text as CMake wrote it), of build/dev.
tidy_commands() {
    sed -nE 's/^ *"command": "(.*)",$/C\1/p; s/^ *"file": "(.*)",?$/F\1/p' build/dev/compile_commands.json |
        awk -v root="$ROOT/" '/^C/ {command = substr($0, 2)}
                              /^F/ {unit = substr($0, 2); sub("^" root, "", unit); print unit "\t" command}'
}

# tidy_command UNIT...: the compile command of the first unit, with the include folders and definitions of the others.
tidy_command() {
    printf '%s\n' "$@" | awk '
        FILENAME == "-" {wanted[$0] = NR; next}
        {split($0, part, "\t")}
        part[1] in wanted {
            sub(/ -o .*/, "", part[2])
            words = split(part[2], word, " ")
            for (i = 1; i <= words; i++) {
                text = word[i] == "-isystem" ? word[i] " " word[++i] : word[i]
                if (wanted[part[1]] == 1) first = first " " text
                else if (text ~ /^-(I|D|isystem )/) more[++count] = text
            }
        }
        END {
            for (i = 1; i <= count; i++) if (index(first " ", " " more[i] " ") == 0) first = first " " more[i]
            print substr(first, 2)
        }' - $TIDY/commands
}

# tidy_read UNIT...: clang-tidy over one unit, or over several as one text.
tidy_read() {
    if (($# == 1)); then
        clang-tidy -p build/dev --quiet --extra-arg=-w "$1" 2>/dev/null
        return
    fi
    local folder command unit number=0 config=.clang-tidy
    [[ $1 != tests/* ]] || config=tests/.clang-tidy
    folder=$(mktemp -d -p "$ROOT/$TIDY" batch.XXXXXX)
    for unit in "$@"; do # every program has its own main
        printf '#undef main\n#define main main_%d\n#include "%s"\n' "$((++number))" "$ROOT/$unit"
    done >"$folder/batch.cpp"
    command=$(tidy_command "$@")
    printf '[{"directory": "%s", "command": "%s -c %s", "file": "%s"}]\n' "$ROOT/build/dev" "$command" \
        "$folder/batch.cpp" "$folder/batch.cpp" >"$folder/compile_commands.json"
    clang-tidy -p "$folder" --config-file="$config" --quiet --extra-arg=-w "$folder/batch.cpp" 2>/dev/null
    local status=$?
    rm -r "$folder"
    return $status
}

# tidy_batch POSITION UNIT DIGEST [UNIT DIGEST...]: remembers clean units under their digests.
tidy_batch() {
    local position=$1 output status=0 index half
    shift
    local -a units=()
    for ((index = 1; index <= $#; index += 2)); do units+=("${!index}"); done
    [[ -z $position ]] || printf '[%s] clang-tidy %s\n' "$position" "${units[*]}"
    output=$(tidy_read "${units[@]}") || status=$?
    if ((status == 0)); then
        for ((index = 2; index <= $#; index += 2)); do : >"$TIDY/clean/${!index}"; done
    elif [[ ${#units[@]} -gt 1 && $output == *clang-diagnostic-error* ]]; then
        half=$((${#units[@]} / 2 * 2))
        tidy_batch '' "${@:1:half}" || status=2
        tidy_batch '' "${@:half+1}" || status=2
        ((status == 2)) || status=0
    else
        printf '%s\n' "$output"
    fi
    return $status
}
export -f tidy_command tidy_read tidy_batch
export TIDY ROOT

# Batches of the units that wait, one a line: "UNIT DIGEST UNIT DIGEST …", the longest first.
tidy_batches() {
    tidy_units | while IFS=$'\t' read -r unit digest; do
        [[ -f $TIDY/clean/$digest ]] || printf '%s\t%s\n' "$unit" "$digest"
    done >$TIDY/waiting
    awk -F'\t' -v size=$BATCH_SIZE '
        {
            split($1, folder, "/")
            key = folder[1] "/" folder[2] (folder[1] == "tests" ? "/" folder[3] : "")
            if (count[key]++ % size == 0) batch[key] = ++batches
            text[batch[key]] = text[batch[key]] $1 " " $2 " "
            width[batch[key]]++
        }
        END {for (i = 1; i <= batches; i++) print width[i] "\t" text[i]}
    ' $TIDY/waiting | sort -rn | cut -f2
}

check_tidy() {
    local -a batches
    mkdir -p $TIDY/clean
    tidy_commands >$TIDY/commands
    mapfile -t batches < <(tidy_batches)
    local index
    for ((index = 0; index < ${#batches[@]}; index++)); do
        echo "$((index + 1))/${#batches[@]} ${batches[index]}"
    done | tr '\n' '\0' | xargs -0 -r -n 1 -P "$(jobs_count)" bash -c "tidy_batch \$0"
}
