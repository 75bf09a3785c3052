/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-page.h"
#include "wizard-test.h"

G_BEGIN_DECLS

#define CONTOSO_ID "11111111-2222-3333-4444-555555555555"
#define FABRIKAM_ID "66666666-7777-8888-9999-aaaaaaaaaaaa"

/**
 * PageFixture:
 *
 * One page in a window of its own, with a discovery server that the test rules, and the window's
 * actions recorded instead of done.
 */
typedef struct _PageFixture PageFixture;

/* @practice: whether the journey is a practice run, with its own server */
PageFixture *page_fixture_new  (gboolean practice);
/* Closes the window and sees to it that nothing of the journey is left behind. */
void         page_fixture_free (PageFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageFixture, page_fixture_free)

ConsentContext *page_fixture_get_context (PageFixture *self);
ConsentSetup   *page_fixture_get_setup   (PageFixture *self);
GSettings      *page_fixture_get_settings (PageFixture *self);

/* The window that the page is in. */
GtkWindow      *page_fixture_get_window  (PageFixture *self);

/* Sets the tenant to Contoso and the region to "uk". */
void page_fixture_fill_setup (PageFixture *self);

/* Makes a page, the only one of an assistant, and shows it in the window. */
ConsentPage *page_fixture_show (PageFixture *self,
                                GType (*get_type) (void));

/* Shows a dialog, and looks there and no longer in the page. */
void page_fixture_turn_to (PageFixture *self,
                           GtkWindow   *dialog);

/* The widget of the page that its .ui file names so. */
gpointer page_fixture_get (PageFixture *self,
                           const char  *id);

/* Whether the child is shown, with all that it is in. */
gboolean page_fixture_shows (PageFixture *self,
                             const char  *id);

/* The texts of all labels that are shown in the child, one a line. */
char *page_fixture_get_text (PageFixture *self,
                             const char  *id);

/* Whether these words are among them. */
gboolean page_fixture_says (PageFixture *self,
                            const char  *id,
                            const char  *words);

/* Presses a button or a row, which has to be there for that. */
void page_fixture_press (PageFixture *self,
                         const char  *id);

/* Chooses a check button. */
void page_fixture_choose (PageFixture *self,
                          const char  *id);

/* Writes into the entry, in place of what is there. */
void page_fixture_type (PageFixture *self,
                        const char  *text);

/* How often an action was called, and what for the last time. */
guint       page_fixture_count_action (PageFixture *self,
                                       const char  *action);
const char *page_fixture_get_target   (PageFixture *self,
                                       const char  *action);

/* Every control that is shown and takes the focus has a name for a screen reader. */
void page_fixture_assert_named (PageFixture *self);

/* What the server says from now on: @body, of @type. %NULL: as a discovery server does. */
void page_fixture_set_answer (PageFixture *self,
                              const char  *type,
                              const char  *body);

/* The server keeps what is asked about @tenant until it is released. */
void  page_fixture_hold         (PageFixture *self,
                                 const char  *tenant);
guint page_fixture_count_held   (PageFixture *self);
void  page_fixture_release_held (PageFixture *self);

G_END_DECLS
