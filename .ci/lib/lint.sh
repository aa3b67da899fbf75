# shellcheck shell=bash
# clang-format, clang-tidy, qmllint and qmlformat over our own folders.
SOURCE_FOLDERS=(app core sync qml tests assets)
QML_FOLDERS=(qml tests)
# Other versions lay code out differently, so only these may refuse.
FORMAT_MAJOR=14
QMLFORMAT_VERSION=6.4

cpp_files() { find "${SOURCE_FOLDERS[@]}" -type f \( -name '*.cpp' -o -name '*.h' \) | LC_ALL=C sort; }
qml_files() { find "${QML_FOLDERS[@]}" -type f -name '*.qml' | LC_ALL=C sort; }
qml_tool() { command -v "/usr/lib/qt6/bin/$1" || command -v "$1"; }
qml_version() { "$(qml_tool qmlformat)" --version | sed -E 's/^qmlformat ([0-9]+\.[0-9]+).*/\1/'; }
format_major() { clang-format --version | sed -E 's/.*version ([0-9]+).*/\1/'; }

check_cpp_format() { cpp_files | xargs -r clang-format --dry-run -Werror; }

# qml_formatted FILE: the file as qmlformat lays it out. qmlformat 6.4 loses the value of a pragma; it is put back.
qml_formatted() {
    "$(qml_tool qmlformat)" "$1" | sed 's/^pragma ComponentBehavior$/pragma ComponentBehavior: Bound/'
}

check_qml_format() {
    local file bad=0
    while read -r file; do
        qml_formatted "$file" | diff -u --label "$file" --label "$file (qmlformat)" "$file" - || bad=1
    done < <(qml_files)
    return $bad
}

lint_all() {
    if [[ $(format_major) == "$FORMAT_MAJOR" ]]; then
        step lint-format '排版 clang-format' check_cpp_format
    else
        step_done '排版 clang-format' "本机是 $(format_major) 版，约束只由 $FORMAT_MAJOR 版检查，跳过"
    fi
    step lint-tidy '静态检查 clang-tidy' check_tidy
    step lint-qml '界面检查 qmllint' cmake --build --preset dev --target all_qmllint
    if [[ $(qml_version) == "$QMLFORMAT_VERSION" ]]; then
        step lint-qmlformat '界面排版 qmlformat' check_qml_format
    else
        step_done '界面排版 qmlformat' "本机是 $(qml_version) 版，约束只由 $QMLFORMAT_VERSION 版检查，跳过"
    fi
}

format_all() {
    local file text
    [[ $(format_major) == "$FORMAT_MAJOR" ]] || say "注意：本机 clang-format 是 $(format_major) 版，项目以 $FORMAT_MAJOR 版为准。"
    cpp_files | xargs -r clang-format -i
    while read -r file; do
        text=$(qml_formatted "$file") || die "qmlformat 读不懂 $file"
        [[ $text == "$(<"$file")" ]] || printf '%s\n' "$text" >"$file"
    done < <(qml_files)
    step_done '排版 format' '完成'
}
