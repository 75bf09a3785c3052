/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant-search.h"

#include "consent-tenant-text.h"

/* Hosts whose paths begin with the tenant (reference, 1.1 and 1.6). */
static const char * const sign_in_hosts[] = {
  "login.microsoftonline.com/", "login.microsoft.com/", "login.windows.net/", "sts.windows.net/",
  "login.microsoftonline.us/", "login.partner.microsoftonline.cn/", "login.chinacloudapi.cn/",
};

/* What an address writes directly before a tenant. */
static const char * const tenant_keys[] = { "tenantid=", "tenant=", "tid=", "tenantid/" };

/* How the letters end that stand before a GUID which is something else. */
static const char * const other_keys[] = {
  "appid", "applicationid", "applicationidentifier", "applicationwithidentifier", "clientid",
  "correlationid", "deviceid", "nonce", "objectid", "oid", "principalid", "requestid",
  "sessionid", "state", "subscriptionid", "subscriptions", "traceid", "userid",
};

/* Query parameters of portal addresses whose value is a domain. */
static const char * const domain_keys[] = {
  "domain", "domain_hint", "realm", "tenant", "tenantid", "whr", NULL
};

static void
add_once (GPtrArray  *array,
          const char *text)
{
  if (!g_ptr_array_find_with_equal_func (array, text, g_str_equal, NULL))
    g_ptr_array_add (array, g_strdup (text));
}

/* The part of @text before any of @delimiters. */
static char *
take_until (const char *text,
            const char *delimiters)
{
  return g_strndup (text, strcspn (text, delimiters));
}

/* Whether @p is not within a longer name, as "tid=" is in "clientid=". */
static gboolean
begins_name (const char *text,
             const char *p)
{
  return p == text || !(g_ascii_isalnum (p[-1]) || strchr (".-_", p[-1]) != NULL);
}

static gboolean
stands_behind (const char         *text,
               const char         *at,
               const char * const *names,
               gsize               n_names)
{
  for (gsize i = 0; i < n_names; i++)
    {
      gsize length = strlen (names[i]);

      if ((gsize) (at - text) >= length && strncmp (at - length, names[i], length) == 0
          && begins_name (text, at - length))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_tenants_place (const char *text,
                  const char *at)
{
  while (at > text && strchr ("{(<[|\"' ", at[-1]) != NULL)
    at--;

  return stands_behind (text, at, sign_in_hosts, G_N_ELEMENTS (sign_in_hosts))
         || stands_behind (text, at, tenant_keys, G_N_ELEMENTS (tenant_keys));
}

/* Portal pages and error messages label what they show, so the letters before a GUID tell what
 * it is: "Application (client) ID: …", "Trace ID: …". */
static gboolean
is_other_guid (const char *text,
               const char *at)
{
  char letters[32];
  char *first = letters + sizeof letters - 1;

  *first = '\0';
  for (const char *p = at; p > text && first > letters && !g_ascii_isdigit (p[-1]); p--)
    if (g_ascii_isalpha (p[-1]))
      *--first = p[-1];

  for (gsize i = 0; i < G_N_ELEMENTS (other_keys); i++)
    if (g_str_has_suffix (first, other_keys[i]))
      return TRUE;

  return FALSE;
}

static void
find_guids (ConsentTenantSearch *self,
            gboolean             loose)
{
  const char *p = self->text;

  while (*p != '\0')
    {
      char guid[37];
      const char *end = consent_tenant_text_match_guid (self->text, p, loose, guid);

      if (end == NULL)
        {
          p++;
          continue;
        }

      if (g_str_equal (guid, consent_service_get_client_id (self->service)))
        self->has_client = TRUE;
      else if (is_tenants_place (self->text, p))
        add_once (self->sure, guid);
      else if (is_other_guid (self->text, p))
        self->has_other_guid = TRUE;
      else
        add_once (self->likely, guid);

      p = end;
    }
}

/* contoso-admin.sharepoint.com is made from the tenant's contoso.onmicrosoft.com, and changes
 * only together with it. */
static char *
sharepoint_to_domain (const char *host)
{
  static const char * const endings[][2] = {
    { "-admin.sharepoint.com", "com" }, { "-my.sharepoint.com", "com" }, { ".sharepoint.com", "com" },
    { "-admin.sharepoint.us", "us" },   { "-my.sharepoint.us", "us" },   { ".sharepoint.us", "us" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (host, endings[i][0]))
      {
        g_autofree char *name = g_strndup (host, strlen (host) - strlen (endings[i][0]));

        if (*name != '\0' && strchr (name, '.') == NULL)
          return g_strdup_printf ("%s.onmicrosoft.%s", name, endings[i][1]);
      }

  return NULL;
}

static gboolean
is_host_of (const char *address,
            const char *host)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);

  return g_ascii_strcasecmp (g_uri_get_host (uri), host) == 0;
}

/* Whether pages on @host belong to no organization that could approve anything. */
static gboolean
is_page_host (const ConsentTenantSearch *self,
              const char                *host)
{
  GPtrArray *regions = consent_service_get_regions (self->service);

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);

      if (is_host_of (region->web_address, host) || is_host_of (region->redirect_uri, host))
        return TRUE;
    }

  return consent_tenant_text_is_microsoft_page (host);
}

/* Looks for an organization's domain in what follows the host in a portal's address. */
static void
find_domain_in_page (ConsentTenantSearch *self,
                     const char          *rest)
{
  g_auto (GStrv) pieces = g_strsplit_set (rest, "/?#&=", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *at = strrchr (pieces[i], '@');
      const char *piece = at != NULL ? at + 1 : pieces[i];
      gboolean is_named = i > 0 && g_strv_contains (domain_keys, pieces[i - 1]);

      if (strchr (piece, '.') != NULL
          && (at != NULL || is_named || strstr (piece, ".onmicrosoft.") != NULL))
        consent_tenant_search_add_domain (self, piece);
    }
}

/* Reads @address, which begins with a host; @is_url if a scheme stood before it. */
static void
read_address (ConsentTenantSearch *self,
              const char          *address,
              gboolean             is_url)
{
  g_autofree char *authority = take_until (address, "/?#");
  const char *rest = address + strlen (authority);
  const char *at = strrchr (authority, '@');
  g_autofree char *host = take_until (at != NULL ? at + 1 : authority, ":");
  g_autofree char *domain = consent_tenant_text_to_domain (host);
  g_autofree char *from_sharepoint = domain != NULL ? sharepoint_to_domain (domain) : NULL;
  const char *own = g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host;

  if (from_sharepoint != NULL)
    consent_tenant_search_add_domain (self, from_sharepoint);
  else if (domain != NULL
           && (is_page_host (self, domain)
               || (g_str_equal (own, "microsoft.com") && (is_url || *rest != '\0'))))
    {
      self->has_page = TRUE;
      find_domain_in_page (self, rest);
    }
  else if (*host != '\0')
    consent_tenant_search_add_domain (self, own);
}

/* Drops from @word the end of a sentence, and a label such as "Domain:", "mailto:", "tenant=". */
static char *
strip_word (char *word)
{
  static const char ends[] = ".:!?/-_*`~=&#";

  for (gsize length = strlen (word); length > 0 && strchr (ends, word[length - 1]) != NULL;)
    word[--length] = '\0';

  for (gsize i = strcspn (word, "/?"); i > 0; i--)
    if (word[i - 1] == '=' || (word[i - 1] == ':' && !g_ascii_isdigit (word[i])))
      {
        word += i;
        break;
      }

  return word + strspn (word, ends);
}

static void
read_word (ConsentTenantSearch *self,
           char                *word)
{
  const char *scheme = strstr (word, "://");
  const char *at;

  if (scheme != NULL)
    {
      read_address (self, scheme + strlen ("://"), TRUE);
      return;
    }

  word = strip_word (word);
  at = strchr (word, '@');
  if (at != NULL && (gsize) (at - word) < strcspn (word, "/?"))
    {
      g_autofree char *address = take_until (word, "?");
      g_autofree char *domain = take_until (strrchr (address, '@') + 1, "/#:");

      consent_tenant_search_add_domain (self, domain);
    }
  else if (strchr (word, '.') != NULL)
    {
      read_address (self, word, FALSE);
    }
}

void
consent_tenant_search_init (ConsentTenantSearch *self,
                            const char          *text,
                            ConsentService      *service)
{
  *self = (ConsentTenantSearch) {
    .text = text,
    .service = service,
    .sure = g_ptr_array_new_with_free_func (g_free),
    .likely = g_ptr_array_new_with_free_func (g_free),
    .domains = g_ptr_array_new_with_free_func (g_free),
  };
}

void
consent_tenant_search_clear (ConsentTenantSearch *self)
{
  g_clear_pointer (&self->sure, g_ptr_array_unref);
  g_clear_pointer (&self->likely, g_ptr_array_unref);
  g_clear_pointer (&self->domains, g_ptr_array_unref);
  g_clear_pointer (&self->broken, g_free);
}

char *
consent_tenant_search_find_segment (const ConsentTenantSearch  *self,
                                    const char                **rest)
{
  const char *first = NULL;
  char *segment;

  for (gsize i = 0; i < G_N_ELEMENTS (sign_in_hosts); i++)
    {
      const char *p = strstr (self->text, sign_in_hosts[i]);

      if (p != NULL && begins_name (self->text, p) && (first == NULL || p < first))
        first = p;
    }

  if (first == NULL)
    return NULL;

  first = strchr (first, '/') + 1;
  segment = take_until (first, "/?# \"'<>()[]{}|\\,;");
  *rest = first + strlen (segment);

  return segment;
}

void
consent_tenant_search_find_guids (ConsentTenantSearch *self)
{
  find_guids (self, FALSE);
  if (self->sure->len == 0 && self->likely->len == 0)
    find_guids (self, TRUE);
}

void
consent_tenant_search_find_domains (ConsentTenantSearch *self)
{
  g_auto (GStrv) words = g_strsplit_set (self->text, " \"'<>()[]{}|\\,;", -1);

  for (guint i = 0; words[i] != NULL; i++)
    read_word (self, words[i]);
}

void
consent_tenant_search_add_domain (ConsentTenantSearch *self,
                                  const char          *name)
{
  g_autofree char *domain = consent_tenant_text_to_domain (name);

  if (domain != NULL)
    add_once (self->domains, domain);
  else if (self->broken == NULL)
    self->broken = g_strdup (name);
}
