# SPDX-License-Identifier: GPL-3.0-or-later
# offer COMPLETION LINE: what bash offers with that completion for a line, one a line.
. "$1"

# compopt is only there while the shell completes.
compopt () { :; }

# As readline does it, words end at "=" too, which is a word of its own.
read -ra COMP_WORDS <<<"${2//=/ = }"
[[ $2 != *' ' && $2 != *= ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))

_consentctl "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
[ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
