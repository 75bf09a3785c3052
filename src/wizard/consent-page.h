/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentPage:
 *
 * Base of all pages: an #AdwBin with role GROUP that can take the focus and is named by its title.
 * A page talks to its #ConsentContext and to actions, never to another page or to the window:
 *
 * - "win.copy" (s): copies a text and says so in a toast
 * - "win.open-uri" (s): opens an address in the default browser; shows it if there is none
 * - "win.toast" (s): a short message
 * - "win.next": moves on, as the suggested button does
 * - "win.skip": moves on without the page's suggested action
 * - "win.back": goes back, as the header bar's button does
 * - "win.cancel": ends what the page is busy with
 * - "win.hand-over": a message for an administrator, in a window of its own
 * - "win.practice" (s, a scenario): starts a practice run
 *
 * Properties: "context" (construct only); "title"; "complete" (whether the suggested button can be
 * pressed); "busy" (work under way); "action-label" (the suggested button's label with mnemonic,
 * "_Next" unless set; %NULL hides the button).
 */
#define CONSENT_TYPE_PAGE (consent_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (ConsentPage, consent_page, CONSENT, PAGE, AdwBin)

/**
 * ConsentPageClass:
 * @is_on_route: whether what is in the setup makes a page of this kind part of the journey; known
 *   before there is such a page. Default: yes
 * @is_relevant: whether the page is part of this journey; asked on every move. Default: if it is on
 *   the route
 * @entered: the page is about to be shown: start or renew what it needs
 * @left: the page is no longer shown: end what only it needs
 * @activate: does the page's suggested action; %TRUE if the page stays. Default: %FALSE, moves on
 * @cancel: Escape was pressed while the page was busy: end the work under way. Default: nothing
 */
struct _ConsentPageClass
{
  AdwBinClass parent_class;

  gboolean (*is_on_route) (ConsentSetup *setup);
  gboolean (*is_relevant) (ConsentPage *self);
  void     (*entered)     (ConsentPage *self);
  void     (*left)        (ConsentPage *self);
  gboolean (*activate)    (ConsentPage *self);
  void     (*cancel)      (ConsentPage *self);
};

ConsentContext *consent_page_get_context (ConsentPage *self);
/* Shorthand for the context's setup. */
ConsentSetup   *consent_page_get_setup   (ConsentPage *self);
const char     *consent_page_get_title   (ConsentPage *self);

gboolean        consent_page_get_complete     (ConsentPage *self);
void            consent_page_set_complete     (ConsentPage *self,
                                               gboolean     complete);
gboolean        consent_page_get_busy         (ConsentPage *self);
void            consent_page_set_busy         (ConsentPage *self,
                                               gboolean     busy);
const char     *consent_page_get_action_label (ConsentPage *self);
void            consent_page_set_action_label (ConsentPage *self,
                                               const char  *label);

/**
 * consent_page_show_top:
 * @widget: what stands at the top of the page, and takes the focus
 *
 * Shows what has just appeared there, where the page may have been scrolled to another place.
 */
void            consent_page_show_top    (ConsentPage *self,
                                          GtkWidget   *widget);

/**
 * consent_page_reveal:
 * @widget: what has just appeared further down
 *
 * Scrolls no farther than it takes to see @widget, once it has its place. The focus stays where it is.
 */
void            consent_page_reveal      (ConsentPage *self,
                                          GtkWidget   *widget);

/* For a page that is not there yet; @type is one of a page. */
gboolean        consent_page_is_on_route (GType         type,
                                          ConsentSetup *setup);
gboolean        consent_page_is_relevant (ConsentPage *self);
void            consent_page_enter       (ConsentPage *self);
void            consent_page_leave       (ConsentPage *self);
gboolean        consent_page_activate    (ConsentPage *self);
void            consent_page_cancel      (ConsentPage *self);

G_END_DECLS
