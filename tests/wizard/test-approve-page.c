/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "consent-outcome.h"
#include "pages/approve/consent-approve-page.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* A default browser of our own: a script that writes down what it was to open. Where the script is
 * missing, the browser is one that is not installed. */
static char *browser_path;
static char *opened_path;

static void
write_file (const char *path,
            const char *contents)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (directory, 0700);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static void
set_up_browser (const char *root)
{
  g_autofree char *desktop_path = g_build_filename (root, "data", "applications",
                                                    "browser.desktop", NULL);
  g_autofree char *list_path = g_build_filename (root, "config", "mimeapps.list", NULL);
  g_autofree char *desktop = NULL;

  browser_path = g_build_filename (root, "browser", NULL);
  opened_path = g_build_filename (root, "opened", NULL);

  desktop = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Browser\nExec=%s %%u\n"
                             "MimeType=x-scheme-handler/http;x-scheme-handler/https;\n",
                             browser_path);
  write_file (desktop_path, desktop);
  write_file (list_path, "[Default Applications]\nx-scheme-handler/http=browser.desktop\n"
                         "x-scheme-handler/https=browser.desktop\n");
}

static void
install_browser (void)
{
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "printf %%s \"$1\" >'%s.new'\n"
                                             "mv '%s.new' '%s'\n",
                                             opened_path, opened_path, opened_path);

  g_unlink (opened_path);
  write_file (browser_path, script);
  g_chmod (browser_path, 0700);
}

static void
remove_browser (void)
{
  g_unlink (browser_path);
}

static void
click (PageFixture *fixture,
       const char  *id)
{
  gtk_check_button_set_active (page_fixture_get (fixture, id), TRUE);
}

static ConsentAnswer
get_answer (PageFixture *fixture)
{
  return consent_setup_get_answer (page_fixture_get_setup (fixture));
}

static void
set_region (PageFixture *fixture,
            const char  *id)
{
  consent_setup_set_region_id (page_fixture_get_setup (fixture), id);
}

static ConsentPage *
show (PageFixture *fixture)
{
  ConsentSetup *setup = page_fixture_get_setup (fixture);
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (CONTOSO_ID, "contoso.com");

  consent_setup_set_tenant (setup, tenant);
  set_region (fixture, "uk");

  return page_fixture_show (fixture, consent_approve_page_get_type);
}

static void
open_page (ConsentPage *page)
{
  g_assert_true (consent_page_get_complete (page));
  g_assert_true (consent_page_activate (page));
  consent_test_wait_until (!consent_page_get_busy (page));
}

static void
assert_before (PageFixture *fixture,
               ConsentPage *page)
{
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Open Approval Page");
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (page_fixture_shows (fixture, "after_box"));
  g_assert_false (page_fixture_shows (fixture, "no_browser_box"));
  page_fixture_assert_named (fixture);
}

static void
test_accepted (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  g_autofree char *opened = NULL;
  g_autofree char *text = NULL;

  install_browser ();
  assert_before (fixture, page);

  open_page (page);
  consent_test_wait_until (g_file_get_contents (opened_path, &opened, NULL, NULL));
  g_assert_cmpstr (opened, ==, consent_setup_get_link (page_fixture_get_setup (fixture)));

  g_assert_true (page_fixture_shows (fixture, "after_box"));
  g_assert_false (page_fixture_shows (fixture, "no_browser_box"));
  text = page_fixture_get_text (fixture, "after_box");
  g_assert_nonnull (strstr (text, "TrackerRMS web site"));
  page_fixture_assert_named (fixture);

  /* Opening it is not yet an answer. */
  g_assert_false (consent_page_get_complete (page));
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_NONE);

  click (fixture, "accepted_button");
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_ACCEPTED);
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Next");
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (consent_page_activate (page));
}

static void
test_not_yet (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);

  install_browser ();
  open_page (page);
  click (fixture, "accepted_button");
  click (fixture, "not_yet_button");
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_NONE);
  g_assert_false (consent_page_get_complete (page));
  g_assert_true (gtk_check_button_get_active (page_fixture_get (fixture, "not_yet_button")));
}

static void
test_no_browser (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  g_autofree char *text = NULL;

  remove_browser ();
  open_page (page);

  /* The link is put in front of the person, who may well open it elsewhere. */
  g_assert_true (page_fixture_shows (fixture, "no_browser_box"));
  text = page_fixture_get_text (fixture, "no_browser_box");
  g_assert_nonnull (strstr (text, "No web browser could be opened"));
  g_assert_nonnull (strstr (text, consent_setup_get_link (page_fixture_get_setup (fixture))));
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  page_fixture_assert_named (fixture);

  install_browser ();
  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "open_again_row")));
  consent_test_wait_until (!consent_page_get_busy (page));
  g_assert_false (page_fixture_shows (fixture, "no_browser_box"));
}

static GtkTextBuffer *
get_error_buffer (PageFixture *fixture)
{
  return gtk_text_view_get_buffer (page_fixture_get (fixture, "error_view"));
}

static void
write_error (PageFixture *fixture,
             const char  *text)
{
  gtk_text_buffer_set_text (get_error_buffer (fixture), text, -1);
}

static void
test_error (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  g_autofree char *kept = NULL;

  install_browser ();
  open_page (page);
  g_assert_false (page_fixture_shows (fixture, "error_box"));

  click (fixture, "error_button");
  g_assert_true (page_fixture_shows (fixture, "error_box"));
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_ERROR);
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Try Again");
  g_assert_true (consent_page_get_complete (page));
  page_fixture_assert_named (fixture);

  write_error (fixture, "AADSTS50020");
  /* Trying again keeps what was typed. */
  open_page (page);
  g_object_get (get_error_buffer (fixture), "text", &kept, NULL);
  g_assert_nonnull (strstr (kept, "AADSTS50020"));
  g_assert_true (page_fixture_shows (fixture, "error_box"));

}

static void
test_advice (void)
{
  static const char * const texts[] = {
    "Sorry, but we’re having trouble signing you in.\n\nAADSTS50020: User account …",
    "65004",
    "https://ukevo.tracker-rms.com/Office365/CallBack?error=access_denied&error_subcode=cancel",
    "https://ukevo.tracker-rms.com/Office365/CallBack?admin_consent=True",
    "It did not work",
    "<b>\n\xe2\x80\x8b AADSTS99999",
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);

  install_browser ();
  open_page (page);
  click (fixture, "error_button");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ConsentOutcome) outcome = consent_outcome_parse (texts[i]);
      g_autoptr (ConsentMessage) message = NULL;
      g_autofree char *shown = NULL;

      message = consent_outcome_get_message (outcome, consent_service_get_default ());
      write_error (fixture, texts[i]);
      consent_test_wait_until (page_fixture_shows (fixture, "advice_card"));
      shown = page_fixture_get_text (fixture, "advice_card");
      g_assert_nonnull (strstr (shown, message->title));
      g_assert_nonnull (strstr (shown, message->explanation));
      g_assert_nonnull (strstr (shown, message->remedy));
      page_fixture_assert_named (fixture);

      write_error (fixture, " ");
      consent_test_wait_until (!page_fixture_shows (fixture, "advice_card"));
    }

  /* What the paste said is advice; the answer stays the person's. */
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_ERROR);
}

static void
test_copy_and_send (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  const char *link = consent_setup_get_link (page_fixture_get_setup (fixture));

  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "copy_row")));
  g_assert_cmpstr (page_fixture_get_target (fixture, "copy"), ==, link);

  /* Whoever opens the copy can say what came of it. */
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  click (fixture, "accepted_button");
  g_assert_true (consent_page_get_complete (page));

  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "send_row")));
  g_assert_nonnull (strstr (page_fixture_get_target (fixture, "copy"), link));
  g_assert_nonnull (strstr (page_fixture_get_target (fixture, "copy"), "Global Administrator"));
}

static void
test_parts (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  g_autofree char *uk = NULL;
  g_autofree char *us = NULL;

  show (fixture);
  uk = page_fixture_get_text (fixture, "parts_row");
  g_assert_nonnull (strstr (uk, CONTOSO_ID));
  g_assert_nonnull (strstr (uk, "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"));
  g_assert_nonnull (strstr (uk, "https://ukevo.tracker-rms.com/Office365/CallBack"));

  set_region (fixture, "us");
  us = page_fixture_get_text (fixture, "parts_row");
  g_assert_nonnull (strstr (us, "https://usevo.tracker-rms.com/Office365/CallBack"));
  g_assert_null (strstr (us, "ukevo"));
}

static void
test_change_starts_over (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  ConsentSetup *setup = page_fixture_get_setup (fixture);
  g_autoptr (ConsentTenant) contoso = consent_tenant_new_unchecked (CONTOSO_ID, "contoso.com");
  g_autoptr (ConsentTenant) fabrikam = consent_tenant_new_unchecked (FABRIKAM_ID, "fabrikam.com");
  g_autofree char *kept = NULL;

  install_browser ();

  open_page (page);
  click (fixture, "accepted_button");
  set_region (fixture, "us");
  assert_before (fixture, page);
  g_assert_cmpint (consent_setup_get_answer (setup), ==, CONSENT_ANSWER_NONE);

  open_page (page);
  click (fixture, "error_button");
  write_error (fixture, "AADSTS50020");
  consent_setup_set_tenant (setup, fabrikam);
  assert_before (fixture, page);
  g_object_get (get_error_buffer (fixture), "text", &kept, NULL);
  g_assert_cmpstr (kept, ==, "");

  /* Typed anew but the same: the page was opened, but the answer must be given again. */
  consent_setup_set_tenant (setup, contoso);
  open_page (page);
  click (fixture, "accepted_button");
  consent_setup_set_tenant (setup, NULL);
  consent_setup_set_tenant (setup, contoso);
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  g_assert_false (gtk_check_button_get_active (page_fixture_get (fixture, "accepted_button")));
  g_assert_false (consent_page_get_complete (page));
}

/* What GTK itself needs from the machine's data, but not its applications. */
static void
link_system_data (const char *data)
{
  static const char * const needed[] = { "icons", "mime" };

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *target = g_build_filename ("/usr/share", needed[i], NULL);
      g_autofree char *path = g_build_filename (data, needed[i], NULL);

      g_assert_no_errno (symlink (target, path));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *root = g_dir_make_tmp ("consent-approve-page-XXXXXX", NULL);
  g_autofree char *data = g_build_filename (root, "data", NULL);
  g_autofree char *config = g_build_filename (root, "config", NULL);

  /* No browser but ours, whatever this machine has. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_DATA_DIRS", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_setenv ("XDG_CONFIG_DIRS", config, TRUE);
  set_up_browser (root);
  link_system_data (data);

  consent_test_init (&argc, &argv);

  g_test_add_func ("/approve-page/accepted", test_accepted);
  g_test_add_func ("/approve-page/not-yet", test_not_yet);
  g_test_add_func ("/approve-page/no-browser", test_no_browser);
  g_test_add_func ("/approve-page/error", test_error);
  g_test_add_func ("/approve-page/advice", test_advice);
  g_test_add_func ("/approve-page/copy-and-send", test_copy_and_send);
  g_test_add_func ("/approve-page/parts", test_parts);
  g_test_add_func ("/approve-page/change-starts-over", test_change_starts_over);

  return g_test_run ();
}
