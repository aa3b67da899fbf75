# shellcheck shell=bash
# Programs that sync is measured against: ./dev bench --peer pouchdb. They stand in build/peer, never in the source
# tree, and what they need from the distribution is installed for them alone.
place_pouchdb() {
    command -v node >/dev/null && command -v npm >/dev/null || apt_install nodejs npm || return 1
    mkdir -p build/peer
    cp tests/bench/peer/package.json build/peer/
    (cd build/peer && npm install --no-audit --no-fund)
}

# install_peer ARGUMENT...: installs the one named after --peer, if any.
install_peer() {
    local argument named=0
    for argument in "$@"; do
        if ((named)) || [[ $argument == --peer=* ]]; then
            [[ ${argument#--peer=} == pouchdb ]] || die "没有这个比较对象：${argument#--peer=}。可用：pouchdb"
            steps_total=$((steps_total + 1))
            step peer '比较对象 peer' place_pouchdb
            return
        fi
        [[ $argument != --peer ]] || named=1
    done
}
