/** A number by the engine's clock, which all portals share, and above every one that counts in the bound `workspace`. */
export const nextMade = `greatest(toUnixTimestamp64Micro(now64(6)),
  toInt64((SELECT max(made) FROM events_1d_by_days WHERE workspace = {workspace:String})) + 1)`;
