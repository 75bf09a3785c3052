/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consentctl-rows.h"

#include "consent-error.h"
#include "consent-link.h"

/* How many look-ups Microsoft gets from us at once. */
#define MAX_RUNNING 8

/* Those behind a slow one wait here. This many, and not as many as the file has lines. */
#define MAX_ROWS 256

struct _ConsentctlRows
{
  Consentctl *program;
  const ConsentRegion *region;
  const char *authority;
  ConsentDirectory *directory;

  GCancellable *cancellable;
  GQueue rows;
  guint running;
  gulong turned_away_id;
  gboolean turned_away;
};

void
consentctl_row_free (ConsentctlRow *self)
{
  g_free (self->input);
  g_free (self->wanted);
  g_free (self->tenant_id);
  g_free (self->link);
  g_free (self->error);
  g_free (self);
}

static gboolean
is_outage (const GError *error)
{
  return g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNREACHABLE) ||
         g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_UNTRUSTED) ||
         g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_TIMED_OUT) ||
         g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_NOT_MICROSOFT) ||
         g_error_matches (error, CONSENT_ERROR, CONSENT_ERROR_BUSY);
}

static void
row_finish (ConsentctlRow       *row,
            const ConsentTenant *tenant,
            const GError        *error)
{
  /* That one may soon be written and freed, and another stand in its place. */
  row->same_as = NULL;

  if (tenant != NULL)
    {
      row->tenant_id = g_strdup (tenant->id);
      row->link = consentctl_rows_build_link (row->rows, tenant->id);
    }
  else
    {
      row->error = consentctl_describe_error (row->rows->program, error);
      row->exit_code = consentctl_exit_for_error (error);
      row->outage = is_outage (error);
    }

  row->done = TRUE;
}

static void
row_refuse (ConsentctlRow *row,
            const char    *reason)
{
  row->error = g_strdup (reason);
  row->exit_code = CONSENTCTL_USAGE;
  row->done = TRUE;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ConsentctlRow *row = user_data;
  ConsentctlRows *self = row->rows;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentTenant) tenant =
      consent_directory_find_finish (CONSENT_DIRECTORY (source), result, &error);

  self->running--;
  row_finish (row, tenant, error);
  for (GList *l = self->rows.head; l != NULL; l = l->next)
    {
      ConsentctlRow *other = l->data;

      if (other->same_as == row)
        row_finish (other, tenant, error);
    }
}

static ConsentctlRow *
find_running (ConsentctlRows *self,
              const char     *wanted)
{
  for (GList *l = self->rows.head; l != NULL; l = l->next)
    {
      ConsentctlRow *row = l->data;

      if (!row->done && g_strcmp0 (row->wanted, wanted) == 0)
        return row;
    }

  return NULL;
}

static void
row_look_up (ConsentctlRow            *row,
             const ConsentTenantInput *input)
{
  ConsentctlRows *self = row->rows;
  const char *wanted = input->id != NULL ? input->id : input->domain;
  g_autoptr (GError) error = NULL;

  row->same_as = find_running (self, wanted);
  if (row->same_as != NULL)
    return;

  if (self->turned_away)
    {
      g_set_error_literal (&error, CONSENT_ERROR, CONSENT_ERROR_BUSY, "Not asked");
      row_finish (row, NULL, error);
      return;
    }

  row->wanted = g_strdup (wanted);
  self->running++;
  consent_directory_find_async (self->directory, input, self->cancellable, on_found, row);
}

static void
row_start (ConsentctlRow *row)
{
  ConsentctlRows *self = row->rows;
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (ConsentTenant) tenant = NULL;
  g_autoptr (GError) error = NULL;

  input = consent_tenant_input_parse (row->input, self->program->service, &error);
  if (input != NULL && self->directory != NULL)
    {
      row_look_up (row, input);
      return;
    }

  if (input != NULL)
    tenant = consentctl_offline_tenant (input, &error);
  row_finish (row, tenant, error);
}

/* Longer than anybody waits: the rest of the lines is not asked about in this run. */
static void
on_turned_away (ConsentHttp    *http,
                guint           seconds,
                ConsentctlRows *self)
{
  self->turned_away = TRUE;
}

ConsentctlRows *
consentctl_rows_new (Consentctl          *program,
                     const ConsentRegion *region,
                     const char          *authority,
                     ConsentDirectory    *directory)
{
  ConsentctlRows *self = g_new0 (ConsentctlRows, 1);

  self->program = program;
  self->region = region;
  self->authority = authority;
  self->directory = directory;
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->rows);

  if (directory != NULL)
    self->turned_away_id = g_signal_connect (consentctl_get_http (program), "turned-away",
                                             G_CALLBACK (on_turned_away), self);

  return self;
}

void
consentctl_rows_free (ConsentctlRows *self)
{
  g_cancellable_cancel (self->cancellable);
  while (self->running > 0)
    g_main_context_iteration (NULL, TRUE);

  if (self->turned_away_id != 0)
    g_signal_handler_disconnect (consentctl_get_http (self->program), self->turned_away_id);
  g_queue_clear_full (&self->rows, (GDestroyNotify) consentctl_row_free);
  g_object_unref (self->cancellable);
  g_free (self);
}

gboolean
consentctl_rows_has_room (ConsentctlRows *self)
{
  return self->running < MAX_RUNNING && self->program->waiting == 0 &&
         g_queue_get_length (&self->rows) < MAX_ROWS;
}

void
consentctl_rows_add (ConsentctlRows *self,
                     char           *input,
                     const char     *fault)
{
  ConsentctlRow *row = g_new0 (ConsentctlRow, 1);

  row->rows = self;
  row->input = input;
  g_queue_push_tail (&self->rows, row);

  if (fault == NULL)
    row_start (row);
  else
    row_refuse (row, fault);
}

ConsentctlRow *
consentctl_rows_take (ConsentctlRows *self)
{
  ConsentctlRow *row = g_queue_peek_head (&self->rows);

  return row != NULL && row->done ? g_queue_pop_head (&self->rows) : NULL;
}

gboolean
consentctl_rows_are_idle (ConsentctlRows *self)
{
  return self->running == 0;
}

char *
consentctl_rows_build_link (ConsentctlRows *self,
                            const char     *id)
{
  return consent_link_build (self->program->service, self->region, id, self->authority);
}
