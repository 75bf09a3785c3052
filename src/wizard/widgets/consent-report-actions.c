/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-report-actions.h"

#include "consent-compat.h"
#include "consent-print.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include <errno.h>

struct _ConsentReportActions
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *json_row;
  GtkActionable *copy_row;

  char *name;
  char *text;
  char *json;
  /* Ends the wait for the person and for the disk. */
  GCancellable *cancellable;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (ConsentReportActions, consent_report_actions, ADW_TYPE_PREFERENCES_GROUP)

/* The report as it was when the person chose to save it. */
typedef struct
{
  ConsentReportActions *self;
  char *text;
  char *json;
  gboolean prefers_json;
} Saving;

static void
saving_free (Saving *saving)
{
  saving->self->saving = FALSE;
  g_object_unref (saving->self);
  g_free (saving->text);
  g_free (saving->json);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* The domain comes from outside, and a file name may not hold everything. */
static char *
make_name (const ConsentReport *report,
           gboolean             practice)
{
  const char *organization = report->domains->len > 0 ? g_ptr_array_index (report->domains, 0) : report->tenant_id;
  g_autofree char *tame = g_strcanon (g_strdup (organization), G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS ".-", '-');
  g_autofree char *date = g_date_time_format (report->time, "%Y-%m-%d");

  return g_strdup_printf ("%s-%s-%s", practice ? "practice-report" : "consent-report", tame, date);
}

static void
show_failure (ConsentReportActions *self,
              const char           *title,
              const char           *body)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwMessageDialog *dialog = consent_compat_message_dialog_new (GTK_WINDOW (root), title, body);

  adw_message_dialog_add_response (dialog, "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_not_saved (ConsentReportActions *self,
                const GError         *error)
{
  const char *reason = error->message;
  g_autofree char *body = NULL;

  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    reason = _("There is no room left in that folder.");

  body = g_strdup_printf ("%s\n\n%s", reason,
                          _("Nothing in it was changed, and the report is not lost: "
                            "you can save it in another folder."));
  show_failure (self, _("The File Could Not Be Saved"), body);
}

/* The ending that someone typed counts; without one, the row that was chosen. */
static const char *
choose_format (Saving *saving,
               GFile  *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (saving->json == NULL || g_str_has_suffix (lower, ".txt"))
    return saving->text;
  if (g_str_has_suffix (lower, ".json"))
    return saving->json;

  return saving->prefers_json ? saving->json : saving->text;
}

/* What a thread writes, and nothing that it could be the last to let go of. */
typedef struct
{
  char *path;
  char *contents;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  g_free (writing->path);
  g_free (writing->contents);
  g_free (writing);
}

/* Either all of the new file takes the place of an older one, or nothing does.
 * (g_file_replace_contents_async() empties the older one where it cannot make another.) */
static void
write_file (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;
  GStatBuf older;
  int mode = g_stat (writing->path, &older) == 0 ? older.st_mode & 0777 : 0666;

  if (g_file_set_contents_full (writing->path, writing->contents, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                mode, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_widget_activate_action (GTK_WIDGET (saving->self), "win.toast", "s", _("Saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_not_saved (saving->self, error);
}

static void
on_chosen (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GFile) file = consent_compat_save_file_finish (result, NULL);
  g_autoptr (GTask) task = NULL;
  Writing *writing;
  GCancellable *cancellable;

  if (file == NULL)
    return;

  writing = g_new0 (Writing, 1);
  writing->path = g_file_get_path (file);
  writing->contents = g_strdup (choose_format (saving, file));
  cancellable = saving->self->cancellable;
  task = g_task_new (NULL, cancellable, on_saved, g_steal_pointer (&saving));
  g_task_set_source_tag (task, on_chosen);
  g_task_set_task_data (task, writing, writing_free);
  if (writing->path != NULL)
    g_task_run_in_thread (task, write_file);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s", g_strerror (ENOTSUP));
}

static void
save (ConsentReportActions *self,
      gboolean              prefers_json)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = g_strconcat (self->name, prefers_json ? ".json" : ".txt", NULL);
  Saving *saving;

  if (self->saving)
    return;

  self->saving = TRUE;
  saving = g_new0 (Saving, 1);
  saving->self = g_object_ref (self);
  saving->text = g_strdup (self->text);
  saving->json = g_strdup (self->json);
  saving->prefers_json = prefers_json;
  consent_compat_save_file_async (GTK_WINDOW (root), _("Save Report"), name,
                                  self->cancellable, on_chosen, saving);
}

static void
on_save_activated (ConsentReportActions *self,
                   GtkWidget            *row)
{
  save (self, row == self->json_row);
}

static void
on_print_done (ConsentReportActions    *self,
               GtkPrintOperationResult  result,
               GtkPrintOperation       *operation)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    show_failure (self, _("The Report Could Not Be Printed"), error->message);
}

static void
on_print_activated (ConsentReportActions *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkPrintOperation) operation = consent_print_new (self->name, self->text);

  g_signal_connect_object (operation, "done", G_CALLBACK (on_print_done), self, G_CONNECT_SWAPPED);
  consent_print_run (operation, GTK_WINDOW (root));
}

/* A dialog that is still open is about something that is not there any more. */
static void
consent_report_actions_unroot (GtkWidget *widget)
{
  ConsentReportActions *self = CONSENT_REPORT_ACTIONS (widget);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();

  GTK_WIDGET_CLASS (consent_report_actions_parent_class)->unroot (widget);
}

static void
consent_report_actions_dispose (GObject *object)
{
  ConsentReportActions *self = CONSENT_REPORT_ACTIONS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CONSENT_TYPE_REPORT_ACTIONS);

  G_OBJECT_CLASS (consent_report_actions_parent_class)->dispose (object);
}

static void
consent_report_actions_finalize (GObject *object)
{
  ConsentReportActions *self = CONSENT_REPORT_ACTIONS (object);

  g_clear_object (&self->cancellable);
  g_free (self->name);
  g_free (self->text);
  g_free (self->json);

  G_OBJECT_CLASS (consent_report_actions_parent_class)->finalize (object);
}

static void
consent_report_actions_class_init (ConsentReportActionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = consent_report_actions_dispose;
  object_class->finalize = consent_report_actions_finalize;
  widget_class->unroot = consent_report_actions_unroot;

  gtk_widget_class_set_template_from_resource (widget_class, APPLICATION_PATH "/widgets/consent-report-actions.ui");
  gtk_widget_class_bind_template_child (widget_class, ConsentReportActions, json_row);
  gtk_widget_class_bind_template_child (widget_class, ConsentReportActions, copy_row);
  gtk_widget_class_bind_template_callback (widget_class, on_save_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_print_activated);
}

static void
consent_report_actions_init (ConsentReportActions *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
}

void
consent_report_actions_set_report (ConsentReportActions *self,
                                   const ConsentReport  *report,
                                   gboolean              practice)
{
  g_autofree char *name = make_name (report, practice);
  g_autofree char *words = consent_report_to_text (report);
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = consent_report_to_json (report);

  json = json_to_string (node, TRUE);
  if (practice)
    text = g_strdup_printf ("%s\n\n%s", _("Practice run – nothing here is real"), words);

  consent_report_actions_set_text (self, name, practice ? text : words, json);
}

void
consent_report_actions_set_text (ConsentReportActions *self,
                                 const char           *name,
                                 const char           *text,
                                 const char           *json)
{
  g_return_if_fail (CONSENT_IS_REPORT_ACTIONS (self));
  g_return_if_fail (name != NULL && text != NULL);

  g_free (self->name);
  g_free (self->text);
  g_free (self->json);
  self->name = g_strdup (name);
  self->text = g_strdup (text);
  self->json = g_strdup (json);

  gtk_widget_set_visible (self->json_row, json != NULL);
  gtk_actionable_set_action_target (self->copy_row, "s", text);
}
