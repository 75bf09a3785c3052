/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-landing-page.h"

#include <glib/gi18n-lib.h>

static const char style[] =
  ":root{color-scheme:light dark}"
  "body{font:1.1em/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1.5em}"
  "h1{font-size:1.6em;line-height:1.2}"
  ".details{font-size:.85em;overflow-wrap:anywhere}";

static char *
make_html (const char *problem)
{
  g_autofree char *details = NULL;
  const char *title = problem == NULL ? _("You are signed in") : _("The sign-in did not work");
  const char *text =
    problem == NULL
      ? _("Consent Wizard goes on by itself. You can close this page.")
      : _("You can close this page. Consent Wizard says what can be done now.");

  if (problem != NULL)
    details = g_markup_printf_escaped ("<p class=\"details\" dir=\"auto\">%s</p>", problem);

  return g_strdup_printf ("<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\">"
                          "<meta name=\"viewport\" content=\"width=device-width\">"
                          "<title>%s</title><style>%s</style></head>"
                          "<body dir=\"auto\"><h1>%s</h1><p>%s</p>%s</body></html>\n",
                          /* Translators: the language of this translation, as in web pages: “de”,
                           * “pt-BR”. */
                          C_("language tag", "en"),
                          title, style, title, text, details != NULL ? details : "");
}

/* Only this very style may be used on the page, and nothing else at all. */
static char *
make_policy (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *hash = NULL;
  guchar digest[32];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) style, -1);
  g_checksum_get_digest (checksum, digest, &length);
  hash = g_base64_encode (digest, length);

  return g_strdup_printf ("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; "
                          "form-action 'none'; frame-ancestors 'none'", hash);
}

void
consent_landing_page_show (SoupServerMessage *message,
                           const char        *problem)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autofree char *policy = make_policy ();
  char *html = make_html (problem);

  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy", policy);
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_headers_replace (headers, "Connection", "close");

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_TAKE,
                                    html, strlen (html));
}
