/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "discovery.h"
#include "program.h"
#include "test-server.h"

#include <string.h>

/* What is found, however it is written. */
static const struct
{
  const char *command;
  const char *input;
} found[] = {
  { "tenant contoso.com", "contoso.com" },
  { "tenant someone@contoso.com", "someone@contoso.com" },
  { "tenant Someone@Contoso.COM", "Someone@Contoso.COM" },
  { "tenant '  contoso.com  '", "  contoso.com  " },
  { "tenant " DISCOVERY_TENANT, DISCOVERY_TENANT },
  { "tenant {AAAABBBB-0000-CCCC-1111-DDDD2222EEEE}", "{AAAABBBB-0000-CCCC-1111-DDDD2222EEEE}" },
  { "tenant 'Tenant ID: " DISCOVERY_TENANT "'", "Tenant ID: " DISCOVERY_TENANT },
  { "tenant info@münchen.example", "info@münchen.example" },
};

/* What is refused or fails. Each has a message of its own. */
static const struct
{
  const char *command;
  int status;
} failing[] = {
  { "tenant ''", 2 },
  { "tenant {tenant-id}", 2 },
  { "tenant 00000000-0000-0000-0000-000000000000", 2 },
  { "tenant 5353a3d2-8ca9-42d2-b567-ea399ccb5e38", 2 },
  { "tenant common", 2 },
  { "tenant consumers", 2 },
  { "tenant someone@gmail.com", 2 },
  { "tenant 'contoso.com fabrikam.com'", 2 },
  { "tenant contoso", 2 },
  { "tenant nobody.example", 2 },
  { "tenant national.example", 2 },
  { "tenant " DISCOVERY_MIXED_UP, 3 },
  { "tenant html.example", 3 },
  { "tenant broken.example", 3 },
  { "tenant large.example", 3 },
  { "tenant deep.example", 3 },
  { "tenant escape.example", 3 },
};

/* Other shapes of the same failures. */
static const struct
{
  const char *command;
  int status;
} also_failing[] = {
  { "tenant elsewhere.example", 3 },
  { "tenant moved.example", 3 },
  { "tenant organizations", 2 },
  { "tenant 9188040d-6c67-4c5b-b112-36a304b66dad", 2 },
  { "tenant ../../etc/passwd", 2 },
  { "tenant '\377\376'", 2 },
};

static void
test_found (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();

  program_set_authority (discovery_get_authority (discovery));
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autoptr (Program) program = program_run (found[i].command);

      program_assert_done (program);
      g_assert_cmpstr (program->out, ==, DISCOVERY_TENANT "\n");
    }
}

static void
test_json (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();

  program_set_authority (discovery_get_authority (discovery));
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *command = g_strconcat (found[i].command, " --json", NULL);
      g_autoptr (Program) program = program_run (command);
      g_autoptr (JsonNode) node = NULL;
      JsonObject *tenant;

      program_assert_done (program);
      node = program_parse_line (program->out);
      tenant = json_node_get_object (node);
      program_assert_members (tenant, "id,input,cloud,region,checked");
      g_assert_cmpstr (json_object_get_string_member (tenant, "id"), ==, DISCOVERY_TENANT);
      g_assert_cmpstr (json_object_get_string_member (tenant, "input"), ==, found[i].input);
      g_assert_cmpstr (json_object_get_string_member (tenant, "cloud"), ==, "microsoftonline.com");
      g_assert_true (json_object_get_boolean_member (tenant, "checked"));
      if (strstr (found[i].input, "münchen") == NULL)
        g_assert_cmpstr (json_object_get_string_member (tenant, "region"), ==, "EU");
      else
        g_assert_true (json_object_get_null_member (tenant, "region"));
    }
}

static char *
first_line (const char *text)
{
  return g_strndup (text, strcspn (text, "\n"));
}

static void
assert_message (Program *program)
{
  g_auto (GStrv) lines = g_strsplit (g_strchomp (program->err), "\n", -1);

  /* What happened, what it means, what to do, and the details. */
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "consentctl tenant: "));
  g_assert_true (g_str_has_prefix (lines[3], "Details: "));
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], !=, "");
  g_assert_true (g_utf8_validate (program->err, -1, NULL));
  g_assert_null (strchr (program->err, '\033'));
  g_assert_null (strstr (program->err, "\342\200\256"));
}

static void
test_failing (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  program_set_authority (discovery_get_authority (discovery));
  for (guint i = 0; i < G_N_ELEMENTS (failing); i++)
    {
      g_autoptr (Program) program = program_run (failing[i].command);

      program_assert_failed (program, failing[i].status);
      assert_message (program);
      g_assert_true (g_hash_table_add (titles, first_line (program->err)));
    }

  for (guint i = 0; i < G_N_ELEMENTS (also_failing); i++)
    {
      g_autoptr (Program) program = program_run (also_failing[i].command);

      program_assert_failed (program, also_failing[i].status);
      assert_message (program);
    }

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *dead = test_dead_address ();
      g_autoptr (Program) program = NULL;

      program_set_authority (i == 0 ? dead : "http://contoso.example");
      program = program_run ("tenant contoso.com");
      program_assert_failed (program, i == 0 ? 3 : 2);
      assert_message (program);
      g_assert_true (g_hash_table_add (titles, first_line (program->err)));
    }
}

/* What needs no asking is not asked. */
static void
test_asks_nobody (void)
{
  g_autoptr (Discovery) discovery = discovery_new ();
  static const char * const refused[] = { "tenant {tenant-id}", "tenant a@gmail.com",
                                          "tenant common" };

  program_set_authority (discovery_get_authority (discovery));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Program) program = program_run (refused[i]);

      program_assert_failed (program, 2);
    }

  g_assert_cmpuint (discovery_get_requests (discovery), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/tenant/found", test_found);
  g_test_add_func ("/consentctl/tenant/json", test_json);
  g_test_add_func ("/consentctl/tenant/failing", test_failing);
  g_test_add_func ("/consentctl/tenant/asks-nobody", test_asks_nobody);

  return g_test_run ();
}
