/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-print.h"
#include "consent-report-actions.h"
#include "judge-case.h"
#include "test-disk.h"
#include "wizard-test.h"

typedef struct
{
  char *folder;
  GtkWindow *window;
  ConsentReportActions *actions;
  GHashTable *targets;
} Fixture;

static void
on_action (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  Fixture *fixture = user_data;

  g_hash_table_replace (fixture->targets, g_strdup (g_action_get_name (G_ACTION (action))),
                        g_variant_dup_string (parameter, NULL));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const GActionEntry entries[] = {
    { "copy", on_action, "s" },
    { "toast", on_action, "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");

  fixture->folder = g_dir_make_tmp ("consent-report-XXXXXX", NULL);
  fixture->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->actions = g_object_new (CONSENT_TYPE_REPORT_ACTIONS, NULL);
  consent_report_actions_set_report (fixture->actions, report, data != NULL);

  fixture->window = GTK_WINDOW (adw_window_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->window), "win", G_ACTION_GROUP (group));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->actions));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->actions), (gpointer *) &fixture->actions);
  gtk_window_destroy (fixture->window);
  consent_test_settle ();
  g_assert_null (fixture->actions);

  consent_test_remove (fixture->folder);
  g_free (fixture->folder);
  g_hash_table_unref (fixture->targets);
}

static void
press (Fixture    *fixture,
       const char *title)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (fixture->actions), ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activate");
}

/* Whether @chooser would save to @path, or anywhere. */
static gboolean
has_file (GtkFileChooser *chooser,
          const char     *path)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);

  return file != NULL && (path == NULL || g_str_equal (g_file_peek_path (file), path));
}

static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       n_frames)
{
  ++*(int *) n_frames;

  return G_SOURCE_CONTINUE;
}

/* The dialog of GTK's own, where there is no portal, as a person would have it in front of them. */
static GtkFileChooser *
wait_for_chooser (Fixture *fixture)
{
  GtkWindow *dialog;
  int n_frames = 0;
  guint tick_id;

  consent_test_wait_until ((dialog = consent_test_find_dialog (fixture->window)) != NULL &&
                           gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  g_assert_true (GTK_IS_FILE_CHOOSER (dialog));
  /* Closed while it still looks at the folder, it complains; closed before it is drawn, GTK 4.8 stumbles. */
  tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (dialog), on_tick, &n_frames, NULL);
  consent_test_wait_until (has_file (GTK_FILE_CHOOSER (dialog), NULL) && n_frames > 1);
  gtk_widget_remove_tick_callback (GTK_WIDGET (dialog), tick_id);

  return GTK_FILE_CHOOSER (dialog);
}

static void
save_as (Fixture    *fixture,
         const char *title,
         const char *suggestion,
         const char *folder,
         const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *suggested = NULL;
  GtkFileChooser *chooser;

  press (fixture, title);
  chooser = wait_for_chooser (fixture);
  suggested = gtk_file_chooser_get_current_name (chooser);
  g_assert_cmpstr (suggested, ==, suggestion);

  /* As when someone types a whole path; it looks at the folder first. */
  gtk_file_chooser_set_current_name (chooser, path);
  consent_test_wait_until (has_file (chooser, path));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      GtkWindow *question;

      consent_test_wait_until ((question = consent_test_find_dialog (GTK_WINDOW (chooser))) != NULL &&
                               gtk_widget_get_mapped (GTK_WIDGET (question)));
      /* What this dialog is, and which answers it knows, is not the same in all versions of GTK. */
      g_signal_emit_by_name (consent_test_find (GTK_WIDGET (question), GTK_TYPE_BUTTON, "Replace"), "clicked");
    }
}

static char *
wait_for_file (Fixture    *fixture,
               const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  char *contents = NULL;

  consent_test_wait_until (g_hash_table_contains (fixture->targets, "toast"));
  g_assert_cmpstr (g_hash_table_lookup (fixture->targets, "toast"), ==, "Saved");
  g_hash_table_remove_all (fixture->targets);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));

  return contents;
}

static void
test_save (Fixture       *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *title;
    const char *suggestion;
    const char *name;
    gboolean json;
  } rows[] = {
    { "Save Report…", "consent-report-contoso.com-2026-11-23.txt", "report.txt", FALSE },
    { "Save for Programs…", "consent-report-contoso.com-2026-11-23.json", "report.json", TRUE },
    /* What someone types goes before the row that was pressed. */
    { "Save Report…", "consent-report-contoso.com-2026-11-23.txt", "second.JSON", TRUE },
    { "Save for Programs…", "consent-report-contoso.com-2026-11-23.json", "second.txt", FALSE },
    { "Save Report…", "consent-report-contoso.com-2026-11-23.txt", "plain", FALSE },
    { "Save for Programs…", "consent-report-contoso.com-2026-11-23.json", "also-plain", TRUE },
  };
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  g_autofree char *text = consent_report_to_text (report);
  g_autoptr (JsonNode) node = consent_report_to_json (report);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *contents = NULL;

      save_as (fixture, rows[i].title, rows[i].suggestion, fixture->folder, rows[i].name);
      contents = wait_for_file (fixture, rows[i].name);
      if (rows[i].json)
        {
          g_autoptr (JsonNode) saved = json_from_string (contents, NULL);

          g_assert_nonnull (saved);
          g_assert_true (json_node_equal (saved, node));
        }
      else
        {
          g_assert_cmpstr (contents, ==, text);
        }
    }
}

static void
test_save_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWindow *dialog;

  /* Nobody can make a file there. */
  save_as (fixture, "Save Report…", "consent-report-contoso.com-2026-11-23.txt", "/proc", "consent-report.txt");

  consent_test_wait_until (ADW_IS_MESSAGE_DIALOG ((dialog = consent_test_find_dialog (fixture->window))));
  g_assert_nonnull (consent_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "The File Could Not Be Saved"));
  gtk_window_destroy (dialog);
  g_assert_false (g_hash_table_contains (fixture->targets, "toast"));
}

/* Saves over what was saved before, on a disk that is full. */
static void
test_save_full (Fixture       *fixture,
                gconstpointer  data)
{
  char *disk = test_disk_new (64 * 1024);
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  g_autofree char *text = consent_report_to_text (report);
  g_autofree char *older = NULL;
  g_autofree char *elsewhere = NULL;
  static const char * const names[] = { "older.txt", "new.txt" };

  if (disk == NULL)
    return;

  older = g_build_filename (disk, "older.txt", NULL);
  g_assert_true (g_file_set_contents (older, "An older report", -1, NULL));
  /* First there is room for a file and not for what is in it, then not even for a file. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i % 2];
      g_autofree char *path = g_build_filename (disk, name, NULL);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      GtkWindow *dialog;

      test_disk_fill (disk, i < 2 ? 1 : G_MAXUINT);
      g_file_get_contents (path, &before, NULL, NULL);
      save_as (fixture, "Save Report…", "consent-report-contoso.com-2026-11-23.txt", disk, name);
      consent_test_wait_until (ADW_IS_MESSAGE_DIALOG ((dialog = consent_test_find_dialog (fixture->window))));
      g_file_get_contents (path, &after, NULL, NULL);
      g_assert_cmpstr (after, ==, before);
      g_assert_nonnull (consent_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, "The File Could Not Be Saved"));
      g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "no room"));
      gtk_window_destroy (dialog);
      g_assert_false (g_hash_table_contains (fixture->targets, "toast"));
    }
  g_assert_true (g_file_get_contents (older, &elsewhere, NULL, NULL));
  g_assert_cmpstr (elsewhere, ==, "An older report");
  g_clear_pointer (&elsewhere, g_free);

  save_as (fixture, "Save Report…", "consent-report-contoso.com-2026-11-23.txt", fixture->folder, "elsewhere.txt");
  elsewhere = wait_for_file (fixture, "elsewhere.txt");
  g_assert_cmpstr (elsewhere, ==, text);
  test_disk_free (disk);
}

static void
test_save_cancelled (Fixture       *fixture,
                     gconstpointer  data)
{
  press (fixture, "Save Report…");
  gtk_dialog_response (GTK_DIALOG (wait_for_chooser (fixture)), GTK_RESPONSE_CANCEL);
  consent_test_settle ();
  g_assert_null (consent_test_find_dialog (fixture->window));
  g_assert_false (g_hash_table_contains (fixture->targets, "toast"));
}

static guint
count_dialogs (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *l = windows; l != NULL; l = l->next)
    n += gtk_window_get_transient_for (l->data) == fixture->window;

  return n;
}

/* A portal that is slow to come up lets people press again. */
static void
test_pressed_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  GtkWindow *dialog;

  for (guint i = 0; i < 2; i++)
    {
      press (fixture, "Save Report…");
      press (fixture, "Save Report…");
      press (fixture, "Save for Programs…");
      g_assert_cmpuint (count_dialogs (fixture), ==, 1);
      gtk_dialog_response (GTK_DIALOG (wait_for_chooser (fixture)), GTK_RESPONSE_CANCEL);
      consent_test_settle ();
      g_assert_cmpuint (count_dialogs (fixture), ==, 0);

      press (fixture, "Print Report…");
      press (fixture, "Print Report…");
      g_assert_cmpuint (count_dialogs (fixture), ==, 1);
      dialog = consent_test_find_dialog (fixture->window);
      consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
      gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
      consent_test_settle ();
      g_assert_cmpuint (count_dialogs (fixture), ==, 0);
    }
}

/* What was to be saved goes while the dialog is open. */
static void
test_removed_while_saving (Fixture       *fixture,
                           gconstpointer  data)
{
  ConsentReportActions *actions = g_object_ref (fixture->actions);

  press (fixture, "Save Report…");
  wait_for_chooser (fixture);
  fixture->actions = g_object_new (CONSENT_TYPE_REPORT_ACTIONS, NULL);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->actions));
  consent_test_settle ();
  g_assert_null (consent_test_find_dialog (fixture->window));
  g_assert_finalize_object (actions);
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  g_autofree char *text = consent_report_to_text (report);

  press (fixture, "Copy Report");
  g_assert_cmpstr (g_hash_table_lookup (fixture->targets, "copy"), ==, text);
}

/* Whatever leaves a practice run says that it is one. */
static void
test_practice (Fixture       *fixture,
               gconstpointer  data)
{
  press (fixture, "Copy Report");
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (fixture->targets, "copy"),
                                   "Practice run – nothing here is real\n"));
  g_hash_table_remove_all (fixture->targets);

  save_as (fixture, "Save Report…", "practice-report-contoso.com-2026-11-23.txt", fixture->folder, "practice.txt");
  g_free (wait_for_file (fixture, "practice.txt"));
}

/* Names from Microsoft become no path. */
static void
test_hostile_name (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  g_autofree char *name = NULL;
  GtkFileChooser *chooser;

  g_ptr_array_insert (report->domains, 0, g_strdup ("../../x\n<b>/ü"));
  consent_report_actions_set_report (fixture->actions, report, FALSE);
  press (fixture, "Save Report…");
  chooser = wait_for_chooser (fixture);
  name = gtk_file_chooser_get_current_name (chooser);
  g_assert_cmpstr (name, ==, "consent-report-..-..-x--b-----2026-11-23.txt");
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  consent_test_settle ();
}

static GtkPrintOperation *
print (Fixture    *fixture,
       const char *text,
       const char *path)
{
  GtkPrintOperation *operation = consent_print_new ("title", text);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, fixture->window, &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));

  return operation;
}

static int
count_pages (GtkPrintOperation *operation)
{
  int n_pages;

  g_object_get (operation, "n-pages", &n_pages, NULL);

  return n_pages;
}

static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (ConsentReport) report = judge_case_new_report ("approved");
  g_autofree char *text = consent_report_to_text (report);
  g_autofree char *path = g_build_filename (fixture->folder, "report.pdf", NULL);
  g_autofree char *line = g_strnfill (20000, 'x');
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GtkPrintOperation) operation = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append_printf (lines, "%s\n", "Line");

  operation = print (fixture, text, path);
  g_assert_cmpint (count_pages (operation), <=, 2);
  g_clear_object (&operation);

  operation = print (fixture, "", path);
  g_assert_cmpint (count_pages (operation), ==, 1);
  g_clear_object (&operation);

  /* Nothing is lost at the bottom of a page, or in a line that has no end. */
  operation = print (fixture, lines->str, path);
  g_assert_cmpint (count_pages (operation), >=, 7);
  g_clear_object (&operation);

  operation = print (fixture, line, path);
  g_assert_cmpint (count_pages (operation), >=, 2);
  g_assert_finalize_object (g_steal_pointer (&operation));
}

/* Where there is much to do, GTK 4.8 draws the path bar of its file chooser before each button there has its place. */
static GLogWriterOutput
write_log (GLogLevelFlags   level,
           const GLogField *fields,
           gsize            n_fields,
           gpointer         user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && g_str_has_prefix (fields[i].value, "Trying to snapshot GtkButton "))
      return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture       *fixture,
                  gconstpointer  data);
    const char *data;
  } tests[] = {
    { "/report-actions/save", test_save },
    { "/report-actions/save-fails", test_save_fails },
    { "/report-actions/save-full", test_save_full },
    { "/report-actions/save-cancelled", test_save_cancelled },
    { "/report-actions/pressed-twice", test_pressed_twice },
    { "/report-actions/removed-while-saving", test_removed_while_saving },
    { "/report-actions/copy", test_copy },
    { "/report-actions/practice", test_practice, "practice" },
    { "/report-actions/hostile-name", test_hostile_name },
    { "/report-actions/print", test_print },
  };

  test_disk_init ();
  consent_test_init (&argc, &argv);
  g_log_set_writer_func (write_log, NULL, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
