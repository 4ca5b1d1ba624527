import { columnText, literalText, type SqlSchema } from './sql-columns';

export type SqlExample = { title: string; sql: string };

const inRange = `timestamp >= {from:DateTime64(3)} AND timestamp < {to:DateTime64(3)}`;

/** Statements to start from, about the workspace's own events and properties. */
export function sqlExamples({ events, properties }: SqlSchema): SqlExample[] {
  const [event] = events;
  const property = properties.find(({ type }) => type === 'text');
  return [
    {
      title: 'Events per name',
      sql: `SELECT name, count() AS events, uniqIf(user_id, user_id != '') AS users\nFROM events\nWHERE ${inRange}\nGROUP BY name\nORDER BY events DESC`,
    },
    {
      title: 'Events per hour',
      sql: `SELECT toStartOfHour(timestamp, {timezone:String}) AS hour, count() AS events\nFROM events\nWHERE ${inRange}\nGROUP BY hour\nORDER BY hour`,
    },
    {
      title: property ? `Most frequent ${property.field.replace('properties.', '')}` : 'Users with most events',
      sql: property
        ? `SELECT ${columnText(property.field)}.:String AS value, count() AS events\nFROM events\nWHERE ${inRange}${event ? `\n  AND name = ${literalText(event.name)}` : ''}\nGROUP BY value\nORDER BY events DESC\nLIMIT 20`
        : `SELECT user_id, count() AS events\nFROM events\nWHERE ${inRange} AND user_id != ''\nGROUP BY user_id\nORDER BY events DESC\nLIMIT 20`,
    },
    {
      title: 'Newest events',
      sql: `SELECT timestamp, name, user_id, value, properties\nFROM events\nORDER BY timestamp DESC\nLIMIT 50`,
    },
  ];
}
