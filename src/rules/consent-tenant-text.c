/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-tenant-text.h"

#include "consent-error.h"

#include <gio/gio.h>

/* More than any e-mail or page that someone pastes whole; keeps the work small. */
#define MAX_LENGTH 4096

/* Links in e-mails are wrapped in other links, so that an escape may be escaped again. */
#define MAX_ESCAPE_LEVELS 3

/* RFC 1035, 2.3.4; a dot at the end and the length bytes are not counted. */
#define MAX_LABEL 63
#define MAX_DOMAIN 253

static char *
unescape_once (const char *text)
{
  GString *plain = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      int high = *p == '%' ? g_ascii_xdigit_value (p[1]) : -1;
      int low = high >= 0 ? g_ascii_xdigit_value (p[2]) : -1;

      if (low >= 0 && high * 16 + low != 0)
        {
          g_string_append_c (plain, (char) (high * 16 + low));
          p += 2;
        }
      else
        {
          g_string_append_c (plain, *p);
        }
    }

  return g_string_free (plain, FALSE);
}

static char *
unescape (const char *text)
{
  g_autofree char *plain = g_strdup (text);

  for (guint i = 0; i < MAX_ESCAPE_LEVELS && strchr (plain, '%') != NULL; i++)
    {
      g_autofree char *next = unescape_once (plain);

      if (!g_utf8_validate (next, -1, NULL))
        break;

      g_free (plain);
      plain = g_steal_pointer (&next);
    }

  return g_steal_pointer (&plain);
}

static gboolean
is_dash (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 /* minus sign */;
}

/* Variation selectors and the joiner of graphemes are as invisible as format characters. */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_type (c) == G_UNICODE_FORMAT
         || c == 0x034f || (c >= 0xfe00 && c <= 0xfe0f);
}

static void
append_tidy (GString  *tidy,
             gunichar  c)
{
  if (is_invisible (c))
    return;

  if (is_dash (c))
    g_string_append_c (tidy, '-');
  else if (c == 0x3002) /* the ideographic full stop separates labels (RFC 3490, 3.1) */
    g_string_append_c (tidy, '.');
  else if (g_unichar_isspace (c))
    {
      if (tidy->len > 0 && tidy->str[tidy->len - 1] != ' ')
        g_string_append_c (tidy, ' ');
    }
  else if (c > 0x7f && g_unichar_ispunct (c))
    g_string_append_c (tidy, '|');
  else if (c <= 0x7f)
    g_string_append_c (tidy, g_ascii_tolower ((char) c));
  else
    g_string_append_unichar (tidy, c);
}

char *
consent_tenant_text_tidy (const char  *text,
                          GError     **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *even = NULL;
  GString *tidy;

  if (strnlen (text, MAX_LENGTH + 1) > MAX_LENGTH)
    {
      g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                   "The text is longer than %d bytes", MAX_LENGTH);
      return NULL;
    }

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                           "The text is not valid UTF-8");
      return NULL;
    }

  plain = unescape (text);
  even = g_utf8_normalize (plain, -1, G_NORMALIZE_ALL_COMPOSE);

  tidy = g_string_sized_new (strlen (even));
  for (const char *p = even; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* Dropping them could join or part what was meant as something else. */
      if (g_unichar_iscntrl (c) && !g_unichar_isspace (c))
        {
          g_string_free (tidy, TRUE);
          g_set_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED,
                       "The text holds the control character U+%04X", c);
          return NULL;
        }

      append_tidy (tidy, c);
    }

  return g_strstrip (g_string_free (tidy, FALSE));
}

static gboolean
is_word_char (const char *p)
{
  return g_unichar_isalnum (g_utf8_get_char (p));
}

/* Whether @at follows a word, or a hyphen that ties it to more hex digits. */
static gboolean
is_tied_before (const char *text,
                const char *at)
{
  const char *p = at;

  if (p == text)
    return FALSE;

  if (is_word_char (g_utf8_prev_char (p)))
    return TRUE;

  if (p[-1] != '-')
    return FALSE;

  for (p--; p > text && g_ascii_isxdigit (p[-1]); p--)
    ;

  return p < at - 1 && (p == text || !is_word_char (g_utf8_prev_char (p)));
}

static gboolean
is_tied_after (const char *end)
{
  const char *p = end;

  if (is_word_char (p))
    return TRUE;

  if (*p != '-')
    return FALSE;

  for (p++; g_ascii_isxdigit (*p); p++)
    ;

  return p > end + 1 && !is_word_char (p);
}

static gboolean
has_words (const char *p)
{
  for (; *p != '\0'; p = g_utf8_next_char (p))
    if (is_word_char (p))
      return TRUE;

  return FALSE;
}

const char *
consent_tenant_text_match_guid (const char *text,
                                const char *at,
                                gboolean    loose,
                                char        guid[37])
{
  const char *p = at;
  guint digits = 0;
  guint length = 0;

  if (!g_ascii_isxdigit (*at) || is_tied_before (text, at))
    return NULL;

  while (digits < 32)
    {
      gboolean between_groups = digits == 8 || digits == 12 || digits == 16 || digits == 20;

      if (g_ascii_isxdigit (*p))
        {
          if (between_groups)
            guid[length++] = '-';
          guid[length++] = *p;
          digits++;
        }
      else if (*p == '-' ? !between_groups : !(*p == ' ' && (loose || between_groups)))
        {
          return NULL;
        }

      p++;
    }
  guid[length] = '\0';

  if (loose ? has_words (p) : is_tied_after (p))
    return NULL;

  return p;
}

static gboolean
is_label (const char *label)
{
  gsize length = strlen (label);

  return length > 0 && length <= MAX_LABEL
         && label[0] != '-' && label[length - 1] != '-'
         && strspn (label, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

char *
consent_tenant_text_to_domain (const char *name)
{
  g_autofree char *ascii = NULL;
  g_auto (GStrv) labels = NULL;
  gsize length;
  guint n;

  /* IDNA makes no name shorter, and is slow for long ones. */
  if (*name == '\0' || g_utf8_strlen (name, -1) > MAX_DOMAIN + 1)
    return NULL;

  ascii = g_hostname_to_ascii (name);
  if (ascii == NULL)
    return NULL;

  length = strlen (ascii);
  if (length > 0 && ascii[length - 1] == '.')
    ascii[--length] = '\0';
  if (length > MAX_DOMAIN)
    return NULL;

  labels = g_strsplit (ascii, ".", -1);
  n = g_strv_length (labels);
  for (guint i = 0; i < n; i++)
    if (!is_label (labels[i]))
      return NULL;

  /* No top-level domain is one letter or a number, so that IP addresses, versions and "e.g" fall
   * out here. */
  if (n < 2 || strlen (labels[n - 1]) < 2
      || strspn (labels[n - 1], "0123456789") == strlen (labels[n - 1]))
    return NULL;

  return g_steal_pointer (&ascii);
}

static gboolean
is_or_is_below (const char *domain,
                const char *parent)
{
  return g_str_equal (domain, parent)
         || (g_str_has_suffix (domain, parent)
             && domain[strlen (domain) - strlen (parent) - 1] == '.');
}

static gboolean
is_below_any (const char         *domain,
              const char * const *parents)
{
  for (guint i = 0; parents[i] != NULL; i++)
    if (is_or_is_below (domain, parents[i]))
      return TRUE;

  return FALSE;
}

/* Whether @ending is what a provider adds to its name for a country: "com", "de", "co.uk". It is
 * not in "live.contoso.com": that is a host of Contoso's. */
static gboolean
is_public_ending (const char *ending)
{
  static const char * const seconds[] = { "ac", "co", "com", "edu", "gov", "ne", "net", "or",
                                          "org", NULL };
  const char *dot = strchr (ending, '.');
  g_autofree char *second = NULL;

  if (dot == NULL)
    return TRUE;

  second = g_strndup (ending, dot - ending);

  return strlen (dot + 1) == 2 && g_strv_contains (seconds, second);
}

gboolean
consent_tenant_text_is_personal_mail (const char *domain)
{
  static const char * const domains[] = {
    "aol.com", "gmail.com", "googlemail.com", "icloud.com", "mac.com", "me.com", "msn.com",
    "passport.com", "proton.me", "protonmail.com", NULL
  };
  static const char * const families[] = { "gmx", "hotmail", "live", "outlook", "yahoo", NULL };

  if (is_below_any (domain, domains))
    return TRUE;

  /* mail.yahoo.com is as personal as yahoo.com, so each ending of the name is looked at. */
  for (const char *rest = domain, *dot; (dot = strchr (rest, '.')) != NULL; rest = dot + 1)
    {
      g_autofree char *label = g_strndup (rest, dot - rest);

      if (g_strv_contains (families, label) && is_public_ending (dot + 1))
        return TRUE;
    }

  return FALSE;
}

gboolean
consent_tenant_text_is_microsoft_page (const char *domain)
{
  /* Sites that belong to no customer, with all that is below them. */
  static const char * const sites[] = {
    "azure.cn", "azure.com", "azure.us", "chinacloudapi.cn", "cloud.microsoft", "microsoft365.com",
    "microsoftonline.cn", "microsoftonline.com", "microsoftonline.us", "office.com", "office.net",
    "office365.com", "office365.us", "protection.outlook.com", "sharepoint.com", "windows.net",
    "windowsazure.com", NULL
  };

  /* Microsoft is an organization itself: someone@microsoft.com is a work address. */
  return is_below_any (domain, sites) || g_str_has_suffix (domain, ".microsoft.com")
         || g_str_has_suffix (domain, ".microsoft.us");
}
