/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-message.h"

#include "consent-error.h"
#include "consent-text.h"

#include <glib/gi18n-lib.h>

/* In characters; what Microsoft's support asks for is far shorter. */
#define MAX_DETAILS 2000

typedef struct
{
  ConsentError code;
  const char *name; /* for details and logs */
  const char *title;
  const char *explanation;
  const char *remedy;
} Words;

/* In these texts {service} stands for the name of the service and {support} for whom to ask. */
static const Words words[] = {
  { CONSENT_ERROR_FAILED, "failed",
    N_("Something went wrong"),
    N_("This step could not be finished, for a reason that this program does not know."),
    /* Translators: {support} stays as it is: a phrase such as “TrackerRMS support”. */
    N_("Try again. If it happens again, send the details below to {support}.") },

  { CONSENT_ERROR_SERVICE, "service",
    N_("The service profile cannot be used"),
    N_("The file that describes the service to approve is damaged or incomplete, so no approval "
       "link can be made from it."),
    N_("Get the file again from whoever gave it to you, or start the program without it.") },

  { CONSENT_ERROR_ENDPOINT, "endpoint",
    N_("The replaced Microsoft address cannot be used"),
    N_("This program was told to talk to another address than Microsoft’s, and that address is "
       "not safe or not complete."),
    N_("Remove the setting CONSENT_AUTHORITY or CONSENT_GRAPH, or set it to an address that "
       "begins with https://. Then start the program again.") },

  { CONSENT_ERROR_REGION, "region",
    N_("This region is not known"),
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("{service} has a separate approval link for each region, and this is not one of them."),
    /* Translators: {service} and {support} stay as they are, such as
     * TrackerRMS and “TrackerRMS support”. */
    N_("Choose one of the regions on offer. If you are not sure, look at the address that you "
       "use for {service}, or ask {support}.") },

  { CONSENT_ERROR_TENANT_EMPTY, "tenant-empty",
    N_("Nothing was entered yet"),
    N_("The approval link is made for one organization, so it has to be clear which one."),
    N_("Enter your work e-mail address, your organization’s domain, such as contoso.com, or your "
       "Tenant ID.") },

  { CONSENT_ERROR_TENANT_PLACEHOLDER, "tenant-placeholder",
    /* Translators: “Tenant ID” is Microsoft's word for the number of one organization. */
    N_("This is the placeholder, not your Tenant ID"),
    N_("The text “tenant-id” in the help article marks the place where your own Tenant ID goes."),
    N_("Enter your Tenant ID instead. If you do not have it, enter your work e-mail address: that "
       "is enough to find it.") },

  { CONSENT_ERROR_TENANT_ZERO, "tenant-zero",
    N_("This Tenant ID is all zeros"),
    N_("A number made of zeros stands for “none”. No organization has it."),
    N_("Copy the Tenant ID from Microsoft’s admin center again, or enter your work e-mail "
       "address instead.") },

  { CONSENT_ERROR_TENANT_IS_CLIENT, "tenant-is-client",
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("This is the number of {service}, not of your organization"),
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("It is the client ID: Microsoft’s number for the {service} app, the same for every "
       "customer. Your organization has a number of its own, the Tenant ID."),
    N_("Enter your own Tenant ID, or your work e-mail address to have it found for you.") },

  { CONSENT_ERROR_TENANT_ANY, "tenant-any",
    N_("This does not name one organization"),
    N_("Microsoft uses the words “common” and “organizations” for any organization at all. The "
       "approval could end up in the wrong one."),
    N_("Enter your own Tenant ID, your organization’s domain or your work e-mail address.") },

  { CONSENT_ERROR_TENANT_CONSUMER, "tenant-consumer",
    N_("This stands for personal Microsoft accounts"),
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("Personal accounts belong to no organization and have no administrator, so there is "
       "nobody who could approve {service}."),
    N_("Enter the Tenant ID, the domain or an e-mail address of your organization.") },

  { CONSENT_ERROR_TENANT_PERSONAL_MAIL, "tenant-personal-mail",
    N_("This is a personal e-mail provider"),
    N_("Addresses there belong to private people, not to an organization, so no organization can "
       "be found by them."),
    N_("Enter your work e-mail address, the one you use for Microsoft 365. If you use none with "
       "your organization’s own name, enter the Tenant ID.") },

  { CONSENT_ERROR_TENANT_AMBIGUOUS, "tenant-ambiguous",
    N_("More than one organization is named here"),
    N_("The text holds several different Tenant IDs or domains. The approval must go to exactly "
       "one organization."),
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("Enter only the one that you want to approve {service} for.") },

  { CONSENT_ERROR_TENANT_MALFORMED, "tenant-malformed",
    N_("No organization can be recognized in this"),
    N_("It holds neither a complete Tenant ID nor a domain. A company name alone is not enough, "
       "and the address of a Microsoft page helps only if your Tenant ID is part of it."),
    N_("Enter your work e-mail address, or your organization’s domain with its ending, such as "
       "contoso.com or contoso.onmicrosoft.com, or paste the Tenant ID: 32 digits and letters in "
       "five groups.") },

  { CONSENT_ERROR_TENANT_UNKNOWN, "tenant-unknown",
    N_("Microsoft does not know this organization"),
    N_("No organization is registered with Microsoft 365 under this Tenant ID or domain. Often it "
       "is a typing error, or a domain that is used for a web site but not for Microsoft 365."),
    N_("Check the spelling. If it is right, enter the Tenant ID from Microsoft’s admin center "
       "instead.") },

  { CONSENT_ERROR_TENANT_MISMATCH, "tenant-mismatch",
    N_("The answer was about another organization"),
    N_("Microsoft was asked about one organization and the answer names a different one, so it "
       "cannot be relied on."),
    /* Translators: {support} stays as it is: a phrase such as “TrackerRMS support”. */
    N_("Try again. If it happens again, try from another network and send the details below to "
       "{support}.") },

  { CONSENT_ERROR_NATIONAL_CLOUD, "national-cloud",
    N_("This organization is in a separate Microsoft cloud"),
    /* Translators: {service} stays as it is: a name such as TrackerRMS. */
    N_("Some governments and countries have a Microsoft cloud of their own (national cloud). The "
       "approval links of {service} work only in the worldwide one."),
    /* Translators: {service} and {support} stay as they are, such as
     * TrackerRMS and “TrackerRMS support”. */
    N_("Ask {support} whether {service} can be used with your cloud.") },

  { CONSENT_ERROR_UNREACHABLE, "unreachable",
    N_("Microsoft could not be reached"),
    N_("There is no connection to the Internet, or something between this computer and Microsoft "
       "blocks it. This says nothing about your organization."),
    N_("Check the connection and try again.") },

  { CONSENT_ERROR_UNTRUSTED, "untrusted",
    N_("The connection is not safe"),
    N_("The other side could not prove that it is Microsoft (its certificate is not trusted), so "
       "nothing was sent. A firewall that looks into connections or a wrong clock can be the "
       "reason."),
    N_("Check this computer’s date and time, or try another network. In an office, show the "
       "details below to your IT support.") },

  { CONSENT_ERROR_TIMED_OUT, "timed-out",
    N_("Microsoft did not answer in time"),
    N_("The connection is very slow, or Microsoft is busy. This says nothing about your "
       "organization."),
    N_("Wait a minute and try again.") },

  { CONSENT_ERROR_NOT_MICROSOFT, "not-microsoft",
    N_("Something else answered instead of Microsoft"),
    N_("Most often this is the sign-in page of a guest Wi-Fi or of an office network (proxy)."),
    N_("Open any web page in your browser and sign in to the network if it asks you to. Then try "
       "again.") },

  { CONSENT_ERROR_BAD_RESPONSE, "bad-response",
    N_("The answer could not be understood"),
    N_("Microsoft answered, but not in the way that this program knows. A fault at Microsoft or "
       "an outdated version of this program can be the reason."),
    /* Translators: {support} stays as it is: a phrase such as “TrackerRMS support”. */
    N_("Try again later. If it happens again, update this program or send the details below to "
       "{support}.") },

  { CONSENT_ERROR_TOO_LARGE, "too-large",
    N_("The answer was far too long"),
    N_("No real answer of Microsoft is as long as this one, so it was not read to its end. "
       "Something else may have answered."),
    N_("Try again, if possible from another network.") },

  { CONSENT_ERROR_TOO_DEEP, "too-deep",
    N_("The answer was built in an unusual way"),
    N_("No real answer of Microsoft is nested as deeply as this one, so it was not read. "
       "Something else may have answered."),
    N_("Try again, if possible from another network.") },

  { CONSENT_ERROR_BUSY, "busy",
    N_("Microsoft is too busy just now"),
    N_("It asked this program to slow down, or failed several times in a row. Your organization "
       "and your entry are not at fault."),
    N_("Wait a few minutes and try again.") },

  { CONSENT_ERROR_SIGN_IN_DECLINED, "sign-in-declined",
    N_("The sign-in was canceled"),
    N_("It was closed or refused in the browser before it was finished. Nothing was read and "
       "nothing was changed."),
    N_("Sign in again when you are ready, or go on without the check.") },

  { CONSENT_ERROR_SIGN_IN_TIMED_OUT, "sign-in-timed-out",
    N_("The sign-in took too long"),
    N_("Nobody finished the sign-in in the browser, so this program no longer waits for it."),
    N_("Close the old sign-in page in the browser and sign in again.") },

  { CONSENT_ERROR_SIGN_IN_FAILED, "sign-in-failed",
    N_("Microsoft refused the sign-in"),
    N_("The account, the app that signs in, or a rule of your organization does not allow it. The "
       "details below say which; the number after AADSTS is Microsoft’s name for the reason."),
    N_("Try another way to sign in or another administrator account, or go on without the "
       "check.") },

  { CONSENT_ERROR_SIGN_IN_REPLY, "sign-in-reply",
    N_("The answer to the sign-in does not fit"),
    N_("What came back belongs to another sign-in, is too old or is incomplete, so it was not "
       "used. An old browser tab or a wrong clock can be the reason."),
    N_("Check this computer’s date and time, close old sign-in pages in the browser, and sign in "
       "again.") },

  { CONSENT_ERROR_UNAUTHORIZED, "unauthorized",
    N_("The sign-in is no longer valid"),
    N_("Microsoft does not accept it any more. This happens after about an hour, or when a rule "
       "of your organization asks for a fresh sign-in."),
    N_("Sign in again.") },

  { CONSENT_ERROR_DENIED, "denied",
    N_("This account may not see or do this"),
    N_("You are signed in, but your role in the organization, or what this sign-in was allowed to "
       "read, does not cover it."),
    N_("Sign in with an account that has a suitable role, such as Cloud Application "
       "Administrator, or ask someone who has one.") },

  { CONSENT_ERROR_NOT_FOUND, "not-found",
    N_("It is not there"),
    N_("Your organization has no such entry. What was just made can take a minute to show up."),
    N_("Wait a minute and try again.") },

  { CONSENT_ERROR_CONFLICT, "conflict",
    N_("It is there already"),
    N_("Someone else has just made the same change, or it was made before."),
    N_("Check again to see how things stand now.") },

  { CONSENT_ERROR_SCOPE_MISSING, "scope-missing",
    N_("The sign-in does not cover this"),
    /* Translators: “permission (scope)” is what an app may do; “scope” is Microsoft's word for it. */
    N_("Your account may be allowed to do it, but the permission (scope) that this program needs "
       "for it was not agreed to when you signed in."),
    N_("Sign in again, and agree to everything that Microsoft’s page lists.") },
};

static const Words *
find_words (const GError *error)
{
  if (error != NULL && error->domain == CONSENT_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      if (words[i].code == (ConsentError) error->code)
        return &words[i];

  return &words[0];
}

static char *
fill_in (const char     *text,
         ConsentService *service)
{
  return consent_text_fill (text,
                            "service", consent_service_get_name (service),
                            "support", consent_service_get_support (service),
                            NULL);
}

/* Messages quote what came from outside. */
static char *
describe (const GError *error,
          const Words  *found)
{
  g_autofree char *message = consent_text_clean (error->message, MAX_DETAILS);

  if (error->domain == CONSENT_ERROR)
    return g_strdup_printf ("%s [%s]", message, found->name);

  return g_strdup_printf ("%s [%s %d]", message, g_quark_to_string (error->domain), error->code);
}

ConsentMessage *
consent_message_new_for_error (const GError   *error,
                               ConsentService *service)
{
  const Words *found = find_words (error);
  ConsentMessage *self;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (CONSENT_IS_SERVICE (service), NULL);

  self = g_new0 (ConsentMessage, 1);
  self->title = fill_in (_(found->title), service);
  self->explanation = fill_in (_(found->explanation), service);
  self->remedy = fill_in (_(found->remedy), service);
  self->details = describe (error, found);

  return self;
}

void
consent_message_free (ConsentMessage *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->explanation);
  g_free (self->remedy);
  g_free (self->details);
  g_free (self);
}
