/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * Program:
 * @status: the exit code; -1 when a signal ended it
 * @signal: the signal that ended it, or 0
 * @out: all of stdout
 * @err: all of stderr
 *
 * What became of one run of the real consentctl.
 */
typedef struct
{
  int status;
  int signal;
  char *out;
  char *err;
} Program;

void program_free (Program *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Program, program_free)

/* Sets CONSENT_AUTHORITY for the runs to come, or unsets it. */
void program_set_authority (const char *authority);

/* Where the built program is. */
const char *program_get_path (void);

/* A launcher with the environment of the runs. */
GSubprocessLauncher *program_launcher_new (GSubprocessFlags flags);

/* Runs it with the words of @command, which may be quoted as in a shell. */
Program *program_run (const char *command);

/* The same with @input on stdin. */
Program *program_run_input (const char *command,
                            const char *input,
                            gssize      length);

/* Waits for a started program to end, with the main context running. */
Program *program_wait (GSubprocess *subprocess,
                       GBytes      *input);

/* Asserts a result: the exit code, and nothing on the stream that is to be silent. */
#define program_assert_done(program)            \
  G_STMT_START                                  \
  {                                             \
    g_assert_cmpstr ((program)->err, ==, "");   \
    g_assert_cmpint ((program)->status, ==, 0); \
  }                                             \
  G_STMT_END

#define program_assert_failed(program, code)         \
  G_STMT_START                                       \
  {                                                  \
    g_assert_cmpstr ((program)->out, ==, "");        \
    g_assert_cmpstr ((program)->err, !=, "");        \
    g_assert_cmpint ((program)->status, ==, (code)); \
  }                                                  \
  G_STMT_END

/* Parses @text as one line of JSON. */
JsonNode *program_parse_line (const char *text);

/* Asserts that @object has just these members, in this order; @members has commas between. */
void program_assert_members (JsonObject *object,
                             const char *members);

G_END_DECLS
