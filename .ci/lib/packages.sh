# shellcheck shell=bash
# Installs what the project needs from the distribution. Everything is asked of dpkg first, so that a
# machine that has it all is ready at once and needs no network.
SQLCIPHER_MINIMUM=4.5

distribution() { # distribution FIELD: a value of /etc/os-release
    (
        # shellcheck disable=SC1091
        . /etc/os-release 2>/dev/null
        printf '%s' "${!1:-}"
    )
}

# The packages of a purpose (build, lint or fuzz), one a line. SQLCipher is apart: its version matters.
package_list() {
    local boost=libboost-dev
    [[ $(distribution VERSION_CODENAME) != bookworm ]] || boost=libboost1.81-dev # Beast with coroutines
    cat <<LIST
g++
cmake
ninja-build
ccache
pkg-config
qt6-base-dev
qt6-declarative-dev
qt6-declarative-dev-tools
qt6-tools-dev
qt6-tools-dev-tools
qt6-l10n-tools
qt6-svg-dev
libgl-dev
qml6-module-qtqml
qml6-module-qtqml-models
qml6-module-qtqml-workerscript
qml6-module-qtquick
qml6-module-qtquick-controls
qml6-module-qtquick-dialogs
qml6-module-qtquick-layouts
qml6-module-qtquick-templates
qml6-module-qtquick-window
qml6-module-qttest
libsodium-dev
libssl-dev
libcurl4-openssl-dev
$boost
zlib1g-dev
libzip-dev
libxlsxwriter-dev
libqrencode-dev
librapidcheck-dev
fonts-noto-cjk
python3-fonttools
LIST
    [[ $1 != fuzz ]] || printf '%s\n' clang libclang-rt-dev
    [[ $1 != lint ]] || printf '%s\n' clang-format clang-tidy
}

installed_packages() {
    # shellcheck disable=SC2016
    dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' 2>/dev/null | sed -n 's/^ii //p' | sort -u
}

missing_packages() { comm -23 <(package_list "$1" | sort -u) <(installed_packages); }

sqlcipher_ready() {
    local version
    # shellcheck disable=SC2016
    version=$(dpkg-query -W -f '${Version}' libsqlcipher-dev 2>/dev/null) || return 1
    dpkg --compare-versions "$version" ge "$SQLCIPHER_MINIMUM" &&
        dpkg -L libsqlcipher-dev | grep -q '/libsqlcipher\.a$'
}

as_root() {
    if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

apt_run() {
    as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a LC_ALL=C.UTF-8 \
        apt-get -y -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

apt_install() { apt_run install --no-install-recommends "$@"; }

install_sqlcipher() {
    local candidate
    candidate=$(LC_ALL=C apt-cache policy libsqlcipher-dev | awk '/Candidate:/ {print $2}')
    if [[ $candidate == *[0-9]* ]] && dpkg --compare-versions "$candidate" ge "$SQLCIPHER_MINIMUM"; then
        apt_install libsqlcipher-dev
    else
        enable_backports && apt_install -t "$(backports_suite)" libsqlcipher-dev
    fi
}

fetch_and_install() { # fetch_and_install PACKAGE...
    apt_run update || echo '软件源没有全部更新，继续使用已有的目录。'
    (($# == 0)) || apt_install "$@" || return 1
    sqlcipher_ready || install_sqlcipher
}

# install_packages PURPOSE: step 1 of every command.
install_packages() {
    local -a missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        step_done '依赖 packages' '不是 Debian/Ubuntu，请自行准备 README 列出的软件包'
        return
    fi
    mapfile -t missing < <(missing_packages "$1")
    if ((${#missing[@]} == 0)) && sqlcipher_ready; then
        step_done '依赖 packages' '已齐备'
        return
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null || die "缺少软件包（${missing[*]:-libsqlcipher-dev}），安装需要 root 或 sudo。"
        sudo -v || die '没有取得 sudo 权限，无法安装缺少的软件包。'
    fi
    step packages '依赖 packages' fetch_and_install ${missing[@]+"${missing[@]}"}
    sqlcipher_ready || die "没有得到 SQLCipher ≥ $SQLCIPHER_MINIMUM 的静态库，请看 build/log/packages.log"
}
