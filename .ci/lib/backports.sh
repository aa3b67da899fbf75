# shellcheck shell=bash
# Debian 12 ships SQLCipher 3; the backports suite has 4.6. The mirror is the one the machine already uses.
APT_FOLDER=${APT_FOLDER:-/etc/apt}
BACKPORTS_FILE=$APT_FOLDER/sources.list.d/jixiao-backports.sources

backports_suite() { echo "$(distribution VERSION_CODENAME)-backports"; }

backports_known() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(RELEASE)' 2>/dev/null | grep -qx "$(backports_suite)"
}

# The entry of the release itself in the machine's apt sources, rewritten for its backports suite (deb822).
# Reads both formats; keeps every address and every option (Signed-By, Trusted, Check-Valid-Until …).
backports_entry() {
    local codename file
    codename=$(distribution VERSION_CODENAME)
    {
        one_line_sources "$codename"
        for file in "$APT_FOLDER"/sources.list.d/*.sources; do
            [[ ! -f $file || $file == "$BACKPORTS_FILE" ]] || { cat "$file"; echo; }
        done
    } | awk -v codename="$codename" '
        function finish() {
            if (!done && uris != "" && types ~ /(^| )deb( |$)/ && enabled !~ /^(no|false|0)$/ &&
                (" " suites " ") ~ ("[ ]" codename "[ ]")) {
                printf "Types: deb\nURIs: %s\nSuites: %s-backports\nComponents: main\n%s", uris, codename, rest
                done = 1
            }
            uris = suites = types = enabled = rest = field = ""
        }
        /^#/ {next}
        /^[ \t]*$/ {finish(); next}
        /^[ \t]/ {if (field == "other") rest = rest $0 "\n"; else if (field == "uris") uris = uris $0; next}
        {
            name = tolower($0); sub(/:.*/, "", name)
            value = $0; sub(/^[^:]*:[ \t]*/, "", value)
            field = name
            if (name == "types") types = value
            else if (name == "uris") uris = value
            else if (name == "suites") suites = value
            else if (name == "enabled") enabled = value
            else if (name != "components") {field = "other"; rest = rest $0 "\n"}
        }
        END {finish()}'
}

# The "deb [options] address suite components" lines of one suite, as deb822 paragraphs.
one_line_sources() {
    find "$APT_FOLDER/sources.list" "$APT_FOLDER/sources.list.d" -name '*.list' -exec cat {} + 2>/dev/null |
        sed -nE 's/^[ \t]*deb[ \t]+(\[([^]]*)\][ \t]+)?([^ \t]+)[ \t]+([^ \t]+)[ \t]+.*/\4|\3|\2/p' |
        awk -F'|' -v codename="$1" '$1 == codename {
            printf "Types: deb\nURIs: %s\nSuites: %s\n", $2, $1
            count = split($3, options, /[ \t]+/)
            for (i = 1; i <= count; i++) {
                if (split(options[i], pair, "=") != 2) continue
                name = pair[1]
                if (name == "arch") name = "Architectures"
                else if (name == "lang") name = "Languages"
                else if (name == "target") name = "Targets"
                gsub(/,/, " ", pair[2])
                printf "%s: %s\n", name, pair[2]
            }
            print ""
        }'
}

enable_backports() {
    local entry
    backports_known && return
    entry=$(backports_entry)
    if [[ -z $entry ]]; then
        echo "错误：本机的 apt 软件源里没有 $(distribution VERSION_CODENAME) 主源，无法推断 $(backports_suite) 的地址。"
        return 1
    fi
    printf '%s\n' "$entry" | as_root tee "$BACKPORTS_FILE" >/dev/null
    apt_run update -o Dir::Etc::sourcelist="$BACKPORTS_FILE" -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0 \
        -o APT::Update::Error-Mode=any && backports_known && return
    as_root rm -f "$BACKPORTS_FILE"
    echo "错误：本机使用的软件源没有 $(backports_suite)，得不到 SQLCipher ≥ $SQLCIPHER_MINIMUM；请换一个含 backports 的镜像。"
    return 1
}
