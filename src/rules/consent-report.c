/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-report.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FORMAT 1

G_DEFINE_BOXED_TYPE (ConsentReport, consent_report, consent_report_ref, consent_report_unref)

static const struct
{
  const char *id;
  const char *word;
} statuses[] = {
  [CONSENT_STATUS_PASS] = { "pass", NC_ ("check", "Fine") },
  [CONSENT_STATUS_WARN] = { "warn", NC_ ("check", "Attention") },
  [CONSENT_STATUS_FAIL] = { "fail", NC_ ("check", "Problem") },
  [CONSENT_STATUS_INFO] = { "info", NC_ ("check", "Note") },
  [CONSENT_STATUS_UNKNOWN] = { "unknown", NC_ ("check", "Not known") },
};

static const char *const verdicts[] = {
  [CONSENT_VERDICT_READY] = "ready",
  [CONSENT_VERDICT_READY_WITH_REMARKS] = "ready-with-remarks",
  [CONSENT_VERDICT_NOT_APPROVED] = "not-approved",
  [CONSENT_VERDICT_BLOCKED] = "blocked",
  [CONSENT_VERDICT_UNKNOWN] = "unknown",
};

static void
check_free (ConsentCheck *check)
{
  g_free (check->finding);
  g_free (check->remedy);
  g_free (check);
}

static void
report_clear (gpointer data)
{
  ConsentReport *self = data;

  g_date_time_unref (self->time);
  g_object_unref (self->service);
  consent_snapshot_unref (self->snapshot);
  g_free (self->tenant_id);
  g_free (self->tenant_name);
  g_ptr_array_unref (self->domains);
  g_free (self->region);
  g_clear_pointer (&self->summary, consent_message_free);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->granted);
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value != NULL ? value : "");
}

static void
add_service (JsonBuilder    *builder,
             ConsentService *service)
{
  json_builder_set_member_name (builder, "service");
  json_builder_begin_object (builder);
  add_string (builder, "name", consent_service_get_name (service));
  add_string (builder, "client_id", consent_service_get_client_id (service));
  json_builder_end_object (builder);
}

static void
add_tenant (JsonBuilder         *builder,
            const ConsentReport *self)
{
  json_builder_set_member_name (builder, "tenant");
  json_builder_begin_object (builder);
  add_string (builder, "id", self->tenant_id);
  add_string (builder, "name", self->tenant_name);
  json_builder_set_member_name (builder, "domains");
  json_builder_begin_array (builder);
  for (unsigned i = 0; i < self->domains->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->domains, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_checks (JsonBuilder *builder,
            GPtrArray   *checks)
{
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (unsigned i = 0; i < checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (checks, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", check->id);
      add_string (builder, "status", consent_status_get_id (check->status));
      add_string (builder, "finding", check->finding);
      add_string (builder, "remedy", check->remedy);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_permissions (JsonBuilder *builder,
                 GPtrArray   *permissions)
{
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (unsigned i = 0; i < permissions->len; i++)
    {
      const ConsentGrantedPermission *permission = g_ptr_array_index (permissions, i);

      json_builder_begin_object (builder);
      add_string (builder, "name", permission->name);
      add_string (builder, "label", permission->label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_granted (JsonBuilder *builder,
             GPtrArray   *granted)
{
  json_builder_set_member_name (builder, "granted");
  json_builder_begin_array (builder);
  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      json_builder_begin_object (builder);
      add_string (builder, "api", group->api);
      add_string (builder, "api_id", group->api_id);
      add_string (builder, "kind", group->application ? "application" : "delegated");
      add_string (builder, "for", group->everyone ? "everyone" : "some-users");
      add_permissions (builder, group->permissions);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_requests (JsonBuilder *builder,
              GPtrArray   *requests)
{
  json_builder_set_member_name (builder, "requests");
  json_builder_begin_array (builder);
  for (unsigned i = 0; i < requests->len; i++)
    {
      const ConsentRequest *request = g_ptr_array_index (requests, i);

      json_builder_begin_object (builder);
      add_string (builder, "path", request->path);
      json_builder_set_member_name (builder, "status");
      json_builder_add_int_value (builder, request->status);
      add_string (builder, "request_id", request->request_id);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static char *
format_time (const ConsentReport *self)
{
  return g_date_time_format (self->time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
print_line (GString    *text,
            const char *title,
            const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s: %s\n", title, value);
}

static void
print_heading (GString    *text,
               const char *heading)
{
  g_string_append_printf (text, "\n%s\n\n", heading);
}

static void
print_head (GString             *text,
            const ConsentReport *self)
{
  g_autofree char *time = g_date_time_format (self->time, "%Y-%m-%d %H:%M:%S UTC");
  g_autofree char *service = g_strdup_printf ("%s (%s)", consent_service_get_name (self->service),
                                              consent_service_get_client_id (self->service));
  const ConsentRegion *region = consent_service_find_region (self->service, self->region);
  g_autoptr (GString) domains = g_string_new (NULL);

  for (unsigned i = 0; i < self->domains->len; i++)
    g_string_append_printf (domains, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (self->domains, i));

  print_line (text, _("Service"), service);
  print_line (text, _("Organization"), self->tenant_name);
  print_line (text, _("Tenant ID"), self->tenant_id);
  print_line (text, _("Domains"), domains->str);
  print_line (text, _("Region"), region != NULL ? region->name : NULL);
  print_line (text, _("Signed in as"), self->snapshot->user_name);
  print_line (text, _("Checked on"), time);
}

static void
print_checks (GString             *text,
              const ConsentReport *self)
{
  print_heading (text, _("What was checked"));
  for (unsigned i = 0; i < self->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (self->checks, i);

      if (consent_report_is_repeated (self, i))
        continue;

      g_string_append_printf (text, "- %s: %s\n", consent_status_get_word (check->status),
                              check->finding);
      if (*check->remedy != '\0')
        g_string_append_printf (text, "  %s\n", check->remedy);
    }
}

static void
print_granted (GString   *text,
               GPtrArray *granted)
{
  if (granted->len == 0)
    return;

  print_heading (text, _("What was granted"));
  for (unsigned i = 0; i < granted->len; i++)
    {
      const ConsentGranted *group = g_ptr_array_index (granted, i);

      g_string_append_printf (text, "%s, %s\n", group->api, consent_granted_get_audience (group));
      for (unsigned j = 0; j < group->permissions->len; j++)
        {
          const ConsentGrantedPermission *permission = g_ptr_array_index (group->permissions, j);

          if (*permission->label != '\0')
            g_string_append_printf (text, "- %s (%s)\n", permission->label, permission->name);
          else
            g_string_append_printf (text, "- %s\n", permission->name);
        }
    }
}

static void
print_requests (GString   *text,
                GPtrArray *requests)
{
  if (requests->len == 0)
    return;

  print_heading (text, _("What Microsoft was asked (for Microsoft support)"));
  for (unsigned i = 0; i < requests->len; i++)
    {
      const ConsentRequest *request = g_ptr_array_index (requests, i);

      g_string_append_printf (text, "- %s: %u %s\n", request->path, request->status,
                              request->request_id);
    }
}

const char *
consent_status_get_id (ConsentStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), NULL);

  return statuses[status].id;
}

const char *
consent_status_get_word (ConsentStatus status)
{
  g_return_val_if_fail (status < G_N_ELEMENTS (statuses), NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "check", statuses[status].word);
}

const char *
consent_verdict_get_id (ConsentVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdicts), NULL);

  return verdicts[verdict];
}

ConsentReport *
consent_report_new (ConsentService  *service,
                    ConsentSnapshot *snapshot,
                    GDateTime       *time)
{
  ConsentReport *self;

  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (time != NULL, NULL);

  self = g_atomic_rc_box_new0 (ConsentReport);
  self->time = g_date_time_to_utc (time);
  self->service = g_object_ref (service);
  self->snapshot = consent_snapshot_ref (snapshot);
  self->tenant_name = g_strdup ("");
  self->domains = g_ptr_array_new_with_free_func (g_free);
  self->verdict = CONSENT_VERDICT_UNKNOWN;
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) check_free);
  self->granted = consent_granted_collect (snapshot);
  self->user_consent = CONSENT_USER_CONSENT_UNKNOWN;

  return self;
}

ConsentReport *
consent_report_ref (ConsentReport *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
consent_report_unref (ConsentReport *self)
{
  g_atomic_rc_box_release_full (self, report_clear);
}

void
consent_report_add_check (ConsentReport *self,
                          const char    *id,
                          ConsentStatus  status,
                          char          *finding,
                          char          *remedy)
{
  ConsentCheck *check;

  g_return_if_fail (self != NULL);
  g_return_if_fail (id != NULL);
  g_return_if_fail (finding != NULL);

  check = g_new0 (ConsentCheck, 1);
  check->id = id;
  check->status = status;
  check->finding = finding;
  check->remedy = remedy != NULL ? remedy : g_strdup ("");
  g_ptr_array_add (self->checks, check);
}

const ConsentCheck *
consent_report_find_check (const ConsentReport *self,
                           const char          *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (unsigned i = 0; i < self->checks->len; i++)
    {
      const ConsentCheck *check = g_ptr_array_index (self->checks, i);

      if (strcmp (check->id, id) == 0)
        return check;
    }

  return NULL;
}

gboolean
consent_report_is_repeated (const ConsentReport *self,
                            unsigned             index)
{
  const ConsentCheck *check;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (index < self->checks->len, FALSE);

  check = g_ptr_array_index (self->checks, index);
  for (unsigned i = 0; i < index; i++)
    {
      const ConsentCheck *earlier = g_ptr_array_index (self->checks, i);

      if (earlier->status == check->status && strcmp (earlier->finding, check->finding) == 0 &&
          strcmp (earlier->remedy, check->remedy) == 0)
        return TRUE;
    }

  return FALSE;
}

JsonNode *
consent_report_to_json (const ConsentReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *time = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  time = format_time (self);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  add_string (builder, "generator", "consent-wizard " PACKAGE_VERSION);
  add_string (builder, "time", time);
  add_service (builder, self->service);
  add_tenant (builder, self);
  add_string (builder, "region", self->region);
  add_string (builder, "verdict", consent_verdict_get_id (self->verdict));
  add_checks (builder, self->checks);
  add_granted (builder, self->granted);
  add_string (builder, "user_consent", consent_user_consent_get_id (self->user_consent));
  add_requests (builder, self->snapshot->requests);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

char *
consent_report_to_text (const ConsentReport *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL, NULL);

  if (self->summary != NULL)
    g_string_append_printf (text, "%s\n%s\n%s%s\n", self->summary->title, self->summary->explanation,
                            self->summary->remedy, *self->summary->remedy != '\0' ? "\n" : "");
  print_head (text, self);
  print_checks (text, self);
  print_granted (text, self->granted);
  print_requests (text, self->snapshot->requests);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
