/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-endpoints.h"

#include "consent-error.h"
#include "consent-tenant-input.h"

#include <gio/gio.h>

struct _ConsentEndpoints
{
  GObject parent_instance;

  char *authority;
  char *graph;
  /* Whether the authority was replaced by an address on this machine. */
  gboolean local_authority;
};

G_DEFINE_FINAL_TYPE (ConsentEndpoints, consent_endpoints, G_TYPE_OBJECT)

/* Microsoft's own issuers: of the v2.0 document and of the one without a version (reference, 1.2). */
static const char *const microsoft_issuers[] = {
  CONSENT_MICROSOFT_AUTHORITY "/",
  "https://sts.windows.net/",
};

/* The host is compared as a name or as an address, never as a piece of text: "127.0.0.1.example.com"
 * and "localhost.example.com" are hosts on the Internet. Other spellings of an address, such as
 * "0x7f.1" or "2130706433", are understood by some resolvers only, so they are not loopback here. */
static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
host_is_usable (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;

  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host);

  for (const char *p = host; *p != '\0'; p++)
    {
      if (!g_ascii_isalnum (*p) && *p != '-' && *p != '.' && *p != '_')
        return FALSE;
    }

  return TRUE;
}

/* Parses @address if it is one that may be talked to, without touching its path's spelling. */
static GUri *
parse_address (const char  *address,
               GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *problem = NULL;

  uri = g_uri_parse (address, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH, &reason);
  if (uri == NULL)
    problem = reason->message;
  else if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0 &&
           g_strcmp0 (g_uri_get_scheme (uri), "http") != 0)
    problem = "it does not begin with https://";
  else if (g_uri_get_userinfo (uri) != NULL)
    problem = "it holds a user name";
  else if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    problem = "it holds a query or fragment";
  else if (!host_is_usable (g_uri_get_host (uri)) || g_uri_get_port (uri) == 0)
    problem = "it has no usable host";
  else if (g_strcmp0 (g_uri_get_scheme (uri), "http") == 0 && !host_is_loopback (g_uri_get_host (uri)))
    problem = "plain http is for this machine only";

  if (problem != NULL)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_ENDPOINT,
                   "Cannot use the address \"%s\": %s", address, problem);
      return NULL;
    }

  return g_steal_pointer (&uri);
}

/* One spelling for each address: lower case up to the path, no default port, no slash at the end. */
static char *
normalize (const char  *address,
           GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  const char *scheme;
  int port;
  gboolean is_default_port;

  uri = parse_address (address, error);
  if (uri == NULL)
    return NULL;

  scheme = g_uri_get_scheme (uri);
  port = g_uri_get_port (uri);
  is_default_port = port == -1 || port == (g_str_equal (scheme, "https") ? 443 : 80);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  path = g_strdup (g_uri_get_path (uri));
  for (size_t length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';

  return g_uri_join (G_URI_FLAGS_ENCODED_PATH, scheme, NULL, host,
                     is_default_port ? -1 : port, path, NULL, NULL);
}

static gboolean
is_local (const char *address)
{
  g_autoptr (GUri) uri = parse_address (address, NULL);

  return uri != NULL && host_is_loopback (g_uri_get_host (uri));
}

/* The first segment of @path that is a GUID. */
static char *
find_guid (const char *path)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  for (char **segment = segments; *segment != NULL; segment++)
    {
      if (consent_guid_is_valid (*segment))
        return g_ascii_strdown (*segment, -1);
    }

  return NULL;
}

static void
consent_endpoints_finalize (GObject *object)
{
  ConsentEndpoints *self = CONSENT_ENDPOINTS (object);

  g_clear_pointer (&self->authority, g_free);
  g_clear_pointer (&self->graph, g_free);

  G_OBJECT_CLASS (consent_endpoints_parent_class)->finalize (object);
}

static void
consent_endpoints_class_init (ConsentEndpointsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = consent_endpoints_finalize;
}

static void
consent_endpoints_init (ConsentEndpoints *self)
{
}

ConsentEndpoints *
consent_endpoints_new (const char  *authority,
                       const char  *graph,
                       GError     **error)
{
  g_autoptr (ConsentEndpoints) self = g_object_new (CONSENT_TYPE_ENDPOINTS, NULL);

  if (authority == NULL || *authority == '\0')
    authority = CONSENT_MICROSOFT_AUTHORITY;
  if (graph == NULL || *graph == '\0')
    graph = CONSENT_MICROSOFT_GRAPH;

  self->authority = normalize (authority, error);
  if (self->authority == NULL)
    return NULL;

  self->graph = normalize (graph, error);
  if (self->graph == NULL)
    return NULL;

  self->local_authority = is_local (self->authority);

  return g_steal_pointer (&self);
}

ConsentEndpoints *
consent_endpoints_new_from_environment (GError **error)
{
  return consent_endpoints_new (g_getenv ("CONSENT_AUTHORITY"), g_getenv ("CONSENT_GRAPH"), error);
}

const char *
consent_endpoints_get_authority (ConsentEndpoints *self)
{
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (self), NULL);

  return self->authority;
}

const char *
consent_endpoints_get_graph (ConsentEndpoints *self)
{
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (self), NULL);

  return self->graph;
}

gboolean
consent_endpoints_is_replaced (ConsentEndpoints *self)
{
  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (self), FALSE);

  return !g_str_equal (self->authority, CONSENT_MICROSOFT_AUTHORITY) ||
         !g_str_equal (self->graph, CONSENT_MICROSOFT_GRAPH);
}

char *
consent_endpoints_check_issuer (ConsentEndpoints *self,
                                const char       *issuer)
{
  g_autofree char *normalized = NULL;
  size_t length;

  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  normalized = normalize (issuer, NULL);
  if (normalized == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (microsoft_issuers); i++)
    {
      length = strlen (microsoft_issuers[i]);
      if (strncmp (normalized, microsoft_issuers[i], length) == 0)
        {
          g_auto (GStrv) segments = g_strsplit (normalized + length, "/", 2);

          return segments[0] != NULL && consent_guid_is_valid (segments[0])
                     ? g_ascii_strdown (segments[0], -1)
                     : NULL;
        }
    }

  length = strlen (self->authority);
  if (strncmp (normalized, self->authority, length) == 0 && normalized[length] == '/')
    return find_guid (normalized + length);

  /* "localhost" and "127.0.0.1" are the same machine, and a server that stands in for Microsoft there
   * may have been told another of its names, or another port, than the one it is reached by. */
  if (self->local_authority && is_local (normalized))
    {
      g_autoptr (GUri) uri = g_uri_parse (normalized, G_URI_FLAGS_ENCODED_PATH, NULL);

      return find_guid (g_uri_get_path (uri));
    }

  return NULL;
}

gboolean
consent_endpoints_is_sign_in_page (ConsentEndpoints *self,
                                   const char       *address)
{
  static const char *const domains[] = { "microsoft.com", "microsoftonline.com" };
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) authority = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (CONSENT_IS_ENDPOINTS (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  /* People read it and may type it: one word of visible characters, as RFC 3986 has it. */
  for (const char *p = address; *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  uri = parse_address (address, NULL);
  if (uri == NULL)
    return FALSE;

  if (self->local_authority && host_is_loopback (g_uri_get_host (uri)))
    return TRUE;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return FALSE;

  authority = g_uri_parse (self->authority, G_URI_FLAGS_ENCODED_PATH, NULL);
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  if (g_strcmp0 (host, g_uri_get_host (authority)) == 0)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      const char *rest = g_str_has_suffix (host, domains[i])
                           ? host + strlen (host) - strlen (domains[i])
                           : NULL;

      if (rest != NULL && (rest == host || rest[-1] == '.'))
        return TRUE;
    }

  return FALSE;
}
