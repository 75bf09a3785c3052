/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What the tokens of this host are; each begins with TEST_SECRET. */
#define TEST_AUTHORITY_ACCESS_TOKEN "hush-access"
#define TEST_AUTHORITY_CODE "hush-code"
#define TEST_AUTHORITY_DEVICE_CODE "hush-device"

/**
 * TestAuthority:
 * @address: "http://127.0.0.1:PORT/login"
 * @tenant: the tenant that there is: its GUID, or contoso.com
 * @signs_in_to: claim "tid" of who signs in
 * @claims: (nullable): further claims, each with a comma before it
 * @refusal: (nullable): the query with which the browser is sent back in place of a code
 * @token_error: (nullable): what the token endpoint has to say instead
 * @polls: (nullable): what the token endpoint says to each question about a device code, in order:
 *   values of "error"; then come the tokens
 * @asked_scope: what has to be asked for: what the check reads, unless set otherwise
 * @scope: "scope" of the answer
 * @dies_at: (nullable): the endpoint at which the network dies
 * @verifier: (nullable): what came as "code_verifier"
 * @id_token: (nullable): the last one given out
 * @watch: (nullable): called before each answer
 *
 * Microsoft's sign-in on loopback, as the reference has it in sections 1 and 4, in the test's own
 * process. It asserts what Microsoft would refuse. The endpoints are "discovery", "authorize",
 * "token", "devicecode".
 */
typedef struct
{
  char *address;
  const char *tenant;
  const char *signs_in_to;
  const char *claims;
  const char *refusal;
  const char *token_error;
  const char *const *polls;
  const char *asked_scope;
  const char *scope;
  const char *dies_at;

  char *verifier;
  char *id_token;
  void (*watch) (gpointer user_data);
  gpointer watch_data;

  /*< private >*/
  SoupServer *server;
  char *client_id;
  char *redirect_uri;
  char *challenge;
  char *nonce;
  GPtrArray *asked;
} TestAuthority;

/* @client_id: who may ask */
TestAuthority *test_authority_new  (const char *client_id);
void           test_authority_free (TestAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestAuthority, test_authority_free)

guint test_authority_get_n_asked (TestAuthority *self,
                                  const char    *endpoint);

/* Does what the person does in the browser at @uri, up to the page at the end. Returns: (transfer full)
 * (nullable): that page; %NULL if the browser came to no page */
char *test_authority_browse (const char *uri);

G_END_DECLS
