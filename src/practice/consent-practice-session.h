/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-account.h"

G_BEGIN_DECLS

/**
 * ConsentPracticeClient:
 * @id: application ID
 * @name: display name
 * @approved: whether an administrator has approved its permissions for everyone
 *
 * An app that signs in for the check. All are public clients and have "http://localhost" as
 * their only return address (reference, 4.8).
 */
typedef struct
{
  const char *id;
  const char *name;
  gboolean approved;
} ConsentPracticeClient;

/* (transfer none) (nullable): the app with this ID, or %NULL if the directory has none */
const ConsentPracticeClient *consent_practice_client_find (const char *id);

/**
 * ConsentPracticeSession:
 * @client: the app that asks
 * @account: (nullable): who signed in; %NULL until someone did
 * @scopes: what was asked for, short names as Microsoft writes them
 * @nonce: (nullable): comes back in the id_token
 *
 * What a code or a token stands for. Counted references.
 */
typedef struct
{
  const ConsentPracticeClient *client;
  const ConsentPracticeAccount *account;
  GStrv scopes;
  char *nonce;
} ConsentPracticeSession;

/* @scopes: (transfer full) */
ConsentPracticeSession *consent_practice_session_new   (const ConsentPracticeClient *client,
                                                        GStrv                        scopes,
                                                        const char                  *nonce);
ConsentPracticeSession *consent_practice_session_ref   (ConsentPracticeSession      *self);
void                    consent_practice_session_unref (ConsentPracticeSession      *self);

/**
 * consent_practice_session_read_scopes:
 * @text: scopes separated by spaces; those of Graph with its address in front or without
 * @graph: the address of the practice Graph, which counts like the real one
 * @scopes: (out) (transfer full): the scopes as Microsoft writes them
 * @culprit: (out) (transfer full): the scope that the refusal is about
 *
 * Returns: 0, or the AADSTS code of the refusal
 */
int consent_practice_session_read_scopes (const char  *text,
                                          const char  *graph,
                                          GStrv       *scopes,
                                          char       **culprit);

gboolean consent_practice_session_has_scope (ConsentPracticeSession *self,
                                             const char             *scope);

/* Whether the account can't have these permissions until an administrator approves the client. */
gboolean consent_practice_session_needs_approval (ConsentPracticeSession *self);

/* (transfer full): "scope" of the token answer: what was granted (reference, 4.4) */
char *consent_practice_session_describe_scopes (ConsentPracticeSession *self);

/**
 * consent_practice_session_make_id_token:
 * @issuer: address of the sign-in side, to which tenant and version are added
 *
 * Makes the id_token of reference, 4.7. It has the shape of a signed one, but the signature is
 * no signature: nobody has a key to check it with.
 */
char *consent_practice_session_make_id_token (ConsentPracticeSession *self,
                                              ConsentPracticeState   *state,
                                              const char             *issuer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentPracticeSession, consent_practice_session_unref)

G_END_DECLS
