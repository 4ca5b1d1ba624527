/** A QR code as rows of 0 and 1, with its quiet zone; each digit is a square module. */
export type QrCode = { size: number; rows: string[] };

/** What somebody sees of their own second factor. */
export type SecondFactorStatus = { isOn: boolean; since: number | null; recoveryCodesLeft: number };
