/** What a chart can be had as, as the last part of its address. */
export const chartForms = ['data.json', 'data.csv', 'image.svg', 'image.png'] as const;
export type ChartForm = (typeof chartForms)[number];

export const isPicture = (form: ChartForm): boolean => form === 'image.svg' || form === 'image.png';
