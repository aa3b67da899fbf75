# shellcheck shell=bash
# clang-format, clang-tidy, qmllint and qmlformat over our own folders.
SOURCE_FOLDERS=(app core sync qml tests assets)
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
