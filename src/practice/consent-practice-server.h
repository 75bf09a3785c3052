/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-service.h"

G_BEGIN_DECLS

/* The app registration that every practice organization has made for the check, as the reference's
 * section 4.8 describes, with admin consent. Microsoft Graph Command Line Tools is known as well,
 * but ordinary users need approval for that one. */
#define CONSENT_PRACTICE_CLIENT_ID "c0ffee00-0000-4000-8000-00000000c11e"

/**
 * ConsentPracticeServer:
 *
 * A loopback server that behaves as Microsoft's sign-in and Graph do, built from the reference.
 * Every scenario has a path of its own (/s/NAME/login and /s/NAME/graph), so one server plays
 * them all.
 */
#define CONSENT_TYPE_PRACTICE_SERVER (consent_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (ConsentPracticeServer, consent_practice_server, CONSENT, PRACTICE_SERVER, GObject)

/**
 * consent_practice_server_new:
 * @service: whose approval is practiced
 *
 * Returns: (transfer full): a server that does not listen yet
 */
ConsentPracticeServer *consent_practice_server_new (ConsentService *service);

/**
 * consent_practice_server_start:
 * @port: the port to listen on, or 0 for any free one
 *
 * Listens on loopback only. It is served from the default main context until the object is gone.
 */
gboolean consent_practice_server_start (ConsentPracticeServer  *self,
                                        guint                   port,
                                        GError                **error);

/**
 * consent_practice_server_set_delay:
 * @milliseconds: how long Graph takes to show an approval; about 4 s unless set
 *
 * For tests, which need not wait as people do.
 */
void consent_practice_server_set_delay (ConsentPracticeServer *self,
                                        guint                  milliseconds);

/* (transfer none) (array zero-terminated=1): the names of all scenarios, "fresh" first */
const char * const *consent_practice_server_list_scenarios (void);

/* (transfer full) (nullable): the addresses for CONSENT_AUTHORITY and CONSENT_GRAPH; %NULL for an
 * unknown scenario. The server must have been started. Those of "offline" name a port that the
 * server holds without listening, so every connection is refused at once. */
char *consent_practice_server_get_authority (ConsentPracticeServer *self,
                                             const char            *scenario);
char *consent_practice_server_get_graph     (ConsentPracticeServer *self,
                                             const char            *scenario);

/* (transfer none): a domain of the scenario's organization, to suggest to people, such as "fresh.example" */
const char *consent_practice_server_get_domain (const char *scenario);

G_END_DECLS
