/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant-input.h"

#include "consent-error.h"
#include "consent-tenant-search.h"
#include "consent-tenant-text.h"

/* What people and help pages write where a Tenant ID belongs. */
#define PLACEHOLDER "(your[ _-]?)?tenant[ _-]?(id|guid|name)?"
#define PLACEHOLDER_X "x{8}-x{4}-x{4}-x{4}-x{12}"

/* The initial domain of a tenant is made of these, and is not longer. */
#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789"
#define MAX_NAME 27

static gboolean
refuse (GError       **error,
        ConsentError   code,
        const char    *message)
{
  g_set_error_literal (error, CONSENT_ERROR, code, message);

  return FALSE;
}

static gboolean
is_placeholder (const char *word)
{
  return g_regex_match_simple ("^(" PLACEHOLDER "|" PLACEHOLDER_X ")$", word, G_REGEX_RAW, 0);
}

static gboolean
has_placeholder (const char *text)
{
  return g_regex_match_simple ("[{<\\[] *" PLACEHOLDER " *[}>\\]]|\\b" PLACEHOLDER_X "\\b", text,
                               G_REGEX_RAW, 0);
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

/* Reference, 1.3. */
static gboolean
check_special_name (const char  *name,
                    GError     **error)
{
  static const char * const any[] = { "common", "organisations", "organizations", NULL };

  if (g_strv_contains (any, name))
    return refuse (error, CONSENT_ERROR_TENANT_ANY, "The name stands for any tenant");

  if (g_str_equal (name, "consumers"))
    return refuse (error, CONSENT_ERROR_TENANT_CONSUMER,
                   "The name stands for personal Microsoft accounts");

  return TRUE;
}

/* Reference, 1.3. */
static gboolean
take_guid (GPtrArray  *guids,
           char      **id,
           GError    **error)
{
  static const char * const consumers[] = {
    CONSENT_TENANT_CONSUMERS, "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa", NULL
  };
  const char *guid = g_ptr_array_index (guids, 0);

  if (guids->len > 1)
    return refuse (error, CONSENT_ERROR_TENANT_AMBIGUOUS, "The text holds several different GUIDs");

  if (g_str_equal (guid, "00000000-0000-0000-0000-000000000000"))
    return refuse (error, CONSENT_ERROR_TENANT_ZERO, "The Tenant ID is all zeros");

  if (g_strv_contains (consumers, guid))
    return refuse (error, CONSENT_ERROR_TENANT_CONSUMER,
                   "The Tenant ID is the one of personal Microsoft accounts");

  *id = g_strdup (guid);

  return TRUE;
}

static gboolean
take_domain (GPtrArray  *domains,
             char      **domain,
             GError    **error)
{
  const char *found = g_ptr_array_index (domains, 0);

  if (domains->len > 1)
    return refuse (error, CONSENT_ERROR_TENANT_AMBIGUOUS,
                   "The text holds several different domains");

  if (consent_tenant_text_is_personal_mail (found))
    return refuse (error, CONSENT_ERROR_TENANT_PERSONAL_MAIL,
                   "The domain belongs to a personal mail provider");

  *domain = g_strdup (found);

  return TRUE;
}

/* Says of a text that holds nothing usable what is wrong, as well as can be told. */
static gboolean
refuse_malformed (const ConsentTenantSearch  *search,
                  const char                 *bare,
                  GError                    **error)
{
  gsize length = strlen (bare);
  guint digits = 0;

  for (const char *p = bare; *p != '\0'; p++)
    digits += g_ascii_isxdigit (*p);

  if (search->has_page)
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "The address names no tenant; paste the Tenant ID that the page shows, "
                   "or a domain or work e-mail address");

  if (search->has_other_guid)
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "The GUID is labelled as something other than a Tenant ID");

  if (search->broken != NULL)
    {
      g_autofree char *start = g_utf8_substring (search->broken, 0,
                                                 MIN (g_utf8_strlen (search->broken, -1), 80));

      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                   "“%s” is not a domain name", start);
    }
  else if (digits > 16 && strspn (bare, "0123456789abcdef- ") == length)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                   "A GUID has 32 digits in groups of 8-4-4-4-12; this has %u", digits);
    }
  else if (length > 0 && length <= MAX_NAME && strspn (bare, NAME_LETTERS) == length)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                   "A name alone is not enough; did you mean %s.onmicrosoft.com?", bare);
    }
  else
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                           "The text holds neither a GUID nor a domain");
    }

  return FALSE;
}

/* Reads what a sign-in address has in its tenant's place, where that is no GUID. Later steps
 * decide if the place is empty or holds something of another kind, such as "error". */
static gboolean
read_segment (ConsentTenantSearch  *search,
              GError              **error)
{
  const char *rest = NULL;
  g_autofree char *segment = consent_tenant_search_find_segment (search, &rest);

  if (segment == NULL || *segment == '\0')
    return TRUE;

  if (!check_special_name (segment, error))
    return FALSE;

  if (search->likely->len == 0 && is_placeholder (segment))
    return refuse (error, CONSENT_ERROR_TENANT_PLACEHOLDER, "The placeholder was left in place");

  if (strchr (segment, '.') != NULL && !g_str_equal (segment, "login.srf"))
    consent_tenant_search_add_domain (search, segment);
  else if (strstr (segment, consent_service_get_client_id (search->service)) == NULL
           && !is_placeholder (segment)
           && (g_str_has_prefix (rest, "/adminconsent") || g_str_has_prefix (rest, "/oauth2/")
               || g_str_has_prefix (rest, "/v2.0/")))
    return refuse (error, CONSENT_ERROR_TENANT_MALFORMED,
                   "What stands in the tenant's place of the address is neither GUID nor domain");

  return TRUE;
}

/* The surest comes first: the place where a sign-in address has its tenant, then any GUID, then
 * the refusals that a whole text can earn, then domains. */
static gboolean
decide (ConsentTenantSearch  *search,
        char                **id,
        char                **domain,
        GError              **error)
{
  g_autofree char *bare = strip_punctuation (search->text);

  consent_tenant_search_find_guids (search);
  if (search->sure->len > 0)
    return take_guid (search->sure, id, error);

  if (!read_segment (search, error))
    return FALSE;
  if (search->domains->len > 0)
    return take_domain (search->domains, domain, error);

  if (search->likely->len > 0)
    return take_guid (search->likely, id, error);

  if (!check_special_name (bare, error))
    return FALSE;

  if (is_placeholder (bare) || has_placeholder (search->text))
    return refuse (error, CONSENT_ERROR_TENANT_PLACEHOLDER, "The placeholder was left in place");

  consent_tenant_search_find_domains (search);
  if (search->domains->len > 0)
    return take_domain (search->domains, domain, error);

  if (search->has_client)
    return refuse (error, CONSENT_ERROR_TENANT_IS_CLIENT,
                   "The only GUID is the service's own client ID");

  return refuse_malformed (search, bare, error);
}

ConsentTenantInput *
consent_tenant_input_parse (const char      *text,
                            ConsentService  *service,
                            GError         **error)
{
  g_auto (ConsentTenantSearch) search = { 0 };
  g_autofree char *even = NULL;
  g_autofree char *id = NULL;
  g_autofree char *domain = NULL;
  ConsentTenantInput *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  even = consent_tenant_text_tidy (text, error);
  if (even == NULL)
    return NULL;

  if (*even == '\0')
    {
      refuse (error, CONSENT_ERROR_TENANT_EMPTY, "The text is empty");
      return NULL;
    }

  consent_tenant_search_init (&search, even, service);
  if (!decide (&search, &id, &domain, error))
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
