/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whatever is asked, it is asked of Microsoft's two hosts. The names of hosts are looked up here, where
 * nobody is found, so that every one that would be talked to is seen.
 */
#include "consent-directory.h"
#include "consent-error.h"
#include "consent-sign-in.h"
#include "consent-survey.h"
#include "make-token.h"
#include "test-async.h"
#include "test-client.h"
#include "test-token.h"

#include <string.h>

#define LOGIN "login.microsoftonline.com"
#define GRAPH "graph.microsoft.com"

static GHashTable *asked;

typedef GResolver NoResolver;
typedef GResolverClass NoResolverClass;

GType no_resolver_get_type (void);
G_DEFINE_TYPE (NoResolver, no_resolver, G_TYPE_RESOLVER)

static void
lookup_async (GResolver                *resolver,
              const char               *name,
              GResolverNameLookupFlags  flags,
              GCancellable             *cancellable,
              GAsyncReadyCallback       callback,
              gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_hash_table_add (asked, g_strdup (name));
  g_task_return_new_error (task, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, "Nobody is here");
}

static GList *
lookup_finish (GResolver     *resolver,
               GAsyncResult  *result,
               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
no_resolver_class_init (NoResolverClass *klass)
{
  klass->lookup_by_name_with_flags_async = lookup_async;
  klass->lookup_by_name_with_flags_finish = lookup_finish;
}

static void
no_resolver_init (NoResolver *self)
{
}

typedef struct
{
  ConsentHttp *http;
  ConsentEndpoints *endpoints;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_hash_table_remove_all (asked);
  fixture->http = consent_http_new ();
  fixture->endpoints = consent_endpoints_new (NULL, NULL, NULL);
}

/* @data: the one host that may have been asked */
static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->http);
  g_assert_finalize_object (fixture->endpoints);
  g_assert_true (g_hash_table_contains (asked, data));
  g_assert_cmpuint (g_hash_table_size (asked), ==, 1);
}

static void
test_directory (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (ConsentDirectory) directory = NULL;
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  directory = consent_directory_new (fixture->http, fixture->endpoints);
  input = consent_tenant_input_parse ("contoso.com", consent_service_get_default (), NULL);
  consent_directory_find_async (directory, input, NULL, test_store_result, &fixture->result);
  result = test_wait_for_result (&fixture->result);
  g_assert_null (consent_directory_find_finish (directory, result, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

static void
on_open_uri (ConsentSignIn  *sign_in,
             const char     *uri,
             char          **copy)
{
  g_assert_true (g_str_has_prefix (uri, "https://" LOGIN "/" TEST_TENANT "/oauth2/v2.0/authorize?"));
  *copy = g_strdup (uri);
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (ConsentSignIn) sign_in = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) query = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *back = NULL;
  g_autofree char *page = NULL;

  sign_in = consent_sign_in_new (fixture->http, fixture->endpoints, TEST_CLIENT, TEST_TENANT);
  g_signal_connect (sign_in, "open-uri", G_CALLBACK (on_open_uri), &uri);
  consent_sign_in_browser_async (sign_in, CONSENT_SIGN_IN_SCOPES, NULL, NULL, test_store_result,
                                 &fixture->result);
  query = soup_form_decode (strchr (uri, '?') + 1);
  back = g_strdup_printf ("http://127.0.0.1%s/?code=x&state=%s",
                          strrchr (g_hash_table_lookup (query, "redirect_uri"), ':'),
                          (char *) g_hash_table_lookup (query, "state"));
  page = test_client_open (back);
  result = test_wait_for_result (&fixture->result);
  g_assert_null (consent_sign_in_browser_finish (sign_in, result, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

static void
test_device_code (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (ConsentSignIn) sign_in = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  sign_in = consent_sign_in_new (fixture->http, fixture->endpoints, TEST_CLIENT, TEST_TENANT);
  consent_sign_in_device_code_async (sign_in, CONSENT_SIGN_IN_SCOPES, NULL, test_store_result,
                                     &fixture->result);
  result = test_wait_for_result (&fixture->result);
  g_assert_null (consent_sign_in_device_code_finish (sign_in, result, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

static void
test_survey (Fixture       *fixture,
             gconstpointer  data)
{
  ConsentService *service = consent_service_get_default ();
  g_autoptr (ConsentToken) token = make_token (TEST_TENANT, "User.Read ConsentRequest.Read.All");
  g_autoptr (ConsentGraph) graph = NULL;
  g_autoptr (ConsentSnapshot) snapshot = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  graph = consent_graph_new (fixture->http, fixture->endpoints, token);
  snapshot = consent_snapshot_new (consent_service_get_client_id (service));
  consent_survey_run_async (graph, service, snapshot, NULL, test_store_result, &fixture->result);
  result = test_wait_for_result (&fixture->result);
  g_assert_false (consent_survey_run_finish (graph, result, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GResolver) resolver = NULL;

  g_test_init (&argc, &argv, NULL);
  asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  resolver = g_object_new (no_resolver_get_type (), NULL);
  g_resolver_set_default (resolver);

  g_test_add ("/hosts/directory", Fixture, LOGIN, set_up, test_directory, tear_down);
  g_test_add ("/hosts/browser", Fixture, LOGIN, set_up, test_browser, tear_down);
  g_test_add ("/hosts/device-code", Fixture, LOGIN, set_up, test_device_code, tear_down);
  g_test_add ("/hosts/survey", Fixture, GRAPH, set_up, test_survey, tear_down);

  return g_test_run ();
}
