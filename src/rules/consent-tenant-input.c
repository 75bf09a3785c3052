/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant-input.h"

#include "consent-error.h"
#include "consent-tenant-text.h"

#define ZERO_GUID "00000000-0000-0000-0000-000000000000"

/* Where the path begins with the tenant (reference, 1.1 and 1.6). */
static const char * const sign_in_hosts[] = {
  "login.microsoftonline.com/", "login.microsoft.com/", "login.windows.net/", "sts.windows.net/",
  "login.microsoftonline.us/", "login.partner.microsoftonline.cn/", "login.chinacloudapi.cn/",
};

/* What an address writes directly before a tenant. */
static const char * const tenant_keys[] = { "tenantid=", "tenant=", "tid=", "tenantid/" };

/* How the letters before a GUID end that is something other than a tenant. */
static const char * const other_keys[] = {
  "appid", "applicationid", "applicationidentifier", "applicationwithidentifier", "clientid",
  "correlationid", "deviceid", "nonce", "objectid", "oid", "principalid", "requestid",
  "sessionid", "state", "subscriptionid", "subscriptions", "traceid", "userid",
};

/* Query parameters of portal addresses whose value is a domain. */
static const char * const domain_keys[] = {
  "domain", "domain_hint", "login_hint", "realm", "tenant", "tenantid", "whr", NULL
};

/* What was found on the way through a text. */
typedef struct
{
  const char *text; /* even */
  const char *bare; /* the same without punctuation around it */
  ConsentService *service;
  const char *segment; /* (nullable): what follows a sign-in host */

  GPtrArray *sure;    /* GUIDs that stand in a tenant's place */
  GPtrArray *likely;  /* other GUIDs */
  GPtrArray *domains;
  gboolean has_client;
  gboolean has_other_guid;
  gboolean has_page;
  char *broken; /* (nullable): what looks like a domain but is none */
} Findings;

G_DEFINE_BOXED_TYPE (ConsentTenantInput, consent_tenant_input,
                     consent_tenant_input_copy, consent_tenant_input_free)

static void
findings_clear (Findings *self)
{
  g_ptr_array_unref (self->sure);
  g_ptr_array_unref (self->likely);
  g_ptr_array_unref (self->domains);
  g_free (self->broken);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Findings, findings_clear)

static void
add_once (GPtrArray  *array,
          const char *text)
{
  if (!g_ptr_array_find_with_equal_func (array, text, g_str_equal, NULL))
    g_ptr_array_add (array, g_strdup (text));
}

static gboolean
ends_before (const char *text,
             const char *at,
             const char *ending)
{
  gsize length = strlen (ending);

  return (gsize) (at - text) >= length && strncmp (at - length, ending, length) == 0;
}

/* Returns: (transfer full): @text without the punctuation around it */
static char *
strip_punctuation (const char *text)
{
  const char *end;

  while (g_ascii_ispunct (*text) || *text == ' ')
    text++;
  for (end = text + strlen (text); end > text && (g_ascii_ispunct (end[-1]) || end[-1] == ' '); end--)
    ;

  return g_strndup (text, end - text);
}

/* Where the first path segment behind a sign-in host begins. */
static const char *
find_segment (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (sign_in_hosts); i++)
    {
      const char *p = strstr (text, sign_in_hosts[i]);

      if (p != NULL && (p == text || !(g_ascii_isalnum (p[-1]) || p[-1] == '.' || p[-1] == '-')))
        return p + strlen (sign_in_hosts[i]);
    }

  return NULL;
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
  for (const char *p = at; p > text && first > letters; p--)
    {
      if (g_ascii_isdigit (p[-1]))
        break;
      if (g_ascii_isalpha (p[-1]))
        *--first = p[-1];
    }

  for (guint i = 0; i < G_N_ELEMENTS (other_keys); i++)
    if (g_str_has_suffix (first, other_keys[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_tenants_place (const Findings *self,
                  const char     *at)
{
  while (at > self->text && strchr ("{(<[|\"' ", at[-1]) != NULL)
    at--;

  if (self->segment != NULL && at == self->segment)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (tenant_keys); i++)
    if (ends_before (self->text, at, tenant_keys[i]))
      return TRUE;

  return FALSE;
}

static void
find_guids (Findings *self,
            gboolean  loose)
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
      else if (is_tenants_place (self, p))
        add_once (self->sure, guid);
      else if (is_other_guid (self->text, p))
        self->has_other_guid = TRUE;
      else
        add_once (self->likely, guid);

      p = end;
    }
}

/* Takes the part of @text before any of @delimiters. */
static char *
take_until (const char *text,
            const char *delimiters)
{
  return g_strndup (text, strcspn (text, delimiters));
}

/* contoso-admin.sharepoint.com is made from the tenant's contoso.onmicrosoft.com, and changes
 * only together with it. */
static char *
sharepoint_to_domain (const char *host)
{
  static const char * const suffixes[][2] = {
    { "-admin.sharepoint.com", "com" }, { "-my.sharepoint.com", "com" },
    { ".sharepoint.com", "com" },
    { "-admin.sharepoint.us", "us" }, { "-my.sharepoint.us", "us" }, { ".sharepoint.us", "us" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (host, suffixes[i][0]))
      {
        g_autofree char *name = g_strndup (host, strlen (host) - strlen (suffixes[i][0]));

        if (*name != '\0' && strchr (name, '.') == NULL)
          return g_strdup_printf ("%s.onmicrosoft.%s", name, suffixes[i][1]);
      }

  return NULL;
}

static gboolean
is_host_of_service (ConsentService *service,
                    const char     *host)
{
  GPtrArray *regions = consent_service_get_regions (service);

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);
      g_autoptr (GUri) web = g_uri_parse (region->web_address, G_URI_FLAGS_ENCODED, NULL);
      g_autoptr (GUri) back = g_uri_parse (region->redirect_uri, G_URI_FLAGS_ENCODED, NULL);

      if (g_ascii_strcasecmp (g_uri_get_host (web), host) == 0
          || g_ascii_strcasecmp (g_uri_get_host (back), host) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_domain (Findings   *self,
            const char *name)
{
  g_autofree char *domain = consent_tenant_text_to_domain (name);

  if (domain != NULL)
    add_once (self->domains, domain);
  else if (self->broken == NULL)
    self->broken = g_strdup (name);
}

/* Looks for a customer's domain in what follows the host of a portal's address. */
static void
find_domain_in_page (Findings   *self,
                     const char *rest)
{
  g_auto (GStrv) pieces = g_strsplit_set (rest, "/?#&=", -1);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const char *at = strrchr (pieces[i], '@');
      const char *piece = at != NULL ? at + 1 : pieces[i];
      gboolean named = i > 0 && g_strv_contains (domain_keys, pieces[i - 1]);

      if ((at != NULL || named || strstr (piece, ".onmicrosoft.") != NULL)
          && strchr (piece, '.') != NULL)
        add_domain (self, piece);
    }
}

/* Reads @address, which begins with a host: after "https://", or the start of a word. */
static void
read_address (Findings   *self,
              const char *address,
              gboolean    is_page)
{
  g_autofree char *authority = take_until (address, "/?#");
  const char *rest = address + strlen (authority);
  const char *at = strrchr (authority, '@');
  g_autofree char *host = take_until (at != NULL ? at + 1 : authority, ":");
  g_autofree char *domain = consent_tenant_text_to_domain (host);
  g_autofree char *from_sharepoint = domain != NULL ? sharepoint_to_domain (domain) : NULL;

  if (from_sharepoint != NULL)
    add_domain (self, from_sharepoint);
  else if (domain == NULL)
    add_domain (self, host);
  else if (consent_tenant_text_is_microsoft_page (domain)
           || is_host_of_service (self->service, domain)
           || ((is_page || *rest != '\0')
               && (g_str_equal (domain, "microsoft.com") || g_str_equal (domain, "www.microsoft.com"))))
    {
      self->has_page = TRUE;
      find_domain_in_page (self, rest);
    }
  else if (at == NULL && g_str_has_prefix (host, "www."))
    add_domain (self, host + strlen ("www."));
  else
    add_domain (self, host);
}

static void
read_word (Findings *self,
           char     *word)
{
  static const char ends[] = ".:!?/-_*`~=&#";
  const char *scheme = strstr (word, "://");
  const char *at;

  if (scheme != NULL)
    {
      read_address (self, scheme + strlen ("://"), TRUE);
      return;
    }

  /* The end of a sentence, and a label such as "Domain:", "mailto:" or "tenant=". */
  for (gsize length = strlen (word); length > 0 && strchr (ends, word[length - 1]) != NULL;)
    word[--length] = '\0';
  for (gsize i = strcspn (word, "/?"); i > 0; i--)
    if (word[i - 1] == '=' || (word[i - 1] == ':' && !g_ascii_isdigit (word[i])))
      {
        word += i;
        break;
      }
  while (*word != '\0' && strchr (ends, *word) != NULL)
    word++;

  at = strchr (word, '@');
  if (at != NULL && (gsize) (at - word) < strcspn (word, "/?"))
    {
      g_autofree char *address = take_until (word, "?");
      g_autofree char *domain = take_until (strrchr (address, '@') + 1, "/#:");

      add_domain (self, domain);
    }
  else if (strchr (word, '.') != NULL)
    {
      read_address (self, word, FALSE);
    }
}

static void
find_domains (Findings *self)
{
  g_auto (GStrv) words = g_strsplit_set (self->text, " \"'<>()[]{}|\\,;", -1);

  for (guint i = 0; words[i] != NULL; i++)
    read_word (self, words[i]);
}

static gboolean
refuse (GError       **error,
        ConsentError   code,
        const char    *message)
{
  g_set_error_literal (error, CONSENT_ERROR, code, message);

  return FALSE;
}

/* Reference, 1.3. */
static gboolean
check_special_name (const char  *name,
                    GError     **error)
{
  static const char * const any[] = { "common", "organizations", "organisations", NULL };

  if (g_strv_contains (any, name))
    return refuse (error, CONSENT_ERROR_TENANT_ANY, "The name stands for any tenant");

  if (g_str_equal (name, "consumers"))
    return refuse (error, CONSENT_ERROR_TENANT_CONSUMER,
                   "The name stands for personal Microsoft accounts");

  return TRUE;
}

static gboolean
check_guid (const char  *guid,
            GError     **error)
{
  if (g_str_equal (guid, ZERO_GUID))
    return refuse (error, CONSENT_ERROR_TENANT_ZERO, "The Tenant ID is all zeros");

  if (g_str_equal (guid, "9188040d-6c67-4c5b-b112-36a304b66dad")
      || g_str_equal (guid, "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa"))
    return refuse (error, CONSENT_ERROR_TENANT_CONSUMER,
                   "The Tenant ID is the one of personal Microsoft accounts");

  return TRUE;
}

static gboolean
is_placeholder (const char *text,
                gboolean    whole)
{
  return g_regex_match_simple (whole ? "^[^a-z0-9]*(your[ _-]?)?tenant[ _-]?(id|guid|name)?[^a-z0-9]*$"
                                     : "[{<\\[] *(your[ _-]?)?tenant[ _-]?(id|guid|name)? *[}>\\]]",
                               text, G_REGEX_RAW, 0);
}

static gboolean
take_guid (const Findings  *self,
           GPtrArray       *guids,
           char           **id,
           GError         **error)
{
  if (guids->len > 1)
    return refuse (error, CONSENT_ERROR_TENANT_AMBIGUOUS, "The text holds several different GUIDs");

  if (!check_guid (g_ptr_array_index (guids, 0), error))
    return FALSE;

  *id = g_strdup (g_ptr_array_index (guids, 0));

  return TRUE;
}

static gboolean
take_domain (const Findings  *self,
             char           **domain,
             GError         **error)
{
  const char *found = g_ptr_array_index (self->domains, 0);

  if (self->domains->len > 1)
    return refuse (error, CONSENT_ERROR_TENANT_AMBIGUOUS,
                   "The text holds several different domains");

  if (consent_tenant_text_is_personal_mail (found))
    return refuse (error, CONSENT_ERROR_TENANT_PERSONAL_MAIL,
                   "The domain belongs to a personal mail provider");

  *domain = g_strdup (found);

  return TRUE;
}

/* The tenant's place in a sign-in address may hold a name. */
static gboolean
read_segment (Findings  *self,
              gboolean  *decided,
              GError   **error)
{
  g_autofree char *segment = NULL;
  const char *rest;

  if (self->segment == NULL)
    return TRUE;

  segment = take_until (self->segment, "/?# ");
  rest = self->segment + strlen (segment);

  *decided = TRUE;
  if (!check_special_name (segment, error))
    return FALSE;

  if (strchr (segment, '.') != NULL && !g_str_equal (segment, "login.srf"))
    {
      add_domain (self, segment);
      if (self->domains->len > 0)
        return TRUE;
    }
  *decided = FALSE;

  if (*segment != '\0' && !is_placeholder (segment, TRUE)
      && strstr (segment, consent_service_get_client_id (self->service)) == NULL
      && (g_str_has_prefix (rest, "/adminconsent") || g_str_has_prefix (rest, "/oauth2")
          || g_str_has_prefix (rest, "/v2.0")))
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "What stands in the tenant's place of the address is neither GUID nor domain");

  return TRUE;
}

/* Nothing usable was found: says why, as well as it can be told. */
static gboolean
refuse_rest (const Findings  *self,
             GError         **error)
{
  if (self->has_client)
    return refuse (error, CONSENT_ERROR_TENANT_IS_CLIENT,
                   "The only GUID is the service's own client ID");

  if (self->has_page)
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "The address names no tenant; paste the Tenant ID that the page shows, "
                   "or a domain or work e-mail address");

  if (self->has_other_guid)
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "The GUID is labelled as something other than a Tenant ID");

  if (self->broken != NULL)
    {
      g_autofree char *shown = g_utf8_substring (self->broken, 0,
                                                 MIN (g_utf8_strlen (self->broken, -1), 80));

      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                   "“%s” is not a domain name", shown);
    }
  else if (*self->bare != '\0' && strlen (self->bare) <= 63
           && strspn (self->bare, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (self->bare))
    g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                 "A name alone is not enough; did you mean %s.onmicrosoft.com?", self->bare);
  else
    g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                         "The text holds neither a GUID nor a domain");

  return FALSE;
}

static gboolean
decide (Findings  *self,
        char     **id,
        char     **domain,
        GError   **error)
{
  gboolean decided = FALSE;

  find_guids (self, FALSE);
  if (self->sure->len == 0 && self->likely->len == 0)
    find_guids (self, TRUE);

  if (self->sure->len > 0)
    return take_guid (self, self->sure, id, error);

  if (!read_segment (self, &decided, error))
    return FALSE;
  if (decided)
    return take_domain (self, domain, error);

  if (self->likely->len > 0)
    return take_guid (self, self->likely, id, error);

  if (!check_special_name (self->bare, error))
    return FALSE;

  if (is_placeholder (self->text, TRUE) || is_placeholder (self->text, FALSE))
    return refuse (error, CONSENT_ERROR_TENANT_PLACEHOLDER, "The placeholder was left in place");

  find_domains (self);
  if (self->domains->len > 0)
    return take_domain (self, domain, error);

  return refuse_rest (self, error);
}

ConsentTenantInput *
consent_tenant_input_parse (const char      *text,
                            ConsentService  *service,
                            GError         **error)
{
  g_autofree char *even = NULL;
  g_autofree char *bare = NULL;
  g_autofree char *id = NULL;
  g_autofree char *domain = NULL;
  g_auto (Findings) findings = { 0 };
  ConsentTenantInput *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  findings.sure = g_ptr_array_new_with_free_func (g_free);
  findings.likely = g_ptr_array_new_with_free_func (g_free);
  findings.domains = g_ptr_array_new_with_free_func (g_free);

  even = consent_tenant_text_tidy (text, error);
  if (even == NULL)
    return NULL;

  if (*even == '\0')
    {
      refuse (error, CONSENT_ERROR_TENANT_EMPTY, "The text is empty");
      return NULL;
    }

  bare = strip_punctuation (even);

  findings.text = even;
  findings.bare = bare;
  findings.service = service;
  findings.segment = find_segment (even);
  if (!decide (&findings, &id, &domain, error))
    return NULL;

  self = g_new0 (ConsentTenantInput, 1);
  self->text = g_strdup (text);
  self->id = g_steal_pointer (&id);
  self->domain = g_steal_pointer (&domain);

  return self;
}

ConsentTenantInput *
consent_tenant_input_copy (const ConsentTenantInput *self)
{
  ConsentTenantInput *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (ConsentTenantInput, 1);
  copy->text = g_strdup (self->text);
  copy->id = g_strdup (self->id);
  copy->domain = g_strdup (self->domain);

  return copy;
}

void
consent_tenant_input_free (ConsentTenantInput *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_free (self->id);
  g_free (self->domain);
  g_free (self);
}

gboolean
consent_guid_is_valid (const char *text)
{
  return text != NULL && g_uuid_string_is_valid (text);
}
