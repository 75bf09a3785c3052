/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-window.h"
#include "wizard-test.h"

#define NOBODYS_ADDRESS "consent-test-scheme-of-nobody://example.com/path?q=<&>"

typedef struct
{
  ConsentContext *context;
  /* Not owned: %NULL when the window is gone. */
  ConsentWindow *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const char *authority = data;

  if (authority != NULL)
    g_setenv ("CONSENT_AUTHORITY", authority, TRUE);
  fixture->context = consent_test_context_new ();
  g_unsetenv ("CONSENT_AUTHORITY");

  g_set_weak_pointer (&fixture->window, consent_window_new (NULL, fixture->context));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  consent_test_settle ();
  g_assert_null (fixture->window);
  g_assert_finalize_object (fixture->context);
}

static gboolean
activate (Fixture    *fixture,
          const char *action,
          const char *text)
{
  GVariant *parameter = text != NULL ? g_variant_new_string (text) : NULL;

  return gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), action, parameter);
}

static GtkWidget *
find (Fixture    *fixture,
      GType       type,
      const char *text)
{
  return consent_test_find (GTK_WIDGET (fixture->window), type, text);
}

static const char *
get_scenario (Fixture *fixture)
{
  ConsentAssistant *assistant = consent_window_get_assistant (fixture->window);

  return consent_context_get_scenario (consent_assistant_get_context (assistant));
}

static gboolean
is_banner_shown (Fixture *fixture)
{
  GtkWidget *label = find (fixture, GTK_TYPE_LABEL, "Practice run – nothing here is real");
  GtkWidget *revealer = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER) : NULL;

  return revealer != NULL && gtk_revealer_get_reveal_child (GTK_REVEALER (revealer));
}

static void
test_titles (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  ConsentAssistant *assistant = consent_window_get_assistant (fixture->window);
  g_autofree char *title = NULL;

  g_assert_cmpstr (gtk_window_get_title (window), ==, "Consent Wizard");
  g_assert_nonnull (find (fixture, ADW_TYPE_HEADER_BAR, "Consent Wizard"));

  g_assert_true (activate (fixture, "win.next", NULL));
  title = g_strdup_printf ("%s – Consent Wizard",
                           consent_page_get_title (consent_assistant_get_page (assistant)));
  g_assert_cmpstr (gtk_window_get_title (window), ==, title);
  g_assert_nonnull (find (fixture, ADW_TYPE_HEADER_BAR, consent_assistant_get_step (assistant)));

  g_assert_true (activate (fixture, "win.back", NULL));
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Consent Wizard");
}

static void
test_practice (Fixture       *fixture,
               gconstpointer  data)
{
  ConsentAssistant *real = consent_window_get_assistant (fixture->window);

  g_assert_false (is_banner_shown (fixture));
  activate (fixture, "win.next", NULL);

  activate (fixture, "win.practice", "not-admin");
  g_assert_cmpstr (get_scenario (fixture), ==, "not-admin");
  g_assert_true (is_banner_shown (fixture));
  g_assert_null (consent_assistant_get_step (consent_window_get_assistant (fixture->window)));

  activate (fixture, "win.leave-practice", NULL);
  g_assert_cmpstr (get_scenario (fixture), ==, NULL);
  g_assert_false (is_banner_shown (fixture));
  g_assert_true (consent_window_get_assistant (fixture->window) == real);
  g_assert_nonnull (consent_assistant_get_step (real));

  consent_window_practice (fixture->window, NULL);
  g_assert_cmpstr (get_scenario (fixture), ==, "fresh");
}

static void
test_begins_with_practice (Fixture       *fixture,
                           gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (consent_window_new (NULL, fixture->context));
  ConsentAssistant *assistant;

  consent_window_practice (CONSENT_WINDOW (window), NULL);
  assistant = consent_window_get_assistant (CONSENT_WINDOW (window));
  gtk_window_present (window);
  consent_test_wait_until (gtk_widget_get_width (GTK_WIDGET (assistant)) > 0);
  consent_test_settle ();

  /* A row further down would have scrolled the page. */
  g_assert_true (gtk_window_get_focus (window) ==
                 GTK_WIDGET (consent_assistant_get_page (assistant)));

  gtk_window_destroy (window);
}

static void
test_practice_fails (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWindow *dialog;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*no-such-scenario*");
  activate (fixture, "win.practice", "no-such-scenario");
  g_test_assert_expected_messages ();

  g_assert_cmpstr (get_scenario (fixture), ==, NULL);
  dialog = consent_test_find_dialog (GTK_WINDOW (fixture->window));
  g_assert_true (ADW_IS_MESSAGE_DIALOG (dialog));
  gtk_window_destroy (dialog);
}

static void
test_replaced_hosts (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWidget *label = find (fixture, GTK_TYPE_LABEL, "Talking to login.example instead of Microsoft");

  g_assert_nonnull (label);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (gtk_widget_get_ancestor (label, GTK_TYPE_REVEALER))));
  g_assert_null (find (fixture, GTK_TYPE_BUTTON, "Leave"));

  activate (fixture, "win.practice", "fresh");
  g_assert_true (is_banner_shown (fixture));
  g_assert_nonnull (find (fixture, GTK_TYPE_BUTTON, "Leave"));
}

static void
test_copy (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const texts[] = { "first", "<b>&amp;", "second" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *copied = NULL;

      g_assert_true (activate (fixture, "win.copy", texts[i]));
      copied = consent_test_read_clipboard (GTK_WIDGET (fixture->window));
      g_assert_cmpstr (copied, ==, texts[i]);
    }

  g_assert_nonnull (find (fixture, ADW_TYPE_TOAST_OVERLAY, "Copied to the clipboard"));

  activate (fixture, "win.toast", "a < b & c");
  consent_test_wait_until (find (fixture, ADW_TYPE_TOAST_OVERLAY, "a < b & c") != NULL);
}

static void
test_no_browser (Fixture       *fixture,
                 gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWindow *dialog;
  g_autofree char *copied = NULL;

  activate (fixture, "win.open-uri", NOBODYS_ADDRESS);
  consent_test_wait_until ((dialog = consent_test_find_dialog (window)) != NULL);
  g_assert_nonnull (consent_test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL, NOBODYS_ADDRESS));

  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "copy");
  copied = consent_test_read_clipboard (GTK_WIDGET (window));
  g_assert_cmpstr (copied, ==, NOBODYS_ADDRESS);
  gtk_window_destroy (dialog);
}

/* The answer comes when nobody is there any more to be told. */
static void
test_closed_while_opening (Fixture       *fixture,
                           gconstpointer  data)
{
  activate (fixture, "win.open-uri", NOBODYS_ADDRESS);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_null (fixture->window);
  consent_test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, 0);
}

static void
test_remembers_size (Fixture       *fixture,
                     gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GSettings *settings = consent_context_get_settings (fixture->context);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 720);
  g_assert_cmpint (height, ==, 640);

  gtk_window_set_default_size (window, 800, 700);
  gtk_window_close (window);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 800);
  g_assert_cmpint (g_settings_get_int (settings, "window-height"), ==, 700);
}

static void
test_practice_remembers_nothing (Fixture       *fixture,
                                 gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GSettings *settings = consent_context_get_settings (fixture->context);
  GSettings *practice;
  g_autofree char *in_practice = NULL;
  g_autofree char *afterwards = NULL;

  g_settings_set_string (settings, "last-tenant", "contoso.com");
  activate (fixture, "win.practice", "fresh");
  practice = consent_context_get_settings (consent_assistant_get_context (consent_window_get_assistant (fixture->window)));
  in_practice = g_settings_get_string (practice, "last-tenant");
  g_assert_cmpstr (in_practice, ==, "");
  g_settings_set_string (practice, "last-tenant", "fresh.example");

  gtk_window_set_default_size (window, 800, 700);
  gtk_window_close (window);
  g_assert_cmpint (g_settings_get_int (settings, "window-width"), ==, 720);
  afterwards = g_settings_get_string (settings, "last-tenant");
  g_assert_cmpstr (afterwards, ==, "contoso.com");
}

/* Whatever is practiced, all that would be asked of Microsoft is asked of this program. */
static void
test_practice_asks_nobody (Fixture       *fixture,
                           gconstpointer  data)
{
  for (const char *const *name = consent_practice_server_list_scenarios (); *name != NULL; name++)
    {
      ConsentContext *context;
      ConsentEndpoints *endpoints;
      const char *addresses[3];

      activate (fixture, "win.practice", *name);
      context = consent_assistant_get_context (consent_window_get_assistant (fixture->window));
      endpoints = consent_context_get_endpoints (context);
      consent_test_fill_setup (consent_context_get_setup (context));
      addresses[0] = consent_endpoints_get_authority (endpoints);
      addresses[1] = consent_endpoints_get_graph (endpoints);
      addresses[2] = consent_setup_get_link (consent_context_get_setup (context));
      for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
        {
          g_autoptr (GUri) uri = g_uri_parse (addresses[i], G_URI_FLAGS_NONE, NULL);

          g_assert_cmpstr (g_uri_get_host (uri), ==, "127.0.0.1");
        }
      activate (fixture, "win.leave-practice", NULL);
    }
}

/* What may be kept on this machine; for anything more, README.md and SECURITY.md have to say so. */
static void
test_stores (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const stored[] = {
    "client-choice", "client-id", "last-region", "last-tenant", "window-height", "window-width", NULL,
  };
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;
  g_auto (GStrv) children = NULL;

  g_object_get (consent_context_get_settings (fixture->context), "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  children = g_settings_schema_list_children (schema);
  g_assert_cmpuint (g_strv_length (keys), ==, g_strv_length ((GStrv) stored));
  for (char **key = keys; *key != NULL; key++)
    g_assert_true (g_strv_contains (stored, *key));
  g_assert_cmpuint (g_strv_length (children), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture       *fixture,
                  gconstpointer  data);
    const char *authority;
  } tests[] = {
    { "/window/titles", test_titles },
    { "/window/practice", test_practice },
    { "/window/begins-with-practice", test_begins_with_practice },
    { "/window/practice-fails", test_practice_fails },
    { "/window/replaced-hosts", test_replaced_hosts, "https://login.example/prefix" },
    { "/window/copy", test_copy },
    { "/window/no-browser", test_no_browser },
    { "/window/closed-while-opening", test_closed_while_opening },
    { "/window/remembers-size", test_remembers_size },
    { "/window/practice-remembers-nothing", test_practice_remembers_nothing },
    { "/window/practice-asks-nobody", test_practice_asks_nobody },
    { "/window/stores", test_stores },
  };

  consent_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, tests[i].authority, set_up, tests[i].test, tear_down);

  return g_test_run ();
}
