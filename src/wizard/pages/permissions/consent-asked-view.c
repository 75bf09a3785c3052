/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-asked-view.h"

#include <glib/gi18n.h>

/* The names are looked for at the end of what is being typed. */
#define TYPING_PAUSE_MS 400

struct _ConsentAskedView
{
  AdwBin parent_instance;

  GtkLabel *paste_hint;
  GtkTextBuffer *paste_buffer;
  GtkLabel *paste_remark;

  ConsentService *service;
  ConsentAsked *asked;
  guint pause_id;
};

G_DEFINE_FINAL_TYPE (ConsentAskedView, consent_asked_view, ADW_TYPE_BIN)

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_about_other_app (ConsentAskedView   *self,
                    const ConsentAsked *asked)
{
  return asked->client_id != NULL &&
         g_ascii_strcasecmp (asked->client_id, consent_service_get_client_id (self->service)) != 0;
}

/* Why nothing of what was pasted is used, or what came of it. */
static char *
make_remark (ConsentAskedView   *self,
             const ConsentAsked *asked)
{
  guint n_names = asked->permissions->len;

  if (is_about_other_app (self, asked))
    /* Translators: The first placeholder is the name of the app, such as “TrackerRMS”, the second a
     * long number. */
    return g_strdup_printf (_("This address does not belong to %s, but to the app with the client "
                              "ID %s. It is not used."),
                            consent_service_get_name (self->service), asked->client_id);

  if (n_names == 0 && asked->everything)
    return g_strdup (_("This address asks for everything that was registered (“.default”), and "
                       "names nothing. It does not help here."));

  if (n_names == 0)
    return g_strdup (_("No permission was recognized in this. Their names look like Mail.Send."));

  return g_strdup_printf (ngettext ("%u permission was found; it is in the list above.",
                                    "%u permissions were found; they are in the list above.",
                                    n_names),
                          n_names);
}

static void
read_pasted (ConsentAskedView *self)
{
  g_autoptr (ConsentAsked) asked = NULL;
  g_autofree char *text = NULL;
  g_autofree char *remark = NULL;

  g_object_get (self->paste_buffer, "text", &text, NULL);
  g_strstrip (text);
  if (*text != '\0')
    {
      asked = consent_asked_parse (text);
      remark = make_remark (self, asked);
    }

  gtk_label_set_label (self->paste_remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->paste_remark), remark != NULL);

  if (asked != NULL && is_about_other_app (self, asked))
    g_clear_pointer (&asked, consent_asked_free);

  g_clear_pointer (&self->asked, consent_asked_free);
  self->asked = g_steal_pointer (&asked);
}

static gboolean
on_pause_over (gpointer user_data)
{
  ConsentAskedView *self = CONSENT_ASKED_VIEW (user_data);

  self->pause_id = 0;
  read_pasted (self);
  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
on_paste_changed (ConsentAskedView *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (TYPING_PAUSE_MS, on_pause_over, self);
}

static void
consent_asked_view_dispose (GObject *object)
{
  ConsentAskedView *self = CONSENT_ASKED_VIEW (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_ASKED_VIEW);
  g_clear_object (&self->service);
  g_clear_pointer (&self->asked, consent_asked_free);

  G_OBJECT_CLASS (consent_asked_view_parent_class)->dispose (object);
}

static void
consent_asked_view_class_init (ConsentAskedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_asked_view_dispose;

  signals[CHANGED] = g_signal_new ("changed", CONSENT_TYPE_ASKED_VIEW, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, APPLICATION_PATH "/pages/permissions/consent-asked-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentAskedView, paste_hint);
  gtk_widget_class_bind_template_child (widget_class, ConsentAskedView, paste_buffer);
  gtk_widget_class_bind_template_child (widget_class, ConsentAskedView, paste_remark);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_changed);
}

static void
consent_asked_view_init (ConsentAskedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
consent_asked_view_set_service (ConsentAskedView *self,
                                ConsentService   *service)
{
  g_autofree char *hint = NULL;

  g_return_if_fail (CONSENT_IS_ASKED_VIEW (self));
  g_return_if_fail (CONSENT_IS_SERVICE (service));

  g_set_object (&self->service, service);

  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. “Need admin approval” is
   * a message of Microsoft's. */
  hint = g_strdup_printf (_("Names from a message, or what stands in the address bar of a colleague "
                            "who sees “Need admin approval”: it names what %s asks for. Nothing else "
                            "of it is used."),
                          consent_service_get_name (service));
  gtk_label_set_label (self->paste_hint, hint);
}

const ConsentAsked *
consent_asked_view_get_asked (ConsentAskedView *self)
{
  g_return_val_if_fail (CONSENT_IS_ASKED_VIEW (self), NULL);

  return self->asked;
}

void
consent_asked_view_clear (ConsentAskedView *self)
{
  g_return_if_fail (CONSENT_IS_ASKED_VIEW (self));

  gtk_text_buffer_set_text (self->paste_buffer, "", -1);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  read_pasted (self);
}
