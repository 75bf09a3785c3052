/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "consent-message.h"

#include <stdint.h>

G_BEGIN_DECLS

/* What libFuzzer, or driver.c in its place, calls: once, and then for each input. The names are
 * libFuzzer's. */
int LLVMFuzzerInitialize   (int           *argc,
                            char        ***argv);
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Returns: (transfer full): the input as text, which ends at the first NUL */
char *fuzz_dup_text (const uint8_t *data,
                     size_t         size);

/* Asserts that @text, which may be %NULL, can be shown as it is: UTF-8, one line, no controls. */
void fuzz_assert_line (const char *text);

/* Asserts that there are words for people for @error, and that its own can be shown as they are. */
void fuzz_assert_explained (const GError *error);

/* Asserts that every part of @message says something that can be shown. */
void fuzz_assert_message (const ConsentMessage *message);

G_END_DECLS
