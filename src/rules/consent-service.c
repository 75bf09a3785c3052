/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-service.h"

#include "consent-error.h"
#include "consent-rules-resources.h"
#include "consent-tenant-input.h"

#include <gio/gio.h>

#define PROFILE_PATH "/com/tracker_rms/ConsentWizard/rules/service.profile"
#define SERVICE_GROUP "Service"
#define REGION_PREFIX "Region "

/* A profile may come from anyone; no real one comes near these. */
#define MAX_REGIONS 100
#define MAX_PERMISSIONS 100
#define MAX_ID_LENGTH 32
#define MAX_NAME_LENGTH 200
#define MAX_ADDRESS_LENGTH 1000

struct _ConsentService
{
  GObject parent_instance;

  char *name;
  char *client_id;
  char *support;
  GStrv permissions;
  GPtrArray *regions; /* (element-type ConsentRegion) */
};

G_DEFINE_FINAL_TYPE (ConsentService, consent_service, G_TYPE_OBJECT)

static void
consent_region_free (ConsentRegion *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->redirect_uri);
  g_free (self->web_address);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConsentRegion, consent_region_free)

/* Turns GKeyFile's error into ours, so that callers have one domain to look at. */
static char *
take_value (char    *value,
            GError  *local_error,
            GError **error)
{
  if (local_error == NULL)
    return value;

  g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE, "Service profile: %s",
               local_error->message);
  g_error_free (local_error);
  g_free (value);

  return NULL;
}

static char *
get_value (GKeyFile    *key_file,
           const char  *group,
           const char  *key,
           GError     **error)
{
  GError *local_error = NULL;
  char *value = g_key_file_get_string (key_file, group, key, &local_error);

  return take_value (value, local_error, error);
}

/* A phrase that is shown to people: one line, not empty, not endless. */
static char *
get_phrase (GKeyFile    *key_file,
            const char  *group,
            const char  *key,
            GError     **error)
{
  GError *local_error = NULL;
  g_autofree char *value = NULL;

  value = g_key_file_get_locale_string (key_file, group, key, NULL, &local_error);
  value = take_value (value, local_error, error);
  if (value == NULL)
    return NULL;

  g_strstrip (value);
  if (*value == '\0' || g_utf8_strlen (value, -1) > MAX_NAME_LENGTH)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                   "Service profile: “%s” in group “%s” is empty or too long", key, group);
      return NULL;
    }

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)))
      {
        g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                     "Service profile: “%s” in group “%s” holds a control character", key, group);
        return NULL;
      }

  return g_steal_pointer (&value);
}

static gboolean
is_printable_ascii (const char *text)
{
  while (g_ascii_isgraph (*text))
    text++;

  return *text == '\0';
}

/* The address goes into links and is sent as it stands, so nothing is mended here. */
static char *
get_address (GKeyFile    *key_file,
             const char  *group,
             const char  *key,
             GError     **error)
{
  g_autofree char *value = get_value (key_file, group, key, error);
  g_autoptr (GUri) uri = NULL;
  const char *host;

  if (value == NULL)
    return NULL;

  if (strlen (value) <= MAX_ADDRESS_LENGTH && is_printable_ascii (value))
    uri = g_uri_parse (value, G_URI_FLAGS_ENCODED, NULL);

  host = uri != NULL ? g_uri_get_host (uri) : NULL;
  if (host == NULL || *host == '\0'
      || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0
      || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                   "Service profile: “%s” in group “%s” must be an https address with a host "
                   "and without user name or fragment", key, group);
      return NULL;
    }

  return g_steal_pointer (&value);
}

static gboolean
is_region_id (const char *id)
{
  gsize length = strlen (id);

  return length > 0 && length <= MAX_ID_LENGTH
         && g_ascii_islower (id[0])
         && strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static ConsentRegion *
read_region (GKeyFile    *key_file,
             const char  *group,
             GError     **error)
{
  g_autoptr (ConsentRegion) region = g_new0 (ConsentRegion, 1);
  const char *id = group + strlen (REGION_PREFIX);

  if (!is_region_id (id))
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                   "Service profile: the name of group “%s” must end in a lower-case word", group);
      return NULL;
    }

  region->id = g_strdup (id);
  if ((region->name = get_phrase (key_file, group, "Name", error)) == NULL
      || (region->redirect_uri = get_address (key_file, group, "RedirectUri", error)) == NULL
      || (region->web_address = get_address (key_file, group, "WebAddress", error)) == NULL)
    return NULL;

  return g_steal_pointer (&region);
}

static gboolean
read_regions (ConsentService  *self,
              GKeyFile        *key_file,
              GError         **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (key_file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      ConsentRegion *region;

      /* As in desktop entries, a name that begins with X- is somebody's extension; any other
       * unknown one is more likely a typing error that would lose a region. */
      if (g_str_equal (groups[i], SERVICE_GROUP) || g_str_has_prefix (groups[i], "X-"))
        continue;

      if (!g_str_has_prefix (groups[i], REGION_PREFIX) || self->regions->len == MAX_REGIONS)
        {
          g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                       "Service profile: unknown group “%s”, or too many regions", groups[i]);
          return FALSE;
        }

      region = read_region (key_file, groups[i], error);
      if (region == NULL)
        return FALSE;

      g_ptr_array_add (self->regions, region);
    }

  if (self->regions->len == 0)
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                           "Service profile: there is no group “Region …”");
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_permission (const char *name)
{
  gsize length = strlen (name);

  return length > 0 && length <= MAX_NAME_LENGTH && g_ascii_isalpha (name[0])
         && strspn (name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "._-") == length;
}

/* They are only there once the vendor has published them. */
static gboolean
read_permissions (ConsentService  *self,
                  GKeyFile        *key_file,
                  GError         **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean are_names;
  gsize n = 0;

  self->permissions = g_key_file_get_string_list (key_file, SERVICE_GROUP, "Permissions", &n,
                                                  &local_error);
  if (self->permissions == NULL)
    self->permissions = g_new0 (char *, 1);

  are_names = local_error == NULL || local_error->code == G_KEY_FILE_ERROR_KEY_NOT_FOUND;
  for (gsize i = 0; are_names && i < n; i++)
    are_names = n <= MAX_PERMISSIONS && is_permission (g_strstrip (self->permissions[i]));

  if (!are_names)
    g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                         "Service profile: “Permissions” is not a list of names of permissions");

  return are_names;
}

/* Whether @value has only escapes that a key file may have. */
static gboolean
escapes_are_right (const char *value)
{
  for (const char *p = strchr (value, '\\'); p != NULL; p = strchr (p + 2, '\\'))
    {
      if (p[1] == '\0' || strchr ("sntr\\", p[1]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* GLib, at least up to 2.74, warns of a value with two wrong escapes and lets one with a single wrong
 * escape pass as a translated text, when all that such a file needs is to be refused. */
static gboolean
check_escapes (GKeyFile  *key_file,
            GError   **error)
{
  g_auto (GStrv) groups = g_key_file_get_groups (key_file, NULL);

  for (char **group = groups; *group != NULL; group++)
    {
      g_auto (GStrv) keys = g_key_file_get_keys (key_file, *group, NULL, NULL);

      for (char **key = keys; *key != NULL; key++)
        {
          g_autofree char *value = g_key_file_get_value (key_file, *group, *key, NULL);

          if (value != NULL && !escapes_are_right (value))
            {
              g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                           "Service profile: “%s” in group “%s” has a wrong escape", *key, *group);
              return FALSE;
            }
        }
    }

  return TRUE;
}

static gboolean
read_profile (ConsentService  *self,
              GKeyFile        *key_file,
              GError         **error)
{
  g_autofree char *client_id = NULL;

  self->name = get_phrase (key_file, SERVICE_GROUP, "Name", error);
  if (self->name == NULL)
    return FALSE;

  client_id = get_value (key_file, SERVICE_GROUP, "ClientId", error);
  if (client_id == NULL)
    return FALSE;

  if (!consent_guid_is_valid (client_id) || strspn (client_id, "0-") == strlen (client_id))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_SERVICE,
                           "Service profile: “ClientId” is not a GUID");
      return FALSE;
    }
  self->client_id = g_ascii_strdown (client_id, -1);

  self->support = get_phrase (key_file, SERVICE_GROUP, "Support", error);
  if (self->support == NULL)
    return FALSE;

  return read_permissions (self, key_file, error) && read_regions (self, key_file, error);
}

static gboolean
is_host_char (char c)
{
  return g_ascii_isalnum (c) || c == '-';
}

/* Whether @text has @word between characters that cannot belong to a host's label. The two
 * digits of a percent escape do not count: a copied link has its addresses escaped. */
static gboolean
has_word (const char *text,
          const char *word)
{
  gsize length = strlen (word);

  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    {
      gboolean starts = p == text || !is_host_char (p[-1])
                        || (p - text >= 3 && p[-3] == '%' && g_ascii_isxdigit (p[-2])
                            && g_ascii_isxdigit (p[-1]));

      if (starts && !is_host_char (p[length]))
        return TRUE;
    }

  return FALSE;
}

static gboolean
names_host_of (const char *text,
               const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (uri), -1);
  char *dot;

  /* "www" alone, or the first part of an IP address, says nothing about whose site it is. */
  dot = strchr (host, '.');
  if (dot != NULL && !g_str_has_prefix (host, "www.") && !g_hostname_is_ip_address (host))
    *dot = '\0';

  return has_word (text, host);
}

static void
consent_service_finalize (GObject *object)
{
  ConsentService *self = CONSENT_SERVICE (object);

  g_free (self->name);
  g_free (self->client_id);
  g_free (self->support);
  g_strfreev (self->permissions);
  g_ptr_array_unref (self->regions);

  G_OBJECT_CLASS (consent_service_parent_class)->finalize (object);
}

static void
consent_service_class_init (ConsentServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = consent_service_finalize;
}

static void
consent_service_init (ConsentService *self)
{
  self->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) consent_region_free);
}

ConsentService *
consent_service_get_default (void)
{
  static ConsentService *service = NULL;

  if (g_once_init_enter (&service))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GKeyFile) key_file = g_key_file_new ();
      ConsentService *loaded = NULL;

      bytes = g_resource_lookup_data (consent_rules_get_resource (), PROFILE_PATH,
                                      G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes != NULL
          && g_key_file_load_from_bytes (key_file, bytes, G_KEY_FILE_KEEP_TRANSLATIONS, &error))
        loaded = consent_service_new_from_key_file (key_file, &error);

      /* It is part of the program: without it the build is broken. */
      if (loaded == NULL)
        g_error ("The profile that is compiled in cannot be used: %s", error->message);

      g_once_init_leave (&service, loaded);
    }

  return service;
}

ConsentService *
consent_service_new_from_key_file (GKeyFile  *key_file,
                                   GError   **error)
{
  g_autoptr (ConsentService) self = NULL;

  g_return_val_if_fail (key_file != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (CONSENT_TYPE_SERVICE, NULL);
  if (!check_escapes (key_file, error) || !read_profile (self, key_file, error))
    return NULL;

  return g_steal_pointer (&self);
}

const char *
consent_service_get_name (ConsentService *self)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  return self->name;
}

const char *
consent_service_get_client_id (ConsentService *self)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  return self->client_id;
}

const char *
consent_service_get_support (ConsentService *self)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  return self->support;
}

const char * const *
consent_service_get_permissions (ConsentService *self)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  return (const char * const *) self->permissions;
}

GPtrArray *
consent_service_get_regions (ConsentService *self)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  return self->regions;
}

const ConsentRegion *
consent_service_find_region (ConsentService *self,
                             const char     *id)
{
  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  for (guint i = 0; id != NULL && i < self->regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (self->regions, i);

      if (g_ascii_strcasecmp (region->id, id) == 0)
        return region;
    }

  return NULL;
}

const ConsentRegion *
consent_service_guess_region (ConsentService *self,
                              const char     *text)
{
  g_autofree char *lower = NULL;
  const ConsentRegion *guess = NULL;

  g_return_val_if_fail (CONSENT_IS_SERVICE (self), NULL);

  if (text == NULL)
    return NULL;

  lower = g_ascii_strdown (text, -1);
  for (guint i = 0; i < self->regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (self->regions, i);

      if (!names_host_of (lower, region->web_address) && !names_host_of (lower, region->redirect_uri))
        continue;

      if (guess != NULL)
        return NULL;
      guess = region;
    }

  return guess;
}
