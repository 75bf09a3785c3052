/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "consent-assistant.h"

#include <libsoup/soup.h>

struct _PageFixture
{
  GtkWindow *window;
  ConsentContext *context;
  GSettings *settings;
  ConsentPage *page;
  ConsentPageEntry entries[2];
  /* The page or a dialog, whose widgets are looked for. */
  GtkWidget *root;

  SoupServer *server;
  char *type;
  char *body;
  char *held_tenant;
  GPtrArray *held;

  /* char *action -> char *target, char *action -> number of calls */
  GHashTable *targets;
  GHashTable *counts;
};

/* Hand-made after the reference, 1.2 and 1.4. */
#define SUB_REGION(name) "\"tenant_region_sub_scope\":\"" name "\","
#define UNKNOWN_TENANT "{\"error\":\"invalid_tenant\",\"error_codes\":[90002]," \
                       "\"error_description\":\"AADSTS90002: Tenant not found. Trace ID: 1\"}"

static char *
make_document (const char *id,
               const char *cloud,
               const char *region,
               const char *sub_region)
{
  return g_strdup_printf ("{\"issuer\":\"https://login.%s/%s/v2.0\","
                          "\"token_endpoint\":\"https://login.%s/%s/oauth2/v2.0/token\","
                          "\"tenant_region_scope\":\"%s\",%s\"cloud_instance_name\":\"%s\"}",
                          cloud, id, cloud, id, region, sub_region, cloud);
}

static void
respond (SoupServerMessage *message,
         guint              status,
         const char        *type,
         const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
answer_discovery (SoupServerMessage *message,
                  const char        *tenant)
{
  static const struct
  {
    const char *tenant;
    const char *id;
    const char *cloud;
    const char *region;
    const char *sub_region;
  } tenants[] = {
    { "contoso.com", CONTOSO_ID, "microsoftonline.com", "EU", "" },
    { CONTOSO_ID, CONTOSO_ID, "microsoftonline.com", "EU", "" },
    { "fabrikam.com", FABRIKAM_ID, "microsoftonline.com", "NA", SUB_REGION ("GCC") },
    { "xn--bcher-kva.example", FABRIKAM_ID, "microsoftonline.com", "XX", "" },
    { "gov.example", FABRIKAM_ID, "microsoftonline.us", "USGov", SUB_REGION ("DODCON") },
    { "consumer.example", "9188040d-6c67-4c5b-b112-36a304b66dad", "microsoftonline.com", "WW", "" },
    { FABRIKAM_ID, CONTOSO_ID, "microsoftonline.com", "EU", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      if (g_str_equal (tenant, tenants[i].tenant))
        {
          g_autofree char *body = make_document (tenants[i].id, tenants[i].cloud,
                                                 tenants[i].region, tenants[i].sub_region);

          respond (message, SOUP_STATUS_OK, "application/json", body);
          return;
        }
    }

  respond (message, SOUP_STATUS_BAD_REQUEST, "application/json", UNKNOWN_TENANT);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PageFixture *self = user_data;
  g_auto (GStrv) segments = g_strsplit (path, "/", 3);

  if (self->body != NULL)
    {
      respond (message, SOUP_STATUS_OK, self->type, self->body);
      return;
    }

  answer_discovery (message, segments[1]);

  if (g_strcmp0 (segments[1], self->held_tenant) == 0)
    {
      soup_server_message_pause (message);
      g_ptr_array_add (self->held, g_object_ref (message));
    }
}

static void
on_action (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PageFixture *self = user_data;
  const char *name = g_action_get_name (G_ACTION (action));

  g_hash_table_replace (self->counts, g_strdup (name),
                        GUINT_TO_POINTER (page_fixture_count_action (self, name) + 1));
  g_hash_table_replace (self->targets, g_strdup (name),
                        parameter != NULL ? g_variant_dup_string (parameter, NULL) : NULL);
}

static void
make_window (PageFixture *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  const GActionEntry entries[] = {
    { "copy", on_action, "s" },
    { "open-uri", on_action, "s" },
    { "toast", on_action, "s" },
    { "next", on_action },
    { "skip", on_action },
    { "cancel", on_action },
  };

  self->window = GTK_WINDOW (adw_window_new ());
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_set_default_size (self->window, 720, 640);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
}

static void
start_server (PageFixture *self)
{
  g_autoslist (GUri) uris = NULL;
  g_autofree char *authority = NULL;
  g_autoptr (GError) error = NULL;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  authority = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_setenv ("CONSENT_AUTHORITY", authority, TRUE);
}

PageFixture *
page_fixture_new (gboolean practice)
{
  PageFixture *self = g_new0 (PageFixture, 1);
  ConsentService *service = consent_service_get_default ();
  g_autoptr (GError) error = NULL;

  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);

  make_window (self);
  start_server (self);

  self->settings = consent_test_settings_new ();
  if (practice)
    self->context = consent_context_new_practice (service, self->settings, NULL, &error);
  else
    self->context = consent_context_new (service, self->settings, &error);
  g_assert_no_error (error);

  return self;
}

void
page_fixture_free (PageFixture *self)
{
  page_fixture_release_held (self);

  g_clear_weak_pointer (&self->root);
  if (self->page != NULL)
    g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  gtk_window_destroy (self->window);
  consent_test_settle ();
  g_assert_null (self->window);
  g_assert_null (self->page);

  g_assert_finalize_object (self->context);
  g_clear_object (&self->settings);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self->held_tenant);
  g_free (self->type);
  g_free (self->body);
  g_free (self);
}

ConsentContext *
page_fixture_get_context (PageFixture *self)
{
  return self->context;
}

ConsentSetup *
page_fixture_get_setup (PageFixture *self)
{
  return consent_context_get_setup (self->context);
}

GtkWindow *
page_fixture_get_window (PageFixture *self)
{
  return self->window;
}

GSettings *
page_fixture_get_settings (PageFixture *self)
{
  return self->settings;
}

void
page_fixture_fill_setup (PageFixture *self)
{
  ConsentSetup *setup = page_fixture_get_setup (self);
  g_autoptr (ConsentTenant) tenant = consent_tenant_new_unchecked (CONTOSO_ID, "contoso.com");

  consent_setup_set_tenant (setup, tenant);
  consent_setup_set_region_id (setup, "uk");
}

ConsentPage *
page_fixture_show (PageFixture *self,
                   GType (*get_type) (void))
{
  ConsentAssistant *assistant;

  self->entries[0] = (ConsentPageEntry) { "page", get_type };
  assistant = consent_assistant_new (self->context, self->entries);
  self->page = consent_assistant_get_page (assistant);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (assistant));
  gtk_window_present (self->window);
  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->page)));
  g_set_weak_pointer (&self->root, GTK_WIDGET (self->page));

  return self->page;
}

void
page_fixture_turn_to (PageFixture *self,
                      GtkWindow   *dialog)
{
  g_set_weak_pointer (&self->root, GTK_WIDGET (dialog));
  gtk_window_present (dialog);
  consent_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
}

gpointer
page_fixture_get (PageFixture *self,
                  const char  *id)
{
  GtkWidget *widget = consent_test_find_by_id (self->root, id);

  if (widget == NULL)
    g_error ("There is no “%s”", id);

  return widget;
}

gboolean
page_fixture_shows (PageFixture *self,
                    const char  *id)
{
  return gtk_widget_get_mapped (page_fixture_get (self, id));
}

static void
append_text (GtkWidget *widget,
             GString   *text)
{
  if (!gtk_widget_get_visible (widget))
    return;

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_text (child, text);
}

char *
page_fixture_get_text (PageFixture *self,
                       const char  *id)
{
  GString *text = g_string_new (NULL);

  append_text (page_fixture_get (self, id), text);

  return g_string_free (text, FALSE);
}

gboolean
page_fixture_says (PageFixture *self,
                   const char  *id,
                   const char  *words)
{
  g_autofree char *text = page_fixture_get_text (self, id);

  return strstr (text, words) != NULL;
}

void
page_fixture_press (PageFixture *self,
                    const char  *id)
{
  GtkWidget *widget = page_fixture_get (self, id);

  g_assert_true (page_fixture_shows (self, id));
  g_assert_true (gtk_widget_is_sensitive (widget));
  g_signal_emit_by_name (widget, GTK_IS_LIST_BOX_ROW (widget) ? "activate" : "clicked");
}

void
page_fixture_choose (PageFixture *self,
                     const char  *id)
{
  gtk_check_button_set_active (page_fixture_get (self, id), TRUE);
}

void
page_fixture_type (PageFixture *self,
                   const char  *text)
{
  gtk_editable_set_text (page_fixture_get (self, "entry"), text);
}

guint
page_fixture_count_action (PageFixture *self,
                           const char  *action)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, action));
}

const char *
page_fixture_get_target (PageFixture *self,
                         const char  *action)
{
  return g_hash_table_lookup (self->targets, action);
}

static gboolean
has_text (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_text (widget, text);

  return text->len > 0;
}

static void
assert_named (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean is_text = GTK_IS_ENTRY (widget) || GTK_IS_TEXT_VIEW (widget);
  gboolean is_control = is_text || GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) ||
                        GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_EXPANDER (widget);

  if (!gtk_widget_get_visible (widget))
    return;

  /* Buttons and rows are named by the text in them where nothing else names them. */
  if (is_control &&
      !gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) &&
      !gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) &&
      (is_text || !has_text (widget)))
    g_error ("%s has no accessible name", G_OBJECT_TYPE_NAME (widget));

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

void
page_fixture_assert_named (PageFixture *self)
{
  if (self->root == GTK_WIDGET (self->page))
    {
      gtk_test_accessible_assert_role (self->page, GTK_ACCESSIBLE_ROLE_GROUP);
      gtk_test_accessible_assert_property (self->page, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           consent_page_get_title (self->page));
    }
  assert_named (self->root);
}

void
page_fixture_set_answer (PageFixture *self,
                         const char  *type,
                         const char  *body)
{
  g_free (self->type);
  g_free (self->body);
  self->type = g_strdup (type);
  self->body = g_strdup (body);
}

void
page_fixture_hold (PageFixture *self,
                   const char  *tenant)
{
  g_free (self->held_tenant);
  self->held_tenant = g_strdup (tenant);
}

guint
page_fixture_count_held (PageFixture *self)
{
  return self->held->len;
}

void
page_fixture_release_held (PageFixture *self)
{
  g_clear_pointer (&self->held_tenant, g_free);

  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));

  g_ptr_array_set_size (self->held, 0);
  consent_test_settle ();
}
