/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "pages/region/consent-region-page.h"

static void
collect_buttons (GtkWidget *widget,
                 GPtrArray *buttons)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    g_ptr_array_add (buttons, widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, buttons);
}

static GPtrArray *
get_buttons (PageFixture *fixture)
{
  GPtrArray *buttons = g_ptr_array_new ();

  collect_buttons (page_fixture_get (fixture, "region_group"), buttons);

  return buttons;
}

/* @id: (nullable): the region that is chosen, in the setup as on the page */
static void
assert_chosen (PageFixture *fixture,
               ConsentPage *page,
               const char  *id)
{
  const ConsentRegion *chosen = consent_setup_get_region (page_fixture_get_setup (fixture));
  GPtrArray *regions = consent_service_get_regions (consent_service_get_default ());
  g_autoptr (GPtrArray) buttons = get_buttons (fixture);

  g_assert_cmpstr (chosen != NULL ? chosen->id : NULL, ==, id);
  g_assert_cmpint (consent_page_get_complete (page), ==, id != NULL);

  g_assert_cmpuint (buttons->len, ==, regions->len);
  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);
      GtkCheckButton *button = g_ptr_array_index (buttons, i);
      GtkWidget *row;

      g_assert_cmpint (gtk_check_button_get_active (button), ==, g_strcmp0 (region->id, id) == 0);

      /* The row is the one control, for the keyboard as for a screen reader. */
      row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, region->name);
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_RADIO);
      gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_CHECKED,
                                        g_strcmp0 (region->id, id) == 0 ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                                        : GTK_ACCESSIBLE_TRISTATE_FALSE);
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                           adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
      g_assert_true (gtk_widget_get_focusable (row));
      gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_PRESENTATION);
      g_assert_false (gtk_widget_get_can_focus (GTK_WIDGET (button)));
    }
}

/* @words: (nullable): part of what is said about the address */
static void
assert_remark (PageFixture *fixture,
               const char  *words,
               gboolean     invalid)
{
  GtkAccessible *entry = page_fixture_get (fixture, "entry");
  g_autofree char *text = page_fixture_get_text (fixture, "remark_box");

  g_assert_cmpint (gtk_test_accessible_has_state (entry, GTK_ACCESSIBLE_STATE_INVALID), ==,
                   invalid);
  g_assert_cmpint (page_fixture_shows (fixture, "remark_box"), ==, words != NULL);
  if (words == NULL)
    return;

  g_assert_nonnull (strstr (text, words));
  gtk_test_accessible_assert_relation (entry, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                       page_fixture_get (fixture, "remark"), NULL);
}

static void
test_choose (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_region_page_get_type);
  g_autoptr (GPtrArray) buttons = get_buttons (fixture);
  g_autofree char *text = page_fixture_get_text (fixture, "region_group");
  g_autofree char *remembered = NULL;

  assert_chosen (fixture, page, NULL);
  page_fixture_assert_named (fixture);
  g_assert_nonnull (strstr (text, "ukevo"));
  g_assert_nonnull (strstr (text, "usevo"));

  gtk_check_button_set_active (g_ptr_array_index (buttons, 1), TRUE);
  assert_chosen (fixture, page, "us");
  gtk_check_button_set_active (g_ptr_array_index (buttons, 0), TRUE);
  assert_chosen (fixture, page, "uk");

  remembered = g_settings_get_string (page_fixture_get_settings (fixture), "last-region");
  g_assert_cmpstr (remembered, ==, "uk");
}

static void
test_paste (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_region_page_get_type);
  g_autoptr (GPtrArray) buttons = get_buttons (fixture);

  page_fixture_type (fixture, "https://usevo.tracker-rms.com/Login?x=1");
  assert_chosen (fixture, page, "us");
  assert_remark (fixture, "belongs to the region “United States”", FALSE);

  /* The choice is the person's; what does not fit is said. */
  gtk_check_button_set_active (g_ptr_array_index (buttons, 0), TRUE);
  assert_chosen (fixture, page, "uk");
  assert_remark (fixture, "another region: United States", FALSE);

  page_fixture_type (fixture, " ukevo ");
  assert_chosen (fixture, page, "uk");
  assert_remark (fixture, "belongs to the region “United Kingdom”", FALSE);

  g_signal_emit_by_name (page_fixture_get (fixture, "entry"), "activate");
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 1);
}

static void
test_not_recognized (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page = page_fixture_show (fixture, consent_region_page_get_type);

  /* Not while it is being typed, but then without Enter too. */
  page_fixture_type (fixture, "https://www.example.com");
  consent_test_settle ();
  assert_remark (fixture, NULL, FALSE);
  consent_test_wait_until (page_fixture_shows (fixture, "remark_box"));
  assert_remark (fixture, "none of the regions", TRUE);
  assert_chosen (fixture, page, NULL);
  page_fixture_assert_named (fixture);

  page_fixture_type (fixture, "");
  assert_remark (fixture, NULL, FALSE);

  /* One that names both is no better. */
  page_fixture_type (fixture, "ukevo usevo");
  g_signal_emit_by_name (page_fixture_get (fixture, "entry"), "activate");
  consent_test_wait_until (page_fixture_shows (fixture, "remark_box"));
  assert_remark (fixture, "more than one", TRUE);
  assert_chosen (fixture, page, NULL);
  g_assert_cmpuint (page_fixture_count_action (fixture, "next"), ==, 0);
}

static void
test_remembered (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);
  ConsentPage *page;

  g_settings_set_string (page_fixture_get_settings (fixture), "last-region", "us");
  page = page_fixture_show (fixture, consent_region_page_get_type);
  assert_chosen (fixture, page, "us");
  assert_remark (fixture, NULL, FALSE);
}

static void
test_remembered_is_gone (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (FALSE);

  g_settings_set_string (page_fixture_get_settings (fixture), "last-region", "atlantis");
  assert_chosen (fixture, page_fixture_show (fixture, consent_region_page_get_type), NULL);
}

static void
test_practice (void)
{
  g_autoptr (PageFixture) fixture = page_fixture_new (TRUE);
  ConsentPage *page;
  g_autofree char *remembered = NULL;

  g_settings_set_string (page_fixture_get_settings (fixture), "last-region", "us");
  page = page_fixture_show (fixture, consent_region_page_get_type);
  assert_chosen (fixture, page, NULL);
  page_fixture_type (fixture, "ukevo");
  assert_chosen (fixture, page, "uk");

  remembered = g_settings_get_string (page_fixture_get_settings (fixture), "last-region");
  g_assert_cmpstr (remembered, ==, "us");
}

int
main (int   argc,
      char *argv[])
{
  consent_test_init (&argc, &argv);

  g_test_add_func ("/region-page/choose", test_choose);
  g_test_add_func ("/region-page/paste", test_paste);
  g_test_add_func ("/region-page/not-recognized", test_not_recognized);
  g_test_add_func ("/region-page/remembered", test_remembered);
  g_test_add_func ("/region-page/remembered-is-gone", test_remembered_is_gone);
  g_test_add_func ("/region-page/practice", test_practice);

  return g_test_run ();
}
