/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-directory.h"
#include "consent-endpoints.h"
#include "consent-service.h"
#include "consent-tenant-input.h"
#include "consent-tenant.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ConsentctlExit:
 * @CONSENTCTL_DONE: done; for `verify`: ready
 * @CONSENTCTL_FOUND: `verify` found something to do
 * @CONSENTCTL_USAGE: what was typed has to change: wrong usage or bad input
 * @CONSENTCTL_UNAVAILABLE: something the command needs is not there now: the network, Microsoft, a
 *   browser, a free port, room for the output; the same command may work later
 * @CONSENTCTL_SIGN_IN: sign-in failed or was declined
 *
 * What scripts branch on. The numbers are part of the program's contract.
 */
typedef enum {
  CONSENTCTL_DONE = 0,
  CONSENTCTL_FOUND = 1,
  CONSENTCTL_USAGE = 2,
  CONSENTCTL_UNAVAILABLE = 3,
  CONSENTCTL_SIGN_IN = 4,
} ConsentctlExit;

/**
 * Consentctl:
 * @json: whether results are to be JSON
 * @service: the service, once consentctl_parse() has returned
 * @waiting: how many requests wait since Microsoft has asked for it
 *
 * What one run of the program works with. The other members belong to consentctl.c.
 */
typedef struct
{
  gboolean json;
  ConsentService *service;
  guint waiting;

  /* Private: made when first asked for, so that what needs no network starts none. */
  char *service_path;
  ConsentEndpoints *endpoints;
  ConsentHttp *http;
  ConsentDirectory *directory;
} Consentctl;

/**
 * ConsentctlRun:
 * @args: (transfer none): the command's name, then everything after it
 * @error: return location; an error's exit code comes from consentctl_exit_for_error()
 *
 * One command: calls consentctl_parse() first, puts results on stdout with consentctl_print().
 */
typedef ConsentctlExit (*ConsentctlRun) (Consentctl  *self,
                                         GStrv        args,
                                         GError     **error);

/**
 * ConsentctlCommand:
 * @name: what is typed
 * @summary: what it does, marked for translation, without a full stop
 * @run: does it
 *
 * A row of the table in main.c.
 */
typedef struct
{
  const char *name;
  const char *summary;
  ConsentctlRun run;
} ConsentctlCommand;

ConsentctlExit consentctl_explain  (Consentctl *self, GStrv args, GError **error);
ConsentctlExit consentctl_links    (Consentctl *self, GStrv args, GError **error);
ConsentctlExit consentctl_link     (Consentctl *self, GStrv args, GError **error);
ConsentctlExit consentctl_practice (Consentctl *self, GStrv args, GError **error);
ConsentctlExit consentctl_tenant   (Consentctl *self, GStrv args, GError **error);
ConsentctlExit consentctl_verify   (Consentctl *self, GStrv args, GError **error);

void consentctl_clear (Consentctl *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Consentctl, consentctl_clear)

/**
 * consentctl_parse_leading:
 * @args: (inout): all of the program's arguments; options are taken out
 * @commands: the table, which ends in a row without a name
 *
 * Reads the options before the command's name.
 *
 * Returns: whether to go on; %FALSE with no @error when `--help` or `--version` was answered
 */
gboolean consentctl_parse_leading (Consentctl               *self,
                                   GStrv                    *args,
                                   const ConsentctlCommand  *commands,
                                   GError                  **error);

/**
 * consentctl_parse:
 * @args: as given to the command
 * @entries: (nullable): the command's own options; `--json`, `--service` and `--help` are added
 * @parameters: the arguments for the usage line, such as "TENANT"
 * @description: (nullable): translated text to go below the options
 * @min: the fewest arguments
 * @max: the most
 *
 * Reads a command's options, before, between or after its arguments, and loads the service.
 *
 * Returns: (transfer full) (nullable): the arguments, as bytes; %NULL with no @error when `--help`
 *   was answered
 */
GStrv consentctl_parse (Consentctl          *self,
                        GStrv                args,
                        const GOptionEntry  *entries,
                        const char          *parameters,
                        const char          *description,
                        guint                min,
                        guint                max,
                        GError             **error);

/* Returns: (transfer none): Microsoft's addresses or their replacements */
ConsentEndpoints *consentctl_get_endpoints (Consentctl  *self,
                                            GError     **error);
/* Returns: (transfer none): made by the first call, with the session to go with it */
ConsentDirectory *consentctl_get_directory (Consentctl  *self,
                                            GError     **error);

/* Returns: (transfer none): the one session of a run, so that its connections are shared */
ConsentHttp *consentctl_get_http (Consentctl *self);

/**
 * consentctl_note:
 * @text: a message for somebody who watches; it may come from outside
 *
 * Puts @text on stderr; a progress line that is there makes way for it.
 */
void consentctl_note (const char *text);

/**
 * consentctl_open:
 * @uri: an address
 *
 * Opens @uri with the command in BROWSER, or in the default browser if that is not set.
 */
gboolean consentctl_open (const char  *uri,
                          GError     **error);

/**
 * consentctl_find_region:
 * @id: (nullable): what followed `--region`
 *
 * Returns: (transfer none): the region; an error names those that there are
 */
const ConsentRegion *consentctl_find_region (Consentctl  *self,
                                             const char  *id,
                                             GError     **error);

/**
 * consentctl_offline_tenant:
 *
 * Returns: (transfer full): the tenant that @input itself names, unchecked; an error for a domain
 */
ConsentTenant *consentctl_offline_tenant (const ConsentTenantInput  *input,
                                          GError                   **error);

/**
 * consentctl_find_tenant:
 * @text: an argument, as bytes
 * @offline: whether to ask nobody
 *
 * Runs the main context until the tenant is known.
 *
 * Returns: (transfer full): the tenant, or %NULL
 */
ConsentTenant *consentctl_find_tenant (Consentctl  *self,
                                       const char  *text,
                                       gboolean     offline,
                                       GError     **error);

/**
 * consentctl_print:
 * @text: results, in UTF-8
 * @length: how many bytes, or -1
 *
 * Writes to stdout at once. When nobody reads it any more, the program ends as programs do, by SIGPIPE.
 */
gboolean consentctl_print (const char  *text,
                           gssize       length,
                           GError     **error);

/* Prints @node on one line, so that a script may read a line to have all of it. */
gboolean consentctl_print_json (JsonNode  *node,
                                GError   **error);

/**
 * consentctl_make_one_line:
 * @text: text that may come from outside
 *
 * Everything that is shown on a terminal goes through here: an escape sequence in an answer must
 * not move somebody's cursor.
 *
 * Returns: (transfer full): @text in one line and without control characters
 */
char *consentctl_make_one_line (const char *text);

ConsentctlExit consentctl_exit_for_error (const GError *error);

/* Returns: (transfer full): what happened, in one line that is safe to show on a terminal */
char *consentctl_describe_error (Consentctl   *self,
                                 const GError *error);

/* Tells the person on stderr what happened, what it means and what to do. */
void consentctl_report_error (Consentctl   *self,
                              const GError *error);

G_END_DECLS
