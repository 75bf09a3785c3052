/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-client-chooser.h"

#include "consent-entry-state.h"
#include "consent-portal.h"
#include "consent-practice-server.h"
#include "consent-step-row.h"
#include "consent-tenant-input.h"
#include "consent-verification.h"

#include <glib/gi18n.h>
#include <string.h>

/* What is not a client ID yet is most often one that is still being typed. */
#define TYPING_PAUSE_MS 1200

#define NO_ID "00000000-0000-0000-0000-000000000000"

/* As the settings know them. */
#define CHOICE_MICROSOFT "microsoft"
#define CHOICE_OWN "own"

struct _ConsentClientChooser
{
  AdwBin parent_instance;

  GtkCheckButton *microsoft_button;
  GtkCheckButton *own_button;
  GtkWidget *own_box;
  GtkEditable *entry;
  GtkWidget *remark_box;
  GtkLabel *remark;
  AdwExpanderRow *guide_row;
  AdwActionRow *registrations_row;

  ConsentContext *context;
  char *client_id;
  guint pause_id;
};

G_DEFINE_FINAL_TYPE (ConsentClientChooser, consent_client_chooser, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_CLIENT_ID,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* A GUID as it is copied from a web page: with spaces around it, in braces, or in capitals. */
static char *
read_guid (const char *text)
{
  g_autoptr (GString) guid = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (strchr ("{} \t\r\n", *c) == NULL)
      g_string_append_c (guid, g_ascii_tolower (*c));

  return consent_guid_is_valid (guid->str) ? g_strdup (guid->str) : NULL;
}

/* Why @guid cannot be the client ID, or %NULL if it can. */
static char *
find_objection (ConsentClientChooser *self,
                const char           *guid)
{
  ConsentSetup *setup = consent_context_get_setup (self->context);
  ConsentService *service = consent_setup_get_service (setup);
  const ConsentTenant *tenant = consent_setup_get_tenant (setup);

  if (guid == NULL || g_str_equal (guid, NO_ID))
    return g_strdup (_("This is no client ID. It has 32 digits and letters in five groups."));
  if (tenant != NULL && g_str_equal (guid, tenant->id))
    return g_strdup (_("This is the Tenant ID. The client ID is the other number on the same page."));
  if (g_str_equal (guid, consent_service_get_client_id (service)))
    /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
    return g_strdup_printf (_("This is the client ID of %s, which cannot be used to sign in here."),
                            consent_service_get_name (service));

  return NULL;
}

static void
show_objection (ConsentClientChooser *self,
                const char           *objection)
{
  gtk_label_set_label (self->remark, objection != NULL ? objection : "");
  gtk_widget_set_visible (self->remark_box, objection != NULL);
  consent_entry_set_state (GTK_WIDGET (self->entry),
                           objection != NULL,
                           objection != NULL ? GTK_WIDGET (self->remark) : NULL);
}

static void
set_client_id (ConsentClientChooser *self,
               const char           *client_id)
{
  if (g_strcmp0 (client_id, self->client_id) == 0)
    return;

  g_free (self->client_id);
  self->client_id = g_strdup (client_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLIENT_ID]);
}

static GSettings *
get_settings (ConsentClientChooser *self)
{
  return consent_context_get_settings (self->context);
}

/* What is chosen and typed decides; @typing puts off saying what is wrong with it. */
static void
update (ConsentClientChooser *self,
        gboolean              typing)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autofree char *guid = read_guid (text);
  g_autofree char *objection = find_objection (self, guid);
  gboolean own = gtk_check_button_get_active (self->own_button);
  gboolean has_text = text[strspn (text, " ")] != '\0';

  gtk_widget_set_visible (self->own_box, own);
  show_objection (self, own && has_text && !typing ? objection : NULL);

  if (gtk_check_button_get_active (self->microsoft_button))
    {
      set_client_id (self, CONSENT_GRAPH_TOOLS_CLIENT_ID);
    }
  else if (own && objection == NULL)
    {
      g_settings_set_string (get_settings (self), "client-id", guid);
      set_client_id (self, guid);
    }
  else
    {
      set_client_id (self, NULL);
    }
}

static void
fill_guide (ConsentClientChooser *self)
{
  const ConsentPlace *place = consent_portal_find_place ("app-registrations");
  g_autofree const char **steps = consent_place_list_steps (place);

  for (guint i = 0; steps[i] != NULL; i++)
    adw_expander_row_add_row (self->guide_row, consent_step_row_new (i + 1, steps[i]));

  adw_action_row_set_subtitle (self->registrations_row, consent_place_get_path (place));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->registrations_row), "s", consent_place_get_link (place));
}

static void
on_choice_toggled (ConsentClientChooser *self,
                   GtkCheckButton       *button)
{
  if (self->context == NULL || !gtk_check_button_get_active (button))
    return;

  g_settings_set_string (get_settings (self), "client-choice",
                         button == self->own_button ? CHOICE_OWN : CHOICE_MICROSOFT);
  update (self, self->pause_id != 0);
}

static gboolean
on_pause_over (gpointer user_data)
{
  ConsentClientChooser *self = CONSENT_CLIENT_CHOOSER (user_data);

  self->pause_id = 0;
  update (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
on_entry_changed (ConsentClientChooser *self)
{
  if (self->context == NULL)
    return;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (TYPING_PAUSE_MS, on_pause_over, self);
  update (self, TRUE);
}

static void
on_entry_activate (ConsentClientChooser *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  update (self, FALSE);

  if (self->client_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next", NULL);
}

static void
consent_client_chooser_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_CLIENT_ID:
      g_value_set_string (value, consent_client_chooser_get_client_id (CONSENT_CLIENT_CHOOSER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_client_chooser_dispose (GObject *object)
{
  ConsentClientChooser *self = CONSENT_CLIENT_CHOOSER (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_CLIENT_CHOOSER);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (consent_client_chooser_parent_class)->dispose (object);
}

static void
consent_client_chooser_finalize (GObject *object)
{
  ConsentClientChooser *self = CONSENT_CLIENT_CHOOSER (object);

  g_free (self->client_id);

  G_OBJECT_CLASS (consent_client_chooser_parent_class)->finalize (object);
}

static void
consent_client_chooser_class_init (ConsentClientChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = consent_client_chooser_get_property;
  object_class->dispose = consent_client_chooser_dispose;
  object_class->finalize = consent_client_chooser_finalize;

  properties[PROP_CLIENT_ID] =
    g_param_spec_string ("client-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               APPLICATION_PATH "/widgets/consent-client-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, microsoft_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, own_button);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, own_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, remark_box);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, remark);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, guide_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentClientChooser, registrations_row);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_activate);
}

static void
consent_client_chooser_init (ConsentClientChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_guide (self);
}

void
consent_client_chooser_set_context (ConsentClientChooser *self,
                                    ConsentContext       *context)
{
  g_autofree char *choice = NULL;
  g_autofree char *client_id = NULL;
  gboolean practice;

  g_return_if_fail (CONSENT_IS_CLIENT_CHOOSER (self));
  g_return_if_fail (CONSENT_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL || self->context == context);

  if (self->context != NULL)
    return;

  practice = consent_context_get_scenario (context) != NULL;
  client_id = g_settings_get_string (consent_context_get_settings (context), "client-id");
  choice = g_settings_get_string (consent_context_get_settings (context), "client-choice");
  /* A practice organization has its registration already; nobody could look it up. */
  gtk_editable_set_text (self->entry, practice && *client_id == '\0' ? CONSENT_PRACTICE_CLIENT_ID : client_id);
  gtk_check_button_set_active (self->microsoft_button, g_str_equal (choice, CHOICE_MICROSOFT));
  gtk_check_button_set_active (self->own_button, g_str_equal (choice, CHOICE_OWN));

  self->context = g_object_ref (context);
  update (self, FALSE);
}

const char *
consent_client_chooser_get_client_id (ConsentClientChooser *self)
{
  g_return_val_if_fail (CONSENT_IS_CLIENT_CHOOSER (self), NULL);

  return self->client_id;
}
