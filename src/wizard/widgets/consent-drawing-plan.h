/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The drawings in data/drawings are this large; words are placed on them in the same units. */
#define CONSENT_DRAWING_WIDTH 320
#define CONSENT_DRAWING_HEIGHT 200

/**
 * ConsentDrawingStyle:
 * @CONSENT_DRAWING_STYLE_NORMAL: a word as most are
 * @CONSENT_DRAWING_STYLE_MARKED: the one to look for
 * @CONSENT_DRAWING_STYLE_TITLE: the title of a page
 * @CONSENT_DRAWING_STYLE_SMALL: an address or a remark
 * @CONSENT_DRAWING_STYLE_BUTTON: centered on a button
 * @CONSENT_DRAWING_STYLE_SUGGESTED: centered on a button that is filled with the color of the mark
 */
typedef enum {
  CONSENT_DRAWING_STYLE_NORMAL,
  CONSENT_DRAWING_STYLE_MARKED,
  CONSENT_DRAWING_STYLE_TITLE,
  CONSENT_DRAWING_STYLE_SMALL,
  CONSENT_DRAWING_STYLE_BUTTON,
  CONSENT_DRAWING_STYLE_SUGGESTED,
} ConsentDrawingStyle;

/**
 * ConsentDrawingWord:
 * @x: where it begins
 * @y: the middle of its height
 * @width: the room it has
 * @lines: how many lines it may take
 * @text: marked for translation; "" stands for the name of the service
 *
 * A word on a drawing.
 */
typedef struct
{
  float x;
  float y;
  float width;
  int lines;
  ConsentDrawingStyle style;
  const char *text;
} ConsentDrawingWord;

/**
 * ConsentDrawingPlan:
 * @name: the drawing's name
 * @icon_name: the picture; drawings that differ by their words alone share one
 * @alternative: what is to be seen, for those who don't see it; marked for translation
 * @words: as many as have a text
 *
 * A drawing of one of Microsoft's pages: the lines come from a picture, the words are put over it.
 */
typedef struct
{
  const char *name;
  const char *icon_name;
  const char *alternative;
  ConsentDrawingWord words[8];
} ConsentDrawingPlan;

/**
 * consent_drawing_plan_find:
 *
 * Returns: (nullable): the plan of the drawing of that name
 */
const ConsentDrawingPlan *consent_drawing_plan_find (const char *name);

/* (out): how many there are */
const ConsentDrawingPlan *consent_drawing_plan_list (gsize *n_plans);

/* Translated. */
const char *consent_drawing_plan_get_alternative (const ConsentDrawingPlan *self);
/* Translated; "" stands for the name of the service. */
const char *consent_drawing_word_get_text        (const ConsentDrawingWord *self);

G_END_DECLS
