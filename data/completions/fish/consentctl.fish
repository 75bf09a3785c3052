# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of consentctl for fish. What there is to complete comes from the program itself, so
# that a new command needs no line here; of the options, only those that take a value are named.

# In the help, a command stands in a line of its own with its summary, in every language.
function __consentctl_commands -a program
    $program --help 2>/dev/null | string replace -rf '^  ([a-z][a-z-]*)  +' '$1\t'
end

function __consentctl_options
    $argv --help 2>/dev/null | string match -r '^  -.*' |
        string replace -rf '^  (?:-[a-zA-Z], )?(--[a-z][a-z-]*)(?:=[^ ]+)?  +' '$1\t'
end

# The message that asks for a region lists those of the service: uk (United Kingdom), us (…).
function __consentctl_regions -a program
    env LC_ALL=C $program links - </dev/null 2>&1 | string match -ra '[a-z0-9-]+ \([^)]*' |
        string replace ' (' \t
end

# What the value of an option can be, each with a prefix that is typed already.
function __consentctl_values -a program option current prefix
    switch $option
        case --region -r
            printf '%s\n' $prefix(__consentctl_regions $program)
        case --service --resume
            printf '%s\n' $prefix(__fish_complete_path $current)
    end
end

function __consentctl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -l command
    set -l option

    for word in $words[2..-1]
        if set -q option[1]
            set -e option
            continue
        end
        switch $word
            case --region -r --service --resume --port -p --client-id
                set option $word
            case '-*'
            case '*'
                set -q command[1]
                or set command $word
        end
    end

    if set -q option[1]
        __consentctl_values $program $option $current ''
    else if set -l parts (string match -r '^(--[a-z-]+)=(.*)' -- $current)
        __consentctl_values $program $parts[2] $parts[3] $parts[2]=
    else if string match -q -- '-*' $current
        __consentctl_options $program $command
    else if not set -q command[1]
        __consentctl_commands $program
    else if test $command = links
        __fish_complete_path $current
    else if test $command = practice
        $program practice --list 2>/dev/null
    end
end

complete -c consentctl -f -a '(__consentctl_complete)'
