export type Answered = { status: number; type: string | null; body: unknown };
type Difference = {
  why: string;
  /** The answer without what differs. */
  but: (answer: Answered) => unknown;
};

/** Where the portal answers otherwise than Alertmanager on purpose, by path or by case and exchange. */
export const knownDifferences: Record<string, Difference | undefined> = {
  '/api/v2/status': {
    why: 'The configuration is made from the policies of the workspace, and the build is ours; the version is the same.',
    but: ({ body, ...answer }) => {
      const { cluster, versionInfo } = body as { cluster: unknown; versionInfo: { version: string } };
      return { ...answer, cluster, version: versionInfo.version };
    },
  },
  '/metrics': {
    why: 'The portal has metrics of its own.',
    but: ({ status }) => ({ status }),
  },
};
