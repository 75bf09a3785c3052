/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "practice-fixture.h"

#include "consent-practice-tickets.h"
#include "test-async.h"

static char *
get_root (PracticeFixture *fixture,
          const char      *scenario)
{
  g_autofree char *authority = consent_practice_server_get_authority (fixture->server, scenario);
  g_autoptr (GUri) uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);

  return g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uri));
}

static void
test_scenarios (PracticeFixture *fixture,
                gconstpointer    data)
{
  /* In the order of product.md. */
  const char *expected[] = {
    "fresh", "approved", "user-consent-low", "user-consent-managed", "user-consent-none",
    "app-disabled", "assignment-required", "declined", "not-admin", "throttled", "offline", NULL
  };

  g_assert_cmpstrv (consent_practice_server_list_scenarios (), expected);
  g_assert_cmpstr (consent_practice_server_get_domain ("fresh"), ==, "fresh.example");
  g_assert_null (consent_practice_server_get_domain ("nosuch"));
  g_assert_null (consent_practice_server_get_authority (fixture->server, "nosuch"));
  g_assert_null (consent_practice_server_get_graph (fixture->server, "../fresh"));

  for (gsize i = 0; expected[i] != NULL; i++)
    {
      g_autofree char *authority = consent_practice_server_get_authority (fixture->server,
                                                                          expected[i]);
      g_autofree char *graph = consent_practice_server_get_graph (fixture->server, expected[i]);
      g_autofree char *authority_end = g_strdup_printf ("/s/%s/login", expected[i]);
      g_autofree char *graph_end = g_strdup_printf ("/s/%s/graph", expected[i]);

      g_assert_true (g_str_has_prefix (authority, "http://127.0.0.1:"));
      g_assert_true (g_str_has_suffix (authority, authority_end));
      g_assert_true (g_str_has_suffix (graph, graph_end));
    }
}

static GSocketConnection *
connect_to (GSocketConnectable  *where,
            GError             **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  g_socket_client_connect_async (client, where, NULL, test_store_result, &slot);
  result = test_wait_for_result (&slot);

  return g_socket_client_connect_finish (client, result, error);
}

/* The scenario's own addresses refuse; the others have another port. */
static void
test_offline (PracticeFixture *fixture,
              gconstpointer    data)
{
  g_autofree char *offline = get_root (fixture, "offline");
  g_autofree char *online = get_root (fixture, "fresh");
  g_autoptr (GSocketConnectable) where = g_network_address_parse_uri (offline, 0, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (offline, !=, online);
  connection = connect_to (where, &error);
  g_assert_null (connection);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* The same port on ::1, where this machine has it. */
static void
test_both_families (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autofree char *root = get_root (fixture, "fresh");
  g_autoptr (GUri) uri = g_uri_parse (root, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV6);
  g_autoptr (GSocketAddress) any_port = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, g_uri_get_port (uri));
  g_autoptr (GSocket) probe = g_socket_new (G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_STREAM,
                                            G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (probe == NULL || !g_socket_bind (probe, any_port, FALSE, NULL))
    {
      g_test_skip ("No IPv6 loopback here");
      return;
    }

  connection = connect_to (G_SOCKET_CONNECTABLE (address), &error);
  g_assert_no_error (error);
  g_assert_nonnull (connection);
}

static void
test_port (void)
{
  g_autoptr (ConsentPracticeServer) first = NULL;
  g_autoptr (ConsentPracticeServer) second = NULL;
  g_autofree char *authority = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  first = consent_practice_server_new (consent_service_get_default ());
  g_assert_true (consent_practice_server_start (first, 0, &error));
  authority = consent_practice_server_get_authority (first, "fresh");
  uri = g_uri_parse (authority, G_URI_FLAGS_NONE, NULL);

  second = consent_practice_server_new (consent_service_get_default ());
  g_assert_false (consent_practice_server_start (second, g_uri_get_port (uri), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
}

static void
test_refused_requests (PracticeFixture *fixture,
                       gconstpointer    data)
{
  const struct { const char *method, *path, *host; guint status; } cases[] = {
    { "GET", "/", NULL, 404 },
    { "GET", "/s/fresh", NULL, 404 },
    { "GET", "/s/fresh/login", NULL, 404 },
    { "GET", "/s/fresh/login/fresh.example/v2.0/", NULL, 404 },
    { "GET", "/s/nosuch/login/fresh.example/v2.0/.well-known/openid-configuration", NULL, 404 },
    { "GET", "/practice.css/x", NULL, 404 },
    { "GET", "/practice.css", NULL, 200 },
    { "POST", "/s/fresh/login/fresh.example/v2.0/.well-known/openid-configuration", NULL, 405 },
    { "DELETE", "/s/fresh/login/fresh.example/adminconsent", NULL, 405 },
    /* A web site that points a name of its own at this machine. */
    { "GET", "/practice.css", "evil.example", 421 },
    { "GET", "/practice.css", "127.0.0.1", 421 },
  };
  g_autofree char *root = get_root (fixture, "fresh");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = g_strconcat (root, cases[i].path, NULL);
      g_autoptr (SoupMessage) message = soup_message_new (cases[i].method, address);
      g_autoptr (PracticeAnswer) answer = NULL;

      g_test_message ("%s %s", cases[i].method, cases[i].path);
      if (cases[i].host != NULL)
        soup_message_headers_replace (soup_message_get_request_headers (message),
                                      "Host", cases[i].host);
      answer = practice_send (fixture, message);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
    }
}

static void
test_large_request (PracticeFixture *fixture,
                    gconstpointer    data)
{
  g_autofree char *root = get_root (fixture, "fresh");
  g_autofree char *address = g_strconcat (root, "/s/fresh/login/fresh.example/adminconsent", NULL);
  g_autofree char *form = g_strnfill (5 * 1024 * 1024, 'a');
  g_autoptr (PracticeAnswer) answer = practice_post (fixture, address, form);

  g_assert_cmpuint (answer->status, ==, 413);
}

static void
count (gpointer data)
{
  (*(int *) data)++;
}

static void
test_tickets (void)
{
  int freed[4] = { 0 };
  g_autoptr (ConsentPracticeTickets) tickets = consent_practice_tickets_new (2, 60);
  g_autofree char *first = consent_practice_tickets_issue (tickets, &freed[0], count);
  g_autofree char *second = consent_practice_tickets_issue (tickets, &freed[1], count);
  g_autofree char *third = consent_practice_tickets_issue (tickets, &freed[2], count);

  /* The third was one too many. */
  g_assert_cmpint (freed[0], ==, 1);
  g_assert_null (consent_practice_tickets_take (tickets, first));

  g_assert_cmpuint (strlen (second), ==, 22);
  g_assert_cmpstr (second, !=, third);
  g_assert_true (consent_practice_tickets_peek (tickets, second) == &freed[1]);
  g_assert_true (consent_practice_tickets_take (tickets, second) == &freed[1]);
  g_assert_null (consent_practice_tickets_take (tickets, second));
  g_assert_null (consent_practice_tickets_take (tickets, NULL));
  g_assert_null (consent_practice_tickets_take (tickets, ""));
  g_assert_cmpint (freed[1], ==, 0);

  g_clear_pointer (&tickets, consent_practice_tickets_free);
  g_assert_cmpint (freed[1], ==, 0);
  g_assert_cmpint (freed[2], ==, 1);
}

static void
test_expired_tickets (void)
{
  int freed = 0;
  g_autoptr (ConsentPracticeTickets) tickets = consent_practice_tickets_new (2, 0);
  g_autofree char *ticket = consent_practice_tickets_issue (tickets, &freed, count);

  g_assert_null (consent_practice_tickets_peek (tickets, ticket));
  g_assert_cmpint (freed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/practice/server/" path, PracticeFixture, NULL, practice_fixture_set_up, \
              function, practice_fixture_tear_down)

  ADD ("scenarios", test_scenarios);
  ADD ("offline", test_offline);
  ADD ("both-families", test_both_families);
  ADD ("refused-requests", test_refused_requests);
  ADD ("large-request", test_large_request);
  g_test_add_func ("/practice/server/port", test_port);
  g_test_add_func ("/practice/tickets/once", test_tickets);
  g_test_add_func ("/practice/tickets/expired", test_expired_tickets);

  return g_test_run ();
}
