/** A value in a sentence: whole numbers as they are, others with six digits that count. */
export const said = (value: number): string => String(Number.isInteger(value) ? value : Number(value.toPrecision(6)));
