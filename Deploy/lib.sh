# Functions that the scripts of Deploy share. To be sourced by bash, from the top of the repository.

# What the build and the tests need from Debian; one package a line.
build_packages=(pkg-config libsystemd-dev libsqlite3-dev libuchardet-dev libcld2-dev libutf8proc-dev libdeflate-dev libssl-dev libstemmer-dev libnats-dev)
demo_packages=(jq)
package_packages=(binutils dpkg-dev gzip lintian man-db python3 xz-utils)
boot_packages=(debootstrap jq prometheus prometheus-node-exporter python3 systemd-container)
sender_packages=(acl openssh-client openssh-server rsync samba smbclient vsftpd curl)
# ProFTPD is unpacked beside vsftpd, because Debian has one FTP server at a time; these are its libraries.
further_sender_packages=(apache2 davfs2 git lftp maildrop rclone syncthing vim-tiny wget
    libhiredis0.14 libmemcached11 libmemcachedutil2 libpcre2-posix3)
test_packages=(bindfs btrfs-progs fuse3 jq nats-server openssl prometheus python3 python3-jsonschema strace xfsprogs)

# Who stands behind the package.
maintainer="${DEBFULLNAME:-The wiredesk developers} <${DEBEMAIL:-noreply@github.com}>"

say() {
    printf '%s\n' "$*" >&2
}

stop_with() {
    say "$*"
    exit 1
}

# Installs those of the packages that are missing; needs root or sudo only where some are.
install_packages() {
    local missing=() package
    command -v dpkg-query >/dev/null ||
        stop_with "This is no Debian: install what corresponds to these packages, and build with 'swift build': $*"
    for package in "$@"; do
        [[ $(dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null) == "install ok installed" ]] ||
            missing+=("$package")
    done
    ((${#missing[@]})) || return 0
    local as_root=()
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            stop_with "These packages are missing: ${missing[*]}. Install them as root: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    say "Installing from Debian: ${missing[*]}"
    "${as_root[@]}" apt-get update --quiet >&2 || say "The package lists could not be renewed; trying with those at hand."
    tell_upgrades "${missing[@]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends \
        "${missing[@]}" >&2 ||
        stop_with "apt-get could not install ${missing[*]}; see above."
}

# Says which packages that are there already apt-get would upgrade along with these, as libsystemd-dev does systemd itself on
# a host that is behind; on a terminal it asks whether to go on.
tell_upgrades() {
    local upgrades answer
    upgrades=$(apt-get install --simulate --no-install-recommends "$@" 2>/dev/null |
        sed -n 's/^Inst \([^ ]*\) \[\([^]]*\)\] (\([^ ]*\).*/  \1 \2 -> \3/p')
    [[ -n $upgrades ]] || return 0
    say "With them, apt-get upgrades packages that are installed already:"
    say "$upgrades"
    [[ -t 0 ]] || return 0
    read -r -p "Go on? [y/N] " answer
    [[ $answer == [yY]* ]] || stop_with "Nothing was installed."
}

# Stops where there is no Swift of the version that the package asks for, or a later one.
need_swift() {
    local version
    command -v swift >/dev/null || stop_with "There is no Swift here. wiredesk is built with Swift 6.3 or later: \
install it from https://www.swift.org/install/linux/debian/12/ and put its usr/bin into PATH."
    version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [[ $(printf '%s\n' 6.3 "$version" | sort --version-sort | head -n 1) == 6.3 ]] ||
        stop_with "This is Swift ${version:-of an unknown version}; wiredesk is built with 6.3 or later: \
https://www.swift.org/install/linux/debian/12/"
}
