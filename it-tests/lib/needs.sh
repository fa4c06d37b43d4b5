# What the scripts need from the system; to be sourced by bash. Installs it from the system's packages where it may.

# Sets MEMCACHED to a memcached of 1.6 or newer, or says how to get one and returns 1.
need_memcached() {
  need_program memcached memcached || return 1
  MEMCACHED=$(command -v memcached)
  case $("$MEMCACHED" -V) in
    "memcached 1."[0-5].*) echo "Holdfast needs memcached 1.6 or newer; $MEMCACHED is older." >&2; return 1 ;;
  esac
}

# Sets REDIS to a redis-server, or says how to get one and returns 1. None is left running.
need_redis() {
  local package=redis
  ! command -v apt-get >/dev/null || package=redis-server
  command -v redis-server >/dev/null || install_unstarted $package || return 1
  hash -r
  REDIS=$(command -v redis-server) || { echo "redis-server was installed but is not on the PATH." >&2; return 1; }
}

# Sees to it that there is wrk, which puts load on servers, or says how to get it and returns 1.
need_wrk() {
  need_program wrk wrk
}

# Likewise ss, which counts what processes send.
need_ss() {
  local package=iproute2
  ! command -v dnf >/dev/null || package=iproute
  need_program ss $package
}

# Sees to it that there is a program, of the package that is named second.
need_program() {
  command -v "$1" >/dev/null && return
  install_package "$2" || return 1
  hash -r
  command -v "$1" >/dev/null || { echo "$2 was installed but $1 is not on the PATH." >&2; return 1; }
}

# Sets JAVA to a java of 17 or newer with a compiler beside it, or says what is missing and returns 1.
need_java() {
  JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
  local version
  version=$("$JAVA" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
  if [ "${version:-0}" -lt 17 ] || ! "${JAVA}c" -version >/dev/null 2>&1; then
    echo "Holdfast needs a JDK 17 or newer: install one, or set JAVA_HOME to it." >&2
    return 1
  fi
}

# Sees to it that there are chromedriver and a browser for it, or says how to get them and returns 1.
need_browser() {
  has_browser && return
  if command -v apt-get >/dev/null; then install_package chromium && install_package chromium-driver
  elif command -v dnf >/dev/null; then install_package chromium && install_package chromedriver
  elif command -v apk >/dev/null; then install_package chromium && install_package chromium-chromedriver
  elif command -v brew >/dev/null; then install_package chromium && install_package chromedriver
  else install_package chromium
  fi || return 1
  hash -r
  has_browser || { echo "Chromium was installed but chromium or chromedriver is not on the PATH." >&2; return 1; }
}

has_browser() {
  command -v chromedriver >/dev/null || return 1
  command -v chromium || command -v chromium-browser || command -v google-chrome || [ -d /Applications/Chromium.app ]
} >/dev/null

# Sees to it that there are stunnel and openssl, for the test of nodes behind TLS, or says how to get them and returns 1.
need_stunnel() {
  local package=stunnel
  ! command -v apt-get >/dev/null || package=stunnel4
  command -v stunnel >/dev/null || install_unstarted $package || return 1
  command -v openssl >/dev/null || install_package openssl || return 1
  hash -r
  command -v stunnel >/dev/null && command -v openssl >/dev/null ||
    { echo "stunnel and openssl were installed but are not on the PATH." >&2; return 1; }
}

# Sees to it that there are the servers of PostgreSQL and of MariaDB, of which the tests start some of their own, or says
# how to get them and returns 1. None is left running.
need_databases() {
  local postgres=postgresql-server mariadb=mariadb-server
  if command -v apt-get >/dev/null; then postgres=postgresql
  elif command -v pacman || command -v apk || command -v brew; then postgres=postgresql mariadb=mariadb
  fi >/dev/null
  has_postgres || install_unstarted "$postgres" || return 1
  if ! has_mariadb && command -v apt-get >/dev/null; then
    install_package "mariadb-server-core mariadb-client-core" 2>/dev/null # the programs alone, where there is such a package
  fi
  has_mariadb || install_unstarted "$mariadb" || return 1
  hash -r
  has_postgres && has_mariadb ||
    { echo "PostgreSQL and MariaDB were installed but not all of initdb, postgres, mariadb-install-db, mariadbd is found." >&2; return 1; }
}

has_postgres() {
  command -v initdb && command -v postgres || compgen -G "/usr/lib/postgresql/*/bin/initdb"
} >/dev/null

has_mariadb() {
  PATH=$PATH:/usr/sbin:/usr/libexec
  command -v mariadb-install-db && command -v mariadbd && command -v my_print_defaults
} >/dev/null

# Installs a package of that name, or says how; on Debian without starting what is in it.
install_unstarted() {
  local policy=/usr/sbin/policy-rc.d root= result
  [ "$(id -u)" = 0 ] || root="sudo -n"
  if ! command -v apt-get >/dev/null || [ -e $policy ]; then
    install_package "$1"
    return
  fi
  printf '#!/bin/sh\nexit 101\n' | $root tee $policy >/dev/null 2>&1 && $root chmod +x $policy
  install_package "$1"
  result=$?
  $root rm -f $policy 2>/dev/null
  return $result
}

# Installs a package of that name, or says how.
install_package() {
  local package=$1 command=
  if command -v apt-get; then command="apt-get install -y $package"
  elif command -v dnf; then command="dnf install -y $package"
  elif command -v yum; then command="yum install -y $package"
  elif command -v apk; then command="apk add $package"
  elif command -v pacman; then command="pacman -S --noconfirm $package"
  elif command -v zypper; then command="zypper --non-interactive install $package"
  elif command -v brew; then command="brew install $package"
  fi >/dev/null
  if [ -z "$command" ]; then
    echo "Please install $package and start again." >&2
    return 1
  fi
  case $command in brew*) ;; *)
    if [ "$(id -u)" != 0 ]; then
      if ! sudo -n true 2>/dev/null; then
        echo "$package is missing. Install it and start again: sudo $command" >&2
        return 1
      fi
      command="sudo -n $command"
    fi ;;
  esac
  echo "Installing $package: $command" >&2
  case $command in *apt-get*) ${command%%apt-get*} apt-get update -q ;; esac >/dev/null 2>&1
  $command >/dev/null 2>&1 </dev/null || { echo "That failed. Try it by hand: $command" >&2; return 1; }
}
