/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "test-server.h"

G_BEGIN_DECLS

/* Whole answers, headers and all, that are too large to be written down.
 * Returns: (transfer full): what to send */

/* A small body that swells to 100 MB. */
GBytes *hostile_gzip_bomb (void);

/* A million arrays, one within the other; and as many arrays and objects as any answer has room for. */
GBytes *hostile_million_brackets (void);
GBytes *hostile_brackets         (void);
GBytes *hostile_objects          (void);

/* No longer than an answer may be, and full of the smallest values that there are; and no longer than
 * one of Graph's may be. */
GBytes *hostile_many_values        (void);
GBytes *hostile_millions_of_values (void);

/* A grant with half a million permissions. */
GBytes *hostile_many_names (void);

/* A page of a list, as full as it may be, and the address of another one. */
GBytes *hostile_next_page (TestServer *server);

/* A string of 100,000 characters wherever one is read. */
GBytes *hostile_long_string (void);

/* "100 Continue", again and again. */
GBytes *hostile_many_continues (void);

G_END_DECLS
