/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * ConsentCopyRow:
 *
 * A row with a title, below it a value that can be selected and wraps wherever it must, and a
 * button that copies the value with "win.copy".
 *
 * The title and the value are plain text, never markup.
 */
#define CONSENT_TYPE_COPY_ROW (consent_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (ConsentCopyRow, consent_copy_row, CONSENT, COPY_ROW, AdwPreferencesRow)

const char *consent_copy_row_get_value (ConsentCopyRow *self);
/* @value: (nullable): %NULL or "" leaves nothing to copy */
void        consent_copy_row_set_value (ConsentCopyRow *self,
                                        const char     *value);

G_END_DECLS
