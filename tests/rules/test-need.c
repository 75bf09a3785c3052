/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-judge.h"
#include "consent-need.h"
#include "example-service.h"

#include <gio/gio.h>

#define TENANT "11111111-2222-3333-4444-555555555555"
#define GRAPH "00000003-0000-0000-c000-000000000000"
#define EXCHANGE "00000002-0000-0ff1-ce00-000000000000"

#define STANDARD_MISSING \
  "standard:openid=missing standard:profile=missing standard:email=missing " \
  "standard:offline_access=missing standard:User.Read=missing"
#define STANDARD_NOT_READ \
  "standard:openid=not-read standard:profile=not-read standard:email=not-read " \
  "standard:offline_access=not-read standard:User.Read=not-read"

#define SCOPE(id, name, type) \
  "{\"id\":\"" id "\",\"value\":\"" name "\",\"type\":\"" type "\",\"isEnabled\":true," \
  "\"adminConsentDisplayName\":\"About " name "\"}"
#define LOW(permission_id, name) CLASSIFIED (permission_id, name, "low")
#define CLASSIFIED(permission_id, name, level) \
  "{\"id\":\"c\",\"permissionId\":\"" permission_id "\",\"permissionName\":\"" name "\"," \
  "\"classification\":\"" level "\"}"
#define USER_GRANT(resource, scope) \
  "{\"clientId\":\"sp\",\"consentType\":\"Principal\",\"principalId\":\"u\"," \
  "\"resourceId\":\"" resource "\",\"scope\":\"" scope "\"}"

static const char *const origins[] = { "standard", "approved", "users", "requested", "published",
                                      "pasted" };
static const char *const states[] = {
  "low", "missing", "not-read", "other-level", "admin", "elsewhere", "unknown",
};

/* What Graph said (lists without their "value"; NULL where it was not asked), what was pasted, and
 * what is needed then. */
static const struct
{
  const char *about;
  const char *organization;
  const char *grants;
  const char *scopes;
  const char *classifications;
  const char *pending;
  const char *pasted;
  const char *needs;
} cases[] = {
  { "Nothing is known but what every sign-in needs.", TENANT, "", "", "", NULL, NULL,
    STANDARD_MISSING },
  { "What was not read is not missing.", TENANT, "", "", NULL, NULL, NULL, STANDARD_NOT_READ },
  { "By name, by ID, in any case, and at another level.", TENANT, "", "",
    LOW ("37F7F235-527C-4136-ACCD-4A02D197296E", "") "," LOW ("x", "PROFILE") ","
    CLASSIFIED ("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "email", "medium") ","
    CLASSIFIED ("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read", "high") ","
    LOW ("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read"),
    NULL, NULL,
    "standard:openid=low standard:profile=low standard:email=other-level "
    "standard:offline_access=missing standard:User.Read=low" },
  { "What single users agreed to, of two APIs.", TENANT,
    USER_GRANT ("graph", " User.Read mail.send User.Read.All") ","
    USER_GRANT ("exchange", "EWS.AccessAsUser.All") "," USER_GRANT ("other", "X.Y"),
    "", "", NULL, NULL,
    STANDARD_MISSING " users:EWS.AccessAsUser.All=elsewhere users:Mail.Send=missing "
    "users:User.Read.All=admin users:X.Y=elsewhere" },
  { "What is granted for everyone.", TENANT,
    "{\"clientId\":\"sp\",\"consentType\":\"AllPrincipals\",\"resourceId\":\"graph\","
    "\"scope\":\"Mail.Send\"}",
    "", "", NULL, NULL, STANDARD_MISSING " approved:Mail.Send=missing" },
  { "A request for approval.", TENANT, "", "", "",
    "{\"appId\":\"5353a3d2-8ca9-42d2-b567-ea399ccb5e38\","
    "\"pendingScopes\":[{\"displayName\":\"Mail.Send\"},{\"displayName\":\"User.Read\"}]}",
    NULL, STANDARD_MISSING " requested:Mail.Send=missing" },
  { "Pasted: new, twice, standard, made up, of another API, and one without a published ID.", TENANT,
    USER_GRANT ("graph", "Mail.Send"), "", "", NULL,
    "Mail.Send openid Files.Read.All Made.Up Made.Up calendars.readwrite\n"
    "https://outlook.office.com/SMTP.Send https://outlook.office.com/Mail.Send",
    STANDARD_MISSING " users:Mail.Send=missing pasted:Files.Read.All=missing pasted:Made.Up=unknown "
    "pasted:Calendars.ReadWrite=missing pasted:SMTP.Send=elsewhere pasted:Mail.Send=elsewhere" },
  { "The organization's own entry goes before the table.", TENANT, "",
    SCOPE ("00000000-0000-0000-0000-000000000001", "New.One", "User") ","
    SCOPE ("00000000-0000-0000-0000-000000000002", "New.Admin", "Admin") ","
    SCOPE ("e383f46e-2787-4529-855e-0e479a3ffac0", "Mail.Send", "Admin") ","
    "{\"id\":\"00000000-0000-0000-0000-000000000003\",\"value\":\"Mail.Read\",\"type\":\"User\","
    "\"isEnabled\":false},"
    "{\"id\":\"00000000-0000-0000-0000-000000000004\",\"value\":\"Odd.Type\"}",
    LOW ("00000000-0000-0000-0000-000000000001", ""), NULL,
    "new.one New.Admin Mail.Send Mail.Read Odd.Type 00000000-0000-0000-0000-000000000001",
    STANDARD_MISSING " pasted:New.One=low pasted:New.Admin=admin pasted:Mail.Send=admin "
    "pasted:Mail.Read=unknown pasted:Odd.Type=admin" },
  { "Another organization was signed in to.", "66666666-7777-8888-9999-aaaaaaaaaaaa",
    USER_GRANT ("graph", "Mail.Send"), "", LOW ("x", "openid"), NULL, "Mail.Read",
    STANDARD_NOT_READ " pasted:Mail.Read=not-read" },
};

static void
take (ConsentSnapshot *snapshot,
      ConsentPart      part,
      const char      *format,
      const char      *text)
{
  g_auto (GStrv) pieces = g_strsplit (format, "%s", -1);
  g_autofree char *body = g_strjoinv (text, pieces);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (body, &error);

  g_assert_no_error (error);
  consent_snapshot_take_answer (snapshot, part, 200, node);
}

static ConsentReport *
make_report (size_t index)
{
  ConsentService *service = consent_service_get_default ();
  g_autoptr (ConsentSnapshot) snapshot = NULL;
  g_autoptr (GDateTime) time = g_date_time_new_utc (2026, 11, 23, 12, 0, 0);
  ConsentQuestion question = { .tenant_id = TENANT, .time = time };

  snapshot = consent_snapshot_new (consent_service_get_client_id (service));
  consent_snapshot_set_account (snapshot, cases[index].organization, "ann", FALSE, "openid");
  take (snapshot, CONSENT_PART_ORGANIZATION, "{\"value\":[{\"id\":\"%s\"}]}",
        cases[index].organization);
  take (snapshot, CONSENT_PART_APP, "{\"id\":\"%s\"}", "sp");
  take (snapshot, CONSENT_PART_GRANTS, "{\"value\":[%s]}", cases[index].grants);
  take (snapshot, CONSENT_PART_RESOURCES,
        "{\"id\":\"graph\",\"appId\":\"" GRAPH "\",\"oauth2PermissionScopes\":[%s]}",
        cases[index].scopes);
  take (snapshot, CONSENT_PART_RESOURCES, "{\"id\":\"exchange\",\"appId\":\"%s\"}", EXCHANGE);
  if (cases[index].classifications != NULL)
    take (snapshot, CONSENT_PART_CLASSIFICATIONS, "{\"value\":[%s]}", cases[index].classifications);
  if (cases[index].pending != NULL)
    take (snapshot, CONSENT_PART_PENDING, "{\"value\":[%s]}", cases[index].pending);

  return consent_judge (service, snapshot, &question);
}

static char *
join (GPtrArray *needs)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < needs->len; i++)
    {
      g_autoptr (ConsentNeed) need = consent_need_copy (g_ptr_array_index (needs, i));

      g_string_append_printf (text, "%s%s:%s=%s", i > 0 ? " " : "", origins[need->origin],
                              need->name, states[need->state]);
      g_assert_nonnull (need->label);
      g_assert_cmpint (consent_need_can_be_added (need), ==,
                       need->state == CONSENT_NEED_NOT_READ ||
                         (need->state == CONSENT_NEED_MISSING && need->id != NULL));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_collect (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ConsentReport) report = make_report (i);
      g_autoptr (ConsentAsked) asked = consent_asked_parse (cases[i].pasted);
      g_autoptr (GPtrArray) needs = consent_need_collect (consent_service_get_default (), report, asked);
      g_autofree char *text = join (needs);

      g_test_message ("%s", cases[i].about);
      g_assert_cmpstr (text, ==, cases[i].needs);
    }
}

/* Without a check there is the table. */
static void
test_without_report (void)
{
  g_autoptr (ConsentAsked) asked = consent_asked_parse ("Mail.Send User.Read.All Made.Up");
  g_autoptr (GPtrArray) nothing = consent_need_collect (consent_service_get_default (), NULL, NULL);
  g_autoptr (GPtrArray) needs = consent_need_collect (consent_service_get_default (), NULL, asked);
  g_autofree char *standard = join (nothing);
  g_autofree char *text = join (needs);
  const ConsentNeed *send = g_ptr_array_index (needs, 5);

  g_assert_cmpstr (standard, ==, STANDARD_NOT_READ);
  g_assert_cmpstr (text, ==,
                   STANDARD_NOT_READ " pasted:Mail.Send=not-read pasted:User.Read.All=admin "
                   "pasted:Made.Up=unknown");
  g_assert_cmpstr (send->id, ==, "e383f46e-2787-4529-855e-0e479a3ffac0");
  g_assert_cmpstr (send->label, ==, "Send mail as a user");
}

/* What the organization's own entry says of a permission. */
static void
test_own_words (void)
{
  g_autoptr (ConsentReport) report = make_report (7);
  g_autoptr (ConsentAsked) asked = consent_asked_parse (cases[7].pasted);
  g_autoptr (GPtrArray) needs = consent_need_collect (consent_service_get_default (), report, asked);
  const ConsentNeed *need = g_ptr_array_index (needs, 5);

  g_assert_cmpstr (need->name, ==, "New.One");
  g_assert_cmpstr (need->id, ==, "00000000-0000-0000-0000-000000000001");
  g_assert_cmpstr (need->label, ==, "About New.One");
}

/* What the vendor publishes comes before what somebody pasted, and is known without a check. */
static void
test_published (void)
{
  g_autoptr (ConsentService) service =
    example_service_new ("Permissions=mail.send;User.Read;Made.Up\n");
  g_autoptr (ConsentAsked) asked = consent_asked_parse ("Mail.Send Files.Read.All");
  g_autoptr (GPtrArray) needs = consent_need_collect (service, NULL, asked);
  g_autofree char *text = join (needs);

  g_assert_cmpstr (text, ==,
                   STANDARD_NOT_READ " published:Mail.Send=not-read published:Made.Up=unknown "
                   "pasted:Files.Read.All=not-read");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/need/collect", test_collect);
  g_test_add_func ("/need/without-report", test_without_report);
  g_test_add_func ("/need/own-words", test_own_words);
  g_test_add_func ("/need/published", test_published);

  return g_test_run ();
}
