/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says exactly @request on a connection to @host, such as "127.0.0.1:8080", and runs the main context
 * until the other side closes it. Returns: (transfer full) (nullable): what came; %NULL if there was
 * no connection */
char *test_client_ask (const char *host,
                       const char *request);

/* Asks for @address as a browser would. Returns: (transfer full) (nullable): as test_client_ask() */
char *test_client_open (const char *address);

G_END_DECLS
