/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The real program signs in and reads, with this program as the browser. Each run says all that it can
 * for debugging, and leaves no secret behind: not in what it prints, not in files, not in a process's
 * command line.
 */
#define _GNU_SOURCE /* memmem() */

#include "program.h"

#include "test-authority.h"
#include "test-graph.h"
#include "test-token.h"

#include <glib/gstdio.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TOOLS "14d82eec-204b-4c2f-b7e8-296a70dab67e"
#define OWN_CLIENT "00001111-aaaa-2222-bbbb-3333cccc4444"
#define OTHER "99999999-2222-3333-4444-555555555555"
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"

static char *browser;

typedef struct
{
  TestAuthority *authority;
  TestGraph *graph;
  char *home;
  guint n_watched;
} Fixture;

/* @text may have NULs in it. */
static void
assert_no_secret (Fixture    *fixture,
                  const char *text,
                  gsize       length,
                  const char *where)
{
  const char *secrets[] = { TEST_SECRET, fixture->authority->verifier, fixture->authority->id_token };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (secrets[i] != NULL && memmem (text, length, secrets[i], strlen (secrets[i])) != NULL)
      g_error ("Secret %u is in %s", i, where);
}

/* Looks at the command lines of all processes that belong to this test. */
static void
watch (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "cmdline", NULL);
      g_autofree char *line = NULL;
      gsize length;

      if (getsid (atoi (name)) == getsid (0) && g_file_get_contents (path, &line, &length, NULL))
        {
          fixture->n_watched++;
          assert_no_secret (fixture, line, length, path);
        }
    }
}

/* Looks into all files below @path, and removes them. */
static void
clear_out (Fixture    *fixture,
           const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *text = NULL;
  const char *name;
  gsize length;

  if (dir == NULL)
    {
      if (g_file_get_contents (path, &text, &length, NULL))
        assert_no_secret (fixture, text, length, path);
    }
  else
    {
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          clear_out (fixture, child);
        }
    }

  g_remove (path);
}

static void
set_up_for (Fixture    *fixture,
            const char *client_id)
{
  g_autoptr (GError) error = NULL;

  fixture->home = g_dir_make_tmp ("consentctl-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->authority = test_authority_new (client_id);
  fixture->authority->watch = watch;
  fixture->authority->watch_data = fixture;
  fixture->graph = test_graph_new (TEST_AUTHORITY_ACCESS_TOKEN);
  test_graph_load (fixture->graph, "approved");
  test_graph_set_watch (fixture->graph, watch, fixture);
  program_set_authority (fixture->authority->address);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  set_up_for (fixture, TOOLS);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  clear_out (fixture, fixture->home);
  g_assert_false (g_file_test (fixture->home, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture->n_watched, >, 0);
  test_authority_free (fixture->authority);
  test_graph_free (fixture->graph);
  g_free (fixture->home);
}

/* @out: (nullable): a file in place of what is kept */
static GSubprocess *
start_into (Fixture    *fixture,
            const char *arguments,
            const char *out)
{
  static const char *const places[] = {
    "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
    "XDG_STATE_HOME",
  };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *line = g_strdup_printf ("'%s' verify %s", program_get_path (), arguments);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *subprocess;

  launcher = program_launcher_new (G_SUBPROCESS_FLAGS_STDERR_PIPE |
                                   (out == NULL ? G_SUBPROCESS_FLAGS_STDOUT_PIPE : 0));
  g_subprocess_launcher_set_stdout_file_path (launcher, out);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_subprocess_launcher_setenv (launcher, places[i], fixture->home, TRUE);
  g_subprocess_launcher_setenv (launcher, "CONSENT_GRAPH", test_graph_get_address (fixture->graph),
                                TRUE);
  g_subprocess_launcher_setenv (launcher, "BROWSER", browser, TRUE);
  g_subprocess_launcher_setenv (launcher, "G_MESSAGES_DEBUG", "all", TRUE);

  g_test_message ("%s", arguments);
  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  subprocess = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);

  return subprocess;
}

static GSubprocess *
start (Fixture    *fixture,
       const char *arguments)
{
  return start_into (fixture, arguments, NULL);
}

static Program *
finish (Fixture     *fixture,
        GSubprocess *subprocess)
{
  Program *program = program_wait (subprocess, NULL);

  assert_no_secret (fixture, program->out, strlen (program->out), "stdout");
  assert_no_secret (fixture, program->err, strlen (program->err), "stderr");
  g_assert_nonnull (strstr (program->err, "DEBUG"));

  return program;
}

static Program *
run (Fixture    *fixture,
     const char *arguments)
{
  g_autoptr (GSubprocess) subprocess = start (fixture, arguments);

  return finish (fixture, subprocess);
}

static JsonObject *
get_check (JsonObject *report,
           const char *id)
{
  JsonArray *checks = json_object_get_array_member (report, "checks");

  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      if (g_str_equal (json_object_get_string_member (check, "id"), id))
        return check;
    }

  g_assert_not_reached ();
}

/* Asserts that there is a report with these, and nothing else on stdout. */
static JsonNode *
assert_report (Program    *program,
               int         status,
               const char *verdict,
               const char *check,
               const char *check_status)
{
  JsonNode *node;
  JsonObject *report;

  g_assert_cmpint (program->status, ==, status);
  node = program_parse_line (program->out);
  report = json_node_get_object (node);
  g_assert_cmpstr (json_object_get_string_member (report, "verdict"), ==, verdict);
  g_assert_cmpstr (json_object_get_string_member (get_check (report, check), "status"), ==,
                   check_status);

  return node;
}

/* The report has just the members that are promised. */
static void
assert_format (JsonObject *report)
{
  JsonArray *list;
  JsonObject *object;

  program_assert_members (report, "format,generator,time,service,tenant,region,verdict,checks,granted,"
                                  "user_consent,requests");
  g_assert_cmpint (json_object_get_int_member (report, "format"), ==, 1);
  program_assert_members (json_object_get_object_member (report, "service"), "name,client_id");
  program_assert_members (json_object_get_object_member (report, "tenant"), "id,name,domains");

  list = json_object_get_array_member (report, "checks");
  g_assert_cmpuint (json_array_get_length (list), ==, 10);
  for (guint i = 0; i < json_array_get_length (list); i++)
    program_assert_members (json_array_get_object_element (list, i), "id,status,finding,remedy");

  list = json_object_get_array_member (report, "granted");
  g_assert_cmpuint (json_array_get_length (list), >, 0);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      object = json_array_get_object_element (list, i);
      program_assert_members (object, "api,api_id,kind,for,permissions");
      program_assert_members (json_array_get_object_element (
                                json_object_get_array_member (object, "permissions"), 0),
                              "name,label");
    }

  list = json_object_get_array_member (report, "requests");
  g_assert_cmpuint (json_array_get_length (list), >, 0);
  for (guint i = 0; i < json_array_get_length (list); i++)
    program_assert_members (json_array_get_object_element (list, i), "path,status,request_id");
}

static void
test_browser (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Program) program = run (fixture, "someone@contoso.com --region uk --json");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *report;
  JsonObject *tenant;

  node = assert_report (program, 0, "ready", "organization", "pass");
  report = json_node_get_object (node);
  assert_format (report);
  tenant = json_object_get_object_member (report, "tenant");
  g_assert_cmpstr (json_object_get_string_member (tenant, "id"), ==, TEST_GRAPH_TENANT);
  g_assert_cmpstr (json_object_get_string_member (tenant, "name"), ==, "Contoso");
  g_assert_cmpstr (json_object_get_string_member (report, "region"), ==, "uk");
  g_assert_cmpstr (json_object_get_string_member (report, "user_consent"), ==, "managed");

  /* What the sign-in page will say is explained, and its address can be copied. */
  g_assert_nonnull (strstr (program->err, "Microsoft Graph Command Line Tools"));
  g_assert_nonnull (strstr (program->err, fixture->authority->address));
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (Program) program = run (fixture, TEST_GRAPH_TENANT " --region us");

  g_assert_cmpint (program->status, ==, 0);
  g_assert_true (g_str_has_prefix (program->out, "Everyone can connect\n"));
  g_assert_true (g_utf8_validate (program->out, -1, NULL));
  g_assert_null (strchr (program->out, '\033'));
}

static void
test_own_client (void)
{
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;
  Fixture fixture = { 0 };

  set_up_for (&fixture, OWN_CLIENT);
  program = run (&fixture, "contoso.com --region uk --json --client-id " OWN_CLIENT);
  node = assert_report (program, 0, "ready", "organization", "pass");
  g_assert_null (strstr (program->err, "Microsoft Graph Command Line Tools"));
  tear_down (&fixture, NULL);
}

static void
test_device_code (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const polls[] = { "authorization_pending", NULL };
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;

  fixture->authority->polls = polls;
  program = run (fixture, "contoso.com --region uk --device-code --json");
  node = assert_report (program, 0, "ready", "organization", "pass");
  g_assert_nonnull (strstr (program->err, "ABCD12345"));
  g_assert_nonnull (strstr (program->err, "/login/device "));
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "authorize"), ==, 0);
}

/* All went well, and then there is no room for the report: that is no success. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSubprocess) subprocess = start_into (fixture, data, "/dev/full");
  g_autoptr (Program) program = finish (fixture, subprocess);

  program_assert_failed (program, 3);
  g_assert_nonnull (strstr (program->err, "consentctl verify: The output could not be written"));
}

static const struct
{
  const char *name;
  const char *verdict;
  const char *check;
  const char *status;
} findings[] = {
  { "fresh", "not-approved", "app-present", "fail" },
  { "app-disabled", "blocked", "app-enabled", "fail" },
  { "assignment-required", "ready-with-remarks", "assignment", "warn" },
  { "grants-refused", "unknown", "tenant-wide-consent", "unknown" },
  { "organization-guest", "ready-with-remarks", "organization", "warn" },
  { "organization-mismatch", "unknown", "organization", "fail" },
  { "role-none", "ready", "role", "warn" },
};

/* Whatever is found, it is a report; only "ready" leaves nothing to do. */
static void
test_findings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (findings); i++)
    {
      g_autoptr (Program) program = NULL;
      g_autoptr (JsonNode) node = NULL;
      Fixture fixture = { 0 };

      set_up (&fixture, NULL);
      test_graph_load (fixture.graph, findings[i].name);
      program = run (&fixture, "contoso.com --region uk --json");
      node = assert_report (program, g_str_equal (findings[i].verdict, "ready") ? 0 : 1,
                            findings[i].verdict, findings[i].check, findings[i].status);
      tear_down (&fixture, NULL);
    }
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *report;

  fixture->authority->signs_in_to = data;
  program = run (fixture, "contoso.com --region uk --json");
  node = assert_report (program, 1, "unknown", "organization", "fail");
  report = json_node_get_object (node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "requests")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (report, "granted")), ==, 0);
  g_assert_cmpuint (test_graph_get_n_asked (fixture->graph, NULL), ==, 0);
}

static void
test_wait (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;

  test_graph_load (fixture->graph, "fresh");
  subprocess = start (fixture, "contoso.com --region uk --json --wait");
  while (test_graph_get_n_asked (fixture->graph, "app") == 0)
    g_main_context_iteration (NULL, TRUE);
  test_graph_load (fixture->graph, "approved");
  program = finish (fixture, subprocess);
  node = assert_report (program, 0, "ready", "app-present", "pass");
  g_assert_nonnull (strstr (program->err, "not visible yet"));
}

static void
assert_failed (Program    *program,
               int         status,
               const char *text)
{
  program_assert_failed (program, status);
  if (strstr (program->err, text) == NULL)
    g_error ("stderr does not say \"%s\":\n%s", text, program->err);
}

static void
test_declined (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (Program) program = NULL;

  fixture->authority->refusal = data;
  program = run (fixture, "contoso.com --region uk --json");
  assert_failed (program, 4, "Details:");
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "token"), ==, 0);
}

static void
test_device_declined (Fixture       *fixture,
                      gconstpointer  data)
{
  const char *polls[] = { data, NULL };
  g_autoptr (Program) program = NULL;

  fixture->authority->polls = polls;
  program = run (fixture, "contoso.com --region uk --json --device-code");
  assert_failed (program, 4, "Details:");
}

static void
test_token_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (Program) program = NULL;

  fixture->authority->token_error = "invalid_grant";
  program = run (fixture, data);
  assert_failed (program, 4, "AADSTS53003");
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Program) program = NULL;

  test_graph_set (fixture->graph, data, 401, "{}");
  program = run (fixture, "contoso.com --region uk --json");
  assert_failed (program, 4, "no longer valid");
}

static const struct
{
  const char *endpoint;
  const char *arguments;
} deaths[] = {
  { "discovery", "contoso.com --region uk --json" },
  { "token", "contoso.com --region uk --json" },
  { "devicecode", "contoso.com --region uk --json --device-code" },
};

static void
test_dead (Fixture       *fixture,
           gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (Program) program = NULL;

  fixture->authority->dies_at = deaths[i].endpoint;
  program = run (fixture, deaths[i].arguments);
  assert_failed (program, 3, "Check");
}

/* The network dies before or while Graph is read; in the middle of it, some of the report is known. It
 * has to be between two rounds: within one, whatever comes first is still answered. */
static void
test_graph_dead (Fixture       *fixture,
                 gconstpointer  data)
{
  guint after = GPOINTER_TO_UINT (data);
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;

  test_graph_die_after (fixture->graph, after);
  program = run (fixture, "contoso.com --region uk --json");
  if (after == 0)
    assert_failed (program, 3, "Check");
  else
    node = assert_report (program, 1, "unknown", "tenant-wide-consent", "unknown");
}

/* The browser comes to no page, so nobody ever comes back: the person can give up. */
static void
test_browser_dead (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (Program) program = NULL;

  fixture->authority->dies_at = "authorize";
  subprocess = start (fixture, "contoso.com --region uk --json");
  while (test_authority_get_n_asked (fixture->authority, "authorize") == 0)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_send_signal (subprocess, SIGINT);
  program = finish (fixture, subprocess);
  g_assert_cmpint (program->signal, ==, SIGINT);
  g_assert_cmpstr (program->out, ==, "");
}

static void
test_usage (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const wrong[] = {
    "contoso.com",
    "contoso.com --region mars",
    "--region uk",
    "contoso.com another.example --region uk",
    "contoso.com --region uk --client-id x",
    "contoso.com --region uk --client-id",
    "nobody.example --region uk",
    "outlook.com --region uk",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *arguments = g_strconcat ("verify ", wrong[i], NULL);
      g_autoptr (Program) program = program_run (arguments);

      program_assert_failed (program, 2);
    }
  g_assert_cmpuint (test_authority_get_n_asked (fixture->authority, "authorize"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *program = NULL;

  if (argc == 3 && g_str_equal (argv[1], "--browse"))
    {
      g_free (test_authority_browse (argv[2]));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  program = g_file_read_link ("/proc/self/exe", NULL);
  browser = g_strdup_printf ("'%s' --browse", program);

#define ADD(path, data, func) g_test_add ("/verify/" path, Fixture, data, set_up, func, tear_down)
  ADD ("browser", NULL, test_browser);
  ADD ("text", NULL, test_text);
  g_test_add_func ("/verify/own-client", test_own_client);
  ADD ("device-code", NULL, test_device_code);
  g_test_add_func ("/verify/findings", test_findings);
  ADD ("elsewhere", OTHER, test_elsewhere);
  ADD ("elsewhere/personal", PERSONAL, test_elsewhere);
  ADD ("wait", NULL, test_wait);
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      ADD ("full/json", "contoso.com --region uk --json", test_full);
      ADD ("full/text", "contoso.com --region uk", test_full);
    }
  ADD ("declined", "error=access_denied&error_subcode=cancel", test_declined);
  ADD ("declined/consent", "error=consent_required&error_description=AADSTS65004%3a+x", test_declined);
  ADD ("declined/policy", "error=access_denied&error_description=AADSTS53003%3a+x", test_declined);
  ADD ("declined/device", "authorization_declined", test_device_declined);
  ADD ("expired/device", "expired_token", test_device_declined);
  ADD ("token-refused", "contoso.com --region uk", test_token_refused);
  ADD ("token-refused/device", "contoso.com --region uk --device-code", test_token_refused);
  ADD ("expired/first", "me", test_expired);
  ADD ("expired/second", "grants", test_expired);
  for (guint i = 0; i < G_N_ELEMENTS (deaths); i++)
    {
      g_autofree char *path = g_strconcat ("/verify/dead/", deaths[i].endpoint, NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_dead, tear_down);
    }
  ADD ("dead/authorize", NULL, test_browser_dead);
  ADD ("dead/graph", GUINT_TO_POINTER (0), test_graph_dead);
  ADD ("dead/graph/between", GUINT_TO_POINTER (TEST_GRAPH_FIRST_ROUND), test_graph_dead);
  ADD ("usage", NULL, test_usage);

  return g_test_run ();
}
