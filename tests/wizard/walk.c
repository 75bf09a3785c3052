/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "walk.h"

#include "consent-application.h"
#include "default-program.h"
#include "pages/done/consent-done-page.h"
#include "pages/permissions/consent-permissions-page.h"
#include "test-async.h"

#include <libsoup/soup.h>

/* High enough for a whole page, so that nothing is scrolled out of sight. */
#define WIDTH 720
#define HEIGHT 3000

typedef struct
{
  const char *scenario;
  ConsentContext *context;
  /* Not owned. */
  ConsentWindow *window;
  SoupSession *browser;
  WalkVisit visit;
} Walk;

/* A process has only one. */
static GtkApplication *application;

static ConsentPage *
get_page (Walk *self)
{
  return consent_assistant_get_page (consent_window_get_assistant (self->window));
}

static gpointer
get (GtkWidget  *root,
     const char *id)
{
  gpointer found = consent_test_find_by_id (root, id);

  if (found == NULL)
    g_error ("There is no “%s”", id);

  return found;
}

static void
look (Walk       *self,
      GtkWindow  *window,
      const char *state)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", self->scenario, state);

  g_test_message ("%s", name);
  walk_wait_for_frame (window);
  self->visit (window, name);
}

/* Says whether there was anything to unfold. */
static gboolean
unfold (GtkWidget *root,
        gboolean   expanded)
{
  gboolean found = FALSE;

  if (!gtk_widget_get_visible (root))
    return FALSE;

  if (ADW_IS_EXPANDER_ROW (root) || GTK_IS_EXPANDER (root))
    {
      g_object_set (root, "expanded", expanded, NULL);
      found = TRUE;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found |= unfold (child, expanded);

  return found;
}

/* The page as it is, and with all that can be unfolded. */
static void
look_at_page (Walk       *self,
              const char *state)
{
  ConsentPage *page = get_page (self);
  g_autofree char *name = g_strdup_printf ("%s, %s", consent_page_get_title (page), state);
  g_autofree char *unfolded = g_strdup_printf ("%s, unfolded", name);

  look (self, GTK_WINDOW (self->window), name);
  if (!unfold (GTK_WIDGET (page), TRUE))
    return;

  look (self, GTK_WINDOW (self->window), unfolded);
  unfold (GTK_WIDGET (page), FALSE);
}

/* Chooses one after the other. */
static void
choose_each (Walk      *self,
             GtkWidget *root)
{
  if (!gtk_widget_get_mapped (root))
    return;

  if (ADW_IS_ACTION_ROW (root) &&
      gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (root)) == GTK_ACCESSIBLE_ROLE_RADIO)
    {
      GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (root));

      gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
      consent_test_settle ();
      look_at_page (self, "chosen");
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose_each (self, child);
}

static void
choose (Walk       *self,
        const char *id)
{
  gtk_check_button_set_active (get (GTK_WIDGET (get_page (self)), id), TRUE);
  consent_test_settle ();
}

static void
act (Walk       *self,
     const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL);
  consent_test_settle ();
}

static void
next (Walk *self)
{
  ConsentPage *page = get_page (self);

  act (self, "win.next");
  g_assert_true (get_page (self) != page);
}

static GtkWidget *
write_entry (Walk       *self,
             const char *text)
{
  GtkWidget *entry = get (GTK_WIDGET (get_page (self)), "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  consent_test_settle ();

  return entry;
}

/* At once, without the pause for those who still type. */
static void
look_up (Walk       *self,
         const char *text)
{
  g_signal_emit_by_name (write_entry (self, text), "activate");
}

static void
write_buffer (Walk       *self,
              const char *view_id,
              const char *text)
{
  GtkTextView *view = get (GTK_WIDGET (get_page (self)), view_id);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
  consent_test_settle ();
}

static void
rest (Walk *self)
{
  consent_test_wait_until (!consent_page_get_busy (get_page (self)));
  consent_test_settle ();
}

/* What is typed, or copied from the wrong place. */
static void
walk_organization (Walk *self)
{
  static const char * const refused[] = {
    "{tenant-id}",
    "00000000-0000-0000-0000-000000000000",
    "5353a3d2-8ca9-42d2-b567-ea399ccb5e38",
    "common",
    "9188040d-6c67-4c5b-b112-36a304b66dad",
    "someone@gmail.com",
    "gov.example",
    "nobody.example",
  };
  g_autofree char *address = NULL;

  look_at_page (self, "empty");
  if (g_str_equal (self->scenario, "fresh"))
    for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
      {
        look_up (self, refused[i]);
        rest (self);
        look_at_page (self, refused[i]);
      }

  address = g_strdup_printf ("someone@%s", consent_practice_server_get_domain (self->scenario));
  look_up (self, address);
  g_assert_true (consent_page_get_busy (get_page (self)));
  look_at_page (self, "looking up");
  rest (self);
  look_at_page (self, "looked up");

  /* Where nobody can be asked, the Tenant ID will do. */
  if (!consent_page_get_complete (get_page (self)))
    {
      look_up (self, "c0ffee11-0000-4000-8000-000000000000");
      rest (self);
      look_at_page (self, "not checked");
    }
}

static void
walk_region (Walk *self)
{
  look_at_page (self, "empty");
  write_entry (self, "https://example.com/");
  look_at_page (self, "another address pasted");
  write_entry (self, "https://ukevo.tracker-rms.com/");
  look_at_page (self, "pasted");
  choose_each (self, GTK_WIDGET (get_page (self)));
}

static void
walk_approve (Walk *self)
{
  static const char * const errors[] = { "AADSTS65004", "AADSTS90094", "what is this" };

  look_at_page (self, "not yet opened");
  act (self, "win.next");
  g_free (default_program_wait ());
  look_at_page (self, "opened");
  choose_each (self, GTK_WIDGET (get_page (self)));

  choose (self, "error_button");
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      GtkWidget *card = get (GTK_WIDGET (get_page (self)), "advice_card");

      gtk_widget_set_visible (card, FALSE);
      write_buffer (self, "error_view", errors[i]);
      consent_test_wait_until (gtk_widget_get_visible (card));
      look_at_page (self, errors[i]);
    }
  choose (self, "not_yet_button");
}

static char *
browse (Walk       *self,
        const char *method,
        const char *address,
        const char *form)
{
  g_autoptr (SoupMessage) message = soup_message_new (method, address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) form_bytes = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *slot = NULL;

  if (form != NULL)
    {
      form_bytes = g_bytes_new (form, strlen (form));
      soup_message_set_request_body_from_bytes (message, SOUP_FORM_MIME_TYPE_URLENCODED, form_bytes);
    }
  soup_session_send_and_read_async (self->browser, message, G_PRIORITY_DEFAULT, NULL,
                                    test_store_result, &slot);
  result = test_wait_for_result (&slot);
  bytes = soup_session_send_and_read_finish (self->browser, result, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
cut (const char *text,
     const char *before)
{
  const char *start = strstr (text, before);

  g_assert_nonnull (start);
  start += strlen (before);

  return g_strndup (start, strcspn (start, "\""));
}

/* Loads the sign-in page that the default browser got, and presses a button there. */
static void
sign_in (Walk       *self,
         const char *choice)
{
  g_autofree char *address = default_program_wait ();
  g_autofree char *page = browse (self, SOUP_METHOD_GET, address, NULL);
  g_autofree char *action = cut (page, "method=\"post\" action=\"");
  g_autofree char *ticket = cut (page, "name=\"ticket\" value=\"");
  g_autofree char *form = soup_form_encode ("ticket", ticket, "choice", choice, NULL);

  default_program_install ();
  g_free (browse (self, SOUP_METHOD_POST, action, form));
}

static void
start_check (Walk *self)
{
  default_program_install ();
  choose (self, "microsoft_button");
  act (self, "win.next");
  g_assert_true (consent_page_get_busy (get_page (self)));
}

static void
look_at_code (Walk *self)
{
  start_check (self);
  gtk_widget_activate (get (GTK_WIDGET (get_page (self)), "browser_code_row"));
  consent_test_wait_until (gtk_widget_get_mapped (get (GTK_WIDGET (get_page (self)), "copy_code_row")));
  look_at_page (self, "with a code");
  act (self, "win.cancel");
}

static void
walk_check (Walk *self)
{
  gboolean administers = !g_str_equal (self->scenario, "not-admin");

  look_at_page (self, "idle");
  choose_each (self, GTK_WIDGET (get_page (self)));
  start_check (self);
  look_at_page (self, "signing in");
  /* Without a connection, what the browser gets is no page. */
  if (g_str_equal (self->scenario, "offline"))
    {
      act (self, "win.cancel");
      act (self, "win.skip");
      return;
    }

  sign_in (self, "cancel");
  rest (self);
  look_at_page (self, "canceled");
  if (!administers)
    {
      look_at_code (self);
      act (self, "win.skip");
      return;
    }

  start_check (self);
  sign_in (self, "sign-in-admin");
  rest (self);
  look_at_page (self, "verdict");
  next (self);
}

static void
walk_permissions (Walk *self)
{
  look_at_page (self, "read");
  write_buffer (self, "paste_view", "Mail.Send User.Read.All Made.Up");
  consent_test_wait_until (consent_test_find (GTK_WIDGET (get_page (self)), GTK_TYPE_LABEL, "Made.Up") != NULL);
  look_at_page (self, "pasted");
}

/* Whatever comes after the check in this scenario, up to the last page. */
static void
walk_rest (Walk *self)
{
  while (!CONSENT_IS_DONE_PAGE (get_page (self)))
    {
      if (CONSENT_IS_PERMISSIONS_PAGE (get_page (self)))
        walk_permissions (self);
      else
        look_at_page (self, "read");
      choose_each (self, GTK_WIDGET (get_page (self)));
      next (self);
    }
  look_at_page (self, "at the end");
}

static void
begin (Walk       *self,
       const char *scenario,
       WalkVisit   visit)
{
  g_autoptr (GError) error = NULL;

  self->scenario = scenario;
  self->visit = visit;
  self->browser = soup_session_new ();
  self->context = consent_test_context_new ();
  if (application == NULL)
    application = GTK_APPLICATION (consent_application_new ());
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  self->window = consent_window_new (application, self->context);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  consent_window_practice (self->window, scenario);
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  default_program_install ();
  look_at_page (self, "at the start");
}

static void
end (Walk *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  consent_test_settle ();
  g_assert_null (self->window);
  g_assert_finalize_object (self->context);
  g_clear_object (&self->browser);
}

static void
come_to_region (Walk *self)
{
  next (self);
  look_up (self, consent_practice_server_get_domain (self->scenario));
  rest (self);
  next (self);
}

static void
look_at_dialog (Walk       *self,
                const char *action,
                const char *state)
{
  GtkWindow *dialog;

  if (g_str_has_prefix (action, "app."))
    g_action_group_activate_action (G_ACTION_GROUP (application), action + strlen ("app."), NULL);
  else
    act (self, action);
  dialog = consent_test_find_dialog (GTK_WINDOW (self->window));
  g_assert_nonnull (dialog);
  gtk_window_set_default_size (dialog, WIDTH, HEIGHT);
  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  consent_test_settle ();
  look (self, dialog, state);
  gtk_window_destroy (dialog);
  consent_test_settle ();

  /* Here is no window manager to do it, and in a window that is not the active one Tab ends at a row. */
  gtk_window_present (GTK_WINDOW (self->window));
  consent_test_wait_until (gtk_window_is_active (GTK_WINDOW (self->window)));
}

void
walk_init (void)
{
  default_program_init ();
}

void
walk_scenario (const char *scenario,
               WalkVisit   visit)
{
  Walk self = { NULL };

  begin (&self, scenario, visit);
  next (&self);
  walk_organization (&self);
  next (&self);
  walk_region (&self);
  next (&self);
  walk_approve (&self);
  next (&self);
  walk_check (&self);
  walk_rest (&self);
  end (&self);
}

void
walk_dialogs (WalkVisit visit)
{
  Walk self = { NULL };

  begin (&self, "fresh", visit);
  look_at_dialog (&self, "win.hand-over", "Hand-over, with questions");
  come_to_region (&self);
  choose_each (&self, GTK_WIDGET (get_page (&self)));
  look_at_dialog (&self, "win.hand-over", "Hand-over, with all that is needed");
  look_at_dialog (&self, "app.shortcuts", "Shortcuts");
  look_at_dialog (&self, "app.about", "About");
  end (&self);
}

static void
on_after_paint (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

void
walk_wait_for_frame (GtkWindow *window)
{
  GdkFrameClock *clock;
  gboolean painted = FALSE;
  gulong id;

  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &painted);
  gtk_widget_queue_draw (GTK_WIDGET (window));
  consent_test_wait_until (painted);
  g_signal_handler_disconnect (clock, id);
}
