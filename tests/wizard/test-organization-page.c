/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "consent-error.h"
#include "consent-message.h"
#include "pages/organization/consent-organization-page.h"
#include "widgets/consent-guide.h"

#define HTML "<html><body>Sign in to the network</body></html>"

/* Asks without the pause. */
static void
press_enter (PageFixture *fixture)
{
  g_signal_emit_by_name (page_fixture_get (fixture, "entry"), "activate");
}

static const ConsentTenant *
get_tenant (PageFixture *fixture)
{
  return consent_setup_get_tenant (page_fixture_get_setup (fixture));
}

static void
assert_message (PageFixture  *fixture,
                ConsentError  code)
{
  g_autoptr (GError) error = g_error_new_literal (CONSENT_ERROR, (int) code, "made up");
  ConsentService *service = consent_service_get_default ();
  g_autoptr (ConsentMessage) message = consent_message_new_for_error (error, service);
  g_autofree char *text = page_fixture_get_text (fixture, "message_card");

  g_assert_true (page_fixture_shows (fixture, "message_card"));
  g_assert_nonnull (strstr (text, message->title));
  g_assert_nonnull (strstr (text, message->explanation));
  g_assert_nonnull (strstr (text, message->remedy));
  gtk_test_accessible_assert_relation (page_fixture_get (fixture, "entry"),
                                       GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       page_fixture_get (fixture, "message_card"), NULL);
}

static void
assert_refused (PageFixture  *fixture,
                ConsentPage  *page,
                ConsentError  code)
{
  assert_message (fixture, code);
  gtk_test_accessible_assert_state (page_fixture_get (fixture, "entry"),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_false (page_fixture_shows (fixture, "tenant_card"));
  g_assert_false (page_fixture_shows (fixture, "retry_button"));
  g_assert_false (consent_page_get_complete (page));
  g_assert_null (get_tenant (fixture));
  page_fixture_assert_named (fixture);
}

static void
assert_quiet (PageFixture *fixture,
              ConsentPage *page)
{
  g_assert_false (page_fixture_shows (fixture, "message_card"));
  g_assert_false (page_fixture_shows (fixture, "tenant_card"));
  g_assert_false (gtk_test_accessible_has_state (page_fixture_get (fixture, "entry"),
                                                 GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_false (gtk_test_accessible_has_relation (page_fixture_get (fixture, "entry"),
                                                    GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_false (consent_page_get_complete (page));
  g_assert_null (get_tenant (fixture));
}

static void
test_found (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);
  g_autofree char *text = NULL;
  g_autofree char *remembered = NULL;

  assert_quiet (fixture, page);
  page_fixture_assert_named (fixture);

  page_fixture_hold (fixture, "contoso.com");
  page_fixture_type (fixture, "Someone@Contoso.com ");
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);
  g_assert_true (consent_page_get_busy (page));
  g_assert_true (page_fixture_shows (fixture, "asking_box"));
  g_assert_false (consent_page_get_complete (page));

  page_fixture_release_held (fixture);
  consent_test_wait_until (consent_page_get_complete (page));
  g_assert_false (consent_page_get_busy (page));
  g_assert_false (page_fixture_shows (fixture, "asking_box"));
  g_assert_true (page_fixture_shows (fixture, "tenant_card"));
  g_assert_cmpstr (get_tenant (fixture)->id, ==, CONTOSO_ID);
  g_assert_true (get_tenant (fixture)->checked);

  text = page_fixture_get_text (fixture, "tenant_card");
  g_assert_nonnull (strstr (text, "Organization found"));
  g_assert_nonnull (strstr (text, CONTOSO_ID));
  g_assert_nonnull (strstr (text, "contoso.com"));
  g_assert_nonnull (strstr (text, "worldwide cloud"));
  g_assert_nonnull (strstr (text, "Europe"));
  page_fixture_assert_named (fixture);

  /* The domain is enough to find it again, and says less about a person than the address does. */
  remembered = g_settings_get_string (page_fixture_get_settings (fixture), "last-tenant");
  g_assert_cmpstr (remembered, ==, "contoso.com");
}

static void
test_result_rows (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);
  g_autofree char *gcc = NULL;
  g_autofree char *idn = NULL;

  page_fixture_type (fixture, "fabrikam.com");
  consent_test_wait_until (consent_page_get_complete (page));
  gcc = page_fixture_get_text (fixture, "tenant_card");
  g_assert_nonnull (strstr (gcc, "GCC"));
  g_assert_nonnull (strstr (gcc, "North America"));

  /* A region that is not known is not guessed at; a domain is shown as people write it, too. */
  page_fixture_type (fixture, "bücher.example");
  consent_test_wait_until (consent_page_get_complete (page));
  idn = page_fixture_get_text (fixture, "tenant_card");
  g_assert_nonnull (strstr (idn, "bücher.example (xn--bcher-kva.example)"));
  g_assert_false (page_fixture_shows (fixture, "data_region_row"));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    ConsentError code;
  } refusals[] = {
    { "https://login.microsoftonline.com/{tenant-id}/x", CONSENT_ERROR_TENANT_PLACEHOLDER },
    { "00000000-0000-0000-0000-000000000000", CONSENT_ERROR_TENANT_ZERO },
    { "5353a3d2-8ca9-42d2-b567-ea399ccb5e38", CONSENT_ERROR_TENANT_IS_CLIENT },
    { "common", CONSENT_ERROR_TENANT_ANY },
    { "consumers", CONSENT_ERROR_TENANT_CONSUMER },
    { "someone@gmail.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL },
    { CONTOSO_ID " or " FABRIKAM_ID, CONSENT_ERROR_TENANT_AMBIGUOUS },
    { "contoso", CONSENT_ERROR_TENANT_MALFORMED },
    /* These are Microsoft's to refuse. */
    { "nosuch.example", CONSENT_ERROR_TENANT_UNKNOWN },
    { "gov.example", CONSENT_ERROR_NATIONAL_CLOUD },
    { "consumer.example", CONSENT_ERROR_TENANT_CONSUMER },
    { FABRIKAM_ID, CONSENT_ERROR_TENANT_MISMATCH },
  };
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_test_message ("%s", refusals[i].text);
      page_fixture_type (fixture, refusals[i].text);
      assert_quiet (fixture, page);

      press_enter (fixture);
      consent_test_wait_until (page_fixture_shows (fixture, "message_card"));
      assert_refused (fixture, page, refusals[i].code);

      /* Whatever is wrong with it, the next text starts afresh. */
      page_fixture_type (fixture, "");
      assert_quiet (fixture, page);
    }

  /* Nothing typed is nothing wrong. */
  press_enter (fixture);
  assert_quiet (fixture, page);
}

static void
test_refusal_waits (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  /* What is still being typed is not yet wrong; without Enter it is after a while. */
  page_fixture_type (fixture, "con");
  consent_test_settle ();
  assert_quiet (fixture, page);

  consent_test_wait_until (page_fixture_shows (fixture, "message_card"));
  assert_refused (fixture, page, CONSENT_ERROR_TENANT_MALFORMED);
}

static void
test_order (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  page_fixture_hold (fixture, "fabrikam.com");
  page_fixture_type (fixture, "fabrikam.com");
  press_enter (fixture);
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);

  page_fixture_type (fixture, "contoso.com");
  g_assert_false (consent_page_get_busy (page));
  press_enter (fixture);
  consent_test_wait_until (consent_page_get_complete (page));
  g_assert_cmpstr (get_tenant (fixture)->id, ==, CONTOSO_ID);

  /* The answer to the first question comes last, and no longer matters. */
  page_fixture_release_held (fixture);
  g_assert_cmpstr (get_tenant (fixture)->id, ==, CONTOSO_ID);
  g_assert_true (consent_page_get_complete (page));
}

static void
test_cancel (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  page_fixture_hold (fixture, "contoso.com");
  page_fixture_type (fixture, "contoso.com");
  press_enter (fixture);
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);

  consent_page_cancel (page);
  g_assert_false (consent_page_get_busy (page));
  g_assert_true (page_fixture_shows (fixture, "retry_button"));
  page_fixture_release_held (fixture);
  assert_quiet (fixture, page);

  g_signal_emit_by_name (page_fixture_get (fixture, "retry_button"), "clicked");
  consent_test_wait_until (consent_page_get_complete (page));
}

static void
test_close_while_asking (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  page_fixture_show (fixture, consent_organization_page_get_type);
  page_fixture_hold (fixture, "contoso.com");
  page_fixture_type (fixture, "contoso.com");
  press_enter (fixture);
  consent_test_wait_until (page_fixture_count_held (fixture) == 1);

  /* The fixture sees to it that the page is gone. */
}

static void
test_offline_guid (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);
  g_autofree char *text = NULL;
  g_autofree char *remembered = NULL;

  page_fixture_set_answer (fixture, "text/html", HTML);
  page_fixture_type (fixture, "{11111111-2222-3333-4444-555555555555}");
  press_enter (fixture);
  consent_test_wait_until (page_fixture_shows (fixture, "message_card"));

  assert_message (fixture, CONSENT_ERROR_NOT_MICROSOFT);
  g_assert_false (gtk_test_accessible_has_state (page_fixture_get (fixture, "entry"),
                                                 GTK_ACCESSIBLE_STATE_INVALID));
  g_assert_true (consent_page_get_complete (page));
  g_assert_cmpstr (get_tenant (fixture)->id, ==, CONTOSO_ID);
  g_assert_false (get_tenant (fixture)->checked);
  text = page_fixture_get_text (fixture, "tenant_card");
  g_assert_nonnull (strstr (text, "Not checked"));
  g_assert_nonnull (strstr (text, CONTOSO_ID));
  g_assert_null (strstr (text, "Europe"));
  page_fixture_assert_named (fixture);

  remembered = g_settings_get_string (page_fixture_get_settings (fixture), "last-tenant");
  g_assert_cmpstr (remembered, ==, "");

  page_fixture_set_answer (fixture, NULL, NULL);
  g_signal_emit_by_name (page_fixture_get (fixture, "retry_button"), "clicked");
  consent_test_wait_until (get_tenant (fixture)->checked);
  g_assert_false (page_fixture_shows (fixture, "message_card"));
  g_assert_false (page_fixture_shows (fixture, "retry_button"));
}

static void
test_offline_domain (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  page_fixture_set_answer (fixture, "text/html", HTML);
  page_fixture_type (fixture, "contoso.com");
  press_enter (fixture);
  consent_test_wait_until (page_fixture_shows (fixture, "message_card"));

  assert_message (fixture, CONSENT_ERROR_NOT_MICROSOFT);
  g_assert_true (page_fixture_shows (fixture, "failed_note"));
  g_assert_false (consent_page_get_complete (page));
  g_assert_null (get_tenant (fixture));
  page_fixture_assert_named (fixture);

  page_fixture_set_answer (fixture, NULL, NULL);
  g_signal_emit_by_name (page_fixture_get (fixture, "retry_button"), "clicked");
  consent_test_wait_until (consent_page_get_complete (page));
  g_assert_false (page_fixture_shows (fixture, "failed_note"));
}

static void
test_enter_moves_on (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  page_fixture_type (fixture, "contoso.com");
  press_enter (fixture);
  consent_test_wait_until (consent_page_get_complete (page));
  /* Not by itself, though Enter was pressed before. */
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 0);

  press_enter (fixture);
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 1);
}

static void
test_change_takes_back (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_organization_page_get_type);

  page_fixture_type (fixture, "contoso.com");
  consent_test_wait_until (consent_page_get_complete (page));
  page_fixture_type (fixture, "contoso.co");
  assert_quiet (fixture, page);
}

static void
test_remembered (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page;

  g_settings_set_string (page_fixture_get_settings (fixture), "last-tenant", "contoso.com");
  page = page_fixture_show (fixture, consent_organization_page_get_type);
  g_assert_cmpstr (gtk_editable_get_text (page_fixture_get (fixture, "entry")), ==, "contoso.com");
  consent_test_wait_until (consent_page_get_complete (page));

  /* Coming back does not undo what was typed since. */
  page_fixture_type (fixture, "fabrikam.com");
  consent_page_leave (page);
  consent_page_enter (page);
  g_assert_cmpstr (gtk_editable_get_text (page_fixture_get (fixture, "entry")), ==, "fabrikam.com");
}

static void
test_practice (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (TRUE);
  ConsentPage *page;
  g_autofree char *remembered = NULL;
  g_autofree char *hint = NULL;

  g_settings_set_string (page_fixture_get_settings (fixture), "last-tenant", "contoso.com");
  page = page_fixture_show (fixture, consent_organization_page_get_type);
  g_assert_cmpstr (gtk_editable_get_text (page_fixture_get (fixture, "entry")), ==, "");

  g_assert_true (page_fixture_shows (fixture, "practice_row"));
  hint = page_fixture_get_text (fixture, "practice_row");
  g_assert_nonnull (strstr (hint, consent_practice_server_get_domain ("fresh")));
  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "practice_row")));
  consent_test_wait_until (consent_page_get_complete (page));

  remembered = g_settings_get_string (page_fixture_get_settings (fixture), "last-tenant");
  g_assert_cmpstr (remembered, ==, "contoso.com");
}

static void
test_guide (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  g_autofree char *text = NULL;

  page_fixture_show (fixture, consent_organization_page_get_type);
  g_assert_cmpstr (consent_guide_get_place (page_fixture_get (fixture, "guide")), ==, "tenant-id");
  /* No drawing is loaded before it is asked for. */
  g_assert_null (gtk_widget_get_first_child (page_fixture_get (fixture, "drawing")));
  adw_expander_row_set_expanded (page_fixture_get (fixture, "guide_row"), TRUE);
  consent_test_wait_until (page_fixture_shows (fixture, "guide"));
  g_assert_nonnull (gtk_widget_get_first_child (page_fixture_get (fixture, "drawing")));

  text = page_fixture_get_text (fixture, "guide_row");
  g_assert_nonnull (strstr (text, "Step 1 of 6"));
  g_assert_nonnull (strstr (text, "Open the Tenant ID Page Directly"));

  /* A reader of the help article finds its words again. */
  g_assert_nonnull (strstr (text, "portal.office365.com"));
  g_assert_nonnull (strstr (text, "(formerly Show all › Azure Active Directory"));
  page_fixture_assert_named (fixture);

  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "admin_center_row")));
  g_assert_cmpstr (page_fixture_get_target (fixture, "open-uri"), ==, "https://admin.microsoft.com");
  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "direct_row")));
  g_assert_cmpstr (page_fixture_get_target (fixture, "open-uri"), ==,
                   "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview.ReactView");
  g_assert_true (gtk_widget_activate (page_fixture_get (fixture, "fallback_row")));
  g_assert_cmpstr (page_fixture_get_target (fixture, "open-uri"), ==, "https://entra.microsoft.com");
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/organization-page/found", test_found);
  g_test_add_func ("/organization-page/result-rows", test_result_rows);
  g_test_add_func ("/organization-page/refusals", test_refusals);
  g_test_add_func ("/organization-page/refusal-waits", test_refusal_waits);
  g_test_add_func ("/organization-page/order", test_order);
  g_test_add_func ("/organization-page/cancel", test_cancel);
  g_test_add_func ("/organization-page/close-while-asking", test_close_while_asking);
  g_test_add_func ("/organization-page/offline-guid", test_offline_guid);
  g_test_add_func ("/organization-page/offline-domain", test_offline_domain);
  g_test_add_func ("/organization-page/enter-moves-on", test_enter_moves_on);
  g_test_add_func ("/organization-page/change-takes-back", test_change_takes_back);
  g_test_add_func ("/organization-page/remembered", test_remembered);
  g_test_add_func ("/organization-page/practice", test_practice);
  g_test_add_func ("/organization-page/guide", test_guide);

  return g_test_run ();
}
