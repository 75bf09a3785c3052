/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent-error.h"
#include "consent-tenant-input.h"
#include "example-service.h"

#define GUID "aaaabbbb-0000-cccc-1111-dddd2222eeee"
#define OTHER "bbbbcccc-1111-dddd-2222-eeee3333ffff"
#define CLIENT "5353a3d2-8ca9-42d2-b567-ea399ccb5e38"
#define ZERO "00000000-0000-0000-0000-000000000000"

typedef struct
{
  const char *text;
  const char *found;
} Understood;

typedef struct
{
  const char *text;
  ConsentError code;
  const char *words; /* (nullable): what the error's message must say */
} Refused;

static const Understood guids[] = {
  { GUID, GUID },
  { "AAAABBBB-0000-CCCC-1111-DDDD2222EEEE", GUID },
  { "aaaabbbb0000cccc1111dddd2222eeee", GUID },
  { "{" GUID "}", GUID },
  { "(" GUID ")", GUID },
  { "<" GUID ">", GUID },
  { "[" GUID "]", GUID },
  { "\"" GUID "\"", GUID },
  { "'" GUID "'", GUID },
  { "“" GUID "”", GUID },
  { "„" GUID "“", GUID },
  { "«" GUID "»", GUID },
  { "`" GUID "`", GUID },
  { "*" GUID "*", GUID },
  { "urn:uuid:" GUID, GUID },
  { "URN:UUID:AAAABBBB-0000-CCCC-1111-DDDD2222EEEE", GUID },
  { "  " GUID "\n", GUID },
  { "\t\r\n" GUID "\r\n\r\n", GUID },
  { "aaaabbbb-0000-\ncccc-1111-dddd2222eeee", GUID },
  { "aaaabbbb\n-0000-cccc-1111-dddd2222eeee", GUID },
  { "aaaabbbb - 0000 - cccc - 1111 - dddd2222eeee", GUID },
  { "aaaabbbb 0000 cccc 1111 dddd2222eeee", GUID },
  { "aaaa bbbb-0000-cccc-1111-dddd 2222 eeee", GUID },
  { "aaaabbbb-0000-cccc-1111-dddd22\n22eeee", GUID },
  { "Tenant ID: aaaabbbb-0000-cccc-1111-dddd22\n22eeee", GUID },
  { "\xc2\xa0" GUID "\xc2\xa0", GUID },                                 /* no-break space */
  { "aaaabbbb-0000\xc2\xa0-cccc-1111-dddd2222eeee", GUID },
  { "\xe2\x80\x8b" GUID "\xe2\x80\x8b", GUID },                         /* zero-width space */
  { "aaaa\xe2\x80\x8b" "bbbb-0000-cccc-1111-dddd2222eeee", GUID },
  { "aaaabbbb-0000-\xc2\xad" "cccc-1111-dddd\xc2\xad" "2222eeee", GUID }, /* soft hyphen */
  { "\xef\xbb\xbf" GUID, GUID },                                        /* byte order mark */
  { "\xe2\x80\x8e" GUID "\xe2\x80\x8f", GUID },                         /* direction marks */
  { "\xe2\x81\xa6" GUID "\xe2\x81\xa9", GUID },                         /* isolates */
  { "\xe2\x81\xa0" GUID "\xef\xb8\x8f", GUID },         /* word joiner, variation selector */
  { "aaaa\xef\xb8\x8f" "bbbb-00\xcd\x8f" "00-cccc-1111-dddd2222eeee", GUID },
  { "aaaabbbb\xe2\x80\x90" "0000\xe2\x80\x90" "cccc\xe2\x80\x90" "1111\xe2\x80\x90" "dddd2222eeee", GUID },
  { "aaaabbbb\xe2\x80\x91" "0000\xe2\x80\x92" "cccc\xe2\x80\x93" "1111\xe2\x80\x94" "dddd2222eeee", GUID },
  { "aaaabbbb\xe2\x80\x95" "0000\xe2\x88\x92" "cccc\xef\xbc\x8d" "1111\xef\xb9\xa3" "dddd2222eeee", GUID },
  { "ａａａａｂｂｂｂ－００００－ｃｃｃｃ－１１１１－ｄｄｄｄ２２２２ｅｅｅｅ", GUID },
  { "｛" GUID "｝", GUID },
  { "Tenant ID: " GUID, GUID },
  { "Tenant ID" GUID, NULL },
  { "Tenant ID=" GUID, GUID },
  { "Tenant ID — " GUID, GUID },
  { "Tenant ID—" GUID, GUID },
  { "Our Tenant ID is " GUID ".", GUID },
  { "a bad face: add " GUID " a bee", GUID },
  { "ID\t" GUID "\tContoso", GUID },
  { GUID ", " GUID, GUID },
  { GUID " (that is, {AAAABBBB-0000-CCCC-1111-DDDD2222EEEE})", GUID },
  { "Tenant ID\n" GUID "\nPrimary domain\ncontoso.com", GUID },
  { "anna@contoso.com " GUID, GUID },
  { CLIENT " is the app, " GUID " the tenant", GUID },
  { "replace {tenant-id} by " GUID, GUID },
  { "https://login.microsoftonline.com/tenant-id/adminconsent?client_id=" CLIENT "\nTenant ID: " GUID, GUID },
  { "client_id=11111111-2222-3333-4444-555555555555 " GUID, GUID },
  /* The overview of an app registration, copied whole. */
  { "Application (client) ID\n: " OTHER "\nObject ID\n: cccccccc-1111-dddd-2222-eeee3333ffff\n"
    "Directory (tenant) ID\n: " GUID, GUID },
  { "AADSTS700016: Application with identifier '" OTHER "' was not found in the directory '" GUID
    "'. Trace ID: 11111111-2222-3333-4444-555555555555 Correlation ID: "
    "21111111-2222-3333-4444-555555555555 Timestamp: 2026-01-01 00:00:00Z", GUID },
  /* Addresses. */
  { "https://login.microsoftonline.com/" GUID, GUID },
  { "https://login.microsoftonline.com/" GUID "/adminconsent?client_id=" CLIENT
    "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack", GUID },
  { "https://login.microsoftonline.com/" GUID "/adminconsent?client_id=" OTHER, GUID },
  { "https://login.microsoftonline.com/" GUID "/oauth2/v2.0/authorize?nonce=" OTHER "&x=" CLIENT, GUID },
  { "https://login.microsoftonline.com/{" GUID "}/adminconsent?client_id=" CLIENT, GUID },
  { "https://login.microsoftonline.com/{" GUID "}/x?y=" OTHER, GUID },
  { "https://login.microsoftonline.com/%7B" GUID "%7D/adminconsent?client_id=" CLIENT, GUID },
  { "HTTPS://LOGIN.MICROSOFTONLINE.COM/AAAABBBB-0000-CCCC-1111-DDDD2222EEEE/ADMINCONSENT", GUID },
  { "https://login.microsoftonline.com/aaaabbbb-0000-cccc-\n1111-dddd2222eeee/adminconsent?client_id="
    CLIENT, GUID },
  { "Open https://login.microsoftonline.com/" GUID "/adminconsent?client_id=" CLIENT " please", GUID },
  { "login.windows.net/" GUID "/.well-known/openid-configuration", GUID },
  { "https://sts.windows.net/" GUID "/", GUID },
  { "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flogin.microsoftonline.com%2F"
    GUID "%2Fadminconsent%3Fclient_id%3D" CLIENT "&data=05%7C02%7Canna%40contoso.com%7C" OTHER, GUID },
  { "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview.ReactView/tenantId/" GUID, GUID },
  { "https://entra.microsoft.com/?tenantId=" GUID "#view/x/objectId/" OTHER, GUID },
  { "https://portal.azure.com/#view/x/ManagedAppMenuBlade/~/Overview/objectId/" OTHER
    "/tenantId/" GUID, GUID },
  { "https://myapps.microsoft.com/?tenantid=" GUID, GUID },
  { "https://admin.microsoft.com/?tenant=" GUID, GUID },
  { "https://example.com/?clientid=" OTHER "&objectid=" OTHER "&tid=" GUID, GUID },
  { "\"tid\":\"" GUID "\",\"oid\":\"" OTHER "\"", GUID },
  { "https://portal.azure.com/" GUID, GUID },
  { "https://ukevo.tracker-rms.com/Office365/CallBack?admin_consent=True&tenant=" GUID, GUID },
  { "http://localhost:9600/s/fresh/login/" GUID "/adminconsent?client_id=" CLIENT, GUID },
};

static const Understood domains[] = {
  { "contoso.com", "contoso.com" },
  { "  Contoso.COM \n", "contoso.com" },
  { "contoso.com.", "contoso.com" },
  { "contoso.co.uk", "contoso.co.uk" },
  { "contoso.onmicrosoft.com", "contoso.onmicrosoft.com" },
  { "contoso.mail.onmicrosoft.com", "contoso.mail.onmicrosoft.com" },
  { "@contoso.com", "contoso.com" },
  { "“contoso.com”", "contoso.com" },
  { "(contoso.com)", "contoso.com" },
  { "'contoso.com',", "contoso.com" },
  { "con\xe2\x80\x8btoso.com", "contoso.com" },
  { "con\xc2\xadtoso.com", "contoso.com" },
  { "contoso\xe2\x80\x91group.com", "contoso-group.com" },
  { "\xc2\xa0" "contoso.com\xe2\x80\xaf", "contoso.com" },
  { "ｃｏｎｔｏｓｏ．ｃｏｍ", "contoso.com" },
  { "my-company.example", "my-company.example" },
  { "1und1.de", "1und1.de" },
  { "Domain: contoso.com", "contoso.com" },
  { "Domain:contoso.com", "contoso.com" },
  { "Our domain is contoso.com.", "contoso.com" },
  { "Is it contoso.com?", "contoso.com" },
  { "It is contoso.com, i.e. the one of Contoso Ltd. (since 1.1.1990)!", "contoso.com" },
  { "tenant=contoso.com", "contoso.com" },
  { "contoso.com contoso.com", "contoso.com" },
  { "anna@contoso.com", "contoso.com" },
  { "Anna.Smith+office@Mail.Contoso.com", "mail.contoso.com" },
  { "Anna Smith <anna@contoso.com>", "contoso.com" },
  { "\"Smith, Anna\" <anna@contoso.com>;", "contoso.com" },
  { "mailto:anna@contoso.com", "contoso.com" },
  { "mailto:anna@contoso.com?subject=Hi&cc=bob@fabrikam.com", "contoso.com" },
  { "MAILTO:anna%40contoso.com", "contoso.com" },
  { "sip:anna@contoso.com", "contoso.com" },
  { "\"anna smith\"@contoso.com", "contoso.com" },
  { "anna_fabrikam.com#EXT#@contoso.onmicrosoft.com", "contoso.onmicrosoft.com" },
  { "My e-mail is anna@contoso.com.", "contoso.com" },
  { "Anna Smith, anna@contoso.com, https://www.contoso.com/", "contoso.com" },
  { "https://contoso.com", "contoso.com" },
  { "https://www.contoso.com/about?x=anna@fabrikam.com", "contoso.com" },
  { "http://www.contoso.com:8080/", "contoso.com" },
  { "https://www.contoso.com#top", "contoso.com" },
  { "https://user:secret@contoso.com/", "contoso.com" },
  { "www.contoso.com", "contoso.com" },
  { "www.contoso.com/contact.html", "contoso.com" },
  { "contoso.com:443", "contoso.com" },
  { "https://contoso.sharepoint.com/sites/hr", "contoso.onmicrosoft.com" },
  { "contoso-admin.sharepoint.com", "contoso.onmicrosoft.com" },
  { "https://contoso-my.sharepoint.com/personal/anna_contoso_com", "contoso.onmicrosoft.com" },
  { "https://portal.azure.com/#@contoso.onmicrosoft.com/resource/x", "contoso.onmicrosoft.com" },
  { "https://portal.azure.com/contoso.onmicrosoft.com", "contoso.onmicrosoft.com" },
  { "https://outlook.office.com/owa/?realm=contoso.com&vd=mail", "contoso.com" },
  { "https://outlook.office.com/mail/anna@contoso.com/", "contoso.com" },
  { "https://login.microsoftonline.com/contoso.com/oauth2/authorize?client_id=" OTHER, "contoso.com" },
  { "https://login.microsoftonline.com/contoso.onmicrosoft.com/adminconsent?client_id=" CLIENT,
    "contoso.onmicrosoft.com" },
  { "(https://login.microsoftonline.com/contoso.com)", "contoso.com" },
  { "sts.windows.net/contoso.com.", "contoso.com" },
  { "https://login.microsoftonline.com/contoso.com/x then https://login.windows.net/common/",
    "contoso.com" },
  { "anna@contoso.com, client ID " CLIENT, "contoso.com" },
  { "https://login.microsoftonline.com/common/oauth2/authorize?login_hint=anna@contoso.com", NULL },
  { "bücher.example", "xn--bcher-kva.example" },
  { "BÜCHER.example", "xn--bcher-kva.example" },
  { "bu\xcc\x88" "cher.example", "xn--bcher-kva.example" },
  { "anna@bücher.example", "xn--bcher-kva.example" },
  { "https://www.bücher.example/", "xn--bcher-kva.example" },
  { "xn--bcher-kva.example", "xn--bcher-kva.example" },
  { "例え。テスト", "xn--r8jz45g.xn--zckzah" },
  { "пример.рф", "xn--e1afmkfd.xn--p1ai" },
  { "microsoft.com", "microsoft.com" },
  { "anna@microsoft.com", "microsoft.com" },
  /* Hosts of organizations, whatever their first label is. */
  { "outlook.contoso.com", "outlook.contoso.com" },
  { "live.contoso.com", "live.contoso.com" },
  { "anna@yahoo.contoso.co.uk", "yahoo.contoso.co.uk" },
  { "outlook.co.contoso.com", "outlook.co.contoso.com" },
  { "mylive.com", "mylive.com" },
  { "notgmail.com", "notgmail.com" },
  { "gmail.contoso.com", "gmail.contoso.com" },
};

static const Refused refused[] = {
  { "", CONSENT_ERROR_TENANT_EMPTY, NULL },
  { " \t\r\n", CONSENT_ERROR_TENANT_EMPTY, NULL },
  { "\xc2\xa0\xe2\x80\x8b\xef\xbb\xbf", CONSENT_ERROR_TENANT_EMPTY, NULL },

  { "{tenant-id}", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "{Tenant-ID}", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "<tenant-id>", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "{tenant}", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "{tenantid}", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "{your tenant id}", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "tenant-id", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "Tenant ID:", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "tenant\xe2\x80\x90id", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "%7Btenant-id%7D", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "%257btenant-id%257d", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "https://login.microsoftonline.com/{tenant-id}/adminconsent?client_id=" CLIENT
    "&redirect_uri=https%3A%2F%2Fukevo.tracker-rms.com%2FOffice365%2FCallBack",
    CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "https://login.microsoftonline.com/%7Btenant-id%7D/adminconsent?client_id=" CLIENT
    "&redirect_uri=https%3A%2F%2Fusevo.tracker-rms.com%2FOffice365%2FCallBack",
    CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "https://login.microsoftonline.com/tenant-id/adminconsent?client_id=" CLIENT,
    CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "https://login.microsoftonline.com/<your tenant ID>/adminconsent?client_id=" CLIENT,
    CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "YOUR_TENANT_ID", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "Tenant ID: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX", CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },
  { "For UK clients, replace the {tenant-id} in the following link with the Tenant ID above and open",
    CONSENT_ERROR_TENANT_PLACEHOLDER, NULL },

  { ZERO, CONSENT_ERROR_TENANT_ZERO, NULL },
  { "{00000000000000000000000000000000}", CONSENT_ERROR_TENANT_ZERO, NULL },
  { "https://login.microsoftonline.com/" ZERO "/adminconsent?client_id=" CLIENT,
    CONSENT_ERROR_TENANT_ZERO, NULL },

  { CLIENT, CONSENT_ERROR_TENANT_IS_CLIENT, NULL },
  { "{5353A3D2-8CA9-42D2-B567-EA399CCB5E38}", CONSENT_ERROR_TENANT_IS_CLIENT, NULL },
  { "client_id=" CLIENT, CONSENT_ERROR_TENANT_IS_CLIENT, NULL },
  { "https://login.microsoftonline.com/" CLIENT "/adminconsent", CONSENT_ERROR_TENANT_IS_CLIENT, NULL },

  { "common", CONSENT_ERROR_TENANT_ANY, NULL },
  { " Common ", CONSENT_ERROR_TENANT_ANY, NULL },
  { "“common”", CONSENT_ERROR_TENANT_ANY, NULL },
  { "\"Common\".", CONSENT_ERROR_TENANT_ANY, NULL },
  { "/common/", CONSENT_ERROR_TENANT_ANY, NULL },
  { "organizations", CONSENT_ERROR_TENANT_ANY, NULL },
  { "https://login.microsoftonline.com/common/adminconsent?client_id=" CLIENT,
    CONSENT_ERROR_TENANT_ANY, NULL },
  { "https://login.microsoftonline.com/organizations/v2.0/adminconsent", CONSENT_ERROR_TENANT_ANY, NULL },
  { "https://login.microsoftonline.com/common/oauth2/authorize?nonce=x&y=" OTHER,
    CONSENT_ERROR_TENANT_ANY, NULL },

  { "consumers", CONSENT_ERROR_TENANT_CONSUMER, NULL },
  { "https://login.microsoftonline.com/consumers/", CONSENT_ERROR_TENANT_CONSUMER, NULL },
  { "9188040d-6c67-4c5b-b112-36a304b66dad", CONSENT_ERROR_TENANT_CONSUMER, NULL },
  { "{9188040D-6C67-4C5B-B112-36A304B66DAD}", CONSENT_ERROR_TENANT_CONSUMER, NULL },
  { "84df9e7f-e9f6-40af-b435-aaaaaaaaaaaa", CONSENT_ERROR_TENANT_CONSUMER, NULL },

  { "anna@outlook.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "outlook.de", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "outlook.com.br", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@hotmail.co.uk", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@HOTMAIL.FR", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "live.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "live.com.mx", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "https://outlook.live.com/mail/0/", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "msn.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "passport.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@gmail.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@gmail.com.", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "googlemail.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@yahoo.co.jp", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@mail.yahoo.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "icloud.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "me.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "aol.com", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "proton.me", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "anna@gmx.net", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },
  { "gmx.co.uk", CONSENT_ERROR_TENANT_PERSONAL_MAIL, NULL },

  { GUID " or " OTHER, CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },
  { "Tenant ID: " GUID "\nTenant ID: " OTHER, CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },
  { "https://login.microsoftonline.com/" GUID "/x tenantId=" OTHER, CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },
  { "https://login.microsoftonline.com/" GUID "/adminconsent\nhttps://login.microsoftonline.com/" OTHER
    "/adminconsent", CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },
  { "contoso.com or fabrikam.com", CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },
  { "anna@contoso.com; bob@fabrikam.com", CONSENT_ERROR_TENANT_AMBIGUOUS, NULL },

  { "contoso", CONSENT_ERROR_TENANT_MALFORMED, "contoso.onmicrosoft.com" },
  { "Contoso", CONSENT_ERROR_TENANT_MALFORMED, "contoso.onmicrosoft.com" },
  { "“Contoso”", CONSENT_ERROR_TENANT_MALFORMED, "contoso.onmicrosoft.com" },
  { "Contoso Limited", CONSENT_ERROR_TENANT_MALFORMED, "neither" },
  { "https://login.microsoftonline.com/contoso/adminconsent?client_id=" CLIENT,
    CONSENT_ERROR_TENANT_MALFORMED, "tenant's place" },
  { "https://portal.office365.com", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://portal.azure.com/#home", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "portal.azure.com", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/TenantOverview.ReactView",
    CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://admin.cloud.microsoft/", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://www.microsoft.com/", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://login.microsoftonline.com/login.srf", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://login.microsoftonline.com/", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://x-login.microsoftonline.com/common/", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "https://ukevo.tracker-rms.com/", CONSENT_ERROR_TENANT_MALFORMED, "paste the Tenant ID" },
  { "Object ID: " OTHER, CONSENT_ERROR_TENANT_MALFORMED, "labelled" },
  { "aaaabbbb-0000-cccc-1111-dddd2222eee", CONSENT_ERROR_TENANT_MALFORMED, "this has 31" },
  { "aaaabbbb-0000-cccc-1111-dddd2222eeeef", CONSENT_ERROR_TENANT_MALFORMED, "this has 33" },
  { "aaaabbbb-0000-cccc-1111-dddd2222eeeg", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { GUID "-ffff", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "ffff-" GUID, CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "aaaab-bbb0000-cccc-1111-dddd2222eeee", CONSENT_ERROR_TENANT_MALFORMED, "this has 32" },
  { "da39a3ee5e6b4b0d3255bfef95601890afd80709", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "anna@", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "@", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { ".", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "...", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "://", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "https://", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "anna@contoso", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "contoso..com", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "-contoso-.com", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "con_toso.com", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "contoso.c", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "contoso.123", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "192.168.0.1", CONSENT_ERROR_TENANT_MALFORMED, "not a domain" },
  { "anna@[10.0.0.1]", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "http://10.0.0.1/", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "http://[2001:db8::1]/", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "2001:db8::1", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "con\x07toso.com", CONSENT_ERROR_TENANT_MALFORMED, "control" },
  { "\x1b[31mcontoso.com", CONSENT_ERROR_TENANT_MALFORMED, "control" },
  { "contoso%07.com", CONSENT_ERROR_TENANT_MALFORMED, "control" },
  { "contoso.com/\xff", CONSENT_ERROR_TENANT_MALFORMED, "UTF-8" },
  { "\xc3", CONSENT_ERROR_TENANT_MALFORMED, "UTF-8" },
  { "%", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "%00", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "%f", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "%ff%fe", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "💩", CONSENT_ERROR_TENANT_MALFORMED, NULL },
  { "aaaaaaaaaaaaaaaaaaaaaaaaaaaa", CONSENT_ERROR_TENANT_MALFORMED, "28" },
  { "https://login.microsoftonline.com/error?code=90002", CONSENT_ERROR_TENANT_MALFORMED,
    "paste the Tenant ID" },
  { "../../etc/passwd", CONSENT_ERROR_TENANT_MALFORMED, NULL },
};

/* Says which row is being tried, in a form that suits a log whatever is in it. */
static void
announce (const char *text)
{
  g_autofree char *start = g_strndup (text, 200);
  g_autofree char *escaped = g_strescape (start, NULL);

  g_test_message ("%s", escaped);
}

static void
assert_understood (const Understood *row,
                   gboolean          is_guid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentTenantInput) input = NULL;

  announce (row->text);
  input = consent_tenant_input_parse (row->text, consent_service_get_default (), &error);

  if (row->found == NULL)
    {
      g_assert_null (input);
      g_assert_nonnull (error);
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (input->text, ==, row->text);
  g_assert_cmpstr (input->id, ==, is_guid ? row->found : NULL);
  g_assert_cmpstr (input->domain, ==, is_guid ? NULL : row->found);
}

static void
assert_refused (const Refused *row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ConsentTenantInput) input = NULL;

  announce (row->text);
  input = consent_tenant_input_parse (row->text, consent_service_get_default (), &error);

  g_assert_error (error, CONSENT_ERROR, (int) row->code);
  g_assert_null (input);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  if (row->words != NULL && strstr (error->message, row->words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, row->words);
}

static void
test_guids (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (guids); i++)
    assert_understood (&guids[i], TRUE);
}

static void
test_domains (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    assert_understood (&domains[i], FALSE);
}

static void
test_refused (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (&refused[i]);
}

/* Labels of 63 and names of 253 bytes are the longest (RFC 1035, 2.3.4). */
static void
test_lengths (void)
{
  g_autofree char *label = g_strnfill (63, 'a');
  g_autofree char *longest = g_strdup_printf ("%s.%s.%s.%.61s", label, label, label, label);
  g_autofree char *too_long = g_strdup_printf ("%s.%s.%s.%.62s", label, label, label, label);
  g_autofree char *long_label = g_strdup_printf ("a%s.com", label);
  g_autofree char *good_label = g_strdup_printf ("%s.com", label);
  g_autofree char *with_dot = g_strdup_printf ("%s.", longest);
  g_autofree char *padded = g_strdup_printf ("%4085scontoso.com", "");
  g_autofree char *over = g_strdup_printf ("%4086scontoso.com", "");

  g_assert_cmpuint (strlen (longest), ==, 253);
  assert_understood (&(Understood) { longest, longest }, FALSE);
  assert_understood (&(Understood) { with_dot, longest }, FALSE);
  assert_understood (&(Understood) { good_label, good_label }, FALSE);
  assert_refused (&(Refused) { too_long, CONSENT_ERROR_TENANT_MALFORMED, "not a domain" });
  assert_refused (&(Refused) { long_label, CONSENT_ERROR_TENANT_MALFORMED, "not a domain" });
  assert_understood (&(Understood) { padded, "contoso.com" }, FALSE);
  assert_refused (&(Refused) { over, CONSENT_ERROR_TENANT_MALFORMED, "longer than" });
}

/* Whatever fills the whole length, the work stays bounded and nothing breaks. */
static void
test_bulk (void)
{
  static const char * const pieces[] = {
    "a", "a ", "a-", "0", "0 ", "-", " ", ".", "a.", "@", "%", "%25", "{", "{tenant", ":", "/", "://",
    "a@b.", "ü", "ü.", "\xcc\x88", "\xef\xb7\xba", "\xe2\x80\x8b", "aaaabbbb-0000-cccc-1111-",
    "login.microsoftonline.com/", "tenant=",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GString) huge = g_string_new (NULL);
      g_autoptr (ConsentTenantInput) input = NULL;

      while (text->len + strlen (pieces[i]) <= 4096)
        g_string_append (text, pieces[i]);
      input = consent_tenant_input_parse (text->str, consent_service_get_default (), NULL);

      while (huge->len < 1024 * 1024)
        g_string_append_len (huge, text->str, text->len);
      assert_refused (&(Refused) { huge->str, CONSENT_ERROR_TENANT_MALFORMED, "longer than" });
    }
}

/* The service's own hosts and client ID are those of the profile, not of the one compiled in. */
static void
test_other_vendor (void)
{
  g_autoptr (ConsentService) service =
    example_service_new ("ClientId=" OTHER "\n"
                         "[Region a]\nName=A\nRedirectUri=https://LOGIN.vendor.example/back\n"
                         "WebAddress=https://web.vendor.example\n");
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (GError) error = NULL;
  static const char * const pages[] = { "https://web.vendor.example/", "login.vendor.example/back" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_assert_null (consent_tenant_input_parse (pages[i], service, &error));
      g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_MALFORMED);
      g_clear_error (&error);
    }

  g_assert_null (consent_tenant_input_parse (OTHER, service, &error));
  g_assert_error (error, CONSENT_ERROR, CONSENT_ERROR_TENANT_IS_CLIENT);
  g_clear_error (&error);

  input = consent_tenant_input_parse (CLIENT, service, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (input->id, ==, CLIENT);
}

/* Any byte may have been lost, doubled or changed in what is pasted. Whatever comes of it, the
 * answer is a refusal in our domain or something that is safe in a path (reference, 1.1). */
static void
check_damaged (const char *text)
{
  g_autofree char *damaged = g_strdup (text);
  gsize length = strlen (damaged);
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = g_test_rand_int_range (1, 4); i > 0 && length > 0; i--)
    {
      gsize at = g_test_rand_int_range (0, length);

      if (g_test_rand_bit ())
        damaged[at] = (char) g_test_rand_int_range (1, 256);
      else
        memmove (damaged + at, damaged + at + 1, length-- - at);
    }

  input = consent_tenant_input_parse (damaged, consent_service_get_default (), &error);
  if (input == NULL)
    {
      g_assert_true (error->domain == CONSENT_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }

  g_assert_no_error (error);
  g_assert_true ((input->id == NULL) != (input->domain == NULL));
  if (input->id != NULL)
    g_assert_true (consent_guid_is_valid (input->id));
  else
    g_assert_cmpuint (strspn (input->domain, "abcdefghijklmnopqrstuvwxyz0123456789.-"), ==,
                      strlen (input->domain));
}

static void
test_damaged (void)
{
  for (guint round = 0; round < 50; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (guids); i++)
        check_damaged (guids[i].text);
      for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
        check_damaged (domains[i].text);
      for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
        check_damaged (refused[i].text);
    }
}

static void
test_guid_is_valid (void)
{
  g_assert_true (consent_guid_is_valid (GUID));
  g_assert_true (consent_guid_is_valid ("AAAABBBB-0000-CCCC-1111-DDDD2222EEEE"));
  g_assert_false (consent_guid_is_valid (NULL));
  g_assert_false (consent_guid_is_valid (""));
  g_assert_false (consent_guid_is_valid ("{" GUID "}"));
  g_assert_false (consent_guid_is_valid (GUID " "));
  g_assert_false (consent_guid_is_valid ("aaaabbbb0000cccc1111dddd2222eeee"));
  g_assert_false (consent_guid_is_valid ("aaaabbbb-0000-cccc-1111-dddd2222eeeg"));
}

static void
test_copy (void)
{
  g_autoptr (ConsentTenantInput) input = NULL;
  g_autoptr (ConsentTenantInput) copy = NULL;

  input = consent_tenant_input_parse ("anna@contoso.com", consent_service_get_default (), NULL);
  copy = consent_tenant_input_copy (input);
  g_assert_true (copy != input);
  g_assert_cmpstr (copy->text, ==, "anna@contoso.com");
  g_assert_cmpstr (copy->domain, ==, "contoso.com");
  g_assert_null (copy->id);
  consent_tenant_input_free (NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tenant-input/guids", test_guids);
  g_test_add_func ("/tenant-input/domains", test_domains);
  g_test_add_func ("/tenant-input/refused", test_refused);
  g_test_add_func ("/tenant-input/lengths", test_lengths);
  g_test_add_func ("/tenant-input/bulk", test_bulk);
  g_test_add_func ("/tenant-input/other-vendor", test_other_vendor);
  g_test_add_func ("/tenant-input/damaged", test_damaged);
  g_test_add_func ("/tenant-input/guid-is-valid", test_guid_is_valid);
  g_test_add_func ("/tenant-input/copy", test_copy);

  return g_test_run ();
}
