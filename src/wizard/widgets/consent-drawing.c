/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "consent-drawing.h"

#include <math.h>

/* Icons are square, so the picture lies in the middle of one. It is made this large and scaled. */
#define ICON_SIZE 480
#define MIN_WIDTH 160
/* About as many as fit beside each other on a drawing. */
#define NATURAL_CHARS 52
/* Words that are too long are made smaller before they are cut off. */
#define MIN_WORD_SCALE 0.75f
/* Titles are larger, and at their smallest as large as other words at theirs. */
#define MIN_TITLE_SCALE 0.6f
/* Lines are broken between words, so several of them take some more room than one. */
#define BREAK_LOSS 0.85f

struct _ConsentDrawing
{
  GtkWidget parent_instance;

  const ConsentDrawingPlan *plan;
  char *service_name;

  /* There while the drawing is shown. */
  GtkWidget *icon;
  GPtrArray *labels;
};

G_DEFINE_FINAL_TYPE (ConsentDrawing, consent_drawing, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DRAWING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GtkWidget *
make_label (ConsentDrawing           *self,
            const ConsentDrawingWord *word)
{
  static const struct
  {
    const char *style_class;
    float xalign;
  } styles[] = {
    [CONSENT_DRAWING_STYLE_NORMAL] = { NULL, 0 },
    [CONSENT_DRAWING_STYLE_MARKED] = { "marked", 0 },
    [CONSENT_DRAWING_STYLE_TITLE] = { "title", 0 },
    [CONSENT_DRAWING_STYLE_SMALL] = { "small", 0 },
    [CONSENT_DRAWING_STYLE_BUTTON] = { NULL, 0.5 },
    [CONSENT_DRAWING_STYLE_SUGGESTED] = { "suggested", 0.5 },
  };
  const char *text = *word->text != '\0' ? consent_drawing_word_get_text (word) : self->service_name;
  /* The drawing tells all of it in its own description. */
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "css-classes", (const char *[]) { styles[word->style].style_class, NULL },
                                   "ellipsize", PANGO_ELLIPSIZE_END,
                                   "label", text,
                                   "lines", word->lines,
                                   "wrap", word->lines > 1,
                                   "xalign", styles[word->style].xalign,
                                   NULL);

  /* The page is drawn from left to right. */
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

static void
clear (ConsentDrawing *self)
{
  g_ptr_array_set_size (self->labels, 0);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
}

static void
fill (ConsentDrawing *self)
{
  if (self->plan == NULL)
    return;

  self->icon = g_object_new (GTK_TYPE_IMAGE,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             "icon-name", self->plan->icon_name,
                             "pixel-size", ICON_SIZE,
                             NULL);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));

  for (const ConsentDrawingWord *word = self->plan->words; word->text != NULL; word++)
    g_ptr_array_add (self->labels, make_label (self, word));
}

static void
refill (ConsentDrawing *self)
{
  clear (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}

static void
allocate_icon (ConsentDrawing *self,
               float           scale)
{
  graphene_point_t top_left = { 0, scale * (CONSENT_DRAWING_HEIGHT - CONSENT_DRAWING_WIDTH) / 2 };
  float icon_scale = scale * CONSENT_DRAWING_WIDTH / ICON_SIZE;
  GskTransform *transform = gsk_transform_translate (NULL, &top_left);

  gtk_widget_measure (self->icon, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (self->icon, ICON_SIZE, ICON_SIZE, -1,
                       gsk_transform_scale (transform, icon_scale, icon_scale));
}

static void
allocate_label (GtkWidget                *label,
                const ConsentDrawingWord *word,
                float                     scale)
{
  float room = word->lines == 1 ? word->width : word->lines * word->width * BREAK_LOSS;
  float min_scale = word->style == CONSENT_DRAWING_STYLE_TITLE ? MIN_TITLE_SCALE : MIN_WORD_SCALE;
  float word_scale;
  graphene_point_t top_left;
  GskTransform *transform;
  int natural_width;
  int width;
  int height;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural_width, NULL, NULL);
  word_scale = CLAMP (room / natural_width, min_scale, 1);
  /* Rounded down, it would be a bit too little for the word that it was made for. */
  width = ceilf (word->width / word_scale);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  top_left.x = scale * word->x;
  top_left.y = scale * (word->y - word_scale * height / 2);
  transform = gsk_transform_translate (NULL, &top_left);
  gtk_widget_allocate (label, width, height, -1,
                       gsk_transform_scale (transform, scale * word_scale, scale * word_scale));
}

static GtkSizeRequestMode
consent_drawing_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
consent_drawing_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int char_width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));
  int natural_width = MAX (MIN_WIDTH, NATURAL_CHARS * char_width);

  pango_font_metrics_unref (metrics);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = natural_width;
    }
  else
    {
      int width = for_size >= 0 ? MIN (for_size, natural_width) : natural_width;

      /* A page that scrolls gives nothing more than the minimum. */
      *minimum = *natural = width * CONSENT_DRAWING_HEIGHT / CONSENT_DRAWING_WIDTH;
    }
}

static void
consent_drawing_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  ConsentDrawing *self = CONSENT_DRAWING (widget);
  float scale = MIN ((float) width / CONSENT_DRAWING_WIDTH, (float) height / CONSENT_DRAWING_HEIGHT);

  if (self->icon != NULL)
    allocate_icon (self, scale);
  for (guint i = 0; i < self->labels->len; i++)
    allocate_label (g_ptr_array_index (self->labels, i), &self->plan->words[i], scale);
}

static void
consent_drawing_map (GtkWidget *widget)
{
  fill (CONSENT_DRAWING (widget));

  GTK_WIDGET_CLASS (consent_drawing_parent_class)->map (widget);
}

static void
consent_drawing_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (consent_drawing_parent_class)->unmap (widget);

  clear (CONSENT_DRAWING (widget));
}

static void
consent_drawing_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ConsentDrawing *self = CONSENT_DRAWING (object);

  switch (property_id)
    {
    case PROP_DRAWING:
      g_value_set_string (value, consent_drawing_get_drawing (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_drawing_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ConsentDrawing *self = CONSENT_DRAWING (object);

  switch (property_id)
    {
    case PROP_DRAWING:
      consent_drawing_set_drawing (self, g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
consent_drawing_dispose (GObject *object)
{
  clear (CONSENT_DRAWING (object));

  G_OBJECT_CLASS (consent_drawing_parent_class)->dispose (object);
}

static void
consent_drawing_finalize (GObject *object)
{
  ConsentDrawing *self = CONSENT_DRAWING (object);

  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->service_name, g_free);

  G_OBJECT_CLASS (consent_drawing_parent_class)->finalize (object);
}

static void
consent_drawing_class_init (ConsentDrawingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = consent_drawing_get_property;
  object_class->set_property = consent_drawing_set_property;
  object_class->dispose = consent_drawing_dispose;
  object_class->finalize = consent_drawing_finalize;
  widget_class->get_request_mode = consent_drawing_get_request_mode;
  widget_class->measure = consent_drawing_measure;
  widget_class->size_allocate = consent_drawing_size_allocate;
  widget_class->map = consent_drawing_map;
  widget_class->unmap = consent_drawing_unmap;

  properties[PROP_DRAWING] =
    g_param_spec_string ("drawing", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "drawing");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
consent_drawing_init (ConsentDrawing *self)
{
  self->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) gtk_widget_unparent);

  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

const char *
consent_drawing_get_drawing (ConsentDrawing *self)
{
  g_return_val_if_fail (CONSENT_IS_DRAWING (self), NULL);

  return self->plan != NULL ? self->plan->name : NULL;
}

void
consent_drawing_set_drawing (ConsentDrawing *self,
                             const char     *drawing)
{
  const ConsentDrawingPlan *plan;

  g_return_if_fail (CONSENT_IS_DRAWING (self));

  plan = drawing != NULL ? consent_drawing_plan_find (drawing) : NULL;
  g_return_if_fail (drawing == NULL || plan != NULL);
  if (plan == self->plan)
    return;

  self->plan = plan;
  refill (self);
  if (plan != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    consent_drawing_plan_get_alternative (plan),
                                    -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAWING]);
}

const char *
consent_drawing_get_service_name (ConsentDrawing *self)
{
  g_return_val_if_fail (CONSENT_IS_DRAWING (self), NULL);

  return self->service_name;
}

void
consent_drawing_set_service_name (ConsentDrawing *self,
                                  const char     *service_name)
{
  g_return_if_fail (CONSENT_IS_DRAWING (self));

  if (g_strcmp0 (service_name, self->service_name) == 0)
    return;

  g_free (self->service_name);
  self->service_name = g_strdup (service_name);
  refill (self);
}
