/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the tests of the wizard share. */

void consent_test_init (int    *argc,
                        char ***argv);

/* (transfer full): settings in memory, with defaults */
GSettings *consent_test_settings_new (void);

/* (transfer full): a real journey of the built-in service, and a practice one */
ConsentContext *consent_test_context_new          (void);
ConsentContext *consent_test_context_new_practice (void);

/* The contoso.com of Microsoft's own examples. */
void consent_test_fill_setup (ConsentSetup *setup);

/* The widget of @type below @root that shows @text itself or in a label inside, and is visible; or %NULL */
GtkWidget *consent_test_find (GtkWidget  *root,
                              GType       type,
                              const char *text);

/* The widget at or below @root that its .ui file names @id; or %NULL */
GtkWidget *consent_test_find_by_id (GtkWidget  *root,
                                    const char *id);

/* The one dialog or window other than @parent, or %NULL */
GtkWindow *consent_test_find_dialog (GtkWindow *parent);

/* Runs the main loop until @condition holds. */
#define consent_test_wait_until(condition) \
  while (!(condition)) \
    g_main_context_iteration (NULL, TRUE)

/* Runs the main loop until it has nothing more to do. */
void consent_test_settle (void);

/* Removes the file or the folder with all that is in it; links are not followed. */
void consent_test_remove (const char *path);

/* What the clipboard of @widget holds as text. (transfer full) */
char *consent_test_read_clipboard (GtkWidget *widget);

G_END_DECLS
