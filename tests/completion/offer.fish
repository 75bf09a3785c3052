# SPDX-License-Identifier: GPL-3.0-or-later
# offer COMPLETION LINE: what fish offers with that completion for a line, one a line.
source $argv[1]
complete -C $argv[2] | string replace -r '\t.*' '' | string replace -r '^--region=' ''
