/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-address.h"
#include "consent-asked.h"
#include "consent-permission.h"
#include "consent-tenant-input.h"
#include "consent-text.h"

#include <string.h>

/* More than any app asks for; longer than any name is. */
#define MAX_PERMISSIONS 100
#define MAX_NAME 128

#define LETTERS G_CSET_A_2_Z G_CSET_a_2_z
#define NAME_CHARS LETTERS G_CSET_DIGITS "._-"

/* What stands around a name in a list, a sentence or a table that somebody copied. */
#define AROUND "()[]{}<>\"'`,;:!?.*-_/|\\•·‘’“”"

/* How a scope names the API that it belongs to; one without belongs to Microsoft Graph. */
static const struct
{
  const char *prefix;
  const char *api_id;
} apis[] = {
  { "https://graph.microsoft.com/", CONSENT_API_GRAPH },
  { CONSENT_API_GRAPH "/", CONSENT_API_GRAPH },
  { "https://outlook.office.com/", CONSENT_API_EXCHANGE },
  { "https://outlook.office365.com/", CONSENT_API_EXCHANGE },
  { CONSENT_API_EXCHANGE "/", CONSENT_API_EXCHANGE },
};

static void
permission_free (ConsentAskedPermission *permission)
{
  g_free (permission->name);
  g_free (permission);
}

static void
add (ConsentAsked *self,
     const char   *api_id,
     const char   *name)
{
  ConsentAskedPermission *permission;

  for (unsigned i = 0; i < self->permissions->len; i++)
    {
      permission = g_ptr_array_index (self->permissions, i);
      if (strcmp (permission->api_id, api_id) == 0 &&
          g_ascii_strcasecmp (permission->name, name) == 0)
        return;
    }

  if (self->permissions->len == MAX_PERMISSIONS)
    return;

  permission = g_new0 (ConsentAskedPermission, 1);
  permission->api_id = api_id;
  permission->name = g_strdup (name);
  g_ptr_array_add (self->permissions, permission);
}

/* Names have a dot, but for those of OpenID Connect: words of a sentence have none. */
static gboolean
is_name (const char *word)
{
  size_t length = strlen (word);

  if (length == 0 || length > MAX_NAME || strspn (word, NAME_CHARS) != length)
    return FALSE;

  if (consent_permission_is_basic (word) || consent_guid_is_valid (word))
    return TRUE;

  return g_ascii_isalpha (*word) && strchr (word, '.') != NULL && strstr (word, "..") == NULL &&
         g_ascii_isalnum (word[length - 1]);
}

static void
take_scope (ConsentAsked *self,
            const char   *scope)
{
  const char *api_id = CONSENT_API_GRAPH;
  const char *slash = strrchr (scope, '/');
  const char *name = slash != NULL ? slash + 1 : scope;

  if (slash != NULL)
    {
      api_id = "";
      for (size_t i = 0; i < G_N_ELEMENTS (apis); i++)
        if (g_ascii_strncasecmp (scope, apis[i].prefix, strlen (apis[i].prefix)) == 0)
          api_id = apis[i].api_id;
    }

  if (g_ascii_strcasecmp (name, ".default") == 0)
    self->everything = TRUE;
  else if (is_name (name))
    add (self, api_id, name);
}

/* Cuts off what is no part of a name. */
static char *
trim (const char *word)
{
  const char *start = word;
  const char *end = word + strlen (word);

  /* ".default" begins with what would be cut off otherwise. */
  while (start < end && g_utf8_strchr (AROUND, -1, g_utf8_get_char (start)) != NULL &&
         g_ascii_strncasecmp (start, ".default", strlen (".default")) != 0)
    start = g_utf8_next_char (start);

  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);

      if (g_utf8_strchr (AROUND, -1, g_utf8_get_char (last)) == NULL)
        break;
      end = last;
    }

  return g_strndup (start, end - start);
}

/* Microsoft's title of a permission, as on the administrator's consent page, or NULL. Pages write
 * typographic apostrophes, and the table does not. */
static const ConsentPermission *
find_label (const char *line)
{
  size_t n_permissions;
  const ConsentPermission *all = consent_permission_get_all (&n_permissions);
  g_auto (GStrv) pieces = g_strsplit (line, "’", -1);
  g_autofree char *plain = g_strjoinv ("'", pieces);

  for (size_t i = 0; i < n_permissions; i++)
    if (all[i].label != NULL && g_ascii_strcasecmp (all[i].label, plain) == 0)
      return &all[i];

  return NULL;
}

static void
take_words (ConsentAsked *self,
            const char   *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,;|", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *scope = trim (*word);

      take_scope (self, scope);
    }
}

static void
take_lines (ConsentAsked *self,
            const char   *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *clean = consent_text_clean (*line, CONSENT_ADDRESS_MAX_CHARS);
      g_autofree char *trimmed = trim (g_strstrip (clean));
      const ConsentPermission *permission = find_label (trimmed);

      if (permission != NULL)
        add (self, permission->api_id, permission->name);
      else
        take_words (self, clean);
    }
}

static void
take_address (ConsentAsked *self,
              const char   *text,
              const char   *scope)
{
  g_autofree char *client_id = consent_address_find_parameter (text, "client_id");
  g_autofree char *redirect_uri = consent_address_find_parameter (text, "redirect_uri");
  g_autofree char *lower = client_id != NULL ? g_ascii_strdown (client_id, -1) : NULL;

  if (lower != NULL && consent_guid_is_valid (lower))
    self->client_id = g_steal_pointer (&lower);

  if (redirect_uri != NULL && (g_str_has_prefix (redirect_uri, "https://") ||
                               g_str_has_prefix (redirect_uri, "http://")))
    {
      redirect_uri[strcspn (redirect_uri, "?#")] = '\0';
      self->redirect_uri = consent_text_clean (redirect_uri, CONSENT_TEXT_LINE);
    }

  take_words (self, scope);
}

ConsentAsked *
consent_asked_parse (const char *text)
{
  ConsentAsked *self = g_new0 (ConsentAsked, 1);
  g_autofree char *line = consent_text_clean (text, CONSENT_ADDRESS_MAX_CHARS);
  g_autofree char *scope = consent_address_find_parameter (line, "scope");

  self->permissions = g_ptr_array_new_with_free_func ((GDestroyNotify) permission_free);

  if (scope != NULL)
    {
      take_address (self, line, scope);
    }
  else if (text != NULL)
    {
      g_autofree char *page = g_strndup (text, CONSENT_ADDRESS_MAX_CHARS);

      take_lines (self, page);
    }

  return self;
}

void
consent_asked_free (ConsentAsked *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->permissions);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self);
}
