#!/bin/sh
# Runs a command that must not outlive its owner: guard.sh <owner pid> <owner start time> <signal> command...
# The command takes the place of this shell, so its pid and process group are those of the guard. Beside it, a watcher
# in the same group looks once a second; when the owner is gone (also by kill -9) it ends the whole group.
owner=$1 owner_start=$2 signal=$3
shift 3

# Sets $found to the start mark of process $1, or to nothing when it is gone. Forks nothing on Linux.
look() {
  found=
  if [ -d /proc/self ]; then
    read -r stat 2>/dev/null <"/proc/$1/stat" || return
    set -- ${stat##*) }
    case $1 in Z | X) return ;; esac
    shift 19
    found=$1
  else
    found=$(ps -o lstart= -p "$1" 2>/dev/null | sed 's/ *$//')
  fi
}

is_owner_alive() { look "$owner" && [ "$found" = "$owner_start" ]; }
is_command_alive() { look "$group" && [ "$found" = "$group_start" ]; }

group=$$
look $$
group_start=$found
# Twice in the background: the watcher belongs to init, so the command never sees a child it does not know.
( (
  trap '' TERM INT HUP
  while is_command_alive; do
    if ! is_owner_alive; then
      kill -s "$signal" -- "-$group"
      waited=0
      while [ "$waited" -lt 10 ] && is_command_alive; do sleep 1; waited=$((waited + 1)); done
      kill -s KILL -- "-$group"
      exit
    fi
    sleep 1
  done
) </dev/null >/dev/null 2>&1 &)

exec "$@"
