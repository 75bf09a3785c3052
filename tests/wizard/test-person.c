/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-window.h"
#include "fake-verification.h"
#include "judge-case.h"
#include "wizard-test.h"

#include "pages/approve/consent-approve-page.h"
#include "pages/check/consent-check-page.h"
#include "pages/done/consent-done-page.h"
#include "pages/hand-over/consent-hand-over-window.h"
#include "pages/organization/consent-organization-page.h"
#include "pages/region/consent-region-page.h"
#include "pages/user-consent/consent-user-consent-page.h"
#include "widgets/consent-guide.h"

#include <gdk/x11/gdkx.h>
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#define TENANT_ID "aaaabbbb-0000-cccc-1111-dddd2222eeee"

/* What people do that nobody told them to, in the whole window. */
typedef struct
{
  ConsentContext *context;
  /* Not owned: %NULL when the window is gone. */
  ConsentWindow *window;
} Fixture;

static void
show_window (Fixture *fixture)
{
  g_set_weak_pointer (&fixture->window, consent_window_new (NULL, fixture->context));
  gtk_window_present (GTK_WINDOW (fixture->window));
  consent_test_wait_until (gtk_widget_get_width (GTK_WIDGET (fixture->window)) > 0);
  consent_test_settle ();
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->context = consent_test_context_new ();
  show_window (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  consent_test_settle ();
  g_assert_null (fixture->window);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  g_assert_finalize_object (fixture->context);
}

static ConsentAssistant *
get_assistant (Fixture *fixture)
{
  return consent_window_get_assistant (fixture->window);
}

static ConsentPage *
get_page (Fixture *fixture)
{
  return consent_assistant_get_page (get_assistant (fixture));
}

static void
activate (Fixture    *fixture,
          const char *action,
          const char *text)
{
  GVariant *parameter = text != NULL ? g_variant_new_string (text) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter));
}

static ConsentPage *
skip_to (Fixture *fixture,
         GType    type)
{
  consent_test_fill_setup (consent_context_get_setup (consent_assistant_get_context (get_assistant (fixture))));
  while (!G_TYPE_CHECK_INSTANCE_TYPE (get_page (fixture), type))
    activate (fixture, "win.skip", NULL);

  return get_page (fixture);
}

/* Does something with the real pointer or keyboard of the display: the words of xdotool, after which the
 * window has the focus. */
static void
use (Fixture    *fixture,
     const char *what)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (fixture->window));
  g_autofree char *line = g_strdup_printf ("xdotool windowfocus --sync %lu %s",
                                           gdk_x11_surface_get_xid (surface), what);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GSubprocess) person = NULL;
  g_autoptr (GError) error = NULL;

  person = g_subprocess_newv ((const char * const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (person, NULL, NULL));
  gdk_display_sync (gdk_display_get_default ());
  consent_test_settle ();
}

static void
click (Fixture   *fixture,
       GtkWidget *widget,
       guint      n_times)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  g_autofree char *what = NULL;
  graphene_rect_t bounds;
  double left;
  double top;

  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &left, &top);
  what = g_strdup_printf ("mousemove --window %lu %d %d click --repeat %u --delay 60 1",
                          gdk_x11_surface_get_xid (surface),
                          (int) (left + bounds.origin.x + bounds.size.width / 2),
                          (int) (top + bounds.origin.y + bounds.size.height / 2), n_times);
  use (fixture, what);
}

/* Says what a double click is; however slow the machine, or however fast. */
static void
set_double_click_time (Fixture *fixture,
                       int      milliseconds)
{
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->window)),
                "gtk-double-click-time", milliseconds, NULL);
  /* What was pressed before is over. */
  use (fixture, "key Pause");
}

/* The suggested button is always at the same place, and the next page's may open the browser or close the
 * window: one press, however often it is clicked, is one step. */
static void
test_clicked_twice (Fixture       *fixture,
                    gconstpointer  data)
{
  set_double_click_time (fixture, 60000);
  skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  consent_test_settle ();
  click (fixture, gtk_window_get_default_widget (GTK_WINDOW (fixture->window)), 3);
  consent_test_wait_until (G_TYPE_CHECK_INSTANCE_TYPE (get_page (fixture), CONSENT_TYPE_DONE_PAGE));
  consent_test_settle ();
  g_assert_nonnull (fixture->window);

  /* And that is another press. */
  set_double_click_time (fixture, 0);
  click (fixture, gtk_window_get_default_widget (GTK_WINDOW (fixture->window)), 1);
  consent_test_wait_until (fixture->window == NULL);
}

static GtkWidget *
find_back_button (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), "win.back") == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_back_button (child);

  return found;
}

/* The same goes for any other button. */
static void
test_back_twice (Fixture       *fixture,
                         gconstpointer  data)
{
  set_double_click_time (fixture, 60000);
  skip_to (fixture, CONSENT_TYPE_DONE_PAGE);
  consent_test_settle ();
  if (data != NULL)
    use (fixture, data);
  else
    click (fixture, find_back_button (GTK_WIDGET (fixture->window)), 3);
  g_assert_true (G_TYPE_CHECK_INSTANCE_TYPE (get_page (fixture), CONSENT_TYPE_USER_CONSENT_PAGE));
}

static gboolean
on_timeout (gpointer done)
{
  *(gboolean *) done = TRUE;

  return G_SOURCE_REMOVE;
}

/* However the same key comes twice; @data has the words of xdotool. */
static void
test_key_twice (Fixture       *fixture,
                gconstpointer  data)
{
  gboolean held = g_str_has_prefix (data, "keydown");
  gboolean over = FALSE;

  /* While a key is held, time does not count. */
  set_double_click_time (fixture, held ? 0 : 60000);
  skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  consent_test_settle ();
  use (fixture, data);
  consent_test_wait_until (G_TYPE_CHECK_INSTANCE_TYPE (get_page (fixture), CONSENT_TYPE_DONE_PAGE));
  use (fixture, data);
  /* A button takes 250 ms to be pressed by a key. */
  g_timeout_add (500, on_timeout, &over);
  consent_test_wait_until (over);
  g_assert_nonnull (fixture->window);

  use (fixture, "keyup Return");
  set_double_click_time (fixture, 0);
  use (fixture, "key Return");
  consent_test_wait_until (fixture->window == NULL);
}

/* What is typed is typed, however fast; only Enter is no text there. */
static void
test_typed_twice (Fixture       *fixture,
                  gconstpointer  data)
{
  GtkWidget *entry;
  ConsentPage *page;

  set_double_click_time (fixture, 60000);
  activate (fixture, "win.next", NULL);
  page = get_page (fixture);
  entry = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (page), CONSENT_TYPE_ORGANIZATION_PAGE, "entry"));
  gtk_widget_grab_focus (entry);
  consent_test_settle ();
  use (fixture, "key o o space space o o");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "oo  oo");
  use (fixture, "key ctrl+a");
  use (fixture, "type --delay 5 " TENANT_ID);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, TENANT_ID);
}

/* Through a guide people step as fast as they read. */
static void
test_guide (Fixture       *fixture,
            gconstpointer  data)
{
  ConsentPage *page = skip_to (fixture, CONSENT_TYPE_USER_CONSENT_PAGE);
  ConsentGuide *guide;
  GtkWidget *button;

  guide = CONSENT_GUIDE (consent_test_find (GTK_WIDGET (page), CONSENT_TYPE_GUIDE, "Open the Setting Directly"));
  button = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (guide), CONSENT_TYPE_GUIDE, "next_button"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (gtk_widget_get_ancestor (button, ADW_TYPE_EXPANDER_ROW)), TRUE);
  set_double_click_time (fixture, 60000);
  consent_test_wait_until (gtk_widget_get_mapped (button));
  g_assert_true (gtk_widget_grab_focus (button));
  use (fixture, "key space space Return Return");
  g_assert_cmpuint (consent_guide_get_step (guide), ==, 4);
}

static ConsentPage *
start_check (Fixture *fixture)
{
  ConsentPage *page = skip_to (fixture, CONSENT_TYPE_CHECK_PAGE);
  GtkWidget *row;

  row = consent_test_find (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW, "Microsoft’s own tool");
  g_assert_nonnull (row);
  gtk_widget_activate (row);
  activate (fixture, "win.next", NULL);
  g_assert_true (consent_page_get_busy (page));
  g_assert_cmpint (fake_verification_get_asked (fake_verification_get ()), ==, FAKE_ASKED_SIGN_IN);

  return page;
}

/* Everything at once, and again. */
static void
test_during_check (Fixture       *fixture,
                   gconstpointer  data)
{
  ConsentPage *page = start_check (fixture);

  activate (fixture, "win.back", NULL);
  activate (fixture, "win.back", NULL);
  consent_test_settle ();
  g_assert_false (consent_page_get_busy (page));
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  start_check (fixture);
  activate (fixture, "win.next", NULL);
  g_assert_cmpuint (fake_verification_count_alive (), ==, 1);
  activate (fixture, "win.cancel", NULL);
  activate (fixture, "win.cancel", NULL);
  g_assert_cmpuint (fake_verification_count_tokens (), ==, 0);

  start_check (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->window);
}

/* The answer comes when nobody waits for it any more, and is about another region. */
static void
test_changed_during_check (Fixture       *fixture,
                           gconstpointer  data)
{
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  ConsentVerification *verification;
  g_autoptr (ConsentReport) report = NULL;
  g_autoptr (ConsentSnapshot) snapshot = consent_snapshot_new ("client");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);

  start_check (fixture);
  verification = fake_verification_get ();
  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  report = consent_report_new (consent_setup_get_service (setup), snapshot, now);
  fake_verification_succeed_read (verification, report);

  consent_setup_set_region_id (setup, "us");
  consent_test_settle ();
  g_assert_null (consent_setup_get_report (setup));
  g_assert_false (consent_page_get_busy (get_page (fixture)));
}

static void
finish_check (Fixture       *fixture,
              ConsentReport *report)
{
  ConsentPage *page = start_check (fixture);
  ConsentVerification *verification = fake_verification_get ();

  fake_verification_succeed_sign_in (verification);
  consent_test_wait_until (fake_verification_get_asked (verification) == FAKE_ASKED_READ);
  fake_verification_succeed_read (verification, report);
  consent_test_wait_until (!consent_page_get_busy (page));
}

static void
add_text (GtkWidget *root,
          GString   *text)
{
  if (!gtk_widget_get_visible (root))
    return;

  if (GTK_IS_LABEL (root))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (root)));
  if (GTK_IS_ACTIONABLE (root) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), "win.copy") == 0)
    g_string_append_printf (text, "%s\n",
                            g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (root)),
                                                  NULL));

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    add_text (child, text);
}

/* How much of @report the page shows, or copies. */
static guint
count_findings (ConsentPage         *page,
                const ConsentReport *report)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  add_text (GTK_WIDGET (page), text);
  n += strstr (text->str, report->summary->title) != NULL;
  for (guint i = 0; i < report->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (report->checks, i);

      n += strstr (text->str, check->finding) != NULL;
    }

  return n;
}

static char *
get_message_to_hand_over (Fixture *fixture)
{
  GtkWindow *dialog;
  GtkLabel *label;
  char *message;

  activate (fixture, "win.hand-over", NULL);
  dialog = consent_test_find_dialog (GTK_WINDOW (fixture->window));
  label = GTK_LABEL (gtk_widget_get_template_child (GTK_WIDGET (dialog), CONSENT_TYPE_HAND_OVER_WINDOW, "message"));
  message = g_strdup (gtk_label_get_text (label));
  gtk_window_destroy (dialog);

  return message;
}

static void
change_organization (Fixture *fixture)
{
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  g_autoptr (ConsentTenant) tenant = NULL;
  GtkEditable *entry;

  entry = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (get_page (fixture)),
                                                       CONSENT_TYPE_ORGANIZATION_PAGE, "entry"));
  gtk_editable_set_text (entry, "other.example");
  g_assert_null (consent_setup_get_tenant (setup));
  /* As the look-up does, which asks Microsoft. */
  tenant = consent_tenant_new_unchecked ("11112222-0000-cccc-1111-dddd2222eeee", "other.example");
  consent_setup_set_tenant (setup, tenant);
}

static void
change_region (Fixture *fixture)
{
  GtkWidget *row = consent_test_find (GTK_WIDGET (get_page (fixture)), ADW_TYPE_ACTION_ROW, "United States");

  g_assert_nonnull (row);
  gtk_widget_activate (row);
}

/* As the rows do that are there once the browser was opened. */
static void
change_outcome (Fixture *fixture)
{
  consent_setup_set_answer (consent_context_get_setup (fixture->context), CONSENT_ANSWER_ACCEPTED);
}

static const struct
{
  const char *path;
  GType (*page) (void);
  void (*change) (Fixture *fixture);
  gboolean changes_link;
} changes[] = {
  { "/person/changed-after-check/organization", consent_organization_page_get_type, change_organization, TRUE },
  { "/person/changed-after-check/region", consent_region_page_get_type, change_region, TRUE },
  { "/person/changed-after-check/outcome", consent_approve_page_get_type, change_outcome, FALSE },
};

/* Nothing of what was found for the old answer is on any later page. */
static void
test_changed_after_check (Fixture       *fixture,
                          gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  ConsentSetup *setup = consent_context_get_setup (fixture->context);
  g_autoptr (ConsentReport) report = judge_case_new_report ("setting-low");
  g_autofree char *link = NULL;
  g_autofree char *message = NULL;

  finish_check (fixture, report);
  link = g_strdup (consent_setup_get_link (setup));
  g_assert_cmpuint (count_findings (get_page (fixture), report), ==, 1 + report->checks->len);
  while (!CONSENT_IS_DONE_PAGE (get_page (fixture)))
    activate (fixture, "win.skip", NULL);
  g_assert_cmpuint (count_findings (get_page (fixture), report), ==, 1 + report->checks->len);

  while (G_OBJECT_TYPE (get_page (fixture)) != changes[i].page ())
    activate (fixture, "win.back", NULL);
  changes[i].change (fixture);
  while (!CONSENT_IS_DONE_PAGE (get_page (fixture)))
    {
      activate (fixture, "win.skip", NULL);
      g_test_message ("%s", consent_page_get_title (get_page (fixture)));
      g_assert_cmpuint (count_findings (get_page (fixture), report), ==, 0);
    }

  message = get_message_to_hand_over (fixture);
  g_assert_nonnull (strstr (message, consent_setup_get_link (setup)));
  g_assert_cmpint (strstr (message, link) == NULL, ==, changes[i].changes_link);
}

/* A practice run is begun while a real sign-in is under way, and the other way around. */
static void
test_practice_during_check (Fixture       *fixture,
                            gconstpointer  data)
{
  ConsentPage *page = start_check (fixture);
  GSettings *settings = consent_context_get_settings (fixture->context);
  ConsentContext *practice = NULL;
  g_autofree char *choice = NULL;
  g_autofree char *tenant = NULL;

  activate (fixture, "win.practice", "fresh");
  consent_test_settle ();
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);
  g_assert_false (consent_page_get_busy (page));

  g_settings_reset (settings, "client-choice");
  start_check (fixture);
  g_set_weak_pointer (&practice, consent_assistant_get_context (get_assistant (fixture)));
  activate (fixture, "win.leave-practice", NULL);
  consent_test_settle ();
  g_assert_cmpuint (fake_verification_count_alive (), ==, 0);

  /* Nothing is left of it, and the real journey goes on where it was. */
  g_assert_null (practice);
  g_assert_true (get_page (fixture) == page);
  g_assert_null (consent_setup_get_report (consent_context_get_setup (fixture->context)));
  choice = g_settings_get_string (settings, "client-choice");
  g_assert_cmpstr (choice, ==, "");
  tenant = g_settings_get_string (settings, "last-tenant");
  g_assert_cmpstr (tenant, ==, "");
  start_check (fixture);
}

/* Nothing can be written down: what was chosen holds for as long as the window is there. */
static void
test_nothing_kept (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GSettingsBackend) backend = g_null_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  g_autoptr (GError) error = NULL;
  Fixture other = { NULL };

  g_assert_false (g_settings_is_writable (settings, "last-region"));
  other.context = consent_context_new (consent_service_get_default (), settings, &error);
  g_assert_no_error (error);
  show_window (&other);

  start_check (&other);
  activate (&other, "win.back", NULL);
  start_check (&other);
  gtk_window_close (GTK_WINDOW (other.window));
  tear_down (&other, NULL);
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
    { "/person/clicked-twice", test_clicked_twice },
    { "/person/clicked-twice/back", test_back_twice },
    { "/person/key-twice/enter", test_key_twice, "key Return" },
    { "/person/key-twice/held", test_key_twice, "keydown Return" },
    { "/person/key-twice/alt", test_back_twice, "key --delay 60 alt+Left alt+Left" },
    { "/person/typed-twice", test_typed_twice },
    { "/person/guide", test_guide },
    { "/person/during-check", test_during_check },
    { "/person/changed-during-check", test_changed_during_check },
    { "/person/practice-during-check", test_practice_during_check },
    { "/person/nothing-kept", test_nothing_kept },
  };

  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    g_test_add (changes[i].path, Fixture, GUINT_TO_POINTER (i), set_up, test_changed_after_check, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].data, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
