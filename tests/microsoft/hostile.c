/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hostile.h"

#include "consent-error.h"
#include "consent-message.h"
#include "test-async.h"
#include "test-memory.h"
#include "test-token.h"

#include <string.h>

/* In milliseconds: for what would go on for ever, and for everything else. */
#define SHORT 150
#define LONG (60 * 1000)

/* In kilobytes. */
#define MAX_MEMORY (64 * 1024)

typedef struct
{
  const HostileTest *test;
  const HostileFault *fault;
} Case;

static void
play (TestServer        *server,
      const TestRequest *request,
      gpointer           user_data)
{
  Hostile *self = user_data;

  if (self->test->answer != NULL && self->test->answer (self, server, request))
    return;

  self->n_played++;
  hostile_fault_push (self->fault, server, test_server_get_address (self->thief));
}

static void
start_server (Hostile *self)
{
  static const TestWelcome welcomes[] = {
    [HOSTILE_RESET] = TEST_WELCOME_RESET,       [HOSTILE_CLOSED] = TEST_WELCOME_CLOSE,
    [HOSTILE_SILENT] = TEST_WELCOME_SILENT,     [HOSTILE_TLS_RESET] = TEST_WELCOME_RESET,
    [HOSTILE_TLS_SILENT] = TEST_WELCOME_SILENT, [HOSTILE_TLS_PLAIN] = TEST_WELCOME_SPEAK,
  };
  HostileKind kind = self->fault->kind;

  if (kind == HOSTILE_DEAD)
    {
      self->address = test_dead_address ();
      return;
    }

  self->server = kind == HOSTILE_TLS ? test_server_new_tls () : test_server_new ();
  self->address = g_strdup (test_server_get_address (self->server));
  test_server_set_handler (self->server, play, self);
  if (kind < G_N_ELEMENTS (welcomes))
    test_server_set_welcome (self->server, welcomes[kind]);

  if (kind == HOSTILE_TLS_PLAIN || kind == HOSTILE_TLS_RESET || kind == HOSTILE_TLS_SILENT)
    {
      g_autofree char *plain = g_steal_pointer (&self->address);

      self->address = g_strconcat ("https", plain + strlen ("http"), NULL);
    }
}

static void
set_up (Hostile    *self,
        const Case *c)
{
  test_memory_forget_peak ();
  *self = (Hostile) { .test = c->test, .fault = c->fault };
  self->thief = test_server_new ();
  test_server_push (self->thief, 200, NULL, "{}");
  start_server (self);
  self->http = g_object_new (CONSENT_TYPE_HTTP,
                             "retry-delay", 1,
                             "second", 1,
                             "timeout", c->fault->slow ? SHORT : LONG,
                             NULL);
  self->cancellable = g_cancellable_new ();
}

static void
tear_down (Hostile *self)
{
  g_assert_null (self->result);
  self->test->clear (self);
  g_assert_finalize_object (self->http);
  g_object_unref (self->cancellable);
  g_assert_cmpuint (test_server_get_n_connections (self->thief), ==, 0);
  test_server_free (self->thief);
  g_clear_pointer (&self->server, test_server_free);
  g_free (self->address);

  g_assert_null (strstr (test_get_logs (), TEST_SECRET));
  g_assert_cmpuint (test_memory_get_peak (), <, MAX_MEMORY + hostile_get_made_size () / 1024);
}

/* What a person gets to read. */
static void
assert_explained (const GError *error)
{
  g_autoptr (ConsentMessage) message = NULL;
  g_autoptr (ConsentMessage) general = NULL;
  g_autoptr (GError) unknown = g_error_new_literal (CONSENT_ERROR, CONSENT_ERROR_FAILED, "x");

  message = consent_message_new_for_error (error, consent_service_get_default ());
  general = consent_message_new_for_error (unknown, consent_service_get_default ());
  if (error->code != CONSENT_ERROR_FAILED)
    g_assert_cmpstr (message->title, !=, general->title);

  g_assert_null (strstr (message->details, TEST_SECRET));
  g_assert_true (g_utf8_validate (message->details, -1, NULL));
  for (const char *p = message->details; *p != '\0'; p = g_utf8_next_char (p))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (p)));
}

static gboolean
finish (Hostile  *self,
        GError  **error)
{
  g_autoptr (GAsyncResult) result = test_wait_for_result (&self->result);

  return self->test->finish (self, result, error);
}

static void
test_to_the_end (gconstpointer data)
{
  const Case *c = data;
  int code = c->fault->codes[c->test->step];
  g_autoptr (GError) error = NULL;
  gboolean done;
  Hostile self;

  set_up (&self, c);
  self.test->start (&self);
  done = finish (&self, &error);
  if (code == HOSTILE_DONE)
    {
      g_assert_no_error (error);
      g_assert_true (done);
    }
  else
    {
      if (c->fault->newer == 0 || !g_error_matches (error, CONSENT_ERROR, c->fault->newer))
        g_assert_error (error, CONSENT_ERROR, code);
      assert_explained (error);
    }
  g_assert_true (self.n_played > 0 || c->fault->kind != HOSTILE_ANSWER);
  tear_down (&self);
}

/* As soon as the fault has begun. */
static void
test_cancelled (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  Hostile self;

  set_up (&self, c);
  self.test->start (&self);
  while (c->fault->kind == HOSTILE_ANSWER
           ? self.n_played == 0
           : self.server != NULL && test_server_get_n_connections (self.server) == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (self.result);
  g_cancellable_cancel (self.cancellable);
  g_assert_false (finish (&self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  tear_down (&self);
}

void
hostile_add_tests (const HostileTest *test)
{
  for (guint i = 0; i < hostile_n_faults; i++)
    {
      const HostileFault *fault = &hostile_faults[i];
      g_autofree char *path = g_strdup_printf ("/hostile/%s/%s", test->name, fault->name);
      g_autofree char *cancelled = g_strconcat (path, "/cancelled", NULL);

      /* Where something has to go well first, the connection has to. */
      if (test->answer != NULL && fault->kind != HOSTILE_ANSWER)
        continue;

      g_test_add_data_func_full (path, g_memdup2 (&(Case) { test, fault }, sizeof (Case)),
                                 test_to_the_end, g_free);
      g_test_add_data_func_full (cancelled, g_memdup2 (&(Case) { test, fault }, sizeof (Case)),
                                 test_cancelled, g_free);
    }
}
