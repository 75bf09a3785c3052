/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "default-program.h"
#include "page-fixture.h"

#include "consent-outcome.h"
#include "pages/approve/consent-approve-page.h"

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
  page_fixture_fill_setup (fixture);

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

  default_program_install ();
  assert_before (fixture, page);

  open_page (page);
  opened = default_program_wait ();
  g_assert_cmpstr (opened, ==, consent_setup_get_link (page_fixture_get_setup (fixture)));

  g_assert_true (page_fixture_shows (fixture, "after_box"));
  g_assert_false (page_fixture_shows (fixture, "no_browser_box"));
  text = page_fixture_get_text (fixture, "after_box");
  g_assert_nonnull (strstr (text, "TrackerRMS web site"));
  page_fixture_assert_named (fixture);

  /* Opening it is not yet an answer. */
  g_assert_false (consent_page_get_complete (page));
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_NONE);

  page_fixture_choose (fixture, "accepted_button");
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

  default_program_install ();
  open_page (page);
  page_fixture_choose (fixture, "accepted_button");
  page_fixture_choose (fixture, "not_yet_button");
  g_assert_cmpint (get_answer (fixture), ==, CONSENT_ANSWER_NONE);
  g_assert_true (gtk_check_button_get_active (page_fixture_get (fixture, "not_yet_button")));

  /* Somebody else may approve, or the other way be taken. */
  g_assert_cmpstr (consent_page_get_action_label (page), ==, "_Next");
  g_assert_true (consent_page_get_complete (page));
  g_assert_false (consent_page_activate (page));
}

static void
test_no_browser (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  g_autofree char *text = NULL;

  default_program_remove ();
  open_page (page);

  /* The link is put in front of the person, who may well open it elsewhere. */
  g_assert_true (page_fixture_shows (fixture, "no_browser_box"));
  text = page_fixture_get_text (fixture, "no_browser_box");
  g_assert_nonnull (strstr (text, "No web browser could be opened"));
  g_assert_nonnull (strstr (text, consent_setup_get_link (page_fixture_get_setup (fixture))));
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  page_fixture_assert_named (fixture);

  default_program_install ();
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

  default_program_install ();
  open_page (page);
  g_assert_false (page_fixture_shows (fixture, "error_box"));

  page_fixture_choose (fixture, "error_button");
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

static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;

  return gtk_widget_compute_bounds (widget, scroller, &place)
         && place.origin.y >= 0
         && place.origin.y + place.size.height <= gtk_widget_get_height (scroller);
}

/* The place to paste an error, and what it means, come up below the answers, and are seen. */
static void
test_in_sight (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  GtkWidget *error_box = page_fixture_get (fixture, "error_box");
  GtkWidget *advice_card = page_fixture_get (fixture, "advice_card");
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (page));

  default_program_install ();
  open_page (page);
  consent_test_settle ();
  page_fixture_choose (fixture, "error_button");
  consent_test_wait_until (is_in_sight (error_box));

  gtk_root_set_focus (window, page_fixture_get (fixture, "error_view"));
  write_error (fixture, "AADSTS90093");
  consent_test_wait_until (gtk_widget_get_visible (advice_card) && is_in_sight (advice_card));
  /* Nobody is led away from the place where more may be pasted. */
  g_assert_true (gtk_root_get_focus (window) == page_fixture_get (fixture, "error_view"));
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

  default_program_install ();
  open_page (page);
  page_fixture_choose (fixture, "error_button");

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
test_copy (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  const char *link = consent_setup_get_link (page_fixture_get_setup (fixture));

  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "copy_row")));
  g_assert_cmpstr (page_fixture_get_target (fixture, "copy"), ==, link);

  /* Whoever opens the copy can say what came of it. */
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  page_fixture_choose (fixture, "accepted_button");
  g_assert_true (consent_page_get_complete (page));
}

static void
test_send (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  GtkWindow *window = page_fixture_get_window (fixture);
  const char *link = consent_setup_get_link (page_fixture_get_setup (fixture));
  GtkWindow *dialog;

  /* Having a look at the message is not yet sending it. */
  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "send_row")));
  dialog = consent_test_find_dialog (window);
  g_assert_nonnull (dialog);
  gtk_window_close (dialog);
  assert_before (fixture, page);

  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "send_row")));
  dialog = consent_test_find_dialog (window);
  g_signal_emit_by_name (consent_test_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "Copy Message"),
                         "clicked");
  g_assert_nonnull (strstr (page_fixture_get_target (fixture, "copy"), link));
  g_assert_nonnull (strstr (page_fixture_get_target (fixture, "copy"), "Global Administrator"));
  g_assert_true (page_fixture_shows (fixture, "after_box"));
}

static void
test_parts (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  g_autofree char *uk = NULL;
  g_autofree char *us = NULL;

  show (fixture);
  adw_expander_row_set_expanded (page_fixture_get (fixture, "parts_row"), TRUE);
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

  default_program_install ();

  open_page (page);
  page_fixture_choose (fixture, "accepted_button");
  set_region (fixture, "us");
  assert_before (fixture, page);
  g_assert_cmpint (consent_setup_get_answer (setup), ==, CONSENT_ANSWER_NONE);

  open_page (page);
  page_fixture_choose (fixture, "error_button");
  write_error (fixture, "AADSTS50020");
  consent_setup_set_tenant (setup, fabrikam);
  assert_before (fixture, page);
  g_object_get (get_error_buffer (fixture), "text", &kept, NULL);
  g_assert_cmpstr (kept, ==, "");

  /* Typed anew but the same: the page was opened, but the answer must be given again. */
  consent_setup_set_tenant (setup, contoso);
  open_page (page);
  page_fixture_choose (fixture, "accepted_button");
  consent_setup_set_tenant (setup, NULL);
  consent_setup_set_tenant (setup, contoso);
  g_assert_true (page_fixture_shows (fixture, "after_box"));
  g_assert_false (gtk_check_button_get_active (page_fixture_get (fixture, "accepted_button")));
  g_assert_false (consent_page_get_complete (page));
}

/* The browser that comes up late shows the link of before. */
static void
test_change_while_opening (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = show (fixture);
  guint ref_count = G_OBJECT (page)->ref_count;

  default_program_install ();
  g_assert_true (consent_page_activate (page));
  g_assert_true (consent_page_get_busy (page));
  /* As often as it is pressed, the browser is asked for once. */
  consent_page_activate (page);
  set_region (fixture, "us");
  g_assert_false (consent_page_get_busy (page));
  /* Whoever waits for the browser holds the page. */
  consent_test_wait_until (G_OBJECT (page)->ref_count == ref_count);
  assert_before (fixture, page);
}

int
main (int   argc,
      char *argv[])
{
  default_program_init ();
  consent_test_init (&argc, &argv);

  g_test_add_func ("/approve-page/accepted", test_accepted);
  g_test_add_func ("/approve-page/not-yet", test_not_yet);
  g_test_add_func ("/approve-page/no-browser", test_no_browser);
  g_test_add_func ("/approve-page/error", test_error);
  g_test_add_func ("/approve-page/in-sight", test_in_sight);
  g_test_add_func ("/approve-page/advice", test_advice);
  g_test_add_func ("/approve-page/copy", test_copy);
  g_test_add_func ("/approve-page/send", test_send);
  g_test_add_func ("/approve-page/parts", test_parts);
  g_test_add_func ("/approve-page/change-starts-over", test_change_starts_over);
  g_test_add_func ("/approve-page/change-while-opening", test_change_while_opening);

  return g_test_run ();
}
