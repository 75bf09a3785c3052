/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A default web browser and mail program of our own: a script that writes down what it was to open.
 * Where the script is missing, the program is one that is not installed.
 */

/* To be called before GTK is: no program but ours from now on, whatever this machine has. */
void  default_program_init    (void);
void  default_program_install (void);
void  default_program_remove  (void);

/* Waits until something was opened since the program was installed. (transfer full) */
char *default_program_wait    (void);

G_END_DECLS
