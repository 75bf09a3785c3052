# SPDX-License-Identifier: GPL-3.0-or-later
# offer COMPLETION LINE: what zsh offers with that completion for a line, one a line.
#
# Only a line editor on a terminal completes, so one is started, and tells what it would show. It
# reads this file too.
if [[ -o interactive ]]; then
  fpath=(${COMPLETION:h} $fpath)
  autoload -Uz compinit
  compinit -D -u

  compadd () {
    local -a offered
    # Some calls only ask what would match.
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
      builtin compadd -A offered "$@"
      print -rl -- ${offered/#/OFFER }
    fi
    builtin compadd "$@"
  }
  tell_end () { print END }
  comppostfuncs=(tell_end)
  bindkey '^I' complete-word
  PROMPT=
  print BEGIN
  return
fi

zmodload zsh/zpty || exit 77
export COMPLETION=$1

zpty terminal zsh -f -i
zpty -w terminal "source ${(q)0:a}"
zpty -r terminal said $'*BEGIN*'
zpty -n -w terminal $2$'\t'
zpty -r terminal said $'*END*'
zpty -d terminal
print -r -- $said | tr -d '\r' | sed -n 's/^.*OFFER //p' | sed 's/=$//'
