/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-http-answer.h"

#include "consent-body.h"
#include "consent-text.h"

char *
consent_http_describe_request (SoupMessage *message)
{
  g_autofree char *address = NULL;
  GUri *uri = soup_message_get_uri (message);

  address = g_uri_join (G_URI_FLAGS_ENCODED_PATH, g_uri_get_scheme (uri), NULL,
                        g_uri_get_host (uri), g_uri_get_port (uri), g_uri_get_path (uri),
                        NULL, NULL);

  return g_strdup_printf ("%s %s", soup_message_get_method (message), address);
}

void
consent_http_set_error (GError       **error,
                        SoupMessage   *message,
                        ConsentError   code,
                        const char    *format,
                        ...)
{
  g_autofree char *request = consent_http_describe_request (message);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, CONSENT_ERROR, code, "%s: %s", request, text);
}

const char *
consent_http_get_request_id (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *id = soup_message_headers_get_one (headers, "request-id");

  return id != NULL ? id : soup_message_headers_get_one (headers, "x-ms-request-id");
}

ConsentError
consent_http_classify_error (const GError *error)
{
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_UNAVAILABLE))
    return CONSENT_ERROR_FAILED;
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    return CONSENT_ERROR_UNTRUSTED;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return CONSENT_ERROR_TIMED_OUT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
      g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING))
    return CONSENT_ERROR_NOT_MICROSOFT;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (error, SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING))
    return CONSENT_ERROR_BAD_RESPONSE;

  return CONSENT_ERROR_UNREACHABLE;
}

/* A sign-in page of the network, or a page of its proxy, in place of Microsoft's answer. */
static gboolean
is_not_microsoft (SoupMessage *message,
                  const char  *body,
                  gsize        length)
{
  const char *type;
  gsize start = 0;

  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)) ||
      soup_message_get_status (message) == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    return TRUE;

  type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  if (type != NULL && (g_ascii_strcasecmp (type, "text/html") == 0 ||
                       g_ascii_strcasecmp (type, "application/xhtml+xml") == 0))
    return TRUE;

  while (start < length && g_ascii_isspace (body[start]))
    start++;

  if (start == length || (type != NULL && g_str_has_suffix (type, "json")))
    return start < length && body[start] == '<';

  return body[start] != '{' && body[start] != '[' && (guchar) body[start] != 0xef;
}

ConsentHttpAnswer *
consent_http_answer_read (SoupMessage  *message,
                          GByteArray   *body,
                          GError      **error)
{
  g_autoptr (ConsentHttpAnswer) answer = g_new0 (ConsentHttpAnswer, 1);
  g_autoptr (GError) reason = NULL;
  const char *data = (const char *) body->data;
  const char *request_id = consent_http_get_request_id (message);

  answer->status = soup_message_get_status (message);
  if (request_id != NULL)
    answer->request_id = consent_text_clean (request_id, CONSENT_TEXT_LINE);

  if (is_not_microsoft (message, data, body->len))
    {
      consent_http_set_error (error, message, CONSENT_ERROR_NOT_MICROSOFT,
                              "status %u with something that is not Microsoft's", answer->status);
      return NULL;
    }

  /* What failed may have nothing more to say than its status. */
  if (body->len == 0 && (answer->status == SOUP_STATUS_NO_CONTENT || answer->status >= 400))
    return g_steal_pointer (&answer);

  answer->json = consent_body_parse (data, body->len, &answer->size, &reason);
  if (answer->json == NULL)
    {
      consent_http_set_error (error, message, reason->code, "status %u, %u bytes: %s",
                              answer->status, body->len, reason->message);
      return NULL;
    }

  return g_steal_pointer (&answer);
}

void
consent_http_answer_free (ConsentHttpAnswer *self)
{
  g_clear_pointer (&self->json, json_node_unref);
  g_clear_pointer (&self->request_id, g_free);
  g_free (self);
}
