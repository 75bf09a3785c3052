/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "program.h"

#include <string.h>

#define CALLBACK "https://ukevo.tracker-rms.com/Office365/CallBack"

static const struct
{
  const char *command;
  const char *input;
  const char *outcome;
  const char *codes;
  const char *title;
} explained[] = {
  { "explain 65001", NULL, "error", "65001", "Nobody has approved this app yet" },
  { "explain AADSTS65001", NULL, "error", "65001", "Nobody has approved this app yet" },
  { "explain AADSTS65001: The user has not consented", NULL, "error", "65001",
    "Nobody has approved this app yet" },
  { "explain 'AADSTS50105 and AADSTS65001'", NULL, "error", "50105 65001",
    "This person is not assigned to the app" },
  { "explain '" CALLBACK "?admin_consent=True&tenant=aaaabbbb-0000-cccc-1111-dddd2222eeee'", NULL,
    "accepted", "", "The approval was accepted" },
  { "explain '" CALLBACK "?admin_consent=True&error=access_denied&error_subcode=cancel'", NULL,
    "cancelled", "", "The approval was canceled" },
  { "explain AADSTS1234567", NULL, "error", "1234567",
    "Microsoft reported an error that is not known here" },
  { "explain hello", NULL, "unknown", "", "Nothing was recognized" },
  { "explain ''", NULL, "unknown", "", "Nothing was recognized" },
  { "explain '\377\376 AADSTS65001'", NULL, "error", "65001", "Nobody has approved this app yet" },
  { "explain -", "Sorry,\nwe are having trouble.\nAADSTS50011: The reply URL\n", "error", "50011",
    "The return address is not registered" },
  { "explain -", "", "unknown", "", "Nothing was recognized" },
  { "explain -- --json AADSTS65001", NULL, "error", "65001", "Nobody has approved this app yet" },
};

static Program *
run (const char *options,
     size_t      i)
{
  g_autofree char *command = g_strconcat (options, explained[i].command, NULL);

  return explained[i].input != NULL ? program_run_input (command, explained[i].input, -1)
                                    : program_run (command);
}

static void
test_json (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      g_autoptr (Program) program = run ("--json ", i);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GString) codes = g_string_new (NULL);
      JsonObject *object;
      JsonArray *array;

      program_assert_done (program);
      node = program_parse_line (program->out);
      object = json_node_get_object (node);
      program_assert_members (object, "codes,outcome,title,explanation,remedy");
      array = json_object_get_array_member (object, "codes");
      for (guint j = 0; j < json_array_get_length (array); j++)
        g_string_append_printf (codes, "%s%s", j > 0 ? " " : "",
                                json_array_get_string_element (array, j));

      g_assert_cmpstr (codes->str, ==, explained[i].codes);
      g_assert_cmpstr (json_object_get_string_member (object, "outcome"), ==, explained[i].outcome);
      g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, explained[i].title);
      g_assert_cmpstr (json_object_get_string_member (object, "explanation"), !=, "");
      g_assert_cmpstr (json_object_get_string_member (object, "remedy"), !=, "");
    }
}

/* Three lines: what happened, what it means, what to do. */
static void
test_text (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (explained); i++)
    {
      g_autoptr (Program) program = run ("", i);
      g_auto (GStrv) lines = NULL;

      program_assert_done (program);
      lines = g_strsplit (program->out, "\n", -1);
      g_assert_cmpuint (g_strv_length (lines), ==, 4);
      g_assert_true (g_str_has_suffix (lines[0], explained[i].title));
      g_assert_cmpint (g_str_has_prefix (lines[0], "AADSTS"), ==, *explained[i].codes != '\0');
      g_assert_cmpstr (lines[3], ==, "");
    }
}

static void
test_usage (void)
{
  g_autoptr (Program) missing = program_run ("explain");
  g_autoptr (Program) unknown = program_run ("explain --frobnicate 65001");
  g_autoptr (Program) help = program_run ("explain --help");

  program_assert_failed (missing, 2);
  program_assert_failed (unknown, 2);
  program_assert_done (help);
  g_assert_nonnull (strstr (help->out, "TEXT"));
}

/* A message that was saved as UTF-16, and one behind a NUL. */
static void
test_nul (void)
{
  static const char wide[] = "\xff\xfe" "A\0A\0D\0S\0T\0S\0" "6\0" "5\0" "0\0" "0\0" "1\0";
  static const char behind[] = "Sorry\0AADSTS65001";
  g_autoptr (Program) first = program_run_input ("explain -", wide, sizeof wide - 1);
  g_autoptr (Program) second = program_run_input ("explain -", behind, sizeof behind - 1);

  program_assert_done (first);
  program_assert_done (second);
  g_assert_true (g_str_has_prefix (first->out, "AADSTS65001: "));
  g_assert_true (g_str_has_prefix (second->out, "AADSTS65001: "));
}

/* What is pasted may hold a token, escape sequences, or more than anybody would read. */
static void
test_hostile (void)
{
  g_autoptr (GString) text = g_string_new ("AADSTS1234567: \x1b[31m red eyJhbGciOiJIUzI1NiJ9."
                                           "c2VjcmV0.c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0 "
                                           CALLBACK "?code=SeCrEt#x\n");
  g_autoptr (Program) program = NULL;

  while (text->len < 120 * 1024)
    g_string_append (text, "AADSTS7654321 ");
  program = program_run_input ("explain -", text->str, text->len);

  program_assert_done (program);
  g_assert_cmpuint (strlen (program->out), <, 1000);
  g_assert_null (strchr (program->out, '\x1b'));
  g_assert_null (strstr (program->out, "eyJ"));
  g_assert_null (strstr (program->out, "SeCrEt"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consentctl/explain/json", test_json);
  g_test_add_func ("/consentctl/explain/text", test_text);
  g_test_add_func ("/consentctl/explain/usage", test_usage);
  g_test_add_func ("/consentctl/explain/nul", test_nul);
  g_test_add_func ("/consentctl/explain/hostile", test_hostile);

  return g_test_run ();
}
