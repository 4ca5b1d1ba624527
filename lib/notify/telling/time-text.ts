/** A moment in a reason, to the minute: `2026-11-25 18:00 UTC`. */
export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
