# shellcheck shell=bash
# clang-format, clang-tidy, qmllint and qmlformat over our own folders.
SOURCE_FOLDERS=(app core sync tests assets)
QML_FOLDERS=(qml tests)
FORMAT_MAJOR=14 # other versions lay code out differently, so only this one may refuse

cpp_files() { find "${SOURCE_FOLDERS[@]}" -type f \( -name '*.cpp' -o -name '*.h' \) | LC_ALL=C sort; }
qml_files() { find "${QML_FOLDERS[@]}" -type f -name '*.qml' | LC_ALL=C sort; }
qml_tool() { command -v "/usr/lib/qt6/bin/$1" || command -v "$1"; }
format_major() { clang-format --version | sed -E 's/.*version ([0-9]+).*/\1/'; }

check_cpp_format() { cpp_files | xargs -r clang-format --dry-run -Werror; }

check_qml_format() {
    local file tool bad=0
    tool=$(qml_tool qmlformat)
    while read -r file; do
        "$tool" "$file" | diff -u --label "$file" --label "$file (qmlformat)" "$file" - || bad=1
    done < <(qml_files)
    return $bad
}

# One line per translation unit of ours: its path, a tab, and a digest of all that clang-tidy would read.
tidy_units() {
    local versions
    # shellcheck disable=SC2016
    versions=$({ clang-tidy --version; cat .clang-tidy; dpkg-query -W qt6-base-dev qt6-declarative-dev; } | sha256sum)
    ninja -C build/dev -t deps >build/lint/deps
    ninja -C build/dev -t compdb >build/lint/commands
    { find "${SOURCE_FOLDERS[@]}" build/dev -type f \( -name '*.cpp' -o -name '*.h' -o -name '*.moc' \) -print0 |
        xargs -0 sha256sum; } >build/lint/sums
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
        END {for (unit in text) if (unit ~ /^(app|core|sync|tests|assets)\/.*\.cpp$/) print unit "\t" text[unit]}
    ' build/lint/sums build/lint/deps | LC_ALL=C sort |
        while IFS=$'\t' read -r unit text; do
            printf '%s\t%s\n' "$unit" "$(printf '%s' "$text" | sha256sum | cut -c1-32)"
        done
}

# tidy_one POSITION UNIT DIGEST: a clean result is remembered under its digest.
tidy_one() {
    echo "[$1] clang-tidy $2"
    clang-tidy -p build/dev --quiet "$2" 2>/dev/null && : >"build/lint/clean/$3"
}
export -f tidy_one

check_tidy() {
    local unit digest
    local -a waiting=()
    mkdir -p build/lint/clean
    while IFS=$'\t' read -r unit digest; do
        [[ -f build/lint/clean/$digest ]] || waiting+=("$unit" "$digest")
    done < <(tidy_units)
    local total=$((${#waiting[@]} / 2)) index
    for ((index = 0; index < total; index++)); do
        printf '%s\0%s\0%s\0' "$((index + 1))/$total" "${waiting[index * 2]}" "${waiting[index * 2 + 1]}"
    done | xargs -0 -r -n 3 -P "$(jobs_count)" bash -c 'tidy_one "$@"' tidy
}

lint_all() {
    if [[ $(format_major) == "$FORMAT_MAJOR" ]]; then
        step lint-format '排版 clang-format' check_cpp_format
    else
        step_done '排版 clang-format' "本机是 $(format_major) 版，约束只由 $FORMAT_MAJOR 版检查，跳过"
    fi
    step lint-tidy '静态检查 clang-tidy' check_tidy
    step lint-qml '界面检查 qmllint' cmake --build --preset dev --target all_qmllint
    step lint-qmlformat '界面排版 qmlformat' check_qml_format
}

format_all() {
    [[ $(format_major) == "$FORMAT_MAJOR" ]] || say "注意：本机 clang-format 是 $(format_major) 版，项目以 $FORMAT_MAJOR 版为准。"
    cpp_files | xargs -r clang-format -i
    qml_files | xargs -r "$(qml_tool qmlformat)" -i
    step_done '排版 format' '完成'
}
