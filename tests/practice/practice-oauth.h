/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "practice-fixture.h"

G_BEGIN_DECLS

/* RFC 7636, appendix B */
#define PRACTICE_VERIFIER "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
#define PRACTICE_CHALLENGE "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

#define PRACTICE_COMMAND_LINE_TOOLS "14d82eec-204b-4c2f-b7e8-296a70dab67e"

#define PRACTICE_REDIRECT_URI "http://localhost:54321"

/* What the check asks for (reference, 4.2) */
#define PRACTICE_SCOPES \
  "openid profile offline_access https://graph.microsoft.com/User.Read " \
  "https://graph.microsoft.com/Directory.Read.All https://graph.microsoft.com/Policy.Read.All"

/* Opens the sign-in page of the scenario's organization. @...: name and value of fields that
 * replace or add to the usual ones; a value of NULL leaves the field out. */
PracticeAnswer *practice_authorize (PracticeFixture *fixture,
                                    const char      *scenario,
                                    ...) G_GNUC_NULL_TERMINATED;

/* The fields that @redirect sends to the waiting program. */
GHashTable *practice_read_redirect (PracticeAnswer *redirect);

/* Signs in by browser with the button @choice. Returns: (transfer full): the code */
char *practice_get_code (PracticeFixture *fixture,
                         const char      *scenario,
                         const char      *choice);

/* Posts a form to {domain}/oauth2/v2.0/@path. @...: names and values, as above. */
PracticeAnswer *practice_call (PracticeFixture *fixture,
                               const char      *scenario,
                               const char      *path,
                               ...) G_GNUC_NULL_TERMINATED;

/* Redeems @code properly, apart from the fields in @.... */
PracticeAnswer *practice_redeem (PracticeFixture *fixture,
                                 const char      *scenario,
                                 const char      *code,
                                 ...) G_GNUC_NULL_TERMINATED;

/* The whole way. Returns: (transfer full): an access token */
char *practice_get_token (PracticeFixture *fixture,
                          const char      *scenario,
                          const char      *choice,
                          const char      *scopes);

/* Fails unless @answer is the error body of reference, 4.5 with this word and code. */
void practice_assert_oauth_error (PracticeAnswer *answer,
                                  guint           status,
                                  const char     *word,
                                  int             code);

G_END_DECLS
