/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window-fixture.h"

#include "fake-verification.h"
#include "wizard-test.h"

#include "pages/check/consent-check-page.h"

void
window_fixture_show (WindowFixture *fixture)
{
  g_set_weak_pointer (&fixture->window, consent_window_new (NULL, fixture->context));
  gtk_window_present (GTK_WINDOW (fixture->window));
  consent_test_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 0);
  consent_test_settle ();
}

void
window_fixture_set_up (WindowFixture *fixture,
                       gconstpointer  data)
{
  fixture->context = consent_test_context_new ();
  window_fixture_show (fixture);
}

void
window_fixture_tear_down (WindowFixture *fixture,
                          gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  consent_test_settle ();
  g_assert_null (fixture->window);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  g_assert_finalize_object (fixture->context);
}

ConsentAssistant *
window_fixture_get_assistant (WindowFixture *fixture)
{
  return consent_window_get_assistant (fixture->window);
}

ConsentPage *
window_fixture_get_page (WindowFixture *fixture)
{
  return consent_assistant_get_page (window_fixture_get_assistant (fixture));
}

void
window_fixture_activate (WindowFixture *fixture,
                         const char    *action,
                         const char    *text)
{
  GVariant *parameter = text != NULL ? g_variant_new_string (text) : NULL;

  g_assert_true (
      gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
}

ConsentPage *
window_fixture_skip_to (WindowFixture *fixture,
                        GType          type)
{
  consent_test_fill_setup (consent_context_get_setup (
      consent_assistant_get_context (window_fixture_get_assistant (fixture))));
  while (!G_TYPE_CHECK_INSTANCE_TYPE (window_fixture_get_page (fixture), type))
    window_fixture_activate (fixture, "win.skip", NULL);

  return window_fixture_get_page (fixture);
}

ConsentPage *
window_fixture_start_check (WindowFixture *fixture)
{
  ConsentPage *page = window_fixture_skip_to (fixture, CONSENT_TYPE_CHECK_PAGE);
  GtkWidget *row;

  row = consent_test_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "Microsoft’s own tool");
  g_assert_nonnull (row);
  gtk_widget_activate (row);
  window_fixture_activate (fixture, "win.next", NULL);
  g_assert_true (consent_page_get_busy (page));
  g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==, FAKE_ASKED_SIGN_IN);

  return page;
}

void
window_fixture_finish_check (WindowFixture *fixture,
                             ConsentReport *report)
{
  ConsentPage *page = window_fixture_start_check (fixture);
  ConsentVerification *verification = fake_verification_get ();

  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  fake_verification_succeed_read (verification, report);
  consent_test_wait_until (!consent_page_get_busy (page));
}
