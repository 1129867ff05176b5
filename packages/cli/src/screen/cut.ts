import { Printed } from '@legwork/core';

const { columnsOf } = Printed;

/** As much of a text as fits. */
const head = (text: string, width: number): string => {
  let taken = '';
  for (const character of text) {
    if (columnsOf(taken + character) > width) return taken;
    taken += character;
  }
  return taken;
};

/** As much of the end of a text as fits. */
const tail = (text: string, width: number): string => {
  let taken = '';
  for (const character of Array.from(text).toReversed()) {
    if (columnsOf(character + taken) > width) return taken;
    taken = character + taken;
  }
  return taken;
};

/** A text without its end, if it is too wide. */
export const cutEnd = (text: string, width: number): string =>
  columnsOf(text) <= width ? text : `${head(text, width - 3)}...`;

/** An id without its middle, if it is too wide: ids of a kind differ at their ends. */
export const cutMiddle = (id: string, width: number): string => {
  if (columnsOf(id) <= width) return id;
  const end = Math.floor((width - 2) / 2);
  return `${head(id, width - 2 - end)}..${tail(id, end)}`;
};
