/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-compat.h"
#include "default-program.h"
#include "page-fixture.h"

#include "pages/hand-over/consent-hand-over-window.h"

#define NO_JSON "<html><body>Sign in to the network</body></html>"

static GtkWindow *
show (PageFixture *fixture)
{
  ConsentContext *context = page_fixture_get_context (fixture);
  GtkWindow *dialog = consent_hand_over_window_new (page_fixture_get_window (fixture), context);

  page_fixture_turn_to (fixture, dialog);

  return dialog;
}

static const char *
get_message (PageFixture *fixture)
{
  return gtk_label_get_text (page_fixture_get (fixture, "message"));
}

static void
assert_says (PageFixture *fixture,
             const char  *part,
             gboolean     expected)
{
  if ((strstr (get_message (fixture), part) != NULL) != expected)
    g_error ("“%s” is %s in: %s", part, expected ? "not" : "wrongly", get_message (fixture));
}

/* Of the region's rows the one with that title. */
static void
choose (PageFixture *fixture,
        const char  *title)
{
  GtkWidget *row = consent_test_find (page_fixture_get (fixture, "region_group"),
                                      ADW_TYPE_ACTION_ROW, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
}

static void
assert_card (PageFixture *fixture,
             const char  *id,
             const char  *title)
{
  g_autofree char *text = page_fixture_get_text (fixture, id);

  g_assert_true (page_fixture_shows (fixture, id));
  g_assert_nonnull (strstr (text, title));
}

/* Nothing has to be known, said, or asked of anyone. */
static void
test_nothing_known (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  GtkWindow *dialog = show (fixture);

  g_assert_true (gtk_window_get_modal (dialog));
  gtk_test_accessible_assert_role (dialog, consent_compat_get_dialog_role ());
  g_assert_true (page_fixture_shows (fixture, "organization_box"));
  g_assert_true (page_fixture_shows (fixture, "region_group"));
  g_assert_false (page_fixture_shows (fixture, "practice_banner"));
  g_assert_false (page_fixture_shows (fixture, "outcome_box"));
  assert_says (fixture, "{tenant-id}", TRUE);
  assert_says (fixture, "United Kingdom", TRUE);
  assert_says (fixture, "United States", TRUE);
  assert_says (fixture, "AI Administrator", TRUE);
  page_fixture_assert_named (fixture);

  /* The message is long and can be selected, so the focus begins elsewhere. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (dialog),
                                         page_fixture_get (fixture, "entry")));
}

static void
test_found (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  GSettings *settings = page_fixture_get_settings (fixture);
  g_autofree char *tenant = NULL;
  g_autofree char *region = NULL;

  show (fixture);
  page_fixture_hold (fixture, "contoso.com");
  page_fixture_type (fixture, "Someone@Contoso.com ");
  assert_says (fixture, "our organization, contoso.com.", TRUE);
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);
  g_assert_true (page_fixture_shows (fixture, "asking_box"));
  assert_says (fixture, "{tenant-id}", TRUE);

  page_fixture_release_held (fixture);
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  g_assert_false (page_fixture_shows (fixture, "asking_box"));
  assert_says (fixture, "{tenant-id}", FALSE);
  assert_says (fixture, "/" CONTOSO_ID "/adminconsent", TRUE);
  assert_says (fixture, "ukevo", TRUE);
  assert_says (fixture, "usevo", TRUE);

  choose (fixture, "United States");
  assert_says (fixture, "ukevo", FALSE);
  assert_says (fixture, "usevo", TRUE);
  page_fixture_assert_named (fixture);

  /* For the next time, here and on the pages. */
  tenant = g_settings_get_string (settings, "last-tenant");
  region = g_settings_get_string (settings, "last-region");
  g_assert_cmpstr (tenant, ==, "contoso.com");
  g_assert_cmpstr (region, ==, "us");

  choose (fixture, "I don’t know");
  assert_says (fixture, "ukevo", TRUE);

  /* It is the dialog's own: the journey goes on as it was. */
  g_assert_null (consent_setup_get_tenant (page_fixture_get_setup (fixture)));
  g_assert_null (consent_setup_get_region (page_fixture_get_setup (fixture)));
}

static void
test_remembered (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  GSettings *settings = page_fixture_get_settings (fixture);

  g_settings_set_string (settings, "last-tenant", "contoso.com");
  g_settings_set_string (settings, "last-region", "uk");
  show (fixture);
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  assert_says (fixture, "/" CONTOSO_ID "/adminconsent", TRUE);
  assert_says (fixture, "usevo", FALSE);
}

/* A domain alone is enough where Microsoft cannot be asked. */
static void
test_offline (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  show (fixture);
  page_fixture_set_answer (fixture, "text/html", NO_JSON);
  page_fixture_type (fixture, "contoso.com");
  consent_test_wait_until (page_fixture_shows (fixture, "look_up_card"));
  g_assert_true (page_fixture_shows (fixture, "look_up_note"));
  assert_says (fixture, "our domain, contoso.com, is enough", TRUE);
  assert_says (fixture, "{tenant-id}", TRUE);
  g_assert_true (gtk_widget_is_sensitive (page_fixture_get (fixture, "mail_button")));
  page_fixture_assert_named (fixture);

  page_fixture_set_answer (fixture, NULL, NULL);
  page_fixture_press (fixture, "retry_button");
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  g_assert_false (page_fixture_shows (fixture, "look_up_card"));
  g_assert_false (page_fixture_shows (fixture, "retry_button"));
  assert_says (fixture, "/" CONTOSO_ID "/adminconsent", TRUE);
}

/* So is a Tenant ID, from which the link can be made. */
static void
test_offline_guid (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  show (fixture);
  page_fixture_set_answer (fixture, "text/html", NO_JSON);
  page_fixture_type (fixture, "{" CONTOSO_ID "}");
  consent_test_wait_until (page_fixture_shows (fixture, "look_up_card"));
  g_assert_false (page_fixture_shows (fixture, "look_up_note"));
  assert_says (fixture, "/" CONTOSO_ID "/adminconsent", TRUE);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    const char *title;
    const char *domain;
  } rows[] = {
    { "someone@nobody.example", "Microsoft does not know this organization", "nobody.example" },
    { "someone@gmail.com", "This is a personal e-mail provider", "gmail.com" },
    { "gov.example", "This organization is in a separate Microsoft cloud", "gov.example" },
    { "{tenant-id}", "This is the placeholder", NULL },
    { "<b>no</b>", "No organization can be recognized", "<b>" },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  show (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      page_fixture_type (fixture, rows[i].text);
      g_signal_emit_by_name (page_fixture_get (fixture, "entry"), "activate");
      consent_test_wait_until (page_fixture_shows (fixture, "look_up_card"));
      assert_card (fixture, "look_up_card", rows[i].title);
      gtk_test_accessible_assert_state (page_fixture_get (fixture, "entry"),
                                        GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
      g_assert_true (page_fixture_shows (fixture, "look_up_note"));
      g_assert_false (page_fixture_shows (fixture, "retry_button"));

      /* The message says what it can, and nothing of what cannot be. */
      assert_says (fixture, "{tenant-id}", TRUE);
      if (rows[i].domain != NULL)
        assert_says (fixture, rows[i].domain, FALSE);
    }

  page_fixture_type (fixture, "");
  g_assert_false (page_fixture_shows (fixture, "look_up_card"));
  g_assert_false (page_fixture_shows (fixture, "look_up_note"));
}

/* What the journey knows is not asked again. */
static void
test_known (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentSetup *setup = page_fixture_get_setup (fixture);

  consent_test_fill_setup (setup);
  show (fixture);
  g_assert_false (page_fixture_shows (fixture, "organization_box"));
  g_assert_false (page_fixture_shows (fixture, "region_group"));
  assert_says (fixture, consent_setup_get_link (setup), TRUE);
  assert_says (fixture, "our organization, contoso.com.", TRUE);
  page_fixture_assert_named (fixture);
}

/* A look-up that the journey had begun ends while this window is open, in which something else was said. */
static void
test_known_meanwhile (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentSetup *setup = page_fixture_get_setup (fixture);

  show (fixture);
  page_fixture_type (fixture, "contoso.com");
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  choose (fixture, "United Kingdom");
  consent_test_fill_setup (setup);
  consent_setup_set_region_id (setup, "us");

  choose (fixture, "United Kingdom");
  g_signal_emit_by_name (page_fixture_get (fixture, "entry"), "activate");
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  assert_says (fixture, CONTOSO_ID, TRUE);
  assert_says (fixture, consent_setup_get_tenant (setup)->id, FALSE);
  assert_says (fixture, "United States", FALSE);
}

static void
test_region_unknown (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentSetup *setup = page_fixture_get_setup (fixture);

  consent_test_fill_setup (setup);
  consent_setup_set_region_id (setup, NULL);
  show (fixture);
  g_assert_false (page_fixture_shows (fixture, "organization_box"));
  g_assert_true (page_fixture_shows (fixture, "region_group"));
  assert_says (fixture, "United Kingdom (https://ukevo.tracker-rms.com):", TRUE);
  assert_says (fixture, "United States (https://usevo.tracker-rms.com):", TRUE);
}

static void
on_handed_over (guint *count)
{
  (*count)++;
}

static void
test_mail (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  guint count = 0;
  GtkWindow *dialog;
  g_autofree char *uri = NULL;
  g_autofree char *decoded = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree char *body = NULL;

  default_program_install ();
  consent_test_fill_setup (page_fixture_get_setup (fixture));
  dialog = show (fixture);
  g_signal_connect_swapped (dialog, "handed-over", G_CALLBACK (on_handed_over), &count);
  g_assert_true (gtk_window_get_default_widget (dialog) == page_fixture_get (fixture, "mail_button"));

  page_fixture_press (fixture, "mail_button");
  /* Impatience does not make two mails. */
  page_fixture_press (fixture, "mail_button");
  uri = default_program_wait ();
  consent_test_wait_until (count == 1);

  g_assert_true (g_str_has_prefix (uri, "mailto:?subject="));
  decoded = g_uri_unescape_string (strstr (uri, "&body=") + strlen ("&body="), NULL);
  lines = g_strsplit (decoded, "\r\n", -1);
  body = g_strjoinv ("\n", lines);
  g_assert_cmpstr (body, ==, get_message (fixture));

  assert_card (fixture, "outcome_box", "Your mail program opens");
  assert_card (fixture, "outcome_box", "Nothing is sent before you press Send there.");
  page_fixture_assert_named (fixture);
}

/* What is too long for the mail is said, and what was said ends with another message. */
static void
test_shortened (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  g_autofree char *uri = NULL;

  default_program_install ();
  show (fixture);
  page_fixture_type (fixture, "contoso.com");
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  page_fixture_press (fixture, "mail_button");
  uri = default_program_wait ();
  consent_test_wait_until (page_fixture_shows (fixture, "outcome_box"));
  g_assert_nonnull (strstr (uri, "contoso.com"));
  g_assert_cmpuint (strlen (uri), <=, 2000);
  assert_card (fixture, "outcome_box", "It is a shorter one");

  choose (fixture, "United Kingdom");
  g_assert_false (page_fixture_shows (fixture, "outcome_box"));
}

static void
test_no_mail_program (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  guint count = 0;
  GtkWindow *dialog;
  g_autofree char *message = NULL;

  default_program_remove ();
  dialog = show (fixture);
  g_signal_connect_swapped (dialog, "handed-over", G_CALLBACK (on_handed_over), &count);

  page_fixture_press (fixture, "mail_button");
  consent_test_wait_until (page_fixture_shows (fixture, "outcome_box"));
  assert_card (fixture, "outcome_box", "No mail program could be opened");
  assert_card (fixture, "outcome_box", "Copy the message");
  g_assert_true (gtk_window_get_focus (dialog) == page_fixture_get (fixture, "outcome_box"));
  g_assert_cmpuint (count, ==, 0);
  page_fixture_assert_named (fixture);

  /* The way that always works. */
  message = g_strdup (get_message (fixture));
  page_fixture_press (fixture, "copy_button");
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpstr (page_fixture_get_target (fixture, "copy"), ==, message);
  g_assert_null (consent_test_find_dialog (page_fixture_get_window (fixture)));
}

static void
test_practice (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (TRUE);

  show (fixture);
  g_assert_true (page_fixture_shows (fixture, "practice_banner"));
  consent_test_wait_until (page_fixture_shows (fixture, "found_box"));
  g_assert_true (g_str_has_prefix (get_message (fixture), "Practice run – nothing here is real\n"));
  assert_says (fixture, "http://127.0.0.1:", TRUE);
  assert_says (fixture, "login.microsoftonline.com", FALSE);
  page_fixture_assert_named (fixture);
}

/* Nothing is left of a dialog that is closed while it waits. */
static void
test_close (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  GtkWindow *dialog = show (fixture);

  default_program_install ();
  page_fixture_hold (fixture, "contoso.com");
  page_fixture_type (fixture, "contoso.com");
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);
  page_fixture_press (fixture, "mail_button");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_close (dialog);
  consent_test_wait_until (dialog == NULL);
  page_fixture_release_held (fixture);
}

static GtkWindow *
find_print_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), "GtkPrintUnixDialog"))
      return l->data;

  return NULL;
}

/* The desktop asks for a printer; whoever closes that has handed nothing over. */
static void
test_print (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  GtkWindow *dialog = show (fixture);
  guint count = 0;

  g_signal_connect_swapped (dialog, "handed-over", G_CALLBACK (on_handed_over), &count);
  page_fixture_press (fixture, "print_button");
  consent_test_wait_until (find_print_dialog () != NULL);
  g_assert_true (gtk_window_get_transient_for (find_print_dialog ()) == dialog);
  gtk_window_close (find_print_dialog ());
  consent_test_wait_until (find_print_dialog () == NULL);
  g_assert_cmpuint (count, ==, 0);
  g_assert_false (page_fixture_shows (fixture, "outcome_box"));
}

int
main (int   argc,
      char *argv[])
{
  default_program_init ();
  consent_test_init (&argc, &argv);

  g_test_add_func ("/hand-over-window/nothing-known", test_nothing_known);
  g_test_add_func ("/hand-over-window/found", test_found);
  g_test_add_func ("/hand-over-window/remembered", test_remembered);
  g_test_add_func ("/hand-over-window/offline", test_offline);
  g_test_add_func ("/hand-over-window/offline-guid", test_offline_guid);
  g_test_add_func ("/hand-over-window/refusals", test_refusals);
  g_test_add_func ("/hand-over-window/known", test_known);
  g_test_add_func ("/hand-over-window/known-meanwhile", test_known_meanwhile);
  g_test_add_func ("/hand-over-window/region-unknown", test_region_unknown);
  g_test_add_func ("/hand-over-window/mail", test_mail);
  g_test_add_func ("/hand-over-window/shortened", test_shortened);
  g_test_add_func ("/hand-over-window/no-mail-program", test_no_mail_program);
  g_test_add_func ("/hand-over-window/practice", test_practice);
  g_test_add_func ("/hand-over-window/close", test_close);
  g_test_add_func ("/hand-over-window/print", test_print);

  return g_test_run ();
}
