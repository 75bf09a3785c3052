/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-asked.h"
#include "consent-permission.h"

#include <gio/gio.h>
#include <string.h>

#define AUTHORIZE "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
#define CLIENT "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"

/* What is pasted, and what is found in it: names, with "x:" in front for Exchange Online and "?:"
 * for an API that is not known. */
static const struct
{
  const char *text;
  const char *names;
  gboolean everything;
} texts[] = {
  /* Nothing at all. */
  { NULL, "", FALSE },
  { "", "", FALSE },
  { " \n\t ", "", FALSE },
  { "Need admin approval", "", FALSE },
  { "Please approve this for us. Thanks.", "", FALSE },

  /* The address of the sign-in page, in the ways that browsers and programs write it. */
  { AUTHORIZE "?client_id=" CLIENT "&response_type=code&redirect_uri=https%3A%2F%2Fukevo.tracker-rms"
    ".com%2FOffice365%2FCallBack&scope=openid%20profile%20offline_access%20Mail.Send&state=hush",
    "openid profile offline_access Mail.Send", FALSE },
  { AUTHORIZE "?scope=openid+https%3A%2F%2Fgraph.microsoft.com%2FMail.ReadWrite+Calendars.ReadWrite",
    "openid Mail.ReadWrite Calendars.ReadWrite", FALSE },
  { AUTHORIZE "#scope=Mail.Send", "Mail.Send", FALSE },
  { "He sees this: " AUTHORIZE "?scope=Mail.Send&x=1 and Mail.Read is not meant", "Mail.Send", FALSE },
  { AUTHORIZE "?scope=", "", FALSE },
  { AUTHORIZE "?client_id=" CLIENT "&oscope=Mail.Send", "", FALSE },
  { AUTHORIZE "?scope=https%3A%2F%2Fgraph.microsoft.com%2F.default", "", TRUE },
  { AUTHORIZE "?scope=.default", "", TRUE },
  { AUTHORIZE "?scope=https://outlook.office.com/EWS.AccessAsUser.All+https://outlook.office365.com/"
    "SMTP.Send+00000002-0000-0ff1-ce00-000000000000/IMAP.AccessAsUser.All",
    "x:EWS.AccessAsUser.All x:SMTP.Send x:IMAP.AccessAsUser.All", FALSE },
  { AUTHORIZE "?scope=https://evil.example/Mail.Send", "?:Mail.Send", FALSE },
  { AUTHORIZE "?scope=HTTPS://GRAPH.MICROSOFT.COM/mail.send+Mail.Send", "mail.send", FALSE },

  /* Lists, tables and sentences. */
  { "Mail.Send", "Mail.Send", FALSE },
  { "Mail.Send, Mail.Read;Calendars.Read\n• Contacts.Read\r\n- User.Read",
    "Mail.Send Mail.Read Calendars.Read Contacts.Read User.Read", FALSE },
  { "Add “Mail.Send” and (Mail.Read).", "Mail.Send Mail.Read", FALSE },
  { "Mail.Send\tDelegated\tSend mail as a user\tNo", "Mail.Send", FALSE },
  { "['Mail.Send','openid']", "Mail.Send openid", FALSE },
  { "e383f46e-2787-4529-855e-0e479a3ffac0", "e383f46e-2787-4529-855e-0e479a3ffac0", FALSE },
  { "https://graph.microsoft.com/Mail.Send", "Mail.Send", FALSE },

  /* Microsoft's titles, as on the consent page. */
  { "Send mail as a user\nSign users in\n", "Mail.Send openid", FALSE },
  { "  Read users’ relevant people lists. ", "People.Read", FALSE },
  { "Send mail as a user and more", "", FALSE },

  /* What only looks like it, and what does harm. */
  { "..", "", FALSE },
  { "Mail..Send", "", FALSE },
  { ".Mail.Send", "Mail.Send", FALSE },
  { "1.5", "", FALSE },
  { "Mail.Send'); DROP TABLE", "Mail.Send", FALSE },
  { "<b>Mail.Send</b>", "", FALSE },
  { "Mail.Send\xff", "", FALSE },
  { "M\xc3\xa4il.Send", "", FALSE },
  { "Mail.Send%00", "", FALSE },
  { AUTHORIZE "?scope=Mail.Send%00%ff%0d%0aUser.Read", "Mail.Send User.Read", FALSE },
};

static char *
join (const ConsentAsked *asked)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (unsigned i = 0; i < asked->permissions->len; i++)
    {
      const ConsentAskedPermission *permission = g_ptr_array_index (asked->permissions, i);

      g_string_append_printf (names, "%s%s%s", i > 0 ? " " : "",
                              strcmp (permission->api_id, CONSENT_API_GRAPH) == 0      ? ""
                              : strcmp (permission->api_id, CONSENT_API_EXCHANGE) == 0 ? "x:"
                                                                                       : "?:",
                              permission->name);
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
test_texts (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ConsentAsked) asked = consent_asked_parse (texts[i].text);
      g_autofree char *names = join (asked);

      g_test_message ("text %zu", i);
      g_assert_cmpstr (names, ==, texts[i].names);
      g_assert_cmpint (asked->everything, ==, texts[i].everything);
    }
}

/* Whose address it is; nothing else of it. */
static void
test_address (void)
{
  g_autoptr (ConsentAsked) asked = NULL;
  g_autoptr (ConsentAsked) odd = NULL;
  g_autofree char *names = NULL;

  asked = consent_asked_parse (AUTHORIZE "?client_id=5353A3D2-8CA9-42D2-B567-EA399CCB5E38"
                               "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2F"
                               "CallBack%3Fcode%3Dhush&scope=Mail.Send&code=hush&state=hush"
                               "&login_hint=ann%40contoso.com&id_token_hint=hush");
  names = join (asked);
  g_assert_cmpstr (names, ==, "Mail.Send");
  g_assert_cmpstr (asked->client_id, ==, CLIENT);
  g_assert_cmpstr (asked->redirect_uri, ==, "https://ukevo.tracker-rms.com/Office365/CallBack");

  odd = consent_asked_parse (AUTHORIZE "?client_id=javascript:1&redirect_uri=javascript:1&scope=a.b");
  g_assert_null (odd->client_id);
  g_assert_null (odd->redirect_uri);
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ConsentAsked) many = NULL;
  g_autoptr (ConsentAsked) longest = NULL;
  g_autofree char *name = g_strnfill (4000, 'a');
  g_autofree char *address = NULL;

  for (unsigned i = 0; i < 100000; i++)
    g_string_append_printf (text, "A.B%u\n", i);
  many = consent_asked_parse (text->str);
  g_assert_cmpuint (many->permissions->len, ==, 100);

  address = g_strconcat (AUTHORIZE "?scope=a.", name, "+Mail.Send", NULL);
  longest = consent_asked_parse (address);
  g_assert_cmpuint (longest->permissions->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/asked/texts", test_texts);
  g_test_add_func ("/asked/address", test_address);
  g_test_add_func ("/asked/limits", test_limits);

  return g_test_run ();
}
