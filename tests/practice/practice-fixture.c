/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-fixture.h"

#include "test-async.h"

void
practice_fixture_set_up (PracticeFixture *fixture,
                         gconstpointer    data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = consent_practice_server_new (consent_service_get_default ());
  g_assert_true (consent_practice_server_start (fixture->server, 0, &error));
  g_assert_no_error (error);
  fixture->session = soup_session_new ();
}

void
practice_fixture_tear_down (PracticeFixture *fixture,
                            gconstpointer    data)
{
  soup_session_abort (fixture->session);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->server);
}

PracticeAnswer *
practice_send (PracticeFixture *fixture,
               SoupMessage     *message)
{
  GAsyncResult *slot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PracticeAnswer *answer = g_new0 (PracticeAnswer, 1);
  const char *type;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    test_store_result, &slot);
  result = test_wait_for_result (&slot);
  bytes = soup_session_send_and_read_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  /* The data of no bytes is NULL. */
  if (g_bytes_get_size (bytes) > 0)
    answer->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  else
    answer->body = g_strdup ("");
  g_assert_true (g_utf8_validate (answer->body, -1, NULL));

  type = soup_message_headers_get_content_type (answer->headers, NULL);
  if (g_strcmp0 (type, "application/json") == 0)
    {
      answer->json = json_from_string (answer->body, &error);
      g_assert_no_error (error);
    }

  return answer;
}

PracticeAnswer *
practice_get (PracticeFixture *fixture,
              const char      *scenario,
              const char      *path)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, scenario);
  g_autofree char *address = g_strconcat (authority, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, address);

  g_assert_nonnull (message);

  return practice_send (fixture, message);
}

PracticeAnswer *
practice_post (PracticeFixture *fixture,
               const char      *address,
               const char      *form)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_POST, address);
  g_autoptr (GBytes) bytes = g_bytes_new (form, strlen (form));

  g_assert_nonnull (message);
  soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, bytes);

  return practice_send (fixture, message);
}

PracticeAnswer *
practice_press (PracticeFixture *fixture,
                PracticeAnswer  *page,
                const char      *choice)
{
  g_autofree char *action = practice_cut (page->body, "method=\"post\" action=\"", "\"");
  g_autofree char *ticket = practice_cut (page->body, "name=\"ticket\" value=\"", "\"");
  g_autofree char *form = soup_form_encode ("ticket", ticket, "choice", choice, NULL);

  return practice_post (fixture, action, form);
}

void
practice_answer_free (PracticeAnswer *self)
{
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->json, json_node_unref);
  g_free (self->body);
  g_free (self);
}

char *
practice_cut (const char *page,
              const char *before,
              const char *after)
{
  const char *start, *end;

  practice_assert_contains (page, before);
  start = strstr (page, before) + strlen (before);
  practice_assert_contains (start, after);
  end = strstr (start, after);

  return g_strndup (start, end - start);
}

const char *
practice_header (PracticeAnswer *answer,
                 const char     *name)
{
  return soup_message_headers_get_one (answer->headers, name);
}

const char *
practice_member (PracticeAnswer *answer,
                 const char     *name)
{
  g_assert_nonnull (answer->json);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (answer->json));
  g_assert_true (json_object_has_member (json_node_get_object (answer->json), name));

  return json_object_get_string_member (json_node_get_object (answer->json), name);
}
