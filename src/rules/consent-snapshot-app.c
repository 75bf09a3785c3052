/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-snapshot-parts.h"

#include <string.h>

void
consent_app_free (ConsentApp *self)
{
  g_free (self->id);
  g_free (self->app_id);
  g_free (self->name);
  g_clear_pointer (&self->reply_urls, g_ptr_array_unref);
  g_free (self);
}

/* Null stands for "not disabled", and so does the value that says it in words. */
static gboolean
names_disablement (const char *status)
{
  return status != NULL && *status != '\0' && g_ascii_strcasecmp (status, "NotDisabled") != 0;
}

static gboolean
take_app (ConsentSnapshot *self,
          JsonObject      *object)
{
  g_autoptr (ConsentApp) app = g_new0 (ConsentApp, 1);
  const char *disabled_status = NULL;
  const char *publisher_id = NULL;
  JsonObject *publisher = NULL;
  JsonArray *reply_urls = NULL;

  if (!consent_json_dup_id (object, "id", &app->id) || *app->id == '\0' ||
      !consent_json_dup_id (object, "appId", &app->app_id) ||
      !consent_json_dup_line (object, "displayName", &app->name) ||
      !consent_json_get_boolean (object, "accountEnabled", &app->enabled) ||
      !consent_json_get_boolean (object, "isDisabled", &app->owner_disabled) ||
      !consent_json_get_boolean (object, "appRoleAssignmentRequired", &app->assignment_required) ||
      !consent_json_get_string (object, "disabledByMicrosoftStatus", &disabled_status) ||
      !consent_json_get_object (object, "verifiedPublisher", &publisher) ||
      !consent_json_get_array (object, "replyUrls", &reply_urls))
    return FALSE;

  /* A server may ignore the filter and send every entry there is. */
  if (*app->app_id != '\0' && strcmp (app->app_id, self->client_id) != 0)
    return TRUE;

  app->microsoft_disabled = names_disablement (disabled_status);

  /* "Not verified" is written as null, as an empty object, or as an object full of nulls. */
  if (publisher != NULL &&
      !consent_json_get_string (publisher, "verifiedPublisherId", &publisher_id))
    return FALSE;
  if (json_object_has_member (object, "verifiedPublisher"))
    app->publisher_verified = publisher_id != NULL && *publisher_id != '\0' ? CONSENT_YES
                                                                            : CONSENT_NO;

  if (reply_urls != NULL)
    {
      app->reply_urls = g_ptr_array_new_with_free_func (g_free);
      if (!consent_json_add_lines (reply_urls, NULL, app->reply_urls))
        return FALSE;
    }

  g_clear_pointer (&self->app, consent_app_free);
  self->app = g_steal_pointer (&app);
  return TRUE;
}

static void
forget_app (ConsentSnapshot *self)
{
  g_clear_pointer (&self->app, consent_app_free);
}

const ConsentPartReader consent_part_app = {
  .name = "app",
  .shape = CONSENT_SHAPE_EITHER,
  .take = take_app,
  .forget = forget_app,
};
