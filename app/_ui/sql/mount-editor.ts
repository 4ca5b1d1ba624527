import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { keywordCompletionSource, sql, SQLDialect, StandardSQL } from '@codemirror/lang-sql';
import { defaultHighlightStyle, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { setDiagnostics } from '@codemirror/lint';
import { Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { basicSetup } from 'codemirror';
import { columnText, eventColumns, type SqlSchema } from './sql-columns';
import type { SqlFault } from './sql-outcome';

export type EditorHandle = {
  setText(text: string): void;
  /** Puts text in place of the selection. */
  insert(text: string): void;
  showFault(fault: SqlFault | null): void;
  /** With the caret at an offset, when one is given. */
  focus(caret?: number): void;
  destroy(): void;
};
type Options = {
  parent: HTMLElement;
  text: string;
  schema: SqlSchema;
  onChange: (text: string) => void;
  onRun: () => void;
};

const dialect = SQLDialect.define({
  ...StandardSQL.spec,
  // Besides the keywords of the standard, which are kept where none are named.
  builtin: 'prewhere sample final asof semi anti qualify ilike',
  backslashEscapes: true,
  hashComments: true,
  identifierQuotes: '`"',
  caseInsensitiveIdentifiers: true,
});

const functions =
  'count uniq uniqExact uniqIf countIf sum sumIf avg avgIf min max any argMax argMin quantile quantiles median topK groupArray ' +
  'groupUniqArray windowFunnel retention sequenceMatch toStartOfMinute toStartOfHour toStartOfDay toStartOfWeek toStartOfMonth ' +
  'toStartOfInterval toDate toHour toDayOfWeek dateDiff now today if multiIf coalesce ifNull round toString toInt64 toFloat64 ' +
  'lower upper concat substring position splitByChar arrayJoin arrayMap arrayFilter length has JSONAllPaths domain path extract';

/** Loads with the editor only: the page works with a plain text area until then. */
export function mountEditor({ parent, text, schema, onChange, onRun }: Options): EditorHandle {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onRun(), true) }])),
      basicSetup,
      sql({ dialect }),
      autocompletion({ override: [namesOf(schema), keywordCompletionSource(dialect, true)] }),
      syntaxHighlighting(colours),
      look,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        'aria-label': 'SQL statement',
        'aria-describedby': 'sql-hint',
        autocapitalize: 'off',
      }),
      placeholder('SELECT name, count() FROM events GROUP BY name'),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange(update.state.doc.toString());
      }),
    ],
  });
  return {
    setText: (next) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } }),
    insert(piece) {
      view.dispatch(view.state.replaceSelection(piece));
      view.focus();
    },
    showFault: (fault) => view.dispatch(setDiagnostics(view.state, diagnosticsOf(fault, view.state.doc.length))),
    focus(caret) {
      if (caret !== undefined) view.dispatch({ selection: { anchor: Math.min(caret, view.state.doc.length) } });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function diagnosticsOf(fault: SqlFault | null, size: number) {
  if (!fault?.position || size === 0) return [];
  // At the very end there is no character to underline, so the last one is.
  const from = Math.min(fault.position.offset, size - 1);
  const to = Math.min(Math.max(fault.position.offset + fault.position.length, from + 1), size);
  return [{ from, to, severity: 'error' as const, message: fault.message }];
}

function namesOf(schema: SqlSchema): (context: CompletionContext) => CompletionResult | null {
  const options: Completion[] = [
    { label: 'events', type: 'class', detail: 'table', boost: 3 },
    ...eventColumns.map(({ name, type, about }) => ({
      label: name,
      type: 'property',
      detail: type,
      info: about,
      boost: 2,
    })),
    ...schema.properties.map(({ field, type }) => ({
      label: columnText(field),
      type: 'property',
      detail: type,
      boost: 1,
    })),
    ...['{from:DateTime64(3)}', '{to:DateTime64(3)}', '{timezone:String}'].map((label) => ({
      label,
      type: 'variable',
    })),
    ...functions.split(' ').map((name) => ({ label: name, apply: `${name}(`, detail: 'function', type: 'function' })),
  ];
  const names = schema.events.map(({ name }) => ({ label: name, type: 'text', detail: 'event' }));
  return (context) => {
    const quoted = context.matchBefore(/'[^'\n]*/);
    const isInText =
      quoted !== null && (context.state.doc.sliceString(0, context.pos).match(/'/g)?.length ?? 0) % 2 === 1;
    if (quoted !== null && isInText) return { from: quoted.from + 1, options: names, validFor: /^[^'\n]*$/ };
    const word = context.matchBefore(/[\w.`{]+/);
    if (word === null && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options, validFor: /^[\w.`{]*$/ };
  };
}

/** The editor's own colours are made for a white page; each stands for one kind of word, and gets ours for it. */
const ours: Record<string, string> = {
  '#708': 'var(--accent-strong)',
  '#a11': 'var(--good)',
  '#e40': 'var(--warn)',
  '#164': 'var(--warn)',
  '#085': 'var(--accent)',
  '#940': 'var(--faint)',
};
const colours = HighlightStyle.define(
  defaultHighlightStyle.specs.map(({ color, ...spec }) => ({
    ...spec,
    ...(typeof color === 'string' ? { color: ours[color] ?? 'var(--ink)' } : {}),
  })),
);

const look = EditorView.theme({
  '&': { fontSize: '0.875rem', backgroundColor: 'transparent', color: 'var(--ink)', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono, ui-monospace, monospace)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '0.6rem 0' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--accent)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-placeholder': { color: 'var(--faint)' },
  '.cm-matchingBracket': { backgroundColor: 'var(--accent-soft) !important' },
  '.cm-tooltip, .cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--ink)' },
  '.cm-completionDetail': { color: 'var(--faint)', fontStyle: 'normal' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad)',
    textUnderlineOffset: '3px',
    backgroundColor: 'var(--bad-soft)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--bad)' },
});
