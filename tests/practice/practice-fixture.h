/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-practice-server.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * PracticeFixture:
 *
 * A practice server and a client that shares no code with the project's own.
 */
typedef struct
{
  ConsentPracticeServer *server;
  SoupSession *session;
} PracticeFixture;

/**
 * PracticeAnswer:
 * @status: the HTTP status
 * @headers: the answer's headers
 * @body: the whole body, with a NUL behind it
 * @json: (nullable): the body parsed, where it says that it is JSON
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  char *body;
  JsonNode *json;
} PracticeAnswer;

void practice_fixture_set_up    (PracticeFixture *fixture,
                                 gconstpointer    data);
void practice_fixture_tear_down (PracticeFixture *fixture,
                                 gconstpointer    data);

/* Sends @message and waits for the answer. Redirects are not followed. */
PracticeAnswer *practice_send (PracticeFixture *fixture,
                               SoupMessage     *message);
/* @path: behind the address of @scenario's sign-in side, with a slash in front */
PracticeAnswer *practice_get  (PracticeFixture *fixture,
                               const char      *scenario,
                               const char      *path);
/* @form: an encoded form */
PracticeAnswer *practice_post (PracticeFixture *fixture,
                               const char      *address,
                               const char      *form);
/* Sends the page's only form, as the button called @choice would. */
PracticeAnswer *practice_press (PracticeFixture *fixture,
                                PracticeAnswer  *page,
                                const char      *choice);

void practice_answer_free (PracticeAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PracticeAnswer, practice_answer_free)

/* (transfer full): the text of @page between @before and the next @after, which must be there */
char *practice_cut (const char *page,
                    const char *before,
                    const char *after);

const char *practice_header (PracticeAnswer *answer,
                             const char     *name);
/* The member of the answer's object, which must be there and a string. */
const char *practice_member (PracticeAnswer *answer,
                             const char     *name);

#define practice_assert_contains(text, part) \
  G_STMT_START { \
    if (strstr ((text), (part)) == NULL) \
      g_error ("%s:%d: no “%s” in: %s", __FILE__, __LINE__, (part), (text)); \
  } G_STMT_END

#define practice_assert_lacks(text, part) \
  G_STMT_START { \
    if (strstr ((text), (part)) != NULL) \
      g_error ("%s:%d: “%s” in: %s", __FILE__, __LINE__, (part), (text)); \
  } G_STMT_END

G_END_DECLS
