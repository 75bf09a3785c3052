/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-hand-over.h"

#include "consent-link.h"
#include "consent-portal.h"
#include "consent-tenant.h"
#include "consent-text.h"

#include <glib/gi18n-lib.h>

/* With the words around it still one short line, as programs show it in a list of mails. */
#define MAX_SUBJECT_NAME 40

/**
 * Detail:
 * @DETAIL_WHOLE: everything
 * @DETAIL_BRIEF: what someone has to know to approve with a good conscience
 * @DETAIL_BARE: what to open and no more, for languages each letter of which takes six characters
 *
 * How much a message says.
 */
typedef enum
{
  DETAIL_WHOLE,
  DETAIL_BRIEF,
  DETAIL_BARE,
} Detail;

static char *
clean_name (const ConsentHandOver *self)
{
  return consent_text_clean (consent_service_get_name (self->service), CONSENT_TEXT_LINE);
}

static char *
make_link (const ConsentHandOver *self,
           const ConsentRegion   *region)
{
  if (self->tenant_id != NULL)
    return consent_link_build (self->service, region, self->tenant_id, self->authority);

  return consent_link_build_template (self->service, region, self->authority);
}

/* Each on a line of its own, so that mail programs see where it ends. */
static void
append_links (const ConsentHandOver *self,
              GString               *text)
{
  GPtrArray *regions = consent_service_get_regions (self->service);

  if (self->region != NULL)
    {
      g_autofree char *link = make_link (self, self->region);

      g_string_append_printf (text, "%s\n", link);
      return;
    }

  for (guint i = 0; i < regions->len; i++)
    {
      const ConsentRegion *region = g_ptr_array_index (regions, i);
      g_autofree char *name = consent_text_clean (region->name, CONSENT_TEXT_LINE);
      g_autofree char *link = make_link (self, region);

      g_string_append_printf (text, "%s%s (%s):\n%s\n",
                              i > 0 ? "\n" : "", name, region->web_address, link);
    }
}

static void
append_request (const ConsentHandOver *self,
                const char            *name,
                GString               *text)
{
  if (self->region != NULL)
    {
      g_string_append (text, _("Please open this link in a web browser, sign in with your "
                               "administrator account, read the list and press “Accept”:"));
    }
  else
    {
      /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
      g_string_append_printf (text, _("Please open the link for the region in which we use %s in a "
                                      "web browser, sign in with your administrator account, read "
                                      "the list and press “Accept”:"), name);
    }

  g_string_append (text, "\n\n");
  append_links (self, text);
}

/* Without a Tenant ID: the way of the help article. */
static void
append_steps (const ConsentHandOver *self,
              const char            *name,
              GString               *text)
{
  const ConsentPlace *place = consent_portal_find_place ("tenant-id");

  g_string_append (text, "1. ");
  /* Translators: The placeholder is a path of menu entries, such as “Entra ID › Overview”. */
  g_string_append_printf (text, _("Look up our Tenant ID in the Microsoft Entra admin center, "
                                  "under %s:"), consent_place_get_path (place));
  g_string_append_printf (text, "\n%s\n2. ", consent_place_get_link (place));
  if (self->region != NULL)
    /* Translators: {tenant-id} stays as it is: it is in the link. */
    g_string_append (text, _("Put it in the place of {tenant-id} in this link:"));
  else
    /* Translators: {tenant-id} stays as it is: it is in the links. The placeholder is the name of
     * the app, such as “TrackerRMS”. */
    g_string_append_printf (text, _("Put it in the place of {tenant-id} in the link for the region "
                                    "in which we use %s:"), name);
  g_string_append_c (text, '\n');
  append_links (self, text);
  g_string_append (text, "3. ");
  g_string_append (text, _("Open the link in a web browser, sign in with your administrator account, "
                           "read the list and press “Accept”."));
  g_string_append_c (text, '\n');
}

static void
append_wizard (const ConsentHandOver *self,
               GString               *text)
{
  g_autofree char *domain = NULL;

  if (self->domain == NULL)
    {
      g_string_append (text, _("The program Consent Wizard does all this step by step; your work "
                               "e-mail address is enough to begin."));
      return;
    }

  domain = consent_tenant_describe_domain (self->domain);
  /* Translators: The placeholder is a domain, such as “contoso.com”. */
  g_string_append_printf (text, _("The program Consent Wizard does all this step by step; our domain, "
                                  "%s, is enough to begin."), domain);
}

/* Whom the approval is for. With a domain, the Tenant ID need not be said: it is in the link. */
static void
append_scope (const ConsentHandOver *self,
              const char            *name,
              GString               *text)
{
  g_autofree char *domain = NULL;

  if (self->domain != NULL)
    domain = consent_tenant_describe_domain (self->domain);

  if (domain != NULL)
    /* Translators: The placeholders are the name of the app and a domain, such as “contoso.com”. */
    g_string_append_printf (text, _("It approves %s for everyone in our organization, %s."),
                            name, domain);
  else if (self->tenant_id != NULL)
    /* Translators: The placeholders are the name of the app and an ID. */
    g_string_append_printf (text, _("It approves %s for everyone in our organization "
                                    "(Tenant ID %s)."), name, self->tenant_id);
  else
    /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
    g_string_append_printf (text, _("It approves %s for everyone in our organization."), name);
}

static void
append_effect (const ConsentHandOver *self,
               const char            *name,
               GString               *text)
{
  const ConsentPlace *place = consent_portal_find_place ("app-permissions");

  g_string_append (text, _("What the approval does"));
  g_string_append (text, "\n- ");
  append_scope (self, name, text);
  g_string_append (text, "\n- ");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  g_string_append_printf (text, _("Microsoft’s page lists what %s may do. Nothing changes until you "
                                  "press “Accept”."), name);
  g_string_append (text, "\n- ");
  /* Translators: The placeholder is a path of menu entries. */
  g_string_append_printf (text, _("You can take it back later in the Microsoft Entra admin center: "
                                  "%s."), consent_place_get_path (place));
  g_string_append (text, "\n\n");
}

static void
append_roles (GString *text)
{
  g_string_append (text, _("Who may approve"));
  g_string_append_c (text, '\n');
  /* Translators: These are roles of administrators; use Microsoft's words in your language. */
  g_string_append (text, _("Any account with one of these roles: Global Administrator, Privileged "
                           "Role Administrator, Cloud Application Administrator, Application "
                           "Administrator, AI Administrator. If a line of the list ends in “without "
                           "a signed-in user”, only the first two."));
  g_string_append (text, "\n\n");
}

static void
append_end (const ConsentHandOver *self,
            const char            *name,
            GString               *text)
{
  g_string_append (text, _("When you are done"));
  g_string_append_c (text, '\n');
  if (self->region != NULL)
    /* Translators: The placeholder is the address of a web site. */
    g_string_append_printf (text, _("The browser goes on to %s. Please tell me then, so that we can "
                                    "connect."), self->region->web_address);
  else
    /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
    g_string_append_printf (text, _("The browser goes on to the web site of %s. Please tell me then, "
                                    "so that we can connect."), name);
  g_string_append_c (text, ' ');
  g_string_append (text, _("If there is an error instead, send me its code: it begins with AADSTS."));
}

static char *
make_whole_text (const ConsentHandOver *self)
{
  GString *text = g_string_new (_("Hello,"));
  g_autofree char *name = clean_name (self);

  g_string_append (text, "\n\n");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. “Need admin
   * approval” is the title of a page of Microsoft's. */
  g_string_append_printf (text, _("Before we can connect Office 365 to %s, an administrator has to "
                                  "approve it. Until then, Microsoft shows us “Need admin "
                                  "approval”."), name);
  g_string_append (text, "\n\n");

  if (self->tenant_id != NULL)
    {
      append_request (self, name, text);
    }
  else
    {
      g_string_append (text, _("What you have to do"));
      g_string_append_c (text, '\n');
      append_steps (self, name, text);
      append_wizard (self, text);
      g_string_append_c (text, '\n');
    }

  g_string_append_c (text, '\n');
  append_effect (self, name, text);
  append_roles (text);
  append_end (self, name, text);

  return g_string_free (text, FALSE);
}

static char *
make_brief_text (const ConsentHandOver *self)
{
  GString *text = g_string_new (_("Hello,"));
  g_autofree char *name = clean_name (self);

  g_string_append (text, "\n\n");
  /* Translators: The placeholder is the name of the app, such as “TrackerRMS”. */
  g_string_append_printf (text, _("Before we can connect Office 365 to %s, an administrator has to "
                                  "approve it."), name);
  g_string_append (text, "\n\n");

  if (self->tenant_id != NULL)
    append_request (self, name, text);
  else
    append_steps (self, name, text);

  g_string_append_c (text, '\n');
  append_scope (self, name, text);
  g_string_append_c (text, ' ');
  g_string_append (text, _("Nothing changes until you press “Accept”, and you can take it back "
                           "later."));
  g_string_append (text, "\n\n");
  /* Translators: These are roles of administrators; use Microsoft's words in your language. */
  g_string_append (text, _("It takes a Global Administrator, Privileged Role Administrator, Cloud "
                           "Application Administrator, Application Administrator or AI "
                           "Administrator. Please tell me when it is done."));

  return g_string_free (text, FALSE);
}

static char *
make_bare_text (const ConsentHandOver *self)
{
  GString *text = g_string_new (NULL);

  if (self->tenant_id == NULL)
    {
      g_string_append (text, consent_place_get_link (consent_portal_find_place ("tenant-id")));
      g_string_append (text, "\n\n");
    }
  append_links (self, text);

  return g_string_free (text, FALSE);
}

static char *
make_text (const ConsentHandOver *self,
           Detail                 detail)
{
  g_autofree char *text = NULL;

  switch (detail)
    {
    case DETAIL_WHOLE:
      text = make_whole_text (self);
      break;

    case DETAIL_BRIEF:
      text = make_brief_text (self);
      break;

    case DETAIL_BARE:
      text = make_bare_text (self);
      break;

    default:
      g_assert_not_reached ();
    }

  g_strchomp (text);
  if (self->practice)
    return g_strdup_printf ("%s\n\n%s", _("Practice run – nothing here is real"), text);

  return g_steal_pointer (&text);
}

/* RFC 6068, 5: line breaks in a body are CR LF. All that RFC 3986 reserves is escaped, even "+", which
 * some programs take for a space. */
static char *
escape (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *joined = g_strjoinv ("\r\n", lines);

  return g_uri_escape_string (joined, NULL, FALSE);
}

char *
consent_hand_over_new_subject (const ConsentHandOver *self)
{
  g_autofree char *name = NULL;
  g_autofree char *subject = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  name = consent_text_clean (consent_service_get_name (self->service), MAX_SUBJECT_NAME);
  /* Translators: Subject of an e-mail. The placeholder is the name of the app. */
  subject = g_strdup_printf (_("Please approve %s for Microsoft 365"), name);

  if (self->practice)
    /* Translators: Subject of an e-mail for practice. The placeholder is the real subject. */
    return g_strdup_printf (_("Practice: %s"), subject);

  return g_steal_pointer (&subject);
}

char *
consent_hand_over_new_text (const ConsentHandOver *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return make_text (self, DETAIL_WHOLE);
}

char *
consent_hand_over_new_mail_uri (const ConsentHandOver *self,
                                gboolean              *shortened)
{
  g_autofree char *subject = NULL;
  g_autofree char *escaped_subject = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  subject = consent_hand_over_new_subject (self);
  escaped_subject = escape (subject);

  for (Detail detail = DETAIL_WHOLE; detail <= DETAIL_BARE; detail++)
    {
      g_autofree char *text = make_text (self, detail);
      g_autofree char *escaped_text = escape (text);
      g_autofree char *uri = g_strdup_printf ("mailto:?subject=%s&body=%s",
                                              escaped_subject, escaped_text);

      if (strlen (uri) > CONSENT_HAND_OVER_MAX_URI)
        continue;

      if (shortened != NULL)
        *shortened = detail != DETAIL_WHOLE;
      return g_steal_pointer (&uri);
    }

  return NULL;
}
