/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-practice-tickets.h"

#include "consent-practice-encoding.h"

#define TICKET_BYTES 16

typedef struct
{
  char *name;
  gpointer data;
  GDestroyNotify destroy;
  gint64 expires;
} Ticket;

struct _ConsentPracticeTickets
{
  /* Oldest first, so what has to go is always at the head. */
  GQueue tickets;
  guint max;
  gint64 lifetime;
};

static char *
make_name (void)
{
  guint8 bytes[TICKET_BYTES];

  consent_practice_fill_random (bytes, sizeof bytes);

  return consent_practice_base64url (bytes, sizeof bytes);
}

static gpointer
detach (ConsentPracticeTickets *self,
        GList                  *link)
{
  Ticket *ticket = link->data;
  gpointer data = ticket->data;

  g_queue_delete_link (&self->tickets, link);
  g_free (ticket->name);
  g_free (ticket);

  return data;
}

static void
drop_stale (ConsentPracticeTickets *self,
            guint                   keep)
{
  gint64 now = g_get_monotonic_time ();

  while (!g_queue_is_empty (&self->tickets))
    {
      const Ticket *oldest = g_queue_peek_head (&self->tickets);
      GDestroyNotify destroy = oldest->destroy;

      if (oldest->expires > now && self->tickets.length <= keep)
        return;

      destroy (detach (self, self->tickets.head));
    }
}

static GList *
find (ConsentPracticeTickets *self,
      const char             *name)
{
  drop_stale (self, self->max);

  for (GList *l = self->tickets.head; l != NULL; l = l->next)
    if (g_strcmp0 (((const Ticket *) l->data)->name, name) == 0)
      return l;

  return NULL;
}

ConsentPracticeTickets *
consent_practice_tickets_new (guint max,
                              guint seconds)
{
  ConsentPracticeTickets *self;

  g_return_val_if_fail (max > 0, NULL);

  self = g_new0 (ConsentPracticeTickets, 1);
  g_queue_init (&self->tickets);
  self->max = max;
  self->lifetime = seconds * G_TIME_SPAN_SECOND;

  return self;
}

void
consent_practice_tickets_free (ConsentPracticeTickets *self)
{
  drop_stale (self, 0);
  g_free (self);
}

char *
consent_practice_tickets_issue (ConsentPracticeTickets *self,
                                gpointer                data,
                                GDestroyNotify          destroy)
{
  Ticket *ticket = g_new0 (Ticket, 1);

  drop_stale (self, self->max - 1);

  ticket->name = make_name ();
  ticket->data = data;
  ticket->destroy = destroy;
  ticket->expires = g_get_monotonic_time () + self->lifetime;
  g_queue_push_tail (&self->tickets, ticket);

  return g_strdup (ticket->name);
}

gpointer
consent_practice_tickets_take (ConsentPracticeTickets *self,
                               const char             *ticket)
{
  GList *link = find (self, ticket);

  return link != NULL ? detach (self, link) : NULL;
}

void
consent_practice_tickets_forget (ConsentPracticeTickets *self,
                                 const char             *ticket)
{
  GList *link = find (self, ticket);

  if (link != NULL)
    {
      GDestroyNotify destroy = ((const Ticket *) link->data)->destroy;

      destroy (detach (self, link));
    }
}

gpointer
consent_practice_tickets_find (ConsentPracticeTickets *self,
                               GEqualFunc              matches,
                               gconstpointer           wanted)
{
  drop_stale (self, self->max);

  for (GList *l = self->tickets.head; l != NULL; l = l->next)
    if (matches (((const Ticket *) l->data)->data, wanted))
      return ((const Ticket *) l->data)->data;

  return NULL;
}

gpointer
consent_practice_tickets_peek (ConsentPracticeTickets *self,
                               const char             *ticket)
{
  GList *link = find (self, ticket);

  return link != NULL ? ((Ticket *) link->data)->data : NULL;
}
