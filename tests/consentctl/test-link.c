/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery.h"
#include "program.h"

#include <glib/gstdio.h>
#include <string.h>

/* The help article's links with this Tenant ID, byte for byte. */
#define MICROSOFT "https://login.microsoftonline.com"
#define UK_PATH                                                                            \
  "/aaaabbbb-0000-cccc-1111-dddd2222eeee/adminconsent"                                     \
  "?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38"                                        \
  "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack"
#define UK_LINK MICROSOFT UK_PATH
#define US_LINK                                                                            \
  MICROSOFT "/aaaabbbb-0000-cccc-1111-dddd2222eeee/adminconsent"                           \
  "?client_id=5353a3d2-8ca9-42d2-b567-ea399ccb5e38"                                        \
  "&redirect_uri=https%3A%2F%2Fusevo.tracker-rms.com%2FOffice365%2FCallBack"

static void
test_offline (void)
{
  g_autoptr (Program) uk = NULL;
  g_autoptr (Program) us = NULL;
  g_autoptr (Program) spelling = NULL;

  program_set_authority (NULL);
  uk = program_run ("link " DISCOVERY_TENANT " --region uk --offline");
  program_assert_done (uk);
  g_assert_cmpstr (uk->out, ==, UK_LINK "\n");

  us = program_run ("link " DISCOVERY_TENANT " --region us --offline");
  program_assert_done (us);
  g_assert_cmpstr (us->out, ==, US_LINK "\n");

  spelling = program_run ("link '{AAAABBBB-0000-CCCC-1111-DDDD2222EEEE}' -r US --offline");
  program_assert_done (spelling);
  g_assert_cmpstr (spelling->out, ==, US_LINK "\n");
}

static void
test_offline_asks_nobody (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (Program) program = NULL;
  g_autoptr (Program) refused = NULL;

  program_set_authority (discovery_get_authority (discovery));
  program = program_run ("link " DISCOVERY_TENANT " --region uk --offline");
  program_assert_done (program);
  refused = program_run ("link contoso.com --region uk --offline");
  program_assert_failed (refused, 2);

  g_assert_cmpuint (discovery_get_requests (discovery), ==, 0);
}

/* The link names the host that was asked, or a practice run would end at Microsoft's. */
static void
test_asked (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (Program) program = NULL;
  g_autoptr (Program) unknown = NULL;
  g_autofree char *expected = NULL;

  program_set_authority (discovery_get_authority (discovery));
  expected = g_strconcat (discovery_get_authority (discovery), UK_PATH "\n", NULL);

  program = program_run ("link someone@contoso.com --region uk");
  program_assert_done (program);
  g_assert_cmpstr (program->out, ==, expected);

  unknown = program_run ("link nobody.example --region uk");
  program_assert_failed (unknown, 2);
}

static void
test_json (void)
{
  g_autoptr (Program) program = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *link;
  JsonObject *tenant;

  program_set_authority (NULL);
  program = program_run ("link --json " DISCOVERY_TENANT " --region UK --offline");
  program_assert_done (program);

  node = program_parse_line (program->out);
  link = json_node_get_object (node);
  program_assert_members (link, "link,tenant,region");
  g_assert_cmpstr (json_object_get_string_member (link, "link"), ==, UK_LINK);
  g_assert_cmpstr (json_object_get_string_member (link, "region"), ==, "uk");

  tenant = json_object_get_object_member (link, "tenant");
  program_assert_members (tenant, "id,input,cloud,region,checked");
  g_assert_cmpstr (json_object_get_string_member (tenant, "id"), ==, DISCOVERY_TENANT);
  g_assert_cmpstr (json_object_get_string_member (tenant, "input"), ==, DISCOVERY_TENANT);
  g_assert_true (json_object_get_null_member (tenant, "cloud"));
  g_assert_true (json_object_get_null_member (tenant, "region"));
  g_assert_false (json_object_get_boolean_member (tenant, "checked"));
}

/* Runs it where only the applications in @home are installed. */
static Program *
run_open (const char *home)
{
  g_autoptr (GSubprocessLauncher) launcher =
      program_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) subprocess = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "XDG_DATA_DIRS", "/nonexistent", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_DIRS", "/nonexistent", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  subprocess = g_subprocess_launcher_spawn (launcher, &error, program_get_path (), "link",
                                            DISCOVERY_TENANT, "--region", "us", "--offline",
                                            "--open", NULL);
  g_assert_no_error (error);

  return program_wait (subprocess, NULL);
}

static void
test_open_without_browser (void)
{
  g_autoptr (Program) program = NULL;

  program_set_authority (NULL);
  program = run_open ("/nonexistent");
  g_assert_cmpint (program->status, ==, 3);
  g_assert_cmpstr (program->out, ==, US_LINK "\n");
  g_assert_nonnull (strstr (program->err, "browser"));
}

static void
write_file (const char *directory,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
remove_file (const char *directory,
             const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_cmpint (g_remove (path), ==, 0);
}

/* A "browser" that notes what it was given, and says more than anybody wants to know, stands for the
 * default one. */
static void
test_open (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *directory = g_dir_make_tmp ("consentctl-XXXXXX", &error);
  g_autofree char *browser = g_build_filename (directory, "browser", NULL);
  g_autofree char *opened = g_build_filename (directory, "opened", NULL);
  g_autofree char *desktop_file = NULL;
  g_autofree char *text = NULL;
  g_autoptr (Program) program = NULL;

  g_assert_no_error (error);
  desktop_file = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\n"
                                  "Exec=%s %%u\nMimeType=x-scheme-handler/https;\n", browser);
  write_file (directory, "applications/browser.desktop", desktop_file);
  write_file (directory, "mimeapps.list",
              "[Default Applications]\nx-scheme-handler/https=browser.desktop\n");
  write_file (directory, "browser",
              "#!/bin/sh\necho noise\necho noise >&2\n"
              "printf %s \"$1\" >\"$0.part\"\nmv \"$0.part\" \"${0%/*}/opened\"\n");
  g_assert_cmpint (g_chmod (browser, 0700), ==, 0);

  program_set_authority (NULL);
  program = run_open (directory);
  program_assert_done (program);
  g_assert_cmpstr (program->out, ==, US_LINK "\n");

  while (!g_file_get_contents (opened, &text, NULL, NULL))
    g_usleep (1000);
  g_assert_cmpstr (text, ==, US_LINK);

  remove_file (directory, "applications/browser.desktop");
  remove_file (directory, "applications");
  remove_file (directory, "mimeapps.list");
  remove_file (directory, "browser");
  remove_file (directory, "opened");
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/link/offline", test_offline);
  g_test_add_func ("/consentctl/link/offline-asks-nobody", test_offline_asks_nobody);
  g_test_add_func ("/consentctl/link/asked", test_asked);
  g_test_add_func ("/consentctl/link/json", test_json);
  g_test_add_func ("/consentctl/link/open", test_open);
  g_test_add_func ("/consentctl/link/open-without-browser", test_open_without_browser);

  return g_test_run ();
}
