/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-request.h"

#include <glib/gi18n-lib.h>

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *content_type,
       char              *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  /* Microsoft's own answers name the request in the same way, for support. */
  if (soup_message_headers_get_one (headers, "x-ms-request-id") == NULL)
    {
      g_autofree char *request_id = g_uuid_string_random ();

      soup_message_headers_replace (headers, "x-ms-request-id", request_id);
    }

  if (soup_message_headers_get_one (headers, "Cache-Control") == NULL)
    soup_message_headers_replace (headers, "Cache-Control", "no-store");

  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_TAKE, body, strlen (body));
  soup_server_message_set_status (message, status, NULL);
}

static void
reply_page (SoupServerMessage   *message,
            guint                status,
            ConsentPracticePage *page)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Content-Security-Policy", CONSENT_PRACTICE_PAGE_POLICY);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  reply (message, status, "text/html; charset=utf-8", consent_practice_page_to_html (page));
}

/* A page that Microsoft has nothing like: about this practice itself. */
static void
reply_notice (SoupServerMessage *message,
              guint              status,
              const char        *title,
              const char        *text)
{
  g_autoptr (ConsentPracticePage) page = consent_practice_page_new ("notice", title);

  consent_practice_page_add_paragraph (page, text);
  reply_page (message, status, page);
}

/* What came from outside may be any bytes; pages and JSON must be UTF-8. */
static GHashTable *
copy_fields (GHashTable *decoded)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, value;

  if (decoded == NULL)
    return fields;

  g_hash_table_iter_init (&iter, decoded);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (fields,
                         g_utf8_make_valid (name, -1),
                         g_utf8_make_valid (value != NULL ? value : "", -1));

  return fields;
}

static GHashTable *
read_form (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GHashTable) decoded = NULL;
  g_autofree char *text = NULL;

  if (g_bytes_get_size (bytes) == 0 || g_strcmp0 (type, SOUP_FORM_MIME_TYPE_URLENCODED) != 0)
    return copy_fields (NULL);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  decoded = soup_form_decode (text);

  return copy_fields (decoded);
}

ConsentPracticeRequest *
consent_practice_request_new (ConsentPracticeState *state,
                              SoupServerMessage    *message,
                              GHashTable           *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  ConsentPracticeRequest *self = g_new0 (ConsentPracticeRequest, 1);

  self->state = state;
  self->message = g_object_ref (message);
  self->fields = consent_practice_request_is_post (self) ? read_form (message) : copy_fields (query);

  /* The caller may have come by any of the names of this machine and must get back the same. */
  self->base = g_strdup_printf ("http://%s/s/%s",
                                soup_message_headers_get_one (headers, "Host"),
                                state->scenario->name);

  return self;
}

void
consent_practice_request_free (ConsentPracticeRequest *self)
{
  g_clear_object (&self->message);
  g_clear_pointer (&self->fields, g_hash_table_unref);
  g_free (self->base);
  g_free (self->tenant);
  g_free (self->rest);
  g_free (self);
}

gboolean
consent_practice_request_is_post (ConsentPracticeRequest *self)
{
  return soup_server_message_get_method (self->message) == SOUP_METHOD_POST;
}

const char *
consent_practice_request_get_field (ConsentPracticeRequest *self,
                                    const char             *name)
{
  return g_hash_table_lookup (self->fields, name);
}

int
consent_practice_request_find_tenant (ConsentPracticeRequest             *self,
                                      const ConsentPracticeOrganization **organization)
{
  int code = consent_practice_scenario_find_organization (self->tenant, organization);

  if (code != 0)
    return code;

  if (g_ascii_strcasecmp (self->tenant, "organizations") == 0)
    *organization = &self->state->scenario->organization;

  if (!consent_practice_organization_is_tenant (*organization))
    return 90130;

  /* The global sign-in host can describe this tenant, but its accounts are not there (1.6). */
  return g_str_equal ((*organization)->cloud, "microsoftonline.com") ? 0 : 90038;
}

void
consent_practice_request_reply_json (ConsentPracticeRequest *self,
                                     guint                   status,
                                     JsonNode               *json)
{
  reply (self->message, status, "application/json; charset=utf-8", json_to_string (json, FALSE));
}

void
consent_practice_request_reply_error (ConsentPracticeRequest *self,
                                      guint                   status,
                                      int                     code,
                                      const char             *detail)
{
  g_autoptr (ConsentPracticeError) error = consent_practice_error_new (code, detail);

  consent_practice_request_reply_oauth (self, status, error);
}

void
consent_practice_request_reply_oauth (ConsentPracticeRequest *self,
                                      guint                   status,
                                      ConsentPracticeError   *error)
{
  g_autoptr (JsonNode) json = consent_practice_error_to_json (error);

  consent_practice_request_reply_json (self, status, json);
}

void
consent_practice_request_reply_page (ConsentPracticeRequest *self,
                                     guint                   status,
                                     ConsentPracticePage    *page)
{
  reply_page (self->message, status, page);
}

void
consent_practice_request_reply_redirect (ConsentPracticeRequest *self,
                                         const char             *address,
                                         ...)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  GString *location = g_string_new (address);
  const char *separator = strchr (address, '?') != NULL ? "&" : "?";
  const char *name;
  va_list args;

  va_start (args, address);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);
      g_autofree char *pair = NULL;

      if (value == NULL)
        continue;

      pair = soup_form_encode (name, value, NULL);
      g_string_append_printf (location, "%s%s", separator, pair);
      separator = "&";
    }
  va_end (args);

  soup_message_headers_replace (headers, "Location", location->str);
  g_string_free (location, TRUE);
  reply (self->message, SOUP_STATUS_FOUND, "text/plain", g_strdup (""));
}

void
consent_practice_request_reply_error_page (ConsentPracticeRequest *self,
                                           const char             *title,
                                           int                     code,
                                           const char             *detail)
{
  g_autoptr (ConsentPracticePage) page = NULL;

  page = consent_practice_request_make_error_page (self, title, code, detail);
  consent_practice_request_reply_page (self, SOUP_STATUS_BAD_REQUEST, page);
}

ConsentPracticePage *
consent_practice_request_make_error_page (ConsentPracticeRequest *self,
                                          const char             *title,
                                          int                     code,
                                          const char             *detail)
{
  g_autoptr (ConsentPracticeError) error = consent_practice_error_new (code, detail);
  ConsentPracticePage *page = consent_practice_page_new ("error", title);

  consent_practice_page_add_paragraph (page, error->message);
  consent_practice_page_add_value (page, _("Request ID"), error->trace_id);
  consent_practice_page_add_value (page, _("Correlation ID"), error->correlation_id);
  consent_practice_page_add_value (page, _("Time"), error->timestamp);
  consent_practice_page_add_heading (page, _("What to do now"));
  consent_practice_page_add_paragraph (page,
                                       _("Copy the message that begins with AADSTS, go back to the "
                                         "wizard, and say there that you saw an error."));

  return page;
}

void
consent_practice_request_reply_used_page (ConsentPracticeRequest *self)
{
  reply_notice (self->message, SOUP_STATUS_BAD_REQUEST,
                _("This page was used already"),
                _("Each page can be answered once. Go back to the wizard and open the page again."));
}

void
consent_practice_reply_not_found (SoupServerMessage *message)
{
  reply_notice (message, SOUP_STATUS_NOT_FOUND,
                _("There is nothing here"),
                _("Go back to the wizard and open the page from there."));
}
