import { z } from 'zod';
import { embedThemes, styleValue, styleVariables } from './embed-style';
import { fieldSchema, type Scalar } from './filter';

/** What can be embedded. */
export const embedKinds = ['chart', 'dashboard'] as const;
export type EmbedKind = (typeof embedKinds)[number];

/**
 * Who decides the value of a parameter. `locked`: the token does, and nobody who watches can change it. `editable`: whoever
 * watches does. `hidden`: nobody, the chart's or dashboard's own default holds.
 */
export const parameterModes = ['locked', 'editable', 'hidden'] as const;
export type ParameterMode = (typeof parameterModes)[number];

export const parameterSchema = z.strictObject({
  /** Of a variable of the dashboard or of the statement, or, with `field`, a name of its own for a filter. */
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/i, { message: 'Use letters, digits and _, beginning with a letter' }),
  mode: z.enum(parameterModes),
  field: fieldSchema.optional(),
});
export type EmbedParameter = z.output<typeof parameterSchema>;

/** A site that may show the embed in a frame: an origin, with `*.` for all hosts of a domain and `:*` for all ports; `*` is every site. */
export const frameAncestorSchema = z
  .string()
  .max(260)
  .regex(/^(\*|https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?)$/i, {
    message: 'Use an origin such as https://www.example.com, https://*.example.com, or * for every site',
  });

export const embedSettingsSchema = z.strictObject({
  parameters: z
    .array(parameterSchema)
    .max(20)
    .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, { message: 'names must differ' })
    .default([]),
  /** Whether whoever watches may choose the time. */
  range: z.enum(['fixed', 'editable']).default('fixed'),
  /** Sites besides the portal itself. */
  frameAncestors: z.array(frameAncestorSchema).max(20).default([]),
  theme: z.enum(embedThemes).default('auto'),
  isTransparent: z.boolean().default(false),
  isTitleShown: z.boolean().default(true),
  style: z
    .partialRecord(
      z.enum(styleVariables),
      z.string().regex(styleValue, { message: 'Use a colour, a length or font names' }),
    )
    .default({}),
});
export type EmbedSettings = z.output<typeof embedSettingsSchema>;
/** What holds for a chart that nobody has set up for embedding: its members see it, on the portal's own site. */
export const defaultSettings: EmbedSettings = embedSettingsSchema.parse({});

export type Embed = {
  id: string;
  workspaceId: string;
  kind: EmbedKind;
  /** Id of the chart or dashboard. */
  resourceId: string;
  name: string;
  settings: EmbedSettings;
  /** Off: no token and no link opens it. */
  isEnabled: boolean;
  createdBy: string;
  createdAt: number;
  updatedBy: string;
  updatedAt: number;
};

export const keyAlgorithms = ['HS256', 'EdDSA'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** A key as it may be shown: without what it signs with. */
export type EmbedKeySummary = {
  kid: string;
  name: string;
  algorithm: KeyAlgorithm;
  /** Null opens every embed of the workspace. */
  embedId: string | null;
  createdBy: string;
  createdAt: number;
  /** From then on it opens nothing: set when it is replaced by another. */
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
};

/** A link to an embed as it may be shown: without its secret part. */
export type EmbedShareSummary = {
  id: string;
  embedId: string;
  name: string;
  hasPassword: boolean;
  parameters: ParameterValues;
  createdBy: string;
  createdAt: number;
  expiresAt: number | null;
  revokedAt: number | null;
  lastUsedAt: number | null;
};

/** Values of parameters by name. */
export type ParameterValues = Record<string, Scalar[]>;
const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
/** As tokens and links carry them: one value or several. */
export const parameterValuesSchema = z.record(
  z.string().max(40),
  z.union([scalar, z.array(scalar).max(100)]).transform((value): Scalar[] => [value].flat()),
);
